#include "tests/support/excerpts.h"

#include "base/mem.h"
#include "base/os/file.h"
#include "base/text/utf8.h"
#include "check/check.h"
#include "exchange/exchange.h"
#include "exchange/import.h"
#include "exchange/reader.h"
#include "model/section.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* What is said of numbers must be an error; words and slots may be said in any way. */
static bool rule_is_of_numbers(const char *rule) {
    static const char *const rules[] = {"sum",   "partition",  "rate",     "rate-cut",
                                        "share", "share-base", "growth",   "difference",
                                        "unit",  "comparison", "identity", "score",
                                        "table", "direction",  "product",  "count-word"};
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (span_is(span_of(rules[i]), rule))
            return true;
    return false;
}

bool excerpt_is_found(const struct excerpt_truth *truth) {
    return truth->of_numbers ? truth->raised_hard : truth->raised;
}

static NORETURN void give_up(const char *path, const char *why, const char *what) {
    (void)fprintf(stderr, "%s: %s %s\n", path, why, what);
    exit(EXIT_FAILURE);
}

/* --- the whole report as one line without blanks --- */

struct flat {
    char32_t *c;
    size_t *offset;   /* in the body; a heading's are all 0 */
    int64_t *section; /* -1: frame */
    bool *heading;
    size_t n, cap[4];
};

static void add_point(struct flat *flat, char32_t c, int64_t section, bool heading, size_t offset) {
    if (c == U' ' || c == U'\t' || c == U'\n' || c == 0xA0 || c == 0x3000)
        return;
    size_t n = flat->n + 1;
    flat->c = mem_grow(flat->c, &flat->cap[0], n, sizeof *flat->c);
    flat->offset = mem_grow(flat->offset, &flat->cap[1], n, sizeof *flat->offset);
    flat->section = mem_grow(flat->section, &flat->cap[2], n, sizeof *flat->section);
    flat->heading = mem_grow(flat->heading, &flat->cap[3], n, sizeof *flat->heading);
    flat->c[flat->n] = c;
    flat->offset[flat->n] = offset;
    flat->section[flat->n] = section;
    flat->heading[flat->n++] = heading;
}

static void add_text(struct flat *flat, struct span text, int64_t section, bool heading) {
    for (size_t offset = 0; text.n > 0; offset++)
        add_point(flat, utf8_take(&text), section, heading, offset);
}

/* As it prints: the heading's line with label and end mark, the body's lines with theirs. */
static void add_section(struct flat *flat, const struct section *section) {
    struct str text = STR_INIT;
    if (section->heading != NULL && section->heading[0] != '\0')
        section_add_heading_line(&text, section);
    add_text(flat, str_span(&text), section->id, true);
    for (size_t i = 0; i < section->body.count; i++) {
        struct span line = str_span(&section->body.lines[i].text);
        size_t offset = body_line_start(&section->body, i);
        str_clear(&text);
        section_add_item_label(&text, section, i);
        for (struct span label = str_span(&text); label.n > 0;)
            add_point(flat, utf8_take(&label), section->id, false, offset);
        for (; line.n > 0; offset++)
            add_point(flat, utf8_take(&line), section->id, false, offset);
    }
    str_release(&text);
}

static void flatten(struct flat *flat, const struct report *report) {
    add_text(flat, span_of(report->title), -1, true);
    add_section(flat, report->front);
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;)
        add_section(flat, s);
    add_text(flat, span_of(report->sign_off), -1, true);
}

static void flat_release(struct flat *flat) {
    mem_free(flat->c);
    mem_free(flat->offset);
    mem_free(flat->section);
    mem_free(flat->heading);
}

static size_t find_text(const struct flat *flat, const struct flat *what, size_t from) {
    for (; from + what->n <= flat->n; from++) {
        size_t i = 0;
        while (i < what->n && flat->c[from + i] == what->c[i])
            i++;
        if (i == what->n)
            return from;
    }
    return SIZE_MAX;
}

/* Whether the finding marks some of what lies between the points from..to, blanks too. */
static bool marks(const struct flat *flat, const struct finding *finding, size_t from, size_t to) {
    for (; from < to; from++) {
        size_t last = from;
        while (last + 1 < to && flat->section[last + 1] == flat->section[from] &&
               flat->heading[last + 1] == flat->heading[from])
            last++;
        bool here = flat->section[from] < 0 || flat->section[from] == finding->section;
        if (here && finding->length == 0 && flat->heading[from])
            return true;
        if (here && finding->length > 0 && !flat->heading[from] &&
            finding->offset <= flat->offset[last] &&
            finding->offset + finding->length > flat->offset[from])
            return true;
        from = last;
    }
    return false;
}

/* Any place where the quote stands serves. */
static bool meets(const struct flat *flat, const struct finding *finding, const char *quote) {
    struct flat what = {0};
    bool met = false;
    add_text(&what, span_of(quote), 0, false);
    for (size_t at = 0; !met && (at = find_text(flat, &what, at)) != SIZE_MAX; at++)
        met = marks(flat, finding, at, at + what.n);
    flat_release(&what);
    return met;
}

/* "6.00 (6.01)", "16 + 2.5 against 19": the quote ends at the blank before the note. */
static char *cut_note(const char *debatable) {
    static const struct span notes[] = {{" (", 2}, {" + ", 3}, {" against", 8}};
    struct span quote = span_of(debatable);
    for (size_t i = 0; i < ARRAY_LEN(notes); i++) {
        size_t at = span_find(quote, notes[i]);
        quote = at != SIZE_MAX ? span_sub(quote, 0, at) : quote;
    }
    return span_copy(quote);
}

static bool stands_in(const struct flat *flat, const char *quote) {
    struct flat what = {0};
    add_text(&what, span_of(quote), 0, false);
    bool found = find_text(flat, &what, 0) != SIZE_MAX;
    flat_release(&what);
    return found;
}

/* --- judging --- */

static enum excerpt_verdict judge_finding(struct excerpt *excerpt, const struct flat *flat,
                                          const struct finding *finding, const json_t *debatable) {
    enum excerpt_verdict verdict = EXCERPT_FALSE;
    size_t i;
    const json_t *quote;
    for (size_t k = 0; k < excerpt->truth_count; k++) {
        struct excerpt_truth *truth = &excerpt->truths[k];
        if (!meets(flat, finding, truth->quote))
            continue;
        truth->raised = true;
        truth->raised_hard |= finding->severity == SEVERITY_ERROR;
        verdict = EXCERPT_TRUE;
    }
    json_array_foreach(debatable, i, quote) {
        const json_t *said = json_is_object(quote) ? json_object_get(quote, "quote") : quote;
        if (verdict != EXCERPT_FALSE || !json_is_string(said))
            continue;
        char *text = cut_note(json_string_value(said));
        if (meets(flat, finding, text))
            verdict = EXCERPT_DEBATABLE;
        mem_free(text);
    }
    return verdict;
}

static void read_truths(struct excerpt *excerpt, const struct flat *flat, const json_t *errors) {
    size_t i;
    const json_t *error;
    json_array_foreach(errors, i, error) {
        struct excerpt_truth truth = {.quote = json_string_value(json_object_get(error, "quote")),
                                      .rule = json_string_value(json_object_get(error, "rule"))};
        if (truth.quote == NULL || truth.rule == NULL || excerpt->truth_count == EXCERPT_TRUTHS)
            give_up(excerpt->path, "an error without quote or rule", "");
        if (!stands_in(flat, truth.quote))
            give_up(excerpt->path, "no such text:", truth.quote);
        truth.of_numbers = rule_is_of_numbers(truth.rule);
        excerpt->truths[excerpt->truth_count++] = truth;
    }
}

static void judge(struct excerpt *excerpt, const json_t *truth, excerpt_visitor *visit,
                  void *context) {
    struct findings findings = {0};
    struct flat flat = {0};
    check_report(&findings, excerpt->report, &(struct check_against){0});
    flatten(&flat, excerpt->report);
    excerpt->findings = &findings;
    excerpt->points = flat.n;
    read_truths(excerpt, &flat, json_object_get(truth, "errors"));
    if (findings.count > EXCERPT_FINDINGS)
        give_up(excerpt->path, "too many findings", "");
    for (size_t i = 0; i < findings.count; i++)
        excerpt->verdicts[i] =
            judge_finding(excerpt, &flat, &findings.items[i], json_object_get(truth, "debatable"));
    visit(context, excerpt);
    flat_release(&flat);
    findings_release(&findings);
}

static void visit_text(const char *path, const json_t *truth, excerpt_visitor *visit,
                       void *context) {
    struct str bytes = STR_INIT;
    struct err err = {0};
    struct import_draft draft = {0};
    struct import_options options = {.name = path, .join_lines = true};
    struct excerpt *excerpt = MEM_NEW(struct excerpt);
    if (file_read(&bytes, path, import_bytes_most(path), &err) != RC_OK ||
        import_bytes(&draft, str_span(&bytes), &options, &err) != RC_OK)
        give_up(path, err.text, "");
    excerpt->path = path;
    excerpt->report = draft.report;
    judge(excerpt, truth, visit, context);
    mem_free(excerpt);
    import_draft_release(&draft);
    str_release(&bytes);
}

bool excerpts_visit(const char *folder, excerpt_visitor *visit, void *context) {
    struct file_list list = {0};
    struct err err = {0};
    if (file_list_folder(&list, folder, &err) != RC_OK)
        return false;
    for (size_t i = 0; i < list.count; i++) {
        struct span name = span_of(list.entries[i].name);
        struct str path = STR_INIT, json = STR_INIT;
        if (!span_ends_with(name, SPAN(".txt")))
            continue;
        str_add_format(&path, "%s/%s", folder, list.entries[i].name);
        str_add(&json, span_sub(str_span(&path), 0, path.len - SPAN(".txt").n));
        str_add_text(&json, ".json");
        json_error_t fault;
        json_t *truth = json_load_file(json.s, 0, &fault);
        if (truth == NULL && file_kind_of(json.s) == FILE_REGULAR)
            give_up(json.s, "no JSON:", fault.text);
        if (truth != NULL)
            visit_text(path.s, truth, visit, context);
        json_decref(truth);
        str_release(&path);
        str_release(&json);
    }
    file_list_release(&list);
    return true;
}
