/* Files in: formats told apart, refusals, the sample in the shapes that offices send it in. */
#include "base/embedded.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "base/text/charset_encode.h"
#include "base/text/utf8.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/section.h"
#include "model/section_state.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static enum rc import(struct import_draft *draft, struct span bytes, const char *name,
                      struct template *template, struct err *err) {
    struct import_options options = {.name = name, .template = template};
    err->text[0] = '\0';
    return import_bytes(draft, bytes, &options, err);
}

static struct template *subdistrict(void) {
    struct template *template = NULL;
    struct err err;
    assert_int_equal(
        template_read(&template, template_builtin_text(SPAN("subdistrict")), "subdistrict", &err),
        RC_OK);
    return template;
}

/* --- the sample in many shapes --- */

struct shape {
    const char *name, *indent, *title_indent;
    bool blank_between, blank_lines_kept, half_brackets, crlf, trailing;
    size_t broken_at; /* points, 0: not */
};

static void add_line_of(struct str *out, struct span line, const struct shape *shape, bool title) {
    struct str text = STR_INIT;
    str_add_text(&text, title ? shape->title_indent : shape->indent);
    if (shape->half_brackets && span_starts_with(line, SPAN("（"))) {
        size_t close = span_find(line, SPAN("）"));
        str_add_byte(&text, '(');
        str_add(&text, span_sub(line, sizeof "（" - 1, close));
        str_add_byte(&text, ')');
        line = span_sub(line, close + sizeof "）" - 1, line.n);
    }
    str_add(&text, line);
    struct span rest = str_span(&text);
    while (rest.n > 0) {
        size_t n = shape->broken_at > 0 ? utf8_offset(rest, shape->broken_at) : rest.n;
        str_add(out, span_sub(rest, 0, n));
        str_add_text(out, shape->trailing ? "　 \t" : "");
        str_add_text(out, shape->crlf ? "\r\n" : "\n");
        rest = span_sub(rest, n, rest.n);
    }
    if (shape->blank_between)
        str_add_text(out, "\n");
    str_release(&text);
}

static void make_shape(struct str *out, struct span sample, const struct shape *shape) {
    struct span line;
    size_t count = 0;
    while (span_take_line(&sample, &line)) {
        line = span_trim(line);
        if (line.n > 0)
            add_line_of(out, line, shape, count++ < 2);
        else if (shape->blank_lines_kept)
            str_add_text(out, "\n");
    }
}

static size_t count_ink_like(struct span a, struct span b) {
    size_t same = 0;
    while (a.n > 0 && b.n > 0) {
        char32_t x = utf8_take(&a), y = 0;
        if (utf8_is_space(x))
            continue;
        do
            y = b.n > 0 ? utf8_take(&b) : 0;
        while (utf8_is_space(y));
        if (x != y)
            return same;
        same++;
    }
    return same;
}

static void assert_is_the_sample(const struct import_draft *draft, struct span text) {
    static const char depths[] = "112333333332333311";
    const struct report *report = draft->report;
    size_t n = 0, run_ins = 0, lists = 0;
    for (struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        if (!section_is_printed(report, s))
            continue;
        size_t items = 0;
        assert_true(n < sizeof depths - 1);
        assert_int_equal(section_depth(s), depths[n++] - '0');
        run_ins += s->form == FORM_RUN_IN;
        for (size_t i = 0; i < s->body.count; i++)
            items += s->body.lines[i].tag == LINE_ITEM;
        lists += items == 4;
        assert_true(body_has_text(&s->body));
    }
    assert_int_equal(n, 18);
    assert_int_equal(draft->sections, 18);
    assert_int_equal(run_ins, 12);
    assert_int_equal(lists, 2);
    assert_int_equal(report->year, 2022);
    assert_string_equal(report->unit, "云川市望湖区梧桐里街道办事处");
    assert_int_equal(draft->kept, draft->all);
    struct str out = STR_INIT;
    struct err err;
    assert_int_equal(
        export_bytes(&out, report, &(struct export_options){.format = "txt"}, NULL, &err), RC_OK);
    assert_int_equal(count_ink_like(text, str_span(&out)), draft->all);
    str_release(&out);
}

static void sample_is_read_in_every_shape(void **state) {
    static const struct shape shapes[] = {
        {"as it is", "　　", "", .blank_lines_kept = true},
        {"no blank lines", "", "", .broken_at = 0},
        {"no blank lines, indented", "　　", "", .broken_at = 0},
        {"blank lines between all", "　　", "", .blank_between = true},
        {"centred title", "    ", "　　　　　　", .broken_at = 0},
        {"half brackets", "", "", .half_brackets = true},
        {"CRLF and trailing blanks", "　　", "", .crlf = true, .trailing = true},
        {"broken at 28", "　　", "", .broken_at = 28},
        {"broken at 40, flush", "", "", .broken_at = 40, .blank_lines_kept = true},
    };
    struct template *templates[] = {NULL, subdistrict()};
    struct span sample = embedded_text(embedded_find("samples/wutongli-2022.txt"));
    (void)state;
    for (size_t i = 0; i < 2 * ARRAY_LEN(shapes); i++) {
        const struct shape *shape = &shapes[i / 2];
        struct str text = STR_INIT;
        struct import_draft draft;
        struct err err;
        make_shape(&text, sample, shape);
        assert_int_equal(import(&draft, str_span(&text), "a.txt", templates[i % 2], &err), RC_OK);
        if (draft.sections != 18 || draft.joinable != (shape->broken_at > 0))
            print_error("%s\n", shape->name);
        assert_is_the_sample(&draft, str_span(&text));
        assert_int_equal(draft.joinable, shape->broken_at > 0);
        import_draft_release(&draft);
        str_release(&text);
    }
    template_free(templates[1]);
}

/* --- the sample in every encoding --- */

static void encode(struct str *out, struct span text, const char *name, bool mark) {
    struct str bytes = STR_INIT;
    struct charset_report report;
    struct err err;
    assert_int_equal(charset_encode(&bytes, text, name, CHARSET_REFUSE, &report, &err), RC_OK);
    size_t wide = strncmp(name, "utf-16", 6) == 0 && !mark ? 2 : 0; /* without its mark */
    str_add(out, span_sub(str_span(&bytes), wide, bytes.len));
    str_release(&bytes);
}

static void assert_same_headings(const struct report *a, const struct report *b) {
    const struct section *x = NULL, *y = NULL;
    do {
        x = report_next_section(a, x);
        y = report_next_section(b, y);
        assert_true((x == NULL) == (y == NULL));
        if (x == NULL)
            continue;
        assert_string_equal(x->heading, y->heading);
        assert_int_equal(section_depth(x), section_depth(y));
        assert_int_equal(x->form, y->form);
    } while (x != NULL);
}

static void assert_read_in_every_encoding(struct span sample, size_t sections) {
    static const struct {
        const char *encoding, *named;
        bool mark;
    } ways[] = {
        {"utf-8", "utf-8", false},      {"utf-8-bom", "utf-8-bom", true},
        {"utf-16le", "utf-16le", true}, {"utf-16le", "utf-16le", false},
        {"utf-16be", "utf-16be", true}, {"utf-16be", "utf-16be", false},
        {"gb18030", "gbk", false},      {"gbk", "gbk", false},
    };
    static const struct shape shapes[] = {
        {"as it is", "　　", "", .blank_lines_kept = true},
        {"CRLF", "　　", "", .blank_lines_kept = true, .crlf = true},
        {"broken at 28", "　　", "", .blank_lines_kept = true, .broken_at = 28},
        {"broken at 28, CRLF", "　　", "", .blank_lines_kept = true, .crlf = true, .broken_at = 28},
    };
    struct import_draft plain;
    struct err err = {0};
    assert_int_equal(import(&plain, sample, "a.txt", NULL, &err), RC_OK);
    assert_int_equal(plain.sections, sections);
    for (size_t i = 0; i < ARRAY_LEN(ways) * ARRAY_LEN(shapes); i++) {
        struct str text = STR_INIT, bytes = STR_INIT;
        struct import_draft draft;
        make_shape(&text, sample, &shapes[i % ARRAY_LEN(shapes)]);
        encode(&bytes, str_span(&text), ways[i / ARRAY_LEN(shapes)].encoding,
               ways[i / ARRAY_LEN(shapes)].mark);
        assert_int_equal(import(&draft, str_span(&bytes), "a.txt", NULL, &err), RC_OK);
        assert_string_equal(draft.charset.name, ways[i / ARRAY_LEN(shapes)].named);
        assert_int_equal(draft.charset.count, 0);
        assert_int_equal(draft.kept, draft.all);
        assert_same_headings(draft.report, plain.report);
        import_draft_release(&draft);
        str_release(&text);
        str_release(&bytes);
    }
    import_draft_release(&plain);
}

static void samples_are_read_in_every_encoding(void **state) {
    static const char *const names[] = {"samples/wutongli-2022.txt", "samples/wutongli-2023.txt"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_read_in_every_encoding(embedded_text(embedded_find(names[i])), 18);
}

static void broken_lines_are_joined_when_asked(void **state) {
    struct span sample = embedded_text(embedded_find("samples/wutongli-2022.txt"));
    struct str text = STR_INIT;
    struct import_draft draft;
    struct err err;
    (void)state;
    make_shape(&text, sample, &(struct shape){"", "　　", "", .broken_at = 28});
    struct import_options options = {.name = "a.txt", .join_lines = true};
    assert_int_equal(import_bytes(&draft, str_span(&text), &options, &err), RC_OK);
    assert_is_the_sample(&draft, str_span(&text));
    const struct section *first = report_find_section(draft.report, SPAN("1"));
    assert_int_equal(first->body.count, 1);
    import_draft_release(&draft);
    str_release(&text);
}

static void template_names_sections_and_adds_the_missing(void **state) {
    struct template *template = subdistrict();
    struct import_draft draft;
    struct err err;
    (void)state;
    assert_int_equal(import(&draft,
                            SPAN("2022年度甲街道办事处部门整体支出绩效评价报告\n"
                                 "一、部门整体支出绩效情况\n文。\n二、街道自己的一节\n文。\n"
                                 "三、部门整体支出绩效评价存在的问题\n1、编制粗。\n"),
                            "a.txt", template, &err),
                     RC_OK);
    const struct report *report = draft.report;
    assert_string_equal(report_find_section(report, SPAN("overall"))->heading,
                        "部门整体支出绩效情况");
    assert_int_equal(report_find_section(report, SPAN("problems"))->kind, KIND_ITEMS);
    assert_int_equal(report_count_sections(report), template_count_sections(template) + 1);
    assert_int_equal(draft.sections, 3);
    assert_false(section_is_printed(report, report_find_section(report, SPAN("measures"))));
    for (size_t i = 0; i < draft.piece_count; i++)
        if (draft.pieces[i].is_heading)
            assert_true(draft.pieces[i].confidence == 100 || draft.pieces[i].confidence == 0);
    import_draft_release(&draft);
    template_free(template);
}

static void headings_without_numbers_are_told_by_the_template(void **state) {
    struct template *template = subdistrict();
    struct import_draft draft;
    struct err err;
    (void)state;
    assert_int_equal(import(&draft,
                            SPAN("2022年度甲街道办事处\n部门整体支出绩效评价报告\n"
                                 "绩效管理工作开展情况\n成立了领导小组。\n"
                                 "部门整体支出绩效情况\n现汇报如下：\n工作开展情况\n稳中有进。\n"
                                 "经济发展稳运行。完成投资八千万元。\n"
                                 "党建引领有活力。开展学习八次。\n工作开展情况良好。\n"
                                 "部门整体支出绩效评价存在的问题\n1、预算编制粗，执行慢。\n"),
                            "a.txt", template, &err),
                     RC_OK);
    assert_int_equal(draft.sections, 6);
    assert_int_equal(draft.kept, draft.all);
    const struct section *party = report_find_section(draft.report, SPAN("party"));
    assert_int_equal(party->form, FORM_RUN_IN);
    assert_int_equal(section_depth(party), 3);
    assert_int_equal(party->body.count, 2);
    assert_int_equal(section_depth(report_find_section(draft.report, SPAN("problems"))), 1);
    import_draft_release(&draft);
    template_free(template);
}

static const struct finding *find_rule(const struct import_draft *draft, const char *rule,
                                       size_t nth) {
    for (size_t i = 0; i < draft->findings.count; i++)
        if (span_is(span_of(draft->findings.items[i].rule), rule) && nth-- == 0)
            return &draft->findings.items[i];
    return NULL;
}

static const struct import_piece *piece_of(const struct import_draft *draft, const char *heading) {
    for (size_t i = 0; i < draft->piece_count; i++) {
        const struct import_piece *piece = &draft->pieces[i];
        if (piece->is_heading &&
            span_is(span_of(report_find_id(draft->report, piece->section)->heading), heading))
            return piece;
    }
    fail_msg("no heading %s", heading);
    return NULL;
}

static void what_is_not_certain_is_told(void **state) {
    struct template *template = subdistrict();
    struct import_draft draft;
    struct err err;
    (void)state;
    assert_int_equal(import(&draft,
                            SPAN("2022年度甲街道办事处部门整体支出绩效评价报告\n"
                                 "一、绩效管理工作\n文。\n二、部门整体支出绩效情况\n文。\n"
                                 "一、工作开展情况\n（一）经济发展稳运行。文。\n"
                                 "（二）党建引领有活力。文。\n（三）应急管理有准备。文。\n"
                                 "（四）城市管理有力度。文。\n（五）别的事。文。\n"),
                            "a.txt", template, &err),
                     RC_OK);
    const struct import_piece *likely = piece_of(&draft, "绩效管理工作");
    assert_true(likely->confidence >= 60 && likely->confidence < 100);
    assert_null(likely->offer);
    const struct import_piece *renamed = piece_of(&draft, "应急管理有准备");
    assert_int_equal(renamed->confidence, 0);
    assert_string_equal(renamed->offer, "epidemic");
    assert_null(report_find_id(draft.report, renamed->section)->name);
    assert_null(piece_of(&draft, "别的事")->offer); /* no neighbour on its other side */
    const struct finding *first = find_rule(&draft, "match", 0);
    assert_int_equal(first->section, likely->section);
    assert_int_equal(first->severity, SEVERITY_HINT);
    assert_int_equal(first->line, 2);
    size_t told = 0, missing = 0;
    for (const struct finding *f; (f = find_rule(&draft, "match", told)) != NULL; told++) {
        assert_string_not_equal(f->name != NULL ? f->name : "", "epidemic");
        missing += f->line == 0;
    }
    assert_int_equal(told, missing + 2);
    assert_true(missing >= 5); /* the other works, the plan, problems, measures */
    import_draft_release(&draft);
    template_free(template);
}

static void bytes_that_are_no_text_are_told_by_line(void **state) {
    struct import_draft draft;
    struct err err;
    struct import_options options = {.name = "a.txt", .encoding = "utf-8"};
    (void)state;
    assert_int_equal(
        import_bytes(&draft,
                     SPAN("2022年度甲街道办事处部门整体支出绩效评价报告\n一、甲\n文\xff\xfe"
                          "字。\n文。\n二、乙\n错\x81。\n"),
                     &options, &err),
        RC_OK);
    const struct finding *first = find_rule(&draft, "encoding", 0);
    const struct finding *second = find_rule(&draft, "encoding", 1);
    assert_string_equal(first->path, "1");
    assert_int_equal(first->line, 3);
    assert_non_null(strstr(first->message, "FF FE"));
    assert_string_equal(second->path, "2");
    assert_int_equal(second->line, 6);
    assert_non_null(strstr(second->message, "81"));
    assert_null(find_rule(&draft, "encoding", 2));
    assert_string_equal(report_find_section(draft.report, SPAN("1"))->body.lines[0].text.s,
                        "文〓〓字。");
    import_draft_release(&draft);
    static const char wide[] = "\xff\xfe\x00\x4e\x0a\x00\x00\xd8\x01\x4e"; /* 一\n〓丁 */
    options.encoding = NULL;
    assert_int_equal(import_bytes(&draft, SPAN(wide), &options, &err), RC_OK);
    assert_int_equal(find_rule(&draft, "encoding", 0)->line, 2);
    import_draft_release(&draft);
}

static void text_is_cleaned_and_figures_escaped(void **state) {
    struct import_draft draft;
    struct err err;
    (void)state;
    assert_int_equal(import(&draft, SPAN("报告\n一、甲\n执行\x1b[31m${total}万元\xE2\x80\x8B。\n"),
                            "a.txt", NULL, &err),
                     RC_OK);
    const struct section *section = report_find_section(draft.report, SPAN("1"));
    assert_string_equal(section->body.lines[0].text.s, "执行[31m$${total}万元。");
    assert_int_equal(draft.cleaned.stripped, 2);
    assert_int_equal(draft.kept, draft.all);
    import_draft_release(&draft);
}

/* What was written for Markdown and saved as text: its tables are rows, and every other bar stays.
 */
static void tables_of_bars_are_rows(void **state) {
    (void)state;
    static const char text[] =
        "某局2023年度自评报告\n\n一、资金\n单位：万元\n| 项目 | 预算 | 支出 |\n"
        "|---|---:|---|\n| 甲 | 320.00 | 310.00 |\n| 乙 | 180.00 | 176.40 |\n"
        "支出486.40万元|见附件\n";
    struct import_draft draft;
    struct err err;
    assert_int_equal(import(&draft, SPAN(text), "a.txt", NULL, &err), RC_OK);
    const struct section *section = report_find_section(draft.report, SPAN("1"));
    assert_non_null(section);
    assert_int_equal(section->body.count, 5);
    for (size_t i = 1; i < 4; i++)
        assert_int_equal(section->body.lines[i].tag, LINE_ROW);
    assert_string_equal(section->body.lines[2].text.s, "甲\t320.00\t310.00");
    assert_string_equal(section->body.lines[4].text.s, "支出486.40万元|见附件");
    import_draft_release(&draft);
}

static void options_win_over_the_title(void **state) {
    struct import_draft draft;
    struct err err;
    struct import_options options = {.name = "a", .unit = "乙街道办事处", .year = 2021};
    (void)state;
    assert_int_equal(
        import_bytes(&draft, SPAN("2022年度甲街道办事处部门整体支出绩效评价报告\n一、甲\n文。\n"),
                     &options, &err),
        RC_OK);
    assert_string_equal(draft.report->unit, "乙街道办事处");
    assert_int_equal(draft.report->year, 2021);
    assert_string_equal(draft.report->title, "2022年度甲街道办事处部门整体支出绩效评价报告");
    assert_int_equal(draft.findings.count, 0);
    import_draft_release(&draft);
    assert_int_equal(import(&draft, SPAN("报告\n一、甲\n文。\n"), "a", NULL, &err), RC_OK);
    assert_string_equal(draft.report->unit, "");
    assert_int_equal(draft.report->year, 0);
    assert_int_equal(draft.findings.count, 1);
    assert_string_equal(draft.findings.items[0].path, "title");
    import_draft_release(&draft);
}

static void what_cannot_be_read_is_refused_with_a_cure(void **state) {
    static const struct {
        struct span bytes;
        const char *name, *word;
    } cases[] = {
        {{"", 0}, "a.txt", "空"},
        {{" \n\t\n", 4}, "a.txt", "没有文字"},
        {{"\xD0\xCF\x11\xE0\xA1\xB1", 6}, "a.doc", "另存为"},
        {{"\xD0\xCF\x11\xE0\xA1\xB1", 6}, "a.wps", "WPS"},
        {{"\xD0\xCF\x11\xE0\xA1\xB1", 6}, "a.txt", "另存为"},
        {{"PK\x03\x04\x14", 5}, "a.docx", "不能解开"},
        {{"%PDF-1.7\n", 9}, "a.pdf", "PDF"},
        {{"{\\rtf1\\ansi}", 12}, "a.doc", "RTF"},
        {{"{\"format\":", 10}, "a.json", "JSON"},
        {{"a\0b\0\0\0c\0\0\0\0", 12}, "a.txt", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct import_draft draft;
        struct err err;
        assert_int_equal(import(&draft, cases[i].bytes, cases[i].name, NULL, &err), RC_INPUT);
        assert_true(err.text[0] != '\0');
        assert_non_null(strstr(err.text, cases[i].word));
        assert_null(draft.report);
    }
}

static void the_samples_texts_are_conserved(void **state) {
    struct file_list list = {0};
    struct err err;
    struct template *template = subdistrict();
    size_t read = 0;
    (void)state;
    assert_int_equal(file_list_folder(&list, "schema/samples", &err), RC_OK);
    for (size_t i = 0; i < list.count; i++) {
        struct str bytes = STR_INIT;
        struct import_draft draft;
        char *path = file_path_join("schema/samples", list.entries[i].name);
        assert_int_equal(file_read(&bytes, path, IMPORT_TEXT_MOST, &err), RC_OK);
        for (int with = 0; with < 2; with++) {
            assert_int_equal(import(&draft, str_span(&bytes), path, with ? template : NULL, &err),
                             RC_OK);
            assert_int_equal(draft.kept, draft.all);
            assert_true(report_is_sane(draft.report));
            import_draft_release(&draft);
        }
        read++;
        mem_free(path);
        str_release(&bytes);
    }
    assert_true(read >= 3);
    file_list_release(&list);
    template_free(template);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sample_is_read_in_every_shape),
        cmocka_unit_test(samples_are_read_in_every_encoding),
        cmocka_unit_test(broken_lines_are_joined_when_asked),
        cmocka_unit_test(template_names_sections_and_adds_the_missing),
        cmocka_unit_test(headings_without_numbers_are_told_by_the_template),
        cmocka_unit_test(what_is_not_certain_is_told),
        cmocka_unit_test(bytes_that_are_no_text_are_told_by_line),
        cmocka_unit_test(text_is_cleaned_and_figures_escaped),
        cmocka_unit_test(tables_of_bars_are_rows),
        cmocka_unit_test(options_win_over_the_title),
        cmocka_unit_test(what_cannot_be_read_is_refused_with_a_cure),
        cmocka_unit_test(the_samples_texts_are_conserved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
