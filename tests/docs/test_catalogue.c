/* The English of the interface: every text has one, and it fits where it is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/lang.h"
#include "base/os/file.h"
#include "cli/commands.h"
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CATALOGUE_MOST = 4 * 1024 * 1024 };

static int back_to_chinese(void **state) {
    (void)state;
    return lang_set("zh") ? 0 : 1;
}

static void every_text_of_the_sources_has_its_english(void **state) {
    (void)state;
    FILE *rule = popen("sh tests/rules/catalogue.sh 2>&1", "r");
    assert_non_null(rule);
    char line[512];
    while (fgets(line, sizeof line, rule) != NULL)
        (void)fputs(line, stderr);
    assert_int_equal(pclose(rule), 0);
}

static bool is_command(struct span name) {
    for (const struct cli_command *const *at = cli_commands; *at != NULL; at++)
        if (span_is(name, (*at)->name))
            return true;
    return false;
}

/* A sentence that sends the clerk to `jixiao verify` sends nobody astray. */
static void commands_that_texts_name_are_there(void **state) {
    (void)state;
    struct str catalogue = STR_INIT;
    struct err err;
    assert_int_equal(file_read(&catalogue, "po/en.po", CATALOGUE_MOST, &err), RC_OK);
    struct span rest = str_span(&catalogue), line;
    size_t count = 0;
    while (span_take_line(&rest, &line)) {
        if (span_starts_with(line, SPAN("msgstr")))
            continue; /* English has the word before other words */
        for (size_t at = span_find(line, SPAN("jixiao ")); at != SIZE_MAX;
             at = span_find(line, SPAN("jixiao "))) {
            line = span_sub(line, at + strlen("jixiao "), line.n);
            size_t end = 0;
            while (end < line.n && line.p[end] >= 'a' && line.p[end] <= 'z')
                end++;
            if (end > 0 && !is_command(span_sub(line, 0, end)))
                fail_msg("a text names jixiao %.*s, which is not there", (int)end, line.p);
            count += end > 0;
        }
    }
    assert_true(count > 5);
    str_release(&catalogue);
}

static bool is_ascii(const char *text) {
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static void commands_speak_english(void **state) {
    (void)state;
    assert_true(lang_set("en"));
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        assert_true(is_ascii(_(commands[i].title)));
        assert_true(commands[i].hint == NULL || is_ascii(_(commands[i].hint)));
    }
    for (const struct cli_command *const *at = cli_commands; *at != NULL; at++) {
        assert_true(is_ascii(_((*at)->usage)));
        assert_true(is_ascii(_((*at)->help)));
    }
}

/* The marks stand in columns of two. */
static void marks_are_narrow_in_english(void **state) {
    (void)state;
    static const char *const marks[] = {N_("未"), N_("写"), N_("完"), N_("错"), N_("疑"), N_("提")};
    assert_true(lang_set("en"));
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        assert_true(is_ascii(_(marks[i])));
        assert_true(strlen(_(marks[i])) <= 2);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_of_the_sources_has_its_english),
        cmocka_unit_test(commands_that_texts_name_are_there),
        cmocka_unit_test_teardown(commands_speak_english, back_to_chinese),
        cmocka_unit_test_teardown(marks_are_narrow_in_english, back_to_chinese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
