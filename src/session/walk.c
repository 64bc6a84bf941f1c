#include "session/walk.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/figure/figure_entry.h"
#include "model/figure/figure_text.h"
#include "model/report_values.h"
#include "model/review/answer.h"
#include "model/review/review_number.h"
#include "model/review/review_value.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/private.h"
#include "session/report.h"
#include "session/review.h"

#include <stdlib.h>
#include <string.h>

/* --- figures in the text --- */

struct token { /* of a figure that is a number and is asked for */
    const struct template_figure *figure;
    bool grouped;    /* 1,234 */
    size_t from, to; /* points */
};

struct token_walk {
    const struct report *report;
    const struct body *body;
    struct figures *figures;
    size_t line, byte; /* where the next may stand */
};

static bool is_asked(struct token_walk *walk, const struct figure_token *token) {
    return token->form == FIGURE_VALUE && figure_is_number(token->figure) &&
           !figure_is_calculated(token->figure) &&
           figures_is_relevant(walk->figures, token->figure);
}

static bool next_token(struct token_walk *walk, struct token *out) {
    struct figure_token token;
    for (; walk->line < walk->body->count; walk->line++, walk->byte = 0) {
        struct span line = str_span(&walk->body->lines[walk->line].text);
        while (figure_token_find(walk->report->template, line, &walk->byte, &token)) {
            size_t start = body_line_start(walk->body, walk->line);
            out->from = start + utf8_count(span_sub(line, 0, walk->byte));
            out->to = out->from + token.bytes; /* its name is ASCII */
            out->figure = token.figure;
            out->grouped = token.grouped;
            walk->byte += token.bytes;
            if (is_asked(walk, &token))
                return true;
        }
    }
    return false;
}

static struct token_walk begin_tokens(struct session *session, const struct section *section) {
    struct token_walk walk = {.report = session->open.report, .body = &section->body};
    if (session->open.report->template != NULL)
        walk.figures = figures_new(session->open.report);
    else
        walk.line = section->body.count; /* it knows no figures */
    return walk;
}

static bool is_open(struct session *session, const struct template_figure *figure) {
    const char *text = report_value(session->open.report, span_of(figure->name));
    return text == NULL || text[0] == '\0' ||
           review_value_is_unreviewed(session->open.report, span_of(figure->name));
}

/* --- the list --- */

static void add_place(struct walk_places *out, size_t from, size_t to) {
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = (struct walk_place){from, to};
}

static int compare_places(const void *left, const void *right) {
    const struct walk_place *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

static void add_tokens(struct session *session, const struct section *section,
                       struct walk_places *out) {
    struct token token;
    struct token_walk tokens = begin_tokens(session, section);
    while (next_token(&tokens, &token))
        if (is_open(session, token.figure))
            add_place(out, token.from, token.to);
    figures_free(tokens.figures);
}

static void add_years(struct session *session, const struct review_text *text,
                      struct walk_places *out) {
    struct review_years years = {0};
    session_list_years(session, text, &years);
    for (size_t i = 0; i < years.count; i++)
        add_place(out, years.items[i].from, years.items[i].from + REVIEW_YEAR_DIGITS + 1);
    review_years_release(&years);
}

void session_walk_list(struct session *session, int64_t id, struct walk_places *out) {
    const struct section *section = session_find(session, id);
    out->count = 0;
    if (section == NULL)
        return;
    struct review review;
    session_review(session, section, &review);
    add_tokens(session, section, out);
    add_years(session, &review.text, out);
    for (size_t i = 0; i < review.text.number_count; i++)
        if (review.carried[i])
            add_place(out, review.text.numbers[i].from, review.text.numbers[i].to);
    review_release(&review);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, compare_places);
}

void walk_places_release(struct walk_places *places) {
    mem_free(places->items);
    *places = (struct walk_places){0};
}

static bool has_place(struct session *session, const struct section *section) {
    struct walk_places places = {0};
    session_walk_list(session, section->id, &places);
    bool has = places.count > 0;
    walk_places_release(&places);
    return has;
}

int64_t session_walk_next(struct session *session, int64_t section) {
    const struct report *report = session->open.report;
    const struct section *from = session_find(session, section), *at = from;
    if (report == NULL || from == NULL)
        return -1;
    do { /* the front text stands before the first section */
        const struct section *next = report_next_section(report, at == report->front ? NULL : at);
        at = next != NULL ? next : report->front;
        if (has_place(session, at))
            return at->id;
    } while (at != from);
    return -1;
}

/* --- one field --- */

void walk_field_release(struct walk_field *field) {
    str_release(&field->was);
    str_release(&field->figure);
    str_release(&field->label);
    str_release(&field->offer);
    str_release(&field->how);
}

static bool read_token(struct session *session, const struct section *section, size_t from,
                       struct walk_field *out) {
    struct token token = {0};
    struct token_walk tokens = begin_tokens(session, section);
    bool found = false;
    while (!found && next_token(&tokens, &token))
        found = token.from == from;
    if (found) {
        out->digits_to = out->to = token.to;
        out->unreviewed = is_open(session, token.figure);
        str_add_text(&out->figure, token.figure->name);
        str_add_text(&out->label, token.figure->label);
        struct figure_token as = {token.figure, FIGURE_VALUE, token.grouped, 0};
        if (!figures_add_token(tokens.figures, &out->was, &as)) {
            as.form = FIGURE_PRIOR;
            (void)figures_add_token(tokens.figures, &out->was, &as);
        }
    }
    figures_free(tokens.figures);
    return found;
}

static void add_offer(struct session *session, const struct review *review, size_t number,
                      struct walk_field *out) {
    struct str carried = STR_INIT;
    struct review_offer offer;
    int64_t from_section = 0;
    size_t from = 0;
    const struct review_sentence *sentence = review_sentence_of(&review->text, number);
    if (session_find_last(session, review_sentence_shape(&review->text, sentence), &from_section,
                          &from) &&
        review_add_carried(&carried, session->open.report, from_section)) {
        if (review_compute(&offer, review, number, str_span(&carried), from)) {
            str_add(&out->offer, str_span(&offer.digits));
            str_add(&out->how, str_span(&offer.how));
            out->turn = offer.turn;
        }
        review_offer_release(&offer);
    }
    str_release(&carried);
}

static size_t find_number(const struct review_text *text, size_t from) {
    for (size_t i = 0; i < text->number_count; i++)
        if (text->numbers[i].from == from)
            return i;
    return SIZE_MAX;
}

static bool read_number(struct session *session, const struct section *section, size_t from,
                        struct walk_field *out) {
    struct review review;
    session_review(session, section, &review);
    size_t number = find_number(&review.text, from);
    if (number != SIZE_MAX) {
        const struct review_number *at = &review.text.numbers[number];
        out->digits_to = at->digits_to;
        out->to = at->to;
        out->unreviewed = review.carried[number];
        bool part = review_number_is_part((struct points){review.text.c, review.text.n}, at->from);
        review_add_points(&out->was, &review.text, at->from - (part ? REVIEW_PART_WORD : 0),
                          at->to);
        if (out->unreviewed)
            add_offer(session, &review, number, out);
    }
    review_release(&review);
    return number != SIZE_MAX;
}

/* The one that was left standing there; false: none was. */
static bool find_year(struct session *session, const struct review_text *text, size_t from,
                      struct review_year *out) {
    struct review_years years = {0};
    bool found = false;
    session_list_years(session, text, &years);
    for (size_t i = 0; i < years.count && !found; i++) {
        *out = years.items[i];
        found = out->from == from;
    }
    review_years_release(&years);
    return found;
}

static bool read_year(struct session *session, const struct section *section, size_t from,
                      struct walk_field *out) {
    struct review review;
    struct review_year year;
    session_review(session, section, &review);
    size_t behind = from + REVIEW_YEAR_DIGITS;
    struct points text = {review.text.c, review.text.n};
    out->is_year = behind < text.n && text.c[behind] == U'年' && points_year_at(text, from) > 0;
    if (out->is_year) {
        out->digits_to = behind;
        out->to = behind + 1;
        review_add_points(&out->was, &review.text, from, out->to);
        out->unreviewed = find_year(session, &review.text, from, &year);
        if (out->unreviewed)
            str_add_format(&out->offer, "%d", year.wanted);
    }
    review_release(&review);
    return out->is_year;
}

bool session_walk_read(struct session *session, int64_t id, size_t from, struct walk_field *out) {
    const struct section *section = session_find(session, id);
    *out = (struct walk_field){.section = id,
                               .from = from,
                               .was = STR_INIT,
                               .figure = STR_INIT,
                               .label = STR_INIT,
                               .offer = STR_INIT,
                               .how = STR_INIT};
    return section != NULL &&
           (read_token(session, section, from, out) || read_number(session, section, from, out) ||
            read_year(session, section, from, out));
}

/* --- answers --- */

/* What the body says then, where the number's digits are those: a number that is last year's by
 * what stands beside it would be asked for again, and so would a year. */
static void add_confirmed(struct session *session, struct change_set *set, struct span body,
                          const struct walk_field *field) {
    struct review_text text = {0};
    struct review_year year;
    struct str name = STR_INIT, value = STR_INIT;
    review_text_read(&text, body);
    size_t number = field->is_year ? SIZE_MAX : find_number(&text, field->from);
    if (number != SIZE_MAX && session_number_is_carried(session, &text, number))
        review_add_confirming_number(&name, &value, &text, number);
    else if (field->is_year && find_year(session, &text, field->from, &year))
        review_add_confirming_year(&name, &value, &text, field->from);
    if (name.len > 0)
        change_add_value(set, session->open.report, name.s, value.s);
    str_release(&name);
    str_release(&value);
    review_text_release(&text);
}

/* Four digits as wide as those that stand there; 年 may be typed behind them. */
static enum rc write_year(struct str *digits, const struct review_text *text, size_t from,
                          struct span typed, struct err *err) {
    enum { LEAST = 1900, MOST = 2999, BETWEEN = 0xFEE0 };
    struct str folded = STR_INIT;
    uint64_t year = 0;
    for (struct span rest = span_trim_space(typed); rest.n > 0;)
        str_add_char(&folded, char_fold(utf8_take(&rest)));
    struct span number = str_span(&folded);
    if (span_ends_with(number, SPAN("年")))
        number.n -= strlen("年");
    bool reads =
        number.n == REVIEW_YEAR_DIGITS && span_to_number(number, MOST, &year) && year >= LEAST;
    bool wide = text->c[from] >= U'０';
    for (size_t i = 0; reads && i < number.n; i++)
        str_add_char(digits, (char32_t)number.p[i] + (wide ? BETWEEN : 0));
    str_release(&folded);
    return reads ? RC_OK : err_set(err, RC_INPUT, _("年份写四位数，如2023"));
}

/* The digits that are to stand there. */
static enum rc write_digits(struct str *digits, const struct review_text *text,
                            const struct walk_field *field, struct span typed, struct err *err) {
    size_t number = field->is_year ? SIZE_MAX : find_number(text, field->from);
    bool stands = field->is_year ? field->to <= text->n && text->c[field->digits_to] == U'年'
                                 : number != SIZE_MAX && text->numbers[number].to == field->to;
    if (!stands)
        return err_set(err, RC_CONFLICT, _("这个数刚在别处改动过，没有填入；请再看一遍"));
    if (field->is_year && span_trim_space(typed).n == 0 && field->offer.len > 0)
        typed = str_span(&field->offer);
    if (span_trim_space(typed).n == 0)
        review_add_points(digits, text, field->from, field->digits_to);
    else if (field->is_year)
        return write_year(digits, text, field->from, typed, err);
    else
        return review_write_answer(digits, text, &text->numbers[number], typed, err);
    return RC_OK;
}

/* The splice of the digits, if they are others, and the body as it then is. */
static void add_digits(struct change_set *set, struct session *session,
                       const struct section *section, const struct walk_field *field,
                       struct span digits, struct str *body) {
    struct str was = STR_INIT;
    body_add_range(&was, &section->body, field->from, field->digits_to);
    body_add_text(body, &section->body);
    if (!span_equal(str_span(&was), digits)) {
        size_t at = utf8_offset(str_span(body), field->from);
        str_splice(body, at, was.len, digits);
        body_make_splice(change_add_splice(set, section->id), &section->body, field->from,
                         field->digits_to - field->from, digits, LINE_PARAGRAPH);
        session_add_touched(set, session->open.report, section);
    }
    str_release(&was);
}

static enum rc answer_number(struct session *session, const struct walk_field *field,
                             struct span typed, size_t *end, struct err *err) {
    struct section *section = NULL;
    struct review_text text = {0};
    struct str digits = STR_INIT, body = STR_INIT;
    struct change_set set;
    change_set_init(&set, ACT_WALK);
    enum rc rc = session_fold(session, -1, err);
    if (rc == RC_OK)
        rc = session_need_section(session, field->section, &section, err);
    if (rc == RC_OK) {
        body_add_text(&body, &section->body);
        review_text_read(&text, str_span(&body));
        str_clear(&body);
    }
    if (rc == RC_OK)
        rc = write_digits(&digits, &text, field, typed, err);
    if (rc == RC_OK) {
        add_digits(&set, session, section, field, str_span(&digits), &body);
        add_confirmed(session, &set, str_span(&body), field);
        *end = field->from + utf8_count(str_span(&digits)) + field->to - field->digits_to;
        if (set.count > 0)
            rc = session_apply(session, &set, err);
    }
    change_set_release(&set);
    review_text_release(&text);
    str_release(&digits);
    str_release(&body);
    return rc;
}

/* The value is the figure's, wherever it is printed. */
static enum rc answer_figure(struct session *session, const struct walk_field *field,
                             struct span typed, struct err *err) {
    struct span name = str_span(&field->figure);
    struct str last = STR_INIT;
    if (span_trim_space(typed).n == 0 && !field->unreviewed)
        return RC_OK;
    if (span_trim_space(typed).n == 0) {
        struct str prior = STR_INIT;
        bool given = review_value_is_unreviewed(session->open.report, name);
        str_add_format(&prior, "%.*s%s", SPAN_ARG(name), given ? "" : ".prior");
        const char *text = report_value(session->open.report, str_span(&prior));
        str_add_text(&last, text != NULL ? text : "");
        str_release(&prior);
        typed = str_span(&last);
    }
    enum rc rc =
        typed.n == 0
            ? err_set(err, RC_INPUT, _("“%s”没有去年的数，请填数字；Tab跳过"), field->label.s)
            : session_set_values(session, &(struct session_value){name, typed}, 1, err);
    str_release(&last);
    return rc;
}

enum rc session_walk_answer(struct session *session, const struct walk_field *field,
                            struct span typed, size_t *end, struct err *err) {
    *end = field->to;
    enum rc rc = session_need_report(session, err);
    if (rc != RC_OK)
        return rc;
    if (field->figure.len > 0)
        return answer_figure(session, field, typed, err);
    return answer_number(session, field, typed, end, err);
}
