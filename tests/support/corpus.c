#include "tests/support/corpus.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "check/check.h"
#include "exchange/exchange.h"
#include "exchange/import.h"
#include "model/section.h"
#include "tests/support/check_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct reading {
    struct corpus_case one;
    struct span unit, year, prior, prior_unit; /* of the reports of the texts that follow */
    corpus_visitor *visit;
    void *context;
    struct template *template; /* of files; NULL: none */
};

void corpus_add_marked(struct str *out, const struct report *report,
                       const struct finding *finding) {
    const struct section *section =
        finding->section >= 0 ? report_find_id(report, finding->section) : NULL;
    struct str marked = STR_INIT;
    if (section != NULL && finding->length > 0)
        body_add_range(&marked, &section->body, finding->offset, finding->offset + finding->length);
    else
        str_add_text(&marked, finding->quote);
    struct span rest = str_span(&marked), line;
    for (bool first = true; span_take_line(&rest, &line); first = false) {
        str_add_text(out, first ? "" : "↵");
        str_add(out, line);
    }
    str_release(&marked);
}

/* "↵" in a text of the corpus ends a paragraph. */
static void add_paragraphs(struct str *out, struct span text) {
    for (size_t end; (end = span_find(text, SPAN("↵"))) != SIZE_MAX;) {
        str_add(out, span_sub(text, 0, end));
        str_add_byte(out, '\n');
        text = span_sub(text, end + SPAN("↵").n, text.n);
    }
    str_add(out, text);
}

static bool take_truth(struct reading *reading, const struct finding *finding) {
    struct str marked = STR_INIT;
    bool taken = false;
    corpus_add_marked(&marked, reading->one.report, finding);
    for (size_t i = 0; i < reading->one.truth_count && !taken; i++) {
        struct corpus_truth *truth = &reading->one.truths[i];
        if (truth->found || truth->severity != finding->severity ||
            !span_is(truth->rule, finding->rule) || !span_equal(truth->marked, str_span(&marked)))
            continue;
        truth->found = taken = true;
    }
    str_release(&marked);
    return taken;
}

static size_t count_points(const struct report *report) {
    size_t points = report->front->body.points;
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;)
        points += s->body.points;
    return points;
}

static void judge(struct reading *reading, const struct report *report,
                  const struct report *prior) {
    struct findings findings = {0};
    (void)prior;
    check_report(&findings, report, &(struct check_against){.prior = prior});
    bool *expected = mem_alloc_zero(findings.count + 1, sizeof *expected);
    struct corpus_case *one = &reading->one;
    one->report = report;
    one->findings = &findings;
    one->expected = expected;
    one->points = count_points(report);
    for (size_t i = 0; i < findings.count; i++)
        expected[i] = take_truth(reading, &findings.items[i]);
    reading->visit(reading->context, one);
    mem_free(expected);
    findings_release(&findings);
}

static void judge_file(struct reading *reading) {
    struct str path = STR_INIT, bytes = STR_INIT;
    struct err err = {0};
    str_add(&path, reading->one.text);
    if (file_kind_of(path.s) == FILE_REGULAR) {
        struct import_draft draft;
        struct import_options options = {.template = reading->template, .name = path.s};
        if (file_read(&bytes, path.s, CORPUS_MOST, &err) != RC_OK ||
            import_bytes(&draft, str_span(&bytes), &options, &err) != RC_OK)
            fail_msg("%s", err.text);
        judge(reading, draft.report, NULL);
        import_draft_release(&draft);
    }
    str_release(&path);
    str_release(&bytes);
}

static struct report *report_of(const struct reading *reading, struct span text, int back) {
    struct str body = STR_INIT;
    add_paragraphs(&body, text);
    struct report *report = support_report_of(body.s);
    section_set_text(&report->unit, reading->unit);
    for (size_t i = 0; i < reading->year.n; i++)
        report->year = report->year * 10 + (reading->year.p[i] - '0');
    report->year -= report->year > 0 ? back : 0;
    str_release(&body);
    return report;
}

static void judge_text(struct reading *reading) {
    struct report *report = report_of(reading, reading->one.text, 0), *prior = NULL;
    if (reading->prior.n > 0)
        prior = report_of(reading, reading->prior, 1);
    if (prior != NULL && reading->prior_unit.n > 0)
        section_set_text(&prior->unit, reading->prior_unit);
    judge(reading, report, prior);
    report_free(report);
    report_free(prior);
}

/* The case that was read until here is whole. */
static void finish(struct reading *reading) {
    if (reading->one.text.n > 0 && reading->one.is_file)
        judge_file(reading);
    else if (reading->one.text.n > 0)
        judge_text(reading);
    reading->one.text = SPAN("");
    reading->one.truth_count = 0;
}

/* "\terror sum 1786人" */
static void read_truth(struct reading *reading, struct span line, size_t number) {
    struct corpus_case *one = &reading->one;
    struct corpus_truth truth = {.line = number};
    size_t first = span_find(line, SPAN(" "));
    struct span rest = span_sub(line, first == SIZE_MAX ? line.n : first + 1, line.n);
    size_t second = span_find(rest, SPAN(" "));
    if (one->text.n == 0 || one->truth_count == CORPUS_TRUTHS || second == SIZE_MAX ||
        !severity_find(span_sub(line, 0, first), &truth.severity))
        fail_msg("%s:%zu: no truth of a text", one->path, number);
    truth.rule = span_sub(rest, 0, second);
    truth.marked = span_sub(rest, second + 1, rest.n);
    one->truths[one->truth_count++] = truth;
}

static void set_template(struct reading *reading, struct span name) {
    struct err err = {0};
    template_free(reading->template);
    reading->template = NULL;
    if (name.n > 0 &&
        template_read(&reading->template, template_builtin_text(name), "template", &err) != RC_OK)
        fail_msg("%s", err.text);
}

static void read_line(struct reading *reading, struct span line, size_t number) {
    struct span rest = line;
    if (span_take_prefix(&rest, SPAN("\t"))) {
        read_truth(reading, rest, number);
        return;
    }
    finish(reading);
    bool file = span_take_prefix(&rest, SPAN("@file "));
    if (!file && span_take_prefix(&rest, SPAN("@unit"))) {
        reading->unit = span_trim(rest);
    } else if (!file && span_take_prefix(&rest, SPAN("@year"))) {
        reading->year = span_trim(rest);
    } else if (!file && span_take_prefix(&rest, SPAN("@template"))) {
        set_template(reading, span_trim(rest));
    } else if (!file && span_take_prefix(&rest, SPAN("@prior-unit"))) {
        reading->prior_unit = span_trim(rest);
    } else if (!file && span_take_prefix(&rest, SPAN("@prior"))) {
        reading->prior = span_trim(rest);
    } else if (rest.n > 0 && rest.p[0] != '#') {
        reading->one.text = rest;
        reading->one.is_file = file;
        reading->one.line = number;
    }
}

void corpus_visit(const char *path, corpus_visitor *visit, void *context) {
    struct reading reading = {.one.path = path, .visit = visit, .context = context};
    struct str bytes = STR_INIT;
    struct err err = {0};
    reading.unit = reading.year = reading.prior = reading.prior_unit = SPAN("");
    if (file_read(&bytes, path, CORPUS_MOST, &err) != RC_OK)
        fail_msg("%s", err.text);
    struct span rest = str_span(&bytes), line;
    for (size_t number = 1; span_take_line(&rest, &line); number++)
        read_line(&reading, line, number);
    finish(&reading);
    template_free(reading.template);
    str_release(&bytes);
}

void corpus_visit_all(corpus_visitor *visit, void *context) {
    static const char folder[] = "tests/data/checks";
    struct file_list list = {0};
    struct err err = {0};
    if (file_list_folder(&list, folder, &err) != RC_OK)
        fail_msg("%s", err.text);
    for (size_t i = 0; i < list.count; i++) {
        struct str path = STR_INIT;
        str_add_format(&path, "%s/%s", folder, list.entries[i].name);
        if (span_ends_with(str_span(&path), SPAN(".txt")))
            corpus_visit(path.s, visit, context);
        str_release(&path);
    }
    file_list_release(&list);
}
