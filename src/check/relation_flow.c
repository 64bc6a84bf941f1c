#include "check/relation_flow.h"

#include "base/lang.h"

enum flow { FLOW_NONE, FLOW_START, FLOW_IN, FLOW_OUT, FLOW_END };

static const char32_t *const starts[] = {
    U"年初",     U"期初",     U"上年末",   U"上年底", U"去年末",   U"去年底",
    U"上年度末", U"原有",     U"原来",     U"此前",   U"上年结转", U"上年结余",
    U"上月末",   U"上季末",   U"月初",     U"季初",   U"前期",     U"上年年末",
    U"上年年底", U"去年年底", U"去年年末", U"原预算", U"原核定",   U"原有预算",
    U"原计划",   U"现有",     U"送审",     U"报审",   U"申报金额", NULL};
static const char32_t *const ins[] = {
    U"当年预算", U"本年预算", U"当年安排", U"新增",   U"新建",   U"新招",   U"新购", U"新入",
    U"新发展",   U"发展",     U"新吸",     U"吸纳",   U"追加",   U"调增",   U"增加", U"转入",
    U"调入",     U"引进",     U"招录",     U"新登记", U"新成立", U"新设立", U"增补", U"净增",
    U"纳入",     U"新开",     U"新立",     U"新培育", U"培育",   U"迁入",   U"增编", U"收入",
    U"新办",     U"新注册",   U"增设",     U"采购",   U"购置",   U"新签",   U"招聘", U"入库",
    U"接收",     U"新接收",   U"收到",     U"拨入",   U"新进",   U"缴入",   U"存入", U"增配",
    U"新加入",   U"新认定",   U"到位",     U"录用",   NULL};
static const char32_t *const outs[] = {
    U"注销", U"转出", U"调出", U"减少", U"核减", U"调减", U"退出", U"出库", U"报废",
    U"支出", U"使用", U"退休", U"离职", U"死亡", U"去世", U"除名", U"清退", U"迁出",
    U"关停", U"关闭", U"压减", U"退库", U"辞职", U"停业", U"淘汰", U"撤销", U"收回",
    U"净减", U"处置", U"归还", U"拨出", U"支取", U"偿还", U"化解", U"销号", U"发放",
    U"消耗", U"领用", U"撤并", U"取消", U"追减", NULL};
static const char32_t *const ends[] = {
    U"年末",   U"期末",   U"年底",   U"现有",   U"目前",     U"总数",     U"总量",     U"增至",
    U"增加到", U"升至",   U"减至",   U"减少到", U"扩大到",   U"全年预算", U"调整后",   U"余额",
    U"保有量", U"总人数", U"总户数", U"结余",   U"调整预算", U"最终预算", U"月末",     U"季末",
    U"截至",   U"达到",   U"达",     U"降至",   U"共有",     U"增长到",   U"累计达",   U"调整为",
    U"变为",   U"余",     U"总面积", U"总里程", U"总预算",   U"预算总额", U"预算总数", U"结存",
    U"库存",   U"在册",   U"剩余",   U"尚有",   U"实有",     U"审定",     U"核定后",   NULL};

/* The year that its label names: 2022年末; 0: none. */
static int year_of(const struct sentence *s, const struct mention *n) {
    for (size_t at = n->label_from; at + 4 < n->from; at++)
        if (points_year_at(s->q->text, at) != 0 && s->q->text.c[at + 4] == U'年')
            return points_year_at(s->q->text, at);
    return 0;
}

/* “2022年末41座，2023年新建6座”: the end of an earlier year is where the next begins. */
static bool is_earlier_end(const struct sentence *s, const struct mention *n) {
    static const char32_t *const closes[] = {U"年末", U"年底", U"末", U"底", NULL};
    return year_of(s, n) != 0 && mention_label_has(s->q, n, closes);
}

/* What the number is, by its label; one without a name goes on with the one before it: 新入库12个、
 * 出库9个. */
static enum flow flow_of(const struct sentence *s, const struct mention *n) {
    static const char32_t *const totals[] = {U"总计", U"总数", U"总量", U"总额", U"合计", NULL};
    if (n->unit->kind >= UNIT_PERCENT || n->each)
        return FLOW_NONE;
    if (is_earlier_end(s, n))
        return FLOW_START;
    if (mention_label_has(s->q, n, totals) && !mention_label_has(s->q, n, starts))
        return FLOW_END;
    bool reached = mention_is_reached(s->q, n);
    if (!reached && mention_label_has(s->q, n, ins) && !mention_label_has(s->q, n, starts))
        return FLOW_IN;
    if (!reached && mention_label_has(s->q, n, outs) && !mention_label_has(s->q, n, starts))
        return FLOW_OUT;
    if (mention_label_has(s->q, n, starts))
        return FLOW_START;
    return mention_label_has(s->q, n, ends) ? FLOW_END : FLOW_NONE;
}

struct account {
    const struct mention *start, *end;
    struct terms flows;
    bool out[TERMS_MOST];
};

/* start + what came − what went, without those that `without` marks. */
static const struct number *balance_of(const struct sentence *s, const struct account *account,
                                       unsigned without) {
    const struct number *sum = account->start->value;
    for (size_t i = 0; i < account->flows.count; i++)
        if ((without >> i & 1U) == 0)
            sum = quantities_keep(s->q, account->out[i]
                                            ? number_subtract(sum, account->flows.at[i]->value)
                                            : number_add(sum, account->flows.at[i]->value));
    return sum;
}

/* Whether the numbers give it another way: without flows that are parts of others, or with those
 * that the start has already (现有135名，新发展15名), or because rounding leaves that much open. */
static bool account_fits(const struct sentence *s, const struct account *account) {
    struct quantities *q = s->q;
    struct amount open = amount_zero(q);
    amount_add(q, &open, account->start);
    amount_add(q, &open, account->end);
    for (size_t i = 0; i < account->flows.count; i++)
        amount_add(q, &open, account->flows.at[i]);
    /* of few numbers with the decimals of the end it is nearly never more than one last digit */
    enum { FEW = 4 };
    const struct number *one =
        quantities_keep(q, number_add(account->end->half, account->end->half));
    const struct number *slack =
        open.terms <= FEW && account->end->fraction &&
                number_compare(account->start->half, account->end->half) == 0
            ? one
            : open.slack;
    static const char32_t *const inclusive[] = {U"现有", U"目前", NULL};
    unsigned most = 1U << account->flows.count;
    if (!mention_label_has(q, account->start, inclusive) &&
        points_find(q->text, account->start->to, account->end->from, U"其中") == SIZE_MAX)
        most = 1;     /* all of them count */
    most -= most > 2; /* of several some must count */
    if (number_compare(account->start->value, account->end->value) == 0 &&
        account->flows.count == 1)
        return true; /* said again */
    for (unsigned without = 0; without < most; without++) {
        const struct number *off =
            number_distance(q, balance_of(s, account, without), account->end->value);
        if (number_sign(off) == 0 || (open.fraction && number_compare(off, slack) <= 0))
            return true;
    }
    return false;
}

static void raise_account(struct raiser *raiser, const struct sentence *s,
                          const struct account *account, const struct number *right) {
    struct str message = STR_INIT;
    int scale = account->end->scale, decimals = account->end->decimals;
    const struct mention *first = account->start, *last = account->end;
    mention_write(&message, account->start, scale);
    for (size_t i = 0; i < account->flows.count; i++) {
        str_add_text(&message, account->out[i] ? " - " : " + ");
        mention_write(&message, account->flows.at[i], scale);
        first = account->flows.at[i] < first ? account->flows.at[i] : first;
        last = account->flows.at[i] > last ? account->flows.at[i] : last;
    }
    first = account->end < first ? account->end : first;
    last = account->start > last ? account->start : last;
    str_add_text(&message, " = ");
    amount_write(&message, right, scale, decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, account->end, scale);
    (void)raise_finding(raiser, s->p, "sum", SEVERITY_ERROR, first->from, last->to, message.s);
    str_release(&message);
}

static bool is_exact(const struct mention *n, const struct mention *like) {
    return mention_same_unit(n, like) && n->group == like->group && !n->approximate;
}

/* From the last start before the end; false: a number between them is neither way. */
static bool read_account(const struct sentence *s, const struct mention *end,
                         struct account *account) {
    enum { FLOWS_MOST = 6 };
    *account = (struct account){.end = end};
    const struct mention *n = end;
    while (n-- > s->mentions) {
        if (!mention_same_unit(n, end))
            continue;
        enum flow flow = flow_of(s, n);
        if (flow == FLOW_START && is_exact(n, end)) {
            account->start = n;
            break;
        }
        if ((flow != FLOW_IN && flow != FLOW_OUT) || !is_exact(n, end))
            return false;
    }
    for (; account->start != NULL && ++n < end;)
        if (mention_same_unit(n, end)) {
            account->out[account->flows.count] = flow_of(s, n) == FLOW_OUT;
            terms_add(&account->flows, n);
            if (account->flows.count > FLOWS_MOST)
                return false;
        }
    return account->start != NULL && account->flows.count > 0;
}

bool mention_ends_account(const struct sentence *s, const struct mention *mention) {
    struct account account;
    return flow_of(s, mention) == FLOW_END && read_account(s, mention, &account);
}

/* A start and a flow at least. */
static bool has_two_before(const struct sentence *s, const struct mention *end) {
    size_t count = 0;
    for (const struct mention *n = s->mentions; n < end && count < 2; n++)
        count += mention_same_unit(n, end);
    return count == 2;
}

/* Whatever stands first: “由年初的12家增加到年末的15家，新增4家、退出1家”,
 * “新建8座，累计32座（上年末24 座）”. One start, one end, and nothing else of that unit. */
static bool read_any_order(const struct sentence *s, const struct mention *end,
                           struct account *account) {
    enum { FLOWS_MOST = 6 };
    static const char32_t *const afters[] = {U"累计达到", U"累计", U"增至", U"增加到", NULL};
    *account = (struct account){.end = end};
    for (const struct mention *n = s->mentions; n < s->mentions + s->count; n++) {
        enum flow flow = flow_of(s, n);
        bool behind = n == end + 1 && char_is_one_of(s->q->text.c[end->to], U"（(");
        if (n == end || !mention_same_unit(n, end))
            continue;
        if (n->approximate || (n->group != end->group && !behind))
            return false;
        if (flow == FLOW_START && account->start == NULL) {
            account->start = n;
            continue;
        }
        if ((flow != FLOW_IN && flow != FLOW_OUT) || account->flows.count == FLOWS_MOST)
            return false;
        account->out[account->flows.count] = flow == FLOW_OUT;
        terms_add(&account->flows, n);
    }
    bool ends_it = flow_of(s, end) == FLOW_END || mention_label_has(s->q, end, afters);
    return ends_it && account->start != NULL && account->flows.count > 0;
}

static void judge_any_order(struct raiser *raiser, const struct sentence *s,
                            const struct mention *end) {
    struct account account;
    if (end->approximate || end->unit->kind >= UNIT_PERCENT || !read_any_order(s, end, &account) ||
        account_fits(s, &account))
        return;
    const struct number *right = balance_of(s, &account, 0);
    const struct mention *first = account.start;
    first = account.flows.at[0] < first ? account.flows.at[0] : first;
    first = end < first ? end : first;
    if (number_is_slip(s->q, right, end) && !relation_is_told(raiser, s, first->from, end->to))
        raise_account(raiser, s, &account, right);
}

static void judge_end(struct raiser *raiser, const struct sentence *s, const struct mention *end) {
    struct account account;
    enum flow flow = has_two_before(s, end) ? flow_of(s, end) : FLOW_NONE;
    if (end->approximate || (flow != FLOW_END && flow != FLOW_START) ||
        (flow == FLOW_START && !mention_label_has(s->q, end, ends)) ||
        !read_account(s, end, &account) || account_fits(s, &account) ||
        relation_is_told(raiser, s, account.start->from, account.end->to))
        return;
    const struct number *right = balance_of(s, &account, 0);
    if (number_is_slip(s->q, right, account.end))
        raise_account(raiser, s, &account, right);
}

/* --- 净增2人，其中调入5人、退休3人 --- */

/* The run of what came and went that stands beside it, from `n` in steps of `step`. */
static void read_net(const struct sentence *s, const struct mention *net, ptrdiff_t step,
                     struct account *account) {
    static const char32_t *const nets[] = {U"净", NULL};
    *account = (struct account){.start = net, .end = net};
    for (const struct mention *n = net + step;
         n >= s->mentions && n < s->mentions + s->count && account->flows.count < TERMS_MOST;
         n += step) {
        enum flow flow = mention_label_has(s->q, n, nets) ? FLOW_NONE : flow_of(s, n);
        if (!is_exact(n, net) || (flow != FLOW_IN && flow != FLOW_OUT))
            return;
        account->out[account->flows.count] = flow == FLOW_OUT;
        terms_add(&account->flows, n);
    }
}

static const struct number *net_of(struct quantities *q, const struct account *account,
                                   size_t *outs_count) {
    const struct number *sum = quantities_keep(q, number_from_int(0));
    *outs_count = 0;
    for (size_t i = 0; i < account->flows.count; i++) {
        const struct number *one = account->flows.at[i]->value;
        *outs_count += account->out[i];
        sum =
            quantities_keep(q, account->out[i] ? number_subtract(sum, one) : number_add(sum, one));
    }
    return sum;
}

static void judge_net(struct raiser *raiser, const struct sentence *s, const struct mention *net) {
    static const char32_t *const ups[] = {U"净增", NULL};
    static const char32_t *const downs[] = {U"净减", NULL};
    bool up = mention_label_has(s->q, net, ups), down = mention_label_has(s->q, net, downs);
    if (up == down || net->approximate || net->unit->kind >= UNIT_PERCENT)
        return;
    struct quantities *q = s->q;
    struct account account;
    size_t gone = 0;
    read_net(s, net, 1, &account);
    const struct number *sum = net_of(q, &account, &gone);
    if (account.flows.count < 2 || gone == 0 || gone == account.flows.count) {
        read_net(s, net, -1, &account);
        sum = net_of(q, &account, &gone);
    }
    if (account.flows.count < 2 || gone == 0 || gone == account.flows.count)
        return;
    const struct number *said = down ? quantities_keep(q, number_negate(net->value)) : net->value;
    const struct mention *last = account.flows.at[account.flows.count - 1];
    const struct mention *first = last < net ? last : net;
    last = last < net ? net : last;
    if (number_compare(sum, said) == 0 || relation_is_told(raiser, s, first->from, last->to))
        return;
    struct str message = STR_INIT;
    str_add_text(&message, _("进出相抵为"));
    amount_write(&message, sum, net->scale, net->decimals);
    str_add_text(&message, _("，文中为"));
    str_add_text(&message, down ? "-" : "");
    mention_write(&message, net, net->scale);
    (void)raise_finding(raiser, s->p, "sum", SEVERITY_ERROR, first->from, last->to, message.s);
    str_release(&message);
}

void judge_flows(struct raiser *raiser, const struct sentence *s) {
    struct sentence both;
    if (!sentence_with_before(&both, s) || both.unclear)
        both = *s;
    for (size_t i = 0; i < s->count; i++)
        judge_end(raiser, &both, &s->mentions[i]);
    for (size_t i = 0; s->count > 2 && i < s->count; i++)
        judge_any_order(raiser, s, &s->mentions[i]);
    for (size_t i = 0; i < s->count; i++)
        judge_net(raiser, s, &s->mentions[i]);
}
