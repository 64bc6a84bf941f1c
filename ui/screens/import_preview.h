/*
 * import_preview.h - what an import would make: the tree, where each heading goes, what looks
 * wrong. Nothing is stored before Enter.
 */
#ifndef UI_SCREENS_IMPORT_PREVIEW_H
#define UI_SCREENS_IMPORT_PREVIEW_H

#include "ui/shell.h"

struct import_draft;
struct import_piece;
struct import_preview;

/* NULL for the title and the sign-off. */
struct section *import_selected_section(const struct import_preview *state);
const struct import_piece *import_piece_of(const struct import_draft *draft, int64_t section);
void import_add_finding(struct str *out, const struct finding *finding);

extern const struct layer_ops import_preview_layer;

#endif
