/*
 * import_choices.h - the lists that the import preview opens: encodings with a sample of the text,
 * the template's sections, findings, the lines of a body.
 */
#ifndef UI_SCREENS_IMPORT_CHOICES_H
#define UI_SCREENS_IMPORT_CHOICES_H

#include "base/base.h"

struct import_preview;
struct shell;

/* The encoding's name at that place in the list of choices; NULL: by evidence. */
const char *import_encoding(size_t index);
/* Each opens a list; the answer comes to the preview's `result`. */
void import_choose_encoding(struct shell *shell, struct import_preview *state);
void import_choose_section(struct shell *shell, struct import_preview *state);
void import_choose_finding(struct shell *shell, struct import_preview *state);
void import_choose_line(struct shell *shell, struct import_preview *state);

#endif
