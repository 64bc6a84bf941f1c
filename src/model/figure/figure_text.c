/* Figures as text: what is typed, what prints, and the tokens of prose. */
#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure_share.h"

#include <string.h>

enum {
    DECIMALS_EXACT = 6, /* where the template gives none: as many, if they say the number … */
    DECIMALS_KEPT = 12,
    DECIMALS_ROUNDED = 2 /* … else so many */
};

/* ---- reading ---- */

static struct number *percent_of(const struct number *number, bool to_percent) {
    struct number *hundred = number_from_int(100);
    struct number *result =
        to_percent ? number_multiply(number, hundred) : number_divide(number, hundred);
    number_free(hundred);
    return result;
}

/* A percent figure without a unit; with one (%), it counts in that as any other figure does. */
static bool is_share(const struct template_figure *figure) {
    return figure->type == TYPE_PERCENT && (figure->unit == NULL || figure->unit[0] == '\0');
}

static enum rc read_number(struct value *out, const struct template_figure *figure,
                           struct span typed, struct err *err) {
    struct span rest = typed;
    struct number *number = NULL, *converted = NULL;
    enum rc rc = number_take(&number, &rest, err);
    if (rc != RC_OK)
        return rc;
    rest = span_trim(rest);
    const char *unit = figure_unit(figure);
    if (span_is(rest, "％"))
        rest = SPAN("%");
    if (rest.n == 0 || span_is(rest, unit))
        converted = is_share(figure) ? percent_of(number, false) : number_clone(number);
    else
        converted = number_convert(number, rest, span_of(unit));
    number_free(number);
    if (converted == NULL && unit[0] != '\0')
        return err_set(err, RC_REFUSED, _("“%.*s”的单位不对，应是%s"), SPAN_ARG(typed), unit);
    if (converted == NULL)
        return err_set(err, RC_REFUSED, _("“%.*s”里数字后面多了“%.*s”"), SPAN_ARG(typed),
                       SPAN_ARG(rest));
    if (figure->type == TYPE_INTEGER && !number_is_whole(converted)) {
        number_free(converted);
        return err_set(err, RC_REFUSED, _("“%.*s”不是整数"), SPAN_ARG(typed));
    }
    value_set_number(out, converted);
    return RC_OK;
}

static unsigned days_of(uint64_t year, uint64_t month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

/* Digits up to the mark, which is eaten too ("" eats nothing). */
static bool take_part(struct span *text, const char *mark, uint64_t most, uint64_t *out) {
    size_t end = mark[0] != '\0' ? span_find(*text, span_of(mark)) : text->n;
    if (end == SIZE_MAX || !span_to_number(span_sub(*text, 0, end), most, out) || *out == 0)
        return false;
    *text = span_sub(*text, end + strlen(mark), text->n);
    return true;
}

/* 2022-12-31, 2022.12.31, 2022/12/31 or 2022年12月31日; kept as the first. */
static enum rc read_date(struct value *out, struct span typed, struct err *err) {
    static const char *const marks[][3] = {
        {"-", "-", ""}, {"年", "月", "日"}, {".", ".", ""}, {"/", "/", ""}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        struct span rest = typed;
        uint64_t year, month, day;
        if (!take_part(&rest, marks[i][0], 2999, &year) || year < 1000 ||
            !take_part(&rest, marks[i][1], 12, &month) ||
            !take_part(&rest, marks[i][2], days_of(year, month), &day) || rest.n > 0)
            continue;
        struct str text = STR_INIT;
        str_add_format(&text, "%04u-%02u-%02u", (unsigned)year, (unsigned)month, (unsigned)day);
        value_set_text(out, str_span(&text));
        str_release(&text);
        return RC_OK;
    }
    return err_set(err, RC_REFUSED, _("“%.*s”不是日期，要写成2022-12-31或2022年12月31日"),
                   SPAN_ARG(typed));
}

static enum rc read_choice(struct value *out, const struct template_figure *figure,
                           struct span typed, struct err *err) {
    struct str list = STR_INIT;
    for (size_t i = 0; i < figure->choice_count; i++) {
        const struct template_choice *choice = &figure->choices[i];
        str_add_format(&list, "%s%s", i > 0 ? _("、") : "", choice->label);
        if (out->kind == VALUE_EMPTY &&
            (span_is(typed, choice->name) || span_is(typed, choice->label)))
            value_set_text(out, span_of(choice->name));
    }
    enum rc rc = RC_OK;
    if (out->kind == VALUE_EMPTY)
        rc = err_set(err, RC_REFUSED, _("“%.*s”不在可选的项里：%s"), SPAN_ARG(typed), list.s);
    str_release(&list);
    return rc;
}

enum rc figure_read(struct value *out, const struct template_figure *figure, struct span typed,
                    struct err *err) {
    enum rc rc = RC_OK;
    *out = (struct value){0};
    typed = span_trim(typed);
    if (typed.n == 0)
        return RC_OK;
    if (figure_is_number(figure))
        rc = read_number(out, figure, typed, err);
    else if (figure->type == TYPE_DATE)
        rc = read_date(out, typed, err);
    else if (figure->type == TYPE_SELECT_ONE)
        rc = read_choice(out, figure, typed, err);
    else
        value_set_text(out, typed);
    if (rc == RC_OK)
        return RC_OK;
    if (err != NULL) {
        (void)err_at(err, "%s", figure->label);
        err->rc = RC_REFUSED;
    }
    return RC_REFUSED;
}

enum rc question_read(struct value *out, const struct template_question *question,
                      struct span typed, struct err *err) {
    struct template_figure like = {.label = question->label,
                                   .type = question->type,
                                   .choices = question->choices,
                                   .choice_count = question->choice_count};
    return figure_read(out, &like, typed, err);
}

void choices_add_asked(struct str *out, const struct template_choice *choices, size_t count) {
    for (size_t i = 0; i < count; i++)
        str_add_format(out, i == 0 ? _("　可填：%s") : _("、%s"), choices[i].label);
}

/* ---- printing ---- */

const char *figure_unit(const struct template_figure *figure) {
    if (is_share(figure))
        return "%";
    return figure->unit != NULL ? figure->unit : "";
}

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
    if (!is_share(figure)) {
        add_decimals(out, figure, number, grouped);
        return;
    }
    struct number *percent = percent_of(number, true);
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
        is_share(figure) ? percent_of(value->number, true) : number_clone(value->number);
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
    if (take_part(&rest, "-", 2999, &year) && take_part(&rest, "-", 12, &month) &&
        take_part(&rest, "", 31, &day))
        str_add_format(out, "%u年%u月%u日", (unsigned)year, (unsigned)month, (unsigned)day);
}

static void add_shown(struct figures *figures, struct str *out,
                      const struct template_figure *figure, bool prior) {
    struct number *shown = figures_shown(figures, figure, prior);
    if (shown != NULL) /* a number at its bounds */
        figure_add_number(out, figure, shown, false);
    str_add_text(out, figure_unit(figure));
    number_free(shown);
}

static bool add_value(struct figures *figures, struct str *out,
                      const struct template_figure *figure, bool prior) {
    const struct value *value = figures_value(figures, figure, prior);
    if (value->kind == VALUE_NUMBER) {
        add_shown(figures, out, figure, prior);
    } else if (value->kind == VALUE_TEXT && figure->type == TYPE_SELECT_ONE) {
        add_choice(out, figure, value->text);
    } else if (value->kind == VALUE_TEXT && figure->type == TYPE_DATE) {
        add_date(out, value->text);
    } else if (value->kind == VALUE_TEXT) {
        str_add_line(out, span_of(value->text)); /* prose has lines and cells */
    }
    return value->kind != VALUE_EMPTY;
}

bool figures_add_text(struct figures *figures, struct str *out,
                      const struct template_figure *figure, enum figure_form form) {
    if (form == FIGURE_VALUE || form == FIGURE_PRIOR)
        return add_value(figures, out, figure, form == FIGURE_PRIOR);
    struct number *change = figures_change(figures, figure);
    if (change == NULL)
        return false;
    int sign = number_sign(change);
    if (form == FIGURE_DIRECTION) {
        str_add_text(out, sign > 0 ? "增长" : sign < 0 ? "下降" : "持平");
    } else {
        struct number *size = number_abs(change), *percent = percent_of(size, true);
        if (percent != NULL)
            number_add_short(out, percent, DECIMALS_ROUNDED, false);
        str_add_byte(out, '%');
        number_free(size);
        number_free(percent);
    }
    number_free(change);
    return true;
}

bool figures_add_trend(struct figures *figures, struct str *out,
                       const struct template_figure *figure) {
    struct number *change = figures_change(figures, figure);
    if (change == NULL)
        return false;
    int sign = number_sign(change);
    str_add_text(out, sign > 0 ? _("增长") : sign < 0 ? _("下降") : _("持平"));
    if (sign != 0)
        (void)figures_add_text(figures, out, figure, FIGURE_CHANGE);
    number_free(change);
    return true;
}

/* ---- prose ---- */

static const char *const form_suffixes[] = {
    [FIGURE_VALUE] = "}",
    [FIGURE_PRIOR] = ".prior}",
    [FIGURE_CHANGE] = ".change}",
    [FIGURE_DIRECTION] = ".direction}",
};

bool figure_token_at(const struct template *template, struct span text,
                     struct figure_token *token) {
    struct span rest = text, name;
    if (!span_take_prefix(&rest, SPAN("${")) || !name_take(&rest, &name))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(form_suffixes); i++) {
        if (!span_take_prefix(&rest, span_of(form_suffixes[i])))
            continue;
        token->figure = figure_find(template, name);
        token->form = (enum figure_form)i;
        token->bytes = text.n - rest.n;
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

static void add_token(struct figures *figures, struct str *out, const struct figure_token *token) {
    const struct template_figure *figure = token->figure;
    if (!figures_is_relevant(figures, figure) ||
        figures_add_text(figures, out, figure, token->form))
        return;
    bool needs_prior =
        token->form != FIGURE_VALUE &&
        (token->form == FIGURE_PRIOR || figures_value(figures, figure, false)->kind != VALUE_EMPTY);
    str_add_format(out, needs_prior ? "【未填：%s上年数】" : "【未填：%s】", figure->label);
}

void figures_add_line(struct figures *figures, struct str *out, struct span line) {
    const struct template *template = figures_report(figures)->template;
    struct figure_token token;
    size_t done = 0, at = 0;
    while (figure_token_find(template, line, &at, &token)) {
        add_escaped(out, span_sub(line, done, at));
        add_token(figures, out, &token);
        at += token.bytes;
        done = at;
    }
    add_escaped(out, span_sub(line, done, line.n));
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
