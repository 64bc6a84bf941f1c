/* Lines of a sheet that lost their tabs, as a chat makes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "exchange/sheet/match.h"
#include "model/template/read.h"

static const char template_text[] =
    "form_id: small\ntitle: 绩效评价报告\nversion: \"1\"\n"
    "figures:\n"
    "  - {name: budget, label: 年初预算数, type: money, unit: 万元, decimals: 2}\n"
    "  - {name: travel, label: 差旅费, type: money, unit: 万元, decimals: 2}\n"
    "  - {name: posts, label: 编制数, type: integer, unit: 人}\n"
    "  - {name: staff, label: 在职人数, type: integer, unit: 人}\n"
    "  - {name: head, label: 负责人, type: text}\n"
    "sections:\n  - {name: basics, label: 基本情况}\n";

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

/* What was typed into a chat may have lost its tabs: read where all of it is certain, else listed.
 */
static void a_line_that_lost_its_tabs_is_read_or_listed(void **state) {
    static const struct {
        const char *line, *name, *value; /* of the figure; NULL: it is listed as nobody's */
    } lines[] = {{"在职人数 88 人", "staff", "88"},
                 {"在职人数：９人", "staff", "9"},
                 {"年初预算数（万元）：80万元", "budget", "80"},
                 {"年初预算数 800,000 元", "budget", "80"},
                 {"编制数 无", "posts", "无"},
                 {"在职人数 88", NULL, NULL},
                 {"在职人数 88 人，其中借调3人", NULL, NULL},
                 {"在职人数-88人", NULL, NULL},
                 {"在职人数80-88人", NULL, NULL},
                 {"没有的数 5 件", NULL, NULL},
                 {"负责人 张三", NULL, NULL}};
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct str text = STR_INIT;
        struct read_sheet sheet = {0};
        struct sheet_match match = {0};
        str_add_format(&text,
                       "# jixiao 填报表 00112233 1 某局 2023 未定科室\n名称\t今年数\t单位\t说明\n"
                       "%s\n差旅费 万元\n合计\n",
                       lines[i].line);
        assert_int_equal(sheet_read(&sheet, str_span(&text), "a.txt", NULL), RC_OK);
        sheet_match(&match, &sheet, *state);
        const struct match_row *row = &match.rows[0];
        assert_int_equal(match.count, 3);
        assert_int_equal(row->row->line, 3);
        assert_int_equal(row->kind, lines[i].name != NULL ? MATCH_VALUE : MATCH_UNPLACED);
        if (lines[i].name != NULL) {
            assert_string_equal(row->figure->name, lines[i].name);
            assert_string_equal(row->text, lines[i].value);
        }
        assert_int_equal(match.rows[1].kind, MATCH_EMPTY);
        sheet_match_release(&match);
        read_sheet_release(&sheet);
        str_release(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_line_that_lost_its_tabs_is_read_or_listed, setup,
                                        teardown),
    };
    return cmocka_run_group_tests_name("sheet/joined", tests, NULL, NULL);
}
