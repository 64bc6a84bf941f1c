#include "ui/screens/export_dialog.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/charset_encode.h"
#include "base/text/utf8.h"
#include "session/check.h"
#include "session/exchange.h"
#include "session/file.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/review.h"
#include "session/setting.h"
#include "ui/screens/convert.h"
#include "ui/screens/dialogs.h"
#include "ui/screens/findings_list.h"
#include "ui/screens/handin.h"
#include "ui/shell.h"
#include "ui/term/canvas_draw.h"
#include "ui/widget/choice.h"
#include "ui/widget/dialog.h"
#include "ui/widget/field.h"

#include <stdlib.h>
#include <string.h>

enum export_row { ROW_FORMAT, ROW_ENCODING, ROW_EOL, ROW_LAYOUT, ROW_FILE, ROW_BUTTONS, ROW_COUNT };
enum { FORMATS_MOST = 8, NOTES_MOST = 4, HEADING_POINTS = 12 };

static const char *const encoding_names[] = {"utf-8", "utf-8-bom", "gb18030", "gbk"};
static const char *const encoding_labels[] = {"UTF-8", N_("UTF-8带BOM"), "GB18030", "GBK"};
static const char *const eol_labels[] = {"LF", N_("CRLF（送Windows）")};
static const char *const layout_labels[] = {N_("普通"), N_("页")};
static const char *const button_labels[] = {N_("导出"), N_("看检查"), N_("取消")};

enum asked { ASKED_NOTHING, ASKED_REPLACE, ASKED_UNMAPPABLE, ASKED_NOTHING_MORE };

struct export_dialog {
    enum export_row focus;
    const char *labels[ROW_COUNT][FORMATS_MOST];
    struct choice choices[ROW_COUNT]; /* of ROW_FILE: unused */
    struct field file;
    char *folder;
    bool was_open; /* the report was open before: it stays so */
    bool has_report;
    enum asked asked;
    enum charset_unmappable unmappable;
    bool may_replace;
    struct str trouble;
    struct document document; /* what is laid out, while … */
    struct pages_work *work;  /* … this is not NULL */
    struct pages pages;       /* for the page layout, made in slices as the preview's */
    bool is_laid_out;
};

/* --- beginning --- */

static void set_choices(struct export_dialog *state, enum export_row row, const char *const *labels,
                        size_t count) {
    assert(count <= FORMATS_MOST);
    for (size_t i = 0; i < count; i++)
        state->labels[row][i] = _(labels[i]);
    state->choices[row] = (struct choice){.labels = state->labels[row], .count = count};
}

/* What a choice is remembered by. */
static const char *word_of(enum export_row row, size_t index) {
    static const char *const eols[] = {"lf", "crlf"}, *const layouts[] = {"plain", "page"};
    if (row == ROW_FORMAT)
        return session_export_formats()[index].name;
    return row == ROW_ENCODING ? encoding_names[index]
           : row == ROW_EOL    ? eols[index]
                               : layouts[index];
}

/* The format is the report's own: one that was never exported begins with the first, Word. */
static void add_format_key(struct str *out, int64_t report) {
    str_add_format(out, "export_format_%lld", (long long)report);
}

static void recall_format(struct shell *shell, struct export_dialog *state, int64_t report) {
    struct str key = STR_INIT, text = STR_INIT;
    add_format_key(&key, report);
    session_setting(shell_session(shell), key.s, &text);
    for (size_t i = 0; i < state->choices[ROW_FORMAT].count; i++)
        if (span_is(span_trim(str_span(&text)), word_of(ROW_FORMAT, i)))
            state->choices[ROW_FORMAT].selected = i;
    str_release(&text);
    str_release(&key);
}

static void remember(struct shell *shell, const struct export_dialog *state) {
    struct str text = STR_INIT;
    for (enum export_row row = ROW_FORMAT; row <= ROW_LAYOUT; row++)
        str_add_format(&text, "%s\n", word_of(row, state->choices[row].selected));
    session_set_setting(shell_session(shell), "export", text.s);
    str_clear(&text);
    add_format_key(&text, session_report(shell_session(shell))->id);
    session_set_setting(shell_session(shell), text.s,
                        word_of(ROW_FORMAT, state->choices[ROW_FORMAT].selected));
    session_set_setting(shell_session(shell), "export_folder", state->folder);
    str_release(&text);
}

static void recall(struct shell *shell, struct export_dialog *state) {
    struct str text = STR_INIT;
    session_setting(shell_session(shell), "export", &text);
    struct span rest = str_span(&text), word = SPAN("");
    for (enum export_row row = ROW_FORMAT; row <= ROW_LAYOUT && span_take_line(&rest, &word); row++)
        for (size_t i = 0; i < state->choices[row].count; i++)
            if (row != ROW_FORMAT && span_is(word, word_of(row, i)))
                state->choices[row].selected = i;
    session_setting(shell_session(shell), "export_folder", &text);
    const char *home = getenv("HOME");
    if (text.len > 0 && file_kind_of(text.s) == FILE_DIRECTORY)
        state->folder = span_copy(str_span(&text));
    else
        state->folder = span_copy(span_of(home != NULL ? home : "."));
    str_release(&text);
}

/* What the template says of its files goes before what was chosen the last time. */
static void choose_as_template(const struct shell *shell, struct export_dialog *state) {
    const struct template *template = session_report(shell_session(shell))->template;
    const char *said[] = {[ROW_ENCODING] = template != NULL ? template->encoding : NULL,
                          [ROW_EOL] = NULL,
                          [ROW_LAYOUT] = template != NULL ? template->page : NULL};
    for (enum export_row row = ROW_ENCODING; row <= ROW_LAYOUT; row++)
        for (size_t i = 0; said[row] != NULL && i < state->choices[row].count; i++)
            if (strcmp(said[row], word_of(row, i)) == 0)
                state->choices[row].selected = i;
}

static const struct export_format *format_of(const struct export_dialog *state) {
    return &session_export_formats()[state->choices[ROW_FORMAT].selected];
}

/* What the format has no use for is dim, and the cursor passes it. */
static void set_rows_off(struct export_dialog *state) {
    const struct export_format *format = format_of(state);
    state->choices[ROW_ENCODING].is_off = format->binary;
    state->choices[ROW_EOL].is_off = format->binary;
    state->choices[ROW_LAYOUT].is_off = !format->pages;
}

static void suggest_name(const struct shell *shell, struct export_dialog *state) {
    struct str name = STR_INIT;
    session_export_name(shell_session(shell), format_of(state), &name);
    field_set(&state->file, str_span(&name));
    str_release(&name);
}

/* What is still open comes first, unless this very text was let go before. */
static void ask_handin(struct shell *shell, const struct export_dialog *state) {
    if (state->has_report && !session_handin_is_accepted(shell_session(shell)))
        (void)handin_ask(shell, _("仍然导出"));
}

static void export_enter(struct shell *shell, void *self, const void *argument) {
    struct export_dialog *state = self;
    struct session *session = shell_session(shell);
    const struct report *open = session_report(session);
    int64_t id = *(const int64_t *)argument;
    struct err err = {0};
    const char *formats[FORMATS_MOST];
    size_t count = 0;
    for (; session_export_formats()[count].name != NULL && count < FORMATS_MOST; count++)
        formats[count] = session_export_formats()[count].title;
    set_choices(state, ROW_FORMAT, formats, count);
    set_choices(state, ROW_ENCODING, encoding_labels, ARRAY_LEN(encoding_labels));
    set_choices(state, ROW_EOL, eol_labels, ARRAY_LEN(eol_labels));
    set_choices(state, ROW_LAYOUT, layout_labels, ARRAY_LEN(layout_labels));
    set_choices(state, ROW_BUTTONS, button_labels, ARRAY_LEN(button_labels));
    recall(shell, state);
    recall_format(shell, state, id);
    set_rows_off(state);
    field_init(&state->file, SPAN(""));
    str_init(&state->trouble);
    state->was_open = open != NULL && open->id == id;
    state->has_report = state->was_open || session_load(session, id, &err) == RC_OK;
    if (state->has_report) {
        choose_as_template(shell, state);
        suggest_name(shell, state);
    }
    if (!state->has_report)
        str_set(&state->trouble, span_of(err.text));
    state->focus = ROW_BUTTONS;
    ask_handin(shell, state);
}

static void drop_pages(struct export_dialog *state) {
    pages_work_stop(state->work);
    state->work = NULL;
    document_release(&state->document);
    pages_release(&state->pages);
    state->is_laid_out = false;
}

static void export_leave(struct shell *shell, void *self) {
    struct export_dialog *state = self;
    drop_pages(state);
    if (!state->was_open)
        session_leave(shell_session(shell));
    field_release(&state->file);
    str_release(&state->trouble);
    mem_free(state->folder);
}

/* --- drawing --- */

/* What the template wants its Word files to look like is there to be read. */
static bool has_reference(const struct template *template) {
    return file_kind_behind(template->reference) == FILE_REGULAR;
}

/* Notes, a line each. */
static void add_info(const struct shell *shell, const struct export_dialog *state,
                     struct str *out) {
    struct session *session = shell_session(shell);
    struct str headings = STR_INIT;
    size_t unprinted = session_add_unprinted(session, &headings);
    if (unprinted > 0) {
        size_t end = span_find(str_span(&headings), SPAN("\n"));
        size_t most = utf8_offset(str_span(&headings), HEADING_POINTS);
        end = end < most ? end : most;
        str_add_format(out,
                       unprinted > 1 ? _("未写%zu节：%.*s等，不印，后面序号会提前\n")
                                     : _("未写%zu节：%.*s，不印，后面序号会提前\n"),
                       unprinted, (int)(end < headings.len ? end : headings.len), headings.s);
    }
    const struct findings *findings = session_check(session);
    size_t errors = findings_count(findings, SEVERITY_ERROR);
    size_t warnings = findings_count(findings, SEVERITY_WARNING);
    struct review_counts review = session_review_counts(session, -1);
    if (review.unreviewed > 0)
        str_add_format(out, _("已核%d%%，去年原文还有%zu句未核\n"), review_percent(review),
                       review.unreviewed);
    if (errors + warnings > 0)
        str_add_format(out, _("错%zu 疑%zu，不影响导出\n"), errors, warnings);
    const struct template *template = session_report(session)->template;
    const struct export_format *format = format_of(state);
    bool word = strcmp(format->made_of != NULL ? format->made_of : format->name, "docx") == 0;
    if (word && template != NULL && template->reference != NULL)
        str_add_format(out,
                       has_reference(template) ? _("版式照：%s\n")
                                               : _("模板的版式文件不在：%s，用本程序的样式\n"),
                       template->reference);
    str_release(&headings);
}

/* Where the file goes always stands there; a note takes more than a row where the others leave it.
 */
static void draw_info(const struct shell *shell, const struct export_dialog *state,
                      struct canvas *canvas, struct area lines) {
    struct str info = STR_INIT;
    add_info(shell, state, &info);
    struct span rest = str_span(&info), line = SPAN("");
    int left = 0;
    for (size_t i = 0; i < info.len; i++)
        left += info.s[i] == '\n';
    while (lines.rows > 1 && span_take_line(&rest, &line)) {
        int room = lines.rows - left--, used = 1;
        if (room > 1)
            used = canvas_put_wrapped(canvas, area_top(lines, room), FACE_DIM, line);
        else
            (void)canvas_put_limit(canvas, lines.row, lines.col, lines.cols, FACE_DIM, line);
        lines = area_below(lines, used);
    }
    str_clear(&info);
    str_add_format(&info, _("放在：%s"), state->folder);
    (void)canvas_put_limit(canvas, lines.row, lines.col, lines.cols, FACE_DIM, str_span(&info));
    str_release(&info);
}

/* one: the question that has the focus alone. */
static void draw_rows(const struct export_dialog *state, struct canvas *canvas, struct area in,
                      bool one) {
    static const char *const labels[] = {N_("格式"), N_("编码"), N_("换行"), N_("版式"),
                                         N_("文件")};
    for (int row = ROW_FORMAT; row <= ROW_FILE; row++) {
        bool focus = state->focus == (enum export_row)row;
        int at = in.row + (one ? 0 : row), col = in.col + 7;
        if (one && !focus)
            continue;
        canvas_put_text(canvas, at, in.col, FACE_DIALOG, focus ? ">" : " ");
        canvas_put_text(canvas, at, in.col + 1, focus ? FACE_HEADING : FACE_DIALOG, _(labels[row]));
        if (row == ROW_FILE)
            field_draw(&state->file, canvas, at, col, in.cols - 7, focus);
        else
            (void)radio_draw(&state->choices[row], canvas, at, col, in.cols - 7, focus);
    }
}

static void export_draw(const struct shell *shell, const void *self, struct canvas *canvas,
                        struct area area) {
    const struct export_dialog *state = self;
    int cols = area.cols < 80 ? area.cols - 6 : 74;
    struct area in =
        dialog_frame(canvas, area, ROW_BUTTONS + NOTES_MOST + 3, cols, span_of(_("导出")));
    bool one = shell_display(shell)->reader;
    draw_rows(state, canvas, in, one);
    struct area lines = {in.row + ROW_BUTTONS, in.col, NOTES_MOST + 1, in.cols};
    struct str work = STR_INIT;
    if (state->work != NULL)
        str_add_format(&work, _("正在排版 %d%%　Esc停止"), pages_work_percent(state->work));
    if (state->work != NULL)
        (void)canvas_put_wrapped(canvas, lines, FACE_DIM, str_span(&work));
    else if (state->trouble.len > 0)
        (void)canvas_put_wrapped(canvas, lines, FACE_ERROR, str_span(&state->trouble));
    else
        draw_info(shell, state, canvas, lines);
    str_release(&work);
    if (!one || state->focus == ROW_BUTTONS)
        buttons_draw(&state->choices[ROW_BUTTONS], canvas, in, in.row + in.rows - 1,
                     state->focus == ROW_BUTTONS);
}

/* --- writing --- */

static void fill_options(const struct export_dialog *state, const struct template *template,
                         struct export_options *options) {
    *options = (struct export_options){
        .format = format_of(state)->name,
        .encoding = encoding_names[state->choices[ROW_ENCODING].selected],
        .crlf = state->choices[ROW_EOL].selected == 1,
        .layout = state->choices[ROW_LAYOUT].selected == 1 ? LAYOUT_PAGE : LAYOUT_PLAIN,
        .unmappable = state->unmappable,
    };
    if (template != NULL && template->reference != NULL && !has_reference(template))
        options->reference = EXPORT_NO_REFERENCE; /* as the dialog says */
}

static bool asks_replace(struct shell *shell, struct export_dialog *state, const char *path) {
    if (state->may_replace || file_kind_of(path) != FILE_REGULAR)
        return false;
    struct str text = STR_INIT;
    str_add_format(&text, _("%s 已经存在，要替换它吗？"), path);
    state->asked = ASKED_REPLACE;
    shell_push(shell, &ask_layer,
               &(struct ask_argument){_("文件已存在"), text.s, {_("替换"), _("改名")}, 1});
    str_release(&text);
    return true;
}

static bool asks_unmappable(struct shell *shell, struct export_dialog *state,
                            const struct export_options *options) {
    struct charset_report charset = {0};
    struct err err = {0};
    if (state->unmappable != CHARSET_REFUSE ||
        session_export_check(shell_session(shell), options, &charset, &err) != RC_OK ||
        charset.count == 0)
        return false;
    struct str text = STR_INIT;
    str_add_format(&text, _("%s里没有这%zu个字：\n"), options->encoding, charset.count);
    report_add_unmappable(session_report(shell_session(shell)), &charset, &text);
    state->asked = ASKED_UNMAPPABLE;
    shell_push(shell, &ask_layer,
               &(struct ask_argument){
                   _("编码装不下"), text.s, {_("换编码"), _("用〓代替"), _("写成&#x…;")}, 0});
    str_release(&text);
    return true;
}

/* What became of the file; a trouble stays on the dialog. */
static void finish_file(struct shell *shell, struct export_dialog *state, const char *path,
                        enum rc rc, const struct err *err) {
    if (rc != RC_OK) {
        str_set(&state->trouble, span_of(err->text));
        return;
    }
    remember(shell, state);
    state->asked = ASKED_NOTHING_MORE;
    shell_say_exported(shell, path);
}

/* Another program turns it, and then the layer's result writes it. */
static void turn_file(struct shell *shell, struct export_dialog *state,
                      const struct export_options *options) {
    struct str bytes = STR_INIT;
    struct err err = {0};
    if (session_export_bytes(shell_session(shell), options, &bytes, &err) == RC_OK)
        shell_push(shell, &pdf_layer, &(struct span){bytes.s, bytes.len});
    else
        str_set(&state->trouble, span_of(err.text));
    str_release(&bytes);
}

static char *path_of(const struct export_dialog *state) {
    char *typed = span_copy(span_trim(field_text(&state->file)));
    char *path = file_path_join(state->folder, typed);
    mem_free(typed);
    return path;
}

static bool export_work(struct shell *shell, void *self);

/* What is short is laid out at once. */
static void lay_out(struct shell *shell, struct export_dialog *state) {
    drop_pages(state);
    document_from_report(&state->document, session_report(shell_session(shell)), false);
    state->work = pages_work_begin(&state->document);
    (void)export_work(shell, state);
}

static void write_file(struct shell *shell, struct export_dialog *state) {
    struct export_options options;
    struct err err = {0};
    struct span name = span_trim(field_text(&state->file));
    if (!state->has_report)
        return; /* why is said already */
    str_clear(&state->trouble);
    if (name.n == 0) {
        str_add_text(&state->trouble, _("请填写文件名"));
        state->focus = ROW_FILE;
        return;
    }
    fill_options(state, session_report(shell_session(shell))->template, &options);
    if (options.layout == LAYOUT_PAGE && format_of(state)->pages && !state->is_laid_out) {
        lay_out(shell, state); /* and then comes back */
        return;
    }
    options.pages = state->is_laid_out ? &state->pages : NULL;
    char *path = path_of(state);
    if (!asks_unmappable(shell, state, &options) && !asks_replace(shell, state, path)) {
        if (format_of(state)->made_of != NULL)
            turn_file(shell, state, &options);
        else
            finish_file(shell, state, path,
                        session_export(shell_session(shell), &options, path, &err), &err);
        state->may_replace = false;
        state->unmappable = CHARSET_REFUSE;
        drop_pages(state);
    }
    mem_free(path);
}

static bool export_work(struct shell *shell, void *self) {
    struct export_dialog *state = self;
    if (state->work == NULL)
        return false;
    if (pages_work_next(state->work, PAGES_SLICE))
        return true;
    pages_work_finish(state->work, &state->pages);
    state->work = NULL;
    document_release(&state->document);
    state->is_laid_out = true;
    write_file(shell, state);
    return true;
}

/* The report is another than the one that was laid out. */
static void export_refresh(struct shell *shell, void *self) {
    struct export_dialog *state = self;
    if (state->work != NULL)
        lay_out(shell, state);
    else
        drop_pages(state);
}

static void export_result(struct shell *shell, void *self, const struct layer_ops *from, int answer,
                          const void *value) {
    struct export_dialog *state = self;
    enum asked asked = state->asked;
    state->asked = ASKED_NOTHING;
    if (answer == ANSWER_GO && !state->was_open) { /* the library opens it anew */
        session_leave(shell_session(shell));
        state->was_open = true;
    }
    if (from == &handin_layer && answer != ANSWER_OK)
        shell_pop(shell, answer, value);
    if (from == &pdf_layer && answer == ANSWER_OK) {
        struct err err = {0};
        char *path = path_of(state);
        enum rc rc =
            session_write_file(shell_session(shell), path, *(const struct span *)value, &err);
        finish_file(shell, state, path, rc, &err);
        mem_free(path);
    }
    if (from != &ask_layer)
        return;
    if (asked == ASKED_NOTHING_MORE) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
    } else if (asked == ASKED_REPLACE && answer == ANSWER_OK) {
        state->may_replace = true;
        write_file(shell, state);
    } else if (asked == ASKED_REPLACE) {
        state->focus = ROW_FILE;
        state->unmappable = CHARSET_REFUSE; /* the next file is another question */
    } else if (asked == ASKED_UNMAPPABLE && answer > ANSWER_OK) {
        state->unmappable = answer == ANSWER_OK + 1 ? CHARSET_GETA : CHARSET_NCR;
        write_file(shell, state);
    } else if (asked == ASKED_UNMAPPABLE) {
        state->focus = ROW_ENCODING;
    }
}

static void press(struct shell *shell, struct export_dialog *state) {
    size_t button = state->choices[ROW_BUTTONS].selected;
    if (button == 0)
        write_file(shell, state);
    else if (button == 1 && state->was_open)
        shell_replace(shell, &findings_layer, NULL);
    else if (button == 1)
        shell_say(shell, _("先打开报告，再按Ctrl-O看检查"));
    else
        shell_pop(shell, ANSWER_CANCEL, NULL);
}

static void next_row(struct export_dialog *state, bool forward) {
    do
        state->focus =
            (enum export_row)(((int)state->focus + (forward ? 1 : ROW_COUNT - 1)) % ROW_COUNT);
    while (state->choices[state->focus].is_off);
}

static unsigned export_handle(struct shell *shell, void *self, const struct event *event) {
    struct export_dialog *state = self;
    if (state->work != NULL) {
        if (event_is_key(event, K_ESC))
            drop_pages(state);
        else
            shell_say(shell, "%s", _("还在排版，请稍候；Esc停止"));
        return HANDLED_YES;
    }
    if (event_is_key(event, K_ESC)) {
        shell_pop(shell, ANSWER_CANCEL, NULL);
        return HANDLED_YES;
    }
    bool enters_next = state->focus != ROW_BUTTONS && event_is_key(event, K_ENTER);
    if (event_is_key(event, K_TAB) || event_is_key(event, K_DOWN) || enters_next) {
        next_row(state, true);
    } else if (event_is_key(event, K_BACKTAB) || event_is_key(event, K_UP)) {
        next_row(state, false);
    } else if (state->focus == ROW_BUTTONS) {
        unsigned handled = buttons_handle(&state->choices[ROW_BUTTONS], event);
        if (handled & HANDLED_CHOSEN)
            press(shell, state);
        return handled;
    } else if (state->focus == ROW_FILE) {
        return field_handle(&state->file, event);
    } else {
        unsigned handled = radio_handle(&state->choices[state->focus], event);
        if ((handled & HANDLED_CHANGED) != 0 && state->focus == ROW_FORMAT) {
            set_rows_off(state);
            suggest_name(shell, state);
        }
        return handled;
    }
    return HANDLED_YES;
}

const struct layer_ops export_layer = {
    .name = "export",
    .state_size = sizeof(struct export_dialog),
    .is_dialog = true,
    .enter = export_enter,
    .draw = export_draw,
    .hint = N_("↑↓ 换一项   ←→ 选择   Enter 确定   Esc 取消"),
    .place = WHERE_DIALOG,
    .handle = export_handle,
    .result = export_result,
    .closes = true,
    .refresh = export_refresh,
    .work = export_work,
    .leave = export_leave,
};
