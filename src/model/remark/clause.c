#include "model/remark/clause.h"

#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/figure/figure_text.h"

enum { PARAGRAPH_MOST = 120 /* points of one that stands for words that are gone */ };

static bool ends_sentence(char32_t c) {
    return c == U'。' || c == U'；' || c == U'！' || c == U'？' || c == U'\n' || c == U'\t';
}

static bool ends_clause(char32_t c) {
    return c == U'，' || c == U'、' || c == U'：';
}

/* --- what a remark keeps around its words: it begins and ends anywhere, in a token too --- */

static bool is_of_token(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' ||
           byte == '.' || byte == ',' || byte == '{';
}

static struct span before_of(const struct remark *remark) {
    struct span text = remark->before;
    size_t at = 0;
    if (utf8_count(text) < REMARK_AROUND)
        return text;
    while (at < text.n && is_of_token(text.p[at]))
        at++;
    return at < text.n && text.p[at] == '}' ? span_sub(text, at + 1, text.n) : text;
}

static struct span after_of(const struct remark *remark) {
    struct span text = remark->after;
    size_t at = text.n;
    if (utf8_count(text) < REMARK_AROUND)
        return text;
    while (at > 0 && is_of_token(text.p[at - 1]))
        at--;
    return at > 0 && text.p[at - 1] == '$' ? span_sub(text, 0, at - 1) : text;
}

/* --- the sentence --- */

/* What of the text before the words belongs to their sentence. */
static struct span head_of(const struct remark *remark, bool *cut) {
    struct span text = before_of(remark), rest = text;
    size_t sentence = SIZE_MAX, clause = SIZE_MAX, word = SIZE_MAX;
    while (rest.n > 0) {
        char32_t c = utf8_take(&rest);
        size_t at = text.n - rest.n;
        if (ends_sentence(c))
            sentence = at;
        if (ends_clause(c) && clause == SIZE_MAX)
            clause = at;
        if (!char_is_of_word(c) && word == SIZE_MAX)
            word = at;
    }
    *cut = sentence == SIZE_MAX && utf8_count(remark->before) >= REMARK_AROUND;
    if (*cut)
        sentence = clause != SIZE_MAX ? clause : word;
    return span_sub(text, sentence != SIZE_MAX ? sentence : 0, text.n);
}

/* What of the text behind the words belongs to their sentence. */
static struct span tail_of(const struct remark *remark, bool *cut) {
    struct span text = after_of(remark), rest = text;
    size_t clause = SIZE_MAX, word = SIZE_MAX;
    *cut = false;
    struct span quote = remark->target.quote;
    if (quote.n > 0 && ends_sentence(utf8_before(quote, quote.n)))
        return SPAN("");
    while (rest.n > 0) {
        size_t at = text.n - rest.n;
        char32_t c = utf8_take(&rest);
        if (ends_sentence(c))
            return span_sub(text, 0, c == U'\n' || c == U'\t' ? at : text.n - rest.n);
        if (ends_clause(c))
            clause = at;
        if (!char_is_of_word(c))
            word = text.n - rest.n;
    }
    *cut = utf8_count(remark->after) >= REMARK_AROUND;
    if (*cut && clause == SIZE_MAX)
        clause = word;
    return span_sub(text, 0, *cut && clause != SIZE_MAX ? clause : text.n);
}

/* On one line. */
static void add_printed(struct str *out, const struct report *report, struct span words) {
    struct str printed = STR_INIT;
    report_add_printed(&printed, report, words);
    str_add_line(out, str_span(&printed));
    str_release(&printed);
}

void remark_add_clause(struct str *out, const struct report *report, const struct remark *remark,
                       struct span words) {
    bool cut_head, cut_tail;
    struct span head = head_of(remark, &cut_head), tail = tail_of(remark, &cut_tail);
    str_add_text(out, cut_head ? "…" : "");
    add_printed(out, report, head);
    add_printed(out, report, words);
    add_printed(out, report, tail);
    str_add_text(out, cut_tail ? "…" : "");
}

void remark_add_around(struct str *out, const struct report *report, const struct remark *remark,
                       struct span words) {
    report_add_printed(out, report, before_of(remark));
    report_add_printed(out, report, words);
    report_add_printed(out, report, after_of(remark));
}

void remark_add_quote(struct str *out, const struct report *report, const struct remark *remark) {
    add_printed(out, report, remark->target.quote);
}

void remark_add_proposed(struct str *out, const struct report *report, const struct remark *remark,
                         size_t most) {
    struct str was = STR_INIT, proposed = STR_INIT;
    remark_add_quote(&was, report, remark);
    add_printed(&proposed, report, remark->proposed);
    remark_add_change(out, str_span(&was), str_span(&proposed), most);
    str_release(&was);
    str_release(&proposed);
}

/* --- now --- */

/* The words between what stood around those of the remark, as far as it still stands there. */
static bool find_between(const struct remark *remark, struct span paragraph, size_t *from,
                         size_t *to) {
    bool cut;
    struct span head = head_of(remark, &cut), tail = tail_of(remark, &cut);
    size_t at = head.n > 0 ? span_find(paragraph, head) : SIZE_MAX;
    *from = at != SIZE_MAX ? at + head.n : 0;
    struct span rest = span_sub(paragraph, *from, paragraph.n);
    size_t behind = tail.n > 0 ? span_find(rest, tail) : SIZE_MAX;
    *to = behind != SIZE_MAX ? *from + behind : *from;
    if (at == SIZE_MAX)
        *from = *to;
    return at != SIZE_MAX || behind != SIZE_MAX;
}

static void add_paragraph(struct str *out, const struct report *report, struct span paragraph) {
    struct str printed = STR_INIT;
    add_printed(&printed, report, paragraph);
    struct span shown = str_span(&printed);
    size_t end = utf8_offset(shown, PARAGRAPH_MOST);
    str_add(out, span_sub(shown, 0, end));
    str_add_text(out, end < shown.n ? "…" : "");
    str_release(&printed);
}

void remark_add_clause_now(struct str *out, const struct report *report,
                           const struct remark_item *item) {
    const struct remark_spot *spot = &item->spot;
    struct remark now = {0};
    struct str text = STR_INIT;
    if (spot->section < 0 && spot->part == REMARK_OF_BODY)
        return;
    remark_add_part_text(&text, report, spot->section, spot->part);
    struct span all = str_span(&text);
    size_t from = utf8_offset(all, spot->offset);
    size_t to = utf8_offset(all, spot->offset + spot->length);
    struct span words = span_sub(all, from, to);
    if (spot->placed) {
        remark_set_words(&now, all, spot->offset, spot->length);
        remark_add_clause(out, report, &now, now.target.quote);
    } else if (find_between(&item->remark, words, &from, &to)) {
        remark_set_words(&now, words, utf8_count(span_sub(words, 0, from)),
                         utf8_count(span_sub(words, from, to)));
        remark_add_clause(out, report, &now, now.target.quote);
    } else {
        add_paragraph(out, report, words);
    }
    str_release(&text);
}
