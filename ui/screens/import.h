/*
 * import.h - what the import screens hand to one another: the bytes of a file or of a paste.
 */
#ifndef UI_SCREENS_IMPORT_H
#define UI_SCREENS_IMPORT_H

#include "ui/shell.h"

struct import_source { /* argument of import_preview_layer; borrowed during the call */
    const char *name;  /* of the file, "" for a paste */
    struct span bytes;
    bool wrapped; /* its lines are those of pages: they are joined */
};

/* argument of both: what was typed or pasted already (const char *), or NULL. */
extern const struct layer_ops import_layer;
extern const struct layer_ops paste_layer;

/* Asks whether it is a file or a pasted text; import_open_source goes by the answer. A path or a
 * text that comes instead of an answer is taken for what it is, so that nothing typed is lost. */
void import_ask_source(struct shell *shell, const char *title);
void import_open_source(struct shell *shell, int answer, const void *value);

#endif
