#include "model/review/answer.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/han_number.h"
#include "base/text/utf8.h"
#include "model/number/number.h"
#include "model/quantity/quantity.h"
#include "model/review/review_number.h"

/* --- the number that stands there --- */

enum { GROUP = 3 };

struct form {
    size_t decimals, whole; /* digits behind and before the point */
    char32_t separator;     /* of thousands; 0: none */
    bool wide, han;
    bool part; /* 百分之九十八 */
};

static struct form form_of(const struct review_text *text, const struct review_number *number) {
    struct points points = {text->c, text->n};
    struct form form = {.han = true, .part = review_number_is_part(points, number->from)};
    bool behind = false;
    for (size_t i = number->from; i < number->digits_to; i++) {
        char32_t c = text->c[i], narrow = char_fold(c);
        if (narrow == U',' || mention_is_group_blank(c))
            form.separator = c;
        form.wide |= c != narrow && char_is_digit(c);
        form.han &= han_is_numeral(c) || (form.part && c == U'点');
        behind |= narrow == U'.';
        form.decimals += behind && char_is_digit(c);
        form.whole += !behind && char_is_digit(c);
    }
    return form;
}

/* What separates thousands in the number nearest to it in its sentence that has any; 0: nothing. */
static char32_t separator_beside(const struct review_text *text,
                                 const struct review_number *number) {
    size_t at = (size_t)(number - text->numbers), nearest = SIZE_MAX;
    const struct review_sentence *sentence = review_sentence_of(text, at);
    char32_t separator = 0;
    for (size_t i = sentence->number; i < sentence->number_end; i++) {
        struct form form = form_of(text, &text->numbers[i]);
        size_t off = i > at ? i - at : at - i;
        if (form.whole <= GROUP || off >= nearest)
            continue;
        nearest = off;
        separator = form.separator;
    }
    return separator;
}

/* Its unit without what is only about: 户 of 100余户; % of 百分之九十八. */
static void add_unit(struct str *out, const struct review_text *text,
                     const struct review_number *number) {
    if (number->from >= REVIEW_PART_WORD &&
        points_stand_at((struct points){text->c, text->n}, number->from - REVIEW_PART_WORD,
                        U"百分之"))
        str_add_byte(out, '%');
    for (size_t i = number->digits_to; i < number->to; i++)
        if (!char_is_one_of(text->c[i], U"余多来几") && !char_is_blank(text->c[i]))
            str_add_char(out, char_fold(text->c[i]));
}

/* --- what is typed --- */

static bool begins_with_digit(struct span text) {
    return text.n > 0 && char_is_digit(utf8_take(&text));
}

static bool begins_with_group(struct span text) {
    struct digits digits;
    return digits_take(&text, &digits) && digits.count == GROUP;
}

/* As an input method gives it: full width, 。 or · for the point. Thousands may be separated by
 * blanks. */
static void add_folded(struct str *out, struct span typed) {
    bool digit = false;
    for (struct span rest = span_trim_space(typed); rest.n > 0;) {
        char32_t as_is = utf8_take(&rest), c = char_fold(as_is);
        if ((c == U'。' || c == U'·') && begins_with_digit(rest))
            c = U'.';
        else if (digit && mention_is_group_blank(as_is) && begins_with_group(rest))
            c = U',';
        digit = char_is_digit(c);
        str_add_char(out, c);
    }
}

static size_t count_decimals(struct span digits) {
    size_t point = span_find(digits, SPAN("."));
    return point == SIZE_MAX ? 0 : digits.n - point - 1;
}

struct typed {
    struct number *number;
    size_t decimals; /* that it needs, or was typed with */
    bool grouped;
};

static enum rc read_typed(struct typed *typed, struct span folded, struct span unit,
                          struct err *err) {
    struct span rest = folded;
    enum rc rc = number_take(&typed->number, &rest, err);
    if (rc != RC_OK)
        return rc;
    struct span digits = span_sub(folded, 0, folded.n - rest.n), behind = span_trim_space(rest);
    typed->decimals = count_decimals(digits);
    typed->grouped = span_find(digits, SPAN(",")) != SIZE_MAX;
    if (behind.n == 0 || span_equal(behind, unit))
        return RC_OK;

    struct number *converted = number_convert(typed->number, behind, unit);
    number_free(typed->number);
    typed->number = converted;
    if (converted == NULL && unit.n == 0)
        return err_set(err, RC_INPUT, _("这里只写数字，不写“%.*s”"), SPAN_ARG(behind));
    if (converted == NULL)
        return err_set(err, RC_INPUT, _("“%.*s”不对，这里的单位是%.*s；只写数字就行"),
                       SPAN_ARG(behind), SPAN_ARG(unit));
    struct str exact = STR_INIT;
    number_add_short(&exact, converted, NUMBER_DECIMALS_MOST, false);
    typed->decimals = count_decimals(str_span(&exact));
    str_release(&exact);
    return RC_OK;
}

/* --- in its form --- */

/* 两个 of 2; false: it is no number that is written so. */
static bool add_han(struct str *out, const struct number *number) {
    enum { COUPLE = 2, MOST = 99 };
    int64_t value = 0;
    if (!number_to_int(number, &value) || value < 1 || value > MOST)
        return false;
    if (value == COUPLE)
        str_add_text(out, "两");
    else
        han_number_add(out, (unsigned)value);
    return true;
}

/* 九十八点五, behind 百分之; false: it is not written so. */
static bool add_han_part(struct str *out, const struct typed *typed) {
    enum { HUNDRED = 100 };
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    struct str fixed = STR_INIT;
    uint64_t whole = 0;
    size_t most = NUMBER_DECIMALS_MOST;
    number_add_fixed(&fixed, typed->number, (int)(typed->decimals < most ? typed->decimals : most),
                     false);
    size_t point = span_find(str_span(&fixed), SPAN("."));
    struct span text = str_span(&fixed);
    bool fits =
        span_to_number(span_sub(text, 0, point == SIZE_MAX ? text.n : point), HUNDRED, &whole);
    if (fits && whole == HUNDRED)
        str_add_text(out, "百");
    else if (fits && whole > 0)
        han_number_add(out, (unsigned)whole);
    else if (fits)
        str_add_text(out, digits[0]);
    if (fits && point != SIZE_MAX)
        str_add_text(out, "点");
    for (size_t i = point; fits && point != SIZE_MAX && ++i < text.n;)
        str_add_text(out, digits[text.p[i] - '0']);
    str_release(&fixed);
    return fits;
}

static void add_digits(struct str *out, const struct form *form, struct span narrow) {
    enum { BETWEEN = 0xFEE0 };
    for (; narrow.n > 0; narrow = span_sub(narrow, 1, narrow.n)) {
        char32_t c = (char32_t)(unsigned char)narrow.p[0];
        if (c == U',')
            c = form->separator;
        str_add_char(out, form->wide && c > U' ' && c < 0x7F ? c + BETWEEN : c);
    }
}

static void add_in_form(struct str *out, const struct form *form, const struct typed *typed) {
    size_t decimals = typed->decimals > form->decimals ? typed->decimals : form->decimals;
    struct str narrow = STR_INIT;
    if (form->han && form->part && add_han_part(out, typed))
        return;
    if (form->han && !form->part && decimals == 0 && add_han(out, typed->number))
        return;
    if (decimals > NUMBER_DECIMALS_MOST)
        decimals = NUMBER_DECIMALS_MOST;
    number_add_fixed(&narrow, typed->number, (int)decimals, form->separator != 0);
    add_digits(out, form, str_span(&narrow));
    str_release(&narrow);
}

enum rc review_write_answer(struct str *out, const struct review_text *text,
                            const struct review_number *number, struct span typed,
                            struct err *err) {
    struct form form = form_of(text, number);
    struct str unit = STR_INIT, folded = STR_INIT;
    struct typed read = {0};
    add_unit(&unit, text, number);
    add_folded(&folded, typed);
    enum rc rc = read_typed(&read, str_span(&folded), str_span(&unit), err);
    if (form.separator == 0 && form.whole <= GROUP)
        form.separator = separator_beside(text, number);
    if (form.separator == 0 && form.whole <= GROUP && read.grouped)
        form.separator = U',';
    if (rc == RC_OK)
        add_in_form(out, &form, &read);
    number_free(read.number);
    str_release(&unit);
    str_release(&folded);
    return rc;
}
