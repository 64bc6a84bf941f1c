#include "model/title_lines.h"

#include "base/embedded.h"
#include "base/mem.h"
#include "base/text/dictionary.h"
#include "base/text/utf8.h"

#include <string.h>

enum {
    POINTS_MOST = 400, /* of a title whose words are looked at; a longer one is none */
    ROWS_MOST = POINTS_MOST
};

/* What a break costs. A line that is longer or shorter than the mean costs the square of the
 * characters. */
enum {
    BREAK_BLANK = 0,
    BREAK_NAME = 2, /* behind 局, 处, 县: a name ends, or a part of it */
    BREAK_WORD = 20,
    BREAK_TERM = 45,  /* 绩效 自评 */
    BREAK_LONE = 60,  /* before or behind a character that is no word: it may belong to either */
    BREAK_TAIL = 300, /* before 局, 处, 县, 的: it belongs to what stands before it */
    ONE_ROW_MORE = 60
};

/* A word, or a character that is in none: no line ends inside it. */
struct piece {
    struct span text;
    size_t width; /* columns, with the blanks behind it */
    size_t ink;   /* columns, without them */
    size_t points;
    bool han;
    int cost; /* of a break before it, -1: none is allowed */
};

struct pieces {
    struct piece items[POINTS_MOST];
    size_t count;
};

struct words {
    struct dictionary dictionary;
    struct span terms; /* a term a line, its words split by blanks */
};

static bool is_han(char32_t c) {
    return c >= 0x4E00 && c <= 0x9FFF;
}

static bool is_one_of(struct span text, const char *characters) {
    return text.n > 0 && span_find(span_of(characters), text) != SIZE_MAX;
}

/* Whether some term has these words beside each other, the first of them whole. */
static bool has_term(struct span terms, const char *words, size_t n) {
    for (struct span rest = terms; rest.n > n;) {
        size_t at = span_find(rest, (struct span){words, n});
        if (at == SIZE_MAX)
            return false;
        bool begins = at == 0 ? rest.p == terms.p : rest.p[at - 1] == ' ' || rest.p[at - 1] == '\n';
        char behind = at + n < rest.n ? rest.p[at + n] : '\n';
        if (begins && (behind == ' ' || behind == '\n'))
            return true;
        rest = span_sub(rest, at + n, rest.n);
    }
    return false;
}

static bool is_word(const struct words *words, struct span text) {
    char32_t points[DICTIONARY_POINTS_MOST];
    size_t n = 0;
    for (struct span rest = text; rest.n > 0;)
        points[n++] = utf8_take(&rest);
    return dictionary_has(&words->dictionary, points, n) || has_term(words->terms, text.p, text.n);
}

/* --- pieces --- */

static void add_piece(struct pieces *pieces, struct span text, size_t points, bool han) {
    size_t width = width_of_text(text, WIDTH_WIDE);
    pieces->items[pieces->count++] =
        (struct piece){.text = text, .width = width, .ink = width, .points = points, .han = han};
}

/* Cuts a run of Chinese characters into as few pieces as it has: 街道|办事处, not 街道办|事|处. */
static void add_han(struct pieces *pieces, const struct words *words, struct span run) {
    enum { WORD = 2, LONE = 3 };
    size_t at[POINTS_MOST + 1], next[POINTS_MOST], points = 0;
    unsigned best[POINTS_MOST + 1] = {0};
    for (struct span rest = run; rest.n > 0; (void)utf8_take(&rest))
        at[points++] = run.n - rest.n;
    at[points] = run.n;
    best[points] = 0;

    for (size_t i = points; i-- > 0;) {
        best[i] = best[i + 1] + LONE;
        next[i] = i + 1;
        for (size_t n = 2; n <= DICTIONARY_POINTS_MOST && i + n <= points; n++)
            if (best[i + n] + WORD <= best[i] && is_word(words, span_sub(run, at[i], at[i + n]))) {
                best[i] = best[i + n] + WORD;
                next[i] = i + n;
            }
    }
    for (size_t i = 0; i < points; i = next[i])
        add_piece(pieces, span_sub(run, at[i], at[next[i]]), next[i] - i, true);
}

/* Runs of Chinese characters, of others up to a blank, and the blanks with what stands before. */
static void cut(struct pieces *pieces, const struct words *words, struct span title) {
    pieces->count = 0;
    while (title.n > 0) {
        struct span rest = title;
        char32_t c = utf8_take(&rest);
        bool han = is_han(c), blank = utf8_is_space(c);
        size_t points = 1;
        struct span from = rest;
        while (rest.n > 0 && !line_break_forbids_start(c) && !line_break_forbids_end(c)) {
            from = rest;
            c = utf8_take(&rest);
            if (is_han(c) != han || utf8_is_space(c) != blank || line_break_forbids_start(c) ||
                line_break_forbids_end(c)) {
                rest = from;
                break;
            }
            points++;
        }
        struct span run = span_sub(title, 0, title.n - rest.n);
        if (han) {
            add_han(pieces, words, run);
        } else if (blank && pieces->count > 0) {
            struct piece *before = &pieces->items[pieces->count - 1];
            before->text.n += run.n;
            before->width += width_of_text(run, WIDTH_WIDE);
        } else {
            add_piece(pieces, run, points, false);
        }
        title = rest;
    }
}

/* --- breaks --- */

static bool ends_name(const struct piece *piece) {
    static const char *const ends[] = {"局",   "处",   "省",     "市",     "州",   "县",   "区",
                                       "乡",   "镇",   "村",     "厅",     "部",   "委",   "委员会",
                                       "中心", "街道", "办事处", "办公室", "年度", "公司", "学校"};
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (span_ends_with(piece->text, span_of(ends[i])))
            return true;
    return false;
}

static char32_t last_of(struct span text) {
    return utf8_before(text, text.n);
}

static int cost_between(const struct words *words, const struct piece *before,
                        const struct piece *after) {
    static const char *const tails = "省市州县区乡镇村里局处厅部委办室会所站院校厂表书单账册的";
    struct span rest = after->text;
    char32_t first = utf8_take(&rest), last = last_of(before->text);
    if (before->width > before->ink)
        return BREAK_BLANK;
    if (line_break_forbids_start(first) || line_break_forbids_end(last) ||
        (last >= '0' && last <= '9')) /* 2023|年度 */
        return -1;
    if (!before->han && line_break_forbids_start(last) && after->han) /* “三公”|经费 */
        return BREAK_TERM;
    if (!before->han || !after->han)
        return ends_name(before) ? BREAK_NAME : BREAK_WORD;
    if (after->points == 1 && is_one_of(after->text, tails))
        return BREAK_TAIL;
    if (span_is(before->text, "街道") && span_is(after->text, "办事处"))
        return BREAK_TERM;
    if (ends_name(before))
        return BREAK_NAME;
    if (after->points == 1 && is_one_of(after->text, "和与及"))
        return BREAK_TERM;
    if (before->points == 1 || after->points == 1)
        return BREAK_LONE;
    struct str pair = STR_INIT;
    str_add_format(&pair, "%.*s %.*s", SPAN_ARG(before->text), SPAN_ARG(after->text));
    bool term = has_term(words->terms, pair.s, pair.len);
    str_release(&pair);
    return term ? BREAK_TERM : BREAK_WORD;
}

/* --- rows --- */

/* The cheapest rows from each piece on, for so many rows. */
struct plan {
    long cost[POINTS_MOST + 1]; /* -1: there are none */
    uint16_t next[POINTS_MOST + 1];
};

static long deviation(size_t ink, size_t mean) {
    long characters = ((long)ink - (long)mean) / 2;
    return characters * characters;
}

/* Of the pieces from `at` on: one row, then the rows of `below`. */
static void plan_at(struct plan *plan, const struct pieces *pieces, size_t at, size_t mean,
                    const struct plan *below) {
    size_t width = 0;
    plan->cost[at] = -1;
    for (size_t end = at + 1; end <= pieces->count; end++) {
        size_t ink = width + pieces->items[end - 1].ink;
        width += pieces->items[end - 1].width;
        if (ink > TITLE_COLUMNS)
            return;
        if (below->cost[end] < 0 || (end < pieces->count && pieces->items[end].cost < 0))
            continue;
        long cost = below->cost[end] + deviation(ink, mean) +
                    (end < pieces->count ? pieces->items[end].cost : 0);
        if (plan->cost[at] < 0 || cost <= plan->cost[at]) {
            plan->cost[at] = cost;
            plan->next[at] = (uint16_t)end;
        }
    }
}

/* The cheapest way to set the pieces in `count` rows; plans[0] has no row, plans[k] the last k. */
static long plan_rows(struct plan *plans, const struct pieces *pieces, size_t count, size_t width) {
    size_t mean = width / count;
    for (size_t i = 0; i <= pieces->count; i++)
        plans[0].cost[i] = i == pieces->count ? 0 : -1;
    for (size_t row = 1; row <= count; row++) {
        plans[row].cost[pieces->count] = -1;
        for (size_t at = 0; at < pieces->count; at++)
            plan_at(&plans[row], pieces, at, mean, &plans[row - 1]);
    }
    return plans[count].cost[0];
}

static void take_rows(struct line_break_rows *rows, const struct plan *plans,
                      const struct pieces *pieces, size_t count) {
    const char *start = pieces->items[0].text.p;
    rows->count = 0;
    for (size_t row = count, at = 0; row > 0; at = plans[row--].next[at]) {
        MEM_PUSH_ROOM(rows->starts, rows->count, rows->cap);
        rows->starts[rows->count++] = (uint32_t)(pieces->items[at].text.p - start);
    }
}

/* As few rows as the words allow, or one more where those part what belongs together. */
static void set_rows(struct line_break_rows *rows, const struct pieces *pieces, size_t width) {
    size_t least = (width + TITLE_COLUMNS - 1) / TITLE_COLUMNS, found = 0;
    struct plan *plans = mem_alloc_zero(least + 3, sizeof *plans);
    long best = -1;
    for (size_t count = least; count <= least + 2; count++) {
        long cost = plan_rows(plans, pieces, count, width);
        if (cost < 0)
            continue;
        cost += (long)(count - least) * ONE_ROW_MORE;
        if (best < 0 || cost < best) {
            best = cost;
            found = count;
        }
    }
    if (found > 0) {
        (void)plan_rows(plans, pieces, found, width);
        take_rows(rows, plans, pieces, found);
    }
    mem_free(plans);
}

void title_break(struct line_break_rows *rows, struct span title) {
    struct words words;
    line_break_paragraph(rows, title, TITLE_COLUMNS, TITLE_COLUMNS, WIDTH_WIDE);
    size_t width = width_of_text(title, WIDTH_WIDE);
    if (rows->count <= 1 || utf8_count(title) > POINTS_MOST)
        return;

    const struct embedded *terms = embedded_find("dictionary/report_terms.txt");
    struct pieces *pieces = MEM_NEW(struct pieces);
    words.terms = terms != NULL ? embedded_text(terms) : SPAN("");
    dictionary_init(&words.dictionary);
    cut(pieces, &words, title);
    for (size_t i = 1; i < pieces->count; i++)
        pieces->items[i].cost = cost_between(&words, &pieces->items[i - 1], &pieces->items[i]);
    if (pieces->items[0].text.p == title.p)
        set_rows(rows, pieces, width);
    dictionary_release(&words.dictionary);
    mem_free(pieces);
}
