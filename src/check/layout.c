#include "check/layout.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "check/passage.h"

struct layout {
    struct raiser raiser;
    const struct section *section;
    unsigned step;     /* the last of 一是 二是 … in this section, 0: none */
    unsigned owed;     /* what the last should have been, where it was told; else 0 */
    unsigned promised; /* 以下三个方面, 0: nothing */
    bool counting;     /* the steps behind the promise */
    unsigned listed;   /* （1） （2） in the paragraph of the promise */
    size_t items;      /* of the section */
    struct passage promise;
    size_t promise_from, promise_to;
};

static unsigned han_digit(char32_t c) {
    static const char32_t digits[] = U"一二三四五六七八九十";
    if (c < U'一' || c > U'四') /* the first and the last in Unicode's order */
        return 0;
    for (unsigned i = 0; digits[i] != 0; i++)
        if (digits[i] == c)
            return i + 1;
    return c == U'两' ? 2 : 0;
}

static bool begins_clause(const struct passage *p, size_t at) {
    return at == 0 || char_is_blank(p->c[at - 1]) ||
           char_is_one_of(p->c[at - 1], U"，。；：、！？,;:”）)");
}

/* --- 一是 二是 三是, and what was promised --- */

static size_t count_items(const struct section *section) {
    size_t items = 0;
    for (size_t i = 0; i < section->body.count; i++)
        items += section->body.lines[i].tag == LINE_ITEM;
    return items;
}

static void settle_promise(struct layout *layout) {
    if (layout->promised == 0)
        return;
    const struct section *section = layout->promise.section;
    size_t items = layout->items, steps = layout->counting ? layout->step : 0;
    size_t found = layout->listed > 0 ? layout->listed
                   : steps > 0        ? steps
                   : items > 0        ? items
                                      : section->count;
    bool several = layout->listed == 0 && (steps > 0) + (items > 0) + (section->count > 0) > 1;
    if (found > 0 && !several && found != layout->promised) {
        struct str message = STR_INIT;
        str_add_format(&message, _("前面说有%u个，后面列出%zu个"), layout->promised, found);
        (void)raise_finding(&layout->raiser, &layout->promise, "promise", SEVERITY_WARNING,
                            layout->promise_from, layout->promise_to, message.s);
        str_release(&message);
    }
    layout->promised = 0;
}

/* 三, 3, ３ at `at`, one character; 0: none. */
static unsigned count_at(const struct passage *p, size_t at) {
    unsigned value = han_digit(p->c[at]);
    if (char_is_digit(p->c[at]) && !char_is_digit(p->c[at + 1]))
        value = char_digit_value(p->c[at]);
    return value;
}

/* Behind the numeral: 个方面的问题, 项工作; the end of the words that were counted, 0: no such. */
static size_t end_of_kind(const struct passage *p, size_t at) {
    static const char32_t *const kinds[] = {U"个方面", U"大方面", U"方面", U"个问题", U"项工作",
                                            U"项措施", U"大类",   U"个",   U"点",     U"条",
                                            U"项",     U"类",     U"种",   NULL};
    static const char32_t *const no[] = {U"个月", U"个工作日", U"个小时", U"条例", U"项目",
                                         U"点半", U"点钟",     U"个人",   NULL};
    static const char32_t *const nouns[] = {U"问题", U"不足", U"工作", U"措施", U"建议", U"经验",
                                            U"做法", U"原因", U"任务", U"特点", NULL};
    const char32_t *kind = word_any_at(p, at, kinds);
    if (kind == NULL || word_any_at(p, at, no) != NULL)
        return 0;
    size_t end = at + word_length(kind), then = end + (p->c[end] == U'的');
    const char32_t *noun = word_any_at(p, then, nouns);
    return noun != NULL ? then + word_length(noun) : end;
}

/* "（1）", "1.", "①" … that count up from 1 behind `at`, up to the end of the paragraph, where that
 * is not too far for who reads it to remember the promise. */
static unsigned count_listed(const struct passage *p, size_t at) {
    enum { FAR = 2000 };
    unsigned next = 1;
    size_t end = p->n < at + FAR ? p->n : at + FAR;
    for (; at + 1 < end; at++) {
        bool circled = p->c[at] == U'①' + next - 1;
        bool digit = next < 10 && char_is_digit(p->c[at]) && count_at(p, at) == next;
        bool bracket =
            digit && char_is_one_of(p->c[at - 1], U"（(") && char_is_one_of(p->c[at + 1], U"）)");
        bool dotted = digit && begins_clause(p, at) && char_is_one_of(p->c[at + 1], U".．、") &&
                      !char_is_digit(p->c[at + 2]);
        next += circled || bracket || dotted;
    }
    return next - 1;
}

/* 三个方面的问题：一是…; the words alone may count what stands before. */
static bool opens_list(const struct passage *p, size_t at) {
    enum { NOUN = 8 };
    for (size_t i = 0; i < NOUN && char_is_han(p->c[at]); i++)
        at++;
    static const char32_t *const firsts[] = {U"一是", U"1.",   U"1、", U"（1）",
                                             U"(1)",  U"１．", U"①",   NULL};
    return char_is_one_of(p->c[at], U"：:") && word_any_at(p, at + 1, firsts) != NULL;
}

static void note_promise(struct layout *layout, const struct passage *p, size_t at) {
    static const char32_t *const heads[] = {U"以下", U"如下", NULL};
    unsigned said = count_at(p, at);
    if (said < 2 || (at > 0 && (han_digit(p->c[at - 1]) != 0 || char_is_digit(p->c[at - 1]) ||
                                char_is_one_of(p->c[at - 1], U"第前后"))))
        return;
    const char32_t *head = word_any_before(p, at, heads);
    size_t end = end_of_kind(p, at + 1);
    if (end == 0 || (head == NULL && !opens_list(p, end)))
        return;
    settle_promise(layout);
    layout->promised = said;
    layout->counting = false;
    layout->listed = count_listed(p, end);
    layout->promise = *p;
    layout->promise_from = head != NULL ? at - word_length(head) : at;
    layout->promise_to = end;
}

/* 主要一是: no clause of its own, but the first all the same. */
static bool has_first_before(const struct passage *p, size_t at) {
    static const char32_t *const firsts[] = {U"一是", U"首先", U"第一", U"一方面", U"其一", NULL};
    return word_any_within(p, 0, at, firsts);
}

static void raise_step(struct layout *layout, const struct passage *p, size_t from, size_t to,
                       const char *right, unsigned last) {
    struct str message = STR_INIT;
    str_add_format(&message, _("这里应是“%s”：前面的序号到%u为止"), right, last);
    (void)raise_finding(&layout->raiser, p, "sequence", SEVERITY_ERROR, from, to, message.s);
    str_release(&message);
}

static void add_han(struct str *out, unsigned value) {
    static const char32_t digits[] = U"一二三四五六七八九十";
    str_add_char(out, digits[value > 0 && value <= 10 ? value - 1 : 9]);
}

/* 一是 二是 三是 */
static void check_step(struct layout *layout, const struct passage *p, size_t at) {
    unsigned step = han_digit(p->c[at]);
    if (step == 0 || p->c[at] == U'两' || p->c[at + 1] != U'是' || !begins_clause(p, at))
        return;
    bool lost = step > 1 && layout->step == 0 && at > 0 && !has_first_before(p, at) &&
                han_digit(p->c[at - 1]) == 0;
    if (lost && p->line == 0)
        (void)raise_finding(&layout->raiser, p, "sequence", SEVERITY_ERROR, at, at + 2,
                            _("这里应是“一是”：前面没有“一是”"));
    if (step == 1 || layout->step == 0) {
        if (layout->promised > 0 && layout->counting)
            settle_promise(layout);
        layout->step = step;
        layout->owed = 0;
        layout->counting = layout->promised > 0;
        return;
    }
    /* 二是 四是 四是: one was wrong, and those behind it go on from what it should have been */
    bool goes_on = step == layout->step + 1 || (layout->owed > 0 && step == layout->owed + 1);
    layout->owed = goes_on ? 0 : layout->step + 1;
    if (!goes_on) {
        struct str name = STR_INIT;
        add_han(&name, layout->step + 1);
        str_add_text(&name, "是");
        raise_step(layout, p, at, at + 2, name.s, layout->step);
        str_release(&name);
    }
    layout->step = step;
}

/* Other lists that count inside one paragraph: what leads the numeral and what ends it. */
static const struct list_form {
    const char32_t *open, *close;
    bool arabic;
} list_forms[] = {
    {U"", U"要", false},   {U"", U"、", false},  {U"第", U"，", false}, {U"第", U"、", false},
    {U"（", U"）", false}, {U"（", U"）", true}, {U"其", U"，", false}, {U"", U".", true},
    {U"", U"．", true},    {U"", U"）", true},   {U"", U")", true},
};

/* The count of that form which begins at `at`, and its end; 0: none. */
static unsigned listed_at(const struct passage *p, const struct list_form *form, size_t at,
                          size_t *end) {
    size_t digit = at + word_length(form->open);
    if (digit >= p->n || !word_stands_at(p, at, form->open))
        return 0;
    unsigned value = form->arabic ? (char_is_digit(p->c[digit]) ? count_at(p, digit) : 0)
                                  : han_digit(p->c[digit]);
    if (value == 0 || !begins_clause(p, at))
        return 0;
    *end = digit + 1 + word_length(form->close);
    /* 1.5, 1、2号: no label */
    if (form->arabic && *end < p->n && char_is_digit(p->c[*end]))
        return 0;
    /* （一）、（三）项 are named, not counted */
    if ((at > 0 && p->c[at - 1] == U'、') ||
        (*end < p->n && char_is_one_of(p->c[*end], U"、项款条点至和")))
        return 0;
    return p->c[digit] != U'两' && word_stands_at(p, digit + 1, form->close) ? value : 0;
}

/* Nearly no character does. */
static bool may_begin(const struct list_form *form, char32_t c) {
    if (form->open[0] != 0)
        return c == form->open[0];
    return form->arabic ? char_is_digit(c) : han_digit(c) != 0;
}

static void check_listed(struct layout *layout, const struct passage *p) {
    for (size_t f = 0; f < ARRAY_LEN(list_forms); f++) {
        unsigned last = 0;
        for (size_t at = 0; at < p->n; at++) {
            size_t end = 0;
            unsigned value =
                may_begin(&list_forms[f], p->c[at]) ? listed_at(p, &list_forms[f], at, &end) : 0;
            if (value == 0 || (last == 0 && value > 1))
                continue;
            if (value > 1 && value != last + 1) {
                struct str right = STR_INIT;
                passage_add(&right, p, at, at + word_length(list_forms[f].open));
                if (list_forms[f].arabic)
                    str_add_format(&right, "%u", last + 1);
                else
                    add_han(&right, last + 1);
                passage_add(&right, p, end - word_length(list_forms[f].close), end);
                raise_step(layout, p, at, end, right.s, last);
                str_release(&right);
            }
            last = value;
        }
    }
}

/* ①…②…④ */
static void check_circled(struct layout *layout, const struct passage *p) {
    unsigned last = 0;
    for (size_t at = 0; at < p->n; at++) {
        if (p->c[at] < U'①' || p->c[at] > U'⑳')
            continue;
        unsigned value = p->c[at] - U'①' + 1;
        if (last > 0 && value > 1 && value != last + 1) {
            struct str right = STR_INIT;
            str_add_char(&right, U'①' + last);
            raise_step(layout, p, at, at + 1, right.s, last);
            str_release(&right);
        }
        last = value;
    }
}

/* --- pairs --- */

static char32_t closer_of(char32_t c) {
    static const char32_t pairs[][2] = {{U'（', U'）'}, {U'(', U'）'},  {U'《', U'》'},
                                        {U'“', U'”'},   {U'【', U'】'}, {U'〔', U'〕'},
                                        {U'「', U'」'}, {U'[', U']'}};
    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return 0;
}

/* A bracket that a broken line left open goes on in the lines beside it. */
static bool goes_on_beside(const struct passage *p, size_t at) {
    static const char pairs[][2][4] = {{"（", "）"}, {"(", ")"},   {"《", "》"},
                                       {"“", "”"},   {"【", "】"}, {"〔", "〕"}};
    enum { BESIDE = 3 };
    if (p->section == NULL || p->kind == PASSAGE_HEADING)
        return false;
    const struct body *body = &p->section->body;
    bool opens = closer_of(p->c[at]) != 0;
    for (size_t i = 1; i <= BESIDE; i++) {
        if (opens ? p->line + i >= body->count : i > p->line)
            return false;
        struct span text = str_span(&body->lines[opens ? p->line + i : p->line - i].text);
        for (size_t k = 0; k < ARRAY_LEN(pairs); k++) {
            struct span mark = span_of(pairs[k][opens ? 1 : 0]),
                        own = span_of(pairs[k][opens ? 0 : 1]);
            size_t found = span_find(text, mark);
            if (utf8_take(&own) == p->c[at] && found != SIZE_MAX &&
                (!opens || span_find(span_sub(text, 0, found), span_of(pairs[k][0])) == SIZE_MAX))
                return true;
        }
    }
    return false;
}

static void raise_pair(struct layout *layout, const struct passage *p, size_t at, size_t to) {
    size_t end = p->n;
    while (end > 0 && char_is_blank(p->c[end - 1]))
        end--;
    /* a line that breaks off may go on elsewhere */
    bool whole = end > 0 && char_is_one_of(p->c[end - 1], U"。；！？");
    if (!whole && goes_on_beside(p, at))
        return;
    struct str message = STR_INIT, mark = STR_INIT;
    str_add_char(&mark, p->c[at]);
    str_add_format(&message, _("“%s”没有成对"), mark.s);
    (void)raise_finding(&layout->raiser, p, "pair", whole ? SEVERITY_ERROR : SEVERITY_WARNING, at,
                        to, message.s);
    str_release(&message);
    str_release(&mark);
}

/* "1）" and "a)" are labels. */
static bool is_label_mark(const struct passage *p, size_t at) {
    char32_t before = at > 0 ? p->c[at - 1] : 0;
    return char_is_one_of(p->c[at], U"）)") && !char_is_han(before) && before < 0x3000 &&
           before > U' ' && (at < 3 || begins_clause(p, at - 1) || begins_clause(p, at - 2));
}

static void check_pairs(struct layout *layout, const struct passage *p) {
    enum { DEEPEST = 32 };
    size_t open[DEEPEST], depth = 0;
    for (size_t at = 0; at < p->n; at++) {
        char32_t c = p->c[at] == U')' ? U'）' : p->c[at];
        if (char_is_han(c))
            continue;
        if (closer_of(c) != 0) {
            if (depth == DEEPEST)
                return;
            open[depth++] = at;
        } else if (char_is_one_of(c, U"）》”】〕」]")) {
            if (depth > 0 && closer_of(p->c[open[depth - 1]]) == c) {
                depth--;
            } else if (!is_label_mark(p, at)) {
                /* from the one to the other, of two that do not go together */
                raise_pair(layout, p, depth > 0 ? open[depth - 1] : at, at + 1);
                return; /* the rest would only echo it */
            }
        }
    }
    if (depth > 0)
        raise_pair(layout, p, open[depth - 1], open[depth - 1] + 1);
}

/* --- dates and document numbers --- */

static size_t take_digits(const struct passage *p, size_t at, unsigned *value) {
    size_t n = 0;
    *value = 0;
    for (; char_is_digit(p->c[at + n]) && n < 5; n++)
        *value = *value * 10 + char_digit_value(p->c[at + n]);
    return n;
}

static bool is_leap(unsigned year) {
    return year == 0 || (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Year 0: not said. The month exists. */
static bool day_exists(unsigned year, unsigned month, unsigned day) {
    static const unsigned days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return day > 0 && day <= days[month - 1] && (month != 2 || day != 29 || is_leap(year));
}

static void check_date(struct layout *layout, const struct passage *p, size_t at) {
    unsigned year = 0, month, day = 0;
    if (!char_is_digit(p->c[at]) ||
        (at > 0 && (char_is_digit(p->c[at - 1]) || char_is_one_of(p->c[at - 1], U".．-—~～"))))
        return;
    size_t end = at, n = take_digits(p, at, &year);
    if (n == 4 && p->c[at + n] == U'年' && char_is_digit(p->c[at + n + 1]))
        end = at + n + 1;
    else
        year = 0;
    n = take_digits(p, end, &month);
    if (n == 0 || n > 2 || p->c[end + n] != U'月' || (year == 0 && at > 0 && p->c[at - 1] == U'年'))
        return;
    end += n + 1;
    n = take_digits(p, end, &day);
    bool dated = n > 0 && n <= 2 && char_is_one_of(p->c[end + n], U"日号");
    bool wrong_month = month == 0 || month > 12;
    bool wrong_day = dated && !wrong_month && !day_exists(year, month, day);
    if ((wrong_month && (dated || year != 0)) || wrong_day)
        (void)raise_finding(&layout->raiser, p, "date", SEVERITY_ERROR, at,
                            dated ? end + n + 1 : end, _("没有这个日期"));
}

/* 1-13月 */
static void check_month_range(struct layout *layout, const struct passage *p, size_t at) {
    unsigned first, last;
    enum { MONTHS = 12 };
    size_t n = take_digits(p, at, &first), mark = at + n;
    if (n == 0 || n > 2 || !char_is_one_of(p->c[mark], U"-—－～~至") ||
        (at > 0 && char_is_one_of(p->c[at - 1], U"0123456789.．-—")))
        return;
    n = take_digits(p, mark + 1, &last);
    if (n == 0 || n > 2 || p->c[mark + 1 + n] != U'月' || first > MONTHS ||
        (last <= MONTHS && last > 0))
        return;
    (void)raise_finding(&layout->raiser, p, "date", SEVERITY_ERROR, at, mark + n + 2,
                        _("没有这个日期"));
}

/* 2023年6月15日 as 20230615; 0: none stands there. `end` becomes the point behind it. */
static unsigned day_at(const struct passage *p, size_t at, size_t *end) {
    enum { YEAR = 10000, MONTH = 100 };
    unsigned year, month, day = 0;
    size_t n = take_digits(p, at, &year);
    if (n != 4 || p->c[at + n] != U'年')
        return 0;
    at += n + 1;
    n = take_digits(p, at, &month);
    if (n == 0 || p->c[at + n] != U'月')
        return 0;
    *end = at + n + 1;
    n = take_digits(p, *end, &day);
    if (n > 0 && p->c[*end + n] == U'日')
        *end += n + 1;
    else
        day = 0;
    return year * YEAR + month * MONTH + day;
}

/* “2023年6月15日至2023年5月20日”: the end lies before the beginning. */
static void check_date_range(struct layout *layout, const struct passage *p, size_t at) {
    enum { MONTH = 100 };
    size_t middle = 0, end = 0;
    if (at > 0 && char_is_digit(p->c[at - 1]))
        return;
    unsigned first = day_at(p, at, &middle);
    if (first == 0 || !char_is_one_of(p->c[middle], U"至到—-～－"))
        return;
    unsigned last = day_at(p, middle + 1, &end);
    if (last == 0) { /* 2023年11月5日至11月3日: of the same month */
        unsigned month, day;
        size_t n = take_digits(p, middle + 1, &month), then = middle + 2 + n;
        size_t digits = n > 0 && p->c[middle + 1 + n] == U'月' ? take_digits(p, then, &day) : 0;
        if (digits == 0 || p->c[then + digits] != U'日' || month != first / MONTH % MONTH)
            return;
        last = first - first % MONTH + day;
        end = then + digits + 1;
    }
    bool days = first % MONTH != 0 && last % MONTH != 0;
    if (days ? last < first : last / MONTH < first / MONTH)
        (void)raise_finding(&layout->raiser, p, "date", SEVERITY_ERROR, at, end,
                            _("结束的日期早于开始的日期"));
}

/* 2023-02-30, 2023/2/30, 2023.2.30: a day that its month does not have. */
static void check_short_date(struct layout *layout, const struct passage *p, size_t at) {
    unsigned year, month, day;
    if (at > 0 && (char_is_digit(p->c[at - 1]) || char_is_one_of(p->c[at - 1], U"-./〔[（(")))
        return;
    size_t n = take_digits(p, at, &year), end = at + n;
    char32_t mark = p->c[end];
    if (n != 4 || year < 1949 || year > 2099 || !char_is_one_of(mark, U"-./"))
        return;
    n = take_digits(p, end + 1, &month);
    end += n + 1;
    if (n == 0 || n > 2 || p->c[end] != mark || month == 0 || month > 12)
        return;
    n = take_digits(p, end + 1, &day);
    end += n + 1;
    if (n == 0 || n > 2 || day > 31 || char_is_one_of(p->c[end], U"-./") ||
        day_exists(year, month, day))
        return;
    (void)raise_finding(&layout->raiser, p, "date", SEVERITY_ERROR, at, end, _("没有这个日期"));
}

static void check_document_number(struct layout *layout, const struct passage *p, size_t at) {
    static const char32_t opens[] = U"[【（(〈<［", closes[] = U"]】）)〉>］";
    unsigned year, number;
    if (!char_is_one_of(p->c[at], opens) || at == 0 || !char_is_han(p->c[at - 1]))
        return;
    size_t n = take_digits(p, at + 1, &year), close = at + 1 + n, next = close + 1;
    if (n != 4 || year < 1949 || year > 2099 || !char_is_one_of(p->c[close], closes))
        return;
    next += p->c[next] == U' ';
    next += p->c[next] == U'第';
    n = take_digits(p, next, &number);
    next += n + (p->c[next + n] == U' ');
    if (n == 0 || p->c[next] != U'号')
        return;
    struct str fix = STR_INIT;
    str_add_text(&fix, "〔");
    passage_add(&fix, p, at + 1, close);
    str_add_text(&fix, "〕");
    struct finding *finding = raise_finding(&layout->raiser, p, "doc-number", SEVERITY_HINT, at,
                                            next + 1, _("文号的年份用六角括号〔〕"));
    raise_fix(finding, p, at, close + 1, str_span(&fix));
    str_release(&fix);
}

/* --- debris --- */

static void check_debris(struct layout *layout, const struct passage *p) {
    static const char32_t *const debris[] = {
        U"错误!未定义书签",    U"错误！未定义书签", U"错误!未找到引用源",
        U"错误！未找到引用源", U"PAGEREF",          U"_Toc",
        U"HYPERLINK",          U"MERGEFORMAT",      NULL};
    for (size_t at = 0; at < p->n; at++) {
        const char32_t *word =
            char_is_one_of(p->c[at], U"错P_HM") ? word_any_at(p, at, debris) : NULL;
        if (word == NULL)
            continue;
        (void)raise_finding(&layout->raiser, p, "debris", SEVERITY_ERROR, at,
                            at + word_length(word), _("这是从Word粘贴时留下的残余，请删去"));
        break; /* one a line is enough */
    }
    size_t at = 0;
    while (char_is_blank(p->c[at]))
        at++;
    if (p->kind == PASSAGE_BODY && p->n > at + 1 && char_is_one_of(p->c[at], U"、，。；：！？"))
        (void)raise_finding(&layout->raiser, p, "lost-number", SEVERITY_ERROR, at, at + 1,
                            p->c[at] == U'、' ? _("段落以顿号开头：序号在粘贴时丢失了")
                                              : _("段落以标点开头"));
}

static void visit(void *context, const struct passage *p) {
    struct layout *layout = context;
    if (p->kind == PASSAGE_ROW)
        return;
    if (layout->section != p->section) {
        settle_promise(layout);
        layout->section = p->section;
        layout->step = layout->owed = 0;
        layout->items = p->section != NULL ? count_items(p->section) : 0;
    }
    check_debris(layout, p);
    check_pairs(layout, p);
    if (p->kind == PASSAGE_BODY) {
        check_listed(layout, p);
        check_circled(layout, p);
    }
    for (size_t at = 0; at < p->n; at++) {
        bool digit = char_is_digit(p->c[at]);
        if (digit) {
            check_date(layout, p, at);
            check_short_date(layout, p, at);
            check_date_range(layout, p, at);
            check_month_range(layout, p, at);
        } else if (!char_is_han(p->c[at])) {
            check_document_number(layout, p, at);
        }
        if (p->kind == PASSAGE_BODY && (digit || han_digit(p->c[at]) != 0)) {
            note_promise(layout, p, at);
            check_step(layout, p, at);
        }
    }
}

void check_layout(struct findings *out, const struct report *report,
                  const struct section *section) {
    struct layout layout = {0};
    raiser_init(&layout.raiser, out);
    passages_visit(report, section, visit, &layout);
    settle_promise(&layout);
    raiser_release(&layout.raiser, report);
}
