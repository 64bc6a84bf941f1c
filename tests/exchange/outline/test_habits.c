/* One whole report in the numbering habits of offices, as plain text, as copied from a PDF
 * (contents, page numbers, running heads) and with hard line breaks: always the same tree. */
#include "base/lang.h"
#include "base/text/utf8.h"
#include "exchange/exchange.h"
#include "exchange/import.h"
#include "model/section.h"
#include "model/section_state.h"
#include "tests/support/model_support.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct {
    int depth;
    const char *heading;
} tree[] = {
    {1, "部门基本情况"}, {2, "机构设置"},         {3, "内设机构"},         {3, "人员编制"},
    {2, "职责职能"},     {1, "部门整体支出情况"}, {2, "基本支出"},         {2, "项目支出"},
    {3, "专项资金"},     {3, "政府采购"},         {1, "绩效目标完成情况"}, {2, "产出指标"},
    {2, "效益指标"},     {2, "满意度"},           {1, "存在的问题"},       {2, "预算编制粗放"},
    {2, "资产管理薄弱"}, {1, "下一步改进措施"},   {2, "细化预算编制"},     {2, "加强资产管理"},
};

struct habit {
    const char *name;
    enum numbering styles[3]; /* by depth */
    const char
        *ends[3]; /* after a heading: "" own line, "。" run-in, "。\n" own line with its mark */
};

static const struct habit habits[] = {
    {"一、（一）1.", {NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN, NUMBERING_DOT}, {"", "", ""}},
    {"一、(一) 1、",
     {NUMBERING_HAN_COMMA, NUMBERING_HAN_HALF_PAREN, NUMBERING_COMMA},
     {"", "", ""}},
    {"第一部分 一、（一）",
     {NUMBERING_PART, NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN},
     {"", "", ""}},
    {"1 1.1 1.1.1", {NUMBERING_DECIMAL, NUMBERING_DECIMAL, NUMBERING_DECIMAL}, {"", "", ""}},
    {"run-in", {NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN, NUMBERING_DOT}, {"", "。", "。"}},
    {"ended", {NUMBERING_HAN_COMMA, NUMBERING_HAN_PAREN, NUMBERING_DOT}, {"。\n", "。\n", "。\n"}},
    {"一、1．（1）", {NUMBERING_HAN_COMMA, NUMBERING_WIDE_DOT, NUMBERING_PAREN}, {"", "", ""}},
    {"1. 1) ①", {NUMBERING_DOT, NUMBERING_RIGHT_PAREN, NUMBERING_CIRCLED}, {"", "", ""}},
    {"一、1. run-in", {NUMBERING_HAN_COMMA, NUMBERING_DOT, NUMBERING_PAREN}, {"", "。", "。"}},
    {"1、（1）run-in", {NUMBERING_COMMA, NUMBERING_PAREN, NUMBERING_CIRCLED}, {"", "。", "。"}},
    {"第一部分 1、run-in", {NUMBERING_PART, NUMBERING_COMMA, NUMBERING_PAREN}, {"", "：", "："}},
    {"第一部分 第一条（一）",
     {NUMBERING_PART, NUMBERING_ARTICLE, NUMBERING_HAN_PAREN},
     {"", "", "。"}},
};

static const char title[] = "2022年度云川市甲街道办事处部门整体支出绩效评价报告";

/* How the text came: */
struct way {
    const char *name;
    bool contents;    /* with a list of contents */
    size_t page;      /* lines of a page, then a number and a running head; 0: none */
    size_t broken_at; /* points of a line, 0: not broken */
};
static const struct way ways[] = {
    {"plain", false, 0, 0},   {"contents", true, 0, 0}, {"pages", true, 22, 0},
    {"broken", false, 0, 28}, {"PDF", true, 22, 30},
};

struct writer {
    struct str text;
    const struct way *way;
    size_t line, page;
};

static void end_line(struct writer *writer) {
    str_add_byte(&writer->text, '\n');
    if (writer->way->page == 0 || ++writer->line % writer->way->page != 0)
        return;
    str_add_format(&writer->text, "— %zu —\n%s\n", ++writer->page, title);
}

static void write_line(struct writer *writer, struct span line) {
    size_t most = writer->way->broken_at;
    do {
        size_t n = most > 0 ? utf8_offset(line, most) : line.n;
        str_add(&writer->text, span_sub(line, 0, n));
        line = span_sub(line, n, line.n);
        end_line(writer);
    } while (line.n > 0);
}

static void add_heading(struct str *out, const struct habit *habit, unsigned counts[3], size_t i,
                        struct str labels[3]) {
    int depth = tree[i].depth;
    counts[depth - 1]++;
    for (int k = depth; k < 3; k++)
        counts[k] = 0;
    struct span parent = depth > 1 ? str_span(&labels[depth - 2]) : SPAN("");
    str_clear(&labels[depth - 1]);
    label_add(&labels[depth - 1], habit->styles[depth - 1], counts[depth - 1], parent);
    str_add(out, str_span(&labels[depth - 1]));
    str_add_text(out, numbering_gap(habit->styles[depth - 1]));
    str_add_text(out, tree[i].heading);
}

static void write_report(struct writer *writer, const struct habit *habit, bool contents_only) {
    struct str labels[3] = {STR_INIT, STR_INIT, STR_INIT};
    unsigned counts[3] = {0};
    for (size_t i = 0; i < ARRAY_LEN(tree); i++) {
        struct str line = STR_INIT;
        add_heading(&line, habit, counts, i, labels);
        const char *end = habit->ends[tree[i].depth - 1];
        bool last = i + 1 == ARRAY_LEN(tree) || tree[i + 1].depth <= tree[i].depth;
        if (contents_only) {
            str_add_format(&line, "………%zu", i + 2);
            write_line(writer, str_span(&line));
        } else {
            bool ended = span_ends_with(span_of(end), SPAN("\n"));
            bool run_in = end[0] != '\0' && !ended && last;
            str_add(&line, span_sub(span_of(end), 0, strlen(end) - (ended ? 1 : 0)));
            if (!run_in)
                write_line(writer, str_span(&line));
            if (!run_in)
                str_clear(&line);
            for (size_t k = 0; k < (last ? 2 : 1); k++) {
                str_add_format(
                    &line,
                    "按照市委、市政府的部署，我单位全年完成%s相关任务%zu项，投入资金%zu.5万元"
                    "，其中一是抓落实，二是抓督查，（1）按月调度；（2）按季通报，成效明显。",
                    tree[i].heading, i + 3, i + 120);
                write_line(writer, str_span(&line));
                str_clear(&line);
            }
        }
        str_release(&line);
    }
    for (size_t i = 0; i < ARRAY_LEN(labels); i++)
        str_release(&labels[i]);
}

static void make_report(struct writer *writer, const struct habit *habit, const struct way *way) {
    *writer = (struct writer){.text = STR_INIT, .way = way};
    write_line(writer, SPAN("2022年度云川市甲街道办事处"));
    write_line(writer, SPAN("部门整体支出绩效评价报告"));
    if (way->contents) {
        write_line(writer, SPAN("目  录"));
        write_report(writer, habit, true);
    }
    write_line(
        writer,
        SPAN("根据市财政局的要求，我单位对2022年度部门整体支出开展了绩效评价，现报告如下。"));
    write_report(writer, habit, false);
    write_line(writer, SPAN("云川市甲街道办事处"));
    write_line(writer, SPAN("2023年4月1日"));
}

static void assert_tree(const struct import_draft *draft, const struct habit *habit,
                        const struct way *way) {
    size_t n = 0;
    bool good = true;
    for (struct section *s = NULL; (s = report_next_section(draft->report, s)) != NULL;) {
        struct span heading = span_of(s->heading);
        if (!section_is_printed(draft->report, s))
            continue; /* the template's, which the file has not */
        if (span_ends_with(heading, SPAN("。")) || span_ends_with(heading, SPAN("：")))
            heading.n -= sizeof "。" - 1;
        good = good && n < ARRAY_LEN(tree) && section_depth(s) == tree[n].depth &&
               span_is(heading, tree[n].heading) && s->label == NULL;
        n++;
    }
    good = good && n == ARRAY_LEN(tree) && draft->kept == draft->all;
    if (good)
        return;
    print_error("%s, %s:\n", habit->name, way->name);
    for (struct section *s = NULL; (s = report_next_section(draft->report, s)) != NULL;)
        print_error("%d %s|%s\n", section_depth(s), s->label != NULL ? s->label : "", s->heading);
    fail();
}

static void try_habit(const struct habit *habit, const struct way *way, bool join,
                      struct template *template) {
    struct writer writer;
    struct import_draft draft;
    struct err err = {0};
    struct import_options options = {.name = "a.txt", .join_lines = join, .template = template};
    make_report(&writer, habit, way);
    assert_int_equal(import_bytes(&draft, str_span(&writer.text), &options, &err), RC_OK);
    assert_tree(&draft, habit, way);
    assert_string_equal(draft.report->unit, "云川市甲街道办事处");
    assert_int_equal(draft.report->year, 2022);
    if (way->page == 0) /* else a page may turn between unit and date */
        assert_string_equal(draft.report->sign_off, "云川市甲街道办事处\n2023年4月1日");
    import_draft_release(&draft);
    str_release(&writer.text);
}

static void try_habits(struct template *template) {
    for (size_t i = 0; i < ARRAY_LEN(habits); i++)
        for (size_t k = 0; k < ARRAY_LEN(ways); k++)
            for (int join = 0; join < 2; join++)
                try_habit(&habits[i], &ways[k], join != 0, template);
}

static void whole_reports_are_read_in_every_habit(void **state) {
    (void)state;
    try_habits(NULL);
}

/* The templates have lists where these reports have headings: the file says what stands there. */
static void whole_reports_are_read_so_with_a_template(void **state) {
    (void)state;
    for (const char *const *name = template_builtin_names(); *name != NULL; name++) {
        struct template *template = support_template(template_builtin_text(span_of(*name)).p);
        try_habits(template);
        template_free(template);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_reports_are_read_in_every_habit),
        cmocka_unit_test(whole_reports_are_read_so_with_a_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
