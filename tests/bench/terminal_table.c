#include "tests/bench/terminal_table.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JIXIAO = 0 };

struct table {
    struct measured *rows;
    size_t count;
};

void measured_add(struct measured *measured, enum scene scene, enum measure measure, double value) {
    struct series *series = &measured->series[scene][measure];
    MEM_PUSH_ROOM(series->values, series->count, series->cap);
    series->values[series->count++] = value;
}

void measured_release(struct measured *measured) {
    for (size_t scene = 0; scene < SCENE_COUNT; scene++)
        for (size_t measure = 0; measure < MEASURES; measure++)
            mem_free(measured->series[scene][measure].values);
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* part: 0.5 is the median. -1 where nothing was measured. */
static double quantile(struct measured *measured, enum scene scene, enum measure measure,
                       double part) {
    struct series *series = &measured->series[scene][measure];
    if (series->count == 0)
        return -1;
    qsort(series->values, series->count, sizeof *series->values, compare);
    return series->values[(size_t)(part * (double)(series->count - 1) + 0.5)];
}

static double median(struct measured *measured, enum scene scene, enum measure measure) {
    return quantile(measured, scene, measure, 0.5);
}

static void print_cell(double value, double divisor) {
    if (value < 0)
        printf(" |");
    else if (value / divisor >= 100)
        printf(" %.0f |", value / divisor);
    else
        printf(" %.1f |", value / divisor);
}

static void print_starts(const struct table *table) {
    static const enum scene columns[] = {SCENE_EMPTY, SCENE_5K, SCENE_100K, SCENE_1M};
    printf("\n| start to first picture, ms (p10-p90) | empty | 5,000 | 100,000 | 1,000,000 |\n"
           "|---|---|---|---|---|\n");
    for (size_t i = 0; i < table->count; i++) {
        struct measured *row = &table->rows[i];
        if (!row->installed)
            continue;
        printf("| %s |", row->name);
        for (size_t c = 0; c < ARRAY_LEN(columns); c++) {
            if (row->series[columns[c]][START].count == 0)
                printf(" |");
            else
                printf(" %.1f (%.1f-%.1f) |", median(row, columns[c], START) / 1000,
                       quantile(row, columns[c], START, 0.1) / 1000,
                       quantile(row, columns[c], START, 0.9) / 1000);
        }
        printf("\n");
    }
    struct measured *ours = &table->rows[JIXIAO];
    printf(
        "\njixiao with %d reports: %.1f ms; making the database: %.1f ms. A row or page further in "
        "a list of %d: %.0f us, of %d: %.0f us. The history: %.1f ms.\n",
        LIBRARY, median(ours, SCENE_LIBRARY, START) / 1000, median(ours, SCENE_FIRST, START) / 1000,
        TEN, median(ours, SCENE_TEN, KEY), LIBRARY, median(ours, SCENE_LIBRARY, KEY),
        median(ours, SCENE_5K, HISTORY) / 1000);
}

static void print_keys(const struct table *table) {
    printf("\n| key to echo, us, p50/p99 | empty | in 300 | in 3,000, text of 5,000 | 100,000 | "
           "1,000,000 | bytes a key, there |\n|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < table->count; i++) {
        struct measured *row = &table->rows[i];
        if (!row->installed)
            continue;
        printf("| %s |", row->name);
        for (int scene = SCENE_EMPTY; scene <= SCENE_1M; scene++) {
            double p50 = median(row, (enum scene)scene, KEY);
            if (p50 < 0)
                printf(" |");
            else
                printf(" %.0f/%.0f |", p50, quantile(row, (enum scene)scene, KEY, 0.99));
        }
        print_cell(median(row, SCENE_100K, KEY_BYTES), 1);
        printf("\n");
    }
}

static void print_rest(const struct table *table) {
    printf("\n| | paste of %d, ms | memory, MB: empty | 100,000 | 1,000,000 | idle %d s: ms of "
           "processor | bytes |\n|---|---|---|---|---|---|---|\n",
           PASTE_CHARS, IDLE_MS / 1000);
    for (size_t i = 0; i < table->count; i++) {
        struct measured *row = &table->rows[i];
        if (!row->installed)
            continue;
        printf("| %s |", row->name);
        print_cell(median(row, SCENE_EMPTY, PASTE), 1000);
        print_cell(median(row, SCENE_EMPTY, MEMORY), 1);
        print_cell(median(row, SCENE_100K, MEMORY), 1);
        print_cell(median(row, SCENE_1M, MEMORY), 1);
        print_cell(median(row, SCENE_EMPTY, IDLE_CPU), 1000);
        print_cell(median(row, SCENE_EMPTY, IDLE_BYTES), 1);
        printf("\n");
    }
}

static struct measured *find(const struct table *table, const char *name) {
    size_t i = 0;
    while (strcmp(table->rows[i].name, name) != 0)
        i++;
    return &table->rows[i];
}

/* The lowest of the programs that wrap, jixiao and the floors apart. */
static double best_that_wraps(const struct table *table, enum scene scene, enum measure measure) {
    double best = -1;
    for (size_t i = JIXIAO + 1; i < table->count; i++) {
        double value = median(&table->rows[i], scene, measure);
        if (table->rows[i].wraps && value >= 0 && (best < 0 || value < best))
            best = value;
    }
    return best;
}

static void print_goal(const char *what, double ours, double theirs, double goal) {
    if (ours < 0 || theirs <= 0)
        printf("| %s | not measured | %.2f | |\n", what, goal);
    else
        printf("| %s | %.2f | %.2f | %s |\n", what, ours / theirs, goal,
               ours / theirs <= goal ? "met" : "missed");
}

static void print_goals(const struct table *table) {
    static const char insert[] = "floor: insert-character", wrap[] = "floor: ncurses, re-wrap";
    static const char committed[] = "floor: re-wrap, committed";
    struct measured *ours = &table->rows[JIXIAO];
    printf("\n| goal | ratio | at most | |\n|---|---|---|---|\n");
    const struct {
        const char *what;
        double ours, theirs, goal;
    } goals[] = {
#define OURS(scene, measure)          median(ours, SCENE_##scene, measure)
#define PEER(program, scene, measure) median(find(table, program), SCENE_##scene, measure)
        {"start, empty / nano", OURS(EMPTY, START), PEER("nano", EMPTY, START), 1.3},
        {"start, 10,000 reports / nano", OURS(LIBRARY, START), PEER("nano", EMPTY, START), 1.3},
        {"start at 100,000 / vim", OURS(100K, START), PEER("vim -u NONE", 100K, START), 0.8},
        {"start at 1,000,000 / vim", OURS(1M, START), PEER("vim -u NONE", 1M, START), 0.4},
        {"key, empty / nano", OURS(EMPTY, KEY), PEER("nano", EMPTY, KEY), 1.0},
        {"key, empty / ncurses loop", OURS(EMPTY, KEY), PEER("floor: ncurses", EMPTY, KEY), 1.3},
        {"key in 3,000, 100,000 / best that wraps", OURS(100K, KEY),
         best_that_wraps(table, SCENE_100K, KEY), 0.2},
        {"the same / ncurses re-wrap", OURS(100K, KEY), PEER(wrap, 100K, KEY), 1.3},
        {"the same / insert-character", OURS(100K, KEY), PEER(insert, 100K, KEY), 1.5},
        {"the same / re-wrap, committed", OURS(100K, KEY), PEER(committed, 100K, KEY), 1.0},
        {"re-wrap, committed / not", PEER(committed, 100K, KEY), PEER(wrap, 100K, KEY), 1.1},
        {"key, 1,000,000 / 5,000", OURS(1M, KEY), OURS(5K, KEY), 1.1},
        {"bytes a key / best that wraps", OURS(100K, KEY_BYTES),
         best_that_wraps(table, SCENE_100K, KEY_BYTES), 0.15},
        {"bytes a key / insert-character", OURS(100K, KEY_BYTES), PEER(insert, 100K, KEY_BYTES),
         1.5},
        {"paste / micro", OURS(EMPTY, PASTE), PEER("micro", EMPTY, PASTE), 0.8},
        {"memory at 100,000 / vim", OURS(100K, MEMORY), PEER("vim -u NONE", 100K, MEMORY), 1.0},
        {"memory at 1,000,000 / vim", OURS(1M, MEMORY), PEER("vim -u NONE", 1M, MEMORY), 0.8},
#undef OURS
#undef PEER
    };
    for (size_t i = 0; i < ARRAY_LEN(goals); i++)
        print_goal(goals[i].what, goals[i].ours, goals[i].theirs, goals[i].goal);
    double p99 = quantile(ours, SCENE_100K, KEY, 0.99);
    print_goal("p99 there / best peer's", p99,
               quantile(find(table, "micro"), SCENE_100K, KEY, 0.99), 1.0);
    print_goal("p99 there / re-wrap, committed's", p99,
               quantile(find(table, committed), SCENE_100K, KEY, 0.99), 1.0);
    print_goal("re-wrap's p99, committed / not",
               quantile(find(table, committed), SCENE_100K, KEY, 0.99),
               quantile(find(table, wrap), SCENE_100K, KEY, 0.99), 1.3);
    print_goal("a row further, 10,000 / 10", median(ours, SCENE_LIBRARY, KEY),
               median(ours, SCENE_TEN, KEY), 1.1);
    print_goal("p99 there / insert-character's", p99,
               quantile(find(table, insert), SCENE_100K, KEY, 0.99), 2.0);
}

void measured_print(struct measured *all, size_t count, long rounds) {
    const struct table table = {all, count};
    printf("%ld rounds of %d keys, 80 x 24, medians\n", rounds, KEYS);
    print_starts(&table);
    print_keys(&table);
    print_rest(&table);
    print_goals(&table);
}
