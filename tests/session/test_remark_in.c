/* A reviewed file comes back into its report: everything in it once, at its words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text/utf8.h"
#include "exchange/docx/docx.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "model/splice.h"
#include "session/edition.h"
#include "session/opened.h"
#include "session/proposal.h"
#include "session/remark.h"
#include "tests/support/model_support.h"
#include "tests/support/random.h"
#include "tests/support/review_case.h"

#include <stdio.h>

/* --- comments --- */

static void comments_stand_at_their_words(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "全年开展{1}培训{/1}{2}6次。");
    review_line(review, "完成情况较好。", "完成{/2}情况较好。");
    review_line(review, "二、问题", "二、{3}问题{/3}");
    review_line(review, "某局2023年报告", "{4}某局{/4}2023年报告");
    review_line(review, "党课", "{5}党课{/5}");
    review_line(review, "2.资金下达较晚。", "{6}2.{/6}资金下达较晚。");
    for (int i = 1; i <= 6; i++) {
        char text[16];
        (void)snprintf(text, sizeof text, "意见%d", i);
        review_comment(review, i, text, 0, false);
    }
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.remarks, 6);
    assert_remarks(office, "李局 work body 培训: 意见1\n李局 work body 6次。\n完成: 意见2\n"
                           "李局 items heading 问题: 意见3\n李局 . title 某局: 意见4\n"
                           "李局 rows body 党课: 意见5\n李局 items body : “2.”：意见6\n");
}

static void a_thread_is_a_remark_with_notes(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    struct remark remark;
    review_line(review, "全年开展培训6次。", "全年开展{1}培训{/1}6次。");
    review_comment(review, 1, "请核实", 0, true);
    review->author = "张三";
    review_comment(review, 2, "已核", 1, false);
    review_comment(review, 3, "再核", 2, false);
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.comments, 1);
    assert_int_equal(in.notes, 2);
    assert_remarks(office, "李局 work body 培训: 请核实 / 已核 / 再核 =\n");
    assert_true(report_remark(review_case_open(office), 1, &remark));
    assert_int_equal(remark.state, REMARK_DONE);
    assert_int_equal(remark.stage, STAGE_DEPUTY);
    assert_int_equal(remark.weight, REMARK_WEIGHS_MUST);
    assert_int_equal(remark.at, INT64_C(1709283600000));
    assert_true(span_is(remark.notes[0].author, "张三"));
    remark_release(&remark);
}

static void a_comment_may_say_itself_how_much_it_weighs(void **state) {
    struct review_case *office = *state;
    static const struct {
        const char *text, *said;
        enum remark_weight weight;
    } comments[] = {{"询问：共几人？", "共几人？", REMARK_WEIGHS_QUESTION},
                    {"建议: 删去", "删去", REMARK_WEIGHS_ADVICE},
                    {"必改：", "必改：", REMARK_WEIGHS_MUST},
                    {"必改之处", "必改之处", REMARK_WEIGHS_MUST}};
    for (size_t i = 0; i < ARRAY_LEN(comments); i++)
        review_comment(&office->review, (int)i + 1, comments[i].text, 0, false);
    (void)review_case_come_back(office); /* all else as it was ordered: 必改 */
    for (size_t i = 0; i < ARRAY_LEN(comments); i++) {
        struct remark remark;
        assert_true(report_remark(review_case_open(office), i + 1, &remark));
        assert_true(span_is(remark.text, comments[i].said));
        assert_int_equal(remark.weight, comments[i].weight);
        remark_release(&remark);
    }
    assert_int_equal(review_case_take(office).again, ARRAY_LEN(comments));
}

static void a_comment_at_no_words_is_of_the_whole(void **state) {
    struct review_case *office = *state;
    review_comment(&office->review, 7, "总的不错", 0, false);
    (void)review_case_come_back(office);
    assert_remarks(office, "李局 . body : 总的不错\n");
}

/* --- as WPS saves it --- */

/* Ids, namespaces, properties and split runs of another program's change nothing. */
static void a_file_that_wps_has_saved_comes_in_as_any_other(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "全年{1}开展培训{/1}[-6-]{+7+}次。");
    review_line(review, "没有别的情况。", "没有其他情况。");
    review_line(review, "党课", "{2}党课{/2}");
    review_comment(review, 1, "请核实", 0, false);
    review_comment(review, 2, "已核", 1, true);
    review_as_wps(review);
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.comments, 1);
    assert_int_equal(in.notes, 1);
    assert_int_equal(in.changes, 1);
    assert_int_equal(in.differences, 1);
    assert_int_equal(in.left_count, 0);
    assert_remarks(office, "李局 work body 开展培训: 请核实 / 已核\n李局 work body 6→7\n"
                           "未署名 none body 别的→其他\n");
}

static void what_wps_has_only_saved_has_no_changes(void **state) {
    struct review_case *office = *state;
    review_as_wps(&office->review);
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.comments + in.changes + in.differences + in.left_count, 0);
}

/* --- sections that stand elsewhere --- */

/* Words that stand nowhere else in the report, under a heading that says something else now. */
static void a_section_that_was_moved_is_known_by_its_bookmark(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_line(review, "没有别的情况。", "没{1}有{/1}别的[-情况-]{+事+}。");
    review_comment(review, 1, "请核实", 0, false);
    review_line(review, "四、其他", "二、另外的事");
    review_move(review, "二、另外的事", "某局", "二、问题");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.changes, 1);
    assert_int_equal(in.differences, 2); /* the move, and the heading's words; the label is ours */
    assert_remarks(office, "李局 none body 有: 请核实\n李局 none body 情况→事\n"
                           "未署名 none heading 其他→另外的事\n"
                           "未署名 none body : 建议把“四、其他”移到“一、情况”后面\n");
    assert_int_equal(review_case_take(office).again, 4);
    review_case_take_all(office, "李局");
    assert_prints(office, "没有别的事。");
}

/* Sections that went together are one move, and what was in the table stays in the table. */
static void sections_that_moved_together_are_one_move(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_line(review, "8", "[-8-]{+9+}");
    review_move(review, "三、数据", "某局", "一、情况");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.differences, 1);
    assert_remarks(office, "李局 rows body 8→9\n未署名 rows body : 建议把“三、数据”移到最前面\n");
}

/* Taken or refused together, as a move that is tracked; words that come twice are no move. */
static void a_paragraph_that_was_moved_is_one_move(void **state) {
    struct review_case *office = *state;
    review_remove_paragraph(&office->review, "全年开展培训6次。", false);
    review_add_paragraph(&office->review, "没有别的情况。", "全年开展培训6次。");
    struct remark_intake in = review_case_come_back(office);
    struct err err = {0};
    assert_int_equal(in.differences, 2);
    assert_remarks(office, "未署名 work body 全年开展培训6次。\n→: 移到别处\n"
                           "未署名 none body →\n全年开展培训6次。: 从别处移来\n");
    assert_int_equal(review_case_take(office).again, 2);
    assert_int_equal(session_take_proposal(office->session, 1, false, &err), RC_OK);
    assert_prints(office, "万元。\n完成情况较好。\n");
    assert_prints(office, "\n没有别的情况。\n全年开展培训6次。\n某局\n");
}

static void words_that_come_twice_are_no_move(void **state) {
    struct review_case *office = *state;
    review_remove_paragraph(&office->review, "全年开展培训6次。", false);
    review_add_paragraph(&office->review, "没有别的情况。", "全年开展培训6次。");
    review_add_paragraph(&office->review, "2.资金下达较晚。", "全年开展培训6次。");
    (void)review_case_come_back(office);
    struct remark remark;
    for (size_t i = 1; i <= 3; i++) {
        assert_true(report_remark(review_case_open(office), i, &remark));
        assert_int_equal(remark.text.n, 0);
        remark_release(&remark);
    }
}

/* What the program numbers itself is not taken for words, though the reader wrote both anew. */
static void a_label_that_was_written_anew_is_none_of_the_words(void **state) {
    struct review_case *office = *state;
    review_line(&office->review, "二、问题", "[-二、问题-]{+三、不足+}");
    review_line(&office->review, "1.预算编制不够细。", "[-1.预算编制不够细。-]{+（1）测算过粗。+}");
    (void)review_case_come_back(office);
    assert_remarks(office, "李局 items heading 问题→不足\n"
                           "李局 items body 预算编制不够细。→测算过粗。\n");
}

static void a_section_whose_words_are_all_others_is_still_itself(void **state) {
    struct review_case *office = *state;
    review_line(&office->review, "二、问题", "二、不足");
    review_line(&office->review, "1.预算编制不够细。", "1.测算过粗。");
    review_line(&office->review, "2.资金下达较晚。", "2.付款太慢{1}了{/1}。");
    review_comment(&office->review, 1, "请核实", 0, false);
    (void)review_case_come_back(office);
    struct remarks all;
    remarks_list(&all, review_case_open(office));
    assert_true(all.count >= 4);
    for (size_t i = 0; i < all.count; i++)
        assert_int_equal(all.items[i].spot.section,
                         report_find_section(review_case_open(office), SPAN("items"))->id);
    remarks_release(&all);
}

/* --- again --- */

static void the_same_file_twice_adds_nothing(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "{1}全年{/1}[-开展-]{+组织+}培训6次。");
    review_line(review, "没有别的情况。", "没有其他情况。");
    review_comment(review, 1, "请核实", 0, false);
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.remarks + in.proposals, 3);
    struct str first = STR_INIT, second = STR_INIT;
    remarks_show(&first, review_case_open(office));
    in = review_case_take(office);
    assert_int_equal(in.again, 3);
    assert_int_equal(in.remarks + in.proposals + in.notes, 0);
    review_case_take_all(office, "李局");
    in = review_case_take(office); /* also when one of them is taken */
    assert_int_equal(in.again, 3);
    remarks_show(&second, review_case_open(office));
    assert_int_equal(report_last_remark(review_case_open(office)), 3);
    str_release(&first);
    str_release(&second);
}

static void a_later_file_adds_what_is_new_in_it(void **state) {
    struct review_case *office = *state;
    struct str export = STR_INIT;
    str_add(&export, str_span(&office->review.original));
    review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}开展培训6次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    (void)review_case_come_back(office);
    review_open(&office->review, str_span(&export));
    review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}开展培训[-6-]{+7+}次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    office->review.author = "王五";
    review_comment(&office->review, 2, "同意", 1, false);
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.again, 1);
    assert_int_equal(in.notes, 1);
    assert_int_equal(in.proposals, 1);
    assert_remarks(office, "李局 work body 全年: 请核实 / 同意\n李局 work body 6→7\n");
    str_release(&export);
}

/* LibreOffice 7.4 saves comments without their threads. */
static void an_answer_that_lost_its_thread_is_known_again(void **state) {
    struct review_case *office = *state;
    struct str export = STR_INIT;
    str_add(&export, str_span(&office->review.original));
    for (int threads = 1; threads >= 0; threads--) {
        review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}{2}开展{/2}培训6次。");
        review_comment(&office->review, 1, "请核实", 0, false);
        review_comment(&office->review, 2, "已核", threads, false);
        struct remark_intake in = review_case_come_back(office);
        assert_int_equal(in.again, threads == 1 ? 0 : 2);
        review_open(&office->review, str_span(&export));
    }
    assert_remarks(office, "李局 work body 全年: 请核实 / 已核\n");
    str_release(&export);
}

/* --- whose file it is --- */

static void another_reports_file_is_refused_by_name(void **state) {
    struct review_case *office = *state;
    struct review_result result;
    struct err err = {0};
    bool has_remarks = true;
    struct report *other = review_case_report();
    section_set_text(&other->unit, SPAN("另一局"));
    review_close(&office->review, &office->file);
    review_case_load(office, other);
    assert_int_equal(review_case_take_in(office, &result, &err), RC_REFUSED);
    review_result_release(&result);
    assert_err_says(&err, "报告1（某局 2023年）");
    assert_int_equal(report_last_remark(review_case_open(office)), 0);
    assert_int_equal(session_find_reviewed(office->session, str_span(&office->file), &has_remarks),
                     1);
    assert_false(has_remarks);
    assert_int_equal(session_find_reviewed(office->session, SPAN("x"), &has_remarks), 0);
}

/* As on another machine: the same report, without its history. */
static void where_the_export_is_not_known_differences_are_listed(void **state) {
    struct review_case *office = *state;
    review_line(&office->review, "全年开展培训6次。", "{1}本{/1}年开展培训[-6-]{+7+}次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    review_close(&office->review, &office->file);
    struct report *same = report_clone(review_case_open(office));
    char uid[REPORT_UID_LENGTH + 1];
    memcpy(uid, same->uid, sizeof uid);
    same->id = 0;
    struct section *none = report_find_section(same, SPAN("none"));
    body_set_text(&none->body, SPAN("别的情况都没有。"), LINE_PARAGRAPH);
    session_close(office->session);
    struct str path = STR_INIT;
    str_add_format(&path, "%s/other.db", office->place->folder);
    office->session = case_open_session(path.s, "li");
    str_release(&path);
    review_case_load(office, same);
    assert_string_equal(review_case_open(office)->uid, uid);
    struct remark_intake in = review_case_take(office);
    assert_int_equal(in.differences, in.left_count);
    assert_true(in.differences > 1); /* the clerk's own among them: nobody knows whose they are */
    assert_int_equal(in.proposals, 1);
    assert_int_equal(in.remarks, 1);
    review_case_take_all(office, "李局");
    assert_prints(office, "全年开展培训7次。");
}

static void a_file_without_marks_is_matched_by_its_text(void **state) {
    struct review_case *office = *state;
    struct str plain = STR_INIT;
    struct err err = {0};
    struct review_result result;
    review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}开展培训[-6-]{+7+}次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    review_close(&office->review, &office->file);
    struct document document;
    document_from_report(&document, review_case_open(office), false);
    document_release(&document);
    /* what knows nothing of us has no such part */
    size_t at = 0;
    struct str *file = &office->file;
    while ((at = span_find(str_span(file), SPAN("docProps/custom.xml"))) != SIZE_MAX)
        file->s[at + 9] = 'k';
    assert_int_equal(review_case_take_in(office, &result, &err), RC_OK);
    assert_false(result.known);
    review_result_release(&result);
    assert_remarks(office, "李局 work body 全年: 请核实\n李局 work body 6→7\n");
    review_case_load(office, support_small_report());
    assert_int_equal(review_case_take_in(office, &result, &err), RC_REFUSED);
    review_result_release(&result);
    assert_err_says(&err, "不像");
    str_release(&plain);
}

/* A final report takes remarks; its text stays. */
static void a_final_report_takes_remarks_and_no_proposal(void **state) {
    struct review_case *office = *state;
    struct err err = {0};
    assert_int_equal(session_final(office->session, true, SPAN("试"), &err), RC_OK);
    review_line(&office->review, "没有别的情况。", "{1}没有{/1}[-别的-]{+其他+}情况。");
    review_comment(&office->review, 1, "请核实", 0, false);
    (void)review_case_come_back(office);
    assert_int_equal(report_last_remark(review_case_open(office)), 2);
    assert_int_equal(session_answer_remark(office->session, 1, true, SPAN("已核"), &err), RC_OK);
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_LOCKED);
    assert_prints(office, "没有别的情况。");
}

/* --- edits after it --- */

static void edit(struct section *section, struct random *random) {
    struct splice splice;
    struct str text = STR_INIT;
    size_t at = random_below(random, section->body.points + 1);
    size_t most = section->body.points - at;
    random_add_prose(&text, random, random_below(random, 2));
    body_make_splice(&splice, &section->body, at, random_below(random, (most < 5 ? most : 5) + 1),
                     str_span(&text), kind_line_tag(section->kind));
    assert_int_equal(body_apply(&section->body, &splice, NULL), RC_OK);
    splice_release(&splice);
    str_release(&text);
}

static void a_thousand_edits_after_it_lose_nothing(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    struct random random = {4};
    review_line(review, "全年开展培训6次。", "{1}全年{/1}{2}开展{/2}培训[-6-]{+7+}次。");
    review_line(review, "2.资金下达较晚。", "2.资金{3}下达{/3}[-较晚-]{+不及时+}。");
    review_line(review, "二、问题", "二、{4}问题{/4}");
    review_line(review, "党课", "{5}党课{/5}");
    review_add_paragraph(review, "没有别的情况。", "{+新的一段+}");
    for (int i = 1; i <= 5; i++)
        review_comment(review, i, "意见", 0, false);
    struct remark_intake in = review_case_come_back(office);
    struct report *report = report_clone(review_case_open(office));
    struct remarks all;
    for (size_t i = 0; i < 1000; i++) {
        size_t nth = random_below(&random, report_count_sections(report));
        struct section *section = report->root->children[nth];
        edit(section, &random);
        if (i % 250 == 249)
            report_place_section(report, section, NULL, 0);
        remarks_list(&all, report);
        assert_int_equal(all.count, in.remarks + in.proposals);
        for (size_t k = 0; k < all.count; k++) {
            const struct remark_spot *spot = &all.items[k].spot;
            assert_non_null(report_find_in_tree(report, spot->section));
        }
        remarks_release(&all);
        if (i % 250 == 249)
            report_place_section(report, section, report->root, nth);
    }
    report_free(report);
}

/* The report went out with its findings as comments: those are no reader's. */
static void what_our_own_check_has_written_is_no_remark(void **state) {
    struct review_case *office = *state;
    bool has_remarks = true;
    office->review.author = DOCX_CHECKER;
    review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}{2}开展{/2}培训6次。");
    review_comment(&office->review, 1, "请核对", 0, false);
    review_comment(&office->review, 2, "请核对", 0, false);
    office->review.author = "李局";
    review_comment(&office->review, 3, "是6次", 2, false);
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.remarks, 1); /* the one that somebody answers */
    assert_int_equal(in.notes, 1);
    assert_remarks(office, DOCX_CHECKER " work body 开展: 请核对 / 是6次\n");
    assert_int_equal(session_find_reviewed(office->session, str_span(&office->file), &has_remarks),
                     1);
    assert_true(has_remarks);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, review_case_setup, review_case_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(comments_stand_at_their_words),
        ON(what_our_own_check_has_written_is_no_remark),
        ON(a_thread_is_a_remark_with_notes),
        ON(a_comment_may_say_itself_how_much_it_weighs),
        ON(a_comment_at_no_words_is_of_the_whole),
        ON(a_file_that_wps_has_saved_comes_in_as_any_other),
        ON(what_wps_has_only_saved_has_no_changes),
        ON(a_section_that_was_moved_is_known_by_its_bookmark),
        ON(sections_that_moved_together_are_one_move),
        ON(a_paragraph_that_was_moved_is_one_move),
        ON(words_that_come_twice_are_no_move),
        ON(a_label_that_was_written_anew_is_none_of_the_words),
        ON(a_section_whose_words_are_all_others_is_still_itself),
        ON(the_same_file_twice_adds_nothing),
        ON(a_later_file_adds_what_is_new_in_it),
        ON(an_answer_that_lost_its_thread_is_known_again),
        ON(another_reports_file_is_refused_by_name),
        ON(where_the_export_is_not_known_differences_are_listed),
        ON(a_file_without_marks_is_matched_by_its_text),
        ON(a_final_report_takes_remarks_and_no_proposal),
        ON(a_thousand_edits_after_it_lose_nothing),
    };
    return cmocka_run_group_tests_name("session/remark_in", tests, NULL, NULL);
}
