#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/self_names.h"
#include "model/section.h"
#include "tests/support/check_support.h"

static void check_of(const char *unit, struct findings *out, const struct report *report,
                     const struct section *section) {
    struct report *copy = report_clone(report);
    section_set_text(&copy->unit, span_of(unit));
    check_self_names(out, copy, section);
    report_free(copy);
}

static void check_of_bureau(struct findings *out, const struct report *report,
                            const struct section *section) {
    check_of("清河县水利局", out, report, section);
}

static void check_of_unknown(struct findings *out, const struct report *report,
                             const struct section *section) {
    check_of("清河县供销联社", out, report, section);
}

static void office_calls_itself_by_its_kind(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"我镇高度重视绩效评价工作。", "warning other-unit"},
        {"按照要求，我街道开展了自评，我校配合。", "warning other-unit; warning other-unit"},
        {"我局高度重视，我县财力有限，我市统一部署。", NULL},
        {"本单位及下属的管理所，我所负责的渠道。", NULL},
        {"开展“我镇我家”宣传，读《我乡我土》。", NULL},
    };
    support_check_cases(check_of_bureau, cases, ARRAY_LEN(cases));
}

static void office_of_no_known_kind_may_call_itself_anything(void **state) {
    (void)state;
    static const struct check_case cases[] = {{"我社、我局、我中心。", NULL}};
    support_check_cases(check_of_unknown, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(office_calls_itself_by_its_kind),
        cmocka_unit_test(office_of_no_known_kind_may_call_itself_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
