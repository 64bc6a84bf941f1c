#include "session/repetition.h"

#include "base/lang.h"
#include "model/section.h"
#include "model/template/columns.h"

const struct template_section *repetition_at(const struct report *report,
                                             const struct section *parent, size_t position) {
    if (position == 0 || position > parent->count)
        return NULL;
    const struct template_section *from = section_template(report, parent->children[position - 1]);
    return from != NULL && from->repeats ? from : NULL;
}

enum rc repetition_check(const struct report *report, const struct template_section *from,
                         struct err *err) {
    long count = (long)report_count_named(report, span_of(from->name));
    if (from->repeat_max < 0 || count < from->repeat_max)
        return RC_OK;
    return err_set(err, RC_REFUSED,
                   _("“%s”这样的节模板规定最多%ld节，已经有%ld节；别的节请在别处添加"),
                   from->label != NULL ? from->label : from->name, from->repeat_max, count);
}

static void add_fields(struct change_set *set, const struct report *report,
                       const struct template_section *from, int64_t id, int depth) {
    bool numbers_items = from->kind == KIND_ITEMS && from->numbering_given;
    enum numbering below =
        template_numbering(report->template, numbers_items ? &report->template->root : from, depth);
    change_add_field(set, report, id, FIELD_NAME, from->name);
    change_add_field(set, report, id, FIELD_HEADING, from->label != NULL ? from->label : "");
    change_add_field(set, report, id, FIELD_FORM, form_name(from->form));
    if (from->form == FORM_RUN_IN)
        change_add_field(set, report, id, FIELD_END_MARK, from->end_mark);
    change_add_field(set, report, id, FIELD_KIND, kind_name(from->kind));
    change_add_field(set, report, id, FIELD_NUMBERING, numbering_name(below));
    if (numbers_items)
        change_add_field(set, report, id, FIELD_ITEM_NUMBERING, numbering_name(from->numbering));
    if (from->attachment)
        change_add_field(set, report, id, FIELD_ATTACHMENT, "1");
}

/* A table begins with the names of its columns. */
static void add_heading_row(struct change_set *set, const struct template_section *from,
                            int64_t id) {
    struct str heading = STR_INIT;
    struct body empty, filled;
    struct splice splice;
    columns_add_heading(&heading, from);
    body_init(&empty, LINE_PARAGRAPH); /* as a section is when it comes into the tree */
    body_init(&filled, kind_line_tag(from->kind));
    if (heading.len > 0)
        body_set_text(&filled, str_span(&heading), LINE_ROW);
    if (body_diff(&splice, &empty, &filled))
        *change_add_splice(set, id) = splice;
    else
        splice_release(&splice);
    body_release(&empty);
    body_release(&filled);
    str_release(&heading);
}

/* As deep as a template is: TEMPLATE_DEPTH_MOST. */
static void add_at(struct change_set *set, const struct report *report,
                   const struct template_section *from, int64_t *next, struct place place,
                   int depth) {
    int64_t id = (*next)++;
    change_add_place(set, report, id, place);
    add_fields(set, report, from, id, depth);
    add_heading_row(set, from, id);
    for (size_t i = 0; i < from->section_count; i++)
        add_at(set, report, from->sections[i], next, (struct place){id, i}, depth + 1);
}

void change_add_repetition(struct change_set *set, const struct report *report,
                           const struct template_section *from, int64_t *next, struct place place) {
    const struct section *parent =
        place.parent == PLACE_TOP ? report->root : report_find_id(report, place.parent);
    add_at(set, report, from, next, place, section_depth(parent) + 1);
}
