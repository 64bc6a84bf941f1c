/* Web pages, whatever they are called: what a browser shows is what is read. */
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/html/markup.h"
#include "exchange/html/mime.h"
#include "exchange/import.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define PAGE(body)                                                                                    \
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=\"utf-8\">"        \
    "<style>p{color:red}</style><title>不印</title></head><body><h1>某局2023年度绩效报告</" \
    "h1>" body "</body></html>"

static void read_bytes(struct str *text, struct str *notes, struct span bytes, const char *name) {
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = name};
    struct import_draft draft;
    if (import_bytes(&draft, bytes, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(draft.kept + draft.left_out, draft.all);
    assert_int_equal(
        export_bytes(text, draft.report, &(struct export_options){.format = "txt"}, NULL, &err),
        RC_OK);
    for (size_t i = 0; i < draft.findings.count; i++)
        str_add_format(notes, "%s:%s\n", draft.findings.items[i].rule,
                       draft.findings.items[i].message);
    import_draft_release(&draft);
}

static void assert_bytes(struct span bytes, const char *name, const char *expected,
                         const char *note) {
    struct str text = STR_INIT, notes = STR_INIT, whole = STR_INIT;
    read_bytes(&text, &notes, bytes, name);
    str_add_format(&whole, "某局2023年度绩效报告\n\n%s", expected);
    assert_string_equal(text.s, whole.s);
    if (note != NULL && strstr(notes.s, note) == NULL)
        fail_msg("%s\nhas no %s", notes.s, note);
    str_release(&text);
    str_release(&notes);
    str_release(&whole);
}

static void assert_page(const char *page, const char *expected, const char *note) {
    assert_bytes(span_of(page), "去年.doc", expected, note);
}

static void test_text(void **state) {
    (void)state;
    assert_page(
        PAGE("<p>一、基本情况<p>支出\n 120<b>万元</b>。<!-- 不 --><br>次行<script>x</script>"),
        "　　一、基本情况\n　　支出 120万元。\n　　次行\n", NULL);
    assert_page(PAGE("<div>前<div>中</div>后</div>"), "　　前\n　　中\n　　后\n", NULL);
    assert_page(PAGE("<p>3200m<sup>2</sup>，1.2×10<span style=\"vertical-align:super\">4</span>"),
                "　　3200m²，1.2×10⁴\n", NULL);
    assert_page(
        PAGE("<p>10<span style='position:relative;top:-6.0pt;mso-text-raise:6.0pt'>4</span>万，"
             "H<span style='vertical-align:-3pt'>2</span>O，m<span "
             "style='vertical-align:30%'>2</span>"),
        "　　10⁴万，H₂O，m²\n", NULL);
    assert_page(PAGE("<p>2<sup>3<sup>2</sup></sup>，10<sup>４</sup>"), "　　2^(3^2)，10⁴\n", NULL);
    assert_page(PAGE("<p>可见<span style='display : none'>隐藏</span>文字"), "　　可见文字\n",
                "hidden:2字");
    assert_page(PAGE("<p>保留<s>作废</s><strike>的</strike>"), "　　保留作废的\n", "struck:3字");
    assert_page(PAGE("<p>&lt;b&gt; 1&nbsp;&amp; 2"), "　　<b> 1\u00A0& 2\n", NULL);
    assert_page(PAGE("<p><ruby>裴<rp>(</rp><rt>péi</rt></ruby>家湾"), "　　裴（péi）家湾\n", NULL);
    assert_page(PAGE("<p>图<img alt=\"照片\">"), "　　图\n", "image:1张图片没有导入：照片");
}

static void labels_are_those_that_show(void **state) {
    (void)state;
    assert_page(PAGE("<ol reversed><li>末<li>中<li>首</ol>"), "　　 3.末\n　　2.中\n　　1.首\n",
                NULL);
    assert_page(PAGE("<ol><li>甲<li style='display:none'>藏<li>乙<li "
                     "style='list-style:none'>丙</ol>"),
                "　　 1.甲\n　　2.乙\n　　丙\n", "hidden:1字");
    assert_page(PAGE("<ol style='list-style: none inside'><li>甲</ol><ul role=list><li>1.乙</ul>"),
                "　　 甲\n　　1.乙\n", NULL);
}

/* A page that tracks changes comes in as it is once they are accepted. */
static void test_deleted(void **state) {
    static const char note[] = "deleted:修订中已删除的3字";
    (void)state;
    assert_page(PAGE("<p>支出<del>100</del><ins>200</ins>万元"), "　　支出200万元\n", note);
    assert_page(PAGE("<p>支出 <del> 1<b>0</b>0\n</del> <ins>200</ins>"), "　　支出 200\n", note);
    assert_page(PAGE("<p>前<del><p>已删除</p></del><p>后"), "　　前\n　　后\n", note);
    assert_page(PAGE("<table><tr><td>甲<td><del>100</del>200</table>"), "　　甲\t200\n", note);
    assert_page(PAGE("<table><tr><td>甲<td>乙</tr><del><tr><td>旧<td>值</tr></del></table>"),
                "　　甲\t乙\n", "deleted:修订中已删除的2字");
}

/* Elements that hold nothing do not swallow what follows, known to the library or not. */
static void test_void(void **state) {
    static const char *const names[] = {
        "area",  "base", "basefont",          "bgsound", "br",   "col",  "embed", "frame",
        "hr",    "img",  "input type=hidden", "keygen",  "link", "meta", "param", "source",
        "track", "wbr"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct str page = STR_INIT;
        str_add_format(&page,
                       PAGE("<div><%s></div><p>中</p>"
                            "<table><tr><td>甲<td><%s>乙<tr><td>丙<td>丁</table><p>后"),
                       names[i], names[i]);
        assert_page(page.s, "　　中\n　　甲\t乙\n　　丙\t丁\n　　后\n",
                    strcmp(names[i], "embed") == 0 ? "object:2个" : NULL);
        str_release(&page);
    }
    assert_page(PAGE("<p>前<embed src=a.swf>后<p>次</p>末"), "　　前后\n　　次\n　　末\n",
                "object:1个");
}

/* Word writes conditions for its own eyes; a browser takes them for comments. */
static void test_declarations(void **state) {
    (void)state;
    assert_page(PAGE("<p><![if !supportLists]>一、<![endif]>基本情况<p>文<![CDATA[不]]>。"),
                "　　一、基本情况\n　　文。\n", NULL);
    assert_page(PAGE("<!--[if gte mso 9]><p>不<![endif]--><!--[if !mso]><!--><p>是<!--<![endif]-->"
                     "<table><![if !a]><tr><td>甲<![endif]><td>乙</table>"),
                "　　是\n　　甲\t乙\n", NULL);
    assert_page(PAGE("<script>a<!b</script><p title='<!x' it's>前<textarea><!y></textarea>"),
                "　　前\n　　<!y>\n", NULL);
    assert_page(PAGE("<p>1 < 2，<!n>3<!"), "　　1 < 2，3\n", NULL);
}

/* As long as the page, whatever it holds. */
static void test_long_declarations(void **state) {
    static const char *const heads[] = {"<!", "<p '", "<script>", "<!--", "<p a='", "</", "<"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        struct str page = STR_INIT, out = STR_INIT;
        str_add_repeat(&page, span_of(heads[i]), 1000000);
        html_add_markup(&out, str_span(&page));
        assert_int_equal(out.len, i == 0 ? 0 : page.len);
        str_release(&page);
        str_release(&out);
    }
}

/* By the table of Windows-1252, as browsers read them. */
static void test_references(void **state) {
    (void)state;
    assert_page(PAGE("<p>&#147;三公&#x94;&#150;&#0128;&#133&amp;#147;"), "　　“三公”–€…&#147;\n",
                NULL);
    assert_page(PAGE("<p>&#65;&#160;&#129;。"), "　　A\u00A0。\n", NULL);
    struct str out = STR_INIT;
    html_add_references(&out, SPAN("&#;&#x;&#4294967443;&#x1;&#X80&#"));
    assert_string_equal(out.s, "&#;&#x;&#4294967443;&#x1;€&#");
    str_release(&out);
}

/* Nobody sees them, and they are counted. */
static void test_stripped(void **state) {
    struct import_options options = {.name = "a.html"};
    struct import_draft draft;
    struct err err = {.rc = RC_OK};
    static const char page[] =
        PAGE("<p>三&#8203;公\xEF\xBB\xBF经&#x202E;费<math><mi>a\u2061</mi></math>");
    (void)state;
    assert_page(page, "　　三公经费a\n", NULL);
    assert_int_equal(import_bytes(&draft, SPAN(page), &options, &err), RC_OK);
    assert_int_equal(draft.cleaned.stripped, 3);
    assert_int_equal(draft.cleaned.first, 0x200B);
    import_draft_release(&draft);
}

static void test_forms_and_formulas(void **state) {
    (void)state;
    assert_page(PAGE("<p><input type=checkbox checked>优 <input type=checkbox>良"), "　　☑优 □良\n",
                NULL);
    assert_page(PAGE("<p><select><option>甲<option selected>乙</select>"), "　　乙\n", NULL);
    assert_page(PAGE("<p>率=<math><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
                     "</mfrac></math>"),
                "　　率=1/(a+b)\n", NULL);
}

static void test_lists(void **state) {
    (void)state;
    assert_page(PAGE("<p>文。<ol start=3><li>甲<li value=7>乙<li>丙</ol>"),
                "　　 文。\n　　3.甲\n　　7.乙\n　　8.丙\n", NULL);
}

static void test_tables(void **state) {
    (void)state;
    assert_page(PAGE("<table><tr><th>指标<th>分值<tr><td rowspan=2>产出<td>10<tr><td>15</table>"),
                "　　指标\t分值\n　　产出\t　10\n　　 　 \t　15\n", NULL);
    assert_page(PAGE("<table><caption>表1</caption><tr><td>甲<td>乙</tr>漏</table>"),
                "　　表1\n　　甲\t乙\n　　漏\n", NULL);
}

/* What a page says of its encoding is believed where it can be true. */
static void test_encodings(void **state) {
    (void)state;
    assert_bytes(SPAN("<meta charset=gb2312><h1>\xC4\xB3\xBE\xD6"
                      "2023\xC4\xEA\xB6\xC8\xBC\xA8\xD0\xA7\xB1\xA8\xB8\xE6</h1><p>\xB1\xA8"),
                 "a.htm", "　　报\n", NULL);
    assert_bytes(SPAN("<meta charset=gb2312><h1>某局2023年度绩效报告</h1><p>报"), "a.htm",
                 "　　报\n", NULL);
}

static void test_archive(void **state) {
    (void)state;
    assert_bytes(SPAN("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
                      "\tboundary=\"--=_1\"\r\n\r\n前言\r\n----=_1\r\n"
                      "Content-Type: text/html; charset=\"gb2312\"\r\n"
                      "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                      "<h1>=C4=B3=BE=D62023=C4=EA=B6=C8=BC=A8=D0=A7=\r\n=B1=A8=B8=E6</h1>"
                      "<p>=B1=A8\r\n----=_1\r\nContent-Type: image/png\r\n\r\nx\r\n----=_1--\r\n"),
                 "去年.doc", "　　报\n", NULL);
    assert_bytes(
        SPAN("Content-Type: multipart/related; boundary=a\n\n--a\n"
             "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
             "PGgxPuafkOWxgDIwMjPlubTluqbnu6nmlYjmiqXlkYo8L2gxPjxwPuaKpTwvcD48cD7lkI7ml"),
        "去年.mht", "　　报\n　　后\u3013\n", "cut:文件没有到头");
    struct str page = STR_INIT, charset = STR_INIT;
    bool cut = true;
    assert_true(mime_find_page(
        SPAN("Content-Type: text/html\nContent-Transfer-Encoding: BASE64\n\nPGI+\n eDwvYj4=\n"),
        &page, &charset, &cut));
    assert_false(cut);
    assert_string_equal(page.s, "<b>x</b>");
    assert_string_equal(charset.s, "");
    str_clear(&page);
    assert_false(mime_find_page(SPAN("Content-Type: multipart/related; boundary=a\n\n--a\n\nx\n"),
                                &page, &charset, &cut));
    str_release(&page);
    str_release(&charset);
}

static void test_flat_package(void **state) {
    (void)state;
    assert_bytes(
        SPAN("<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package "
             "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><pkg:part "
             "pkg:name=\"/word/document.xml\"><pkg:xmlData><w:document "
             "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
             "<w:p><w:r><w:t>某局2023年度绩效报告</w:t></w:r></w:p><w:p><w:r><w:t>支出120万元。"
             "</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>"),
        "去年.doc", "　　支出120万元。\n", NULL);
}

/* Half a page would be a loss in silence. */
/* A page that was not copied whole comes in with a word, as an archive does. */
static void test_cut(void **state) {
    static const char *const cut[] = {"<html><body><h1>某局2023年度绩效报告</h1><p>报",
                                      "<h1>某局2023年度绩效报告</h1><p>报<br cla",
                                      "<h1>某局2023年度绩效报告</h1><p>报</p",
                                      "<h1>某局2023年度绩效报告</h1><p>报<!-- 注",
                                      "<HTML><h1>某局2023年度绩效报告</h1><p>报</p>"};
    static const char *const whole[] = {
        "<h1>某局2023年度绩效报告</h1><p>报", /* a piece of a page */
        "<HTML><BODY><h1>某局2023年度绩效报告</h1><p>报</BODY></HTML>\n",
        "<html><body><h1>某局2023年度绩效报告</h1><p>报<!-- <p --></body>",
        "<h1>某局2023年度绩效报告</h1><p>报<script>a < 3</script>"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cut); i++)
        assert_bytes(span_of(cut[i]), "去年.html", "　　报\n", "cut:网页没有到头");
    for (size_t i = 0; i < ARRAY_LEN(whole); i++) {
        struct str text = STR_INIT, notes = STR_INIT;
        read_bytes(&text, &notes, span_of(whole[i]), "去年.html");
        if (strstr(notes.s, "cut:") != NULL)
            fail_msg("%s\n%s", whole[i], notes.s);
        str_release(&text);
        str_release(&notes);
    }
}

static void test_too_deep(void **state) {
    struct str page = STR_INIT;
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = "a.html"};
    struct import_draft draft;
    (void)state;
    str_add_text(&page, "<html><body>");
    str_add_repeat(&page, SPAN("<div>"), 3000);
    str_add_text(&page, "深处");
    assert_int_equal(import_bytes(&draft, str_span(&page), &options, &err), RC_INPUT);
    str_release(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_forms_and_formulas),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_archive),
        cmocka_unit_test(test_too_deep),
        cmocka_unit_test(test_flat_package),
        cmocka_unit_test(labels_are_those_that_show),
        cmocka_unit_test(test_deleted),
        cmocka_unit_test(test_void),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_stripped),
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_long_declarations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
