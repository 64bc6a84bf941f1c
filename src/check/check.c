#include "check/check.h"

#include "base/mem.h"
#include "check/across.h"
#include "check/doubled_words.h"
#include "check/words.h"

#include "check/columns.h"
#include "check/completeness.h"
#include "check/figures.h"
#include "check/figures_prose.h"
#include "check/layout.h"
#include "check/leftovers.h"
#include "check/library.h"
#include "check/lost_words.h"
#include "check/numbering.h"
#include "check/numbers.h"
#include "check/patterns.h"
#include "check/prior.h"
#include "check/privacy.h"
#include "check/rule_change.h"
#include "check/same_numbers.h"
#include "check/score_sheet.h"
#include "check/self_names.h"
#include "check/sentences.h"
#include "check/slots.h"
#include "check/stops.h"
#include "check/table_text.h"
#include "check/tables.h"
#include "check/time_order.h"
#include "check/unfilled.h"
#include "check/wording.h"
#include "check/years.h"

#include <string.h>

/* clang-format off: one row a family */
const struct checker checkers[] = {
    {"completeness", check_completeness},
    {"figures", check_figures},
    {"figures-prose", check_figures_prose},
    {"score-sheet", check_score_sheet},
    {"tables", check_tables},
    {"table-text", check_table_text},
    {"columns", check_columns},
    {"repetitions", check_repetitions},
    {"patterns", check_patterns},
    {"leftovers", check_leftovers},
    {"numbering", check_numbering},
    {"numbers", check_numbers},
    {"across", check_across},
    {"slots", check_slots},
    {"unfilled", check_unfilled},
    {"lost-words", check_lost_words},
    {"sentences", check_sentences},
    {"doubled-words", check_doubled_words},
    {"wording", check_wording},
    {"stops", check_stops},
    {"layout", check_layout},
    {"privacy", check_privacy},
    {"years", check_years},
    {"self-names", check_self_names},
    {"time-order", check_time_order},
    {"same-numbers", check_same_numbers},
    {0},
};
/* clang-format on */

static void run(struct findings *out, const struct report *report, const struct section *section,
                const struct own_words *words) {
    for (const struct checker *checker = checkers; checker->family != NULL; checker++)
        checker->run(out, report, section);
    check_words(out, report, section, words);
}

/* Besides those of the table: words, last year's report, what the office has added. */
enum {
    FAMILIES = ARRAY_LEN(checkers) - 1,
    FAMILY_WORDS = FAMILIES,
    FAMILY_PRIOR,
    FAMILY_LIBRARY,
    FAMILY_OWN
};

size_t check_family_count(void) {
    return FAMILY_OWN + 1;
}

/* What each rests on, and what the office has changed of the rules. */
static void explain(struct findings *findings, const struct own_words *words) {
    struct rules rules;
    rules_init(&rules);
    rule_changes_apply(own_words_rules(words), &rules, findings);
    rules_release(&rules);
}

bool check_report_family(struct findings *out, const struct report *report,
                         const struct check_against *against, size_t family) {
    if (family < FAMILIES)
        checkers[family].run(out, report, NULL);
    else if (family == FAMILY_WORDS)
        check_words(out, report, NULL, against->words);
    else if (family == FAMILY_PRIOR)
        check_prior(out, report, against->prior);
    else if (family == FAMILY_LIBRARY)
        check_library(out, report, against->library);
    else
        own_words_check(against->words, out, report);
    if (family < FAMILY_OWN)
        return true;
    explain(out, against->words);
    findings_sort(out, report);
    return false;
}

void check_report(struct findings *out, const struct report *report,
                  const struct check_against *against) {
    size_t family = 0;
    while (check_report_family(out, report, against, family))
        family++;
}

/* Rules that look across sections, or at another report: one section alone cannot say. */
static bool looks_across(const char *rule) {
    static const char *const rules[] = {
        "carried-unit", "contents",    "contradiction",  "moment",   "old-year",
        "pairs",        "page_number", "period",         "repeated", "repetitions",
        "running_head", "same-number", "same-paragraph", "unit",     "variant"};
    for (size_t i = 0; i < ARRAY_LEN(rules); i++)
        if (strcmp(rule, rules[i]) == 0)
            return true;
    return false;
}

void check_update(struct findings *findings, const struct report *report,
                  const struct section *section, const struct own_words *words) {
    struct findings fresh = {0};
    run(&fresh, report, section, words);
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *at = &findings->items[i];
        if (at->section != section->id || looks_across(at->rule))
            findings->items[kept++] = *at;
        else
            finding_release(at);
    }
    findings->count = kept;
    for (size_t i = 0; i < fresh.count; i++) {
        if (looks_across(fresh.items[i].rule)) {
            finding_release(&fresh.items[i]);
            continue;
        }
        MEM_PUSH_ROOM(findings->items, findings->count, findings->cap);
        findings->items[findings->count++] = fresh.items[i];
    }
    mem_free(fresh.items);
    explain(findings, words);
    findings_sort(findings, report);
}
