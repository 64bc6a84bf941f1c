#include "check/summary.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "model/section.h"

static bool is_summary(const struct ledger *ledger, const struct quantity_sentence *s) {
    static const char32_t *const heads[] = {U"综上",     U"总体来看", U"总体上看", U"从总体上看",
                                            U"总的来看", U"总之",     U"整体来看", U"从整体看",
                                            U"总体看",   U"概括起来", U"总体而言", NULL};
    struct points text = {ledger->text, ledger->length};
    size_t at = s->from;
    while (at < s->to && char_is_blank(text.c[at]))
        at++;
    return points_any_at(text, at, heads) != NULL;
}

/* How many points the two names have in common at their ends, quotes apart. */
static size_t common_end(const struct ledger *ledger, const struct fact *a, const struct fact *b,
                         bool *whole) {
    size_t i = a->to, k = b->to, n = 0;
    const char32_t *c = ledger->text;
    while (i > a->from && k > b->from && c[i - 1] == c[k - 1]) {
        n += char_is_han(c[i - 1]);
        i--;
        k--;
    }
    *whole = i == a->from || k == b->from;
    return n;
}

static bool is_named_alike(const struct ledger *ledger, const struct fact *a,
                           const struct fact *b) {
    enum { LEAST = 2, LONG = 3 };
    bool whole = false;
    size_t n = common_end(ledger, a, b, &whole);
    return n >= LONG || (whole && n >= LEAST);
}

static void raise_again(struct raiser *raiser, const struct ledger *ledger, const struct fact *said,
                        const struct fact *first) {
    struct str message = STR_INIT, path = STR_INIT;
    struct passage there = ledger_passage(ledger, first->part),
                   p = ledger_passage(ledger, said->part);
    size_t base = ledger->parts[first->part].from, own = ledger->parts[said->part].from;
    section_add_path(&path, there.section);
    str_add_format(&message, _("第%s节的“"), path.s);
    passage_add(&message, &there, first->from - base, first->mention->to - base);
    str_add_text(&message, _("”，总结时成了"));
    passage_add(&message, &p, said->mention->from - own, said->mention->to - own);
    (void)raise_finding(raiser, &p, "contradiction", SEVERITY_ERROR, said->from - own,
                        said->mention->to - own, message.s);
    str_release(&message);
    str_release(&path);
}

/* Of all numbers before it that are called so one is the same, or all differ by a slip. */
static void judge_fact(struct raiser *raiser, struct ledger *ledger, const struct fact *said) {
    struct quantities *q = &ledger->quantities;
    const struct fact *found = NULL;
    for (const struct fact *fact = ledger->facts;
         fact < said && fact->mention->sentence < said->mention->sentence; fact++) {
        if (!mention_same_unit(fact->mention, said->mention) || fact->time != said->time ||
            !is_named_alike(ledger, fact, said))
            continue;
        if (mention_same_value(q, fact->mention, said->mention))
            return;
        bool slip = !fact->mention->approximate && fact->mention->group == 0 &&
                    number_is_digit_slip(q, fact->mention->value, said->mention);
        found = found == NULL && slip ? fact : found;
    }
    if (found != NULL)
        raise_again(raiser, ledger, said, found);
}

void judge_summary(struct raiser *raiser, struct ledger *ledger) {
    enum { MOST = 60 }; /* each looks through all numbers before it */
    size_t seen = 0;
    for (size_t i = 0; i < ledger->count && seen < MOST; i++) {
        const struct fact *fact = &ledger->facts[i];
        if (fact->plan || fact->mention->approximate ||
            !is_summary(ledger, &ledger->quantities.sentences[fact->mention->sentence]))
            continue;
        seen++;
        judge_fact(raiser, ledger, fact);
        quantities_forget(&ledger->quantities);
    }
}
