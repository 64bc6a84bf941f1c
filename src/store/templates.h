/*
 * templates.h - templates in the database: each text once, those that the office added.
 */
#ifndef STORE_TEMPLATES_H
#define STORE_TEMPLATES_H

#include "base/err.h"

struct store;
struct str;
struct template;

/* Templates added by the office (built-in ones are not stored until a report uses them). */
struct store_template {
    char *form_id, *version, *title;
};
struct store_templates {
    struct store_template *items;
    size_t count, cap;
};
MUST_CHECK enum rc store_templates(struct store *store, struct store_templates *out,
                                   struct err *err);
void store_templates_release(struct store_templates *templates);
MUST_CHECK enum rc store_add_template(struct store *store, const struct template *template,
                                      struct err *err);
/* Offers no text of that id any more; `found`: one was. Those that reports use stay. */
MUST_CHECK enum rc store_remove_template(struct store *store, const char *form_id, bool *found,
                                         struct err *err);
/* The newest text of that id, "" where there is none. */
MUST_CHECK enum rc store_template_text(struct store *store, const char *form_id, struct str *text,
                                       struct err *err);

/* The row of a template's text, added where it is not there. */
MUST_CHECK enum rc template_row(struct store *store, const struct template *template, int64_t *id,
                                struct err *err);

#endif
