#include "check/words.h"

#include "check/wording.h"
#include "model/section.h"

#include "base/embedded.h"
#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "check/term_pairs.h"
#include "check/terms.h"
#include "check/wordlist.h"

enum { LISTS = 2, BROKEN_BACK = 4 };

struct variant_use {
    struct passage place; /* of the first; its points are gone */
    size_t from, to, wrong, right;
};
enum { VARIANTS_MOST = 64 };

struct words {
    struct raiser raiser;
    struct word_list lists[LISTS], variants;
    struct term_list *terms;
    const struct own_words *own; /* or NULL */
    struct variant_use uses[VARIANTS_MOST];
    char32_t firsts[VARIANTS_MOST]; /* of what is right */
};

static const struct {
    const char *file, *rule;
} sources[LISTS] = {{"wordlists/words.txt", "word"}, {"wordlists/phrases.txt", "phrase"}};

static void list_init(struct word_list *list, const char *path) {
    const struct embedded *file = embedded_find(path);
    word_list_init(list, file != NULL ? embedded_text(file) : SPAN(""));
}

/* `list` is the file of an own list, or NULL. */
static void raise_word(struct words *words, const struct passage *p, size_t at, const char *rule,
                       const struct word_entry *entry, const char *list) {
    if (entry->severity == SEVERITY_HINT && list == NULL) {
        raise_hint(&words->raiser, p, "usage", at, at + entry->length,
                   _("宜用规范的写法（其他、部分、撤销、平方米等）"));
        raise_hint_fix(&words->raiser, p, "usage", at, at + entry->length, entry->right);
        return;
    }
    struct str message = STR_INIT;
    str_add_format(&message, _("“%.*s”应为“%.*s”"), SPAN_ARG(entry->wrong), SPAN_ARG(entry->right));
    struct finding *finding =
        raise_finding(&words->raiser, p, rule, entry->severity, at, at + entry->length, message.s);
    raise_fix(finding, p, at, at + entry->length, entry->right);
    if (finding != NULL && list != NULL)
        section_set_text(&finding->source, span_of(list));
    str_release(&message);
}

/* Whether a list, own or built in, speaks of a place in from..to. */
static bool is_listed(const struct words *words, const struct passage *p, size_t from, size_t to) {
    const char *list = NULL;
    for (size_t at = from; at < to; at++) {
        if (own_words_find(words->own, p, at, &list) != NULL)
            return true;
        for (size_t i = 0; i < LISTS; i++)
            if (word_list_find(&words->lists[i], p, at) != NULL)
                return true;
    }
    return false;
}

/* 按户计, 以受理件计: how something was counted. */
static bool says_by_what(const struct passage *p, const struct term_miss *miss) {
    return p->c[miss->to - 1] == U'计' && miss->from > 0 &&
           char_is_one_of(p->c[miss->from - 1], U"按以");
}

static void raise_miss(struct words *words, const struct passage *p, const struct term_miss *miss) {
    if (raiser_has_marked(&words->raiser, p, "term", miss->from, miss->to) ||
        raiser_has_marked(&words->raiser, p, "word", miss->from, miss->to) ||
        is_listed(words, p, miss->from, miss->to) || says_by_what(p, miss))
        return;
    struct str wrong = STR_INIT, right = STR_INIT, message = STR_INIT;
    passage_add(&wrong, p, miss->from, miss->to);
    for (const char32_t *c = miss->right; *c != 0; c++)
        str_add_char(&right, *c);
    str_add_format(&message, _("“%s”像是“%s”之误"), wrong.s, right.s);
    raise_fix(
        raise_finding(&words->raiser, p, "term", SEVERITY_WARNING, miss->from, miss->to, message.s),
        p, miss->from, miss->to, str_span(&right));
    str_release(&wrong);
    str_release(&right);
    str_release(&message);
}

/* 预算管里: a near miss of a term whose whole end stands at `at`; and, where no term has been seen
 * around it by then, two broken characters some points back. */
static void look_for_term(struct words *words, const struct passage *p, size_t at) {
    struct term_miss miss;
    if (at < p->n && char_is_han(p->c[at]) && term_list_find_miss(words->terms, p, at, &miss))
        raise_miss(words, p, &miss);
    if (at < BROKEN_BACK)
        return;
    at -= BROKEN_BACK;
    if (term_list_has_cut(words->terms, p, at))
        (void)raise_finding(&words->raiser, p, "lost-text", SEVERITY_WARNING, at, at + 1,
                            _("这个字后面像是漏了字"));
    if (term_list_find_twice(words->terms, p, at, &miss))
        raise_miss(words, p, &miss);
    if (term_list_find_broken(words->terms, p, at, &miss))
        raise_miss(words, p, &miss);
}

static bool right_stands_at(const struct passage *p, size_t at, struct span right) {
    for (; right.n > 0; at++)
        if (at >= p->n || utf8_take(&right) != p->c[at])
            return false;
    return true;
}

static void read_firsts(struct words *words) {
    for (size_t i = 0; i < words->variants.count && i < VARIANTS_MOST; i++) {
        struct span right = words->variants.entries[i].right;
        words->firsts[i] = utf8_take(&right);
    }
}

static void note_variants(struct words *words, const struct passage *p, size_t at) {
    const struct word_entry *wrong = word_list_find(&words->variants, p, at);
    for (size_t i = 0; i < words->variants.count && i < VARIANTS_MOST; i++) {
        const struct word_entry *entry = &words->variants.entries[i];
        struct variant_use *use = &words->uses[i];
        if (entry == wrong && use->wrong++ == 0) {
            use->place = *p;
            use->from = at;
            use->to = at + entry->length;
        }
        if (words->firsts[i] == p->c[at] && entry != wrong && right_stands_at(p, at, entry->right))
            use->right++;
    }
}

/* “做到帐目清楚”, “单位对帐目”: another listed word begins at the second character and is what is
 * meant; the first belongs to the word before. It is told there. */
static bool is_cut_across(const struct words *words, const struct passage *p, size_t at,
                          const struct word_entry *entry) {
    enum { PAIR = 2 };
    if (entry->length != PAIR || at + PAIR >= p->n)
        return false;
    for (size_t i = 0; i < LISTS; i++) {
        const struct word_entry *next = word_list_find(&words->lists[i], p, at + 1);
        if (next != NULL && next->severity <= entry->severity)
            return true;
    }
    return false;
}

/* An own entry goes before the built-in ones, and may call a word right. */
static void look_up(struct words *words, const struct passage *p, size_t at) {
    const char *list = NULL;
    const struct word_entry *own = own_words_find(words->own, p, at, &list);
    if (own != NULL) {
        if (!own_word_is_right(own))
            raise_word(words, p, at, "own-word", own, list);
        return;
    }
    for (size_t i = 0; i < LISTS; i++) {
        const struct word_entry *entry = word_list_find(&words->lists[i], p, at);
        if (entry != NULL && !is_cut_across(words, p, at, entry) &&
            !raiser_has_marked(&words->raiser, p, "term", at, at + entry->length))
            raise_word(words, p, at, sources[i].rule, entry, NULL);
    }
}

static void visit(void *context, const struct passage *p) {
    struct words *words = context;
    names_check(own_words_names(words->own), &words->raiser, p);
    for (size_t at = 0; at < p->n + BROKEN_BACK; at++) {
        look_for_term(words, p, at);
        if (at >= p->n)
            continue;
        look_up(words, p, at);
        if (p->kind == PASSAGE_BODY)
            note_variants(words, p, at);
    }
}

static void raise_variants(struct words *words) {
    struct str message = STR_INIT;
    for (size_t i = 0; i < words->variants.count && i < VARIANTS_MOST; i++) {
        const struct word_entry *entry = &words->variants.entries[i];
        const struct variant_use *use = &words->uses[i];
        if (use->wrong == 0 || use->right == 0)
            continue;
        str_clear(&message);
        str_add_format(&message, _("“%.*s”（%zu处）与“%.*s”（%zu处）并用，应当统一"),
                       SPAN_ARG(entry->wrong), use->wrong, SPAN_ARG(entry->right), use->right);
        (void)raise_finding(&words->raiser, &use->place, "variant", entry->severity, use->from,
                            use->to, message.s);
    }
    str_release(&message);
}

void check_words(struct findings *out, const struct report *report, const struct section *section,
                 const struct own_words *own) {
    struct words words = {.own = own};
    raiser_init(&words.raiser, out);
    for (size_t i = 0; i < LISTS; i++)
        list_init(&words.lists[i], sources[i].file);
    list_init(&words.variants, "wordlists/variants.txt");
    read_firsts(&words);
    words.terms = term_list_new();
    passages_visit(report, section, visit, &words);
    raise_variants(&words);
    raiser_release(&words.raiser, report);
    for (size_t i = 0; i < LISTS; i++)
        word_list_release(&words.lists[i]);
    word_list_release(&words.variants);
    term_list_free(words.terms);
}
