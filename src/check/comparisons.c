#include "check/comparisons.h"

#include "check/relation.h"

#include "base/lang.h"
#include "base/text/char_class.h"

static const char32_t *const falling[] = {U"减少", U"降低", U"下降", U"缩短", U"压减", U"缩小",
                                          U"缩减", U"回落", U"下滑", U"锐减", U"少了", NULL};
static const char32_t *const rising[] = {U"增长", U"增加", U"上升", U"提高", U"提升", NULL};

static bool is_han_numeral(char32_t c) {
    return char_is_one_of(c, U"一二三四五六七八九十百千两几数半");
}

static bool is_numeral(char32_t c) {
    return char_is_digit(c) || is_han_numeral(c) || char_is_one_of(c, U".．,，万亿");
}

/* 了, 约 … between the verb and its number. */
static size_t skip_links_back(const struct passage *p, size_t at) {
    static const char32_t *const links[] = {U"了", U"约", U"近", U"为", U"超过", NULL};
    for (const char32_t *link; (link = word_any_before(p, at, links)) != NULL;)
        at -= word_length(link);
    return at;
}

/* --- 减少2倍 --- */

static void check_times(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const no[] = {U"倍增", U"倍感", U"倍加", U"倍受", U"倍数", NULL};
    size_t from = at;
    while (from > 0 && is_numeral(p->c[from - 1]))
        from--;
    if (from == at || word_any_at(p, at, no) != NULL)
        return;
    size_t verb = skip_links_back(p, from);
    const char32_t *word = word_any_before(p, verb, falling);
    if (word != NULL)
        (void)raise_finding(raiser, p, "comparison", SEVERITY_ERROR, verb - word_length(word),
                            at + 1, _("减少、下降不能用“倍”：减少一倍就没有了，用几成或百分之几"));
}

/* --- 同比增长下降, 下降-3% --- */

static bool begins_number(const struct passage *p, size_t at) {
    static const char32_t *const links[] = {U"了", U"约", U"近", U"为", U"超过", NULL};
    for (const char32_t *link; (link = word_any_at(p, at, links)) != NULL;)
        at += word_length(link);
    return char_is_digit(p->c[at]);
}

static void check_opposite_verbs(struct raiser *raiser, const struct passage *p, size_t at,
                                 const char32_t *const *first, const char32_t *const *second) {
    const char32_t *one = word_any_at(p, at, first);
    size_t middle = one != NULL ? at + word_length(one) : at;
    const char32_t *two = one != NULL ? word_any_at(p, middle, second) : NULL;
    if (two == NULL || !begins_number(p, middle + word_length(two)))
        return;
    size_t from = word_ends_at(p, at, U"同比") ? at - 2 : at;
    (void)raise_finding(raiser, p, "comparison", SEVERITY_ERROR, from, middle + word_length(two),
                        _("增长与下降只能有一个"));
}

static void check_negative(struct raiser *raiser, const struct passage *p, size_t at) {
    size_t verb = skip_links_back(p, at), end = at + 1;
    const char32_t *word = word_any_before(p, verb, falling);
    if (word == NULL || !char_is_digit(p->c[end]))
        return;
    while (char_is_digit(p->c[end]) || char_is_one_of(p->c[end], U".．,"))
        end++;
    for (int i = 0; i < 2 && char_is_one_of(p->c[end], U"%％万亿元人件"); i++)
        end++;
    (void)raise_finding(raiser, p, "comparison", SEVERITY_ERROR, verb - word_length(word), end,
                        _("“下降”后面不用负数：或写下降几，或写增长负几"));
}

/* --- 与上年下降3%, 较上月同比 --- */

static const char32_t *const pasts[] = {U"上年同期", U"上年决算", U"上年度", U"上年",
                                        U"去年同期", U"去年",     U"上月",   U"上季度",
                                        U"年初预算", U"预算",     NULL};

/* 与 compares only with 相比 or 比较 behind it. */
static void check_with(struct raiser *raiser, const struct passage *p, size_t at) {
    const char32_t *past = word_any_at(p, at + 1, pasts);
    bool year = passage_year_at(p, at + 1) != 0 && p->c[at + 5] == U'年';
    if (past == NULL && !year)
        return;
    size_t verb = past != NULL ? at + 1 + word_length(past) : at + 6 + (p->c[at + 6] == U'度');
    verb += p->c[verb] == U'数';
    const char32_t *word = word_any_at(p, verb, falling);
    word = word != NULL ? word : word_any_at(p, verb, rising);
    if (word != NULL && begins_number(p, verb + word_length(word)))
        (void)raise_finding(raiser, p, "comparison", SEVERITY_ERROR, at, verb + word_length(word),
                            _("“与…”后面要有“相比”，或改用“比”“较”"));
}

/* 同比 is with last year. */
static void check_same_period(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const others[] = {U"上月", U"上周",     U"上季度", U"上季", U"上旬",
                                             U"预算", U"年初预算", U"预算数", NULL};
    const char32_t *past = word_any_before(p, at, others);
    size_t mark = past != NULL ? at - word_length(past) : 0;
    if (mark > 0 && char_is_one_of(p->c[mark - 1], U"较比"))
        (void)raise_finding(raiser, p, "comparison", SEVERITY_ERROR, mark - 1, at + 2,
                            _("同比是与上年同期比，与别的比不说同比（环比）"));
}

/* --- 约300人左右 --- */

struct vague {
    bool sure; /* 约, 近; 逾 and 超过 are bounds, and only doubtful with 余 */
    size_t from;
};

static bool find_vague_before(const struct passage *p, size_t at, struct vague *vague) {
    static const char32_t *const sure[] = {U"大约", U"约为", U"约有", U"约",
                                           U"大概", U"将近", U"近",   NULL};
    static const char32_t *const bounds[] = {U"超过", U"逾", U"超", NULL};
    static const char32_t *const certain[] = {
        U"节约", U"签约", U"履约", U"预约", U"违约", U"集约", U"附近", U"就近", U"最近",
        U"邻近", U"合约", U"条约", U"契约", U"公约", U"制约", U"靠近", U"临近", U"相近",
        U"赴约", U"毁约", U"解约", U"续约", U"邀约", U"相约", U"租约", U"特约", U"盟约",
        U"新近", U"贴近", U"走近", U"远近", U"亲近", NULL};
    if (word_any_before(p, at, certain) != NULL)
        return false;
    const char32_t *word = word_any_before(p, at, sure);
    vague->sure = word != NULL;
    word = word != NULL ? word : word_any_before(p, at, bounds);
    vague->from = word != NULL ? at - word_length(word) : at;
    return word != NULL;
}

/* Behind the number: 余 or 多, or a unit and 左右, 上下. The end of the word; 0: none. */
static size_t find_vague_behind(const struct passage *p, size_t at) {
    static const char32_t *const around[] = {U"左右", U"上下", NULL};
    static const char32_t *const no[] = {U"多元", U"多样", U"多功能", U"多媒体", U"多形式",
                                         U"多层", U"余额", U"余下",   NULL};
    enum { UNIT_LONGEST = 4 };
    if (char_is_one_of(p->c[at], U"余多"))
        return word_any_at(p, at, no) == NULL ? at + 1 : 0;
    for (size_t i = 0; i <= UNIT_LONGEST; i++) {
        if (word_any_at(p, at + i, around) != NULL)
            return at + i + 2;
        if (!char_is_han(p->c[at + i]) && !char_is_one_of(p->c[at + i], U"%％"))
            return 0;
        if (char_is_one_of(p->c[at + i], U"在路道门街两河的"))
            return 0;
    }
    return 0;
}

static void check_vague(struct raiser *raiser, const struct passage *p, size_t at) {
    struct vague vague;
    size_t end = at;
    while (is_numeral(p->c[end]) && !(p->c[end] == U'，' && !char_is_digit(p->c[end + 1])))
        end++;
    if (!find_vague_before(p, at, &vague))
        return;
    size_t behind = find_vague_behind(p, end);
    /* 近20余年: the last years, not about so many */
    bool lately =
        behind > 0 && p->c[at - 1] == U'近' && char_is_one_of(p->c[behind], U"年天月日周");
    if (behind == 0 || lately)
        return;
    /* to the end of the unit: 近50余万元, 约2000余人 */
    static const char32_t units[] = U"万亿元人次户件个份条名家处吨亩";
    while (char_is_one_of(p->c[behind], units) && !word_ends_at(p, behind, U"左右") &&
           !word_ends_at(p, behind, U"上下"))
        behind++;
    (void)raise_finding(raiser, p, "comparison", vague.sure ? SEVERITY_ERROR : SEVERITY_WARNING,
                        vague.from, behind, _("前后都说是约数，留一处即可"));
}

void check_comparisons(struct raiser *raiser, const struct passage *p) {
    for (size_t at = 0; at < p->n; at++) {
        char32_t c = p->c[at], before = at > 0 ? p->c[at - 1] : 0;
        if (c == U'倍')
            check_times(raiser, p, at);
        if (c == U'与')
            check_with(raiser, p, at);
        if (c == U'同' && p->c[at + 1] == U'比')
            check_same_period(raiser, p, at);
        if (!char_is_han(c) && char_is_one_of(c, U"-－−–"))
            check_negative(raiser, p, at);
        if (char_is_one_of(c, U"增上提"))
            check_opposite_verbs(raiser, p, at, rising, falling);
        if (char_is_one_of(c, U"减降下"))
            check_opposite_verbs(raiser, p, at, falling, rising);
        if ((char_is_digit(c) || is_han_numeral(c)) && !is_numeral(before))
            check_vague(raiser, p, at);
    }
}
