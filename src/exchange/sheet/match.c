#include "exchange/sheet/match.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/sheet/fit.h"
#include "exchange/sheet/fold.h"
#include "exchange/sheet/joined.h"
#include "exchange/sheet/labels.h"
#include "model/figure/figure.h"
#include "model/sheet/handed.h"

#include <string.h>

void sheet_match_release(struct sheet_match *match) {
    for (size_t i = 0; i < match->count; i++) {
        mem_free(match->rows[i].text);
        mem_free(match->rows[i].message);
    }
    mem_free(match->rows);
    *match = (struct sheet_match){0};
}

/* --- which figure --- */

/* The row's own unit, else its label's, else the table's. */
static const struct template_figure *find_by_label(struct match_row *out,
                                                   const struct labels *labels) {
    const struct read_row *row = out->row;
    struct span unit = row->unit[0] != '\0' ? span_of(row->unit) : span_of(row->table_unit), own;
    const struct template_figure *found =
        labels_find_figure(labels, span_of(row->label), unit, &own);
    out->unit = row->unit[0] == '\0' && own.n > 0 ? own : unit;
    return found;
}

/* --- values --- */

static bool is_not_applicable(const struct template_figure *figure, struct span text) {
    return figure->type != TYPE_TEXT && joined_says_none(text); /* there it may be the answer */
}

static void set_trouble(struct match_row *out, const char *text) {
    out->kind = MATCH_TROUBLE;
    mem_free(out->text);
    out->text = NULL;
    mem_free(out->message);
    out->message = span_copy(span_of(text));
}

/* Adds a sentence to what is said of a value that is taken. */
static void say(struct match_row *out, struct span text) {
    struct str said = STR_INIT;
    if (text.n == 0)
        return;
    if (out->message != NULL)
        str_add_format(&said, _("%s；"), out->message);
    str_add(&said, text);
    mem_free(out->message);
    out->message = str_detach(&said);
}

static int decimals_of(const struct template_figure *figure) {
    return figure->type == TYPE_INTEGER ? 0 : figure->decimals;
}

/* Told of where digits are lost that somebody may have meant. */
static void round_value(struct match_row *out, struct value *value) {
    int decimals = decimals_of(out->figure);
    bool is_share = out->figure->type == TYPE_PERCENT &&
                    (out->figure->unit == NULL || out->figure->unit[0] == '\0');
    if (value->kind != VALUE_NUMBER || decimals < 0)
        return;
    struct number *rounded = number_round(value->number, is_share ? decimals + 2 : decimals);
    if (rounded == NULL || number_compare(rounded, value->number) == 0) {
        number_free(rounded);
        return;
    }
    struct str said = STR_INIT, plain = STR_INIT;
    struct value kept = {0};
    value_set_number(&kept, rounded);
    figure_add_plain(&plain, out->figure, &kept);
    str_add_format(&said, _("%.*s按%d位小数取为%s"), SPAN_ARG(out->value), decimals, plain.s);
    say(out, str_span(&said));
    str_release(&said);
    value_release(value);
    *value = kept;
    str_release(&plain);
}

/* Whether the row, its label and its table leave open what a bare value counts in. */
static bool is_unit_open(const struct match_row *out) {
    struct span rest = out->value;
    struct number *number = NULL;
    bool is_bare = number_take(&number, &rest, NULL) == RC_OK && span_trim_space(rest).n == 0;
    number_free(number);
    return is_bare && out->row->table_unit != NULL && out->unit.n == 0 && fit_is_money(out->figure);
}

/* A share that somebody has written as it is, 0.95, is no 0.95%. */
static bool may_be_share(const struct match_row *out, const struct value *value) {
    if (!figure_is_rate(out->figure) || value->kind != VALUE_NUMBER ||
        span_find(out->value, SPAN("%")) != SIZE_MAX ||
        span_find(out->value, SPAN("％")) != SIZE_MAX)
        return false;
    struct number *one = number_from_int(1), *percent = NULL;
    if (figure_is_share(out->figure))
        percent = figure_percent(value->number, true);
    const struct number *shown = percent != NULL ? percent : value->number;
    bool may = number_sign(shown) > 0 && number_compare(shown, one) <= 0;
    number_free(percent);
    number_free(one);
    return may;
}

static void say_doubts(struct match_row *out, const struct value *value) {
    struct str said = STR_INIT;
    if (out->row->said != NULL)
        say(out, span_of(out->row->said));
    if (is_unit_open(out))
        str_add_format(&said, _("表上没有写单位，按%s取"), figure_unit(out->figure));
    say(out, str_span(&said));
    str_clear(&said);
    if (may_be_share(out, value)) {
        struct str percent = STR_INIT;
        struct number *written = NULL, *hundred = NULL;
        if (number_parse(&written, out->value, NULL) == RC_OK)
            hundred = figure_percent(written, true);
        if (hundred != NULL)
            number_add_short(&percent, hundred, NUMBER_DECIMALS_MOST, false);
        if (percent.len > 0)
            str_add_format(&said, _("请核对：写的是%.*s，是不是%s%%"), SPAN_ARG(out->value),
                           percent.s);
        number_free(hundred);
        number_free(written);
        str_release(&percent);
    }
    say(out, str_span(&said));
    str_release(&said);
}

/* A unit that the value does not say itself is told of as the table has it. */
static void refuse_value(struct match_row *out, const struct err *why) {
    struct span rest = out->value;
    struct number *number = NULL;
    bool is_bare = number_take(&number, &rest, NULL) == RC_OK && span_trim_space(rest).n == 0;
    struct str unit = STR_INIT;
    sheet_fold_unit(&unit, out->unit);
    struct number *converted =
        is_bare ? number_convert(number, str_span(&unit), span_of(figure_unit(out->figure))) : NULL;
    bool is_unit_wrong = is_bare && out->unit.n > 0 && converted == NULL &&
                         !span_is(str_span(&unit), figure_unit(out->figure));
    number_free(converted);
    number_free(number);
    str_release(&unit);
    if (!is_unit_wrong) {
        struct value value = {0};
        struct err plain = {0}; /* in the words of the file */
        bool fails = figure_read(&value, out->figure, out->value, &plain) != RC_OK;
        value_release(&value);
        set_trouble(out, fails ? plain.text : why->text);
        return;
    }
    struct str said = STR_INIT;
    str_add_format(&said, _("%s：表上写的单位是“%.*s”，这一项的单位是%s"), out->figure->label,
                   SPAN_ARG(out->unit), figure_unit(out->figure));
    set_trouble(out, said.s);
    str_release(&said);
}

static void take_value(struct match_row *out) {
    const struct read_row *row = out->row;
    const struct template_figure *figure = out->figure;
    struct str typed = STR_INIT, text = STR_INIT, said = STR_INIT, why = STR_INIT;
    struct value value = {0};
    struct err err = {0};
    if (figure->type == TYPE_DATE && row->is_serial && row->date != NULL)
        str_add_text(&typed, row->date);
    else
        fit_add_typed(&typed, &said, out->value, out->unit, figure);
    say(out, str_span(&said));
    if (row->is_date && figure_is_number(figure)) {
        set_trouble(out, _("这里要的是数，填的是日期；可能是单元格的格式不对"));
    } else if (is_not_applicable(figure, str_span(&typed))) {
        out->kind = MATCH_VALUE;
        out->text = span_copy(SPAN(HANDED_NOT_APPLICABLE));
    } else if (fit_add_column_trouble(&why, row, figure) ||
               (figure_is_number(figure) && fit_add_value_trouble(&why, out->value))) {
        set_trouble(out, why.s);
    } else if (figure_read(&value, figure, str_span(&typed), &err) != RC_OK) {
        refuse_value(out, &err);
    } else {
        round_value(out, &value);
        figure_add_plain(&text, figure, &value);
        out->kind = text.len > 0 ? MATCH_VALUE : MATCH_EMPTY;
        out->text = text.len > 0 ? str_detach(&text) : NULL;
        say_doubts(out, &value);
    }
    value_release(&value);
    str_release(&why);
    str_release(&said);
    str_release(&text);
    str_release(&typed);
}

/* --- rows --- */

static void match_row(struct match_row *out, const struct labels *labels,
                      const struct template *template) {
    const struct read_row *row = out->row;
    bool is_named = row->name[0] != '\0';
    if (row->is_page) {
        out->kind = MATCH_UNPLACED;
        return;
    }
    if (row->is_left) {
        set_trouble(out, row->trouble);
        return;
    }
    out->value = span_of(row->value);
    out->unit = row->unit[0] != '\0' ? span_of(row->unit) : span_of(row->table_unit);
    const struct template_figure *named =
        is_named ? figure_find(template, span_of(row->name)) : NULL;
    if (!is_named && row->label[0] != '\0') {
        named = figure_find(template, span_of(row->label)); /* a plain table may have names */
        if (named == NULL)
            named = find_by_label(out, labels);
        if (named == NULL && row->is_line && out->value.n == 0)
            named = joined_find_figure(labels, span_of(row->label), out->unit, &out->value);
    }
    out->figure = named;
    if (named == NULL || (row->is_prior && (!named->prior || figure_is_calculated(named)))) {
        out->kind = named == NULL ? MATCH_UNPLACED : MATCH_EMPTY; /* no place for last year's */
        if (named != NULL && !figure_is_calculated(named) && out->value.n > 0)
            set_trouble(out, _("这一项不要上年数"));
        return;
    }
    if (is_named && row->label[0] != '\0' && strcmp(row->label, named->label) != 0) {
        struct str said = STR_INIT;
        str_add_format(&said, _("写的是“%s”，隐藏的编号却是“%s”的：可能只排了一部分列，或改了名称"),
                       row->label, named->label);
        set_trouble(out, said.s);
        str_release(&said);
    } else if (row->trouble != NULL) {
        set_trouble(out, row->trouble);
    } else if (figure_is_calculated(named) && out->value.n > 0) {
        set_trouble(out, _("这一项是算出来的，不用报"));
    } else if (out->value.n == 0) {
        out->kind = MATCH_EMPTY;
    } else {
        bool is_tables = row->unit[0] == '\0' && span_equal(out->unit, span_of(row->table_unit));
        out->unit = fit_unit(named, out->unit, is_tables);
        take_value(out);
    }
}

/* Last year's value is listed where it stands; the row's other words go with this year's. */
static bool says_nothing(const struct match_row *row) {
    const struct read_row *from = row->row;
    if (from->is_prior)
        return row->value.n == 0 && from->trouble == NULL;
    return row->figure == NULL && row->value.n == 0 && from->trouble == NULL &&
           from->label[0] == '\0' && from->note[0] == '\0' && from->evidence[0] == '\0';
}

/* A row that is for no figure, or not to be trusted as a whole, is told of once. */
static bool is_told(const struct sheet_match *out, const struct match_row *row) {
    const struct match_row *last = out->count > 0 ? &out->rows[out->count - 1] : NULL;
    if (!row->row->is_prior || last == NULL || last->row->line != row->row->line ||
        last->row->is_prior || last->kind != row->kind)
        return false;
    return row->kind == MATCH_UNPLACED ||
           (row->kind == MATCH_TROUBLE && strcmp(last->message, row->message) == 0);
}

/* Every row that gives the figure a value, up to row `last`. */
static void refuse_rows(struct sheet_match *match, size_t last, const struct match_row *like,
                        const char *why) {
    const struct template_figure *figure = like->figure;
    bool is_prior = like->row->is_prior;
    for (size_t i = 0; i <= last; i++)
        if (match->rows[i].figure == figure && match->rows[i].row->is_prior == is_prior &&
            match->rows[i].kind == MATCH_VALUE)
            set_trouble(&match->rows[i], why);
}

/* The same value again is nothing new. */
static void count_once(struct match_row *row, size_t line) {
    struct str said = STR_INIT;
    str_add_format(&said, _("和第%zu行是同一个数，只算一次"), line);
    say(row, str_span(&said));
    row->kind = MATCH_EMPTY;
    mem_free(row->text);
    row->text = NULL;
    str_release(&said);
}

/* One figure in rows with different values: none is taken. */
static void check_doubled(struct sheet_match *match, const struct template *template) {
    size_t *seen = mem_alloc_zero(2 * template->figure_count + 1, sizeof *seen); /* row + 1 */
    for (size_t i = 0; i < match->count; i++) {
        const struct match_row *row = &match->rows[i];
        if (row->figure == NULL || row->kind != MATCH_VALUE)
            continue;
        size_t *first = &seen[2 * (row->figure - template->figures) + (row->row->is_prior ? 1 : 0)];
        if (*first == 0) {
            *first = i + 1;
            continue;
        }
        const struct match_row *other = &match->rows[*first - 1];
        if (other->kind == MATCH_VALUE && strcmp(other->text, row->text) == 0) {
            count_once(&match->rows[i], other->row->line);
            continue;
        }
        struct str said = STR_INIT;
        str_add_format(&said, _("第%zu行和第%zu行都是“%s”，数不一样"), other->row->line,
                       row->row->line, row->figure->label);
        refuse_rows(match, i, row, said.s);
        str_release(&said);
    }
    mem_free(seen);
}

void sheet_match(struct sheet_match *out, const struct read_sheet *sheet,
                 const struct template *template) {
    struct labels labels;
    labels_init(&labels, template);
    for (size_t i = 0; i < sheet->count; i++) {
        struct match_row row = {.row = &sheet->rows[i]};
        match_row(&row, &labels, template);
        if (says_nothing(&row) || is_told(out, &row)) {
            mem_free(row.text);
            mem_free(row.message);
            continue;
        }
        MEM_PUSH_ROOM(out->rows, out->count, out->cap);
        out->rows[out->count++] = row;
    }
    if (template != NULL)
        check_doubled(out, template);
    labels_release(&labels);
}
