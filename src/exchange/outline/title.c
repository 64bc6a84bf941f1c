#include "exchange/outline/title.h"

#include "base/text/utf8.h"
#include "exchange/outline/outline.h"
#include "exchange/text/read.h"

#include <string.h>

enum {
    YEAR_LEAST = 1990,
    YEAR_MOST = 2099,
    UNIT_POINTS_LEAST = 2,
    UNIT_POINTS_MOST = 50,
    TITLE_BYTES_MOST = 1200, /* of a title that is compared with a pattern */
    NAMES_MOST = 3           /* names in a pattern: each multiplies the tries */
};

static int year_at(struct span text) {
    uint64_t year = 0;
    struct span digits = span_sub(text, 0, 4);
    if (digits.n < 4 || !span_to_number(digits, YEAR_MOST, &year) || year < YEAR_LEAST)
        return 0;
    return (int)year;
}

void outline_add_flat(struct str *out, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (!utf8_is_space(c))
            str_add_char(out, c);
    }
}

/* --- by the template's title --- */

static bool match_title(struct outline_title *out, struct span pattern, struct span title);

/* The pattern goes on behind a name; the name's value is the shortest that fits. */
static bool match_value(struct outline_title *out, struct span name, struct span pattern,
                        struct span title) {
    bool unit = span_is(name, "unit"), year = span_is(name, "year");
    if (year) {
        out->year = year_at(title);
        return out->year != 0 && match_title(out, pattern, span_sub(title, 4, title.n));
    }
    for (struct span rest = title; rest.n > 0;) {
        (void)utf8_take(&rest);
        if (!match_title(out, pattern, rest))
            continue;
        if (unit)
            out->unit = span_sub(title, 0, title.n - rest.n);
        return true;
    }
    return false;
}

static bool is_tractable(struct span pattern, struct span title) {
    size_t names = 0;
    for (size_t at; (at = span_find(pattern, SPAN("${"))) != SIZE_MAX; names++)
        pattern = span_sub(pattern, at + 2, pattern.n);
    return names <= NAMES_MOST && title.n <= TITLE_BYTES_MOST;
}

/* The pattern's literal part against the title; 评价报告 and 自评报告 are one. */
static bool match_title(struct outline_title *out, struct span pattern, struct span title) {
    while (pattern.n > 0) {
        if (span_take_prefix(&pattern, SPAN("${"))) {
            size_t end = span_find(pattern, SPAN("}"));
            if (end == SIZE_MAX)
                return false;
            return match_value(out, span_sub(pattern, 0, end),
                               span_sub(pattern, end + 1, pattern.n), title);
        }
        if (span_take_prefix(&pattern, SPAN("评价报告")) ||
            span_take_prefix(&pattern, SPAN("自评报告"))) {
            if (!span_take_prefix(&title, SPAN("评价报告")) &&
                !span_take_prefix(&title, SPAN("自评报告")))
                return false;
            continue;
        }
        struct span before = pattern;
        (void)utf8_take(&pattern);
        if (!span_take_prefix(&title, span_sub(before, 0, before.n - pattern.n)))
            return false;
    }
    return title.n == 0;
}

/* --- by habit --- */

static bool ends_year(struct span behind) {
    static const char *const starts[] = {"年", "部门", "度"};
    for (size_t i = 0; i < ARRAY_LEN(starts); i++)
        if (span_starts_with(behind, span_of(starts[i])))
            return true;
    return false;
}

static size_t find_year(struct span title, int *year) {
    for (size_t at = 0; at + 4 <= title.n; at++) {
        struct span rest = span_sub(title, at, title.n);
        *year = year_at(rest);
        if (*year != 0 && ends_year(span_sub(rest, 4, rest.n)) &&
            (at == 0 || title.p[at - 1] < '0' || title.p[at - 1] > '9'))
            return at;
    }
    *year = 0;
    return SIZE_MAX;
}

/* Where the unit's name ends and the kind of report begins. */
static struct span before_subject(struct span title) {
    static const char *const subjects[] = {"部门整体", "部门（单位）", "部门(单位)", "整体支出",
                                           "机关整体", "单位整体",     "财政支出",   "项目支出",
                                           "绩效",     "部门预算",     "部门决算",   "财政部门",
                                           "预算",     "决算",         "工作总结",   "支出"};
    size_t first = title.n;
    for (size_t i = 0; i < ARRAY_LEN(subjects); i++) {
        size_t at = span_find(title, span_of(subjects[i]));
        first = at < first ? at : first;
    }
    return span_sub(title, 0, first);
}

bool outline_is_unit(struct span text) {
    static const char *const ends[] = {"局",   "处", "镇",   "乡", "府", "办", "委", "会", "院",
                                       "中心", "所", "街道", "站", "队", "校", "厅", "部", "社",
                                       "区",   "县", "市",   "馆", "园", "学", "司", "协"};
    if (text.n > (size_t)UNIT_POINTS_MOST * 4) /* bytes: do not count a page */
        return false;
    size_t points = utf8_count(text);
    if (span_find(text, SPAN("：")) != SIZE_MAX || span_find(text, SPAN(":")) != SIZE_MAX)
        return false;                                                 /* "评价单位：…" */
    bool number = text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9'; /* "3022年度甲街道" */
    if (number || points < UNIT_POINTS_LEAST || points > UNIT_POINTS_MOST)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (span_ends_with(text, span_of(ends[i])))
            return true;
    return false;
}

static struct span trim_marks(struct span text) {
    static const char *const marks[] = {"（", "(", "）", ")", "关于", "：", ":", "《"};
    for (size_t before = SIZE_MAX; before != text.n;) {
        before = text.n;
        for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
            struct span mark = span_of(marks[i]);
            (void)span_take_prefix(&text, mark);
            if (span_ends_with(text, mark))
                text.n -= mark.n;
        }
    }
    return text;
}

/* What stands behind the title proper: the unit on a line of its own, "（某医院2022年度）". */
static struct span behind_report(struct span title) {
    struct span behind = {NULL, 0};
    int year;
    for (size_t at; (at = span_find(title, SPAN("报告"))) != SIZE_MAX;)
        behind = title = span_sub(title, at + sizeof "报告" - 1, title.n);
    return span_sub(behind, 0, find_year(behind, &year));
}

static void read_by_habit(struct outline_title *out, struct span title) {
    size_t at = find_year(title, &out->year);
    struct span before = title, after = {NULL, 0};
    if (at != SIZE_MAX) {
        before = span_sub(title, 0, at);
        after = span_sub(title, at + 4, title.n);
        (void)span_take_prefix(&after, SPAN("年"));
        (void)span_take_prefix(&after, SPAN("度"));
    }
    struct span candidates[] = {trim_marks(before_subject(after)),
                                trim_marks(before_subject(before)),
                                trim_marks(behind_report(title))};
    for (size_t i = 0; i < ARRAY_LEN(candidates); i++)
        if (outline_is_unit(candidates[i])) {
            out->unit = candidates[i];
            return;
        }
}

/* A cover's title and the title page's, joined: "…评价报告云川市…评价报告". The second says more.
 */
static bool read_second_title(struct outline_title *out, struct span title,
                              const struct template *template) {
    size_t at = span_find(title, SPAN("报告"));
    if (at == SIZE_MAX)
        return false;
    struct span second = span_sub(title, at + sizeof "报告" - 1, title.n);
    if (!span_ends_with(second, SPAN("报告")))
        return false;
    outline_read_title(out, second, template);
    return out->unit.n > 0;
}

void outline_read_title(struct outline_title *out, struct span title,
                        const struct template *template) {
    *out = (struct outline_title){0};
    if (title.n <= TITLE_BYTES_MOST && read_second_title(out, title, template))
        return;
    *out = (struct outline_title){0};
    if (template != NULL && template->title != NULL) {
        struct str pattern = STR_INIT;
        outline_add_flat(&pattern, span_of(template->title));
        bool found =
            is_tractable(str_span(&pattern), title) && match_title(out, str_span(&pattern), title);
        str_release(&pattern);
        if (found)
            return;
        *out = (struct outline_title){0};
    }
    static const char *const usual[] = {"${year}年度${unit}部门整体支出绩效评价报告",
                                        "${year}年${unit}部门整体支出绩效评价报告"};
    for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
        if (title.n <= TITLE_BYTES_MOST && match_title(out, span_of(usual[i]), title))
            return;
        *out = (struct outline_title){0};
    }
    read_by_habit(out, title);
}
