/* Colours of the clerk's own: what a file may say, and that nothing becomes hard to read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "tests/support/folder.h"
#include "ui/term/own_theme.h"

#include <string.h>

enum { EIGHT = 8, MANY = 256 };

static void take(struct own_theme *own, const char *text) {
    struct err err;
    if (own_theme_take(own, span_of(text), &err) != RC_OK)
        fail_msg("%s", err.text);
    for (int face = 0; face < FACE_COUNT; face++) {
        assert_true(contrast_of(own_theme_look(own, (enum face)face, THEME_DARK, MANY), GROUND_DARK,
                                NULL) >= CONTRAST_LEAST);
        assert_true(contrast_of(own_theme_look(own, (enum face)face, THEME_LIGHT, MANY),
                                GROUND_LIGHT, NULL) >= CONTRAST_LEAST);
    }
}

static void assert_look(const struct own_theme *own, enum face face, enum theme theme, int fg,
                        int bg) {
    struct look look = own_theme_look(own, face, theme, MANY);
    assert_int_equal(look.fg, fg);
    assert_int_equal(look.bg, bg);
    unsigned kept = theme_look(face, theme, MANY).attributes & ~(unsigned)LOOK_DIM;
    assert_int_equal(look.attributes & kept, kept); /* colour tells nothing alone */
}

static void assert_usual(const struct own_theme *own, enum theme theme) {
    for (int face = 0; face < FACE_COUNT; face++) {
        struct look mine = own_theme_look(own, (enum face)face, theme, MANY);
        struct look usual = theme_look((enum face)face, theme, MANY);
        assert_memory_equal(&mine, &usual, sizeof mine);
    }
}

static void a_line_gives_a_role_its_colours_and_keeps_its_marks(void **state) {
    (void)state;
    struct own_theme own;
    take(&own, "# mine\n[dark]\nerror 214 bold # orange\nbutton-focus black on cyan\r\n"
               "[light]\nheading 21 underline\n[either]\ndone 29\n");
    assert_look(&own, FACE_ERROR, THEME_DARK, 214, COLOUR_DEFAULT);
    assert_look(&own, FACE_BUTTON_FOCUS, THEME_DARK, COLOUR_BLACK, COLOUR_CYAN);
    assert_look(&own, FACE_HEADING, THEME_LIGHT, 21, COLOUR_DEFAULT);
    assert_true(own_theme_look(&own, FACE_HEADING, THEME_LIGHT, MANY).attributes & LOOK_UNDERLINE);
    assert_look(&own, FACE_DONE, THEME_EITHER, 29, COLOUR_DEFAULT);
    assert_int_equal(own_theme_look(&own, FACE_ERROR, THEME_LIGHT, MANY).fg, COLOUR_LIGHT_RED);
    assert_int_equal(own_theme_look(&own, FACE_DONE, THEME_DARK, MANY).fg, COLOUR_GREEN);
}

static void what_has_no_section_is_for_every_ground(void **state) {
    (void)state;
    struct own_theme own;
    take(&own, "note underline\nselected black on cyan\n");
    for (enum theme theme = THEME_DARK; theme <= THEME_EITHER; theme++) {
        assert_look(&own, FACE_SELECTED, theme, COLOUR_BLACK, COLOUR_CYAN);
        assert_true(own_theme_look(&own, FACE_NOTE, theme, MANY).attributes & LOOK_UNDERLINE);
    }
}

static void a_terminal_with_eight_colours_does_without_the_others(void **state) {
    (void)state;
    struct own_theme own;
    take(&own, "[dark]\nerror 214\nkey green\n");
    struct look error = own_theme_look(&own, FACE_ERROR, THEME_DARK, EIGHT);
    struct look usual = theme_look(FACE_ERROR, THEME_DARK, EIGHT);
    assert_memory_equal(&error, &usual, sizeof error);
    assert_int_equal(own_theme_look(&own, FACE_KEY, THEME_DARK, EIGHT).fg, COLOUR_GREEN);
}

static void high_contrast_and_no_colours_stay(void **state) {
    (void)state;
    struct own_theme own;
    take(&own, "selected black on cyan\nkey 231 on 16\n");
    assert_usual(&own, THEME_CONTRAST);
    assert_usual(&own, THEME_MONOCHROME);
    take(&own, "");
    assert_usual(&own, THEME_DARK);
    assert_usual(NULL, THEME_LIGHT);
}

static void what_makes_no_sense_names_its_line_and_the_cure(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"note underline\nbuton red",
         "第2行：没有“buton”这个部位；有的是：plain title hint key selected"},
        {"error purple", "第1行：这里不能写“purple”；写成“颜色 on 底色 bold”这样"},
        {"error 15", "这里不能写“15”"},
        {"error 256", "这里不能写“256”"},
        {"error dim", "这里不能写“dim”"},
        {"error green yellow", "这里不能写“yellow”"},
        {"error", "第1行：没有写完；写成“key cyan”或“selected black on cyan”"},
        {"error 214 on", "第1行：没有写完"},
        {"[dusk]\nerror red", "第1行：“[dusk]”应是[dark]（深色底）、[light]（浅色底）"},
        {"\n[dark]\nerror blue", "第3行：在深色底上看不清：粗体用字体显示的PuTTY里对比只有1.5比1"},
        {"[light]\nkey yellow", "第2行：在浅色底上看不清"},
        {"[either]\nkey cyan", "第2行：在浅色底上看不清"},
        {"key cyan", "第1行：在浅色底上看不清"},
        {"[dark]\nselected red on blue", "看不清"},
        {"note underline\n\xB1\xA8", "第2行不是UTF-8文字"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct own_theme own;
        struct err err;
        assert_int_equal(own_theme_take(&own, span_of(cases[i].text), &err), RC_INPUT);
        if (strstr(err.text, cases[i].says) == NULL)
            fail_msg("“%s” is not in “%s”", cases[i].says, err.text);
        assert_usual(&own, THEME_DARK);
        assert_usual(&own, THEME_LIGHT);
    }
}

static void a_file_is_read_and_named(void **state) {
    (void)state;
    struct own_theme own;
    struct err err;
    char *folder = folder_new(), *path = file_path_join(folder, "theme");
    assert_int_equal(own_theme_read(&own, path, &err), RC_OK); /* it is not there */
    assert_usual(&own, THEME_DARK);
    folder_put(path, SPAN("[dark]\ndone 34\n"));
    assert_int_equal(own_theme_read(&own, path, &err), RC_OK);
    assert_look(&own, FACE_DONE, THEME_DARK, 34, COLOUR_DEFAULT);
    folder_put(path, SPAN("done\n"));
    assert_int_equal(own_theme_read(&own, path, &err), RC_INPUT);
    assert_non_null(strstr(err.text, path));
    assert_usual(&own, THEME_DARK);
    mem_free(path);
    folder_free(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_gives_a_role_its_colours_and_keeps_its_marks),
        cmocka_unit_test(what_has_no_section_is_for_every_ground),
        cmocka_unit_test(a_terminal_with_eight_colours_does_without_the_others),
        cmocka_unit_test(high_contrast_and_no_colours_stay),
        cmocka_unit_test(what_makes_no_sense_names_its_line_and_the_cure),
        cmocka_unit_test(a_file_is_read_and_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
