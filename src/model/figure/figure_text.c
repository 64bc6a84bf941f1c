#include "model/figure/figure_text.h"
#include "model/sheet/handed.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_share.h"

#include <string.h>

enum {
    DECIMALS_EXACT = 6, /* where the template gives none: as many, if they say the number … */
    DECIMALS_KEPT = 12,
    DECIMALS_ROUNDED = 2 /* … else so many */
};

/* ---- printing ---- */

static bool has_decimals(const struct number *number, int most) {
    struct number *rounded = number_round(number, most);
    bool more = rounded == NULL || number_compare(rounded, number) != 0;
    number_free(rounded);
    return more;
}

static void add_decimals(struct str *out, const struct template_figure *figure,
                         const struct number *number, bool grouped) {
    if (figure->decimals >= 0)
        number_add_fixed(out, number, figure->decimals, grouped);
    else if (figure->type == TYPE_INTEGER)
        number_add_fixed(out, number, 0, grouped);
    else
        number_add_short(out, number,
                         has_decimals(number, DECIMALS_EXACT) ? DECIMALS_ROUNDED : DECIMALS_EXACT,
                         grouped);
}

void figure_add_number(struct str *out, const struct template_figure *figure,
                       const struct number *number, bool grouped) {
    if (!figure_is_share(figure)) {
        add_decimals(out, figure, number, grouped);
        return;
    }
    struct number *percent = figure_percent(number, true);
    if (percent != NULL) /* a number at its bounds */
        add_decimals(out, figure, percent, false);
    number_free(percent);
}

void figure_add_plain(struct str *out, const struct template_figure *figure,
                      const struct value *value) {
    if (value->kind == VALUE_TEXT)
        str_add_text(out, value->text);
    if (value->kind != VALUE_NUMBER)
        return;
    struct number *shown =
        figure_is_share(figure) ? figure_percent(value->number, true) : number_clone(value->number);
    if (shown != NULL)
        number_add_short(out, shown, DECIMALS_KEPT, false);
    number_free(shown);
}

void figure_add_exact(struct figures *figures, struct str *out,
                      const struct template_figure *figure) {
    const struct value *value = figures_value(figures, figure, false);
    figure_add_plain(out, figure, value);
    if (value->kind == VALUE_NUMBER)
        str_add_text(out, figure_unit(figure));
}

static void add_choice(struct str *out, const struct template_figure *figure, const char *name) {
    for (size_t i = 0; i < figure->choice_count; i++)
        if (strcmp(figure->choices[i].name, name) == 0)
            str_add_text(out, figure->choices[i].label);
}

static void add_date(struct str *out, const char *text) {
    struct span rest = span_of(text);
    uint64_t year, month, day;
    if (date_take_part(&rest, "-", 2999, &year) && date_take_part(&rest, "-", 12, &month) &&
        date_take_part(&rest, "", 31, &day))
        str_add_format(out, "%u年%u月%u日", (unsigned)year, (unsigned)month, (unsigned)day);
}

static void add_shown(struct figures *figures, struct str *out,
                      const struct template_figure *figure, bool prior, bool grouped) {
    struct number *shown = figures_shown(figures, figure, prior);
    if (shown != NULL) /* a number at its bounds */
        figure_add_number(out, figure, shown, grouped);
    str_add_text(out, figure_unit(figure));
    number_free(shown);
}

static bool add_value(struct figures *figures, struct str *out,
                      const struct template_figure *figure, bool prior, bool grouped) {
    const struct value *value = figures_value(figures, figure, prior);
    if (value->kind == VALUE_NUMBER) {
        add_shown(figures, out, figure, prior, grouped);
    } else if (value->kind == VALUE_TEXT && figure->type == TYPE_SELECT_ONE) {
        add_choice(out, figure, value->text);
    } else if (value->kind == VALUE_TEXT && figure->type == TYPE_DATE) {
        add_date(out, value->text);
    } else if (value->kind == VALUE_TEXT) {
        str_add_line(out, span_of(value->text)); /* prose has lines and cells */
    }
    return value->kind != VALUE_EMPTY;
}

/* ---- the change since last year ---- */

/* In percent and as it prints: the difference is then the one of the two printed numbers. */
static struct number *printed_percent(struct figures *figures, const struct template_figure *figure,
                                      bool prior) {
    struct number *shown = figures_shown(figures, figure, prior);
    if (shown != NULL && figure_is_share(figure)) {
        struct number *percent = figure_percent(shown, true);
        number_free(shown);
        shown = percent;
    }
    if (shown == NULL || figure->decimals < 0)
        return shown;
    struct number *rounded = number_round(shown, figure->decimals);
    number_free(shown);
    return rounded;
}

struct number *figures_points(struct figures *figures, const struct template_figure *figure) {
    if (!figure_is_rate(figure))
        return NULL;
    struct number *now = printed_percent(figures, figure, false);
    struct number *prior = printed_percent(figures, figure, true);
    struct number *points = now != NULL && prior != NULL ? number_subtract(now, prior) : NULL;
    number_free(now);
    number_free(prior);
    return points;
}

/* Of a year that had none there is no percentage: then the difference itself, in the figure's unit,
 * is what the change is. */
static struct number *change_from_nothing(struct figures *figures,
                                          const struct template_figure *figure) {
    const struct value *prior = figures_value(figures, figure, true);
    if (prior->kind != VALUE_NUMBER || number_sign(prior->number) != 0)
        return NULL;
    return figures_shown(figures, figure, false);
}

/* What is told of the change: of a rate its points, of all else the rate of change, or the change
 * itself where last year had nothing (`whole`). */
static struct number *told_change(struct figures *figures, const struct template_figure *figure,
                                  bool *whole) {
    *whole = false;
    if (figure_is_rate(figure))
        return figures_points(figures, figure);
    struct number *rate = figures_change(figures, figure);
    if (rate != NULL)
        return rate;
    struct number *change = change_from_nothing(figures, figure);
    *whole = change != NULL && number_sign(change) != 0;
    return change;
}

/* Its size, without a sign: 10.7%, 0.22 with the word for points, or 5万元 where that is all that
 * can be said. */
static void add_size(struct str *out, const struct template_figure *figure,
                     const struct number *change, bool whole, const char *points) {
    bool is_rate = figure_is_rate(figure);
    struct number *size = number_abs(change);
    if (whole) {
        figure_add_number(out, figure, size, false);
        str_add_text(out, figure_unit(figure));
        number_free(size);
        return;
    }
    struct number *shown = is_rate ? number_clone(size) : figure_percent(size, true);
    int most = is_rate && figure->decimals > DECIMALS_ROUNDED ? figure->decimals : DECIMALS_ROUNDED;
    if (shown != NULL)
        number_add_short(out, shown, most, false);
    str_add_text(out, is_rate ? points : "%");
    number_free(size);
    number_free(shown);
}

bool figures_add_text(struct figures *figures, struct str *out,
                      const struct template_figure *figure, enum figure_form form) {
    if (form == FIGURE_VALUE || form == FIGURE_PRIOR)
        return add_value(figures, out, figure, form == FIGURE_PRIOR, false);
    bool whole;
    struct number *change = told_change(figures, figure, &whole);
    if (change == NULL)
        return false;
    int sign = number_sign(change);
    if (form == FIGURE_DIRECTION)
        str_add_text(out, sign > 0 ? "增长" : sign < 0 ? "下降" : "持平");
    else
        add_size(out, figure, change, whole, "个百分点");
    number_free(change);
    return true;
}

bool figures_add_trend(struct figures *figures, struct str *out,
                       const struct template_figure *figure, bool brief) {
    bool whole;
    struct number *change = told_change(figures, figure, &whole);
    if (change == NULL)
        return false;
    int sign = number_sign(change);
    if (brief && figure_is_rate(figure) && sign != 0)
        str_add_text(out, sign > 0 ? _("升") : _("降"));
    else
        str_add_text(out, sign > 0 ? _("增长") : sign < 0 ? _("下降") : _("持平"));
    if (sign != 0)
        add_size(out, figure, change, whole, _("个百分点"));
    number_free(change);
    return true;
}

/* ---- prose ---- */

static const char *const form_suffixes[] = {
    [FIGURE_VALUE] = "",
    [FIGURE_PRIOR] = ".prior",
    [FIGURE_CHANGE] = ".change",
    [FIGURE_DIRECTION] = ".direction",
};

bool figure_token_at(const struct template *template, struct span text,
                     struct figure_token *token) {
    struct span rest = text, name;
    if (!span_take_prefix(&rest, SPAN("${")) || !name_take(&rest, &name))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(form_suffixes); i++) {
        struct span behind = rest;
        if (!span_take_prefix(&behind, span_of(form_suffixes[i])))
            continue;
        token->grouped = span_take_prefix(&behind, SPAN(","));
        if (!span_take_prefix(&behind, SPAN("}")))
            continue;
        token->figure = figure_find(template, name);
        token->form = (enum figure_form)i;
        token->bytes = text.n - behind.n;
        return token->figure != NULL;
    }
    return false;
}

/* A `$${` stands for "${", and no token begins at its second character. */
bool figure_token_find(const struct template *template, struct span text, size_t *from,
                       struct figure_token *token) {
    for (size_t at = *from; at < text.n; at++) {
        const char *dollar = memchr(text.p + at, '$', text.n - at);
        if (dollar == NULL)
            return false;
        at = (size_t)(dollar - text.p);
        struct span rest = span_sub(text, at, text.n);
        if (span_starts_with(rest, SPAN("$${"))) {
            at += 2;
        } else if (figure_token_at(template, rest, token)) {
            *from = at;
            return true;
        }
    }
    return false;
}

/* "${" alone where no brace closes it soon: what follows is no name, but words of the text. */
static size_t stray_bytes(struct span rest) {
    enum { NAME_BYTES = 80 };
    struct span inside = span_sub(rest, 2, rest.n < NAME_BYTES ? rest.n : NAME_BYTES);
    size_t brace = span_find(inside, SPAN("}")), next = span_find(inside, SPAN("${"));
    return brace != SIZE_MAX && brace < next ? 2 + brace + 1 : 2;
}

bool figure_stray_find(const struct template *template, struct span text, size_t *from,
                       size_t *bytes) {
    size_t at = *from;
    while (at < text.n) {
        const char *dollar = memchr(text.p + at, '$', text.n - at);
        if (dollar == NULL)
            return false;
        at = (size_t)(dollar - text.p);
        struct span rest = span_sub(text, at, text.n);
        struct figure_token token;
        if (span_starts_with(rest, SPAN("$${"))) {
            at += 3;
        } else if (!span_starts_with(rest, SPAN("${"))) {
            at++;
        } else if (figure_token_at(template, rest, &token)) {
            at += token.bytes;
        } else {
            *from = at;
            *bytes = stray_bytes(rest);
            return true;
        }
    }
    return false;
}

static void add_escaped(struct str *out, struct span text) {
    while (text.n > 0) {
        size_t at = span_find(text, SPAN("$${"));
        str_add(out, span_sub(text, 0, at));
        if (at == SIZE_MAX)
            return;
        str_add_text(out, "${");
        text = span_sub(text, at + 3, text.n);
    }
}

bool figures_add_token(struct figures *figures, struct str *out, const struct figure_token *token) {
    if (token->form == FIGURE_VALUE || token->form == FIGURE_PRIOR)
        return add_value(figures, out, token->figure, token->form == FIGURE_PRIOR, token->grouped);
    return figures_add_text(figures, out, token->figure, token->form);
}

static void add_token(void *context, struct str *out, const struct figure_token *token) {
    struct figures *figures = context;
    const struct template_figure *figure = token->figure;
    if (!figures_is_relevant(figures, figure) || figures_add_token(figures, out, token))
        return;
    bool needs_prior =
        token->form != FIGURE_VALUE &&
        (token->form == FIGURE_PRIOR || figures_value(figures, figure, false)->kind != VALUE_EMPTY);
    enum handed_state state = report_handed(figures_report(figures), figure->name).state;
    bool is_awaited =
        state == HANDED_AWAITED || state == HANDED_REPORTED || state == HANDED_RETURNED;
    const char *owner = report_owner(figures_report(figures), figure);
    if (is_awaited && !needs_prior && owner[0] != '\0')
        str_add_format(out, "【待报：%s】", owner);
    else
        str_add_format(out, needs_prior ? "【未填：%s上年数】" : "【未填：%s】", figure->label);
}

typedef void add_token_fn(void *context, struct str *out, const struct figure_token *token);

static void add_walked(struct str *out, const struct template *template, struct span line,
                       add_token_fn *add, void *context) {
    struct figure_token token;
    size_t done = 0, at = 0;
    while (figure_token_find(template, line, &at, &token)) {
        add_escaped(out, span_sub(line, done, at));
        add(context, out, &token);
        at += token.bytes;
        done = at;
    }
    add_escaped(out, span_sub(line, done, line.n));
}

void figures_add_line(struct figures *figures, struct str *out, struct span line) {
    add_walked(out, figures_report(figures)->template, line, add_token, figures);
}

static void add_label(void *context, struct str *out, const struct figure_token *token) {
    static const char *const forms[] = {[FIGURE_VALUE] = "",
                                        [FIGURE_PRIOR] = "上年数",
                                        [FIGURE_CHANGE] = "增减",
                                        [FIGURE_DIRECTION] = "增减方向"};
    (void)context;
    str_add_format(out, "{%s%s}", token->figure->label, forms[token->form]);
}

void template_add_labelled(struct str *out, const struct template *template, struct span words) {
    add_walked(out, template, words, add_label, NULL);
}

void report_add_printed(struct str *out, const struct report *report, struct span words) {
    if (span_find(words, SPAN("${")) == SIZE_MAX) { /* most words: no figure is worked out */
        str_add(out, words);
        return;
    }
    struct figures *figures = figures_new(report);
    figures_add_line(figures, out, words);
    figures_free(figures);
}

bool section_uses_figure(const struct report *report, const struct section *section,
                         const struct template_figure *figure) {
    for (size_t i = 0; i < section->body.count; i++) {
        struct figure_token token;
        size_t at = 0;
        struct span line = str_span(&section->body.lines[i].text);
        for (; figure_token_find(report->template, line, &at, &token); at += token.bytes)
            if (token.figure == figure)
                return true;
    }
    return false;
}
