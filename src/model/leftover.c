/* Each kind is judged by evidence of its own: a page number by its form or by counting upwards from
 * page to page, a running head by coming again where pages turn, contents by their dots. */
#include "model/leftover.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    CONTENTS_POINTS_MOST = 60,
    CONTENTS_HEADING_BYTES_MOST = 90,
    LEADER_POINTS_LEAST = 3,
    HEAD_POINTS_LEAST = 4,
    HEAD_POINTS_MOST = 44,
    PAGE_LINES_LEAST = 8,  /* between two running heads that nothing else gives away */
    TITLE_LINES_LEAST = 4, /* the same, where it is the title that comes again */
    HEADS_LEAST = 3,
    COUNT_LEAST = 3 /* bare numbers that count upwards */
};

/* --- lines by themselves --- */

static size_t take_digits(struct span *text) {
    size_t n = 0;
    while (n < text->n && text->p[n] >= '0' && text->p[n] <= '9')
        n++;
    *text = span_sub(*text, n, text->n);
    return n;
}

/* U+3000 to U+EFFF, as nearly every line begins: neither a dash nor a digit. */
static bool begins_with_ideograph(struct span text) {
    return text.n > 0 && (unsigned char)text.p[0] >= 0xE3 && (unsigned char)text.p[0] <= 0xEE;
}

static size_t take_dashes(struct span *text) {
    static const char *const dashes[] = {"—", "-", "–", "－", "―", "─", "~", "～", "·"};
    size_t taken = 0;
    for (bool more = !begins_with_ideograph(*text); more;) {
        more = false;
        for (size_t i = 0; i < ARRAY_LEN(dashes) && !more; i++)
            more = span_take_prefix(text, span_of(dashes[i]));
        taken += more;
    }
    return taken;
}

/* "第 3 页", "第3页 共20页". */
static bool is_page_words(struct span line) {
    if (!span_take_prefix(&line, SPAN("第")))
        return false;
    line = span_trim_space(line);
    if (take_digits(&line) == 0)
        return false;
    line = span_trim_space(line);
    if (!span_take_prefix(&line, SPAN("页")))
        return false;
    line = span_trim_space(line);
    (void)span_take_prefix(&line, SPAN("/"));
    line = span_trim_space(line);
    if (!span_take_prefix(&line, SPAN("共")))
        return line.n == 0;
    line = span_trim_space(line);
    size_t digits = take_digits(&line);
    return digits > 0 && span_is(span_trim_space(line), "页");
}

bool leftover_is_page_number(struct span line, bool at_page_break) {
    line = span_trim_space(line);
    if (is_page_words(line))
        return true;
    size_t before = take_dashes(&line);
    line = span_trim_space(line);
    size_t digits = take_digits(&line);
    line = span_trim_space(line);
    size_t after = take_dashes(&line);
    if (line.n > 0 || digits == 0 || digits > 4)
        return false;
    return (before > 0 && after > 0) || (at_page_break && before == 0 && after == 0);
}

bool leftover_has_leader(struct span line) {
    static const char *const dots[] = {"…", "．", "·", "•", ".", "。"};
    line = span_trim_space(line);
    size_t end = line.n;
    while (end > 0 && ((line.p[end - 1] >= '0' && line.p[end - 1] <= '9') ||
                       line.p[end - 1] == '-' || line.p[end - 1] == ')' || line.p[end - 1] == '('))
        end--;
    if (end == line.n)
        return false;
    line = span_trim_space(span_sub(line, 0, end));
    size_t found = 0;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < ARRAY_LEN(dots) && !more; i++) {
            struct span dot = span_of(dots[i]);
            if (span_ends_with(line, dot)) {
                line = span_trim_space(span_sub(line, 0, line.n - dot.n));
                found += i == 0 ? LEADER_POINTS_LEAST : 1;
                more = true;
            }
        }
    }
    return found >= LEADER_POINTS_LEAST && line.n > 0;
}

/* --- contents --- */

static void add_flat(struct str *out, struct span text) {
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (!utf8_is_space(c))
            str_add_char(out, c);
    }
}

static bool take_contents_word(struct span *text) {
    *text = span_trim_space(*text);
    if (!span_take_prefix(text, SPAN("目")))
        return false;
    *text = span_trim_space(*text);
    bool found = span_take_prefix(text, SPAN("录"));
    *text = span_trim_space(*text);
    return found;
}

bool leftover_is_contents_heading(struct span text, struct label *entry) {
    struct str flat = STR_INIT;
    entry->style = NUMBERING_NONE;
    if (text.n > CONTENTS_HEADING_BYTES_MOST)
        return false;
    add_flat(&flat, text);
    bool alone = span_ends_with(str_span(&flat), SPAN("目录")) ||
                 span_is(str_span(&flat), "目次") ||
                 span_is(str_span(&flat), "录"); /* of a blank that came between */
    str_release(&flat);
    return alone || (take_contents_word(&text) && label_take(&text, entry));
}

bool leftover_is_entry_like(struct span text) {
    return leftover_has_leader(text) ||
           (utf8_count(text) <= CONTENTS_POINTS_MOST && !span_ends_with(text, SPAN("。")));
}

/* --- bare page numbers --- */

static unsigned bare_number(struct span line) {
    uint64_t n = 0;
    line = span_trim_space(line);
    return line.n <= 4 && span_to_number(line, 9999, &n) ? (unsigned)n : 0;
}

/* Numbers alone on their lines that count 1 by 1, a page apart: at least three of them. Cells of a
 * table stand closer. */
static void find_bare_numbers(struct leftover_line *lines, size_t count) {
    size_t *run = mem_alloc_zero(count + 1, sizeof *run), length = 0;
    unsigned last = 0;
    for (size_t i = 0; i <= count; i++) {
        unsigned n = i < count && !lines[i].kept ? bare_number(lines[i].text) : 0;
        if (n == 0 && i < count)
            continue;
        bool on = length > 0 && n == last + 1 && i - run[length - 1] >= PAGE_LINES_LEAST;
        if (!on) {
            for (size_t k = 0; k < length && length >= COUNT_LEAST; k++)
                lines[run[k]].kind = LEFTOVER_PAGE_NUMBER;
            length = 0;
        }
        if (i < count)
            run[length++] = i;
        last = n;
    }
    mem_free(run);
}

/* --- running heads --- */

struct head {
    size_t line, from, n; /* its text without blanks and page number: bytes in the pool */
    const char *text;     /* set when the pool stands still */
};

static int compare_heads(const void *a, const void *b) {
    const struct head *x = a, *y = b;
    size_t n = x->n < y->n ? x->n : y->n;
    int order = n > 0 ? memcmp(x->text, y->text, n) : 0;
    if (order == 0 && x->n != y->n)
        order = x->n < y->n ? -1 : 1;
    if (order == 0)
        order = x->line < y->line ? -1 : 1;
    return order;
}

/* A head has no sentence in it: no mark but brackets, quotes and dashes. */
static bool is_head_like(const struct leftover_line *line) {
    static const char *const marks[] = {"。", "，", "；", "：", "、", "！", "？", ",",
                                        ";",  ":",  "|",  "\t", "……", "□",  "%"};
    struct span rest = line->text;
    struct label label;
    size_t points = utf8_count(rest);
    if (line->kept || line->kind != LEFTOVER_NONE || points < HEAD_POINTS_LEAST ||
        points > HEAD_POINTS_MOST || (label_take(&rest, &label) && rest.n > 0))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_find(line->text, span_of(marks[i])) != SIZE_MAX)
            return false;
    return true;
}

/* Without blanks, and without the page's number at either end. */
static struct span head_text(struct str *pool, struct span text) {
    size_t from = pool->len;
    struct span rest = span_trim_space(text);
    while (rest.n > 0 && rest.p[rest.n - 1] >= '0' && rest.p[rest.n - 1] <= '9')
        rest.n--;
    (void)take_digits(&rest);
    (void)take_dashes(&rest);
    add_flat(pool, rest);
    return span_sub(str_span(pool), from, pool->len);
}

static bool turns_page(const struct leftover_line *lines, size_t count, size_t at) {
    return lines[at].page_break || (at + 1 < count && lines[at + 1].page_break) ||
           (at > 0 && lines[at - 1].kind == LEFTOVER_PAGE_NUMBER) ||
           (at + 1 < count && lines[at + 1].kind == LEFTOVER_PAGE_NUMBER);
}

static bool is_running(const struct leftover_line *lines, size_t count, const struct head *heads,
                       size_t n, struct span title) {
    size_t turns = 0, nearest = SIZE_MAX, farthest = 0;
    for (size_t i = 0; i < n; i++) {
        turns += turns_page(lines, count, heads[i].line);
        size_t gap = i > 0 ? heads[i].line - heads[i - 1].line : 0;
        nearest = i > 0 && gap < nearest ? gap : nearest;
        farthest = gap > farthest ? gap : farthest;
    }
    bool titled = span_equal((struct span){heads[0].text, heads[0].n}, title);
    if (n < 2)
        return titled && turns > 0;
    if (turns * 2 > n && nearest > 1)
        return true;
    if (titled && nearest >= TITLE_LINES_LEAST)
        return true;
    return n >= HEADS_LEAST && nearest >= PAGE_LINES_LEAST && farthest <= 2 * nearest;
}

static void find_heads(struct leftover_line *lines, size_t count, struct span title) {
    struct str pool = STR_INIT;
    struct head *heads = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_head_like(&lines[i]))
            continue;
        size_t from = pool.len;
        struct span text = head_text(&pool, lines[i].text);
        if (utf8_count(text) < HEAD_POINTS_LEAST)
            continue;
        MEM_PUSH_ROOM(heads, n, cap);
        heads[n++] = (struct head){.line = i, .from = from, .n = text.n};
    }
    for (size_t i = 0; i < n; i++)
        heads[i].text = pool.s + heads[i].from;
    if (n > 0)
        qsort(heads, n, sizeof *heads, compare_heads);
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (end < n && heads[end].n == heads[i].n &&
               memcmp(heads[end].text, heads[i].text, heads[i].n) == 0)
            end++;
        bool running = is_running(lines, count, heads + i, end - i, title);
        for (size_t k = i; k < end && running; k++)
            lines[heads[k].line].kind = LEFTOVER_RUNNING_HEAD;
    }
    mem_free(heads);
    str_release(&pool);
}

/* --- the whole --- */

static bool is_at_page_break(const struct leftover_line *lines, size_t count, size_t i) {
    return lines[i].page_break || (i + 1 < count && lines[i + 1].page_break);
}

void leftover_find(struct leftover_line *lines, size_t count, struct span title) {
    for (size_t i = 0; i < count; i++) {
        lines[i].kind = LEFTOVER_NONE;
        if (lines[i].kept)
            continue;
        if (leftover_is_page_number(lines[i].text, is_at_page_break(lines, count, i)))
            lines[i].kind = LEFTOVER_PAGE_NUMBER;
        else if (leftover_has_leader(lines[i].text))
            lines[i].kind = LEFTOVER_CONTENTS;
    }
    find_bare_numbers(lines, count);
    find_heads(lines, count, title);
}

static const struct {
    const char *rule, *message;
} kinds[LEFTOVER_COUNT] = {
    [LEFTOVER_CONTENTS] = {"contents", N_("疑为目录，已作为正文照原样保留；可按提示删去")},
    [LEFTOVER_PAGE_NUMBER] = {"page_number", N_("疑为页码，已作为正文照原样保留；可按提示删去")},
    [LEFTOVER_RUNNING_HEAD] = {"running_head", N_("疑为页眉，已作为正文照原样保留；可按提示删去")},
};

const char *leftover_rule(enum leftover kind) {
    assert(kind > LEFTOVER_NONE && kind < LEFTOVER_COUNT);
    return kinds[kind].rule;
}

const char *leftover_message(enum leftover kind) {
    assert(kind > LEFTOVER_NONE && kind < LEFTOVER_COUNT);
    return _(kinds[kind].message);
}
