#include "check/self_names.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "check/passage.h"
#include "model/report.h"

/* How offices of a kind call themselves, and what stands in their names. 站, 所 and 队 are left
 * out: an office speaks for those below it. */
static const struct kind {
    const char32_t *self;
    const char *names; /* split by '/' */
} kinds[] = {
    {U"局", "局/分局"},           {U"镇", "镇"}, {U"乡", "乡"},
    {U"街道", "街道/街"},         {U"委", "委"}, {U"厅", "厅"},
    {U"校", "校/小学/中学/学院"}, {U"院", "院"}, {U"中心", "中心"},
};

struct self_names {
    struct raiser raiser;
    const char *unit;
    bool own[ARRAY_LEN(kinds)]; /* the unit is of that kind */
};

static bool is_of(const char *unit, const char *names) {
    struct span rest = span_of(names);
    while (rest.n > 0) {
        size_t slash = span_find(rest, SPAN("/"));
        size_t end = slash == SIZE_MAX ? rest.n : slash;
        if (span_find(span_of(unit), span_sub(rest, 0, end)) != SIZE_MAX)
            return true;
        rest = span_sub(rest, end < rest.n ? end + 1 : end, rest.n);
    }
    return false;
}

/* 我镇, not 我镇江: what stands behind begins no longer name. */
static void check_at(struct self_names *names, const struct passage *p, size_t at) {
    static const char32_t *const longer[] = {U"江", U"上", U"下", U"里", U"内", U"外", U"村", U"区",
                                             U"员", U"会", U"党", U"托", U"派", U"屈", U"办", NULL};
    if (at > 0 && char_is_one_of(p->c[at - 1], U"“《自"))
        return; /* a saying or a title */
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        size_t end = at + 1 + word_length(kinds[i].self);
        if (names->own[i] || !word_stands_at(p, at + 1, kinds[i].self) ||
            word_any_at(p, end, longer) != NULL)
            continue;
        struct str self = STR_INIT, message = STR_INIT;
        passage_add(&self, p, at, end);
        str_add_format(&message, _("“%s”：这是%s的报告，是否照抄了别的单位"), self.s, names->unit);
        (void)raise_finding(&names->raiser, p, "other-unit", SEVERITY_WARNING, at, end, message.s);
        str_release(&self);
        str_release(&message);
        return;
    }
}

static void visit(void *context, const struct passage *p) {
    for (size_t at = 0; at + 1 < p->n; at++)
        if (p->c[at] == U'我')
            check_at(context, p, at);
}

void check_self_names(struct findings *out, const struct report *report,
                      const struct section *section) {
    struct self_names names = {.unit = report->unit};
    bool known = false;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        names.own[i] = is_of(report->unit, kinds[i].names);
        known |= names.own[i];
    }
    if (!known)
        return; /* it may call itself anything */
    raiser_init(&names.raiser, out);
    passages_visit(report, section, visit, &names);
    raiser_release(&names.raiser, report);
}
