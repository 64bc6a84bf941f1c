#include "ui/screens/score_table.h"

#include "model/figure/score_entry.h"

const struct score_line *score_selected(const struct score_screen *screen) {
    return screen->table.list.count > 0
               ? &screen->sheet->lines[screen->rows[screen->table.list.selected]]
               : NULL;
}

const char *score_typed(const struct score_screen *screen, const struct score_line *line,
                        enum score_entry entry) {
    const char *typed = report_score_entry(screen->table.draft, line->indicator, entry);
    return typed != NULL ? typed : "";
}
