/* Markdown out, to the byte. */
#include "base/base.h"
#include "exchange/md/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct block *add(struct document *document, enum block_kind kind, const char *label,
                         const char *heading, const char *text) {
    struct block *block = document_add(document, kind);
    if (label != NULL)
        block->label = document_copy(document, span_of(label));
    if (heading != NULL)
        block->heading = document_copy(document, span_of(heading));
    block->text = document_copy(document, span_of(text));
    return block;
}

static void assert_written(struct document *document, const char *expected) {
    struct str out = STR_INIT;
    md_write(&out, document);
    assert_string_equal(out.s, expected);
    str_release(&out);
    document_release(document);
}

static void blocks_become_what_they_are(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_TITLE, NULL, NULL, "2022年度甲街道");
    add(&document, BLOCK_TITLE, NULL, NULL, "报告");
    add(&document, BLOCK_PARAGRAPH, NULL, NULL, "现报告如下：");
    add(&document, BLOCK_HEADING, "一、", "概况", "")->level = 1;
    add(&document, BLOCK_HEADING, "①", "深", "")->level = 7;
    add(&document, BLOCK_ITEM, "1.", NULL, "粗");
    add(&document, BLOCK_ITEM, "（2）", NULL, "晚");
    add(&document, BLOCK_ITEM, NULL, NULL, "3. 散");
    add(&document, BLOCK_SIGN_OFF, NULL, NULL, "甲<&>局");
    add(&document, BLOCK_SIGN_OFF, NULL, NULL, "2023年4月1日");
    assert_written(&document, "# 2022年度甲街道<br>报告\n\n现报告如下：\n\n## 一、概况\n\n"
                              "###### ①深\n\n1. 粗\n- （2）晚\n- 3\\. 散\n\n"
                              "<p align=\"right\">甲&lt;&amp;&gt;局</p>\n"
                              "<p align=\"right\">2023年4月1日</p>\n");
}

static void run_in_headings_are_bold_where_asterisks_hold(void **state) {
    static const struct {
        const char *label, *heading, *mark, *text, *expected;
    } cases[] = {
        {"（一）", "经济稳", "。", "今年好。", "**（一）经济稳**。今年好。\n"},
        {"（一）", "经济稳", "", "今年好。", "**（一）经济稳**今年好。\n"},
        {"（一）", "经济（稳）", "。", "好。", "**（一）经济（稳）**。好。\n"},
        {"（一）", "经济（稳）", "", "好。", "<strong>（一）经济（稳）</strong>好。\n"},
        {"（一）", "经济稳", "。", "", "**（一）经济稳**。\n"},
        {"（一）", "", "", "好。", "<strong>（一）</strong>好。\n"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct document document = {0};
        struct block *block =
            add(&document, BLOCK_PARAGRAPH, cases[i].label, cases[i].heading, cases[i].text);
        block->level = 2;
        block->end_mark = document_copy(&document, span_of(cases[i].mark));
        assert_written(&document, cases[i].expected);
    }
}

static void tables_are_pipes_and_keep_their_cells(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_TABLE, NULL, NULL, "项目\t预算\n甲\t 1 \t3\n\t");
    add(&document, BLOCK_TABLE, NULL, NULL, "a|b");
    assert_written(&document, "| 项目 | 预算 ||\n| --- | ---: | ---: |\n| 甲 | &#32;1&#32; | 3 |\n"
                              "|  |  |\n\n| a\\|b |\n| --- |\n");
}

static void text_is_never_taken_for_marks(void **state) {
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"*甲* _乙_ `丙`", "\\*甲\\* \\_乙\\_ \\`丙\\`\n"},
        {"# 甲", "\\# 甲\n"},
        {"- 甲", "\\- 甲\n"},
        {"+ 甲", "\\+ 甲\n"},
        {"1. 甲", "1\\. 甲\n"},
        {"12) 甲", "12\\) 甲\n"},
        {"1.甲", "1.甲\n"},
        {"2022. ", "2022\\. \n"},
        {"<p>&lt;[x](y)~\\", "\\<p\\>\\&lt;\\[x\\](y)\\~\\\\\n"},
        {"2022年-2023年", "2022年-2023年\n"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct document document = {0};
        add(&document, BLOCK_PARAGRAPH, NULL, NULL, cases[i].text);
        assert_written(&document, cases[i].expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_become_what_they_are),
        cmocka_unit_test(run_in_headings_are_bold_where_asterisks_hold),
        cmocka_unit_test(tables_are_pipes_and_keep_their_cells),
        cmocka_unit_test(text_is_never_taken_for_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
