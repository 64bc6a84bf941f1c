/* Values that exclude one another: 核查图斑128个，合法112个，违法16个; 男性占53%，女性占47%. */
#include "check/relation_values.h"

#include "base/lang.h"

enum { VALUES_MOST = 8 };

/* One thing has one of them. `complete`: and nothing has none, so that the parts make the whole. */
static const struct dimension {
    const char32_t *values[VALUES_MOST]; /* the word, or two words for one value split by '/' */
    bool complete;
    bool all; /* only where every value stands */
} dimensions[] = {
    {{U"一季度", U"二季度", U"三季度", U"四季度"}, true, true},
    {{U"上半年/1至6月/1—6月/1-6月/1～6月", U"下半年/7至12月/7—12月/7-12月/7～12月"}, true, true},
    {{U"1至11月/1—11月/1-11月", U"12月"}, true, true},
    {{U"正式党员", U"预备党员"}, true, true},
    {{U"门诊", U"住院"}, true, true},
    {{U"货物", U"工程", U"服务"}, true, true},
    {{U"离休", U"退休"}, false, false},
    {{U"行政编制", U"参公编制", U"事业编制", U"工勤编制"}, true, false},
    {{U"得满分/满分的", U"扣分/失分"}, true, false},
    {{U"一般公共预算", U"政府性基金", U"国有资本"}, false, false},
    {{U"集体访/集访/集体上访", U"个体访/个访/个人访"}, true, false},
    {{U"上级补助/上级资金/上级拨款", U"本级安排/本级资金/本级配套/自筹"}, true, false},
    {{U"行政村/建制村", U"社区/居委会"}, true, false},
    {{U"合法", U"违法"}, true, false},
    {{U"正常", U"停用/故障/异常/停运/损坏/待修/报修/报废/失效"}, true, false},
    {{U"通过", U"退回/驳回/退件/被退"}, true, false},
    {{U"无变化/没有变化/未变化", U"调整/有变化/已变化/变更/发生变化"}, true, false},
    {{U"一致/相符", U"有出入/有差异/存在差异"}, true, false},
    {{U"真实", U"虚假/失实/不实"}, true, false},
    {{U"持证/有证", U"无证/未持证"}, true, false},
    {{U"在岗/到岗", U"离岗/脱岗/空缺/缺岗/请假/空岗"}, true, false},
    {{U"到会/实到/出席", U"缺席/请假/缺会"}, true, false},
    {{U"有效", U"无效/作废"}, true, false},
    {{U"同意/赞成", U"反对/不同意", U"弃权"}, true, false},
    {{U"保留/继续", U"取消/清退/终止/停发/退出"}, true, false},
    {{U"出租/已租/租出", U"空置/闲置/待租"}, true, false},
    {{U"入住", U"空置/未入住"}, true, false},
    {{U"在用/使用中", U"闲置/停用/待报废"}, true, false},
    {{U"完好", U"损坏/破损/缺失"}, true, false},
    {{U"达标", U"超标/不达标/未达标"}, true, false},
    {{U"男", U"女"}, true, false},
    {{U"专职", U"兼职"}, true, false},
    {{U"公办", U"民办"}, true, false},
    {{U"常住/户籍", U"流动/外来"}, true, false},
    {{U"线上/网上", U"线下/窗口/现场"}, true, false},
    {{U"一次性通过/首次通过", U"整改后通过/复审通过"}, false, false},
    {{U"优秀/优等", U"良好/良等", U"合格/称职/达标/中等", U"基本合格/基本称职/基本达标",
      U"不合格/不称职/不达标/差等"},
     true,
     false},
    {{U"满意", U"基本满意", U"不满意"}, true, false},
    {{U"竣工/完工/已完成/建成", U"在建/正在施工/施工中", U"未开工/待开工/未启动"}, true, false},
    {{U"签约/签订", U"未签/拒签"}, true, false},
    {{U"支持", U"反对"}, true, false},
    {{U"有房", U"无房"}, true, false},
    {{U"人员经费/人员支出", U"公用经费/公用支出"}, true, false},
    {{U"基本支出", U"项目支出"}, false, false},
    {{U"中央", U"省级/省", U"市级/市", U"区级/县级/区/县"}, false, false},
    {{U"一级", U"二级", U"三级"}, false, false},
    {{U"Ａ级/A级", U"Ｂ级/B级", U"Ｃ级/C级", U"Ｄ级/D级"}, false, false},
    {{U"甲类", U"乙类", U"丙类", U"丁类"}, false, false},
    {{U"一类", U"二类", U"三类", U"四类"}, false, false},
    {{U"成功", U"失败/未成功"}, true, false},
    {{U"已领取/已领", U"未领取/未领"}, true, false},
    {{U"公开", U"不公开/未公开/不予公开"}, true, false},
};

/* Which characters a sentence has, by their last bits: most dimensions have no word in it. */
enum { LETTER_WORDS = 32, LETTER_BITS = 64 };
struct letters {
    uint64_t bits[LETTER_WORDS];
};

static bool letters_have(const struct letters *letters, char32_t c) {
    return (letters->bits[c / LETTER_BITS % LETTER_WORDS] >> (c % LETTER_BITS) & 1U) != 0;
}

static void letters_read(struct letters *letters, const struct sentence *s) {
    *letters = (struct letters){0};
    for (size_t at = s->from; at < s->to; at++) {
        char32_t c = s->q->text.c[at];
        letters->bits[c / LETTER_BITS % LETTER_WORDS] |= (uint64_t)1 << (c % LETTER_BITS);
    }
}

/* Whether two values or more may stand in the sentence. */
static bool may_have_values(const struct letters *letters, const struct dimension *dimension) {
    unsigned values = 0;
    for (size_t i = 0; i < VALUES_MOST && dimension->values[i] != NULL; i++) {
        const char32_t *word = dimension->values[i];
        bool has = letters_have(letters, word[0]);
        for (; !has && *word != 0; word++)
            has = *word == U'/' && letters_have(letters, word[1]);
        values += has;
    }
    return values > 1;
}

/* Where one of the words split by '/' stands in from..to, behind no 不, 未, 基本 …; the length of
 * the longest, 0: none. */
static size_t value_length(const struct sentence *s, size_t from, size_t to,
                           const char32_t *words) {
    size_t longest = 0;
    char32_t word[POINTS_WORD_MOST];
    for (size_t n; (n = points_take_word(&words, word)) > 0;) {
        size_t at = n > longest ? points_find(s->q->text, from, to, word) : SIZE_MAX;
        if (at != SIZE_MAX && (at == from || !char_is_one_of(s->p->c[at - 1], U"不未非无本待")))
            longest = n;
    }
    return longest;
}

/* Which value the clause of the number has, from 1; 0: none. “集体访12批186人次”: the second number
 * has the name of the first. */
static unsigned value_of(const struct sentence *s, const struct mention *n,
                         const struct dimension *dimension) {
    size_t to = mention_clause_end(s->q, n);
    if (n > s->mentions && n->label_to == n->from && n->from == n[-1].to)
        n--;
    size_t longest = 0;
    unsigned value = 0;
    for (unsigned i = 0; i < VALUES_MOST && dimension->values[i] != NULL; i++) {
        size_t length = value_length(s, n->label_from, to, dimension->values[i]);
        if (length > longest) {
            longest = length;
            value = i + 1;
        }
    }
    return value;
}

/* --- the numbers of one unit in one bracket, in order --- */

/* Returns the place of `like` in it. */
static size_t read_chain(struct terms *chain, const struct sentence *s,
                         const struct mention *like) {
    size_t place = 0;
    *chain = (struct terms){0};
    for (const struct mention *n = s->mentions; n < s->mentions + s->count; n++) {
        if (n == like)
            place = chain->count;
        if (mention_same_unit(n, like) && n->group == like->group)
            terms_add(chain, n);
    }
    return place;
}

static bool any_vague(const struct terms *chain, size_t from, size_t to) {
    for (; from < to; from++)
        if (chain->at[from]->approximate || chain->at[from]->change)
            return true;
    return chain->too_many;
}

/* The run of different values that begins at `first`; where it ends. */
static size_t run_of_values(const struct sentence *s, const struct terms *chain, size_t first,
                            const struct dimension *dimension) {
    unsigned seen = 0;
    size_t end = first;
    for (; end < chain->count; end++) {
        unsigned value = value_of(s, chain->at[end], dimension);
        if (value == 0 || (seen >> value & 1U) != 0)
            break;
        seen |= 1U << value;
    }
    return end;
}

/* Some number before the list, or a run of them, is what the list makes. */
static bool is_another_whole(const struct sentence *s, const struct terms *chain, size_t first,
                             const struct amount *sum) {
    for (size_t i = 0; i < first; i++)
        if (amount_fits(s->q, sum, chain->at[i], NULL))
            return true;
    return false;
}

static void raise_values(struct raiser *raiser, const struct sentence *s, const struct terms *chain,
                         const struct mention *whole, size_t first, size_t end) {
    const struct mention *last = chain->at[end - 1];
    size_t from = whole->from < chain->at[first]->from ? whole->from : chain->at[first]->from;
    size_t to = whole->to > last->to ? whole->to : last->to;
    static const char32_t *const ends[] = {U"年末", U"年底", U"期末", NULL};
    if (mention_label_has(s->q, last, ends))
        return; /* 新开工12个，完工11个，年末在建8个: what was there before counts too */
    if (relation_is_told(raiser, s, from, to))
        return;
    struct str message = STR_INIT;
    terms_describe(&message, s, chain->at + first, end - first, whole);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, whole, whole->scale);
    (void)raise_finding(raiser, s->p, "partition", SEVERITY_ERROR, from, to, message.s);
    str_release(&message);
}

/* The whole right before the list: nothing but ，, ： or 其中 between, and no ；. */
static void judge_counts_of_values(struct raiser *raiser, const struct sentence *s,
                                   const struct terms *chain, size_t first, size_t end,
                                   bool complete) {
    const struct mention *whole = chain->at[first - 1];
    struct amount sum = amount_zero(s->q);
    for (size_t i = first; i < end; i++) {
        if (mention_compare(chain->at[i], whole) > 0)
            return;
        amount_add(s->q, &sum, chain->at[i]);
    }
    for (size_t at = whole->to; at < chain->at[first]->from; at++)
        if (char_is_one_of(s->p->c[at], U"；;"))
            return;
    if (any_vague(chain, first - 1, end) || is_another_whole(s, chain, first, &sum))
        return;
    bool more = number_compare(sum.value, whole->value) > 0;
    if (number_is_slip(s->q, sum.value, whole) && (more || complete))
        raise_values(raiser, s, chain, whole, first, end);
}

/* 一季度12件 … 四季度21件，全年办理66件: the whole behind the list. */
static void judge_whole_behind(struct raiser *raiser, const struct sentence *s,
                               const struct terms *chain, size_t first, size_t end) {
    static const char32_t *const wholes[] = {U"全年", U"年度", U"总",   U"共",
                                             U"合计", U"参加", U"参评", NULL};
    struct amount sum = amount_zero(s->q);
    if (end == chain->count || !mention_label_has(s->q, chain->at[end], wholes))
        return;
    const struct mention *whole = chain->at[end];
    for (size_t i = first; i < end; i++)
        amount_add(s->q, &sum, chain->at[i]);
    if (!any_vague(chain, first, end + 1) && !amount_fits(s->q, &sum, whole, NULL) &&
        number_is_slip(s->q, sum.value, whole))
        raise_values(raiser, s, chain, whole, first, end);
}

/* 男性占53%，女性占49%: shares of one whole make a hundred. */
static void judge_shares_of_values(struct raiser *raiser, const struct sentence *s,
                                   const struct terms *chain, size_t first, size_t end,
                                   bool complete) {
    assert(first < end);
    struct amount sum = amount_zero(s->q);
    const struct number *hundred = quantities_keep(s->q, number_from_int(100));
    for (size_t i = first; i < end; i++) {
        assert(chain->at[i] != NULL);
        if (chain->at[i]->role != ROLE_SHARE)
            return;
        amount_add(s->q, &sum, chain->at[i]);
    }
    const struct number *off = number_distance(s->q, sum.value, hundred);
    bool more = number_compare(sum.value, hundred) > 0;
    const struct mention *last = chain->at[end - 1];
    if (number_compare(off, sum.slack) <= 0 || (!more && !complete) ||
        any_vague(chain, first, end) ||
        relation_is_told(raiser, s, chain->at[first]->from, last->to))
        return;
    struct str message = STR_INIT;
    terms_describe(&message, s, chain->at + first, end - first, last);
    str_add_text(&message, _("%，各部分之和应为100%"));
    (void)raise_finding(raiser, s->p, "partition", SEVERITY_ERROR, chain->at[first]->from, last->to,
                        message.s);
    str_release(&message);
}

/* “全年支出21,504万元，执行率96%。分季度看，一季度支出3,225.6万元 …”: the whole of the sentence
 * before.
 */
static void judge_whole_before(struct raiser *raiser, const struct sentence *s,
                               const struct terms *chain, size_t end) {
    static const char32_t *const wholes[] = {U"全年", U"总",   U"共", U"合计",
                                             U"实际", U"年度", NULL};
    struct sentence both;
    struct amount sum = amount_zero(s->q);
    if (!sentence_with_before(&both, s) || both.unclear || any_vague(chain, 0, end))
        return;
    for (size_t i = 0; i < end; i++)
        amount_add(s->q, &sum, chain->at[i]);
    for (const struct mention *n = s->mentions; n-- > both.mentions;) {
        if (!mention_same_unit(n, chain->at[0]) || n->role != ROLE_VALUE || n->group != 0 ||
            n->change || n->approximate || !mention_label_has(s->q, n, wholes))
            continue;
        if (!amount_fits(s->q, &sum, n, NULL) && number_is_digit_slip(s->q, sum.value, n))
            raise_values(raiser, &both, chain, n, 0, end);
        return;
    }
}

static size_t count_values(const struct dimension *dimension) {
    size_t count = 0;
    while (count < VALUES_MOST && dimension->values[count] != NULL)
        count++;
    return count;
}

/* “人员经费与公用经费分别占82.5%、17.5%”: both values stand before the first of two rates. */
static void judge_shares_side_by_side(struct raiser *raiser, const struct sentence *s,
                                      const struct mention *n, const struct dimension *dimension) {
    enum { GAP = 2 };
    const struct mention *next = n + 1;
    size_t values = 0;
    if (next >= s->mentions + s->count || next->unit != n->unit || next->from > n->to + GAP ||
        n->role != ROLE_SHARE || !dimension->complete ||
        points_find(s->q->text, n->label_from, n->label_to, U"分别") == SIZE_MAX)
        return;
    for (size_t i = 0; i < count_values(dimension); i++)
        values += value_length(s, n->label_from, n->label_to, dimension->values[i]) > 0;
    struct terms both = {.at = {n, next}, .count = 2};
    if (values == 2)
        judge_shares_of_values(raiser, s, &both, 0, 2, true);
}

static void check_values(struct raiser *raiser, const struct sentence *s,
                         const struct dimension *dimension) {
    struct terms chain = {0};
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (value_of(s, n, dimension) == 0)
            continue;
        if (n->unit->kind == UNIT_PERCENT)
            judge_shares_side_by_side(raiser, s, n, dimension);
        size_t first = read_chain(&chain, s, n), end = run_of_values(s, &chain, first, dimension);
        if (end < first + 2 || (first > 0 && value_of(s, chain.at[first - 1], dimension) != 0) ||
            (dimension->all && end - first < count_values(dimension)))
            continue;
        if (n->unit->kind == UNIT_PERCENT) {
            judge_shares_of_values(raiser, s, &chain, first, end, dimension->complete);
        } else if (n->unit->kind < UNIT_PERCENT) {
            if (first > 0)
                judge_counts_of_values(raiser, s, &chain, first, end, dimension->complete);
            else if (dimension->complete)
                judge_whole_before(raiser, s, &chain, end);
            if (dimension->complete)
                judge_whole_behind(raiser, s, &chain, first, end);
        }
    }
}

/* 本级收入占收入总额的72%，上级补助占收入总额的38%: parts of one sum of money exclude one another,
 * but for those behind 其中. */
static void check_money_shares(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const wholes[] = {
        U"占收入",     U"占总收入",   U"占支出",     U"占总支出",   U"占总投资", U"占资金",
        U"占全年支出", U"占全年收入", U"占本年支出", U"占本年收入", NULL};
    static const char32_t *const bare[] = {U"占", NULL}; /* of the same whole as the one before */
    struct terms run = {0};
    for (const struct mention *n = s->mentions; n < s->mentions + s->count; n++)
        if (n->unit->kind == UNIT_PERCENT && n->role == ROLE_SHARE &&
            (mention_label_has(s->q, n, wholes) ||
             (run.count > 0 && mention_label_ends(s->q, n, bare))))
            terms_add(&run, n);
    if (run.count < 2 || run.too_many ||
        points_find(s->q->text, run.at[0]->to, run.at[run.count - 1]->from, U"其中") != SIZE_MAX)
        return;
    for (size_t i = 1; i < run.count; i++)
        if (run.at[i]->group != run.at[0]->group || run.at[i]->sentence != run.at[0]->sentence)
            return;
    struct amount sum = terms_sum(s, &run, 0, run.count);
    const struct number *hundred = quantities_keep(s->q, number_from_int(100));
    const struct number *most = quantities_keep(s->q, number_from_int(120));
    if (number_compare(sum.value, hundred) > 0 && number_compare(sum.value, most) <= 0)
        judge_shares_of_values(raiser, s, &run, 0, run.count, false);
}

/* --- classes by ranges: 50万元以上5个、20万元至50万元8个、20万元以下2个; 80至89岁985人 --- */

enum class_end { CLASS_NONE, CLASS_BETWEEN, CLASS_LOW, CLASS_HIGH };

/* What range the words before the number say, back to the last mark. */
static enum class_end class_of(const struct sentence *s, const struct mention *n) {
    static const char32_t *const high[] = {U"以上", U"超过", U"大于", U"高于", NULL};
    static const char32_t *const low[] = {U"以下", U"以内", U"不足", U"未满", U"不满",
                                          U"小于", U"低于", U"不到", NULL};
    static const char32_t *const between[] = {U"至", U"—", U"-", U"～", U"~", U"到", NULL};
    struct points text = s->q->text;
    size_t from = n->from;
    bool digits = false;
    while (from > s->from && !quantity_mark_at(text, from - 1, U"，,、；;：:（("))
        digits |= char_is_digit(text.c[--from]);
    if (!digits)
        return CLASS_NONE;
    if (points_any_within(text, from, n->from, between))
        return CLASS_BETWEEN;
    if (points_any_within(text, from, n->from, high))
        return CLASS_HIGH;
    return points_any_within(text, from, n->from, low) ? CLASS_LOW : CLASS_NONE;
}

/* From the lowest to the highest they make the whole that stands before them. */
static void check_classes(struct raiser *raiser, const struct sentence *s) {
    struct terms chain = {0};
    const struct mention *like = NULL;
    for (const struct mention *n = s->mentions; n < s->mentions + s->count && like == NULL; n++)
        like = n->unit->kind == UNIT_COUNT && class_of(s, n) != CLASS_NONE ? n : NULL;
    if (like == NULL)
        return;
    size_t first = read_chain(&chain, s, like), end = first;
    unsigned ends = 0;
    static const char32_t *const ages[] = {U"岁", NULL};
    enum { THREE = 3 };
    bool age = mention_label_has(s->q, like, ages);
    while (end < chain.count && class_of(s, chain.at[end]) != CLASS_NONE)
        ends |= 1U << class_of(s, chain.at[end++]);
    bool complete = (ends >> CLASS_LOW & 1U) != 0 && (ends >> CLASS_HIGH & 1U) != 0;
    if (first > 0 && ((complete && end >= first + 2) || (age && end >= first + THREE)))
        judge_counts_of_values(raiser, s, &chain, first, end, true);
}

void judge_values(struct raiser *raiser, const struct sentence *s) {
    if (s->count < 2)
        return;
    struct letters letters;
    letters_read(&letters, s);
    for (size_t i = 0; i < ARRAY_LEN(dimensions); i++)
        if (may_have_values(&letters, &dimensions[i]))
            check_values(raiser, s, &dimensions[i]);
    check_money_shares(raiser, s);
    check_classes(raiser, s);
}
