/*
 * editor_select.h - selecting: from the cursor, a sentence, a paragraph, all.
 */
#ifndef EDIT_EDITOR_SELECT_H
#define EDIT_EDITOR_SELECT_H

#include "base/base.h"

struct editor;

void editor_drop_selection(struct editor *editor);
bool editor_is_selecting(const struct editor *editor);
bool editor_selection(const struct editor *editor, size_t *from, size_t *to);
struct editor_range {
    size_t from, to; /* points */
};
/* The sentence at an offset, with the marks that close it; never past its line. */
struct editor_range editor_sentence(const struct editor *editor, size_t offset);
struct editor_range editor_paragraph(const struct editor *editor, size_t offset);
void editor_select(struct editor *editor, struct editor_range range); /* the cursor at its end */
/* Begins a selection; as long as the cursor was not moved since, each time more: the sentence, the
 * paragraph, all, nothing. What is selected now. */
enum editor_extent {
    EDITOR_NOTHING,
    EDITOR_BEGUN,
    EDITOR_SENTENCE,
    EDITOR_PARAGRAPH,
    EDITOR_ALL
} editor_select_more(struct editor *editor);

#endif
