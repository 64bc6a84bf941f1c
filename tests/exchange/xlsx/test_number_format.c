/* What number formats make of a stored number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "exchange/xlsx/number_format.h"

struct shows {
    int id;
    const char *code, *stored;
    struct xlsx_format format;
};

static void check(const struct shows *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct xlsx_formats formats = xlsx_formats_of(cases[i].id, span_of(cases[i].code));
        struct xlsx_format format = xlsx_format_for(&formats, span_of(cases[i].stored));
        if (format.shown != cases[i].format.shown || format.shift != cases[i].format.shift ||
            strcmp(format.unit, cases[i].format.unit) != 0)
            fail_msg("%s of %s: shown %d, shift %d, unit “%s”", cases[i].code, cases[i].stored,
                     (int)format.shown, format.shift, format.unit);
    }
}

static void formats_say_what_is_shown(void **state) {
    static const struct shows cases[] = {
        {0, "", "5", {XLSX_SHOWS_NUMBER, 0, ""}},
        {10, "", "5", {XLSX_SHOWS_PERCENT, 2, ""}},
        {14, "", "5", {XLSX_SHOWS_DATE, 0, ""}},
        {180, "0.00%", "5", {XLSX_SHOWS_PERCENT, 2, ""}},
        {180, "0.00\"%\"", "5", {XLSX_SHOWS_NUMBER, 0, "%"}},
        {180, "yyyy\"年\"m\"月\"d\"日\"", "5", {XLSX_SHOWS_DATE, 0, ""}},
        {180, "[Red]#,##0.00", "5", {XLSX_SHOWS_NUMBER, 0, ""}},
        {180, "0.0\"亿元\"", "5", {XLSX_SHOWS_NUMBER, 0, "亿元"}},
        {180, "#,##0.00\"（万元）\";-0", "5", {XLSX_SHOWS_NUMBER, 0, "万元"}},
        {180, "0.0\"万元整\"", "5", {XLSX_SHOWS_NUMBER, 0, "万元"}},
        {180, "0\\元", "5", {XLSX_SHOWS_NUMBER, 0, "元"}},
        {180, "\"¥\"#,##0.00", "5", {XLSX_SHOWS_NUMBER, 0, ""}},
        {180, "0\"人次\"", "5", {XLSX_SHOWS_NUMBER, 0, "人次"}},
        {180, "General\"万元\"", "5", {XLSX_SHOWS_NUMBER, 0, "万元"}},
        {180, "G/通用格式", "5", {XLSX_SHOWS_NUMBER, 0, ""}},
        {180, "#,##0.00,", "5", {XLSX_SHOWS_NUMBER, -3, ""}},
        {180, "0.0,,\"百万元\"", "5", {XLSX_SHOWS_NUMBER, -6, "百万元"}},
        {180, "0!.0,\"万元\"", "5", {XLSX_SHOWS_NUMBER, -4, "万元"}},
        {180, "0\\.00,\"万\"", "5", {XLSX_SHOWS_NUMBER, -5, "万"}},
        {180, ";;;", "5", {XLSX_SHOWS_WORDS, 0, ""}},
        {180, "\"", "5", {XLSX_SHOWS_WORDS, 0, ""}},
        {180, "0\\", "5", {XLSX_SHOWS_NUMBER, 0, ""}},
    };
    (void)state;
    check(cases, ARRAY_LEN(cases));
}

static void the_part_that_applies_is_the_numbers_own(void **state) {
    static const char two[] = "[>=10000]0!.0,\"万元\";0\"元\"";
    static const char less[] = "[<10000]0\"元\";0!.0,\"万元\"";
    static const char three[] = "[>=100000000]0!.00,,\"亿元\";[>=10000]0!.0,\"万元\";0\"元\"";
    static const char signs[] = "0\"元\";[Red]-0.0\"万元\";\"—\"";
    static const struct shows cases[] = {
        {180, two, "85963512.5", {XLSX_SHOWS_NUMBER, -4, "万元"}},
        {180, two, "1E4", {XLSX_SHOWS_NUMBER, -4, "万元"}},
        {180, two, "9999.5", {XLSX_SHOWS_NUMBER, 0, "元"}},
        {180, two, "-20000", {XLSX_SHOWS_NUMBER, 0, "元"}},
        {180, less, "9999", {XLSX_SHOWS_NUMBER, 0, "元"}},
        {180, less, "10000", {XLSX_SHOWS_NUMBER, -4, "万元"}},
        {180, three, "250000000", {XLSX_SHOWS_NUMBER, -8, "亿元"}},
        {180, three, "35000", {XLSX_SHOWS_NUMBER, -4, "万元"}},
        {180, three, "350", {XLSX_SHOWS_NUMBER, 0, "元"}},
        {180, signs, "3", {XLSX_SHOWS_NUMBER, 0, "元"}},
        {180, signs, "-3", {XLSX_SHOWS_NUMBER, 0, "万元"}},
        {180, signs, "0", {XLSX_SHOWS_WORDS, 0, ""}},
        {180, "0\"元\";@", "-3", {XLSX_SHOWS_NUMBER, 0, "元"}},
        {180, "[=1]\"是\";[=0]\"否\"", "7", {XLSX_SHOWS_NUMBER, 0, ""}},
    };
    (void)state;
    check(cases, ARRAY_LEN(cases));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_say_what_is_shown),
        cmocka_unit_test(the_part_that_applies_is_the_numbers_own),
    };
    return cmocka_run_group_tests_name("xlsx/number_format", tests, NULL, NULL);
}
