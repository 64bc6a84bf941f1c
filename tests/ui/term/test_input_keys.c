#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "ui/term/input_keys.h"

#include <string.h>

/* What pterm 0.78 was seen to send in each mode (docs/terminals.md), without the ESC. */
static const struct {
    const char *sequence;
    int key;
    enum keyboard keyboard;
} rows[] = {
    {"[11~", K_F1, KEYBOARD_TILDE},    {"[14~", K_F4, KEYBOARD_TILDE},
    {"[[A", K_F1, KEYBOARD_LINUX},     {"[[E", K_F5, KEYBOARD_LINUX},
    {"OP", K_F1, KEYBOARD_XTERM},      {"OS", K_F4, KEYBOARD_XTERM},
    {"OT", K_F5, KEYBOARD_VT100},      {"O[", K_F12, KEYBOARD_VT100},
    {"[M", K_F1, KEYBOARD_SCO},        {"[X", K_F12, KEYBOARD_SCO},
    {"[7~", K_HOME, KEYBOARD_RXVT},    {"Ow", K_END, KEYBOARD_RXVT},
    {"[15~", K_F5, KEYBOARD_UNKNOWN},  {"[A", K_UP, KEYBOARD_UNKNOWN},
    {"[1;2R", K_F3, KEYBOARD_UNKNOWN}, {"[3~", K_DEL, KEYBOARD_UNKNOWN},
};

static void a_function_key_gives_the_keyboard_away(void **state) {
    (void)state;
    struct key_table *table = key_table_new();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct key_match match = key_table_match(table, span_of(rows[i].sequence));
        assert_int_equal(match.kind, MATCH_KEY);
        assert_int_equal(match.key, rows[i].key);
        assert_int_equal(match.keyboard, rows[i].keyboard);
        assert_int_equal(match.n, strlen(rows[i].sequence));
    }
    key_table_free(table);
}

/* What terminfo says of a key does not hide which keyboard sent it. */
static void a_row_of_terminfo_keeps_the_keyboard(void **state) {
    (void)state;
    struct key_table *table = key_table_new();
    key_table_add(table, span_of("OP"), K_F1, 0);
    key_table_add(table, span_of("[[A"), K_F1, 0);
    assert_int_equal(key_table_match(table, span_of("OP")).keyboard, KEYBOARD_XTERM);
    assert_int_equal(key_table_match(table, span_of("[[A")).keyboard, KEYBOARD_LINUX);
    assert_int_equal(key_table_match(table, span_of("[[A")).n, 3);
    key_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_function_key_gives_the_keyboard_away),
        cmocka_unit_test(a_row_of_terminfo_keeps_the_keyboard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
