#include "model/change_between.h"

#include "base/mem.h"
#include "model/change.h"
#include "model/change_apply.h"
#include "model/change_parts.h"
#include "model/report_values.h"
#include "model/section.h"
#include "model/splice.h"

struct between {
    struct change_set *set;
    const struct report *from, *to;
    struct report *now; /* from, with the places changed so far */
};

static bool is_in_tree(const struct report *report, const struct section *section) {
    return section != NULL && section_is_within(section, report->root);
}

static void place(struct between *between, int64_t id, int64_t parent, size_t position) {
    size_t before = between->set->count;
    struct change *change = change_set_push(between->set, CHANGE_PLACE, id);
    change->old_place = report_place_of(between->now, id);
    change->new_place = (struct place){parent, position};
    if (place_equal(change->old_place, change->new_place)) {
        change_release(change);
        between->set->count = before;
        return;
    }
    enum rc rc = change_apply(between->now, change, NULL);
    assert(rc == RC_OK);
}

/* Marks the longest run of wanted children that stand under their parent already in this order.
 * at[i] is where the i-th stands, SIZE_MAX: elsewhere. */
static void mark_kept(bool *kept, const size_t *at, size_t count) {
    size_t *length = mem_alloc_zero(count, sizeof *length);
    size_t *previous = mem_alloc_zero(count, sizeof *previous);
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (at[i] == SIZE_MAX)
            continue;
        length[i] = 1;
        previous[i] = SIZE_MAX;
        for (size_t j = 0; j < i; j++) {
            if (at[j] < at[i] && length[j] + 1 > length[i]) { /* SIZE_MAX is below none */
                length[i] = length[j] + 1;
                previous[i] = j;
            }
        }
        if (best == SIZE_MAX || length[i] > length[best])
            best = i;
    }
    for (; best != SIZE_MAX; best = previous[best])
        kept[best] = true;
    mem_free(length);
    mem_free(previous);
}

/* Gives a section of `now` the children that the same section has in `to`. It and all above it
 * stand where they belong, so no child is taken out of its own way. */
static void place_children(struct between *between, const struct section *wanted) {
    bool top = wanted == between->to->root;
    const struct section *parent = change_find_target(between->now, wanted->id);
    size_t *at = mem_alloc_zero(wanted->count, sizeof *at);
    bool *kept = mem_alloc_zero(wanted->count, sizeof *kept);
    for (size_t i = 0; i < wanted->count; i++) {
        const struct section *child = report_find_id(between->now, wanted->children[i]->id);
        bool here = child != NULL && child->parent == parent;
        at[i] = here ? section_position(child) : SIZE_MAX;
    }
    mark_kept(kept, at, wanted->count);
    size_t next = 0; /* behind the child before */
    for (size_t i = 0; i < wanted->count; i++) {
        int64_t id = wanted->children[i]->id;
        if (!kept[i]) {
            struct place old = report_place_of(between->now, id);
            int64_t goal = top ? PLACE_TOP : wanted->id;
            bool leaves = old.parent == goal && old.position < next;
            place(between, id, goal, next - leaves);
        }
        next = section_position(report_find_id(between->now, id)) + 1;
    }
    mem_free(at);
    mem_free(kept);
}

static void remove_others(struct between *between) {
    const struct section *section = NULL;
    struct report *now = between->now;
    while ((section = report_next_section(now, section)) != NULL) {
        if (is_in_tree(between->to, report_find_id(between->to, section->id)))
            continue;
        place(between, section->id, PLACE_NONE, 0);
        section = NULL; /* its neighbours have moved */
    }
}

static void compare_section(struct between *between, const struct section *to) {
    const struct section *from = change_find_target(between->from, to->id);
    struct splice splice;
    for (int i = 0; i < FIELD_COUNT; i++) {
        enum section_field field = (enum section_field)i;
        const char *old_text = section_field_text(from != NULL ? from : &section_blank, field);
        const char *new_text = section_field_text(to, field);
        if (span_is(span_of(old_text), new_text))
            continue;
        struct change *change = change_set_push(between->set, CHANGE_FIELD, to->id);
        change->field = field;
        change->old_text = span_copy(span_of(old_text));
        change->new_text = span_copy(span_of(new_text));
    }
    struct body blank;
    body_init(&blank, LINE_PARAGRAPH);
    if (body_diff(&splice, from != NULL ? &from->body : &blank, &to->body))
        change_set_push(between->set, CHANGE_SPLICE, to->id)->splice = splice;
    else
        splice_release(&splice);
    body_release(&blank);
}

static void compare_values(struct between *between) {
    const struct report *from = between->from, *to = between->to;
    for (size_t i = 0; report_value_names[i] != NULL; i++) {
        char *text = report_copy_value(to, report_value_names[i]);
        change_add_value(between->set, from, report_value_names[i], text);
        mem_free(text);
    }
    for (size_t i = 0; i < from->value_count; i++)
        change_add_value(between->set, from, from->values[i].name,
                         report_value(to, span_of(from->values[i].name)));
    for (size_t i = 0; i < to->value_count; i++)
        change_add_value(between->set, from, to->values[i].name, to->values[i].text);
}

void change_set_between(struct change_set *set, const struct report *from,
                        const struct report *to) {
    struct between between = {set, from, to, report_clone(from)};
    const struct section *section = NULL;
    assert(set->count == 0);
    compare_values(&between);
    place_children(&between, to->root);
    while ((section = report_next_section(to, section)) != NULL)
        place_children(&between, section);
    remove_others(&between);
    compare_section(&between, to->root);
    compare_section(&between, to->front);
    while ((section = report_next_section(to, section)) != NULL)
        compare_section(&between, section);
    report_free(between.now);
}
