#include "model/review/review_year.h"

#include "base/mem.h"
#include "model/report_values.h"

enum {
    NEAR_BEFORE = 3, /* points that tell what a year is of */
    NEAR_BEHIND = 8,
    YEARS_MOST = 50,    /* of one sentence that are looked at: each costs its length */
    READINGS_MOST = 100 /* of carried texts for one section's: each costs its length */
};

static struct points points_of(const struct review_text *text) {
    return (struct points){text->c, text->n};
}

static int year_at(const struct review_text *text, size_t at) {
    bool follows = at + REVIEW_YEAR_DIGITS < text->n && text->c[at + REVIEW_YEAR_DIGITS] == U'年';
    return follows ? points_year_at(points_of(text), at) : 0;
}

/* The sentence that a point stands in; NULL: between two. */
static const struct review_sentence *sentence_at(const struct review_text *text, size_t at) {
    size_t low = 0, high = text->sentence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->sentences[middle].to <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < text->sentence_count && text->sentences[low].from <= at ? &text->sentences[low]
                                                                         : NULL;
}

/* --- what was answered --- */

uint64_t review_year_hash(const struct review_text *text, const struct review_sentence *sentence,
                          size_t from) {
    size_t before = 0;
    for (size_t at = sentence->from; at < from; at++)
        before += year_at(text, at) > 0;
    return review_place_hash(text, sentence, before, (uint32_t)year_at(text, from));
}

void review_add_confirming_year(struct str *name, struct str *value, const struct review_text *text,
                                size_t from) {
    const struct review_sentence *sentence = sentence_at(text, from);
    if (sentence == NULL)
        return;
    review_add_confirmed_hash(name, review_year_hash(text, sentence, from));
    review_add_points(value, text, from, from + REVIEW_YEAR_DIGITS + 1);
    str_add_text(value, "：");
    review_add_beginning(value, text, sentence);
}

static bool is_confirmed(const struct report *report, uint64_t hash) {
    struct str name = STR_INIT;
    review_add_confirmed_hash(&name, hash);
    bool is = report_value(report, str_span(&name)) != NULL;
    str_release(&name);
    return is;
}

bool review_year_is_confirmed(const struct report *report, const struct review_text *text,
                              size_t from) {
    const struct review_sentence *sentence = sentence_at(text, from);
    return sentence != NULL && (is_confirmed(report, review_sentence_hash(text, sentence)) ||
                                is_confirmed(report, review_year_hash(text, sentence, from)));
}

/* --- which are old --- */

struct sentence_years { /* which of them stand in a sentence */
    bool last, now;
};

static bool is_quoted(const struct review_text *text, const struct review_sentence *sentence,
                      size_t at) {
    size_t deep = 0;
    for (size_t i = sentence->from; i < at; i++) {
        deep += char_is_one_of(text->c[i], U"《〈〔[【");
        deep -= deep > 0 && char_is_one_of(text->c[i], U"》〉〕]】");
    }
    return deep > 0;
}

/* To the next mark that parts clauses, and no further than what tells. */
static size_t end_behind(const struct review_text *text, const struct review_sentence *sentence,
                         size_t from) {
    size_t to = from;
    while (to < sentence->to && to - from < NEAR_BEHIND && !char_is_separator(text->c[to]))
        to++;
    return to;
}

static size_t start_before(const struct review_text *text, const struct review_sentence *sentence,
                           size_t at) {
    size_t from = at;
    while (from > sentence->from && at - from < NEAR_BEFORE &&
           !char_is_separator(text->c[from - 1]))
        from--;
    return from;
}

/* A name, a beginning, an end of a span: it stays what it was. */
static bool stays(const struct review_text *text, const struct review_sentence *sentence,
                  size_t at) {
    static const char32_t *const since[] = {U"自", U"从", U"由", NULL};
    static const char32_t *const begun[] = {U"以来", U"起",   U"成立", U"组建", U"建成",
                                            U"开工", U"竣工", U"出台", U"印发", NULL};
    struct points points = points_of(text);
    size_t behind = at + REVIEW_YEAR_DIGITS + 1;
    bool spans = (at > sentence->from && char_is_one_of(text->c[at - 1], U"-—－~～–至到")) ||
                 (behind < sentence->to && char_is_one_of(text->c[behind], U"-—－~～–至到"));
    bool until = at > sentence->from + 1 && text->c[at - 2] == U'截'; /* 截至2022年底 */
    return (spans && !until) || is_quoted(text, sentence, at) ||
           points_any_within(points, start_before(text, sentence, at), at, since) ||
           points_any_within(points, behind, end_behind(text, sentence, behind), begun);
}

static bool is_held_against(const struct review_text *text, const struct review_sentence *sentence,
                            size_t at) {
    static const char32_t *const against[] = {U"较", U"比", U"与", U"同", NULL};
    return points_any_within(points_of(text), start_before(text, sentence, at), at, against);
}

/* 2021年结转, 2021年末: what was there when the year that is reported began. */
static bool is_left_over(const struct review_text *text, const struct review_sentence *sentence,
                         size_t at) {
    static const char32_t *const left[] = {U"相比", U"同期", U"结转", U"结余",
                                           U"年末", U"年底", NULL};
    size_t behind = at + REVIEW_YEAR_DIGITS + 1;
    return points_any_within(points_of(text), behind - 1, end_behind(text, sentence, behind), left);
}

/* Whether the words around it were carried, whatever its numbers are now. */
static bool is_carried(const struct review_copy *copy, const struct review_text *text,
                       const struct review_sentence *sentence, size_t at) {
    int64_t section;
    size_t from, last, token = sentence->token;
    uint64_t key;
    if (review_has_carried(copy, review_sentence_key(text, sentence)) ||
        review_find_last(copy, review_sentence_shape(text, sentence), &section, &from))
        return true;
    while (token < sentence->token_end && text->tokens[token].at < at)
        token++;
    if (review_run_key(text, token, sentence->token_end, &key, &last))
        return review_has_carried(copy, key);
    size_t start =
        token - sentence->token > REVIEW_RUN - 1 ? token - (REVIEW_RUN - 1) : sentence->token;
    return review_run_key(text, start, sentence->token_end, &key, &last) &&
           review_has_carried(copy, key);
}

/* `ago`: how many years before the one that is reported. */
static bool is_old(const struct review_text *text, const struct review_sentence *sentence,
                   struct sentence_years years, size_t at, int ago) {
    if (ago < 1 || ago > 2 || stays(text, sentence, at))
        return false;
    bool held = is_held_against(text, sentence, at);
    if (ago == 1)
        return !years.now && !held;
    return years.last || years.now || held || is_left_over(text, sentence, at);
}

/* --- what was still to come --- */

struct carried {     /* the text that was looked at last */
    int64_t section; /* -1: none yet */
    struct review_text text;
    size_t readings;
};

/* Sentences of a section come from one carried text, or a few; NULL: from too many to read. */
static const struct review_text *carried_text(struct carried *carried, const struct report *report,
                                              int64_t section) {
    struct str text = STR_INIT;
    if (carried->section == section)
        return &carried->text;
    if (carried->readings == READINGS_MOST)
        return NULL;
    carried->readings++;
    review_text_release(&carried->text);
    (void)review_add_carried(&text, report, section);
    review_text_read(&carried->text, str_span(&text));
    carried->section = section;
    str_release(&text);
    return &carried->text;
}

/* 2024年 in the report on 2023 is what it plans. Where it stands in the report on 2024 it may be
 * the year that was brought up to date, or the plan that was carried: last year's sentence tells,
 * by the year in the same place. */
static bool was_ahead(struct carried *carried, const struct review_copy *copy,
                      const struct report *report, const struct review_text *text,
                      const struct review_sentence *sentence, size_t at) {
    int64_t section;
    size_t from, before = 0;
    if (stays(text, sentence, at) ||
        !review_find_last(copy, review_sentence_shape(text, sentence), &section, &from))
        return false;
    for (size_t i = sentence->from; i < at; i++)
        before += year_at(text, i) > 0;

    const struct review_text *last = carried_text(carried, report, section);
    const struct review_sentence *was = last != NULL ? sentence_at(last, from) : NULL;
    for (size_t i = from; was != NULL && i < was->to; i++)
        if (year_at(last, i) > 0 && before-- == 0)
            return year_at(last, i) == report->year;
    return false;
}

/* A plan that was carried is no sign that the sentence speaks of this year. */
static struct sentence_years years_of(struct carried *carried, const struct review_copy *copy,
                                      const struct report *report, const struct review_text *text,
                                      const struct review_sentence *sentence) {
    struct sentence_years years = {false, false};
    size_t seen = 0;
    for (size_t at = sentence->from; at < sentence->to && seen < YEARS_MOST; at++) {
        int year = char_is_digit(text->c[at]) ? year_at(text, at) : 0;
        seen += year > 0;
        years.last |= year == report->year - 1;
        years.now |= year == report->year && !was_ahead(carried, copy, report, text, sentence, at);
    }
    return years;
}

static void list_sentence(struct review_years *out, struct carried *carried,
                          const struct review_copy *copy, const struct report *report,
                          const struct review_text *text, const struct review_sentence *sentence) {
    struct sentence_years years = years_of(carried, copy, report, text, sentence);
    size_t seen = 0;
    for (size_t at = sentence->from; at < sentence->to && seen < YEARS_MOST; at++) {
        int year = char_is_digit(text->c[at]) ? year_at(text, at) : 0;
        seen += year > 0;
        bool stale = year == report->year
                         ? was_ahead(carried, copy, report, text, sentence, at)
                         : is_old(text, sentence, years, at, report->year - year) &&
                               is_carried(copy, text, sentence, at);
        if (year == 0 || !stale || review_year_is_confirmed(report, text, at))
            continue;
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = (struct review_year){at, year, year + 1};
    }
}

void review_years_list(struct review_years *out, const struct review_copy *copy,
                       const struct report *report, const struct review_text *text) {
    out->count = 0;
    if (copy == NULL || report->year == 0)
        return;
    struct carried carried = {.section = -1};
    for (size_t i = 0; i < text->sentence_count; i++)
        list_sentence(out, &carried, copy, report, text, &text->sentences[i]);
    review_text_release(&carried.text);
}

void review_years_release(struct review_years *years) {
    mem_free(years->items);
    *years = (struct review_years){0};
}
