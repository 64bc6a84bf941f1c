#include "ui/screens/conflict.h"

#include "base/lang.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/setting.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/choice.h"
#include "ui/widget/dialog.h"

#include <string.h>

enum { USE_MINE, USE_THEIRS, LEAVE, BUTTONS };

struct conflict {
    struct session_conflict found;
    struct str title;
    struct page mine, theirs; /* scrolled together: the longer one's top is both's */
    struct choice buttons;
    bool is_own; /* the other text is another window's of the same clerk */
    bool leaves; /* the program, when it is settled or given up */
    const char *labels[BUTTONS];
};

static void add_body(struct page *page, const struct body *body) {
    struct str text = STR_INIT;
    size_t top = page->top;
    page_clear(page);
    body_add_text(&text, body);
    page_add(page, FACE_DIALOG, str_span(&text));
    page->top = top;
    str_release(&text);
}

struct parts {
    struct area inside, left, right; /* of the dialog; of the two texts, below their headings */
};

static struct parts lay_out(struct area inside) {
    struct area texts = area_above(area_below(inside, 1), 3);
    return (struct parts){inside, area_left(texts, texts.cols / 2 - 1),
                          area_right(texts, texts.cols / 2 - 1)};
}

static struct area dialog_size(struct area over) {
    return (struct area){0, 0, over.rows - 4, over.cols - 6};
}

/* The row of the first difference, below one row of what both have. What stands before it is the
 * same on both sides, and so are its rows. */
static size_t first_difference(const struct shell *shell, const struct body *mine,
                               const struct body *theirs) {
    struct str one = STR_INIT, other = STR_INIT;
    struct page before = {0};
    size_t same = 0;
    body_add_text(&one, mine);
    body_add_text(&other, theirs);
    while (same < one.len && same < other.len && one.s[same] == other.s[same])
        same++;
    while (same > 0 && ((unsigned char)one.s[same] & 0xC0) == 0x80)
        same--; /* to the start of a character */
    str_cut(&one, same);
    str_add_text(&one, "一"); /* it stands for what differs, at the start of a line too */
    page_add(&before, FACE_DIALOG, str_span(&one));
    size_t rows =
        page_rows(&before, shell_canvas(shell), lay_out(dialog_size(shell_area(shell))).left.cols);
    page_release(&before);
    str_release(&one);
    str_release(&other);
    return rows > 2 ? rows - 2 : 0;
}

/* Takes the next conflict; false: none is left. */
static bool take(struct shell *shell, struct conflict *state) {
    struct session *session = shell_session(shell);
    int64_t before = state->found.section;
    session_conflict_release(&state->found);
    state->found = (struct session_conflict){0};
    if (!session_conflict(session, &state->found))
        return false;
    const struct section *section = report_find_id(session_report(session), state->found.section);
    assert(section != NULL);
    if (state->found.section != before)
        state->mine.top = first_difference(shell, &section->body, &state->found.theirs);
    add_body(&state->mine, &section->body);
    add_body(&state->theirs, &state->found.theirs);
    str_clear(&state->title);
    const char *user = state->found.user;
    state->is_own = user != NULL && strcmp(user, session_user(session)) == 0;
    str_add_format(&state->title, _("“%s”同时被%s改过"), section->heading,
                   state->is_own  ? _("您的另一个窗口")
                   : user != NULL ? user
                                  : _("别人"));
    if (report_find_in_tree(session_report(session), section->id) == NULL)
        str_add_text(&state->title, _("（这一节已被删除）"));
    state->labels[USE_MINE] = state->is_own ? _("用这里的") : _("用我的");
    state->labels[USE_THEIRS] = state->is_own ? _("用另一个窗口的") : _("用对方的");
    state->labels[LEAVE] = _("先离开");
    return true;
}

static void conflict_enter(struct shell *shell, void *self, const void *argument) {
    const struct conflict_argument *how = argument;
    struct conflict *state = self;
    str_init(&state->title);
    state->leaves = how != NULL && how->leaves;
    state->buttons = (struct choice){.labels = state->labels,
                                     .count = state->leaves ? BUTTONS : LEAVE,
                                     .selected = state->leaves ? LEAVE : USE_MINE};
    (void)take(shell, state);
}

static void conflict_leave(struct shell *shell, void *self) {
    (void)shell;
    struct conflict *state = self;
    session_conflict_release(&state->found);
    page_release(&state->mine);
    page_release(&state->theirs);
    str_release(&state->title);
}

/* --- drawing --- */

static void draw_side(struct canvas *canvas, struct area area, const char *title,
                      const struct page *page, size_t top) {
    struct page shown = *page;
    shown.top = top;
    canvas_put_text(canvas, area.row - 1, area.col, FACE_HEADING, title);
    page_draw(&shown, canvas, area, false);
}

static void conflict_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                          struct area area) {
    const struct conflict *state = self;
    struct area size = dialog_size(area);
    struct parts at =
        lay_out(dialog_frame(canvas, area, size.rows, size.cols, str_span(&state->title)));
    int last = at.inside.row + at.inside.rows - 1;
    draw_side(canvas, at.left, state->is_own ? _("这里的") : _("我的"), &state->mine,
              state->mine.top);
    draw_side(canvas, at.right, state->is_own ? _("另一个窗口的") : _("对方的"), &state->theirs,
              state->mine.top);
    (void)canvas_put_limit(
        canvas, last - 1, at.inside.col, at.inside.cols, FACE_DIM,
        span_of(state->leaves ? _("↑↓ PgUp PgDn 翻看   先离开：两份都留着，下次打开再选")
                              : _("↑↓ PgUp PgDn 翻看   没选用的文字留在历史里，可以找回")));
    buttons_draw(&state->buttons, canvas, at.inside, last, shell_has_keys(shell, self));
}

/* --- answering --- */

/* Both texts go up and down together, as far as the longer one needs. */
static unsigned scroll(const struct shell *shell, struct conflict *state,
                       const struct event *event) {
    const struct canvas *canvas = shell_canvas(shell);
    struct parts at = lay_out(dialog_size(shell_area(shell)));
    bool longer = page_rows(&state->theirs, canvas, at.right.cols) >
                  page_rows(&state->mine, canvas, at.left.cols);
    struct page *page = longer ? &state->theirs : &state->mine;
    page->top = state->mine.top;
    unsigned handled = page_handle(page, event, canvas, longer ? at.right : at.left);
    state->mine.top = page->top;
    return handled;
}

static void settled(struct shell *shell, const struct conflict *state) {
    if (state->leaves)
        shell_quit(shell);
    else
        shell_pop(shell, ANSWER_OK, NULL);
}

static unsigned conflict_handle(struct shell *shell, void *self, const struct event *event) {
    struct conflict *state = self;
    struct err err = {0};
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        shell_say(shell, _("还没有处理冲突；你的文字留在草稿里，保存时会再问"));
        return HANDLED_YES;
    }
    unsigned handled = buttons_handle(&state->buttons, event);
    if (handled == HANDLED_NO)
        return scroll(shell, state, event);
    if (handled & HANDLED_CHOSEN) {
        size_t button = state->buttons.selected;
        if (button == LEAVE)
            shell_quit(shell);
        else if (session_resolve(shell_session(shell), state->found.section, button == USE_MINE,
                                 &err) != RC_OK)
            shell_say_error(shell, &err);
        else if (!take(shell, state))
            settled(shell, state);
    }
    return handled;
}

/* Mine may have grown meanwhile, theirs may be another one, or it is settled. */
static void conflict_refresh(struct shell *shell, void *self) {
    if (!take(shell, self) && shell_has_keys(shell, self))
        shell_pop(shell, ANSWER_CANCEL, NULL);
}

const struct layer_ops conflict_layer = {
    .name = "conflict",
    .state_size = sizeof(struct conflict),
    .is_dialog = true,
    .enter = conflict_enter,
    .draw = conflict_draw,
    .unseen = N_("有两份文字要先选一份：请把窗口调到60列×16行以上"),
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = conflict_handle,
    .closes = true,
    .refresh = conflict_refresh,
    .leave = conflict_leave,
};
