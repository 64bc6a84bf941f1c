#include "model/upgrade.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/points.h"
#include "base/text/utf8.h"
#include "model/report_seed.h"
#include "model/section.h"
#include "model/section_names.h"
#include "model/upgrade_items.h"
#include "model/upgrade_values.h"

#include <string.h>

/* --- versions --- */

/* Eats what is no digit, then a number. */
static uint64_t take_number(struct span *text) {
    uint64_t n = 0;
    while (text->n > 0 && (text->p[0] < '0' || text->p[0] > '9'))
        *text = span_sub(*text, 1, text->n);
    for (; text->n > 0 && text->p[0] >= '0' && text->p[0] <= '9';
         *text = span_sub(*text, 1, text->n))
        n = n < UINT32_MAX ? n * 10 + (uint64_t)(text->p[0] - '0') : n;
    return n;
}

int version_compare(const char *left, const char *right) {
    struct span a = span_of(left), b = span_of(right);
    while (a.n > 0 || b.n > 0) {
        uint64_t x = take_number(&a), y = take_number(&b);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return 0;
}

/* --- likeness of headings --- */

static struct points take_points(struct span text, char32_t points[POINTS_COMPARED_MOST]) {
    size_t n = 0;
    while (text.n > 0 && n < POINTS_COMPARED_MOST) {
        char32_t c = utf8_take(&text);
        if (!utf8_is_space(c))
            points[n++] = c;
    }
    return (struct points){points, n};
}

/* Characters that both have in the same order, of all of both, in percent. */
static unsigned likeness(const char *left, const char *right) {
    char32_t first[POINTS_COMPARED_MOST], second[POINTS_COMPARED_MOST];
    struct points a = take_points(span_of(left), first), b = take_points(span_of(right), second);
    return a.n + b.n > 0 ? (unsigned)(200 * points_in_common(a, b) / (a.n + b.n)) : 0;
}

static const char *label_of(const struct template_section *section) {
    return section->label != NULL ? section->label : "";
}

/* The section of `newer` that `old` has become: of those that the old template does not know, the
 * one whose label is most like its own, where that one likes no other better. NULL: none. */
static const struct template_section *nearest(const struct template_section *old,
                                              const struct template *of,
                                              const struct template *newer) {
    enum { LIKE_LEAST = 60 };
    const struct template_section *best = NULL;
    unsigned most = LIKE_LEAST - 1;
    for (const struct template_section *at = NULL;
         (at = template_next_section(newer, at)) != NULL;) {
        unsigned like = likeness(label_of(old), label_of(at));
        if (like > most && template_find_section(of, span_of(at->name)) == NULL) {
            most = like;
            best = at;
        }
    }
    return best;
}

static const struct template_section *renamed_to(const struct template_section *old,
                                                 const struct template *of,
                                                 const struct template *newer) {
    const struct template_section *to = nearest(old, of, newer);
    return to != NULL && nearest(to, newer, of) == old ? to : NULL;
}

/* --- the plan --- */

static bool same_text(const char *a, const char *b) {
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool same_parent(const struct template_section *a, const struct template_section *b) {
    return same_text(a->parent != NULL ? a->parent->name : NULL,
                     b->parent != NULL ? b->parent->name : NULL);
}

struct plan {
    struct str *out;
    const struct report *report;
    const struct template *old, *newer;
    struct section_names *names; /* of the report's sections */
    size_t kept, own;
};

static void plan_section(struct plan *plan, const struct section *at) {
    const struct template_section *old = section_template(plan->report, at);
    if (old == NULL) {
        plan->own += at->parent != NULL;
        return;
    }
    const struct template_section *new = template_find_section(plan->newer, span_of(at->name));
    const struct template_section *to =
        new == NULL ? renamed_to(old, plan->old, plan->newer) : NULL;
    bool changed = new != NULL &&section_names_find(plan->names, at->name) ==
                   at &&upgrade_add_section(plan->out, old, new);
    if (to != NULL)
        str_add_format(plan->out, _("疑为改名：%s → %s——要一并改名才接上，否则原样保留\n"),
                       at->heading, label_of(to));
    else if (new == NULL)
        str_add_format(plan->out, _("新版模板没有：%s（%s）——原样保留，照常导出\n"), at->heading,
                       at->name);
    else if (!same_parent(old, new))
        str_add_format(plan->out, _("新版位置不同：%s（%s）——留在原处，可自行移动\n"), at->heading,
                       at->name);
    else if (same_text(old->label, new->label) && !changed)
        plan->kept++;
    if (new != NULL && !same_text(old->label, new->label))
        str_add_format(plan->out,
                       strcmp(at->heading, label_of(old)) == 0
                           ? _("标题改为：%s → %s\n")
                           : _("标题改过，不动：%s（新版：%s）\n"),
                       at->heading, label_of(new));
}

static void plan_new_sections(struct plan *plan) {
    for (const struct template_section *at = NULL;
         (at = template_next_section(plan->newer, at)) != NULL;)
        if (section_names_find(plan->names, at->name) == NULL &&
            (template_find_section(plan->old, span_of(at->name)) != NULL ||
             renamed_to(at, plan->newer, plan->old) == NULL))
            str_add_format(plan->out, _("新增：%s（%s）\n"), label_of(at), at->name);
}

void upgrade_add_plan(struct str *out, const struct report *report, const struct template *newer) {
    struct plan plan = {.out = out, .report = report, .old = report->template, .newer = newer};
    if (plan.old == NULL)
        return;
    plan.names = section_names_new(report);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        plan_section(&plan, at);
    plan_new_sections(&plan);
    section_names_free(plan.names);
    upgrade_add_items(out, report, newer);
    upgrade_add_values(out, report, newer);
    if (plan.own > 0)
        str_add_format(out, _("自加的节，原样保留：%zu节\n"), plan.own);
    str_add_format(out, _("不变：%zu节\n"), plan.kept);
}

size_t upgrade_count_renamed(const struct report *report, const struct template *newer) {
    size_t count = 0;
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        const struct template_section *old = section_template(report, at);
        count += old != NULL && template_find_section(newer, span_of(at->name)) == NULL &&
                 renamed_to(old, report->template, newer) != NULL;
    }
    return count;
}

/* --- the change --- */

static void upgrade_section(struct report *report, struct section *at, const struct template *old,
                            bool renames) {
    const struct template_section *was = template_find_section(old, span_of(at->name));
    const struct template_section *is = section_template(report, at);
    if (is == NULL && was != NULL && renames)
        is = renamed_to(was, old, report->template);
    if (is == NULL) {
        mem_free(at->name);
        at->name = NULL;
        at->touched = true; /* what has no template any more is the clerk's own: it prints */
        return;
    }
    if (strcmp(at->name, is->name) != 0) {
        mem_free(at->name);
        at->name = span_copy(span_of(is->name));
    }
    if (was != NULL && strcmp(at->heading, label_of(was)) == 0)
        section_set_text(&at->heading, span_of(is->label));
}

void upgrade_report(struct report *report, struct template *newer, bool renames) {
    struct template *old = report->template;
    report->template = newer;
    for (struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        if (at->name != NULL)
            upgrade_section(report, at, old, renames);
    (void)report_add_missing_sections(report);
    upgrade_values(report, old);
    template_free(old);
}
