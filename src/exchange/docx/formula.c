#include "exchange/docx/formula.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"

#include <uchar.h>

/* --- what stands beside one another --- */

static bool is_one_of(char32_t c, const char32_t *set) { /* 0 is none of them */
    for (; *set != 0; set++)
        if (*set == c)
            return true;
    return false;
}

static const char32_t opening[] = U"([{（［｛〔⌈⌊⟨";
static const char32_t closing[] = U")]}）］｝〕⌉⌋⟩";

/* Signs that bind no closer than a fraction's bar. */
static bool is_operator(char32_t c) {
    return is_one_of(c, U"+-±∓×÷/·∙∗*⋅=<>≤≥≠≈≡∈∝∶:：;；,，、|∣&→＋－−＝＜＞／∑∏∫∪∩∧∨");
}

static bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

static bool is_letter(char32_t c) {
    return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= U'Α' && c <= U'ω') ||
           (c >= 0x1D400 && c <= 0x1D7FF);
}

static char32_t first_of(struct span text) {
    text = span_trim(text);
    return text.n == 0 ? 0 : utf8_take(&text);
}

static char32_t last_of(struct span text) {
    text = span_trim_end(text);
    return text.n == 0 ? 0 : utf8_before(text, text.n);
}

/* What a text holds outside brackets. */
struct shape {
    bool operators, blanks;
    size_t groups;        /* in brackets */
    size_t roots, others; /* √; all characters */
    bool product;         /* a number or a name stands before another: 2a, ab */
};

static void look_at_char(struct shape *shape, char32_t c, char32_t before) {
    shape->operators |= is_operator(c);
    shape->blanks |= utf8_is_space(c);
    shape->roots += is_one_of(c, U"√∛∜");
    bool capitals = c >= U'A' && c <= U'Z' && before >= U'A' && before <= U'Z'; /* GDP */
    shape->product |= is_letter(c) && (is_digit(before) || is_letter(before)) && !capitals;
    shape->product |= is_one_of(c, U"√∛∜") && before != 0;
    shape->others++;
}

static struct shape shape_of(struct span text) {
    struct shape shape = {0};
    size_t depth = 0;
    char32_t before = 0;
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (is_one_of(c, opening)) {
            shape.groups += depth == 0;
            depth++;
        } else if (is_one_of(c, closing)) {
            depth -= depth > 0;
        } else if (depth == 0) {
            bool grouping = c == U',' && is_digit(before) && text.n > 0 && is_digit(first_of(text));
            look_at_char(&shape, grouping ? U'0' : c, before); /* 1,000 */
        }
        before = c;
    }
    return shape;
}

/* May be followed by × or stand above a bar without brackets. */
static bool is_term(struct span text) {
    struct shape shape = shape_of(span_trim(text));
    return !shape.operators && !shape.blanks;
}

/* May stand below a bar: one name, one number, or one pair of brackets. */
static bool is_factor(struct span text) {
    struct shape shape = shape_of(span_trim(text));
    size_t parts = shape.groups + (shape.others > 0);
    return !shape.operators && !shape.blanks && !shape.product && parts <= 1;
}

static void add_grouped(struct str *out, struct span text, bool bare) {
    text = span_trim(text);
    str_add_text(out, bare ? "" : "(");
    str_add(out, text);
    str_add_text(out, bare ? "" : ")");
}

/* --- rows --- */

static void close_fraction(struct formula *row) {
    if (!row->fraction)
        return;
    str_splice(&row->text, row->fraction_at, 0, SPAN("("));
    str_add_byte(&row->text, ')');
    row->fraction = false;
}

/* Would it be read as a part of what is below the bar before it? */
static bool is_drawn_in(char32_t c) {
    return c == U'%' || c == U'％' || c == U'‰' || c == U'!' || is_digit(c) || is_letter(c) ||
           char_is_han(c) || is_one_of(c, opening) || is_one_of(c, U"√∛∜∑∏∫^_");
}

void formula_add(struct formula *row, struct span text) {
    if (text.n == 0)
        return;
    if (row->fraction && is_drawn_in(first_of(text)))
        close_fraction(row);
    row->fraction = row->fraction && first_of(text) == 0;
    str_add(&row->text, text);
}

/* Makes room for a fraction; true: what stands before it would draw it in. */
static bool begin_fraction(struct formula *row, char32_t first) {
    close_fraction(row);
    char32_t before = last_of(str_span(&row->text));
    if (is_digit(before) && is_digit(first))
        str_add_byte(&row->text, ' '); /* 2 1/2 */
    row->fraction_at = row->text.len;
    return is_one_of(before, U"÷/／∶:^_√∛∜") || is_letter(before) || char_is_han(before) ||
           is_one_of(before, closing);
}

void formula_add_fraction(struct formula *row, struct span over, struct span under) {
    bool joined = begin_fraction(row, first_of(over));
    add_grouped(&row->text, over, is_term(over));
    str_add_byte(&row->text, '/');
    add_grouped(&row->text, under, is_factor(under));
    row->fraction = true;
    if (joined)
        close_fraction(row);
}

void formula_add_root(struct formula *row, struct span degree, struct span under) {
    struct span n = span_trim(degree);
    bool known = n.n == 0 || span_is(n, "2") || span_is(n, "3") || span_is(n, "4");
    const char *sign = span_is(n, "3") ? "∛" : span_is(n, "4") ? "∜" : "√";
    formula_add(row, known ? span_of(sign) : SPAN("("));
    add_grouped(&row->text, under, is_factor(under));
    if (known)
        return;
    str_add_text(&row->text, ")^(1/");
    add_grouped(&row->text, n, is_factor(n));
    str_add_byte(&row->text, ')');
}

void formula_add_base(struct formula *row, struct span base) {
    struct shape shape = shape_of(span_trim(base));
    bool bare = !shape.operators && !shape.blanks && shape.roots == 0;
    if (bare) {
        formula_add(row, base);
        return;
    }
    formula_add(row, SPAN("("));
    add_grouped(&row->text, base, true);
    str_add_byte(&row->text, ')');
}

/* --- raised and lowered --- */

static const char32_t plain_forms[] = U"0123456789+-−=()（）ni";
static const char32_t raised_forms[] = U"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾⁽⁾ⁿⁱ";
static const char32_t lowered_forms[] = U"₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎₍₎ₙᵢ";

static bool add_forms(struct str *out, struct span text, enum formula_place place) {
    const char32_t *forms = place == FORMULA_RAISED ? raised_forms : lowered_forms;
    size_t before = out->len;
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        size_t i = 0;
        while (plain_forms[i] != 0 && plain_forms[i] != c)
            i++;
        if (plain_forms[i] == 0) {
            str_cut(out, before);
            return false;
        }
        str_add_char(out, forms[i]);
    }
    return true;
}

static void add_script(struct str *out, struct span text, enum formula_place place) {
    text = span_trim(text);
    if (text.n == 0 || add_forms(out, text, place))
        return;
    str_add_byte(out, place == FORMULA_RAISED ? '^' : '_');
    add_grouped(out, text, utf8_count(text) == 1);
}

void formula_add_script(struct formula *row, struct span text, enum formula_place place) {
    if (utf8_count_ink(text) == 0)
        return;
    close_fraction(row);
    if (place == FORMULA_LINE)
        formula_add(row, text);
    else
        add_script(&row->text, text, place);
}

/* 5th, 1st, TM: signs of print, not of reckoning. */
static bool is_plain_mark(struct span text) {
    static const char *const words[] = {"st", "nd", "rd", "th", "TM", "®", "™"};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_is(text, words[i]))
            return true;
    return false;
}

static bool is_reckoned(struct span text) {
    char32_t first = first_of(text);
    bool any = is_digit(first) || is_letter(first) || is_one_of(first, U"+-−－＋(");
    while (any && text.n > 0)
        any = !char_is_han(utf8_take(&text));
    return any;
}

void formula_add_raised_text(struct str *out, struct span text, enum formula_place place) {
    struct span ink = span_trim(text);
    bool reckons = ink.n > 0 && is_reckoned(ink);
    if (place == FORMULA_LINE || !reckons || is_plain_mark(ink)) {
        str_add(out, text);
        return;
    }
    str_add(out, span_sub(text, 0, (size_t)(ink.p - text.p)));
    add_script(out, ink, place);
    str_add(out, span_sub(text, (size_t)(ink.p - text.p) + ink.n, text.n));
}

/* --- ends --- */

void formula_add_row(struct formula *row, const struct formula *part) {
    struct span text = str_span(&part->text);
    if (part->fraction && part->fraction_at == 0) {
        bool joined = begin_fraction(row, first_of(text));
        str_add(&row->text, text);
        row->fraction = true;
        if (joined)
            close_fraction(row);
        return;
    }
    formula_add(row, text);
    row->fraction |= part->fraction;
    if (part->fraction)
        row->fraction_at = row->text.len - text.n + part->fraction_at;
}

void formula_end(struct str *out, const struct formula *row) {
    char32_t before = last_of(str_span(out)), next = first_of(str_span(&row->text));
    bool group = row->fraction && row->fraction_at == 0 && is_one_of(before, U"÷/／");
    if (is_digit(before) && is_digit(next) && out->len > 0 && out->s[out->len - 1] != ' ')
        str_add_byte(out, ' ');
    str_add_text(out, group ? "(" : "");
    str_add(out, str_span(&row->text));
    str_add_text(out, group ? ")" : "");
}
