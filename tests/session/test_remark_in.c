/* A reviewed file comes back into its report: everything in it once, at its words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/docx/review.h"
#include "exchange/export.h"
#include "model/remark/printed.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "session/change.h"
#include "session/edition.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/proposal.h"
#include "session/remark.h"
#include "session/remark_in.h"
#include "session/report.h"
#include "session/undo.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/model_support.h"
#include "tests/support/random.h"
#include "tests/support/review.h"
#include "tests/support/store_case.h"

#include <stdio.h>
#include <stdlib.h>

struct office {
    struct store_case *place;
    struct session *session;
    struct review review;
    struct str file; /* that comes back */
};

static struct report *make_report(void) {
    struct report *report = report_new();
    report->template = support_template(
        "form_id: a\ntitle: 报告\nsections:\n  - {name: work, label: 情况}\n"
        "  - {name: items, label: 问题, kind: items, numbering: '1.'}\n"
        "  - {name: rows, label: 数据}\n  - {name: none, label: 其他}\n"
        "figures:\n  - {name: budget, label: 预算, type: money, unit: 万元}\n"
        "  - {name: half, label: 一半, type: money, unit: 万元, calculate: '${budget} / 2'}\n");
    static const struct {
        const char *name, *heading, *text;
        enum line_tag tag;
    } sections[] = {
        {"work", "情况", "年初安排${budget}，一半是${half}。\n全年开展培训6次。\n完成情况较好。",
         LINE_PARAGRAPH},
        {"items", "问题", "预算编制不够细。\n资金下达较晚。", LINE_ITEM},
        {"rows", "数据", "名称\t数量\n党课\t4\n学习\t8", LINE_ROW},
        {"none", "其他", "没有别的情况。", LINE_PARAGRAPH},
    };
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        struct section *section = report_add_section(report, report->root, i);
        section_set_text(&section->name, span_of(sections[i].name));
        section_set_text(&section->heading, span_of(sections[i].heading));
        section->kind = sections[i].tag == LINE_ITEM  ? KIND_ITEMS
                        : sections[i].tag == LINE_ROW ? KIND_TABLE
                                                      : KIND_TEXT;
        section->touched = true;
        body_set_text(&section->body, span_of(sections[i].text), sections[i].tag);
    }
    section_set_text(&report->title, SPAN("某局2023年报告"));
    section_set_text(&report->sign_off, SPAN("某局\n2024年3月1日"));
    section_set_text(&report->unit, SPAN("某局"));
    report->year = 2023;
    report_set_value(report, SPAN("budget"), SPAN("100"));
    return report;
}

static const struct report *report_of(const struct office *office) {
    return session_report(office->session);
}

/* Adds the report, and what was exported of it is open for review. */
static void open_review(struct office *office) {
    struct str path = STR_INIT, bytes = STR_INIT;
    struct err err = {0};
    str_add_format(&path, "%s/out.docx", office->place->folder);
    const struct export_options options = {.format = "docx"};
    if (session_export(office->session, &options, path.s, &err) != RC_OK)
        fail_msg("%s", err.text);
    folder_get(path.s, &bytes);
    review_open(&office->review, str_span(&bytes));
    str_release(&bytes);
    str_release(&path);
}

static void load(struct office *office, struct report *made) {
    int64_t id = 0;
    struct err err = {0};
    if (session_add_report(office->session, made, ACT_IMPORT, &id, &err) != RC_OK ||
        session_load(office->session, id, &err) != RC_OK)
        fail_msg("%s", err.text);
    report_free(made);
}

static int setup(void **state) {
    struct office *office = MEM_NEW(struct office);
    void *place = NULL;
    (void)store_case_setup(&place);
    office->place = place;
    str_init(&office->file);
    office->session = case_open_session(office->place->path, "zhang");
    load(office, make_report());
    open_review(office);
    *state = office;
    return 0;
}

static int teardown(void **state) {
    struct office *office = *state;
    void *place = office->place;
    struct str faults = STR_INIT;
    assert_int_equal(store_verify(session_store(office->session), &faults, NULL), RC_OK);
    str_release(&faults);
    session_close(office->session);
    if (office->review.original.len > 0)
        review_close(&office->review, &office->file);
    str_release(&office->file);
    mem_free(office);
    return store_case_teardown(&place);
}

static enum rc take_in_file(struct office *office, struct review_result *result, struct err *err) {
    const struct review_order order = {.stage = STAGE_DEPUTY, .weight = REMARK_WEIGHS_MUST};
    return session_take_in_review(office->session, str_span(&office->file), &order, result, err);
}

/* What is in is what comes out. */
static void assert_all_counted(const struct remark_intake *in) {
    size_t listed = 0;
    for (size_t i = 0; i < in->left_count; i++)
        listed += strstr(in->left[i].why, "不是文字") == NULL;
    assert_int_equal(in->comments + in->changes + in->differences,
                     in->remarks + in->proposals + in->again + listed);
    assert_int_equal(in->answers, in->notes + in->notes_again);
}

static struct remark_intake take_in(struct office *office) {
    struct review_result result;
    struct err err = {0};
    if (take_in_file(office, &result, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_all_counted(&result.intake);
    struct remark_intake counts = result.intake;
    review_result_release(&result);
    return counts;
}

static struct remark_intake come_back(struct office *office) {
    str_clear(&office->file);
    review_close(&office->review, &office->file);
    return take_in(office);
}

/* "2 李局 work body 100→120 +" or "1 李局 work body 培训6次: text / answers"; '!' has lost its
 * place. */
static void show(struct str *out, const struct report *report) {
    struct remarks all;
    remarks_list(&all, report);
    for (size_t i = 0; i < all.count; i++) {
        const struct remark *remark = &all.items[i].remark;
        const struct remark_spot *spot = &all.items[i].spot;
        const struct section *section =
            spot->section >= 0 ? report_find_in_tree(report, spot->section) : NULL;
        str_add_format(out, "%.*s %s %s%s ", SPAN_ARG(remark_author(remark)),
                       remark->target.kind == TARGET_FIGURE ? "figure"
                       : section != NULL && section->name   ? section->name
                                                            : ".",
                       remark_part_word(spot->part), spot->placed ? "" : "!");
        str_add(out, remark->target.quote);
        if (remark->kind == REMARK_IS_PROPOSAL)
            str_add_format(out, "→%.*s", SPAN_ARG(remark->proposed));
        if (remark->text.n > 0)
            str_add_format(out, ": %.*s", SPAN_ARG(remark->text));
        for (size_t k = 0; k < remark->note_count; k++)
            str_add_format(out, " / %.*s", SPAN_ARG(remark->notes[k].text));
        str_add_text(out, remark->state == REMARK_OPEN ? "\n" : " =\n");
    }
    remarks_release(&all);
}

static void assert_shows(const struct office *office, const char *wanted) {
    struct str seen = STR_INIT;
    show(&seen, report_of(office));
    assert_string_equal(seen.s, wanted);
    str_release(&seen);
}

/* The text as it prints, the program's own labels with it. */
static void assert_prints(const struct office *office, const char *words) {
    struct printed printed;
    printed_make(&printed, report_of(office));
    if (span_find(str_span(&printed.text), span_of(words)) == SIZE_MAX)
        fail_msg("no “%s” in %s", words, printed.text.s);
    printed_release(&printed);
}

static void take_all(struct office *office, const char *author) {
    size_t done = 0, left = 0;
    struct err err = {0};
    if (session_take_all(office->session, span_of(author), &done, &left, &err) != RC_OK)
        fail_msg("%s", err.text);
    if (left > 0) {
        struct str seen = STR_INIT;
        show(&seen, report_of(office));
        fail_msg("%zu left of\n%s", left, seen.s);
    }
}

static void put(struct office *office, const char *section, const char *text) {
    struct err err = {0};
    const struct section *at = report_find_section(report_of(office), span_of(section));
    if (session_put(office->session, at->id, span_of(text), &err) != RC_OK)
        fail_msg("%s", err.text);
}

/* --- comments --- */

static void comments_stand_at_their_words(void **state) {
    struct office *office = *state;
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
    struct remark_intake in = come_back(office);
    assert_int_equal(in.remarks, 6);
    assert_shows(office, "李局 work body 培训: 意见1\n李局 work body 6次。\n完成: 意见2\n"
                         "李局 items heading 问题: 意见3\n李局 . title 某局: 意见4\n"
                         "李局 rows body 党课: 意见5\n李局 items body : “2.”：意见6\n");
}

static void a_thread_is_a_remark_with_notes(void **state) {
    struct office *office = *state;
    struct review *review = &office->review;
    struct remark remark;
    review_line(review, "全年开展培训6次。", "全年开展{1}培训{/1}6次。");
    review_comment(review, 1, "请核实", 0, true);
    review->author = "张三";
    review_comment(review, 2, "已核", 1, false);
    review_comment(review, 3, "再核", 2, false);
    struct remark_intake in = come_back(office);
    assert_int_equal(in.comments, 1);
    assert_int_equal(in.notes, 2);
    assert_shows(office, "李局 work body 培训: 请核实 / 已核 / 再核 =\n");
    assert_true(report_remark(report_of(office), 1, &remark));
    assert_int_equal(remark.state, REMARK_DONE);
    assert_int_equal(remark.stage, STAGE_DEPUTY);
    assert_int_equal(remark.weight, REMARK_WEIGHS_MUST);
    assert_int_equal(remark.at, INT64_C(1709283600000));
    assert_true(span_is(remark.notes[0].author, "张三"));
    remark_release(&remark);
}

static void a_comment_at_no_words_is_of_the_whole(void **state) {
    struct office *office = *state;
    review_comment(&office->review, 7, "总的不错", 0, false);
    (void)come_back(office);
    assert_shows(office, "李局 . body : 总的不错\n");
}

/* --- changes --- */

static void tracked_changes_are_proposals(void **state) {
    struct office *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "全年[-开展-]{+组织+}培训{+共+}6次[-。-]");
    review_line(review, "二、问题", "二、{+主要+}问题");
    review_line(review, "2.资金下达较晚。", "2.资金下达[-较晚-]{+不够及时+}。");
    review_line(review, "4", "[-4-]{+5+}");
    review_line(review, "某局2023年报告", "某局2023年{+度+}报告");
    struct remark_intake in = come_back(office);
    assert_int_equal(in.proposals, 7);
    assert_int_equal(in.remarks, 0);
    assert_shows(office, "李局 . title →度\n李局 work body 开展→组织\n李局 work body →共\n"
                         "李局 work body 。→\n李局 items heading →主要\n"
                         "李局 items body 较晚→不够及时\n李局 rows body 4→5\n");
    take_all(office, "李局");
    assert_prints(office, "全年组织培训共6次\n");
    assert_prints(office, "二、主要问题\n1.预算编制不够细。\n2.资金下达不够及时。\n");
    assert_prints(office, "党课\n5\n");
    assert_prints(office, "某局2023年度报告\n");
}

static void paragraphs_come_go_and_move(void **state) {
    struct office *office = *state;
    struct review *review = &office->review;
    review_add_paragraph(review, "全年开展培训6次。", "{+新加的一段。+}");
    review_add_paragraph(review, "2.资金下达较晚。", "{+3.管理不够严。+}");
    review_remove_paragraph(review, "完成情况较好。", true);
    review_add_paragraph(review, "没有别的情况。", "{>完成情况较好。>}");
    struct remark_intake in = come_back(office);
    assert_int_equal(in.proposals, 3); /* one is in the place of the other */
    take_all(office, "李局");
    assert_prints(office, "\n全年开展培训6次。\n新加的一段。\n二、问题\n");
    assert_prints(office, "\n2.资金下达较晚。\n3.管理不够严。\n三、数据\n");
    assert_prints(office, "\n没有别的情况。\n完成情况较好。\n某局\n");
}

static void both_halves_of_a_move_go_together(void **state) {
    struct office *office = *state;
    struct err err = {0};
    struct session_undone undone;
    review_line(&office->review, "完成情况较好。", "完成{<情况<}较好。");
    review_line(&office->review, "没有别的情况。", "没有{>情况>}别的情况。");
    (void)come_back(office);
    assert_shows(office, "李局 work body 情况→: 移到别处\n李局 none body →情况: 从别处移来\n");
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_OK);
    assert_prints(office, "完成较好。");
    assert_prints(office, "没有情况别的情况。");
    assert_int_equal(session_undo(office->session, &undone, &err), RC_OK);
    assert_prints(office, "完成情况较好。");
    assert_int_equal(session_refuse_proposal(office->session, 1, SPAN(""), &err), RC_OK);
    assert_shows(office, "李局 work body 情况→: 移到别处 =\n李局 none body →情况: 从别处移来 =\n");
}

static void differences_without_a_trace_are_unsigned_proposals(void **state) {
    struct office *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "本年开展培训6次。");
    review_remove_paragraph(review, "完成情况较好。", false);
    review_add_paragraph(review, "没有别的情况。", "又加一段。");
    struct remark_intake in = come_back(office);
    assert_int_equal(in.differences, 3);
    assert_int_equal(in.proposals, 3);
    take_all(office, "");
    assert_prints(office, "\n本年开展培训6次。\n二、问题\n");
    assert_prints(office, "\n没有别的情况。\n又加一段。\n某局\n");
}

static void a_figure_that_is_written_over_is_a_proposal_for_the_figure(void **state) {
    struct office *office = *state;
    review_line(&office->review, "年初安排100万元，一半是50万元。",
                "年初安排[-100-]{+120+}万元，一半是[-50-]{+60+}万元。");
    (void)come_back(office);
    assert_shows(office, "李局 figure body 100→120万元\n李局 work body ${half}→60万元\n");
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
    struct office *office = *state;
    review_line(&office->review, "2.资金下达较晚。", "[-2-]{+第二，+}.资金下达较晚。");
    review_line(&office->review, "四、其他", "[-四、其他-]");
    (void)come_back(office);
    assert_shows(office,
                 "李局 items body : 建议把“2”改为“第二，”\n李局 none body : 建议删去“四、其他”\n");
}

/* The program numbers anew: what a reader has numbered is no change. */
static void items_that_come_are_numbered_by_the_program(void **state) {
    struct office *office = *state;
    review_add_paragraph(&office->review, "1.预算编制不够细。", "2.新增一项。");
    review_line(&office->review, "2.资金下达较晚。", "3.资金下达较晚。");
    review_line(&office->review, "四、其他", "[-四-]{+五+}、其他");
    struct remark_intake in = come_back(office);
    assert_int_equal(in.remarks, 0);
    take_all(office, "");
    assert_prints(office, "1.预算编制不够细。\n2.新增一项。\n3.资金下达较晚。\n");
}

static void rows_come_and_go(void **state) {
    struct office *office = *state;
    static const char *const cells[] = {"调研", "5"};
    struct str export = STR_INIT;
    str_add(&export, str_span(&office->review.original));
    review_add_row(&office->review, "4", cells, 2);
    review_remove_row(&office->review, "学习");
    struct remark_intake in = come_back(office);
    assert_int_equal(in.proposals, 1); /* one is in the place of the other */
    take_all(office, "李局");
    assert_prints(office, "党课\n4\n调研\n5\n四、其他\n");

    review_open(&office->review, str_span(&export));
    office->review.author = "张三";
    review_add_row(&office->review, "8", cells, 2);
    review_remove_row(&office->review, "党课");
    in = come_back(office);
    assert_int_equal(in.proposals, 2);
    struct str seen = STR_INIT;
    show(&seen, report_of(office));
    assert_non_null(strstr(seen.s, "张三 rows body 党课\t4\n→\n"));
    assert_non_null(strstr(seen.s, "→\n调研\t5\n"));
    str_release(&seen);
    str_release(&export);
}

/* --- three texts --- */

static void what_the_clerk_has_changed_since_is_no_proposal(void **state) {
    struct office *office = *state;
    put(office, "work",
        "先加一段。\n年初安排${budget}，一半是${half}。\n全年开展培训8次。\n完成情况较好。");
    put(office, "none", "没有别的情况要说。");
    review_line(&office->review, "完成情况较好。", "完成情况[-较-]{+很+}好。");
    struct remark_intake in = come_back(office);
    assert_int_equal(in.differences, 0);
    assert_shows(office, "李局 work body 较→很\n");
    take_all(office, "李局");
    assert_prints(office, "全年开展培训8次。\n完成情况很好。\n");
}

static void over_text_that_has_changed_three_texts_are_shown(void **state) {
    struct office *office = *state;
    struct proposal_texts texts;
    struct err err = {0};
    put(office, "work", "年初安排${budget}。\n全年开展培训八次。\n完成情况较好。");
    review_line(&office->review, "全年开展培训6次。", "全年开展培训[-6-]{+7+}次。");
    (void)come_back(office);
    assert_shows(office, "李局 work body! 6→7\n");
    assert_int_equal(session_take_proposal(office->session, 1, false, &err), RC_CONFLICT);
    assert_int_equal(session_proposal_texts(office->session, 1, &texts, &err), RC_OK);
    assert_non_null(strstr(texts.then.s, "培训6次"));
    assert_non_null(strstr(texts.proposed.s, "培训7次"));
    assert_string_equal(texts.now.s, "全年开展培训八次。");
    proposal_texts_release(&texts);
    assert_int_equal(session_take_proposal(office->session, 1, true, &err), RC_OK);
    assert_prints(office, "全年开展培训7次。");
    assert_shows(office, "李局 work body 6→7 =\n");
}

static void what_the_clerk_has_done_already_is_taken(void **state) {
    struct office *office = *state;
    put(office, "none", "没有其他情况。");
    review_line(&office->review, "没有别的情况。", "没有[-别的-]{+其他+}情况。");
    (void)come_back(office);
    assert_shows(office, "李局 none body 别的→其他 =\n");
}

static void a_proposal_is_refused_or_undone(void **state) {
    struct office *office = *state;
    struct err err = {0};
    struct session_undone undone;
    size_t done = 0;
    review_line(&office->review, "没有别的情况。", "没有[-别的-]{+其他+}情况。");
    review_line(&office->review, "完成情况较好。", "完成情况[-较-]{+很+}好。");
    (void)come_back(office);
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_OK);
    assert_prints(office, "没有其他情况。");
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_REFUSED);
    assert_int_equal(session_undo(office->session, &undone, &err), RC_OK);
    assert_prints(office, "没有别的情况。");
    assert_shows(office, "李局 work body 较→很\n李局 none body 别的→其他\n");
    assert_int_equal(session_refuse_all(office->session, SPAN("李局"), SPAN("不改"), &done, &err),
                     RC_OK);
    assert_int_equal(done, 2);
    assert_shows(office, "李局 work body 较→很 =\n李局 none body 别的→其他 =\n");
    assert_int_equal(session_reopen_remark(office->session, 1, &err), RC_OK);
    assert_int_equal(session_answer_remark(office->session, 1, true, SPAN("x"), &err), RC_REFUSED);
}

/* --- again --- */

static void the_same_file_twice_adds_nothing(void **state) {
    struct office *office = *state;
    struct review *review = &office->review;
    review_line(review, "全年开展培训6次。", "{1}全年{/1}[-开展-]{+组织+}培训6次。");
    review_line(review, "没有别的情况。", "没有其他情况。");
    review_comment(review, 1, "请核实", 0, false);
    struct remark_intake in = come_back(office);
    assert_int_equal(in.remarks + in.proposals, 3);
    struct str first = STR_INIT, second = STR_INIT;
    show(&first, report_of(office));
    in = take_in(office);
    assert_int_equal(in.again, 3);
    assert_int_equal(in.remarks + in.proposals + in.notes, 0);
    take_all(office, "李局");
    in = take_in(office); /* also when one of them is taken */
    assert_int_equal(in.again, 3);
    show(&second, report_of(office));
    assert_int_equal(report_last_remark(report_of(office)), 3);
    str_release(&first);
    str_release(&second);
}

static void a_later_file_adds_what_is_new_in_it(void **state) {
    struct office *office = *state;
    struct str export = STR_INIT;
    str_add(&export, str_span(&office->review.original));
    review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}开展培训6次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    (void)come_back(office);
    review_open(&office->review, str_span(&export));
    review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}开展培训[-6-]{+7+}次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    office->review.author = "王五";
    review_comment(&office->review, 2, "同意", 1, false);
    struct remark_intake in = come_back(office);
    assert_int_equal(in.again, 1);
    assert_int_equal(in.notes, 1);
    assert_int_equal(in.proposals, 1);
    assert_shows(office, "李局 work body 全年: 请核实 / 同意\n李局 work body 6→7\n");
    str_release(&export);
}

/* LibreOffice 7.4 saves comments without their threads. */
static void an_answer_that_lost_its_thread_is_known_again(void **state) {
    struct office *office = *state;
    struct str export = STR_INIT;
    str_add(&export, str_span(&office->review.original));
    for (int threads = 1; threads >= 0; threads--) {
        review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}{2}开展{/2}培训6次。");
        review_comment(&office->review, 1, "请核实", 0, false);
        review_comment(&office->review, 2, "已核", threads, false);
        struct remark_intake in = come_back(office);
        assert_int_equal(in.again, threads == 1 ? 0 : 2);
        review_open(&office->review, str_span(&export));
    }
    assert_shows(office, "李局 work body 全年: 请核实 / 已核\n");
    str_release(&export);
}

/* --- whose file it is --- */

static void another_reports_file_is_refused_by_name(void **state) {
    struct office *office = *state;
    struct review_result result;
    struct err err = {0};
    bool has_remarks = true;
    struct report *other = make_report();
    section_set_text(&other->unit, SPAN("另一局"));
    review_close(&office->review, &office->file);
    load(office, other);
    assert_int_equal(take_in_file(office, &result, &err), RC_REFUSED);
    review_result_release(&result);
    assert_err_says(&err, "报告1（某局 2023年）");
    assert_int_equal(report_last_remark(report_of(office)), 0);
    assert_int_equal(session_find_reviewed(office->session, str_span(&office->file), &has_remarks),
                     1);
    assert_false(has_remarks);
    assert_int_equal(session_find_reviewed(office->session, SPAN("x"), &has_remarks), 0);
}

/* As on another machine: the same report, without its history. */
static void where_the_export_is_not_known_differences_are_listed(void **state) {
    struct office *office = *state;
    review_line(&office->review, "全年开展培训6次。", "{1}本{/1}年开展培训[-6-]{+7+}次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    review_close(&office->review, &office->file);
    struct report *same = report_clone(report_of(office));
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
    load(office, same);
    assert_string_equal(report_of(office)->uid, uid);
    struct remark_intake in = take_in(office);
    assert_int_equal(in.differences, in.left_count);
    assert_true(in.differences > 1); /* the clerk's own among them: nobody knows whose they are */
    assert_int_equal(in.proposals, 1);
    assert_int_equal(in.remarks, 1);
    take_all(office, "李局");
    assert_prints(office, "全年开展培训7次。");
}

static void a_file_without_marks_is_matched_by_its_text(void **state) {
    struct office *office = *state;
    struct str plain = STR_INIT;
    struct err err = {0};
    struct review_result result;
    review_line(&office->review, "全年开展培训6次。", "{1}全年{/1}开展培训[-6-]{+7+}次。");
    review_comment(&office->review, 1, "请核实", 0, false);
    review_close(&office->review, &office->file);
    struct document document;
    document_from_report(&document, report_of(office), false);
    document_release(&document);
    /* what knows nothing of us has no such part */
    size_t at = 0;
    struct str *file = &office->file;
    while ((at = span_find(str_span(file), SPAN("docProps/custom.xml"))) != SIZE_MAX)
        file->s[at + 9] = 'k';
    assert_int_equal(take_in_file(office, &result, &err), RC_OK);
    assert_false(result.known);
    review_result_release(&result);
    assert_shows(office, "李局 work body 全年: 请核实\n李局 work body 6→7\n");
    load(office, support_small_report());
    assert_int_equal(take_in_file(office, &result, &err), RC_REFUSED);
    review_result_release(&result);
    assert_err_says(&err, "不像");
    str_release(&plain);
}

/* A final report takes remarks; its text stays. */
static void a_final_report_takes_remarks_and_no_proposal(void **state) {
    struct office *office = *state;
    struct err err = {0};
    assert_int_equal(session_final(office->session, true, SPAN("试"), &err), RC_OK);
    review_line(&office->review, "没有别的情况。", "{1}没有{/1}[-别的-]{+其他+}情况。");
    review_comment(&office->review, 1, "请核实", 0, false);
    (void)come_back(office);
    assert_int_equal(report_last_remark(report_of(office)), 2);
    assert_int_equal(session_answer_remark(office->session, 1, true, SPAN("已核"), &err), RC_OK);
    assert_int_equal(session_take_proposal(office->session, 2, false, &err), RC_LOCKED);
    assert_prints(office, "没有别的情况。");
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

static void assert_is_the_file_after(const struct office *office) {
    struct reviewed file;
    struct printed printed;
    struct str after = STR_INIT, wanted = STR_INIT, seen = STR_INIT;
    assert_int_equal(docx_read_review(&file, str_span(&office->file), NULL), RC_OK);
    reviewed_add_text(&after, &file, true);
    printed_make(&printed, report_of(office));
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
    struct office *office = *state;
    struct random random = {11};
    review_close(&office->review, &office->file);
    for (size_t i = 0; i < 40; i++) {
        static const char *const lines[] = {"全年开展培训6次。", "完成情况较好。",
                                            "没有别的情况。"};
        load(office, make_report());
        open_review(office);
        for (size_t k = 0; k < ARRAY_LEN(lines); k++) {
            struct str marked = STR_INIT;
            mark_line(&marked, &random, span_of(lines[k]));
            if (random_below(&random, 4) == 0)
                review_add_paragraph(&office->review, lines[k], "{+新的一段+}");
            review_line(&office->review, lines[k], marked.s);
            str_release(&marked);
        }
        struct remark_intake in = come_back(office);
        assert_int_equal(in.remarks, 0);
        take_all(office, "李局");
        assert_is_the_file_after(office);
    }
}

#define ON(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(comments_stand_at_their_words),
        ON(a_thread_is_a_remark_with_notes),
        ON(a_comment_at_no_words_is_of_the_whole),
        ON(tracked_changes_are_proposals),
        ON(paragraphs_come_go_and_move),
        ON(both_halves_of_a_move_go_together),
        ON(differences_without_a_trace_are_unsigned_proposals),
        ON(a_figure_that_is_written_over_is_a_proposal_for_the_figure),
        ON(what_cannot_be_edited_is_a_remark),
        ON(items_that_come_are_numbered_by_the_program),
        ON(rows_come_and_go),
        ON(what_the_clerk_has_changed_since_is_no_proposal),
        ON(over_text_that_has_changed_three_texts_are_shown),
        ON(what_the_clerk_has_done_already_is_taken),
        ON(a_proposal_is_refused_or_undone),
        ON(the_same_file_twice_adds_nothing),
        ON(a_later_file_adds_what_is_new_in_it),
        ON(an_answer_that_lost_its_thread_is_known_again),
        ON(another_reports_file_is_refused_by_name),
        ON(where_the_export_is_not_known_differences_are_listed),
        ON(a_file_without_marks_is_matched_by_its_text),
        ON(a_final_report_takes_remarks_and_no_proposal),
        ON(all_that_is_taken_gives_the_files_own_text),
    };
    return cmocka_run_group_tests_name("session/remark_in", tests, NULL, NULL);
}
