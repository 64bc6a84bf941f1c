/* Identities that every reader of accounts knows: 基本支出 = 人员 + 公用, 收入总计 = 支出总计. */
#include "check/relation_identity.h"

#include "check/relation.h"

#include "base/lang.h"

enum { IDENTITY_PARTS = 3 };

static const struct identity {
    const char32_t *whole, *parts[IDENTITY_PARTS], *without[IDENTITY_PARTS];
    const char *said;
} identities[] = {
    {U"基本支出", {U"人员", U"公用"}, {U"公用", U"人员"}, N_("基本支出=人员经费+公用经费")},
    {U"公务用车", {U"购置", U"运行"}, {U"运行", U"购置"}, N_("公务用车费=购置费+运行维护费")},
    {U"公车", {U"购置", U"运行"}, {U"运行", U"购置"}, N_("公务用车费=购置费+运行维护费")},
    {U"三公",
     {U"出国", U"接待", U"车"},
     {U"接待", U"车", U"接待"},
     N_("三公经费=因公出国（境）+公务接待+公务用车")},
};

static bool has_word(const struct sentence *s, const struct mention *n, const char32_t *word) {
    /* 因公出国（境）费 has a bracket in its name */
    size_t from = n->label_from;
    if (from > s->from + 4 && char_is_one_of(s->p->c[from - 1], U"）)"))
        from -= 6 < from - s->from ? 6 : from - s->from;
    return points_find(s->q->text, from, n->label_to, word) != SIZE_MAX;
}

static bool is_identity_of(const struct sentence *s, const struct identity *identity,
                           const struct terms *items, const struct mention *whole) {
    size_t parts = 0;
    /* three such names are enough: 实际支出36.84万元。其中公务接待费 … */
    if (items->count < IDENTITY_PARTS && !has_word(s, whole, identity->whole))
        return false;
    while (parts < IDENTITY_PARTS && identity->parts[parts] != NULL) {
        size_t hits = 0;
        for (size_t i = 0; i < items->count; i++)
            hits += has_word(s, items->at[i], identity->parts[parts]) &&
                    !has_word(s, items->at[i], identity->without[parts]);
        if (hits != 1)
            return false;
        parts++;
    }
    return parts == items->count;
}

const char *terms_identity(const struct sentence *s, const struct terms *items,
                           const struct mention *whole) {
    for (size_t i = 0; i < ARRAY_LEN(identities); i++)
        if (is_identity_of(s, &identities[i], items, whole))
            return _(identities[i].said);
    return NULL;
}

/* --- identities that stand in one sentence, in any order --- */

enum { SUMMANDS = 4 };

/* A word for each, '/' between others for the same; `less`: the last summand is subtracted. */
static const struct balance {
    const char32_t *whole, *summands[SUMMANDS];
    bool less;
    const char *said;
} balances[] = {
    {U"支出总计",
     {U"支出合计/本年支出", U"年末结转"},
     false,
     N_("支出总计=本年支出合计+年末结转和结余")},
    {U"收入总计",
     {U"收入合计/本年收入", U"年初结转/上年结转"},
     false,
     N_("收入总计=本年收入合计+年初结转和结余")},
    {U"净资产", {U"资产总额/资产总计/总资产/资产合计", U"负债"}, true, N_("净资产=资产-负债")},
    {U"净转入/净迁入/净流入", {U"转入/迁入/流入", U"转出/迁出/流出"}, true, N_("净转入=转入-转出")},
    {U"净值", {U"原值", U"折旧"}, true, N_("净值=原值-折旧")},
    {U"尚欠/未付/欠付", {U"应付/应支付", U"已付/已支付"}, true, N_("尚欠=应付-已付")},
    {U"未收", {U"应收", U"已收/收回"}, true, N_("未收=应收-已收")},
    {U"空编/缺编/空缺编制", {U"编制/核定", U"实有/在编/在职/在岗"}, true, N_("空编=编制-实有")},
    {U"总支出/支出总额/支出合计/本年支出/支出总计/全年支出/支出共计",
     {U"基本支出", U"项目支出"},
     false,
     N_("总支出=基本支出+项目支出")},
    {U"基本支出",
     {U"人员经费/人员支出", U"公用经费/公用支出"},
     false,
     N_("基本支出=人员经费+公用经费")},
    {U"总分/总得分/自评得分/综合得分/合计得分",
     {U"投入/决策/立项", U"过程/管理", U"产出", U"效果/效益"},
     false,
     N_("总分=各部分得分之和")},
};

static bool has_any(const struct sentence *s, const struct mention *n, const char32_t *words) {
    char32_t word[POINTS_WORD_MOST];
    while (points_take_word(&words, word) > 0)
        if (has_word(s, n, word))
            return true;
    return false;
}

/* The only one of that name, exact and of the unit of `like` (NULL: of any); NULL: none or several.
 */
static const struct mention *find_only(const struct sentence *s, const char32_t *words,
                                       const char32_t *without, const struct mention *like) {
    const struct mention *found = NULL;
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (!has_any(s, n, words) || (without != NULL && has_any(s, n, without)) ||
            n->unit->kind >= UNIT_PERCENT || (like != NULL && !mention_same_unit(n, like)))
            continue;
        if (found != NULL || n->approximate || n->change || n->role == ROLE_OLD)
            return NULL;
        found = n;
    }
    return found;
}

/* From the beginning of its paragraph to four paragraphs further: “基本支出1,542万元。包括：” and
 * below it “1.人员经费…”, “2.公用经费…”. */
static struct sentence window_of(const struct sentence *s) {
    enum { PARAGRAPHS = 4, AROUND = 100 };
    struct quantities *q = s->q;
    const struct mention *first = s->mentions, *last = s->mentions + s->count - 1;
    const struct mention *end = q->mentions + q->count;
    size_t paragraph = s->mentions[0].paragraph;
    while (first > q->mentions && first[-1].paragraph == paragraph && s->mentions - first < AROUND)
        first--;
    while (last + 1 < end && last[1].paragraph <= paragraph + PARAGRAPHS &&
           last - s->mentions < AROUND + SENTENCE_MOST)
        last++;
    struct sentence window = *s;
    window.mentions = first;
    window.count = (size_t)(last - first) + 1;
    return window;
}

/* The first of that name in the window, exact, of the unit of `like`; NULL: none. */
static const struct mention *find_first(const struct sentence *window, const char32_t *words,
                                        const char32_t *without, const struct mention *like) {
    for (const struct mention *n = window->mentions; n < window->mentions + window->count; n++)
        if (mention_same_unit(n, like) && n->role == ROLE_VALUE && !n->approximate && !n->change &&
            n->group == like->group && has_any(window, n, words) && !has_any(window, n, without))
            return n;
    return NULL;
}

/* Of 过程类20分得18分 and of 过程20分（得18分） the one that is a part of the whole. */
static const struct mention *find_summand_score(const struct sentence *s, const struct mention *n,
                                                const struct mention *whole) {
    if (n < s->mentions || n >= s->mentions + s->count)
        return n; /* of another sentence */
    bool got = n + 1 < s->mentions + s->count && n->unit->name[0] == U'分' &&
               n[1].label_from == n->to && s->q->text.c[n->to] == U'得';
    const struct mention *score = got ? n + 1 : relation_score_of(s, n, whole);
    return score != NULL ? score : n;
}

static void judge_balance(struct raiser *raiser, const struct sentence *s,
                          const struct balance *balance) {
    struct terms terms = {0};
    const struct mention *whole =
        find_only(s, balance->whole, balance->less ? NULL : balance->summands[0], NULL);
    struct quantities *q = s->q;
    if (whole == NULL)
        return;
    const struct number *sum = quantities_keep(q, number_from_int(0));
    struct amount open = amount_zero(q);
    amount_add(q, &open, whole);
    size_t first = whole->from, last = whole->to;
    for (size_t i = 0; i < SUMMANDS && balance->summands[i] != NULL; i++) {
        const struct mention *n = find_only(s, balance->summands[i], balance->whole, whole);
        if (n == NULL && whole->unit->name[0] == U'元') {
            struct sentence window = window_of(s);
            n = find_first(&window, balance->summands[i], balance->whole, whole);
        }
        if (n == NULL || n == whole || n->group != whole->group)
            return;
        n = find_summand_score(s, n, whole);
        bool minus = balance->less && i > 0;
        sum =
            quantities_keep(q, minus ? number_subtract(sum, n->value) : number_add(sum, n->value));
        amount_add(q, &open, n);
        terms_add(&terms, n);
        first = n->from < first ? n->from : first;
        last = n->to > last ? n->to : last;
    }
    const struct number *off = number_distance(q, sum, whole->value);
    if (number_sign(off) == 0 || (open.fraction && number_compare(off, open.slack) <= 0) ||
        !number_is_slip(q, sum, whole) || relation_is_told(raiser, s, first, last))
        return;
    struct str message = STR_INIT;
    str_add_text(&message, _(balance->said));
    str_add_text(&message, _("，应为"));
    amount_write(&message, sum, whole->scale, whole->decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, whole, whole->scale);
    (void)raise_finding(raiser, s->p, "identity", SEVERITY_ERROR, first, last, message.s);
    str_release(&message);
}

/* “收入2,180万元、支出2,160万元，收支平衡” */
static void judge_even(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const words[] = {U"收支平衡", U"收支相抵", U"收支持平", NULL};
    const struct mention *income = NULL, *expense = NULL;
    if (!points_any_within(s->q->text, s->from, s->to, words))
        return;
    for (const struct mention *n = s->mentions; n < s->mentions + s->count; n++) {
        if (n->unit->name[0] != U'元' || n->approximate || n->change || n->role != ROLE_VALUE)
            continue;
        if (has_word(s, n, U"收入"))
            income = income == NULL ? n : income;
        else if (has_word(s, n, U"支出"))
            expense = expense == NULL ? n : expense;
    }
    if (income == NULL || expense == NULL || income->scale != expense->scale ||
        mention_compare(income, expense) == 0 || !number_is_slip(s->q, income->value, expense))
        return;
    struct str message = STR_INIT;
    str_add_text(&message, _("说是收支平衡，文中收入为"));
    mention_write(&message, income, income->scale);
    str_add_text(&message, _("，支出为"));
    mention_write(&message, expense, income->scale);
    const struct mention *first = income < expense ? income : expense;
    (void)raise_finding(raiser, s->p, "identity", SEVERITY_ERROR, first->from,
                        (first == income ? expense : income)->to, message.s);
    str_release(&message);
}

static bool has_rate(const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++)
        if (s->mentions[i].unit->kind >= UNIT_PERCENT)
            return true;
    return false;
}

/* 总计 closes an account, whose sides are equal. 总额 does so only where nothing is said of the two
 * but a slip parts them: “支出总额占收入总额的95%” and what is left over make no account. */
static bool closes_account(const struct sentence *s, const struct mention *a,
                           const struct mention *b) {
    static const char32_t *const loose[] = {U"总额", NULL};
    static const char32_t *const compared[] = {U"占", U"结余", U"结转", U"盈余", U"缺口", NULL};
    if (!mention_label_has(s->q, a, loose) && !mention_label_has(s->q, b, loose))
        return true;
    return !has_rate(s) && !points_any_within(s->q->text, s->from, s->to, compared) &&
           number_is_slip(s->q, a->value, b);
}

void judge_balances(struct raiser *raiser, const struct sentence *s) {
    if (s->unclear)
        return;
    static const char32_t *const incomes[] = {U"收入总计", U"收入总预算", U"收入总额", NULL};
    static const char32_t *const expenses[] = {U"支出总计", U"支出总预算", U"支出总额", NULL};
    for (size_t i = 1; i < s->count; i++) {
        const struct mention *a = &s->mentions[i - 1], *b = &s->mentions[i];
        bool pair = (mention_label_has(s->q, a, incomes) && mention_label_has(s->q, b, expenses)) ||
                    (mention_label_has(s->q, a, expenses) && mention_label_has(s->q, b, incomes));
        if (!pair || a->unit->kind >= UNIT_PERCENT || !mention_same_unit(a, b) ||
            !closes_account(s, a, b) || a->approximate || b->approximate || a->change || b->change)
            continue;
        const struct number *slack = quantities_keep(s->q, number_add(a->half, b->half));
        const struct number *off = number_distance(s->q, a->value, b->value);
        if (number_sign(off) == 0 || (a->scale != b->scale && number_compare(off, slack) <= 0))
            continue;
        struct str message = STR_INIT;
        str_add_text(&message, _("收入总计应等于支出总计，文中为"));
        mention_write(&message, a, a->scale);
        str_add_text(&message, _("和"));
        mention_write(&message, b, a->scale);
        (void)raise_finding(raiser, s->p, "identity", SEVERITY_ERROR, a->from, b->to, message.s);
        str_release(&message);
    }
    for (size_t i = 0; s->count > 0 && i < ARRAY_LEN(balances); i++)
        judge_balance(raiser, s, &balances[i]);
    judge_even(raiser, s);
}
