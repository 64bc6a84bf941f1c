/*
 * evidence.h - 佐证 of the open report: added, looked at, listed in a file
 * (model/evidence/evidence.h). Allowed while the report is final. Paths are bytes as the system
 * gives them.
 */
#ifndef SESSION_EVIDENCE_H
#define SESSION_EVIDENCE_H

#include "base/err.h"
#include "base/text/str.h"

struct evidence;
struct session;
struct str;

struct evidence_draft {
    const char *target;                         /* as model/target.h has it */
    const char *title, *document, *page, *file; /* NULL: none; the title is needed */
    bool is_note;
    bool embeds; /* the report holds the file's bytes too: RC_REFUSED past the ceiling */
};
MUST_CHECK enum rc session_add_evidence(struct session *session, const struct evidence_draft *draft,
                                        size_t *number, struct err *err);

enum evidence_state { EVIDENCE_NO_FILE, EVIDENCE_THERE, EVIDENCE_CHANGED, EVIDENCE_GONE };
/* Of the file of a piece of evidence, by its fingerprint. */
enum evidence_state session_evidence_state(const struct session *session, const char *file,
                                           struct span hash);

/* Appends the bytes of the file as it was added; *found: false where the report does not hold it.
 */
MUST_CHECK enum rc session_embedded_evidence(struct session *session,
                                             const struct evidence *evidence, struct str *bytes,
                                             bool *found, struct err *err);

/* 佐证材料清单: a Word or Excel file, by the path's ending (RC_USAGE for another); notes are not in
 * it. RC_NOT_FOUND: there is none. */
MUST_CHECK enum rc session_export_evidence(struct session *session, const char *path,
                                           struct err *err);

#endif
