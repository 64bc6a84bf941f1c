/* EQ fields (ECMA-376 part 1, 17.16.5.17) as formulas on one line: \f(1,2), \r(3,x), \s\up8(2),
 * \o\ac(○,1). Word shows them without keeping what it shows. */
#include "exchange/docx/field_eq.h"

#include "base/text/char_class.h"
#include "base/text/han_number.h"
#include "base/text/utf8.h"
#include "exchange/docx/field.h"

#include <string.h>

enum { DEPTH_MOST = 16, ARGUMENTS_MOST = 32 };

struct arguments {
    struct span items[ARGUMENTS_MOST];
    size_t count;
};

static void evaluate(struct formula *out, struct span text, int depth);

/* --- arguments --- */

/* The length in bytes of the character at the front, an escaped one with its backslash. */
static size_t step_of(struct span text) {
    struct span rest = text.p[0] == '\\' && text.n > 1 ? span_sub(text, 1, text.n) : text;
    size_t skipped = text.n - rest.n, before = rest.n;
    (void)utf8_take(&rest);
    return skipped + before - rest.n;
}

/* Full-width signs stand where a Chinese input method wrote them; Word takes the plain ones. */
static bool take_arguments(struct span *text, struct arguments *out) {
    *out = (struct arguments){0};
    struct span rest = span_trim_start(*text);
    if (!span_take_prefix(&rest, SPAN("(")))
        return false;
    size_t from = 0, at = 0, open = 0;
    while (at < rest.n) {
        char c = rest.p[at];
        bool ends = c == ')' && open == 0;
        if (ends || ((c == ',' || c == ';') && open == 0 && out->count + 1 < ARGUMENTS_MOST)) {
            out->items[out->count++] = span_sub(rest, from, at);
            from = at + 1;
        }
        if (ends)
            break;
        open += c == '(';
        open -= c == ')';
        at += step_of(span_sub(rest, at, rest.n));
    }
    if (at >= rest.n)
        return false;
    *text = span_sub(rest, at + 1, rest.n);
    return true;
}

struct options {
    char sign;              /* of \i: u for \su, p for \pr */
    struct span begin, end; /* of \b */
};

static bool is_letter(char c) {
    return char_lower(c) >= 'a' && char_lower(c) <= 'z';
}

static bool is_number(char c) {
    return (c >= '0' && c <= '9') || c == '-';
}

static void skip_digits(struct span *text) {
    while (text->n > 0 && text->p[0] >= '0' && text->p[0] <= '9')
        *text = span_sub(*text, 1, text->n);
}

/* "\al", "\co2", "\lc\{" … between an instruction and its arguments. */
static void take_options(struct span *text, struct options *out) {
    for (;;) {
        struct span rest = span_trim_start(*text);
        if (rest.n < 3 || rest.p[0] != '\\' || !is_letter(rest.p[1]))
            return;
        char a = char_lower(rest.p[1]), b = char_lower(rest.p[2]);
        rest = span_sub(rest, 1, rest.n);
        while (rest.n > 0 && (is_letter(rest.p[0]) || is_number(rest.p[0])))
            rest = span_sub(rest, 1, rest.n);
        if (b == 'c' && strchr("lrbf", a) != NULL && rest.n > 1 && rest.p[0] == '\\') {
            size_t n = step_of(rest);
            struct span sign = span_sub(rest, 1, n);
            out->begin = a == 'l' || a == 'b' ? sign : out->begin;
            out->end = a == 'r' ? sign : out->end;
            rest = span_sub(rest, n, rest.n);
        }
        if (a == 's' && b == 'u')
            out->sign = 'u';
        else if (a == 'p' && b == 'r')
            out->sign = 'p';
        *text = span_trim_start(rest);
        skip_digits(text); /* \up 9(…) */
    }
}

/* --- what stands over one another --- */

static bool is_circle(struct span text) {
    return span_is(text, "○") || span_is(text, "〇") || span_is(text, "◯") || span_is(text, "O") ||
           span_is(text, "o") || span_is(text, "●");
}

static bool add_circled(struct formula *out, struct span inside) {
    uint64_t n = 0;
    unsigned han = 0;
    struct span rest = inside;
    struct str text = STR_INIT;
    char c = '\0';
    if (inside.n == 1)
        c = inside.p[0];
    if (span_to_number(inside, HAN_CIRCLED_MOST, &n))
        n == 0 ? str_add_text(&text, "⓪") : han_circled_add(&text, (unsigned)n);
    else if (han_number_take(&rest, &han) && rest.n == 0 && han <= 10)
        str_add_char(&text, U'㊀' + han - 1);
    else if (c >= 'A' && c <= 'Z')
        str_add_char(&text, U'Ⓐ' + (char32_t)(c - 'A'));
    else if (c >= 'a' && c <= 'z')
        str_add_char(&text, U'ⓐ' + (char32_t)(c - 'a'));
    formula_add(out, str_span(&text));
    bool known = text.len > 0;
    str_release(&text);
    return known;
}

static bool add_ticked(struct formula *out, struct span inside) {
    static const struct {
        const char *inside, *whole;
    } ticks[] = {{"√", "☑"}, {"✓", "☑"}, {"✔", "☑"}, {"×", "☒"}, {"X", "☒"}, {"x", "☒"}};
    for (size_t i = 0; i < ARRAY_LEN(ticks); i++)
        if (span_is(inside, ticks[i].inside)) {
            formula_add(out, span_of(ticks[i].whole));
            return true;
        }
    return false;
}

static bool is_raised(struct span text) {
    struct span start = span_trim(text);
    return start.n > 2 && start.p[0] == '\\' && char_lower(start.p[1]) == 's';
}

/* The inside of \s\up 9(péi), which stands above something here. */
static void add_reading(struct formula *out, struct span text, int depth) {
    struct span rest = span_sub(span_trim(text), 2, text.n);
    struct options options = {0};
    struct arguments arguments;
    take_options(&rest, &options);
    if (take_arguments(&rest, &arguments))
        evaluate(out, arguments.items[0], depth);
}

/* A reading over its characters, a number in a circle, a tick in a box; what else is printed over
 * one another stands side by side, in brackets, so that nothing is lost. */
static void add_over(struct formula *out, const struct arguments *arguments, int depth) {
    struct formula parts[2] = {FORMULA_INIT, FORMULA_INIT};
    for (size_t i = 0; i < arguments->count; i++)
        (is_raised(arguments->items[i]) ? add_reading : evaluate)(&parts[i > 0],
                                                                  arguments->items[i], depth);
    struct span a = span_trim(str_span(&parts[0].text)), b = span_trim(str_span(&parts[1].text));
    bool reading =
        arguments->count == 2 && (is_raised(arguments->items[0]) || is_raised(arguments->items[1]));
    bool known = (is_circle(a) && add_circled(out, b)) || (is_circle(b) && add_circled(out, a)) ||
                 (span_is(a, "□") && add_ticked(out, b)) || (span_is(b, "□") && add_ticked(out, a));
    if (reading) {
        bool swapped = is_raised(arguments->items[0]);
        formula_add(out, swapped ? b : a);
        formula_add(out, SPAN("（"));
        formula_add(out, swapped ? a : b);
        formula_add(out, SPAN("）"));
    } else if (!known) {
        formula_add(out, is_circle(a) ? SPAN("") : a);
        formula_add(out, b.n > 0 ? SPAN("（") : SPAN(""));
        formula_add(out, b);
        formula_add(out, b.n > 0 ? SPAN("）") : SPAN(""));
    }
    str_release(&parts[0].text);
    str_release(&parts[1].text);
}

/* --- the instructions --- */

static struct span closing_of(struct span begin) {
    static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"{", "}"}, {"<", ">"}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (span_is(begin, pairs[i][0]))
            return span_of(pairs[i][1]);
    return begin;
}

static void add_bracketed(struct formula *out, const struct options *options, struct span text) {
    bool plain = options->begin.n == 0 && options->end.n == 0;
    formula_add(out, plain ? SPAN("(") : options->begin);
    formula_add(out, text);
    bool both = options->end.n == 0 && options->begin.n > 0;
    formula_add(out, plain ? SPAN(")") : both ? closing_of(options->begin) : options->end);
}

static void add_integral(struct formula *out, const struct options *options,
                         const struct formula *parts) {
    formula_add(out, options->sign == 'u'   ? SPAN("∑")
                     : options->sign == 'p' ? SPAN("∏")
                                            : SPAN("∫"));
    formula_add_script(out, str_span(&parts[0].text), FORMULA_LOWERED);
    formula_add_script(out, str_span(&parts[1].text), FORMULA_RAISED);
    formula_add_row(out, &parts[2]);
}

/* Three parts at most; what more there is goes to the last, after a comma. */
static void add_instruction(struct formula *out, char name, const struct options *options,
                            const struct arguments *arguments, int depth) {
    struct formula parts[3] = {FORMULA_INIT, FORMULA_INIT, FORMULA_INIT};
    bool list = strchr("albxd", name) != NULL;
    for (size_t i = 0; i < arguments->count; i++) {
        size_t to = list ? 0 : i < 3 ? i : 2;
        if (i > to)
            formula_add(&parts[to], name == 'a' ? SPAN("; ") : SPAN(","));
        evaluate(&parts[to], arguments->items[i], depth);
    }
    struct span first = str_span(&parts[0].text), second = str_span(&parts[1].text);
    if (name == 'f')
        formula_add_fraction(out, first, second);
    else if (name == 'r' && arguments->count > 1)
        formula_add_root(out, first, second);
    else if (name == 'r')
        formula_add_root(out, SPAN(""), first);
    else if (name == 'b')
        add_bracketed(out, options, first);
    else if (name == 'i')
        add_integral(out, options, parts);
    else if (name != 'd')
        formula_add_row(out, &parts[0]);
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        str_release(&parts[i].text);
}

/* \s\up8(2)\do4(1): each text by its own place. */
static void add_scripts(struct formula *out, struct span *text, int depth) {
    for (;;) {
        struct span rest = span_trim_start(*text);
        char way = '\0';
        if (rest.n > 2 && rest.p[0] == '\\')
            way = char_lower(rest.p[1]);
        bool known = way == 'u' || way == 'd' || way == 'a';
        struct options options = {0};
        struct arguments arguments;
        if (known)
            take_options(&rest, &options);
        if (!take_arguments(&rest, &arguments))
            return;
        struct formula part = FORMULA_INIT;
        struct str raised = STR_INIT;
        for (size_t i = 0; i < arguments.count; i++)
            evaluate(&part, arguments.items[i], depth);
        formula_add_raised_text(&raised, str_span(&part.text),
                                way == 'd' ? FORMULA_LOWERED : FORMULA_RAISED);
        formula_add(out, str_span(&raised));
        str_release(&raised);
        str_release(&part.text);
        *text = rest;
    }
}

/* "\* jc2", "\* "Font:宋体"": how the field looks. */
static void skip_look(struct span *text) {
    *text = span_trim_start(*text);
    bool quoted = span_take_prefix(text, SPAN("\""));
    while (text->n > 0 && text->p[0] != (quoted ? '"' : ' ') && (quoted || text->p[0] != '\\'))
        *text = span_sub(*text, 1, text->n);
    if (quoted)
        (void)span_take_prefix(text, SPAN("\""));
}

/* Behind a backslash: an instruction, or a character as it stands. */
static void take_instruction(struct formula *out, struct span *text, int depth) {
    char name = char_lower(text->p[0]);
    struct span rest = span_sub(*text, 1, text->n);
    struct options options = {0};
    struct arguments arguments;
    if (name == '*') {
        *text = rest;
        skip_look(text);
    } else if (name == 's' && depth < DEPTH_MOST) {
        *text = rest;
        add_scripts(out, text, depth + 1);
    } else if (strchr("abdfilorx", name) != NULL && depth < DEPTH_MOST) {
        take_options(&rest, &options);
        bool any = take_arguments(&rest, &arguments);
        *text = rest;
        if (any && name == 'o')
            add_over(out, &arguments, depth + 1);
        else if (any)
            add_instruction(out, name, &options, &arguments, depth + 1);
    } else {
        size_t n = step_of(*text);
        formula_add(out, span_sub(*text, 0, n));
        *text = span_sub(*text, n, text->n);
    }
}

static void evaluate(struct formula *out, struct span text, int depth) {
    while (text.n > 0) {
        const char *slash = memchr(text.p, '\\', text.n);
        size_t n = slash == NULL ? text.n : (size_t)(slash - text.p);
        formula_add(out, span_sub(text, 0, n));
        text = span_sub(text, slash == NULL ? n : n + 1, text.n);
        if (text.n > 0 && slash != NULL)
            take_instruction(out, &text, depth);
    }
}

void field_eq_evaluate(struct formula *out, struct span instruction) {
    struct formula whole = FORMULA_INIT;
    evaluate(&whole, span_trim(instruction), 0);
    struct span text = span_trim_start(str_span(&whole.text));
    size_t cut = whole.text.len - text.n; /* the blanks between switches */
    str_splice(&whole.text, 0, cut, SPAN(""));
    whole.open_at -= whole.open ? cut : 0;
    formula_add_row(out, &whole);
    str_release(&whole.text);
}
