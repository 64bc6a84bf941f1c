#include "session/likeness.h"

#include "exchange/outline/match.h"
#include "model/import_draft.h"

enum {
    TITLE_COUNTS =
        3,           /* as many headings: it tells the kinds of reports apart where few are there */
    TITLE_LEAST = 60 /* percent; below that it is another title */
};

struct counts { /* of the file's sections; matched: the template has it too */
    size_t all, matched, top, top_matched;
};

static struct counts count_headings(const struct import_draft *draft) {
    struct counts counts = {0};
    for (size_t i = 0; i < draft->piece_count; i++) {
        const struct import_piece *piece = &draft->pieces[i];
        const struct section *section =
            piece->is_heading ? report_find_id(draft->report, piece->section) : NULL;
        if (section == NULL)
            continue;
        bool top = section->parent == draft->report->root, matched = piece->confidence > 0;
        counts.all++;
        counts.matched += matched;
        counts.top += top;
        counts.top_matched += top && matched;
    }
    return counts;
}

static bool is_file_s(struct counts counts, const struct template *template) {
    bool more_than_half = counts.top_matched * 2 > counts.top;
    bool no_others = counts.top_matched == counts.top;
    return more_than_half && (no_others || counts.top_matched * 2 >= template->root.section_count);
}

int session_draft_likeness(const struct import_draft *draft) {
    const struct template *template = draft->report->template;
    if (template == NULL)
        return 0;
    struct counts counts = count_headings(draft);
    if (!is_file_s(counts, template))
        return 0;

    int title = outline_similarity(span_of(draft->report->title), span_of(template->title));
    size_t alike = title < TITLE_LEAST ? 0 : (size_t)title * TITLE_COUNTS;
    size_t either = counts.all + template_count_sections(template) + 2 * TITLE_COUNTS;
    int percent = (int)((counts.matched * 200 + 2 * alike) / either);
    return percent > 0 ? percent : 1;
}
