/*
 * exchange.h - the part of the session that hands a report in or takes one: what is stored
 * already is said before it is stored again, what the target encoding cannot carry and what will
 * not print before anything is written. Where no report is named the open one is meant; paths are
 * bytes as the system gives them.
 */
#ifndef SESSION_EXCHANGE_H
#define SESSION_EXCHANGE_H

#include "model/export_format.h"
#include "model/import_draft.h"
#include "session/adding.h"
#include "session/session.h"

/* A file's bytes as a draft, read with a template by id (NULL: a free outline). */
struct session_draft {
    const char *name;                /* of the file */
    const char *template, *encoding; /* NULL: none, by evidence */
    bool join_lines;
};
MUST_CHECK enum rc session_draft(struct session *session, struct span bytes,
                                 const struct session_draft *how, struct import_draft *draft,
                                 struct err *err);
/* The same in slices, between which keys can be heard; bytes and name are borrowed until it ends
 * with session_read_finish() or session_read_stop(). NULL: the template cannot be had. */
struct session_reading;
struct session_reading *session_read_begin(struct session *session, struct span bytes,
                                           const struct session_draft *how,
                                           struct import_draft *draft, struct err *err);
bool session_read_on(struct session_reading *reading); /* false: there is nothing left to do */
int session_read_percent(const struct session_reading *reading);
MUST_CHECK enum rc session_read_finish(struct session_reading *reading, struct err *err);
void session_read_stop(struct session_reading *reading);
/* By the ending of a file's name: whether it can be read in, and the most bytes that it may have.
 */
bool session_can_read(const char *name);
size_t session_file_most(const char *name);
/* Stores an accepted draft as a new report; the draft stays the caller's. */
MUST_CHECK enum rc session_import(struct session *session, struct import_draft *draft,
                                  int64_t *report, struct err *err);
/* The same in slices: it is checked first, by families, and stored by session_import_finish(), or
 * not at all. */
struct session_adding *session_import_begin(struct session *session, struct import_draft *draft);
MUST_CHECK enum rc session_import_finish(struct session_adding *adding, int64_t *report,
                                         struct err *err);
/* Says which report of the draft's unit and year is stored already, and whether it prints the same
 * text; appends nothing where there is none. */
void session_add_stored_already(struct session *session, const struct report *draft,
                                struct str *out);

/* The formats that can be written, in the order in which they are offered; ends with one without a
 * name. */
const struct export_format *session_export_formats(void);
/* The writer may read the file that the options name for the look, if this process may. */
void session_let_read(const struct session *session, struct export_options *options);
/* That, and up to which change of its history the report goes, so that a reviewed file can come
 * back: to be asked for every export of a report of the library (0, as it stands, where that is not
 * known). */
void session_place_export(struct session *session, const struct report *report,
                          struct export_options *options);
/* What the target encoding cannot carry, before anything is written. */
MUST_CHECK enum rc session_export_check(struct session *session,
                                        const struct export_options *options,
                                        struct charset_report *charset, struct err *err);
/* The bytes that export_bytes gives, into an empty `out`; session_place_export is asked here. */
MUST_CHECK enum rc session_export_bytes(struct session *session,
                                        const struct export_options *options, struct str *out,
                                        struct err *err);
/* The same as a file: whole or not at all. */
MUST_CHECK enum rc session_export(struct session *session, const struct export_options *options,
                                  const char *path, struct err *err);
/* The name that the format's file is offered under. */
void session_export_name(const struct session *session, const struct export_format *format,
                         struct str *out);
/* Where the unmappable characters stand, each place a line: "（一）经济发展 第12字 “𠮷” U+20BB7"; a
 * hundred of them, then how many there are. */
void report_add_unmappable(const struct report *report, const struct charset_report *charset,
                           struct str *out);
/* The headings that will not print, a line each; how many. */
size_t session_add_unprinted(const struct session *session, struct str *out);

#endif
