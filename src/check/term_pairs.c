#include "check/term_pairs.h"

#include "base/text/char_class.h"

/* Whether one of the words that terms are made of stands there, or has one of its points. */
static bool touches_pair(const struct term_list *terms, const struct passage *p, size_t at) {
    for (size_t from = at > 0 ? at - 1 : 0; from <= at + 1 && from + 1 < p->n; from++)
        if (term_list_pair(terms, p->c[from], p->c[from + 1]) != NULL)
            return true;
    return false;
}

/* The word that one other of the same sound or shape makes of the two; one of reports goes first.
 */
static const struct term_pair *find_pair_like(const struct term_list *terms, char32_t a,
                                              char32_t b) {
    for (int alike = 0; alike < ALIKES; alike++) {
        size_t slot = term_pair_slot(terms, (enum alike)alike, a, b);
        for (uint32_t i = slot > 0 ? terms->pair_slots[alike][slot] : 0; i != 0;
             i = terms->pairs[i - 1].next[alike]) {
            const struct term_pair *pair = &terms->pairs[i - 1];
            bool first = alike <= ALIKE_FIRST_SHAPE;
            bool other = first ? pair->last == b && chars_are_alike(terms, pair->first, a)
                               : pair->first == a && chars_are_alike(terms, pair->last, b);
            if (other && pair->last != U'的') /* 单的, 挡的 */
                return pair;
        }
    }
    return NULL;
}

enum { COMMON = 4 }; /* terms that a word is part of: 经费, 项目 */

/* 效绩: the two of a word of reports in the other order. */
static const struct term_pair *find_pair_reversed(const struct term_list *terms, char32_t a,
                                                  char32_t b) {
    const struct term_pair *pair = term_list_pair(terms, b, a);
    bool single = char_is_single(terms, a) || char_is_single(terms, b);
    return pair != NULL && pair->uses >= (single ? COMMON : 1) ? pair : NULL;
}

/* 实检, 非粮化, 3亩的, 湘办发〔, 安平市, 政数局: what often stands alone, or in a name. */
static bool is_of_itself(const struct passage *p, size_t at) {
    static const char32_t prefixes[] = U"应实已未待非不第", places[] = U"省市县区镇乡村局委办";
    char32_t before = at > 0 ? p->c[at - 1] : 0;
    return char_is_one_of(p->c[at], prefixes) || before == U'非' || char_is_digit(before) ||
           char_is_one_of(p->c[at + 1], places) || char_is_one_of(p->c[at + 2], places) ||
           char_is_one_of(p->c[at + 2], U"〔[（(");
}

/* Whether neither of the two belongs to a word, a term or a part of one. */
static bool are_left_alone(const struct term_list *terms, const struct passage *p, size_t at) {
    return points_are_broken(terms, p, at, at + 2) && !touches_pair(terms, p, at) &&
           !char_is_in_long_word(terms, p, at) && !char_is_in_long_word(terms, p, at + 1) &&
           !char_is_in_term(terms, p, at) && !char_is_in_term(terms, p, at + 1);
}

bool term_list_find_broken(const struct term_list *terms, const struct passage *p, size_t at,
                           struct term_miss *miss) {
    if (at + 1 >= p->n || !char_is_han(p->c[at]) || !char_is_han(p->c[at + 1]))
        return false;
    char32_t a = p->c[at], b = p->c[at + 1];
    if (a == b)
        return false;
    const struct term_pair *found = find_pair_reversed(terms, a, b);
    if (found == NULL && !(char_is_single(terms, a) && char_is_single(terms, b)))
        found = find_pair_like(terms, a, b);
    if (found == NULL || is_of_itself(p, at) || !are_left_alone(terms, p, at))
        return false;
    *miss = (struct term_miss){.from = at, .to = at + 2, .right = {found->first, found->last, 0}};
    return !miss_is_listed_alike(terms, p, miss);
}

/* 人人, 年年, 某县|县级: what may stand twice. */
static bool may_stand_twice(char32_t c) {
    return char_is_one_of(
        c, U"账人年月日天户层种个家村步点刚常渐仅条件次项场处时岁代世事样级县省市区镇乡"
           U"州局厅院校所站室部委会办街组队社园馆店厂一二三四五六七八九十百千万两");
}

bool term_list_find_twice(const struct term_list *terms, const struct passage *p, size_t at,
                          struct term_miss *miss) {
    char32_t c = p->c[at];
    if (at + 1 >= p->n || !char_is_han(c) || p->c[at + 1] != c || may_stand_twice(c))
        return false;
    bool idiom = (at > 1 && p->c[at - 1] == p->c[at - 2]) ||
                 (at + 2 < p->n && p->c[at + 2] == p->c[at + 3]); /* 扎扎实实 */
    if (idiom)
        return false;
    const struct term_pair *before = at > 0 ? term_list_pair(terms, p->c[at - 1], c) : NULL;
    const struct term_pair *behind = at + 2 < p->n ? term_list_pair(terms, c, p->c[at + 2]) : NULL;
    bool ends = at > 0 && pair_is_word(terms, p, at - 1), begins = pair_is_word(terms, p, at + 1);
    if (before != NULL && before->uses > 0 && !begins && !char_is_in_long_word(terms, p, at + 1))
        *miss = (struct term_miss){at - 1, at + 2, {before->first, before->last, 0}};
    else if (behind != NULL && behind->uses > 0 && !ends && !char_is_in_long_word(terms, p, at))
        *miss = (struct term_miss){at, at + 3, {behind->first, behind->last, 0}};
    else
        return false;
    return !miss_is_listed_alike(terms, p, miss);
}

bool term_list_has_cut(const struct term_list *terms, const struct passage *p, size_t at) {
    /* in no law does one of them end a clause but in a word: 抱负, 稳健, 前提 */
    static const char32_t firsts[] =
        U"负健提促贯彻巩缓滞履隐梳拓夯厘筹铺妥扎慎资采预绩购措督落依保缺";
    if (at < 2 || at + 1 >= p->n || !char_is_one_of(p->c[at + 1], U"，。；") ||
        !char_is_one_of(p->c[at], firsts))
        return false;
    bool behind = pair_is_word(terms, p, at - 2) || char_is_one_of(p->c[at - 1], U"不待");
    return behind && char_is_stray(terms, p, at);
}
