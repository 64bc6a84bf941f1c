#include "store/search_text.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"

#include <string.h>

/* --- tokens --- */

enum kind { KIND_NONE, KIND_WORD, KIND_SINGLE, KIND_BREAK };

/* Full-width letters, digits and signs are their half-width ones. */
static char32_t fold(char32_t c) {
    enum { FULL_WIDTH = 0xFEE0 };
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= FULL_WIDTH;
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static enum kind kind_of(char32_t c) {
    if (c == '\n')
        return KIND_BREAK;
    if (char_is_latin_or_digit(fold(c)))
        return KIND_WORD;
    if (char_is_han(c) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3))
        return KIND_SINGLE;
    bool quote_or_dash = c == 0x2014 || (c >= 0x2018 && c <= 0x201D);
    bool sign = (c > 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65);
    return quote_or_dash || sign ? KIND_BREAK : KIND_NONE;
}

static bool is_digit(char32_t c) {
    return fold(c) >= '0' && fold(c) <= '9';
}

/* In a number: 1,786 goes on, 10.7 does, "7." and "7, " do not. */
static bool number_goes_on(char32_t mark, struct span after, bool digit_before) {
    return digit_before && (fold(mark) == ',' || fold(mark) == '.') && after.n > 0 &&
           is_digit(utf8_take(&after));
}

static void add_folded(struct search_token *token, char32_t c) {
    char bytes[UTF8_MAX];
    size_t n = utf8_put(fold(c), bytes);
    if (token->length + n > SEARCH_TOKEN_MOST)
        return;
    memcpy(token->text + token->length, bytes, n);
    token->length += n;
}

static void take_word(struct span text, size_t *at, struct search_token *token) {
    bool digit = false;
    while (*at < text.n) {
        struct span rest = span_sub(text, *at, text.n);
        char32_t c = utf8_take(&rest);
        bool goes_on = number_goes_on(c, rest, digit);
        if (kind_of(c) != KIND_WORD && !goes_on)
            break;
        if (fold(c) != ',')
            add_folded(token, c);
        digit = is_digit(c);
        *at = text.n - rest.n;
    }
}

bool search_next_token(struct span text, size_t *at, struct search_token *token) {
    while (*at < text.n) {
        struct span rest = span_sub(text, *at, text.n);
        char32_t c = utf8_take(&rest);
        enum kind kind = kind_of(c);
        token->from = *at;
        token->length = 0;
        if (kind == KIND_WORD)
            take_word(text, at, token);
        else
            *at = text.n - rest.n;
        if (kind == KIND_SINGLE)
            add_folded(token, c);
        else if (kind == KIND_BREAK)
            token->text[token->length++] = '\n';
        token->to = *at;
        if (kind != KIND_NONE)
            return true;
    }
    return false;
}

/* --- questions --- */

static bool has_content(struct span word) {
    struct search_token token;
    for (size_t at = 0; search_next_token(word, &at, &token);)
        if (token.text[0] != '\n')
            return true;
    return false;
}

void search_question_read(struct search_question *question, struct span text) {
    question->count = 0;
    while (text.n > 0 && question->count < SEARCH_WORDS_MOST) {
        struct span rest = text;
        size_t length = 0;
        while (rest.n > 0 && !utf8_is_space(utf8_take(&rest)))
            length = text.n - rest.n;
        struct span word = span_sub(text, 0, length);
        text = rest;
        if (has_content(word))
            question->words[question->count++] = word;
    }
}

void search_question_add_match(struct str *out, const struct search_question *question) {
    for (size_t i = 0; i < question->count; i++) {
        str_add_text(out, i > 0 ? " AND \"" : "\"");
        for (size_t k = 0; k < question->words[i].n; k++) {
            char byte = question->words[i].p[k];
            str_add_text(out, byte == '"' ? "\"" : "");
            str_add_byte(out, byte);
        }
        str_add_byte(out, '"');
    }
}

static bool same(const struct search_token *a, const struct search_token *b) {
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* Whether the word's tokens behind its first stand at `at`; *to gets the end. */
static bool goes_on(struct span text, size_t at, struct span word, size_t behind, size_t *to) {
    struct search_token wanted, found;
    while (search_next_token(word, &behind, &wanted)) {
        if (!search_next_token(text, &at, &found) || !same(&found, &wanted))
            return false;
        *to = found.to;
    }
    return true;
}

bool search_find_word(struct span text, struct span word, size_t *from, size_t *to) {
    struct search_token first, token;
    size_t behind = 0;
    if (!search_next_token(word, &behind, &first))
        return false;
    for (size_t at = 0; search_next_token(text, &at, &token);) {
        if (!same(&token, &first))
            continue;
        *from = token.from;
        *to = token.to;
        if (goes_on(text, at, word, behind, to))
            return true;
    }
    return false;
}

bool search_fits(const struct search_question *question, struct span heading, struct span body) {
    size_t from, to;
    for (size_t i = 0; i < question->count; i++)
        if (!search_find_word(body, question->words[i], &from, &to) &&
            !search_find_word(heading, question->words[i], &from, &to))
            return false;
    return question->count > 0;
}

/* --- the sentence --- */

enum { BEFORE_MOST = 40, SENTENCE_MOST = 120 }; /* points */

static bool ends_sentence(char32_t c) {
    return c == '\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == '!' ||
           c == '?' || c == ';';
}

static size_t sentence_start(struct span text, size_t from, bool *cut) {
    size_t at = from, points = 0;
    for (; at > 0; points++) {
        char32_t c = utf8_before(text, at);
        if (ends_sentence(c))
            break;
        *cut = points == BEFORE_MOST;
        if (*cut)
            break;
        char bytes[UTF8_MAX];
        at -= utf8_put(c, bytes);
    }
    return at;
}

static size_t sentence_end(struct span text, size_t start, size_t to, bool *cut) {
    struct span rest = span_sub(text, to, text.n);
    size_t points = utf8_count(span_sub(text, start, to));
    while (rest.n > 0) {
        *cut = points++ >= SENTENCE_MOST;
        if (*cut)
            break;
        char32_t c = utf8_take(&rest);
        if (c == '\n')
            return text.n - rest.n - 1;
        if (ends_sentence(c))
            break;
    }
    return text.n - rest.n;
}

/* A byte inside a token, ${name.prior,}, moved to its start or its end: what prints instead of it
 * is taken whole. */
static size_t leave_token(struct span text, size_t at, bool forward) {
    enum { TOKEN_BYTES_MOST = 80 };
    size_t first = at > TOKEN_BYTES_MOST ? at - TOKEN_BYTES_MOST : 0;
    for (size_t from = at; from-- > first;) {
        struct span rest = span_sub(text, from, text.n);
        if (!span_take_prefix(&rest, SPAN("${")))
            continue;
        size_t end = span_find(rest, SPAN("}"));
        bool inside = end != SIZE_MAX && text.n - rest.n + end + 1 > at;
        if (!inside)
            return at;
        return forward ? text.n - rest.n + end + 1 : from;
    }
    return at;
}

void search_add_sentence(struct str *out, struct span text, size_t from, size_t to, size_t *at) {
    bool cut_before = false, cut_after = false;
    size_t start = leave_token(text, sentence_start(text, from, &cut_before), false);
    size_t end = leave_token(text, sentence_end(text, start, to, &cut_after), true);
    struct span rest = span_trim_end(span_sub(text, start, end));
    struct span trimmed = span_trim_start(rest);
    start += rest.n - trimmed.n;
    str_add_text(out, cut_before ? "…" : "");
    *at = out->len + (from > start ? from - start : 0);
    for (size_t i = 0; i < trimmed.n; i++) {
        char byte = trimmed.p[i];
        if (byte == '\t' || byte == '\n')
            byte = ' ';
        str_add_byte(out, byte);
    }
    str_add_text(out, cut_after ? "…" : "");
}
