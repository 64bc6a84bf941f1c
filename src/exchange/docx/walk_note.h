/*
 * walk_note.h - footnotes, endnotes and comments.
 */
#ifndef EXCHANGE_DOCX_WALK_NOTE_H
#define EXCHANGE_DOCX_WALK_NOTE_H

struct docx_walk;

void docx_open_footnote_reference(struct docx_walk *walk);
void docx_open_endnote_reference(struct docx_walk *walk);
void docx_open_note(struct docx_walk *walk);
void docx_close_note(struct docx_walk *walk);
void docx_open_comment(struct docx_walk *walk);

#endif
