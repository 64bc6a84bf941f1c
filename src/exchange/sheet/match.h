/*
 * match.h - the rows of a sheet that came back, each for the figure that it is about, or with a
 * sentence why it is for none. A row is known by the hidden name, which must go with its label,
 * else by label and unit; never by place. A line of text that lost its tabs is read where label,
 * number and unit are certain (积案化解：9件). Values are read as they may be typed for the figure,
 * in the unit of row, label or table, and are rounded to the figure's decimals. Ownership: the
 * match owns its texts and borrows sheet and template.
 */
#ifndef EXCHANGE_SHEET_MATCH_H
#define EXCHANGE_SHEET_MATCH_H

#include "exchange/sheet/read.h"
#include "model/report.h"

enum match_kind {
    MATCH_EMPTY,    /* its figure is known; nothing was handed in */
    MATCH_VALUE,    /* a value: `text` */
    MATCH_UNPLACED, /* no figure, or several, are meant: it is listed, never guessed */
    MATCH_TROUBLE   /* the value, or the row, is not to be trusted: `message` */
};
struct match_row {
    const struct read_row *row;
    const struct template_figure *figure; /* NULL: unplaced, or a trouble beside the table */
    enum match_kind kind;
    struct span value; /* as it stands in the row, borrowed */
    struct span unit;  /* of a bare value, borrowed: the row's, its label's, the table's */
    char *text; /* in the figure's unit, HANDED_NOT_APPLICABLE for what does not apply; or NULL */
    char *message; /* of a trouble; of a value that was rounded; or NULL */
};
struct sheet_match {
    struct match_row *rows; /* in the sheet's order; rows with nothing in them are left out */
    size_t count, cap;
};

void sheet_match(struct sheet_match *out, const struct read_sheet *sheet,
                 const struct template *template);
void sheet_match_release(struct sheet_match *match);

#endif
