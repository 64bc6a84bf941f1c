/* Files in and out for the screens. */
#include "session/exchange.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/text/char_class.h"
#include "base/text/charset_encode.h"
#include "base/text/utf8.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "exchange/reader.h"
#include "model/section.h"
#include "session/file.h"
#include "session/private.h"
#include "session/template.h"
#include "store/edition.h"
#include "store/reports.h"

#include <string.h>

static bool prints_the_same(const struct report *a, const struct report *b) {
    struct str texts[2] = {STR_INIT, STR_INIT};
    const struct export_options options = {
        .format = "txt", .encoding = "utf-8", .layout = LAYOUT_PLAIN};
    bool same = export_bytes(&texts[0], a, &options, NULL, NULL) == RC_OK &&
                export_bytes(&texts[1], b, &options, NULL, NULL) == RC_OK &&
                span_equal(str_span(&texts[0]), str_span(&texts[1]));
    str_release(&texts[0]);
    str_release(&texts[1]);
    return same;
}

void session_add_stored_already(struct session *session, const struct report *draft,
                                struct str *out) {
    int64_t id = 0;
    struct report *stored = NULL;
    if (store_find_same_year(session->store, draft, &id, NULL) != RC_OK || id == 0 ||
        store_load_report(session->store, id, &stored, NULL, NULL) != RC_OK)
        return;
    struct str title = STR_INIT;
    struct span rest = span_of(stored->title), line;
    while (rest.n > 0 && span_take_line(&rest, &line))
        str_add(&title, line);
    str_add_format(out,
                   prints_the_same(draft, stored)
                       ? _("库里已有文字相同的报告%lld“%s”，再导入会多出一份")
                       : _("库里已有同一单位同一年度的报告%lld“%s”，文字不同，再导入会多出一份"),
                   (long long)id, title.s);
    str_release(&title);
    report_free(stored);
}

struct session_reading {
    struct import_work *work;
    struct template *template; /* or NULL */
};

struct session_reading *session_read_begin(struct session *session, struct span bytes,
                                           const struct session_draft *how,
                                           struct import_draft *draft, struct err *err) {
    struct template *template = NULL;
    if (how->template != NULL && session_template(session, how->template, &template, err) != RC_OK)
        return NULL;
    struct import_options options = {.template = template,
                                     .encoding = how->encoding,
                                     .join_lines = how->join_lines,
                                     .name = how->name};
    struct session_reading *reading = MEM_NEW(struct session_reading);
    *reading = (struct session_reading){import_begin(draft, bytes, &options), template};
    return reading;
}

bool session_read_on(struct session_reading *reading) {
    return import_go_on(reading->work);
}

int session_read_percent(const struct session_reading *reading) {
    return import_percent(reading->work);
}

static void reading_free(struct session_reading *reading) {
    template_free(reading->template);
    mem_free(reading);
}

enum rc session_read_finish(struct session_reading *reading, struct err *err) {
    enum rc rc = import_finish(reading->work, err);
    reading_free(reading);
    return rc;
}

void session_read_stop(struct session_reading *reading) {
    if (reading == NULL)
        return;
    import_stop(reading->work);
    reading_free(reading);
}

enum rc session_draft(struct session *session, struct span bytes, const struct session_draft *how,
                      struct import_draft *draft, struct err *err) {
    struct err why = {0};
    struct session_reading *reading = session_read_begin(session, bytes, how, draft, &why);
    if (reading == NULL)
        return err_set(err, why.rc, "%s", why.text);
    while (session_read_on(reading))
        continue;
    return session_read_finish(reading, err);
}

enum rc session_import(struct session *session, struct import_draft *draft, int64_t *report,
                       struct err *err) {
    return session_add_report(session, draft->report, ACT_IMPORT, report, err);
}

struct session_adding *session_import_begin(struct session *session, struct import_draft *draft) {
    return session_add_begin(session, draft->report, ACT_IMPORT);
}

enum rc session_import_finish(struct session_adding *adding, int64_t *report, struct err *err) {
    return session_add_finish(adding, report, err);
}

static enum rc read_for(const void *session, struct str *bytes, const char *path, size_t most,
                        struct err *err) {
    return session_read_file(session, bytes, path, most, err);
}

void session_let_read(const struct session *session, struct export_options *options) {
    options->read = read_for;
    options->reader = session;
}

enum rc session_export_check(struct session *session, const struct export_options *options,
                             struct charset_report *charset, struct err *err) {
    struct str bytes = STR_INIT;
    struct export_options counting = *options;
    session_let_read(session, &counting);
    counting.unmappable = CHARSET_GETA; /* counts them all and refuses nothing */
    enum rc rc = export_bytes(&bytes, session->open.report, &counting, charset, err);
    str_release(&bytes);
    return rc;
}

/* Text that waits in memory is in no history yet. */
void session_place_export(struct session *session, const struct report *report,
                          struct export_options *options) {
    session_let_read(session, options);
    struct store_mark mark = store_mark(session->store, report->id);
    options->change = mark.draft > mark.history ? mark.draft : mark.history;
    if (session->writing.unsaved_count > 0)
        options->change = 0;
}

enum rc session_export_bytes(struct session *session, const struct export_options *options,
                             struct str *out, struct err *err) {
    struct export_options placed = *options;
    enum rc rc = RC_OK;
    session_place_export(session, session->open.report, &placed);

    if (options->format != NULL && strcmp(options->format, "json") == 0)
        rc = store_load_kept(session->store, session->open.report, err);
    if (rc == RC_OK)
        rc = export_bytes(out, session->open.report, &placed, NULL, err);
    return rc;
}

enum rc session_export(struct session *session, const struct export_options *options,
                       const char *path, struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = session_export_bytes(session, options, &bytes, err);
    if (rc == RC_OK)
        rc = session_write_file(session, path, str_span(&bytes), err);
    str_release(&bytes);
    return rc;
}

void session_export_name(const struct session *session, const struct export_format *format,
                         struct str *out) {
    export_default_name(out, session->open.report, format);
}

/* A list of places of the characters that the report names. */
struct places {
    const struct charset_report *charset;
    struct str *out;
    size_t count;
    bool seen[CHARSET_PLACES_MOST]; /* of charset->places: its character has got a place */
};

static size_t places_kept(const struct charset_report *charset) {
    return charset->count < CHARSET_PLACES_MOST ? charset->count : CHARSET_PLACES_MOST;
}

static bool is_unmappable(struct places *places, char32_t c) {
    bool is = false;
    for (size_t i = 0; i < places_kept(places->charset); i++)
        if (places->charset->places[i].value == c)
            places->seen[i] = is = true;
    return is;
}

static void add_character(struct str *out, char32_t c) {
    if (char_has_shape(c)) {
        str_add_text(out, "“");
        str_add_char(out, c);
        str_add_text(out, "” ");
    }
    str_add_format(out, "U+%04X\n", (unsigned)c);
}

/* The places in a text; `where` stands before each. */
static void add_places_in(struct places *places, struct span text, const char *where) {
    for (size_t at = 1; text.n > 0; at++) {
        char32_t c = utf8_take(&text);
        if (c < 0x80 || !is_unmappable(places, c))
            continue;
        if (places->count++ >= CHARSET_PLACES_MOST)
            continue;
        str_add_format(places->out, _("%s 第%zu字 "), where, at);
        add_character(places->out, c);
    }
}

static void add_places_of(struct places *places, const struct section *section) {
    struct str where = STR_INIT, text = STR_INIT;
    body_add_text(&text, &section->body);
    if (section->id == SECTION_FRONT_ID) {
        str_add_text(&where, _("标题前的文字"));
    } else {
        str_add_text(&where, _("小标题“"));
        section_add_heading_line(&where, section);
        str_add_text(&where, "”");
        add_places_in(places, span_of(section->heading), where.s);
        str_clear(&where);
        section_add_label(&where, section);
        str_add_text(&where, section->heading);
    }
    add_places_in(places, str_span(&text), where.s);
    str_release(&where);
    str_release(&text);
}

/* What stands in no text of the report (a label, the value of a figure) is named alone. */
static void add_others(struct places *places) {
    const struct charset_report *charset = places->charset;
    for (size_t i = 0; i < places_kept(charset); i++) {
        if (places->seen[i])
            continue;
        (void)is_unmappable(places, charset->places[i].value);
        str_add_text(places->out, _("序号或数据 "));
        add_character(places->out, charset->places[i].value);
    }
}

void report_add_unmappable(const struct report *report, const struct charset_report *charset,
                           struct str *out) {
    struct places places = {.charset = charset, .out = out};
    add_places_in(&places, span_of(report->title), _("题目"));
    add_places_of(&places, report->front);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        add_places_of(&places, at);
    add_places_in(&places, span_of(report->sign_off), _("落款"));
    add_others(&places);
    if (places.count > CHARSET_PLACES_MOST)
        str_add_format(out, _("……共%zu处\n"), places.count);
}

size_t session_add_unprinted(const struct session *session, struct str *out) {
    return report_list_unprinted(out, session->open.report);
}

bool session_can_read(const char *name) {
    return import_can_read(name);
}

size_t session_file_most(const char *name) {
    return import_bytes_most(name);
}

const struct export_format *session_export_formats(void) {
    return export_formats;
}
