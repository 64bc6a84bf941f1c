#include "session/sheet.h"

#include "model/report_values.h"
#include "model/sheet/compare.h"
#include "model/sheet/handed.h"
#include "model/sheet/typed.h"
#include "session/change.h"
#include "session/file.h"
#include "session/intake.h"
#include "session/opened.h"
#include "session/report.h"
#include "session/value_label.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/text_clean.h"
#include "base/text/utf8.h"
#include "exchange/sheet/form.h"
#include "exchange/sheet/match.h"
#include "exchange/xlsx/write_form.h"
#include "model/edition/edition.h"
#include "model/figure/figure.h"
#include "session/exchange.h"
#include "session/private.h"
#include "store/edition.h"
#include "store/reports.h"

#include <string.h>

/* --- helpers --- */

/* The figure's value of this year as it would be typed, "" where there is none. */
static char *now_of(const struct report *report, const struct template_figure *figure) {
    const char *typed = report_value(report, span_of(figure->name));
    return span_copy(span_of(typed));
}

/* Last year's, the same way. */
static char *prior_of(const struct report *report, const struct template_figure *figure) {
    struct str name = STR_INIT;
    str_add_format(&name, "%s.prior", figure->name);
    char *text = span_copy(span_of(report_value(report, str_span(&name))));
    str_release(&name);
    return text;
}

static bool is_asked(struct figures *figures, const struct template_figure *figure) {
    return !figure_is_calculated(figure) && figures_is_relevant(figures, figure) &&
           report_handed(figures_report(figures), figure->name).state != HANDED_EXEMPT;
}

/* --- out --- */

void sheet_files_release(struct sheet_files *files) {
    for (size_t i = 0; i < files->count; i++) {
        mem_free(files->items[i].path);
        mem_free(files->items[i].owner);
    }
    mem_free(files->items);
    *files = (struct sheet_files){0};
}

static bool has_owner(const struct sheet_files *files, const char *owner) {
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].owner, owner) == 0)
            return true;
    return false;
}

/* Offices are few. In the order in which the template names them. */
static void list_owners(struct sheet_files *out, const struct report *report, const char *only) {
    struct figures *figures = figures_new(report);
    const struct template *template = report->template;
    for (size_t i = 0; template != NULL && i < template->figure_count; i++) {
        const char *owner = report_owner(report, &template->figures[i]);
        if (!is_asked(figures, &template->figures[i]) || has_owner(out, owner) ||
            (only != NULL && strcmp(only, owner) != 0))
            continue;
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = (struct sheet_file){.owner = span_copy(span_of(owner))};
    }
    figures_free(figures);
}

static const char *const endings[] = {
    [SHEET_EXCEL] = ".xlsx", [SHEET_WORD] = ".docx", [SHEET_TEXT] = ".txt"};

static char *path_of(const struct sheet_order *order, const struct sheet_form *form) {
    struct str title = STR_INIT, name = STR_INIT;
    sheet_form_add_title(&title, form);
    file_name_make_safe(&name, str_span(&title));
    str_add_text(&name, endings[order->format]);
    char *path = file_path_join(order->folder, name.s);
    str_release(&name);
    str_release(&title);
    return path;
}

static enum rc write_form(struct str *out, const struct sheet_form *form, enum sheet_format format,
                          struct err *err) {
    if (format == SHEET_EXCEL)
        return sheet_form_write_excel(out, form, err);
    if (format == SHEET_WORD)
        return sheet_form_write_word(out, form, err);
    sheet_form_write_text(out, form);
    return RC_OK;
}

/* What is asked for is awaited from now on; what came already stays, and is asked for anew against
 * what stands in the report now. */
static void add_asking(struct change_set *set, const struct report *report,
                       const struct sheet_form *form, struct span by, int64_t now) {
    struct str name = STR_INIT, text = STR_INIT;
    struct sent sent = {
        .owner = span_of(form->owner), .due = span_of(form->due), .by = by, .at = now};
    str_add_format(&name, VALUE_SENT "%zu", form->number);
    sent_add_text(&text, &sent);
    change_add_value(set, report, name.s, text.s);
    for (size_t i = 0; i < form->count; i++) {
        struct handed handed = report_handed(report, form->rows[i].name);
        if (handed.state == HANDED_NONE)
            handed = (struct handed){.state = HANDED_AWAITED, .by = by, .at = now};
        handed.sheet = form->number;
        handed.base = span_of(form->rows[i].base);
        handed.prior_base = span_of(form->rows[i].prior);
        handed_add_state(set, report, form->rows[i].name, &handed);
    }
    str_release(&name);
    str_release(&text);
}

static enum rc make_sheet(struct session *session, const struct sheet_order *order,
                          struct sheet_file *file, struct change_set *set, struct str *bytes,
                          struct err *err) {
    struct sheet_form form = {0};
    int64_t now = clock_now();
    sheet_form_make(&form, session->open.report, file->owner, file->number, order->due, now);
    file->figures = form.count;
    file->path = path_of(order, &form);
    enum rc rc = RC_OK;
    if (!order->replace && file_kind_of(file->path) != FILE_NONE)
        rc = err_set(err, RC_REFUSED, _("已有文件%s，可能是填好的一张，没有写"), file->path);
    if (rc == RC_OK)
        rc = write_form(bytes, &form, order->format, err);
    if (rc == RC_OK)
        add_asking(set, session->open.report, &form, span_of(session_user(session)), now);
    sheet_form_release(&form);
    return rc;
}

static enum rc write_sheets(struct session *session, const struct sheet_files *files,
                            struct str *bytes, struct err *err) {
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < files->count; i++)
        rc = session_write_file(session, files->items[i].path, str_span(&bytes[i]), err);
    return rc;
}

static enum rc check_order(const struct sheet_order *order, struct err *err) {
    struct str time = STR_INIT;
    int64_t at = 0;
    str_add_format(&time, "%sT00:00:00Z", order->due != NULL ? order->due : "2024-05-01");
    bool known = clock_parse_utc(str_span(&time), &at);
    str_release(&time);
    if (!known)
        return err_set(err, RC_USAGE, _("“%s”不是日期，要写成2024-05-01"), order->due);
    return file_kind_behind(order->folder) == FILE_DIRECTORY ? RC_OK
                                                             : file_make_folder(order->folder, err);
}

enum rc session_send_sheets(struct session *session, const struct sheet_order *order,
                            struct sheet_files *out, struct err *err) {
    struct change_set set;
    enum rc rc = check_order(order, err);
    if (rc == RC_OK)
        rc = session_need_report(session, err);
    if (rc == RC_OK)
        rc = session_fold(session, -1, err);
    if (rc == RC_OK)
        rc = store_check_lock(session->store, session->open.report->id, err);
    if (rc != RC_OK)
        return rc;
    list_owners(out, session->open.report, order->owner);
    if (out->count == 0)
        return err_set(err, RC_NOT_FOUND,
                       order->owner != NULL ? _("没有要“%s”报的数据")
                                            : _("这份报告的模板没有要填的数据%s"),
                       order->owner != NULL ? order->owner : "");
    struct str *bytes = mem_alloc_zero(out->count, sizeof *bytes);
    size_t first = report_count_sent(session->open.report) + 1;
    change_set_init(&set, ACT_SHEET);
    for (size_t i = 0; rc == RC_OK && i < out->count; i++) {
        str_init(&bytes[i]);
        out->items[i].number = first + i;
        rc = make_sheet(session, order, &out->items[i], &set, &bytes[i], err);
    }
    if (rc == RC_OK)
        rc = session_apply(session, &set, err);
    if (rc == RC_OK)
        rc = write_sheets(session, out, bytes, err);
    for (size_t i = 0; i < out->count; i++)
        if (bytes[i].s != NULL)
            str_release(&bytes[i]);
    mem_free(bytes);
    change_set_release(&set);
    return rc;
}

/* --- in --- */

void sheet_intake_release(struct sheet_intake *intake) {
    for (size_t i = 0; i < intake->count; i++) {
        struct sheet_row *row = &intake->rows[i];
        char *texts[] = {row->name, row->label, row->value, row->base, row->now, row->message};
        for (size_t t = 0; t < ARRAY_LEN(texts); t++)
            mem_free(texts[t]);
    }
    mem_free(intake->rows);
    mem_free(intake->owner);
    *intake = (struct sheet_intake){0};
}

static enum rc find_report(struct session *session, const struct read_sheet *sheet, int64_t *report,
                           struct err *err) {
    enum rc rc = store_find_sheet_report(session->store, span_of(sheet->uid), report, err);
    if (rc == RC_OK && *report == 0)
        rc =
            err_set(err, RC_NOT_FOUND, _("这张填报表是%s（%d年度，%s）的，不是本库里的报告发出的"),
                    sheet->unit, sheet->year, sheet->owner[0] != '\0' ? sheet->owner : FORM_NOBODY);
    return rc;
}

/* Blanks are no part of what the text form says of a unit. */
static bool same_words(const char *a, const char *b) {
    for (;; a++, b++) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

static enum rc check_sheet(const struct report *report, const struct read_sheet *sheet,
                           struct err *err) {
    struct sent sent = {0};
    const char *unit = strcmp(sheet->unit, "-") == 0 ? "" : sheet->unit;
    if (!same_words(unit, report->unit) || sheet->year != report->year)
        return err_set(err, RC_REFUSED,
                       _("这张填报表是%s %d年度的，报告%lld是%s %d年度的，没有取用"), sheet->unit,
                       sheet->year, (long long)report->id, report->unit, report->year);
    bool was_sent = report_sent(report, sheet->number, &sent);
    char *owner = span_copy(sent.owner);
    bool is_it = was_sent && same_words(sheet->owner, owner);
    mem_free(owner);
    if (!is_it)
        return err_set(err, RC_REFUSED, _("报告%lld没有发出过第%zu张填报表（%s），没有取用"),
                       (long long)report->id, sheet->number,
                       sheet->owner[0] != '\0' ? sheet->owner : FORM_NOBODY);
    return RC_OK;
}

/* The rows of one sheet; what becomes of a figure may be said in several. */
struct taking_in {
    struct session *session;
    struct sheet_intake *out;
    size_t sheet;
    char **states; /* of each figure of the template; NULL: as it was */
};

static char **state_of(const struct taking_in *taking, const struct template_figure *figure) {
    return &taking->states[figure - taking->session->open.report->template->figures];
}

/* Its texts are borrowed until it is kept. */
static struct handed handed_of(const struct taking_in *taking,
                               const struct template_figure *figure) {
    struct handed handed;
    const char *text = *state_of(taking, figure);
    return text != NULL && handed_read(&handed, span_of(text))
               ? handed
               : report_handed(taking->session->open.report, figure->name);
}

static void keep_handed(const struct taking_in *taking, const struct template_figure *figure,
                        struct handed handed) {
    struct str text = STR_INIT;
    char **kept = state_of(taking, figure);
    if (handed.state == HANDED_NONE)
        handed.state = HANDED_AWAITED;
    handed.sheet = taking->sheet;
    handed.at = clock_now();
    handed.by = span_of(session_user(taking->session));
    handed_add_text(&text, &handed);
    mem_free(*kept);
    *kept = str_detach(&text);
}

static bool is_as_before(const struct handed *handed, const struct match_row *match) {
    const char *value = match->text != NULL ? match->text : "";
    return (match->text == NULL || span_is(handed->value, value)) &&
           span_is(handed->note, match->row->note) &&
           span_is(handed->evidence, match->row->evidence);
}

static void set_text(char **to, struct span text) {
    char *copy = span_copy(text);
    mem_free(*to);
    *to = copy;
}

/* Words without a number are kept beside what is still awaited. */
static void say_kept(struct sheet_row *row, const struct read_row *from) {
    struct str said = STR_INIT;
    str_add_text(&said, _("没有填数"));
    if (from->note[0] != '\0')
        str_add_format(&said, _("，说明“%s”已记下"), from->note);
    if (from->evidence[0] != '\0')
        str_add_format(&said, _("，佐证“%s”已记下"), from->evidence);
    if (row->message[0] == '\0')
        set_text(&row->message, str_span(&said));
    str_release(&said);
}

/* A row whose figure is known: what it hands in, kept beside the report's own value. */
static void take_in_row(const struct taking_in *taking, const struct match_row *match) {
    struct handed handed = handed_of(taking, match->figure);
    bool has_value = match->kind == MATCH_VALUE;
    bool same = is_as_before(&handed, match);
    bool says = has_value || match->row->note[0] != '\0' || match->row->evidence[0] != '\0';
    struct sheet_row *row = sheet_intake_add(taking->out, match,
                                             !has_value ? SHEET_EMPTY
                                             : same     ? SHEET_SAME
                                                        : SHEET_REPORTED);
    char *now = now_of(taking->session->open.report, match->figure);
    set_text(&row->base, handed.state == HANDED_NONE ? span_of(now) : handed.base);
    mem_free(row->now);
    row->now = now;
    if (has_value && now[0] != '\0') {
        sheet_intake_doubt_unit(row, match->figure, span_of(row->value), span_of(now),
                                _("现在的数"));
    } else if (has_value) {
        char *prior = prior_of(taking->session->open.report, match->figure);
        sheet_intake_doubt_unit(row, match->figure, span_of(row->value), span_of(prior),
                                _("上年数"));
        mem_free(prior);
    }
    row->conflicts = has_value && handed_compare(match->figure, span_of(row->base), span_of(now),
                                                 span_of(row->value)) == OUTCOME_CONFLICT;
    if (!has_value && !same && says)
        say_kept(row, match->row);
    if (same || !says)
        return;

    handed.base = span_of(row->base);
    handed.note = span_of(match->row->note);
    handed.evidence = span_of(match->row->evidence);
    if (has_value) {
        handed.state = HANDED_REPORTED;
        handed.value = span_of(row->value);
        handed.reason = SPAN("");
    }
    taking->out->reported += has_value;
    keep_handed(taking, match->figure, handed);
}

static struct sheet_row *add_prior(const struct taking_in *taking, const struct match_row *match,
                                   enum sheet_result result) {
    struct sheet_row *row = sheet_intake_add(taking->out, match, result);
    struct str name = STR_INIT, label = STR_INIT;
    str_add_format(&name, "%s.prior", match->figure->name);
    session_add_value_label(&label, taking->session->open.report, name.s);
    set_text(&row->name, str_span(&name));
    set_text(&row->label, str_span(&label));
    str_release(&label);
    str_release(&name);
    return row;
}

/* Last year's value stands on the sheet when it goes out: only another one is handed in. */
static void take_in_prior(const struct taking_in *taking, const struct match_row *match) {
    const struct template_figure *figure = match->figure;
    struct handed handed = handed_of(taking, figure);
    char *now = prior_of(taking->session->open.report, figure);
    struct span base = handed.state == HANDED_NONE ? span_of(now) : handed.prior_base;
    struct span text = match->text != NULL ? span_of(match->text) : match->value;
    bool as_sent =
        handed_compare(figure, base, base, match->value) == OUTCOME_SAME ||
        (match->kind == MATCH_VALUE && handed_compare(figure, base, base, text) == OUTCOME_SAME);
    if (as_sent || match->kind != MATCH_VALUE) {
        if (!as_sent) {
            struct sheet_row *row = add_prior(taking, match, SHEET_REFUSED);
            if (row->message[0] == '\0')
                set_text(&row->message, span_of(_("这一项是算出来的，不用报")));
        }
        mem_free(now);
        return;
    }

    enum handed_outcome outcome = handed_compare(figure, base, span_of(now), text);
    bool same = outcome == OUTCOME_SAME || span_equal(handed.prior, text);
    struct sheet_row *row = add_prior(taking, match, same ? SHEET_SAME : SHEET_REPORTED);
    set_text(&row->base, base);
    set_text(&row->now, span_of(now));
    row->conflicts = outcome == OUTCOME_CONFLICT;
    mem_free(now);
    if (same)
        return;
    handed.prior_base = span_of(row->base);
    handed.prior = text;
    taking->out->reported++;
    keep_handed(taking, figure, handed);
}

static void take_in_rows(const struct taking_in *taking, const struct sheet_match *match) {
    for (size_t i = 0; i < match->count; i++) {
        const struct match_row *row = &match->rows[i];
        if (row->figure != NULL && row->row->is_prior)
            take_in_prior(taking, row);
        else if (row->kind == MATCH_UNPLACED)
            (void)sheet_intake_add(taking->out, row, SHEET_UNPLACED);
        else if (row->kind == MATCH_TROUBLE)
            (void)sheet_intake_add(taking->out, row, SHEET_REFUSED);
        else
            take_in_row(taking, row);
    }
}

/* What becomes of the figures, each once. */
static void add_states(const struct taking_in *taking, struct change_set *set) {
    const struct report *report = taking->session->open.report;
    size_t count = report->template != NULL ? report->template->figure_count : 0;
    for (size_t i = 0; i < count; i++) {
        struct handed handed;
        const char *text = taking->states[i];
        if (text != NULL && handed_read(&handed, span_of(text)))
            handed_add_state(set, report, report->template->figures[i].name, &handed);
    }
}

static enum rc take_in(struct session *session, const struct read_sheet *sheet, bool only_look,
                       struct sheet_intake *out, struct err *err) {
    struct sheet_match match = {0};
    struct change_set set;
    enum rc rc = find_report(session, sheet, &out->report, err);
    if (rc == RC_OK && (session->open.report == NULL || session->open.report->id != out->report))
        rc = session_load(session, out->report, err);
    if (rc == RC_OK)
        rc = check_sheet(session->open.report, sheet, err);
    if (rc != RC_OK)
        return rc;

    const struct template *template = session->open.report->template;
    size_t count = template != NULL ? template->figure_count : 0;
    struct taking_in taking = {session, out, sheet->number,
                               mem_alloc_zero(count + 1, sizeof(char *))};
    out->owner = span_copy(span_of(sheet->owner));
    out->number = sheet->number;
    change_set_init(&set, ACT_HAND);
    sheet_match(&match, sheet, template);
    take_in_rows(&taking, &match);
    add_states(&taking, &set);
    if (!only_look && set.count > 0)
        rc = session_apply(session, &set, err);

    change_set_release(&set);
    sheet_match_release(&match);
    for (size_t i = 0; i < count; i++)
        mem_free(taking.states[i]);
    mem_free((void *)taking.states);
    return rc;
}

enum rc session_take_in_sheet(struct session *session, struct span bytes, const char *name,
                              bool only_look, struct sheet_intake *out, struct err *err) {
    struct read_sheet sheet = {0};
    enum rc rc = sheet_read(&sheet, bytes, name, err);
    out->is_sheet = sheet.uid != NULL;
    if (rc == RC_OK)
        rc = take_in(session, &sheet, only_look, out, err);
    read_sheet_release(&sheet);
    return rc;
}
