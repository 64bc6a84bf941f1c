#include "tests/sizes/steps.h"

#include <string.h>

enum { BYTES_A_STEP = 16 };

static uint64_t steps;

uint64_t steps_taken(void) {
    return steps;
}

/* The compiler's call at each basic block. */
void __sanitizer_cov_trace_pc(void);
void __sanitizer_cov_trace_pc(void) {
    steps++;
}

/* The linker leads the library's calls here (--wrap). */
void *__real_memcpy(void *to, const void *from, size_t n);
void *__real_memmove(void *to, const void *from, size_t n);
void *__real_memset(void *to, int c, size_t n);
void *__real_memchr(const void *text, int c, size_t n);
void *__real_memmem(const void *text, size_t n, const void *what, size_t length);
int __real_memcmp(const void *a, const void *b, size_t n);
size_t __real_strlen(const char *text);
char *__real_strstr(const char *text, const char *what);
void *__wrap_memcpy(void *to, const void *from, size_t n);
void *__wrap_memmove(void *to, const void *from, size_t n);
void *__wrap_memset(void *to, int c, size_t n);
void *__wrap_memchr(const void *text, int c, size_t n);
void *__wrap_memmem(const void *text, size_t n, const void *what, size_t length);
int __wrap_memcmp(const void *a, const void *b, size_t n);
size_t __wrap_strlen(const char *text);
char *__wrap_strstr(const char *text, const char *what);

void *__wrap_memcpy(void *to, const void *from, size_t n) {
    steps += n / BYTES_A_STEP;
    return __real_memcpy(to, from, n);
}

void *__wrap_memmove(void *to, const void *from, size_t n) {
    steps += n / BYTES_A_STEP;
    return __real_memmove(to, from, n);
}

void *__wrap_memset(void *to, int c, size_t n) {
    steps += n / BYTES_A_STEP;
    return __real_memset(to, c, n);
}

void *__wrap_memchr(const void *text, int c, size_t n) {
    char *found = __real_memchr(text, c, n);
    steps += (found != NULL ? (size_t)(found - (const char *)text) : n) / BYTES_A_STEP;
    return found;
}

void *__wrap_memmem(const void *text, size_t n, const void *what, size_t length) {
    char *found = __real_memmem(text, n, what, length);
    steps += (found != NULL ? (size_t)(found - (const char *)text) : n) / BYTES_A_STEP;
    return found;
}

int __wrap_memcmp(const void *a, const void *b, size_t n) {
    steps += n / BYTES_A_STEP;
    return __real_memcmp(a, b, n);
}

size_t __wrap_strlen(const char *text) {
    size_t n = __real_strlen(text);
    steps += n / BYTES_A_STEP;
    return n;
}

char *__wrap_strstr(const char *text, const char *what) {
    char *found = __real_strstr(text, what);
    steps += (found != NULL ? (size_t)(found - text) : __real_strlen(text)) / BYTES_A_STEP;
    return found;
}
