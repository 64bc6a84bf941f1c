/* What words count: “学习、活动、服务三大功能” has three, 3期 of 50人 each are 150. */
#include "check/relation_count.h"

#include "check/relation.h"

#include "base/lang.h"
#include "base/text/char_class.h"

#include <inttypes.h>

enum { ITEM_MOST = 14, LIST_MOST = 12, FAR = 2 };

/* 两 三 … 十, 3, ３; 0: no count. One character. */
static unsigned count_at(const struct passage *p, size_t at) {
    if (char_is_digit(p->c[at])) {
        unsigned value = char_digit_value(p->c[at]);
        return value > 1 ? value : 0;
    }
    static const char32_t digits[] = U"〇一二三四五六七八九十";
    if (p->c[at] == U'两')
        return 2;
    for (unsigned i = 2; i <= 10; i++)
        if (p->c[at] == digits[i])
            return i;
    return 0;
}

/* The list that ends at `end`: how many 、 it has, and how many more parts 和 及 与 may make. */
static bool read_list(const struct passage *p, size_t end, size_t *marks, size_t *joins,
                      size_t *begin) {
    size_t at = end, since = 0;
    *marks = *joins = 0;
    while (at > 0 && *marks < LIST_MOST) {
        char32_t c = p->c[at - 1];
        if (c == U'、') {
            if (since == 0)
                return false;
            ++*marks;
            since = 0;
        } else if (char_is_han(c) || char_is_one_of(c, U"“”《》")) {
            since += char_is_han(c);
            bool inner = at < end && at > 1;
            *joins += inner && char_is_one_of(c, U"和及与暨");
            if (since > ITEM_MOST)
                break;
        } else {
            break;
        }
        at--;
    }
    *begin = at;
    return *marks > 0;
}

static bool is_counted(const struct passage *p, size_t at) {
    static const char32_t *const no[] = {U"个月",   U"个工作日", U"个小时", U"个年头", U"个百分点",
                                         U"个季度", U"个多",     U"个半",   U"大以",   U"条例",
                                         U"项目",   U"个人",     NULL};
    static const char32_t counters[] = U"大个项条件类种";
    return char_is_one_of(p->c[at], counters) && char_is_han(p->c[at + 1]) &&
           char_is_han(p->c[at + 2]) && word_any_at(p, at, no) == NULL;
}

/* --- 3期，每期50人，共150人; 12个社区各5名，共60名; 甲、乙、丙各1个，共3个 --- */

/* What 每 stands for: 每户, 每人, 每期 … */
static bool is_counted_by(const struct sentence *s, const struct mention *count,
                          const struct mention *each) {
    static const char32_t *const persons[] = {U"每人", U"每名", U"每位", U"人均", NULL};
    size_t at = word_find(s->p, each->label_from, each->from, U"每");
    if (at == SIZE_MAX)
        at = word_find(s->p, each->label_from, each->from, U"均");
    if (at == SIZE_MAX && word_find(s->p, each->label_from, each->from, U"单价") != SIZE_MAX)
        return count + 1 == each;
    if (at == SIZE_MAX)
        return word_find(s->p, count->to, each->from, U"各") != SIZE_MAX;
    if (count->unit->name[0] == U'人')
        return points_any_within(s->q->text, each->label_from, each->from, persons);
    char32_t counted = s->p->c[at] == U'每' ? s->p->c[at + 1] : at > 0 ? s->p->c[at - 1] : 0;
    /* 15个村，每村3万元 */
    bool noun = count->unit->name[0] == U'个' && s->p->c[count->to] == counted;
    return (counted == count->unit->name[0] && count->unit->name[1] == 0) || noun;
}

/* 85 × 3.2万元 against 272元: the digits are right, the unit is not. */
static bool check_scale(struct raiser *raiser, const struct sentence *s,
                        const struct number *product, const struct mention *total, size_t from,
                        size_t to) {
    enum { STEP = 10000 };
    struct quantities *q = s->q;
    const struct number *step = quantities_keep(q, number_from_int(STEP));
    if (total->unit->name[0] != U'元')
        return false;
    struct range open = range_of(total);
    open.low = quantities_keep(q, number_subtract(total->value, total->half));
    open.high = quantities_keep(q, number_add(total->value, total->half));
    const struct number *more = quantities_keep(q, number_divide(product, step));
    const struct number *less = quantities_keep(q, number_multiply(product, step));
    if (!range_holds_number(&open, more) && !range_holds_number(&open, less))
        return false;
    (void)raise_finding(raiser, s->p, "unit", SEVERITY_ERROR, from, to,
                        _("数字对得上，单位却不一致（如元和万元），请核对单位"));
    return true;
}

static void raise_product(struct raiser *raiser, const struct sentence *s, int64_t count,
                          const struct number *product, const struct mention *each,
                          const struct mention *total, size_t from, bool sure) {
    struct str message = STR_INIT;
    str_add_format(&message, "%" PRId64 " × ", count);
    mention_write(&message, each, total->scale);
    str_add_text(&message, " = ");
    amount_write(&message, product, total->scale, total->decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, total, total->scale);
    (void)raise_finding(raiser, s->p, "product", sure ? SEVERITY_ERROR : SEVERITY_WARNING, from,
                        total->to, message.s);
    str_release(&message);
}

/* The list before 各: how many it names, and where it begins; 0: none that is certain. */
static size_t count_list_before(const struct sentence *s, const struct mention *each,
                                size_t *begin) {
    size_t marks = 0, joins = 0, mark = word_find(s->p, each->label_from, each->from, U"各");
    if (mark == SIZE_MAX || !read_list(s->p, mark, &marks, &joins, begin) || joins > 0)
        return 0;
    return marks + 1;
}

/* The one count before it that 每 or 各 goes with, else the one right behind it:
 * 按每户200元标准，为 260户. NULL: none. */
static const struct mention *find_count(const struct sentence *s, const struct mention *each,
                                        const struct mention *total) {
    enum { BACK = 3 };
    const struct mention *n = each;
    for (; n-- > s->mentions && each - n <= BACK;)
        if ((n->unit->kind == UNIT_COUNT || n->unit->name[0] == U'亩') && is_counted_by(s, n, each))
            break;
    if (n < s->mentions || each - n > BACK)
        n = each + 1 < total && is_counted_by(s, each + 1, each) ? each + 1 : NULL;
    return n == NULL || n->approximate || n->fraction || n->scale > 0 || n->change ? NULL : n;
}

static void check_product(struct raiser *raiser, const struct sentence *s,
                          const struct mention *each, const struct mention *total) {
    struct quantities *q = s->q;
    const struct mention *count = find_count(s, each, total);
    size_t begin = 0;
    int64_t times = 0;
    /* 每人每月1500元: of how many months? */
    static const char32_t *const yearly[] = {U"每年", NULL}, *const year[] = {U"年", NULL};
    static const char32_t *const times_more[] = {U"每月",   U"每年", U"每天", U"每日",
                                                 U"每周",   U"每季", U"/月",  U"月均",
                                                 U"月人均", U"日均", NULL};
    if (each->change || total->approximate ||
        (mention_clause_has(q, each, times_more) &&
         !(mention_clause_has(q, each, yearly) && mention_label_has(q, total, year))))
        return;
    if (count == NULL || !number_to_int(count->value, &times))
        times = (int64_t)count_list_before(s, each, &begin);
    begin = count != NULL && count->from < each->from ? count->from
            : count != NULL                           ? each->from
                                                      : begin;
    const struct number *factor = quantities_keep(q, number_from_int(times));
    const struct number *product = quantities_keep(q, number_multiply(factor, each->value));
    bool rounds = total->fraction || total->scale > 0 || each->fraction;
    const struct number *open = quantities_keep(
        q, number_add(total->half, each->fraction
                                       ? quantities_keep(q, number_multiply(factor, each->half))
                                       : quantities_keep(q, number_from_int(0))));
    if (times > 1 && check_scale(raiser, s, product, total, begin, total->to))
        return;
    if (times > 1 && number_compare(number_distance(q, product, total->value),
                                    rounds ? open : quantities_keep(q, number_from_int(0))) > 0)
        raise_product(raiser, s, times, product, each, total, begin,
                      number_is_slip(q, product, total));
}

/* A total of that list by its words: bare, or 共补助, 累计参与 … where a slip explains it. */
static bool may_be_product(const struct sentence *s, const struct mention *total) {
    static const char32_t *const words[] = {U"共", U"累计", U"总", U"合计", U"发放", U"补助", NULL};
    return total->total || mention_label_has(s->q, total, words);
}

/* 补贴资金78万元，惠及520户，户均1,500元: the mean behind the total and the count. */
static void check_mean(struct raiser *raiser, const struct sentence *s,
                       const struct mention *mean) {
    static const char32_t *const means[] = {U"户均", U"人均", U"村均", U"平均每", U"亩均", U"车均",
                                            U"笔均", U"台均", U"场均", U"均",     NULL};
    static const char32_t *const about[] = {U"约", U"近", U"超", NULL};
    const struct mention *count = mean - 1, *total = mean - 2;
    int64_t times = 0;
    if (mention_same_unit(count, mean)) { /* 3辆，6.9万元，车均2.3万元 */
        total = mean - 1;
        count = mean - 2;
    }
    /* 补贴1,286万元，惠及1.2万户、10.72万亩，亩均120元 */
    if (!mention_same_unit(total, mean) && total > s->mentions &&
        mention_same_unit(total - 1, mean))
        total--;
    static const char32_t *const split[] = {U"分成", U"分为", U"划分", U"编成", NULL};
    static const char32_t *const every[] = {U"每", NULL};
    bool parted = mention_label_begins(s->q, mean, every) &&
                  mention_label_has(s->q, count, split) &&
                  is_counted_by(s, count, mean); /* 45人，分成5个组，每组9人 */
    if ((!parted && !mention_label_begins(s->q, mean, means)) || count->approximate ||
        mention_label_has(s->q, mean, about) ||
        (count->unit->kind != UNIT_COUNT && count->unit->name[0] != U'亩') || total->approximate ||
        mean->group != total->group || !mention_same_unit(mean, total) || total->change ||
        (count->scale > 0 && count->unit->kind == UNIT_COUNT) ||
        !number_to_int(count->value, &times) || times < 2 || mean->change)
        return;
    struct quantities *q = s->q;
    const struct number *factor = quantities_keep(q, number_from_int(times));
    const struct number *low = quantities_keep(q, number_subtract(mean->value, mean->half));
    const struct number *high = quantities_keep(q, number_add(mean->value, mean->half));
    struct range open = {quantities_keep(q, number_multiply(low, factor)),
                         quantities_keep(q, number_multiply(high, factor))};
    const struct number *product = quantities_keep(q, number_multiply(mean->value, factor));
    const struct mention *first = count < total ? count : total;
    if (check_scale(raiser, s, product, total, first->from, mean->to))
        return;
    const struct number *right = quantities_keep(q, number_divide(total->value, factor));
    if (!range_holds(&open, total) && number_is_slip(q, right, mean))
        raise_product(raiser, s, times, product, mean, total, first->from, true);
}

/* 全年检查96次，月均8次 */
static void check_monthly(struct raiser *raiser, const struct sentence *s,
                          const struct mention *mean) {
    static const char32_t *const means[] = {U"月均", U"平均每月", NULL};
    static const char32_t *const years[] = {U"全年", U"年度", U"本年", U"年", NULL};
    static const char32_t *const about[] = {U"约", U"近", U"超", NULL};
    enum { MONTHS = 12 };
    const struct mention *total = mean - 1;
    struct quantities *q = s->q;
    const struct number *months = quantities_keep(q, number_from_int(MONTHS));
    if (!mention_label_begins(q, mean, means) || mention_label_has(q, mean, about) ||
        !mention_same_unit(mean, total) || !mention_label_has(q, total, years) ||
        total->approximate || mean->group != total->group)
        return;
    const struct number *right = quantities_keep(q, number_divide(total->value, months));
    const struct number *off = number_distance(q, right, mean->value);
    if (number_compare(off, mean->half) > 0 && number_is_slip(q, right, mean))
        raise_product(raiser, s, MONTHS, quantities_keep(q, number_multiply(mean->value, months)),
                      mean, total, total->from, true);
}

void judge_products(struct raiser *raiser, const struct sentence *s) {
    static const char32_t *const heads[] = {U"各",   U"每",   U"户均", U"人均",
                                            U"亩均", U"村均", U"单价", NULL};
    enum { AHEAD = 2 };
    for (size_t i = 0; i + 1 < s->count; i++) {
        const struct mention *each = &s->mentions[i];
        if (!word_any_within(s->p, each->label_from, each->from, heads))
            continue;
        for (size_t k = i + 1; k < s->count && k <= i + AHEAD; k++) {
            const struct mention *total = &s->mentions[k];
            if (!mention_same_unit(each, total) || each->group != total->group)
                continue;
            if (may_be_product(s, total))
                check_product(raiser, s, each, total);
            break;
        }
    }
    for (size_t i = 2; i < s->count; i++)
        check_mean(raiser, s, &s->mentions[i]);
    for (size_t i = 1; i < s->count; i++)
        check_monthly(raiser, s, &s->mentions[i]);
}

/* Names are no counts: “四个意识”、坚定“四个自信”. */
static bool is_name(const struct passage *p, size_t at) {
    static const char32_t *const names[] = {
        U"个意识", U"个自信", U"个维护", U"个确立", U"个全面", U"个代表", U"个伟大",
        U"个务必", U"个服从", U"个必须", U"个结合", U"个最严", U"个区分", U"个不摘",
        U"个规定", U"个责任", U"个毫不", U"个合格", U"个一",   U"个严禁", U"个不放过",
        U"个没有", U"个更加", U"个坚持", U"大考验", U"大攻坚", U"大法宝", U"大作风",
        U"大检查", U"项规定", U"项准则", U"项纪律", U"项补贴", U"项原则", U"项基本",
        U"项改革", U"种危险", U"种形态", U"类村",   U"个不得", U"个高地", NULL};
    return word_any_at(p, at + 1, names) != NULL;
}

/* Some item of the list has a numeral itself: 三会一课, 四个意识. */
static bool list_counts(const struct passage *p, size_t begin, size_t end) {
    for (size_t at = begin; at < end; at++)
        if (char_is_one_of(p->c[at], U"一二两三四五六七八九十双") || char_is_digit(p->c[at]))
            return true;
    return false;
}

/* “政治引领、组织引领“三个引领””: in quotes it counts only where the items say the noun too. */
static bool quotes_a_name(const struct passage *p, size_t begin, size_t at) {
    char32_t noun[3] = {p->c[at + 2], p->c[at + 3], 0};
    return char_is_one_of(p->c[at - 1], U"“‘\"") && word_find(p, begin, at, noun) == SIZE_MAX;
}

/* “新建、改建三个公厕”: what is done, not what is counted. So are digits but before 大. */
static bool counts_no_list(const struct passage *p, size_t at) {
    static const char32_t *const verbs[] = {
        U"新建", U"改建", U"扩建", U"续建", U"修建", U"维修", U"改造", U"新增", U"建成",
        U"打造", U"创建", U"培育", U"引进", U"完成", U"实施", U"推进", U"开展", U"组织",
        U"举办", U"召开", U"制定", U"出台", U"印发", U"修订", U"安装", U"修复", U"整治",
        U"拆除", U"清理", U"检查", U"巡查", U"走访", U"培训", U"发放", U"建立", U"设立",
        U"成立", U"招录", U"选派", U"争取", U"申报", U"谋划", U"落实", U"解决", U"处置",
        U"化解", U"调处", U"升级", U"提升", U"优化", NULL};
    return word_any_before(p, at, verbs) != NULL ||
           (char_is_digit(p->c[at]) && p->c[at + 1] != U'大');
}

void check_count_words(struct raiser *raiser, const struct passage *p) {
    /* what stands in front of the numeral and makes it no count of the list */
    static const char32_t no_before[] =
        U"、等第每各这那共有为的达新增其余前后再又另在到一二三四五六七八九十百";
    for (size_t at = 1; at + 2 < p->n; at++) {
        unsigned said = count_at(p, at);
        size_t marks, joins, begin;
        if (said == 0 || !is_counted(p, at + 1) || char_is_one_of(p->c[at - 1], no_before) ||
            !read_list(p, at, &marks, &joins, &begin) || list_counts(p, begin, at) ||
            quotes_a_name(p, begin, at) || counts_no_list(p, at) || is_name(p, at))
            continue;
        size_t least = marks + 1, most = marks + 1 + joins;
        size_t off = said < least ? least - said : said > most ? said - most : 0;
        if (off == 0 || (off > FAR && p->c[at + 1] != U'大'))
            continue;
        struct str message = STR_INIT;
        str_add_format(&message, _("前面列出%zu个，文中为%u个"), said < least ? least : most, said);
        (void)raise_finding(raiser, p, "count-word", SEVERITY_ERROR, begin, at + 2, message.s);
        str_release(&message);
    }
}
