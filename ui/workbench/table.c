#include "ui/workbench/table.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "edit/editor_edit.h"
#include "edit/editor_grid.h"
#include "edit/editor_sum.h"
#include "edit/editor_table.h"
#include "model/splice.h"
#include "ui/screens/dialogs.h"
#include "ui/workbench/apply.h"
#include "ui/workbench/place.h"

#include <string.h>

/* Whether the cursor stands in the blank line right below a table, as it does after pasting one. */
static bool is_below_table(const struct shell *shell, const struct workbench *wb) {
    const struct body *body = &workbench_section(shell, wb)->body;
    size_t line = body_place_of(body, editor_cursor(wb->editor)).line;
    return line > 0 && body->lines[line].tag != LINE_ROW && body->lines[line - 1].tag == LINE_ROW &&
           !utf8_has_ink(str_span(&body->lines[line].text));
}

static bool say_outside(struct shell *shell, const struct workbench *wb) {
    bool outside = !editor_cursor_in_table(wb->editor);
    if (outside && is_below_table(shell, wb))
        shell_say(shell, _("光标在表格下面：按↑到表格里，再按一次"));
    else if (outside)
        shell_say(shell, _("光标不在表格里：先移到表格的一格里"));
    return outside;
}

/* A step of its own, the cursor where it belongs after it. */
static void apply_made(struct shell *shell, struct workbench *wb, struct splice *splice,
                       const struct grid_made *made, enum act act) {
    wb->typed_at = 0;
    workbench_apply(shell, wb, splice, act);
    editor_set_cursor(wb->editor, made->cursor, false);
}

/* --- from cell to cell --- */

static void add_row(struct shell *shell, struct workbench *wb) {
    struct splice splice;
    if (!editor_add_row(wb->editor, &splice))
        return;
    size_t start = splice.offset + 1;
    workbench_apply(shell, wb, &splice, ACT_TYPE);
    editor_set_cursor(wb->editor, start, false);
}

bool workbench_next_cell(struct shell *shell, struct workbench *wb) {
    struct splice splice;
    if (!editor_cursor_in_table(wb->editor))
        return false;
    if (editor_move_cell(wb->editor, true))
        return true;
    const struct body *body = &workbench_section(shell, wb)->body;
    size_t line = body_place_of(body, editor_cursor(wb->editor)).line;
    bool alone = line == 0 || body->lines[line - 1].tag != LINE_ROW;
    if (!alone) {
        add_row(shell, wb);
    } else if (editor_add_column(wb->editor, &splice)) {
        workbench_apply(shell, wb, &splice, ACT_TYPE);
        (void)editor_move_cell(wb->editor, true);
    }
    return true;
}

bool workbench_previous_cell(struct workbench *wb) {
    if (!editor_cursor_in_table(wb->editor))
        return false;
    (void)editor_move_cell(wb->editor, false);
    return true;
}

/* --- what comes from a clipboard --- */

bool workbench_fill_table(struct shell *shell, struct workbench *wb, struct span text,
                          enum act act) {
    struct splice splice;
    struct grid_made made;
    bool cells = memchr(text.p, '\t', text.n) != NULL || memchr(text.p, '\n', text.n) != NULL;
    if (text.n == 0 || !cells || !editor_fill_table(wb->editor, text, &splice, &made))
        return false;
    apply_made(shell, wb, &splice, &made, act);
    if (made.replaced > 0)
        shell_say(shell, _("填入了%zu行%zu列，换掉了%zu格原来的字；Ctrl-Z撤销"), made.rows,
                  made.columns, made.replaced);
    else if (made.rows > 1 || made.columns > 1)
        shell_say(shell, _("填入了%zu行%zu列；Ctrl-Z撤销"), made.rows, made.columns);
    return true;
}

bool workbench_make_table(struct shell *shell, struct workbench *wb, size_t from) {
    struct splice splice;
    struct grid_made made;
    struct editor_range range = {from, editor_cursor(wb->editor)};
    if (range.to <= range.from || !editor_make_table(wb->editor, range, &splice, &made))
        return false;
    apply_made(shell, wb, &splice, &made, ACT_TABLE);
    shell_say(shell, _("粘贴的内容做成了表格（%zu行%zu列）；Ctrl-Z恢复成文字"), made.rows,
              made.columns);
    return true;
}

/* --- commands --- */

static void ask_size(struct shell *shell, struct workbench *wb) {
    if (!editor_may_insert_table(wb->editor)) {
        shell_say(shell, _("光标已经在表格里：Enter添一行，Tab到下一格；另做一张请先移到表外"));
        return;
    }
    wb->asked = COMMAND_TABLE_INSERT;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){.title = _("插入表格"),
                                         .label = _("行数和列数，表头算一行"),
                                         .hint = _("如 4 3（4行3列）；从Excel复制的表直接粘贴就行"),
                                         .text = "4 3",
                                         .most = 20,
                                         .needed = _("请写行数和列数，如 4 3")});
}

/* Two numbers with anything between them: 4 3, 4x3, ４行３列. */
static bool read_size(struct span typed, size_t *rows, size_t *columns) {
    uint64_t numbers[2] = {0, 0};
    size_t count = 0;
    bool in_number = false;
    while (typed.n > 0) {
        char32_t c = char_fold(utf8_take(&typed));
        bool digit = c >= '0' && c <= '9';
        if (digit && !in_number && count++ == ARRAY_LEN(numbers))
            return false;
        if (digit && numbers[count - 1] < GRID_ROWS_MOST)
            numbers[count - 1] = numbers[count - 1] * 10 + (c - '0');
        in_number = digit;
    }
    *rows = (size_t)numbers[0];
    *columns = (size_t)numbers[1];
    return *rows > 0 && *columns > 0 && *rows <= GRID_ROWS_MOST && *columns <= GRID_COLUMNS_MOST;
}

void workbench_table_answer(struct shell *shell, struct workbench *wb, const char *typed) {
    struct splice splice;
    struct grid_made made;
    size_t rows, columns;
    if (!read_size(span_of(typed), &rows, &columns)) {
        shell_say(shell, _("“%s”不是行数和列数：写成 4 3，最多%d行、%d列"), typed, GRID_ROWS_MOST,
                  GRID_COLUMNS_MOST);
        return;
    }
    if (!editor_insert_table(wb->editor, rows, columns, &splice, &made))
        return;
    wb->focus = PANE_EDITOR;
    apply_made(shell, wb, &splice, &made, ACT_TABLE);
    shell_say(shell, _("插入了%zu行%zu列：Tab到下一格，Enter添一行，F9“编辑”里添列、删行、求和"),
              rows, columns);
}

static void remove_rows(struct shell *shell, struct workbench *wb) {
    struct splice splice;
    struct grid_made made;
    if (say_outside(shell, wb))
        return;
    if (!editor_remove_rows(wb->editor, &splice, &made)) {
        shell_say(shell, _("选中的不都是表格的行"));
        return;
    }
    apply_made(shell, wb, &splice, &made, ACT_TABLE);
    shell_say(shell, _("删去了%zu行；Ctrl-Z撤销"), made.rows);
}

static void change_column(struct shell *shell, struct workbench *wb, bool add) {
    struct splice splice;
    if (say_outside(shell, wb))
        return;
    const struct body *body = &workbench_section(shell, wb)->body;
    size_t start = body_line_start(body, body_place_of(body, editor_cursor(wb->editor)).line);
    if (!(add ? editor_add_column : editor_remove_column)(wb->editor, &splice))
        return;
    workbench_apply(shell, wb, &splice, ACT_TABLE);
    editor_set_cursor(wb->editor, start, false);
    shell_say(shell, add ? _("右边添了一列；Ctrl-Z撤销") : _("这一列已删去；Ctrl-Z撤销"));
}

/* From the blank line below a table, into the first cell of its last row: what was just pasted can
 * be added up at once. */
static void enter_table_above(struct shell *shell, struct workbench *wb) {
    const struct body *body = &workbench_section(shell, wb)->body;
    size_t line = body_place_of(body, editor_cursor(wb->editor)).line;
    editor_set_cursor(wb->editor, body_line_start(body, line - 1), false);
}

static void add_sums(struct shell *shell, struct workbench *wb) {
    struct splice splice;
    struct table_sum sum;
    struct grid_made made = {0};
    size_t cursor = editor_cursor(wb->editor);
    if (is_below_table(shell, wb))
        enter_table_above(shell, wb);
    if (say_outside(shell, wb))
        return;
    bool changes = editor_sum_table(wb->editor, &splice, &made.cursor, &sum);
    if (changes)
        apply_made(shell, wb, &splice, &made, ACT_TABLE);
    else
        editor_set_cursor(wb->editor, cursor, false);
    if (sum.filled == 0)
        shell_say(shell, sum.unread > 0 ? _("没有求和：有的格子不是数（单位请写在表头）")
                                        : _("没有可以求和的列：率、单价、序号不求和"));
    else if (!changes)
        shell_say(shell, _("合计已经对了，没有改动"));
    else if (sum.unread > 0)
        shell_say(shell, _("填了%zu格合计；有%zu列的格子不是数，没有求和；Ctrl-Z撤销"), sum.filled,
                  sum.unread);
    else if (sum.parts > 0)
        shell_say(shell, _("填了%zu格合计，%zu行是其中项、明细，没有重复计；Ctrl-Z撤销"),
                  sum.filled, sum.parts);
    else
        shell_say(shell, _("填了%zu格合计；Ctrl-Z撤销"), sum.filled);
}

bool workbench_table_command(struct shell *shell, struct workbench *wb, enum command_id id) {
    if (id == COMMAND_TABLE_INSERT)
        ask_size(shell, wb);
    else if (id == COMMAND_ROW_REMOVE)
        remove_rows(shell, wb);
    else if (id == COMMAND_TABLE_SUM)
        add_sums(shell, wb);
    else if (id == COMMAND_COLUMN_ADD || id == COMMAND_COLUMN_REMOVE)
        change_column(shell, wb, id == COMMAND_COLUMN_ADD);
    else
        return false;
    return true;
}
