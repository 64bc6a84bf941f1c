#include "exchange/outline/offer.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/outline/outline.h"
#include "model/section.h"
#include "model/section_names.h"

static const struct template_section *wanted_of(const struct report *report,
                                                const struct section *parent) {
    return parent == report->root ? &report->template->root : section_template(report, parent);
}

static size_t index_in(const struct report *report, const struct template_section *parent,
                       const struct section *section) {
    const struct template_section *at = section_template(report, section);
    return at != NULL && at->position < parent->section_count &&
                   parent->sections[at->position] == at
               ? at->position
               : SIZE_MAX;
}

/* The only section that the template has between the neighbours of `at`, both matched, and that the
 * report has nowhere. */
static const struct template_section *find_between(const struct report *report,
                                                   const struct section_names *names,
                                                   const struct section *parent, size_t at) {
    const struct template_section *wanted = wanted_of(report, parent), *only = NULL;
    if (wanted == NULL || at == 0 || at + 1 >= parent->count)
        return NULL;
    size_t from = index_in(report, wanted, parent->children[at - 1]);
    size_t to = index_in(report, wanted, parent->children[at + 1]);
    if (from == SIZE_MAX || to == SIZE_MAX)
        return NULL;
    for (size_t i = from + 1; i < to; i++) {
        if (section_names_find(names, wanted->sections[i]->name) != NULL)
            continue;
        if (only != NULL)
            return NULL;
        only = wanted->sections[i];
    }
    return only;
}

void outline_offer(const struct report *report, const char **offers) {
    if (report->template == NULL)
        return;
    struct section_names *names = section_names_new(report);
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        if (s->name != NULL || s->attachment || s->form == FORM_NONE)
            continue;
        const struct template_section *between =
            find_between(report, names, s->parent, section_position(s));
        if (between != NULL)
            offers[s->id] = between->name;
    }
    section_names_free(names);
}

/* --- findings --- */

static const char *label_of(const struct report *report, const char *name) {
    const struct template_section *at = template_find_section(report->template, span_of(name));
    return at != NULL ? at->label : name;
}

static void tell_section(struct import_draft *draft, const struct import_piece *piece) {
    const struct report *report = draft->report;
    bool likely = piece->confidence > 0 && piece->confidence < 100;
    if (!likely && piece->offer == NULL)
        return;
    const struct section *section = report_find_id(report, piece->section);
    struct str message = STR_INIT;
    if (likely)
        str_add_format(&message, _("这一节对应模板的“%s”，把握%d%%，请核对"),
                       label_of(report, section->name), piece->confidence);
    else
        str_add_format(
            &message, _("模板里没有这一节；按位置可能是模板的“%s”改了名，把握低，没有对应，请核对"),
            label_of(report, piece->offer));
    (void)findings_add(&draft->findings, report, section, "match", SEVERITY_HINT, 0, 0, message.s);
    str_release(&message);
}

static bool is_offered(const struct import_draft *draft, const char *name) {
    for (size_t i = 0; i < draft->piece_count; i++)
        if (draft->pieces[i].offer != NULL && span_is(span_of(name), draft->pieces[i].offer))
            return true;
    return false;
}

/* Only the topmost of what is missing: below it all is missing too. */
static void tell_missing(struct import_draft *draft, const bool *found, size_t ids) {
    for (const struct section *s = NULL; (s = report_next_section(draft->report, s)) != NULL;) {
        bool parent_found = s->parent == draft->report->root || (size_t)s->parent->id >= ids ||
                            found[s->parent->id];
        if (s->name == NULL || ((size_t)s->id < ids && found[s->id]) || !parent_found ||
            is_offered(draft, s->name))
            continue;
        (void)findings_add(&draft->findings, draft->report, s, "match", SEVERITY_HINT, 0, 0,
                           _("模板的这一节在文中没有找到，已留空"));
    }
}

void outline_tell_matches(struct import_draft *draft) {
    const struct report *report = draft->report;
    size_t ids = (size_t)report->next_id, matched = 0;
    if (report->template == NULL)
        return;
    bool *found = mem_alloc_zero(ids + 1, sizeof *found);
    for (size_t i = 0; i < draft->piece_count; i++) {
        const struct import_piece *piece = &draft->pieces[i];
        if (!piece->is_heading || piece->section <= 0 || found[piece->section])
            continue;
        found[piece->section] = true;
        matched += piece->confidence > 0;
        tell_section(draft, piece);
    }
    if (matched > 0)
        tell_missing(draft, found, ids);
    else
        (void)findings_add_place(&draft->findings, report, "title", "match", SEVERITY_HINT,
                                 _("文中没有一节与模板对应；也可以不用模板，或换一个模板"));
    mem_free(found);
}
