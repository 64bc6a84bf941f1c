/* Keys bound anew: what a file may say, what it may not, and that nobody loses a key unsaid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "command/keys.h"
#include "tests/support/folder.h"

#include <string.h>

/* Every command has a key; a key means one command at each place. */
static void assert_sane(const struct keys *keys) {
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        assert_non_null(keys->of[i][0]);
        for (size_t k = 0; keys->of[i][k] != NULL; k++)
            for (unsigned bit = 1; bit < WHERE_ANY; bit <<= 1)
                if ((commands[i].where & bit) != 0)
                    assert_int_equal(keys_find(keys, keys->of[i][k], bit), i);
    }
}

static void assert_is_table(const struct keys *keys) {
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = 0; k < COMMAND_KEYS_MOST; k++)
            assert_ptr_equal(keys->of[i][k], commands[i].keys[k]);
}

static void bind(struct keys *keys, const char *text) {
    struct err err;
    keys_init(keys);
    if (keys_bind(keys, span_of(text), &err) != RC_OK)
        fail_msg("%s", err.text);
    assert_sane(keys);
}

static void assert_keys(const struct keys *keys, enum command_id id, const char *wanted) {
    struct str has = STR_INIT;
    keys_add(&has, keys, id);
    assert_string_equal(has.s, wanted);
    str_release(&has);
}

static void a_line_adds_keys_before_those_of_the_table(void **state) {
    (void)state;
    struct keys keys;
    bind(&keys, "# mine\n\n  preview\tF11 Ctrl-B \r\nsection-up Alt-PgUp\n");
    assert_keys(&keys, COMMAND_PREVIEW, "F11  Ctrl-B  F5");
    assert_keys(&keys, COMMAND_SECTION_UP, "Alt-PgUp  Alt-↑");
    assert_keys(&keys, COMMAND_SECTION_DOWN, "Alt-↓");
    assert_int_equal(keys_find(&keys, "Ctrl-B", WHERE_EDITOR), COMMAND_PREVIEW);
    assert_int_equal(keys_find(&keys, "Ctrl-B", WHERE_LIBRARY), COMMAND_NONE);
    keys_release(&keys);
}

static void two_commands_change_their_keys(void **state) {
    (void)state;
    struct keys keys;
    bind(&keys, "\xEF\xBB\xBFpreview F6\nfigures F5");
    assert_keys(&keys, COMMAND_PREVIEW, "F6");
    assert_keys(&keys, COMMAND_FIGURES, "F5");
    keys_release(&keys);
}

static void a_key_of_the_table_goes_where_its_command_has_a_line_too(void **state) {
    (void)state;
    struct keys keys;
    bind(&keys, ""); /* an empty file binds nothing */
    assert_is_table(&keys);
    keys_release(&keys);
    bind(&keys, "preview Ctrl-N\nwalk Ctrl-B\n");
    assert_keys(&keys, COMMAND_PREVIEW, "Ctrl-N  F5");
    assert_keys(&keys, COMMAND_WALK, "Ctrl-B");
    keys_release(&keys);
    bind(&keys, "preview F5 F11\n"); /* what it has may be said again */
    assert_keys(&keys, COMMAND_PREVIEW, "F5  F11");
    keys_release(&keys);
}

static void arrows_are_written_in_letters_or_as_they_are(void **state) {
    (void)state;
    struct keys keys;
    bind(&keys, "section-up Alt-Shift-Up\nsection-down Alt-Shift-↓\n");
    assert_keys(&keys, COMMAND_SECTION_UP, "Alt-Shift-↑  Alt-↑");
    assert_keys(&keys, COMMAND_SECTION_DOWN, "Alt-Shift-↓  Alt-↓");
    keys_release(&keys);
}

static void a_line_may_end_in_a_remark_and_say_a_key_twice(void **state) {
    (void)state;
    struct keys keys;
    bind(&keys, "preview F11 F11 Ctrl-B Alt-PgUp F11 # mine\nfigures Ctrl-A #F11\n");
    assert_keys(&keys, COMMAND_PREVIEW, "F11  Ctrl-B  Alt-PgUp  F5");
    assert_keys(&keys, COMMAND_FIGURES, "Ctrl-A  F6");
    keys_release(&keys);
}

/* The same key at places that have nothing in common. */
static void a_letter_may_mean_another_command_elsewhere(void **state) {
    (void)state;
    struct keys keys;
    bind(&keys, "report-new W\nsection-rename W\n");
    assert_int_equal(keys_find(&keys, "W", WHERE_LIBRARY), COMMAND_NEW_REPORT);
    assert_int_equal(keys_find(&keys, "W", WHERE_OUTLINE), COMMAND_SECTION_RENAME);
    keys_release(&keys);
}

static void what_makes_no_sense_names_its_line_and_the_cure(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"preview F11\nprevew F11", "第2行：没有“prevew”这个命令；jixiao keys列出全部命令名"},
        {"preview Strg-P", "第1行：“Strg-P”不是按键；写成F5、Shift-F3、Ctrl-B、Alt-Up这样"},
        {"preview F13", "“F13”不是按键"},
        {"preview Ctrl-I", "“Ctrl-I”不是按键"},
        {"preview f5", "“f5”不是按键"},
        {"preview Ctrl-", "“Ctrl-”不是按键"},
        {"preview Shift-Ctrl-F5", "“Shift-Ctrl-F5”不是按键"},
        {"preview", "第1行：preview后面没有按键；写上一个，如preview F11"},
        {"preview Enter", "第1行：Enter是移动、选择和填写用的，不能改作别用；请换一个键"},
        {"preview Shift-Left", "Shift-←是移动、选择和填写用的"},
        {"preview 5", "5是移动、选择和填写用的"},
        {"cut C", "第1行：用“剪切”的地方，C是要输入的字；请换一个键"},
        {"preview F6", "第1行：F6是“数据”的键；请换一个键，或另写一行给figures别的键"},
        {"\n\npreview F11\nfigures F11", "第3行：第4行已把F11给了figures；请给其中一个换一个键"},
        {"preview F11\nfigures F6\npreview Ctrl-B", "第3行：第1行已经写了preview"},
        {"preview F11 Ctrl-B Shift-F11 Ctrl-F5", "第1行：一个命令最多3个键"},
        {"preview Alt-Enter", "第1行：终端把Alt-Enter当作别的键送来；请换一个键"},
        {"preview Alt-Tab", "终端把Alt-Tab当作别的键送来"},
        {"preview Ctrl-Alt-Esc", "终端把Ctrl-Alt-Esc当作别的键送来"},
        {"preview Alt-Backspace", "终端把Alt-Backspace当作别的键送来"},
        {"search-all #F11", "第1行：search-all后面没有按键"},
        {"preview Ctrl-^", "Ctrl-^是“开始选择”的键"},
        {"preview Ctrl-^\nselect Ctrl-B", "Ctrl-^是“选这一句”的键"}, /* pressed twice */
        {"preview F11\n\xB1\xA8", "第2行不是UTF-8文字"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct keys keys;
        struct err err;
        keys_init(&keys);
        assert_int_equal(keys_bind(&keys, span_of(cases[i].text), &err), RC_INPUT);
        if (strstr(err.text, cases[i].says) == NULL)
            fail_msg("“%s” is not in “%s”", cases[i].says, err.text);
        assert_is_table(&keys);
        keys_release(&keys);
    }
}

static void a_file_is_read_and_named(void **state) {
    (void)state;
    struct keys keys;
    struct err err;
    char *folder = folder_new(), *path = file_path_join(folder, "keys");
    keys_init(&keys);
    assert_int_equal(keys_read(&keys, path, &err), RC_OK); /* it is not there */
    assert_is_table(&keys);
    folder_put(path, SPAN("preview F11\n"));
    assert_int_equal(keys_read(&keys, path, &err), RC_OK);
    assert_keys(&keys, COMMAND_PREVIEW, "F11  F5");
    folder_put(path, SPAN("preview\n"));
    assert_int_equal(keys_read(&keys, path, &err), RC_INPUT);
    assert_non_null(strstr(err.text, path));
    assert_is_table(&keys);
    keys_release(&keys);
    mem_free(path);
    folder_free(folder);
}

static void every_key_of_the_table_is_one(void **state) {
    (void)state;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
        for (size_t k = 0; k < COMMAND_KEYS_MOST && commands[i].keys[k] != NULL; k++)
            if (strstr(commands[i].keys[k], " ×") == NULL)
                assert_true(key_is_name(span_of(commands[i].keys[k])));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_adds_keys_before_those_of_the_table),
        cmocka_unit_test(two_commands_change_their_keys),
        cmocka_unit_test(a_key_of_the_table_goes_where_its_command_has_a_line_too),
        cmocka_unit_test(arrows_are_written_in_letters_or_as_they_are),
        cmocka_unit_test(a_line_may_end_in_a_remark_and_say_a_key_twice),
        cmocka_unit_test(a_letter_may_mean_another_command_elsewhere),
        cmocka_unit_test(what_makes_no_sense_names_its_line_and_the_cure),
        cmocka_unit_test(a_file_is_read_and_named),
        cmocka_unit_test(every_key_of_the_table_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
