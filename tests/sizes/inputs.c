#include "tests/sizes/inputs.h"

#include "tests/support/docx_builder.h"

#define TITLE "2023年度某局部门整体支出绩效评价报告\n"

/* --- text --- */

static void add_numbered(struct str *out, size_t n) {
    str_add_text(out, TITLE);
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "%zu. 情况\n内容。\n", i);
}

static void add_same_labels(struct str *out, size_t n) {
    str_add_text(out, TITLE);
    for (size_t i = 1; i <= n; i++)
        str_add_text(out, "一、情况\n内容。\n");
}

static void add_deep(struct str *out, size_t n) {
    str_add_text(out, TITLE);
    for (size_t i = 1; i <= n / 4; i++)
        str_add_text(out, "一、情况\n（一）内容\n1. 甲\n（1）乙\n");
}

static void add_attachments(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n内容。\n某局\n2024年3月1日\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "附件%zu\n表格说明\n内容。\n", i);
}

/* Of more entries than there are years: a number that may be one is looked at more closely. */
static void add_contents(struct str *out, size_t n) {
    str_add_text(out, TITLE "目录\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "%zu. 情况%zu……%zu\n", i, i, i);
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "%zu. 情况%zu\n内容。\n", i, i);
}

static void add_paragraphs(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "全年支出%zu.5万元，增长%zu%%，比上年的%zu万元多。\n", i, i % 100,
                       i + 1);
}

static void add_one_paragraph(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n");
    for (size_t i = 0; i < n / 20; i++)
        str_add_format(out, "资金使用规范，支出%zu万元，管理制度健全，", i);
    str_add_text(out, "完。\n");
}

static void add_one_word(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n");
    str_add_repeat(out, SPAN("a"), n);
    str_add_text(out, "\n");
}

static void add_spaces(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n甲");
    str_add_repeat(out, SPAN(" "), n);
    str_add_text(out, "乙\n");
}

static void add_open_quotes(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n");
    str_add_repeat(out, SPAN("“（《"), n);
    str_add_text(out, "\n");
}

static void add_figures(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n其中");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "%zu万元、", i);
    str_add_text(out, "合计100万元。\n");
}

static void add_items(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "（%zu）购买设备%zu台，支出%zu元；\n", i, i, i * 3);
}

static void add_title_lines(struct str *out, size_t n) {
    for (size_t i = 1; i <= n; i++)
        str_add_text(out, "部门整体支出\n");
    str_add_text(out, "绩效评价报告\n一、情况\n内容。\n");
}

static void add_blank_lines(struct str *out, size_t n) {
    str_add_text(out, TITLE);
    str_add_repeat(out, SPAN("\n　\n"), n);
    str_add_text(out, "一、情况\n内容。\n");
}

static void add_bad_bytes(struct str *out, size_t n) {
    str_add_text(out, TITLE "一、情况\n");
    for (size_t i = 0; i < n; i++)
        str_add_text(out, "资金使用规范，管理制度健全\xFF");
    str_add_text(out, "\n");
}

/* --- Markdown --- */

static void add_md_headings(struct str *out, size_t n) {
    str_add_text(out, "# " TITLE);
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "\n## 情况%zu\n\n内容。\n", i);
}

static void add_md_rows(struct str *out, size_t n) {
    str_add_text(out, "# " TITLE "\n## 情况\n\n| 项目 | 金额 |\n|---|---|\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "| 项目%zu | %zu |\n", i, i);
}

static void add_md_columns(struct str *out, size_t n) {
    str_add_text(out, "# " TITLE "\n## 情况\n\n");
    for (int row = 0; row < 3; row++) {
        str_add_repeat(out, row == 1 ? SPAN("|---") : SPAN("| 1 "), n);
        str_add_text(out, "|\n");
    }
}

static void add_md_list(struct str *out, size_t n) {
    str_add_text(out, "# " TITLE "\n## 情况\n\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "%zu. 情况，**内容**%zu。\n", i, i);
}

static void add_md_marks(struct str *out, size_t n) {
    str_add_text(out, "# " TITLE "\n## 情况\n\n");
    str_add_repeat(out, SPAN("*甲`[_"), n);
    str_add_text(out, "\n");
}

/* Bold that begins and never ends. */
static void add_md_open_bold(struct str *out, size_t n) {
    str_add_text(out, "# " TITLE "\n## 情况\n\n");
    str_add_repeat(out, SPAN("<b>甲"), n);
    str_add_text(out, "\n");
}

/* --- Word --- */

static void add_docx(struct str *out, const struct str *body, const char *styles,
                     const char *numbering) {
    docx_build(out, body->s, styles, numbering);
}

static void add_docx_paragraphs(struct str *out, size_t n) {
    struct str body = STR_INIT;
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局部门整体支出绩效评价报告"));
    for (size_t i = 1; i <= n; i++) {
        struct str text = STR_INIT;
        str_add_format(&text, "%zu. 情况", i);
        docx_add_paragraph(&body, NULL, str_span(&text));
        str_release(&text);
    }
    add_docx(out, &body, NULL, NULL);
    str_release(&body);
}

static void add_docx_runs(struct str *out, size_t n) {
    struct str body = STR_INIT;
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局部门整体支出绩效评价报告"));
    str_add_text(&body, "<w:p>");
    for (size_t i = 1; i <= n; i++)
        str_add_text(&body, "<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r>");
    str_add_text(&body, "</w:p>");
    add_docx(out, &body, NULL, NULL);
    str_release(&body);
}

static void add_docx_rows(struct str *out, size_t n) {
    struct str body = STR_INIT;
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局部门整体支出绩效评价报告"));
    str_add_text(&body, "<w:tbl>");
    for (size_t i = 1; i <= n; i++)
        str_add_text(&body, "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r>"
                            "</w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>");
    str_add_text(&body, "</w:tbl>");
    add_docx(out, &body, NULL, NULL);
    str_release(&body);
}

static void add_docx_cells(struct str *out, size_t n) {
    struct str body = STR_INIT;
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局部门整体支出绩效评价报告"));
    str_add_text(&body, "<w:tbl><w:tr>");
    for (size_t i = 1; i <= n; i++)
        str_add_text(&body, "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>");
    str_add_text(&body, "</w:tr></w:tbl>");
    add_docx(out, &body, NULL, NULL);
    str_release(&body);
}

/* As many styles as paragraphs, each based on the one before. */
static void add_docx_styles(struct str *out, size_t n) {
    struct str body = STR_INIT, styles = STR_INIT;
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局部门整体支出绩效评价报告"));
    for (size_t i = 1; i <= n; i++) {
        struct str properties = STR_INIT;
        str_add_format(&properties, "<w:pStyle w:val=\"s%zu\"/>", i);
        docx_add_paragraph(&body, properties.s, SPAN("内容"));
        str_add_format(&styles,
                       "<w:style w:type=\"paragraph\" w:styleId=\"s%zu\"><w:name w:val=\"n%zu\"/>"
                       "<w:basedOn w:val=\"s%zu\"/></w:style>",
                       i, i, i - 1);
        str_release(&properties);
    }
    add_docx(out, &body, styles.s, NULL);
    str_release(&body);
    str_release(&styles);
}

static void add_docx_numbering(struct str *out, size_t n) {
    struct str body = STR_INIT, numbering = STR_INIT;
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局部门整体支出绩效评价报告"));
    for (size_t i = 1; i <= n; i++) {
        struct str properties = STR_INIT;
        str_add_format(&properties,
                       "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%zu\"/></w:numPr>", i);
        docx_add_paragraph(&body, properties.s, SPAN("内容"));
        str_add_format(&numbering,
                       "<w:abstractNum w:abstractNumId=\"%zu\"><w:lvl w:ilvl=\"0\"><w:start "
                       "w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "
                       "w:val=\"%%1.\"/></w:lvl></w:abstractNum>",
                       i);
        str_release(&properties);
    }
    for (size_t i = 1; i <= n; i++)
        str_add_format(&numbering,
                       "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"%zu\"/></w:num>", i, i);
    add_docx(out, &body, NULL, numbering.s);
    str_release(&body);
    str_release(&numbering);
}

static void add_docx_notes(struct str *out, size_t n) {
    struct docx_builder builder = {0};
    struct str body = STR_INIT, notes = STR_INIT;
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局部门整体支出绩效评价报告"));
    for (size_t i = 1; i <= n; i++) {
        str_add_format(
            &body, "<w:p><w:r><w:t>内容</w:t><w:footnoteReference w:id=\"%zu\"/></w:r></w:p>", i);
        str_add_format(
            &notes, "<w:footnote w:id=\"%zu\"><w:p><w:r><w:t>注%zu</w:t></w:r></w:p></w:footnote>",
            i, i);
    }
    docx_builder_document(&builder, body.s);
    docx_builder_related(&builder, "footnotes", notes.s);
    docx_builder_finish(&builder, out);
    str_release(&body);
    str_release(&notes);
}

/* --- JSON --- */

static void add_json(struct str *out, const char *values, const char *passed) {
    str_add_format(out,
                   "{\"format\":\"jixiao\",\"version\":1,\"unit\":\"某局\",\"short_name\":\"\","
                   "\"year\":2023,\"title\":\"报告\",\"sign_off\":\"\",\"prior_report\":null,"
                   "\"values\":{%s},\"passed\":[%s],\"numbering\":\"1.\",\"front\":{\"kind\":"
                   "\"text\",\"numbering\":\"none\",\"item_numbering\":\"1.\",\"body\":[{\"tag\":"
                   "\"paragraph\",\"text\":\"\"}]},"
                   "\"sections\":[],\"template\":null}",
                   values, passed);
}

static void add_json_values(struct str *out, size_t n) {
    struct str values = STR_INIT;
    for (size_t i = 1; i <= n; i++)
        str_add_format(&values, "%s\"v%zu\":\"1\"", i > 1 ? "," : "", i);
    add_json(out, values.s, "");
    str_release(&values);
}

static void add_json_passes(struct str *out, size_t n) {
    struct str passed = STR_INIT;
    for (size_t i = 1; i <= n; i++)
        str_add_format(&passed,
                       "%s{\"finding\":\"%08zx\",\"by\":\"甲\",\"at\":\"2024-01-01T00:00:00Z\","
                       "\"reason\":\"对\"}",
                       i > 1 ? "," : "", i);
    add_json(out, "", passed.s);
    str_release(&passed);
}

/* clang-format off: one row an input */
const struct input inputs[] = {
    {"headings, numbered", "a.txt", 2000, add_numbered},
    {"headings, one label", "a.txt", 2000, add_same_labels},
    {"headings, four levels", "a.txt", 2000, add_deep},
    {"attachments", "a.txt", 400, add_attachments},
    {"contents", "a.txt", 2500, add_contents},
    {"paragraphs", "a.txt", 1000, add_paragraphs},
    {"one paragraph", "a.txt", 40000, add_one_paragraph},
    {"one word", "a.txt", 40000, add_one_word},
    {"blanks", "a.txt", 40000, add_spaces},
    {"open marks", "a.txt", 10000, add_open_quotes},
    {"figures of a sum", "a.txt", 2000, add_figures},
    {"items", "a.txt", 2000, add_items},
    {"title lines", "a.txt", 1000, add_title_lines},
    {"blank lines", "a.txt", 4000, add_blank_lines},
    {"bad bytes", "a.txt", 1000, add_bad_bytes},
    {"md headings", "a.md", 2000, add_md_headings},
    {"md rows", "a.md", 2000, add_md_rows},
    {"md columns", "a.md", 2000, add_md_columns},
    {"md list", "a.md", 2000, add_md_list},
    {"md marks", "a.md", 4000, add_md_marks},
    {"md open bold", "a.md", 4000, add_md_open_bold},
    {"docx paragraphs", "a.docx", 2000, add_docx_paragraphs},
    {"docx runs", "a.docx", 4000, add_docx_runs},
    {"docx rows", "a.docx", 2000, add_docx_rows},
    {"docx cells", "a.docx", 2000, add_docx_cells},
    {"docx styles", "a.docx", 1000, add_docx_styles},
    {"docx numbering", "a.docx", 1000, add_docx_numbering},
    {"docx notes", "a.docx", 1000, add_docx_notes},
    {"json values", "a.json", 2000, add_json_values},
    {"json passes", "a.json", 2000, add_json_passes},
    {0},
};
/* clang-format on */

/* --- templates --- */

#define HEAD "form_id: big\nversion: \"1\"\ntitle: 报告\n"

static void add_sections(struct str *out, size_t n) {
    str_add_text(out, HEAD "sections:\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "  - {name: s%zu, label: 情况%zu}\n", i, i);
}

static void add_figure_list(struct str *out, size_t n) {
    str_add_text(out, HEAD "sections:\n  - {name: a, label: 情况}\nfigures:\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "  - {name: f%zu, label: 数%zu, type: integer}\n", i, i);
}

static void add_figure_chain(struct str *out, size_t n) {
    str_add_text(out, HEAD "sections:\n  - {name: a, label: 情况}\nfigures:\n"
                           "  - {name: f0, label: 数0, type: integer}\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out,
                       "  - {name: f%zu, label: 数%zu, type: integer, calculate: \"${f%zu} + "
                       "1\"}\n",
                       i, i, i - 1);
}

static void add_questions(struct str *out, size_t n) {
    str_add_text(out, HEAD "questions:\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "  - {name: q%zu, label: 问%zu, default: \"1\"}\n", i, i);
    str_add_text(out, "sections:\n  - {name: a, label: 情况}\n");
}

static void add_indicators(struct str *out, size_t n) {
    str_add_text(out, HEAD "sections:\n  - {name: a, label: 情况}\nindicators:\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "  - {name: i%zu, label: 指标%zu, weight: 0.%04zu}\n", i, i,
                       1000000 / n);
}

static void add_rules(struct str *out, size_t n) {
    str_add_text(out, HEAD "sections:\n  - {name: a, label: 情况}\nrules:\n");
    for (size_t i = 1; i <= n; i++)
        str_add_format(out, "  - {name: r%zu, pattern: 甲%zu, constraint_message: 不写甲}\n", i, i);
}

static void add_expression(struct str *out, size_t n) {
    str_add_text(out, HEAD "sections:\n  - {name: a, label: 情况}\nfigures:\n"
                           "  - {name: f0, label: 数0, type: integer}\n"
                           "  - {name: f, label: 数, type: integer, calculate: \"1");
    str_add_repeat(out, SPAN(" + ${f0}"), n);
    str_add_text(out, "\"}\n");
}

static void add_one_comment(struct str *out, size_t n) {
    str_add_text(out, HEAD "# ");
    str_add_repeat(out, SPAN("甲"), n);
    str_add_text(out, "\nsections:\n  - {name: a, label: 情况}\n");
}

/* clang-format off */
const struct input input_templates[] = {
    {"template sections", NULL, 500, add_sections},
    {"template figures", NULL, 500, add_figure_list},
    {"template chain of figures", NULL, 100, add_figure_chain},
    {"template questions", NULL, 500, add_questions},
    {"template indicators", NULL, 500, add_indicators},
    {"template rules", NULL, 200, add_rules},
    {"template expression", NULL, 40, add_expression},
    {"template comment", NULL, 10000, add_one_comment},
    {0},
};
/* clang-format on */
