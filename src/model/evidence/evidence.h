/*
 * evidence.h - 佐证: the papers that a figure, an indicator or a sentence rests on, and notes that
 * are not printed. Each is a value of the report, "@evidence.1" and so on; the numbers are those
 * that the text can cite. Of a file its name and its fingerprint are kept; its bytes only where
 * that was asked for, as base64 in "@kept.file.1", which stays in the store when a report is
 * loaded.
 */
#ifndef MODEL_EVIDENCE_EVIDENCE_H
#define MODEL_EVIDENCE_EVIDENCE_H

#include "model/target.h"

#define VALUE_EVIDENCE "@evidence."
#define VALUE_EMBEDDED "@kept.file."
/* Bytes of all files that a report holds, so that a JSON of it can be read again. */
enum { EVIDENCE_EMBEDDED_MOST = 20 * 1024 * 1024 };

struct evidence { /* its texts are borrowed from the value; one line each */
    size_t number;
    bool is_note; /* not printed, without a file */
    struct target target;
    struct span title;    /* of the paper, or the note itself */
    struct span document; /* 文号 */
    struct span page;
    struct span file; /* its path when it was added, "": none */
    struct span hash; /* SHA-256 of its bytes then, 64 digits */
    struct span by;
    int64_t at; /* ms of Unix time, whole seconds */
};

void evidence_add_text(struct str *out, const struct evidence *evidence);
bool evidence_read(struct evidence *evidence, size_t number, struct span text);
void evidence_add_name(struct str *out, size_t number);
void evidence_add_embedded_name(struct str *out, size_t number);
bool evidence_find_number(struct span value_name, size_t *number);

bool report_evidence(const struct report *report, size_t number, struct evidence *out);
size_t report_last_evidence(const struct report *report); /* the highest number, 0: none */

#endif
