/* Comments in Word files: at the words, whatever stands between them, and nothing else changed. */
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/docx/comment.h"
#include "exchange/docx/read.h"
#include "exchange/import.h"
#include "model/import_draft.h"
#include "tests/support/archive.h"
#include "tests/support/docx_builder.h"
#include "tests/support/random.h"
#include "tests/support/word_schema.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { COMMENTS_MOST = 8, ROUNDS = 200 };

/* --- what stands under a comment --- */

struct under {
    struct str *out;
    const char *id;
    bool on, deleted;
};

static bool is_mark(const xmlNode *node, const char *name, const char *id) {
    return xml_is(node, name) && xml_value_is(node, "id", id);
}

static void walk_under(struct under *under, const xmlNode *node) {
    for (; node != NULL; node = node->next) {
        bool deletes = xml_is(node, "del");
        if (is_mark(node, "commentRangeStart", under->id))
            under->on = true;
        if (is_mark(node, "commentRangeEnd", under->id))
            under->on = false;
        if (under->on && !under->deleted && xml_is(node, "t"))
            xml_add_content(node, under->out);
        under->deleted |= deletes;
        walk_under(under, node->children);
        under->deleted &= !deletes;
    }
}

static void add_under(struct str *out, struct span docx, const char *id) {
    xmlDocPtr doc = archive_get_xml(docx, "word/document.xml");
    struct under under = {.out = out, .id = id};
    walk_under(&under, xmlDocGetRootElement(doc));
    assert_false(under.on);
    xmlFreeDoc(doc);
}

/* --- writing them --- */

/* Characters with ink. */
static void find_words(const struct docx_trace *trace, const char *words,
                       struct docx_comment *comment) {
    struct str all = STR_INIT;
    for (size_t i = 0; i < trace->count; i++)
        str_add_char(&all, trace->ink[i]);
    size_t at = span_find(str_span(&all), span_of(words));
    assert_true(at != SIZE_MAX);
    comment->from = utf8_count(span_sub(str_span(&all), 0, at));
    comment->to = comment->from + utf8_count(span_of(words));
    comment->text = SPAN("请核对");
    str_release(&all);
}

/* A comment on each of the words, which end with NULL. */
static void comment_on(struct str *out, struct span docx, const char *const *words) {
    struct docx_trace trace;
    struct docx_comment comments[COMMENTS_MOST];
    struct err err = {0};
    size_t count = 0;
    assert_int_equal(docx_read_places(&trace, docx, &err), RC_OK);
    for (; words[count] != NULL; count++)
        find_words(&trace, words[count], &comments[count]);
    assert_int_equal(docx_add_comments(out, docx, &trace, comments, count, "检查", &err), RC_OK);
    docx_trace_release(&trace);
}

static void add_text(struct str *out, struct span docx) {
    struct import_draft draft;
    struct err err = {0};
    assert_int_equal(import_bytes(&draft, docx, &(struct import_options){.name = "a.docx"}, &err),
                     RC_OK);
    struct document document;
    document_from_report(&document, draft.report, false);
    for (size_t i = 0; i < document.count; i++) {
        block_add_text(out, &document.blocks[i]);
        str_add_byte(out, '\n');
    }
    document_release(&document);
    import_draft_release(&draft);
}

static void assert_reads_the_same(struct span a, struct span b) {
    struct str was = STR_INIT, is = STR_INIT;
    add_text(&was, a);
    add_text(&is, b);
    assert_string_equal(is.s, was.s);
    str_release(&is);
    str_release(&was);
}

/* Every part that is no business of comments. */
static void assert_others_are_untouched(struct span before, struct span after) {
    static const char *const touched[] = {"word/document.xml", "word/comments.xml",
                                          "word/_rels/document.xml.rels", "[Content_Types].xml"};
    struct str name = STR_INIT, was = STR_INIT, is = STR_INIT;
    for (size_t i = 0; i < archive_count(before); i++) {
        bool may = false;
        str_clear(&name);
        archive_name(before, i, &name);
        for (size_t k = 0; k < ARRAY_LEN(touched); k++)
            may |= strcmp(touched[k], name.s) == 0;
        str_clear(&was);
        str_clear(&is);
        archive_get(before, name.s, &was);
        archive_get(after, name.s, &is);
        assert_true(may || span_equal(str_span(&was), str_span(&is)));
    }
    str_release(&is);
    str_release(&was);
    str_release(&name);
}

/* --- between the words --- */

#define RUN(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(runs)   "<w:p>" runs "</w:p>"

static const struct {
    const char *name, *body, *words, *under;
} places[] = {
    {"in the middle of a run", P(RUN("全年处置案件420件。")), "案件420件", "案件420件"},
    {"a whole run", P(RUN("前") RUN("中") RUN("后")), "中", "中"},
    {"across runs", P(RUN("处置案") RUN("件42") RUN("0件。")), "案件420件", "案件420件"},
    {"across paragraphs", P(RUN("一共十件。")) P(RUN("二共五件。")), "十件。二共", "十件。二共"},
    {"its look goes along", P("<w:r><w:rPr><w:b/></w:rPr><w:t>甲乙丙</w:t></w:r>"), "乙", "乙"},
    {"entities", P(RUN("a&lt;b&amp;c")), "b&", "b&"},
    {"blanks at the edges", P(RUN("甲 乙 丙")), "乙", "乙"},
    {"behind a tab", P("<w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t></w:r>"), "乙", "乙"},
    {"before a break", P("<w:r><w:t>甲乙</w:t><w:br/><w:t>丙</w:t></w:r>"), "乙", "乙"},
    {"over a tab and a break",
     P("<w:r><w:t>甲乙</w:t><w:tab/><w:t>丙</w:t><w:br/><w:t>丁戊</w:t></w:r>"), "乙丙丁",
     "乙丙丁"},
    {"a hyphen that is an element", P("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r>"),
     "-乙", "乙"},
    {"the result of a field",
     P(RUN("共") "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF x "
                 "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" RUN(
                     "420件") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" RUN("。")),
     "420", "420"},
    {"over a field and out of it",
     P(RUN("共") "<w:fldSimple w:instr=\" REF x \">" RUN("420件") "</w:fldSimple>" RUN("办结。")),
     "件办结", "件办结"},
    {"over what is deleted",
     P(RUN("共") "<w:del w:id=\"9\" "
                 "w:author=\"a\"><w:r><w:delText>三</w:delText></w:r></w:del>" RUN("四件")),
     "共四", "共四"},
    {"in what is inserted",
     P(RUN("共") "<w:ins w:id=\"9\" w:author=\"a\">" RUN("四百件") "</w:ins>" RUN("。")), "百",
     "百"},
    {"in a link", P("<w:hyperlink r:id=\"rId9\">" RUN("网站上公开") "</w:hyperlink>"), "上公",
     "上公"},
    {"in a control of any text",
     P("<w:sdt><w:sdtPr/><w:sdtContent>" RUN("三百件") "</w:sdtContent></w:sdt>"), "百", "百"},
    {"a control of plain text as a whole",
     P(RUN("共") "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" RUN(
         "三百件") "</w:sdtContent></w:sdt>"),
     "百", "三百件"},
    {"what has a reading as a whole",
     P(RUN("某") "<w:r><w:ruby><w:rt>" RUN("péi") "</w:rt><w:rubyBase>" RUN(
         "裴庄") "</w:rubyBase></w:ruby></w:r>" RUN("村")),
     "裴", "péi裴庄"},
    {"in a cell",
     "<w:tbl><w:tr><w:tc>" P(RUN("项目")) "</w:tc><w:tc>" P(
         RUN("一百万元")) "</w:tc></w:tr></w:tbl>" P(RUN("尾")),
     "百万", "百万"},
    {"behind a number that Word makes",
     P("<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" RUN(
         "一共十件")),
     "一共", "一共"},
    {"in a box, on what holds it",
     P(RUN("前") "<w:r><w:t>外</w:t><w:pict><v:shape><v:textbox><w:txbxContent>" P(
         RUN("框内文字")) "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
     "内文", "框内文字"},
    {"small capitals", P("<w:r><w:rPr><w:caps/></w:rPr><w:t>gdp growth</w:t></w:r>"), "DPG",
     "dp g"},
};

static const char numbering[] =
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num "
    "w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

static void a_comment_stands_at_its_words(void **state) {
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct str docx = STR_INIT, out = STR_INIT, under = STR_INIT;
        docx_build(&docx, places[i].body, NULL, numbering);
        comment_on(&out, str_span(&docx), (const char *const[]){places[i].words, NULL});
        add_under(&under, str_span(&out), "0");
        if (strcmp(under.s, places[i].under) != 0)
            fail_msg("%s: “%s”, not “%s”", places[i].name, under.s, places[i].under);
        assert_reads_the_same(str_span(&docx), str_span(&out));
        assert_others_are_untouched(str_span(&docx), str_span(&out));
        str_release(&under);
        str_release(&out);
        str_release(&docx);
    }
}

/* --- several --- */

static void comments_that_overlap_are_each_whole(void **state) {
    static const char *const words[] = {"乙丙", "丙丁", "丙", "甲乙丙丁戊", "乙丙", NULL};
    struct str docx = STR_INIT, out = STR_INIT, under = STR_INIT;
    (void)state;
    docx_build(&docx, P(RUN("甲乙") RUN("丙") RUN("丁戊")), NULL, NULL);
    comment_on(&out, str_span(&docx), words);
    for (size_t i = 0; words[i] != NULL; i++) {
        char id[] = {(char)('0' + i), '\0'};
        str_clear(&under);
        add_under(&under, str_span(&out), id);
        assert_string_equal(under.s, words[i]);
    }
    assert_reads_the_same(str_span(&docx), str_span(&out));
    str_release(&under);
    str_release(&out);
    str_release(&docx);
}

static void add_random_body(struct str *body, struct random *random) {
    static const char *const runs[] = {
        RUN("今年以来"),
        RUN("处置 420 件"),
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>",
        "<w:r><w:rPr><w:b/></w:rPr><w:t>重点</w:t><w:br/><w:t>工作</w:t></w:r>",
        "<w:ins w:id=\"9\" w:author=\"a\">" RUN("新增") "</w:ins>",
        "<w:del w:id=\"8\" w:author=\"a\"><w:r><w:delText>旧</w:delText></w:r></w:del>",
        "<w:hyperlink r:id=\"rId9\">" RUN("链接") "</w:hyperlink>",
        "<w:sdt><w:sdtPr/><w:sdtContent>" RUN("控件") "</w:sdtContent></w:sdt>",
    };
    for (size_t p = 1 + random_below(random, 4); p > 0; p--) {
        str_add_text(body, "<w:p>");
        for (size_t r = 1 + random_below(random, 5); r > 0; r--)
            str_add_text(body, runs[random_below(random, ARRAY_LEN(runs))]);
        str_add_text(body, RUN("。") "</w:p>");
    }
}

static void drop_blanks(struct str *text) {
    struct str kept = STR_INIT;
    for (struct span rest = str_span(text); rest.n > 0;) {
        char32_t c = utf8_take(&rest);
        if (!utf8_is_space(c))
            str_add_char(&kept, c);
    }
    str_set(text, str_span(&kept));
    str_release(&kept);
}

static void any_words_of_any_text_are_what_a_comment_is_on(void **state) {
    struct random random = {2026};
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct str body = STR_INIT, docx = STR_INIT, out = STR_INIT, wanted = STR_INIT;
        struct docx_comment comments[COMMENTS_MOST];
        struct docx_trace trace;
        struct err err = {0};
        add_random_body(&body, &random);
        docx_build(&docx, body.s, NULL, NULL);
        assert_int_equal(docx_read_places(&trace, str_span(&docx), &err), RC_OK);
        for (size_t i = 0; i < COMMENTS_MOST; i++) {
            size_t from = random_below(&random, trace.count);
            comments[i] = (struct docx_comment){
                from, from + 1 + random_below(&random, trace.count - from), SPAN("甲\n乙")};
        }
        assert_int_equal(
            docx_add_comments(&out, str_span(&docx), &trace, comments, COMMENTS_MOST, "检查", &err),
            RC_OK);
        for (size_t i = 0; i < COMMENTS_MOST; i++) {
            struct str under = STR_INIT;
            char id[] = {(char)('0' + i), '\0'};
            add_under(&under, str_span(&out), id);
            drop_blanks(&under);
            str_clear(&wanted);
            for (size_t k = comments[i].from; k < comments[i].to; k++)
                str_add_char(&wanted, trace.ink[k]);
            assert_string_equal(under.s, wanted.s);
            str_release(&under);
        }
        assert_reads_the_same(str_span(&docx), str_span(&out));
        docx_trace_release(&trace);
        str_release(&wanted);
        str_release(&out);
        str_release(&docx);
        str_release(&body);
    }
}

/* --- what is there already --- */

static void comments_that_are_there_stay_with_their_ids(void **state) {
    struct docx_builder builder = {0};
    struct str docx = STR_INIT, out = STR_INIT, seen = STR_INIT;
    (void)state;
    docx_builder_document(
        &builder,
        P("<w:commentRangeStart w:id=\"41\"/>" RUN(
            "甲乙") "<w:commentRangeEnd "
                    "w:id=\"41\"/><w:r><w:commentReference w:id=\"41\"/></w:r>" RUN("丙丁")));
    docx_builder_related(&builder, "comments",
                         "<w:comment w:id=\"41\" w:author=\"李局长\">" P(RUN("改")) "</w:comment>");
    docx_builder_finish(&builder, &docx);
    comment_on(&out, str_span(&docx), (const char *const[]){"乙丙", NULL});
    xmlDocPtr doc = archive_get_xml(str_span(&out), "word/comments.xml");
    xmlNode *root = xmlDocGetRootElement(doc);
    assert_int_equal(xml_count(root, "comment"), 2);
    xmlNode *old = xml_next(root, NULL, "comment");
    assert_true(xml_value_is(old, "id", "41") && xml_value_is(old, "author", "李局长"));
    assert_true(xml_value_is(xml_next(root, old, "comment"), "id", "42"));
    add_under(&seen, str_span(&out), "41");
    str_add_text(&seen, "|");
    add_under(&seen, str_span(&out), "42");
    assert_string_equal(seen.s, "甲乙|乙丙");
    xmlFreeDoc(doc);
    str_release(&seen);
    str_release(&out);
    str_release(&docx);
}

static void the_file_names_its_comments_once(void **state) {
    struct str docx = STR_INIT, once = STR_INIT, twice = STR_INIT;
    static const char *const words[] = {"乙", NULL};
    (void)state;
    docx_build(&docx, P(RUN("甲乙丙")), NULL, NULL);
    comment_on(&once, str_span(&docx), words);
    comment_on(&twice, str_span(&once), words);
    xmlDocPtr types = archive_get_xml(str_span(&twice), "[Content_Types].xml");
    xmlDocPtr relations = archive_get_xml(str_span(&twice), "word/_rels/document.xml.rels");
    size_t named = 0;
    xmlNode *root = xmlDocGetRootElement(types);
    for (xmlNode *at = NULL; (at = xml_next(root, at, "Override")) != NULL;)
        named += xml_value_is(at, "PartName", "/word/comments.xml");
    assert_int_equal(named, 1);
    root = xmlDocGetRootElement(relations);
    for (xmlNode *at = NULL; (at = xml_next(root, at, "Relationship")) != NULL;)
        named += xml_value_is(at, "Target", "comments.xml");
    assert_int_equal(named, 2);
    xmlDocPtr comments = archive_get_xml(str_span(&twice), "word/comments.xml");
    assert_int_equal(xml_count(xmlDocGetRootElement(comments), "comment"), 2);
    xmlFreeDoc(comments);
    xmlFreeDoc(relations);
    xmlFreeDoc(types);
    str_release(&twice);
    str_release(&once);
    str_release(&docx);
}

static void without_a_comment_the_file_is_as_it_was(void **state) {
    struct str docx = STR_INIT, out = STR_INIT;
    (void)state;
    docx_build(&docx, P(RUN("甲")), NULL, NULL);
    comment_on(&out, str_span(&docx), (const char *const[]){NULL});
    assert_true(span_equal(str_span(&docx), str_span(&out)));
    str_release(&out);
    str_release(&docx);
}

/* --- other vocabularies --- */

static void build_whole(struct str *out, const char *document) {
    struct docx_builder builder = {0};
    docx_builder_add(&builder, "word/document.xml", span_of(document));
    docx_builder_finish(&builder, out);
}

/* The strict spelling, no prefix for elements, another for attributes. */
static void what_is_added_speaks_as_the_file_does(void **state) {
    static const char *const documents[] = {
        "<w:document "
        "xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:p><w:r>"
        "<w:t>甲乙丙</w:t></w:r></w:p></w:body></w:document>",
        "<document xmlns=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        "xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><body><p><r "
        "x:rsidR=\"1\"><t>甲乙丙</t></r></p></body></document>",
        "<ns0:document xmlns:ns0=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        "<ns0:body><ns0:p><ns0:r><ns0:t>甲乙丙</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>",
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(documents); i++) {
        struct str docx = STR_INIT, out = STR_INIT, under = STR_INIT;
        build_whole(&docx, documents[i]);
        comment_on(&out, str_span(&docx), (const char *const[]){"乙", NULL});
        add_under(&under, str_span(&out), "0");
        assert_string_equal(under.s, "乙");
        xmlDocPtr doc = archive_get_xml(str_span(&out), "word/document.xml");
        xmlDocPtr comments = archive_get_xml(str_span(&out), "word/comments.xml");
        xmlNode *root = xmlDocGetRootElement(doc);
        xmlNode *mark = xml_next(root, NULL, "commentRangeStart");
        const xmlNode *said = xmlDocGetRootElement(comments);
        assert_string_equal((const char *)mark->ns->href, (const char *)root->ns->href);
        assert_string_equal((const char *)mark->properties->ns->href, (const char *)root->ns->href);
        assert_string_equal((const char *)said->ns->href, (const char *)root->ns->href);
        xmlFreeDoc(comments);
        xmlFreeDoc(doc);
        str_release(&under);
        str_release(&out);
        str_release(&docx);
    }
}

/* --- what cannot be marked --- */

static void text_that_is_in_no_paragraph_of_the_file_is_on_the_nearest(void **state) {
    struct docx_builder builder = {0};
    struct str docx = STR_INIT, out = STR_INIT, under = STR_INIT;
    (void)state;
    docx_builder_document(&builder,
                          P(RUN("正文") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" RUN("续")));
    docx_builder_related(&builder, "footnotes",
                         "<w:footnote w:id=\"2\">" P(RUN("见附表")) "</w:footnote>");
    docx_builder_finish(&builder, &docx);
    comment_on(&out, str_span(&docx), (const char *const[]){"附表", NULL});
    add_under(&under, str_span(&out), "0");
    assert_string_equal(under.s, "续");
    str_release(&under);
    str_release(&out);
    str_release(&docx);
}

static void a_file_without_a_word_takes_a_comment_on_its_first_paragraph(void **state) {
    struct docx_trace trace;
    struct str docx = STR_INIT, out = STR_INIT, body = STR_INIT;
    const struct docx_comment comment = {0, 1, SPAN("没有文字")};
    struct err err = {0};
    (void)state;
    docx_build(&docx, "<w:p/>", NULL, NULL);
    assert_int_equal(docx_read_places(&trace, str_span(&docx), &err), RC_OK);
    assert_int_equal(docx_add_comments(&out, str_span(&docx), &trace, &comment, 1, "检查", &err),
                     RC_OK);
    archive_get(str_span(&out), "word/document.xml", &body);
    assert_non_null(strstr(body.s,
                           "<w:p><w:commentRangeStart w:id=\"0\"/><w:commentRangeEnd "
                           "w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>"));
    docx_trace_release(&trace);
    str_release(&body);
    str_release(&out);
    str_release(&docx);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_stands_at_its_words),
        cmocka_unit_test(comments_that_overlap_are_each_whole),
        cmocka_unit_test(any_words_of_any_text_are_what_a_comment_is_on),
        cmocka_unit_test(comments_that_are_there_stay_with_their_ids),
        cmocka_unit_test(the_file_names_its_comments_once),
        cmocka_unit_test(without_a_comment_the_file_is_as_it_was),
        cmocka_unit_test(what_is_added_speaks_as_the_file_does),
        cmocka_unit_test(text_that_is_in_no_paragraph_of_the_file_is_on_the_nearest),
        cmocka_unit_test(a_file_without_a_word_takes_a_comment_on_its_first_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
