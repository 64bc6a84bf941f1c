/* What words count: “学习、活动、服务三大功能” has three. */
#include "check/relation_count.h"

#include "base/lang.h"
#include "base/text/char_class.h"

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

size_t count_list_before(const struct passage *p, size_t end, size_t *begin) {
    size_t marks = 0, joins = 0;
    if (!read_list(p, end, &marks, &joins, begin) || joins > 0)
        return 0;
    return marks + 1;
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

/* 对甲、乙、丙、丁5个项目: what the list names is what is counted. */
static bool names_its_list(const struct passage *p, size_t begin) {
    static const char32_t *const heads[] = {U"对",   U"包括", U"分为", U"涉及", U"涵盖",
                                            U"包含", U"从",   U"围绕", NULL};
    for (size_t at = begin; at < begin + ITEM_MOST && p->c[at] != U'、' && p->c[at] != 0; at++)
        if (word_any_at(p, at, heads) != NULL)
            return true;
    return false;
}

/* “新建、改建三个公厕”: what is done, not what is counted. So are digits but before 大. */
static bool counts_no_list(const struct passage *p, size_t begin, size_t at) {
    static const char32_t *const verbs[] = {
        U"新建", U"改建", U"扩建", U"续建", U"修建", U"维修", U"改造", U"新增", U"建成",
        U"打造", U"创建", U"培育", U"引进", U"完成", U"实施", U"推进", U"开展", U"组织",
        U"举办", U"召开", U"制定", U"出台", U"印发", U"修订", U"安装", U"修复", U"整治",
        U"拆除", U"清理", U"检查", U"巡查", U"走访", U"培训", U"发放", U"建立", U"设立",
        U"成立", U"招录", U"选派", U"争取", U"申报", U"谋划", U"落实", U"解决", U"处置",
        U"化解", U"调处", U"升级", U"提升", U"优化", NULL};
    return word_any_before(p, at, verbs) != NULL ||
           (char_is_digit(p->c[at]) && p->c[at + 1] != U'大' && !names_its_list(p, begin));
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
            quotes_a_name(p, begin, at) || counts_no_list(p, begin, at) || is_name(p, at))
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
