/* A file that another program converts: the question, the wait, and how either ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "tests/support/folder.h"
#include "tests/support/screen.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old file"

struct stage {
    void *screen; /* as the tests of screens have it */
    char *path;   /* $PATH as it was */
};

static void put(struct screen *screen, const char *name, const char *text, unsigned mode) {
    char *path = file_path_join(screen->folder, name);
    folder_put(path, span_of(text));
    assert_int_equal(chmod(path, mode), 0);
    mem_free(path);
}

/* $PATH leads to the folder of the screen alone: antiword is what the test puts there. */
static int setup(void **state) {
    struct stage *stage = MEM_NEW(struct stage);
    stage->path = span_copy(span_of(getenv("PATH")));
    assert_int_equal(screen_setup(&stage->screen), 0);
    struct screen *screen = stage->screen;
    assert_int_equal(setenv("PATH", screen->folder, 1), 0);
    put(screen, "去年.doc", OLE, 0644);
    *state = stage;
    return 0;
}

static int teardown(void **state) {
    struct stage *stage = *state;
    assert_int_equal(setenv("PATH", stage->path, 1), 0);
    assert_int_equal(screen_teardown(&stage->screen), 0);
    mem_free(stage->path);
    mem_free(stage);
    return 0;
}

static void open_file(struct screen *screen) {
    screen_type(screen, "i");
    screen_press(screen, "Enter");
    screen_type(screen, "去年");
    screen_press(screen, "Enter");
}

static void wait_for(struct screen *screen, const char *words) {
    while (!screen_has(screen, words)) {
        int64_t next_in = 0;
        (void)shell_idle(screen->shell, &next_in);
        screen_draw(screen);
    }
}

static void yes_converts_and_shows_the_preview(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    put(screen, "antiword",
        "#!/bin/sh\necho 梧桐里街道2022年度部门整体支出绩效评价报告\necho 一、基本情况\n"
        "echo 内设机构7个。\n",
        0755);
    open_file(screen);
    assert_sees(screen, "先转换，再导入");
    assert_sees(screen, "本机装有antiword");
    screen_press(screen, "Enter");
    wait_for(screen, "导入预览");
    assert_sees(screen, "去年.doc");
    assert_sees(screen, "梧桐里街道");
    screen_press(screen, "Esc");
    assert_sees(screen, "导入 · 从文件");
}

static void no_starts_nothing(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    put(screen, "antiword", "#!/bin/sh\n: >\"${0%/*}/started\"\n", 0755);
    open_file(screen);
    assert_sees(screen, "先转换，再导入");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "先转换，再导入");
    assert_sees(screen, "导入 · 从文件");
    char *path = file_path_join(screen->folder, "started");
    assert_int_not_equal(access(path, F_OK), 0);
    mem_free(path);
}

static void esc_stops_it(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    put(screen, "antiword", "#!/bin/sh\nwhile :; do :; done\n", 0755);
    open_file(screen);
    screen_press(screen, "Enter");
    wait_for(screen, "正在由antiword转换");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "正在由antiword转换");
    assert_sees(screen, "导入 · 从文件");
}

static void what_fails_is_said(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    put(screen, "antiword", "#!/bin/sh\nexit 1\n", 0755);
    open_file(screen);
    screen_press(screen, "Enter");
    wait_for(screen, "antiword没有读出文字");
    assert_sees(screen, "导入 · 从文件");
}

static void without_a_program_the_cure_is_said(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    open_file(screen);
    assert_sees_not(screen, "先转换，再导入");
    assert_sees(screen, "另存为“Word文档");
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {T(yes_converts_and_shows_the_preview), T(no_starts_nothing),
                                       T(esc_stops_it), T(what_fails_is_said),
                                       T(without_a_program_the_cure_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
