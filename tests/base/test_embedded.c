#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/embedded.h"
#include "tests/support/folder.h"

#include <string.h>

static void every_file_is_there_once_and_ends_in_nul(void **state) {
    (void)state;
    size_t count = 0;
    for (const struct embedded *file = embedded_files; file->path != NULL; file++, count++) {
        assert_ptr_equal(embedded_find(file->path), file); /* the first of its name */
        assert_int_equal(file->bytes[file->size], '\0');
        assert_true(file->size > 0);
        assert_ptr_equal(embedded_text(file).p, file->bytes);
        assert_int_equal(embedded_text(file).n, file->size);
    }
    assert_true(count > 0);
}

static void a_file_is_found_by_its_whole_path(void **state) {
    (void)state;
    assert_non_null(embedded_find("po/en.mo"));
    assert_null(embedded_find(""));
    assert_null(embedded_find("en.mo"));
    assert_null(embedded_find("po/en.m"));
    assert_null(embedded_find("schema/po/en.mo"));
}

/* The magic number of a .mo: all bytes survived, those above 127 and NULs too. */
static void bytes_are_built_in_unchanged(void **state) {
    (void)state;
    static const uint32_t magic = 0x950412DE;
    const struct embedded *file = embedded_find("po/en.mo");
    assert_memory_equal(file->bytes, &magic, sizeof magic);
    assert_true(span_find(embedded_text(file), SPAN("标准输入")) != SIZE_MAX);
}

/* Against the file itself, where the tests run in the source tree. */
static void a_template_is_the_file_of_the_tree(void **state) {
    (void)state;
    struct str whole = STR_INIT;
    for (const struct embedded *file = embedded_files; file->path != NULL; file++) {
        if (strncmp(file->path, "po/", 3) == 0)
            continue;
        struct str path = STR_INIT;
        str_add_format(&path, "schema/%s", file->path);
        str_clear(&whole);
        folder_get(path.s, &whole);
        assert_true(span_equal(str_span(&whole), embedded_text(file)));
        str_release(&path);
    }
    str_release(&whole);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_there_once_and_ends_in_nul),
        cmocka_unit_test(a_file_is_found_by_its_whole_path),
        cmocka_unit_test(bytes_are_built_in_unchanged),
        cmocka_unit_test(a_template_is_the_file_of_the_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
