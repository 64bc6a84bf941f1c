/* How far a section is: what the template wants of it, whether it is done, whether it prints. */
#include "model/section_state.h"

#include "model/report.h"
#include "model/section.h"

#include "model/figure/section_table.h"

bool section_is_required(const struct report *report, const struct section *section) {
    const struct template_section *template = section_template(report, section);
    return template != NULL && report_truth(report, &template->required) == TRUTH_TRUE &&
           section_is_relevant(report, section);
}

bool section_is_kept_back(const struct report *report, const struct section *section) {
    return !section_is_relevant(report, section) && body_has_text(&section->body);
}

bool section_is_relevant(const struct report *report, const struct section *section) {
    for (; section != NULL; section = section->parent) {
        const struct template_section *template = section_template(report, section);
        if (template != NULL && report_truth(report, &template->relevant) == TRUTH_FALSE)
            return false;
    }
    return true;
}

/* The state of a section that no mark speaks for: it goes by its relevant children. */
static bool children_are_done(const struct report *report, const struct section *section) {
    size_t relevant = 0;
    for (size_t i = 0; i < section->count; i++) {
        if (!section_is_relevant(report, section->children[i]))
            continue;
        if (section_state(report, section->children[i]) != STATE_DONE)
            return false;
        relevant++;
    }
    return relevant > 0;
}

bool section_has_content(const struct report *report, const struct section *section) {
    return section_has_text(report, section) || section_table(report, section) != NULL;
}

enum section_state section_state(const struct report *report, const struct section *section) {
    bool has_text = section_has_content(report, section);
    bool required = section_is_required(report, section);
    if (has_text)
        return section->marked ? STATE_DONE : STATE_OPEN;
    if (required)
        return STATE_EMPTY;
    return section->marked || children_are_done(report, section) ? STATE_DONE : STATE_EMPTY;
}

/* An Enter that was pressed there is no text, and makes no heading that stands alone. */
static bool has_blank_lines(const struct section *section) {
    return !body_is_empty(&section->body) && !body_has_text(&section->body);
}

static bool is_printed(const struct report *report, const struct section *section) {
    const struct template_section *template = section_template(report, section);
    if (template != NULL && report_truth(report, &template->relevant) == TRUTH_FALSE)
        return false;
    if (template == NULL || section_has_content(report, section) ||
        (section->touched && !has_blank_lines(section)))
        return true;
    for (size_t i = 0; i < section->count; i++)
        if (is_printed(report, section->children[i]))
            return true;
    return false;
}

bool section_is_printed(const struct report *report, const struct section *section) {
    return (section->parent == NULL || section_is_relevant(report, section->parent)) &&
           is_printed(report, section);
}

struct report_progress report_progress(const struct report *report) {
    struct report_progress progress = {0, 0};
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL;) {
        if (!section_is_relevant(report, s))
            continue;
        progress.all++;
        progress.done += section_state(report, s) == STATE_DONE;
    }
    return progress;
}

static bool waits(const struct report *report, const struct section *section) {
    return section_is_relevant(report, section) && section_state(report, section) != STATE_DONE;
}

struct section *report_next_open(const struct report *report, const struct section *from) {
    if (from != NULL && !section_is_within(from, report->root))
        from = NULL;
    struct section *s = report_next_section(report, from);
    for (size_t left = report_count_sections(report); left > 0; left--) {
        if (s == NULL)
            s = report_next_section(report, NULL);
        if (waits(report, s))
            return s;
        s = report_next_section(report, s);
    }
    return NULL;
}
