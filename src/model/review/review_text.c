#include "model/review/review_text.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/quantity/quantity_name.h"
#include "model/review/review_number.h"

/* Kinds of tokens that are no character. */
#define TOKEN_MARK   ((char32_t)0xFFFFFFFE) /* ends what stands beside a number */
#define TOKEN_LINE   ((char32_t)0xFFFFFFFD) /* a mark, too: between two lines */
#define TOKEN_NUMBER ((char32_t)0xFFFFFFFC)

enum {
    YEAR_LEAST = 1900, /* four digits that are no quantity and a year */
    YEAR_MOST = 2999,
    CLAUSE_MOST = 64, /* tokens looked at on either side of a number */
    NEAR = 2,         /* of them tell a number of two digits and more, on one side */
    NEAR_OF_DIGIT = 4 /* one of one digit */
};

/* --- tokens --- */

static char32_t half_width(char32_t c) {
    enum { FULL_FIRST = 0xFF01, FULL_LAST = 0xFF5E, BETWEEN = 0xFEE0 };
    return c >= FULL_FIRST && c <= FULL_LAST ? c - BETWEEN : c;
}

static bool is_mark(char32_t c) {
    return c == U'\t' || char_is_one_of(c, U",、;:。!?()【】[]〔〕《》〈〉|│┃…“”‘’\"'「」—");
}

static bool ends_sentence(char32_t c) {
    return char_is_one_of(c, U"。!?;");
}

static bool closes(char32_t c) {
    return char_is_one_of(c, U"”’」）)】》\"");
}

static void add_token(struct review_text *text, char32_t c, size_t at) {
    MEM_PUSH_ROOM(text->tokens, text->token_count, text->token_cap);
    text->tokens[text->token_count++] = (struct review_token){c, (uint32_t)at};
}

bool review_token_is_word(const struct review_text *text, size_t token) {
    char32_t c = text->tokens[token].c;
    return c != TOKEN_MARK && c != TOKEN_LINE;
}

static void decode(struct review_text *text, struct span body) {
    text->n = 0;
    while (body.n > 0) {
        MEM_PUSH_ROOM(text->c, text->n, text->cap);
        text->c[text->n++] = utf8_take(&body);
    }
    MEM_PUSH_ROOM(text->c, text->n, text->cap);
    text->c[text->n] = 0;
}

static struct points points_of(const struct review_text *text) {
    return (struct points){text->c, text->n};
}

/* --- numbers --- */

static void add_number(struct review_text *text, size_t from, size_t digits_to, size_t to) {
    MEM_PUSH_ROOM(text->numbers, text->number_count, text->number_cap);
    text->numbers[text->number_count++] = (struct review_number){from, digits_to, to, 0};
}

/* A cell that is a number and nothing else: 1,280 or 98.5%. A year is none. */
static bool read_cell(struct review_text *text, size_t from, size_t to) {
    while (from < to && char_is_blank(text->c[from]))
        from++;
    while (to > from && char_is_blank(text->c[to - 1]))
        to--;
    size_t digits_to = to;
    while (digits_to > from && half_width(text->c[digits_to - 1]) == U'%')
        digits_to--;
    size_t whole = from < digits_to && half_width(text->c[from]) == U'-' ? from + 1 : from;
    bool has_digit = false;
    for (size_t i = from; i < digits_to; i++) {
        has_digit |= char_is_digit(text->c[i]);
        if (!char_is_digit(text->c[i]) && !char_is_one_of(half_width(text->c[i]), U",.-") &&
            !mention_is_grouped_at(points_of(text), whole, i))
            return false;
    }
    int year = digits_to - from == 4 ? points_year_at(points_of(text), from) : 0;
    if (!has_digit || (year >= YEAR_LEAST && year <= YEAR_MOST))
        return false;
    add_number(text, from, digits_to, to);
    return true;
}

/* Of a figure (${name}), whose value it is, or part of a name. */
static bool is_no_number(const struct review_text *text, const struct mention *mention) {
    return text->c[mention->from] == U'$' ||
           review_number_is_name(points_of(text), mention->from) ||
           quantity_is_name(points_of(text), mention->from, mention->to);
}

/* What the text says of a figure (${name}) is the figure's, and no number of the text. */
static size_t list_figures(const struct review_text *text, size_t from, size_t to,
                           struct mention_figure **figures) {
    size_t count = 0, cap = 0;
    *figures = NULL;
    for (size_t i = from; i + 1 < to; i++) {
        if (text->c[i] != U'$' || text->c[i + 1] != U'{')
            continue;
        size_t end = i + 2;
        while (end < to && text->c[end] != U'}')
            end++;
        if (end == to)
            break;
        MEM_PUSH_ROOM(*figures, count, cap);
        (*figures)[count++] = (struct mention_figure){i, end + 1, U""};
        i = end;
    }
    return count;
}

/* The quantities in order, and between them the numbers that nobody can reckon with. */
static void read_prose(struct review_text *text, size_t from, size_t to) {
    struct mention_figure *figures;
    struct quantities *q = &text->quantities;
    size_t count = list_figures(text, from, to, &figures), figure = 0, next = 0, last = from;
    quantities_clear(q);
    quantities_read(q, points_of(text), from, to, figures, count);
    for (size_t at = from; at < to;) {
        struct review_number number;
        while (figure < count && figures[figure].to <= at)
            figure++;
        while (next < q->count && q->mentions[next].from < at)
            next++;
        const struct mention *mention = next < q->count ? &q->mentions[next] : NULL;
        size_t limit = mention != NULL ? mention->from : to;
        if (limit == at) {
            if (!is_no_number(text, mention))
                add_number(text, mention->from, mention->digits_to, mention->to);
            at = last = mention->to > at ? mention->to : at + 1;
        } else if (figure < count && figures[figure].from == at) {
            at = last = figures[figure].to;
        } else if (review_number_read(&number, points_of(text), (struct review_line){from, to}, at,
                                      last) &&
                   number.to <= limit) {
            add_number(text, number.from, number.digits_to, number.to);
            at = last = number.to;
        } else {
            at++;
        }
    }
    mem_free(figures);
}

/* --- rows --- */

static bool is_bar(char32_t c) {
    return char_is_one_of(half_width(c), U"|│┃");
}

/* Two blanks and more, one in the middle of a line is a part of a cell. */
static size_t count_gap(const struct review_text *text, size_t at, size_t to) {
    size_t end = at;
    while (end < to && char_is_blank(text->c[end]))
        end++;
    return end - at > 1 ? end - at : 0;
}

enum row_kind { ROW_NONE, ROW_TABS, ROW_BARS, ROW_GAPS };

/* A line of cells: of a table, or as text was typed or copied: 公务用车 | 10.0 | 9.8. Prose has
 * neither bars nor two gaps. */
static enum row_kind row_kind(const struct review_text *text, size_t from, size_t to) {
    size_t bars = 0, gaps = 0;
    bool sentence = false;
    while (from < to && char_is_blank(text->c[from]) && text->c[from] != U'\t')
        from++;
    while (to > from && char_is_blank(text->c[to - 1]) && text->c[to - 1] != U'\t')
        to--;
    for (size_t at = from; at < to; at++) {
        size_t gap = count_gap(text, at, to);
        if (text->c[at] == U'\t')
            return ROW_TABS;
        sentence |= ends_sentence(half_width(text->c[at]));
        bars += is_bar(text->c[at]);
        gaps += gap > 0;
        at += gap > 0 ? gap - 1 : 0;
    }
    if (bars > 0)
        return ROW_BARS;
    return gaps > 1 && !sentence ? ROW_GAPS : ROW_NONE;
}

static bool is_row(const struct review_text *text, size_t from, size_t to) {
    return row_kind(text, from, to) != ROW_NONE;
}

/* How many points part two cells there; 0: none. */
static size_t count_border(const struct review_text *text, enum row_kind kind, size_t at,
                           size_t to) {
    if (kind == ROW_GAPS)
        return count_gap(text, at, to);
    return kind == ROW_TABS ? text->c[at] == U'\t' : is_bar(text->c[at]);
}

static void read_numbers(struct review_text *text, size_t from, size_t to) {
    enum row_kind kind = row_kind(text, from, to);
    if (kind == ROW_NONE) {
        read_prose(text, from, to);
        return;
    }
    for (size_t cell = from, end, border = 0; cell <= to; cell = end + border) {
        for (end = cell; end < to && (border = count_border(text, kind, end, to)) == 0; end++)
            ;
        if (!read_cell(text, cell, end))
            read_prose(text, cell, end);
        if (end == to)
            break;
    }
}

/* --- sentences --- */

struct line_reader {
    struct review_text *text;
    size_t next;  /* number */
    bool has_ink; /* of the sentence */
    struct review_sentence sentence;
};

static void begin_sentence(struct line_reader *reader, size_t at) {
    struct review_text *text = reader->text;
    reader->has_ink = false;
    reader->sentence = (struct review_sentence){
        .from = at, .to = at, .token = text->token_count, .number = reader->next};
}

static void end_sentence(struct line_reader *reader, size_t at) {
    struct review_text *text = reader->text;
    struct review_sentence *sentence = &reader->sentence;
    sentence->to = at;
    while (sentence->from < at && char_is_blank(text->c[sentence->from]))
        sentence->from++;
    while (sentence->to > sentence->from && char_is_blank(text->c[sentence->to - 1]))
        sentence->to--;
    sentence->token_end = text->token_count;
    sentence->number_end = reader->next;
    if (reader->has_ink) {
        MEM_PUSH_ROOM(text->sentences, text->sentence_count, text->sentence_cap);
        text->sentences[text->sentence_count++] = *sentence;
    }
    begin_sentence(reader, at);
}

/* Takes what stands at `at`; the place behind it. */
static size_t take_token(struct line_reader *reader, size_t at) {
    struct review_text *text = reader->text;
    if (reader->next < text->number_count && text->numbers[reader->next].from == at) {
        struct review_number *number = &text->numbers[reader->next++];
        number->token = text->token_count;
        reader->has_ink = true;
        add_token(text, TOKEN_NUMBER, at);
        return number->digits_to > at ? number->digits_to : at + 1;
    }
    int year = points_year_at(points_of(text), at);
    if (year >= YEAR_LEAST && year <= YEAR_MOST)
        return at + 4;
    char32_t c = half_width(text->c[at]);
    if (is_mark(c))
        add_token(text, TOKEN_MARK, at);
    else if (!char_is_blank(c)) {
        reader->has_ink = true;
        add_token(text, c, at);
    }
    return at + 1;
}

static void read_line(struct review_text *text, size_t from, size_t to) {
    struct line_reader reader = {.text = text, .next = text->number_count};
    bool row = is_row(text, from, to);
    read_numbers(text, from, to);
    begin_sentence(&reader, from);
    for (size_t at = from; at < to;) {
        bool ends = !row && ends_sentence(half_width(text->c[at]));
        at = take_token(&reader, at);
        if (!ends)
            continue;
        while (at < to && closes(text->c[at]))
            at = take_token(&reader, at);
        end_sentence(&reader, at);
    }
    end_sentence(&reader, to);
    add_token(text, TOKEN_LINE, to);
}

void review_text_read(struct review_text *text, struct span body) {
    decode(text, body);
    text->token_count = text->number_count = text->sentence_count = 0;
    for (size_t from = 0, to; from <= text->n; from = to + 1) {
        for (to = from; to < text->n && text->c[to] != U'\n'; to++)
            ;
        read_line(text, from, to);
    }
}

void review_text_release(struct review_text *text) {
    mem_free(text->c);
    mem_free(text->tokens);
    mem_free(text->numbers);
    mem_free(text->sentences);
    quantities_release(&text->quantities);
    *text = (struct review_text){0};
}

const struct review_sentence *review_sentence_of(const struct review_text *text, size_t number) {
    size_t low = 0, high = text->sentence_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->sentences[middle].number_end <= number)
            low = middle + 1;
        else
            high = middle;
    }
    assert(low < text->sentence_count && text->sentences[low].number <= number);
    return &text->sentences[low];
}

/* --- keys --- */

enum key_kind {
    KEY_CLAUSE = 1,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_SENTENCE,
    KEY_RUN,
    KEY_HASH,
    KEY_NUMBER,
    KEY_SHAPE,
    KEY_PLACE
};

/* FNV-1a by whole characters, its high half folded in. */
static uint64_t hash_add(uint64_t hash, uint32_t value) {
    hash = (hash ^ value) * UINT64_C(0x100000001B3);
    return hash ^ hash >> 32;
}

static uint64_t hash_begin(enum key_kind kind) {
    return hash_add(UINT64_C(0xCBF29CE484222325), (uint32_t)kind);
}

static bool is_separator(char32_t c) {
    return c == U',' || char_is_blank(c) || mention_is_group_blank(c);
}

static uint64_t add_own(uint64_t hash, const struct review_text *text,
                        const struct review_number *number) {
    for (size_t i = number->from; i < number->to; i++) {
        char32_t c = half_width(text->c[i]);
        if (!is_separator(c))
            hash = hash_add(hash, c);
    }
    return hash;
}

/* Where the clause begins, and the token behind the unit, and behind the clause. */
struct clause {
    size_t from, behind, to;
};

static struct clause clause_of(const struct review_text *text, const struct review_number *number) {
    struct clause clause = {number->token, number->token + 1, number->token + 1};
    while (clause.from > 0 && number->token - clause.from < CLAUSE_MOST &&
           review_token_is_word(text, clause.from - 1))
        clause.from--;
    while (clause.to < text->token_count && clause.to - number->token < CLAUSE_MOST &&
           review_token_is_word(text, clause.to))
        clause.to++;
    while (clause.behind < clause.to && text->tokens[clause.behind].at < number->to)
        clause.behind++;
    return clause;
}

/* Other numbers of the clause are any numbers: one that is replaced says nothing of its
 * neighbour. */
static uint64_t add_tokens(uint64_t hash, const struct review_text *text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        hash = hash_add(hash, text->tokens[i].c);
    return hash;
}

/* The words of the first cell of its row; nothing in prose, and for a number in that cell. */
static uint64_t add_row_label(uint64_t hash, const struct review_text *text, size_t token) {
    size_t from = token, to;
    while (from > 0 && text->tokens[from - 1].c != TOKEN_LINE && token - from < CLAUSE_MOST)
        from--;
    for (to = from; to < token && review_token_is_word(text, to); to++)
        ;
    return to < token ? add_tokens(hash, text, from, to) : hash;
}

size_t review_number_keys(const struct review_text *text, const struct review_number *number,
                          uint64_t keys[REVIEW_KEYS]) {
    struct clause clause = clause_of(text, number);
    size_t count = 0, digits = 0;
    for (size_t i = number->from; i < number->digits_to; i++)
        digits += !is_separator(half_width(text->c[i]));
    size_t near = digits > 1 ? NEAR : NEAR_OF_DIGIT;
    uint64_t whole = add_own(hash_begin(KEY_CLAUSE), text, number);
    if (clause.from == number->token && clause.behind == clause.to)
        whole = add_row_label(whole, text, number->token);
    whole = add_tokens(hash_add(whole, TOKEN_MARK), text, clause.from, number->token);
    keys[count++] = add_tokens(hash_add(whole, TOKEN_MARK), text, clause.behind, clause.to);
    if (number->token - clause.from >= near)
        keys[count++] = add_tokens(add_own(hash_begin(KEY_LEFT), text, number), text,
                                   number->token - near, number->token);
    if (clause.to - clause.behind >= near)
        keys[count++] = add_tokens(add_own(hash_begin(KEY_RIGHT), text, number), text,
                                   clause.behind, clause.behind + near);
    return count;
}

/* Its tokens; the numbers by what they are, or any number; marks only where they tell something. */
static uint64_t hash_sentence(const struct review_text *text,
                              const struct review_sentence *sentence, enum key_kind kind) {
    bool open = kind == KEY_SHAPE || kind == KEY_NUMBER || kind == KEY_PLACE;
    uint64_t hash = hash_begin(kind);
    size_t number = sentence->number;
    for (size_t i = sentence->token; i < sentence->token_end; i++) {
        if (text->tokens[i].c == TOKEN_NUMBER && !open)
            hash = add_own(hash, text, &text->numbers[number++]);
        else if (review_token_is_word(text, i))
            hash = hash_add(hash, text->tokens[i].c);
        else if (kind != KEY_SENTENCE)
            hash = hash_add(hash, half_width(text->c[text->tokens[i].at]));
    }
    return hash;
}

uint64_t review_sentence_key(const struct review_text *text,
                             const struct review_sentence *sentence) {
    return hash_sentence(text, sentence, KEY_SENTENCE);
}

uint64_t review_sentence_hash(const struct review_text *text,
                              const struct review_sentence *sentence) {
    return hash_sentence(text, sentence, KEY_HASH);
}

uint64_t review_sentence_shape(const struct review_text *text,
                               const struct review_sentence *sentence) {
    return hash_sentence(text, sentence, KEY_SHAPE);
}

uint64_t review_number_hash(const struct review_text *text, const struct review_sentence *sentence,
                            const struct review_number *number) {
    uint64_t hash = hash_sentence(text, sentence, KEY_NUMBER);
    hash = hash_add(hash, (uint32_t)(number - &text->numbers[sentence->number]));
    return add_own(hash, text, number);
}

uint64_t review_place_hash(const struct review_text *text, const struct review_sentence *sentence,
                           size_t which, uint32_t value) {
    return hash_add(hash_add(hash_sentence(text, sentence, KEY_PLACE), (uint32_t)which), value);
}

bool review_run_key(const struct review_text *text, size_t token, size_t end, uint64_t *key,
                    size_t *last) {
    size_t words = 0, marks = 0;
    *key = hash_begin(KEY_RUN);
    for (*last = token; *last < end && words < REVIEW_RUN && marks <= REVIEW_RUN; ++*last) {
        if (text->tokens[*last].c == TOKEN_LINE)
            return false;
        bool word = review_token_is_word(text, *last);
        words += word;
        marks += !word;
        if (word)
            *key = hash_add(*key, text->tokens[*last].c);
    }
    return words == REVIEW_RUN;
}

/* --- as text --- */

void review_add_value(struct str *out, const struct review_text *text,
                      const struct review_number *number) {
    for (size_t i = number->from; i < number->digits_to; i++)
        if (!is_separator(half_width(text->c[i])))
            str_add_char(out, half_width(text->c[i]));
}

void review_add_points(struct str *out, const struct review_text *text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        str_add_char(out, text->c[i]);
}
