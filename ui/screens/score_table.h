/*
 * score_table.h - the parts of 自评表 (F7) that its files share; screens know it as score_layer. A
 * table: a row an indicator, as deep in as it stands in the tree; its cells take the target (where
 * the template leaves it open), the actual value, the score, the reason and the evidence, the last
 * two in the foot, where there is room. Invariants: `sheet` and `figures` are the draft's
 * (ui/screens/table_edit.h); `rows` are its lines that are relevant.
 */
#ifndef UI_SCREENS_SCORE_TABLE_H
#define UI_SCREENS_SCORE_TABLE_H

#include "model/figure/score.h"
#include "ui/screens/table_edit.h"

struct score_screen {
    size_t *rows; /* indices of lines */
    size_t rows_cap;
    struct table_edit table;
    enum score_entry entry; /* the column with the cursor */
    bool stays;             /* in it from row to row: the clerk went there */
    struct figures *figures;
    struct score_sheet *sheet; /* NULL: the template has no indicators */
};

/* The line with the cursor; NULL where there is none. */
const struct score_line *score_selected(const struct score_screen *screen);
/* What is typed for a line in the draft; "" for nothing. */
const char *score_typed(const struct score_screen *screen, const struct score_line *line,
                        enum score_entry entry);

#endif
