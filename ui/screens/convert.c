/* A file that this program does not read, and another one that is installed here could turn into
 * one that it does: the question, and the wait, which Esc ends. To PDF the question is no more than
 * the choice of the format, so only the wait is left. */
#include "ui/screens/convert.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "session/convert.h"
#include "ui/widget/dialog.h"

enum { CONVERT, CANCEL, BUTTONS }; /* of the question */
enum { WAIT, STOP };               /* of the wait */
enum { SLICE_MS = 50 };

struct convert {
    struct message_box box;
    const char *labels[BUTTONS];
    struct str bytes;            /* of the file */
    char *name;                  /* its own */
    const char *title, *program; /* of the box; as the program is called: static */
    bool to_pdf;
    struct conversion *conversion; /* NULL: still asked, or not begun */
    int64_t since, shown;          /* monotonic ms; seconds that stand there */
};

static void convert_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct convert *convert = self;
    const struct import_source *source = argument;
    struct str text = STR_INIT;
    convert->title = _("先转换，再导入");
    convert->labels[CONVERT] = _("转换后导入");
    convert->labels[CANCEL] = _("取消");
    convert->name = span_copy(span_of(source->name));
    convert->program = convert_program(source->bytes, source->name);
    str_init(&convert->bytes);
    str_add(&convert->bytes, source->bytes);
    str_add_format(&text,
                   _("程序自己不能读这种文件。本机装有%s，可以由它先转换：只取文字和表格，版式、"
                     "图片和批注不要；导入后请对照原件核对。"),
                   convert->program);
    message_box_init(&convert->box, span_of(convert->title), str_span(&text), convert->labels,
                     BUTTONS, CONVERT);
    str_release(&text);
}

static void convert_leave(struct shell *shell, void *self) {
    (void)shell;
    struct convert *convert = self;
    convert_end(convert->conversion);
    message_box_release(&convert->box);
    str_release(&convert->bytes);
    mem_free(convert->name);
}

static void show_seconds(struct convert *convert, int64_t seconds) {
    struct str text = STR_INIT;
    /* The key that began it may come twice: it stands on what stops nothing. */
    size_t selected = convert->conversion != NULL ? convert->box.buttons.selected : WAIT;
    convert->shown = seconds;
    convert->labels[WAIT] = _("等待");
    convert->labels[STOP] = _("停止");
    str_add_format(&text, _("正在由%s转换，已%lld秒。"), convert->program, (long long)seconds);
    message_box_release(&convert->box);
    message_box_init(&convert->box, span_of(convert->title), str_span(&text), convert->labels,
                     BUTTONS, selected);
    str_release(&text);
}

static void pdf_enter(struct shell *shell, void *self, const void *argument) {
    (void)shell;
    struct convert *convert = self;
    convert->to_pdf = true;
    convert->title = _("导出PDF");
    convert->program = "LibreOffice";
    convert->name = span_copy(SPAN(""));
    str_init(&convert->bytes);
    str_add(&convert->bytes, *(const struct span *)argument);
    show_seconds(convert, 0);
}

static void begin(struct shell *shell, struct convert *convert) {
    struct err err = {0};
    struct span bytes = str_span(&convert->bytes);
    enum rc rc = convert->to_pdf ? convert_begin_pdf(&convert->conversion, bytes, &err)
                                 : convert_begin(&convert->conversion, bytes, convert->name, &err);
    if (rc != RC_OK) {
        shell_say_error(shell, &err);
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return;
    }
    convert->since = clock_monotonic();
    convert->box.buttons.selected = WAIT;
    show_seconds(convert, 0);
}

static void finish(struct shell *shell, struct convert *convert) {
    struct str bytes = STR_INIT, name = STR_INIT;
    struct import_source source = {0};
    struct err err = {0};
    enum rc rc = convert_take(convert->conversion, &bytes, &name, &source.wrapped, &err);
    source.name = name.s;
    source.bytes = str_span(&bytes);
    if (rc == RC_OK) {
        shell_pop(shell, ANSWER_OK, convert->to_pdf ? (void *)&source.bytes : (void *)&source);
    } else {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        shell_say_error(shell, &err);
    }
    str_release(&name);
    str_release(&bytes);
}

static bool convert_work(struct shell *shell, void *self) {
    enum { SECOND = 1000 };
    struct convert *convert = self;
    if (convert->conversion == NULL && !convert->to_pdf)
        return false;
    if (convert->conversion == NULL) {
        begin(shell, convert);
        return true;
    }
    if (convert_wait(convert->conversion, SLICE_MS)) {
        finish(shell, convert);
        return true;
    }
    int64_t seconds = (clock_monotonic() - convert->since) / SECOND;
    if (seconds != convert->shown)
        show_seconds(convert, seconds);
    return true;
}

static void stop(struct shell *shell, const struct convert *convert) {
    bool to_pdf = convert->to_pdf, begun = to_pdf || convert->conversion != NULL;
    shell_pop(shell, ANSWER_CANCEL, NULL); /* the state is gone */
    if (begun)
        shell_say(shell, "%s", to_pdf ? _("已停止，没有导出") : _("已停止，没有导入"));
}

static unsigned convert_handle(struct shell *shell, void *self, const struct event *event) {
    struct convert *convert = self;
    unsigned handled =
        message_box_handle(&convert->box, event, shell_canvas(shell), shell_area(shell));
    bool asks = convert->conversion == NULL && !convert->to_pdf;
    bool chosen = (handled & HANDLED_CHOSEN) != 0;
    bool first = convert->box.buttons.selected == (asks ? CONVERT : WAIT);
    if (chosen && first && asks)
        begin(shell, convert);
    else if ((chosen && !first) || (handled & HANDLED_CANCEL) != 0)
        stop(shell, convert);
    return handled;
}

static void convert_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                         struct area area) {
    message_box_draw(&((const struct convert *)self)->box, canvas, area,
                     shell_has_keys(shell, self));
}

const struct layer_ops convert_layer = {
    .name = "convert",
    .state_size = sizeof(struct convert),
    .is_dialog = true,
    .enter = convert_enter,
    .draw = convert_draw,
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = convert_handle,
    .work = convert_work,
    .closes = true,
    .leave = convert_leave,
};

const struct layer_ops pdf_layer = {
    .name = "pdf",
    .state_size = sizeof(struct convert),
    .is_dialog = true,
    .enter = pdf_enter,
    .draw = convert_draw,
    .hint = BUTTONS_HINT,
    .place = WHERE_DIALOG,
    .handle = convert_handle,
    .work = convert_work,
    .closes = true,
    .leave = convert_leave,
};
