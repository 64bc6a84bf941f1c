#include "base/mem.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Unless it is set, glibc raises this limit to the size of every large block that is freed. */
void mem_start(void) {
#ifdef __GLIBC__
    enum { LARGE = 128 * 1024 }; /* bytes */
    (void)mallopt(M_MMAP_THRESHOLD, LARGE);
    (void)mallopt(M_TRIM_THRESHOLD, LARGE);
#endif
}

/* The terminal's hook and the tests' countdown: both belong to the process, not to a caller. */
static void (*failure_hook)(void);
static long fail_countdown = -1;

void mem_on_failure(void (*hook)(void)) {
    failure_hook = hook;
}

void mem_fail_at(long n) {
    fail_countdown = n;
}

void mem_fail(void) {
    if (failure_hook != NULL)
        failure_hook();
    const char *text = _("内存不足，程序已结束；已输入的文字都已保存。请关闭其他程序后重新打开。");
    (void)!write(STDERR_FILENO, text, strlen(text));
    (void)!write(STDERR_FILENO, "\n", 1);
    _exit(4);
}

static bool failure_is_due(void) {
    return fail_countdown >= 0 && fail_countdown-- == 0;
}

static void *check(void *block) {
    if (block == NULL)
        mem_fail();
    return block;
}

static size_t product(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        mem_fail();
    return bytes > 0 ? bytes : 1;
}

void *mem_alloc(size_t size) {
    return check(failure_is_due() ? NULL : malloc(size > 0 ? size : 1));
}

void *mem_alloc_zero(size_t count, size_t size) {
    size_t bytes = product(count, size);
    return check(failure_is_due() ? NULL : calloc(1, bytes));
}

void *mem_resize(void *block, size_t count, size_t size) {
    size_t bytes = product(count, size);
    return check(failure_is_due() ? NULL : realloc(block, bytes));
}

char *mem_copy_text(const char *text, size_t length) {
    char *copy = mem_alloc(length + 1);
    if (length > 0)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

void mem_free(void *block) {
    free(block);
}

void *mem_grow(void *block, size_t *capacity, size_t need, size_t size) {
    if (need <= *capacity)
        return block;
    size_t wanted = *capacity < 8 ? 8 : *capacity + *capacity / 2;
    if (wanted < need)
        wanted = need;
    block = mem_resize(block, wanted, size);
    *capacity = wanted;
    return block;
}
