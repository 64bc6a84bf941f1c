/*
 * Text that tries to drive a terminal comes in by every entrance: files of each format, templates,
 * standard input, arguments, the environment, names of files, keys and pastes. Nothing of it is in
 * what the commands print, in what is exported, or in what the screens write.
 */
#include "base/mem.h"
#include "base/text/utf8.h"
#include "tests/support/docx_builder.h"
#include "tests/support/folder.h"
#include "tests/support/hostile.h"
#include "tests/support/look.h"
#include "tests/support/program.h"
#include "tests/support/pty_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { OK = 0 };

static char *all_of_it(void) {
    struct str text = STR_INIT;
    hostile_add_all(&text);
    return str_detach(&text);
}

/* --- what came out --- */

static void look_at_report(struct program *p, const char *report) {
    static const char *const formats[] = {"txt", "md", "html", "json"};
    LOOK(p, "outline", report);
    LOOK(p, "outline", report, "--json");
    LOOK(p, "figures", report);
    LOOK(p, "score", report);
    LOOK(p, "check", report);
    LOOK(p, "check", report, "--json");
    LOOK(p, "history", report);
    LOOK(p, "history", report, "--json");
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        LOOK(p, "export", report, "--format", formats[i], "--draft");
    look_into_archive(p, report, "out.docx",
                      (const char *const[]){"word/document.xml", "docProps/core.xml", NULL});
    look_into_archive(p, report, "out.xlsx", (const char *const[]){"xl/sharedStrings.xml", NULL});
}

/* Everything that the screens show of the report: each key's screen, and back. */
static void look_at_screens(struct program *p, const char *report, const char *user) {
    static const char *const keys[] = {
        "\033OP",   "\033",     "\033OR",   "\033",     "\033OS",   "\033[B",   "\033[15~",
        "\033",     "\033[17~", "\033",     "\033[18~", "\033",     "\033[19~", "\033",
        "\033[20~", "\033",     "\033[21~", "\033",     "\x05",     "\033",     "\x0f",
        "\033",     "\x06",     "甲\r",     "\033",     "\033[24~", "\033",     "\x0c",
    };
    struct str home = STR_INIT, name = STR_INIT;
    str_add_format(&home, "HOME=%s", p->folder);
    str_add_format(&name, "JIXIAO_USER=%s", user);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, report, NULL};
    struct pty *pty = pty_start_mute(argv, (const char *const[]){home.s, name.s, NULL}, 50, 140);
    pty_wait_text(pty, "已完成");
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        pty_send_text(pty, keys[i]);
        pty_wait_quiet(pty);
    }
    pty_signal(pty, 15);
    (void)pty_wait_exit(pty);
    struct span written = pty_output(pty);
    size_t at = hostile_find_written(written);
    if (at != SIZE_MAX)
        look_fail("the screen", written, at);
    pty_check_restored(pty);
    pty_free(pty);
    str_release(&home);
    str_release(&name);
}

/* All reports, by every command and on every screen. */
static void look_everywhere(struct program *p) {
    char *hostile = all_of_it();
    LOOK(p, "list");
    LOOK(p, "list", "--json");
    LOOK(p, "search", "甲");
    LOOK(p, "search", "甲", "--json");
    LOOK(p, "template", "list");
    assert_int_equal(RUN(p, "list", "--json"), OK);
    struct str list = STR_INIT;
    str_add(&list, str_span(&p->out));
    for (const char *at = list.s; (at = strstr(at, "\"report\":")) != NULL; at++) {
        char report[24];
        (void)snprintf(report, sizeof report, "%ld", strtol(at + 9, NULL, 10));
        look_at_report(p, report);
        look_at_screens(p, report, hostile);
    }
    str_release(&list);
    mem_free(hostile);
    assert_int_equal(RUN(p, "verify"), OK);
}

static void assert_holds(struct program *p, const char *section) {
    assert_int_equal(RUN(p, "get", "1", section), OK);
    assert_true(program_printed(p, "甲]0;taken乙"));
    assert_true(program_printed(p, "甲[31337m乙"));
    look_harmless("get", str_span(&p->out));
}

/* --- the entrances --- */

static void arguments_and_standard_input(void **state) {
    struct program *p = *state;
    char *hostile = all_of_it();
    struct str pair = STR_INIT;
    assert_int_equal(RUN(p, "new", "--unit", hostile, "--year", "2023", "--user", hostile,
                         "--template", "hunan-standard"),
                     OK);
    assert_int_equal(RUN_INPUT(p, hostile, "put", "1", "1", "--user", hostile), OK);
    assert_holds(p, "1");
    assert_int_equal(RUN(p, "add", "1", ".", hostile), OK);
    assert_int_equal(RUN(p, "rename", "1", "2", hostile), OK);
    static const char *const names[] = {"unit", "short_name", "key_tasks.evidence",
                                        "key_tasks.reason"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        str_clear(&pair);
        str_add_format(&pair, "%s=%s", names[i], hostile);
        assert_int_equal(RUN(p, "set", "1", pair.s), OK);
    }
    str_clear(&pair);
    str_add_format(&pair, "budget_total=%s", hostile); /* refused, and quoted */
    LOOK(p, "set", "1", pair.s);
    LOOK(p, "set", "1", hostile);
    LOOK(p, "get", hostile, hostile);
    LOOK(p, "get", "1", hostile);
    LOOK(p, hostile);
    LOOK(p, "export", "1", "--format", hostile);
    LOOK(p, "import", hostile, "--encoding", hostile);
    LOOK(p, "new", "--unit", "甲", "--year", hostile);
    LOOK(p, "new", "--unit", "甲", "--year", "2023", "--template", hostile);
    LOOK(p, "pass", "1", hostile, "--reason", hostile);
    assert_int_equal(RUN(p, "check", "1", "--json"), OK);
    const char *id = strstr(p->out.s, "{\"id\":\"");
    if (id != NULL) {
        char *copy = mem_copy_text(id + 7, 8);
        assert_int_equal(RUN(p, "pass", "1", copy, "--reason", hostile), OK);
        mem_free(copy);
    }
    look_everywhere(p);
    str_release(&pair);
    mem_free(hostile);
}

static void put_file(struct program *p, const char *name, struct span bytes) {
    folder_put(program_path(p, name), bytes);
}

static void import_file(struct program *p, const char *name) {
    if (RUN(p, "import", program_path(p, name)) != OK)
        fail_msg("%s: %s", name, p->err.s);
    look_harmless(name, str_span(&p->out));
    look_harmless(name, str_span(&p->err));
}

/* What XML cannot hold is no entrance. */
static void add_without_controls(struct str *out, const char *text) {
    for (struct span rest = span_of(text); rest.n > 0;) {
        char32_t c = utf8_take(&rest);
        if (c >= ' ')
            str_add_char(out, c);
    }
}

static void add_json_escaped(struct str *out, const char *text) {
    for (struct span rest = span_of(text); rest.n > 0;) {
        char32_t c = utf8_take(&rest);
        if (c >= 0x10000)
            str_add_format(out, "\\u%04x\\u%04x", 0xD800 + (unsigned)((c - 0x10000) >> 10),
                           0xDC00 + (unsigned)((c - 0x10000) & 0x3FF));
        else
            str_add_format(out, "\\u%04x", (unsigned)c);
    }
}

static void files_of_every_format(void **state) {
    struct program *p = *state;
    char *hostile = all_of_it();
    struct str text = STR_INIT, plain = STR_INIT, body = STR_INIT, docx = STR_INIT;
    str_add_format(&text, "2023年度%s局报告\n一、%s情况\n　　%s\n%s\n", hostile, hostile, hostile,
                   hostile);
    put_file(p, "a.txt", str_span(&text));
    import_file(p, "a.txt");
    assert_holds(p, "1");
    str_clear(&text);
    str_add_format(&text, "# %s\n\n## 一、%s\n\n%s\n\n| %s | b |\n|---|---|\n| c | %s |\n", hostile,
                   hostile, hostile, hostile, hostile);
    put_file(p, "b.md", str_span(&text));
    import_file(p, "b.md");
    add_without_controls(&plain, hostile);
    docx_add_paragraph(&body, NULL, SPAN("2023年度某局报告"));
    docx_add_paragraph(&body, NULL, str_span(&plain));
    docx_build(&docx, body.s, NULL, NULL);
    put_file(p, "c.docx", str_span(&docx));
    import_file(p, "c.docx");
    assert_int_equal(RUN(p, "export", "1", "--format", "json"), OK);
    str_clear(&text);
    str_add(&text, str_span(&p->out));
    for (size_t at; (at = span_find(str_span(&text), SPAN("甲]0;taken乙"))) != SIZE_MAX;) {
        struct str escaped = STR_INIT;
        add_json_escaped(&escaped, hostile);
        str_splice(&text, at, sizeof "甲]0;taken乙" - 1, str_span(&escaped));
        str_release(&escaped);
    }
    put_file(p, "d.json", str_span(&text));
    import_file(p, "d.json");
    look_everywhere(p);
    str_release(&text);
    str_release(&plain);
    str_release(&body);
    str_release(&docx);
    mem_free(hostile);
}

/* Escaped, they are none in the file: the template is refused by what they stand for. */
static void templates(void **state) {
    struct program *p = *state;
    char *hostile = all_of_it();
    struct str escaped = STR_INIT, yaml = STR_INIT;
    for (struct span rest = span_of(hostile); rest.n > 0;)
        str_add_format(&escaped, "\\U%08X", (unsigned)utf8_take(&rest));
    const char *h = escaped.s;
    str_add_format(
        &yaml,
        "form_id: office\nversion: \"%s\"\ntitle: \"%s\"\nquestions:\n"
        "  - {name: level, label: \"%s\", hint: \"%s\"}\nsections:\n"
        "  - {name: work, label: \"%s\", required: true, default: \"%s\", hint: \"%s\"}\n"
        "rules:\n  - {name: word, pattern: 甲, constraint_message: \"%s\"}\n"
        "figures:\n  - {name: money, label: \"%s\", type: text, unit: \"%s\"}\n"
        "indicators:\n  - {name: a, label: \"%s\", weight: 100}\n",
        h, h, h, h, h, h, h, h, h, h, h);
    put_file(p, "t.yaml", str_span(&yaml));
    int code = RUN(p, "template", "add", program_path(p, "t.yaml"));
    look_harmless("template add", str_span(&p->err));
    assert_int_not_equal(code, OK);
    assert_true(program_said(p, "控制字符U+001B"));
    assert_int_not_equal(RUN(p, "new", "--unit", "某局", "--year", "2023", "--template", "office"),
                         OK);
    look_harmless("new", str_span(&p->err));
    str_release(&escaped);
    str_release(&yaml);
    mem_free(hostile);
}

/* Every hostile text as a name of a file and of a folder, that is there or not. */
static void names_of_files(void **state) {
    struct program *p = *state;
    struct str name = STR_INIT;
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023"), OK);
    for (size_t i = 0; i < HOSTILE_COUNT; i++) {
        str_clear(&name);
        str_add_format(&name, "%s/a%s.txt", p->folder, hostile_text(i));
        LOOK(p, "import", name.s);
        LOOK(p, "check", "--file", name.s);
        folder_put(name.s, SPAN("报告\n一、情况\n　　正文\xE2\x80\x8B。\n"));
        LOOK(p, "import", name.s, "-n"); /* its last field is the name */
        LOOK(p, "export", "1", "-o", name.s);
        LOOK(p, "backup", name.s);
        LOOK(p, "recover", name.s);
        str_add_text(&name, "/below");
        LOOK(p, "export", "1", "-o", name.s);
        LOOK(p, "list", "--db", name.s);
    }
    look_at_screens(p, "1", "张三");
    str_release(&name);
}

static void keys_and_pastes(void **state) {
    struct program *p = *state;
    char *hostile = all_of_it();
    struct str home = STR_INIT, paste = STR_INIT;
    assert_int_equal(RUN(p, "new", "--unit", "某局", "--year", "2023"), OK);
    str_add_format(&home, "HOME=%s", p->folder);
    const char *const argv[] = {getenv("JIXIAO"), "--db", p->db, "1", NULL};
    struct pty *pty = pty_start_mute(argv, (const char *const[]){home.s, NULL}, 24, 80);
    pty_wait_text(pty, "已完成");
    str_add_format(&paste, "\033[200~%s终点\033[201~", hostile);
    pty_send(pty, str_span(&paste));
    pty_wait_text(pty, "终点");
    for (size_t i = 0; i < HOSTILE_COUNT; i++) { /* typed: some are keys */
        if (hostile_text(i)[0] != '\033' && (unsigned char)hostile_text(i)[0] >= 0x80)
            pty_send_text(pty, hostile_text(i));
    }
    pty_step(pty, "完", "终点");
    pty_signal(pty, 15);
    (void)pty_wait_exit(pty);
    struct span written = pty_output(pty);
    if (hostile_find_written(written) != SIZE_MAX)
        look_fail("the screen", written, hostile_find_written(written));
    pty_free(pty);
    assert_holds(p, "1");
    look_everywhere(p);
    str_release(&home);
    str_release(&paste);
    mem_free(hostile);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(arguments_and_standard_input),
        TEST(files_of_every_format),
        TEST(templates),
        TEST(names_of_files),
        TEST(keys_and_pastes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
