#include "model/finding_fix.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/body_line.h"
#include "model/section.h"
#include "model/splice.h"

enum {
    AROUND = 8,           /* points of the line shown beside a cure */
    CUT_POINTS_LEAST = 50 /* of a line that a page cut in two */
};

/* --- offering --- */

static struct finding_fix *push(struct finding *finding, enum finding_fix_kind kind) {
    MEM_PUSH_ROOM(finding->fixes, finding->fix_count, finding->fix_cap);
    struct finding_fix *fix = &finding->fixes[finding->fix_count++];
    *fix = (struct finding_fix){.kind = kind};
    return fix;
}

static struct finding_fix *push_text(struct finding *finding, size_t offset, size_t length,
                                     struct span text) {
    struct finding_fix *fix = push(finding, FIX_TEXT);
    fix->offset = offset;
    fix->length = length;
    fix->text = span_copy(text);
    return fix;
}

/* The next digit, 0 to 9 whatever its width; -1 at the end. */
static int take_digit(struct span *text) {
    while (text->n > 0) {
        char32_t c = utf8_take(text);
        if (c >= U'0' && c <= U'9')
            return (int)(c - U'0');
        if (c >= U'０' && c <= U'９')
            return (int)(c - U'０');
    }
    return -1;
}

static bool has_digits_of(struct span a, struct span b) {
    for (;;) {
        int digit = take_digit(&a);
        if (digit != take_digit(&b))
            return false;
        if (digit < 0)
            return true;
    }
}

void finding_add_fix(struct finding *finding, const struct body *body, size_t offset, size_t length,
                     struct span text) {
    struct str removed = STR_INIT;
    body_add_range(&removed, body, offset, offset + length);
    if (has_digits_of(str_span(&removed), text))
        (void)push_text(finding, offset, length, text);
    str_release(&removed);
}

void finding_offer_year(struct finding *finding, const struct body *body, size_t offset, int year) {
    enum { DIGITS = 4 };
    struct str stands = STR_INIT, digits = STR_INIT, text = STR_INIT;
    body_add_range(&stands, body, offset, offset + 1);
    str_add_format(&digits, "%04d", year);
    if (digits.len == stands.len * DIGITS)
        str_add(&text, str_span(&digits));
    else
        for (size_t i = 0; i < digits.len; i++)
            str_add_char(&text, U'０' + (char32_t)(digits.s[i] - '0'));
    (void)push_text(finding, offset, DIGITS, str_span(&text));
    str_release(&stands);
    str_release(&digits);
    str_release(&text);
}

/* A long line without an end that goes on after what stands between: hard line breaks are shorter.
 */
static bool is_cut(const struct line *before, const struct line *after) {
    static const char *const ends[] = {"。", "！", "？", "；", "：", "”", "…", ";", ":", "）"};
    struct span text = str_span(&before->text), rest = str_span(&after->text);
    struct label label;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (span_ends_with(text, span_of(ends[i])))
            return false;
    return before->points >= CUT_POINTS_LEAST && before->tag == LINE_PARAGRAPH &&
           after->tag == LINE_PARAGRAPH && !label_take(&rest, &label);
}

void finding_offer_removal(struct finding *finding, const struct body *body) {
    size_t first = body_place_of(body, finding->offset).line;
    size_t last = body_place_of(body, finding->offset + finding->length).line;
    size_t from = finding->offset, to = finding->offset + finding->length;
    bool before = first > 0, after = last + 1 < body->count;
    bool cut = before && after && is_cut(&body->lines[first - 1], &body->lines[last + 1]);
    if (before)
        from--;
    if (after && (cut || !before))
        to++;
    (void)push_text(finding, from, to - from, SPAN(""));
}

void finding_offer_signed_removal(struct finding *finding, size_t offset, size_t length) {
    struct finding_fix *fix = push(finding, FIX_SIGN_OFF);
    fix->offset = offset > 0 ? offset - 1 : 0;
    fix->length = length + 1;
}

void finding_offer_numbering(struct finding *finding, enum finding_fix_kind kind,
                             enum numbering style) {
    assert(kind == FIX_NUMBERING || kind == FIX_ITEM_NUMBERING);
    push(finding, kind)->text = span_copy(span_of(numbering_name(style)));
}

void finding_offer_label(struct finding *finding) {
    (void)push(finding, FIX_LABEL);
}

/* --- both wordings --- */

static void add_text_wordings(struct str *before, struct str *after, const struct body *body,
                              const struct finding_fix *fix) {
    size_t end = fix->offset + fix->length;
    struct body_place from = body_place_of(body, fix->offset), to = body_place_of(body, end);
    size_t left = from.column < AROUND ? from.column : AROUND;
    size_t rest = body->lines[to.line].points - to.column, right = rest < AROUND ? rest : AROUND;
    size_t first = fix->offset - left, last = end + right;
    struct str removed = STR_INIT;
    body_widen(body, &first, &last);
    body_add_range(&removed, body, fix->offset, end);
    struct span gone = span_trim(str_span(&removed));
    if (fix->text[0] == '\0' && from.line != to.line) {
        str_add_line(before, gone);
        str_add_text(after, _("（整行删去）"));
    } else {
        body_add_range(before, body, first, last);
        body_add_range(after, body, first, fix->offset);
        str_add_text(after, fix->text);
        body_add_range(after, body, end, last);
    }
    str_release(&removed);
}

static struct span signed_off(const struct report *report, const struct finding_fix *fix) {
    struct span text = span_of(report->sign_off);
    return span_sub(text, utf8_offset(text, fix->offset),
                    utf8_offset(text, fix->offset + fix->length));
}

static void add_label_wordings(struct str *before, struct str *after, const struct section *section,
                               const struct finding *finding) {
    if (finding->length == 0) {
        section_add_label(before, section);
        section_add_derived_label(after, section);
        return;
    }
    size_t line = body_place_of(&section->body, finding->offset).line;
    section_add_item_label(before, section, line);
    section_add_derived_item_label(after, section, line);
}

static void add_style_wordings(struct str *before, struct str *after, const struct section *section,
                               const struct finding *finding, const struct finding_fix *fix) {
    enum numbering old = finding->length > 0 ? section->item_numbering : section->parent->numbering;
    str_add_text(before, numbering_name(old));
    str_add_text(after, fix->text);
}

void finding_add_wordings(struct str *before, struct str *after, const struct report *report,
                          const struct finding *finding, size_t fix) {
    const struct section *section = report_find_id(report, finding->section);
    assert(fix < finding->fix_count);
    const struct finding_fix *it = &finding->fixes[fix];
    if (it->kind == FIX_SIGN_OFF) {
        str_add_line(before, span_trim(signed_off(report, it)));
        str_add_text(after, _("（整行删去）"));
        return;
    }
    assert(section != NULL);
    if (it->kind == FIX_TEXT)
        add_text_wordings(before, after, &section->body, it);
    else if (it->kind == FIX_LABEL)
        add_label_wordings(before, after, section, finding);
    else
        add_style_wordings(before, after, section, finding, it);
}

/* --- doing --- */

/* A line that comes to stand where one is taken away stays what it is. */
static void keep_attribute(struct splice *splice, const struct body *body, size_t offset,
                           size_t removed) {
    struct body_place from = body_place_of(body, offset);
    struct body_place to = body_place_of(body, offset + removed);
    if (from.column > 0 || to.column > 0 || from.line == to.line)
        return;
    const struct line *before = &body->lines[from.line], *after = &body->lines[to.line];
    attribute_add(&splice->first_before, before->tag, line_detail(before));
    attribute_add(&splice->first_after, after->tag, line_detail(after));
}

static void add_text_change(struct change_set *set, const struct section *section,
                            const struct finding_fix *fix) {
    struct splice *splice = change_add_splice(set, section->id);
    body_make_splice(splice, &section->body, fix->offset, fix->length, span_of(fix->text),
                     kind_line_tag(section->kind));
    if (fix->text[0] == '\0')
        keep_attribute(splice, &section->body, fix->offset, fix->length);
}

static void add_item_label_change(struct change_set *set, const struct section *section,
                                  size_t offset) {
    const struct line *line = &section->body.lines[body_place_of(&section->body, offset).line];
    struct splice *splice = change_add_splice(set, section->id);
    splice->offset = offset;
    attribute_add(&splice->first_before, line->tag, line_detail(line));
    attribute_add(&splice->first_after, line->tag, NULL);
}

static void add_sign_off_change(struct change_set *set, const struct report *report,
                                const struct finding_fix *fix) {
    struct span old = span_of(report->sign_off), gone = signed_off(report, fix);
    struct str text = STR_INIT;
    size_t from = (size_t)(gone.p - old.p);
    str_add(&text, span_sub(old, 0, from));
    str_add(&text, span_sub(old, from + gone.n, old.n));
    change_add_value(set, report, "sign_off", text.s);
    str_release(&text);
}

void change_add_fix(struct change_set *set, const struct report *report,
                    const struct finding *finding, size_t fix) {
    const struct section *section = report_find_id(report, finding->section);
    assert(fix < finding->fix_count);
    const struct finding_fix *it = &finding->fixes[fix];
    if (it->kind == FIX_SIGN_OFF) {
        add_sign_off_change(set, report, it);
        return;
    }
    assert(section != NULL);
    int64_t parent = section->parent == NULL || section->parent == report->root
                         ? (int64_t)SECTION_ROOT_ID
                         : section->parent->id;
    switch (it->kind) {
    case FIX_TEXT:
        add_text_change(set, section, it);
        break;
    case FIX_NUMBERING:
        change_add_field(set, report, parent, FIELD_NUMBERING, it->text);
        break;
    case FIX_ITEM_NUMBERING:
        change_add_field(set, report, section->id, FIELD_ITEM_NUMBERING, it->text);
        break;
    case FIX_LABEL:
        if (finding->length > 0)
            add_item_label_change(set, section, finding->offset);
        else
            change_add_field(set, report, section->id, FIELD_LABEL, "");
        break;
    case FIX_SIGN_OFF: /* above */
        break;
    }
}
