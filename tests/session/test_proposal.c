/* What a reader has changed: proposals at their words, taken, refused, undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text/utf8.h"
#include "exchange/docx/review.h"
#include "model/remark/printed.h"
#include "session/proposal.h"
#include "session/remark.h"
#include "session/undo.h"
#include "tests/support/random.h"
#include "tests/support/review_case.h"

/* --- changes --- */

/* In front of the first item there is a heading, which is no place for one. */
static void an_item_may_come_before_the_first(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_move(review, "2.资金下达较晚。", "三、数据", "1.预算编制不够细。");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.proposals, 2);
    assert_int_equal(in.remarks, 0);
    review_case_take_all(office, "");
    assert_prints(office, "二、问题\n1.资金下达较晚。\n2.预算编制不够细。\n三、");
}

static void tracked_changes_are_proposals(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "全年[-开展-]{+组织+}培训{+共+}6次[-。-]");
    review_line(review, "二、问题", "二、{+主要+}问题");
    review_line(review, "2.资金下达较晚。", "2.资金下达[-较晚-]{+不够及时+}。");
    review_line(review, "4", "[-4-]{+5+}");
    review_line(review, "某局2023年报告", "某局2023年{+度+}报告");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.proposals, 7);
    assert_int_equal(in.remarks, 0);
    assert_remarks(office, "李局 . title →度\n李局 work body 开展→组织\n李局 work body →共\n"
                           "李局 work body 。→\n李局 items heading →主要\n"
                           "李局 items body 较晚→不够及时\n李局 rows body 4→5\n");
    review_case_take_all(office, "李局");
    assert_prints(office, "全年组织培训共6次\n");
    assert_prints(office, "二、主要问题\n1.预算编制不够细。\n2.资金下达不够及时。\n");
    assert_prints(office, "党课\n5\n");
    assert_prints(office, "某局2023年度报告\n");
}

static void paragraphs_come_go_and_move(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_add_paragraph(review, "全年开展培训6次。", "{+新加的一段。+}");
    review_add_paragraph(review, "2.资金下达较晚。", "{+3.管理不够严。+}");
    review_remove_paragraph(review, "完成情况较好。", true);
    review_add_paragraph(review, "没有别的情况。", "{>完成情况较好。>}");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.proposals, 3); /* one is in the place of the other */
    review_case_take_all(office, "李局");
    assert_prints(office, "\n全年开展培训6次。\n新加的一段。\n二、问题\n");
    assert_prints(office, "\n2.资金下达较晚。\n3.管理不够严。\n三、数据\n");
    assert_prints(office, "\n没有别的情况。\n完成情况较好。\n某局\n");
}

static void both_halves_of_a_move_go_together(void **state) {
    struct review_case *office = *state;
    struct err err = {0};
    struct session_undone undone;
    review_line(&office->review, "完成情况较好。", "完成{<情况<}较好。");
    review_line(&office->review, "没有别的情况。", "没有{>情况>}别的情况。");
    (void)review_case_come_back(office);
    assert_remarks(office, "李局 work body 情况→: 移到别处\n李局 none body →情况: 从别处移来\n");
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_OK);
    assert_prints(office, "完成较好。");
    assert_prints(office, "没有情况别的情况。");
    assert_int_equal(session_undo(office->session, &undone, &err), RC_OK);
    assert_prints(office, "完成情况较好。");
    assert_int_equal(session_refuse_proposal(office->session, 1, SPAN(""), &err), RC_OK);
    assert_remarks(office,
                   "李局 work body 情况→: 移到别处 =\n李局 none body →情况: 从别处移来 =\n");
}

static void differences_without_a_trace_are_unsigned_proposals(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "本年开展培训6次。");
    review_remove_paragraph(review, "完成情况较好。", false);
    review_add_paragraph(review, "没有别的情况。", "又加一段。");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.differences, 3);
    assert_int_equal(in.proposals, 3);
    review_case_take_all(office, "");
    assert_prints(office, "\n本年开展培训6次。\n二、问题\n");
    assert_prints(office, "\n没有别的情况。\n又加一段。\n某局\n");
}

static void a_figure_that_is_written_over_is_a_proposal_for_the_figure(void **state) {
    struct review_case *office = *state;
    review_line(&office->review, "年初安排100万元，一半是50万元。",
                "年初安排[-100-]{+120+}万元，一半是[-50-]{+60+}万元。");
    (void)review_case_come_back(office);
    assert_remarks(office, "李局 figure body 100→120万元\n李局 work body ${half}→60万元\n");
    struct err err = {0};
    assert_int_equal(session_take_proposal(office->session, 1, false, &err), RC_OK);
    assert_prints(office, "年初安排120万元，一半是60万元。");
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_OK);
    assert_prints(office, "一半是60万元。");
    assert_int_equal(session_undo(office->session, &(struct session_undone){0}, &err), RC_OK);
    assert_int_equal(session_undo(office->session, &(struct session_undone){0}, &err), RC_OK);
    assert_prints(office, "年初安排100万元，一半是50万元。");
}

/* Labels and headings that go: said in words. */
static void what_cannot_be_edited_is_a_remark(void **state) {
    struct review_case *office = *state;
    review_line(&office->review, "2.资金下达较晚。", "[-2-]{+第二，+}.资金下达较晚。");
    review_line(&office->review, "四、其他", "[-四、其他-]");
    (void)review_case_come_back(office);
    assert_remarks(
        office, "李局 items body : 建议把“2”改为“第二，”\n李局 none body : 建议删去“四、其他”\n");
}

/* The program numbers anew: what a reader has numbered is no change. */
static void items_that_come_are_numbered_by_the_program(void **state) {
    struct review_case *office = *state;
    review_add_paragraph(&office->review, "1.预算编制不够细。", "2.新增一项。");
    review_line(&office->review, "2.资金下达较晚。", "3.资金下达较晚。");
    review_line(&office->review, "四、其他", "[-四-]{+五+}、其他");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.remarks, 0);
    review_case_take_all(office, "");
    assert_prints(office, "1.预算编制不够细。\n2.新增一项。\n3.资金下达较晚。\n");
}

static void rows_come_and_go(void **state) {
    struct review_case *office = *state;
    static const char *const cells[] = {"调研", "5"};
    struct str export = STR_INIT;
    str_add(&export, str_span(&office->review.original));
    review_add_row(&office->review, "4", cells, 2);
    review_remove_row(&office->review, "学习");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.proposals, 1); /* one is in the place of the other */
    review_case_take_all(office, "李局");
    assert_prints(office, "党课\n4\n调研\n5\n四、其他\n");

    review_open(&office->review, str_span(&export));
    office->review.author = "张三";
    review_add_row(&office->review, "8", cells, 2);
    review_remove_row(&office->review, "党课");
    in = review_case_come_back(office);
    assert_int_equal(in.proposals, 2);
    struct str seen = STR_INIT;
    remarks_show(&seen, review_case_open(office));
    assert_non_null(strstr(seen.s, "张三 rows body 党课\t4\n→\n"));
    assert_non_null(strstr(seen.s, "→\n调研\t5\n"));
    str_release(&seen);
    str_release(&export);
}

/* Lines that end alike: the paragraph went, not the end of the one before it. */
static void a_paragraph_that_moved_without_a_trace_is_quoted_whole(void **state) {
    struct review_case *office = *state;
    struct str seen = STR_INIT;
    review_move(&office->review, "2.资金下达较晚。", "三、数据", "1.预算编制不够细。");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.proposals, 2);
    remarks_show(&seen, review_case_open(office));
    assert_null(strstr(seen.s, "body 。"));
    str_release(&seen);
}

/* A cell more at each row's head or end, tracked or without a trace. */
static void add_column(struct review *review, bool at_head, bool tracked, size_t cells) {
    struct str cell = STR_INIT;
    const char *at_row = at_head ? "<w:tc>" : "</w:tr>";
    size_t at = span_find(str_span(&review->document), SPAN("<w:tbl>"));
    size_t end = span_find(str_span(&review->document), SPAN("</w:tbl>"));
    assert_true(at != SIZE_MAX && end != SIZE_MAX);
    for (size_t i = 0; i < cells; i++)
        str_add_format(&cell,
                       "<w:tc><w:tcPr>%s</w:tcPr><w:p><w:r><w:t>新格</w:t></w:r></w:p></w:tc>",
                       tracked ? "<w:cellIns w:id=\"900\" w:author=\"李局\" "
                                 "w:date=\"2024-03-02T09:00:00Z\"/>"
                               : "");
    for (;;) {
        struct span rest = span_sub(str_span(&review->document), at, end);
        size_t row = span_find(rest, SPAN("<w:tr"));
        if (row == SIZE_MAX)
            break;
        row += at;
        size_t place =
            span_find(span_sub(str_span(&review->document), row, end + cell.len), span_of(at_row));
        assert_true(place != SIZE_MAX);
        str_splice(&review->document, row + place, 0, str_span(&cell));
        end += cell.len;
        at = row + place + cell.len;
    }
    str_release(&cell);
}

static void a_column_is_said_and_adds_no_row(void **state) {
    struct review_case *office = *state;
    struct str export = STR_INIT, before = STR_INIT, after = STR_INIT, seen = STR_INIT;
    const struct report *report = review_case_open(office);
    str_add(&export, str_span(&office->review.original));

    body_add_text(&before, &report_find_section(report, SPAN("rows"))->body);
    for (int i = 0; i < 8; i++) {
        bool at_head = (i & 1) != 0, tracked = (i & 2) != 0;
        if (i > 0)
            review_open(&office->review, str_span(&export));
        add_column(&office->review, at_head, tracked, (i & 4) != 0 ? 2 : 1);
        struct remark_intake in = review_case_come_back(office);
        assert_int_equal(in.proposals, 0);
        review_case_take_all(office, tracked ? "李局" : "");
        str_clear(&after);
        body_add_text(&after, &report_find_section(review_case_open(office), SPAN("rows"))->body);
        assert_string_equal(after.s, before.s);
    }
    remarks_show(&seen, review_case_open(office));
    assert_non_null(strstr(seen.s, "李局 rows body 学习"));
    assert_non_null(strstr(seen.s, "建议加上“新格¶”（表格加减列，请在程序里改）"));
    str_release(&seen);
    str_release(&after);
    str_release(&before);
    str_release(&export);
}

/* A section that a reader has copied, with its heading, comes as words to answer. */
static void a_section_that_comes_is_said(void **state) {
    struct review_case *office = *state;
    struct review *review = &office->review;
    struct str copy = STR_INIT, seen = STR_INIT;
    struct span all = str_span(&review->document);
    size_t heading = span_find(all, SPAN("<w:pStyle w:val=\"Heading1\"/>"));
    assert_true(heading != SIZE_MAX);
    size_t from = heading - span_find(SPAN("<w:p><w:pPr>"), SPAN("<w:pPr>")) - 7;
    size_t end = span_find(span_sub(all, heading, all.n), SPAN("</w:p>")) + heading + 6;
    end += span_find(span_sub(all, end, all.n), SPAN("</w:p>")) + 6; /* and its first paragraph */
    assert_true(span_starts_with(span_sub(all, from, all.n), SPAN("<w:p>")));
    str_add(&copy, span_sub(all, from, end));
    size_t last = span_find(all, SPAN("<w:sectPr"));
    assert_true(last != SIZE_MAX);
    str_splice(&review->document, last, 0, str_span(&copy));
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.proposals, 0);
    assert_int_equal(in.remarks, 1);
    remarks_show(&seen, review_case_open(office));
    assert_non_null(strstr(seen.s, "（这是加一节：请在目录里加）"));
    str_release(&seen);
    str_release(&copy);
}

/* --- three texts --- */

static void what_the_clerk_has_changed_since_is_no_proposal(void **state) {
    struct review_case *office = *state;
    review_case_put(
        office, "work",
        "先加一段。\n年初安排${budget}，一半是${half}。\n全年开展培训8次。\n完成情况较好。");
    review_case_put(office, "none", "没有别的情况要说。");
    review_line(&office->review, "完成情况较好。", "完成情况[-较-]{+很+}好。");
    struct remark_intake in = review_case_come_back(office);
    assert_int_equal(in.differences, 0);
    assert_remarks(office, "李局 work body 较→很\n");
    review_case_take_all(office, "李局");
    assert_prints(office, "全年开展培训8次。\n完成情况很好。\n");
}

static void over_text_that_has_changed_three_texts_are_shown(void **state) {
    struct review_case *office = *state;
    struct proposal_texts texts;
    struct err err = {0};
    review_case_put(office, "work", "年初安排${budget}。\n全年开展培训八次。\n完成情况较好。");
    review_line(&office->review, "全年开展培训6次。", "全年开展培训[-6-]{+7+}次。");
    (void)review_case_come_back(office);
    assert_remarks(office, "李局 work body! 6→7\n");
    assert_int_equal(session_take_proposal(office->session, 1, false, &err), RC_CONFLICT);
    assert_int_equal(session_proposal_texts(office->session, 1, &texts, &err), RC_OK);
    assert_non_null(strstr(texts.then.s, "培训6次"));
    assert_non_null(strstr(texts.proposed.s, "培训7次"));
    assert_string_equal(texts.now.s, "全年开展培训八次。");
    proposal_texts_release(&texts);
    assert_int_equal(session_take_proposal(office->session, 1, true, &err), RC_OK);
    assert_prints(office, "全年开展培训7次。");
    assert_remarks(office, "李局 work body 6→7 =\n");
}

static void what_the_clerk_has_done_already_is_taken(void **state) {
    struct review_case *office = *state;
    review_case_put(office, "none", "没有其他情况。");
    review_line(&office->review, "没有别的情况。", "没有[-别的-]{+其他+}情况。");
    (void)review_case_come_back(office);
    assert_remarks(office, "李局 none body 别的→其他 =\n");
}

static void a_proposal_is_refused_or_undone(void **state) {
    struct review_case *office = *state;
    struct err err = {0};
    struct session_undone undone;
    size_t done = 0;
    review_line(&office->review, "没有别的情况。", "没有[-别的-]{+其他+}情况。");
    review_line(&office->review, "完成情况较好。", "完成情况[-较-]{+很+}好。");
    (void)review_case_come_back(office);
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_OK);
    assert_prints(office, "没有其他情况。");
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_REFUSED);
    assert_int_equal(session_undo(office->session, &undone, &err), RC_OK);
    assert_prints(office, "没有别的情况。");
    assert_remarks(office, "李局 work body 较→很\n李局 none body 别的→其他\n");
    assert_int_equal(session_refuse_all(office->session, SPAN("李局"), SPAN("不改"), &done, &err),
                     RC_OK);
    assert_int_equal(done, 2);
    assert_remarks(office, "李局 work body 较→很 =\n李局 none body 别的→其他 =\n");
    assert_int_equal(session_reopen_remark(office->session, 1, &err), RC_OK);
    assert_int_equal(session_answer_remark(office->session, 1, true, SPAN("x"), &err), RC_REFUSED);
}

/* --- everything at once --- */

/* Random lines are changed at random; what is taken gives the file's own text. */
static void mark_line(struct str *out, struct random *random, struct span text) {
    while (text.n > 0) {
        size_t n = utf8_offset(text, 1 + random_below(random, 6));
        struct span piece = span_sub(text, 0, n);
        size_t what = random_below(random, 6);
        if (what == 0)
            str_add_format(out, "[-%.*s-]", SPAN_ARG(piece));
        else if (what == 1)
            str_add_format(out, "{+添%zu+}%.*s", random_below(random, 100), SPAN_ARG(piece));
        else if (what == 2)
            str_add_format(out, "[-%.*s-]{+换%zu+}", SPAN_ARG(piece), random_below(random, 100));
        else
            str_add(out, piece);
        text = span_sub(text, n, text.n);
    }
}

static void add_ink(struct str *out, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (!utf8_is_space(c))
            str_add_char(out, c);
    }
}

static void assert_is_the_file_after(const struct review_case *office) {
    struct reviewed file;
    struct printed printed;
    struct str after = STR_INIT, wanted = STR_INIT, seen = STR_INIT;
    assert_int_equal(docx_read_review(&file, str_span(&office->file), NULL), RC_OK);
    reviewed_add_text(&after, &file, true);
    printed_make(&printed, review_case_open(office));
    add_ink(&wanted, str_span(&after));
    add_ink(&seen, str_span(&printed.text));
    assert_string_equal(seen.s, wanted.s);
    printed_release(&printed);
    reviewed_release(&file);
    struct str *owned[] = {&after, &wanted, &seen};
    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        str_release(owned[i]);
}

static void all_that_is_taken_gives_the_files_own_text(void **state) {
    struct review_case *office = *state;
    struct random random = {11};
    review_close(&office->review, &office->file);
    for (size_t i = 0; i < 40; i++) {
        static const char *const lines[] = {"全年开展培训6次。", "完成情况较好。",
                                            "没有别的情况。"};
        review_case_load(office, review_case_report());
        review_case_export(office);
        for (size_t k = 0; k < ARRAY_LEN(lines); k++) {
            struct str marked = STR_INIT;
            mark_line(&marked, &random, span_of(lines[k]));
            if (random_below(&random, 4) == 0)
                review_add_paragraph(&office->review, lines[k], "{+新的一段+}");
            review_line(&office->review, lines[k], marked.s);
            str_release(&marked);
        }
        struct remark_intake in = review_case_come_back(office);
        assert_int_equal(in.remarks, 0);
        review_case_take_all(office, "李局");
        assert_is_the_file_after(office);
    }
}

#define ON(test) cmocka_unit_test_setup_teardown(test, review_case_setup, review_case_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(an_item_may_come_before_the_first),
        ON(tracked_changes_are_proposals),
        ON(paragraphs_come_go_and_move),
        ON(both_halves_of_a_move_go_together),
        ON(differences_without_a_trace_are_unsigned_proposals),
        ON(a_figure_that_is_written_over_is_a_proposal_for_the_figure),
        ON(what_cannot_be_edited_is_a_remark),
        ON(items_that_come_are_numbered_by_the_program),
        ON(rows_come_and_go),
        ON(a_paragraph_that_moved_without_a_trace_is_quoted_whole),
        ON(a_column_is_said_and_adds_no_row),
        ON(a_section_that_comes_is_said),
        ON(what_the_clerk_has_changed_since_is_no_proposal),
        ON(over_text_that_has_changed_three_texts_are_shown),
        ON(what_the_clerk_has_done_already_is_taken),
        ON(a_proposal_is_refused_or_undone),
        ON(all_that_is_taken_gives_the_files_own_text),
    };
    return cmocka_run_group_tests_name("session/proposal", tests, NULL, NULL);
}
