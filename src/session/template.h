/*
 * template.h - the part of the session that knows templates: the built-in ones, the
 * office's in the database, and what another one would change in a report.
 */
#ifndef SESSION_TEMPLATE_H
#define SESSION_TEMPLATE_H

#include "session/session.h"

/* A template by id: the office's newest, else the built-in one. RC_NOT_FOUND names what there is.
 */
MUST_CHECK enum rc session_template(struct session *session, const char *form_id,
                                    struct template **out, struct err *err);
/* The templates there are: built in, then the office's; a form id each, ended by NULL. The list and
 * its texts are the caller's: session_names_free (session.h). */
char **session_template_names(struct session *session);
/* How a clerk knows a template: its label, else 部门整体支出绩效评价报告（subdistrict）. */
void session_add_template_title(struct session *session, const char *form_id, struct str *out);
/* Its label, else its id, which is short too. */
void session_add_template_label(struct session *session, const char *form_id, struct str *out);
/* What a clerk is shown and asked for with it, in words. */
void session_add_template_preview(struct session *session, const char *form_id, struct str *out);
/* What it is for, in a line; nothing where it does not say. */
void session_add_template_summary(struct session *session, const char *form_id, struct str *out);
/* Brings the report's template up to the newest of its id: what is renamed, kept, moved, orphaned
 * and new is appended to `plan`, a line each; `renamed`: sections that seem to have another name
 * now. RC_REFUSED: the template there is older than the report's, and `older` is not set. */
struct session_upgrade {
    bool only_plan; /* nothing is done */
    bool renames;   /* sections that seem to be renamed are taken as that */
    bool older;     /* an older version may take a newer one's place */
};
MUST_CHECK enum rc session_upgrade_template(struct session *session,
                                            const struct session_upgrade *how, struct str *plan,
                                            size_t *renamed, struct err *err);
/* Whether the report has the newest text of its template. */
bool session_has_newest_template(struct session *session);
/* Offers the office's template to new reports. RC_REFUSED: a newer version is there, and `older` is
 * not set. */
MUST_CHECK enum rc session_add_template(struct session *session, const struct template *template,
                                        bool older, struct err *err);
/* Offers it no more; reports keep their copies, and a built-in one of that id is offered again. */
MUST_CHECK enum rc session_remove_template(struct session *session, const char *form_id,
                                           struct err *err);
/* What carrying on from an earlier report with that template would keep, leave where it is, orphan
 * and add; nothing is appended where the earlier one has the same template. */
MUST_CHECK enum rc session_carry_plan(struct session *session, int64_t earlier, const char *form_id,
                                      struct str *plan, struct err *err);

#endif
