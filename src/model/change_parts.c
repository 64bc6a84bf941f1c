#include "model/change_parts.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/report_values.h"
#include "model/section.h"

#include <limits.h>
#include <string.h>

/* ---- fields of a section ---- */

enum field_type {
    FIELD_IS_TEXT,
    FIELD_MAY_LACK,
    FIELD_IS_FORM,
    FIELD_IS_KIND,
    FIELD_IS_STYLE,
    FIELD_IS_FLAG
};

#define X(name, text) [FIELD_##name] = (text),
static const char *const field_names[FIELD_COUNT] = {SECTION_FIELD_LIST(X)};
#undef X

static const struct {
    enum field_type type;
    size_t at; /* of the member, in struct section */
} fields[FIELD_COUNT] = {
    [FIELD_NAME] = {FIELD_MAY_LACK, offsetof(struct section, name)},
    [FIELD_HEADING] = {FIELD_IS_TEXT, offsetof(struct section, heading)},
    [FIELD_FORM] = {FIELD_IS_FORM, offsetof(struct section, form)},
    [FIELD_END_MARK] = {FIELD_IS_TEXT, offsetof(struct section, end_mark)},
    [FIELD_LABEL] = {FIELD_MAY_LACK, offsetof(struct section, label)},
    [FIELD_KIND] = {FIELD_IS_KIND, offsetof(struct section, kind)},
    [FIELD_NUMBERING] = {FIELD_IS_STYLE, offsetof(struct section, numbering)},
    [FIELD_ITEM_NUMBERING] = {FIELD_IS_STYLE, offsetof(struct section, item_numbering)},
    [FIELD_MARKED] = {FIELD_IS_FLAG, offsetof(struct section, marked)},
    [FIELD_TOUCHED] = {FIELD_IS_FLAG, offsetof(struct section, touched)},
    [FIELD_ATTACHMENT] = {FIELD_IS_FLAG, offsetof(struct section, attachment)},
};

const struct section section_blank = {.item_numbering = NUMBERING_DOT};

const char *section_field_name(enum section_field field) {
    return field_names[field];
}

bool section_field_find(struct span name, enum section_field *field) {
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (span_is(name, field_names[i])) {
            *field = (enum section_field)i;
            return true;
        }
    }
    return false;
}

const char *section_field_text(const struct section *section, enum section_field field) {
    const void *member = (const char *)section + fields[field].at;
    switch (fields[field].type) {
    case FIELD_IS_FORM:
        return form_name(*(const enum heading_form *)member);
    case FIELD_IS_KIND:
        return kind_name(*(const enum section_kind *)member);
    case FIELD_IS_STYLE:
        return numbering_name(*(const enum numbering *)member);
    case FIELD_IS_FLAG:
        return *(const bool *)member ? "1" : "0";
    case FIELD_IS_TEXT:
    case FIELD_MAY_LACK:
        break;
    }
    const char *text = *(char *const *)member;
    return text != NULL ? text : "";
}

static bool set_flag(bool *member, struct span text) {
    if (!span_is(text, "0") && !span_is(text, "1"))
        return false;
    *member = text.p[0] == '1';
    return true;
}

bool section_set_field(struct section *section, enum section_field field, const char *value) {
    void *member = (char *)section + fields[field].at;
    struct span text = span_of(value);
    switch (fields[field].type) {
    case FIELD_IS_FORM:
        if (!form_find(text, member))
            return false;
        section_recount(section);
        return true;
    case FIELD_IS_KIND:
        return kind_find(text, member);
    case FIELD_IS_STYLE:
        return numbering_find(text, member);
    case FIELD_IS_FLAG:
        if (!set_flag(member, text))
            return false;
        if (field == FIELD_ATTACHMENT)
            section_recount(section);
        return true;
    case FIELD_IS_TEXT:
    case FIELD_MAY_LACK:
        break;
    }
    if (!utf8_is_valid(text, NULL) || memchr(text.p, '\n', text.n) != NULL)
        return false;
    bool lacks = fields[field].type == FIELD_MAY_LACK && text.n == 0;
    section_set_text(member, lacks ? (struct span){NULL, 0} : text);
    return true;
}

struct section *change_find_target(const struct report *report, int64_t id) {
    return id == SECTION_ROOT_ID ? report->root : report_find_id(report, id);
}

/* ---- values of the report ---- */

const char *const report_value_names[] = {"unit",     "short_name", "year",         "title",
                                          "sign_off", "prior",      VALUE_TEMPLATE, NULL};

static char **find_text(struct report *report, const char *name) {
    struct {
        const char *name;
        char **text;
    } texts[] = {{"unit", &report->unit},
                 {"short_name", &report->short_name},
                 {"title", &report->title},
                 {"sign_off", &report->sign_off}};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        if (strcmp(texts[i].name, name) == 0)
            return texts[i].text;
    }
    return NULL;
}

static char *copy_number(int64_t number) {
    struct str text = STR_INIT;
    if (number != 0)
        str_add_format(&text, "%lld", (long long)number);
    return str_detach(&text);
}

char *report_copy_value(const struct report *report, const char *name) {
    if (strcmp(name, "year") == 0)
        return copy_number(report->year);
    if (strcmp(name, "prior") == 0)
        return copy_number(report->prior);
    if (strcmp(name, VALUE_TEMPLATE) == 0)
        return span_copy(span_of(report->template != NULL ? report->template->text : ""));
    struct report members = *report; /* find_text only looks */
    char **text = find_text(&members, name);
    const char *value = text != NULL ? *text : report_value(report, span_of(name));
    return value != NULL ? span_copy(span_of(value)) : NULL;
}

static bool read_number(const char *text, uint64_t most, uint64_t *number) {
    *number = 0;
    return text == NULL || *text == '\0' || span_to_number(span_of(text), most, number);
}

static bool put_template(struct report *report, const char *text) {
    struct template *template = NULL;
    if (text != NULL && *text != '\0' &&
        template_read(&template, span_of(text), "template", NULL) != RC_OK)
        return false;
    template_free(report->template);
    report->template = template;
    return true;
}

bool report_put_value(struct report *report, const char *name, const char *text) {
    uint64_t number;
    if (strcmp(name, VALUE_TEMPLATE) == 0)
        return put_template(report, text);
    if (strcmp(name, "year") == 0) {
        if (!read_number(text, INT_MAX, &number))
            return false;
        report->year = (int)number;
        return true;
    }
    if (strcmp(name, "prior") == 0) {
        if (!read_number(text, INT64_MAX, &number))
            return false;
        report->prior = (int64_t)number;
        return true;
    }
    if (!utf8_is_valid(span_of(text), NULL))
        return false;
    char **member = find_text(report, name);
    if (member != NULL)
        section_set_text(member, span_of(text));
    else
        report_set_value(report, span_of(name),
                         text != NULL ? span_of(text) : (struct span){NULL, 0});
    return true;
}

/* ---- places ---- */

struct place report_place_of(const struct report *report, int64_t id) {
    const struct section *section = id > 0 ? report_find_id(report, id) : NULL;
    if (section == NULL || section->parent == NULL)
        return (struct place){PLACE_NONE, 0};
    bool top = section->parent == report->root;
    return (struct place){top ? PLACE_TOP : section->parent->id, section_position(section)};
}

bool place_equal(struct place a, struct place b) {
    return a.parent == b.parent && (a.position == b.position || a.parent == PLACE_NONE);
}
