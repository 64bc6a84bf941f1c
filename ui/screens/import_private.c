#include "ui/screens/import_private.h"

#include "base/lang.h"

/* The row; ROW_TITLE if none is. */
int64_t import_selected_row(const struct import_preview *state) {
    return state->list.selected < state->row_count ? state->rows[state->list.selected] : ROW_TITLE;
}

struct section *import_selected_section(const struct import_preview *state) {
    int64_t row = import_selected_row(state);
    return row >= 0 ? report_find_id(state->draft.report, row) : NULL;
}

const struct import_piece *import_piece_of(const struct import_draft *draft, int64_t section) {
    for (size_t i = 0; i < draft->piece_count; i++)
        if (draft->pieces[i].is_heading && draft->pieces[i].section == section)
            return &draft->pieces[i];
    return NULL;
}

void import_add_finding(struct str *out, const struct finding *finding) {
    if (out->len > 0)
        str_add_text(out, _("；"));
    str_add_format(out, "%s ", severity_mark(finding->severity));
    if (finding->line > 0)
        str_add_format(out, _("第%zu行 "), finding->line);
    str_add_text(out, finding->message);
}
