#include "model/change_apply.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/change_parts.h"
#include "model/section.h"
#include "model/splice.h"

#include <string.h>

static enum rc conflict(struct err *err) {
    return err_set(err, RC_CONFLICT,
                   _("报告已被改动，与这一步要改的原样不一致，没有执行。请重新打开报告再改。"));
}

static enum rc damaged(struct err *err) {
    return err_set(err, RC_DAMAGED, _("这一步改动的记录已损坏，没有执行。请用备份恢复数据库。"));
}

static bool same_text(const char *a, const char *b) {
    return span_equal(span_of(a), span_of(b));
}

static enum rc apply_splice(struct report *report, const struct change *change, struct err *err) {
    struct section *section = report_find_id(report, change->section);
    if (section == NULL)
        return conflict(err);
    enum rc rc = body_apply(&section->body, &change->splice, err);
    if (rc != RC_OK && section->heading[0] != '\0')
        return err_at(err, "%s", section->heading);
    return rc;
}

static enum rc apply_field(struct report *report, const struct change *change, struct err *err) {
    struct section *section = change_find_target(report, change->section);
    if (section == NULL || change->old_text == NULL ||
        !same_text(section_field_text(section, change->field), change->old_text))
        return conflict(err);
    return section_set_field(section, change->field, change->new_text) ? RC_OK : damaged(err);
}

static enum rc apply_value(struct report *report, const struct change *change, struct err *err) {
    char *now = report_copy_value(report, change->name);
    bool lacked = change->old_text == NULL, lacks = now == NULL;
    bool same = lacked == lacks && (lacks || same_text(now, change->old_text));
    mem_free(now);
    if (!same)
        return conflict(err);
    return report_put_value(report, change->name, change->new_text) ? RC_OK : damaged(err);
}

/* A section with that id outside the tree, with the fields of section_blank. */
static struct section *create(struct report *report, int64_t id) {
    int64_t next = report->next_id;
    report->next_id = id;
    struct section *section = report_add_section(report, NULL, report->limbo_count);
    if (report->next_id < next)
        report->next_id = next;
    for (int i = 0; i < FIELD_COUNT; i++) {
        enum section_field field = (enum section_field)i;
        bool set = section_set_field(section, field, section_field_text(&section_blank, field));
        assert(set);
    }
    return section;
}

static enum rc apply_place(struct report *report, const struct change *change, struct err *err) {
    struct place to = change->new_place;
    struct section *parent = NULL;
    if (change->section <= 0 || change->section == INT64_MAX)
        return damaged(err);
    if (!place_equal(report_place_of(report, change->section), change->old_place))
        return conflict(err);
    struct section *section = report_find_id(report, change->section);
    if (to.parent != PLACE_NONE) {
        parent = to.parent == PLACE_TOP ? report->root : report_find_id(report, to.parent);
        if (parent == NULL || (section != NULL && section_is_within(parent, section)))
            return conflict(err);
        size_t others = parent->count - (section != NULL && section->parent == parent);
        if (to.position > others)
            return conflict(err);
    }
    if (section == NULL && parent != NULL)
        section = create(report, change->section);
    if (section != NULL && (parent != NULL || section->parent != NULL))
        report_place_section(report, section, parent,
                             parent != NULL ? to.position : report->limbo_count);
    return RC_OK;
}

enum rc change_apply(struct report *report, const struct change *change, struct err *err) {
    static enum rc (*const kinds[])(struct report *, const struct change *, struct err *) = {
        [CHANGE_SPLICE] = apply_splice,
        [CHANGE_FIELD] = apply_field,
        [CHANGE_PLACE] = apply_place,
        [CHANGE_VALUE] = apply_value,
    };
    return kinds[change->kind](report, change, err);
}

static void change_invert(struct change *change) { /* in place */
    char *text = change->old_text;
    change->old_text = change->new_text;
    change->new_text = text;
    struct place place = change->old_place;
    change->old_place = change->new_place;
    change->new_place = place;
    splice_invert(&change->splice);
}

/* The change as it undoes itself; borrows all but the splice. */
static enum rc apply_inverse(struct report *report, const struct change *change, struct err *err) {
    struct change inverse = *change;
    splice_copy(&inverse.splice, &change->splice);
    change_invert(&inverse);
    enum rc rc = change_apply(report, &inverse, err);
    splice_release(&inverse.splice);
    return rc;
}

enum rc change_set_apply(struct report *report, const struct change_set *set, struct err *err) {
    enum rc rc = RC_OK;
    size_t done = 0;
    while (done < set->count && rc == RC_OK) {
        rc = change_apply(report, &set->changes[done], err);
        done += rc == RC_OK;
    }
    while (rc != RC_OK && done-- > 0) {
        enum rc undone = apply_inverse(report, &set->changes[done], NULL);
        assert(undone == RC_OK);
    }
    return rc;
}

void change_set_invert(struct change_set *set) {
    for (size_t i = 0; i < set->count; i++)
        change_invert(&set->changes[i]);
    for (size_t i = 0, j = set->count; i + 1 < j; i++) {
        struct change kept = set->changes[i];
        set->changes[i] = set->changes[--j];
        set->changes[j] = kept;
    }
}
