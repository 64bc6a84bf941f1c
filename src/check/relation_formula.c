#include "check/relation_formula.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "model/number/evaluate.h"

/* --- writing one side as an expression --- */

struct side {
    struct str text;
    size_t numbers, operators;
    bool divides, multiplies, percent, unclear; /* unclear: 万 and 亿 in one reckoning */
    size_t decimals;                            /* of the last number */
    char32_t scale;
};

static char operator_of(char32_t c) {
    static const struct {
        const char32_t *signs;
        char as;
    } operators[] = {{U"÷/／", '/'}, {U"×xX*＊", '*'}, {U"+＋", '+'},
                     {U"-－−", '-'}, {U"（([【", '('}, {U"）)]】", ')'}};
    for (size_t i = 0; i < ARRAY_LEN(operators); i++)
        if (char_is_one_of(c, operators[i].signs))
            return operators[i].as;
    return 0;
}

static size_t add_number(struct side *side, const struct passage *p, size_t at, size_t to) {
    bool point = false;
    side->decimals = 0;
    for (; at < to; at++) {
        char32_t c = p->c[at];
        bool comma = char_is_one_of(c, U",，") && at + 1 < to && char_is_digit(p->c[at + 1]);
        if (char_is_digit(c)) {
            str_add_byte(&side->text, (char)('0' + char_digit_value(c)));
            side->decimals += point;
        } else if (!point && char_is_one_of(c, U".．")) {
            str_add_byte(&side->text, '.');
            point = true;
        } else if (!comma) {
            break;
        }
    }
    side->numbers++;
    side->percent = at < to && char_is_one_of(p->c[at], U"%％");
    if (side->percent)
        str_add_byte(&side->text, '%');
    char32_t scale = at < to && char_is_one_of(p->c[at], U"万亿千") ? p->c[at] : 0;
    bool bare = side->percent || (at < to && operator_of(p->c[at]) != 0);
    side->unclear |= side->numbers > 1 && !bare && scale != side->scale;
    if (!bare || side->numbers == 1)
        side->scale = scale;
    return at;
}

/* Numbers, signs and brackets; everything else is a name. */
static struct side read_side(const struct passage *p, size_t from, size_t to) {
    struct side side = {.text = STR_INIT};
    while (from < to) {
        char sign = operator_of(p->c[from]);
        if (char_is_digit(p->c[from])) {
            from = add_number(&side, p, from, to);
            continue;
        }
        if (sign != 0)
            str_add_byte(&side.text, sign);
        side.operators += sign != 0 && sign != '(' && sign != ')';
        side.divides |= sign == '/';
        side.multiplies |= sign == '*';
        from++;
    }
    return side;
}

/* NULL: it is no reckoning of numbers. */
static struct number *value_of(const struct side *side) {
    struct expression *expression = NULL;
    struct value value = {0};
    const struct value_source source = {0};
    size_t at = 0;
    if (side->unclear || side->numbers == 0 || side->text.len > EXPRESSION_BYTES_MOST ||
        expression_parse(&expression, str_span(&side->text), &at, NULL) != RC_OK)
        return NULL;
    (void)evaluate(&value, expression, &source);
    struct number *number = value.kind == VALUE_NUMBER ? number_clone(value.number) : NULL;
    value_release(&value);
    expression_free(expression);
    return number;
}

/* --- comparing --- */

/* Rounded as what is said; of a rate as it is printed, with or without %. */
static bool gives(const struct number *value, const struct number *said, int decimals) {
    struct number *off = number_subtract(value, said), *size = number_abs(off);
    struct number *step = number_from_int(2), *ten = number_from_int(10);
    for (int i = 0; i < decimals; i++) {
        struct number *next = number_multiply(step, ten);
        number_free(step);
        step = next;
    }
    struct number *one = number_from_int(1), *steps = number_multiply(size, step);
    bool within = steps != NULL && number_compare(steps, one) <= 0;
    number_free(off);
    number_free(size);
    number_free(step);
    number_free(ten);
    number_free(one);
    number_free(steps);
    return within;
}

static void raise_formula(struct raiser *raiser, const struct passage *p, const struct side *left,
                          const struct number *value, const struct side *right, size_t from,
                          size_t to) {
    struct str message = STR_INIT;
    int decimals = (int)right->decimals;
    struct number *hundred = number_from_int(100);
    struct number *shown = right->percent ? number_multiply(value, hundred) : number_clone(value);
    str_add(&message, str_span(&left->text));
    str_add_text(&message, " = ");
    number_add_fixed(&message, shown, decimals, false);
    str_add_text(&message, right->percent ? _("%，文中为") : _("，文中为"));
    str_add(&message, str_span(&right->text));
    const char *rule = left->divides ? "rate" : left->multiplies ? "product" : "sum";
    if (!raiser_has_marked(raiser, p, rule, from, to))
        (void)raise_finding(raiser, p, rule, SEVERITY_ERROR, from, to, message.s);
    number_free(hundred);
    number_free(shown);
    str_release(&message);
}

/* What is reckoned at left..left_to against the number at right..right_to. */
static void compare(struct raiser *raiser, const struct passage *p, size_t left, size_t left_to,
                    size_t right, size_t right_to) {
    struct side a = read_side(p, left, left_to), b = read_side(p, right, right_to);
    struct number *value = a.operators > 0 && a.numbers > 1 ? value_of(&a) : NULL;
    struct number *said = b.operators == 0 && b.numbers == 1 ? value_of(&b) : NULL;
    bool scales = !a.divides && a.scale != b.scale;
    if (value != NULL && said != NULL && !scales) {
        enum { HUNDRED = 100 };
        struct number *hundred = number_from_int(HUNDRED);
        struct number *less = number_divide(value, hundred);
        int decimals = (int)b.decimals + (b.percent ? 2 : 0);
        if (!gives(value, said, decimals) && !(b.percent && gives(less, said, decimals)))
            raise_formula(raiser, p, &a, value, &b, left < right ? left : right,
                          right_to > left_to ? right_to : left_to);
        number_free(hundred);
        number_free(less);
    }
    number_free(value);
    number_free(said);
    str_release(&a.text);
    str_release(&b.text);
}

/* --- finding --- */

static bool is_equal_sign(char32_t c) {
    return char_is_one_of(c, U"=＝");
}

static bool ends_side(const struct passage *p, size_t at) {
    return is_equal_sign(p->c[at]) || quantity_mark_at(passage_points(p), at, U"，,。；;：:、“”\n");
}

/* From the mark before `at` on, not out of a bracket that it stands in. */
static size_t side_begin(const struct passage *p, size_t at) {
    size_t depth = 0;
    for (; at > 0; at--) {
        char sign = operator_of(p->c[at - 1]);
        if ((depth == 0 && ends_side(p, at - 1)) || (sign == '(' && depth == 0))
            break;
        depth += sign == ')';
        depth -= sign == '(';
    }
    return at;
}

static size_t side_end(const struct passage *p, size_t at) {
    size_t depth = 0;
    for (; at < p->n; at++) {
        char sign = operator_of(p->c[at]);
        if ((depth == 0 && ends_side(p, at)) || (sign == ')' && depth == 0))
            break;
        depth += sign == '(';
        depth -= sign == ')';
    }
    return at;
}

/* Behind the number at `at`, its unit and %. */
static size_t number_end(const struct passage *p, size_t at) {
    while (at < p->n && char_is_one_of(p->c[at], U" 约为"))
        at++;
    while (at < p->n && (char_is_digit(p->c[at]) || char_is_one_of(p->c[at], U".．,％%万亿")))
        at++;
    return at;
}

/* “6.25%（7.5/120）”, “8.94%（…＝166.45÷1,862.40×100%）” */
static void check_bracket(struct raiser *raiser, const struct passage *p, size_t percent) {
    size_t from = percent, open = percent + 1, close = side_end(p, percent + 2), begin;
    if (!char_is_one_of(p->c[open], U"（("))
        return;
    while (from > 0 && (char_is_digit(p->c[from - 1]) || char_is_one_of(p->c[from - 1], U".．")))
        from--;
    begin = open + 1;
    for (; close < p->n && is_equal_sign(p->c[close]); close = side_end(p, close + 1))
        begin = close + 1;
    for (size_t at = begin; at < close; at++)
        if (char_is_han(p->c[at]) && !char_is_one_of(p->c[at], U"万亿元"))
            return; /* a date, a remark */
    if (close < p->n && operator_of(p->c[close]) == ')' && from < percent)
        compare(raiser, p, begin, close, from, percent + 1);
}

void check_formulas(struct raiser *raiser, const struct passage *p) {
    for (size_t at = 1; at + 1 < p->n; at++) {
        if (is_equal_sign(p->c[at])) {
            size_t end = number_end(p, at + 1);
            bool alone = end > at + 1 && operator_of(p->c[end]) != '*' &&
                         operator_of(p->c[end]) != '/' && operator_of(p->c[end]) != '+' &&
                         operator_of(p->c[end]) != '-';
            if (alone)
                compare(raiser, p, side_begin(p, at), at, at + 1, end);
        } else if (char_is_one_of(p->c[at], U"%％")) {
            check_bracket(raiser, p, at);
        }
    }
}
