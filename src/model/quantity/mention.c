#include "model/quantity/mention.h"

#include "base/text/han_number.h"

#include <stdio.h>

/* Longer words before their ends. */
static const char32_t *const approximate_before[] = {
    U"不少于", U"不低于", U"不高于", U"不超过", U"不大于", U"不小于", U"约",   U"近",
    U"逾",     U"超",     U"超过",   U"至少",   U"至多",   U"最多",   U"最高", U"最低",
    U"不足",   U"不到",   U"每",     U"各",     U"均",     U"大于",   U"小于", U"少于",
    U"多于",   U"低于",   U"高于",   U"上百",   U"接近",   U"几",     U"约为", U"每降",
    U"每超",   U"各为",   U"各有",   U"分别约", NULL};
static const char32_t *const certain_before[] = {
    U"节约", U"签约", U"履约", U"预约", U"违约", U"集约", U"附近", U"就近", U"最近", U"邻近", NULL};
static const char32_t *const approximate_behind[] = {U"左右", U"以上", U"以下", U"以内",
                                                     U"上下", U"之多", U"余",   U"多",
                                                     U"不等", U"之间", U"开外", NULL};

static const char32_t *const delta_words[] = {
    U"增加",   U"减少", U"同比",   U"环比", U"较上年", U"比上年", U"较去年", U"比去年", U"较20",
    U"比20",   U"增长", U"下降",   U"上升", U"提高",   U"降低",   U"净增",   U"多支出", U"少支出",
    U"压减",   U"调增", U"调减",   U"增幅", U"降幅",   U"上涨",   U"回落",   U"增收",   U"减收",
    U"较年初", U"增支", U"减支",   U"增产", U"减产",   U"多收",   U"少收",   U"节支",   U"较预算",
    U"比预算", U"增减", U"较计划", U"节约", U"节省",   NULL};

static const char32_t *const each_words[] = {U"每",       U"人均",     U"户均", U"平均",
                                             U"单价",     U"均",       U"单车", U"单台",
                                             U"单位造价", U"单位成本", NULL};

static const char32_t *const total_words[] = {U"合计",   U"共计",   U"总计",   U"总共",   U"一共",
                                              U"共有",   U"共",     U"合计为", U"共计为", U"总计为",
                                              U"合计：", U"合计有", U"共计有", U"共扣",   U"共得",
                                              U"合计扣", U"合计得", U"共计扣", U"共计得", NULL};
/* What may stand before a closing 合计 without being its label; so may 两项, 三批, 12类. */
static const char32_t *const total_heads[] = {
    U"以上", U"上述",   U"各项",   U"几项",   U"两者", U"三者", U"四者", U"二者",
    U"前后", U"全部",   U"全年",   U"全年度", U"年内", U"当年", U"本年", U"总体",
    U"累加", U"加起来", U"全街道", U"全镇",   U"全乡", U"全办", U"全区", U"全县",
    U"全市", U"相加后", U"上半年", U"下半年", NULL};
/* --- characters --- */

static bool is_latin(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

static bool is_range_mark(char32_t c) {
    return char_is_one_of(c, U"-–—~～－·×+＋*/÷xX");
}

static bool is_numeral(char32_t c) {
    return c >= 0x4E00 && c <= 0x9FFF && char_is_one_of(c, U"一二三四五六七八九十两");
}

bool mention_is_plain(char32_t c) {
    return c >= 0x4E00 && c <= 0x9FFF && !is_numeral(c);
}

bool mention_same_unit(const struct mention *a, const struct mention *b) {
    return a->unit == b->unit;
}

int mention_compare(const struct mention *a, const struct mention *b) {
    return number_compare(a->value, b->value);
}

/* --- digits --- */

enum { MOST_DIGITS = 15, MOST_DECIMALS = 8 };

struct digit_run {
    char digits[MOST_DIGITS + 1]; /* without separators and point */
    size_t count, decimals;
};

bool mention_is_group_blank(char32_t c) {
    enum { THIN = 0x2009, NARROW_NO_BREAK = 0x202F };
    return c == U' ' || c == 0xA0 || c == THIN || c == NARROW_NO_BREAK;
}

bool mention_is_comma(char32_t c) {
    return c == U',' || c == U'，';
}

/* 98，100% and 98，100。 are two numbers: a full-width comma parts thousands of something only. */
static bool is_of_something(struct points text, size_t behind) {
    char32_t c = text.c[behind];
    return c != 0 && c != U'\n' && !char_is_one_of(c, U"%％") &&
           (mention_is_comma(c) ? char_is_digit(text.c[behind + 1]) : !char_is_separator(c));
}

bool mention_is_grouped_at(struct points text, size_t from, size_t at) {
    enum { GROUP = 3, FIVE_GROUPS = 15 };
    char32_t mark = text.c[at];
    if ((!mention_is_comma(mark) && !mention_is_group_blank(mark)) || at == from ||
        at - from > FIVE_GROUPS)
        return false;
    if (mark == U'，' && (char_digit_value(text.c[from]) == 0 || at + GROUP >= text.n ||
                          !is_of_something(text, at + GROUP + 1)))
        return false;
    for (size_t i = 1; i <= GROUP; i++)
        if (!char_is_digit(text.c[at + i]))
            return false;
    bool first = at - from <= GROUP || text.c[at - GROUP - 1] == mark;
    return first && !char_is_digit(text.c[at + GROUP + 1]);
}

static void add_digit(struct digit_run *run, char32_t c) {
    if (run->count < MOST_DIGITS)
        run->digits[run->count] = (char)('0' + (int)char_digit_value(c));
    run->count++;
}

/* Eats 1786, 1,786 or 10.7; with blanks 1 786, too. */
static void take_digits(struct points text, size_t *at, bool blanks, struct digit_run *run) {
    size_t i = *at;
    while (char_is_digit(text.c[i])) {
        add_digit(run, text.c[i++]);
        if ((blanks || mention_is_comma(text.c[i])) && mention_is_grouped_at(text, *at, i))
            i++;
    }
    if (char_is_one_of(text.c[i], U".．") && char_is_digit(text.c[i + 1]))
        for (i++; char_is_digit(text.c[i]); i++, run->decimals++)
            add_digit(run, text.c[i]);
    *at = i;
}

/* The digits with the point moved behind `scale` of the decimals. */
static void write_digits(struct mention_digits *out, const struct digit_run *run, int scale) {
    size_t n = 0, whole;
    out->fits = run->count > 0 && run->count <= MOST_DIGITS && run->decimals <= MOST_DECIMALS;
    if (!out->fits)
        return;
    whole = run->count - run->decimals + (size_t)scale;
    for (size_t i = 0; i < whole || i < run->count; i++) {
        if (i == whole)
            out->text[n++] = '.';
        out->text[n] = '0';
        if (i < run->count)
            out->text[n] = run->digits[i];
        n++;
    }
    out->text[n] = '\0';
}

/* --- one number --- */

static bool take_vague(struct points text, size_t *at) {
    if (!char_is_one_of(text.c[*at], U"余多来几"))
        return false;
    ++*at;
    return true;
}

/* What bounds a number, before it or behind: 不低于90%, 90%以上. */
static void read_bound(struct mention *mention, const char32_t *word) {
    static const char32_t *const least[] = {U"不低于", U"不少于", U"不小于", U"至少",
                                            U"最低",   U"以上",   NULL};
    static const char32_t *const most[] = {U"不高于", U"不超过", U"不大于", U"至多",
                                           U"最高",   U"以下",   U"以内",   NULL};
    struct points text = {word, points_length_of(word)};
    if (points_any_at(text, 0, least) != NULL)
        mention->bound = U'≥';
    else if (points_any_at(text, 0, most) != NULL)
        mention->bound = U'≤';
}

/* Scale, approximation and unit behind the digits; false where it is no quantity. */
static bool take_behind(struct points text, size_t *at, struct mention *mention) {
    size_t i = *at;
    while (text.c[i] == U' ' || text.c[i] == 0xA0)
        i++;
    mention->approximate |= take_vague(text, &i);
    mention->scale = quantity_scale_take(text, &i);
    mention->approximate |= take_vague(text, &i);
    mention->unit = quantity_unit_take(text, &i);
    if (mention->unit == NULL)
        return false;
    const char32_t *about = points_any_at(text, i, approximate_behind);
    /* 较预算2,200万元多138.6万元: by so much more */
    if (about != NULL && points_length_of(about) == 1 && char_is_digit(text.c[i + 1]))
        about = NULL;
    mention->approximate |= about != NULL;
    if (about != NULL)
        read_bound(mention, about);
    *at = mention->to = i;
    return true;
}

static bool stands_apart(struct points text, size_t from, size_t to) {
    char32_t before = from > 0 ? text.c[from - 1] : 0, behind = text.c[to];
    if (is_latin(before) || is_range_mark(before) || char_is_one_of(before, U".．第=＝±〔"))
        return false;
    size_t unit = to; /* 18.6km */
    if (is_latin(behind) && quantity_unit_take(text, &unit) == NULL)
        return false;
    if (is_range_mark(behind) || char_is_one_of(behind, U"年月日号时点〕.．"))
        return false;
    return !(char_is_one_of(behind, U"至到") && char_is_digit(text.c[to + 1]));
}

/* Behind the unit: "5人至8人", "10%-20%". */
static bool range_goes_on(struct points text, size_t to) {
    return (is_range_mark(text.c[to]) || char_is_one_of(text.c[to], U"至到")) &&
           char_is_digit(text.c[to + 1]);
}

static bool range_ends_here(struct points text, size_t from) {
    return from >= 2 && text.c[from - 1] == U'至' &&
           (char_is_digit(text.c[from - 2]) || text.c[from - 2] == U'%');
}

/* 二 … 九十九 before 个 项 条 and a noun; other numerals are mostly names and idioms. */
static bool take_han(struct points text, size_t *at, struct mention *mention,
                     struct mention_digits *digits) {
    enum { LONGEST = 4, LEAST = 2, MOST = 99 };
    char32_t before = *at > 0 ? text.c[*at - 1] : 0;
    struct str run = STR_INIT;
    size_t i = *at;
    unsigned value = 0;
    if (!is_numeral(text.c[i]) || is_numeral(before) ||
        char_is_one_of(before, U"第几数百千万零〇这那每各哪头前后"))
        return false;
    for (; is_numeral(text.c[i]) && i - *at < LONGEST; i++)
        str_add_char(&run, text.c[i] == U'两' ? U'二' : text.c[i]);
    struct span rest = str_span(&run);
    bool read = han_number_take(&rest, &value) && rest.n == 0;
    str_release(&run);
    if (!read || value < LEAST || value > MOST || !char_is_one_of(text.c[i], U"个项条"))
        return false;
    mention->digits_to = i;
    if (!take_behind(text, &i, mention))
        return false;
    (void)snprintf(digits->text, sizeof digits->text, "%u", value);
    digits->fits = true;
    *at = i;
    return true;
}

/* A figure counts as what it prints; one that is not known is a number nobody can reckon with.
 * Without a unit: what stands behind it may be one. */
static void take_figure(struct points text, const struct mention_figure *figure, size_t *at,
                        struct mention *mention, struct mention_digits *digits) {
    struct points printed = {figure->printed, points_length_of(figure->printed)};
    struct digit_run run = {0};
    size_t i = 0, behind = figure->to;
    *at = mention->digits_to = figure->to;
    if (!char_is_digit(printed.c[0]))
        return;
    take_digits(printed, &i, false, &run);
    if (i < printed.n) {
        if (!take_behind(printed, &i, mention) || i < printed.n)
            mention->unit = NULL; /* a date, a name */
        mention->to = figure->to;
    } else if (take_behind(text, &behind, mention)) {
        *at = behind;
    }
    mention->decimals = (int)run.decimals;
    mention->fraction = run.decimals > 0;
    write_digits(digits, &run, mention->scale);
}

/* 1 234人次, where a unit follows and no number before: else they are two numbers. */
static bool take_spaced(struct points text, size_t *at, struct mention *mention,
                        struct digit_run *run) {
    struct mention spaced = *mention;
    struct digit_run digits = {0};
    size_t i = *at, from = *at;
    if (text.c[from] == U'0' || (from > 0 && char_is_one_of(text.c[from - 1], U"表图条款")) ||
        (from > 1 && mention_is_group_blank(text.c[from - 1]) && char_is_digit(text.c[from - 2])))
        return false;
    take_digits(text, &i, true, &digits);
    spaced.digits_to = i;
    if (!stands_apart(text, from, i) || !take_behind(text, &i, &spaced))
        return false;
    *mention = spaced;
    *run = digits;
    *at = i;
    return true;
}

bool mention_take(struct mention *mention, struct mention_digits *digits, struct points text,
                  const struct mention_figure *figure, size_t *at) {
    struct digit_run run = {0};
    *mention = (struct mention){.from = *at};
    digits->fits = false;
    if (figure != NULL) {
        take_figure(text, figure, at, mention, digits);
        return true;
    }
    if (!char_is_digit(text.c[*at]))
        return take_han(text, at, mention, digits);
    if (!take_spaced(text, at, mention, &run)) {
        take_digits(text, at, false, &run);
        mention->digits_to = *at;
        if (!stands_apart(text, mention->from, *at) || !take_behind(text, at, mention))
            return true;
    }
    if (mention->from > 0 && char_is_one_of(text.c[mention->from - 1], U"≥≤≦≧<>＜＞")) {
        mention->bound = char_is_one_of(text.c[mention->from - 1], U"≥≧>＞") ? U'≥' : U'≤';
        mention->approximate = true;
    }
    mention->decimals = (int)run.decimals;
    mention->fraction = run.decimals > 0;
    mention->approximate |= range_goes_on(text, *at) || range_ends_here(text, mention->from);
    write_digits(digits, &run, mention->scale);
    return true;
}

/* --- what stands before it --- */

/* 两项, 三批, 12类 */
static size_t skip_counted_head(struct points text, size_t at, size_t from) {
    if (at < from + 2 || !char_is_one_of(text.c[at - 1], U"项类批期次者笔年级组块队村方片"))
        return at;
    size_t begin = at - 1;
    while (begin > from && (char_is_digit(text.c[begin - 1]) || is_numeral(text.c[begin - 1])))
        begin--;
    return begin < at - 1 ? begin : at;
}

static size_t skip_total_heads(struct points text, size_t at, size_t from) {
    for (size_t before = SIZE_MAX; at != before;) {
        const char32_t *head = points_any_before(text, at, total_heads);
        before = at;
        at = head != NULL ? at - points_length_of(head) : skip_counted_head(text, at, from);
    }
    return at;
}

void mention_read_label(struct mention *mention, struct points text, size_t from) {
    static const char32_t *const heads[] = {U"其中", NULL};
    size_t to = mention->from, at;
    while (to > from && char_is_blank(text.c[to - 1]))
        to--;
    for (at = to; at > from && !char_is_separator(text.c[at - 1]);)
        if (points_any_before(text, at--, heads) != NULL) {
            at++;
            break;
        }
    /* 满意度（非常满意和满意）为95.6%: the name stands before the bracket */
    static const char32_t *const links[] = {U"为", U"达", U"达到", U"是", U"约为", U"约", NULL};
    const char32_t *link = points_any_before(text, to, links);
    bool bare = mention->unit->kind == UNIT_PERCENT && link != NULL &&
                to - points_length_of(link) == at && at > from &&
                char_is_one_of(text.c[at - 1], U"）)");
    if (bare) {
        size_t open = at - 1;
        while (open > from && !char_is_one_of(text.c[open], U"（("))
            open--;
        for (at = open; at > from && !char_is_separator(text.c[at - 1]); at--)
            ;
    }
    mention->label_from = at;
    mention->label_to = to;
    const char32_t *about = points_any_before(text, to, approximate_before);
    if (about != NULL && points_any_before(text, to, certain_before) == NULL) {
        mention->approximate = true;
        read_bound(mention, about);
    }
    mention->each = points_any_within(text, at, to, each_words);
    mention->change = points_any_within(text, at, to, delta_words);
    for (size_t i = 0; total_words[i] != NULL; i++) {
        if (!points_end_at(text, to, total_words[i]))
            continue;
        size_t word = to - points_length_of(total_words[i]);
        size_t begin = skip_total_heads(text, word, at);
        mention->total |= begin == 0 || begin <= at || char_is_separator(text.c[begin - 1]);
    }
}
