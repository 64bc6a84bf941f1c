#include "ui/screens/menu.h"

#include "base/lang.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

struct menu {
    unsigned where;           /* of the layer below */
    enum command_group group; /* the open one */
    struct list list;         /* over its commands */
};

static enum command_id command_at(const struct menu *menu, size_t index) {
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        if (commands[i].group == menu->group && index-- == 0)
            return (enum command_id)i;
    return COMMAND_NONE;
}

static void open_group(struct menu *menu, enum command_group group) {
    size_t count = 0;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        count += commands[i].group == group;
    menu->group = group;
    menu->list = (struct list){.count = count};
}

/* The group that the place has most to do with opens first. */
static void menu_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct menu *menu = self;
    menu->where = *(const unsigned *)argument;
    enum command_group first = GROUP_REPORT;
    if ((menu->where & WHERE_OUTLINE) != 0)
        first = GROUP_OUTLINE;
    else if ((menu->where & (WHERE_FINDINGS | WHERE_WALK)) != 0)
        first = GROUP_CHECK;
    else if ((menu->where & WHERE_IMPORT) != 0)
        first = GROUP_IMPORT;
    open_group(menu, first);
}

/* --- drawing --- */

struct row_context {
    const struct shell *shell;
    const struct menu *menu;
};

static void draw_command(struct canvas *canvas, struct area area, size_t index, bool selected,
                         const void *context) {
    (void)selected;
    const struct row_context *of = context;
    enum command_id id = command_at(of->menu, index);
    bool usable = command_unavailable(id, of->menu->where, shell_session(of->shell)) == NULL;
    struct str keys = STR_INIT;
    keys_add(&keys, shell_keys(of->shell), id);
    int end = area.col + area.cols;
    int at = canvas_put_right(canvas, area.row, end, usable ? FACE_KEY : FACE_DIM, str_span(&keys));
    str_clear(&keys);
    str_add_format(&keys, usable ? "%s" : "(%s)", _(commands[id].title)); /* not by dimness alone */
    (void)canvas_put_limit(canvas, area.row, area.col, at - area.col - 1,
                           usable ? FACE_PLAIN : FACE_DIM, str_span(&keys));
    str_release(&keys);
}

/* Returns the column where the open group's word stands. */
static int draw_bar(const struct menu *menu, struct canvas *canvas, struct area row) {
    int col = row.col + 1, open = col;
    canvas_fill(canvas, row, FACE_TITLE);
    for (int group = GROUP_NONE + 1; group < GROUP_COUNT; group++) {
        bool is_open = group == (int)menu->group;
        if (is_open)
            open = col;
        canvas_put_text(canvas, row.row, col, is_open ? FACE_BUTTON : FACE_TITLE, " ");
        int cols = canvas_put_text(canvas, row.row, col + 1, is_open ? FACE_BUTTON : FACE_TITLE,
                                   group_title((enum command_group)group));
        canvas_put_text(canvas, row.row, col + 1 + cols, is_open ? FACE_BUTTON : FACE_TITLE, " ");
        col += cols + 2;
    }
    return open;
}

static int widest(const struct menu *menu, const struct keys *keys, const struct canvas *canvas) {
    int cols = 30;
    for (size_t i = 0; i < menu->list.count; i++) {
        const struct command *command = &commands[command_at(menu, i)];
        struct str line = STR_INIT;
        str_add_text(&line, _(command->title));
        str_add_text(&line, "      ");
        keys_add(&line, keys, command->id);
        int wide = canvas_text_columns(canvas, str_span(&line));
        cols = wide > cols ? wide : cols;
        str_release(&line);
    }
    return cols;
}

static void menu_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                      struct area area) {
    const struct menu *menu = self;
    int open = draw_bar(menu, canvas, area_top(area, 1));
    int cols = widest(menu, shell_keys(shell), canvas) + 5, rows = (int)menu->list.count + 4;
    if (cols > area.cols)
        cols = area.cols;
    if (open + cols > area.col + area.cols)
        open = area.col + area.cols - cols;
    if (rows > area.rows - 1)
        rows = area.rows - 1;
    struct area inside = canvas_frame(canvas, (struct area){area.row + 1, open, rows, cols},
                                      span_of(group_title(menu->group)));
    struct row_context context = {shell, menu};
    struct area list = area_above(inside, 2);
    list_draw(&menu->list, canvas, list, true, draw_command, &context);
    list_draw_more(&menu->list, canvas, list, list.row + list.rows);
    enum command_id id = command_at(menu, menu->list.selected);
    const char *why = command_unavailable(id, menu->where, shell_session(shell));
    struct area foot = area_bottom(inside, 1);
    (void)canvas_put_limit(canvas, foot.row, foot.col, foot.cols,
                           why != NULL ? FACE_WARNING : FACE_DIM,
                           span_of(why != NULL ? why : _("←→换一列  Enter执行  Esc关")));
}

/* --- doing --- */

static unsigned menu_handle(struct shell *shell, void *self, const struct event *event) {
    struct menu *menu = self;
    unsigned handled = list_handle(&menu->list, event);
    int step = event_is_key(event, K_RIGHT) || event_is_key(event, K_TAB)      ? 1
               : event_is_key(event, K_LEFT) || event_is_key(event, K_BACKTAB) ? -1
                                                                               : 0;
    if (step != 0) {
        int count = GROUP_COUNT - 1;
        int next = ((int)menu->group - 1 + step + count) % count + 1;
        open_group(menu, (enum command_group)next);
    } else if (event_is_key(event, K_ESC) || event_is_key(event, K_F9)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (handled & HANDLED_CHOSEN) {
        enum command_id id = command_at(menu, menu->list.selected);
        const char *why = command_unavailable(id, menu->where, shell_session(shell));
        if (why == NULL)
            shell_close_and_run(shell, id);
        else
            shell_say(shell, _("%s：%s"), _(commands[id].title), why);
    } else {
        return handled;
    }
    return HANDLED_YES;
}

const struct layer_ops menu_layer = {
    .name = "menu",
    .state_size = sizeof(struct menu),
    .is_dialog = true,
    .enter = menu_enter,
    .draw = menu_draw,
    .place = WHERE_DIALOG,
    .handle = menu_handle,
    .closes = true,
};
