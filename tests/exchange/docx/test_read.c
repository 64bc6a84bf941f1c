#include "base/os/file.h"
#include "exchange/exchange.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "model/section.h"
#include "tests/support/docx_builder.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define P(text)      "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define R(text)      "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define S(id, text)  "<w:p><w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr>" R(text) "</w:p>"
#define CELL(inside) "<w:tc><w:tcPr/>" inside "</w:tc>"

static struct import_draft read_bytes(struct span bytes) {
    struct import_draft draft;
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = "a.docx"};
    if (import_bytes(&draft, bytes, &options, &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_true(report_is_sane(draft.report));
    assert_int_equal(draft.kept + draft.left_out, draft.all);
    return draft;
}

/* The plain text of what is read from a file; the draft is the caller's. */
static struct import_draft assert_file_reads(const struct str *bytes, const char *expected) {
    struct str text = STR_INIT;
    struct err err = {.rc = RC_OK};
    struct import_draft draft = read_bytes(str_span(bytes));
    assert_int_equal(
        export_bytes(&text, draft.report, &(struct export_options){.format = "txt"}, NULL, &err),
        RC_OK);
    assert_string_equal(text.s, expected);
    str_release(&text);
    return draft;
}

/* The same of a body. */
static void assert_reads(const char *body, const char *styles, const char *numbering,
                         const char *expected) {
    struct str bytes = STR_INIT;
    docx_build(&bytes, body, styles, numbering);
    struct import_draft draft = assert_file_reads(&bytes, expected);
    import_draft_release(&draft);
    str_release(&bytes);
}

static bool has_note(const struct import_draft *draft, const char *rule, const char *words) {
    for (size_t i = 0; i < draft->findings.count; i++)
        if (strcmp(draft->findings.items[i].rule, rule) == 0 &&
            strstr(draft->findings.items[i].message, words) != NULL)
            return true;
    return false;
}

/* --- text --- */

/* A tick is a letter of a symbol font: of the run, or as a private character. */
static void signs_of_symbol_fonts_are_what_they_show(void **state) {
#define IN_FONT(font, text)                                                                        \
    "<w:r><w:rPr><w:rFonts w:ascii=\"" font "\" w:hAnsi=\"" font "\"/></w:rPr><w:t>" text          \
    "</w:t></w:r>"
    (void)state;
    assert_reads(P("标题报告") "<w:p>" IN_FONT("Wingdings 2", "R") R("同意")
                     IN_FONT("Wingdings", "\xEF\x82\xA8") R("不同意") IN_FONT("Symbol", "a")
                         R("=\xEF\x83\xBE") IN_FONT("Times New Roman", "R") "</w:p>",
                 NULL, NULL, "标题报告\n\n　　☑同意□不同意α=☑R\n");
}

static void changes_are_accepted_and_deleted_text_counted(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    const char *body = P("标题报告") "<w:p>" R("保留") "<w:ins>" R(
        "新增") "</w:ins><w:del><w:r><w:delText>删去"
                "</w:delText></w:r></w:del><w:moveFrom>" R("移走") "</w:moveFrom><w:moveTo>" R(
                    "移来") "</w:moveTo>。</w:p>"
                            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" R("前半") "</w:p><w:p>" R(
                                "后半。") "</w:p>";
    assert_reads(body, NULL, NULL, "标题报告\n\n　　保留新增移来\n　　前半后半。\n");
    docx_build(&bytes, body, NULL, NULL);
    struct import_draft draft = read_bytes(str_span(&bytes));
    assert_true(has_note(&draft, "deleted", "4字"));
    import_draft_release(&draft);
    str_release(&bytes);
}

static void fields_links_symbols_and_breaks_are_read(void **state) {
    (void)state;
    assert_reads(
        P("某报告") "<w:p>" R(
            "共") "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
                  "<w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar "
                  "w:fldCharType=\"separate\"/></w:r>" R(
                      "5") "<w:r><w:fldChar "
                           "w:fldCharType=\"end\"/></w:r><w:hyperlink>" R(
                               "页") "</w:hyperlink>"
                                     "<w:fldSimple w:instr=\"DATE\">" R(
                                         "今天") "</w:fldSimple><w:r><w:sym "
                                                 "w:font=\"Wingdings\" "
                                                 "w:char=\"F0FE\"/><w:softHyphen/><w:noBreakHyphen/"
                                                 ">"
                                                 "</w:r>" R(
                                                     "末。") "</w:p>"
                                                             "<w:p>" R("上行。") "<w:r><w:br/></"
                                                                                 "w:r>" R(
                                                                                     "下行。") "</"
                                                                                               "w:"
                                                                                               "p>",
        NULL, NULL, "某报告\n\n　　共5页今天☑-末。\n　　上行。\n　　下行。\n");
}

static void alternatives_and_text_boxes_are_read_once(void **state) {
    (void)state;
    assert_reads(P("某报告") "<w:p>" R(
                     "锚点。") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">"
                               "<w:txbxContent>" P(
                                   "框内文字。") "</w:txbxContent></mc:Choice><mc:Fallback>"
                                                 "<w:txbxContent>" P(
                                                     "框内文字。") "</w:txbxContent></mc:Fallback>"
                                                                   "</mc:AlternateContent></w:r>" R(
                                                                       "锚后。") "</w:p>",
                 NULL, NULL, "某报告\n\n　　锚点。锚后。\n　　框内文字。\n");
}

static void former_properties_are_not_in_force(void **state) {
    (void)state;
    assert_reads(P("某报告") "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"a\"/>"
                             "<w:outlineLvl w:val=\"0\"/></w:pPr></w:pPrChange></w:pPr>" R(
                                 "正文。") "</w:p>",
                 NULL, NULL, "某报告\n\n　　正文。\n");
}

/* Pages begin anew, hidden text and embedded objects are counted, a list of contents is told from
 * text, and the result of a field inside another's instruction is none. */
static void breaks_fields_and_objects_are_told_apart(void **state) {
    struct str bytes = STR_INIT, text = STR_INIT;
    struct err err = {.rc = RC_OK};
    struct export_options options = {.format = "txt"};
    (void)state;
#define MARK(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(text) "<w:r><w:instrText>" text "</w:instrText></w:r>"
    docx_build(
        &bytes,
        P("某报告") "<w:p>" MARK("begin") CODE(" TOC \\o ") MARK("separate")
            R("一、概况 3") "</w:p>" P("二、问题 5") "<w:p>" MARK(
                "end") "</w:p>"
                       "<w:p><w:r><w:br w:type=\"page\"/></w:r>" R(
                           "新页。") "</w:p>"
                                     "<w:p>" R(
                                         "前文。") "<w:r><w:br w:type=\"page\"/></w:r></w:p>"
                                                   "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>" R(
                                                       "又一页。") "</w:p>"
                                                                   "<w:p><w:r><w:rPr><w:vanish/></"
                                                                   "w:rPr><w:t>隐藏</w:t></w:r>" R(
                                                                       "看得见。") "<w:r><w:object>"
                                                                                   "<v:imagedata "
                                                                                   "r:id=\"r8\"/></"
                                                                                   "w:object></"
                                                                                   "w:r></w:p>"
                                                                                   "<w:p>" MARK(
                                                                                       "be"
                                                                                       "gi"
                                                                                       "n") CODE("I"
                                                                                                 "F"
                                                                                                 " ") MARK("begin")
                                                                                       CODE("X") MARK(
                                                                                           "separat"
                                                                                           "e") R("内") MARK("en"
                                                                                                             "d")
                                                                                           MARK(
                                                                                               "se"
                                                                                               "pa"
                                                                                               "ra"
                                                                                               "t"
                                                                                               "e") R("外。")
                                                                                               MARK(
                                                                                                   "en"
                                                                                                   "d") "</w:p>"
                                                                                                        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL(
                                                                                                            P("甲")) "</w:tr>"
                                                                                                                     "<w:tr>" CELL(
                                                                                                                         P("乙"))
                                                                                                                         CELL(P("丙")) "</w:tr></w:tbl>" P(
                                                                                                                             "表后。"),
        NULL, NULL);
#undef MARK
#undef CODE
    struct import_draft draft = read_bytes(str_span(&bytes));
    assert_int_equal(export_bytes(&text, draft.report, &options, NULL, &err), RC_OK);
    assert_non_null(strstr(text.s, "新页。\n　　前文。\n　　又一页。\n　　看得见。\n　　外。\n"));
    assert_non_null(strstr(text.s, "甲"));
    assert_null(strstr(text.s, "内外"));
    assert_true(has_note(&draft, "hidden", "2字"));
    assert_true(has_note(&draft, "object", "1个"));
    import_draft_release(&draft);
    str_release(&bytes);
    str_release(&text);
}

static void endnotes_and_second_notes_follow_their_paragraph(void **state) {
    struct docx_builder builder = {0};
    struct str bytes = STR_INIT;
    (void)state;
    docx_builder_document(
        &builder,
        P("某报告") "<w:p>" R(
            "有注。") "<w:r><w:footnoteReference w:id=\"2\"/><w:footnoteReference w:id=\"3\"/>"
                      "<w:footnoteReference w:id=\"9\"/><w:endnoteReference "
                      "w:id=\"1\"/></w:r></w:p>");
    docx_builder_related(&builder, "footnotes",
                         "<w:footnote w:id=\"2\">" P("来自决算。") P(
                             "见附件。") "</w:footnote>"
                                         "<w:footnote w:id=\"3\">" P("按年末数。") "</w:footnote>");
    docx_builder_finish(&builder, &bytes);
    struct import_draft draft =
        assert_file_reads(&bytes, "某报告\n\n　　有注。\n　　〔注：来自决算。 见附件。〕\n"
                                  "　　〔注：按年末数。〕\n");
    import_draft_release(&draft);
    str_release(&bytes);
}

static void footnotes_follow_their_paragraph(void **state) {
    struct docx_builder builder = {0};
    struct str bytes = STR_INIT;
    (void)state;
    docx_builder_document(
        &builder, P("某报告") "<w:p>" R("有注") "<w:r><w:footnoteReference "
                                                "w:id=\"2\"/></w:r>" R("。") "</w:p>" P("后文。"));
    docx_builder_related(&builder, "footnotes",
                         "<w:footnote w:type=\"separator\" w:id=\"0\">" P(
                             "") "</w:footnote>"
                                 "<w:footnote w:id=\"2\">" P("来自决算。") "</w:footnote>");
    docx_builder_related(&builder, "hdr", P("某区财政局") P("— 1 —"));
    docx_builder_finish(&builder, &bytes);
    struct import_draft draft =
        assert_file_reads(&bytes, "某报告\n\n　　有注。\n　　〔注：来自决算。〕\n　　后文。\n");
    assert_true(has_note(&draft, "note", "1条"));
    assert_true(has_note(&draft, "header", "：某区财政局"));
    import_draft_release(&draft);
    str_release(&bytes);
}

static void pictures_are_counted_and_named(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    docx_build(&bytes,
               P("某报告") "<w:p>" R(
                   "图。") "<w:r><w:drawing><wp:docPr id=\"1\" name=\"图片 1\" "
                           "descr=\"办公楼\"/><a:blip r:embed=\"r9\"/></w:drawing></w:r><w:r>"
                           "<w:pict><v:imagedata r:id=\"r8\"/></w:pict></w:r><w:r>"
                           "<w:commentReference w:id=\"0\"/><w:sym w:font=\"Wingdings\" "
                           "w:char=\"F021\"/></w:r></w:p>",
               NULL, NULL);
    struct import_draft draft = read_bytes(str_span(&bytes));
    assert_true(has_note(&draft, "image", "2张图片没有导入：办公楼"));
    assert_true(has_note(&draft, "comment", "1条"));
    assert_true(has_note(&draft, "symbol", "1个"));
    import_draft_release(&draft);
    str_release(&bytes);
}

/* --- tables --- */

static void tables_become_rows_and_frames_become_lines(void **state) {
    (void)state;
    assert_reads(
        P("某报告") "<w:tbl><w:tr>" CELL(P("项目") P("名称")) CELL(P("金额"))
            CELL(P("")) "</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P(
                "合计") "</w:tc>" CELL(P("5")) "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" CELL(P("删"))
                CELL(P("9")) "</w:tr></w:tbl>"
                             "<w:tbl><w:tr>" CELL(P("框中一段。")
                                                      P("框中二段。") "<w:tbl><w:tr>" CELL(P("甲"))
                                                          CELL(P("乙")) "</w:tr></w:tbl>"
                                                                        "<w:p/>") "</w:tr>"
                                                                                  "</w:tbl>",
        NULL, NULL,
        "某报告\n\n　　项目 名称\t金额\n　　合计　　 "
        "\t\t5\n　　框中一段。\n　　框中二段。\n　　甲\t乙"
        "\n");
}

#define GONE(inside) "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" inside "</w:tc>"
#define ITEM(text)   "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>" R(text) "</w:p>"
static const char one_list[] =
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"decimal\"/><w:lvlText w:val=\"%1号\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

static void deleted_cells_are_gone_and_told(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    static const char body[] = P("某报告") "<w:tbl><w:tr>" CELL(P("项目"))
        CELL(P("金额")) "</w:tr><w:tr>" CELL(ITEM("甲")) GONE(P("999"))
            CELL(P("3")) "</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan "
                         "w:val=\"2\"/><w:cellDel/></w:tcPr>" ITEM("旧") "</w:tc>" CELL(ITEM("丙"))
                             CELL(P("5")) "</w:tr><w:tr>" CELL(ITEM("丁"))
                                 GONE("<w:tbl><w:tr>" CELL(ITEM("内"))
                                          CELL(P("8")) "</w:tr></w:tbl><w:p/>")
                                     CELL(ITEM("戊")) "</w:tr><w:tr>" GONE(P("6"))
                                         GONE(P("7")) "</w:tr></w:tbl>";
    docx_build(&bytes, body, NULL, one_list);
    struct import_draft draft = assert_file_reads(
        &bytes,
        "某报告\n\n　　项目 \t金额\n　　1号甲\t　　3\n　　2号丙\t　　5\n　　3号丁\t4号戊\n");
    assert_true(has_note(&draft, "deleted", "的8字"));
    import_draft_release(&draft);
    str_release(&bytes);
}

/* 序号 by Word's own numbers, a row that does not show, and a cell whose paragraphs were joined. */
static void cells_hold_what_is_seen_in_them(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    static const char body[] =
        P("某报告") "<w:tbl><w:tr>" CELL(P("序号")) CELL(P("金额")) "</w:tr><w:tr>" CELL(ITEM(""))
            CELL(P("3")) "</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>" CELL(P("藏"))
                CELL(P("99")) "</w:tr><w:tr>" CELL(ITEM(""))
                    CELL("<w:p><w:pPr><w:rPr><w:del/></w:rPr>"
                         "</w:pPr>" R("56") "</w:p>" P("78")) "</w:tr></w:tbl>";
    docx_build(&bytes, body, NULL, one_list);
    struct import_draft draft =
        assert_file_reads(&bytes, "某报告\n\n　　序号\t金额\n　　1号 \t　 3\n　　2号 \t5678\n");
    assert_true(has_note(&draft, "hidden", "3字"));
    import_draft_release(&draft);
    str_release(&bytes);
}

/* --- headings --- */

static const char styles[] =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/>"
    "</w:style><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/>"
    "<w:basedOn w:val=\"a\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"2\">"
    "<w:name w:val=\"标题 2\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"own\">"
    "<w:name w:val=\"我的\"/><w:basedOn w:val=\"3\"/></w:style><w:style w:type=\"paragraph\" "
    "w:styleId=\"3\"><w:name w:val=\"小节\"/><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>"
    "</w:style><w:style w:type=\"paragraph\" w:styleId=\"t\"><w:name w:val=\"Title\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"toc 1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"loop\"><w:name w:val=\"甲\"/><w:basedOn "
    "w:val=\"pool\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"pool\"><w:name "
    "w:val=\"乙\"/><w:basedOn w:val=\"loop\"/></w:style>";

static void assert_heading(const struct import_draft *draft, const char *path, const char *heading,
                           enum heading_form form) {
    const struct section *section = report_find_section(draft->report, span_of(path));
    if (section == NULL)
        fail_msg("no section %s", path);
    assert_string_equal(section->heading, heading);
    assert_int_equal(section->form, form);
}

static void styles_make_headings_without_labels(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    docx_build(&bytes,
               S("t", "某街道2022年度") S("t", "工作材料") S("c", "基本情况\t1") S("1", "基本情况")
                   S("2", "职能") P("正文一。") S("own", "更深的一层") S("loop", "正文二。")
                       S("2", "人员") S("1", "存在的问题") P("问题。"),
               styles, NULL);
    struct import_draft draft = read_bytes(str_span(&bytes));
    assert_string_equal(draft.report->title, "某街道2022年度\n工作材料");
    assert_int_equal(draft.sections, 5);
    assert_heading(&draft, "1", "基本情况", FORM_BLOCK);
    assert_heading(&draft, "1.1", "职能", FORM_BLOCK);
    assert_heading(&draft, "1.1.1", "更深的一层", FORM_BLOCK);
    assert_heading(&draft, "1.2", "人员", FORM_BLOCK);
    assert_heading(&draft, "2", "存在的问题", FORM_BLOCK);
    assert_true(has_note(&draft, "contents", "目录"));
    import_draft_release(&draft);
    str_release(&bytes);
}

static void bold_head_of_a_labelled_paragraph_is_a_heading(void **state) {
    struct str bytes = STR_INIT;
    (void)state;
    docx_build(
        &bytes,
        P("某街道2022年度绩效评价报告") P(
            "一、基本情况") "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>（一）坚持党建引领，健全制度，"
                            "压实责任，强化监督，推动全面从严治党向纵深发展见实效。</w:t></w:r>" R(
                                "全年开展学习。") "</w:p><w:p><w:r><w:rPr><w:b/></"
                                                  "w:rPr><w:t>（二）抓好经济，稳住"
                                                  "大盘，优化环境，服务企业，实现全年目标任务圆满完"
                                                  "成好。</w:t></w:r>" R("完成税收。") "</w:p>",
        NULL, NULL);
    struct import_draft draft = read_bytes(str_span(&bytes));
    assert_heading(&draft, "1.1",
                   "坚持党建引领，健全制度，压实责任，强化监督，推动全面从严治党向纵深发展见实效",
                   FORM_RUN_IN);
    assert_int_equal(draft.sections, 3);
    import_draft_release(&draft);
    str_release(&bytes);
}

/* --- the sample report, as text, with styles and with automatic numbering --- */

#define SAMPLE "schema/samples/wutongli-2022.txt"

struct sample_line {
    struct span text;
    struct span rest; /* behind its label */
    int level;        /* of the label: 1 一、 2 （一） 3 1、 0: none */
};

static struct sample_line sample_line(struct span text) {
    struct sample_line line = {.text = span_trim(text)};
    struct label label;
    line.rest = line.text;
    if (label_take(&line.rest, &label))
        line.level = label.style == NUMBERING_HAN_COMMA   ? 1
                     : label.style == NUMBERING_HAN_PAREN ? 2
                     : label.style == NUMBERING_COMMA     ? 3
                                                          : 0;
    return line;
}

static const char sample_numbering[] =
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"japaneseCounting\"/><w:lvlText w:val=\"（%1）\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"decimal\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>";

/* The lists that are open: 一、 of the top, （一）, 1、 and 一、 within a section. */
enum { LISTS = 4 };
struct lists {
    unsigned num[LISTS], count, tops;
    struct str nums;
};

/* Every list that begins anew is a num that restarts. */
static void add_numbered(struct str *body, struct lists *lists, const struct sample_line *line) {
    struct str properties = STR_INIT;
    struct label label;
    struct span rest = line->text;
    (void)label_take(&rest, &label);
    bool nested = line->level == 1 && lists->tops >= 2 && label.n <= 2;
    size_t list = nested ? LISTS - 1 : (size_t)line->level - 1;
    lists->tops += list == 0;
    if (label.n == 1) {
        lists->num[list] = ++lists->count;
        str_add_format(&lists->nums,
                       "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%zu\"/><w:lvlOverride "
                       "w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                       lists->count, list);
    }
    str_add_format(&properties, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%u\"/></w:numPr>",
                   lists->num[list]);
    docx_add_paragraph(body, properties.s, line->rest);
    str_release(&properties);
}

static void assert_same_headings(const struct report *a, const struct report *b) {
    struct str x = STR_INIT, y = STR_INIT;
    struct export_options options = {.format = "txt"};
    struct err err = {.rc = RC_OK};
    assert_int_equal(report_count_sections(a), report_count_sections(b));
    const struct section *left = NULL, *right = NULL;
    while ((left = report_next_section(a, left)) != NULL) {
        right = report_next_section(b, right);
        assert_string_equal(left->heading, right->heading);
        assert_int_equal(section_depth(left), section_depth(right));
        assert_int_equal(left->form, right->form);
    }
    assert_int_equal(export_bytes(&x, a, &options, NULL, &err), RC_OK);
    assert_int_equal(export_bytes(&y, b, &options, NULL, &err), RC_OK);
    assert_string_equal(x.s, y.s);
    str_release(&x);
    str_release(&y);
}

enum look { PLAIN, STYLED, NUMBERED };

static void build_sample(struct str *bytes, struct span text, enum look look) {
    struct str body = STR_INIT;
    struct lists lists = {.nums = STR_INIT};
    struct span line;
    str_add_text(&lists.nums, sample_numbering);
    while (span_take_line(&text, &line)) {
        struct sample_line sample = sample_line(line);
        bool block = sample.level == 1 && span_find(sample.rest, SPAN("。")) == SIZE_MAX;
        if (look == NUMBERED && sample.level > 0)
            add_numbered(&body, &lists, &sample);
        else if (look == STYLED && block)
            docx_add_paragraph(&body, "<w:pStyle w:val=\"1\"/>", sample.text);
        else
            docx_add_paragraph(&body, NULL, sample.text);
    }
    docx_build(bytes, body.s, styles, lists.nums.s);
    str_release(&body);
    str_release(&lists.nums);
}

static void sample_report_reads_the_same_from_every_look(void **state) {
    struct str text = STR_INIT;
    struct err err = {.rc = RC_OK};
    struct import_options options = {.name = "a.txt"};
    struct import_draft plain;
    (void)state;
    assert_int_equal(file_read(&text, SAMPLE, SIZE_MAX, &err), RC_OK);
    assert_int_equal(import_bytes(&plain, str_span(&text), &options, &err), RC_OK);
    assert_int_equal(plain.sections, 18);
    for (int look = PLAIN; look <= NUMBERED; look++) {
        struct str bytes = STR_INIT;
        build_sample(&bytes, str_span(&text), (enum look)look);
        struct import_draft draft = read_bytes(str_span(&bytes));
        assert_same_headings(plain.report, draft.report);
        assert_int_equal(draft.all, plain.all);
        import_draft_release(&draft);
        str_release(&bytes);
    }
    import_draft_release(&plain);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_hold_what_is_seen_in_them),
        cmocka_unit_test(signs_of_symbol_fonts_are_what_they_show),
        cmocka_unit_test(changes_are_accepted_and_deleted_text_counted),
        cmocka_unit_test(fields_links_symbols_and_breaks_are_read),
        cmocka_unit_test(alternatives_and_text_boxes_are_read_once),
        cmocka_unit_test(former_properties_are_not_in_force),
        cmocka_unit_test(breaks_fields_and_objects_are_told_apart),
        cmocka_unit_test(endnotes_and_second_notes_follow_their_paragraph),
        cmocka_unit_test(footnotes_follow_their_paragraph),
        cmocka_unit_test(pictures_are_counted_and_named),
        cmocka_unit_test(tables_become_rows_and_frames_become_lines),
        cmocka_unit_test(deleted_cells_are_gone_and_told),
        cmocka_unit_test(styles_make_headings_without_labels),
        cmocka_unit_test(bold_head_of_a_labelled_paragraph_is_a_heading),
        cmocka_unit_test(sample_report_reads_the_same_from_every_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
