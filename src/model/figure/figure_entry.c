#include "model/figure/figure_entry.h"

#include "base/lang.h"

#include <string.h>

bool figure_is_number(const struct template_figure *figure) {
    return figure->type == TYPE_INTEGER || figure->type == TYPE_DECIMAL ||
           figure->type == TYPE_MONEY || figure->type == TYPE_PERCENT;
}

bool figure_is_share(const struct template_figure *figure) {
    return figure->type == TYPE_PERCENT && (figure->unit == NULL || figure->unit[0] == '\0');
}

const char *figure_unit(const struct template_figure *figure) {
    if (figure_is_share(figure))
        return "%";
    return figure->unit != NULL ? figure->unit : "";
}

bool figure_is_rate(const struct template_figure *figure) {
    return figure_is_number(figure) && strcmp(figure_unit(figure), "%") == 0;
}

struct number *figure_percent(const struct number *number, bool to_percent) {
    struct number *hundred = number_from_int(100);
    struct number *result =
        to_percent ? number_multiply(number, hundred) : number_divide(number, hundred);
    number_free(hundred);
    return result;
}

void share_add_percent(struct str *out, const char *share) {
    enum { DECIMALS = 4 };
    struct number *number = NULL, *percent = NULL;
    if (number_parse(&number, span_of(share), NULL) == RC_OK)
        percent = figure_percent(number, true);
    if (percent != NULL) {
        number_add_short(out, percent, DECIMALS, false);
        str_add_byte(out, '%');
    } else {
        str_add_text(out, share);
    }
    number_free(number);
    number_free(percent);
}

/* 12-31 behind 2023, e400, .3 behind 1.2: no unit that was mistaken for another. */
static bool has_digit(struct span text) {
    static const char digits[] = "0123456789";
    size_t at = 0;
    while (at < text.n && memchr(digits, text.p[at], sizeof digits - 1) == NULL)
        at++;
    return at < text.n;
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
        converted = figure_is_share(figure) ? figure_percent(number, false) : number_clone(number);
    else
        converted = number_convert(number, rest, span_of(unit));
    number_free(number);
    if (converted == NULL && unit[0] != '\0' && !has_digit(rest))
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

bool date_take_part(struct span *text, const char *mark, uint64_t most, uint64_t *out) {
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
        if (!date_take_part(&rest, marks[i][0], 2999, &year) || year < 1000 ||
            !date_take_part(&rest, marks[i][1], 12, &month) ||
            !date_take_part(&rest, marks[i][2], days_of(year, month), &day) || rest.n > 0)
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
