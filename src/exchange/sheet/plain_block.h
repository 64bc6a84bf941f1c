/*
 * plain_block.h - a page with several tables, below one another (each with captions of its own) or
 * side by side, as pages of one table each. Ownership: the blocks own their lists of cells and
 * borrow everything else from the page.
 */
#ifndef EXCHANGE_SHEET_PLAIN_BLOCK_H
#define EXCHANGE_SHEET_PLAIN_BLOCK_H

#include "exchange/sheet/labels.h"
#include "exchange/xlsx/read.h"

struct plain_blocks {
    struct xlsx_sheet *items; /* rows and columns as on the page */
    size_t count, cap;
};
/* At least one. */
void plain_blocks_split(struct plain_blocks *out, const struct xlsx_sheet *page,
                        const struct labels *labels);
void plain_blocks_release(struct plain_blocks *blocks);

#endif
