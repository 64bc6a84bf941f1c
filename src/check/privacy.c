#include "check/privacy.h"

#include "base/lang.h"
#include "check/passage.h"

enum { IDENTITY = 18, MOBILE = 11, BANK_LEAST = 16, BANK_MOST = 19 };

static unsigned number_at(const struct passage *p, size_t at, size_t digits) {
    unsigned value = 0;
    for (size_t i = 0; i < digits; i++)
        value = value * 10 + char_digit_value(p->c[at + i]);
    return value;
}

/* GB 11643: weights 2^(17-i) mod 11, the sum is 1 mod 11, X is 10. */
static bool is_identity(const struct passage *p, size_t at, size_t digits) {
    bool x = digits == IDENTITY - 1 && char_is_one_of(p->c[at + digits], U"Xx");
    if (digits != IDENTITY && !x)
        return false;
    unsigned sum = 0, weight = 1;
    for (size_t i = IDENTITY; i-- > 0; weight = weight * 2 % 11)
        sum += weight * (i == IDENTITY - 1 && x ? 10 : char_digit_value(p->c[at + i]));
    unsigned year = number_at(p, at + 6, 4), month = number_at(p, at + 10, 2),
             day = number_at(p, at + 12, 2);
    return sum % 11 == 1 && char_digit_value(p->c[at]) > 0 && year >= 1900 && year < 2100 &&
           month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* ISO 7812: 4, 5 and 6 are banks; the check digit is Luhn's. */
static bool is_bank_card(const struct passage *p, size_t at, size_t digits) {
    if (digits < BANK_LEAST || digits > BANK_MOST || digits == IDENTITY ||
        char_digit_value(p->c[at]) < 4 || char_digit_value(p->c[at]) > 6)
        return false;
    unsigned sum = 0;
    for (size_t i = 0; i < digits; i++) {
        unsigned digit = char_digit_value(p->c[at + digits - 1 - i]) * (i % 2 == 0 ? 1U : 2U);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

static bool is_contact_field(const struct passage *p, size_t at) {
    static const char32_t *const fields[] = {U"联系电话", U"联系人", U"联系方式", U"电话：",
                                             U"电话:",    U"手机：", U"手机:",    NULL};
    return word_any_within(p, 0, at, fields);
}

static bool is_mobile(const struct passage *p, size_t at, size_t digits) {
    static const char32_t *const serials[] = {U"编号", U"单号", U"编码", U"代码", U"号码为",
                                              U"第",   U"No",   U"№",    NULL};
    return digits == MOBILE && char_digit_value(p->c[at]) == 1 &&
           char_digit_value(p->c[at + 1]) >= 3 && word_any_before(p, at, serials) == NULL &&
           p->c[at + digits] != U'.' && !is_contact_field(p, at);
}

static void check_digits(struct raiser *raiser, const struct passage *p, size_t at, size_t digits) {
    if (is_identity(p, at, digits))
        (void)raise_finding(raiser, p, "identity-card", SEVERITY_ERROR, at, at + IDENTITY,
                            _("这是身份证号码，公开的报告里不能有"));
    else if (is_bank_card(p, at, digits))
        (void)raise_finding(raiser, p, "bank-card", SEVERITY_WARNING, at, at + digits,
                            _("疑为银行卡号，公开的报告里不能有"));
    else if (is_mobile(p, at, digits))
        (void)raise_finding(raiser, p, "mobile", SEVERITY_WARNING, at, at + digits,
                            _("疑为手机号码，公开的报告里不宜有"));
}

static void check_secrecy(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const words[] = {U"秘密", U"机密★", U"绝密★", U"内部资料", NULL};
    /* keeping secrets is work that may be told */
    static const char32_t *const about[] = {U"国家", U"商业", U"保守", U"工作", U"泄露", U"个人",
                                            U"军事", U"严守", U"保护", U"党的", U"泄漏", U"侵犯",
                                            U"涉及", U"警务", U"守",   NULL};
    const char32_t *word = char_is_one_of(p->c[at], U"秘机绝内") ? word_any_at(p, at, words) : NULL;
    if (word == NULL || word_any_before(p, at, about) != NULL)
        return;
    (void)raise_finding(raiser, p, "secrecy", SEVERITY_WARNING, at, at + word_length(word),
                        _("有涉密或内部字样，公开前请核对"));
}

static void visit(void *context, const struct passage *p) {
    struct raiser *raiser = context;
    for (size_t at = 0; at < p->n; at++) {
        size_t digits = 0;
        while (char_is_digit(p->c[at + digits]))
            digits++;
        char32_t before = at > 0 ? p->c[at - 1] : 0;
        bool apart = before != U'.' && !(before >= U'A' && before <= U'z');
        if (digits >= MOBILE && apart)
            check_digits(raiser, p, at, digits);
        at += digits > 0 ? digits - 1 : 0;
        check_secrecy(raiser, p, at);
    }
}

void check_privacy(struct findings *out, const struct report *report,
                   const struct section *section) {
    struct raiser raiser;
    raiser_init(&raiser, out);
    passages_visit(report, section, visit, &raiser);
    raiser_release(&raiser, report);
}
