#include "session/handin.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "model/review/review_value.h"
#include "model/section_state.h"
#include "session/check.h"
#include "session/private.h"
#include "session/review.h"
#include "session/walk_rest.h"

#include <stdio.h>
#include <string.h>

static void add_line(struct handin *out, enum handin_kind kind, size_t count, int64_t section,
                     size_t offset, const char *name) {
    if (count == 0)
        return;
    struct handin_line *line = &out->lines[out->count++];
    *line =
        (struct handin_line){.kind = kind, .count = count, .section = section, .offset = offset};
    (void)snprintf(line->name, sizeof line->name, "%s", name);
}

void handin_add_line(struct str *out, const struct handin_line *line) {
#define X(name, zh) [HANDIN_##name] = (zh),
    static const char *const texts[] = {HANDIN_LIST(X)};
#undef X
    const char *text = _(texts[line->kind]), *number = strstr(text, "%zu");
    if (number == NULL) {
        str_add_text(out, text);
        return;
    }
    str_add(out, (struct span){text, (size_t)(number - text)});
    str_add_format(out, "%zu", line->count);
    str_add_text(out, number + 3);
}

/* Of the front text and all sections; NULL at first and at the end. */
static const struct section *next_section(const struct report *report, const struct section *at) {
    return at == NULL ? report->front
                      : report_next_section(report, at == report->front ? NULL : at);
}

/* --- kinds --- */

static void add_unreviewed(struct handin *out, struct session *session) {
    size_t left = session_review_counts(session, -1).unreviewed, offset = 0;
    const struct section *at = NULL;
    if (left == 0)
        return;
    while ((at = next_section(session->open.report, at)) != NULL)
        if (session_review_counts(session, at->id).unreviewed > 0)
            break;
    if (at != NULL) {
        struct review review;
        session_review(session, at, &review);
        for (size_t i = review.text.sentence_count; i-- > 0;)
            offset = review.unreviewed[i] ? review.text.sentences[i].from : offset;
        review_release(&review);
    }
    add_line(out, HANDIN_UNREVIEWED, left, at != NULL ? at->id : -1, offset, "");
}

static void add_values(struct handin *out, const struct report *report) {
    const char *first = review_first_value(report);
    add_line(out, HANDIN_VALUES, review_count_values(report), -1, 0, first != NULL ? first : "");
}

static void add_findings(struct handin *out, const struct findings *findings, enum handin_kind kind,
                         enum severity severity) {
    const struct finding *first = NULL;
    for (size_t i = 0; i < findings->count && first == NULL; i++)
        if (findings->items[i].severity == severity && findings->items[i].passed_by == NULL)
            first = &findings->items[i];
    if (first != NULL)
        add_line(out, kind, findings_count(findings, severity), first->section, first->offset,
                 first->id);
}

static void add_remarks(struct handin *out, const struct report *report) {
    const struct remark_spot *first = NULL;
    struct remarks all;
    remarks_list(&all, report);
    remarks_sort(&all, report);
    for (size_t i = all.count; i-- > 0;)
        if (all.items[i].remark.state == REMARK_OPEN)
            first = &all.items[i].spot;
    if (first != NULL)
        add_line(out, HANDIN_REMARKS, report_count_open_remarks(report, false), first->section,
                 first->part == REMARK_OF_BODY ? first->offset : 0, "");
    remarks_release(&all);
}

typedef bool is_section_fn(const struct report *report, const struct section *section);

static void add_sections(struct handin *out, const struct report *report, enum handin_kind kind,
                         is_section_fn *is) {
    size_t count = 0;
    int64_t first = -1;
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        if (!is(report, at))
            continue;
        first = count == 0 ? at->id : first;
        count++;
    }
    add_line(out, kind, count, first, 0, "");
}

static bool is_missing(const struct report *report, const struct section *section) {
    return section_is_required(report, section) && section_is_relevant(report, section) &&
           !section_has_content(report, section);
}

/* A clerk's own section whose text went away: its heading prints with nothing below it. One of the
 * template's is left out. */
static bool is_bare(const struct report *report, const struct section *section) {
    bool bare = section_template(report, section) == NULL && section_is_printed(report, section) &&
                !section_has_content(report, section);
    for (size_t i = 0; bare && i < section->count; i++)
        bare = !section_is_printed(report, section->children[i]);
    return bare;
}

/* Whether it is a form that is signed below its table, as the template's own line of it says: that
 * one has no sign-off besides. */
static bool is_signed_in_form(const struct report *report) {
    bool is_signed = false;
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        const struct template_section *from = section_template(report, at);
        for (size_t i = 0; from != NULL && i < from->row_count; i++)
            is_signed |= span_find(span_of(from->rows[i].text), SPAN("签字")) != SIZE_MAX;
    }
    return is_signed && span_of(report->template->sign_off).n == 0;
}

static void add_sign_off(struct handin *out, const struct report *report) {
    struct span text = span_of(report->sign_off);
    if (span_trim(text).n == 0 && is_signed_in_form(report))
        return;
    if (span_trim(text).n == 0)
        add_line(out, HANDIN_SIGN_OFF, 1, -1, 0, "");
    else if (!session_has_date(text))
        add_line(out, HANDIN_DATE, 1, -1, 0, "");
}

struct waiting { /* figures that the text prints and that have no value */
    struct figures *figures;
    bool *seen; /* of each of the template's */
    size_t count;
    int64_t section;
    const char *first;
};

static void look_for_figures(struct waiting *waiting, const struct report *report,
                             const struct section *section) {
    struct figure_token token;
    for (size_t i = 0; i < section->body.count; i++) {
        struct span line = str_span(&section->body.lines[i].text);
        for (size_t at = 0; figure_token_find(report->template, line, &at, &token);
             at += token.bytes) {
            bool *seen = &waiting->seen[token.figure - report->template->figures];
            if (*seen || !figures_is_relevant(waiting->figures, token.figure) ||
                figures_value(waiting->figures, token.figure, token.form == FIGURE_PRIOR)->kind !=
                    VALUE_EMPTY)
                continue;
            *seen = true;
            if (waiting->count++ == 0) {
                waiting->first = token.figure->name;
                waiting->section = section->id;
            }
        }
    }
}

static void add_figures(struct handin *out, const struct report *report) {
    struct waiting waiting = {.section = -1, .first = ""};
    if (report->template == NULL || report->template->figure_count == 0)
        return;
    waiting.figures = figures_new(report);
    waiting.seen = mem_alloc_zero(report->template->figure_count, sizeof *waiting.seen);
    for (const struct section *at = NULL; (at = next_section(report, at)) != NULL;)
        if (section_is_relevant(report, at))
            look_for_figures(&waiting, report, at);
    add_line(out, HANDIN_FIGURES, waiting.count, waiting.section, 0, waiting.first);
    figures_free(waiting.figures);
    mem_free(waiting.seen);
}

/* They print as they stand, ${…} and all. */
static void add_tokens(struct handin *out, const struct report *report) {
    size_t count = 0, offset = 0, bytes;
    int64_t first = -1;
    for (const struct section *at = NULL; (at = next_section(report, at)) != NULL;)
        for (size_t i = 0; i < at->body.count && section_is_relevant(report, at); i++) {
            struct span line = str_span(&at->body.lines[i].text);
            for (size_t byte = 0; figure_stray_find(report->template, line, &byte, &bytes);
                 byte += bytes, count++) {
                if (count > 0)
                    continue;
                first = at->id;
                offset = body_line_start(&at->body, i) + utf8_count(span_sub(line, 0, byte));
            }
        }
    add_line(out, HANDIN_TOKENS, count, first, offset, "");
}

void session_handin(struct session *session, struct handin *out) {
    const struct report *report = session->open.report;
    *out = (struct handin){.count = 0};
    if (report == NULL)
        return;
    const struct findings *findings = session_check(session);
    add_unreviewed(out, session);
    add_values(out, report);
    add_findings(out, findings, HANDIN_ERRORS, SEVERITY_ERROR);
    add_findings(out, findings, HANDIN_WARNINGS, SEVERITY_WARNING);
    add_remarks(out, report);
    add_sections(out, report, HANDIN_EMPTY, is_missing);
    add_sections(out, report, HANDIN_BARE, is_bare);
    add_sections(out, report, HANDIN_KEPT_BACK, section_is_kept_back);
    add_sign_off(out, report);
    add_figures(out, report);
    add_tokens(out, report);
}

/* --- what was said of this text --- */

/* The same for every report that says the same. */
static void add_fingerprint(struct str *out, const struct report *report) {
    struct str text = STR_INIT;
    str_add_format(&text, "%s\n%s\n", report->title, report->sign_off);
    for (const struct section *at = NULL; (at = next_section(report, at)) != NULL;) {
        str_add_format(&text, "\n%s\n", at->heading);
        body_add_text(&text, &at->body);
    }
    for (size_t i = 0; i < report->value_count; i++)
        str_add_format(&text, "\n%s=%s", report->values[i].name, report->values[i].text);
    sha256_add_digits(out, str_span(&text));
    str_release(&text);
}

static void add_setting_name(struct str *out, const struct report *report) {
    str_add_format(out, "handin.%lld", (long long)report->id);
}

bool session_handin_is_accepted(struct session *session) {
    struct str name = STR_INIT, was = STR_INIT, is = STR_INIT;
    add_setting_name(&name, session->open.report);
    session_setting(session, name.s, &was);
    add_fingerprint(&is, session->open.report);
    bool same = span_equal(str_span(&was), str_span(&is));
    str_release(&name);
    str_release(&was);
    str_release(&is);
    return same;
}

void session_handin_accept(struct session *session) {
    struct str name = STR_INIT, is = STR_INIT;
    add_setting_name(&name, session->open.report);
    add_fingerprint(&is, session->open.report);
    session_set_setting(session, name.s, is.s);
    str_release(&name);
    str_release(&is);
}
