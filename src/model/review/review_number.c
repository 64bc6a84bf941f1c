#include "model/review/review_number.h"

#include "base/text/han_number.h"

/* What stands before or behind a part of something else: a range, a version, a code. */
static const char32_t joints[] = U"-–—~～－−·×+＋*/÷";
static const char32_t not_before[] = U".．,第≥≤≦≧<>＜＞=＝±〔[";

static bool is_latin(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

static bool is_minus(char32_t c) {
    return char_is_one_of(c, U"-－−");
}

static char32_t char_before(struct points text, size_t at) {
    return at > 0 ? text.c[at - 1] : 0;
}

/* --- digits --- */

struct run {
    size_t to;
    size_t count, decimals;
    unsigned value; /* of the whole part; no more than 9999 */
};

static struct run take_run(struct points text, size_t at) {
    enum { MOST = 9999 };
    struct run run = {.to = at};
    while (char_is_digit(text.c[run.to])) {
        run.value = run.value * 10 + char_digit_value(text.c[run.to]);
        run.value = run.value > MOST ? MOST : run.value;
        run.count++;
        run.to++;
        if (mention_is_comma(text.c[run.to]) && mention_is_grouped_at(text, at, run.to))
            run.to++;
    }
    if (run.count > 0 && char_is_one_of(text.c[run.to], U".．") &&
        char_is_digit(text.c[run.to + 1]))
        for (run.to++; char_is_digit(text.c[run.to]); run.to++)
            run.decimals++;
    return run;
}

/* --- what stands behind --- */

static bool is_open_end(struct points text, size_t at, size_t to) {
    static const char32_t *const about[] = {U"以上", U"以下", U"左右", U"以内", NULL};
    return at >= to || char_is_separator(text.c[at]) || points_any_at(text, at, about) != NULL;
}

/* 3年 is how long; 23年 is mostly a year, and 2023年 always. */
static bool is_years(struct points text, size_t behind, const struct run *run) {
    enum { YEAR_FIRST = 15, YEAR_LAST = 35, MOST = 99 };
    bool year = run->value >= YEAR_FIRST && run->value <= YEAR_LAST;
    if (run->value > MOST || (run->decimals == 0 && year) || char_is_digit(text.c[behind]))
        return false;
    return !char_is_one_of(text.c[behind], U"度级前初底末");
}

static bool is_name_of_time(struct points text, size_t at, const struct run *run) {
    static const char32_t *const circles[] = {U"分钟生活", U"分钟便民", U"分钟养老", U"分钟健身",
                                              U"分钟文化", U"分钟医疗", U"分钟就业", U"周年",
                                              U"分钟服务", U"分钟政务", NULL};
    enum { DAY = 24, YEAR = 365 };
    return points_any_at(text, at, circles) != NULL ||
           (run->value == DAY && points_stand_at(text, at, U"小时")) ||
           (run->value == YEAR && points_stand_at(text, at, U"天"));
}

bool review_number_is_name(struct points text, size_t from) {
    struct run run = take_run(text, from);
    return run.count > 0 && is_name_of_time(text, run.to, &run);
}

/* Behind the unit that stands at `at`; 0: none does. */
static size_t take_unit(struct points text, size_t at, const struct run *run) {
    static const char32_t *const others[] = {
        U"个工作日", U"工作日", U"个小时", U"小时", U"分钟", U"个月", U"个季度", U"个学期",
        U"天",       U"周岁",   U"周",     U"秒",   U"℃",    U"°C",   U"‰",      U"岁",
        U"层",       U"枚",     U"颗",     U"毫米", U"厘米", U"毫升", U"千伏",   U"兆瓦",
        U"美元",     U"港元",   U"欧元",   U"km²",  U"km",   U"kg",   U"kWh",    U"kW",
        U"MW",       U"GB",     U"TB",     U"m²",   U"m³",   NULL};
    while (text.c[at] == U' ' || text.c[at] == 0xA0)
        at++;
    if (is_name_of_time(text, at, run))
        return 0;
    (void)quantity_scale_take(text, &at);
    const char32_t *word = points_any_at(text, at, others);
    if (word != NULL) {
        at += points_length_of(word);
        return is_latin(text.c[at - 1]) && is_latin(text.c[at]) ? 0 : at;
    }
    if (text.c[at] == U'年')
        return is_years(text, at + 1, run) ? at + 1 : 0;
    return quantity_unit_take(text, &at) != NULL ? at : 0;
}

/* 3500万 with no unit behind it, or the first of a range: 2万-3万元. */
static size_t take_scale(struct points text, size_t at, size_t to) {
    if (quantity_scale_take(text, &at) == 0)
        return 0;
    if (char_is_one_of(text.c[at], U"余多"))
        at++;
    bool range = char_is_one_of(text.c[at], joints) && char_is_digit(text.c[at + 1]);
    return range || is_open_end(text, at, to) ? at : 0;
}

/* --- a number with nothing behind it --- */

static bool has_ink(struct points text, size_t from, size_t to) {
    while (from < to && char_is_blank(text.c[from]))
        from++;
    return from < to;
}

/* 得分98.5: no label (3.5 培训), no day (于6.26), no place in the text (见2.1). */
static bool is_bare_fraction(struct points text, struct review_line line, size_t at,
                             const struct run *run) {
    char32_t before = char_before(text, at);
    bool bracketed = char_is_one_of(before, U"（(") && char_is_one_of(text.c[run->to], U"）)");
    return run->decimals > 0 && has_ink(text, line.from, at) && !bracketed &&
           !char_is_one_of(before, U"。；;！!？?“”‘’《》\"于在自见如按表图附") &&
           is_open_end(text, run->to, line.to);
}

/* 编制数25, 得分96: only behind words that say so. */
static bool is_bare_whole(struct points text, struct review_line line, size_t at,
                          const struct run *run) {
    static const char32_t *const heads[] = {U"得分", U"评分", U"分值", U"为",   U"是",   U"达",
                                            U"达到", U"数",   U"系数", U"指数", U"编制", U"实有",
                                            U"比例", U"得",   U"扣",   NULL};
    static const char32_t *const codes[] = {U"号",   U"电话", U"热线", U"代码",
                                            U"编码", U"邮编", U"账户", NULL};
    enum { MOST_DIGITS = 7, BACK = 6, YEAR_LEAST = 1900, YEAR_MOST = 2999 };
    size_t back = at > line.from + BACK ? at - BACK : line.from;
    bool year = run->count == 4 && run->value >= YEAR_LEAST && run->value <= YEAR_MOST;
    return run->decimals == 0 && run->count <= MOST_DIGITS && !year &&
           is_open_end(text, run->to, line.to) && points_any_before(text, at, heads) != NULL &&
           !points_any_within(text, back, at, codes);
}

/* --- one of each --- */

/* The first number of 5-10天 and 2至3次, whose unit stands behind the second; no months, no codes.
 */
static bool begins_range(struct points text, size_t at, const struct run *run) {
    struct run second = {0};
    if (text.c[at] == U'0' || !char_is_one_of(text.c[run->to], U"-–—~～－至到"))
        return false;
    second = take_run(text, run->to + 1);
    return second.count > 0 && second.value > run->value &&
           !char_is_one_of(text.c[second.to], joints) && take_unit(text, second.to, &second) > 0;
}

/* In a range both are numbers, whether it has its unit once or twice (5天-8天). */
static bool read_digits(struct review_number *out, struct points text, struct review_line line,
                        size_t at, size_t last) {
    char32_t before = char_before(text, at);
    struct run run = take_run(text, at);
    if (run.count == 0 || char_is_digit(before) || is_latin(before) ||
        char_is_one_of(before, not_before) || (char_is_one_of(before, joints) && last + 1 != at))
        return false;
    *out = (struct review_number){.from = at, .digits_to = run.to, .to = run.to};
    if (begins_range(text, at, &run))
        return true;
    if (char_is_one_of(text.c[run.to], joints) || char_is_one_of(text.c[run.to], U":：.．"))
        return false;
    size_t to = take_unit(text, run.to, &run);
    if (to == 0)
        to = take_scale(text, run.to, line.to);
    if (to == 0 && (is_bare_fraction(text, line, at, &run) || is_bare_whole(text, line, at, &run)))
        to = run.to;
    out->to = to;
    return to > 0;
}

/* -3%, and no code. */
static bool read_negative(struct review_number *out, struct points text, size_t at) {
    char32_t before = char_before(text, at);
    struct run run = take_run(text, at + 1);
    if (run.count == 0 || is_latin(before) || char_is_digit(before) ||
        char_is_one_of(before, joints) || char_is_one_of(before, U"%％)）]】〕年月日号时万亿千百"))
        return false;
    size_t to = take_unit(text, run.to, &run);
    *out = (struct review_number){.from = at, .digits_to = run.to, .to = to};
    return to > 0;
}

bool review_number_is_part(struct points text, size_t from) {
    static const char32_t *const parts[] = {U"百分之", U"千分之", U"万分之", NULL};
    return points_any_before(text, from, parts) != NULL;
}

/* 九十八 of 百分之九十八. 百分之百 is a phrase. */
static bool read_part(struct review_number *out, struct points text, size_t at) {
    if (text.c[at + 1] != U'分' || !review_number_is_part(text, at + REVIEW_PART_WORD))
        return false;
    size_t from = at + REVIEW_PART_WORD, to = take_run(text, from).to;
    while (han_is_numeral(text.c[to]) ||
           (text.c[to] == U'点' && to > from && han_is_numeral(text.c[to + 1])))
        to++;
    *out = (struct review_number){.from = from, .digits_to = to, .to = to};
    return to > from && !(to == from + 1 && text.c[from] == U'百');
}

/* --- 三次, 八十六户 --- */

/* The value of the numerals from..to; 0: they are none that count. 两 stands alone. */
static unsigned han_value(struct points text, size_t from, size_t to) {
    struct str numerals = STR_INIT;
    unsigned value = 0;
    for (size_t i = from; i < to; i++)
        str_add_char(&numerals, text.c[i]);
    struct span rest = str_span(&numerals);
    if (to == from + 1 && text.c[from] == U'两')
        value = 2;
    else if (!han_number_take(&rest, &value) || rest.n > 0)
        value = 0;
    str_release(&numerals);
    return value;
}

/* A count of times, firms or households. 一次 and 一户一策 are words, 第三次 and 人大七届三次会议
 * say which one, 三次产业 is a name. */
static bool read_han(struct review_number *out, struct points text, struct review_line line,
                     size_t at) {
    static const char32_t *const names[] = {U"次产业", U"次分配", U"次元", U"次方", NULL};
    static const char32_t *const sessions[] = {U"届", NULL};
    enum { LEAST = 2, BACK = 8 };
    size_t to = at, back = at > line.from + BACK ? at - BACK : line.from;
    if (char_is_digit(char_before(text, at)) || han_is_numeral(char_before(text, at)) ||
        char_is_one_of(char_before(text, at), U"第届每逐各历首数几再分点"))
        return false;
    while (to < line.to && han_is_numeral(text.c[to]))
        to++;
    size_t unit = to + (char_is_one_of(text.c[to], U"余多") ? 1 : 0);
    if (unit >= line.to || !char_is_one_of(text.c[unit], U"次家户") ||
        points_any_at(text, unit, names) != NULL || points_any_within(text, back, at, sessions) ||
        han_value(text, at, to) < LEAST)
        return false;
    *out = (struct review_number){.from = at, .digits_to = to, .to = unit + 1};
    return true;
}

bool review_number_read(struct review_number *out, struct points text, struct review_line line,
                        size_t at, size_t last) {
    char32_t c = text.c[at];
    if (char_is_digit(c))
        return read_digits(out, text, line, at, last);
    if (is_minus(c))
        return at != last && read_negative(out, text, at); /* no range: 5户-8户 */
    if (char_is_one_of(c, U"百千万") && at + 2 < line.to && read_part(out, text, at))
        return true;
    return han_is_numeral(c) && read_han(out, text, line, at);
}
