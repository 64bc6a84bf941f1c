/* A whole and its parts: 共77人，其中A 38人；B 39人. */
#include "check/relation.h"

#include "base/lang.h"

enum list_kind {
    LIST_SOME, /* 其中: often lists only some */
    LIST_WHOLE /* 分为, 由…组成, 全部用于 */
};

struct opening {
    size_t mark;        /* where the list begins */
    size_t clause, end; /* of the clause that holds the whole */
    enum list_kind kind;
    size_t outer; /* where a list of 其中 begins that this one may be nested in; 0: none */
};

static size_t clause_before(const struct sentence *s, size_t at) {
    while (at > s->from && !quantity_mark_at(s->q->text, at - 1, U"，,、；;：:。（）()\n"))
        at--;
    return at;
}

/* A number of the unit of `like` (NULL: of any) from..to. */
static bool has_unit(const struct sentence *s, size_t from, size_t to, const struct mention *like) {
    for (size_t i = 0; i < s->count; i++)
        if (s->mentions[i].from >= from && s->mentions[i].to <= to &&
            (like == NULL || mention_same_unit(&s->mentions[i], like)))
            return true;
    return false;
}

/* “35处、面积4600平方米，其中…”: each is the whole of its unit. */
static size_t widen_over_comma(const struct sentence *s, size_t clause, size_t end) {
    if (clause < s->from + 2 || s->p->c[clause - 1] != U'、')
        return clause;
    size_t before = clause_before(s, clause - 1);
    for (size_t i = 0; i < s->count; i++)
        if (s->mentions[i].from >= before && s->mentions[i].to <= clause &&
            has_unit(s, clause, end, &s->mentions[i]))
            return clause;
    return has_unit(s, before, clause, NULL) ? before : clause;
}

/* Over marks, and over a bracket that closes there: the whole stands before it. */
static size_t skip_marks_back(const struct sentence *s, size_t at) {
    while (at > s->from && char_is_separator(s->p->c[at - 1])) {
        size_t open = --at;
        if (!char_is_one_of(s->p->c[at], U"）)"))
            continue;
        while (open > s->from && !char_is_one_of(s->p->c[open - 1], U"（("))
            open--;
        at = open > s->from ? open - 1 : at;
    }
    return at;
}

static void opening_set(struct opening *opening, const struct sentence *s, size_t at, size_t mark) {
    at = skip_marks_back(s, at);
    opening->end = at;
    opening->mark = mark;
    opening->clause = clause_before(s, at);
    /* “书记18名，平均年龄45.6岁，其中…”: a clause without a quantity says more of the one before */
    if (!has_unit(s, opening->clause, at, NULL) && opening->clause > s->from + 1 &&
        char_is_one_of(s->p->c[opening->clause - 1], U"，,")) {
        opening->end = opening->clause - 1;
        opening->clause = clause_before(s, opening->end);
    }
    opening->clause = widen_over_comma(s, opening->clause, opening->end);
}

/* “已完成30处” is a part of the item before; 占用耕地, 未批先建 and 已婚 are names. */
static bool is_part(const struct sentence *s, const struct mention *n) {
    static const char32_t *const parts[] = {U"已",   U"尚",       U"正在", U"未", U"现已", U"还",
                                            U"仍",   U"剩余",     U"其余", U"占", U"涉及", U"惠及",
                                            U"人均", U"户均",     U"平均", U"比", U"较",   U"同比",
                                            U"达到", U"拆除面积", NULL};
    static const char32_t *const names[] = {
        U"占用",   U"占地",   U"占道",   U"占压",     U"已婚",   U"未婚", U"未批", U"未成年",
        U"未就业", U"还建",   U"还迁",   U"还贷",     U"较大",   U"较重", U"较差", U"较好",
        U"较高",   U"较低",   U"较轻",   U"未达标排", U"未经批", U"已故", U"未育", U"已育",
        U"未登记", U"未入学", U"已退休", U"未登记",   NULL};
    return mention_label_begins(s->q, n, parts) && !mention_label_begins(s->q, n, names);
}

static const char32_t *const verbs[] = {
    U"发现", U"整改", U"查处", U"处理", U"办结", U"发放", U"开展", U"组织", U"走访", U"收集",
    U"调解", U"化解", U"检查", U"拆除", U"完成", U"清理", U"慰问", U"培训", U"参加", U"下达",
    U"投入", U"罚款", U"立案", U"召开", U"排查", U"解决", U"接待", U"受理", U"举办", U"印发",
    U"张贴", U"悬挂", U"新增", U"新建", U"建成", U"争取", U"带动", U"覆盖", U"帮助", U"服务",
    U"出动", U"处置", U"责令", U"下发", U"发出", U"征集", U"协调", U"救助", U"资助", U"累计",
    U"共",   U"并",   U"同时", U"另",   U"目前", U"全年", U"年初", U"年末", U"上年", U"去年",
    U"经",   U"发展", U"转移", U"清运", U"更换", U"安装", U"修复", U"种植", U"获",   U"实际",
    U"需",   U"应",   U"预计", U"计划", U"出台", U"制定", U"登记", U"入户", U"采集", U"录入",
    U"使用", U"支付", NULL};

/* A clause begins anew; 应急用车, 服务中心 and 年初结转 are names, and so is what 、 joins. */
static bool begins_with_verb(const struct sentence *s, const struct mention *n) {
    static const char32_t *const names[] = {
        U"应急",   U"应用",   U"经济",   U"经营",   U"经费",   U"需求",   U"服务中心", U"服务站",
        U"服务类", U"服务收", U"培训费", U"培训类", U"救助类", U"救助站", U"检查类",   U"检查站",
        U"投入类", U"办理类", U"登记类", U"覆盖类", U"获奖",   U"并联",   U"年初结",   U"年末结",
        U"上年结", U"服务支", U"共青团", U"使用类", U"组织类", U"参加类", U"经办",     NULL};
    bool joined = n->label_from > 0 && s->q->text.c[n->label_from - 1] == U'、';
    return !joined && mention_label_begins(s->q, n, verbs) && !mention_label_begins(s->q, n, names);
}

/* The list ends where a clause begins anew: at a total, a verb that the first item does not have,
 * the next 其中, or a semicolon behind several items. */
static bool ends_list(const struct sentence *s, const struct mention *item,
                      const struct mention *first) {
    if (item->total)
        return true;
    static const char32_t *const stocks[] = {U"存量", U"原有", U"续建", U"上年", NULL};
    if (mention_label_begins(s->q, first, stocks))
        return false; /* 存量20处、新增15处 */
    return item != first && begins_with_verb(s, item) && !begins_with_verb(s, first);
}

/* “重点优抚对象中”: the name at the end of an earlier label, and 中. */
static bool opens_within(const struct sentence *s, const struct mention *item,
                         const struct mention *before, size_t *mark) {
    enum { LEAST = 2, MOST = 12 };
    struct points text = s->q->text;
    size_t to = before->label_to;
    static const char32_t *const links[] = {U"共有", U"共", U"有", U"为", U"达", NULL};
    for (const char32_t *link; (link = points_any_before(text, to, links)) != NULL;)
        to -= points_length_of(link);
    for (*mark = item->label_from + LEAST;
         *mark < item->label_to && *mark < item->label_from + MOST; ++*mark) {
        size_t length = *mark - item->label_from;
        if (!char_is_one_of(text.c[*mark], U"中里") || length > to - before->label_from)
            continue;
        size_t i = 0;
        while (i < length && text.c[to - length + i] == text.c[item->label_from + i])
            i++;
        if (i == length)
            return ++*mark > 0;
    }
    return false;
}

/* “…；支出1698.32万元，其中…”: behind the semicolon another whole begins. */
static bool is_next_whole(const struct sentence *s, const struct mention *n, size_t next) {
    return next != SIZE_MAX && next <= n->to + 2 && n->label_from > s->from &&
           char_is_one_of(s->p->c[n->label_from - 1], U"；;。");
}

/* What is not done yet follows: those two are judged as a partition. */
static bool has_rest(const struct sentence *s, const struct mention *first) {
    static const char32_t *const rests[] = {U"正在", U"尚", U"未",   U"在建", U"剩余",
                                            U"其余", U"仍", U"还有", U"待",   NULL};
    return points_any_within(s->q->text, first->to, s->to, rests);
}

/* What came back of a survey is the whole of the answers behind it. */
static bool is_whole_of_rest(const struct sentence *s, const struct mention *n) {
    static const char32_t *const valid[] = {U"有效", U"收回", U"回收", U"接通", NULL};
    return mention_label_has(s->q, n, valid);
}

static void collect_items(struct terms *out, const struct sentence *s,
                          const struct opening *opening, const struct mention *whole) {
    const struct mention *first = NULL, *last = NULL;
    size_t next = word_find(s->p, opening->mark, s->to, U"其中"), mark = 0;
    for (const struct mention *n = whole + 1; n < s->mentions + s->count && n->from < next; n++) {
        if (n->from < opening->mark)
            continue;
        first = first == NULL ? n : first;
        if (n->group != first->group)
            continue;
        if (ends_list(s, n, first) || (last != NULL && opens_within(s, n, last, &mark)))
            return;
        if (last != NULL && is_next_whole(s, n, next))
            return;
        if (last != NULL && last == first && is_whole_of_rest(s, last))
            return; /* 有效回访246件，表示满意的240件 … */
        last = n;
        if (mention_same_unit(n, whole) && !n->change && !n->each &&
            ((n == first && !has_rest(s, n)) || !is_part(s, n)))
            terms_add(out, n);
    }
}

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
    static const char32_t *const said[] = {U"交叉", U"重复", U"重叠",   U"兼任",
                                           U"身兼", U"兼有", U"又同时", NULL};
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

/* Whether a leading run is the whole; what follows is told if it is doubtful. */
static bool judge_leading_run(struct raiser *raiser, const struct sentence *s,
                              const struct opening *opening, const struct mention *whole,
                              const struct terms *items) {
    struct amount all = terms_sum(s, items, 0, items->count);
    for (size_t k = 2; k < items->count; k++) {
        struct amount part = terms_sum(s, items, 0, k);
        if (!amount_fits(s->q, &part, whole, NULL))
            continue;
        /* 按期答复215件, of 215; 播种面积18600亩 beside 12600 */
        bool again = mention_compare(items->at[k], whole) >= 0 || begins_behind_list(s, items, k) ||
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
    return items->count > 2 && mention_label_begins(s->q, last, rest) &&
           !points_any_within(s->q->text, whole->to, last->to, open) &&
           last - items->at[0] < TERMS_MOST;
}

/* 自评得分96分，其中投入10分、过程19分 …: of all four or five parts. */
static bool is_score(const struct sentence *s, const struct terms *items,
                     const struct mention *whole) {
    static const char32_t *const scores[] = {U"得分", U"评分", U"总分", NULL};
    enum { PARTS = 3 };
    return items->count >= PARTS && whole->unit->name[0] == U'分' &&
           mention_label_has(s->q, whole, scores);
}

static void judge_less(struct raiser *raiser, const struct sentence *s,
                       const struct opening *opening, const struct mention *whole,
                       const struct terms *items, const struct amount *all, bool rounds) {
    if (rounds || relation_is_told(raiser, s, whole->from, items->at[items->count - 1]->to))
        return;
    const char *identity = terms_identity(s, items, whole);
    if (identity != NULL) {
        struct str ending = STR_INIT;
        str_add_format(&ending, _("，与%s不符，文中为"), identity);
        terms_raise(raiser, s, SEVERITY_ERROR, items, 0, items->count, whole, ending.s);
        str_release(&ending);
    } else if (((opening->kind == LIST_WHOLE || is_score(s, items, whole)) && items->count > 1) ||
               (ends_with_rest(s, items, whole) && !overlaps(s, items, opening->mark))) {
        terms_raise(raiser, s, SEVERITY_ERROR, items, 0, items->count, whole, _("，文中为"));
    } else if (list_is_expenses(s, items)) {
        terms_raise(raiser, s, SEVERITY_WARNING, items, 0, 2, whole,
                    _("，与总支出不符（有无上缴、经营支出）："));
    } else if (just_misses(s, items, all, whole) && !overlaps(s, items, opening->mark)) {
        terms_raise(raiser, s, SEVERITY_WARNING, items, 0, items->count, whole,
                    _("，比总数略少，是否漏列？总数为"));
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
    if (!one && equals_another(s, whole, &all, whole))
        return; /* they are of that one */
    terms_raise(raiser, s, rounds ? SEVERITY_WARNING : SEVERITY_ERROR, items, 0, one ? 1 : count,
                whole, _("，大于总数"));
}

static void judge(struct raiser *raiser, const struct sentence *s, const struct opening *opening,
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

/* “其中水田9800亩、旱地2800亩，播种面积…”: a list that 、 joins ends at the next ，. How many. */
static size_t count_joined(const struct sentence *s, const struct terms *items) {
    size_t count = 1;
    while (count < items->count && s->p->c[items->at[count]->label_from - 1] == U'、')
        count++;
    return count > 1 ? count : items->count;
}

/* “公车3辆，总价值68万元，其中10万元以下4辆”: the whole of that unit stands further before. */
static void check_opening_before(struct raiser *raiser, const struct sentence *s,
                                 const struct opening *opening) {
    const struct mention *first = NULL;
    for (const struct mention *n = s->mentions; n < s->mentions + s->count && first == NULL; n++)
        first = n->from >= opening->mark && !n->approximate ? n : NULL;
    if (first == NULL || !has_unit(s, opening->clause, opening->end, NULL) ||
        has_unit(s, opening->clause, opening->end, first))
        return;
    for (const struct mention *n = first; n-- > s->mentions;) {
        if (char_is_one_of(s->p->c[n->to], U"；;。"))
            return;
        if (!mention_same_unit(n, first))
            continue;
        struct terms items = {0};
        collect_items(&items, s, opening, n);
        struct amount all = terms_sum(s, &items, 0, items.count);
        if (items.count > 1 && !n->approximate && !n->change && !n->each &&
            n->group == first->group && n->unit->kind == UNIT_COUNT &&
            number_compare(all.value, n->value) > 0)
            judge(raiser, s, opening, n, &items);
        return;
    }
}

static void check_opening(struct raiser *raiser, const struct sentence *s,
                          struct opening *opening) {
    check_opening_before(raiser, s, opening);
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *whole = &s->mentions[i];
        if (whole->from < opening->clause || whole->to > opening->end)
            continue;
        bool again = false; /* the last of its unit in the clause is the whole */
        for (size_t k = i + 1; k < s->count && s->mentions[k].to <= opening->end; k++)
            again |= mention_same_unit(&s->mentions[k], whole);
        if (again || whole->approximate || whole->change || whole->unit->kind >= UNIT_PERCENT)
            continue;
        struct terms items = {0};
        collect_items(&items, s, opening, whole);
        struct amount all = terms_sum(s, &items, 0, items.count);
        if (items.count > 1 && !amount_fits(s->q, &all, whole, NULL) && !items.too_many)
            items.count = count_joined(s, &items);
        judge(raiser, s, opening, whole, &items);
    }
}

static enum list_kind kind_of(const struct sentence *s, size_t from) {
    static const char32_t *const whole[] = {U"分为", U"全部用于", U"无其他",   U"组成",
                                            U"构成", U"分别用于", U"没有其他", NULL};
    return word_any_within(s->p, from, s->to, whole) ? LIST_WHOLE : LIST_SOME;
}

/* Openers besides 其中, right behind the whole: 分为, 由…组成, 全部用于, a colon, a bracket. */
/* “，分配如下：”, “。具体情况是：”: where the list begins; 0: nothing leads to one. */
static size_t find_lead(const struct sentence *s, const struct mention *n) {
    static const char32_t *const leads[] = {U"如下", U"分配", U"分别", U"明细",
                                            U"构成", U"情况", NULL};
    enum { LONGEST = 12 };
    for (size_t at = n->to; at < n[1].label_from && at < n->to + LONGEST; at++)
        if (s->q->text.c[at] == U'：' && at > n->to)
            return points_any_within(s->q->text, n->to, at, leads) ? at + 1 : 0;
    return 0;
}

static void check_openers_behind(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const openers[] = {U"，分为", U"，分别为",   U"，分别是",   U"，由",
                                              U"，包括", U"，全部用于", U"，分别用于", U"：",
                                              U":",      U"（",         U"(",          U"，即",
                                              U"分为",   U"由",         U"中",         NULL};
    for (size_t i = 0; i + 2 < s->count; i++) {
        size_t at = s->mentions[i].to;
        const char32_t *opener = word_any_at(s->p, at, openers);
        size_t mark = opener != NULL ? at + word_length(opener) : find_lead(s, &s->mentions[i]);
        static const char32_t *const made[] = {U"组成", U"构成", NULL};
        static const char32_t *const weights[] = {U"满分", U"分值", U"权重", U"标准分", NULL};
        if (mention_label_has(s->q, &s->mentions[i + 1], weights))
            continue; /* 得分14.5分（满分15分） */
        if (opener != NULL && opener[word_length(opener) - 1] == U'由' &&
            !word_any_within(s->p, mark, s->to, made))
            continue;
        if (mark == 0 || word_find(s->p, at, s->mentions[i + 1].from, U"其中") != SIZE_MAX ||
            word_find(s->p, mark, s->mentions[i + 1].from, U"）") != SIZE_MAX)
            continue;
        struct opening opening = {.kind = kind_of(s, at)};
        opening_set(&opening, s, at, mark);
        opening.end = at;
        check_opening(raiser, s, &opening);
    }
}

static void check_within_of(struct raiser *raiser, const struct sentence *s,
                            const struct mention *before, size_t mark) {
    struct opening opening = {.mark = mark, .clause = before->from, .end = before->to};
    check_opening(raiser, s, &opening);
}

static void check_within(struct raiser *raiser, const struct sentence *s) {
    size_t mark = 0;
    for (size_t i = 1; i < s->count; i++)
        if (opens_within(s, &s->mentions[i], &s->mentions[i - 1], &mark))
            check_within_of(raiser, s, &s->mentions[i - 1], mark);
}

/* “共有网格员118名。网格员中党员46名”: of the sentence before. */
static void check_within_before(struct raiser *raiser, const struct sentence *both,
                                const struct sentence *s) {
    size_t mark = 0;
    if (s->count == 0)
        return;
    for (const struct mention *n = s->mentions; n-- > both->mentions;)
        if (mention_same_unit(n, s->mentions) && opens_within(s, s->mentions, n, &mark)) {
            check_within_of(raiser, both, n, mark);
            return;
        }
}

void judge_parts(struct raiser *raiser, const struct sentence *s) {
    size_t outer = 0;
    for (size_t at = s->from; (at = word_find(s->p, at, s->to, U"其中")) != SIZE_MAX; at += 2) {
        struct opening opening = {.kind = kind_of(s, at)};
        opening_set(&opening, s, at, at + 2);
        bool anew =
            opening.clause > s->from && char_is_one_of(s->p->c[opening.clause - 1], U"；;。");
        opening.outer = anew ? 0 : outer;
        check_opening(raiser, s, &opening);
        outer = at + 2;
    }
    check_within(raiser, s);
    struct sentence both;
    if (sentence_with_before(&both, s) && !both.unclear)
        check_within_before(raiser, &both, s);
    check_openers_behind(raiser, s);
}
