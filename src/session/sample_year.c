#include "session/sample_year.h"

#include "base/embedded.h"
#include "base/os/clock.h"
#include "base/text/utf8.h"
#include "exchange/export.h"
#include "exchange/json/write.h"
#include "model/edition/edition.h"
#include "model/evidence/evidence.h"
#include "model/figure/figure.h"
#include "model/remark/remark.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "model/sheet/handed.h"
#include "model/splice.h"
#include "store/edition.h"
#include "store/reports.h"

#include <string.h>

/* --- a line of the file --- */

enum { FIELD_YEAR, FIELD_WHAT, FIELDS_FIRST, FIELDS_MOST = 16 };

struct event_line {
    struct span fields[FIELDS_MOST]; /* those that are not there are empty */
};

static struct span field(const struct event_line *line, size_t index) {
    return line->fields[FIELDS_FIRST + index];
}

static void split(struct event_line *line, struct span text) {
    for (size_t i = 0; i < FIELDS_MOST; i++) {
        size_t tab = span_find(text, SPAN("\t"));
        line->fields[i] = span_sub(text, 0, tab);
        text = span_sub(text, tab == SIZE_MAX ? text.n : tab + 1, text.n);
    }
}

static int64_t time_of(struct span text) {
    int64_t at = 0;
    bool known = clock_parse_utc(text, &at);
    assert(known); /* of a sample, which is ours */
    return at;
}

static void set(struct report *report, const char *prefix, struct span name,
                const struct str *text) {
    struct str whole = STR_INIT;
    str_add_format(&whole, "%s%.*s", prefix, SPAN_ARG(name));
    report_set_value(report, str_span(&whole), str_span(text));
    str_release(&whole);
}

static void set_numbered(struct report *report, const char *prefix, size_t number,
                         const struct str *text) {
    struct str digits = STR_INIT;
    str_add_format(&digits, "%zu", number);
    set(report, prefix, str_span(&digits), text);
    str_release(&digits);
}

/* --- sheets --- */

/* The sheet that the office's figures went out on; 0: none yet. */
static size_t sheet_of(const struct report *report, const char *owner) {
    size_t count = report_count_sent(report);
    for (size_t number = 1; number <= count; number++) {
        struct sent sent;
        if (report_sent(report, number, &sent) && span_is(sent.owner, owner))
            return number;
    }
    return 0;
}

/* A figure that somebody owes, and that the report has. */
static bool is_owed(const struct report *report, const struct template_figure *figure) {
    return !figure_is_calculated(figure) && report_owner(report, figure)[0] != '\0' &&
           report_value(report, span_of(figure->name)) != NULL;
}

static void add_sent(struct report *report, const struct event_line *line) {
    const struct template *template = report->template;
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        const char *owner = report_owner(report, figure);
        if (!is_owed(report, figure) || sheet_of(report, owner) != 0)
            continue;
        struct str text = STR_INIT;
        const struct sent sent = {.owner = span_of(owner),
                                  .due = field(line, 0),
                                  .at = time_of(field(line, 1)),
                                  .by = field(line, 2)};
        sent_add_text(&text, &sent);
        set_numbered(report, VALUE_SENT, report_count_sent(report) + 1, &text);
        str_release(&text);
    }
}

static void set_handed(struct report *report, const struct template_figure *figure,
                       const struct handed *handed) {
    struct str text = STR_INIT;
    handed_add_text(&text, handed);
    set(report, VALUE_SHEET, span_of(figure->name), &text);
    str_release(&text);
}

static enum handed_state state_of(struct span word) {
    enum handed_state state = HANDED_NONE;
    bool known = handed_find_state(word, &state);
    assert(known);
    return state;
}

/* Each as it stands in the report. */
static void add_figures(struct report *report, const struct event_line *line) {
    const struct template *template = report->template;
    for (size_t i = 0; i < template->figure_count; i++) {
        const struct template_figure *figure = &template->figures[i];
        struct str value = STR_INIT;
        if (!is_owed(report, figure))
            continue;
        str_add_format(&value, "%s%s", report_value(report, span_of(figure->name)),
                       figure->unit != NULL ? figure->unit : "");
        set_handed(report, figure,
                   &(struct handed){.state = state_of(field(line, 0)),
                                    .sheet = sheet_of(report, report_owner(report, figure)),
                                    .value = str_span(&value),
                                    .at = time_of(field(line, 1)),
                                    .by = field(line, 2)});
        str_release(&value);
    }
}

static void add_figure(struct report *report, const struct event_line *line) {
    const struct template_figure *figure = figure_find(report->template, field(line, 0));
    assert(figure != NULL);
    set_handed(report, figure,
               &(struct handed){.state = state_of(field(line, 1)),
                                .sheet = sheet_of(report, report_owner(report, figure)),
                                .value = field(line, 2),
                                .note = field(line, 3),
                                .at = time_of(field(line, 4)),
                                .by = field(line, 5),
                                .reason = field(line, 6)});
}

/* --- papers and remarks --- */

static void add_paper(struct report *report, const struct event_line *line) {
    struct evidence paper = {.number = report_last_evidence(report) + 1,
                             .title = field(line, 1),
                             .document = field(line, 2),
                             .page = field(line, 3),
                             .by = field(line, 4),
                             .at = time_of(field(line, 5))};
    struct str name = STR_INIT, text = STR_INIT;
    enum rc rc = target_read(&paper.target, report, field(line, 0), NULL);
    assert(rc == RC_OK);
    evidence_add_name(&name, paper.number);
    evidence_add_text(&text, &paper);
    report_set_value(report, str_span(&name), str_span(&text));
    str_release(&text);
    str_release(&name);
}

static void add_remark(struct report *report, const struct event_line *line) {
    const struct section *section = report_find_section(report, field(line, 0));
    struct remark remark = {.kind = REMARK_IS_REMARK,
                            .number = report_last_remark(report) + 1,
                            .author = field(line, 4),
                            .at = time_of(field(line, 5)),
                            .text = field(line, 6),
                            .answer = field(line, 8),
                            .by = field(line, 9)};
    struct str name = STR_INIT, value = STR_INIT, text = STR_INIT;
    assert(section != NULL);
    body_add_text(&text, &section->body);
    size_t at = span_find(str_span(&text), field(line, 1));
    bool known = at != SIZE_MAX && remark_weight_find(field(line, 2), &remark.weight) &&
                 stage_find(field(line, 3), &remark.stage) &&
                 remark_state_find(field(line, 7), &remark.state);
    assert(known);
    remark.by_at = field(line, 10).n > 0 ? time_of(field(line, 10)) : 0;
    remark.target = (struct target){.kind = TARGET_SECTION, .section = section->id};
    remark_set_words(&remark, str_span(&text), utf8_count(span_sub(str_span(&text), 0, at)),
                     utf8_count(field(line, 1)));
    remark_add_name(&name, remark.number);
    remark_add_value(&value, &remark);
    report_set_value(report, str_span(&name), str_span(&value));
    str_release(&text);
    str_release(&value);
    str_release(&name);
}

/* --- steps --- */

/* The first draft had another number, so that two editions can be compared. */
static struct report *make_first_draft(const struct report *report) {
    static const char now[] = "引进招商项目7个", then[] = "引进招商项目8个";
    struct report *draft = report_clone(report);
    struct section *section = report_find_section(draft, SPAN("economy"));
    struct str text = STR_INIT;
    struct splice splice;
    body_add_text(&text, &section->body);
    size_t at = span_find(str_span(&text), SPAN(now));
    assert(at != SIZE_MAX);
    body_make_splice(&splice, &section->body, utf8_count(span_sub(str_span(&text), 0, at)),
                     utf8_count(SPAN(now)), SPAN(then), LINE_PARAGRAPH);
    enum rc rc = body_apply(&section->body, &splice, NULL);
    assert(rc == RC_OK);
    splice_release(&splice);
    str_release(&text);
    return draft;
}

static bool is_first_draft(const struct report *report, size_t step) {
    struct edition last;
    return step == 1 && report_is_locked(report) && report_edition(report, 1, &last);
}

static void add_step(struct report *report, const struct event_line *line) {
    size_t number = report_count_editions(report) + 1;
    struct edition step = {.draft = report_draft_number(report),
                           .by = field(line, 2),
                           .at = time_of(field(line, 3)),
                           .reason = field(line, 4)};
    struct str name = STR_INIT, text = STR_INIT, hash = STR_INIT, lock = STR_INIT;
    struct edition before;
    bool known =
        edition_find_state(field(line, 0), &step.state) && stage_find(field(line, 1), &step.stage);
    assert(known);
    if (edition_keeps(step.state))
        export_add_hash(&hash, report);
    else if (step.state == EDITION_SENT && report_edition(report, number - 1, &before))
        str_add(&hash, before.hash);
    step.hash = str_span(&hash);
    edition_add_name(&name, VALUE_EDITION, number);
    edition_add_text(&text, &step);
    report_set_value(report, str_span(&name), str_span(&text));
    if (edition_locks(step.state)) {
        str_add_format(&lock, "%zu", number);
        report_set_value(report, SPAN(VALUE_LOCK), str_span(&lock));
    }
    str_release(&lock);
    str_release(&hash);
    str_release(&text);
    str_release(&name);
}

/* The first draft's own fingerprint, once the report has come to its end. */
static void set_first_hash(struct report *report) {
    struct edition first;
    struct str name = STR_INIT, text = STR_INIT, hash = STR_INIT;
    if (!is_first_draft(report, 1) || !report_edition(report, 1, &first))
        return;
    struct report *draft = make_first_draft(report);
    export_add_hash(&hash, draft);
    first.hash = str_span(&hash);
    edition_add_name(&name, VALUE_EDITION, 1);
    edition_add_text(&text, &first);
    report_set_value(report, str_span(&name), str_span(&text));
    report_free(draft);
    str_release(&hash);
    str_release(&text);
    str_release(&name);
}

enum rc sample_year_keep(struct store *store, int64_t id, struct err *err) {
    struct report *report = NULL;
    enum rc rc = store_load_report(store, id, &report, NULL, err);
    size_t steps = rc == RC_OK ? report_count_editions(report) : 0;
    for (size_t number = 1; rc == RC_OK && number <= steps; number++) {
        struct edition step;
        struct str whole = STR_INIT;
        if (!report_edition(report, number, &step) || !edition_keeps(step.state))
            continue;
        struct report *draft =
            is_first_draft(report, number) ? make_first_draft(report) : report_clone(report);
        json_write(&whole, draft);
        rc = store_keep_edition(store, id, number, str_span(&whole), err);
        report_free(draft);
        str_release(&whole);
    }
    report_free(report);
    return rc;
}

/* --- all of it --- */

void sample_year_add(struct report *report, int year) {
    static const struct {
        const char *what;
        void (*add)(struct report *report, const struct event_line *line);
    } adders[] = {{"sent", add_sent},   {"figures", add_figures}, {"figure", add_figure},
                  {"paper", add_paper}, {"remark", add_remark},   {"step", add_step}};
    struct span rest = embedded_text(embedded_find("samples/year.txt")), text;
    struct event_line line;
    uint64_t number = 0;
    while (span_take_line(&rest, &text)) {
        split(&line, text);
        if (!span_to_number(line.fields[FIELD_YEAR], INT32_MAX, &number) ||
            number != (uint64_t)year)
            continue; /* another year's, or a remark */
        for (size_t i = 0; i < ARRAY_LEN(adders); i++)
            if (span_is(line.fields[FIELD_WHAT], adders[i].what))
                adders[i].add(report, &line);
    }
    set_first_hash(report);
}
