#include "base/mem.h"
#include "base/os/crew.h"
#include "base/text/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

struct maker {
    size_t made;
};

struct thing {
    struct str text; /* grows and is used again */
};

struct taker {
    size_t next, stops_at;
    bool wrong;
};

/* Some take longer than others, so that they are ready out of order. */
static void make(void *self, size_t index, void *slot) {
    struct maker *maker = self;
    struct thing *thing = slot;
    str_clear(&thing->text);
    for (size_t i = 0; i < index % 7 * 50; i++) {
        str_add_format(&thing->text, "%zu ", i);
        str_clear(&thing->text);
    }
    str_add_format(&thing->text, "%zu", index);
    maker->made++;
}

static bool take(void *self, size_t index, void *slot) {
    struct taker *taker = self;
    const struct thing *thing = slot;
    uint64_t number = 0;
    taker->wrong = taker->wrong || index != taker->next ||
                   !span_to_number(str_span(&thing->text), SIZE_MAX, &number) || number != index;
    taker->next++;
    return taker->next != taker->stops_at;
}

/* How many were made in all. */
static size_t run(size_t count, size_t worker_count, struct taker *taker) {
    struct maker makers[CREW_WORKERS_MOST] = {{0}};
    struct thing things[CREW_SLOTS];
    struct crew crew = {.count = count,
                        .worker_count = worker_count,
                        .make = make,
                        .take = take,
                        .taker = taker,
                        .slots = things,
                        .slot_size = sizeof *things};
    size_t made = 0;
    for (size_t i = 0; i < CREW_SLOTS; i++)
        things[i].text = STR_INIT;
    for (size_t i = 0; i < worker_count; i++)
        crew.workers[i] = &makers[i];
    crew_run(&crew);
    for (size_t i = 0; i < CREW_SLOTS; i++)
        str_release(&things[i].text);
    for (size_t i = 0; i < worker_count; i++)
        made += makers[i].made;
    assert_false(taker->wrong);
    return made;
}

static void things_are_taken_in_their_order(void **state) {
    static const size_t counts[] = {0, 1, 2, 15, 16, 17, 1000};
    (void)state;
    for (size_t workers = 1; workers <= CREW_WORKERS_MOST; workers++)
        for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
            struct taker taker = {0};
            assert_int_equal(run(counts[i], workers, &taker), counts[i]);
            assert_int_equal(taker.next, counts[i]);
        }
}

static void who_takes_may_stop(void **state) {
    (void)state;
    for (size_t workers = 1; workers <= CREW_WORKERS_MOST; workers++)
        for (size_t stops_at = 1; stops_at < 60; stops_at += 7) {
            struct taker taker = {.stops_at = stops_at};
            size_t made = run(1000, workers, &taker);
            assert_int_equal(taker.next, stops_at);
            assert_in_range(made, stops_at, stops_at + CREW_SLOTS);
        }
}

static void short_lists_need_no_threads(void **state) {
    (void)state;
    assert_int_equal(crew_best_workers(0), 1);
    assert_int_equal(crew_best_workers(1), 1);
    assert_in_range(crew_best_workers(100000), 1, CREW_WORKERS_MOST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(things_are_taken_in_their_order),
        cmocka_unit_test(who_takes_may_stop),
        cmocka_unit_test(short_lists_need_no_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
