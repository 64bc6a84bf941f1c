#include "tests/support/review_case.h"

#include "base/mem.h"
#include "model/remark/printed.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "session/change.h"
#include "session/exchange.h"
#include "session/opened.h"
#include "session/proposal.h"
#include "session/report.h"
#include "store/verify.h"
#include "tests/support/folder.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct report *review_case_report(void) {
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

const struct report *review_case_open(const struct review_case *office) {
    return session_report(office->session);
}

void review_case_export(struct review_case *office) {
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

void review_case_load(struct review_case *office, struct report *made) {
    int64_t id = 0;
    struct err err = {0};
    if (session_add_report(office->session, made, ACT_IMPORT, &id, &err) != RC_OK ||
        session_load(office->session, id, &err) != RC_OK)
        fail_msg("%s", err.text);
    report_free(made);
}

int review_case_setup(void **state) {
    struct review_case *office = MEM_NEW(struct review_case);
    void *place = NULL;
    (void)store_case_setup(&place);
    office->place = place;
    str_init(&office->file);
    office->session = case_open_session(office->place->path, "zhang");
    review_case_load(office, review_case_report());
    review_case_export(office);
    *state = office;
    return 0;
}

int review_case_teardown(void **state) {
    struct review_case *office = *state;
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

enum rc review_case_take_in(struct review_case *office, struct review_result *result,
                            struct err *err) {
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

struct remark_intake review_case_take(struct review_case *office) {
    struct review_result result;
    struct err err = {0};
    if (review_case_take_in(office, &result, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_all_counted(&result.intake);
    struct remark_intake counts = result.intake;
    review_result_release(&result);
    return counts;
}

struct remark_intake review_case_come_back(struct review_case *office) {
    str_clear(&office->file);
    review_close(&office->review, &office->file);
    return review_case_take(office);
}

void remarks_show(struct str *out, const struct report *report) {
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

void assert_remarks(const struct review_case *office, const char *wanted) {
    struct str seen = STR_INIT;
    remarks_show(&seen, review_case_open(office));
    assert_string_equal(seen.s, wanted);
    str_release(&seen);
}

void assert_prints(const struct review_case *office, const char *words) {
    struct printed printed;
    printed_make(&printed, review_case_open(office));
    if (span_find(str_span(&printed.text), span_of(words)) == SIZE_MAX)
        fail_msg("no “%s” in %s", words, printed.text.s);
    printed_release(&printed);
}

void review_case_take_all(struct review_case *office, const char *author) {
    size_t done = 0, left = 0;
    struct err err = {0};
    if (session_take_all(office->session, span_of(author), &done, &left, &err) != RC_OK)
        fail_msg("%s", err.text);
    if (left > 0) {
        struct str seen = STR_INIT;
        remarks_show(&seen, review_case_open(office));
        fail_msg("%zu left of\n%s", left, seen.s);
    }
}

void review_case_put(struct review_case *office, const char *section, const char *text) {
    struct err err = {0};
    const struct section *at = report_find_section(review_case_open(office), span_of(section));
    if (session_put(office->session, at->id, span_of(text), &err) != RC_OK)
        fail_msg("%s", err.text);
}
