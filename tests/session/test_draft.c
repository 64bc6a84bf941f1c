/* The pieces of an import are moved before it is accepted, and no character is lost or out of
 * order. */
#include "base/text/utf8.h"
#include "exchange/import.h"
#include "model/section.h"
#include "model/section_state.h"
#include "session/draft.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char text[] = "2022年度云川市甲街道办事处部门整体支出绩效评价报告\n"
                           "前言。\n一、绩效管理工作开展情况\n甲。\n"
                           "二、部门整体支出绩效情况\n一、工作开展情况\n"
                           "（一）经济发展稳运行。乙。\n（二）党建引领有活力。丙。\n"
                           "（三）应急管理有准备。丁。\n"
                           "三、部门整体支出绩效评价存在的问题\n1.预算不细。\n2.执行偏慢。\n";

struct fixture {
    struct template *template;
    struct import_draft draft;
};

static int set_up(void **state) {
    static struct fixture fixture;
    struct err err = {0};
    fixture = (struct fixture){0};
    if (template_read(&fixture.template, template_builtin_text(SPAN("subdistrict")), "subdistrict",
                      &err) != RC_OK ||
        import_bytes(&fixture.draft, span_of(text),
                     &(struct import_options){.name = "a.txt", .template = fixture.template},
                     &err) != RC_OK)
        return 1;
    *state = &fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    import_draft_release(&fixture->draft);
    template_free(fixture->template);
    return 0;
}

static int64_t id_of(const struct import_draft *draft, const char *heading) {
    for (const struct section *s = NULL; (s = report_next_section(draft->report, s)) != NULL;)
        if (span_is(span_of(s->heading), heading) && section_is_printed(draft->report, s))
            return s->id;
    fail_msg("no %s", heading);
    return 0;
}

static const struct section *named(const struct import_draft *draft, const char *name) {
    const struct section *section = report_find_section(draft->report, span_of(name));
    assert_non_null(section);
    return section;
}

/* The characters besides labels, which a move may change. */
static void add_ink(struct str *out, const struct report *report) {
    struct document document;
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count; i++) {
        struct str line = STR_INIT;
        if (document.blocks[i].heading != NULL)
            str_add_text(&line, document.blocks[i].heading);
        str_add_text(&line, document.blocks[i].text);
        for (struct span rest = str_span(&line); rest.n > 0;) {
            char32_t c = utf8_take(&rest);
            if (c == U'甲' || c == U'乙' || c == U'丙' || c == U'丁' || c == U'稳' || c == U'党' ||
                c == U'应' || c == U'题' || c == U'细' || c == U'慢')
                str_add_char(out, c);
        }
        str_release(&line);
    }
    document_release(&document);
}

static void assert_in_order(const struct import_draft *draft) {
    struct str ink = STR_INIT;
    add_ink(&ink, draft->report);
    assert_string_equal(ink.s, "甲甲稳乙党丙应丁题细慢");
    assert_true(report_is_sane(draft->report));
    str_release(&ink);
}

static void heading_becomes_text_of_the_section_before(void **state) {
    struct import_draft *draft = &((struct fixture *)*state)->draft;
    struct err err = {0};
    assert_int_equal(draft_to_text(draft, id_of(draft, "应急管理有准备"), &err), RC_OK);
    assert_string_equal(named(draft, "party")->body.lines[1].text.s, "（三）应急管理有准备。丁。");
    assert_in_order(draft);
    assert_int_equal(draft_to_text(draft, id_of(draft, "部门整体支出绩效评价存在的问题"), &err),
                     RC_OK);
    const struct body *body = &named(draft, "party")->body;
    assert_int_equal(body->count, 5);
    assert_string_equal(body->lines[2].text.s, "三、部门整体支出绩效评价存在的问题");
    assert_string_equal(body->lines[3].text.s, "预算不细。");
    assert_int_equal(body->lines[3].tag, LINE_ITEM);
    assert_string_equal(body->lines[3].label, "1.");
    assert_false(section_is_printed(draft->report, named(draft, "problems")));
    assert_in_order(draft);
    assert_int_equal(draft_to_text(draft, id_of(draft, "绩效管理工作开展情况"), &err), RC_OK);
    assert_int_equal(draft->report->front->body.count, 3);
    assert_in_order(draft);
    assert_int_equal(draft_to_text(draft, id_of(draft, "工作开展情况"), &err), RC_OK);
    assert_int_equal(section_depth(named(draft, "economy")), 2);
    assert_in_order(draft);
}

static void line_of_text_becomes_a_heading(void **state) {
    struct import_draft *draft = &((struct fixture *)*state)->draft;
    struct err err = {0};
    int64_t made = 0;
    assert_int_equal(draft_to_text(draft, id_of(draft, "应急管理有准备"), &err), RC_OK);
    int64_t party = id_of(draft, "党建引领有活力");
    assert_int_equal(draft_to_heading(draft, party, 1, &made, &err), RC_OK);
    const struct section *section = report_find_id(draft->report, made);
    assert_string_equal(section->heading, "应急管理有准备");
    assert_int_equal(section->form, FORM_RUN_IN);
    assert_string_equal(section->end_mark, "。");
    assert_null(section->label); /* （三） is what its place says */
    assert_string_equal(section->body.lines[0].text.s, "丁。");
    assert_in_order(draft);
    assert_int_equal(draft_to_heading(draft, SECTION_FRONT_ID, 0, &made, &err), RC_OK);
    assert_string_equal(report_find_section(draft->report, SPAN("1"))->heading, "前言。");
    assert_true(body_is_empty(&draft->report->front->body));
    int64_t problems = id_of(draft, "部门整体支出绩效评价存在的问题");
    assert_int_equal(draft_to_heading(draft, problems, 1, &made, &err), RC_OK);
    section = report_find_id(draft->report, made);
    assert_string_equal(section->heading, "执行偏慢。");
    assert_string_equal(section->label, "2.");
    assert_int_equal(draft_to_heading(draft, problems, 1, &made, &err), RC_REFUSED);
    assert_int_equal(draft_to_heading(draft, 9999, 0, &made, &err), RC_NOT_FOUND);
    assert_in_order(draft);
}

static void heading_from_above_sections_stands_first_below(void **state) {
    struct import_draft draft;
    struct err err = {0};
    int64_t made = 0;
    (void)state;
    assert_int_equal(import_bytes(&draft, SPAN("报告\n一、概况\n职能\n甲。\n（一）机构\n乙。\n"),
                                  &(struct import_options){.name = "a.txt"}, &err),
                     RC_OK);
    assert_int_equal(draft_to_heading(&draft, id_of(&draft, "概况"), 0, &made, &err), RC_OK);
    assert_string_equal(report_find_section(draft.report, SPAN("1.1"))->heading, "职能");
    assert_string_equal(report_find_section(draft.report, SPAN("1.2"))->heading, "机构");
    assert_int_equal(draft.pieces[draft.piece_count - 1].source_line, 3);
    assert_true(report_is_sane(draft.report));
    import_draft_release(&draft);
}

static void sections_go_in_and_out(void **state) {
    struct import_draft *draft = &((struct fixture *)*state)->draft;
    struct err err = {0};
    int64_t party = id_of(draft, "党建引领有活力"),
            problems = id_of(draft, "部门整体支出绩效评价存在的问题");
    assert_int_equal(draft_move_in(draft, party, &err), RC_OK);
    assert_string_equal(report_find_id(draft->report, party)->parent->name, "economy");
    assert_in_order(draft);
    assert_int_equal(draft_move_out(draft, party, &err), RC_OK);
    assert_int_equal(section_depth(report_find_id(draft->report, party)), 3);
    assert_int_equal(draft_move_out(draft, party, &err), RC_OK);
    assert_int_equal(section_depth(report_find_id(draft->report, party)), 2);
    assert_in_order(draft); /* what followed it went along */
    assert_int_equal(draft_move_in(draft, problems, &err), RC_OK);
    assert_string_equal(report_find_id(draft->report, problems)->parent->name, "overall");
    assert_in_order(draft);
    assert_int_equal(draft_move_out(draft, id_of(draft, "绩效管理工作开展情况"), &err), RC_REFUSED);
    assert_int_equal(draft_move_in(draft, id_of(draft, "绩效管理工作开展情况"), &err), RC_REFUSED);
    assert_int_equal(draft_move_in(draft, 9999, &err), RC_NOT_FOUND);
}

static void section_is_given_to_the_template(void **state) {
    struct import_draft *draft = &((struct fixture *)*state)->draft;
    struct err err = {0};
    int64_t id = id_of(draft, "应急管理有准备");
    size_t sections = report_count_sections(draft->report);
    assert_int_equal(draft_assign(draft, id, SPAN("epidemic"), &err), RC_OK);
    assert_int_equal(named(draft, "epidemic")->id, id);
    assert_int_equal(report_count_sections(draft->report), sections - 1);
    assert_int_equal(draft_assign(draft, id, SPAN("economy"), &err), RC_REFUSED);
    assert_int_equal(draft_assign(draft, id, SPAN("nothing"), &err), RC_NOT_FOUND);
    assert_int_equal(draft_assign(draft, id, SPAN(""), &err), RC_OK);
    assert_null(report_find_id(draft->report, id)->name);
    assert_false(section_is_printed(draft->report, named(draft, "epidemic")));
    assert_int_equal(report_count_sections(draft->report), sections);
    assert_in_order(draft);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(heading_becomes_text_of_the_section_before, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(line_of_text_becomes_a_heading, set_up, tear_down),
        cmocka_unit_test(heading_from_above_sections_stands_first_below),
        cmocka_unit_test_setup_teardown(sections_go_in_and_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(section_is_given_to_the_template, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
