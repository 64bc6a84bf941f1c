#include "check/table_text.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "check/numbers.h"
#include "check/relation.h"

enum { ROWS_MOST = 60, CELLS_MOST = 12, NAME_LEAST = 3, NAME_MOST = 20 };

/* A row of the section's tables, as points of its body. */
struct line_row {
    size_t name_from, name_to; /* without a label before it and words like 项目 behind it */
    struct cell {
        size_t from, to;
        const struct number *value; /* NULL: no number */
    } cells[CELLS_MOST];
    size_t count;
    bool total;
    size_t head; /* the row of names above it */
};

struct look {
    struct raiser raiser;
    struct quantities quantities; /* of the text, and keeper of the cells */
    struct line_row rows[ROWS_MOST];
    size_t count;
};

/* --- reading the rows --- */

static const struct number *read_cell(struct quantities *q, const struct passage *p, size_t from,
                                      size_t to) {
    struct str text = STR_INIT;
    struct number *number = NULL;
    for (; from < to; from++)
        if (!char_is_one_of(p->c[from], U",，%％ "))
            str_add_char(&text, p->c[from]);
    bool digits = text.len > 0 && text.s[0] >= '0' && text.s[0] <= '9';
    if (!digits || number_parse(&number, str_span(&text), NULL) != RC_OK)
        number = NULL;
    str_release(&text);
    return number != NULL ? quantities_keep(q, number) : NULL;
}

static void read_name(struct line_row *row, const struct passage *p, size_t from, size_t to) {
    while (from < to && (char_is_digit(p->c[from]) ||
                         char_is_one_of(p->c[from], U"、.．（(）) 一二三四五六七八九十")))
        from++;
    if (to > from + 2 && word_ends_at(p, to, U"项目"))
        to -= 2;
    row->name_from = from;
    row->name_to = to;
    row->total = word_find(p, from, to, U"合计") != SIZE_MAX ||
                 word_find(p, from, to, U"总计") != SIZE_MAX ||
                 word_find(p, from, to, U"小计") != SIZE_MAX;
}

static void read_row(struct look *look, const struct passage *p, size_t from, size_t to) {
    if (look->count == ROWS_MOST)
        return;
    struct line_row *row = &look->rows[look->count];
    size_t begin = from, cell = 0;
    bool numbers = false, named = false;
    *row = (struct line_row){0};
    for (size_t at = from; at <= to; at++) {
        if (at < to && p->c[at] != U'\t')
            continue;
        const struct number *value = read_cell(&look->quantities, p, begin, at);
        if (!named && value == NULL && at > begin) {
            read_name(row, p, begin, at);
            named = true;
        }
        if (cell < CELLS_MOST)
            row->cells[cell++] = (struct cell){begin, at, value};
        numbers |= named && value != NULL;
        begin = at + 1;
    }
    row->count = cell;
    row->head = !numbers || look->count == 0 ? look->count : look->rows[look->count - 1].head;
    look->count++;
}

static void read_rows(struct look *look, const struct passage *p) {
    const struct body *body = &p->section->body;
    look->count = 0;
    for (size_t i = 0, from = 0; i < body->count; i++) {
        if (body->lines[i].tag == LINE_ROW)
            read_row(look, p, from, from + body->lines[i].points);
        from += body->lines[i].points + 1;
    }
}

/* The row whose name stands first in from..to; NULL: none. `at` becomes its place. */
static const struct line_row *find_row(const struct look *look, const struct passage *p,
                                       size_t from, size_t to, size_t *at) {
    const struct line_row *found = NULL;
    *at = SIZE_MAX;
    for (size_t i = 0; i < look->count; i++) {
        const struct line_row *row = &look->rows[i];
        size_t length = row->name_to - row->name_from;
        char32_t name[NAME_MOST + 1] = {0};
        if (row->head == i || row->total || length < NAME_LEAST - 1 || length > NAME_MOST)
            continue;
        for (size_t k = 0; k < length; k++)
            name[k] = p->c[row->name_from + k];
        size_t place = word_find(p, from, to, name);
        if (place < *at) {
            *at = place;
            found = row;
        }
    }
    return found;
}

/* --- the columns --- */

/* The column of which the clause has the longest piece of the name, two characters or more:
 * 自评得分 by 得分; 0: none. */
static size_t find_column(const struct look *look, const struct passage *p,
                          const struct line_row *row, size_t from, size_t to) {
    const struct line_row *head = &look->rows[row->head];
    size_t best = 0, longest = 1;
    for (size_t c = 1; c < head->count && c < row->count; c++) {
        const struct cell *cell = &head->cells[c];
        for (size_t begin = cell->from; row->cells[c].value != NULL && begin < cell->to; begin++) {
            char32_t word[NAME_MOST + 1] = {0};
            size_t length = 0;
            while (begin + length < cell->to && length < NAME_MOST &&
                   char_is_han(p->c[begin + length])) {
                word[length] = p->c[begin + length];
                length++;
                if (length > longest && word_find(p, from, to, word) != SIZE_MAX) {
                    longest = length;
                    best = c;
                }
            }
        }
    }
    return best;
}

/* The only column of the row whose head has one of the words and none of the others; 0: none, or
 * two. */
static size_t column_called(const struct look *look, const struct passage *p,
                            const struct line_row *row, const char32_t *const *words,
                            const char32_t *const *others) {
    const struct line_row *head = &look->rows[row->head];
    size_t found = 0;
    for (size_t c = 1; c < head->count && c < row->count; c++) {
        const struct cell *cell = &head->cells[c];
        if (row->cells[c].value == NULL || !word_any_within(p, cell->from, cell->to, words) ||
            word_any_within(p, cell->from, cell->to, others))
            continue;
        if (found != 0)
            return 0;
        found = c;
    }
    return found;
}

static const char32_t *const rate_words[] = {U"率", U"%", U"％", U"占比", U"比重", U"幅", NULL};

/* The column that an amount is of, by what its label says: 增加 by 增减额, 编制 by 编制数. */
static size_t column_of(const struct look *look, const struct sentence *s, const struct mention *n,
                        const struct line_row *row) {
    static const char32_t *const changes[] = {U"增减", U"增加", U"变动", U"差额", NULL};
    static const char32_t *const scores[] = {U"得分", U"实得", NULL};
    static const char32_t *const got[] = {U"得", U"得分", U"实得", NULL};
    if (n->change)
        return column_called(look, s->p, row, changes, rate_words);
    if (n->unit->name[0] == U'分' && mention_label_ends(s->q, n, got))
        return column_called(look, s->p, row, scores, rate_words);
    return find_column(look, s->p, row, n->label_from, n->from);
}

/* --- an amount under a row's name --- */

static void tell_amount(struct look *look, const struct sentence *s, const struct mention *n,
                        const struct number *cell, enum severity severity) {
    struct str message = STR_INIT;
    str_add_text(&message, _("表中这一行是"));
    amount_write(&message, cell, 0, n->decimals);
    str_add_text(&message, _("，文中为"));
    mention_write(&message, n, n->scale);
    (void)raise_finding(&look->raiser, s->p, "table-text", severity, n->label_from, n->to,
                        message.s);
    str_release(&message);
}

static bool is_same(struct quantities *q, const struct number *cell, const struct number *said) {
    return number_compare(quantities_keep(q, number_abs(cell)), said) == 0;
}

/* Which number of the row the text means, though it says another: one that a slip makes of it, or
 * the one of the column that it names. NULL: none, or the text says what stands there. */
static const struct number *find_meant(const struct sentence *s, const struct mention *n,
                                       const struct line_row *row, size_t column, bool *slipped) {
    struct quantities *q = s->q;
    const struct number *slip = NULL, *own = number_unscaled(q, n->value, n->scale);
    struct mention said = *n;
    said.value = own;
    said.scale = 0;
    for (size_t i = 1; i < row->count; i++) {
        const struct number *value = row->cells[i].value;
        if (value == NULL)
            continue;
        if (is_same(q, value, own) || is_same(q, value, n->value))
            return NULL;
        const struct number *size = quantities_keep(q, number_abs(value));
        bool wanted = column == 0 || column == i;
        if (wanted && (n->fraction || column == i) && number_is_slip(q, size, &said))
            slip = size;
    }
    *slipped = slip != NULL && number_is_digit_slip(q, slip, &said);
    if (slip == NULL && column != 0)
        slip = quantities_keep(q, number_abs(row->cells[column].value));
    return slip;
}

/* The row that the label names, and whether the number follows it closely: not
 * “含局机关和三个单位） 编制”. */
static const struct line_row *named_row(const struct look *look, const struct sentence *s,
                                        const struct mention *n, bool *close) {
    enum { BETWEEN = 8 };
    size_t at;
    const struct line_row *row = find_row(look, s->p, n->label_from, n->label_to, &at);
    size_t end = row != NULL ? at + row->name_to - row->name_from : 0;
    *close = row != NULL && n->from >= end && n->from - end <= BETWEEN;
    for (; *close && end < n->from; end++)
        *close = !char_is_one_of(s->p->c[end], U"）)和与及");
    return row;
}

/* The row of an amount: the one its label names, or the one that the sentence has named before. */
static const struct line_row *row_of(const struct look *look, const struct sentence *s,
                                     const struct mention *n, bool *carried, bool *close) {
    const struct line_row *row = named_row(look, s, n, close);
    *carried = false;
    for (const struct mention *m = n; row == NULL && m > s->mentions;) {
        m--;
        row = named_row(look, s, m, close);
        *carried = true;
    }
    return row;
}

/* Whether any table of the section has that number: the text may be of another row. */
static bool stands_elsewhere(const struct look *look, const struct sentence *s,
                             const struct mention *n) {
    const struct number *own = number_unscaled(s->q, n->value, n->scale);
    for (size_t i = 0; i < look->count; i++)
        for (size_t c = 1; c < look->rows[i].count; c++)
            if (look->rows[i].cells[c].value != NULL &&
                is_same(s->q, look->rows[i].cells[c].value, own))
                return true;
    return false;
}

/* 自评得分94.5分, 总支出9,512.88万元: what the row 合计 says of all. */
static const struct line_row *total_of(const struct look *look, const struct sentence *s,
                                       const struct mention *n) {
    static const char32_t *const totals[] = {U"自评得分", U"总得分",   U"总分", U"综合得分",
                                             U"总支出",   U"支出总计", U"合计", U"总额",
                                             U"总计",     U"评价得分", NULL};
    const struct line_row *found = NULL;
    if (n->change || !mention_label_ends(s->q, n, totals))
        return NULL;
    for (size_t i = 0; i < look->count; i++) {
        if (!look->rows[i].total || look->rows[i].head == i)
            continue;
        if (found != NULL)
            return NULL; /* of two tables */
        found = &look->rows[i];
    }
    return found;
}

static void judge_amount(struct look *look, const struct sentence *s, const struct mention *n) {
    enum { LONG = 4 };
    bool carried = false, slipped = false, close = true;
    if (n->approximate || n->unit->kind >= UNIT_PERCENT)
        return;
    const struct line_row *total = total_of(look, s, n);
    const struct line_row *row = total != NULL ? total : row_of(look, s, n, &carried, &close);
    if (row == NULL)
        return;

    size_t column = column_of(look, s, n, row);
    bool named = total != NULL || row->name_to - row->name_from >= LONG;
    if ((column == 0 && (carried || n->change || !named)) || (total != NULL && n->change))
        return;
    const struct number *meant = find_meant(s, n, row, column, &slipped);
    struct mention said = *n;
    said.value = number_unscaled(s->q, n->value, n->scale);
    said.scale = 0;
    bool slip = meant != NULL && number_is_slip(s->q, meant, &said);
    if (!slip && (!close || stands_elsewhere(look, s, n)))
        return;
    if (meant == NULL || (!slip && total != NULL && n->unit->name[0] != U'分'))
        return;
    tell_amount(look, s, n, meant, slipped ? SEVERITY_ERROR : SEVERITY_WARNING);
}

/* --- 最高, 最低, 居首位 --- */

static void judge_extreme(struct look *look, const struct passage *p, size_t from, size_t to,
                          size_t word, bool highest) {
    size_t at;
    const struct line_row *row = find_row(look, p, from, word, &at);
    if (row == NULL) /* 执行率最低的是甲 */
        row = find_row(look, p, word, to, &at);
    size_t c = row != NULL ? find_column(look, p, row, from, to) : 0;
    if (c == 0)
        return;
    const struct line_row *best = row;
    for (size_t i = 0; i < look->count; i++) {
        const struct line_row *other = &look->rows[i];
        if (other->head != row->head || other->total || other->head == i || c >= other->count ||
            other->cells[c].value == NULL)
            continue;
        int order = number_compare(other->cells[c].value, best->cells[c].value);
        best = (highest ? order > 0 : order < 0) ? other : best;
    }
    if (best == row || number_compare(best->cells[c].value, row->cells[c].value) == 0)
        return;
    struct str message = STR_INIT;
    str_add_text(&message, highest ? _("表中最高的是") : _("表中最低的是"));
    passage_add(&message, p, best->name_from, best->name_to);
    (void)raise_finding(&look->raiser, p, "table-text", SEVERITY_WARNING, from, to, message.s);
    str_release(&message);
}

/* Whether the words before it speak of all rows: 5个项目 of five, 各项目. */
static bool speaks_of_all(const struct look *look, const struct sentence *s,
                          const struct mention *n) {
    static const char32_t *const all[] = {U"各", U"所有", U"全部", NULL};
    size_t rows = 0;
    int64_t said = 0;
    for (size_t i = 0; i < look->count; i++)
        rows += look->rows[i].head != i && !look->rows[i].total;
    bool counted = n > s->mentions && n->label_from == n[-1].to &&
                   number_to_int(n[-1].value, &said) && said == (int64_t)rows;
    return counted || mention_label_begins(s->q, n, all);
}

/* 5个项目执行率均超过90% */
static void judge_all(struct look *look, const struct sentence *s, const struct mention *n) {
    static const char32_t *const levels[] = {U"均超过", U"均达到", U"均在",     U"均高于",
                                             U"都超过", U"都达到", U"均不低于", U"全部超过",
                                             U"均为",   NULL};
    if (n->unit->kind != UNIT_PERCENT || !mention_label_has(s->q, n, levels) ||
        !speaks_of_all(look, s, n))
        return;
    for (size_t i = 1; i < look->count; i++) {
        const struct line_row *row = &look->rows[i];
        size_t c =
            row->head == i || row->total ? 0 : find_column(look, s->p, row, n->label_from, n->to);
        if (c == 0 || number_compare(row->cells[c].value, n->value) >= 0)
            continue;
        struct str message = STR_INIT;
        str_add_text(&message, _("表中不到这个数的有："));
        passage_add(&message, s->p, row->name_from, row->name_to);
        (void)raise_finding(&look->raiser, s->p, "table-text", SEVERITY_WARNING, n->label_from,
                            n->to, message.s);
        str_release(&message);
        return;
    }
}

static size_t clause_begin(const struct passage *p, size_t at) {
    while (at > 0 && !char_is_one_of(p->c[at - 1], U"，。；：\n"))
        at--;
    return at;
}

static size_t clause_end(const struct passage *p, size_t at) {
    while (at < p->n && !char_is_one_of(p->c[at], U"，。；\n"))
        at++;
    return at;
}

static void judge_sentence(struct look *look, const struct sentence *s) {
    static const char32_t *const high[] = {U"最高", U"最多", U"最大", U"居首", U"首位", NULL};
    static const char32_t *const low[] = {U"最低", U"最少", U"最小", U"较低", U"末位", NULL};
    const struct passage *p = s->p;
    for (size_t i = 0; i < s->count; i++) {
        judge_amount(look, s, &s->mentions[i]);
        judge_all(look, s, &s->mentions[i]);
    }
    for (size_t at = s->from; at < s->to; at++) {
        if (!char_is_one_of(p->c[at], U"最居首较末"))
            continue;
        const char32_t *word = word_any_at(p, at, high);
        bool highest = word != NULL;
        word = word != NULL ? word : word_any_at(p, at, low);
        if (word == NULL)
            continue;
        judge_extreme(look, p, clause_begin(p, at), clause_end(p, at), at, highest);
        at = clause_end(p, at);
    }
}

static size_t count_rows(const struct body *body) {
    size_t rows = 0;
    for (size_t i = 0; i < body->count; i++)
        rows += body->lines[i].tag == LINE_ROW;
    return rows;
}

static void visit(void *context, const struct passage *p) {
    struct look *look = context;
    struct quantities *q = &look->quantities;
    enum { ROWS_LEAST = 3 };
    if (count_rows(&p->section->body) < ROWS_LEAST)
        return;
    read_quantities(q, p);
    read_rows(look, p);
    for (size_t i = 0; i < q->sentence_count; i++) {
        struct sentence s = sentence_at(p, q, i);
        if (!s.unclear)
            judge_sentence(look, &s);
    }
}

void check_table_text(struct findings *out, const struct report *report,
                      const struct section *section) {
    struct look *look = MEM_NEW(struct look);
    raiser_init(&look->raiser, out);
    bodies_visit(report, section, visit, look);
    raiser_release(&look->raiser, report);
    quantities_release(&look->quantities);
    mem_free(look);
}
