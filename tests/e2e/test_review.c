/* A report goes to a leader as a Word file and comes back, from the screen alone at 80 x 24:
 * exported, changed as a reader does, imported, each remark and change at its place, answered, and
 * the table of what was done about each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"
#include "tests/support/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define F3     "\x1bOR"
#define CTRL_E "\x05"
#define CTRL_O "\x0f"
#define CTRL_Q "\x11"
#define CTRL_U "\x15"
#define DOWN   "\x1b[B"
#define HOME   "\x1b[H"

static const char exported[] = "2022年度云川市某街道办事处部门整体支出绩效评价报告.docx";
static const char text[] = "2022年度云川市某街道办事处\n"
                           "部门整体支出绩效评价报告\n"
                           "\n"
                           "　　一、工作开展情况\n"
                           "　　全年开展培训6次。\n"
                           "　　完成情况较好。\n"
                           "　　群众反映良好。\n"
                           "　　二、存在的问题\n"
                           "　　资金下达较晚。\n"
                           "项目\t次数\n"
                           "党课\t4\n"
                           "学习\t8\n";

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    folder_put(program_path(p, "a.txt"), span_of(text));
    return RUN(p, "import", program_path(p, "a.txt"));
}

static struct pty *start(struct program *p, const char *report) {
    char home[600];
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "--user", "zhang", report, NULL};
    const char *const env[] = {home, NULL};
    return pty_start(argv, env, 24, 80);
}

static void export(struct pty *pty) {
    pty_wait_text(pty, "全年开展培训6次。");
    pty_step(pty, CTRL_E, "仍然导出");
    pty_step(pty, CTRL_E, "放在：");
    pty_step(pty, "\r", "导出完成");
    pty_step(pty, "\r", "全年开展培训6次。");
}

/* A comment, a tracked change, one without a trace, a paragraph that moved, a cell. */
static void read_as_a_leader(struct program *p) {
    struct review review;
    struct str bytes = STR_INIT, back = STR_INIT;
    folder_get(program_path(p, exported), &bytes);
    review_open(&review, str_span(&bytes));
    review_line(&review, "全年开展培训6次。", "全年{1}开展培训{/1}6次。");
    review_comment(&review, 1, "写明参加人数", 0, false);
    review_line(&review, "完成情况较好。", "完成情况[-较-]{+很+}好。");
    review_line(&review, "资金下达较晚。", "资金下达偏晚。");
    review_remove_paragraph(&review, "群众反映良好。", true);
    review_add_paragraph(&review, "资金下达偏晚。", "{>群众反映良好。>}");
    review_line(&review, "8", "[-8-]{+9+}");
    review_close(&review, &back);
    folder_put(program_path(p, "back.docx"), str_span(&back));
    str_release(&back);
    str_release(&bytes);
}

static void import(struct pty *pty, struct program *p) {
    pty_step(pty, CTRL_U, "新建报告");
    pty_step(pty, "i", "从文件");
    pty_step(pty, "\r", "上一级文件夹");
    pty_send_text(pty, program_path(p, "back.docx"));
    pty_wait_text(pty, "路径：");
    pty_step(pty, "\r", "这是报告1的审阅稿");
    pty_step(pty, "\r", "是谁的意见");
    pty_step(pty, DOWN DOWN DOWN, "分管领导");
    pty_step(pty, "\r", "按什么记");
    pty_step(pty, DOWN, "按什么记");
    pty_step(pty, "\r", "收了意见1条、修改5处");
    pty_step(pty, "\r", "意见6");
}

static void walk(struct pty *pty) {
    static const char *const said[] = {"写明参加人数", "“较” → “很”"};
    for (size_t i = 0; i < ARRAY_LEN(said); i++) {
        pty_step(pty, F3, said[i]);
        pty_wait_text(pty, "分管领导");
    }
}

static void answer(struct pty *pty) {
    pty_step(pty, CTRL_O, "意见6");
    pty_step(pty, HOME "\r", "转到原文");
    pty_step(pty, "\r", "怎样改的");
    pty_step(pty, "已补写人数", "已补写人数");
    pty_step(pty, "\r", "意见5");
    pty_step(pty, DOWN, "改为：全年开展培训6次。 完成情况很好");
    pty_step(pty, "y", "意见4");
    pty_step(pty, DOWN "n", "为什么不采纳");
    pty_step(pty, "\r", "意见3");
    for (int left = 2; left >= 0; left--) {
        char count[32];
        (void)snprintf(count, sizeof count, left > 0 ? "意见%d" : "已采纳", left);
        pty_step(pty, DOWN "y", count);
    }
    pty_wait_no_text(pty, "意见1 ");
}

static void assert_table(struct program *p) {
    struct str bytes = STR_INIT, seen = STR_INIT;
    folder_get(program_path(p, "云川市某街道办事处2022年度审核意见落实对照表.docx"), &bytes);
    xmlDocPtr doc = archive_get_xml(str_span(&bytes), "word/document.xml");
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *cell = NULL; (cell = xml_next(root, cell, "tc")) != NULL;) {
        xml_add_content(cell, &seen);
        str_add_byte(&seen, '|');
    }
    assert_non_null(strstr(seen.s, "序号|意见|提出人及时间|落实情况|修改前|修改后|页码|"));
    assert_non_null(strstr(seen.s, "|写明参加人数|"));
    assert_non_null(strstr(seen.s, "|已改：已补写人数|全年开展培训6次。|未改动原文|1|"));
    assert_non_null(strstr(seen.s, "|建议把“较”改为“很”|"));
    assert_non_null(strstr(seen.s, "|建议增加“"));
    assert_null(strstr(seen.s, "“”"));
    assert_non_null(strstr(seen.s, "|完成情况较好。|完成情况很好。|1|"));
    assert_non_null(strstr(seen.s, "|已采纳|8|9|1|"));
    assert_non_null(strstr(seen.s, "|不采纳|"));
    xmlFreeDoc(doc);
    str_release(&seen);
    str_release(&bytes);
}

static void a_report_comes_back_and_everything_is_answered(void **state) {
    struct program *p = *state;
    struct pty *pty = start(p, "1");
    export(pty);
    read_as_a_leader(p);
    import(pty, p);
    walk(pty);
    answer(pty);
    pty_send_text(pty, "t");
    pty_wait_text(pty, "写到哪个文件");
    pty_step(pty, "\r", "导出完成");
    pty_step(pty, "\r", "检查");
    pty_send_text(pty, CTRL_Q);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);

    assert_table(p);
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_false(program_printed(p, "\"state\":\"open\""));
    assert_true(program_printed(p, "\"weight\":\"必改\""));
    assert_false(program_printed(p, "\"weight\":\"建议\""));
    assert_int_equal(RUN(p, "export", "1"), 0);
    assert_true(program_printed(p, "完成情况很好。"));
    assert_true(program_printed(p, "资金下达偏晚。"));
    assert_int_equal(RUN(p, "get", "1", "2"), 0);
    assert_true(program_printed(p, "学习\t9"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_report_comes_back_and_everything_is_answered, setup,
                                        program_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
