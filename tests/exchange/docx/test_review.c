/* Reviewed files: each change and comment with whose it is, as Word, WPS and LibreOffice write
 * them. */
#include "exchange/docx/review.h"
#include "tests/support/docx_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define A       "w:id=\"1\" w:author=\"李局\" w:date=\"2024-03-01T09:00:00Z\""
#define B       "w:id=\"2\" w:author=\"张三\" w:date=\"2024-03-02T09:00:00\""
#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define D(text) "<w:r><w:delText>" text "</w:delText></w:r>"

static void read_body(struct reviewed *out, const char *body, const char *footnotes) {
    struct docx_builder builder = {0};
    struct str file = STR_INIT;
    struct err err;
    docx_builder_document(&builder, body);
    docx_builder_related(&builder, "footnotes", footnotes);
    docx_builder_finish(&builder, &file);
    if (docx_read_review(out, str_span(&file), &err) != RC_OK)
        fail_msg("%s", err.text);
    str_release(&file);
}

/* "kept[-gone-]{+new+}" with the author's first letter where it is another than the one before. */
static void show(struct str *out, const struct reviewed *file) {
    for (size_t i = 0; i < file->piece_count; i++) {
        const struct reviewed_piece *piece = &file->pieces[i];
        struct span text = span_sub(str_span(&file->text), piece->from, piece->to);
        static const char *const opens[] = {"", "{+", "[-"}, *const closes[] = {"", "+}", "-]"};
        str_add_text(out, opens[piece->kind]);
        str_add_text(out, piece->moved ? "~" : "");
        str_add(out, text);
        str_add_text(out, closes[piece->kind]);
        str_add(out, piece->author);
    }
}

static void assert_reads(const char *body, const char *wanted) {
    struct reviewed file;
    struct str seen = STR_INIT;
    read_body(&file, body, NULL);
    show(&seen, &file);
    assert_string_equal(seen.s, wanted);
    reviewed_release(&file);
    str_release(&seen);
}

static void changes_are_pieces_with_their_authors(void **state) {
    (void)state;
    assert_reads("<w:p>" T("预算") "<w:del " A
                                   ">" D("100") "</w:del><w:ins " A
                                                ">" T("120") "</w:ins>" T("万元") "</w:p>",
                 "预算[-100-]李局{+120+}李局万元\n");
    /* Word splits runs at will */
    assert_reads("<w:p><w:ins " A ">" T("一") "</w:ins><w:ins " A ">" T("二")
                     T("三") "</w:ins><w:ins " B ">" T("四") "</w:ins></w:p>",
                 "{+一二三+}李局{+四+}张三\n");
    /* LibreOffice, where nobody has said his name */
    assert_reads("<w:p><w:ins w:id=\"3\" w:author=\"Unknown Author\">" T("甲") "</w:ins></w:p>",
                 "{+甲+}\n");
    /* put in by one, taken out by another: in neither text */
    assert_reads("<w:p>" T("甲") "<w:ins " A "><w:del " B ">" D("乙") "</w:del></w:ins></w:p>",
                 "甲\n");
    assert_reads("<w:p><w:moveFrom " A
                 ">" T("甲") "</w:moveFrom>" T("乙") "<w:moveTo " A ">" T("甲") "</w:moveTo></w:p>",
                 "[-~甲-]李局乙{+~甲+}李局\n");
}

static void ends_of_paragraphs_rows_and_cells_are_changed_too(void **state) {
    (void)state;
    assert_reads("<w:p><w:pPr><w:rPr><w:ins " A "/></w:rPr></w:pPr><w:ins " A
                 ">" T("新段") "</w:ins></w:p><w:p>" T("旧段") "</w:p>",
                 "{+新段\n+}李局旧段\n");
    assert_reads("<w:p><w:pPr><w:rPr><w:del " A
                 "/></w:rPr></w:pPr>" T("甲") "</w:p><w:p>" T("乙") "</w:p>",
                 "甲[-\n-]李局乙\n");
    assert_reads(
        "<w:tbl><w:tr><w:tc><w:p>" T("甲") "</w:p></w:tc><w:tc><w:p>" T(
            "乙") "</w:p></w:tc></w:tr><w:tr><w:trPr><w:ins " A
                  "/></w:trPr><w:tc><w:p>" T(
                      "丙") "</w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>" T("尾") "</w:p>",
        "甲\n乙\n{+丙\n\n+}李局尾\n");
    assert_reads("<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel " A "/></w:tcPr><w:p>" T(
                     "甲") "</w:p></w:tc><w:tc><w:p>" T("乙") "</w:p></w:tc></w:tr></w:tbl>",
                 "[-甲\n-]李局乙\n");
}

static void what_is_no_text_is_counted(void **state) {
    struct reviewed file;
    (void)state;
    read_body(&file,
              "<w:p><w:pPr><w:pPrChange " A "><w:pPr><w:jc w:val=\"left\"/></w:pPr></w:pPrChange>"
              "</w:pPr><w:r><w:rPr><w:b/><w:rPrChange " A "><w:rPr/></w:rPrChange></w:rPr><w:t>甲"
              "</w:t></w:r><w:r><w:drawing><wp:inline><a:t>图中字</a:t></wp:inline></w:drawing>"
              "</w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE"
              "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" T(
                  "7") "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
              NULL);
    assert_string_equal(file.text.s, "甲7\n");
    assert_int_equal(file.looks, 2);
    assert_int_equal(file.objects, 1);
    reviewed_release(&file);
}

static void a_list_of_contents_is_no_text(void **state) {
    struct reviewed file;
    (void)state;
#define MARK(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText> " text " </w:instrText></w:r>"
    read_body(&file,
              "<w:p>" MARK("begin") CODE("TOC \\o") MARK("separate") T("一、情况") MARK("begin")
                  CODE("PAGEREF a") MARK("separate") T("1") MARK("end") "</w:p><w:p>" T("二、问题")
                      MARK("end") "</w:p><w:p>" T("一、情况") "</w:p>",
              NULL);
    assert_string_equal(file.text.s, "\n\n一、情况\n");
    assert_int_equal(file.objects, 1);
    reviewed_release(&file);
}

static void a_footnote_stands_where_it_is_referred_to(void **state) {
    struct reviewed file;
    struct str seen = STR_INIT;
    (void)state;
    read_body(&file,
              "<w:p>" T("甲") "<w:ins " A "><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:ins>"
                              "</w:p>",
              "<w:footnote w:id=\"2\"><w:p>" T(" 见附件") "</w:p></w:footnote>");
    show(&seen, &file);
    assert_string_equal(seen.s, "甲{+〔注：见附件〕+}李局\n");
    str_release(&seen);
    reviewed_release(&file);
}

static void both_texts_are_whole(void **state) {
    struct reviewed file;
    struct str before = STR_INIT, after = STR_INIT;
    (void)state;
    read_body(&file,
              "<w:p>" T("一") "<w:del " A ">" D("二") "</w:del><w:ins " B
                                                      ">" T("三") "</w:ins>" T("四") "</w:p>",
              NULL);
    reviewed_add_text(&before, &file, false);
    reviewed_add_text(&after, &file, true);
    assert_string_equal(before.s, "一二四\n");
    assert_string_equal(after.s, "一三四\n");
    assert_int_equal(reviewed_place_before(&file, strlen("一二三")), strlen("一二"));
    assert_int_equal(reviewed_place_before(&file, strlen("一二三四")), strlen("一二四"));
    str_release(&before);
    str_release(&after);
    reviewed_release(&file);
}

/* --- comments --- */

/* WPS: another prefix, ids of any kind, no threads; a time without a zone. */
static void comments_of_other_programs_are_read(void **state) {
    struct docx_builder builder = {0};
    struct reviewed file;
    struct str out = STR_INIT;
    struct err err;
    (void)state;
    docx_builder_add(
        &builder, "word/document.xml",
        SPAN("<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"
             "<x:body><x:p><x:commentRangeStart x:id=\"a-7\"/><x:r><x:t>甲乙</x:t></x:r>"
             "<x:commentRangeEnd x:id=\"a-7\"/><x:r><x:t>丙</x:t></x:r><x:r>"
             "<x:commentReference x:id=\"8\"/></x:r></x:p></x:body></x:document>"));
    docx_builder_add(
        &builder, "word/comments.xml",
        SPAN("<x:comments xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"
             "<x:comment x:id=\"a-7\" x:author=\"王五\" x:date=\"2024-03-01T09:00:00\">"
             "<x:p><x:r><x:t>一</x:t></x:r></x:p><x:p><x:r><x:t>二</x:t></x:r></x:p>"
             "</x:comment><x:comment x:id=\"8\"><x:p><x:r><x:t>三</x:t></x:r></x:p>"
             "</x:comment></x:comments>"));
    docx_builder_finish(&builder, &out);
    if (docx_read_review(&file, str_span(&out), &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_int_equal(file.comment_count, 2);
    assert_true(span_is(file.comments[0].author, "王五"));
    assert_true(span_is(file.comments[0].text, "一\n二"));
    assert_int_equal(file.comments[0].at, INT64_C(1709283600000));
    assert_int_equal(file.comments[0].from, 0);
    assert_int_equal(file.comments[0].to, strlen("甲乙"));
    assert_true(span_is(file.comments[1].author, ""));
    assert_int_equal(file.comments[1].at, 0);
    assert_int_equal(file.comments[1].from, strlen("甲乙丙"));
    assert_true(file.comments[1].anchored);
    assert_int_equal(file.comments[0].parent, SIZE_MAX);
    reviewed_release(&file);
    str_release(&out);
}

static void too_many_comments_are_refused(void **state) {
    enum { MOST = 20000 };
    struct docx_builder builder = {0};
    struct reviewed file;
    struct str comments = STR_INIT, out = STR_INIT;
    struct err err;
    (void)state;
    for (size_t i = 0; i <= MOST; i++)
        str_add_format(&comments, "<w:comment w:id=\"%zu\"/>", i);
    docx_builder_document(&builder, "<w:p/>");
    docx_builder_related(&builder, "comments", comments.s);
    docx_builder_finish(&builder, &out);
    assert_int_equal(docx_read_review(&file, str_span(&out), &err), RC_INPUT);
    assert_non_null(strstr(err.text, "批注超过"));
    reviewed_release(&file);
    str_release(&comments);
    str_release(&out);
}

static void what_is_no_word_file_is_refused(void **state) {
    static const char *const wrong[] = {"", "x", "PK\x03\x04"};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct reviewed file;
        struct err err;
        assert_int_equal(docx_read_review(&file, span_of(wrong[i]), &err), RC_INPUT);
        reviewed_release(&file);
        assert_int_equal(docx_read_origin(&file, span_of(wrong[i]), &err), RC_INPUT);
        reviewed_release(&file);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_pieces_with_their_authors),
        cmocka_unit_test(ends_of_paragraphs_rows_and_cells_are_changed_too),
        cmocka_unit_test(what_is_no_text_is_counted),
        cmocka_unit_test(a_list_of_contents_is_no_text),
        cmocka_unit_test(a_footnote_stands_where_it_is_referred_to),
        cmocka_unit_test(both_texts_are_whole),
        cmocka_unit_test(comments_of_other_programs_are_read),
        cmocka_unit_test(too_many_comments_are_refused),
        cmocka_unit_test(what_is_no_word_file_is_refused),
    };
    return cmocka_run_group_tests_name("exchange/docx/review", tests, NULL, NULL);
}
