/* The command line as scripts use it: results, exit codes, and nothing changed where it says no. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/charset_encode.h"
#include "model/report.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tests/support/terminal_bytes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void make_report(struct program *p) {
    assert_int_equal(RUN(p, "new", "--unit", "云川市望湖区梧桐里街道办事处", "--year", "2023"), 0);
    assert_string_equal(p->out.s, "1\n");
}

static void assert_unchanged(struct program *p) {
    assert_int_equal(RUN(p, "verify"), 0);
}

static void test_cli__new_prints_the_number_alone(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"report\":1,"));
    assert_true(program_printed(p, "\"sections\":18,\"done\":0,"));
    assert_unchanged(p);
}

static void test_cli__wrong_usage_exits_2_with_one_sentence(void **state) {
    struct program *p = *state;
    static const char *const cases[][6] = {
        {"--colour"},
        {"list", "--colour"},
        {"nonsense"},
        {"outline", "one"},
        {"outline"},
        {"outline", "1", "2"},
        {"new"},
        {"new", "--unit"},
        {"new", "--unit", "甲", "--year", "23"},
        {"mark", "1", "1", "maybe"},
        {"export", "1", "--format", "pptx"},
        {"export", "1", "--eol", "cr"},
        {"export", "1", "--encoding", "klingon"},
        {"set", "1", "unit"},
        {"restore", "1"},
        {"check"},
        {"list", "--lang", "fr"},
        {"template", "nonsense"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(program_run(p, NULL, cases[i]), 2);
        assert_int_equal(p->out.len, 0);
        assert_true(p->err.len > 0);
        assert_ptr_equal(strchr(p->err.s, '\n'), p->err.s + p->err.len - 1);
    }
}

static void test_cli__no_terminal_for_the_full_screen_exits_2(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "--quiet"), 2);
    assert_true(p->err.len > 0);
}

static void test_cli__what_is_not_there_exits_1(void **state) {
    struct program *p = *state;
    make_report(p);
    static const char *const cases[][6] = {
        {"outline", "2"},
        {"get", "1", "9.9"},
        {"get", "1", "nothing"},
        {"export", "7"},
        {"put", "1", "5.1"},
        {"add", "1", "7", "甲"},
        {"remove", "1", "8"},
        {"restore", "1", "--at", "999"},
        {"template", "show", "nothing"},
        {"trash", "9"},
        {"set", "1", "colour=red"},
        {"new", "--unit", "甲", "--year", "2023"},
    };
    for (size_t i = 0; i + 1 < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(program_run(p, "正文\n", cases[i]), 1);
        assert_int_equal(p->out.len, 0);
    }
    assert_unchanged(p);
}

static void test_cli__bad_input_exits_3_and_changes_nothing(void **state) {
    struct program *p = *state;
    folder_put(program_path(p, "empty.txt"), SPAN(""));
    folder_put(program_path(p, "binary.txt"), (struct span){"\x7f\x45LF\0\0\0\1\2\3\0\0\0", 13});
    folder_put(program_path(p, "wrong.yaml"), SPAN("form_id: a\ntitle: b\nsectoins: []\n"));
    static const char *const names[] = {"missing.txt", "empty.txt", "binary.txt", "."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(RUN(p, "import", program_path(p, names[i])), 3);
        assert_int_equal(p->out.len, 0);
        assert_true(program_said(p, names[i]));
    }
    assert_int_equal(RUN(p, "template", "check", program_path(p, "wrong.yaml")), 3);
    assert_true(program_said(p, "wrong.yaml:3:1"));
    assert_true(program_said(p, "sections"));
    assert_int_equal(RUN(p, "list"), 0);
    assert_int_equal(p->out.len, 0);
}

static void test_cli__put_and_get_give_back_the_text(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "第一段。\n第二段“引号”——…\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "get", "1", "2.1.1"), 0);
    assert_string_equal(p->out.s, "第一段。\n第二段“引号”——…\n");
    assert_int_equal(RUN_INPUT(p, "1、甲\n2、乙\n", "put", "1", "problems"), 0);
    assert_int_equal(RUN(p, "get", "1", "problems"), 0);
    assert_string_equal(p->out.s, "甲\n乙\n");
    assert_unchanged(p);
}

static void test_cli__stripped_characters_never_come_in(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(
        RUN_INPUT(p, "红\x1b[31m色\xE2\x80\xAE反\xE2\x80\x8B零\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "get", "1", "economy"), 0);
    assert_string_equal(p->out.s, "红[31m色反零\n");
}

static void test_cli__the_tree_changes_and_numbers_follow(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "add", "1", "2.1", "公共卫生有保障"), 0);
    assert_string_equal(p->out.s, "2.1.9\n");
    assert_int_equal(RUN(p, "move", "1", "2.1.9", "2.1", "1"), 0);
    assert_int_equal(RUN(p, "rename", "1", "2.1.1", "卫生有保障"), 0);
    assert_int_equal(RUN(p, "outline", "1", "--json"), 0);
    assert_true(program_printed(p, "{\"path\":\"2.1.1\",\"name\":null,\"label\":\"（一）\","
                                   "\"heading\":\"卫生有保障\",\"form\":\"run-in\""));
    assert_true(
        program_printed(p, "{\"path\":\"2.1.2\",\"name\":\"economy\",\"label\":\"（二）\""));
    assert_int_equal(RUN(p, "move", "1", "2", "2.1", "1"), 1); /* below itself */
    assert_int_equal(RUN(p, "remove", "1", "2.1.1"), 0);
    assert_int_equal(RUN(p, "outline", "1", "--json"), 0);
    assert_true(
        program_printed(p, "{\"path\":\"2.1.1\",\"name\":\"economy\",\"label\":\"（一）\""));
    assert_unchanged(p);
}

static void test_cli__an_empty_required_section_is_not_done(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "mark", "1", "problems", "done"), 1);
    assert_int_equal(RUN_INPUT(p, "编制不够细化。\n", "put", "1", "problems"), 0);
    assert_int_equal(RUN(p, "mark", "1", "problems", "done"), 0);
    assert_int_equal(RUN(p, "mark", "1", "epidemic", "done"), 0); /* empty, not required */
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"done\":2,"));
    assert_int_equal(RUN(p, "mark", "1", "problems", "open"), 0);
}

static void test_cli__history_says_where_a_section_stood_and_went(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "move", "1", "2.1.8", "2.1", "1"), 0);
    assert_int_equal(RUN(p, "mark", "1", "2.1", "done"), 0);
    assert_int_equal(RUN(p, "history", "1"), 0);
    assert_true(program_printed(p, "2.1.1 队伍建设有成效  2.1.8 → 2.1.1"));
    assert_true(program_printed(p, "未完成 → 完成"));
    assert_int_equal(RUN(p, "history", "1", "--json"), 0);
    assert_true(program_printed(p, "\"old\":\"2.1.8\",\"new\":\"2.1.1\""));
    assert_true(program_printed(p, "\"old\":\"open\",\"new\":\"done\""));
}

static void test_cli__history_names_each_value_of_a_step(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "set", "1", "posts=12", "staff=13", "posts.prior=11"), 0);
    assert_int_equal(RUN(p, "history", "1"), 0);
    assert_true(program_printed(p, "posts.prior   → 11"));
    assert_true(program_printed(p, "staff   → 13"));
    assert_true(program_printed(p, "posts   → 12"));
}

static void test_cli__the_trash_is_emptied_when_that_is_wanted(void **state) {
    struct program *p = *state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(RUN(p, "new", "--unit", "某街道办事处", "--year", "2023"), 0);
    assert_int_equal(RUN(p, "trash"), 2);
    assert_int_equal(RUN(p, "trash", "--purge"), 0);
    assert_true(program_said(p, "回收站是空的"));
    assert_int_equal(RUN(p, "trash", "1"), 0);
    assert_int_equal(RUN(p, "trash", "3"), 0);
    assert_int_equal(RUN_INPUT(p, "n\n", "trash", "--purge"), 1);
    assert_true(program_said(p, "2份报告将彻底删除"));
    assert_int_equal(RUN(p, "list", "--trash"), 0);
    assert_true(p->out.len > 0);
    assert_int_equal(RUN_INPUT(p, "是\n", "trash", "--purge"), 0);
    assert_int_equal(RUN(p, "list", "--trash"), 0);
    assert_int_equal(p->out.len, 0);
    assert_int_equal(RUN(p, "outline", "2"), 0);
}

static void test_cli__a_wrong_word_is_said_before_anything_is_done(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "check", "1", "--fail-on", "bad"), 2);
    assert_int_equal(p->out.len, 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "报告.RTF")), 2);
    assert_true(program_said(p, "不能导出为“rtf”"));
    assert_int_equal(access(program_path(p, "报告.RTF"), F_OK), -1);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "报告.pdf"), "--format", "txt"),
                     0);
}

/* The number of the newest change that `history` lists. */
static void newest_change(struct program *p, char change[20]) {
    const char *at = strstr(p->out.s, "\"change\":");
    assert_non_null(at);
    assert_int_equal(sscanf(at + strlen("\"change\":"), "%19[0-9]", change), 1);
}

static void test_cli__history_restores_what_was(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN_INPUT(p, "第一稿\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "history", "1", "--json", "--user", "li"), 0);
    char change[20];
    newest_change(p, change);
    assert_int_equal(RUN_INPUT(p, "第二稿\n", "put", "1", "economy", "--user", "li"), 0);
    assert_int_equal(RUN(p, "history", "1", "economy", "--json"), 0);
    assert_true(program_printed(p, "\"user\":\"li\""));
    assert_int_equal(RUN(p, "restore", "1", "--at", change, "economy"), 0);
    assert_int_equal(RUN(p, "get", "1", "economy"), 0);
    assert_string_equal(p->out.s, "第一稿\n");
    assert_int_equal(RUN(p, "restore", "1", "--at", change, "economy"), 0);
    assert_true(program_said(p, "没有变化"));
    assert_int_equal(RUN(p, "restore", "1", "--at", "0", "economy"), 0);
    assert_int_equal(RUN(p, "get", "1", "economy"), 0);
    assert_string_equal(p->out.s, "");
    assert_unchanged(p);
}

/* A figure, what was typed for an indicator, one of the basics; a section of that name comes first.
 */
static void test_cli__one_value_is_restored(void **state) {
    struct program *p = *state;
    char change[20];
    make_report(p);
    assert_int_equal(RUN(p, "set", "1", "posts=52", "staff=49"), 0);
    assert_int_equal(RUN_INPUT(p, "第一稿\n", "put", "1", "economy"), 0);
    assert_int_equal(RUN(p, "history", "1", "posts", "--json"), 0);
    assert_true(program_printed(p, "\"name\":\"posts\",\"old\":\"\",\"new\":\"52\""));
    newest_change(p, change);
    assert_int_equal(RUN(p, "set", "1", "posts=53", "staff=50", "contact=张三"), 0);
    assert_int_equal(RUN(p, "restore", "1", "--at", change, "posts"), 0);
    assert_int_equal(RUN(p, "export", "1", "--format", "json", "-o", "-"), 0);
    assert_true(program_printed(p, "\"posts\": \"52\""));
    assert_true(program_printed(p, "\"staff\": \"50\""));
    assert_true(program_printed(p, "\"contact\": \"张三\""));
    assert_int_equal(RUN(p, "restore", "1", "--at", change, "contact"), 0); /* it was not there */
    assert_int_equal(RUN(p, "restore", "1", "--at", change, "nothing"), 1);
    assert_true(program_said(p, "没有“nothing”这一节，也没有这项数据"));
    assert_int_equal(RUN(p, "get", "1", "economy"), 0);
    assert_string_equal(p->out.s, "第一稿\n");
    assert_unchanged(p);
}

static void test_cli__what_was_typed_for_an_indicator_is_restored(void **state) {
    struct program *p = *state;
    char change[20];
    const char *unit = "梧桐里街道办事处";
    assert_int_equal(
        RUN(p, "new", "--unit", unit, "--year", "2023", "--template", "hunan-standard"), 0);
    assert_int_equal(RUN(p, "set", "1", "key_tasks.actual=95%"), 0);
    assert_int_equal(RUN(p, "history", "1", "key_tasks.actual", "--json"), 0);
    newest_change(p, change);
    assert_int_equal(RUN(p, "set", "1", "key_tasks.actual=90%", "key_tasks.reason=未办结"), 0);
    assert_int_equal(RUN(p, "restore", "1", "--at", change, "key_tasks.actual"), 0);
    assert_int_equal(RUN(p, "export", "1", "--format", "json", "-o", "-"), 0);
    assert_true(program_printed(p, "\"key_tasks.actual\": \"95%\""));
    assert_true(program_printed(p, "\"key_tasks.reason\": \"未办结\""));
    assert_unchanged(p);
}

static void test_cli__trash_hides_and_purge_asks(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "trash", "1"), 0);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_string_equal(p->out.s, "[]\n");
    assert_int_equal(RUN(p, "list", "--trash", "--json"), 0);
    assert_true(program_printed(p, "\"report\":1,"));
    assert_int_equal(RUN_INPUT(p, "否\n", "trash", "--purge", "1"), 1);
    assert_int_equal(RUN(p, "untrash", "1"), 0);
    assert_int_equal(RUN(p, "trash", "1"), 0);
    assert_int_equal(RUN_INPUT(p, "是\n", "trash", "--purge", "1"), 0);
    assert_int_equal(RUN(p, "outline", "1"), 1);
    assert_unchanged(p);
}

static void test_cli__set_takes_all_values_or_none(void **state) {
    struct program *p = *state;
    make_report(p);
    assert_int_equal(RUN(p, "set", "1", "short_name=梧桐里", "year=20x3"), 1);
    assert_int_equal(RUN(p, "set", "１", "year=２０２４"), 0); /* an input method is on */
    assert_int_equal(RUN(p, "set", "1", "unit=梧桐里\n街道", "short_name=里\r\n弄"), 0);
    assert_int_equal(RUN(p, "list"), 0);
    assert_true(program_printed(p, "梧桐里 街道"));
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"year\":2024,"));
}

/* What is in the encoding, in UTF-8. */
static void look_in(const struct str *said, const char *charset, const char *words, bool there) {
    struct str text = STR_INIT;
    struct charset_report report = {0};
    struct err err;
    assert_int_equal(charset_decode(&text, str_span(said), charset, &report, &err), RC_OK);
    assert_int_equal(report.count, 0);
    if ((strstr(text.s, words) != NULL) != there)
        fail_msg("%s “%s” in %s", there ? "no" : "a", words, text.s);
    str_release(&text);
}

static void assert_in(const struct str *said, const char *charset, const char *words) {
    look_in(said, charset, words, true);
}

static void assert_not_in(const struct str *said, const char *charset, const char *words) {
    look_in(said, charset, words, false);
}

static void test_cli__speaks_the_encoding_of_the_locale(void **state) {
    static const char *const charsets[] = {"gbk", "gb18030"};
    struct program *p = *state;
    terminal_locales_make(p->folder);
    setenv("LOCPATH", p->folder, 1);
    for (size_t i = 0; i < ARRAY_LEN(charsets); i++) {
        struct str unit = STR_INIT;
        struct charset_report report = {0};
        struct err err;
        setenv("LC_ALL", i == 0 ? "zh_CN.GBK" : "zh_CN.GB18030", 1);
        assert_int_equal(
            charset_encode(&unit, SPAN("望湖街道"), charsets[i], CHARSET_REFUSE, &report, &err),
            RC_OK);
        assert_int_equal(RUN(p, "new", "--unit", unit.s, "--year", i == 0 ? "2021" : "2022"), 0);
        assert_int_equal(RUN(p, "list"), 0);
        assert_in(&p->out, charsets[i], "望湖街道");
        assert_int_equal(RUN(p, "nosuch"), 2);
        assert_in(&p->err, charsets[i], "没有“nosuch”这个命令");
        assert_int_equal(RUN(p, "--help"), 0);
        assert_in(&p->out, charsets[i], "编写部门整体支出绩效评价报告");
        /* a section comes back as it went out */
        const char *number = i == 0 ? "1" : "2";
        assert_int_equal(RUN_INPUT(p, "第一段“甲”。\n𠀀。\n", "put", number, "economy"), 0);
        if (i == 0) { /* GBK has not the second */
            assert_int_equal(RUN(p, "get", number, "economy"), 1);
            assert_int_equal(p->out.len, 0);
            assert_in(&p->err, "gbk", "gbk编码里没有");
        } else {
            assert_int_equal(RUN(p, "get", number, "economy"), 0);
            struct str out = STR_INIT;
            str_add(&out, str_span(&p->out));
            assert_in(&out, "gb18030", "𠀀");
            assert_int_equal(RUN_INPUT(p, out.s, "put", number, "economy"), 0);
            assert_int_equal(RUN(p, "get", number, "economy"), 0);
            assert_string_equal(p->out.s, out.s);
            str_release(&out);
        }
        /* a file's name stays the bytes that it is, words do not */
        char *file = span_copy(span_of(program_path(p, unit.s)));
        folder_put(file, SPAN("x"));
        assert_int_equal(RUN(p, "remark", "in", number, file), 3);
        assert_not_in(&p->err, charsets[i], "没有文件");
        assert_int_equal(RUN(p, "sheet", "in", file), 3);
        assert_not_in(&p->err, charsets[i], "没有文件");
        assert_int_equal(RUN(p, "set", number, "--from", file), 3);
        assert_not_in(&p->err, charsets[i], "没有文件");
        char *docx = span_copy(span_of(program_path(p, "out.docx")));
        assert_int_equal(RUN(p, "export", number, "-o", docx, "--reference", file), 3);
        assert_not_in(&p->err, charsets[i], "没有文件");
        mem_free(docx);
        mem_free(file);
        assert_int_equal(RUN(p, "remark", "add", number, ".", unit.s), 0);
        assert_int_equal(RUN(p, "remark", "list", number), 0);
        assert_in(&p->out, charsets[i], "望湖街道");
        assert_int_equal(RUN(p, "list", "--json"), 0); /* JSON is UTF-8 */
        assert_true(program_printed(p, "\"unit\":\"望湖街道\""));
        str_release(&unit);
    }
    /* Big5 has not the characters that the program speaks in */
    setenv("LC_ALL", "zh_TW.Big5", 1);
    assert_int_equal(RUN(p, "1"), 2);
    assert_true(program_said(p, "LC_ALL=C.UTF-8 jixiao"));
    for (size_t i = 0; i < p->err.len; i++)
        assert_true((p->err.s[i] & 0x80) == 0);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("LOCPATH");
}

static void test_cli__a_database_that_is_none_exits_4_and_stays(void **state) {
    struct program *p = *state;
    folder_put(p->db,
               SPAN("this is no database, but a text of some length: 0123456789 0123456789"));
    assert_int_equal(RUN(p, "list"), 4);
    assert_true(program_said(p, "test.db"));
    assert_true(folder_holds(
        p->db, SPAN("this is no database, but a text of some length: 0123456789 0123456789")));
}

/* Whoever begins an empty database beside one that was rescued is told, on standard error alone. */
static void test_cli__a_rescued_database_beside_an_empty_one_is_named(void **state) {
    struct program *p = *state;
    make_report(p);
    char rescued[600];
    (void)snprintf(rescued, sizeof rescued, "%s",
                   program_path(p, "test-rescued-20260102-030405.db"));
    assert_int_equal(RUN(p, "backup", rescued), 0);
    assert_int_equal(RUN(p, "list"), 0); /* where it has reports too: it may have come back */
    assert_true(program_said(p, "test-rescued-20260102-030405.db"));
    assert_int_equal(RUN(p, "outline", "1"), 0);
    assert_int_equal(p->err.len, 0);
    assert_int_equal(unlink(p->db), 0);
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_string_equal(p->out.s, "[]\n");
    assert_true(program_said(p, "test-rescued-20260102-030405.db"));
    assert_false(program_said(p, "个救下的"));
    folder_put(program_path(p, "test-rescued-20250102-030405.db"), SPAN("of another clerk"));
    assert_int_equal(RUN(p, "list"), 0);
    assert_true(program_said(p, "还有1个救下的"));
    assert_int_equal(RUN(p, "list", "--quiet"), 0);
    assert_int_equal(p->err.len, 0);
    make_report(p); /* nobody has looked at it yet */
    assert_int_equal(RUN(p, "list"), 0);
    assert_true(program_said(p, "test-rescued-20260102-030405.db"));
}

/* As a user who may not write: reading commands work, writing ones say so. */
static int run_as_nobody(struct program *p, const char *const *arguments) {
    pid_t child = fork();
    if (child == 0) {
        if (setgid(65534) != 0 || setuid(65534) != 0)
            _exit(99);
        _exit(program_run(p, "正文\n", arguments));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

static void test_cli__a_read_only_database_is_read_and_not_written(void **state) {
    struct program *p = *state;
    if (geteuid() != 0)
        skip();
    make_report(p);
    assert_int_equal(chmod(p->folder, 0755), 0);
    assert_int_equal(chmod(p->db, 0444), 0);
    assert_int_equal(run_as_nobody(p, (const char *const[]){"outline", "1", NULL}), 0);
    assert_int_equal(run_as_nobody(p, (const char *const[]){"put", "1", "economy", NULL}), 4);
    assert_int_equal(RUN(p, "get", "1", "economy"), 0);
    assert_int_equal(p->out.len, 0);
}

static void test_cli__backup_is_a_database_of_its_own(void **state) {
    struct program *p = *state;
    make_report(p);
    char copy[600];
    (void)snprintf(copy, sizeof copy, "%s", program_path(p, "copy.db"));
    assert_int_equal(RUN(p, "backup", copy), 0);
    char *own = p->db;
    p->db = copy;
    assert_int_equal(RUN(p, "list", "--json"), 0);
    assert_true(program_printed(p, "\"report\":1,"));
    assert_int_equal(RUN(p, "verify"), 0);
    assert_int_equal(RUN(p, "recover", p->db), 1); /* never onto a file that is there */
    assert_int_equal(RUN(p, "recover", program_path(p, "found.db")), 0);
    p->db = own;
}

static void test_cli__help_knows_every_command(void **state) {
    struct program *p = *state;
    p->db[0] = '\0';
    char *own = p->db;
    p->db = NULL;
    static const char *const names[] = {
        "new",    "list",    "outline", "get",    "put",     "add",      "remove",  "move",
        "rename", "mark",    "set",     "check",  "import",  "export",   "history", "restore",
        "trash",  "untrash", "backup",  "verify", "recover", "template", "search"};
    assert_int_equal(RUN(p, "help"), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_true(program_printed(p, names[i]));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(RUN(p, names[i], "--help"), 0);
        assert_true(program_printed(p, names[i]));
    }
    assert_int_equal(RUN(p, "--version", "--verbose"), 0);
    assert_true(program_printed(p, "  MIT\nSQLite "));
    assert_true(program_printed(p, "  LGPL-3+ or GPL-2+\n"));
    assert_int_equal(RUN(p, "--verbose"), 2);
    assert_true(program_said(p, "jixiao --version --verbose"));
    assert_int_equal(RUN(p, "--version"), 0);
    static const char *const libraries[] = {"jixiao ",  "SQLite ",        "ncurses ", "GMP ",
                                            "jansson ", "libunistring ",  "libxml2 ", "libyaml ",
                                            "libzip ",  "libxlsxwriter ", "PCRE2 ",   "uchardet"};
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        assert_true(program_printed(p, libraries[i]));
    p->db = own;
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_cli__##name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(new_prints_the_number_alone),
        TEST(wrong_usage_exits_2_with_one_sentence),
        TEST(no_terminal_for_the_full_screen_exits_2),
        TEST(what_is_not_there_exits_1),
        TEST(bad_input_exits_3_and_changes_nothing),
        TEST(put_and_get_give_back_the_text),
        TEST(stripped_characters_never_come_in),
        TEST(the_tree_changes_and_numbers_follow),
        TEST(an_empty_required_section_is_not_done),
        TEST(history_says_where_a_section_stood_and_went),
        TEST(history_names_each_value_of_a_step),
        TEST(the_trash_is_emptied_when_that_is_wanted),
        TEST(a_wrong_word_is_said_before_anything_is_done),
        TEST(history_restores_what_was),
        TEST(one_value_is_restored),
        TEST(what_was_typed_for_an_indicator_is_restored),
        TEST(trash_hides_and_purge_asks),
        TEST(set_takes_all_values_or_none),
        TEST(speaks_the_encoding_of_the_locale),
        TEST(a_database_that_is_none_exits_4_and_stays),
        TEST(a_rescued_database_beside_an_empty_one_is_named),
        TEST(a_read_only_database_is_read_and_not_written),
        TEST(backup_is_a_database_of_its_own),
        TEST(help_knows_every_command),
    };
    return cmocka_run_group_tests_name("cli/cli", tests, NULL, NULL);
}
