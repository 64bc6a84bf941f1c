#include "check/check.h"

#include "check/completeness.h"
#include "check/figures.h"
#include "check/figures_prose.h"
#include "check/layout.h"
#include "check/leftovers.h"
#include "check/numbering.h"
#include "check/numbers.h"
#include "check/prior.h"
#include "check/privacy.h"
#include "check/wording.h"
#include "check/years.h"

/* clang-format off: one row a family */
const struct checker checkers[] = {
    {"completeness", check_completeness},
    {"figures", check_figures},
    {"figures-prose", check_figures_prose},
    {"leftovers", check_leftovers},
    {"numbering", check_numbering},
    {"numbers", check_numbers},
    {"wording", check_wording},
    {"words", check_words},
    {"repeats", check_repeats},
    {"layout", check_layout},
    {"privacy", check_privacy},
    {"years", check_years},
    {0},
};
/* clang-format on */

void check_section(struct findings *out, const struct report *report,
                   const struct section *section) {
    for (const struct checker *checker = checkers; checker->family != NULL; checker++)
        checker->run(out, report, section);
    findings_sort(out, report);
}

void check_report(struct findings *out, const struct report *report) {
    check_report_against(out, report, NULL);
}

void check_report_against(struct findings *out, const struct report *report,
                          const struct report *prior) {
    for (const struct checker *checker = checkers; checker->family != NULL; checker++)
        checker->run(out, report, NULL);
    check_prior(out, report, prior);
    findings_sort(out, report);
}
