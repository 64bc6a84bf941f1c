/* An archive is made whole, or nothing is appended and a sentence says why. */
#include "exchange/package/zip_write.h"
#include "tests/support/archive.h"
#include "tests/support/random.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { LOCAL_HEADER = 30 }; /* bytes before a part's name */

static void assert_refused(const struct zip_part *parts, size_t count) {
    struct str out = STR_INIT;
    struct err err = {0};
    str_add_text(&out, "前");
    assert_int_equal(zip_write(&out, parts, count, &err), RC_OUTPUT);
    assert_non_null(strstr(err.text, "打包时出错"));
    assert_string_equal(out.s, "前");
    str_release(&out);
}

static void parts_come_back_as_they_were(void **state) {
    (void)state;
    struct str out = STR_INIT, part = STR_INIT;
    const struct zip_part parts[] = {{"a.xml", SPAN("甲")}, {"b/b.xml", SPAN("")}};
    assert_int_equal(zip_write(&out, parts, ARRAY_LEN(parts), NULL), RC_OK);
    archive_get(str_span(&out), "a.xml", &part);
    assert_string_equal(part.s, "甲");
    str_release(&part);
    str_release(&out);
}

/* What is not named is not even packed anew. */
static void only_the_named_parts_of_an_archive_change(void **state) {
    (void)state;
    struct str before = STR_INIT, after = STR_INIT, text = STR_INIT, part = STR_INIT;
    str_add_repeat(&text, SPAN("今年以来，我街道"), 200);
    const struct zip_part parts[] = {
        {"a.xml", SPAN("甲")}, {"b.xml", str_span(&text)}, {"c.xml", SPAN("丙")}};
    const struct zip_part changes[] = {{"c.xml", SPAN("丁")}, {"d.xml", SPAN("戊")}};
    assert_int_equal(zip_write(&before, parts, ARRAY_LEN(parts), NULL), RC_OK);
    assert_int_equal(
        zip_write_changed(&after, str_span(&before), changes, ARRAY_LEN(changes), NULL), RC_OK);
    assert_int_equal(archive_count(str_span(&after)), 4);
    archive_get(str_span(&after), "a.xml", &part);
    archive_get(str_span(&after), "c.xml", &part);
    archive_get(str_span(&after), "d.xml", &part);
    assert_string_equal(part.s, "甲丁戊");
    size_t packed = span_find(str_span(&before), SPAN("c.xml")); /* both end before its header */
    assert_true(packed != SIZE_MAX && after.len > packed);
    assert_memory_equal(after.s, before.s, packed - LOCAL_HEADER);
    str_release(&part);
    str_release(&text);
    str_release(&after);
    str_release(&before);
}

/* Where the first parts stay, libzip writes on behind them: the caller's bytes are still the
 * caller's (libzip 1.7 freed them). */
static void the_archive_before_stays_the_callers(void **state) {
    (void)state;
    struct str before = STR_INIT, after = STR_INIT, noise = STR_INIT, copy = STR_INIT;
    struct random random = {.state = 7};
    for (size_t i = 0; i < 40000; i++)
        str_add_byte(&noise, (char)random_below(&random, 256));
    const struct zip_part parts[] = {
        {"a.bin", str_span(&noise)}, {"b.xml", SPAN("乙")}, {"c.xml", SPAN("丙")}};
    const struct zip_part changes[] = {{"b.xml", SPAN("丁")}, {"c.xml", SPAN("戊")}};
    assert_int_equal(zip_write(&before, parts, ARRAY_LEN(parts), NULL), RC_OK);
    str_add(&copy, str_span(&before));
    assert_int_equal(
        zip_write_changed(&after, str_span(&before), changes, ARRAY_LEN(changes), NULL), RC_OK);
    assert_memory_equal(before.s, copy.s, copy.len);
    str_release(&copy);
    str_release(&noise);
    str_release(&after);
    str_release(&before); /* once */
}

static void an_archive_that_cannot_be_is_not_made(void **state) {
    (void)state;
    const struct zip_part twice[] = {{"a.xml", SPAN("甲")}, {"a.xml", SPAN("乙")}};
    assert_refused(twice, ARRAY_LEN(twice));
    const struct zip_part nowhere[] = {{"a.xml", {NULL, 5}}};
    assert_refused(nowhere, ARRAY_LEN(nowhere));
}

/* No file can be opened: the library is not there. In a process that has not loaded it yet. */
static void a_missing_library_is_said(void **state) {
    (void)state;
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit before, none;
        struct str out = STR_INIT;
        struct err err = {0};
        bool fine = getrlimit(RLIMIT_NOFILE, &before) == 0;
        none = (struct rlimit){3, before.rlim_max};
        fine = fine && setrlimit(RLIMIT_NOFILE, &none) == 0;
        fine = fine && zip_write(&out, NULL, 0, &err) != RC_OK && err.text[0] != '\0';
        fine = setrlimit(RLIMIT_NOFILE, &before) == 0 && fine;
        _exit(fine ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_library_is_said), /* first */
        cmocka_unit_test(parts_come_back_as_they_were),
        cmocka_unit_test(only_the_named_parts_of_an_archive_change),
        cmocka_unit_test(the_archive_before_stays_the_callers),
        cmocka_unit_test(an_archive_that_cannot_be_is_not_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
