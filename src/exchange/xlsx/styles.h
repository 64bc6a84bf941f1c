/*
 * styles.h - what the style of a cell says of its contents: the number format, and whether its font
 * strikes them out. Ownership: the styles own their lists.
 */
#ifndef EXCHANGE_XLSX_STYLES_H
#define EXCHANGE_XLSX_STYLES_H

#include "base/err.h"
#include "exchange/xlsx/number_format.h"

struct zip_read;

struct xlsx_style {
    const struct xlsx_formats *formats; /* NULL: numbers as they are stored */
    bool is_struck;
};
struct xlsx_styles {
    struct styles_format { /* the book's own, then those of Excel that it uses */
        int id;
        struct xlsx_formats formats;
    } * formats;
    size_t format_count, format_cap;
    bool *fonts; /* whether each strikes out */
    size_t font_count, font_cap;
    struct styles_cell {
        size_t format, font; /* places in the lists; SIZE_MAX: none */
    } * cells;
    size_t cell_count, cell_cap;
};

/* Fills zeroed styles; a book may have none. RC_INPUT with a sentence: damaged, too many. */
MUST_CHECK enum rc xlsx_read_styles(struct xlsx_styles *styles, struct zip_read *zip,
                                    struct err *err);
void xlsx_styles_release(struct xlsx_styles *styles);
/* By the number that the cell gives; one that is not there is plain. */
struct xlsx_style xlsx_style_of(const struct xlsx_styles *styles, int number);

#endif
