/* What bash and zsh complete is what the tables have; the scripts are what the program makes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli/commands.h"
#include "command/keys.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The script as it is installed, in the test's folder; borrowed as program_path(). */
static const char *write_script(struct program *p, const char *shell) {
    assert_int_equal(RUN(p, "completion", shell, "--lang", "zh"), 0);
    const char *path = program_path(p, shell);
    folder_put(path, str_span(&p->out));
    return path;
}

static void no_other_shell_is_known(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "completion", "csh"), 2);
    assert_true(program_said(p, "completion bash|zsh"));
}

/* What the shell prints, its lines joined by blanks. */
static void run_shell(struct str *out, const char *command) {
    char line[512];
    str_clear(out);
    FILE *shell = popen(command, "r");
    assert_non_null(shell);
    while (fgets(line, sizeof line, shell) != NULL)
        str_add_text(out, line);
    assert_int_equal(pclose(shell), 0);
    for (size_t i = 0; i < out->len; i++)
        if (out->s[i] == '\n')
            out->s[i] = ' ';
}

/* The words that bash offers for the last of the words. */
static void complete_in_bash(struct str *out, const char *script, const char *words) {
    struct str command = STR_INIT;
    str_add_format(&command,
                   "bash -c '. %s; COMP_WORDS=(%s); "
                   "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _jixiao; "
                   "printf \"%%s\\n\" \"${COMPREPLY[@]}\"' 2>&1",
                   script, words);
    run_shell(out, command.s);
    str_release(&command);
}

static void assert_bash(const char *script, const char *words, const char *wanted) {
    struct str out = STR_INIT;
    complete_in_bash(&out, script, words);
    if (strcmp(out.s, wanted) != 0)
        fail_msg("%s: “%s”, not “%s”", words, out.s, wanted);
    str_release(&out);
}

static void add_options(struct str *out, uint64_t set) {
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
        if ((set >> i & 1) != 0)
            str_add_format(out, "%s ", cli_options[i].word);
}

static void bash_offers_every_command_and_its_options(void **state) {
    const char *script = write_script(*state, "bash");
    struct str names = STR_INIT;
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        const struct cli_command *command = cli_commands[i];
        struct str words = STR_INIT, wanted = STR_INIT;
        str_add_format(&names, "%s ", command->name);
        str_add_format(&words, "jixiao %s -", command->name);
        add_options(&wanted, command->options);
        add_options(&wanted, cli_common_options);
        assert_bash(script, words.s, wanted.s);
        str_release(&words);
        str_release(&wanted);
    }
    assert_bash(script, "jixiao \"\"", names.s);
    assert_bash(script, "jixiao help \"\"", names.s);
    str_release(&names);
}

static void bash_knows_values_files_and_places(void **state) {
    const char *script = write_script(*state, "bash");
    assert_bash(script, "jixiao --la", "--lang ");
    assert_bash(script, "jixiao --lang \"\"", "zh en ");
    assert_bash(script, "jixiao --lang = e", "en ");
    assert_bash(script, "jixiao export 1 --format d", "docx ");
    assert_bash(script, "jixiao --db = x.db exp", "export ");
    assert_bash(script, "jixiao --db x.db --quiet exp", "export ");
    assert_bash(script, "jixiao --db Make", "Makefile ");
    assert_bash(script, "jixiao export 1 --reference Make", "Makefile ");
    assert_bash(script, "jixiao set 1 --from Make", "Makefile ");
    assert_bash(script, "jixiao import Make", "Makefile ");
    assert_bash(script, "jixiao put 1 Make", " ");
    assert_bash(script, "jixiao put 1 economy Make", "Makefile ");
    assert_bash(script, "jixiao template ch", "check ");
    assert_bash(script, "jixiao template check Make", "Makefile ");
    assert_bash(script, "jixiao remark re", "refuse reopen ");
    assert_bash(script, "jixiao remark ex", "export ");
    assert_bash(script, "jixiao remark in 1 Make", "Makefile ");
    assert_bash(script, "jixiao sheet in Make", "Makefile ");
    assert_bash(script, "jixiao evidence ch", "check ");
    assert_bash(script, "jixiao edition d", "diff ");
    assert_bash(script, "jixiao new --unit M", " ");
    assert_bash(script, "jixiao nonsense \"\"", " ");
}

/* The specifications that zsh gets for a command, each in a line. */
static void zsh_offers_every_command_and_its_options(void **state) {
    const char *file = write_script(*state, "zsh");
    static const char script[] =
        "zsh -fc 'compdef() { : }; _describe() { print -rl -- ${(P)4} }; "
        "_arguments() { [[ $1 == -C ]] && { state=$PLACE; return 1 }; print -rl -- \"$@\" }; "
        ". %s; PLACE=%s; words=(%s); _jixiao' 2>&1";
    struct str command = STR_INIT, out = STR_INIT;
    str_add_format(&command, script, file, "command", "");
    run_shell(&out, command.s);
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        struct str line = STR_INIT;
        str_add_format(&line, "%s:%s ", cli_commands[i]->name, cli_commands[i]->help);
        if (strstr(out.s, line.s) == NULL)
            fail_msg("no “%s” in %s", line.s, out.s);
        str_release(&line);
    }
    for (size_t i = 0; cli_commands[i] != NULL; i++) {
        uint64_t allowed = cli_commands[i]->options | cli_common_options;
        str_clear(&command);
        str_add_format(&command, script, file, "rest", cli_commands[i]->name);
        run_shell(&out, command.s);
        if (strstr(out.s, cli_commands[i]->files_from > 0 ? "*: :_files" : "*: :()") == NULL)
            fail_msg("%s: no options behind a word: %s", cli_commands[i]->name, out.s);
        for (size_t k = 0; k < CLI_OPTION_COUNT; k++) {
            struct str spec = STR_INIT;
            bool is_long = cli_options[k].word[1] == '-';
            str_add_format(&spec, "%s%s[", cli_options[k].word,
                           cli_options[k].value != NULL && is_long ? "=" : "");
            bool offered = strstr(out.s, spec.s) != NULL;
            if (offered != ((allowed >> k & 1) != 0))
                fail_msg("%s: %s in %s", cli_commands[i]->name, spec.s, out.s);
            str_release(&spec);
        }
    }
    str_release(&out);
    str_release(&command);
}

static void keys_prints_every_command_with_its_keys(void **state) {
    struct program *p = *state;
    assert_int_equal(RUN(p, "keys", "--lang", "zh"), 0);
    struct span rest = str_span(&p->out), line;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        assert_true(span_take_line(&rest, &line));
        assert_true(span_starts_with(line, span_of(commands[i].name)));
        assert_true(span_find(line, span_of(commands[i].title)) != SIZE_MAX);
        for (size_t k = 0; k < COMMAND_KEYS_MOST && commands[i].keys[k] != NULL; k++)
            assert_true(span_find(line, span_of(commands[i].keys[k])) != SIZE_MAX);
    }
    assert_int_equal(RUN(p, "keys", "--json", "--lang", "zh"), 0);
    assert_true(program_printed(p, "{\"command\":\"preview\",\"keys\":[\"F5\"],"
                                   "\"title\":\"预览版面\",\"places\":\"工作台\"}"));
}

static void keys_tells_of_a_file_that_makes_no_sense(void **state) {
    struct program *p = *state;
    assert_int_equal(setenv("XDG_CONFIG_HOME", p->folder, 1), 0);
    assert_int_equal(mkdir(program_path(p, "jixiao"), 0700), 0);
    folder_put(program_path(p, "jixiao/keys"), SPAN("preview F11\n"));
    assert_int_equal(RUN(p, "keys", "--lang", "zh"), 0);
    assert_true(program_printed(p, "F11  F5"));
    folder_put(program_path(p, "jixiao/keys"), SPAN("preview F6\n"));
    assert_int_equal(RUN(p, "keys", "--lang", "zh"), 3);
    assert_true(program_said(p, "jixiao/keys：第1行：F6是“数据”的键"));
    assert_true(program_printed(p, "preview               F5 "));
    assert_int_equal(unsetenv("XDG_CONFIG_HOME"), 0);
}

#define WITH_PROGRAM(test) cmocka_unit_test_setup_teardown(test, program_setup, program_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_PROGRAM(no_other_shell_is_known),
        WITH_PROGRAM(bash_offers_every_command_and_its_options),
        WITH_PROGRAM(bash_knows_values_files_and_places),
        WITH_PROGRAM(zsh_offers_every_command_and_its_options),
        WITH_PROGRAM(keys_prints_every_command_with_its_keys),
        WITH_PROGRAM(keys_tells_of_a_file_that_makes_no_sense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
