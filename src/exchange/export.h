/*
 * export.h - a report written out in a format: which there are, what they need, the bytes.
 */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include "model/export_format.h"

/* In the dialog's order, its default first; ends with an entry without a name. */
extern const struct export_format export_formats[];
const struct export_format *export_format_find(const char *name);
bool export_format_is_word(const struct export_format *format); /* docx, and what is made of it */
const struct export_format *export_format_of_file(const char *path); /* by its ending; NULL */

/* What is not given is as the report's template has it (settings: encoding, page), else utf-8 and
 * plain. */
void export_options_complete(struct export_options *options, const struct report *report);

/* The whole file as bytes in the target encoding (of a format that is made of another one: that
 * one's file, which the caller has turned), into an empty `out`, which stays so where it fails
 * (RC_UNMAPPABLE with CHARSET_REFUSE); `charset` lists the characters in every case (NULL is
 * allowed). */
MUST_CHECK enum rc export_bytes(struct str *out, const struct report *report,
                                const struct export_options *options,
                                struct charset_report *charset, struct err *err);

/* Appends the fingerprint of the report's plain text (UTF-8, LF), which anybody can check. */
void export_add_hash(struct str *out, const struct report *report);

/* 2023年度百春园街道办事处部门整体支出绩效评价报告 and the format's ending; safe as a file name. */
void export_default_name(struct str *out, const struct report *report,
                         const struct export_format *format);

#endif
