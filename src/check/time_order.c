#include "check/time_order.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/han_number.h"
#include "check/passage.h"

/* A day, or a month, that stands in the text. */
struct moment {
    size_t from, to;
    unsigned year, month, day; /* 0: not said */
};

static size_t take_number(const struct passage *p, size_t at, unsigned *value) {
    enum { MOST = 4 };
    size_t n = 0;
    *value = 0;
    for (; n < MOST && char_is_digit(p->c[at + n]); n++)
        *value = *value * 10 + char_digit_value(p->c[at + n]);
    return n;
}

/* 2023年6月, 7月25日, 2023年6月5日 that begins at `at`. */
static bool moment_at(const struct passage *p, size_t at, struct moment *moment) {
    enum { YEAR_DIGITS = 4, MONTHS = 12 };
    unsigned value;
    size_t n = take_number(p, at, &value), end = at;
    *moment = (struct moment){.from = at};
    if (at > 0 && (char_is_digit(p->c[at - 1]) || char_is_one_of(p->c[at - 1], U".．-—")))
        return false;
    if (n == YEAR_DIGITS && p->c[at + n] == U'年') {
        moment->year = value;
        end = at + n + 1;
        n = take_number(p, end, &value);
    }
    if (n == 0 || n > 2 || p->c[end + n] != U'月' || value == 0 || value > MONTHS)
        return false;
    moment->month = value;
    end += n + 1;
    n = take_number(p, end, &value);
    if (n > 0 && n <= 2 && char_is_one_of(p->c[end + n], U"日号")) {
        moment->day = value;
        end += n + 1;
    }
    moment->to = end;
    return true;
}

/* Whether b lies before a, as far as both say. A year that is not said goes on from the one before.
 */
static bool is_before(const struct moment *b, const struct moment *a) {
    unsigned year = b->year != 0 ? b->year : a->year;
    if (a->year == 0 && b->year != 0)
        return false;
    if (year != a->year)
        return year < a->year;
    if (b->month != a->month)
        return b->month < a->month;
    return a->day != 0 && b->day != 0 && b->day < a->day;
}

/* What happens in this order: words for each step, split by '/'. */
enum { STEPS = 5 };
static const char32_t *const courses[][STEPS] = {
    {U"立项/批复", U"招标/采购", U"开工/动工/启动建设/进场", U"竣工/完工/建成/主体完工",
     U"验收/交付/投入使用"},
    {U"启动/开始/开展", U"解除/结束/终止/完成", NULL, NULL, NULL},
    {U"第一批/首批/一期", U"第二批/二期", U"第三批/三期", NULL, NULL},
    {U"受理/收到/立案", U"办结/结案/审结", NULL, NULL, NULL},
    {U"签订合同/签订", U"履约/验收", NULL, NULL, NULL},
    {U"下达/印发", U"支付完毕/支付完", NULL, NULL, NULL},
};

/* Where one of the words split by '/' stands first; SIZE_MAX: none. */
static size_t find_any(const struct passage *p, size_t from, size_t to, const char32_t *words) {
    size_t first = SIZE_MAX;
    char32_t word[POINTS_WORD_MOST];
    while (points_take_word(&words, word) > 0) {
        size_t at = word_find(p, from, to, word);
        first = at < first ? at : first;
    }
    return first;
}

/* The step that the words name first, from 1; 0: none. */
static unsigned step_of(const struct passage *p, size_t from, size_t to,
                        const char32_t *const *course) {
    unsigned step = 0;
    size_t nearest = SIZE_MAX;
    for (unsigned i = 0; i < STEPS && course[i] != NULL; i++) {
        size_t at = find_any(p, from, to, course[i]);
        if (at < nearest) {
            nearest = at;
            step = i + 1;
        }
    }
    return step;
}

/* Where the clause goes on behind a moment: to the next mark or moment. */
static size_t end_of_clause(const struct passage *p, size_t at) {
    enum { LONGEST = 16 };
    size_t end = at;
    while (end < p->n && end < at + LONGEST && !char_is_one_of(p->c[end], U"，、；。,;：") &&
           !char_is_digit(p->c[end]))
        end++;
    return end;
}

static size_t begin_of_clause(const struct passage *p, size_t at) {
    enum { LONGEST = 40 };
    size_t begin = at;
    while (begin > 0 && at - begin < LONGEST && !char_is_one_of(p->c[begin - 1], U"，、；。,;："))
        begin--;
    return begin;
}

static void compare(struct raiser *raiser, const struct passage *p, const struct moment *a,
                    const struct moment *b) {
    static const char32_t *const other[] = {U"上年", U"去年", U"次年", U"另", U"其他", NULL};
    if (!is_before(b, a) || word_any_within(p, a->from, b->to, other))
        return;
    for (size_t i = 0; i < ARRAY_LEN(courses); i++) {
        unsigned first = step_of(p, a->to, end_of_clause(p, a->to), courses[i]);
        unsigned second = step_of(p, b->to, end_of_clause(p, b->to), courses[i]);
        if (first == 0 || second == 0) {
            first = step_of(p, begin_of_clause(p, a->from), a->from, courses[i]);
            second = step_of(p, begin_of_clause(p, b->from), b->from, courses[i]);
        }
        if (first == 0 || second <= first)
            continue;
        (void)raise_finding(raiser, p, "date", SEVERITY_ERROR, a->from, end_of_clause(p, b->to),
                            _("后一步的日期早于前一步"));
        return;
    }
}

/* “2022—2020年” */
static void check_years(struct raiser *raiser, const struct passage *p, size_t at) {
    unsigned first, last;
    enum { YEAR_DIGITS = 4, LEAST = 1949, MOST = 2100 };
    size_t mark = at + YEAR_DIGITS;
    if ((at > 0 && char_is_digit(p->c[at - 1])) || take_number(p, at, &first) != YEAR_DIGITS)
        return;
    mark += p->c[mark] == U'年';
    if (!char_is_one_of(p->c[mark], U"—-－–~～至到"))
        return;
    while (char_is_one_of(p->c[mark], U"—-－–~～至到"))
        mark++;
    if (take_number(p, mark, &last) != YEAR_DIGITS || p->c[mark + YEAR_DIGITS] != U'年' ||
        first < LEAST || first > MOST || last < LEAST || last >= first)
        return;
    (void)raise_finding(raiser, p, "date", SEVERITY_ERROR, at, mark + YEAR_DIGITS + 1,
                        _("结束的年份早于开始的年份"));
}

/* “2022年至2024年，为期两年”: from the first to the last there are three. */
static void check_years_long(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t counts[] = U"〇一二三四五六七八九十";
    static const char32_t *const longs[] = {U"为期", U"实施期", U"连续", U"周期为", NULL};
    enum { BACK = 30, YEARS_MOST = 10 };
    const char32_t *word = word_any_at(p, at, longs);
    size_t place = at + (word != NULL ? word_length(word) : 0);
    unsigned said = 0, first = 0, last = 0;
    if (word == NULL)
        return;
    if (take_number(p, place, &said) == 0)
        for (unsigned i = 2; i <= YEARS_MOST; i++)
            said = p->c[place] == counts[i] || (i == 2 && p->c[place] == U'两') ? i : said;
    if (said < 2 || said > YEARS_MOST || p->c[place + 1] != U'年')
        return;
    for (size_t from = at; from > 0 && at - from < BACK && p->c[from - 1] != U'。'; from--) {
        unsigned value;
        bool year =
            take_number(p, from - 1, &value) == 4 && (from < 2 || !char_is_digit(p->c[from - 2]));
        if (p->c[from - 1] == U'月')
            return; /* from month to month */
        if (!year)
            continue;
        if (last != 0) {
            first = value;
            size_t mark = from + 3 + (p->c[from + 3] == U'年');
            if (char_is_one_of(p->c[mark], U"至-—–～~到－") && last >= first &&
                last - first + 1 != said)
                (void)raise_finding(raiser, p, "date", SEVERITY_WARNING, from - 1, place + 2,
                                    _("起止年份与年数不符"));
            return;
        }
        last = value;
    }
}

/* --- how long it took --- */

/* 36, 三十六, 十八 that ends before `at`; 0: none, or about that many. */
static unsigned count_before(const struct passage *p, size_t at, size_t *from) {
    enum { LONGEST = 3 };
    struct str run = STR_INIT;
    unsigned value = 0;
    *from = at;
    while (*from > 0 && at - *from < LONGEST && char_is_digit(p->c[*from - 1]))
        --*from;
    for (size_t i = *from; i < at; i++)
        value = value * 10 + char_digit_value(p->c[i]);
    while (value == 0 && *from > 0 && at - *from < LONGEST &&
           char_is_one_of(p->c[*from - 1], U"一二三四五六七八九十两"))
        --*from;
    for (size_t i = *from; value == 0 && i < at; i++)
        str_add_char(&run, p->c[i] == U'两' ? U'二' : p->c[i]);
    struct span rest = str_span(&run);
    if (run.len > 0 && (!han_number_take(&rest, &value) || rest.n > 0))
        value = 0;
    str_release(&run);
    return *from > 0 && char_is_one_of(p->c[*from - 1], U"第约近超逾每满.．") ? 0 : value;
}

/* The two moments of the sentence before `at`; a year that is not said is that of `a`. False: there
 * are fewer or more. */
static bool read_two_moments(const struct passage *p, size_t at, struct moment *a,
                             struct moment *b) {
    size_t begin = at, count = 0;
    unsigned year = a->year;
    while (begin > 0 && !char_is_one_of(p->c[begin - 1], U"。；\n"))
        begin--;
    for (; begin < at; begin++) {
        struct moment moment;
        if (!char_is_digit(p->c[begin]) || !moment_at(p, begin, &moment))
            continue;
        if (++count > 2)
            return false;
        moment.year = moment.year == 0 ? count == 2 ? a->year : year : moment.year;
        *(count == 1 ? a : b) = moment;
        begin = moment.to - 1;
    }
    return count == 2 && a->year != 0 && !is_before(b, a);
}

/* The year is said. */
static bool find_two_moments(const struct passage *p, size_t at, struct moment *a,
                             struct moment *b) {
    a->year = 0;
    return read_two_moments(p, at, a, b);
}

/* “自2021年3月开工至2023年2月完工，建设周期共36个月”: the months at both ends count or do not. */
static void check_months_long(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const longs[] = {
        U"为期",   U"历时",   U"周期", U"工期", U"期限", U"时限", U"时长", U"建设期",
        U"实施期", U"服务期", U"共",   U"用时", U"耗时", U"跨度", U"持续", NULL};
    static const char32_t *const other[] = {
        U"合同", U"计划", U"剩余", U"质保", U"超",   U"延",   U"提前", U"缩短",     U"养护",
        U"免",   U"停工", U"扣除", U"其中", U"保修", U"原定", U"累计", U"实际有效", NULL};
    enum { YEAR = 12, LEAST = 2, HALF = 15 };
    bool years = p->c[at] == U'年';
    size_t from = at, end = at + (years ? 1 : 2);
    unsigned said = count_before(p, at, &from) * (years ? YEAR : 1);
    struct moment a = {0}, b = {0};
    if (said < LEAST || (end < p->n && !char_is_one_of(p->c[end], U"，。；、）),;\n")) ||
        !find_two_moments(p, from, &a, &b) || !word_any_within(p, b.to, from, longs) ||
        word_any_within(p, a.from, from, other) ||
        (a.from > 0 && word_any_within(p, begin_of_clause(p, a.from), a.from, other)))
        return;
    unsigned took = (b.year - a.year) * YEAR + b.month - a.month; /* without the first month */
    bool days = a.day != 0 && b.day != 0;
    enum { WHOLE = 27 }; /* from the first of a month to the last of another */
    unsigned least = took - (days && b.day < a.day && took > 0), most = took + 1;
    least = days && b.day >= a.day + WHOLE ? most : least;
    if (said >= least && said <= most)
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("起止相距%u个月，文中为%u个月"),
                   days && b.day < a.day + HALF ? took : most, said);
    (void)raise_finding(raiser, p, "date", SEVERITY_ERROR, a.from, end, message.s);
    str_release(&message);
}

/* Days from 1 March of year 0 on. */
static int64_t day_number(const struct moment *m) {
    enum { MARCH = 3, YEAR = 12, FOUR = 4, HUNDRED = 100 };
    int64_t year = m->year - (m->month < MARCH);
    int64_t month = (m->month + YEAR - MARCH) % YEAR;
    return year * 365 + year / FOUR - year / HUNDRED + year / (FOUR * HUNDRED) +
           (153 * month + 2) / 5 + m->day;
}

/* “自5月8日至5月12日举办，为期5天”: the first day counts or does not. */
static void check_days_long(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const longs[] = {U"为期", U"历时", U"共", U"工期", U"持续", NULL};
    static const char32_t *const other[] = {U"合同", U"工作日", U"休", U"其中", U"累计",
                                            U"提前", U"延",     U"超", U"每",   NULL};
    size_t from = at;
    unsigned said = count_before(p, at, &from),
             year = p->report->year > 0 ? (unsigned)p->report->year : 1;
    struct moment a = {.year = year}, b = {0};
    if (said < 2 || !read_two_moments(p, from, &a, &b) || a.day == 0 || b.day == 0 ||
        b.to + 1 > from || !char_is_one_of(p->c[a.to], U"至到—-－–~～开起") ||
        !word_any_within(p, b.to, from, longs) || word_any_within(p, a.from, at + 1, other))
        return;
    int64_t took = day_number(&b) - day_number(&a);
    if (took <= 0 || said == took || said == took + 1)
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("起止相距%u天，文中为%u天"), (unsigned)took + 1, said);
    (void)raise_finding(raiser, p, "date", SEVERITY_ERROR, a.from, at + 1, message.s);
    str_release(&message);
}

static void visit(void *context, const struct passage *p) {
    struct raiser *raiser = context;
    struct moment last = {0}, moment;
    if (p->kind == PASSAGE_ROW)
        return;
    for (size_t at = 0; at < p->n; at++) {
        if (char_is_one_of(p->c[at], U"。；\n"))
            last = (struct moment){0};
        if (char_is_one_of(p->c[at], U"为实连周"))
            check_years_long(raiser, p, at);
        if (p->c[at] == U'年' || (p->c[at] == U'个' && p->c[at + 1] == U'月'))
            check_months_long(raiser, p, at);
        if (p->c[at] == U'天')
            check_days_long(raiser, p, at);
        if (!char_is_digit(p->c[at]))
            continue;
        check_years(raiser, p, at);
        if (moment_at(p, at, &moment)) {
            if (last.month != 0)
                compare(raiser, p, &last, &moment);
            if (moment.year == 0)
                moment.year = last.year;
            last = moment;
            at = moment.to - 1;
        }
    }
}

void check_time_order(struct findings *out, const struct report *report,
                      const struct section *section) {
    struct raiser raiser;
    raiser_init(&raiser, out);
    passages_visit(report, section, visit, &raiser);
    raiser_release(&raiser, report);
}
