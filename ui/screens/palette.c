/* The command palette: a few characters - Chinese, English, initials of the pinyin - find any
 * command; Enter runs it where the palette was opened. */
#include "ui/screens/palette.h"

#include "base/lang.h"
#include "command/find.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/pick.h"

enum { PALETTE_MOST = 40 };

struct palette {
    unsigned where; /* of the layer below */
    struct pick pick;
    enum command_id found[COMMAND_COUNT];
};

static void find(struct shell *shell, struct palette *palette) {
    pick_found(&palette->pick,
               command_find(field_text(&palette->pick.field), palette->where, shell_keys(shell),
                            shell_session(shell), palette->found));
}

static void palette_enter(struct shell *shell, void *self, const void *argument) {
    struct palette *palette = self;
    palette->where = *(const unsigned *)argument;
    pick_init(&palette->pick, PALETTE_MOST);
    find(shell, palette);
}

static void palette_leave(struct shell *shell, void *self) {
    (void)shell;
    pick_release(&((struct palette *)self)->pick);
}

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
    keys_add(&keys, shell_keys(of->shell), id);
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
    struct row_context context = {shell, palette};
    pick_draw_dialog(&palette->pick, canvas, area, _("命令面板"), _("没有这样的命令"),
                     _("输入中文、英文或拼音首字母  ↑↓选择  Enter执行"), draw_command, &context);
}

static void run(struct shell *shell, const struct palette *palette) {
    enum command_id id = palette->found[palette->pick.list.selected];
    const char *why = command_unavailable(id, palette->where, shell_session(shell));
    if (why == NULL)
        shell_close_and_run(shell, id);
    else
        shell_say(shell, _("%s：%s"), _(commands[id].title), why);
}

static unsigned palette_handle(struct shell *shell, void *self, const struct event *event) {
    struct palette *palette = self;
    unsigned handled = event_is_key(event, K_CTRL('K')) ? (unsigned)HANDLED_CANCEL
                                                        : pick_handle(&palette->pick, event);
    if (handled & HANDLED_CANCEL)
        shell_pop(shell, ANSWER_CANCEL, NULL);
    else if (handled & HANDLED_CHOSEN)
        run(shell, palette);
    else if (handled & HANDLED_CHANGED)
        find(shell, palette);
    return handled;
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
