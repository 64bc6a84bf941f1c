/* Numbers that cannot be written or said so: 12..5万元, 1,2345万元, 35.5人, 合格率105%. */
#include "check/number_form.h"

#include "base/lang.h"
#include "base/text/char_class.h"

/* --- how it is written --- */

static void raise_form(struct raiser *raiser, const struct passage *p, size_t from, size_t to,
                       const char *message) {
    (void)raise_finding(raiser, p, "number-form", SEVERITY_ERROR, from, to, message);
}

static bool is_point(char32_t c) {
    return char_is_one_of(c, U".．");
}

/* Where the run of digits, points and commas ends. */
static size_t end_of_run(const struct passage *p, size_t at) {
    while (at < p->n &&
           (char_is_digit(p->c[at]) || ((is_point(p->c[at]) || p->c[at] == U',') && at + 1 < p->n &&
                                        (char_is_digit(p->c[at + 1]) || is_point(p->c[at + 1])))))
        at++;
    return at;
}

/* Only what has a unit is certainly a number: 1.2.3 may be a section, 1,2 a list. */
static bool has_unit(const struct passage *p, size_t at) {
    static const char32_t *const units[] = {U"万元", U"亿元", U"元",   U"万亩", U"亩",
                                            U"%",    U"％",   U"公里", U"吨",   U"万人",
                                            U"户",   U"平方", NULL};
    return word_any_at(p, at, units) != NULL;
}

/* 1,2345 and 12,5: commas part groups of three. */
static bool has_wrong_group(const struct passage *p, size_t from, size_t to) {
    enum { GROUP = 3 };
    for (size_t at = from; at < to; at++) {
        size_t digits = 0;
        if (p->c[at] != U',')
            continue;
        while (at + 1 + digits < to && char_is_digit(p->c[at + 1 + digits]))
            digits++;
        if (digits != GROUP)
            return true;
    }
    return false;
}

static void check_run(struct raiser *raiser, const struct passage *p, size_t at, size_t end) {
    size_t points = 0;
    for (size_t i = at; i < end; i++) {
        points += is_point(p->c[i]);
        if (is_point(p->c[i]) && is_point(p->c[i + 1])) {
            raise_form(raiser, p, at, end, _("数里有两个小数点"));
            return;
        }
    }
    bool led = at > 0 && (char_is_digit(p->c[at - 1]) || char_is_one_of(p->c[at - 1], U"-—/"));
    if (led || !has_unit(p, end))
        return;
    if (points > 1)
        raise_form(raiser, p, at, end, _("数里有两个小数点"));
    else if (has_wrong_group(p, at, end))
        raise_form(raiser, p, at, end, _("千分位的逗号不在三位一组的地方"));
}

/* 省级资金.50万元 */
static void check_bare_point(struct raiser *raiser, const struct passage *p, size_t at) {
    size_t end = end_of_run(p, at + 1);
    if (char_is_han(p->c[at - 1]) && char_is_digit(p->c[at + 1]) && has_unit(p, end))
        raise_form(raiser, p, at, end, _("小数点前面没有数字"));
}

void check_number_forms(struct raiser *raiser, const struct passage *p) {
    for (size_t at = 0; at < p->n; at++) {
        char32_t c = p->c[at];
        if (char_is_digit(c)) {
            size_t end = end_of_run(p, at);
            check_run(raiser, p, at, end);
            at = end - 1;
        } else if (is_point(c) && at > 0) {
            check_bare_point(raiser, p, at);
        } else if (char_is_one_of(c, U"%％") && char_is_one_of(p->c[at + 1], U"%％")) {
            raise_form(raiser, p, at, at + 2, _("百分号重复"));
            at++;
        }
    }
}

/* --- what it can be --- */

/* 35.5人: people, households and things are whole. */
static bool is_part_of_whole_thing(const struct sentence *s, const struct mention *n) {
    static const char32_t *const means[] = {U"均", U"每", U"折合", U"相当", U"率", U"约", NULL};
    return n->fraction && n->scale == 0 && n->unit->kind == UNIT_COUNT && n->unit->name[1] == 0 &&
           char_is_one_of(n->unit->name[0], U"人户家件起栋辆") && !n->approximate && !n->each &&
           !mention_label_has(s->q, n, means);
}

/* A share of a whole, or a rate of those that can have it, over 100 %. */
static bool is_over_all(const struct sentence *s, const struct mention *n) {
    static const char32_t *const bounded[] = {
        U"合格率", U"满意率", U"满意度", U"出勤率", U"到会率", U"参保率", U"知晓率", U"入学率",
        U"优良率", U"普及率", U"办结率", U"回访率", U"达标率", U"兑现率", U"覆盖率", U"整改率",
        U"参与率", U"支持率", U"签约率", U"建档率", U"准确率", U"及时率", U"成功率", NULL};
    static const char32_t *const plans[] = {U"任务", U"目标", U"计划", U"预算", U"上年",
                                            U"去年", U"同期", U"序时", U"指标", NULL};
    const struct number *hundred = quantities_keep(s->q, number_from_int(101)); /* 四舍五入 */
    if (n->unit->kind != UNIT_PERCENT || number_compare(n->value, hundred) <= 0 || n->approximate)
        return false;
    bool share = n->role == ROLE_SHARE &&
                 points_find(s->q->text, n->label_from, n->label_to, U"占") != SIZE_MAX;
    return (share || (n->role == ROLE_RATE && mention_label_has(s->q, n, bounded))) &&
           !mention_label_has(s->q, n, plans) && !(n > s->mentions && n[-1].role == ROLE_BASE);
}

/* 发放问卷100份，回收105份: what comes back is no more than what went out. */
static bool is_more_than_went_out(const struct sentence *s, const struct mention *n) {
    static const char32_t *const backs[] = {U"回收", U"收回", NULL};
    static const char32_t *const outs[] = {U"发放", U"发出", U"下发", NULL};
    return n > s->mentions && n->unit->name[0] == U'份' && mention_same_unit(n - 1, n) &&
           mention_label_has(s->q, n, backs) && mention_label_has(s->q, n - 1, outs) &&
           !n->approximate && !n[-1].approximate && mention_compare(n, n - 1) > 0;
}

void judge_bounds(struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (is_part_of_whole_thing(s, n))
            raise_form(raiser, s->p, n->from, n->to, _("人、户、件等应为整数"));
        else if (is_more_than_went_out(s, n))
            raise_form(raiser, s->p, n[-1].from, n->to, _("收回的不会比发出的多"));
        else if (is_over_all(s, n))
            raise_form(raiser, s->p, n->label_from, n->to, _("部分占全部的比率不会超过100%"));
    }
}
