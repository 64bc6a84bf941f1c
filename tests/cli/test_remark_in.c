/* A reviewed file on the command line, from export to the final text and another library. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text/str.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/review.h"

static void review(struct program *p) {
    struct review review;
    struct str bytes = STR_INIT, out = STR_INIT;
    folder_get(program_path(p, "out.docx"), &bytes);
    review_open(&review, str_span(&bytes));
    review_line(&review, "全年开展培训6次。", "{1}全年{/1}开展培训[-6-]{+7+}次。");
    review_line(&review, "情况较好。", "情况良好。");
    review_comment(&review, 1, "请核实", 0, false);
    review_close(&review, &out);
    folder_put(program_path(p, "back.docx"), str_span(&out));
    str_release(&bytes);
    str_release(&out);
}

static int setup(void **state) {
    (void)program_setup(state);
    struct program *p = *state;
    assert_int_equal(
        RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "hunan-standard"), 0);
    assert_int_equal(RUN_INPUT(p, "全年开展培训6次。\n情况较好。\n", "put", "1", "general_budget"),
                     0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "out.docx")), 0);
    review(p);
    return 0;
}

static char *path_of(struct program *p, const char *name) {
    return span_copy(span_of(program_path(p, name)));
}

static void import_names_the_command(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "import", program_path(p, "back.docx")), 1);
    assert_true(program_said(p, "jixiao remark in 1 "));
    assert_int_equal(RUN(p, "import", program_path(p, "out.docx")), 0);
    assert_true(program_said(p, "jixiao remark in 1 "));
    assert_int_equal(RUN(p, "remark", "list", "1"), 0);
    assert_string_equal(p->out.s, "");
}

static void a_file_comes_in_once(void **state) {
    struct program *p = *state;
    char *file = path_of(p, "back.docx");
    assert_int_equal(RUN(p, "remark", "in", "1", file, "-n", "--json"), 0);
    assert_true(program_printed(
        p, "\"report\":1,\"known\":true,\"comments\":1,\"answers\":0,\"changes\":1,"
           "\"differences\":1,\"remarks\":1,\"proposals\":2,\"notes\":0,\"again\":0,"
           "\"notes_again\":0,\"left\":[]}"));
    assert_int_equal(RUN(p, "remark", "list", "1"), 0);
    assert_string_equal(p->out.s, "");
    assert_int_equal(RUN(p, "remark", "in", "1", file, "--stage", "分管领导", "--weight", "必改"),
                     0);
    assert_true(program_said(p, "批注1条、修订1处、没有留痕的改动1处；收了意见1条、修改2处\n"));
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_true(program_printed(
        p, "\"kind\":\"proposal\",\"path\":\"2\",\"part\":\"body\",\"offset\":6,\"length\":1,"
           "\"quote\":\"6\",\"placed\":true,\"stage\":\"分管领导\",\"weight\":\"必改\",\"author\":"
           "\"李局\",\"at\":\"2024-03-01T09:00:00Z\",\"text\":\"\",\"old\":\"6\",\"new\":\"7\","
           "\"state\":\"open\""));
    assert_int_equal(RUN(p, "remark", "in", "1", file, "--json"), 0);
    assert_true(program_printed(p, "\"remarks\":0,\"proposals\":0,\"notes\":0,\"again\":3"));
    assert_true(program_said(p, "；没有收进新的意见和修改；以前收过3项\n"));
    assert_int_equal(RUN(p, "undo", "1"), 0);
    assert_int_equal(RUN(p, "remark", "list", "1"), 0);
    assert_string_equal(p->out.s, "");
    mem_free(file);
}

static void proposals_are_taken_and_refused(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "remark", "in", "1", program_path(p, "back.docx")), 0);
    assert_int_equal(RUN(p, "remark", "take", "1", "2"), 0);
    assert_int_equal(RUN(p, "remark", "take", "1", "--author", ""), 0);
    assert_int_equal(RUN(p, "get", "1", "general_budget"), 0);
    assert_string_equal(p->out.s, "全年开展培训7次。\n情况良好。\n");
    assert_int_equal(RUN(p, "undo", "1"), 0);
    assert_int_equal(RUN(p, "remark", "refuse", "1", "3", "--text", "原话"), 0);
    assert_int_equal(RUN(p, "get", "1", "general_budget"), 0);
    assert_string_equal(p->out.s, "全年开展培训7次。\n情况较好。\n");
    assert_int_equal(RUN(p, "remark", "take", "1", "1"), 1);
    assert_int_equal(RUN(p, "remark", "take", "1"), 2);
}

static void over_changed_text_three_texts_are_shown(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "remark", "in", "1", program_path(p, "back.docx")), 0);
    assert_int_equal(RUN_INPUT(p, "全年开展培训八次。\n情况较好。\n", "put", "1", "general_budget"),
                     0);
    assert_int_equal(RUN(p, "remark", "take", "1", "2"), 1);
    assert_true(program_said(p, "原来：全年开展培训6次。"));
    assert_true(program_said(p, "建议：全年开展培训7次。"));
    assert_true(program_said(p, "现在：全年开展培训八次。"));
    assert_int_equal(RUN(p, "remark", "take", "1", "2", "--force"), 0);
    assert_int_equal(RUN(p, "get", "1", "general_budget"), 0);
    assert_string_equal(p->out.s, "全年开展培训7次。\n情况较好。\n");
}

static void a_report_with_open_remarks_is_not_made_final(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "remark", "in", "1", program_path(p, "back.docx"), "--weight", "必改"),
                     0);
    assert_int_equal(RUN(p, "final", "1"), 1);
    assert_true(program_said(p, "还有1条必改的意见没有答复（第1条：请核实）"));
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "again.docx")), 0);
    assert_true(program_said(p, "没有答复的意见、修改3条"));
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "refused", "--text", "数是对的"), 0);
    assert_int_equal(RUN(p, "final", "1"), 0);
    assert_int_equal(RUN(p, "remark", "take", "1", "2"), 1);
    assert_true(program_said(p, "已经定稿"));
    assert_int_equal(RUN(p, "remark", "close", "1", "1"), 0);
}

static void json_carries_remarks_and_proposals(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "remark", "in", "1", program_path(p, "back.docx")), 0);
    assert_int_equal(RUN(p, "remark", "take", "1", "2"), 0);
    assert_int_equal(RUN(p, "remark", "answer", "1", "1", "done", "--text", "已核"), 0);
    assert_int_equal(RUN(p, "remark", "add", "1", "figure:budget_initial", "含结转？"), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    struct str listed = STR_INIT;
    str_add(&listed, str_span(&p->out));
    char *first = p->db;
    p->db = span_copy(span_of(program_path(p, "other.db")));
    assert_int_equal(RUN(p, "import", program_path(p, "r.json")), 0);
    assert_int_equal(RUN(p, "remark", "list", "1", "--json"), 0);
    assert_string_equal(p->out.s, listed.s);
    assert_int_equal(RUN(p, "export", "1", "--format", "json"), 0);
    assert_true(folder_holds(program_path(p, "r.json"), str_span(&p->out)));
    mem_free(p->db);
    p->db = first;
    str_release(&listed);
}

static void what_cannot_come_in_is_said(void **state) {
    struct program *p = *state;
    char *file = path_of(p, "back.docx");
    assert_int_equal(RUN(p, "remark", "in", "1"), 2);
    assert_int_equal(RUN(p, "remark", "in", "1", program_path(p, "none.docx")), 3);
    folder_put(program_path(p, "x.docx"), SPAN("x"));
    assert_int_equal(RUN(p, "remark", "in", "1", program_path(p, "x.docx")), 3);
    assert_int_equal(
        RUN(p, "new", "--unit", "乙局", "--year", "2023", "--template", "hunan-standard"), 0);
    assert_int_equal(RUN(p, "remark", "in", "2", file), 1);
    assert_true(program_said(p, "报告1（某局 2023年）的审阅稿"));
    mem_free(file);
}

#define ON(test) cmocka_unit_test_setup_teardown(test, setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON(import_names_the_command),
        ON(a_file_comes_in_once),
        ON(proposals_are_taken_and_refused),
        ON(over_changed_text_three_texts_are_shown),
        ON(a_report_with_open_remarks_is_not_made_final),
        ON(json_carries_remarks_and_proposals),
        ON(what_cannot_come_in_is_said),
    };
    return cmocka_run_group_tests_name("cli/remark_in", tests, NULL, NULL);
}
