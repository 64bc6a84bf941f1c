/* Web pages out: well-formed, escaped, and what assistive programs need. */
#include "exchange/html/write.h"
#include "tests/support/archive.h"
#include "tests/support/random.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { ROUNDS = 100 };

static struct block *add(struct document *document, enum block_kind kind, int level,
                         const char *heading, const char *text) {
    struct block *block = document_add(document, kind);
    block->level = level;
    block->heading = document_copy(document, span_of(heading));
    block->text = document_copy(document, span_of(text));
    return block;
}

/* Everything behind <main>. */
static void assert_body(const struct document *document, const char *expected) {
    struct str out = STR_INIT;
    html_write(&out, document, NULL);
    xmlFreeDoc(archive_parse(str_span(&out)));
    const char *body = strstr(out.s, "<main>\n");
    assert_non_null(body);
    str_splice(&out, 0, (size_t)(body - out.s) + strlen("<main>\n"), SPAN(""));
    const char *end = strstr(out.s, "</main>");
    assert_non_null(end);
    str_cut(&out, (size_t)(end - out.s));
    assert_string_equal(out.s, expected);
    str_release(&out);
}

static void blocks_become_what_they_are(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_TITLE, 0, NULL, "2022年度甲街道");
    add(&document, BLOCK_TITLE, 0, NULL, "报告");
    add(&document, BLOCK_HEADING, 1, "一、概况", "");
    add(&document, BLOCK_PARAGRAPH, 2, "（一）好。", "今年好。");
    add(&document, BLOCK_ITEM, 0, NULL, "1.粗");
    add(&document, BLOCK_ITEM, 0, NULL, "2.晚");
    add(&document, BLOCK_HEADING, 8, "深", "");
    add(&document, BLOCK_HEADING, 1, "附件", "")->attachment = true;
    struct block *attachment = add(&document, BLOCK_HEADING, 1, "基础数据表", "");
    attachment->attachment = true;
    attachment->numbering = NUMBERING_ATTACHMENT;
    attachment->label = document_copy(&document, SPAN("附件2"));
    add(&document, BLOCK_PARAGRAPH, 0, NULL, "文");
    assert_body(&document,
                "<h1>2022年度甲街道<br/>报告</h1>\n<h2>一、概况</h2>\n"
                "<div class=\"run-in\"><h3>（一）好。</h3><p>今年好。</p></div>\n"
                "<ul role=\"list\">\n<li>1.粗</li>\n<li>2.晚</li>\n</ul>\n"
                "<h6 aria-level=\"9\">深</h6>\n<h2 class=\"attachment\">附件</h2>\n"
                "<h2 class=\"attachment\" style=\"padding-left:3.5em;text-indent:-3.5em\">"
                "附件2　基础数据表</h2>\n<p>文</p>\n");
    document_release(&document);
}

static void table_head_has_its_scope(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_TABLE, 0, NULL, "单位：元\n项目\t预算\n甲\t");
    add(&document, BLOCK_TABLE, 0, NULL, "一\t二");
    assert_body(&document,
                "<table>\n<thead>\n<tr><th scope=\"colgroup\" colspan=\"2\">单位：元</th></tr>\n"
                "<tr><th scope=\"col\">项目</th><th scope=\"col\">预算</th></tr>\n</thead>\n"
                "<tbody>\n<tr><td>甲</td><td></td></tr>\n</tbody>\n</table>\n"
                "<table>\n<tbody>\n<tr><td>一</td><td>二</td></tr>\n</tbody>\n</table>\n");
    document_release(&document);
}

static void last_cell_of_a_short_row_takes_the_rest(void **state) {
    struct document document = {0};
    struct str out = STR_INIT;
    (void)state;
    document_add(&document, BLOCK_TABLE)->text =
        document_copy(&document, SPAN("项目\t预算\t执行\n甲\t1\t2\n措施\t<厉行>节约"));
    html_write(&out, &document, NULL);
    assert_non_null(strstr(
        out.s, "<tr><td>甲</td><td class=\"number\">1</td><td class=\"number\">2</td></tr>"));
    assert_non_null(strstr(out.s, "<tr><td>措施</td><td colspan=\"2\">&lt;厉行&gt;节约</td></tr>"));
    str_release(&out);
    document_release(&document);
}

static void labels_of_parts_begin_at_the_left(void **state) {
    struct document document = {0};
    struct str out = STR_INIT;
    (void)state;
    add(&document, BLOCK_TABLE, 0, NULL, "项目\t金额\n支出\t9\n其中：专项\t5");
    html_write(&out, &document, NULL);
    assert_non_null(strstr(out.s, "<td class=\"label\">支出</td>"));
    assert_non_null(strstr(out.s, "<td class=\"label\">其中：专项</td>"));
    assert_non_null(strstr(out.s, "td.label { text-align: left; }"));
    str_release(&out);
    document_release(&document);
}

static void date_stands_four_characters_before_the_edge(void **state) {
    struct document document = {0};
    (void)state;
    add(&document, BLOCK_SIGN_OFF, 0, NULL, "甲市乙区丙街道办事处");
    add(&document, BLOCK_SIGN_OFF, 0, NULL, "2023年4月13日");
    assert_body(&document, "<div class=\"sign-off\">\n"
                           "<p style=\"margin-right:2.25em\">甲市乙区丙街道办事处</p>\n"
                           "<p style=\"margin-right:4.00em\">2023年4月13日</p>\n</div>\n");
    document_release(&document);
}

static void page_says_its_language_encoding_and_title(void **state) {
    struct document document = {0};
    struct str out = STR_INIT;
    (void)state;
    add(&document, BLOCK_TITLE, 0, NULL, "甲<乙>");
    html_write(&out, &document, "gb18030");
    assert_non_null(strstr(out.s, "<html lang=\"zh-CN\">"));
    assert_non_null(strstr(out.s, "<meta charset=\"gb18030\"/>"));
    assert_non_null(strstr(out.s, "<title>甲&lt;乙&gt;</title>"));
    assert_true(span_starts_with(str_span(&out), SPAN("<!DOCTYPE html>\n")));
    /* one file: nothing is fetched */
    assert_null(strstr(out.s, "src="));
    assert_null(strstr(out.s, "href="));
    assert_null(strstr(out.s, "url("));
    str_release(&out);
    document_release(&document);
}

static void add_wild(struct str *out, struct random *random) {
    static const char *const pieces[] = {"<script>", "&amp;", "\"", "'", "]]>", "--", "甲", "</p>"};
    for (size_t n = 1 + random_below(random, 6); n > 0; n--)
        str_add_text(out, pieces[random_below(random, ARRAY_LEN(pieces))]);
}

static void any_text_is_text(void **state) {
    struct random random = {51};
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct document document = {0};
        struct str out = STR_INIT, text = STR_INIT, want = STR_INIT, seen = STR_INIT;
        for (size_t n = 1 + random_below(&random, 8); n > 0; n--) {
            str_clear(&text);
            add_wild(&text, &random);
            str_add(&want, str_span(&text));
            enum block_kind kind = (enum block_kind)random_below(&random, BLOCK_SIGN_OFF + 1);
            if (kind == BLOCK_HEADING)
                add(&document, kind, 1, text.s, "");
            else
                add(&document, kind, 0, NULL, text.s);
        }
        html_write(&out, &document, NULL);
        xmlDocPtr doc = archive_parse(str_span(&out));
        xmlNode *main = xml_next(xmlDocGetRootElement(doc), NULL, "main");
        assert_int_equal(xml_count(main, "script"), 0);
        xml_add_content(main, &seen);
        for (size_t at; (at = span_find(str_span(&seen), SPAN("\n"))) != SIZE_MAX;)
            str_splice(&seen, at, 1, SPAN(""));
        assert_string_equal(seen.s, want.s);
        xmlFreeDoc(doc);
        document_release(&document);
        str_release(&out);
        str_release(&text);
        str_release(&want);
        str_release(&seen);
    }
}

/* A level is written once, over the rows that go on with it. */
static void levels_of_a_form_are_merged_cells(void **state) {
    struct document document = {0};
    (void)state;
    struct block *form = add(&document, BLOCK_TABLE, 0, NULL,
                             "一级\t二级\t分\n产出\t数量\t8\n\t\t7\n\t质量\t5\n总分\t\t20");
    form->levels = 2;
    form->made = true;
    assert_body(&document,
                "<table>\n<thead>\n<tr><th scope=\"col\">一级</th><th scope=\"col\">二级</th>"
                "<th scope=\"col\">分</th></tr>\n</thead>\n<tbody>\n"
                "<tr><td rowspan=\"3\">产出</td><td rowspan=\"2\">数量</td><td>8</td></tr>\n"
                "<tr><td>7</td></tr>\n<tr><td>质量</td><td>5</td></tr>\n"
                "<tr><td>总分</td><td></td><td>20</td></tr>\n</tbody>\n</table>\n");
    document_release(&document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_of_a_form_are_merged_cells),
        cmocka_unit_test(blocks_become_what_they_are),
        cmocka_unit_test(table_head_has_its_scope),
        cmocka_unit_test(last_cell_of_a_short_row_takes_the_rest),
        cmocka_unit_test(labels_of_parts_begin_at_the_left),
        cmocka_unit_test(date_stands_four_characters_before_the_edge),
        cmocka_unit_test(page_says_its_language_encoding_and_title),
        cmocka_unit_test(any_text_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
