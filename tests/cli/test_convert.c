/* import --convert: files that another program turns into one that is read. The programs stand on a
 * PATH of the test's own, so that what is installed here does not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OLE   "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old file"
#define TITLE "梧桐里街道2022年度部门整体支出绩效自评报告\n"
#define BODY  "一、基本情况\n办事处内设机构7个，实有人数42人。\n"

struct stage {
    struct program program;
    char *path; /* as it was */
};

static void put_program(struct stage *stage, const char *name, const char *script) {
    char *path = mem_copy_text(program_path(&stage->program, name),
                               strlen(program_path(&stage->program, name)));
    folder_put(path, span_of(script));
    assert_int_equal(chmod(path, 0755), 0);
    mem_free(path);
}

static int setup(void **state) {
    struct stage *stage = MEM_NEW(struct stage);
    struct str path = STR_INIT;
    program_init(&stage->program);
    stage->path = span_copy(span_of(getenv("PATH")));
    /* behind it only what a shell needs: no LibreOffice of this machine */
    assert_int_equal(mkdir(program_path(&stage->program, "tools"), 0755), 0);
    str_add_format(&path, "%s", program_path(&stage->program, "tools"));
    assert_int_equal(setenv("PATH", path.s, 1), 0);
    str_release(&path);
    folder_put(program_path(&stage->program, "a.doc"), SPAN(OLE));
    folder_put(program_path(&stage->program, "b.pdf"), SPAN("%PDF-1.4 a file"));
    folder_put(program_path(&stage->program, "c.txt"), SPAN(TITLE BODY));
    *state = stage;
    return 0;
}

static int teardown(void **state) {
    struct stage *stage = *state;
    assert_int_equal(setenv("PATH", stage->path, 1), 0);
    assert_int_equal(RUN(&stage->program, "verify"), 0);
    program_release(&stage->program);
    mem_free(stage->path);
    mem_free(stage);
    return 0;
}

/* antiword prints the text; it is told the file's name in its folder. */
#define ANTIWORD                                                                                   \
    "#!/bin/sh\n"                                                                                  \
    "while read -r line; do case \"$line\" in *'old file'*) found=1 ;; esac; done <in.doc\n"       \
    "case \"$*\" in '-m UTF-8.txt in.doc') ;; *) exit 9 ;; esac\n"                                 \
    "echo '" TITLE BODY "'\n"

static void a_file_is_refused_with_what_could_be_done(void **state) {
    struct stage *stage = *state;
    struct program *p = &stage->program;
    assert_int_equal(RUN(p, "import", program_path(p, "a.doc")), 3);
    assert_false(program_said(p, "--convert"));
    put_program(stage, "tools/antiword", ANTIWORD);
    assert_int_equal(RUN(p, "import", program_path(p, "a.doc")), 3);
    assert_true(program_said(p, "另存为“Word文档（.docx）”后再导入；本机有antiword"));
    assert_true(program_said(p, "--convert"));
    assert_int_equal(RUN(p, "import", program_path(p, "b.pdf")), 3);
    assert_false(program_said(p, "--convert")); /* nothing here reads it */
    assert_int_equal(RUN(p, "list"), 0);
    assert_string_equal(p->out.s, "");
}

static void with_consent_it_is_converted(void **state) {
    struct stage *stage = *state;
    struct program *p = &stage->program;
    put_program(stage, "tools/antiword", ANTIWORD);
    assert_int_equal(RUN(p, "import", "--convert", program_path(p, "a.doc")), 0);
    assert_true(program_said(p, "a.doc：由antiword转换，只取文字和表格，请核对"));
    assert_true(program_printed(p, "a.doc\n"));
    assert_int_equal(RUN(p, "get", "1", "1"), 0);
    assert_string_equal(p->out.s, "办事处内设机构7个，实有人数42人。\n");
    assert_int_equal(RUN(p, "import", "--convert", program_path(p, "c.txt")), 0);
    assert_false(program_said(p, "转换")); /* it can be read as it is */
}

static void what_fails_is_said_and_nothing_is_left(void **state) {
    static const char *const scripts[] = {"#!/bin/sh\nexit 1\n", "#!/bin/sh\nkill -9 $$\n",
                                          "#!/bin/sh\nexit 0\n" /* made nothing */};
    struct stage *stage = *state;
    struct program *p = &stage->program;
    assert_int_equal(mkdir(program_path(p, "temp"), 0755), 0);
    assert_int_equal(setenv("TMPDIR", program_path(p, "temp"), 1), 0);
    for (size_t i = 0; i < ARRAY_LEN(scripts); i++) {
        put_program(stage, "tools/antiword", scripts[i]);
        assert_int_equal(RUN(p, "import", "--convert", program_path(p, "a.doc")), 3);
        assert_true(program_said(p, "a.doc：antiword没有读出文字"));
        assert_int_equal(folder_count(program_path(p, "temp")), 0);
    }
    assert_int_equal(unsetenv("TMPDIR"), 0);
    assert_int_equal(RUN(p, "list"), 0);
    assert_string_equal(p->out.s, "");
}

static void a_folder_is_converted_with_consent_alone(void **state) {
    struct stage *stage = *state;
    struct program *p = &stage->program;
    put_program(stage, "tools/antiword", ANTIWORD);
    assert_int_equal(mkdir(program_path(p, "in"), 0755), 0);
    folder_put(program_path(p, "in/a.doc"), SPAN(OLE));
    folder_put(program_path(p, "in/c.txt"), SPAN(TITLE BODY));
    assert_int_equal(RUN(p, "import", "--all", program_path(p, "in")), 0);
    assert_true(program_said(p, "a.doc：跳过"));
    assert_int_equal(RUN(p, "import", "--convert", "--all", program_path(p, "in")), 0);
    assert_true(program_said(p, "读了2个文件：导入2个，失败0个"));
}

/* LibreOffice finds the Word file in its folder and leaves the PDF there. */
#define SOFFICE                                                                                    \
    "#!/bin/sh\n"                                                                                  \
    "case \"$*\" in *'--convert-to pdf in.docx') ;; *) exit 9 ;; esac\n"                           \
    "read -r line <in.docx\n"                                                                      \
    "case \"$line\" in PK*) echo '%PDF-1.4 made' >in.pdf ;; esac\n"

static void pdf_is_made_where_libreoffice_is(void **state) {
    struct stage *stage = *state;
    struct program *p = &stage->program;
    struct str bytes = STR_INIT;
    char *pdf = span_copy(span_of(program_path(p, "报告.pdf")));
    assert_int_equal(RUN(p, "import", program_path(p, "c.txt")), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", pdf), 1);
    assert_int_equal(p->out.len, 0); /* not what would have been converted */
    assert_true(program_said(p, "导出PDF要用LibreOffice"));
    assert_int_equal(file_kind_of(pdf), FILE_NONE);
    put_program(stage, "tools/soffice", SOFFICE);
    assert_int_equal(RUN(p, "export", "1", "-o", pdf), 0);
    assert_int_equal(file_read(&bytes, pdf, 1000, NULL), RC_OK);
    assert_string_equal(bytes.s, "%PDF-1.4 made\n");
    assert_int_equal(unlink(pdf), 0);
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "报告"), "--format", "txt,pdf"),
                     0);
    assert_int_equal(file_kind_of(pdf), FILE_REGULAR);
    assert_int_equal(RUN(p, "export", "--all", "--format", "pdf", "-o", program_path(p, "out")), 2);
    put_program(stage, "tools/soffice", "#!/bin/sh\nexit 0\n");
    assert_int_equal(RUN(p, "export", "1", "-o", program_path(p, "b2.pdf")), 4);
    assert_true(program_said(p, "没有转成PDF"));
    assert_int_equal(file_kind_of(program_path(p, "b2.pdf")), FILE_NONE);
    str_release(&bytes);
    mem_free(pdf);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(a_file_is_refused_with_what_could_be_done), T(with_consent_it_is_converted),
        T(what_fails_is_said_and_nothing_is_left),    T(a_folder_is_converted_with_consent_alone),
        T(pdf_is_made_where_libreoffice_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
