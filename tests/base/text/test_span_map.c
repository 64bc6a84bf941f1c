/* A text's number: each has its own, and none is lost when the map grows. */
#include "base/text/span_map.h"
#include "base/text/str.h"
#include "base/text/texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void each_text_keeps_its_number(void **state) {
    enum { COUNT = 5000 };
    (void)state;
    struct span_map map = {0};
    struct texts texts = {0};
    assert_null(span_map_find(&map, SPAN("0")));
    for (size_t round = 0; round < 2; round++)
        for (size_t i = 0; i < COUNT; i++) {
            struct str text = STR_INIT;
            str_add_format(&text, "%zu", i);
            struct span key = {texts_copy(&texts, str_span(&text)), text.len};
            assert_int_equal(*span_map_add(&map, key, i + round), i); /* the first one stays */
            str_release(&text);
        }
    assert_int_equal(map.count, COUNT);
    assert_int_equal(*span_map_find(&map, SPAN("4711")), 4711);
    assert_null(span_map_find(&map, SPAN("5000")));
    span_map_release(&map);
    texts_release(&texts);
}

static void the_empty_text_is_one_too(void **state) {
    (void)state;
    struct span_map map = {0};
    *span_map_add(&map, (struct span){NULL, 0}, 1) += 6;
    assert_int_equal(*span_map_find(&map, SPAN("")), 7);
    assert_int_equal(map.count, 1);
    span_map_release(&map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_text_keeps_its_number),
        cmocka_unit_test(the_empty_text_is_one_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
