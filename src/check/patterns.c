#include "check/patterns.h"

#include "base/lang.h"
#include "base/text/pattern.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/section_state.h"

enum { PLACES_MOST = 50 }; /* of one rule in a report: beyond that nobody reads them */

struct search {
    struct findings *out;
    const struct report *report;
    const struct template_rule *rule;
    enum severity severity;
    size_t found;
    bool gave_up;
};

static void add_message(struct str *out, const struct template_rule *rule, struct span match) {
    if (rule->message != NULL)
        str_add_text(out, rule->message);
    else
        str_add_format(out, _("“%.*s”不合规则“%s”"), SPAN_ARG(match),
                       rule->label != NULL ? rule->label : rule->name);
}

static void add_match(struct search *search, const struct section *section, size_t offset,
                      size_t length, struct span match) {
    struct str message = STR_INIT;
    add_message(&message, search->rule, match);
    struct finding *finding = findings_add(search->out, search->report, section, search->rule->name,
                                           search->severity, offset, length, message.s);
    if (search->rule->source != NULL)
        finding->source = span_copy(span_of(search->rule->source));
    search->found++;
    str_release(&message);
}

/* The next character's bytes, so that an empty match does not stand still. */
static size_t step(struct span text, size_t at) {
    struct span rest = span_sub(text, at, text.n);
    (void)utf8_take(&rest);
    return text.n - rest.n;
}

/* Every match with something in it; true: the heading matched. */
static void search_line(struct search *search, const struct section *section, struct span text,
                        size_t offset, bool heading) {
    struct span match;
    size_t points = 0, counted = 0;
    for (size_t at = 0; at <= text.n && search->found < PLACES_MOST && !search->gave_up;) {
        enum pattern_result result = pattern_find(search->rule->compiled, text, at, &match);
        search->gave_up = result == PATTERN_GAVE_UP;
        if (result != PATTERN_FOUND)
            return;
        size_t from = (size_t)(match.p - text.p);
        if (match.n == 0) {
            if (from >= text.n)
                return;
            at = step(text, from);
            continue;
        }
        points += utf8_count(span_sub(text, counted, from));
        counted = from;
        if (heading) {
            add_match(search, section, 0, 0, match);
            return;
        }
        add_match(search, section, offset + points, utf8_count(match), match);
        at = from + match.n;
    }
}

static void search_section(struct search *search, const struct section *section) {
    size_t offset = 0;
    if (section->id != SECTION_FRONT_ID)
        search_line(search, section, span_of(section->heading), 0, true);
    for (size_t i = 0; i < section->body.count; i++) {
        search_line(search, section, str_span(&section->body.lines[i].text), offset, false);
        offset += section->body.lines[i].points + 1;
    }
}

static void tell_gave_up(const struct search *search) {
    struct str message = STR_INIT;
    str_add_format(&message, _("规则“%s”的正则表达式太费时，没有查完，请改得简单些"),
                   search->rule->label != NULL ? search->rule->label : search->rule->name);
    findings_add_item(search->out, search->report, search->rule->name, "pattern", SEVERITY_WARNING,
                      message.s);
    str_release(&message);
}

static void check_pattern(struct findings *out, const struct report *report,
                          const struct template_rule *rule, const struct section *section) {
    struct search search = {.out = out, .report = report, .rule = rule, .severity = SEVERITY_ERROR};
    if (rule->severity != NULL)
        (void)severity_find(span_of(rule->severity), &search.severity);
    if (section != NULL) {
        search_section(&search, section);
    } else {
        search_section(&search, report->front);
        for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
            if (section_is_relevant(report, at))
                search_section(&search, at);
    }
    if (search.gave_up)
        tell_gave_up(&search);
}

void check_patterns(struct findings *out, const struct report *report,
                    const struct section *section) {
    const struct template *template = report->template;
    for (size_t i = 0; template != NULL && i < template->rule_count; i++)
        if (template->rules[i].compiled != NULL &&
            report_truth(report, &template->rules[i].relevant) != TRUTH_FALSE)
            check_pattern(out, report, &template->rules[i], section);
}
