#include "check/years.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/report.h"

struct years {
    struct raiser raiser;
    const struct report *report;
    bool known;     /* the unit is a 街道, 镇 or 乡 itself */
    unsigned month; /* of the title: 四月份办件通报; 0: none */
    bool dated;     /* the first month of the text was seen */
};

static int year_at(const struct passage *p, size_t at) {
    int year = passage_year_at(p, at);
    return year >= 1990 && year < 2100 ? year : 0;
}

static void raise_year(struct years *years, const struct passage *p, size_t at,
                       enum severity severity, int year) {
    struct str message = STR_INIT;
    str_add_format(&message, _("这里是%d年，报告是%d年度的"), year, years->report->year);
    raise_year_fix(raise_finding(&years->raiser, p, "year", severity, at, at + 4, message.s), p,
                   at);
    str_release(&message);
}

/* Where the clause that `at` stands in ends, at the latest at `to`. */
static size_t clause_end(const struct passage *p, size_t at, size_t to) {
    while (at < to && !char_is_one_of(p->c[at], U"，。；："))
        at++;
    return at;
}

/* “对2022年度绩效评价发现的9个问题”: an earlier evaluation is spoken of. */
static bool speaks_of_findings(const struct passage *p, size_t at, size_t to) {
    static const char32_t *const spoken[] = {U"发现", U"反映", U"指出", U"提出", U"查出",
                                             U"存在", U"反馈", U"整改", NULL};
    to = clause_end(p, at, to);
    return word_any_within(p, at, to, spoken);
}

/* “现将2022年度部门整体支出绩效评价情况报告如下”, and the title. */
static void check_year(struct years *years, const struct passage *p, size_t at) {
    static const char32_t *const heads[] = {U"现将", U"现对", U"现就", NULL};
    static const char32_t *const subjects[] = {U"整体支出", U"绩效评价", U"绩效自评", NULL};
    enum { CLAUSE = 30, HEAD = 24 };
    int year = years->report->year != 0 ? year_at(p, at) : 0;
    if (year == 0 || year == years->report->year)
        return;
    bool title = p->kind == PASSAGE_FRAME && p->section == NULL;
    bool signed_off = title && span_is(SPAN("signoff"), p->place);
    if (signed_off) {
        bool early = year < years->report->year;
        if (early || year > years->report->year + 2)
            raise_year(years, p, at, early ? SEVERITY_ERROR : SEVERITY_WARNING, year);
        return;
    }
    if (!word_stands_at(p, at + 4, U"年度"))
        return;
    size_t from = at;
    while (from > 0 && at - from < HEAD && !char_is_separator(p->c[from - 1]))
        from--;
    size_t to = at + CLAUSE < p->n ? at + CLAUSE : p->n;
    bool handed = word_any_within(p, from, at, heads) ||
                  (at > 0 && p->c[at - 1] == U'对' && p->kind == PASSAGE_BODY &&
                   !speaks_of_findings(p, at, to));
    if ((title || handed) && word_any_within(p, at, to, subjects))
        raise_year(years, p, at, SEVERITY_ERROR, year);
}

/* “2022年全镇完成农业总产值4.85亿元，同比增长5.4%” in a report on 2023: what opens a paragraph with
 * a growth is of the year that is reported. */
static void check_opening_year(struct years *years, const struct passage *p) {
    static const char32_t *const grown[] = {U"同比增", U"同比下", U"同比上",
                                            U"比上年", U"较上年", NULL};
    static const char32_t *const series[] = {U"至", U"—", U"-", U"、", U"以来", U"起", NULL};
    enum { YEAR = 5 };
    size_t from = 0;
    while (from < p->n && char_is_blank(p->c[from]))
        from++;
    int year = years->report->year != 0 && p->kind == PASSAGE_BODY ? year_at(p, from) : 0;
    size_t to = from + YEAR;
    if (year == 0 || year != years->report->year - 1 || p->c[from + 4] != U'年' ||
        word_any_at(p, to, series) != NULL || !char_is_han(p->c[to]))
        return;
    for (; to < p->n && p->c[to] != U'。'; to++)
        if (year_at(p, to) != 0)
            return; /* of two years */
    if (word_any_within(p, from, to, grown))
        raise_year(years, p, from, SEVERITY_WARNING, year);
}

/* Whether `from`..at leads up to what only this year's report says: 综上所述，, 表1　. */
static bool concludes_before(const struct passage *p, size_t from, size_t at) {
    static const char32_t *const ends[] = {U"综上",     U"总的来看", U"总体来看",
                                           U"总体来说", U"总的来说", NULL};
    static const char32_t *const captions[] = {U"表", U"附表", U"图", NULL};
    while (from < at && char_is_blank(p->c[from]))
        from++;
    if (word_any_at(p, from, ends) != NULL)
        return true;
    const char32_t *caption = word_any_at(p, from, captions);
    size_t label = caption != NULL ? from + word_length(caption) : at;
    bool numbered = label < at && (char_is_digit(p->c[label]) ||
                                   char_is_one_of(p->c[label], U"一二三四五六七八九十"));
    while (label < at && !char_is_blank(p->c[label]))
        label++;
    while (label < at && char_is_blank(p->c[label]))
        label++;
    return numbered && label == at;
}

/* “我局2023年度部门整体支出绩效自评得分95分”: the score is this year's. */
static bool gives_score(const struct passage *p, size_t at, size_t to) {
    static const char32_t *const subjects[] = {U"整体支出", U"绩效评价", U"绩效自评", NULL};
    static const char32_t *const scores[] = {U"得分", U"评分", U"等级", U"等次", NULL};
    to = clause_end(p, at, to);
    return word_stands_at(p, at + 4, U"年度") && word_any_within(p, at, to, subjects) &&
           word_any_within(p, at, to, scores);
}

bool year_is_left_over(const struct passage *p, size_t at) {
    static const char32_t *const compared[] = {
        U"较上", U"较2",  U"较去", U"较前", U"较年", U"比上",   U"比2",  U"比去", U"比前",
        U"比年", U"同比", U"相比", U"对比", U"上年", U"上一年", U"去年", U"增长", U"下降",
        U"以来", U"结转", U"发现", U"整改", U"反馈", U"应用",   NULL}; /* 较好 compares nothing */
    int year = year_at(p, at);
    if (year == 0 || year != p->report->year - 1 || p->kind != PASSAGE_BODY ||
        p->c[at + 4] != U'年')
        return false;
    size_t from = at, to = at;
    while (from > 0 && !char_is_one_of(p->c[from - 1], U"。！？；"))
        from--;
    while (to < p->n && !char_is_one_of(p->c[to], U"。！？；"))
        to++;
    for (size_t i = from; i < to; i++)
        if ((i != at && year_at(p, i) != 0) || char_is_one_of(p->c[i], U"《》〔〕"))
            return false; /* two years, or the name of a document */
    return (concludes_before(p, from, at) || gives_score(p, at, to)) &&
           !word_any_within(p, from, to, compared);
}

/* “（二）2023年预算执行情况” as a heading of the report on 2024. */
static bool heads_last_year(const struct passage *p, size_t at) {
    static const char32_t *const subjects[] = {U"预算", U"决算", U"支出", U"收入", U"绩效",
                                               U"目标", U"工作", U"经费", U"项目", NULL};
    static const char32_t *const past[] = {U"结转", U"整改", U"发现", U"反馈", U"上年",
                                           U"年末", U"年底", U"以来", U"比",   U"较",
                                           U"至",   U"—",    U"-",    NULL};
    int year = year_at(p, at);
    return year != 0 && year == p->report->year - 1 && p->kind == PASSAGE_HEADING &&
           p->c[at + 4] == U'年' && word_any_within(p, at, p->n, subjects) &&
           !word_any_within(p, 0, p->n, past);
}

/* “力争2024年9月末支付率达到75%” in the measures of the report on 2024: what is promised for the
 * time to come lies in the past. */
static void check_promised(struct years *years, const struct passage *p, size_t at) {
    enum { LEAD = 6 };
    static const char32_t *const promised[] = {U"力争", U"确保", U"争取", U"将于",
                                               U"拟于", U"预计", NULL};
    static const char *const measures[] = {"下一步", "改进", "整改", "建议", "打算", "措施"};
    int year = year_at(p, at);
    if (year == 0 || p->report->year == 0 || year > p->report->year || p->kind != PASSAGE_BODY ||
        p->c[at + 4] != U'年' || p->section == NULL || p->section->heading == NULL)
        return;
    bool later = year < p->report->year; /* wherever it stands */
    for (size_t i = 0; i < ARRAY_LEN(measures); i++)
        later |= span_find(span_of(p->section->heading), span_of(measures[i])) != SIZE_MAX;
    size_t lead = at > LEAD ? at - LEAD : 0;
    if (later && word_any_within(p, lead, at, promised))
        (void)raise_finding(&years->raiser, p, "year", SEVERITY_WARNING, at, at + 4,
                            _("打算要做的事，时间却在报告年度以内"));
}

static void check_left_over(struct years *years, const struct passage *p, size_t at) {
    if (heads_last_year(p, at))
        raise_year(years, p, at, SEVERITY_WARNING, year_at(p, at));
    if (year_is_left_over(p, at) && !raiser_has_marked(&years->raiser, p, "year", at, at + 4))
        raise_year(years, p, at, SEVERITY_WARNING, year_at(p, at));
}

/* “2023年度评价结果作为编制2022年度预算的参考”: a plan is for the time after what it rests on; and
 * in a report on 2023 no budget of 2022 is still to be made. */
static void check_plan_year(struct years *years, const struct passage *p, size_t at) {
    static const char32_t *const budgets[] = {
        U"年度预算",     U"年预算",     U"年部门预算", U"年度部门预算",
        U"年度绩效目标", U"年绩效目标", NULL};
    static const char32_t *const results[] = {U"评价结果", U"自评结果", U"绩效评价", U"决算", NULL};
    static const char32_t *const past[] = {U"已",   U"完成了", U"年初", U"根据",
                                           U"当年", U"批复",   NULL};
    enum { BACK = 40, AHEAD = 14, LEAD = 6 };
    int year = year_at(p, at), before = 0;
    if (year == 0 || word_any_at(p, at + 4, budgets) == NULL || p->kind != PASSAGE_BODY)
        return;
    size_t from = at;
    while (from > 0 && at - from < BACK && !char_is_one_of(p->c[from - 1], U"。；")) {
        from--;
        if (year_at(p, from) != 0 && word_any_within(p, from, at, results))
            before = year_at(p, from);
    }
    size_t to = at + AHEAD < p->n ? at + AHEAD : p->n, lead = at > LEAD ? at - LEAD : 0;
    bool planned =
        word_any_within(p, lead, at, (const char32_t *const[]){U"编制", U"抓好", U"做好", NULL}) ||
        word_any_within(p, at, to, (const char32_t *const[]){U"挂钩", U"申报", NULL});
    if (!planned || word_any_within(p, from, at, past))
        return;
    int base = before != 0 ? before : years->report->year;
    if (base == 0 || year > base || (before == 0 && year == base))
        return;
    (void)raise_finding(&years->raiser, p, "year", SEVERITY_WARNING, at, at + 4,
                        _("计划的年度不在所依据的年度之后"));
}

/* --- the month of the title --- */

/* 4月, 四月, 十二月 that begins at `at`: where it ends, and which; 0: none begins there. */
static size_t month_at(const struct passage *p, size_t at, unsigned *month) {
    static const char32_t han[] = U"一二三四五六七八九";
    size_t end = at;
    *month = 0;
    for (; end < at + 2 && char_is_digit(p->c[end]); end++)
        *month = *month * 10 + char_digit_value(p->c[end]);
    if (end == at && p->c[end] == U'十') {
        *month = 10;
        end++;
    }
    for (unsigned i = 0; !char_is_digit(p->c[at]) && han[i] != 0; i++)
        if (p->c[end] == han[i]) {
            *month += i + 1;
            end++;
            break;
        }
    bool longer = at > 0 && (char_is_digit(p->c[at - 1]) || p->c[at - 1] == U'十');
    return end > at && !longer && *month <= 12 && p->c[end] == U'月' ? end + 1 : 0;
}

/* The first month of the text is the title's: 四月份办件通报 … 2023年5月，共办件. */
static void check_month(struct years *years, const struct passage *p, size_t at) {
    static const char32_t *const apart[] = {U"至", U"比", U"较", U"自",   U"从", U"截至", U"—",
                                            U"-",  U"到", U"～", U"印发", U"于", U"上年", NULL};
    unsigned month = 0;
    size_t end = month_at(p, at, &month);
    bool title = p->kind == PASSAGE_FRAME && span_is(SPAN("title"), p->place);
    if (end == 0)
        return;
    if (title) {
        bool range = char_is_one_of(p->c[end], U"至—-～、") || years->month != 0 ||
                     (at > 0 && char_is_one_of(p->c[at - 1], U"至—-～、"));
        years->month = range ? 13 : month;
        return;
    }
    size_t from = at > 4 && p->c[at - 1] == U'年' ? at - 5 : at;
    bool dated = from < at || p->c[end] == U'份';
    if (years->month == 0 || years->month > 12 || years->dated || p->kind != PASSAGE_BODY || !dated)
        return;
    years->dated = true;
    if (month == years->month || word_any_before(p, from, apart) != NULL ||
        char_is_one_of(p->c[end], U"至—-～、0123456789"))
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("标题是%u月，这里是%u月"), years->month, month);
    (void)raise_finding(&years->raiser, p, "period", SEVERITY_WARNING, from, end, message.s);
    str_release(&message);
}

/* “槐荫里街道党工委” at the head of a clause, where the unit is another 街道. */
static void check_unit(struct years *years, const struct passage *p, size_t at) {
    static const char32_t *const kinds[] = {U"街道", U"镇", U"乡", NULL};
    static const char32_t *const offices[] = {
        U"党工委", U"办事处", U"人民政府", U"党委",     U"纪工委", U"纪委", U"人大", U"坚持",
        U"始终",   U"认真",   U"全面",     U"高度",     U"积极",   U"按照", U"围绕", U"结合",
        U"严格",   U"现有",   U"辖区",     U"位于",     U"共有",   U"财政", U"机关", U"切实",
        U"扎实",   U"深入",   U"班子",     U"领导班子", U"2",      NULL};
    static const char32_t common[] =
        U"本我各全该某两市区县省和与及由在向给到经是执行落对为党委交报";
    enum { NAME_LEAST = 2, NAME_MOST = 3 };
    const char32_t *kind = years->known ? word_any_at(p, at, kinds) : NULL;
    if (kind == NULL || word_any_at(p, at + word_length(kind), offices) == NULL)
        return;
    size_t from = at;
    while (from > 0 && char_is_han(p->c[from - 1]) && at - from <= NAME_MOST) {
        if (char_is_one_of(p->c[from - 1], common))
            return;
        from--;
    }
    if (at - from < NAME_LEAST || at - from > NAME_MOST)
        return;
    struct str name = STR_INIT, message = STR_INIT;
    passage_add(&name, p, from, at + word_length(kind));
    if (span_find(span_of(years->report->unit), str_span(&name)) == SIZE_MAX) {
        str_add_format(&message, _("“%s”不是本单位（%s）"), name.s, years->report->unit);
        (void)raise_finding(&years->raiser, p, "other-unit", SEVERITY_WARNING, from,
                            at + word_length(kind), message.s);
    }
    str_release(&name);
    str_release(&message);
}

static void visit(void *context, const struct passage *p) {
    struct years *years = context;
    check_opening_year(years, p);
    for (size_t at = 0; at < p->n; at++) {
        if (char_is_digit(p->c[at])) {
            check_year(years, p, at);
            check_left_over(years, p, at);
            check_plan_year(years, p, at);
            check_promised(years, p, at);
        }
        check_month(years, p, at);
        if (p->kind == PASSAGE_BODY)
            check_unit(years, p, at);
    }
}

void check_years(struct findings *out, const struct report *report, const struct section *section) {
    struct span unit = span_of(report->unit);
    struct years years = {.report = report,
                          .known = span_find(unit, SPAN("街道")) != SIZE_MAX ||
                                   span_find(unit, SPAN("镇")) != SIZE_MAX ||
                                   span_find(unit, SPAN("乡")) != SIZE_MAX};
    raiser_init(&years.raiser, out);
    passages_visit(report, section, visit, &years);
    raiser_release(&years.raiser, report);
}
