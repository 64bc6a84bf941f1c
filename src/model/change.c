#include "model/change.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/change_parts.h"
#include "model/splice.h"
#include "model/value_name.h"

#include <string.h>

#define X(name, word, zh) [ACT_##name] = {word, zh},
static const struct { const char *word, *text; } acts[ACT_COUNT] = {ACT_LIST(X)};
#undef X

const char *act_word(enum act act) {
    return acts[act].word;
}

const char *act_text(enum act act) {
    return _(acts[act].text);
}

bool act_find(struct span word, enum act *act) {
    for (size_t i = 0; i < ACT_COUNT; i++) {
        if (span_is(word, acts[i].word)) {
            *act = (enum act)i;
            return true;
        }
    }
    return false;
}

void change_set_init(struct change_set *set, enum act act) {
    *set = (struct change_set){.act = act};
}

void change_release(struct change *change) {
    splice_release(&change->splice);
    mem_free(change->name);
    mem_free(change->old_text);
    mem_free(change->new_text);
}

void change_set_release(struct change_set *set) {
    for (size_t i = 0; i < set->count; i++)
        change_release(&set->changes[i]);
    mem_free(set->changes);
    *set = (struct change_set){.act = set->act};
}

void change_set_drop_states(struct change_set *set) {
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++)
        if (set->changes[i].kind == CHANGE_VALUE && value_is_state(span_of(set->changes[i].name)))
            change_release(&set->changes[i]);
        else
            set->changes[kept++] = set->changes[i];
    set->count = kept;
}

void change_set_keep(struct change_set *set, int64_t section, const char *name) {
    size_t kept = 0;
    for (size_t i = 0; i < set->count; i++) {
        struct change *change = &set->changes[i];
        bool is_own = change->kind == CHANGE_SPLICE || change->kind == CHANGE_FIELD;
        bool is_named =
            change->kind == CHANGE_VALUE && name != NULL && strcmp(change->name, name) == 0;
        if ((is_own && section >= 0 && change->section == section) || is_named)
            set->changes[kept++] = *change;
        else
            change_release(change);
    }
    set->count = kept;
}

struct change *change_set_push(struct change_set *set, enum change_kind kind, int64_t section) {
    MEM_PUSH_ROOM(set->changes, set->count, set->cap);
    struct change *change = &set->changes[set->count++];
    *change = (struct change){.kind = kind, .section = section};
    splice_init(&change->splice);
    return change;
}

static char *copy_text(const char *text) {
    return text != NULL ? span_copy(span_of(text)) : NULL;
}

struct splice *change_add_splice(struct change_set *set, int64_t section) {
    return &change_set_push(set, CHANGE_SPLICE, section)->splice;
}

/* ---- builders: the old value is the report's, or what the set made of it ---- */

static const char *field_before(const struct change_set *set, const struct report *report,
                                int64_t section, enum section_field field) {
    for (size_t i = set->count; i-- > 0;) {
        const struct change *change = &set->changes[i];
        if (change->kind == CHANGE_FIELD && change->section == section && change->field == field)
            return change->new_text;
    }
    const struct section *target = change_find_target(report, section);
    return section_field_text(target != NULL ? target : &section_blank, field);
}

void change_add_field(struct change_set *set, const struct report *report, int64_t section,
                      enum section_field field, const char *new_text) {
    const char *old_text = field_before(set, report, section, field);
    if (span_is(span_of(old_text), new_text))
        return;
    char *old_copy = copy_text(old_text);
    struct change *change = change_set_push(set, CHANGE_FIELD, section);
    change->field = field;
    change->old_text = old_copy;
    change->new_text = copy_text(new_text);
}

static struct place place_before(const struct change_set *set, const struct report *report,
                                 int64_t section) {
    struct place place = report_place_of(report, section);
    for (size_t i = 0; i < set->count; i++) {
        const struct change *change = &set->changes[i];
        const struct place *from = &change->old_place, *to = &change->new_place;
        if (change->kind != CHANGE_PLACE)
            continue;
        if (change->section == section) {
            place = *to;
            continue;
        }
        if (place.parent == PLACE_NONE)
            continue;
        if (from->parent == place.parent && from->position < place.position)
            place.position--;
        if (to->parent == place.parent && to->position <= place.position)
            place.position++;
    }
    return place;
}

void change_add_place(struct change_set *set, const struct report *report, int64_t section,
                      struct place new_place) {
    struct place old_place = place_before(set, report, section);
    if (new_place.parent == PLACE_NONE)
        new_place.position = 0;
    if (place_equal(old_place, new_place))
        return;
    struct change *change = change_set_push(set, CHANGE_PLACE, section);
    change->old_place = old_place;
    change->new_place = new_place;
}

static char *value_before(const struct change_set *set, const struct report *report,
                          const char *name) {
    for (size_t i = set->count; i-- > 0;) {
        const struct change *change = &set->changes[i];
        if (change->kind == CHANGE_VALUE && strcmp(change->name, name) == 0)
            return copy_text(change->new_text);
    }
    return report_copy_value(report, name);
}

void change_add_value(struct change_set *set, const struct report *report, const char *name,
                      const char *new_text) {
    char *old_text = value_before(set, report, name);
    bool known = false;
    for (size_t i = 0; report_value_names[i] != NULL; i++)
        known = known || strcmp(report_value_names[i], name) == 0;
    if (known && new_text == NULL)
        new_text = "";
    if ((old_text == NULL) == (new_text == NULL) &&
        span_equal(span_of(old_text), span_of(new_text))) {
        mem_free(old_text);
        return;
    }
    struct change *change = change_set_push(set, CHANGE_VALUE, SECTION_FRONT_ID);
    change->name = copy_text(name);
    change->old_text = old_text;
    change->new_text = copy_text(new_text);
}
