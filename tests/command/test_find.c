/* Commands by what is typed of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/lang.h"
#include "base/text/pinyin.h"
#include "base/text/utf8.h"
#include "command/find.h"
#include "session/report.h"
#include "tests/support/store_case.h"

#include <string.h>

/* With a report open, as in the workbench. */
static struct session *open_report(const struct store_case *place) {
    struct session *session = case_open_session(place->path, "zhang");
    struct session_new what = {.unit = "某街道办事处", .short_name = "", .year = 2023};
    int64_t id = 0;
    assert_int_equal(session_new_report(session, &what, &id, NULL), RC_OK);
    assert_int_equal(session_load(session, id, NULL), RC_OK);
    return session;
}

static size_t find(const char *typed, unsigned where, const struct session *session,
                   enum command_id found[COMMAND_COUNT]) {
    struct keys keys;
    keys_init(&keys);
    size_t count = command_find(span_of(typed), where, &keys, session, found);
    keys_release(&keys);
    return count;
}

static void assert_first(struct session *session, const char *typed, enum command_id wanted) {
    enum command_id found[COMMAND_COUNT];
    size_t count = find(typed, WHERE_EDITOR, session, found);
    if (count == 0 || found[0] != wanted)
        fail_msg("%s: %s, not %s", typed, count > 0 ? commands[found[0]].name : "nothing",
                 commands[wanted].name);
}

static void initials_chinese_and_english_find_the_same(void **state) {
    struct session *session = open_report(*state);
    static const char *const typed[] = {"dc", "DC", "ｄｃ", "导出", "导", "expo", "Ctrl-E", "d c"};
    for (size_t i = 0; i < ARRAY_LEN(typed); i++)
        assert_first(session, typed[i], COMMAND_EXPORT);
    assert_first(session, "cx", COMMAND_UNDO);
    assert_first(session, "cz", COMMAND_FIND);
    assert_first(session, "重做", COMMAND_REDO);
    assert_first(session, "bjls", COMMAND_HISTORY);
    assert_first(session, "历史", COMMAND_HISTORY);
    assert_first(session, "f3", COMMAND_NEXT_FINDING);
    session_close(session);
}

static void the_interfaces_language_changes_nothing(void **state) {
    assert_true(lang_set("en"));
    initials_chinese_and_english_find_the_same(state);
}

static int back_to_chinese(void **state) {
    (void)lang_set("zh");
    return store_case_teardown(state);
}

static void nothing_typed_gives_all_the_usable_ones_first(void **state) {
    struct session *session = open_report(*state);
    enum command_id found[COMMAND_COUNT];
    size_t count = find("", WHERE_EDITOR, session, found);
    assert_int_equal(count, COMMAND_COUNT - 1);
    bool seen[COMMAND_COUNT] = {false}, usable_ended = false;
    for (size_t i = 0; i < count; i++) {
        bool usable = command_unavailable(found[i], WHERE_EDITOR, session) == NULL;
        assert_false(usable && usable_ended);
        usable_ended |= !usable;
        assert_false(seen[found[i]]);
        seen[found[i]] = true;
    }
    session_close(session);
}

static void what_fits_nothing_finds_nothing(void **state) {
    const struct store_case *place = *state;
    struct session *session = case_open_session(place->path, "zhang");
    enum command_id found[COMMAND_COUNT];
    static const char *const typed[] = {"没有这个命令", "qqqq", "。", "zzzzzzzz"};
    for (size_t i = 0; i < ARRAY_LEN(typed); i++)
        assert_int_equal(find(typed[i], WHERE_LIBRARY, session, found), 0);
    session_close(session);
}

/* The first reading of each character, as somebody would type it; fails where none is known. */
static void add_initials(struct str *out, const char *title) {
    for (struct span rest = span_of(title); rest.n > 0;) {
        char32_t c = utf8_take(&rest);
        uint32_t readings = pinyin_initials(c);
        if (c < 0x80)
            str_add_char(out, c);
        else if (readings != 0)
            str_add_byte(out, (char)('a' + __builtin_ctz(readings)));
        else if (c >= 0x4E00 && c <= 0x9FFF)
            fail_msg("%s: no reading is known of U+%04X", title, (unsigned)c);
    }
}

static void the_initials_of_every_title_are_known(void **state) {
    (void)state;
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        struct str initials = STR_INIT;
        add_initials(&initials, commands[i].title);
        assert_true(pinyin_is_whole(span_of(commands[i].title), str_span(&initials)));
        str_release(&initials);
    }
}

/* Every command is found by its own title, initials and first key, among the first few. */
static void every_command_finds_itself(void **state) {
    struct session *session = open_report(*state);
    for (size_t i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++) {
        enum command_id found[COMMAND_COUNT];
        struct str initials = STR_INIT;
        add_initials(&initials, commands[i].title);
        const char *const typed[] = {commands[i].title, initials.s, commands[i].keys[0],
                                     lang_english(commands[i].title)};
        for (size_t k = 0; k < ARRAY_LEN(typed); k++) {
            size_t count = find(typed[k], WHERE_EDITOR, session, found);
            bool there = false;
            for (size_t n = 0; n < count; n++)
                there |= found[n] == i;
            if (!there)
                fail_msg("%s does not find %s", typed[k], commands[i].name);
        }
        str_release(&initials);
    }
    session_close(session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_STORE(initials_chinese_and_english_find_the_same),
        cmocka_unit_test_setup_teardown(the_interfaces_language_changes_nothing, store_case_setup,
                                        back_to_chinese),
        WITH_STORE(nothing_typed_gives_all_the_usable_ones_first),
        WITH_STORE(what_fits_nothing_finds_nothing),
        cmocka_unit_test(the_initials_of_every_title_are_known),
        WITH_STORE(every_command_finds_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
