#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/os/library.h"

#include <libraries.h>

#include <math.h>
#include <string.h>

#define MATH_LIST(X) X(floor) X(ceil)

struct math_library {
    MATH_LIST(LIBRARY_POINTER)
};

static void fills_the_pointers_in_the_order_of_the_names(void **state) {
    (void)state;
    static const char *const names[] = {MATH_LIST(LIBRARY_NAME)};
    struct math_library math;
    struct err err;
    for (int time = 0; time < 2; time++) {
        assert_int_equal(library_load(&math, names, ARRAY_LEN(names), "libm.so.6", &err), RC_OK);
        assert_int_equal((int)math.floor(1.5), 1);
        assert_int_equal((int)math.ceil(1.5), 2);
    }
}

static void names_the_library_that_is_not_there(void **state) {
    (void)state;
    static const char *const names[] = {"floor"};
    void *pointer = NULL;
    struct err err;
    assert_int_equal(library_load(&pointer, names, 1, "libnosuch.so.9", &err), RC_INPUT);
    assert_non_null(strstr(err.text, "libnosuch.so.9"));
}

static void names_the_function_that_is_not_there(void **state) {
    (void)state;
    static const char *const names[] = {"no_such_function"};
    void *pointer = NULL;
    struct err err;
    assert_int_equal(library_load(&pointer, names, 1, "libm.so.6", &err), RC_INPUT);
    assert_non_null(strstr(err.text, "no_such_function"));
    assert_null(pointer);
}

static void what_is_loaded_is_what_was_compiled_against(void **state) {
    (void)state;
    static const char *const files[] = {LIBRARY_UCHARDET, LIBRARY_ZIP, LIBRARY_XML};
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        struct err err;
        if (library_load(NULL, NULL, 0, files[i], &err) != RC_OK)
            fail_msg("%s", err.text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_the_pointers_in_the_order_of_the_names),
        cmocka_unit_test(names_the_library_that_is_not_there),
        cmocka_unit_test(names_the_function_that_is_not_there),
        cmocka_unit_test(what_is_loaded_is_what_was_compiled_against),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
