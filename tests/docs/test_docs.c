/* What the documents say against what the program has: they cannot go stale silently. Run from the
 * top folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/file.h"
#include "base/os/file_path.h"
#include "cli/commands.h"
#include "cli/libraries.h"
#include "command/command.h"
#include "ui/term/own_theme.h"

#include <stdio.h>
#include <string.h>

enum { DOCUMENT_MOST = 4 * 1024 * 1024 };

static void read_document(struct str *out, const char *path) {
    struct err err;
    str_init(out);
    if (file_read(out, path, DOCUMENT_MOST, &err) != RC_OK)
        fail_msg("%s", err.text);
}

static bool has(struct span text, struct span part) {
    return span_find(text, part) != SIZE_MAX;
}

/* --- the man page --- */

#define X(name, word, value, help) word,
static const char *const options[] = {CLI_OPTION_LIST(X)};
#undef X

/* The page's text without roff's escapes and quotes: what a reader sees, line by line. */
static void read_man_page(struct str *out) {
    struct str raw;
    read_document(&raw, "docs/jixiao.1");
    str_init(out);
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.s[i] == '"')
            continue;
        if (raw.s[i] == '\\' && raw.s[i + 1] == 'f') {
            i += 2;
            continue;
        }
        if (raw.s[i] != '\\')
            str_add_byte(out, raw.s[i]);
    }
    str_release(&raw);
}

static bool is_word_end(struct span text, size_t at) {
    static const char more[] = "abcdefghijklmnopqrstuvwxyz-_";
    return at >= text.n || strchr(more, text.p[at]) == NULL;
}

/* Whether the option stands there as a word of its own: --json is not in --jsonx. */
static bool has_option(struct span text, const char *word) {
    struct span option = span_of(word);
    for (size_t from = 0;;) {
        struct span rest = span_sub(text, from, text.n);
        size_t at = span_find(rest, option);
        if (at == SIZE_MAX)
            return false;
        if (is_word_end(rest, at + option.n) && (at == 0 || rest.p[at - 1] != '-'))
            return true;
        from += at + option.n;
    }
}

/* The lines from the command's own to the next command. */
static struct span part_of_command(struct span page, const char *name) {
    struct str start = STR_INIT;
    static const char *const macros[] = {".B ", ".BI ", ".BR "};
    struct span part = SPAN("");
    struct span rest = span_sub(page, span_find(page, SPAN("\n.SH COMMANDS")), page.n);
    for (size_t i = 0; i < ARRAY_LEN(macros) && part.n == 0; i++) {
        str_clear(&start);
        str_add_format(&start, "\n.TP\n%s%s", macros[i], name);
        size_t at = span_find(rest, str_span(&start));
        if (at == SIZE_MAX || !is_word_end(rest, at + start.len))
            continue;
        part = span_sub(rest, at + start.len, rest.n);
        size_t end = part.n;
        for (const struct cli_command *const *other = cli_commands; *other != NULL; other++)
            for (size_t k = 0; k < ARRAY_LEN(macros); k++) {
                str_clear(&start);
                str_add_format(&start, "\n.TP\n%s%s", macros[k], (*other)->name);
                size_t next = span_find(part, str_span(&start));
                end = next < end ? next : end;
            }
        part = span_sub(part, 0, end);
    }
    str_release(&start);
    return part;
}

static void every_command_and_its_options_stand_in_the_man_page(void **state) {
    (void)state;
    struct str page;
    read_man_page(&page);
    for (const struct cli_command *const *at = cli_commands; *at != NULL; at++) {
        struct span part = part_of_command(str_span(&page), (*at)->name);
        if (part.n == 0)
            fail_msg("docs/jixiao.1: no \".TP\" with the command %s", (*at)->name);
        for (size_t i = 0; i < ARRAY_LEN(options); i++)
            if (((*at)->options >> i & 1) != 0 && !has_option(part, options[i]))
                fail_msg("docs/jixiao.1: %s without its %s", (*at)->name, options[i]);
    }
    str_release(&page);
}

static void every_option_stands_in_the_man_page(void **state) {
    (void)state;
    struct str page;
    read_man_page(&page);
    for (size_t i = 0; i < ARRAY_LEN(options); i++)
        if (!has_option(str_span(&page), options[i]))
            fail_msg("docs/jixiao.1: no %s", options[i]);
    str_release(&page);
}

static bool is_option(struct span word) {
    for (size_t i = 0; i < ARRAY_LEN(options); i++)
        if (span_is(word, options[i]))
            return true;
    return span_is(word, "--") || span_is(word, "--name"); /* the page's words for any option */
}

static void the_man_page_names_no_option_that_is_not_there(void **state) {
    (void)state;
    struct str page;
    read_man_page(&page);
    struct span rest = str_span(&page);
    for (size_t at = span_find(rest, SPAN("--")); at != SIZE_MAX;
         at = span_find(rest, SPAN("--"))) {
        size_t end = at + 2;
        while (!is_word_end(rest, end))
            end++;
        struct span word = span_sub(rest, at, end);
        if (!is_option(word))
            fail_msg("docs/jixiao.1: the program has no %.*s", SPAN_ARG(word));
        rest = span_sub(rest, end, rest.n);
    }
    str_release(&page);
}

static void every_exit_status_stands_in_the_man_page(void **state) {
    (void)state;
    static const enum rc results[] = {
#define X(name, code) RC_##name,
        RC_LIST(X)
#undef X
    };
    struct str page;
    read_man_page(&page);
    size_t from = span_find(str_span(&page), SPAN("\n.SH EXIT STATUS"));
    assert_true(from < page.len);
    struct span part = span_sub(str_span(&page), from + 1, page.len);
    part = span_sub(part, 0, span_find(part, SPAN("\n.SH ENVIRONMENT")));
    for (size_t i = 0; i < ARRAY_LEN(results); i++) {
        struct str line = STR_INIT;
        str_add_format(&line, "\n.TP\n.B %d\n", rc_exit_code(results[i]));
        if (!has(part, str_span(&line)))
            fail_msg("docs/jixiao.1: no exit status %d", rc_exit_code(results[i]));
        str_release(&line);
    }
    str_release(&page);
}

static void version_is_the_programs(void **state) {
    (void)state;
    struct str page, news;
    read_man_page(&page);
    read_document(&news, "NEWS");
    assert_true(has(str_span(&page), SPAN("jixiao " JIXIAO_VERSION)));
    assert_true(has(str_span(&news), SPAN("\n" JIXIAO_VERSION "\n")));
    str_release(&page);
    str_release(&news);
}

/* Whether a row of the table begins with the library's name and has that licence. */
static bool has_licence_row(struct span table, struct span name, struct span licence) {
    struct span line;
    while (span_take_line(&table, &line)) {
        if (!span_take_prefix(&line, SPAN("| ")))
            continue;
        (void)span_take_prefix(&line, SPAN("GNU "));
        size_t at = span_find(line, licence);
        if (span_starts_with(line, name) && at != SIZE_MAX && at > 1 && line.p[at - 2] == '|')
            return true;
    }
    return false;
}

static void licences_are_those_that_the_program_tells(void **state) {
    (void)state;
    struct str document, told = STR_INIT;
    read_document(&document, "docs/licences.md");
    libraries_add(&told, true);
    struct span rest = str_span(&told), line;
    size_t count = 0;
    while (span_take_line(&rest, &line) && line.n > 0) {
        size_t gap = span_find(line, SPAN("  ")), blank = span_find(line, SPAN(" "));
        assert_true(gap != SIZE_MAX);
        if (!has_licence_row(str_span(&document), span_sub(line, 0, blank),
                             span_sub(line, gap + 2, line.n)))
            fail_msg("docs/licences.md has no row for: %.*s", SPAN_ARG(line));
        count++;
    }
    assert_true(count >= 13);
    str_release(&told);
    str_release(&document);
}

/* --- the manual's key table --- */

/* | `F3` | 下一处问题 | 工作台、检查 | */
static void add_key_row(struct str *out, const struct command *command) {
    str_add_text(out, "| ");
    for (size_t k = 0; k < COMMAND_KEYS_MOST && command->keys[k] != NULL; k++)
        str_add_format(out, "%s`%s`", k > 0 ? "、" : "", command->keys[k]);
    str_add_format(out, " | %s | ", command->title);
    command_add_places(out, command);
    str_add_text(out, " |\n");
}

static void the_manuals_key_table_is_the_programs(void **state) {
    (void)state;
    struct str manual, table = STR_INIT;
    read_document(&manual, "docs/manual.md");
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        if (commands[i].where != 0 && commands[i].keys[0] != NULL)
            add_key_row(&table, &commands[i]);
    if (!has(str_span(&manual), str_span(&table))) {
        (void)fputs(table.s, stderr); /* cmocka cuts long texts */
        fail_msg("docs/manual.md: the key table should be as above");
    }
    /* and nothing more stands in it */
    size_t end = span_find(str_span(&manual), str_span(&table)) + table.len;
    assert_true(end == manual.len || manual.s[end] == '\n');
    str_release(&table);
    str_release(&manual);
}

static void the_manuals_roles_of_a_theme_are_the_programs(void **state) {
    (void)state;
    struct str manual, roles = STR_INIT;
    read_document(&manual, "docs/manual.md");
    str_add_text(&roles, "部位有");
    own_theme_add_roles(&roles, "、");
    str_add_text(&roles, "；");
    if (!has(str_span(&manual), str_span(&roles)))
        fail_msg("docs/manual.md should say: %s", roles.s);
    str_release(&roles);
    str_release(&manual);
}

/* --- files and targets that are named --- */

static void assert_is_there(const char *document, struct span path) {
    char *copy = span_copy(path);
    if (file_kind_of(copy) == FILE_NONE)
        fail_msg("%s: there is no %s", document, copy);
    mem_free(copy);
}

/* ](path) in a document of `folder`; addresses and places within a page apart. */
static void check_links(const char *document, const char *folder) {
    struct str text, path = STR_INIT;
    read_document(&text, document);
    struct span rest = str_span(&text);
    for (size_t at = span_find(rest, SPAN("](")); at != SIZE_MAX;
         at = span_find(rest, SPAN("]("))) {
        rest = span_sub(rest, at + 2, rest.n);
        struct span target = span_sub(rest, 0, span_find(rest, SPAN(")")));
        if (has(target, SPAN("://")) || span_starts_with(target, SPAN("#")))
            continue;
        str_set(&path, span_of(folder));
        str_add(&path, span_sub(target, 0, span_find(target, SPAN("#"))));
        assert_is_there(document, str_span(&path));
    }
    str_release(&path);
    str_release(&text);
}

static bool is_path(struct span word) {
    return has(word, SPAN("/")) && !has(word, SPAN(" ")) && !has(word, SPAN("<")) &&
           !span_starts_with(word, SPAN("/")) && !span_starts_with(word, SPAN("~")) &&
           !span_starts_with(word, SPAN("build/"));
}

/* `src/base/` and the like, in a document that speaks from the top folder. */
static void check_paths(const char *document) {
    struct str text;
    read_document(&text, document);
    struct span rest = str_span(&text), line;
    while (span_take_line(&rest, &line)) {
        if (span_starts_with(line, SPAN("```")) || span_starts_with(line, SPAN("    ")))
            continue;
        for (size_t at = span_find(line, SPAN("`")); at != SIZE_MAX;
             at = span_find(line, SPAN("`"))) {
            line = span_sub(line, at + 1, line.n);
            size_t end = span_find(line, SPAN("`"));
            struct span word = span_sub(line, 0, end);
            if (is_path(word))
                assert_is_there(document, word);
            line = span_sub(line, end == SIZE_MAX ? line.n : end + 1, line.n);
        }
    }
    str_release(&text);
}

static void files_that_documents_name_are_there(void **state) {
    (void)state;
    check_links("README.md", "");
    check_paths("README.md");
    check_links("docs/manual.md", "docs/");
    check_links("docs/architecture.md", "docs/");
    check_links("docs/packaging.md", "docs/");
    check_links("docs/licences.md", "docs/");
    check_links("docs/systems.md", "docs/");
    check_paths("docs/packaging.md");
    check_paths("docs/architecture.md");
    struct file_list list = {0};
    struct err err;
    assert_int_equal(file_list_folder(&list, "docs/decisions", &err), RC_OK);
    assert_true(list.count > 0);
    for (size_t i = 0; i < list.count; i++) {
        char *path = file_path_join("docs/decisions", list.entries[i].name);
        check_links(path, "docs/decisions/");
        check_paths(path);
        mem_free(path);
    }
    file_list_release(&list);
}

/* Installed, the documents stand alone: what they link to is installed with them. */
static void installed_documents_link_to_installed_ones(void **state) {
    (void)state;
    struct str makefile;
    read_document(&makefile, "Makefile");
    size_t at = span_find(str_span(&makefile), SPAN("\nDOCUMENTS := "));
    assert_true(at != SIZE_MAX);
    struct span list = span_sub(str_span(&makefile), at + strlen("\nDOCUMENTS := "), makefile.len);
    list = span_sub(list, 0, span_find(list, SPAN("\n")));
    struct span words = list, word;
    size_t count = 0;
    while (span_take_word(&words, &word)) {
        char *document = span_copy(word);
        struct str text;
        read_document(&text, document);
        struct span rest = str_span(&text);
        for (size_t link = span_find(rest, SPAN("](")); link != SIZE_MAX;
             link = span_find(rest, SPAN("]("))) {
            rest = span_sub(rest, link + 2, rest.n);
            struct span target = span_sub(rest, 0, span_find(rest, SPAN(")")));
            target = span_sub(target, 0, span_find(target, SPAN("#")));
            bool beside = has(target, SPAN("://")) || target.n == 0 ||
                          span_starts_with(target, SPAN("pictures/")) ||
                          span_starts_with(target, SPAN("examples/")) || has(list, target);
            if (!beside)
                fail_msg("%s links to %.*s, which is not installed", document, SPAN_ARG(target));
        }
        str_release(&text);
        mem_free(document);
        count++;
    }
    assert_true(count > 4);
    str_release(&makefile);
}

static void make_targets_that_readme_names_are_there(void **state) {
    (void)state;
    struct str text, makefile, rule = STR_INIT;
    read_document(&text, "README.md");
    read_document(&makefile, "Makefile");
    struct span rest = str_span(&text);
    size_t count = 0;
    for (size_t at = span_find(rest, SPAN("make ")); at != SIZE_MAX;
         at = span_find(rest, SPAN("make "))) {
        bool is_command = at > 0 && (rest.p[at - 1] == '`' || rest.p[at - 1] == ' ');
        rest = span_sub(rest, at + 5, rest.n);
        size_t end = 0;
        while (!is_word_end(rest, end))
            end++;
        if (!is_command || end == 0)
            continue;
        str_clear(&rule);
        str_add_format(&rule, "\n%.*s:", (int)end, rest.p);
        if (!has(str_span(&makefile), str_span(&rule)))
            fail_msg("README.md: the Makefile has no target %.*s", (int)end, rest.p);
        count++;
    }
    assert_true(count >= 2);
    str_release(&rule);
    str_release(&makefile);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_and_its_options_stand_in_the_man_page),
        cmocka_unit_test(every_option_stands_in_the_man_page),
        cmocka_unit_test(the_man_page_names_no_option_that_is_not_there),
        cmocka_unit_test(every_exit_status_stands_in_the_man_page),
        cmocka_unit_test(version_is_the_programs),
        cmocka_unit_test(licences_are_those_that_the_program_tells),
        cmocka_unit_test(the_manuals_key_table_is_the_programs),
        cmocka_unit_test(the_manuals_roles_of_a_theme_are_the_programs),
        cmocka_unit_test(files_that_documents_name_are_there),
        cmocka_unit_test(installed_documents_link_to_installed_ones),
        cmocka_unit_test(make_targets_that_readme_names_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
