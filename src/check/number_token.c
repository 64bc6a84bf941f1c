#include "check/number_token.h"

#include <stdio.h>

/* Longer names stand before their beginnings. */
static const struct number_unit units[] = {
    {U"个百分点", UNIT_POINTS, NULL},
    {U"百分点", UNIT_POINTS, U"个百分点"},
    {U"%", UNIT_PERCENT, NULL},
    {U"％", UNIT_PERCENT, U"%"},
    {U"元", UNIT_MEASURE, NULL},
    {U"吨", UNIT_MEASURE, NULL},
    {U"平方公里", UNIT_MEASURE, NULL},
    {U"平方千米", UNIT_MEASURE, U"平方公里"},
    {U"平方米", UNIT_MEASURE, NULL},
    {U"平方", UNIT_MEASURE, U"平方米"},
    {U"平米", UNIT_MEASURE, U"平方米"},
    {U"㎡", UNIT_MEASURE, U"平方米"},
    {U"立方米", UNIT_MEASURE, NULL},
    {U"公里", UNIT_MEASURE, NULL},
    {U"千米", UNIT_MEASURE, U"公里"},
    {U"公顷", UNIT_MEASURE, NULL},
    {U"公斤", UNIT_MEASURE, NULL},
    {U"千克", UNIT_MEASURE, U"公斤"},
    {U"延米", UNIT_MEASURE, NULL},
    {U"米", UNIT_MEASURE, NULL},
    {U"亩", UNIT_MEASURE, NULL},
    {U"斤", UNIT_MEASURE, NULL},
    {U"倍", UNIT_MEASURE, NULL},
    {U"分", UNIT_MEASURE, NULL},
    {U"人次", UNIT_COUNT, NULL},
    {U"户次", UNIT_COUNT, NULL},
    {U"家次", UNIT_COUNT, NULL},
    {U"车次", UNIT_COUNT, NULL},
    {U"场次", UNIT_COUNT, NULL},
    {U"批次", UNIT_COUNT, NULL},
    {U"剂次", UNIT_COUNT, NULL},
    {U"千瓦时", UNIT_MEASURE, NULL},
    {U"度", UNIT_MEASURE, NULL},
    {U"件次", UNIT_COUNT, NULL},
    {U"起次", UNIT_COUNT, NULL},
    {U"课时", UNIT_COUNT, NULL},
    {U"名", UNIT_COUNT, U"人"},
    {U"位", UNIT_COUNT, U"人"},
#define COUNT(name) {name, UNIT_COUNT, NULL},
    COUNT(U"人") COUNT(U"户") COUNT(U"栋") COUNT(U"幢") COUNT(U"件") COUNT(U"次") COUNT(U"处")
        COUNT(U"个") COUNT(U"条") COUNT(U"家") COUNT(U"份") COUNT(U"项") COUNT(U"起") COUNT(U"场")
            COUNT(U"块") COUNT(U"幅") COUNT(U"辆") COUNT(U"台") COUNT(U"套") COUNT(U"支")
                COUNT(U"期") COUNT(U"例") COUNT(U"篇") COUNT(U"宗") COUNT(U"笔") COUNT(U"批")
                    COUNT(U"所") COUNT(U"座") COUNT(U"间") COUNT(U"盏") COUNT(U"棵") COUNT(U"株")
                        COUNT(U"张") COUNT(U"封") COUNT(U"册") COUNT(U"本") COUNT(U"片")
                            COUNT(U"头") COUNT(U"只") COUNT(U"羽") COUNT(U"顶") COUNT(U"具")
                                COUNT(U"瓶") COUNT(U"箱") COUNT(U"盒") COUNT(U"袋") COUNT(U"包")
                                    COUNT(U"桶") COUNT(U"组") COUNT(U"类") COUNT(U"种") COUNT(U"扇")
                                        COUNT(U"口") COUNT(U"眼") COUNT(U"班") COUNT(U"部")
                                            COUNT(U"艘") COUNT(U"架") COUNT(U"副") COUNT(U"把")
                                                COUNT(U"床") COUNT(U"双") COUNT(U"门") COUNT(U"节")
                                                    COUNT(U"轮") COUNT(U"对") COUNT(U"宿")
                                                        COUNT(U"单")
#undef COUNT
};

/* "6个月", "3分钟", "12项目" are no 个, 分, 项. */
static const char32_t *const no_units[] = {
    U"个月",   U"个小时", U"个工作日", U"个季度", U"个年", U"个半", U"个多", U"个学期", U"分钟",
    U"分别",   U"元旦",   U"元素",     U"处于",   U"处在", U"次日", U"所有", U"部分",   U"期间",
    U"人均",   U"户均",   U"份额",     U"条例",   U"条街", U"只有", U"只要", U"本年",   U"本级",
    U"个日历", U"位于",   U"名列",     U"项目",   U"组织", U"对照", U"对此", U"门前",   U"节约",
    U"单位",   U"班子",   U"部门",     U"米处",   U"包括", U"包含", U"把握", NULL};

static const struct {
    const char32_t *name;
    int power;
} scales[] = {{U"万亿", 12}, {U"千万", 7}, {U"百万", 6}, {U"亿", 8},
              {U"万", 4},    {U"千", 3},   {U"百", 2},   {U"十", 1}};

static const char32_t *const approximate_before[] = {
    U"约",     U"近",   U"逾",   U"超",   U"超过", U"至少", U"至多",   U"最多",   U"最高",
    U"最低",   U"不足", U"不到", U"每",   U"各",   U"均",   U"不少于", U"不低于", U"不高于",
    U"不超过", U"大于", U"小于", U"少于", U"多于", U"低于", U"高于",   U"上百",   U"接近",
    U"几",     U"约为", U"每降", U"每超", U"各为", U"各有", U"分别约", NULL};
static const char32_t *const certain_before[] = {
    U"节约", U"签约", U"履约", U"预约", U"违约", U"集约", U"附近", U"就近", U"最近", U"邻近", NULL};
static const char32_t *const approximate_behind[] = {U"左右", U"以上", U"以下", U"以内",
                                                     U"上下", U"之多", U"余",   U"多",
                                                     U"不等", U"之间", U"开外", NULL};

static const char32_t *const delta_words[] = {
    U"增加",   U"减少",   U"同比", U"环比",   U"较上年", U"比上年", U"较去年", U"比去年",
    U"较20",   U"比20",   U"增长", U"下降",   U"上升",   U"提高",   U"降低",   U"净增",
    U"多支出", U"少支出", U"压减", U"调增",   U"调减",   U"增幅",   U"降幅",   U"上涨",
    U"回落",   U"增收",   U"减收", U"较年初", NULL};

static const char32_t *const each_words[] = {U"每",   U"人均", U"户均", U"平均",
                                             U"单价", U"均",   NULL};

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
/* Names of sums: 在职人员共计, 全年预算合计. */
static const char32_t *const total_nouns[] = {
    U"人员", U"人数", U"支出", U"收入", U"预算", U"预算数", U"资金",   U"总额",
    U"经费", U"金额", U"总数", U"数量", U"面积", U"户数",   U"决算数", NULL};

/* --- characters --- */

static bool is_latin(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

static bool is_range_mark(char32_t c) {
    return char_is_one_of(c, U"-–—~～－·×+＋*/÷xX");
}

wide wide_power_of_ten(int power) {
    wide value = 1;
    while (power-- > 0)
        value *= 10;
    return value;
}

bool number_same_unit(const struct number *a, const struct number *b) {
    return a->unit == b->unit;
}

void wide_add(struct str *out, wide value, int scale, int least) {
    enum { NANO = 9, ROOM = 64 };
    char digits[ROOM];
    size_t n = ROOM;
    int decimals = NANO + scale;
    bool negative = value < 0;
    value = wide_size(value);
    while (decimals > least && value % 10 == 0) {
        value /= 10;
        decimals--;
    }
    for (int i = 0; value > 0 || i <= decimals; i++) {
        if (i == decimals && i > 0)
            digits[--n] = '.';
        digits[--n] = (char)('0' + (int)(value % 10));
        value /= 10;
    }
    if (negative)
        str_add_byte(out, '-');
    str_add(out, (struct span){digits + n, ROOM - n});
}

/* --- one number --- */

/* Eats 1786, 1,786 or 10.7 at `at`; false where it is none or too long to be reckoned with. */
static bool take_digits(const struct passage *p, size_t *at, struct number *number) {
    enum { MOST_DIGITS = 15, MOST_DECIMALS = 8, GROUP = 3, FIVE_GROUPS = 15 };
    size_t i = *at, count = 0, decimals = 0;
    wide value = 0;
    while (char_is_digit(p->c[i])) {
        if (count++ < MOST_DIGITS)
            value = value * 10 + char_digit_value(p->c[i]);
        i++;
        bool grouped = char_is_one_of(p->c[i], U",，") && i - *at <= FIVE_GROUPS &&
                       char_is_digit(p->c[i + 1]) && char_is_digit(p->c[i + 2]) &&
                       char_is_digit(p->c[i + 3]) && !char_is_digit(p->c[i + 4]);
        bool first = count <= GROUP || (i > *at + GROUP + 1 && p->c[i - GROUP - 1] == U',');
        if (grouped && first && p->c[i] == U',')
            i++;
    }
    if (char_is_one_of(p->c[i], U".．") && char_is_digit(p->c[i + 1])) {
        for (i++; char_is_digit(p->c[i]); i++, count++, decimals++)
            if (count < MOST_DIGITS)
                value = value * 10 + char_digit_value(p->c[i]);
        number->fraction = true;
    }
    *at = i;
    number->digits_to = i;
    if (count == 0 || count > MOST_DIGITS || decimals > MOST_DECIMALS)
        return false;
    number->value = value * wide_power_of_ten(9 - (int)decimals);
    number->half = value == 0 && decimals == 0 ? 0 : wide_power_of_ten(9 - (int)decimals) / 2;
    number->decimals = (int)decimals;
    return true;
}

static bool word_equal(const char32_t *a, const char32_t *b) {
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static const struct number_unit *take_unit(const struct passage *p, size_t *at) {
    if (word_any_at(p, *at, no_units) != NULL)
        return NULL;
    for (size_t i = 0; i < ARRAY_LEN(units); i++) {
        if (!word_stands_at(p, *at, units[i].name))
            continue;
        *at += word_length(units[i].name);
        for (size_t k = 0; units[i].same_as != NULL && k < ARRAY_LEN(units); k++)
            if (word_equal(units[k].name, units[i].same_as))
                return &units[k];
        return &units[i];
    }
    return NULL;
}

static bool take_vague(const struct passage *p, size_t *at) {
    if (!char_is_one_of(p->c[*at], U"余多来几"))
        return false;
    ++*at;
    return true;
}

/* Scale, approximation and unit behind the digits; false where it is no quantity. */
static bool take_behind(const struct passage *p, size_t *at, struct number *number) {
    size_t i = *at;
    if (p->c[i] == U' ')
        i++;
    number->approximate |= take_vague(p, &i);
    for (size_t k = 0; k < ARRAY_LEN(scales); k++)
        if (word_stands_at(p, i, scales[k].name)) {
            number->scale = scales[k].power;
            i += word_length(scales[k].name);
            break;
        }
    number->approximate |= take_vague(p, &i);
    number->unit = take_unit(p, &i);
    if (number->unit == NULL)
        return false;
    number->approximate |= word_any_at(p, i, approximate_behind) != NULL;
    if (number->unit->name[0] == U'分' && !number->fraction)
        number->half = 0; /* scores are not rounded */
    wide by = wide_power_of_ten(number->scale);
    number->value *= by;
    number->half *= by;
    *at = number->to = i;
    return true;
}

static bool stands_apart(const struct passage *p, size_t from, size_t to) {
    char32_t before = from > 0 ? p->c[from - 1] : 0, behind = p->c[to];
    if (is_latin(before) || is_range_mark(before) ||
        char_is_one_of(before, U".．第≥≤≦≧<>＜＞=＝±〔"))
        return false;
    if (is_latin(behind) || is_range_mark(behind) || char_is_one_of(behind, U"年月日号时点〕.．"))
        return false;
    return !(char_is_one_of(behind, U"至到") && char_is_digit(p->c[to + 1]));
}

/* Behind the unit: "5人至8人", "10%-20%". */
static bool range_goes_on(const struct passage *p, size_t to) {
    return (is_range_mark(p->c[to]) || char_is_one_of(p->c[to], U"至到")) &&
           char_is_digit(p->c[to + 1]);
}

static bool range_ends_here(const struct passage *p, size_t from) {
    return from >= 2 && (char_is_one_of(p->c[from - 1], U"至")) &&
           (char_is_digit(p->c[from - 2]) || p->c[from - 2] == U'%');
}

static unsigned han_digit(char32_t c) {
    static const char32_t digits[] = U"〇一二三四五六七八九";
    if (c < 0x4E00 || c > 0x9FFF)
        return 0;
    for (unsigned i = 1; i < 10; i++)
        if (digits[i] == c)
            return i;
    return c == U'两' ? 2 : 0;
}

/* 二 … 九十九 before 个 项 条 and a noun; other numerals are mostly names and idioms. */
static bool take_han(const struct passage *p, size_t *at, struct number *number) {
    size_t i = *at;
    char32_t before = i > 0 ? p->c[i - 1] : 0;
    if (char_is_one_of(before, U"第几数十百千万零〇这那每各哪头前后") || han_digit(before) != 0)
        return false;
    unsigned tens = 0, ones = han_digit(p->c[i]);
    i += ones != 0;
    if (p->c[i] == U'十') {
        tens = ones == 0 ? 1 : ones;
        ones = han_digit(p->c[++i]);
        i += ones != 0;
    }
    unsigned value = tens * 10 + ones;
    if (value < 2 || !char_is_one_of(p->c[i], U"个项条") || word_any_at(p, i, no_units) != NULL)
        return false;
    number->digits_to = i;
    number->value = (wide)value * WIDE_ONE;
    number->half = WIDE_ONE / 2;
    *at = i;
    return take_behind(p, at, number);
}

/* --- what stands before it --- */

/* 两项, 三批, 12类 */
static size_t skip_counted_head(const struct passage *p, size_t at, size_t from) {
    if (at < from + 2 || !char_is_one_of(p->c[at - 1], U"项类批期次者笔年级组块队村方片"))
        return at;
    size_t begin = at - 1;
    while (begin > from && (char_is_digit(p->c[begin - 1]) || han_digit(p->c[begin - 1]) != 0 ||
                            p->c[begin - 1] == U'十'))
        begin--;
    return begin < at - 1 ? begin : at;
}

static size_t skip_total_heads(const struct passage *p, size_t at, size_t from) {
    for (size_t before = SIZE_MAX; at != before;) {
        const char32_t *head = word_any_before(p, at, total_heads);
        before = at;
        at = head != NULL ? at - word_length(head) : skip_counted_head(p, at, from);
    }
    return at;
}

static void read_label(struct number *number, const struct passage *p, size_t from) {
    static const char32_t *const heads[] = {U"其中", NULL};
    size_t at = number->from;
    while (at > from && !char_is_separator(p->c[at - 1]) && word_any_before(p, at, heads) == NULL)
        at--;
    number->label_from = at;
    number->approximate |= word_any_before(p, number->from, approximate_before) != NULL &&
                           word_any_before(p, number->from, certain_before) == NULL;
    number->each = word_any_within(p, at, number->from, each_words);
    number->delta = word_any_within(p, at, number->from, delta_words);
    for (size_t i = 0; total_words[i] != NULL; i++) {
        if (!word_ends_at(p, number->from, total_words[i]))
            continue;
        size_t word = number->from - word_length(total_words[i]);
        size_t begin = skip_total_heads(p, word, at);
        number->total |= begin == 0 || begin <= at || char_is_separator(p->c[begin - 1]);
        number->named_total |= word_length(total_words[i]) > 1 && p->c[word + 1] != U'有' &&
                               word_any_before(p, word, total_nouns) != NULL;
    }
    number->named_total &= !number->total;
}

/* --- the sentence --- */

struct scan {
    struct sentence *sentence;
    unsigned groups, open[16];
    size_t depth;
    size_t last_end; /* behind the number before */
};

static void add_number(struct scan *scan, struct number *number) {
    struct sentence *s = scan->sentence;
    read_label(number, s->p, scan->last_end);
    /* 共28户55人: both are totals */
    const struct number *before = s->count > 0 ? &s->numbers[s->count - 1] : NULL;
    number->total |= before != NULL && before->total && before->to == number->from &&
                     before->unit != number->unit;
    scan->last_end = number->to;
    number->group =
        scan->depth > 0 && scan->depth <= ARRAY_LEN(scan->open) ? scan->open[scan->depth - 1] : 0;
    if (s->count == SENTENCE_MOST)
        s->overflow = true;
    else
        s->numbers[s->count++] = *number;
}

/* A figure counts as what it prints; one that is not known is a number nobody can reckon with.
 * Without a unit: what stands behind it may be one. */
static bool take_figure(const struct passage *p, size_t *at, struct number *number) {
    const struct passage_figure *figure = passage_figure_at(p, *at);
    size_t end = *at, i = 0, digits = 0;
    while (p->c[end] == PASSAGE_FIGURE && (figure == NULL || end < figure->to))
        end++;
    *at = number->digits_to = end;
    number->approximate = true;
    if (figure == NULL)
        return false;
    struct passage printed = {.c = passage_printed(p, figure)};
    while (printed.c[printed.n] != 0)
        printed.n++;
    if (!char_is_digit(printed.c[0]) || !take_digits(&printed, &i, number))
        return false;
    digits = i;
    number->approximate = false;
    if (digits < printed.n && !take_behind(&printed, &i, number))
        number->approximate = true; /* no quantity: a date, a name */
    number->digits_to = end;
    return i == printed.n;
}

/* Eats what stands at `at`: digits, a figure, or nothing. */
static bool take_number(struct scan *scan, size_t *at) {
    const struct passage *p = scan->sentence->p;
    struct number number = {.from = *at};
    size_t i = *at;
    if (p->c[i] == PASSAGE_FIGURE) {
        if (take_figure(p, &i, &number) && number.unit != NULL) {
            *at = number.to = i;
            add_number(scan, &number);
            return true;
        }
        const struct passage_figure *figure = passage_figure_at(p, *at);
        if (figure == NULL || passage_printed(p, figure)[0] == 0)
            scan->sentence->overflow = true; /* not given yet */
    } else if (char_is_digit(p->c[i])) {
        bool fits = take_digits(p, &i, &number);
        bool apart = stands_apart(p, *at, i);
        *at = i;
        if (!fits || !apart)
            return true;
    } else {
        return take_han(p, &i, &number) && (add_number(scan, &number), *at = i, true);
    }
    *at = i;
    size_t end = i;
    if (!take_behind(p, &end, &number))
        return true;
    *at = end;
    number.approximate |= range_goes_on(p, end) || range_ends_here(p, number.from);
    add_number(scan, &number);
    return true;
}

static void take_bracket(struct scan *scan, char32_t c) {
    if (char_is_one_of(c, U"（(【[〔《")) {
        if (scan->depth < ARRAY_LEN(scan->open))
            scan->open[scan->depth] = ++scan->groups;
        scan->depth++;
    } else if (char_is_one_of(c, U"）)】]〕》") && scan->depth > 0) {
        scan->depth--;
    }
}

/* A 。 ends the sentence unless 其中 follows. */
static bool ends_sentence(const struct passage *p, size_t at) {
    if (p->c[at] >= 0x4E00 && p->c[at] <= 0x9FFF)
        return false;
    if (!char_is_one_of(p->c[at], U"。！!？?"))
        return false;
    for (at++; char_is_blank(p->c[at]) || p->c[at] == U'”'; at++)
        ;
    return !word_stands_at(p, at, U"其中");
}

/* Most characters neither begin a number nor end anything. */
static bool is_plain(char32_t c) {
    return c >= 0x4E00 && c <= 0x9FFF && c != U'十' && han_digit(c) == 0;
}

bool sentence_read(struct sentence *sentence, const struct passage *p, size_t from) {
    sentence->p = p;
    sentence->from = from;
    sentence->count = 0;
    sentence->overflow = false;
    struct scan scan = {.sentence = sentence, .last_end = from};
    size_t at = from;
    while (at < p->n && !ends_sentence(p, at)) {
        if (is_plain(p->c[at])) {
            at++;
            continue;
        }
        if (take_number(&scan, &at))
            continue;
        if (p->c[at] == U'。') /* before 其中 */
            scan.depth = 0;
        take_bracket(&scan, p->c[at++]);
    }
    sentence->to = at;
    sentence->overflow |= at - from > SENTENCE_LONGEST;
    return from < p->n;
}
