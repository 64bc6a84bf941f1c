/* The command palette: a few characters - Chinese, English, initials of the pinyin - find any
 * command; Enter runs it where the palette was opened. */
#include "app/command_find.h"
#include "base/lang.h"
#include "ui/shell.h"
#include "ui/widget_dialog.h"
#include "ui/widget_field.h"
#include "ui/widget_list.h"

enum { PALETTE_COLS = 56, PALETTE_ROWS = 12, PALETTE_MOST = 40 };

struct palette {
    unsigned where; /* of the layer below */
    struct field field;
    enum command_id found[COMMAND_COUNT];
    struct list list;
};

static void find(struct shell *shell, struct palette *palette) {
    size_t count = command_find(field_text(&palette->field), palette->where, shell_session(shell),
                                palette->found);
    palette->list = (struct list){.count = count};
}

static void palette_enter(struct shell *shell, void *self, const void *argument) {
    struct palette *palette = self;
    palette->where = *(const unsigned *)argument;
    field_init(&palette->field, SPAN(""));
    palette->field.most = PALETTE_MOST;
    find(shell, palette);
}

static void palette_leave(struct shell *shell, void *self) {
    (void)shell;
    field_release(&((struct palette *)self)->field);
}

/* --- drawing --- */

struct row_context {
    const struct shell *shell;
    const struct palette *palette;
};

static void draw_command(struct canvas *canvas, struct area area, size_t index, bool selected,
                         const void *context) {
    (void)selected;
    const struct row_context *of = context;
    enum command_id id = of->palette->found[index];
    const char *why = command_unavailable(id, of->palette->where, shell_session(of->shell));
    struct str keys = STR_INIT;
    command_add_keys(&keys, &commands[id]);
    int at = canvas_put_right(canvas, area.row, area.col + area.cols,
                              why == NULL ? FACE_KEY : FACE_DIM, str_span(&keys));
    int col = area.col + canvas_put_limit(canvas, area.row, area.col, at - area.col - 1,
                                          why == NULL ? FACE_PLAIN : FACE_DIM,
                                          span_of(_(commands[id].title)));
    if (why != NULL && col + 2 < at)
        (void)canvas_put_limit(canvas, area.row, col + 2, at - col - 3, FACE_DIM, span_of(why));
    str_release(&keys);
}

static void palette_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    const struct palette *palette = self;
    int cols = area.cols - 6 < PALETTE_COLS ? area.cols - 6 : PALETTE_COLS;
    int rows = area.rows - 4 < PALETTE_ROWS + 3 ? area.rows - 4 : PALETTE_ROWS + 3;
    struct area in = dialog_frame(canvas, area, rows, cols, span_of(_("命令面板")));
    struct area list = area_above(area_below(in, 2), 1);
    struct row_context context = {shell, palette};
    if (palette->list.count > 0)
        list_draw(&palette->list, canvas, list, false, draw_command, &context);
    else
        canvas_put_text(canvas, list.row, list.col + 1, FACE_DIM, _("没有这样的命令"));
    for (int i = 0; palette->list.count > 0 && i < list.rows; i++)
        if (list_top(&palette->list, list.rows) + (size_t)i == palette->list.selected)
            canvas_set_face(canvas, (struct area){list.row + i, list.col, 1, list.cols},
                            FACE_SELECTED);
    canvas_put_text(canvas, in.row + in.rows - 1, in.col, FACE_DIM,
                    _("输入中文、English或拼音首字母  ↑↓选择  Enter执行"));
    int label = canvas_put_text(canvas, in.row, in.col, FACE_DIALOG, "> ");
    field_draw(&palette->field, canvas, in.row, in.col + label, in.cols - label, true);
}

/* --- doing --- */

static void run(struct shell *shell, const struct palette *palette) {
    enum command_id id = palette->found[palette->list.selected];
    const char *why = command_unavailable(id, palette->where, shell_session(shell));
    if (why == NULL)
        shell_close_and_run(shell, id);
    else
        shell_say(shell, _("%s：%s"), _(commands[id].title), why);
}

static unsigned palette_handle(struct shell *shell, void *self, const struct event *event) {
    struct palette *palette = self;
    bool moves = event_is_key(event, K_HOME) || event_is_key(event, K_END);
    unsigned handled = moves ? (unsigned)HANDLED_NO : list_handle(&palette->list, event);
    if (event_is_key(event, K_ESC) || event_is_key(event, K_CTRL('K')))
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (handled & HANDLED_CHOSEN)
        run(shell, palette);
    else if (handled == HANDLED_NO && (field_handle(&palette->field, event) & HANDLED_CHANGED))
        find(shell, palette);
    return HANDLED_YES;
}

const struct layer_ops palette_layer = {
    .name = "palette",
    .state_size = sizeof(struct palette),
    .is_dialog = true,
    .enter = palette_enter,
    .draw = palette_draw,
    .place = WHERE_DIALOG,
    .handle = palette_handle,
    .closes = true,
    .leave = palette_leave,
};
