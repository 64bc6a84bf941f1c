/*
 * import_private.h - the state of the import preview, for its files: what is shown and
 * moved (import_preview.c), and the lists that are chosen from above it (import_choices.c).
 * A row stands for a piece: the title, the front text, a section of the draft, the sign-off.
 */
#ifndef UI_SCREENS_IMPORT_PRIVATE_H
#define UI_SCREENS_IMPORT_PRIVATE_H

#include "session/exchange.h"
#include "ui/screens/import.h"
#include "ui/widget/list.h"

enum { IMPORT_UNDO_MOST = 20 };
enum { ROW_TITLE = -1, ROW_FRONT = SECTION_FRONT_ID, ROW_SIGN_OFF = -2 }; /* others: section ids */

/* What the list of choices above the preview is about. */
enum choosing { CHOOSING_ENCODING, CHOOSING_SECTION, CHOOSING_FINDING, CHOOSING_LINE };

struct import_preview {
    char *name; /* "": pasted */
    struct str bytes;
    char **templates;
    size_t template_at; /* index into templates; at its end: a free outline */
    size_t encoding;
    bool join_lines;
    struct import_draft draft;
    bool is_drafted;
    struct session_reading *reading; /* the draft is being made, slice by slice; NULL: it is not */
    struct session_adding *adding;   /* it is being checked and stored; NULL: it is not */
    struct list list;                /* over rows */
    int64_t *rows;
    size_t row_count, row_cap;
    enum choosing choosing;
    struct report *undo[IMPORT_UNDO_MOST]; /* the draft before each move */
    size_t undo_count;
    char trouble[256];
    struct str stored; /* says that the report is there already; "": it is not */
};

/* That row: ROW_TITLE, ROW_FRONT, ROW_SIGN_OFF or a section. */
int64_t import_selected_row(const struct import_preview *state);
/* NULL for the title and the sign-off. */
struct section *import_selected_section(const struct import_preview *state);
const struct import_piece *import_piece_of(const struct import_draft *draft, int64_t section);
void import_add_finding(struct str *out, const struct finding *finding);
/* All of them, at least room bytes where there are so many; what several say alike is said once,
 * with their number. */
void import_add_findings(struct str *out, const struct findings *findings, size_t room);

#endif
