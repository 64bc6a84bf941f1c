/* A year at the keys: last year's Word file is imported, carried on, gone through from number to
 * number and exported; what nobody goes through is said wherever the report is seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "tests/support/archive.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ctrl_n[] = "\x0e", ctrl_q[] = "\x11", ctrl_e[] = "\x05", ctrl_u[] = "\x15",
                  esc[] = "\x1b";
enum { NUMBERS = 30, FIELDS = NUMBERS + 1 /* the year at the head of the text */ };

/* Thirty numbers with years, a law, a document's number, a date and a name among them. */
static const char LAST[] =
    "2022年度云川市望湖区梧桐里街道办事处\n部门整体支出绩效评价报告\n\n"
    "一、工作开展情况\n"
    "2022年，根据《中华人民共和国预算法》第57条和湘财绩〔2022〕5号文，街道共有低保户370户，"
    "发放低保金280.50万元。救助困难群众126人，发放救助金9.6万元。"
    "办理残疾人补贴206人，发放33.2万元；发放高龄补贴86人，共计10.8万元。"
    "6月26日开展“五个到户”活动14次，走访居民14,026户，收集意见38条，办结35条，"
    "办结率92.1%。受理信访件84件，办结76件，办结率90.5%。"
    "规模工业总产值完成8596万元，同比增长10.7%。固定资产投资102,750万元，同比增长8.4%。"
    "招商项目7个，到位资金10500万元。落实“三会一课”，开展专题党课4次，参加1,786人次。"
    "清理垃圾900吨，拆除违章建筑7000平方米。检查场所120个，查出隐患35处，整改34处。"
    "开展演练3次。\n"
    "二、存在的问题\n"
    "预算编制不够精细，预算执行进度不够均衡，绩效目标设置不够科学合理。"
    "部分项目实施周期较长，资金支付进度偏慢，影响了资金使用效益的发挥。"
    "个别科室对绩效管理工作认识不足，自评质量有待进一步提高。"
    "街道本级社区服务站点29个，其中达标的25个。年内完成改造的站点6个。\n";

/* What is typed for each, "" for Enter alone; the rates are worked out. */
static const struct {
    const char *typed, *was;
} ANSWERS[FIELDS] = {
    {"", "2022年"},
    {"412", "370户"},
    {"300", "280.50万元"},
    {"", "126人"},
    {"10", "9.6万元"},
    {"210", "206人"},
    {"", "33.2万元"},
    {"90", "86人"},
    {"", "10.8万元"},
    {"16", "14次"},
    {"15200", "14,026户"},
    {"40", "38条"},
    {"38", "35条"},
    {"", "92.1%"},
    {"90", "84件"},
    {"88", "76件"},
    {"", "90.5%"},
    {"9000", "8596万元"},
    {"", "10.7%"},
    {"110000", "102,750万元"},
    {"", "8.4%"},
    {"9", "7个"},
    {"11000", "10500万元"},
    {"5", "4次"},
    {"", "1,786人次"},
    {"950", "900吨"},
    {"0", "7000平方米"},
    {"", "120个"},
    {"40", "35处"},
    {"40", "34处"},
    {"", "3次"},
};

static const char *const READS[] = {
    "2023年，根据",
    "街道共有低保户412户，发放低保金300.00万元。救助困难群众126人，发放救助金10.0万元。",
    "办理残疾人补贴210人，发放33.2万元；发放高龄补贴90人，共计10.8万元。",
    "活动16次，走访居民15,200户，收集意见40条，办结38条，办结率95.0%。",
    "受理信访件90件，办结88件，办结率97.8%。",
    "完成9000万元，同比增长4.7%。固定资产投资110,000万元，同比增长7.1%。",
    "招商项目9个，到位资金11000万元。",
    "开展专题党课5次，参加1,786人次。",
    "清理垃圾950吨，拆除违章建筑0平方米。检查场所120个，查出隐患40处，整改40处。",
    "第57条和湘财绩〔2022〕5号文",
    "6月26日",
};

static struct pty *start(struct program *p, const char *report, int rows, int cols) {
    char home[600];
    (void)snprintf(home, sizeof home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, report, NULL};
    const char *const env[] = {home, NULL};
    return pty_start(argv, env, rows, cols);
}

static void quit(struct pty *pty) {
    pty_send_text(pty, ctrl_q);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_check_restored(pty);
    pty_free(pty);
}

/* Last year's Word file, and the report that was carried on from it: number 3. */
static void carry_from_word(struct program *p) {
    char path[800];
    (void)snprintf(path, sizeof path, "%s", program_path(p, "last.docx"));
    assert_int_equal(RUN_INPUT(p, LAST, "import", "-", "--template", "subdistrict"), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", path), 0);
    assert_int_equal(RUN(p, "trash", "1"), 0);
    assert_int_equal(RUN(p, "import", path), 0);
    assert_int_equal(
        RUN(p, "new", "--carry", "2", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2023"),
        0);
    assert_true(program_printed(p, "3"));
}

static void check_word_file(const char *path) {
    struct str file = STR_INIT, text = STR_INIT;
    folder_get(path, &file);
    archive_get(str_span(&file), "word/document.xml", &text);
    for (size_t i = 0; i < ARRAY_LEN(READS); i++)
        if (strstr(text.s, READS[i]) == NULL)
            fail_msg("not in the Word file: %s", READS[i]);
    str_release(&file);
    str_release(&text);
}

static void walk(struct program *p, int rows, int cols) {
    char path[800], wanted[64];
    carry_from_word(p);
    struct pty *pty = start(p, "3", rows, cols);
    pty_wait_text(pty, "去年原文，未核");
    pty_send_text(pty, ctrl_n);
    for (size_t i = 0; i < FIELDS; i++) {
        (void)snprintf(wanted, sizeof wanted, "%s（去年）", ANSWERS[i].was);
        pty_wait_text(pty, wanted);
        pty_send_text(pty, ANSWERS[i].typed);
        pty_send_text(pty, "\r");
        pty_check(pty);
    }
    pty_wait_text(pty, "这一节的数都核对过了");
    pty_step(pty, esc, "已完成0/2");
    quit(pty);
    (void)snprintf(path, sizeof path, "%s", program_path(p, "this.docx"));
    assert_int_equal(RUN(p, "export", "3", "-o", path), 0);
    assert_true(program_said(p, "未核5句"));
    check_word_file(path);
}

static void thirty_numbers_are_gone_through_in_thirty_answers_at_80_by_24(void **state) {
    walk(*state, 24, 80);
}

static void thirty_numbers_are_gone_through_in_thirty_answers_at_140_by_50(void **state) {
    walk(*state, 50, 140);
}

/* Where the report is seen: outline, header, library, export on the screen and on the command line.
 */
static void what_nobody_went_through_is_said_everywhere(void **state) {
    struct program *p = *state;
    carry_from_word(p);
    assert_int_equal(RUN(p, "mark", "3", "1", "done"), 0);
    assert_int_equal(RUN(p, "outline", "3", "--json"), 0);
    assert_true(program_printed(p, "\"unreviewed\":5"));
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"unreviewed\":5"));
    assert_int_equal(RUN(p, "check", "3"), 0);
    assert_true(program_printed(p, "3个数与去年相同，还没有核对：29个、25个、6个"));
    assert_int_equal(RUN(p, "export", "3"), 0);
    assert_true(program_said(p, "交稿检查：去年原文未核5句"));
    assert_true(program_said(p, "没有落款"));
    assert_int_equal(RUN(p, "export", "--all", "-o", program_path(p, "all")), 0);
    assert_true(program_said(p, "报告3：去年原文未核5句"));

    struct pty *pty = start(p, "3", 24, 80);
    pty_wait_text(pty, "已核72%");        /* the header */
    pty_wait_text(pty, "二、存在的问题"); /* the outline */
    pty_step(pty, ctrl_e, "交稿检查");
    pty_wait_text(pty, "去年原文未核5句");
    pty_step(pty, ctrl_e, "去年原文还有5句未核");
    pty_step(pty, esc, "已完成1/");
    pty_step(pty, ctrl_u, "已核"); /* the library */
    pty_wait_text(pty, "72%");
    quit(pty);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)
    const struct CMUnitTest tests[] = {
        TEST(what_nobody_went_through_is_said_everywhere),
        TEST(thirty_numbers_are_gone_through_in_thirty_answers_at_80_by_24),
        TEST(thirty_numbers_are_gone_through_in_thirty_answers_at_140_by_50),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
