#include "ui/screens/compare.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/line_break.h"
#include "model/diff_report.h"
#include "model/edition/edition.h"
#include "session/diff.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/setting.h"
#include "ui/screens/dialogs.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"

#include <stdlib.h>

enum { FILE_NAME_MOST = 200, INDENT = 4, OTHER_ROWS = 5 /* above and below the list */ };
enum { NO_SECTION = -2 };

/* A piece of text in one face. */
struct piece {
    size_t end; /* byte before which it ends */
    enum face face;
};
struct passage {
    struct str text;
    struct piece *pieces;
    size_t count, cap;
    int64_t section; /* to go to, -1: none any more, NO_SECTION: title or sign-off */
    bool is_heading; /* a place begins */
};
/* A row of the screen. */
struct wrapped {
    size_t passage, from, to; /* bytes */
};

/* What is wrapped depends on the width, which only drawing knows. */
struct layout {
    struct wrapped *rows;
    size_t count, cap;
    int cols;
    enum width_ambiguous ambiguous;
};

enum asked { ASKED_NOTHING, ASKED_WITH, ASKED_NAME, ASKED_REPLACE, ASKED_DONE };

struct compare {
    struct session_diff diff;
    int64_t other, change; /* what it is compared with; 0 and 0: last year's */
    struct passage *passages;
    size_t count, cap;
    struct layout *layout;
    size_t top; /* row */
    struct session_diff_choices choices;
    enum asked asked;
    char *path; /* of the Word file */
    struct str trouble;
};

/* --- passages --- */

static struct passage *add_passage(struct compare *compare, int64_t section) {
    MEM_PUSH_ROOM(compare->passages, compare->count, compare->cap);
    struct passage *passage = &compare->passages[compare->count++];
    *passage = (struct passage){.text = STR_INIT, .section = section};
    return passage;
}

static void end_piece(struct passage *passage, enum face face) {
    MEM_PUSH_ROOM(passage->pieces, passage->count, passage->cap);
    passage->pieces[passage->count++] = (struct piece){passage->text.len, face};
}

static void add_lines(struct compare *compare, const struct diff_text *diff, int64_t section) {
    static const enum face faces[] = {
        [DIFF_KEPT] = FACE_PLAIN, [DIFF_REMOVED] = FACE_REMOVED, [DIFF_ADDED] = FACE_ADDED};
    for (size_t from = 0, to = 0; diff_text_next_line(diff, &from, &to);) {
        struct passage *passage = add_passage(compare, section);
        for (size_t i = from; i < to; i++) {
            session_diff_add_run(&passage->text, &diff->runs[i]);
            end_piece(passage, faces[diff->runs[i].kind]);
        }
    }
}

static void add_item(struct compare *compare, const struct diff_item *item) {
    bool goes = item->place == DIFF_FRONT || item->place == DIFF_SECTION;
    int64_t section = !goes ? NO_SECTION : item->new_section != NULL ? item->new_section->id : -1;
    struct passage *passage = add_passage(compare, section);
    passage->is_heading = true;
    session_diff_add_status(&passage->text, item);
    str_add_text(&passage->text, "  ");
    session_diff_add_heading(&passage->text, item);
    end_piece(passage, FACE_HEADING);
    if (item->old_section != NULL && item->new_section != NULL)
        add_lines(compare, &item->heading, section);
    add_lines(compare, &item->body, section);
    (void)add_passage(compare, section); /* a blank row */
}

static void release_passages(struct compare *compare) {
    for (size_t i = 0; i < compare->count; i++) {
        str_release(&compare->passages[i].text);
        mem_free(compare->passages[i].pieces);
    }
    compare->count = 0;
    compare->layout->cols = 0;
}

static void take_diff(struct shell *shell, struct compare *compare) {
    struct err err = {0};
    release_passages(compare);
    session_diff_release(&compare->diff);
    str_clear(&compare->trouble);
    if (session_diff(shell_session(shell), compare->other, compare->change, &compare->diff, &err) !=
        RC_OK) {
        session_diff_release(&compare->diff);
        if (err.rc == RC_NOT_FOUND)
            str_add_text(&compare->trouble,
                         _("没有去年的报告。按O选择另一份报告，或本报告以前的样子。"));
        else
            str_add_text(&compare->trouble, err.text);
        return;
    }
    for (size_t i = 0; i < compare->diff.sections.count; i++)
        if (diff_item_differs(&compare->diff.sections.items[i]))
            add_item(compare, &compare->diff.sections.items[i]);
    if (compare->count == 0)
        str_add_text(&compare->trouble, _("两者完全相同"));
}

/* Argument: a change of the open report to compare it with, or NULL: last year's. */
static void compare_enter(struct shell *shell, void *self, const void *argument) {
    struct compare *compare = self;
    if (argument != NULL)
        compare->change = *(const int64_t *)argument;
    str_init(&compare->trouble);
    compare->layout = mem_alloc_zero(1, sizeof *compare->layout);
    take_diff(shell, compare);
}

static void compare_refresh(struct shell *shell, void *self) {
    take_diff(shell, self);
}

static void compare_leave(struct shell *shell, void *self) {
    (void)shell;
    struct compare *compare = self;
    release_passages(compare);
    mem_free(compare->passages);
    mem_free(compare->layout->rows);
    mem_free(compare->layout);
    session_diff_release(&compare->diff);
    session_diff_choices_release(&compare->choices);
    mem_free(compare->path);
    str_release(&compare->trouble);
}

/* --- drawing --- */

static void add_row(struct layout *layout, size_t passage, size_t from, size_t to) {
    MEM_PUSH_ROOM(layout->rows, layout->count, layout->cap);
    layout->rows[layout->count++] = (struct wrapped){passage, from, to};
}

static void lay_out(const struct compare *compare, int cols, enum width_ambiguous ambiguous) {
    struct layout *layout = compare->layout;
    struct line_break_rows rows = {0};
    if (layout->cols == cols && layout->ambiguous == ambiguous)
        return;
    layout->count = 0;
    layout->cols = cols;
    layout->ambiguous = ambiguous;
    for (size_t i = 0; i < compare->count; i++) {
        struct span text = str_span(&compare->passages[i].text);
        line_break_paragraph(&rows, text, (size_t)(cols - INDENT), (size_t)(cols - INDENT),
                             ambiguous);
        for (size_t k = 0; k < rows.count; k++)
            add_row(layout, i, rows.starts[k], k + 1 < rows.count ? rows.starts[k + 1] : text.n);
    }
    line_break_release(&rows);
}

static void draw_row(const struct compare *compare, struct canvas *canvas, struct area area,
                     const struct wrapped *row) {
    const struct passage *passage = &compare->passages[row->passage];
    int col = area.col + (passage->is_heading ? 1 : INDENT);
    size_t from = row->from;
    for (size_t i = 0; i < passage->count && from < row->to; i++) {
        size_t end = passage->pieces[i].end < row->to ? passage->pieces[i].end : row->to;
        if (end <= from)
            continue;
        col += canvas_put(canvas, area.row, col, passage->pieces[i].face,
                          span_sub(str_span(&passage->text), from, end));
        from = end;
    }
}

/* The heading's row at or above a row, SIZE_MAX: none. */
static size_t place_at(const struct compare *compare, size_t row) {
    const struct layout *layout = compare->layout;
    for (size_t i = row < layout->count ? row + 1 : layout->count; i-- > 0;)
        if (compare->passages[layout->rows[i].passage].is_heading && layout->rows[i].from == 0)
            return i;
    return SIZE_MAX;
}

/* 与第1稿（定稿）对照 */
static void add_edition(struct str *out, const struct report *report, size_t number) {
    struct edition edition;
    if (report_edition(report, number, &edition))
        str_add_format(out, _("与第%zu稿（%s）对照"), edition.draft, edition_text(edition.state));
}

static void add_sides(struct str *out, const struct shell *shell, const struct compare *compare) {
    const struct report *old = compare->diff.old_report;
    const struct report *new = session_report(shell_session(shell));
    if (old == NULL)
        return;
    if (compare->diff.change < 0) /* of an edition: the number, negative */
        add_edition(out, new, (size_t)-compare->diff.change);
    else if (compare->diff.change != 0)
        str_add_format(out, _("与本报告第%lld号改动之后对照"), (long long)compare->diff.change);
    else if (span_is(span_of(old->unit), new->unit))
        str_add_format(out, _("%d年度 对 %d年度"), new->year, old->year);
    else
        str_add_format(out, _("%d年度 对 %s%d年度"), new->year, old->unit, old->year);
}

static void draw_head(const struct shell *shell, const struct compare *compare,
                      struct canvas *canvas, struct area head) {
    struct str right = STR_INIT, sides = STR_INIT;
    size_t all = 0, here = 0, at = place_at(compare, compare->top);
    for (size_t i = 0; i < compare->count; i++) {
        all += compare->passages[i].is_heading;
        if (at != SIZE_MAX && i <= compare->layout->rows[at].passage)
            here = all;
    }
    canvas_fill(canvas, head, FACE_TITLE);
    int col = head.col + 1;
    col += canvas_put_text(canvas, head.row, col, FACE_TITLE, _("修改对照")) + 2;
    if (all > 0)
        str_add_format(&right, _("第%zu处 / 共%zu处 "), here, all);
    int end =
        canvas_put_right(canvas, head.row, head.col + head.cols, FACE_TITLE, str_span(&right));
    add_sides(&sides, shell, compare);
    (void)canvas_put_limit(canvas, head.row, col, end - col - 1, FACE_TITLE, str_span(&sides));
    str_release(&right);
    str_release(&sides);
}

static void draw_foot(const struct compare *compare, struct canvas *canvas, struct area foot) {
    struct str text = STR_INIT;
    canvas_hline(canvas, foot.row, foot.col, foot.cols, FACE_BORDER);
    if (compare->diff.old_report != NULL) {
        canvas_put_text(canvas, foot.row + 1, foot.col + 1, FACE_DIM,
                        _("[-删去的字-]  {+新增的字+}  ¶ 分段"));
        str_add_byte(&text, ' ');
        session_diff_add_counts(&text, &compare->diff.sections);
        str_add_byte(&text, ' ');
        (void)canvas_put_right(canvas, foot.row, foot.col + foot.cols - 1, FACE_DIM,
                               str_span(&text));
    }
    canvas_put_text(canvas, foot.row + 2, foot.col + 1, FACE_DIM,
                    _("↑↓ 翻看   F3 下一处   Enter 到那一节   O 换对照   Esc 返回"));
    str_release(&text);
}

static void compare_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    const struct compare *compare = self;
    struct area foot = area_bottom(area, 3);
    struct area rows = area_above(area_below(area, 2), 3);
    lay_out(compare, area.cols - 1, canvas_ambiguous(canvas));
    draw_head(shell, compare, canvas, area_top(area, 1));
    draw_foot(compare, canvas, foot);
    canvas_set_cursor(canvas, rows.row, rows.col);
    if (compare->trouble.len > 0)
        (void)canvas_put_wrapped(canvas, area_inset(rows, 0, 2), FACE_PLAIN,
                                 str_span(&compare->trouble));
    const struct layout *layout = compare->layout;
    size_t top = compare->top < layout->count ? compare->top : 0;
    for (int i = 0; i < rows.rows && top + (size_t)i < layout->count; i++)
        draw_row(compare, canvas, (struct area){rows.row + i, rows.col, 1, rows.cols},
                 &layout->rows[top + (size_t)i]);
}

/* --- moving --- */

static void scroll(struct compare *compare, bool down, size_t rows) {
    size_t last = compare->layout->count > 0 ? compare->layout->count - 1 : 0;
    if (down)
        compare->top = last - compare->top < rows ? last : compare->top + rows;
    else
        compare->top = compare->top < rows ? 0 : compare->top - rows;
}

static void next_place(struct shell *shell, struct compare *compare, bool forward) {
    const struct layout *layout = compare->layout;
    if (forward) {
        for (size_t i = compare->top + 1; i < layout->count; i++)
            if (place_at(compare, i) == i) {
                compare->top = i;
                return;
            }
    } else if (compare->top > 0) {
        size_t at = place_at(compare, compare->top - 1);
        if (at != SIZE_MAX) {
            compare->top = at;
            return;
        }
    }
    shell_say(shell, forward ? _("后面没有改动了") : _("前面没有改动了"));
}

static void go_there(struct shell *shell, const struct compare *compare) {
    size_t at = place_at(compare, compare->top);
    int64_t section =
        at != SIZE_MAX ? compare->passages[compare->layout->rows[at].passage].section : -1;
    const struct report *report = session_report(shell_session(shell));
    if (section == NO_SECTION)
        shell_say(shell, _("题目和落款不是一节；在F9菜单的“报告资料”里改"));
    else if (section < 0 || report_find_id(report, section) == NULL)
        shell_say(shell, _("这一处现在的报告里没有，不能转到"));
    else
        shell_pop(shell, ANSWER_OK, &section);
}

/* --- choosing, and writing a Word file --- */

static void ask_with(struct shell *shell, struct compare *compare) {
    struct err err = {0};
    session_diff_choices_release(&compare->choices);
    if (session_diff_choices(shell_session(shell), &compare->choices, &err) != RC_OK) {
        shell_say_error(shell, &err);
        return;
    }
    if (compare->choices.count == 0) {
        shell_say(shell, _("没有别的报告，本报告也还没有以前的样子"));
        return;
    }
    const char **rows = mem_alloc_zero(compare->choices.count + 1, sizeof(const char *));
    for (size_t i = 0; i < compare->choices.count; i++)
        rows[i] = compare->choices.items[i].title;
    compare->asked = ASKED_WITH;
    shell_push(shell, &choose_layer, &(struct choose_argument){_("与哪一份对照"), rows, 0});
    mem_free((void *)rows);
}

static void ask_name(struct shell *shell, struct compare *compare) {
    struct str folder = STR_INIT, name = STR_INIT;
    const char *home = getenv("HOME");
    if (compare->diff.old_report == NULL) {
        shell_say(shell, _("还没有对照；先按O选择与哪一份对照"));
        return;
    }
    session_setting(shell_session(shell), "export_folder", &folder);
    if (folder.len == 0 || file_kind_of(folder.s) != FILE_DIRECTORY)
        str_set(&folder, span_of(home != NULL ? home : "."));
    session_diff_export_name(shell_session(shell), &name);
    char *path = file_path_join(folder.s, name.s);
    compare->asked = ASKED_NAME;
    shell_push(shell, &prompt_layer,
               &(struct prompt_argument){
                   .title = _("存成Word（修订标记）"),
                   .label = _("文件"),
                   .hint = _("改动处标为修订：接受全部修订就是现在的报告"),
                   .text = path,
                   .most = FILE_NAME_MOST,
               });
    mem_free(path);
    str_release(&folder);
    str_release(&name);
}

static void write_file(struct shell *shell, struct compare *compare, bool may_replace) {
    struct err err = {0};
    if (!may_replace && file_kind_of(compare->path) == FILE_REGULAR) {
        struct str text = STR_INIT;
        str_add_format(&text, _("%s 已经存在，要替换它吗？"), compare->path);
        compare->asked = ASKED_REPLACE;
        shell_push(shell, &ask_layer,
                   &(struct ask_argument){_("文件已存在"), text.s, {_("替换"), _("取消")}, 1});
        str_release(&text);
    } else if (session_diff_export(shell_session(shell), &compare->diff, compare->path, &err) !=
               RC_OK) {
        shell_say_error(shell, &err);
    } else {
        compare->asked = ASKED_DONE;
        shell_say_exported(shell, compare->path);
    }
}

static void compare_result(struct shell *shell, void *self, const struct layer_ops *from,
                           int answer, const void *value) {
    (void)from;
    struct compare *compare = self;
    enum asked asked = compare->asked;
    compare->asked = ASKED_NOTHING;
    if (answer < ANSWER_OK)
        return;
    if (asked == ASKED_WITH) {
        const struct session_diff_choice *choice = &compare->choices.items[answer - ANSWER_OK];
        compare->other = choice->other;
        compare->change = choice->change;
        compare->top = 0;
        take_diff(shell, compare);
    } else if (asked == ASKED_NAME) {
        mem_free(compare->path);
        compare->path = span_copy(span_trim(span_of(value)));
        write_file(shell, compare, false);
    } else if (asked == ASKED_REPLACE && answer == ANSWER_OK) {
        write_file(shell, compare, true);
    }
}

static bool compare_command(struct shell *shell, void *self, enum command_id id) {
    struct compare *compare = self;
    if (id == COMMAND_NEXT_CHANGE || id == COMMAND_PREV_CHANGE)
        next_place(shell, compare, id == COMMAND_NEXT_CHANGE);
    else if (id == COMMAND_COMPARE_WITH)
        ask_with(shell, compare);
    else if (id == COMMAND_EXPORT)
        ask_name(shell, compare);
    else
        return false;
    return true;
}

static unsigned compare_handle(struct shell *shell, void *self, const struct event *event) {
    struct compare *compare = self;
    int rows = shell_area(shell).rows - OTHER_ROWS;
    if (event_is_key(event, K_ESC))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (event_is_key(event, K_ENTER))
        go_there(shell, compare);
    else if (event_is_key(event, K_DOWN) || event_is_key(event, K_UP))
        scroll(compare, event_is_key(event, K_DOWN), 1);
    else if (event_is_key(event, K_PGDN) || event_is_key(event, K_PGUP))
        scroll(compare, event_is_key(event, K_PGDN), rows > 1 ? (size_t)rows - 1 : 1);
    else if (event_is_key(event, K_HOME) || event_is_key(event, K_END))
        scroll(compare, event_is_key(event, K_END), SIZE_MAX);
    else
        return HANDLED_NO;
    return HANDLED_YES;
}

const struct layer_ops compare_layer = {
    .name = "compare",
    .state_size = sizeof(struct compare),
    .enter = compare_enter,
    .draw = compare_draw,
    .place = WHERE_COMPARE,
    .command = compare_command,
    .handle = compare_handle,
    .result = compare_result,
    .closes = true,
    .refresh = compare_refresh,
    .leave = compare_leave,
};
