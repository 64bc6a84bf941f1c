/*
 * editor_edit.h - editing keys to splices. Nothing is changed here: the session applies them.
 */
#ifndef EDIT_EDITOR_EDIT_H
#define EDIT_EDITOR_EDIT_H

#include "base/text/span.h"

struct editor;
struct splice;

/* Each builds the splice (the caller's); false: there is nothing to do. Text is cleaned already. */
bool editor_insert(const struct editor *editor, struct span text, struct splice *splice);
bool editor_enter(const struct editor *editor, struct splice *splice);
/* In a table neither takes a cell's edge away; a row without text goes as a whole. */
bool editor_backspace(const struct editor *editor, struct splice *splice);
bool editor_delete(const struct editor *editor, struct splice *splice);

/* Paragraphs become items, or items paragraphs: the lines of the selection, or the cursor's. False
 * in a table. */
bool editor_turn_items(const struct editor *editor, struct splice *splice);

#endif
