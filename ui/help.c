/* Help for a place: what it is for, and every command there with its keys, from the command table.
 */
#include "base/lang.h"
#include "ui/shell.h"

struct help {
    enum where where;
    size_t top;
};

static const struct {
    enum where where;
    const char *title, *text;
} topics[] = {
    {WHERE_LIBRARY, N_("报告库"),
     N_("这里列出全部报告。用↑↓选择，Enter打开或选择操作；移到最后一行再按↓，可以新建报告、导入去年"
        "的"
        "报告、打开示例。")},
    {WHERE_EDITOR, N_("正文"),
     N_("直接输入正文，输入即保存。F2到下一未完成的节，写好一节按Ctrl-"
        "D标为完成，F3逐处查看问题，F5预览，"
        "Ctrl-E导出。写错了按Ctrl-Z撤销。从别处复制的文字用终端的粘贴（Shift-Ins或右键）。")},
    {WHERE_OUTLINE, N_("目录"),
     N_("左边是各节：完＝完成，写＝在写，未＝未填；!有错误，?"
        "有存疑。↑↓选择，Enter编辑，Ins在下面添加，"
        "Del删除，R改标题；先按Esc再按方向键（或Alt-方向键）移动和升降级；数字跳到第几部分。")},
    {WHERE_GUIDE, N_("指引"),
     N_("写作要点、责任科室、范文、去年的文字和本节的问题。↑↓看下文，I插入范文。")},
    {WHERE_PRIOR, N_("去年的这一节"),
     N_("右边是去年的文字，只读。Ctrl-^开始选择，Enter取用选中的文字（没有选就取用全部）。")},
    {WHERE_PREVIEW, N_("预览"),
     N_("每页22行、每行28字，与按页导出的版面相同。PgUp、PgDn翻页，Esc返回。")},
    {WHERE_FINDINGS, N_("检查"),
     N_("列出全部问题：错＝错误，疑＝存疑，提＝提醒。Enter转到原文，Esc返回。")},
    {WHERE_IMPORT, N_("导入"), N_("先看认出的各节是否对，再按Enter入库；Esc不导入。")},
    {WHERE_DIALOG, N_("填写与选择"), N_("Tab到下一项，←→选择，Enter确定，Esc取消。")},
};

static void help_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    ((struct help *)self)->where = *(const enum where *)argument;
}

static void add_keys(struct str *out, const struct command *command) {
    for (size_t k = 0; k < COMMAND_KEYS_MOST && command->keys[k] != NULL; k++) {
        if (k > 0)
            str_add_text(out, "  ");
        str_add_text(out, command->keys[k]);
    }
}

/* Draws the commands of the place from `top` on; returns how many there are. */
static size_t draw_commands(struct canvas *canvas, struct area area, const struct help *help) {
    size_t count = 0;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        const struct command *command = &commands[i];
        if ((command->where & help->where) == 0 || command->keys[0] == NULL)
            continue;
        size_t n = count++;
        if (n < help->top || n - help->top >= (size_t)area.rows)
            continue;
        int row = area.row + (int)(n - help->top);
        struct str keys = STR_INIT;
        add_keys(&keys, command);
        canvas_put(canvas, row, area.col, FACE_KEY, str_span(&keys));
        int col = area.col + 20;
        col += canvas_put_text(canvas, row, col, FACE_PLAIN, _(command->title));
        if (command->later != NULL)
            canvas_put_format(canvas, row, col + 1, FACE_DIM, _("（%s）"), _(command->later));
        str_release(&keys);
    }
    return count;
}

static void help_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    (void)shell;
    const struct help *help = self;
    struct area head = area_top(area, 1);
    struct area inside = area_inset(area_below(area, 2), 0, 2);
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("帮助"));
    (void)canvas_put_right(canvas, head.row, head.col + head.cols - 1, FACE_TITLE,
                           span_of(_("↑↓ 看下文  Esc 返回")));
    int used = 0;
    for (size_t i = 0; i < ARRAY_LEN(topics); i++) {
        if (topics[i].where != help->where)
            continue;
        canvas_put_text(canvas, inside.row, inside.col, FACE_HEADING, _(topics[i].title));
        used = 1 + canvas_put_wrapped(canvas, area_below(inside, 1), FACE_PLAIN,
                                      span_of(_(topics[i].text)));
    }
    struct area rows = area_below(inside, used + 1);
    if (draw_commands(canvas, rows, help) > help->top + (size_t)rows.rows)
        (void)canvas_put_right(canvas, rows.row + rows.rows - 1, inside.col + inside.cols, FACE_DIM,
                               span_of(_("↓ 还有")));
    canvas_set_cursor(canvas, rows.row, rows.col);
}

static size_t count_commands(const struct help *help) {
    size_t count = 0;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        count += (commands[i].where & help->where) != 0 && commands[i].keys[0] != NULL;
    return count;
}

static unsigned help_handle(struct shell *shell, void *self, const struct event *event) {
    struct help *help = self;
    if (event_is_key(event, K_ESC) || event_is_key(event, K_ENTER))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (event_is_key(event, K_DOWN) || event_is_key(event, K_PGDN))
        help->top += help->top + 1 < count_commands(help);
    else if ((event_is_key(event, K_UP) || event_is_key(event, K_PGUP)) && help->top > 0)
        help->top--;
    return HANDLED_YES;
}

static bool help_command(struct shell *shell, void *self, enum command_id id) {
    (void)self;
    if (id != COMMAND_HELP)
        return false;
    shell_pop(shell, ANSWER_CANCEL, NULL);
    return true;
}

const struct layer_ops help_layer = {
    .name = "help",
    .state_size = sizeof(struct help),
    .enter = help_enter,
    .draw = help_draw,
    .place = WHERE_HELP,
    .command = help_command,
    .handle = help_handle,
    .closes = true,
};
