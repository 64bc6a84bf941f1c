/* Lists and the number that is said of them: 下设3个单位，分别是甲、乙、丙; 甲科、乙科2个科室. */
#include "check/list_count.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/han_number.h"

enum { COUNT_MOST = 40, ITEM_LONGEST = 20 };

/* 3, 12, 三, 十二 that ends before `at`; where it begins, SIZE_MAX: none. */
static size_t count_before(const struct passage *p, size_t at, unsigned *value) {
    size_t from = at;
    *value = 0;
    while (from > 0 && at - from < 2 && char_is_digit(p->c[from - 1]))
        from--;
    for (size_t i = from; i < at; i++)
        *value = *value * 10 + char_digit_value(p->c[i]);
    if (from < at)
        return from > 0 && (char_is_digit(p->c[from - 1]) ||
                            char_is_one_of(p->c[from - 1], U".．,第-—+"))
                   ? SIZE_MAX
                   : from;
    struct str run = STR_INIT;
    while (from > 0 && at - from < 3 && char_is_one_of(p->c[from - 1], U"一二三四五六七八九十两"))
        from--;
    for (size_t i = from; i < at; i++)
        str_add_char(&run, p->c[i] == U'两' ? U'二' : p->c[i]);
    struct span rest = str_span(&run);
    bool read = run.len > 0 && han_number_take(&rest, value) && rest.n == 0;
    str_release(&run);
    return read && (from == 0 || !char_is_one_of(p->c[from - 1], U"第几每各")) ? from : SIZE_MAX;
}

/* 个内设机构, 家二级单位: what is counted by naming it. Its length, 0: none. */
static size_t noun_at(const struct passage *p, size_t at) {
    static const char32_t *const nouns[] = {
        U"内设机构",     U"内设科室", U"科室",     U"股室",     U"办公室",   U"事业单位",
        U"二级预算单位", U"二级单位", U"下属单位", U"预算单位", U"所属单位", U"直属单位",
        U"单位",         U"站所",     U"中心",     U"部门",     U"社区",     U"行政村",
        U"一级指标",     U"二级指标", U"三级指标", U"乡镇",     U"街道",     U"村",
        U"镇街",         U"镇",       U"乡",       U"县",       U"自然村",   U"学校",
        U"党支部",       U"项目",     U"指标",     U"方面",     U"环节",     U"类",
        U"专项",         NULL};
    if (!char_is_one_of(p->c[at], U"个家项"))
        return 0;
    const char32_t *noun = word_any_at(p, at + 1, nouns);
    return noun != NULL ? 1 + word_length(noun) : 0;
}

static void raise(struct raiser *raiser, const struct passage *p, size_t from, size_t to,
                  unsigned said, size_t found) {
    struct str message = STR_INIT;
    str_add_format(&message, _("列出%zu个，文中为%u个"), found, said);
    (void)raise_finding(raiser, p, "count-word", SEVERITY_ERROR, from, to, message.s);
    str_release(&message);
}

/* Items of the list from `at` on, split by 、, up to the end of the clause; 和 and 及 may join two.
 * False: it is open (等), or no list of names. */
static bool read_list(const struct passage *p, size_t at, size_t *least, size_t *most,
                      size_t *end) {
    size_t length = 0;
    unsigned depth = 0;
    *least = 1;
    *most = 1;
    for (*end = at; *end < p->n; ++*end) {
        char32_t c = p->c[*end];
        if (char_is_one_of(c, U"（(《“"))
            depth++;
        else if (char_is_one_of(c, U"）)》”") && depth > 0)
            depth--;
        else if (depth > 0)
            continue;
        else if (char_is_one_of(c, U"。；，\n,;"))
            break;
        else if (c == U'、') {
            ++*least;
            ++*most;
            length = 0;
        } else if (char_is_one_of(c, U"等：:") || char_is_digit(c) || length++ > ITEM_LONGEST)
            return false;
        else if (char_is_one_of(c, U"和及与"))
            ++*most;
    }
    return *least > 1;
}

/* “3个二级预算单位，分别是甲、乙、丙。” */
static void check_list_behind(struct raiser *raiser, const struct passage *p, size_t from,
                              size_t at, unsigned said) {
    static const char32_t *const leads[] = {U"，分别是", U"，分别为", U"，即",   U"：",
                                            U"，包括",   U"分别是",   U"分别为", U"，具体为",
                                            U"，为",     NULL};
    const char32_t *lead = word_any_at(p, at, leads);
    size_t least, most, end;
    if (lead == NULL || !read_list(p, at + word_length(lead), &least, &most, &end))
        return;
    enum { FAR = 2 };
    size_t off = said < least ? least - said : said > most ? said - most : 0;
    if (off > 0 && off <= FAR)
        raise(raiser, p, from, end, said, said < least ? least : most);
}

/* A list of names that ends before `end`: where it begins, its marks, and the words between its
 * last two names that may or may not be a mark. */
struct names_before {
    size_t begin, marks, joins;
};

static struct names_before names_before(const struct passage *p, size_t end) {
    struct names_before names = {.begin = end};
    size_t length = 0;
    for (; names.begin > 0 && names.marks < COUNT_MOST; names.begin--) {
        char32_t c = p->c[names.begin - 1];
        if (c == U'、') {
            names.marks++;
            length = 0;
        } else if (!char_is_han(c) || length++ > ITEM_LONGEST) {
            break;
        } else if (names.marks == 0 && char_is_one_of(c, U"和及与")) {
            names.joins++;
        }
    }
    return names;
}

/* “甲科、乙科、丙科2个科室”: names that end like the last one. */
static void check_list_before(struct raiser *raiser, const struct passage *p, size_t from,
                              size_t at, unsigned said) {
    enum { LEAST = 3, FAR = 2 };
    static const char32_t *const sums[] = {U"，共计", U"，共", U"共计", U"总共",
                                           U"合计",   U"一共", U"共",   NULL};
    const char32_t *summed = word_any_before(p, from, sums); /* 甲镇、乙镇、丙乡共3个乡镇 */
    from -= summed != NULL ? word_length(summed) : 0;
    bool open = from > 0 && p->c[from - 1] == U'等';
    from -= open;
    char32_t last = from > 0 ? p->c[from - 1] : 0;
    if (!char_is_one_of(last, U"室科股站所队中心局处会村区镇乡街道院校司部办县市园场"))
        return;

    struct names_before names = names_before(p, from);
    size_t begin = names.begin, least = names.marks + 1, most = least + names.joins;
    size_t off = said < least ? least - said : said > most ? said - most : 0;
    /* 甲站、乙站、丙站等4个单位: 等 may leave one out, or it was forgotten */
    if (open && least >= LEAST && off == 1)
        (void)raise_finding(raiser, p, "count-word", SEVERITY_WARNING, begin, at,
                            _("列出的个数与所说的差一个，是否漏列？"));
    else if (!open && least >= LEAST && off > 0 && off <= FAR)
        raise(raiser, p, begin, at, said, said < least ? least : most);
}

void check_list_counts(struct raiser *raiser, const struct passage *p) {
    for (size_t at = 1; at < p->n; at++) {
        size_t noun = noun_at(p, at);
        unsigned said = 0;
        size_t from = noun > 0 ? count_before(p, at, &said) : SIZE_MAX;
        if (from == SIZE_MAX || said < 2 || said > COUNT_MOST)
            continue;
        check_list_behind(raiser, p, from, at + noun, said);
        check_list_before(raiser, p, from, at + noun, said);
    }
}
