/*
 * unsaved.h - the part of the session for typed text that the store refuses (a full disk) when the
 * clerk leaves, or a signal makes the program leave: how much it is, a file for it elsewhere, and
 * the way back into the report at a later start. Nothing is dropped but by session_drop_unsaved.
 * The file is text that anybody can read: for each section with such text all of its text as it
 * stood on the screen, below a line that says where it belongs, how many lines follow, and which
 * text was typed on: its revision and fingerprint. It is as private as the database. Belongs to
 * session.h.
 */
#ifndef SESSION_UNSAVED_H
#define SESSION_UNSAVED_H

#include "session/session.h"

struct unsaved;

/* A path to offer for it: in a folder of another file system than the database's, where one has
 * room (the home, /tmp …), else in any that has. Heap. */
char *session_offer_unsaved_path(const struct session *session);
/* Writes it there; from then on it is not waited for any more. RC_REFUSED as session_write_file,
 * RC_FULL, RC_OUTPUT: it still is. */
MUST_CHECK enum rc session_write_unsaved(struct session *session, const char *path,
                                         struct err *err);
/* As session_write_unsaved, where nobody can be asked: into the first folder that takes it. */
void session_keep_unsaved(struct session *session);
/* Where it was written last, borrowed; NULL: nowhere. */
const char *session_unsaved_path(const struct session *session);
/* It could be written nowhere and is gone. */
bool session_unsaved_is_lost(const struct session *session);

/* The newest such file of this library and clerk that was not yet told of; heap, NULL: none.
 * count: how many there are. */
char *session_find_unsaved(struct session *session, size_t *count);
void session_unsaved_is_told(struct session *session, const char *path);

/* Gives it up: the clerk wants to leave without it. */
void session_drop_unsaved(struct session *session);

/* --- for the session's own files --- */
/* What was written there is in the report again. */
void session_unsaved_is_back(struct session *session, const char *path);
/* Of the line before a text, which says where it belongs: report, section, lines; and what it was
 * typed on: revision, fingerprint. */
#define UNSAVED_SECTION_WORD "jixiao-section: "
/* Where a file may not grow as long as the text is (ulimit -f), the rest stands in files of their
 * own: that of a number, the second is the first of them. Heap. */
enum { UNSAVED_SECOND_PART = 2 };
char *unsaved_part_path(const char *path, size_t number);
/* Appends the fingerprint of a section's text, SHA256_DIGITS long. */
void unsaved_add_fingerprint(struct str *out, struct span text);
/* Whether one of the first `before` of them is of that section. */
bool session_counts_section(const struct session *session, size_t before, int64_t section);
/* Releases what one of them owns. */
void unsaved_release(struct unsaved *typed);

#endif
