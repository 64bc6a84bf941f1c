#include "exchange/docx/formula.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"

#include <string.h>
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

static const char32_t plain_forms[] = U"0123456789０１２３４５６７８９+-−＋－=()（）ni";
static const char32_t raised_forms[] = U"⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁺⁻⁼⁽⁾⁽⁾ⁿⁱ";
static const char32_t lowered_forms[] = U"₀₁₂₃₄₅₆₇₈₉₀₁₂₃₄₅₆₇₈₉₊₋₋₊₋₌₍₎₍₎ₙᵢ";

static bool is_digit(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
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
    bool scripts;         /* something raised: 2³, a^b */
};

static void look_at_char(struct shape *shape, char32_t c, char32_t before) {
    shape->operators |= is_operator(c);
    shape->blanks |= utf8_is_space(c);
    shape->roots += is_one_of(c, U"√∛∜");
    bool capitals = c >= U'A' && c <= U'Z' && before >= U'A' && before <= U'Z'; /* GDP */
    shape->product |= is_letter(c) && (is_digit(before) || is_letter(before)) && !capitals;
    shape->product |= is_one_of(c, U"√∛∜") && before != 0;
    shape->scripts |= c == U'^' || is_one_of(c, raised_forms);
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

static void close_open(struct formula *row) {
    if (!row->open)
        return;
    str_splice(&row->text, row->open_at, 0, SPAN("("));
    str_add_byte(&row->text, ')');
    row->open = false;
}

/* Would it be read as a part of what is below the bar before it? */
static bool is_drawn_in(char32_t c) {
    return c == U'%' || c == U'％' || c == U'‰' || c == U'!' || is_digit(c) || is_letter(c) ||
           char_is_han(c) || is_one_of(c, opening) || is_one_of(c, U"√∛∜∑∏∫^_");
}

void formula_add(struct formula *row, struct span text) {
    if (text.n == 0)
        return;
    if (row->open && is_drawn_in(first_of(text)))
        close_open(row);
    row->open = row->open && first_of(text) == 0;
    str_add(&row->text, text);
}

/* Makes room for a fraction; true: what stands before it would draw it in. */
static bool begin_open(struct formula *row, char32_t first) {
    close_open(row);
    char32_t before = last_of(str_span(&row->text));
    if (is_digit(before) && is_digit(first))
        str_add_byte(&row->text, ' '); /* 2 1/2 */
    row->open_at = row->text.len;
    return is_one_of(before, U"÷/／∶:^_√∛∜") || is_letter(before) || char_is_han(before) ||
           is_one_of(before, closing);
}

void formula_add_fraction(struct formula *row, struct span over, struct span under) {
    bool joined = begin_open(row, first_of(over));
    add_grouped(&row->text, over, is_term(over));
    str_add_byte(&row->text, '/');
    add_grouped(&row->text, under, is_factor(under));
    row->open = true;
    if (joined)
        close_open(row);
}

void formula_add_root(struct formula *row, struct span degree, struct span under) {
    struct span n = span_trim(degree);
    bool known = n.n == 0 || span_is(n, "2") || span_is(n, "3") || span_is(n, "4");
    bool bare = is_factor(under);
    const char *sign = span_is(n, "3") ? "∛" : span_is(n, "4") ? "∜" : "√";
    formula_add(row, known ? span_of(sign) : SPAN("("));
    size_t at = row->text.len - strlen(sign);
    add_grouped(&row->text, under, bare);
    if (known) {
        row->open = bare; /* √2 before 3 would be √23 */
        row->open_at = at;
        return;
    }
    str_add_text(&row->text, ")^(1/");
    add_grouped(&row->text, n, is_factor(n));
    str_add_byte(&row->text, ')');
}

void formula_add_base(struct formula *row, struct span base) {
    struct shape shape = shape_of(span_trim(base));
    bool bare = !shape.operators && !shape.blanks && shape.roots == 0 && !shape.scripts;
    if (bare) {
        formula_add(row, base);
        return;
    }
    formula_add(row, SPAN("("));
    add_grouped(&row->text, base, true);
    str_add_byte(&row->text, ')');
}

/* --- raised and lowered --- */

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
    close_open(row);
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
    size_t digits = 0; /* raised before words: 10⁴次 */
    for (struct span rest = ink; rest.n > 0 && is_digit(first_of(rest)); digits = ink.n - rest.n)
        (void)utf8_take(&rest);
    if (place == FORMULA_RAISED && !reckons && digits > 0 && is_digit(last_of(str_span(out)))) {
        add_script(out, span_sub(ink, 0, digits), place);
        str_add(out, span_sub(ink, digits, ink.n));
        return;
    }
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
    if (part->open && part->open_at == 0) {
        bool joined = begin_open(row, first_of(text));
        str_add(&row->text, text);
        row->open = true;
        if (joined)
            close_open(row);
        return;
    }
    formula_add(row, text);
    row->open |= part->open;
    if (part->open)
        row->open_at = row->text.len - text.n + part->open_at;
}

void formula_end(struct str *out, const struct formula *row, struct formula_tail *tail) {
    char32_t before = last_of(str_span(out)), next = first_of(str_span(&row->text));
    bool group = row->open && row->open_at == 0 && is_one_of(before, U"÷/／");
    if (is_digit(before) && is_digit(next) && out->len > 0 && out->s[out->len - 1] != ' ')
        str_add_byte(out, ' ');
    str_add_text(out, group ? "(" : "");
    size_t from = out->len + row->open_at;
    str_add(out, str_span(&row->text));
    str_add_text(out, group ? ")" : "");
    *tail = row->open && !group ? (struct formula_tail){from, out->len} : (struct formula_tail){0};
}

/* What the words after a formula begin with: 1/2的 is no trouble, 1/2万元 is. */
static bool follows_closely(char32_t c, char32_t last) {
    return char_is_han(c) ? char_is_han(last) || is_one_of(c, U"十百千万亿元") : is_drawn_in(c);
}

bool formula_close_tail(struct str *out, struct formula_tail *tail, struct span next,
                        enum formula_place place) {
    if (next.n == 0 || tail->to == 0)
        return false;
    struct span rest = next;
    char32_t first = utf8_take(&rest);
    bool joins = tail->to == out->len &&
                 (place == FORMULA_RAISED || follows_closely(first, last_of(str_span(out))));
    if (joins) {
        str_splice(out, tail->from, 0, SPAN("("));
        str_add_byte(out, ')');
    }
    *tail = (struct formula_tail){0};
    return joins;
}
