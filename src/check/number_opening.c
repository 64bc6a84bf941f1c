/* Opening totals: 共77人，其中A 38人；B 39人. */
#include "check/number_terms.h"

#include "base/lang.h"

enum list_kind {
    LIST_SOME, /* 其中: often lists only some */
    LIST_WHOLE /* 分为, 由…组成, 全部用于 */
};

struct opening {
    size_t mark;        /* where the list begins */
    size_t clause, end; /* of the clause that holds the whole */
    enum list_kind kind;
    bool nested; /* in a list of 其中 itself: only its first item is certain */
};

static size_t clause_before(const struct sentence *s, size_t at) {
    while (at > s->from && !char_is_one_of(s->p->c[at - 1], U"，,、；;：:。（）()"))
        at--;
    return at;
}

static bool has_number(const struct sentence *s, size_t from, size_t to) {
    for (size_t i = 0; i < s->count; i++)
        if (s->numbers[i].from >= from && s->numbers[i].to <= to)
            return true;
    return false;
}

static bool has_unit(const struct sentence *s, size_t from, size_t to, const struct number *like) {
    for (size_t i = 0; i < s->count; i++)
        if (s->numbers[i].from >= from && s->numbers[i].to <= to &&
            number_same_unit(&s->numbers[i], like))
            return true;
    return false;
}

/* “35处、面积4600平方米，其中…”: each is the whole of its unit. */
static size_t widen_over_comma(const struct sentence *s, size_t clause, size_t end) {
    if (clause < s->from + 2 || s->p->c[clause - 1] != U'、')
        return clause;
    size_t before = clause_before(s, clause - 1);
    for (size_t i = 0; i < s->count; i++)
        if (s->numbers[i].from >= before && s->numbers[i].to <= clause &&
            has_unit(s, clause, end, &s->numbers[i]))
            return clause;
    return has_number(s, before, clause) ? before : clause;
}

static void opening_set(struct opening *opening, const struct sentence *s, size_t at, size_t mark) {
    while (at > s->from && char_is_separator(s->p->c[at - 1]))
        at--;
    opening->end = at;
    opening->mark = mark;
    opening->clause = clause_before(s, at);
    /* “书记18名，平均年龄45.6岁，其中…”: a clause without a quantity says more of the one before */
    if (!has_number(s, opening->clause, at) && opening->clause > s->from + 1 &&
        char_is_one_of(s->p->c[opening->clause - 1], U"，,")) {
        opening->end = opening->clause - 1;
        opening->clause = clause_before(s, opening->end);
    }
    opening->clause = widen_over_comma(s, opening->clause, opening->end);
}

static bool is_part(const struct sentence *s, const struct number *n) {
    static const char32_t *const parts[] = {U"已",   U"尚",       U"正在", U"未", U"现已", U"还",
                                            U"仍",   U"剩余",     U"其余", U"占", U"涉及", U"惠及",
                                            U"人均", U"户均",     U"平均", U"比", U"较",   U"同比",
                                            U"达到", U"拆除面积", NULL};
    return number_label_begins(s, n, parts);
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

/* The list ends where a clause begins anew: at a total, a verb that the first item does not have,
 * the next 其中, or a semicolon behind several items. */
static bool ends_list(const struct sentence *s, const struct number *item,
                      const struct number *first) {
    if (item->total)
        return true;
    static const char32_t *const stocks[] = {U"存量", U"原有", U"续建", U"上年", NULL};
    if (number_label_begins(s, first, stocks))
        return false; /* 存量20处、新增15处 */
    bool verb = number_label_begins(s, item, verbs);
    return verb && !number_label_begins(s, first, verbs) && item != first;
}

/* “重点优抚对象中”: the label of the number before, and 中. */
static bool opens_within(const struct sentence *s, const struct number *item,
                         const struct number *before, size_t *mark) {
    size_t length = before->from - before->label_from;
    if (length < 2 || item->label_from + length >= item->from)
        return false;
    for (size_t i = 0; i < length; i++)
        if (s->p->c[before->label_from + i] != s->p->c[item->label_from + i])
            return false;
    *mark = item->label_from + length + 1;
    return s->p->c[*mark - 1] == U'中';
}

/* “…；支出1698.32万元，其中…”: behind the semicolon another whole begins. */
static bool is_next_whole(const struct sentence *s, const struct number *n, size_t next) {
    return next != SIZE_MAX && next <= n->to + 2 && n->label_from > s->from &&
           char_is_one_of(s->p->c[n->label_from - 1], U"；;。");
}

static void collect_items(struct terms *out, const struct sentence *s,
                          const struct opening *opening, const struct number *whole) {
    const struct number *first = NULL, *last = NULL;
    size_t next = word_find(s->p, opening->mark, s->to, U"其中"), mark = 0;
    for (const struct number *n = whole + 1; n < s->numbers + s->count && n->from < next; n++) {
        if (n->from < opening->mark)
            continue;
        first = first == NULL ? n : first;
        if (n->group != first->group)
            continue;
        if (ends_list(s, n, first) || (last != NULL && opens_within(s, n, last, &mark)))
            return;
        if (last != NULL && is_next_whole(s, n, next))
            return;
        last = n;
        if (number_same_unit(n, whole) && !n->delta && !n->each && !is_part(s, n))
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

static bool item_is_of(const struct sentence *s, const struct number *item, size_t mark,
                       const char32_t *const *words) {
    size_t from = item->label_from > mark ? item->label_from : mark;
    return word_any_within(s->p, from, item->from, words);
}

static bool overlaps(const struct sentence *s, const struct terms *items, size_t mark) {
    static const char32_t *const said[] = {U"交叉", U"重复", U"重叠", U"兼", U"同时", NULL};
    size_t seen = 0;
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

/* 84件 … 76件，其中 …, then 8 more: all together are the whole before, or a total behind. */
static bool equals_another(const struct sentence *s, const struct number *whole,
                           const struct sum *sum) {
    for (const struct number *n = s->numbers; n < s->numbers + s->count; n++)
        if (n != whole && number_same_unit(n, whole) && n->value == sum->value)
            return true;
    return false;
}

static void raise_left_over(struct raiser *raiser, const struct sentence *s,
                            const struct terms *items, size_t count, const struct number *whole) {
    struct str message = STR_INIT, rest = STR_INIT;
    passage_add(&rest, s->p, items->at[count]->label_from, items->at[count]->to);
    sum_describe(&message, items->at, count, whole);
    str_add_format(&message, _("：前%zu项之和已等于总数，其后“%s”是否另计？"), count, rest.s);
    (void)raise_finding(raiser, s->p, "sum", SEVERITY_WARNING, whole->from,
                        items->at[items->count - 1]->to, message.s);
    str_release(&message);
    str_release(&rest);
}

static bool list_is_expenses(const struct sentence *s, const struct terms *items) {
    static const char32_t *const basic[] = {U"基本支出", NULL}, *const project[] = {U"项目支出",
                                                                                    NULL};
    return items->count == 2 && number_label_has(s, items->at[0], basic) &&
           number_label_has(s, items->at[1], project);
}

/* “机关30人、社区50人，其中党员60人”: perhaps of both. The list before the mark, joined by 、. */
static bool holds_of_list(const struct sentence *s, const struct number *whole,
                          const struct sum *items) {
    struct sum run = {0};
    const struct number *n = whole;
    sum_add(&run, n);
    while (n > s->numbers && number_same_unit(n - 1, whole) && n[-1].group == whole->group &&
           n->label_from > s->from && s->p->c[n->label_from - 1] == U'、')
        sum_add(&run, --n);
    return run.terms > 1 && !whole->total && items->value <= run.value;
}

/* Another whole before it that the items make exactly. */
static bool equals_earlier(const struct sentence *s, const struct number *whole,
                           const struct sum *items) {
    for (const struct number *n = s->numbers; n < whole; n++)
        if (number_same_unit(n, whole) && n->value == items->value)
            return true;
    return false;
}

/* Whether a leading run is the whole; what follows is told if it is doubtful. */
static bool judge_leading_run(struct raiser *raiser, const struct sentence *s,
                              const struct opening *opening, const struct number *whole,
                              const struct terms *items) {
    struct sum all = terms_sum(items, 0, items->count);
    for (size_t k = 2; k < items->count; k++) {
        struct sum part = terms_sum(items, 0, k);
        if (!sum_fits(&part, whole, NULL))
            continue;
        /* 按期答复215件, of 215; 播种面积18600亩 beside 12600 */
        bool again = items->at[k]->value >= whole->value;
        if (!again && !equals_another(s, whole, &all) && !overlaps(s, items, opening->mark))
            raise_left_over(raiser, s, items, k, whole);
        return true;
    }
    return false;
}

static void judge_less(struct raiser *raiser, const struct sentence *s,
                       const struct opening *opening, const struct number *whole,
                       const struct terms *items, bool rounds) {
    if (rounds)
        return;
    if (opening->kind == LIST_WHOLE && items->count > 1)
        terms_raise(raiser, s, SEVERITY_ERROR, items, 0, items->count, whole, _("，文中为"));
    else if (list_is_expenses(s, items))
        terms_raise(raiser, s, SEVERITY_WARNING, items, 0, 2, whole,
                    _("，与总支出不符（有无上缴、经营支出）："));
}

static void judge_more(struct raiser *raiser, const struct sentence *s,
                       const struct opening *opening, const struct number *whole,
                       const struct terms *items, bool rounds) {
    struct sum all = terms_sum(items, 0, items->count), first = terms_sum(items, 0, 1);
    size_t sure = count_before_semicolon(s, items);
    size_t count = opening->nested ? 1 : sure > 1 ? sure : items->count;
    struct sum certain = terms_sum(items, 0, count);
    bool one = first.value > whole->value && !sum_fits(&first, whole, NULL);
    if (!one && (certain.value <= whole->value || overlaps(s, items, opening->mark)))
        return;
    if (items->at[0]->group == whole->group && holds_of_list(s, whole, &all))
        return;
    bool doubtful = rounds || (!one && equals_earlier(s, whole, &all));
    terms_raise(raiser, s, doubtful ? SEVERITY_WARNING : SEVERITY_ERROR, items, 0, one ? 1 : count,
                whole, _("，大于总数"));
}

static void judge(struct raiser *raiser, const struct sentence *s, const struct opening *opening,
                  const struct number *whole, const struct terms *items) {
    struct sum all = terms_sum(items, 0, items->count);
    bool rounds = false;
    if (items->count == 0 || items->too_many || all.vague || sum_fits(&all, whole, &rounds) ||
        terms_check_scales(raiser, s, items, whole) ||
        judge_leading_run(raiser, s, opening, whole, items))
        return;
    if (all.value < whole->value)
        judge_less(raiser, s, opening, whole, items, rounds);
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
    const struct number *first = NULL;
    for (const struct number *n = s->numbers; n < s->numbers + s->count && first == NULL; n++)
        first = n->from >= opening->mark && !n->approximate ? n : NULL;
    if (first == NULL || !has_number(s, opening->clause, opening->end) ||
        has_unit(s, opening->clause, opening->end, first))
        return;
    for (const struct number *n = first; n-- > s->numbers;) {
        if (char_is_one_of(s->p->c[n->to], U"；;。"))
            return;
        if (!number_same_unit(n, first))
            continue;
        struct terms items = {0};
        collect_items(&items, s, opening, n);
        struct sum all = terms_sum(&items, 0, items.count);
        if (items.count > 1 && !n->approximate && !n->delta && !n->each &&
            n->group == first->group && n->unit->kind == UNIT_COUNT && all.value > n->value)
            judge(raiser, s, opening, n, &items);
        return;
    }
}

static void check_opening(struct raiser *raiser, const struct sentence *s,
                          struct opening *opening) {
    check_opening_before(raiser, s, opening);
    for (size_t i = 0; i < s->count; i++) {
        const struct number *whole = &s->numbers[i];
        if (whole->from < opening->clause || whole->to > opening->end)
            continue;
        bool again = false; /* the last of its unit in the clause is the whole */
        for (size_t k = i + 1; k < s->count && s->numbers[k].to <= opening->end; k++)
            again |= number_same_unit(&s->numbers[k], whole);
        if (again || whole->approximate || whole->delta || whole->unit->kind >= UNIT_PERCENT)
            continue;
        struct terms items = {0};
        collect_items(&items, s, opening, whole);
        struct sum all = terms_sum(&items, 0, items.count);
        if (items.count > 1 && !sum_fits(&all, whole, NULL) && !items.too_many)
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
static void check_openers_behind(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const openers[] = {U"，分为", U"，分别为",   U"，分别是",   U"，由",
                                              U"，包括", U"，全部用于", U"，分别用于", U"：",
                                              U":",      U"（",         U"(",          U"，即",
                                              U"分为",   U"由",         NULL};
    for (size_t i = 0; i + 2 < s->count; i++) {
        size_t at = s->numbers[i].to;
        const char32_t *opener = word_any_at(s->p, at, openers);
        size_t mark = opener != NULL ? at + word_length(opener) : 0;
        static const char32_t *const made[] = {U"组成", U"构成", NULL};
        if (opener != NULL && opener[word_length(opener) - 1] == U'由' &&
            !word_any_within(s->p, mark, s->to, made))
            continue;
        if (opener == NULL || word_find(s->p, at, s->numbers[i + 1].from, U"其中") != SIZE_MAX ||
            word_find(s->p, mark, s->numbers[i + 1].from, U"）") != SIZE_MAX)
            continue;
        struct opening opening = {.kind = kind_of(s, at)};
        opening_set(&opening, s, at, mark);
        opening.end = at;
        check_opening(raiser, s, &opening);
    }
}

void check_opening_totals(struct raiser *raiser, const struct sentence *s) {
    bool nested = false;
    for (size_t at = s->from; (at = word_find(s->p, at, s->to, U"其中")) != SIZE_MAX; at += 2) {
        struct opening opening = {.kind = kind_of(s, at)};
        opening_set(&opening, s, at, at + 2);
        bool anew =
            opening.clause > s->from && char_is_one_of(s->p->c[opening.clause - 1], U"；;。");
        opening.nested = nested && !anew;
        check_opening(raiser, s, &opening);
        nested = true;
    }
    for (size_t i = 1; i < s->count; i++) {
        struct opening opening = {0};
        if (!opens_within(s, &s->numbers[i], &s->numbers[i - 1], &opening.mark))
            continue;
        opening.clause = s->numbers[i - 1].from;
        opening.end = s->numbers[i - 1].to;
        check_opening(raiser, s, &opening);
    }
    check_openers_behind(raiser, s);
}
