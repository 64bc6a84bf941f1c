/* A section, and what is derived from its place and text: path, labels, printed lines. */
#include "model/section.h"

#include "model/report.h"
#include "model/section_state.h"

#include "base/mem.h"

#include <string.h>

/* --- names of the enums --- */

#define X(name, text) [FORM_##name] = (text),
static const char *const form_names[] = {FORM_LIST(X)};
#undef X
#define X(name, text) [KIND_##name] = (text),
static const char *const kind_names[] = {KIND_LIST(X)};
#undef X
#define X(name, text) [STATE_##name] = (text),
static const char *const state_names[] = {STATE_LIST(X)};
#undef X

const char *form_name(enum heading_form form) {
    return form_names[form];
}

const char *kind_name(enum section_kind kind) {
    return kind_names[kind];
}

const char *state_name(enum section_state state) {
    return state_names[state];
}

bool form_find(struct span name, enum heading_form *form) {
    for (size_t i = 0; i < ARRAY_LEN(form_names); i++)
        if (span_is(name, form_names[i])) {
            *form = (enum heading_form)i;
            return true;
        }
    return false;
}

bool kind_find(struct span name, enum section_kind *kind) {
    for (size_t i = 0; i < ARRAY_LEN(kind_names); i++)
        if (span_is(name, kind_names[i])) {
            *kind = (enum section_kind)i;
            return true;
        }
    return false;
}

enum line_tag kind_line_tag(enum section_kind kind) {
    static const enum line_tag tags[] = {
        [KIND_TEXT] = LINE_PARAGRAPH, [KIND_ITEMS] = LINE_ITEM, [KIND_TABLE] = LINE_ROW};
    return tags[kind];
}

/* --- texts --- */

void section_set_text(char **member, struct span text) {
    if (*member != NULL && text.p != NULL && span_is(text, *member))
        return;
    char *copy = text.p == NULL ? NULL : span_copy(text); /* text may lie in the old one */
    mem_free(*member);
    *member = copy;
}

/* --- place --- */

static bool is_top(const struct section *section) {
    return section->parent != NULL && section->parent->id == SECTION_ROOT_ID;
}

size_t section_position(const struct section *section) {
    return section->parent != NULL ? section->position : 0;
}

int section_depth(const struct section *section) {
    int depth = 0;
    while ((section = section->parent) != NULL)
        depth++;
    return depth;
}

bool section_is_within(const struct section *section, const struct section *ancestor) {
    while (section != NULL && section != ancestor)
        section = section->parent;
    return section != NULL;
}

void section_add_path(struct str *out, const struct section *section) {
    if (section->id == SECTION_FRONT_ID)
        str_add_text(out, "0");
    if (section->parent == NULL)
        return;
    if (!is_top(section)) {
        section_add_path(out, section->parent);
        if (section->parent->parent != NULL)
            str_add_text(out, ".");
    }
    str_add_format(out, "%zu", section_position(section) + 1);
}

/* --- labels --- */

bool section_is_attachment(const struct section *section) {
    return section->attachment && is_top(section);
}

static enum numbering derived_style(const struct section *section) {
    if (section->form == FORM_NONE || section->parent == NULL)
        return NUMBERING_NONE;
    return section_is_attachment(section) ? NUMBERING_ATTACHMENT : section->parent->numbering;
}

static bool is_set(const char *text) {
    return text != NULL && text[0] != '\0';
}

static enum numbering style_of_literal(const char *literal, enum numbering otherwise) {
    struct span line = span_of(literal);
    struct label label;
    if (label_take(&line, &label))
        return label.style;
    struct str followed = STR_INIT; /* "1.1" alone may be a quantity; before a heading it is none */
    str_add_format(&followed, "%s 甲", literal);
    line = str_span(&followed);
    bool taken = label_take(&line, &label) && line.n == SPAN("甲").n;
    str_release(&followed);
    return taken ? label.style : otherwise;
}

enum numbering section_label_style(const struct section *section) {
    enum numbering style = derived_style(section);
    return section->form != FORM_NONE && is_set(section->label)
               ? style_of_literal(section->label, style)
               : style;
}

void section_add_derived_label(struct str *out, const struct section *section) {
    enum numbering style = derived_style(section);
    if (style == NUMBERING_NONE)
        return;
    const struct section *parent = section->parent;
    unsigned n = 1 + (unsigned)section->before[section_is_attachment(section)];
    struct str above = STR_INIT;
    if (style == NUMBERING_DECIMAL)
        section_add_label(&above, parent);
    label_add(out, style, n, str_span(&above));
    str_release(&above);
}

void section_add_label(struct str *out, const struct section *section) {
    if (section->form == FORM_NONE)
        return;
    if (is_set(section->label))
        str_add_text(out, section->label);
    else
        section_add_derived_label(out, section);
}

void section_add_item_label(struct str *out, const struct section *section, size_t line) {
    const struct line *lines = section->body.lines;
    if (line >= section->body.count || lines[line].tag != LINE_ITEM)
        return;
    if (lines[line].label != NULL) /* "" too: an item that prints none */
        str_add_text(out, lines[line].label);
    else
        section_add_derived_item_label(out, section, line);
}

void section_add_derived_item_label(struct str *out, const struct section *section, size_t line) {
    const struct line *lines = section->body.lines;
    unsigned n = 1;
    for (size_t i = 0; i < line; i++)
        n += lines[i].tag == LINE_ITEM;
    struct str above = STR_INIT;
    if (section->item_numbering == NUMBERING_DECIMAL)
        section_add_label(&above, section);
    label_add(out, section->item_numbering, n, str_span(&above));
    str_release(&above);
}

enum numbering section_item_style(const struct section *section, size_t line) {
    const struct line *item = &section->body.lines[line];
    return item->label != NULL ? style_of_literal(item->label, section->item_numbering)
                               : section->item_numbering;
}

void section_add_heading_line(struct str *out, const struct section *section) {
    size_t before = out->len;
    section_add_label(out, section);
    if (out->len > before && section->heading[0] != '\0')
        str_add_text(out, numbering_gap(section_label_style(section)));
    str_add_text(out, section->heading);
    if (section->form == FORM_RUN_IN)
        str_add_text(out, section->end_mark);
}

/* --- what the template says --- */

const struct template_section *section_template(const struct report *report,
                                                const struct section *section) {
    if (report->template == NULL || section->name == NULL || section->name[0] == '\0')
        return NULL;
    return template_find_section(report->template, span_of(section->name));
}

/* One that holds figures and asks for nothing else is the clerk's text as soon as it stands there:
 * what it says comes from his figures. */
static bool is_of_figures(const char *starter) {
    return strstr(starter, "${") != NULL && strstr(starter, "【") == NULL;
}

/* Line by line, for a body may be long; empty lines at the end of either are none. */
static bool is_starter(const struct section *section, const struct template_section *template) {
    if (template == NULL || template->starter == NULL || is_of_figures(template->starter))
        return false;
    const struct body *body = &section->body;
    struct span starter = span_of(template->starter), line;
    while (span_ends_with(starter, SPAN("\n")))
        starter.n--;
    size_t lines = body->count, i = 0;
    while (lines > 1 && body->lines[lines - 1].text.len == 0)
        lines--;
    for (; i < lines && span_take_line(&starter, &line); i++)
        if (!span_equal(str_span(&body->lines[i].text), line))
            return false;
    return i == lines && !span_take_line(&starter, &line);
}

bool section_has_text(const struct report *report, const struct section *section) {
    return body_has_text(&section->body) && !is_starter(section, section_template(report, section));
}

bool section_is_bare_table(const struct report *report, const struct section *section) {
    const struct template_section *template = section_template(report, section);
    return template != NULL && template->column_count > 0 && !section_has_text(report, section);
}
