/* 意见 on the screens: made at the cursor, seen in header and outline, walked, answered, undone. */
#include "session/exchange.h"
#include "session/opened.h"
#include "session/remark.h"
#include "session/remark_in.h"
#include "tests/support/folder.h"
#include "tests/support/review.h"
#include "tests/support/screen.h"

#include "base/mem.h"
#include "model/remark/remark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void open_report(struct screen *screen) {
    screen_new_report(screen, "云川市望湖区梧桐里街道办事处", "2023");
    screen_type(screen, "全年开展培训6次。完成情况较好。");
}

static void say(struct screen *screen, const char *words) {
    screen_press(screen, "Tab"); /* to the guidance, and on to the outline: letters are commands */
    screen_press(screen, "Tab");
    screen_type(screen, "m");
    assert_sees(screen, "对选中的字");
    screen_type(screen, words);
    screen_press(screen, "Enter");
}

static void assert_state(struct screen *screen, size_t number, enum remark_state state,
                         const char *answer) {
    struct remark remark;
    assert_true(report_remark(session_report(screen->session), number, &remark));
    assert_int_equal(remark.state, state);
    assert_true(answer == NULL || span_is(remark.answer, answer));
    remark_release(&remark);
}

static void a_remark_is_made_at_the_cursor(void **state) {
    struct screen *screen = *state;
    struct remark remark;
    open_report(screen);
    say(screen, "必改：写明人数");
    assert_sees(screen, "已记下，意见1");
    assert_row_has(screen, 0, "意见1");
    assert_sees(screen, "意1");
    assert_true(report_remark(session_report(screen->session), 1, &remark));
    assert_int_equal(remark.weight, REMARK_WEIGHS_MUST);
    assert_true(span_is(remark.text, "写明人数"));
    assert_true(span_is(remark.target.quote, "全年开展培训6次。完成情况较好。"));
    remark_release(&remark);
    screen_press(screen, "Ctrl-Z");
    assert_int_equal(report_last_remark(session_report(screen->session)), 0);
    assert_sees_not(screen, "意1");
}

static void what_is_selected_is_what_it_is_on(void **state) {
    struct screen *screen = *state;
    struct remark remark;
    open_report(screen);
    screen_press(screen, "Home Right Right Shift-Right Shift-Right Shift-Right Shift-Right");
    screen_press(screen, "Ctrl-K");
    screen_type(screen, "对这里写一条意见");
    screen_press(screen, "Enter");
    screen_type(screen, "几个人？");
    screen_press(screen, "Enter");
    assert_true(report_remark(session_report(screen->session), 1, &remark));
    assert_true(span_is(remark.target.quote, "开展培训"));
    remark_release(&remark);
    /* the guidance explains it while the cursor is in its words */
    assert_sees(screen, "意见1 建议");
    assert_sees(screen, "几个人？");
}

static void f3_walks_findings_and_remarks_together(void **state) {
    struct screen *screen = *state;
    bool said = false, found = false;
    open_report(screen);
    screen_type(screen, "甲社区78人，乙社区12人，共91人。");
    say(screen, "写明人数");
    screen_press(screen, "Tab");
    for (int i = 0; i < 60 && !(said && found); i++) {
        screen_press(screen, "F3");
        said |= screen_has(screen, "写明人数");
        found |= screen_has(screen, "78 + 12 = 90");
    }
    assert_true(said && found);
}

static void to_remark(struct screen *screen) {
    screen_press(screen, "Home");
    for (int i = 0; i < 60 && strstr(screen_cursor_row(screen), "写明人数") == NULL; i++)
        screen_press(screen, "Down");
}

static void the_list_answers_closes_and_opens_again(void **state) {
    struct screen *screen = *state;
    open_report(screen);
    say(screen, "写明人数");
    screen_press(screen, "Ctrl-O");
    assert_row_has(screen, 0, "意见1");
    to_remark(screen);
    screen_type(screen, "f"); /* no cure of a remark */
    assert_sees(screen, "这是别人的意见");
    screen_press(screen, "Enter");
    assert_sees(screen, "[ 已改 ]");
    screen_press(screen, "Enter");
    screen_type(screen, "已写明120人");
    screen_press(screen, "Enter");
    assert_state(screen, 1, REMARK_DONE, "已写明120人");
    assert_sees(screen, "已改：已写明120人");

    screen_press(screen, "Enter Enter"); /* 核销 */
    assert_state(screen, 1, REMARK_CLOSED, "已写明120人");
    screen_press(screen, "Ctrl-Z");
    assert_state(screen, 1, REMARK_DONE, "已写明120人");
    screen_press(screen, "Enter Right Enter"); /* 重新答复 */
    assert_state(screen, 1, REMARK_OPEN, NULL);

    screen_type(screen, "n");
    screen_press(screen, "Enter"); /* a refusal needs a reason */
    assert_sees(screen, "请写明为什么不采纳");
    screen_type(screen, "名册已附");
    screen_press(screen, "Enter");
    assert_state(screen, 1, REMARK_REFUSED, "名册已附");
    screen_type(screen, "y");
    assert_sees(screen, "已经答复");
}

static void the_place_is_one_key_away(void **state) {
    struct screen *screen = *state;
    open_report(screen);
    say(screen, "写明人数");
    screen_press(screen, "F2 Ctrl-O");
    to_remark(screen);
    screen_press(screen, "Enter Left Enter"); /* 转到原文 */
    assert_cursor_at(screen, "全年开展培训6次");
    assert_sees(screen, "写明人数");
}

static void findings_keys_do_nothing_to_findings_that_are_none(void **state) {
    struct screen *screen = *state;
    open_report(screen);
    screen_type(screen, "甲社区78人，乙社区12人，共91人。");
    screen_press(screen, "Ctrl-O");
    for (int i = 0; i < 60 && strstr(screen_cursor_row(screen), "78 + 12") == NULL; i++)
        screen_press(screen, "Down");
    screen_type(screen, "y");
    assert_sees(screen, "这是检查出的问题");
}

static void the_table_and_the_comments_are_written(void **state) {
    struct screen *screen = *state;
    char *folder = folder_new();
    struct str path = STR_INIT, bytes = STR_INIT;
    assert_int_equal(setenv("HOME", folder, 1), 0);
    open_report(screen);
    screen_press(screen, "Ctrl-O");
    screen_type(screen, "t");
    screen_press(screen, "Enter");
    assert_sees(screen, "还没有意见");
    screen_press(screen, "Esc");
    say(screen, "写明人数");
    screen_press(screen, "Ctrl-O");
    screen_type(screen, "t");
    assert_sees(screen, "写到哪个文件");
    screen_press(screen, "Enter");
    assert_sees(screen, "导出完成");
    screen_press(screen, "Enter");
    screen_type(screen, "t");
    screen_press(screen, "Enter");
    assert_sees(screen, "已经存在，要替换它吗");
    screen_press(screen, "Esc");
    screen_type(screen, "w");
    screen_press(screen, "Enter");
    assert_sees(screen, "导出完成");
    static const char *const names[] = {"审核意见落实对照表", "校对"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        str_clear(&path);
        str_clear(&bytes);
        str_add_format(&path, "%s/云川市望湖区梧桐里街道办事处2023年度%s.docx", folder, names[i]);
        folder_get(path.s, &bytes);
        assert_true(bytes.len > 1000);
    }
    str_release(&bytes);
    str_release(&path);
    folder_free(folder);
}

/* --- proposals --- */

/* The report goes out, comes back with three changes of 李局, and the list of findings is shown. */
static void come_back(struct screen *screen) {
    char *folder = folder_new();
    struct str path = STR_INIT, bytes = STR_INIT;
    struct review review;
    struct review_result result = {0};
    const struct export_options options = {.format = "docx"};
    str_add_format(&path, "%s/a.docx", folder);
    open_report(screen);
    screen_press(screen, "Ctrl-S");
    assert_int_equal(session_export(screen->session, &options, path.s, NULL), RC_OK);
    folder_get(path.s, &bytes);
    review_open(&review, str_span(&bytes));
    review_line(&review, "全年开展培训6次。完成情况较好。",
                "全年[-开展-]{+组织+}培训6次{+以上+}。[-完成-]情况较好。");
    str_clear(&bytes);
    review_close(&review, &bytes);
    assert_int_equal(session_take_in_review(screen->session, str_span(&bytes),
                                            &(struct review_order){0}, &result, NULL),
                     RC_OK);
    assert_int_equal(result.intake.proposals, 3);
    review_result_release(&result);
    str_release(&bytes);
    str_release(&path);
    folder_free(folder);
    screen_press(screen, "Ctrl-O");
}

static void to_proposal(struct screen *screen) {
    screen_press(screen, "Home");
    for (int i = 0; i < 60 && strstr(screen_cursor_row(screen), "李局") == NULL; i++)
        screen_press(screen, "Down");
    assert_cursor_row(screen, "李局");
}

static void all_of_one_readers_changes_are_taken_at_once(void **state) {
    struct screen *screen = *state;
    come_back(screen);
    to_proposal(screen);
    screen_type(screen, "l");
    assert_sees(screen, "李局的修改，还没有定的有3处");
    screen_press(screen, "Left Left Enter");
    assert_sees(screen, "采纳3处；Ctrl-Z撤销");
    assert_section(screen, "perf_work", "全年组织培训6次以上。情况较好。");
    screen_press(screen, "Ctrl-Z"); /* one step */
    assert_section(screen, "perf_work", "全年开展培训6次。完成情况较好。");
    for (size_t i = 1; i <= 3; i++)
        assert_state(screen, i, REMARK_OPEN, NULL);
    assert_sees(screen, "检查");
}

static void or_refused_at_once(void **state) {
    struct screen *screen = *state;
    come_back(screen);
    to_proposal(screen);
    screen_type(screen, "l");
    screen_press(screen, "Left Enter");
    assert_sees(screen, "为什么不采纳（可以不写）");
    screen_type(screen, "以报表为准");
    screen_press(screen, "Enter");
    assert_sees(screen, "3处记为不采纳");
    for (size_t i = 1; i <= 3; i++)
        assert_state(screen, i, REMARK_REFUSED, "以报表为准");
    assert_section(screen, "perf_work", "全年开展培训6次。完成情况较好。");
    screen_press(screen, "Ctrl-Z");
    assert_sees(screen, "L 此人全部"); /* undone in this list, which stays */
    for (size_t i = 1; i <= 3; i++)
        assert_state(screen, i, REMARK_OPEN, NULL);
}

static void what_changed_meanwhile_is_left_to_be_looked_at(void **state) {
    struct screen *screen = *state;
    come_back(screen);
    screen_press(screen, "Esc Home Right Right Right Backspace"); /* of 开展 */
    assert_section(screen, "perf_work", "全年展培训6次。完成情况较好。");
    screen_press(screen, "Ctrl-S Ctrl-O");
    to_proposal(screen);
    screen_type(screen, "l");
    screen_press(screen, "Left Left Enter");
    assert_sees(screen, "采纳2处；1处的文字这期间已经改过");
}

static void a_remark_is_answered_by_itself(void **state) {
    struct screen *screen = *state;
    open_report(screen);
    say(screen, "写明人数");
    screen_press(screen, "Ctrl-O");
    to_remark(screen);
    screen_type(screen, "l");
    assert_sees(screen, "要一条一条答复");
}

/* Who begins to write where the buttons are is answering already. */
static void an_answer_may_be_typed_at_the_buttons(void **state) {
    struct screen *screen = *state;
    open_report(screen);
    say(screen, "写明人数");
    screen_press(screen, "Ctrl-O");
    to_remark(screen);
    screen_press(screen, "Enter");
    assert_sees(screen, "直接打字");
    screen_type(screen, "已写明");
    assert_sees(screen, "怎样改的");
    screen_type(screen, "120人");
    assert_state(screen, 1, REMARK_OPEN, "");
    screen_press(screen, "Enter");
    assert_state(screen, 1, REMARK_DONE, "已写明120人");
    screen_press(screen, "Enter");
    screen_type(screen, "x"); /* it is answered: nothing to be written */
    assert_sees(screen, "[ 核销 ]");
}

/* From the library: the list of files, and the path of one. */
static void import_path(struct screen *screen, const char *path) {
    screen_press(screen, "Ctrl-U");
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_type(screen, path);
    screen_press(screen, "Enter");
}

static void an_exported_file_is_known_before_it_is_imported(void **state) {
    struct screen *screen = *state;
    char *folder = folder_new();
    struct str path = STR_INIT;
    struct err err = {0};
    str_add_format(&path, "%s/a.docx", folder);
    open_report(screen);
    screen_press(screen, "Ctrl-S");
    assert_int_equal(
        session_export(screen->session, &(struct export_options){.format = "docx"}, path.s, &err),
        RC_OK);
    import_path(screen, path.s);
    assert_sees(screen, "这是从报告1导出的文件，没有批注和修订");
    screen_press(screen, "Right Enter"); /* another report, after all */
    assert_sees(screen, "导入预览");
    screen_press(screen, "Esc");
    screen_type(screen, path.s);
    screen_press(screen, "Enter Enter");
    assert_sees(screen, "是谁的意见");
    screen_press(screen, "Enter");
    assert_sees(screen, "没有收进新的意见和修改。");
    assert_sees_not(screen, "全部退回"); /* nothing came that could go back */
    screen_press(screen, "Enter");
    assert_sees(screen, "全年开展培训6次");
    assert_int_equal(report_last_remark(session_report(screen->session)), 0);
    str_release(&path);
    folder_free(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_SCREEN(a_remark_is_made_at_the_cursor),
        ON_SCREEN(what_is_selected_is_what_it_is_on),
        ON_SCREEN(f3_walks_findings_and_remarks_together),
        ON_SCREEN(the_list_answers_closes_and_opens_again),
        ON_SCREEN(the_place_is_one_key_away),
        ON_SCREEN(findings_keys_do_nothing_to_findings_that_are_none),
        ON_SCREEN(the_table_and_the_comments_are_written),
        ON_SCREEN(all_of_one_readers_changes_are_taken_at_once),
        ON_LARGE(all_of_one_readers_changes_are_taken_at_once),
        ON_SCREEN(or_refused_at_once),
        ON_SCREEN(what_changed_meanwhile_is_left_to_be_looked_at),
        ON_SCREEN(a_remark_is_answered_by_itself),
        ON_SCREEN(an_answer_may_be_typed_at_the_buttons),
        ON_SCREEN(an_exported_file_is_known_before_it_is_imported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
