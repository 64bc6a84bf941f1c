#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "check/privacy.h"
#include "tests/support/check_support.h"

static void what_must_not_be_published_is_found(void **state) {
    (void)state;
    static const struct check_case cases[] = {
        {"居民王某（11010519491231002X）来访。", "error identity-card"},
        {"居民王某（440524188001010014）来访。", NULL}, /* born too early */
        {"居民王某（110105194912310021）来访。", NULL}, /* the check digit is wrong */
        {"编号110105194912310021的工单。", NULL},
        {"安全咨询可拨打13800138000。", "warning mobile"},
        {"编号20230613027的工单。", NULL},
        {"工单编号13800138000已办结。", NULL},
        {"联系人：李某，联系电话：13800138000", NULL},
        {"拨打12345、0739-5321234。", NULL},
        {"投资13800138000.50元。", NULL},
        {"汇入6222021234567890128账户。", "warning bank-card"},
        {"汇入6222021234567890123账户。", NULL},
        {"秘密★1年", "warning secrecy"},
        {"内部资料，注意保存。", "warning secrecy"},
        {"开展保密教育，严守国家秘密，保护商业秘密。", NULL},
        {"", NULL},
    };
    support_check_cases(check_privacy, cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_must_not_be_published_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
