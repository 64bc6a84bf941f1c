#include "check/stops.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "check/passage.h"

/* The last point that is no blank; SIZE_MAX: none. */
static size_t last_of(const struct passage *p) {
    size_t end = p->n;
    while (end > 0 && char_is_blank(p->c[end - 1]))
        end--;
    return end > 0 ? end - 1 : SIZE_MAX;
}

/* No line with text follows in the section, and no child goes on with the list. */
static bool is_last_line(const struct passage *p) {
    const struct body *body = &p->section->body;
    for (size_t i = p->line + 1; i < body->count; i++)
        if (body->lines[i].points > 0)
            return false;
    return p->section->count == 0;
}

/* --- what a paragraph ends with --- */

static bool has_stop_before(const struct passage *p, size_t end) {
    for (size_t at = 0; at < end; at++)
        if (p->c[at] == U'。')
            return true;
    return false;
}

static size_t count_commas(const struct passage *p, size_t end) {
    size_t count = 0;
    for (size_t at = 0; at < end; at++)
        count += p->c[at] == U'，';
    return count;
}

/* A paragraph of sentences without a stop at its end. A line that is one of a list, a form or a
 * heading has none. */
static bool lacks_stop(const struct passage *p, size_t last) {
    enum { SHORTEST = 12 };
    char32_t c = p->c[last];
    bool open = char_is_han(c) || char_is_digit(c) || char_is_one_of(c, U"%％）”");
    for (size_t at = 0; at < p->n; at++)
        if (char_is_one_of(p->c[at], U"\t—…|"))
            return false;
    return open && last >= SHORTEST && (has_stop_before(p, last) || count_commas(p, last) > 1) &&
           !(c == U'）' && has_stop_before(p, last) && p->c[last - 1] == U'。');
}

static void check_end(struct raiser *raiser, const struct passage *p) {
    size_t last = last_of(p);
    if (last == SIZE_MAX || last == 0)
        return;
    if (char_is_one_of(p->c[last], U"，、,"))
        /* a torn line goes on in the next */
        (void)raise_finding(raiser, p, "stop", is_last_line(p) ? SEVERITY_WARNING : SEVERITY_HINT,
                            last, last + 1, _("段落以逗号、顿号结束"));
    else if (char_is_one_of(p->c[last], U"；;") && is_last_line(p))
        (void)raise_finding(raiser, p, "stop", SEVERITY_WARNING, last, last + 1,
                            _("最后一段以分号结束，应为句号"));
    else if (lacks_stop(p, last))
        (void)raise_finding(raiser, p, "stop", SEVERITY_HINT, last, last + 1,
                            _("段落末尾没有句号"));
}

/* --- 投入不足？ --- */

static void check_questions(struct raiser *raiser, const struct passage *p) {
    static const char32_t *const asks[] = {
        U"吗",   U"呢",     U"什么",   U"怎",     U"如何",   U"哪",   U"谁", U"几",
        U"多少", U"是否",   U"何",     U"能否",   U"可否",   U"吧",   U"么", U"要不要",
        U"不是", U"是不是", U"有没有", U"会不会", U"能不能", U"难道", U"岂", NULL};
    size_t from = 0;
    for (size_t at = 0; at < p->n; at++) {
        if (!char_is_one_of(p->c[at], U"。？！?；"))
            continue;
        bool asked = word_any_within(p, from, at, asks);
        if (char_is_one_of(p->c[at], U"？?") && at > from && char_is_han(p->c[at - 1]) && !asked)
            (void)raise_finding(raiser, p, "stop", SEVERITY_WARNING, at, at + 1,
                                _("这一句不是问句，却用了问号"));
        from = at + 1;
    }
}

static void visit(void *context, const struct passage *p) {
    struct raiser *raiser = context;
    if (p->kind != PASSAGE_BODY)
        return;
    check_end(raiser, p);
    check_questions(raiser, p);
}

void check_stops(struct findings *out, const struct report *report, const struct section *section) {
    struct raiser raiser;
    raiser_init(&raiser, out);
    passages_visit(report, section, visit, &raiser);
    raiser_release(&raiser, report);
}
