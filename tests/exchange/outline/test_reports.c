/* Whole reports of offices, each in a habit of its own, with the tree that a reader sees in them:
 * tests/data/reports. A line is a tag, '|' and the line of the report:
 *   T  title            1…9  heading of that depth (¦ ends a run-in one)    A  attachment
 *   S  sign-off         &    the rest of the heading above                  -  item
 *   r  row              ~    goes on the line above where lines are joined  (none) paragraph
 *   c  list of contents, p  page number, h  running head: paragraphs with a finding
 *   !  after the tag: the label is not the derived one and is kept. */
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/utf8.h"
#include "exchange/exchange.h"
#include "exchange/import.h"
#include "exchange/outline/title.h"
#include "model/section.h"
#include "model/section_state.h"
#include "tests/support/model_support.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define FOLDER "tests/data/reports"

static void add_line(struct str *out, int tag, bool literal, struct span text) {
    str_add_format(out, "%c%c", tag, literal ? '!' : ' ');
    outline_add_flat(out, text);
    str_add_byte(out, '\n');
}

/* --- what the tags say --- */

struct tagged {
    struct str text;   /* the report */
    struct str wanted; /* what add_draft is to say of it */
};

static void add_tagged_line(struct tagged *tagged, int tag, bool literal, struct span text,
                            bool join) {
    struct str *wanted = &tagged->wanted;
    size_t cut = span_find(text, SPAN("¦"));
    str_add(&tagged->text, span_sub(text, 0, cut == SIZE_MAX ? text.n : cut));
    if (cut != SIZE_MAX)
        str_add(&tagged->text, span_sub(text, cut + sizeof "¦" - 1, text.n));
    str_add_byte(&tagged->text, '\n');
    if (tag == '&' || (tag == '~' && join)) {
        str_cut(wanted, wanted->len - 1); /* the line goes on */
        outline_add_flat(wanted, text);
        str_add_byte(wanted, '\n');
        return;
    }
    if (cut == SIZE_MAX) {
        add_line(wanted, tag == '~' ? ' ' : tag, literal, text);
        return;
    }
    struct span rest = span_sub(text, cut + sizeof "¦" - 1, text.n), head = rest;
    (void)utf8_take(&rest); /* the mark */
    add_line(wanted, tag, literal, span_sub(text, 0, cut));
    str_cut(wanted, wanted->len - 1);
    str_add(wanted, span_sub(head, 0, head.n - rest.n));
    str_add_text(wanted, "+\n");
    add_line(wanted, ' ', false, rest);
}

static void read_tagged(struct tagged *tagged, const char *path, bool join) {
    struct str file = STR_INIT;
    struct err err = {0};
    *tagged = (struct tagged){.text = STR_INIT, .wanted = STR_INIT};
    if (file_read(&file, path, IMPORT_TEXT_MOST, &err) != RC_OK)
        fail_msg("%s", err.text);
    struct span rest = str_span(&file), line;
    while (span_take_line(&rest, &line)) {
        size_t bar = span_find(line, SPAN("|"));
        if (bar == SIZE_MAX) {
            str_add_byte(&tagged->text, '\n');
            continue;
        }
        int tag = bar > 0 ? line.p[0] : ' ';
        bool literal = bar > 1 && line.p[1] == '!';
        add_tagged_line(tagged, tag, literal, span_sub(line, bar + 1, line.n), join);
    }
    str_release(&file);
}

/* --- what was read --- */

static int tag_of_line(const struct import_draft *draft, const struct section *section,
                       size_t offset, size_t i) {
    static const struct {
        const char *rule;
        char tag;
    } rules[] = {{"contents", 'c'}, {"page_number", 'p'}, {"running_head", 'h'}};
    static const char tags[] = {[LINE_PARAGRAPH] = ' ', [LINE_ITEM] = '-', [LINE_ROW] = 'r'};
    for (size_t k = 0; k < draft->findings.count; k++) {
        const struct finding *finding = &draft->findings.items[k];
        bool inside = finding->section == section->id && finding->offset <= offset &&
                      offset < finding->offset + finding->length;
        for (size_t r = 0; inside && r < ARRAY_LEN(rules); r++)
            if (span_is(span_of(finding->rule), rules[r].rule))
                return rules[r].tag;
    }
    return tags[section->body.lines[i].tag];
}

static void add_body(struct str *out, const struct import_draft *draft,
                     const struct section *section) {
    size_t offset = 0;
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        struct str text = STR_INIT;
        section_add_item_label(&text, section, i);
        str_add(&text, str_span(&line->text));
        if (text.len > 0)
            add_line(out, tag_of_line(draft, section, offset, i), line->label != NULL,
                     str_span(&text));
        offset += line->points + 1;
        str_release(&text);
    }
}

static void add_heading(struct str *out, const struct section *section) {
    struct str text = STR_INIT;
    section_add_heading_line(&text, section);
    int tag = section->attachment ? 'A' : '0' + section_depth(section);
    add_line(out, tag, section->label != NULL, str_span(&text));
    if (section->form == FORM_RUN_IN) {
        str_cut(out, out->len - 1);
        str_add_text(out, "+\n");
    }
    str_release(&text);
}

static void add_lines(struct str *out, int tag, const char *text) {
    struct span rest = span_of(text), line;
    while (rest.n > 0 && span_take_line(&rest, &line))
        add_line(out, tag, false, line);
}

static void add_signed(struct str *out, const struct import_draft *draft) {
    struct span rest = span_of(draft->report->sign_off), line;
    size_t end = 0;
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        int tag = 'S';
        end += utf8_count(line);
        for (size_t i = 0; i < draft->findings.count; i++) {
            const struct finding *finding = &draft->findings.items[i];
            if (strcmp(finding->path, "signoff") == 0 && finding->fix_count > 0 &&
                finding->fixes[0].offset + finding->fixes[0].length == end)
                tag = 'p';
        }
        add_line(out, tag, false, line);
        end++;
    }
}

/* Labels count what prints: the template's sections that the file has not are taken out. */
static void drop_unprinted(struct report *report) {
    struct section *next = report_next_section(report, NULL);
    while (next != NULL) {
        struct section *s = next;
        next = report_next_section(report, s);
        if (section_is_printed(report, s))
            continue;
        while (next != NULL && section_is_within(next, s))
            next = report_next_section(report, next);
        report_place_section(report, s, NULL, 0);
    }
}

/* In printing order: the sign-off stands before the attachments. */
static void add_draft(struct str *out, const struct import_draft *draft) {
    bool signed_off = false;
    add_lines(out, 'T', draft->report->title);
    add_body(out, draft, draft->report->front);
    for (const struct section *s = NULL; (s = report_next_section(draft->report, s)) != NULL;) {
        if (s->attachment && !signed_off)
            add_signed(out, draft);
        signed_off |= s->attachment;
        add_heading(out, s);
        add_body(out, draft, s);
    }
    if (!signed_off)
        add_signed(out, draft);
}

static void say_difference(const char *path, struct span wanted, struct span found) {
    struct span a = {NULL, 0}, b = {NULL, 0};
    for (bool more = true; more;) {
        bool has_a = span_take_line(&wanted, &a), has_b = span_take_line(&found, &b);
        more = has_a && has_b;
        if (!more || !span_equal(a, b)) {
            if (has_a || has_b)
                print_error("%s:\n  wanted %.*s\n  found  %.*s\n", path,
                            SPAN_ARG(has_a ? a : SPAN("")), SPAN_ARG(has_b ? b : SPAN("")));
            return;
        }
    }
}

static size_t differing;

static void try_report(const char *path, const struct import_options *options) {
    struct tagged tagged;
    struct import_draft draft;
    struct err err = {0};
    struct str found = STR_INIT;
    read_tagged(&tagged, path, options->join_lines);
    if (import_bytes(&draft, str_span(&tagged.text), options, &err) != RC_OK)
        fail_msg("%s: %s", path, err.text);
    assert_true(report_is_sane(draft.report));
    drop_unprinted(draft.report);
    add_draft(&found, &draft);
    if (strcmp(found.s, tagged.wanted.s) != 0 || draft.kept != draft.all) {
        say_difference(path, str_span(&tagged.wanted), str_span(&found));
        differing++;
    }
    import_draft_release(&draft);
    str_release(&found);
    str_release(&tagged.text);
    str_release(&tagged.wanted);
}

static void try_reports(const struct import_options *options) {
    struct file_list list = {0};
    struct err err = {0};
    differing = 0;
    if (file_list_folder(&list, FOLDER, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_true(list.count >= 12);
    for (size_t i = 0; i < list.count; i++) {
        char *path = file_path_join(FOLDER, list.entries[i].name);
        try_report(path, options);
        mem_free(path);
    }
    file_list_release(&list);
    assert_int_equal(differing, 0);
}

static void reports_are_read_as_they_are_meant(void **state) {
    (void)state;
    try_reports(&(struct import_options){.name = "a.txt"});
}

static void reports_are_read_so_with_their_lines_joined(void **state) {
    (void)state;
    try_reports(&(struct import_options){.name = "a.txt", .join_lines = true});
}

static void reports_are_read_so_with_a_template(void **state) {
    (void)state;
    for (const char *const *name = template_builtin_names(); *name != NULL; name++) {
        struct template *template = support_template(template_builtin_text(span_of(*name)).p);
        try_reports(&(struct import_options){.name = "a.txt", .template = template});
        template_free(template);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reports_are_read_as_they_are_meant),
        cmocka_unit_test(reports_are_read_so_with_their_lines_joined),
        cmocka_unit_test(reports_are_read_so_with_a_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
