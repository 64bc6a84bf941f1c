/* Reading what a change is of. */
#include "check/change.h"

#include "base/text/char_class.h"

static const char32_t *const old_words[] = {U"上年",   U"去年", U"上一年", U"同期",
                                            U"上半年", U"前年", NULL};

static const char32_t *const change_marks[] = {
    U"较", U"比",   U"与",   U"同比", U"环比", U"同口径", U"同期", U"增",
    U"减", U"升",   U"下降", U"降",   U"提",   U"扩大",   U"回落", U"下滑",
    U"压", U"缩",   U"多支", U"少支", U"上涨", U"变动",   U"变化", U"净",
    U"调", U"节约", U"涨",   U"下跌", U"多",   U"少",     NULL};
static const char32_t *const links[] = {
    U"共", U"各", U"均", U"总体", U"分别", U"实际",   U"同时", U"相应", U"仅",   U"累计", U"合计",
    U"即", U"的", U"又", U"也",   U"则",   U"绝对额", U"年均", U"其中", U"按",   U"绝对", U"经",
    U"对", U"相", U"，", U"人均", U"户均", U"两年",   U"三年", U"四年", U"五年", U"期间", NULL};

/* The noun at the head of the label, before the words of comparison: 公务接待费较上年减少. */
void change_read_noun(const struct quantities *q, const struct mention *n, size_t *from,
                      size_t *to) {
    const char32_t *link;
    *from = *to = n->label_from;
    while (*to < n->label_to && points_any_at(q->text, *to, change_marks) == NULL)
        ++*to;
    for (bool more = true; more;) {
        more = false;
        if (*from < *to && (link = points_any_at(q->text, *from, links)) != NULL) {
            *from += points_length_of(link);
            more = true;
        }
        if (*from < *to && (link = points_any_before(q->text, *to, links)) != NULL) {
            *to -= points_length_of(link);
            more = true;
        }
    }
    if (*to < *from)
        *to = *from;
}

bool change_has_noun(const struct quantities *q, const struct mention *n) {
    size_t from, to;
    enum { LEAST = 2 };
    change_read_noun(q, n, &from, &to);
    return to >= from + LEAST;
}

bool change_is_subject(const struct mention *n, const struct mention *d) {
    return mention_is_operand(n) && mention_same_unit(n, d) && n->role == ROLE_VALUE;
}

int change_year_of(const struct sentence *s, const struct mention *n) {
    enum { FIRST = 1990, LAST = 2100 };
    for (size_t at = n->label_from; at + 4 < n->from; at++) {
        int year = points_year_at(s->q->text, at);
        if (year >= FIRST && year < LAST && s->q->text.c[at + 4] == U'年')
            return year;
    }
    return 0;
}

bool change_is_old(const struct sentence *s, const struct mention *n) {
    return mention_label_has(s->q, n, old_words) && !mention_is_change(s->q, n);
}

/* “2022年和2023年分别支出420万元和462万元” */
static bool are_of_two_years(const struct sentence *s, const struct mention *a,
                             const struct mention *b) {
    struct points text = s->q->text;
    int year = change_year_of(s, a);
    size_t before = a->label_from; /* 2022年、2023年分别 */
    if (before >= 6 && text.c[before - 1] == U'、' && text.c[before - 2] == U'年' &&
        points_year_at(text, before - 6) + 1 == year &&
        points_find(text, before, a->label_to, U"分别") != SIZE_MAX)
        return b->label_from <= a->to + 1 && char_is_one_of(text.c[a->to], U"和、及");
    bool both = points_find(text, a->label_from, a->label_to, U"分别") != SIZE_MAX &&
                b->label_from == a->to && char_is_one_of(text.c[a->to], U"和、及");
    for (size_t at = a->label_from; year != 0 && both && at + 4 < a->label_to; at++)
        if (points_year_at(text, at) == year + 1)
            return true;
    return false;
}

/* “由a增加到b”, “上年a，今年b”, “b，去年同期为a”, “2021年a，2022年b” */
bool change_read_two(const struct sentence *s, const struct mention *a, const struct mention *b,
                     struct change *change) {
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    if (!mention_same_unit(a, b) || a->approximate || b->approximate || a->group != b->group)
        return false;
    *change = (struct change){.older = a, .newer = b, .certain = true};
    if (mention_label_has(s->q, a, from_words) && mention_is_reached(s->q, b))
        return true;
    if (are_of_two_years(s, a, b))
        return true;
    if (mention_is_change(s->q, a) || (mention_is_change(s->q, b) && !mention_is_reached(s->q, b)))
        return false;
    int before = change_year_of(s, a), after = change_year_of(s, b);
    if ((change_is_old(s, a) && !change_is_old(s, b) && !b->change) ||
        (before != 0 && before + 1 == after))
        return true;
    *change = (struct change){.older = b, .newer = a, .certain = true};
    return (change_is_old(s, b) && !change_is_old(s, a) && !a->change) ||
           (after != 0 && after + 1 == before);
}

/* “较上年60万元减少19万元”, “较年初预算1.5万元减少0.3万元”: the old value right before it. */
bool change_names_old(const struct sentence *s, const struct mention *a, const struct mention *d) {
    static const char32_t *const heads[] = {U"较", U"比", U"由", U"从", NULL};
    return mention_is_operand(a) && mention_same_unit(a, d) && a->group == d->group &&
           !a->approximate && d->label_from == a->to &&
           (mention_label_has(s->q, a, heads) || change_is_old(s, a));
}

bool change_difference_fits(const struct sentence *s, const struct mention *a,
                            const struct mention *b, const struct mention *d) {
    bool up = mention_compare(a, b) > 0;
    struct range off = range_difference(s->q, range_of(up ? a : b), range_of(up ? b : a));
    return range_holds(&off, d);
}
