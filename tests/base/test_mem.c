#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/text/str.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void empty_and_cleared_blocks_are_blocks(void **state) {
    (void)state;
    void *none = mem_alloc(0), *zero = mem_alloc_zero(0, 8);
    assert_non_null(none);
    assert_non_null(zero);
    mem_free(none);
    mem_free(zero);
    mem_free(NULL);
    const unsigned char *cleared = mem_alloc_zero(100, 3);
    for (size_t i = 0; i < 300; i++)
        assert_int_equal(cleared[i], 0);
    mem_free((void *)(uintptr_t)cleared);
    char *copy = mem_copy_text("绩效", 3);
    assert_string_equal(copy, "绩");
    mem_free(copy);
    copy = mem_copy_text(NULL, 0);
    assert_string_equal(copy, "");
    mem_free(copy);
}

static void an_array_grows_and_keeps_what_it_holds(void **state) {
    (void)state;
    size_t *numbers = NULL, count = 0, capacity = 0, moves = 0;
    while (count < 10000) {
        size_t before = capacity;
        MEM_PUSH_ROOM(numbers, count, capacity);
        assert_true(capacity > count);
        moves += capacity != before;
        numbers[count] = count;
        count++;
    }
    for (size_t i = 0; i < count; i++)
        assert_int_equal(numbers[i], i);
    assert_true(moves < 30); /* not one for each */
    void *same = mem_grow(numbers, &capacity, count, sizeof *numbers);
    assert_ptr_equal(same, numbers);
    mem_free(same);
}

static void say_bye(void) {
    (void)!write(STDERR_FILENO, "hook\n", 5);
}

static void fail_the_third(void) {
    mem_fail_at(2);
    for (int i = 0; i < 3; i++)
        mem_free(mem_alloc(8));
}

static void overflow_a_resize(void) {
    mem_free(mem_resize(NULL, SIZE_MAX / 2, 4));
}

static void overflow_a_cleared_block(void) {
    mem_free(mem_alloc_zero(SIZE_MAX / 2, 4));
}

static void fail_a_growing_text(void) {
    struct str text = STR_INIT;
    mem_fail_at(1);
    str_add_repeat(&text, SPAN("绩效"), 1000);
    str_release(&text);
}

/* Runs it in a child: the hook speaks first, then the sentence, and the exit code is 4. */
static void assert_ends(void (*what)(void)) {
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)dup2(ends[1], STDERR_FILENO);
        mem_on_failure(say_bye);
        what();
        _exit(0);
    }
    (void)close(ends[1]);
    char said[512];
    size_t n = 0;
    for (ssize_t more; (more = read(ends[0], said + n, sizeof said - 1 - n)) > 0;)
        n += (size_t)more;
    said[n] = '\0';
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 4);
    const char *sentence = strstr(said, "内存不足");
    assert_non_null(sentence);
    assert_non_null(strstr(said, "hook\n"));
    assert_true(strstr(said, "hook\n") < sentence);
    assert_int_equal(said[n - 1], '\n');
}

static void out_of_memory_ends_the_program_in_order(void **state) {
    (void)state;
    assert_ends(fail_the_third);
    assert_ends(overflow_a_resize);
    assert_ends(overflow_a_cleared_block);
    assert_ends(fail_a_growing_text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_and_cleared_blocks_are_blocks),
        cmocka_unit_test(an_array_grows_and_keeps_what_it_holds),
        cmocka_unit_test(out_of_memory_ends_the_program_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
