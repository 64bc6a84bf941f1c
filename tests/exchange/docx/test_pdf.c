/* What LibreOffice makes of our Word files: pages as many as ours, 22 lines of 28 characters, page
 * numbers on the right and on the left, the fonts of each level, all within the type area. The
 * fonts of the standard are not free: free ones that can be told apart stand in for them. */
#include "base/embedded.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "base/text/width.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/write.h"
#include "exchange/import.h"
#include "model/page.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { FULL_LINES = 50 };

static void run(const char *const *arguments) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        (void)dup2(nothing, STDOUT_FILENO);
        (void)dup2(nothing, STDERR_FILENO);
        execvp(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* --- fonts --- */

#define SERIF "Bousung" /* as the font's file calls itself */
#define SANS  "WenQuanYiMicroHei"
#define KAI   "GBZenKai"

static const struct {
    const char *font, *stand_in;
} stand_ins[] = {{"方正小标宋简体", "AR PL SungtiL GB"}, {"仿宋_GB2312", "AR PL SungtiL GB"},
                 {"宋体", "AR PL SungtiL GB"},           {"Times New Roman", "AR PL SungtiL GB"},
                 {"黑体", "WenQuanYi Micro Hei"},        {"楷体_GB2312", "AR PL KaitiM GB"}};

static void use_stand_ins(const char *folder) {
    struct str conf = STR_INIT, file = STR_INIT;
    str_add_format(&file, "%s/fonts.conf", folder);
    str_add_format(&conf, "<fontconfig><dir>/usr/share/fonts</dir><cachedir>%s/fonts</cachedir>\n",
                   folder);
    for (size_t i = 0; i < ARRAY_LEN(stand_ins); i++)
        str_add_format(&conf,
                       "<match target='pattern'><test name='family' qual='any'><string>%s</string>"
                       "</test><edit name='family' mode='assign' binding='strong'><string>%s"
                       "</string></edit></match>\n",
                       stand_ins[i].font, stand_ins[i].stand_in);
    str_add_text(&conf, "</fontconfig>\n");
    folder_put(file.s, str_span(&conf));
    assert_int_equal(setenv("FONTCONFIG_FILE", file.s, 1), 0);
    str_release(&conf);
    str_release(&file);
}

/* --- printing --- */

/* The document as text (lines, each page ended by U+000C), and as XML: every text with its place,
 * size and font; one point is one and a half units. Either may be NULL. */
static void print_document(const struct document *document, struct str *text, struct str *xml) {
    char *folder = folder_new();
    struct str docx = STR_INIT, home = STR_INIT, file = STR_INIT, pdf = STR_INIT, out = STR_INIT;
    struct err err;
    str_add_format(&home, "-env:UserInstallation=file://%s/home", folder);
    str_add_format(&file, "%s/a.docx", folder);
    str_add_format(&pdf, "%s/a.pdf", folder);
    str_add_format(&out, "%s/a.xml", folder);
    assert_int_equal(docx_write(&docx, document, NULL, NULL, &err), RC_OK);
    folder_put(file.s, str_span(&docx));
    use_stand_ins(folder);
    run((const char *const[]){"soffice", home.s, "--headless", "--convert-to", "pdf", "--outdir",
                              folder, file.s, NULL});
    if (text != NULL) {
        run((const char *const[]){"pdftotext", "-layout", pdf.s, out.s, NULL});
        folder_get(out.s, text);
    }
    if (xml != NULL) {
        run((const char *const[]){"pdftohtml", "-xml", "-i", pdf.s, out.s, NULL});
        folder_get(out.s, xml);
    }
    folder_free(folder);
    str_release(&docx);
    str_release(&home);
    str_release(&file);
    str_release(&pdf);
    str_release(&out);
}

/* Narrow blanks get lost on the way. */
static bool is_page_number(struct span line, size_t page) {
    struct str number = STR_INIT, ink = STR_INIT;
    str_add_format(&number, "—%zu—", page);
    while (line.n > 0) {
        char32_t c = utf8_take(&line);
        if (!utf8_is_space(c))
            str_add_char(&ink, c);
    }
    bool is = span_equal(str_span(&ink), str_span(&number));
    str_release(&number);
    str_release(&ink);
    return is;
}

struct printed {
    size_t pages, numbered;
    size_t lines;  /* of the fullest page, its number apart */
    size_t full;   /* lines of 28 characters */
    size_t widest; /* ink of a line; points */
};

static void look_at(struct printed *printed, struct span text) {
    *printed = (struct printed){0};
    while (text.n > 0) {
        size_t end = span_find(text, SPAN("\f"));
        struct span page = span_sub(text, 0, end), line;
        text = end == SIZE_MAX ? SPAN("") : span_sub(text, end + 1, text.n);
        size_t lines = 0;
        printed->pages++;
        while (span_take_line(&page, &line)) {
            size_t ink = utf8_count_ink(line);
            if (is_page_number(line, printed->pages)) {
                /* odd ones stand on the right */
                bool right = line.n - span_trim_start(line).n > 15;
                printed->numbered += right == (printed->pages % 2 == 1);
                continue;
            }
            lines += ink > 0;
            printed->full += ink == PAGE_CELLS;
            printed->widest = printed->widest < ink ? ink : printed->widest;
        }
        printed->lines = printed->lines < lines ? lines : printed->lines;
    }
}

static size_t count_our_pages(const struct document *document) {
    struct pages pages;
    pages_layout(&pages, document);
    size_t count = pages.page_count;
    pages_release(&pages);
    return count;
}

static void pages_hold_22_lines_of_28_characters(void **state) {
    struct document document = {0};
    struct str text = STR_INIT, printed_text = STR_INIT;
    struct printed printed;
    (void)state;
    for (size_t i = 0; i < 28 * FULL_LINES - 2; i++)
        str_add_text(&text, i % 2 == 0 ? "街" : "道");
    document_add(&document, BLOCK_PARAGRAPH)->text = document_copy(&document, str_span(&text));
    print_document(&document, &printed_text, NULL);
    look_at(&printed, str_span(&printed_text));
    assert_int_equal(printed.pages, 3);
    assert_int_equal(printed.numbered, 3);
    assert_int_equal(printed.lines, PAGE_LINES);
    assert_int_equal(printed.widest, PAGE_CELLS);
    assert_int_equal(printed.full, FULL_LINES - 1); /* the first is indented */
    document_release(&document);
    str_release(&text);
    str_release(&printed_text);
}

static void sample_has_as_many_pages_as_ours(void **state) {
    struct import_draft draft;
    struct document document;
    struct str text = STR_INIT;
    struct printed printed;
    struct err err;
    (void)state;
    assert_int_equal(import_bytes(&draft, embedded_text(embedded_find("samples/wutongli-2022.txt")),
                                  &(struct import_options){.name = "a"}, &err),
                     RC_OK);
    document_from_report(&document, draft.report, false);
    print_document(&document, &text, NULL);
    look_at(&printed, str_span(&text));
    assert_int_equal(printed.pages, count_our_pages(&document));
    assert_int_equal(printed.numbered, printed.pages);
    assert_int_equal(printed.lines, PAGE_LINES);
    document_release(&document);
    import_draft_release(&draft);
    str_release(&text);
}

/* No row is cut, none is lost, and the head stands on every page of the table. */
static void long_table_repeats_its_head(void **state) {
    struct document document = {0};
    struct str rows = STR_INIT, text = STR_INIT;
    struct printed printed;
    (void)state;
    str_add_text(&rows, "表头\t预算");
    for (int i = 1; i <= 60; i++)
        str_add_format(&rows, "\n行%02d\t%d.50", i, i);
    document_add(&document, BLOCK_TABLE)->text = document_copy(&document, str_span(&rows));
    print_document(&document, &text, NULL);
    look_at(&printed, str_span(&text));
    /* LibreOffice 26 makes rows a twentieth higher than lines: 20 a page */
    assert_in_range(printed.lines, PAGE_LINES - 2, PAGE_LINES);
    assert_int_equal(printed.pages, (60 + printed.lines - 2) / (printed.lines - 1));
    size_t heads = 0, seen = 0;
    struct span rest = str_span(&text), line;
    while (span_take_line(&rest, &line)) {
        heads += span_find(line, SPAN("表头")) != SIZE_MAX;
        seen += span_find(line, SPAN(".50")) != SIZE_MAX;
    }
    assert_int_equal(heads, printed.pages);
    assert_int_equal(seen, 60);
    document_release(&document);
    str_release(&rows);
    str_release(&text);
}

static void add_attachment(struct document *document, const char *heading, bool landscape) {
    struct block *block = document_add(document, BLOCK_HEADING);
    block->level = 1;
    block->attachment = true;
    block->landscape = landscape;
    block->label = document_copy(document, SPAN("附件"));
    block->heading = document_copy(document, span_of(heading));
    block = document_add(document, BLOCK_TABLE);
    block->landscape = landscape;
    block->text = document_copy(document, SPAN("指标\t得分\n执行率\t10"));
}

/* Each attachment on its page and none empty between them, whichever way the paper lies. */
static void landscape_pages_stand_among_the_others(void **state) {
    struct document document = {0};
    struct str text = STR_INIT;
    struct printed printed;
    (void)state;
    /* a full line: pdftotext sets the number by what stands above it */
    str_add_repeat(&text, SPAN("字"), PAGE_CELLS);
    document_add(&document, BLOCK_PARAGRAPH)->text = document_copy(&document, str_span(&text));
    str_clear(&text);
    add_attachment(&document, "自评表", true);
    add_attachment(&document, "基础数据表", false);
    print_document(&document, &text, NULL);
    look_at(&printed, str_span(&text));
    assert_int_equal(printed.pages, 3);
    assert_int_equal(printed.numbered, 3);
    document_release(&document);
    str_release(&text);
}

/* A table whose last column needs several lines in some rows, and who signs below it. */
static void add_long_attachment(struct document *document, size_t number, size_t rows,
                                bool landscape) {
    struct str text = STR_INIT, label = STR_INIT;
    struct block *block = document_add(document, BLOCK_HEADING);
    str_add_format(&label, "附件%zu", number);
    *block = (struct block){.kind = BLOCK_HEADING, .level = 1, .attachment = true, .made = true};
    block->section = (int64_t)number;
    block->label = document_copy(document, str_span(&label));
    block->heading = document_copy(document, SPAN("自评表"));
    str_add_text(&text, "三级指标\t年度指标值\t分值\t得分\t偏差原因分析及改进措施");
    for (size_t i = 2; i < rows; i++) {
        str_add_format(&text, "\n%s%zu\t100%%\t1\t1\t", i + 1 == rows ? "末" : "项", number);
        str_add_repeat(&text, SPAN("原因"), i % 3 == 0 ? 30 : 2);
    }
    str_add_format(&text, "\n总分%zu\t\t100\t98\t等级", number);
    *(block = document_add(document, BLOCK_TABLE)) =
        (struct block){.kind = BLOCK_TABLE, .made = true, .section = -1};
    block->text = document_copy(document, str_span(&text));
    str_clear(&label);
    str_add_format(&label, "填表人%zu签字", number);
    *(block = document_add(document, BLOCK_PARAGRAPH)) =
        (struct block){.kind = BLOCK_PARAGRAPH, .made = true, .section = -1};
    block->text = document_copy(document, str_span(&label));
    for (size_t i = 0; i < 3; i++)
        document->blocks[document->count - 1 - i].landscape = landscape;
    str_release(&text);
    str_release(&label);
}

/* The ink of a line begins with those words. */
static bool begins_with(struct span line, const char *words) {
    struct str ink = STR_INIT;
    while (line.n > 0) {
        char32_t c = utf8_take(&line);
        if (!utf8_is_space(c))
            str_add_char(&ink, c);
    }
    bool begins = span_starts_with(str_span(&ink), span_of(words));
    str_release(&ink);
    return begins;
}

/* The page, from 1, on which a line begins with the words, the number and the end; the contents
 * apart. */
static size_t find_page(struct span text, const char *words, size_t number, const char *end_of) {
    struct str wanted = STR_INIT;
    size_t found = 0;
    str_add_format(&wanted, "%s%zu%s", words, number, end_of);
    for (size_t page = 1; text.n > 0; page++) {
        size_t end = span_find(text, SPAN("\f"));
        struct span rest = span_sub(text, 0, end), line;
        text = end == SIZE_MAX ? SPAN("") : span_sub(text, end + 1, text.n);
        while (found == 0 && page > 1 && span_take_line(&rest, &line))
            if (begins_with(line, wanted.s))
                found = page;
    }
    if (found == 0)
        fail_msg("%s stands on no page", wanted.s);
    str_release(&wanted);
    return found;
}

/* The number at the end of the line of the contents. */
static size_t named_page(struct span text, size_t number) {
    struct str wanted = STR_INIT;
    struct span line;
    size_t page = 0;
    str_add_format(&wanted, "附件%zu", number);
    while (page == 0 && span_take_line(&text, &line)) {
        line = span_trim_end(span_trim_start(line));
        size_t at = line.n;
        while (at > 0 && line.p[at - 1] >= '0' && line.p[at - 1] <= '9')
            at--;
        if (begins_with(line, wanted.s))
            page = (size_t)strtoul(line.p + at, NULL, 10);
    }
    str_release(&wanted);
    return page;
}

/* Upright, lying, and behind both: the page that the contents name is the one that is printed. And
 * however many rows: the total and who signs have a row of the table above them. */
static void attachments_stand_where_the_contents_say(void **state) {
    static const size_t rows[] = {40, 30, 27, 28, 29, 30, 31, 32};
    struct document document = {.contents = 1};
    struct str text = STR_INIT;
    (void)state;
    document_add(&document, BLOCK_PARAGRAPH)->text = document_copy(&document, SPAN("正文。"));
    document.blocks[0].section = -1;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        add_long_attachment(&document, i + 1, rows[i], i == 1);
    print_document(&document, &text, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        size_t total = find_page(str_span(&text), "总分", i + 1, "");
        assert_int_equal(named_page(str_span(&text), i + 1),
                         find_page(str_span(&text), "附件", i + 1, "") - 1);
        assert_int_equal(find_page(str_span(&text), "末", i + 1, ""), total);
        assert_int_equal(find_page(str_span(&text), "填表人", i + 1, "签字"), total);
    }
    assert_true(named_page(str_span(&text), ARRAY_LEN(rows)) > 2 * ARRAY_LEN(rows) - 4);
    document_release(&document);
    str_release(&text);
}

static struct block *add_heading(struct document *document, size_t number, bool run_in) {
    struct str heading = STR_INIT;
    struct block *block = document_add(document, run_in ? BLOCK_PARAGRAPH : BLOCK_HEADING);
    str_add_format(&heading, "附件%zu的标题", number); /* begins as named_page wants it */
    block->level = 1;
    block->section = (int64_t)number;
    block->heading = document_copy(document, str_span(&heading));
    if (run_in)
        block->end_mark = document_copy(document, SPAN("。"));
    str_release(&heading);
    return block;
}

/* Behind so many lines that some heading would be the last of its page, and moves; in front of
 * lines, of a heading, of a table; with a title whose lines are more in Word's type than in ours.
 */
static void headings_stand_where_the_contents_say(void **state) {
    enum { HEADINGS = 18 }; /* the contents are one page */
    struct document document = {.contents = 1};
    struct str text = STR_INIT;
    (void)state;
    document_add(&document, BLOCK_TITLE)->text =
        document_copy(&document, SPAN("二〇二三年度云川市望湖区老旧小区改造项目支出绩效报告"));
    for (size_t i = 1; i <= HEADINGS; i++) {
        struct block *heading = add_heading(&document, i, i % 7 == 0);
        if (i % 7 == 0)
            heading->text = document_copy(&document, SPAN("段内正文。"));
        for (size_t line = 0; i % 5 != 0 && line < 14 + i * 5 % 9; line++) {
            struct block *block = document_add(&document, BLOCK_PARAGRAPH);
            block->section = (int64_t)i;
            block->text = document_copy(&document, SPAN("正文一行。"));
        }
    }
    print_document(&document, &text, NULL);
    for (size_t i = 1; i <= HEADINGS; i++)
        assert_int_equal(named_page(str_span(&text), i),
                         find_page(str_span(&text), "附件", i, "的标题") - 1);
    document_release(&document);
    str_release(&text);
}

/* --- places and fonts --- */

enum { UNIT = 3, UNIT_OF = 2, LEFT = 119, RIGHT = 783, TOP = 157, BOTTOM = 1113, NEAR = 3 };

/* A text as it stands on the page; PDF splits lines where the font changes. */
struct place {
    long page, left, right, top, bottom, size;
    char font[64];
};

static long points(long count) {
    return count * UNIT / UNIT_OF;
}

static void add_ink(const xmlNode *node, struct str *out) {
    struct str text = STR_INIT;
    xml_add_content(node, &text);
    for (size_t i = 0; i < text.len; i++)
        if (text.s[i] != ' ')
            str_add_byte(out, text.s[i]);
    str_release(&text);
}

/* The first text that holds `wanted`; LibreOffice sets Chinese and numbers apart. */
static struct place find_text(xmlDocPtr doc, const char *wanted) {
    struct place place = {0};
    struct str text = STR_INIT;
    xmlNode *root = xmlDocGetRootElement(doc);
    bool found = false;
    for (xmlNode *page = NULL; !found && (page = xml_next(root, page, "page")) != NULL;)
        for (xmlNode *at = NULL; !found && (at = xml_next(page, at, "text")) != NULL;) {
            str_clear(&text);
            add_ink(at, &text);
            found = span_find(str_span(&text), span_of(wanted)) != SIZE_MAX;
            if (!found)
                continue;
            place = (struct place){.page = xml_number(page, "number"),
                                   .left = xml_number(at, "left"),
                                   .top = xml_number(at, "top")};
            place.right = place.left + xml_number(at, "width");
            place.bottom = place.top + xml_number(at, "height");
            for (xmlNode *font = NULL; (font = xml_next(root, font, "fontspec")) != NULL;)
                if (xml_number(font, "id") == xml_number(at, "font")) {
                    xmlChar *family = xmlGetProp(font, (const xmlChar *)"family");
                    (void)snprintf(place.font, sizeof place.font, "%s", (const char *)family);
                    xmlFree(family);
                    place.size = xml_number(font, "size");
                }
        }
    str_release(&text);
    if (!found)
        fail_msg("“%s” is not printed", wanted);
    return place;
}

/* The size in half points; PDF's sizes are whole units. */
static void assert_font(xmlDocPtr doc, const char *text, const char *font, long size) {
    struct place place = find_text(doc, text);
    long wanted = (points(size) + 1) / 2;
    if (strstr(place.font, font) == NULL || place.size != wanted)
        fail_msg("%s: %s %ld, not %s %ld", text, place.font, place.size, font, wanted);
}

static void assert_near(long a, long b) {
    assert_in_range(a - b + NEAR, 0, 2 * NEAR);
}

static struct block *add(struct document *document, enum block_kind kind, int level,
                         const char *label, const char *heading, const char *text) {
    struct block *block = document_add(document, kind);
    block->level = level;
    block->numbering = NUMBERING_HAN_PAREN; /* nothing between label and heading */
    block->label = document_copy(document, span_of(label));
    block->heading = document_copy(document, span_of(heading));
    block->text = document_copy(document, span_of(text));
    return block;
}

/* One of everything. */
static void fill(struct document *document) {
    (void)add(document, BLOCK_TITLE, 0, "", "", "某某省某某州某某市某某区街道办事处绩效评价报告");
    (void)add(document, BLOCK_HEADING, 1, "一、", "一级标题", "");
    (void)add(document, BLOCK_HEADING, 2, "（一）", "二级标题", "");
    (void)add(document, BLOCK_HEADING, 3, "1.", "三级标题", "");
    (void)add(document, BLOCK_PARAGRAPH, 0, "", "",
              "正文一段，共二十四个字，从版心左边空两个字起。");
    (void)add(document, BLOCK_PARAGRAPH, 2, "（二）", "段首标题。", "段内正文。");
    (void)add(document, BLOCK_ITEM, 0, "1.", "", "第一条。");
    (void)add(
        document, BLOCK_TABLE, 0, "", "",
        "表头甲\t表头乙\n单元格一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
        "\t表中12.50");
    (void)add(document, BLOCK_SIGN_OFF, 0, "", "", "某某市某某区街道办事处");
    (void)add(document, BLOCK_SIGN_OFF, 0, "", "", "二〇二四年三月五日");
    add(document, BLOCK_HEADING, 1, "附件1", "附表名称", "")->attachment = true;
}

static void every_level_has_its_font_and_place(void **state) {
    struct document document = {0};
    struct str xml = STR_INIT;
    (void)state;
    fill(&document);
    print_document(&document, NULL, &xml);
    xmlDocPtr doc = archive_parse(str_span(&xml));
    assert_font(doc, "绩效评价报告", SERIF, 44);
    assert_font(doc, "一级标题", SANS, 32);
    assert_font(doc, "二级标题", KAI, 32);
    assert_font(doc, "三级标题", SERIF, 32);
    assert_font(doc, "正文一段", SERIF, 32);
    assert_font(doc, "段首标题", KAI, 32);
    assert_font(doc, "段内正文", SERIF, 32);
    assert_font(doc, "12.50", SERIF, 21);
    assert_font(doc, "附件", SANS, 32);
    assert_font(doc, "—1—", SERIF, 28);
    struct place title = find_text(doc, "绩效评价报告"), body = find_text(doc, "正文一段");
    struct place unit = find_text(doc, "区街道办事处"), date = find_text(doc, "三月五日");
    struct place attachment = find_text(doc, "附件"), number = find_text(doc, "—2—");
    assert_near((title.left + title.right) / 2, (LEFT + RIGHT) / 2);
    struct place above =
        find_text(doc, "某某省某某州"); /* the lines of a wide title are about even */
    assert_near(title.right - title.left, points(11 * 22));
    assert_near(above.right - above.left, points(12 * 22));
    assert_near(body.left, LEFT + points(2 * 16));
    assert_near(date.right, RIGHT - points(4 * 16));
    assert_near((unit.left + unit.right) / 2, (date.left + date.right) / 2);
    assert_int_equal(date.page, 1);
    assert_int_equal(attachment.page, 2);
    assert_near(attachment.left, LEFT);
    assert_true(attachment.top < TOP + points(29));
    assert_near(number.left, LEFT + points(14));
    assert_true(number.top > BOTTOM);
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *at = NULL; (at = xml_next(root, at, "text")) != NULL;) {
        assert_true(xml_number(at, "left") >= LEFT - NEAR);
        assert_true(xml_number(at, "left") + xml_number(at, "width") <= RIGHT + NEAR);
    }
    xmlFreeDoc(doc);
    document_release(&document);
    str_release(&xml);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_hold_22_lines_of_28_characters),
        cmocka_unit_test(sample_has_as_many_pages_as_ours),
        cmocka_unit_test(long_table_repeats_its_head),
        cmocka_unit_test(landscape_pages_stand_among_the_others),
        cmocka_unit_test(attachments_stand_where_the_contents_say),
        cmocka_unit_test(headings_stand_where_the_contents_say),
        cmocka_unit_test(every_level_has_its_font_and_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
