#include "exchange/sheet/unit_said.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "exchange/sheet/fold.h"

#include <string.h>

static const char *const money_units[] = {"万亿元", "千万元", "百万元", "十万元", "亿元",
                                          "万元",   "千元",   "百元",   "元",     "圆"};

bool unit_is_money(struct span unit) {
    for (size_t i = 0; i < ARRAY_LEN(money_units); i++)
        if (span_is(unit, money_units[i]))
            return true;
    return span_is(unit, "万") || span_is(unit, "亿") || span_is(unit, "千") ||
           span_is(unit, "百万") || span_is(unit, "千万");
}

static const char *const money_names[] = {"人民币", "rmb", "cny", "¥", "￥"};

static bool take_any(struct span *text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (span_take_prefix(text, span_of(words[i])))
            return true;
    return false;
}

#define TAKE_ANY(text, words) take_any(text, words, ARRAY_LEN(words))

/* Where the word ends that the folded text begins with. */
static struct span first_word(struct span text) {
    struct span rest = text;
    while (rest.n > 0) {
        struct span before = rest;
        char32_t c = utf8_take(&rest);
        if (c != '%' && c != U'‰' && c != '/' && !char_is_han(c) && !char_is_latin_or_digit(c))
            return span_sub(text, 0, text.n - before.n);
    }
    return text;
}

/* 元, 元整, 元人民币, 元/人: the word in front; "": it is no unit. */
static struct span unit_in_front(struct span text, const struct labels *labels) {
    static const char *const tails[] = {"整",   "人民币", "rmb",  "为单位", "计",  "列示",
                                        "填列", "填报",   "反映", "计算",   "计量"};
    while (TAKE_ANY(&text, money_names))
        ;
    struct span word = first_word(text);
    for (size_t i = 0; i < ARRAY_LEN(money_units); i++) {
        struct span unit = span_of(money_units[i]), rest = word;
        if (!span_take_prefix(&rest, unit))
            continue;
        if (rest.n == 0 || TAKE_ANY(&rest, tails))
            return span_sub(word, 0, unit.n);
        return span_starts_with(rest, SPAN("/")) ? word : SPAN("");
    }
    if (span_is(word, "万") || span_is(word, "亿"))
        return word;
    bool is_plain = span_find(word, SPAN("/")) == SIZE_MAX;
    return is_plain && labels_know_unit(labels, word) ? word : SPAN("");
}

/* A list of them, 人、元: the one of money goes before the first; two of money are both said, so
 * that neither is taken. */
static bool read_list(struct str *out, struct span text, const struct labels *labels) {
    static const char *const parts[] = {"、", ",", ";", "和", "及", "或", " "};
    static const char *const leads[] = {":",    " ", "为", "是", "均", "都",
                                        "统一", "(", "[",  "-",  "—"};
    struct span first = SPAN(""), money = SPAN("");
    while (TAKE_ANY(&text, leads))
        ;
    for (bool more = true; more;) {
        struct span unit = unit_in_front(text, labels);
        if (unit.n == 0)
            break;
        first = first.n == 0 ? unit : first;
        if (unit_is_money(unit) && money.n > 0 && !span_equal(unit, money)) {
            str_add(out, money);
            str_add_text(out, "、");
        }
        money = unit_is_money(unit) ? unit : money;
        while (TAKE_ANY(&text, money_names))
            ;
        text = span_sub(text, unit.n, text.n);
        more = TAKE_ANY(&text, parts);
    }
    str_add(out, money.n > 0 ? money : first);
    return first.n > 0;
}

/* The text is a unit and nothing else, in brackets or not. */
static bool is_whole(struct str *out, struct span text, const struct labels *labels) {
    static const char *const open[] = {"(", "[", "【", ":"}, *const close[] = {")", "]",  "】",
                                                                               ".", "。", ":"};
    while (TAKE_ANY(&text, open))
        ;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < ARRAY_LEN(close); i++)
            if (span_ends_with(text, span_of(close[i]))) {
                text = span_sub(text, 0, text.n - span_of(close[i]).n);
                more = true;
            }
    }
    struct span unit = unit_in_front(text, labels), rest = text;
    while (TAKE_ANY(&rest, money_names))
        ;
    if (unit.n == 0 || (unit.n != rest.n && !span_is(span_sub(rest, unit.n, rest.n), "整")))
        return false;
    str_add(out, unit);
    return true;
}

/* Behind a word that a unit follows. */
static bool read_behind(struct str *out, struct span text, const char *mark,
                        const struct labels *labels) {
    struct span word = span_of(mark);
    bool said = false;
    for (size_t from = 0, at; !said; from += at + word.n) {
        at = span_find(span_sub(text, from, text.n), word);
        if (at == SIZE_MAX)
            return false;
        said = read_list(out, span_sub(text, from + at + word.n, text.n), labels);
    }
    return said;
}

/* （元） anywhere: nothing but the unit in the brackets. */
static bool read_bracket(struct str *out, struct span text, const struct labels *labels) {
    static const struct span pairs[][2] = {
        {{"(", 1}, {")", 1}}, {{"[", 1}, {"]", 1}}, {{"【", 3}, {"】", 3}}, {{"<", 1}, {">", 1}}};
    for (size_t p = 0; p < ARRAY_LEN(pairs); p++)
        for (size_t from = 0; from < text.n;) {
            struct span rest = span_sub(text, from, text.n);
            size_t open = span_find(rest, pairs[p][0]);
            if (open == SIZE_MAX)
                break;
            rest = span_sub(rest, open + pairs[p][0].n, rest.n);
            size_t close = span_find(rest, pairs[p][1]);
            struct span inside = span_sub(rest, 0, close);
            if (is_whole(out, inside, labels) ||
                (span_find(inside, SPAN(",")) != SIZE_MAX && read_behind(out, inside, ",", labels)))
                return true;
            from += open + pairs[p][0].n;
        }
    return false;
}

static bool read_folded(struct str *out, struct span text, enum unit_place place,
                        const struct labels *labels) {
    static const char *const marks[] = {"单位", "unit", "以",   "按",
                                        "金额", "币种", "货币", "人民币"};
    static const char *const parts[] = {" ", "/", ",", "、", ":", "-"};
    size_t before = out->len;
    if (is_whole(out, text, labels)) {
        struct span unit = span_sub(str_span(out), before, out->len);
        if (place == UNIT_IN_HEAD || unit_is_money(unit))
            return true;
        str_cut(out, before); /* a cell that says no more than 人 is something else */
    }
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (read_behind(out, text, marks[i], labels))
            return true;
    if (read_bracket(out, text, labels))
        return true;
    for (size_t i = 0; place == UNIT_IN_HEAD && i < ARRAY_LEN(parts); i++) {
        struct span rest = text, mark = span_of(parts[i]);
        for (size_t at; (at = span_find(rest, mark)) != SIZE_MAX;) {
            rest = span_sub(rest, at + mark.n, rest.n);
            if (is_whole(out, rest, labels))
                return true;
        }
    }
    return false;
}

bool unit_said_add(struct str *out, struct span text, enum unit_place place,
                   const struct labels *labels) {
    enum { TEXT_MOST = 600 }; /* bytes: longer ones are prose */
    if (text.n == 0 || text.n > TEXT_MOST)
        return false;
    bool said = false;
    for (int blanks = 1; !said && blanks >= 0; blanks--) {
        struct str folded = STR_INIT;
        sheet_fold(&folded, text, blanks);
        said = read_folded(out, str_span(&folded), place, labels);
        str_release(&folded);
    }
    return said;
}
