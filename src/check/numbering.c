#include "check/numbering.h"

#include "base/lang.h"
#include "model/finding_fix.h"
#include "model/label.h"
#include "model/section.h"

/* Whether the second label is the next of the style of the first: what is wrong was wrong before.
 */
static bool goes_on(const char *before, const char *text) {
    struct label first, second;
    struct span one = span_of(before), two = span_of(text);
    return label_take(&one, &first) && label_take(&two, &second) && first.style == second.style &&
           first.depth == second.depth && second.n == first.n + 1;
}

/* The wrong label of the sibling before; NULL: it has none. */
static const char *label_before(const struct section *section) {
    return section->parent != NULL && section->position > 0
               ? section->parent->children[section->position - 1]->label
               : NULL;
}

static void check_label(struct findings *out, const struct report *report,
                        const struct section *section) {
    struct str derived = STR_INIT;
    section_add_derived_label(&derived, section);
    const char *before = label_before(section);
    bool told = before != NULL && section->label != NULL && goes_on(before, section->label);
    if (section->label != NULL && !told && !span_is(str_span(&derived), section->label)) {
        struct str message = STR_INIT;
        str_add_format(&message, _("序号是“%s”，按位置应为“%s”；可用“重新编号”改正"),
                       section->label, derived.s);
        finding_offer_label(
            findings_add(out, report, section, "label", SEVERITY_WARNING, 0, 0, message.s));
        str_release(&message);
    }
    str_release(&derived);
}

static void check_item_labels(struct findings *out, const struct report *report,
                              const struct section *section) {
    size_t offset = 0;
    unsigned place = 0;
    const char *before = NULL; /* the wrong label of the item before */
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        place += line->tag == LINE_ITEM;
        struct str derived = STR_INIT;
        if (line->tag == LINE_ITEM && line->label != NULL)
            label_add(&derived, section->item_numbering, place, SPAN(""));
        bool wrong = derived.len > 0 && !span_is(str_span(&derived), line->label);
        if (wrong && (before == NULL || !goes_on(before, line->label))) {
            struct str message = STR_INIT;
            str_add_format(&message, _("这一条的序号是“%s”，按位置应为“%s”"), line->label,
                           derived.s);
            finding_offer_label(findings_add(out, report, section, "label", SEVERITY_WARNING,
                                             offset, line->points, message.s));
            str_release(&message);
        }
        if (line->tag == LINE_ITEM)
            before = wrong ? line->label : NULL;
        str_release(&derived);
        offset += line->points + 1;
    }
}

/* A label that the file alone had goes; else the level gets another style. */
static void offer_style(struct finding *finding, enum finding_fix_kind kind, enum numbering style) {
    if (style == NUMBERING_COMMA)
        finding_offer_numbering(finding, kind, NUMBERING_DOT);
    else
        finding_offer_label(finding);
}

/* GB/T 9704 has "1." where many write "1、": one hint for the items of a section, one for its
 * children. */
static void check_style(struct findings *out, const struct report *report,
                        const struct section *section) {
    const char *advice = _("“1、”宜写成“1.”（GB/T 9704）");
    size_t offset = 0;
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        if (line->tag == LINE_ITEM && section_item_style(section, i) == NUMBERING_COMMA) {
            offer_style(findings_add(out, report, section, "label-style", SEVERITY_HINT, offset,
                                     line->points, advice),
                        FIX_ITEM_NUMBERING, section->item_numbering);
            break;
        }
        offset += line->points + 1;
    }
    bool first = section->parent != NULL && section->position == 0;
    if (first && section_label_style(section) == NUMBERING_COMMA)
        offer_style(findings_add(out, report, section, "label-style", SEVERITY_HINT, 0, 0, advice),
                    FIX_NUMBERING, section->parent->numbering);
}

static const struct section *next(const struct report *report, const struct section *after) {
    return report_next_section(report, after != report->front ? after : NULL);
}

/* GB/T 9704: a heading on a line of its own has no mark at its end; in one list all are alike. */
static bool has_end_mark(const struct section *section) {
    static const char *const marks[] = {"。", "；", "，", "：", ".", ";", ","};
    struct str line = STR_INIT;
    section_add_heading_line(&line, section);
    bool has = false;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        has |= span_ends_with(span_trim_end(str_span(&line)), span_of(marks[i]));
    str_release(&line);
    return has;
}

/* Told at each that has one while most have none, or the other way round; once for the parent. */
static void check_end_marks(struct findings *out, const struct report *report,
                            const struct section *parent) {
    size_t with = 0, all = 0;
    const struct section *odd[2] = {NULL, NULL};
    for (size_t i = 0; i < parent->count; i++) {
        const struct section *child = parent->children[i];
        if (child->form != FORM_BLOCK || child->heading[0] == '\0')
            continue;
        bool has = has_end_mark(child);
        all++;
        with += has;
        if (odd[has] == NULL)
            odd[has] = child;
    }
    if (with > 0 && with < all)
        findings_add(out, report, odd[with * 2 <= all], "end-mark", SEVERITY_HINT, 0, 0,
                     _("同级标题有的带句末标点，有的不带：单独成行的标题末尾不用标点"));
}

void check_numbering(struct findings *out, const struct report *report,
                     const struct section *section) {
    const struct section *at = section != NULL ? section : report->front;
    if (section == NULL)
        check_end_marks(out, report, report->root);
    for (; at != NULL; at = section == NULL ? next(report, at) : NULL) {
        check_label(out, report, at);
        check_item_labels(out, report, at);
        check_style(out, report, at);
        check_end_marks(out, report, at);
    }
}
