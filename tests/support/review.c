#include "tests/support/review.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/package/zip_write.h"
#include "tests/support/archive.h"
#include "tests/support/docx_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define RELATION_COMMENTS                                                                          \
    "<Relationship Id=\"rId90\" "                                                                  \
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" "       \
    "Target=\"comments.xml\"/><Relationship Id=\"rId91\" "                                         \
    "Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" "            \
    "Target=\"commentsExtended.xml\"/></Relationships>"

#define WPS_PROPERTIES                                                                             \
    "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"8\" "                        \
    "name=\"KSOProductBuildVer\"><vt:lpwstr>2052-12.1.0.17827</vt:lpwstr></property>"              \
    "<property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"9\" name=\"ICV\">"           \
    "<vt:lpwstr>00112233445566778899AABBCCDDEEFF_13</vt:lpwstr></property>"

void review_open(struct review *review, struct span docx) {
    *review = (struct review){.original = STR_INIT,
                              .document = STR_INIT,
                              .comments = STR_INIT,
                              .extended = STR_INIT,
                              .author = "李局",
                              .date = "2024-03-01T09:00:00Z"};
    str_add(&review->original, docx);
    archive_get(docx, "word/document.xml", &review->document);
}

/* --- marks --- */

static const struct mark {
    const char *open, *close, *element, *text;
} marks[] = {
    {"[-", "-]", "w:del", "w:delText"},
    {"{+", "+}", "w:ins", "w:t"},
    {"{<", "<}", "w:moveFrom", "w:t"},
    {"{>", ">}", "w:moveTo", "w:t"},
};

static void add_run(struct str *out, struct span text, const char *element) {
    if (text.n == 0)
        return;
    str_add_format(out, "<w:r><%s xml:space=\"preserve\">", element);
    docx_add_escaped(out, text);
    str_add_format(out, "</%s></w:r>", element);
}

static void add_signed(struct review *review, struct str *out, const char *element, bool empty) {
    str_add_format(out, "<%s w:id=\"%zu\" w:author=\"%s\" w:date=\"%s\"%s>", element,
                   9000 + review->changes++, review->author, review->date, empty ? "/" : "");
}

/* {1} or {/1} at the head; false: it is none. */
static bool take_range(struct str *out, struct span *rest) {
    struct span inner = *rest;
    size_t end = span_find(*rest, SPAN("}"));
    if (!span_take_prefix(&inner, SPAN("{")) || end == SIZE_MAX)
        return false;
    bool closes = span_take_prefix(&inner, SPAN("/"));
    uint64_t number = 0;
    if (!span_to_number(span_sub(inner, 0, span_find(inner, SPAN("}"))), 99, &number))
        return false;
    str_add_format(out, "<w:commentRange%s w:id=\"%d\"/>", closes ? "End" : "Start", (int)number);
    if (closes)
        str_add_format(out, "<w:r><w:commentReference w:id=\"%d\"/></w:r>", (int)number);
    *rest = span_sub(*rest, end + 1, rest->n);
    return true;
}

static bool take_mark(struct review *review, struct str *out, struct span *rest) {
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        struct span inner = *rest;
        if (!span_take_prefix(&inner, span_of(marks[i].open)))
            continue;
        size_t end = span_find(inner, span_of(marks[i].close));
        assert_int_not_equal(end, SIZE_MAX);
        add_signed(review, out, marks[i].element, false);
        add_run(out, span_sub(inner, 0, end), marks[i].text);
        str_add_format(out, "</%s>", marks[i].element);
        *rest = span_sub(inner, end + 2, inner.n);
        return true;
    }
    return take_range(out, rest);
}

static void add_marked(struct review *review, struct str *out, const char *marked) {
    struct span rest = span_of(marked);
    while (rest.n > 0) {
        size_t at = 0;
        while (at < rest.n && rest.p[at] != '{' && rest.p[at] != '[')
            at++;
        add_run(out, span_sub(rest, 0, at), "w:t");
        rest = span_sub(rest, at, rest.n);
        if (rest.n > 0)
            assert_true(take_mark(review, out, &rest));
    }
}

/* --- places in the XML --- */

static size_t last_before(struct span text, size_t at, const char *what) {
    size_t found = SIZE_MAX;
    for (size_t from = 0; from < at;) {
        size_t next = span_find(span_sub(text, from, at), span_of(what));
        if (next == SIZE_MAX)
            break;
        found = from + next;
        from = found + 1;
    }
    assert_int_not_equal(found, SIZE_MAX);
    return found;
}

static size_t first_behind(struct span text, size_t at, const char *what) {
    size_t next = span_find(span_sub(text, at, text.n), span_of(what));
    assert_int_not_equal(next, SIZE_MAX);
    return at + next + strlen(what);
}

/* Byte of the text of the run that holds it. */
static size_t find_text(const struct review *review, const char *text) {
    struct str wanted = STR_INIT;
    str_add_byte(&wanted, '>');
    docx_add_escaped(&wanted, span_of(text));
    str_add_text(&wanted, "</w:t>");
    size_t at = span_find(str_span(&review->document), str_span(&wanted));
    if (at == SIZE_MAX)
        fail_msg("no run “%s” in %s", text, review->document.s);
    str_release(&wanted);
    return at + 1;
}

void review_line(struct review *review, const char *text, const char *marked) {
    struct span all = str_span(&review->document);
    size_t at = find_text(review, text);
    size_t from = last_before(all, at, "<w:r>"), to = first_behind(all, at, "</w:r>");
    struct str runs = STR_INIT;
    add_marked(review, &runs, marked);
    str_splice(&review->document, from, to - from, str_span(&runs));
    str_release(&runs);
}

void review_add_paragraph(struct review *review, const char *behind, const char *marked) {
    struct span all = str_span(&review->document);
    size_t at = first_behind(all, find_text(review, behind), "</w:p>");
    struct str paragraph = STR_INIT;
    str_add_text(&paragraph, "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/>");
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_starts_with(span_of(marked), span_of(marks[i].open))) {
            str_add_text(&paragraph, "<w:rPr>");
            add_signed(review, &paragraph, marks[i].element, true);
            str_add_text(&paragraph, "</w:rPr>");
        }
    str_add_text(&paragraph, "</w:pPr>");
    add_marked(review, &paragraph, marked);
    str_add_text(&paragraph, "</w:p>");
    str_splice(&review->document, at, 0, str_span(&paragraph));
    str_release(&paragraph);
}

void review_remove_paragraph(struct review *review, const char *text, bool tracked) {
    struct span all = str_span(&review->document);
    size_t at = find_text(review, text);
    size_t from = last_before(all, at, "<w:p>"), to = first_behind(all, at, "</w:p>");
    struct str gone = STR_INIT, marked = STR_INIT;
    if (tracked) {
        str_add_text(&gone, "<w:p><w:pPr><w:rPr>");
        add_signed(review, &gone, "w:del", true);
        str_add_text(&gone, "</w:rPr></w:pPr>");
        str_add_format(&marked, "[-%s-]", text);
        add_marked(review, &gone, marked.s);
        str_add_text(&gone, "</w:p>");
    }
    str_splice(&review->document, from, to - from, str_span(&gone));
    str_release(&marked);
    str_release(&gone);
}

void review_move(struct review *review, const char *from, const char *to, const char *before) {
    struct span all = str_span(&review->document);
    size_t first = last_before(all, find_text(review, from), "<w:p>");
    size_t last = to != NULL ? last_before(all, find_text(review, to), "<w:p>")
                             : span_find(all, SPAN("<w:sectPr"));
    size_t place = last_before(all, find_text(review, before), "<w:p>");
    assert_true(first < last && (place <= first || place >= last));
    struct str moved = STR_INIT;
    str_add(&moved, span_sub(all, first, last));
    str_splice(&review->document, first, last - first, SPAN(""));
    place -= place > first ? last - first : 0;
    str_splice(&review->document, place, 0, str_span(&moved));
    str_release(&moved);
}

void review_add_row(struct review *review, const char *behind, const char *const *cells,
                    size_t count) {
    struct span all = str_span(&review->document);
    size_t at = first_behind(all, find_text(review, behind), "</w:tr>");
    struct str row = STR_INIT;
    str_add_text(&row, "<w:tr><w:trPr>");
    add_signed(review, &row, "w:ins", true);
    str_add_text(&row, "</w:trPr>");
    for (size_t i = 0; i < count; i++) {
        str_add_text(&row, "<w:tc><w:tcPr/><w:p>");
        add_run(&row, span_of(cells[i]), "w:t");
        str_add_text(&row, "</w:p></w:tc>");
    }
    str_add_text(&row, "</w:tr>");
    str_splice(&review->document, at, 0, str_span(&row));
    str_release(&row);
}

void review_remove_row(struct review *review, const char *text) {
    size_t from = last_before(str_span(&review->document), find_text(review, text), "<w:tr>");
    struct str mark = STR_INIT;
    str_add_text(&mark, "<w:trPr>");
    add_signed(review, &mark, "w:del", true);
    str_add_text(&mark, "</w:trPr>");
    str_splice(&review->document, from + strlen("<w:tr>"), 0, str_span(&mark));
    str_release(&mark);
}

/* Each `from` of the document becomes `to`, or with a number in place of '%': count up from
 * `first`. */
static void replace_all(struct str *text, const char *from, const char *to, unsigned first) {
    struct str out = STR_INIT;
    struct span rest = str_span(text), wanted = span_of(from);
    for (size_t at; (at = span_find(rest, wanted)) != SIZE_MAX; first += 7) {
        str_add(&out, span_sub(rest, 0, at));
        for (const char *c = to; *c != '\0'; c++)
            if (*c == '%')
                str_add_format(&out, "%08X", first);
            else
                str_add_byte(&out, *c);
        rest = span_sub(rest, at + wanted.n, rest.n);
    }
    str_add(&out, rest);
    str_set(text, str_span(&out));
    str_release(&out);
}

/* A run in two, as where the keyboard changed. */
static void split_runs(struct str *text) {
    struct str out = STR_INIT;
    struct span rest = str_span(text), open = SPAN("<w:t xml:space=\"preserve\">");
    for (size_t at; (at = span_find(rest, open)) != SIZE_MAX;) {
        size_t from = at + open.n, end = span_find(rest, SPAN("</w:t>"));
        struct span words = span_sub(rest, from, end);
        size_t half = utf8_offset(words, utf8_count(words) / 2);
        bool plain = end != SIZE_MAX && span_find(words, SPAN("&")) == SIZE_MAX && half > 0;
        str_add(&out, span_sub(rest, 0, from));
        if (plain) {
            str_add(&out, span_sub(words, 0, half));
            str_add_text(&out, "</w:t></w:r><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/>"
                               "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>");
            str_add(&out, open);
            str_add(&out, span_sub(words, half, words.n));
            from = end;
        }
        rest = span_sub(rest, from, rest.n);
    }
    str_add(&out, rest);
    str_set(text, str_span(&out));
    str_release(&out);
}

void review_as_wps(struct review *review) {
    struct str *text = &review->document;
    replace_all(
        text, "<w:document ",
        "<w:document xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
        "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
        "xmlns:wpsCustomData=\"http://www.wps.cn/officeDocument/2013/wpsCustomData\" "
        "mc:Ignorable=\"w14\" ",
        0);
    split_runs(text);
    replace_all(text, "<w:p>", "<w:p w14:paraId=\"%\">", 0x1A2B3C4D);
    replace_all(
        text, "</w:body>",
        "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/></w:body>", 0);
    review->is_wps = true;
}

void review_replace(struct review *review, const char *from, const char *to) {
    size_t at = span_find(str_span(&review->document), span_of(from));
    assert_int_not_equal(at, SIZE_MAX);
    str_splice(&review->document, at, strlen(from), span_of(to));
    assert_int_equal(
        span_find(span_sub(str_span(&review->document), at + strlen(to), review->document.len),
                  span_of(from)),
        SIZE_MAX);
}

/* --- comments --- */

void review_comment(struct review *review, int number, const char *text, int answers, bool done) {
    str_add_format(&review->comments,
                   "<w:comment w:id=\"%d\" w:author=\"%s\" w:date=\"%s\" w:initials=\"x\"><w:p "
                   "w14:paraId=\"%08X\"><w:r><w:annotationRef/></w:r><w:r><w:t>%s</w:t></w:r>"
                   "</w:p></w:comment>",
                   number, review->author, review->date, 0x1000u + (unsigned)number, text);
    str_add_format(&review->extended, "<w15:commentEx w15:paraId=\"%08X\" ",
                   0x1000u + (unsigned)number);
    if (answers != 0)
        str_add_format(&review->extended, "w15:paraIdParent=\"%08X\" ",
                       0x1000u + (unsigned)answers);
    str_add_format(&review->extended, "w15:done=\"%d\"/>", done);
}

static void add_comments(struct review *review, struct str *comments, struct str *extended) {
    str_add_format(comments,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:comments " DOCX_W
                   " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">%s"
                   "</w:comments>",
                   review->comments.s);
    str_add_format(extended,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w15:commentsEx "
                   "xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">%s"
                   "</w15:commentsEx>",
                   review->extended.s);
}

void review_close(struct review *review, struct str *out) {
    enum { PARTS_MOST = 32 };
    struct zip_part parts[PARTS_MOST];
    struct str names[PARTS_MOST], texts[PARTS_MOST];
    size_t own = archive_count(str_span(&review->original)), count = own;
    bool commented = review->comments.len > 0;
    assert_true(own + 2 < PARTS_MOST);
    for (size_t i = 0; i < own + 2; i++) {
        str_init(&names[i]);
        str_init(&texts[i]);
    }
    for (size_t i = 0; i < own; i++) {
        archive_name(str_span(&review->original), i, &names[i]);
        archive_get(str_span(&review->original), names[i].s, &texts[i]);
        size_t end = span_find(str_span(&texts[i]), SPAN("</Relationships>"));
        if (strcmp(names[i].s, "word/document.xml") == 0)
            str_set(&texts[i], str_span(&review->document));
        else if (review->is_wps && strcmp(names[i].s, "docProps/custom.xml") == 0)
            str_splice(&texts[i], span_find(str_span(&texts[i]), SPAN("</Properties>")), 0,
                       SPAN(WPS_PROPERTIES));
        else if (commented && strcmp(names[i].s, "word/_rels/document.xml.rels") == 0)
            str_splice(&texts[i], end, strlen("</Relationships>"), SPAN(RELATION_COMMENTS));
    }
    if (commented) {
        str_add_text(&names[count++], "word/comments.xml");
        str_add_text(&names[count++], "word/commentsExtended.xml");
        add_comments(review, &texts[own], &texts[own + 1]);
    }
    for (size_t i = 0; i < count; i++)
        parts[i] = (struct zip_part){names[i].s, str_span(&texts[i])};
    assert_int_equal(zip_write(out, parts, count, NULL), RC_OK);
    for (size_t i = 0; i < own + 2; i++) {
        str_release(&names[i]);
        str_release(&texts[i]);
    }
    str_release(&review->original);
    str_release(&review->document);
    str_release(&review->comments);
    str_release(&review->extended);
}
