/*
 * form.h - a sheet (填报表) as it goes out to an office: what it owes, a row a figure, with last
 * year's value beside an empty place for this year's. Each file says whose it is (the report's uid,
 * the sheet's number, a hash of its rows), so that it finds its way back whatever was done to it.
 * Ownership: the form owns its texts.
 */
#ifndef EXCHANGE_SHEET_FORM_H
#define EXCHANGE_SHEET_FORM_H

#include "model/report.h"

#define FORM_MAGIC    "# jixiao 填报表" /* begins the line that says whose it is */
#define FORM_NOBODY   "未定科室"
#define FORM_MANIFEST "jixiao" /* the name of the hidden sheet */

/* Captions of the columns; the last two are hidden in Excel files and missing elsewhere. */
#define FORM_COLUMN_LIST(X)                                                                        \
    X(ORDER, "序号")                                                                               \
    X(LABEL, "数据")                                                                               \
    X(UNIT, "单位")                                                                                \
    X(PRIOR, "上年数")                                                                             \
    X(VALUE, "今年数")                                                                             \
    X(EVIDENCE, "佐证（名称、文号、页码）")                                                        \
    X(NOTE, "说明")                                                                                \
    X(NAME, "编号（请勿改动）")                                                                    \
    X(BASE, "原值（请勿改动）")
#define X(name, text) FORM_##name,
enum form_column { FORM_COLUMN_LIST(X) FORM_COLUMN_COUNT };
#undef X
extern const char *const form_captions[FORM_COLUMN_COUNT];

struct form_row {
    char *name, *label, *unit, *prior, *base; /* "" where there is none */
};
struct sheet_form {
    char uid[REPORT_UID_LENGTH + 1];
    size_t number; /* of the sheet, in its report */
    char *unit, *owner, *due;
    int year;
    int64_t sent; /* ms */
    struct form_row *rows;
    size_t count, cap;
};

/* Fills a zeroed form: the figures of that office ("": of nobody) that are asked for, in the
 * template's order; those that are calculated, not relevant or exempt are not. */
void sheet_form_make(struct sheet_form *form, const struct report *report, const char *owner,
                     size_t number, const char *due, int64_t now);
void sheet_form_release(struct sheet_form *form);
/* SHA-256 of what is asked for, 64 digits; and eight characters that stand on the paper. */
void sheet_form_add_hash(struct str *out, const struct sheet_form *form);
void sheet_form_add_code(struct str *out, const struct sheet_form *form);
/* "# jixiao 填报表 0123abcd 3 单位 2023 财政所 截止2024-05-01" */
void sheet_form_add_line(struct str *out, const struct sheet_form *form);
/* 2023年度单位填报表（财政所）: a title, and a file's name when it is made safe. */
void sheet_form_add_title(struct str *out, const struct sheet_form *form);

/* The text for mail and chat; a Word file of one table. */
void sheet_form_write_text(struct str *out, const struct sheet_form *form);
MUST_CHECK enum rc sheet_form_write_word(struct str *out, const struct sheet_form *form,
                                         struct err *err);

#endif
