/* A reviewed file of strangers against a report: everything in it is counted, each remark stands
 * somewhere and is read as it was written. */
#include "base/text/utf8.h"
#include "exchange/docx/review.h"
#include "model/remark/intake.h"
#include "model/remark/spot.h"
#include "model/report_values.h"
#include "tests/fuzz/target.h"
#include "tests/support/docx_builder.h"

#include <string.h>

static struct report *make_report(void) {
    static const struct {
        const char *heading, *text;
        enum line_tag tag;
    } sections[] = {{"情况", "全年开展培训6次。\n完成较好。", LINE_PARAGRAPH},
                    {"问题", "编制粗。\n下达晚。", LINE_ITEM},
                    {"数据", "甲\t乙\n1\t2", LINE_ROW},
                    {"其他", "", LINE_PARAGRAPH}};
    struct report *report = report_new();
    section_set_text(&report->title, SPAN("某局报告"));
    section_set_text(&report->sign_off, SPAN("某局"));
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        struct section *section = report_add_section(report, report->root, i);
        section_set_text(&section->heading, span_of(sections[i].heading));
        body_set_text(&section->body, span_of(sections[i].text), sections[i].tag);
        section->touched = true;
    }
    return report;
}

static void check_spot(const struct report *report, const struct remark *remark) {
    struct remark_spot spot;
    struct str text = STR_INIT;
    remark_find_spot(&spot, report, remark);
    remark_add_part_text(&text, report, spot.section, spot.part);
    if (spot.section >= 0 && report_find_in_tree(report, spot.section) == NULL)
        fuzz_fail("a remark stands in no section");
    if (spot.section >= 0 && spot.offset + spot.length > utf8_count(str_span(&text)))
        fuzz_fail("a remark stands behind its text");
    str_release(&text);
}

static void check_item(const struct report *report, const struct remark *remark) {
    struct str value = STR_INIT, again = STR_INIT;
    struct remark read;
    remark_add_value(&value, remark);
    if (!utf8_is_valid(str_span(&value), NULL) || !remark_read(&read, 1, str_span(&value)))
        fuzz_fail("a remark is not read again");
    remark_add_value(&again, &read);
    if (!span_equal(str_span(&value), str_span(&again)))
        fuzz_fail("a remark is read as another");
    check_spot(report, &read);
    remark_release(&read);
    str_release(&again);
    str_release(&value);
}

static void check_intake(const struct reviewed *file, bool known) {
    struct report *report = make_report();
    struct remark_intake in;
    const struct intake_order order = {.file = file, .then = known ? report : NULL, .now = report};
    remark_intake_make(&in, &order);
    size_t others = 0;
    others += file->looks > 0;
    others += file->objects > 0;
    others += file->passing > 0;
    if (in.comments + in.changes + in.differences !=
        in.remarks + in.proposals + in.again + in.left_count - others)
        fuzz_fail("something of the file is not counted");
    for (size_t i = 0; i < in.count; i++)
        check_item(report, &in.items[i]);
    remark_intake_release(&in);
    report_free(report);
}

/* Parts are split by a 0 byte: document body, comments, footnotes. */
void fuzz_review(struct span bytes) {
    static const char *const kinds[] = {"comments", "footnotes"};
    struct docx_builder builder = {0};
    struct reviewed file;
    struct str part = STR_INIT, docx = STR_INIT;
    struct err err = {0};
    for (size_t i = 0; i <= ARRAY_LEN(kinds); i++) {
        const char *end = bytes.n > 0 ? memchr(bytes.p, '\0', bytes.n) : NULL;
        size_t n = end != NULL ? (size_t)(end - bytes.p) : bytes.n;
        str_set(&part, span_sub(bytes, 0, n));
        if (i == 0)
            docx_builder_document(&builder, part.s);
        else
            docx_builder_related(&builder, kinds[i - 1], part.len > 0 ? part.s : NULL);
        bytes = span_sub(bytes, n < bytes.n ? n + 1 : n, bytes.n);
    }
    docx_builder_finish(&builder, &docx);
    if (docx_read_review(&file, str_span(&docx), &err) == RC_OK) {
        check_intake(&file, true);
        check_intake(&file, false);
    } else if (err.text[0] == '\0') {
        fuzz_fail("a file is refused without a word");
    }
    reviewed_release(&file);
    str_release(&part);
    str_release(&docx);
}
