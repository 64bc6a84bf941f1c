/* 附件说明: the names of the attachments below the text, before who signs (GB/T 9704-2012, 7.3.4).
 */
#include "model/document.h"
#include "model/page.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "tests/support/model_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TEXT  "sections:\n  - {name: a, label: 甲}\n"
#define FIRST "  - {name: f, label: 基础数据表, attachment: true}\n"
#define LONG                                                                                       \
    "  - {name: s, label: 云川市望湖区梧桐里街道办事处部门整体支出绩效自评表, attachment: true}\n"
#define TOP "form_id: t\ntitle: 报告\n"

/* A report of that template with a line in each section, signed. */
static struct report *make(const char *yaml, const char *body) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(yaml), "t", &err) != RC_OK)
        fail_msg("%s", err.text);
    struct report *report = report_new_from_template(template, SPAN("某局"), SPAN(""), 2023);
    section_set_text(&report->sign_off, SPAN("某局"));
    for (struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        body_add_line(&at->body, span_of(at->attachment ? "表。" : body), LINE_PARAGRAPH, NULL);
    return report;
}

static void assert_notes(const char *yaml, const char *body, const char *notes) {
    struct report *report = make(yaml, body);
    struct document document;
    struct str out = STR_INIT;
    document_from_report(&document, report, false);
    for (size_t i = 0; i < document.count; i++) {
        const struct block *block = &document.blocks[i];
        if (block->kind == BLOCK_NOTE && out.len == 0) /* behind the text, before who signs */
            assert_int_equal(document.blocks[i - 1].kind, BLOCK_PARAGRAPH);
        if (block->kind == BLOCK_NOTE)
            str_add_format(&out, "%s\n", block->text);
    }
    assert_string_equal(out.s, notes);
    str_release(&out);
    document_release(&document);
    report_free(report);
}

static void names_stand_below_the_text(void **state) {
    (void)state;
    assert_notes(TOP TEXT, "正文。", "");
    assert_notes(TOP TEXT FIRST, "正文。", "附件：基础数据表\n");
    assert_notes(TOP TEXT FIRST LONG, "正文。",
                 "附件：1. 基础数据表\n2. 云川市望湖区梧桐里街道办事处部门整体支出绩效自评表\n");
}

static void a_note_of_ones_own_and_a_template_without_have_none(void **state) {
    (void)state;
    assert_notes(TOP TEXT FIRST, "附件：一份表", "");
    assert_notes(TOP "settings: {attachment_note: false}\n" TEXT FIRST, "正文。", "");
}

static void further_lines_stand_below_the_first_character_of_the_name(void **state) {
    struct report *report = make(TOP TEXT FIRST LONG, "正文。");
    struct document document;
    struct pages pages;
    size_t at = 0;
    (void)state;
    document_from_report(&document, report, false);
    pages_layout(&pages, &document);
    while (strncmp(pages.lines[at].text, "　　附件：", strlen("　　附件：")) != 0)
        at++;
    assert_string_equal(pages.lines[at - 1].text, "");
    assert_string_equal(pages.lines[at].text, "　　附件：1. 基础数据表");
    assert_string_equal(pages.lines[at + 1].text,
                        "　　　　　2. 云川市望湖区梧桐里街道办事处部门整体支出绩");
    assert_string_equal(pages.lines[at + 2].text, "　　　　　　 效自评表");
    pages_release(&pages);
    document_release(&document);
    report_free(report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stand_below_the_text),
        cmocka_unit_test(a_note_of_ones_own_and_a_template_without_have_none),
        cmocka_unit_test(further_lines_stand_below_the_first_character_of_the_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
