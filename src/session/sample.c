#include "session/sample.h"

#include "exchange/import.h"
#include "model/figure/figure_text.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/splice.h"
#include "session/exchange.h"
#include "session/private.h"
#include "session/sample_year.h"
#include "store/library.h"
#include "store/memory.h"
#include "store/reports.h"

#include "base/embedded.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "session/template.h"

enum { NO_FIGURES = 0, FIRST_YEAR = 2022 };
static const struct sample {
    const char *path, *short_name;
    size_t done;           /* so many sections are marked done, from the first on */
    int figures;           /* of that year */
    const char *unwritten; /* a section that is still empty: work in progress */
} samples[] = {
    {"samples/wutongli-2022.txt", N_("梧桐里街道"), SIZE_MAX, 2022, NULL},
    {"samples/wutongli-2023.txt", N_("梧桐里街道"), 12, 2023, "measures"},
    {"samples/wutongli-2023-practice.txt", N_("挑错练习"), 0, NO_FIGURES, NULL},
};

/* --- figures --- */

enum { FIELD_NAME_OF, FIELD_FIRST, FIELD_SECOND, FIELD_USED, SAMPLE_FIELDS };

/* A line of samples/figures.txt; false for a remark. */
static bool split_line(struct span line, struct span fields[SAMPLE_FIELDS]) {
    for (size_t i = 0; i < SAMPLE_FIELDS; i++) {
        size_t tab = span_find(line, SPAN("\t"));
        fields[i] = span_sub(line, 0, tab);
        line = span_sub(line, tab == SIZE_MAX ? line.n : tab + 1, line.n);
    }
    return fields[FIELD_NAME_OF].n > 0 && fields[FIELD_NAME_OF].p[0] != '#';
}

static void set_value(struct report *report, struct span name, const char *suffix,
                      struct span text) {
    struct str full = STR_INIT;
    str_add(&full, name);
    str_add_text(&full, suffix);
    if (!span_is(text, "-") && text.n > 0)
        report_set_value(report, str_span(&full), text);
    str_release(&full);
}

/* Where the section first prints the figure's value its token comes to stand. */
static void use_figure(struct report *report, const struct template_figure *figure,
                       struct section *section) {
    struct figures *figures = figures_new(report);
    struct str value = STR_INIT, text = STR_INIT, token = STR_INIT;
    body_add_text(&text, &section->body);
    str_add_format(&token, "${%s}", figure->name);
    size_t at = figures_add_text(figures, &value, figure, FIGURE_VALUE)
                    ? span_find(str_span(&text), str_span(&value))
                    : SIZE_MAX;
    assert(at != SIZE_MAX); /* of a sample, which is ours */
    struct splice splice;
    body_make_splice(&splice, &section->body, utf8_count(span_sub(str_span(&text), 0, at)),
                     utf8_count(str_span(&value)), str_span(&token), LINE_PARAGRAPH);
    enum rc rc = body_apply(&section->body, &splice, NULL);
    assert(rc == RC_OK);
    splice_release(&splice);
    str_release(&token);
    str_release(&text);
    str_release(&value);
    figures_free(figures);
}

static void add_figures(struct report *report, int year) {
    struct span fields[SAMPLE_FIELDS], line;
    struct span all = embedded_text(embedded_find("samples/figures.txt"));
    bool first = year == FIRST_YEAR;
    for (struct span rest = all; span_take_line(&rest, &line);) {
        if (!split_line(line, fields))
            continue;
        const struct template_figure *figure = figure_find(report->template, fields[FIELD_NAME_OF]);
        assert(figure != NULL);
        set_value(report, fields[FIELD_NAME_OF], "", fields[first ? FIELD_FIRST : FIELD_SECOND]);
        if (!first && figure->prior)
            set_value(report, fields[FIELD_NAME_OF], ".prior", fields[FIELD_FIRST]);
    }
    for (struct span rest = all; span_take_line(&rest, &line);) /* calculated ones have theirs */
        if (split_line(line, fields) && fields[FIELD_USED].n > 0)
            use_figure(report, figure_find(report->template, fields[FIELD_NAME_OF]),
                       report_find_section(report, fields[FIELD_USED]));
}

/* --- reports --- */

/* In 2023 the street office renamed a section: what the importer cannot know is said here. */
static void join_renamed(struct report *report) {
    struct section *old = report_find_section(report, SPAN("epidemic"));
    if (old == NULL || body_has_text(&old->body) || old->touched)
        return;
    for (size_t i = 0; i < old->parent->count; i++) {
        struct section *sibling = old->parent->children[i];
        if (sibling->name != NULL)
            continue;
        section_set_text(&sibling->name, SPAN("epidemic"));
        report_place_section(report, old, NULL, 0);
        return;
    }
}

static void empty_section(struct report *report, const char *name) {
    struct section *section = report_find_section(report, span_of(name));
    assert(section != NULL); /* of a sample, which is ours */
    body_release(&section->body);
    body_init(&section->body, kind_line_tag(section->kind));
    section->touched = false;
}

static enum rc add_sample(struct session *session, const struct sample *sample, int64_t *id,
                          struct err *err) {
    const struct embedded *file = embedded_find(sample->path);
    assert(file != NULL);
    struct template *template = NULL;
    enum rc rc = session_template(session, "subdistrict", &template, err);
    if (rc != RC_OK)
        return rc;
    struct import_options options = {.template = template, .name = sample->path};
    struct import_draft draft = {0};
    rc = import_bytes(&draft, embedded_text(file), &options, err);
    if (rc == RC_OK) {
        size_t done = sample->done;
        section_set_text(&draft.report->short_name, span_of(_(sample->short_name)));
        join_renamed(draft.report);
        if (sample->unwritten != NULL)
            empty_section(draft.report, sample->unwritten);
        if (sample->figures != NO_FIGURES)
            add_figures(draft.report, sample->figures);
        for (struct section *at = report_next_section(draft.report, NULL); at != NULL && done-- > 0;
             at = report_next_section(draft.report, at))
            at->marked = true;
        sample_year_add(draft.report, sample->figures);
        rc = session_import(session, &draft, id, err);
        if (rc == RC_OK && sample->figures != NO_FIGURES)
            rc = sample_year_keep(session->store, *id, err);
    }
    import_draft_release(&draft);
    template_free(template);
    return rc;
}

/* Remembered as "1 2 3"; 0: not made yet, or thrown away since. */
static void known_samples(struct session *session, int64_t reports[3]) {
    struct str known = STR_INIT;
    session_setting(session, "samples", &known);
    struct span rest = str_span(&known);
    struct library_rows list = {0};
    bool listed = store_list(session->store, false, &list, NULL) == RC_OK;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        size_t space = span_find(rest, SPAN(" "));
        struct span word = span_sub(rest, 0, space);
        rest = span_sub(rest, space == SIZE_MAX ? rest.n : space + 1, rest.n);
        uint64_t id = 0;
        bool is_number = span_to_number(word, INT64_MAX, &id);
        reports[i] = 0;
        for (size_t k = 0; listed && is_number && k < list.count; k++)
            if (list.items[k].id == (int64_t)id)
                reports[i] = (int64_t)id;
    }
    library_rows_release(&list);
    str_release(&known);
}

enum rc session_add_samples(struct session *session, int64_t reports[3], struct err *err) {
    bool all = true;
    known_samples(session, reports);
    for (size_t i = 0; i < ARRAY_LEN(samples); i++)
        all = all && reports[i] != 0;
    if (all)
        return RC_OK;
    struct str known = STR_INIT;
    enum rc rc = store_begin(session->store, err);
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(samples); i++) {
        if (reports[i] == 0)
            rc = add_sample(session, &samples[i], &reports[i], err);
        str_add_format(&known, i > 0 ? " %lld" : "%lld", (long long)reports[i]);
    }
    if (rc == RC_OK)
        rc = store_set_setting(session->store, "samples", known.s, err);
    rc = store_finish(session->store, rc, err);
    str_release(&known);
    return rc;
}
