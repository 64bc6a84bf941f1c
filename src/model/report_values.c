#include "model/report_values.h"

#include "base/mem.h"
#include "model/report.h"
#include "model/section.h"

#include <search.h>
#include <string.h>

struct value_place {
    struct span name; /* borrowed from the value */
    size_t at;
};

static int compare_value_places(const void *left, const void *right) {
    const struct value_place *a = left, *b = right;
    size_t least = a->name.n < b->name.n ? a->name.n : b->name.n;
    int order = least > 0 ? memcmp(a->name.p, b->name.p, least) : 0;
    if (order != 0)
        return order;
    return a->name.n < b->name.n ? -1 : a->name.n > b->name.n;
}

static struct value_place *find_place(const struct report *report, struct span name) {
    const struct value_place wanted = {.name = name};
    struct value_place *const *found =
        tfind(&wanted, &report->values_by_name, compare_value_places);
    return found != NULL ? *found : NULL;
}

static void forget_place(struct report *report, struct value_place *place) {
    (void)tdelete(place, &report->values_by_name, compare_value_places);
    mem_free(place);
}

void report_values_release(struct report *report) {
    for (size_t i = 0; i < report->value_count; i++) {
        forget_place(report, find_place(report, span_of(report->values[i].name)));
        mem_free(report->values[i].name);
        mem_free(report->values[i].text);
    }
    mem_free(report->values);
}

static void add_value(struct report *report, struct span name, struct span text) {
    MEM_PUSH_ROOM(report->values, report->value_count, report->value_cap);
    struct report_value *value = &report->values[report->value_count];
    *value = (struct report_value){.name = span_copy(name), .text = span_copy(text)};
    struct value_place *place = MEM_NEW(struct value_place);
    *place = (struct value_place){span_of(value->name), report->value_count++};
    if (tsearch(place, &report->values_by_name, compare_value_places) == NULL)
        mem_fail();
}

/* The last one first costs least: as a step that added them is taken back. */
static void remove_value(struct report *report, struct value_place *place) {
    size_t at = place->at;
    forget_place(report, place);
    mem_free(report->values[at].name);
    mem_free(report->values[at].text);
    report->value_count--;
    memmove(report->values + at, report->values + at + 1,
            (report->value_count - at) * sizeof *report->values);
    for (size_t i = at; i < report->value_count; i++) {
        struct value_place *moved = find_place(report, span_of(report->values[i].name));
        assert(moved != NULL);
        moved->at = i;
    }
}

void report_set_value(struct report *report, struct span name, struct span text) {
    struct value_place *place = find_place(report, name);
    if (place != NULL && text.p == NULL)
        remove_value(report, place);
    else if (place != NULL)
        section_set_text(&report->values[place->at].text, text);
    else if (text.p != NULL)
        add_value(report, name, text);
}

const char *report_value(const struct report *report, struct span name) {
    const struct value_place *place = find_place(report, name);
    return place != NULL ? report->values[place->at].text : NULL;
}
