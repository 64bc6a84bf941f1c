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

/* The real one takes seconds; this one looks whether it is given a Word file. */
#define SOFFICE                                                                                    \
    "#!/bin/sh\n"                                                                                  \
    "IFS= read -r line <in.docx\n"                                                                 \
    "case \"$line\" in PK*) echo '%PDF-1.4 made' >in.pdf ;; esac\n"

static const char pdf_name[] = "2023年度某街道办事处部门整体支出绩效评价报告.pdf";

static void open_export(struct screen *screen) {
    screen_new_report(screen, "某街道办事处", "2023");
    screen_type(screen, "正文。");
    screen_press(screen, "Ctrl-E Ctrl-E Down Left");
    assert_sees(screen, "(*)PDF");
    screen_press(screen, "Up");
}

static bool has_pdf(const struct screen *screen) {
    char *path = file_path_join(screen->folder, pdf_name);
    bool has = access(path, F_OK) == 0;
    mem_free(path);
    return has;
}

static void a_report_is_exported_as_pdf(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    put(screen, "soffice", SOFFICE, 0755);
    open_export(screen);
    screen_press(screen, "Enter");
    assert_sees(screen, "正在由LibreOffice转换");
    wait_for(screen, "导出完成");
    assert_true(has_pdf(screen));
    screen_press(screen, "Enter");
    assert_sees_not(screen, "格式");
}

static void esc_stops_the_pdf_and_no_file_is_left(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    put(screen, "soffice", "#!/bin/sh\nwhile :; do :; done\n", 0755);
    open_export(screen);
    screen_press(screen, "Enter");
    assert_sees(screen, "正在由LibreOffice转换");
    (void)shell_idle(screen->shell, &(int64_t){0});
    screen_draw(screen);
    screen_press(screen, "Enter"); /* twice by mistake: it goes on */
    assert_sees(screen, "正在由LibreOffice转换");
    screen_press(screen, "Esc");
    assert_sees_not(screen, "正在由");
    assert_sees(screen, "已停止，没有导出");
    assert_sees(screen, "(*)PDF");
    assert_false(has_pdf(screen));
}

static void without_libreoffice_pdf_says_the_cure(void **state) {
    struct screen *screen = ((struct stage *)*state)->screen;
    open_export(screen);
    screen_press(screen, "Enter");
    wait_for(screen, "在Word或WPS中另存为PDF");
    assert_sees(screen, "(*)PDF");
    assert_false(has_pdf(screen));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {T(yes_converts_and_shows_the_preview),
                                       T(no_starts_nothing),
                                       T(esc_stops_it),
                                       T(what_fails_is_said),
                                       T(without_a_program_the_cure_is_said),
                                       T(a_report_is_exported_as_pdf),
                                       T(esc_stops_the_pdf_and_no_file_is_left),
                                       T(without_libreoffice_pdf_says_the_cure)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
