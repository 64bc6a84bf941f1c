/* A whole and its parts: 共77人，其中A 38人；B 39人. */
#include "check/parts.h"
#include "check/relation_identity.h"

#include "base/lang.h"

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
    U"共",   U"现有", U"并",   U"同时", U"另",   U"目前", U"全年", U"年初", U"年末", U"上年",
    U"去年", U"经",   U"发展", U"转移", U"清运", U"更换", U"安装", U"修复", U"种植", U"获",
    U"实际", U"需",   U"应",   U"预计", U"计划", U"出台", U"制定", U"登记", U"入户", U"采集",
    U"录入", U"使用", U"支付", NULL};

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
    return n->unit->kind == UNIT_COUNT && mention_label_has(s->q, n, valid);
}

/* “；卫生技术人员中，”, “；在校学生1,376人” of 98人: behind the semicolon something else is
 * counted. */
static bool begins_another(const struct sentence *s, const struct mention *last,
                           const struct mention *n, const struct mention *whole) {
    struct points text = s->q->text;
    size_t mark = points_find(text, last->to, n->from, U"；");
    if (mark == SIZE_MAX)
        return false;
    for (size_t at = mark; at + 1 < n->from; at++)
        if (text.c[at] == U'中' && char_is_one_of(text.c[at + 1], U"，,：:"))
            return true;
    return mention_same_unit(n, whole) && mention_compare(n, whole) > 0;
}

/* 得分最高的96分 is no part of the mean. */
static bool is_extreme(const struct sentence *s, const struct mention *n) {
    static const char32_t *const words[] = {U"最高", U"最低", U"最多", U"最少",
                                            U"最大", U"最小", NULL};
    return mention_label_has(s->q, n, words);
}

/* “在编人员由70名减为64名”: what was and what is are no parts. */
static bool is_of_change(const struct sentence *s, const struct mention *n) {
    static const char32_t *const from_words[] = {U"由", U"从", NULL};
    bool level =
        mention_is_level(s->q, n) && n > s->mentions && mention_label_has(s->q, n - 1, from_words);
    bool older = mention_label_ends(s->q, n, from_words) && n + 1 < s->mentions + s->count &&
                 mention_is_level(s->q, n + 1);
    return level || older;
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
        if (last != NULL && (is_next_whole(s, n, next) || begins_another(s, last, n, whole)))
            return;
        if (last != NULL && last == first && is_whole_of_rest(s, last))
            return; /* 有效回访246件，表示满意的240件 … */
        last = n;
        const struct mention *score = relation_score_of(s, n, whole);
        if (mention_same_unit(n, whole) && !n->change && !n->each && !is_extreme(s, n) &&
            !is_of_change(s, n) && score != NULL &&
            ((n == first && !has_rest(s, n)) || !is_part(s, n)))
            terms_add(out, score);
    }
}

/* “其中水田9800亩、旱地2800亩，播种面积…”: a list that 、 joins ends at the next ，. How many. */
static size_t count_joined(const struct sentence *s, const struct terms *items) {
    size_t count = 1;
    while (count < items->count &&
           (s->p->c[items->at[count]->label_from - 1] == U'、' ||
            s->p->c[items->at[count - 1]->to] == U'、')) /* 、村（社区）77场 */
        count++;
    return count > 1 ? count : items->count;
}

/* “公车3辆，总价值68万元，其中10万元以下4辆”: the whole of that unit stands further before. */
static void check_unit_before(struct raiser *raiser, const struct sentence *s,
                              const struct opening *opening, const struct mention *first) {
    if (!has_unit(s, opening->clause, opening->end, NULL) ||
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
            n->group == first->group && number_compare(all.value, n->value) > 0 &&
            (n->unit->kind == UNIT_COUNT ||
             (n->unit->kind == UNIT_MEASURE && number_is_digit_slip(s->q, all.value, n))))
            parts_judge(raiser, s, opening, n, &items);
        return;
    }
}

/* … and of a second unit: “资金1,180万元，项目23个，其中产业类11个820万元” */
static void check_opening_before(struct raiser *raiser, const struct sentence *s,
                                 const struct opening *opening) {
    enum { UNITS = 2 };
    size_t units = 0;
    for (const struct mention *n = s->mentions; n < s->mentions + s->count && units < UNITS; n++)
        if (n->from >= opening->mark && !n->approximate) {
            units++;
            check_unit_before(raiser, s, opening, n);
        }
}

/* “159名，较上年末增加3名，其中行政44名”, “36.84万元，较上年减少8.2%。其中公务接待费…”: the whole
 * is the last plain value before it, past what compares it. */
static void check_opening_past_change(struct raiser *raiser, const struct sentence *s,
                                      const struct opening *opening) {
    static const char32_t *const compared[] = {U"较", U"比", U"与", U"由", U"从", NULL};
    const struct mention *first = s->mentions;
    while (first < s->mentions + s->count && first->from < opening->mark)
        first++;
    if (first == s->mentions + s->count || first->unit->kind >= UNIT_PERCENT)
        return;
    for (const struct mention *n = first; n-- > s->mentions;) {
        if (char_is_one_of(s->p->c[n->to], U"；;") || n->group != first->group)
            return;
        if (!mention_same_unit(n, first) || n->change || n->role == ROLE_OLD ||
            n->role == ROLE_BASE || n->role == ROLE_CHANGE ||
            mention_label_begins(s->q, n, compared))
            continue;
        struct terms items = {0};
        collect_items(&items, s, opening, n);
        for (size_t k = 1; k < items.count; k++)
            if (points_find(s->q->text, items.at[k - 1]->to, items.at[k]->from, U"；") != SIZE_MAX)
                items.count = k;
        struct amount all = terms_sum(s, &items, 0, items.count);
        bool slip = items.count > 1 && number_is_slip(s->q, all.value, n);
        bool more = number_compare(all.value, n->value) > 0;
        if (slip && !n->approximate && (more || terms_identity(s, &items, n) != NULL))
            parts_judge(raiser, s, opening, n, &items);
        return;
    }
}

static void check_opening(struct raiser *raiser, const struct sentence *s,
                          struct opening *opening) {
    bool judged = false;
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
        judged = true;
        collect_items(&items, s, opening, whole);
        struct amount all = terms_sum(s, &items, 0, items.count);
        if (items.count > 1 && !amount_fits(s->q, &all, whole, NULL) && !items.too_many)
            items.count = count_joined(s, &items);
        parts_judge(raiser, s, opening, whole, &items);
    }
    if (!judged)
        check_opening_past_change(raiser, s, opening);
}

static enum list_kind kind_of(const struct sentence *s, size_t from) {
    static const char32_t *const whole[] = {U"分为", U"全部用于", U"无其他",   U"组成",
                                            U"构成", U"分别用于", U"没有其他", NULL};
    return word_any_within(s->p, from, s->to, whole) ? LIST_WHOLE : LIST_SOME;
}

/* Openers besides 其中, right behind the whole: 分为, 由…组成, 全部用于, a colon, a bracket. */
/* “，分配如下：”, “。具体情况是：”: where the list begins; 0: nothing leads to one. */
static size_t find_lead(const struct sentence *s, const struct mention *n) {
    static const char32_t *const leads[] = {U"如下", U"分配", U"分别", U"明细", U"构成",
                                            U"情况", U"以下", U"用于", NULL};
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
        bool bracket = opener != NULL && char_is_one_of(opener[0], U"（("), full;
        if (bracket && relation_score_in_bracket(s, &s->mentions[i], &full) != NULL)
            continue; /* 17.6分（20分） */
        if (bracket && !mention_same_unit(&s->mentions[i], &s->mentions[i + 1]))
            continue; /* 33.3平方米（在校生1,600人，…） */
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

/* The name at a sentence's head that a list follows: [from, to), and the mark behind it. */
struct head {
    size_t from, to, mark;
};

/* “卫生技术人员中，”, “调整后预算由三部分构成：” */
static bool read_head(const struct sentence *s, struct head *head) {
    enum { LEAST = 3, MOST = 14 };
    static const char32_t *const made[] = {U"由", U"包括", U"分为", U"构成", U"包含", NULL};
    struct points text = s->q->text;
    size_t from = s->from, to;
    while (from < s->to && char_is_blank(text.c[from]))
        from++;
    for (to = from; to < from + MOST && to < s->to && text.c[to] != U'中' &&
                    points_any_at(text, to, made) == NULL;
         to++)
        if (char_is_separator(text.c[to]) || char_is_digit(text.c[to]))
            return false;

    size_t mark = to + 1;
    *head = (struct head){.from = from, .to = to, .mark = mark};
    if (to < from + LEAST)
        return false;
    if (text.c[to] == U'中')
        return char_is_one_of(text.c[to + 1], U"，,：");
    while (mark < s->to && mark < to + MOST && !char_is_one_of(text.c[mark - 1], U"：:"))
        mark++;
    head->mark = mark;
    return char_is_one_of(text.c[mark - 1], U"：:");
}

static bool is_labelled(struct points text, const struct mention *n, const struct head *head) {
    size_t length = head->to - head->from, i = 0;
    if (n->label_to < n->label_from + length)
        return false;
    while (i < length && text.c[n->label_to - length + i] == text.c[head->from + i])
        i++;
    return i == length;
}

/* “卫生技术人员中，高级职称23人、中级41人”: of the number that the sentence before has under that
 * name. */
static void check_head_within(struct raiser *raiser, const struct sentence *both,
                              const struct sentence *s) {
    struct points text = s->q->text;
    struct head head;
    if (s->count < 2 || !read_head(s, &head))
        return;
    const struct mention *item = s->mentions; /* 三部分 is none */
    while (item < s->mentions + s->count && item->from < head.mark)
        item++;
    if (item == s->mentions + s->count)
        return;

    for (const struct mention *n = s->mentions; n-- > both->mentions;) {
        if (!mention_same_unit(n, item) || !is_labelled(text, n, &head))
            continue;
        struct opening opening = {.mark = head.mark,
                                  .clause = n->from,
                                  .end = n->to,
                                  .kind = text.c[head.to] == U'由' ? LIST_WHOLE : LIST_SOME};
        check_opening(raiser, both, &opening);
        return;
    }
}

/* “合计126人，公务员42人、事业人员61人、工勤人员23人”: a total, and behind the next ， a list that
 * 、 joins up to the end of the clause. */
static void check_total_list(struct raiser *raiser, const struct sentence *s,
                             const struct mention *whole) {
    static const char32_t *const totals[] = {U"合计", U"共计", U"总计", U"共有",
                                             U"总数", U"总量", NULL};
    enum { LEAST = 3 };
    const struct mention *first = whole + 1, *end = s->mentions + s->count;
    struct points text = s->q->text;
    if (!mention_label_has(s->q, whole, totals) || whole->approximate || whole->change ||
        first >= end || first->label_from == 0 || text.c[first->label_from - 1] != U'，' ||
        first->label_from > whole->to + 2)
        return;
    const struct mention *n = first;
    while (n + 1 < end && text.c[n[1].label_from - 1] == U'、' && mention_same_unit(n + 1, whole))
        n++;
    if (n < first + LEAST - 1 || !mention_same_unit(first, whole) || n->group != whole->group ||
        (n + 1 < end && n[1].label_from > 0 && text.c[n[1].label_from - 1] == U'，' &&
         mention_same_unit(n + 1, whole)))
        return;
    struct opening opening = {
        .mark = whole->to, .clause = whole->from, .end = whole->to, .kind = LIST_WHOLE};
    struct terms items = {0};
    for (const struct mention *item = first; item <= n; item++)
        terms_add(&items, item);
    struct amount all = terms_sum(s, &items, 0, items.count);
    if (number_is_slip(s->q, all.value, whole) && !relation_is_told(raiser, s, whole->from, n->to))
        parts_judge(raiser, s, &opening, whole, &items);
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
    if (sentence_with_before(&both, s) && !both.unclear) {
        check_within_before(raiser, &both, s);
        check_head_within(raiser, &both, s);
    }
    check_openers_behind(raiser, s);
    for (size_t i = 0; i < s->count; i++)
        check_total_list(raiser, s, &s->mentions[i]);
}
