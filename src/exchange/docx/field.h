/*
 * field.h - fields of Word files that keep no result: what Word would show is worked out (EQ,
 * check boxes, drop-down lists, SYMBOL), or the field is counted.
 */
#ifndef EXCHANGE_DOCX_FIELD_H
#define EXCHANGE_DOCX_FIELD_H

#include "exchange/docx/formula.h"

/* What a form field says of itself (ffData). */
struct field_form {
    bool checked;
    unsigned chosen;    /* of the entries */
    struct str entries; /* one a line */
};

enum field_result {
    FIELD_SHOWN,       /* the text is in `out` */
    FIELD_SILENT,      /* it shows nothing, or nothing that belongs to the text */
    FIELD_PLACEHOLDER, /* it asks for an entry */
    FIELD_UNKNOWN
};
/* Appends what a field shows; `instruction` is its text. */
enum field_result field_evaluate(struct formula *out, struct span instruction,
                                 const struct field_form *form);

#endif
