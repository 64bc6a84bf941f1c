#include "ui/screens/import_private.h"

#include "base/lang.h"

#include <string.h>

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

/* How many say what the i-th says; 0 where an earlier one says it already. */
static size_t count_alike(const struct findings *findings, size_t i) {
    size_t count = 0;
    for (size_t k = 0; k < findings->count; k++) {
        if (strcmp(findings->items[k].message, findings->items[i].message) != 0)
            continue;
        if (k < i)
            return 0;
        count++;
    }
    return count;
}

void import_add_findings(struct str *out, const struct findings *findings, size_t room) {
    for (size_t i = 0; i < findings->count && out->len < room; i++) {
        size_t alike = count_alike(findings, i);
        if (alike > 0)
            import_add_finding(out, &findings->items[i]);
        if (alike > 1)
            str_add_format(out, _("（共%zu处）"), alike);
    }
}
