/* Tables that are none of ours: a column is taken for what its caption says, in the unit that the
 * table says, and nothing is guessed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "exchange/sheet/match.h"
#include "exchange/sheet/plain_caption.h"
#include "exchange/sheet/read_plain.h"
#include "model/template/read.h"
#include "tests/support/workbook.h"

#include <string.h>

static const char template_text[] =
    "form_id: small\ntitle: 绩效评价报告\nversion: \"1\"\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算, type: money, unit: 万元, decimals: 2, prior: true}\n"
    "  - {name: spent, label: 全年执行, type: money, unit: 万元, decimals: 2}\n"
    "  - {name: staff, label: 在职人数, type: integer, unit: 人}\n"
    "  - {name: area_house, label: 面积, type: decimal, unit: 平方米, decimals: 1}\n"
    "  - {name: area_green, label: 面积, type: decimal, unit: 公顷, decimals: 1}\n"
    "sections:\n  - {name: basics, label: 基本情况}\n";

enum { CELLS = 6, LINES = 5 };

struct table {
    const char *cells[LINES][CELLS]; /* "#12" is a number, "%95" a percentage */
    const char *merges;              /* "0123": row, column, last row, last column; or NULL */
    const char *budget;              /* what is taken for it; NULL: nothing */
    const char *says;                /* of a refusal: of the row, or of the whole file */
};

static int setup(void **state) {
    struct template *template = NULL;
    struct err err = {0};
    if (template_read(&template, span_of(template_text), "small", &err) != RC_OK)
        fail_msg("%s", err.text);
    *state = template;
    return 0;
}

static int teardown(void **state) {
    template_free(*state);
    return 0;
}

static void write_table(struct str *out, const struct table *table) {
    struct workbook_sheet *page = MEM_NEW(struct workbook_sheet);
    for (size_t r = 0; r < LINES; r++)
        for (size_t c = 0; c < CELLS; c++) {
            const char *text = table->cells[r][c];
            if (text == NULL || text[0] == '\0')
                continue;
            char kind = text[0] == '#' ? 'n' : text[0] == '%' ? 'p' : 'i';
            workbook_set(page, r, c, kind, kind == 'i' ? text : text + 1);
        }
    for (const char *at = table->merges; at != NULL && *at != '\0'; at += 4) {
        page->merges[page->merge_count].row = (size_t)(at[0] - '0');
        page->merges[page->merge_count].column = (size_t)(at[1] - '0');
        page->merges[page->merge_count].last_row = (size_t)(at[2] - '0');
        page->merges[page->merge_count++].last_column = (size_t)(at[3] - '0');
    }
    workbook_write(out, page, NULL);
    workbook_release(page);
    mem_free(page);
}

static const struct match_row *find_row(const struct sheet_match *match, const char *name,
                                        bool is_prior) {
    for (size_t i = 0; i < match->count; i++)
        if (match->rows[i].row->is_prior == is_prior && match->rows[i].figure != NULL &&
            strcmp(match->rows[i].figure->name, name) == 0)
            return &match->rows[i];
    return NULL;
}

static void check_table(const struct template *template, const struct table *table, size_t number) {
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    struct err err = {0};
    write_table(&bytes, table);
    enum rc rc = sheet_read_plain(&sheet, str_span(&bytes), template, 2023, &err);
    if (rc == RC_OK)
        sheet_match(&match, &sheet, template);
    const struct match_row *row = find_row(&match, "budget", false);
    const char *text = row != NULL && row->kind == MATCH_VALUE ? row->text : NULL;
    const char *said = rc != RC_OK ? err.text : row != NULL ? row->message : NULL;
    if ((text == NULL) != (table->budget == NULL) ||
        (text != NULL && strcmp(text, table->budget) != 0))
        fail_msg("table %zu: %s, not %s (%s)", number, text != NULL ? text : "nothing",
                 table->budget != NULL ? table->budget : "nothing", said != NULL ? said : "");
    if (table->says != NULL && (said == NULL || strstr(said, table->says) == NULL))
        fail_msg("table %zu: says %s, not %s", number, said != NULL ? said : "nothing",
                 table->says);
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
}

static void check_tables(const struct template *template, const struct table *tables,
                         size_t count) {
    for (size_t i = 0; i < count; i++)
        check_table(template, &tables[i], i);
}

static void numbers_of_lines_codes_and_weights_are_no_values(void **state) {
    static const struct table tables[] = {
        {{{"项目", "行次", "金额（万元）"}, {"年初预算", "#1", "#80"}}, NULL, "80", NULL},
        {{{"项目", "权重", "金额"}, {"年初预算", "#10", "#80"}}, NULL, "80", NULL},
        {{{"项目", "序号", "数量"}, {"年初预算", "#1", "#80"}}, NULL, "80", NULL},
        {{{"项目", "代码", "数"}, {"年初预算", "#301", "#80"}}, NULL, "80", NULL},
        {{{"项目", "科目编码", "合计"}, {"年初预算", "30101", "#80"}}, NULL, "80", NULL},
        {{{"项目", "行次"}, {"年初预算", "#1"}}, NULL, NULL, "“行次”（B列）"},
        {{{"项目", "数量", "比上年"}, {"年初预算", "#80", "%3"}}, NULL, "80", NULL},
        {{{"年初预算", "#80"}}, NULL, "80", NULL},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

static void several_columns_without_a_name_are_refused_by_theirs(void **state) {
    static const struct table tables[] = {
        {{{"项目", "甲", "乙"}, {"年初预算", "#7", "#80"}}, NULL, NULL, "“甲”（B列）、“乙”（C列）"},
        {{{"年初预算", "#7", "#80"}}, NULL, NULL, "B列、C列"},
        {{{"项目", "决算数", "执行数"}, {"年初预算", "#7", "#80"}}, NULL, NULL, "“决算数”（B列）"},
        {{{"项目", "金额", "甲"}, {"年初预算", "", "#80"}}, NULL, NULL, "“金额”（B列）"},
        {{{"项目", "本年预算数", "本年决算数"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
        {{{"项目", "甲", "实际"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
        {{{"项目", "上年数", "今年数"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

static void a_column_of_another_year_is_none_of_this_years(void **state) {
    static const struct table tables[] = {
        {{{"项目", "2022年", "2023年"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
        {{{"项目", "#2022", "#2023"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
        {{{"项目", "2022年决算", "2023年决算", "增减额"}, {"年初预算", "#7", "#80", "#73"}},
         NULL,
         "80",
         NULL},
        {{{"项目", "2023年预算", "2023年决算"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
        {{{"项目", "2022年", "2023年"}, {"年初预算", "#7", ""}}, NULL, NULL, NULL},
        {{{"项目", "2021年", "2022年"}, {"年初预算", "#7", "#80"}}, NULL, NULL, "“2022年”"},
        {{{"2023年度决算表"}, {"项目", "2022年", "2023年"}, {"年初预算", "#7", "#80"}},
         "0002",
         "80",
         NULL},
        {{{"项目", "2022年", "", "2023年", ""},
          {"", "预算数", "决算数", "预算数", "决算数"},
          {"年初预算", "#1", "#2", "#3", "#80"}},
         "001001020304",
         "80",
         NULL},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

/* Last year's is taken where its caption says the same but for the year, and nothing else. */
static void last_years_column_is_last_years(void **state) {
    static const struct {
        const char *now, *before, *prior;
    } pairs[] = {{"2023年", "2022年", "7"},  {"2023年决算（元）", "2022年决算（元）", "0"},
                 {"今年数", "上年数", "7"},  {"2023年决算", "2022年预算", NULL},
                 {"2023年", "2021年", NULL}, {"今年数", "比上年数", NULL}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
        struct table table = {.cells = {{"项目", pairs[i].before, pairs[i].now},
                                        {"年初预算", "#7", "#80"},
                                        {"全年执行", "#6", "#70"}}};
        struct str bytes = STR_INIT;
        struct read_sheet sheet = {0};
        struct sheet_match match = {0};
        write_table(&bytes, &table);
        assert_int_equal(sheet_read_plain(&sheet, str_span(&bytes), *state, 2023, NULL), RC_OK);
        sheet_match(&match, &sheet, *state);
        const struct match_row *row = find_row(&match, "budget", true);
        const struct match_row *other = find_row(&match, "spent", true);
        assert_int_equal(row != NULL, pairs[i].prior != NULL);
        if (row != NULL)
            assert_string_equal(row->text, pairs[i].prior);
        assert_true(other == NULL || other->kind == MATCH_TROUBLE); /* it has no last year */
        sheet_match_release(&match);
        read_sheet_release(&sheet);
        str_release(&bytes);
    }
}

static void the_tables_own_unit_counts(void **state) {
    static const struct table tables[] = {
        {{{"项目", "金额（元）"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"项目", "金额(单位：元)"}, {"年初预算", "800,000.00"}}, NULL, "80", NULL},
        {{{"单位：元"}, {"项目", "金额"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"决算表（金额单位：元）"}, {"项目", "金额"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"编制单位：某局", "单位:元"}, {"项目", "金额"}, {"年初预算", "#800000"}},
         NULL,
         "80",
         NULL},
        {{{"单位：某局"}, {"项目", "金额"}, {"年初预算", "#80"}}, NULL, "80", NULL},
        {{{"单位：亿元"}, {"项目", "金额（元）"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"单位：亿元"}, {"项目", "单位", "金额"}, {"年初预算", "万元", "#80"}}, NULL, "80", NULL},
        {{{"单位：元"}, {"项目", "金额"}, {"年初预算（万元）", "#80"}}, NULL, "80", NULL},
        {{{"单位：元"}, {"项目", "金额"}, {"年初预算", "80万元"}}, NULL, "80", NULL},
        {{{"项目", "金额（美元）"}, {"年初预算", "#80"}}, NULL, NULL, "年初预算"},
        {{{"项目", "金额（角）"}, {"年初预算", "#80"}}, NULL, NULL, "年初预算"},
        {{{"项目", "金额（千元/人）"}, {"年初预算", "#80"}}, NULL, NULL, "年初预算"},
        {{{"单位：吨"}, {"项目", "金额"}, {"年初预算", "#80"}}, NULL, NULL, "年初预算"},
        {{{"单位：人"}, {"项目", "数"}, {"年初预算", "#80"}}, NULL, NULL, "年初预算"},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

/* A unit may stand anywhere around the table, and in many words. */
static void a_line_says_its_unit_in_many_words(void **state) {
    static const char *const lines[] = {"编制单位：某局　2023年度　金额单位：元",
                                        "填报单位：某街道 单位：元",
                                        "单位：元、人",
                                        "单位：人、元",
                                        "金额单位：元（保留两位小数）",
                                        "单位：元（编制：人）",
                                        "单位元",
                                        "单 位：元",
                                        "（元）",
                                        "金额：元",
                                        "人民币：元",
                                        "单位：元。",
                                        "单位：“元”",
                                        "以元为单位",
                                        "金额单位：人民币元",
                                        "币种：人民币 单位：元",
                                        "单位：RMB元",
                                        "基础数据表（元）",
                                        "本表金额均以元计，单位：元"};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct table above = {.cells = {{lines[i]}, {"项目", "金额"}, {"年初预算", "#800000"}},
                              .budget = "80"};
        struct table below = {.cells = {{"项目", "金额"}, {"年初预算", "#800000"}, {lines[i]}},
                              .budget = "80"};
        check_table(*state, &above, i);
        if (strstr(lines[i], "单位：") != NULL)
            check_table(*state, &below, 100 + i);
    }
    static const struct table tables[] = {
        {{{"单位：", "元"}, {"项目", "金额"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"单位", "元"}, {"项目", "金额"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"年初预算", "#800000"}, {"注：以上金额单位为元"}}, NULL, "80", NULL},
        {{{"项目", "单位", "金额"}, {"年初预算", "万元", "80.x"}}, NULL, NULL, "“80.x”"},
        {{{"单位：元/人"}, {"项目", "金额"}, {"年初预算", "#80"}}, NULL, NULL, "“元/人”"},
        {{{"单位：元"}, {"单位：万元"}, {"项目", "金额"}, {"年初预算", "#80"}},
         NULL,
         NULL,
         "“元、万元”"},
        {{{"单位：元江街道"}, {"项目", "金额"}, {"年初预算", "#80"}}, NULL, "80", "没有写单位"},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

static void a_head_says_its_unit_in_many_words(void **state) {
    static const char *const heads[] = {
        "金额 元",     "金额/元",          "金额，元",           "金额[元]",
        "元",          "金额（单位为元）", "金额（人民币，元）", "2023年（元）",
        "金额\n（元）"};
    for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
        struct table table = {.cells = {{"项目", heads[i]}, {"年初预算", "#800000"}},
                              .budget = "80"};
        check_table(*state, &table, i);
    }
    static const struct table tables[] = {
        {{{"项目", "金额"}, {"", "（元）"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"单位", "元"}, {"年初预算", "#800000"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"年初预算", "#80"}}, NULL, "80", "表上没有写单位，按万元取"},
        {{{"项目", "金额（万元）"}, {"年初预算", "#80"}}, NULL, "80", NULL},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

/* What is wrong with a number whose unit is right is not its unit. */
static void half_a_person_is_told_of_as_that(void **state) {
    static const struct table table = {
        .cells = {{"项目", "单位", "数"}, {"在职人数", "人", "#48.5"}, {"年初预算", "人", "#80"}}};
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    write_table(&bytes, &table);
    assert_int_equal(sheet_read_plain(&sheet, str_span(&bytes), *state, 2023, NULL), RC_OK);
    sheet_match(&match, &sheet, *state);
    assert_non_null(strstr(find_row(&match, "staff", false)->message, "不是整数"));
    assert_non_null(strstr(find_row(&match, "budget", false)->message, "写的单位是“人”"));
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
}

/* What counts people and shares goes on in its own unit. */
static void a_money_unit_is_of_money_alone(void **state) {
    static const struct table table = {
        .cells = {{"单位：元"}, {"项目", "金额"}, {"年初预算", "#800000"}, {"在职人数", "#48"}}};
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    write_table(&bytes, &table);
    assert_int_equal(sheet_read_plain(&sheet, str_span(&bytes), *state, 2023, NULL), RC_OK);
    sheet_match(&match, &sheet, *state);
    assert_string_equal(find_row(&match, "budget", false)->text, "80");
    assert_string_equal(find_row(&match, "staff", false)->text, "48");
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
}

static void each_table_of_a_page_has_its_own_head_and_unit(void **state) {
    static const struct table tables[] = {
        {{{"项目", "金额（万元）"},
          {"全年执行", "#7"},
          {"表二 单位：元"},
          {"项目", "金额"},
          {"年初预算", "#800000"}},
         NULL,
         "80",
         NULL},
        {{{"项目", "金额（元）"},
          {"全年执行", "#7"},
          {"项目", "金额（万元）"},
          {"年初预算", "#80"}},
         NULL,
         "80",
         NULL},
        {{{"支出", "", "收入"},
          {"项目", "金额", "项目", "金额（元）"},
          {"全年执行", "#7", "年初预算", "#800000"}},
         NULL,
         "80",
         NULL},
        {{{"全年执行", "#7", "年初预算", "#80"}}, NULL, "80", NULL},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

static void a_titles_year_is_the_tables(void **state) {
    static const struct table tables[] = {
        {{{"2022年度基础数据表"}, {"项目", "金额"}, {"年初预算", "#80"}}, NULL, NULL, NULL},
        {{{"2021年度基础数据表"}, {"项目", "金额"}, {"年初预算", "#80"}}, NULL, NULL, "2021年"},
        {{{"2024年度公开表"}, {"项目", "2023年"}, {"年初预算", "#80"}}, NULL, "80", NULL},
        {{{"填报日期：2024年3月5日"}, {"项目", "金额"}, {"年初预算", "#80"}}, NULL, "80", NULL},
        {{{"项目", "２０２２年", "２０２３年"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
        {{{"项目", "22年", "23年"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
        {{{"项目", "二〇二二年", "二〇二三年"}, {"年初预算", "#7", "#80"}}, NULL, "80", NULL},
    };
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    check_tables(*state, tables, ARRAY_LEN(tables));
    write_table(&bytes, &tables[0]);
    assert_int_equal(sheet_read_plain(&sheet, str_span(&bytes), *state, 2023, NULL), RC_OK);
    sheet_match(&match, &sheet, *state);
    assert_string_equal(find_row(&match, "budget", true)->text, "80");
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
}

/* 全年执行 is what was reached, 年初预算 a plan. */
static void a_column_is_taken_for_what_its_head_says(void **state) {
    static const struct {
        const char *head;
        bool plan, reached;
    } cases[] = {{"预算数", true, false}, {"目标值", true, false}, {"完成率", false, false},
                 {"占比", false, false},  {"人均", false, false},  {"决算数", true, true},
                 {"完成数", true, true},  {"下达数", true, false}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct table table = {
            .cells = {{"项目", cases[i].head}, {"年初预算", "#80"}, {"全年执行", "#70"}}};
        struct str bytes = STR_INIT;
        struct read_sheet sheet = {0};
        struct sheet_match match = {0};
        write_table(&bytes, &table);
        assert_int_equal(sheet_read_plain(&sheet, str_span(&bytes), *state, 2023, NULL), RC_OK);
        sheet_match(&match, &sheet, *state);
        bool plan = find_row(&match, "budget", false)->kind == MATCH_VALUE;
        const struct match_row *reached = find_row(&match, "spent", false);
        if (plan != cases[i].plan || (reached->kind == MATCH_VALUE) != cases[i].reached)
            fail_msg("%s: %d %d", cases[i].head, plan, reached->kind == MATCH_VALUE);
        if (!cases[i].reached)
            assert_non_null(strstr(reached->message, cases[i].head));
        sheet_match_release(&match);
        read_sheet_release(&sheet);
        str_release(&bytes);
    }
}

static void numbers_are_read_as_people_write_them(void **state) {
    static const struct table tables[] = {
        {{{"项目", "金额（万元）"}, {"年初预算", "80万元整"}}, NULL, "80", NULL},
        {{{"项目", "金额（万元）"}, {"年初预算", "80万 元"}}, NULL, "80", NULL},
        {{{"项目", "金额（万元）"}, {"年初预算", "￥80"}}, NULL, "80", NULL},
        {{{"项目", "金额（万元）"}, {"年初预算", "80（万元）"}}, NULL, "80", NULL},
        {{{"项目", "金额（万元）"}, {"年初预算", "80萬元"}}, NULL, "80", NULL},
        {{{"项目", "金额（万元）"}, {"年初预算", "80¹"}}, NULL, "80", "上标"},
        {{{"项目", "金额（万元）"}, {"年初预算", "10⁴"}}, NULL, NULL, "10⁴"},
        {{{"项目", "金额（万元）"}, {"年初预算", "(80)"}}, NULL, NULL, "会计表里是负数"},
        {{{"项目", "金额（万元）"}, {"年初预算", "（80）"}}, NULL, NULL, "会计表里是负数"},
        {{{"项目", "金额"}, {"三、年 初 预 算", "#80"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"（一）“年初”预算¹", "#80"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"年初预算/元", "#800000"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"年初预算 万元", "#80"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"年初预算", "#80"}, {"年初预算", "#80"}}, NULL, "80", NULL},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

static void labels_are_known_with_a_unit_or_a_colon_behind(void **state) {
    static const struct table tables[] = {
        {{{"项目", "金额"}, {"年初预算：", "#80"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"年初预算(元):", "#800000"}}, NULL, "80", NULL},
        {{{"项目", "金额"}, {"年初预算（上年）", "#80"}, {"全年执行", "#7"}}, NULL, NULL, NULL},
        {{{"项目", "金额"}, {"年初预算（人）", "#80"}, {"全年执行", "#7"}}, NULL, NULL, NULL},
        {{{"项目", "金额"}, {"年初预算", "—"}, {"全年执行", "#7"}}, NULL, "无", NULL},
    };
    check_tables(*state, tables, ARRAY_LEN(tables));
}

static void a_sheet_of_another_year_is_told_by_its_name(void **state) {
    (void)state;
    assert_true(plain_is_other_year(SPAN("2022年"), 2023));
    assert_false(plain_is_other_year(SPAN("2023年决算"), 2023));
    assert_false(plain_is_other_year(SPAN("2022-2023"), 2023));
    assert_false(plain_is_other_year(SPAN("Sheet1"), 2023));
}

/* What is told of a page as a whole: "jixiao：…"; "" where nothing is. */
static void add_told(struct str *out, const struct read_sheet *sheet) {
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->rows[i].is_page)
            str_add_format(out, "%s：%s", sheet->rows[i].label, sheet->rows[i].trouble);
}

/* Names in a row, values below them; and it is said. */
static void a_table_on_its_side_is_turned(void **state) {
    static const struct table table = {.cells = {{"指标", "年初预算", "全年执行"},
                                                 {"2022年", "#1600.5", "#1"},
                                                 {"2023年", "#1753.42", "#1698"}}};
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct sheet_match match = {0};
    struct str told = STR_INIT;
    struct err err = {0};
    write_table(&bytes, &table);
    assert_int_equal(sheet_read_plain(&sheet, str_span(&bytes), *state, 2023, &err), RC_OK);
    sheet_match(&match, &sheet, *state);
    assert_string_equal(find_row(&match, "budget", false)->text, "1753.42");
    assert_string_equal(find_row(&match, "budget", true)->text, "1600.5");
    assert_string_equal(find_row(&match, "spent", false)->text, "1698");
    assert_non_null(strstr(find_row(&match, "spent", true)->message, "不要上年数"));
    add_told(&told, &sheet);
    assert_non_null(strstr(told.s, "横排"));
    str_release(&told);
    sheet_match_release(&match);
    read_sheet_release(&sheet);
    str_release(&bytes);
}

/* Two pages may say different things: which one was not taken is said. */
static void a_page_that_is_passed_over_is_told_of(void **state) {
    struct workbook_sheet *pages = mem_alloc_zero(2, sizeof *pages);
    struct str bytes = STR_INIT;
    struct read_sheet sheet = {0};
    struct err err = {0};
    static const char *const names[] = {"年初预算", "全年执行"};
    for (size_t p = 0; p < 2; p++)
        for (size_t r = 0; r <= p; r++) {
            workbook_set(&pages[p], r, 0, 'i', names[r]);
            workbook_set(&pages[p], r, 1, 'n', p == 0 ? "54" : "55");
        }
    workbook_write(&bytes, &pages[1], &pages[0]);
    assert_int_equal(sheet_read_plain(&sheet, str_span(&bytes), *state, 2023, &err), RC_OK);
    struct str told = STR_INIT;
    add_told(&told, &sheet);
    assert_true(span_starts_with(str_span(&told), SPAN("jixiao：")));
    assert_non_null(strstr(told.s, "只取用了“填报表”"));
    str_release(&told);
    workbook_release(&pages[0]);
    workbook_release(&pages[1]);
    mem_free(pages);
    read_sheet_release(&sheet);
    str_release(&bytes);
}

int main(void) {
#define ON(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        ON(numbers_of_lines_codes_and_weights_are_no_values),
        ON(several_columns_without_a_name_are_refused_by_theirs),
        ON(a_column_of_another_year_is_none_of_this_years),
        ON(last_years_column_is_last_years),
        ON(the_tables_own_unit_counts),
        ON(a_line_says_its_unit_in_many_words),
        ON(a_head_says_its_unit_in_many_words),
        ON(a_money_unit_is_of_money_alone),
        ON(half_a_person_is_told_of_as_that),
        ON(each_table_of_a_page_has_its_own_head_and_unit),
        ON(a_titles_year_is_the_tables),
        ON(a_column_is_taken_for_what_its_head_says),
        ON(numbers_are_read_as_people_write_them),
        ON(a_sheet_of_another_year_is_told_by_its_name),
        ON(labels_are_known_with_a_unit_or_a_colon_behind),
        ON(a_table_on_its_side_is_turned),
        ON(a_page_that_is_passed_over_is_told_of),
    };
    return cmocka_run_group_tests_name("sheet/plain", tests, NULL, NULL);
}
