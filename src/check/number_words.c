/* Count words: “学习、活动、服务三大功能” has three. */
#include "check/numbers.h"

#include "base/char_class.h"
#include "base/lang.h"

enum { ITEM_MOST = 14, LIST_MOST = 12, FAR = 2 };

/* 两 三 … 十, 3, ３; 0: no count. One character. */
static unsigned count_at(const struct passage *p, size_t at) {
    if (char_is_digit(p->c[at])) {
        unsigned value = (unsigned)(p->c[at] >= U'０' ? p->c[at] - U'０' : p->c[at] - U'0');
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

void check_count_words(struct raiser *raiser, const struct passage *p) {
    /* what stands in front of the numeral and makes it no count of the list */
    static const char32_t no_before[] =
        U"、等第每各这那共有为的达新增其余前后再又另在到一二三四五六七八九十百";
    for (size_t at = 1; at + 2 < p->n; at++) {
        unsigned said = count_at(p, at);
        size_t marks, joins, begin;
        if (said == 0 || !is_counted(p, at + 1) || char_is_one_of(p->c[at - 1], no_before) ||
            !read_list(p, at, &marks, &joins, &begin))
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
