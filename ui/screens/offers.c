#include "ui/screens/offers.h"

#include "base/lang.h"
#include "base/mem.h"
#include "session/offer.h"
#include "session/opened.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/list.h"

struct offers_screen {
    struct figure_offers offers;
    struct list list;
    size_t carried; /* of the offers: last year's numbers */
    bool *passed;   /* of each figure of the template: the clerk does not want it */
};

static const struct template *template_of(const struct shell *shell) {
    return session_report(shell_session(shell))->template;
}

static bool *passed_of(const struct shell *shell, const struct offers_screen *screen,
                       size_t index) {
    return &screen->passed[screen->offers.items[index].figure - template_of(shell)->figures];
}

static void find(struct shell *shell, struct offers_screen *screen) {
    session_offers(shell_session(shell), &screen->offers);
    list_set_count(&screen->list, screen->offers.count);
    screen->carried = 0;
    for (size_t i = 0; i < screen->offers.count; i++)
        screen->carried += screen->offers.items[i].carried;
}

static void offers_enter(struct shell *shell, void *self, const void *argument) {
    (void)argument;
    struct offers_screen *screen = self;
    const struct template *template = template_of(shell);
    screen->passed =
        mem_alloc_zero(template != NULL ? template->figure_count + 1 : 1, sizeof *screen->passed);
    find(shell, screen);
}

static void offers_leave(struct shell *shell, void *self) {
    (void)shell;
    struct offers_screen *screen = self;
    figure_offers_release(&screen->offers);
    mem_free(screen->passed);
}

/* --- drawing --- */

struct row_context {
    const struct shell *shell;
    const struct offers_screen *screen;
};

/* 99%  去年  固定资产投资       社会固定资产投资完成102750万元 */
static void draw_row(struct canvas *canvas, struct area area, size_t index, bool selected,
                     const void *context) {
    (void)selected;
    enum { SURE_COLS = 6, LABEL_COLS = 26, NARROW = 70 };
    const struct row_context *of = context;
    const struct figure_offer *offer = &of->screen->offers.items[index];
    bool passed = *passed_of(of->shell, of->screen, index);
    enum face face = passed ? FACE_DIM : FACE_PLAIN;
    int label = area.cols < NARROW ? LABEL_COLS - 8 : LABEL_COLS, col = area.col;
    struct str sure = STR_INIT;
    if (passed)
        str_add_text(&sure, _("略过"));
    else
        str_add_format(&sure, "%d%%", offer->confidence);
    (void)canvas_put_limit(canvas, area.row, col, SURE_COLS - 1,
                           offer->confidence > OFFER_SURE ? face : FACE_DIM, str_span(&sure));
    col += SURE_COLS;
    struct span last_year = span_of(_("去年"));
    if (offer->carried)
        (void)canvas_put(canvas, area.row, col, passed ? FACE_DIM : FACE_CARRIED, last_year);
    col += of->screen->carried > 0 ? canvas_text_columns(canvas, last_year) + 2 : 0;
    (void)canvas_put_limit(canvas, area.row, col, label - 1, face, span_of(offer->figure->label));
    col += label;
    (void)canvas_put_limit(canvas, area.row, col, area.col + area.cols - col, face,
                           span_of(offer->around));
    str_release(&sure);
}

static void offers_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    const struct offers_screen *screen = self;
    struct area head = area_top(area, 1);
    struct row_context context = {shell, screen};
    canvas_fill(canvas, area, FACE_PLAIN);
    canvas_fill(canvas, head, FACE_TITLE);
    canvas_put_text(canvas, head.row, head.col + 1, FACE_TITLE, _("认出的数据"));
    struct area said = {head.row + 1, head.col + 2, 4, head.cols - 4};
    int used = canvas_put_wrapped(
        canvas, said, FACE_DIM,
        span_of(screen->carried > 0
                    ? _("Enter取用这一个，A取用八成以上的，Esc都先不取用。去年的数先放在今年栏、"
                        "标“未核”（有上年栏的也放进上年），今年的数还要逐个填")
                    : _("正文里这些数是不是模板的数据？Enter取用这一个，A取用八成以上的，"
                        "取用的就不用再填；Esc都先不取用")));
    struct area rows = area_inset(area_below(area, used + 2), 0, 1);
    struct list list = screen->list;
    list.page = (size_t)rows.rows;
    if (list.count == 0) {
        canvas_put_text(canvas, rows.row, rows.col + 1, FACE_DIM, _("没有认出来的了"));
        canvas_set_cursor(canvas, rows.row, rows.col);
        return;
    }
    list_draw(&list, canvas, rows, true, draw_row, &context);
}

/* --- taking --- */

static void take(struct shell *shell, struct offers_screen *screen, const size_t *chosen,
                 size_t count) {
    struct err err = {0};
    size_t carried = 0;
    for (size_t i = 0; i < count; i++)
        carried += screen->offers.items[chosen[i]].carried;
    enum rc rc = session_take_offers(shell_session(shell), &screen->offers, chosen, count, &err);
    find(shell, screen);
    if (rc != RC_OK)
        shell_say_error(shell, &err);
    else if (carried > 0)
        shell_say(shell, _("取用了%zu个去年的数，今年的还要填；Ctrl-Z在报告里撤销"), count);
    else
        shell_say(shell, _("取用了%zu个数据；Ctrl-Z在报告里撤销"), count);
}

static void take_sure(struct shell *shell, struct offers_screen *screen) {
    size_t *chosen = mem_alloc_zero(screen->offers.count + 1, sizeof *chosen), count = 0;
    for (size_t i = 0; i < screen->offers.count; i++)
        if (screen->offers.items[i].confidence > OFFER_SURE && !*passed_of(shell, screen, i))
            chosen[count++] = i;
    if (count > 0)
        take(shell, screen, chosen, count);
    else
        shell_say(shell, _("没有八成以上把握的了；Enter逐个取用"));
    mem_free(chosen);
}

static unsigned offers_handle(struct shell *shell, void *self, const struct event *event) {
    struct offers_screen *screen = self;
    size_t at = screen->list.selected;
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    if (event_letter(event) == 'a' || event_letter(event) == 'A') {
        take_sure(shell, screen);
        return HANDLED_YES;
    }
    if (event_letter(event) == ' ' && at < screen->offers.count) {
        bool *passed = passed_of(shell, screen, at);
        *passed = !*passed;
        list_select(&screen->list, at + 1);
        return HANDLED_YES;
    }
    unsigned handled = list_handle(&screen->list, event);
    if (handled & HANDLED_CHOSEN)
        take(shell, screen, &at, 1);
    return handled;
}

static void offers_refresh(struct shell *shell, void *self) {
    if (session_report(shell_session(shell)) != NULL)
        find(shell, self);
}

void offers_open_where_sure(struct shell *shell) {
    struct figure_offers offers = {0};
    bool sure = false;
    session_offers(shell_session(shell), &offers);
    for (size_t i = 0; i < offers.count && !sure; i++)
        sure = offers.items[i].confidence > OFFER_SURE;
    figure_offers_release(&offers);
    if (sure)
        shell_push(shell, &offers_layer, NULL);
}

const struct layer_ops offers_layer = {
    .name = "offers",
    .state_size = sizeof(struct offers_screen),
    .enter = offers_enter,
    .draw = offers_draw,
    .hint = N_("Enter取用  空格略过  A取八成以上  Esc返回"),
    .place = WHERE_DIALOG,
    .handle = offers_handle,
    .closes = true,
    .refresh = offers_refresh,
    .leave = offers_leave,
};
