/* Files in and out for the screens. */
#include "app/session_private.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

static void add_name(char ***names, size_t *count, const char *name) {
    for (size_t i = 0; i < *count; i++)
        if (strcmp((*names)[i], name) == 0)
            return;
    *names = mem_resize(*names, *count + 2, sizeof **names);
    (*names)[(*count)++] = span_copy(span_of(name));
    (*names)[*count] = NULL;
}

char **session_template_names(struct session *session) {
    char **names = mem_alloc_zero(1, sizeof *names);
    size_t count = 0;
    for (const char *const *name = template_builtin_names(); *name != NULL; name++)
        add_name(&names, &count, *name);
    struct store_templates own = {0};
    if (store_templates(session->store, &own, NULL) == RC_OK)
        for (size_t i = 0; i < own.count; i++)
            add_name(&names, &count, own.items[i].form_id);
    store_templates_release(&own);
    return names;
}

void session_names_free(char **names) {
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        mem_free(names[i]);
    mem_free(names);
}

void session_add_template_title(struct session *session, const char *form_id, struct str *out) {
    struct template *template = NULL;
    if (session_template(session, form_id, &template, NULL) == RC_OK) {
        const char *last = strrchr(template->title, '\n'); /* the line without unit and year */
        str_add_format(out, _("%s（%s）"), last != NULL ? last + 1 : template->title, form_id);
    } else {
        str_add_text(out, form_id);
    }
    template_free(template);
}

enum rc session_draft(struct session *session, struct span bytes, const struct session_draft *how,
                      struct import_draft *draft, struct err *err) {
    struct template *template = NULL;
    enum rc rc = RC_OK;
    if (how->template != NULL)
        rc = session_template(session, how->template, &template, err);
    struct import_options options = {.template = template,
                                     .encoding = how->encoding,
                                     .join_lines = how->join_lines,
                                     .name = how->name};
    if (rc == RC_OK)
        rc = import_bytes(draft, bytes, &options, err);
    template_free(template);
    return rc;
}

enum rc session_export_check(struct session *session, const struct export_options *options,
                             struct charset_report *charset, struct err *err) {
    struct str bytes = STR_INIT;
    struct export_options counting = *options;
    counting.unmappable = CHARSET_GETA; /* counts them all and refuses nothing */
    enum rc rc = export_bytes(&bytes, session->report, &counting, charset, err);
    str_release(&bytes);
    return rc;
}

enum rc session_export(struct session *session, const struct export_options *options,
                       const char *path, struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = export_bytes(&bytes, session->report, options, NULL, err);
    if (rc == RC_OK)
        rc = file_write_atomic(path, str_span(&bytes), err);
    str_release(&bytes);
    return rc;
}

void session_export_name(const struct session *session, const struct export_format *format,
                         struct str *out) {
    export_default_name(out, session->report, format);
}

/* Appends where in a section the character stands; false if it does not. */
static bool add_place_in(struct str *out, const struct section *section, struct span wanted) {
    struct str text = STR_INIT;
    body_add_text(&text, &section->body);
    size_t byte = span_find(str_span(&text), wanted);
    bool found = byte != SIZE_MAX || span_find(span_of(section->heading), wanted) != SIZE_MAX;
    if (found && section->id == SECTION_FRONT_ID) {
        str_add_text(out, _("标题前的文字"));
    } else if (found) {
        section_add_label(out, section);
        str_add_text(out, section->heading);
    }
    if (byte != SIZE_MAX)
        str_add_format(out, _(" 第%zu字"), utf8_count(span_sub(str_span(&text), 0, byte)) + 1);
    str_release(&text);
    return found;
}

/* The places count points of the exported text; the clerk thinks in sections. */
static void add_place_of(struct str *out, const struct report *report, char32_t c) {
    char bytes[UTF8_MAX];
    struct span wanted = {bytes, utf8_encode(c, bytes)};
    if (add_place_in(out, report->front, wanted))
        return;
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        if (add_place_in(out, at, wanted))
            return;
    str_add_text(out, _("标题或落款"));
}

/* Private use and tags have no shape to show. */
static bool is_shown(char32_t c) {
    return c > 0xA0 && !(c >= 0xE000 && c <= 0xF8FF) && c < 0xE0000;
}

void session_add_unmappable(struct session *session, const struct charset_report *charset,
                            struct str *out) {
    size_t kept = charset->count < CHARSET_PLACES_MOST ? charset->count : CHARSET_PLACES_MOST;
    for (size_t i = 0; i < kept; i++) {
        char32_t c = charset->places[i].value;
        bool said = false;
        for (size_t k = 0; k < i; k++)
            said |= charset->places[k].value == c;
        if (said)
            continue;
        add_place_of(out, session->report, c);
        str_add_text(out, " ");
        if (is_shown(c)) {
            str_add_text(out, "“");
            str_add_char(out, c);
            str_add_text(out, "” ");
        }
        str_add_format(out, "U+%04X\n", (unsigned)c);
    }
}

size_t session_add_unprinted(const struct session *session, struct str *out) {
    return report_list_unprinted(out, session->report);
}
