/* The command table: whole, and the same for keys, menu, palette and help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "command/command.h"
#include "tests/support/store_case.h"

#include <string.h>

static void every_command_has_a_name_a_key_and_a_place_in_the_menu(void **state) {
    (void)state;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        const struct command *command = &commands[i];
        if (command->id != i || command->name == NULL || command->title == NULL)
            fail_msg("command %zu has no row of its own", i);
        if (command->group == GROUP_NONE || command->keys[0] == NULL || command->where == 0)
            fail_msg("%s: no group, key or place", command->name);
    }
    for (int group = GROUP_NONE + 1; group < GROUP_COUNT; group++)
        assert_true(strlen(group_title((enum command_group)group)) > 0);
}

static void names_are_their_own(void **state) {
    (void)state;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = i + 1; k < COMMAND_COUNT; k++)
            assert_string_not_equal(commands[i].name, commands[k].name);
}

/* One key means one command at each place. */
static void a_key_means_one_command_at_a_place(void **state) {
    (void)state;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = i + 1; k < COMMAND_COUNT; k++)
            for (size_t a = 0; a < COMMAND_KEYS_MOST && commands[i].keys[a] != NULL; a++)
                for (size_t b = 0; b < COMMAND_KEYS_MOST && commands[k].keys[b] != NULL; b++)
                    if ((commands[i].where & commands[k].where) != 0 &&
                        strcmp(commands[i].keys[a], commands[k].keys[b]) == 0)
                        fail_msg("%s is both %s and %s", commands[i].keys[a], commands[i].name,
                                 commands[k].name);
}

static void keys_that_terminals_or_the_office_need_are_free(void **state) {
    (void)state;
    static const char *const banned[] = {"Ctrl-@", "Ctrl-A", "Ctrl-B", "Ctrl-H",     "Ctrl-I",
                                         "Ctrl-J", "Ctrl-M", "Ctrl-[", "Ctrl-Space", "F11"};
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = 0; k < COMMAND_KEYS_MOST && commands[i].keys[k] != NULL; k++)
            for (size_t b = 0; b < ARRAY_LEN(banned); b++)
                assert_string_not_equal(commands[i].keys[k], banned[b]);
}

static void a_command_says_where_it_can_be_used(void **state) {
    const struct store_case *place = *state;
    struct session *session = case_open_session(place->path, "zhang");
    assert_null(command_unavailable(COMMAND_NEW_REPORT, WHERE_LIBRARY, session));
    assert_string_equal(command_unavailable(COMMAND_NEW_REPORT, WHERE_EDITOR, session),
                        "要在报告库里用");
    assert_string_equal(command_unavailable(COMMAND_MARK, WHERE_LIBRARY, session),
                        "请先打开一份报告");
    assert_string_equal(command_unavailable(COMMAND_FIX, WHERE_LIBRARY, session),
                        "请先打开一份报告");
    assert_string_equal(command_unavailable(COMMAND_IMPORT_JOIN, WHERE_LIBRARY, session),
                        "要在导入的预览里用");
    assert_null(command_unavailable(COMMAND_IMPORT_JOIN, WHERE_IMPORT_ANY, session));
    assert_string_equal(command_unavailable(COMMAND_IMPORT_JOIN, WHERE_IMPORT, session),
                        "没有句中的硬换行，不用接");
    assert_string_equal(command_unavailable(COMMAND_IMPORT_ENCODING, WHERE_IMPORT, session),
                        "Word文件自己写明了编码，不用选");
    assert_null(command_unavailable(COMMAND_HELP, WHERE_DIALOG, session));
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_a_name_a_key_and_a_place_in_the_menu),
        cmocka_unit_test(names_are_their_own),
        cmocka_unit_test(a_key_means_one_command_at_a_place),
        cmocka_unit_test(keys_that_terminals_or_the_office_need_are_free),
        WITH_STORE(a_command_says_where_it_can_be_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
