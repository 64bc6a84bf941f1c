/*
 * terminal_table.h - what bench_terminal has measured of each program, and the tables and goals of
 * docs/performance.md made of it. Times are microseconds, memory is megabytes.
 */
#ifndef TESTS_BENCH_TERMINAL_TABLE_H
#define TESTS_BENCH_TERMINAL_TABLE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    KEYS = 60,
    PASTE_CHARS = 20000,
    IDLE_MS = 2000,
    LIBRARY = 10000, /* reports */
    TEN = 10,
};

enum scene {
    SCENE_EMPTY, /* keys at an empty text, then a paste, then idle */
    SCENE_SHORT, /* keys in the middle of a paragraph of 300 characters */
    SCENE_5K,    /* keys in the middle of a paragraph of 3,000, in so long a text */
    SCENE_100K,
    SCENE_1M,
    SCENE_LIBRARY, /* the start with 10,000 reports, and scrolling them */
    SCENE_TEN,     /* the same with ten */
    SCENE_FIRST,   /* the start that makes the database */
    SCENE_COUNT
};

enum measure { START, KEY, KEY_BYTES, PASTE, MEMORY, IDLE_CPU, IDLE_BYTES, HISTORY, MEASURES };

struct series {
    double *values;
    size_t count, cap;
};

struct measured { /* of one program */
    const char *name;
    bool wraps; /* at the window's edge, as prose needs it */
    bool installed;
    struct series series[SCENE_COUNT][MEASURES];
};

void measured_add(struct measured *measured, enum scene scene, enum measure measure, double value);
/* The tables in Markdown; jixiao is the first. Sorts the values. */
void measured_print(struct measured *all, size_t count, long rounds);
void measured_release(struct measured *measured);

#endif
