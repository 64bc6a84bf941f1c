/* What a list says of its whole: it makes it, exceeds it, or falls just short. */
#include "check/parts.h"

#include "base/lang.h"
#include "check/relation_identity.h"

/* Kinds of people and things that overlap: women and party members are no parts of one whole. */
static const char32_t *const dimensions[][12] = {
    {U"男", U"女", NULL},
    {U"党员", U"团员", U"群众", NULL},
    {U"学历", U"本科", U"大专", U"研究生", U"硕士", U"博士", U"学位", U"专科", NULL},
    {U"岁", U"青年", U"年轻", U"老年", U"老人", NULL},
    {U"民族", U"汉族", NULL},
    {U"职称", U"高级", U"中级", U"初级", U"持证", NULL},
    {U"低保", NULL},
    {U"残疾", NULL},
    {U"困难", NULL},
    {U"常住", U"户籍", NULL},
    {U"外出", U"务工", NULL},
    {U"脱贫", U"监测", NULL},
    {U"特困", U"孤儿", NULL},
    {U"留守", NULL},
    {U"独居", U"空巢", NULL},
    {U"失能", NULL},
    {U"重点", U"重大", NULL},
    {U"新建", U"续建", U"改建", U"扩建", NULL},
    {U"竣工", U"完工", U"在建", U"开工", NULL},
    {U"规上", U"规模以上", U"限上", U"限额以上", NULL},
    {U"高新", U"科技型", U"专精特新", NULL},
    {U"在职", U"在岗", U"退休", U"离休", NULL},
    {U"优秀", U"先进", U"骨干", NULL},
};

static bool item_is_of(const struct sentence *s, const struct mention *item, size_t mark,
                       const char32_t *const *words) {
    size_t from = item->label_from > mark ? item->label_from : mark;
    return word_any_within(s->p, from, item->from, words);
}

static bool overlaps(const struct sentence *s, const struct terms *items, size_t mark) {
    static const char32_t *const said[] = {U"交叉",   U"重复",   U"重叠",   U"兼任",   U"身兼",
                                           U"兼有",   U"又同时", U"并存",   U"同时享", U"同时领",
                                           U"同时具", U"同时符", U"同时属", U"同时为", U"同时持",
                                           U"双重",   U"两项均", NULL};
    static const char32_t *const poor[] = {U"易致贫", U"不稳定", NULL}; /* of one list */
    size_t seen = 0;
    bool money = items->count > 0 && items->at[0]->unit->kind == UNIT_MEASURE;
    if (money || points_any_within(s->q->text, mark, s->to, poor))
        return money && word_any_within(s->p, s->from, s->to, said);
    for (size_t d = 0; d < ARRAY_LEN(dimensions); d++) {
        bool hit = false;
        for (size_t i = 0; i < items->count; i++)
            hit |= item_is_of(s, items->at[i], mark, dimensions[d]);
        seen += hit;
    }
    return seen >= 2 || word_any_within(s->p, s->from, s->to, said);
}

/* Where a semicolon follows several items, the list may end there. */
static size_t count_before_semicolon(const struct sentence *s, const struct terms *items) {
    for (size_t i = 1; i < items->count; i++)
        for (size_t at = items->at[i - 1]->to; at < items->at[i]->from; at++)
            if (char_is_one_of(s->p->c[at], U"；;。"))
                return i;
    return items->count;
}

/* 84件 … 76件，其中 …, then 8 more: all together are the whole before, or a total behind. Before
 * `end`. */
static bool equals_another(const struct sentence *s, const struct mention *whole,
                           const struct amount *sum, const struct mention *end) {
    for (const struct mention *n = s->mentions; n < end; n++)
        if (n != whole && mention_same_unit(n, whole) && number_compare(n->value, sum->value) == 0)
            return true;
    return false;
}

static void raise_left_over(struct raiser *raiser, const struct sentence *s,
                            const struct terms *items, size_t count, const struct mention *whole) {
    struct str message = STR_INIT, rest = STR_INIT;
    passage_add(&rest, s->p, items->at[count]->label_from, items->at[count]->to);
    terms_describe(&message, s, items->at, count, whole);
    str_add_format(&message, _("：前%zu项之和已等于总数，其后“%s”是否另计？"), count, rest.s);
    (void)raise_finding(raiser, s->p, "sum", SEVERITY_WARNING, whole->from,
                        items->at[items->count - 1]->to, message.s);
    str_release(&message);
    str_release(&rest);
}

static bool list_is_expenses(const struct sentence *s, const struct terms *items) {
    static const char32_t *const basic[] = {U"基本支出", NULL}, *const project[] = {U"项目支出",
                                                                                    NULL};
    return items->count == 2 && mention_label_has(s->q, items->at[0], basic) &&
           mention_label_has(s->q, items->at[1], project);
}

/* 领导职数6名，科员职数14名: two names of one kind of thing. */
static bool labels_rhyme(const struct sentence *s, const struct mention *a,
                         const struct mention *b) {
    struct points text = s->q->text;
    enum { LEAST = 2 };
    if (a->label_to < a->label_from + LEAST || b->label_to < b->label_from + LEAST)
        return false;
    for (size_t i = 1; i <= LEAST; i++)
        if (text.c[a->label_to - i] != text.c[b->label_to - i])
            return false;
    return true;
}

/* “机关30人、社区50人，其中党员60人”: perhaps of both. The list before the mark, joined by 、, or
 * by ， where its labels end alike. */
static bool holds_of_list(const struct sentence *s, const struct mention *whole,
                          const struct amount *items) {
    struct amount run = amount_zero(s->q);
    const struct mention *n = whole;
    amount_add(s->q, &run, n);
    while (n > s->mentions && mention_same_unit(n - 1, whole) && n[-1].group == whole->group &&
           n->label_from > s->from &&
           (s->p->c[n->label_from - 1] == U'、' || labels_rhyme(s, n - 1, n)))
        amount_add(s->q, &run, --n);
    return run.terms > 1 && !whole->total && number_compare(items->value, run.value) <= 0;
}

/* “46处，已整治39处，正在整治7处，其中12处重大隐患…”: of a larger whole that stands before. */
static bool is_of_larger(const struct sentence *s, const struct mention *whole,
                         const struct mention *item) {
    for (const struct mention *n = s->mentions; n < whole; n++)
        if (mention_same_unit(n, whole) && n->group == whole->group && !n->change &&
            mention_compare(n, item) >= 0)
            return true;
    return false;
}

/* “A 6人、B 9人、C 8人；特困3人”: a ； after a list without one ends it. */
static bool begins_behind_list(const struct sentence *s, const struct terms *items, size_t k) {
    struct points text = s->q->text;
    for (size_t i = 1; i < k; i++)
        if (points_find(text, items->at[i - 1]->to, items->at[i]->from, U"；") != SIZE_MAX)
            return false;
    return points_find(text, items->at[k - 1]->to, items->at[k]->from, U"；") != SIZE_MAX;
}

/* “国家级12处、省级46处，完好率96.8%，8处需修缮”: a rate ends a list whose items have none. */
static bool is_behind_rate(const struct terms *items, size_t k) {
    for (size_t i = 1; i < k; i++)
        if (items->at[i - 1] + 1 != items->at[i])
            return false;
    return items->at[k - 1] + 1 < items->at[k] && items->at[k - 1][1].unit->kind == UNIT_PERCENT;
}

/* Whether a leading run is the whole; what follows is told if it is doubtful. */
static bool judge_leading_run(struct raiser *raiser, const struct sentence *s,
                              const struct opening *opening, const struct mention *whole,
                              const struct terms *items) {
    struct amount all = terms_sum(s, items, 0, items->count);
    if (terms_identity(s, items, whole) != NULL)
        return false; /* all of them are meant */
    for (size_t k = 2; k < items->count; k++) {
        struct amount part = terms_sum(s, items, 0, k);
        if (!amount_fits(s->q, &part, whole, NULL))
            continue;
        /* 按期答复215件, of 215; 播种面积18600亩 beside 12600 */
        bool again = mention_compare(items->at[k], whole) >= 0 || begins_behind_list(s, items, k) ||
                     is_behind_rate(items, k) ||
                     !char_is_digit(s->q->text.c[items->at[k]->from]); /* 三个方面 */
        if (!again && !equals_another(s, whole, &all, s->mentions + s->count) &&
            !overlaps(s, items, opening->mark))
            raise_left_over(raiser, s, items, k, whole);
        return true;
    }
    return false;
}

static bool is_power_of_ten(const struct number *number) {
    int64_t value;
    if (!number_to_int(number, &value))
        return false;
    while (value > 1 && value % 10 == 0)
        value /= 10;
    return value == 1;
}

/* Less by 1, 10, 100 …, or by less than a fiftieth: a list that looks complete. */
static bool just_misses(const struct sentence *s, const struct terms *items,
                        const struct amount *sum, const struct mention *whole) {
    enum { LEAST = 3, MANY = 4, PART = 50 };
    static const char32_t *const open[] = {U"等", U"主要", U"包括", NULL};
    struct quantities *q = s->q;
    const struct mention *last = items->at[items->count - 1];
    if (items->count < LEAST || whole->unit->kind != UNIT_COUNT || whole->scale > 0 ||
        points_any_within(s->q->text, whole->to, mention_clause_end(q, last) + 1, open))
        return false;
    const struct number *part = quantities_keep(q, number_from_int(PART));
    const struct number *off = amount_off(q, sum, whole);
    bool little = number_compare(quantities_keep(q, number_multiply(off, part)), whole->value) <= 0;
    return little && (items->count >= MANY || is_power_of_ten(off));
}

/* “…、其他12万元”: what is left is counted too, so that the list is whole. */
static bool ends_with_rest(const struct sentence *s, const struct terms *items,
                           const struct mention *whole) {
    static const char32_t *const rest[] = {U"其他", U"其它", U"其余", NULL};
    static const char32_t *const open[] = {U"等", U"主要", NULL};
    const struct mention *last = items->at[items->count - 1];
    for (const struct mention *n = items->at[0]; n <= last; n++)
        if (!mention_same_unit(n, whole) && n->unit->kind != UNIT_PERCENT)
            return false;
    struct amount sum = terms_sum(s, items, 0, items->count);
    bool two = items->count == 2 && number_is_digit_slip(s->q, sum.value, whole);
    return (items->count > 2 || two) && mention_label_begins(s->q, last, rest) &&
           !points_any_within(s->q->text, whole->to, last->to, open) &&
           last - items->at[0] < TERMS_MOST;
}

/* “…、退化林修复0万亩”: who lists what is none leaves nothing out. Of what there is, 公务用车15辆,
 * the kinds are told in full. */
static bool is_told_in_full(const struct sentence *s, const struct terms *items,
                            const struct mention *whole, const struct amount *all) {
    static const char32_t *const stocks[] = {U"实有", U"现有", U"编制", U"在职", U"核定",
                                             U"在编", U"共有", U"保有", NULL};
    static const char32_t *const open[] = {U"等", U"主要", NULL};
    enum { MANY = 3 };
    if (items->count < 2 || !number_is_digit_slip(s->q, all->value, whole) ||
        points_any_within(s->q->text, whole->to,
                          mention_clause_end(s->q, items->at[items->count - 1]) + 1, open))
        return false;
    for (size_t i = 0; i < items->count; i++)
        if (number_sign(items->at[i]->value) == 0)
            return true;
    return items->count >= MANY && mention_label_has(s->q, whole, stocks);
}

/* 自评得分96分，其中投入10分、过程19分 …: of all four or five parts. */
static bool is_score(const struct sentence *s, const struct terms *items,
                     const struct mention *whole) {
    static const char32_t *const scores[] = {U"得分", U"评分", U"总分", NULL};
    static const char32_t *const got[] = {U"得", U"得了", U"扣", U"共扣", U"计", NULL};
    static const char32_t *const open[] = {U"等", U"主要", NULL};
    enum { PARTS = 3 };
    struct amount all = terms_sum(s, items, 0, items->count);
    const struct number *point = quantities_keep(s->q, number_from_int(1));
    bool part = mention_label_ends(s->q, whole, got) && /* 过程得22.5分，其中… */
                number_compare(amount_off(s->q, &all, whole), point) <= 0 &&
                !points_any_within(s->q->text, whole->to, items->at[items->count - 1]->to, open);
    return items->count >= PARTS && whole->unit->name[0] == U'分' &&
           (part || mention_label_has(s->q, whole, scores));
}

/* With what stands behind the list they make the whole: 支付中心5人 is no verb. */
static bool rest_completes(const struct sentence *s, const struct terms *items,
                           const struct mention *whole, struct amount sum) {
    const struct mention *n = items->at[items->count - 1];
    while (++n < s->mentions + s->count && mention_same_unit(n, whole) && !n->total) {
        amount_add(s->q, &sum, n);
        if (amount_fits(s->q, &sum, whole, NULL))
            return true;
    }
    return false;
}

/* 县道、乡道、村道; 门诊收入 and 住院收入 of 医疗收入: what is called after one kind is told in
 * full. Two need the name of the whole, too. */
static bool is_of_one_kind(const struct sentence *s, const struct terms *items,
                           const struct mention *whole, const struct amount *all) {
    static const char32_t *const open[] = {U"等", U"主要", U"包括", NULL};
    enum { FEW = 2, PART = 5, TEN = 10 };
    struct quantities *q = s->q;
    struct points text = q->text;
    const struct mention *last = items->at[items->count - 1];
    const struct number *off = amount_off(q, all, whole);
    const struct number *part = quantities_keep(q, number_from_int(PART));
    bool counted = whole->unit->kind == UNIT_COUNT && /* one of 86 may be left out */
                   number_compare(off, quantities_keep(q, number_from_int(TEN))) < 0;
    if (items->count < FEW || counted || whole->unit->name[0] == U'分' ||
        list_is_expenses(s, items) || !number_is_digit_slip(q, all->value, whole) ||
        number_compare(quantities_keep(q, number_multiply(off, part)), whole->value) > 0 ||
        points_any_within(text, whole->to, mention_clause_end(q, last) + 1, open))
        return false;
    char32_t kind = 0;
    for (size_t i = 0; i < items->count; i++) {
        const struct mention *n = items->at[i];
        char32_t end = n->label_to > n->label_from ? text.c[n->label_to - 1] : 0;
        end = char_is_one_of(end, U"乡镇街村区县市") ? U'乡' : end;
        if (end == 0 || (kind != 0 && end != kind))
            return false;
        kind = end;
    }
    return items->count > FEW || labels_rhyme(s, items->at[0], whole);
}

static void judge_less(struct raiser *raiser, const struct sentence *s,
                       const struct opening *opening, const struct mention *whole,
                       const struct terms *items, const struct amount *all, bool rounds) {
    if (rounds || rest_completes(s, items, whole, *all) ||
        relation_is_told(raiser, s, items->at[0]->from, items->at[items->count - 1]->to))
        return;
    const char *identity = terms_identity(s, items, whole);
    if (identity != NULL) {
        struct str ending = STR_INIT;
        str_add_format(&ending, _("，与%s不符，文中为"), identity);
        terms_raise(raiser, s, SEVERITY_ERROR, items, 0, items->count, whole, ending.s);
        str_release(&ending);
    } else if (((opening->kind == LIST_WHOLE || is_score(s, items, whole)) && items->count > 1) ||
               ((ends_with_rest(s, items, whole) || is_told_in_full(s, items, whole, all) ||
                 is_of_one_kind(s, items, whole, all)) &&
                !overlaps(s, items, opening->mark))) {
        terms_raise(raiser, s, SEVERITY_ERROR, items, 0, items->count, whole, _("，文中为"));
    } else if (list_is_expenses(s, items)) {
        terms_raise(raiser, s, SEVERITY_WARNING, items, 0, 2, whole,
                    _("，与总支出不符（有无上缴、经营支出）："));
    } else if (just_misses(s, items, all, whole) && !overlaps(s, items, opening->mark)) {
        enum { MANY = 5 }; /* five classes that miss by a digit leave none out */
        bool sure = items->count > MANY && number_is_digit_slip(s->q, all->value, whole);
        terms_raise(raiser, s, sure ? SEVERITY_ERROR : SEVERITY_WARNING, items, 0, items->count,
                    whole, _("，比总数略少，是否漏列？总数为"));
    }
}

/* The whole is itself an item of the list before: only the first of its own items is certain. */
static bool is_nested(const struct sentence *s, const struct opening *opening,
                      const struct mention *whole) {
    for (const struct mention *n = s->mentions; opening->outer > 0 && n < whole; n++)
        if (n->from >= opening->outer && mention_same_unit(n, whole))
            return true;
    return false;
}

/* “2个县，其中5个贫困乡镇”: what they count shares no character. */
static bool count_different(const struct sentence *s, const struct mention *a,
                            const struct mention *b) {
    enum { NOUN = 8 };
    const char32_t *c = s->q->text.c;
    if (!mention_is_plain(c[a->to]) || !mention_is_plain(c[b->to]))
        return false;
    for (size_t i = a->to; i < a->to + NOUN && mention_is_plain(c[i]); i++)
        for (size_t k = b->to; k < b->to + NOUN && mention_is_plain(c[k]); k++)
            if (c[i] == c[k])
                return false;
    return true;
}

static void judge_more(struct raiser *raiser, const struct sentence *s,
                       const struct opening *opening, const struct mention *whole,
                       const struct terms *items, bool rounds) {
    struct amount all = terms_sum(s, items, 0, items->count), first = terms_sum(s, items, 0, 1);
    size_t sure = count_before_semicolon(s, items);
    size_t count = is_nested(s, opening, whole) ? 1 : sure > 1 ? sure : items->count;
    struct amount certain = terms_sum(s, items, 0, count);
    bool one =
        number_compare(first.value, whole->value) > 0 && !amount_fits(s->q, &first, whole, NULL);
    if (!one &&
        (number_compare(certain.value, whole->value) <= 0 || overlaps(s, items, opening->mark)))
        return;
    if (items->at[0]->group == whole->group &&
        (holds_of_list(s, whole, &all) || (one && is_of_larger(s, whole, items->at[0]))))
        return;
    if ((!one && equals_another(s, whole, &all, whole)) || /* they are of that one */
        (one && count_different(s, whole, items->at[0])))
        return;
    terms_raise(raiser, s, rounds ? SEVERITY_WARNING : SEVERITY_ERROR, items, 0, one ? 1 : count,
                whole, _("，大于总数"));
}

void parts_judge(struct raiser *raiser, const struct sentence *s, const struct opening *opening,
                 const struct mention *whole, const struct terms *items) {
    struct amount all = terms_sum(s, items, 0, items->count);
    bool rounds = false;
    if (items->count == 0 || items->too_many || all.vague ||
        amount_fits(s->q, &all, whole, &rounds) || terms_check_scales(raiser, s, items, whole) ||
        judge_leading_run(raiser, s, opening, whole, items))
        return;
    if (number_compare(all.value, whole->value) < 0)
        judge_less(raiser, s, opening, whole, items, &all, rounds);
    else
        judge_more(raiser, s, opening, whole, items, rounds);
}
