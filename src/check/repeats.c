#include "check/repeats.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "check/numbers.h"

enum { PHRASE_LABEL = 4, PHRASES_MOST = 20000, TABLE = 32768 };

struct phrase {
    uint64_t hash;
    size_t sentence;      /* of the last */
    struct passage place; /* of the second; its points are gone */
    size_t from, to, count;
    char *text;
};

struct repeats {
    struct raiser raiser;
    struct quantities quantities;
    size_t sentences; /* of the bodies before */
    struct phrase *phrases;
    size_t count, cap;
    uint32_t *table; /* place + 1 in phrases */
};

/* Four characters of Chinese, the number and its unit; 0: it has no such label. */
static uint64_t phrase_hash(const struct passage *p, const struct mention *n) {
    /* what there is one of is rightly said again */
    static const char32_t *const plain[] = {
        U"共计", U"合计", U"总计", U"金额", U"百分点", U"编制", U"扣",   U"得",   U"预算", U"执行",
        U"决算", U"支出", U"收入", U"结转", U"结余",   U"人口", U"面积", U"在职", NULL};
    uint64_t hash = 14695981039346656037U;
    static const char32_t *const again[] = {U"其中", U"合计", U"即", NULL};
    if (n->from < PHRASE_LABEL || n->from - n->label_from < PHRASE_LABEL)
        return 0;
    if (n->unit->name[0] == U'元' || word_any_before(p, n->label_from, again) != NULL)
        return 0; /* money is said again where it is a part of a sum */
    if (word_any_within(p, n->from - PHRASE_LABEL, n->from, plain))
        return 0;
    for (size_t at = n->from - PHRASE_LABEL; at < n->to; at++) {
        if (at < n->from && !char_is_han(p->c[at]))
            return 0;
        hash = (hash ^ p->c[at]) * 1099511628211U;
    }
    return hash | 1U;
}

static void note(struct repeats *repeats, const struct passage *p, const struct mention *n) {
    uint64_t hash = phrase_hash(p, n);
    size_t sentence = repeats->sentences + n->sentence;
    if (hash == 0 || repeats->count == PHRASES_MOST)
        return;
    size_t slot = hash % TABLE;
    while (repeats->table[slot] != 0 && repeats->phrases[repeats->table[slot] - 1].hash != hash)
        slot = (slot + 1) % TABLE;
    if (repeats->table[slot] == 0) {
        MEM_PUSH_ROOM(repeats->phrases, repeats->count, repeats->cap);
        repeats->phrases[repeats->count++] =
            (struct phrase){.hash = hash, .sentence = sentence, .count = 1};
        repeats->table[slot] = (uint32_t)repeats->count;
        return;
    }
    struct phrase *phrase = &repeats->phrases[repeats->table[slot] - 1];
    if (phrase->sentence == sentence) /* a whole and its only part */
        return;
    phrase->sentence = sentence;
    if (++phrase->count != 2)
        return;
    struct str text = STR_INIT;
    phrase->place = *p;
    phrase->from = n->from - PHRASE_LABEL;
    for (int i = 0; i < 2 && phrase->from > n->label_from; i++)
        phrase->from--;
    phrase->to = n->to;
    passage_add(&text, p, phrase->from, phrase->to);
    phrase->text = str_detach(&text);
}

static void visit(void *context, const struct passage *p) {
    struct repeats *repeats = context;
    struct quantities *q = &repeats->quantities;
    read_quantities(q, p);
    for (size_t i = 0; i < q->count; i++)
        if (q->mentions[i].unit->kind < UNIT_PERCENT && p->c[q->mentions[i].from] != PASSAGE_FIGURE)
            note(repeats, p, &q->mentions[i]);
    repeats->sentences += q->sentence_count;
}

void check_repeats(struct findings *out, const struct report *report,
                   const struct section *section) {
    if (section != NULL)
        return;
    struct repeats repeats = {.table = mem_alloc_zero(TABLE, sizeof(uint32_t))};
    raiser_init(&repeats.raiser, out);
    bodies_visit(report, NULL, visit, &repeats);
    for (size_t i = 0; i < repeats.count; i++) {
        const struct phrase *phrase = &repeats.phrases[i];
        if (phrase->count < 2)
            continue;
        struct str message = STR_INIT;
        str_add_format(&message, _("“%s”出现%zu次，是否重复计算或照抄？"), phrase->text,
                       phrase->count);
        (void)raise_finding(&repeats.raiser, &phrase->place, "repeated", SEVERITY_WARNING,
                            phrase->from, phrase->to, message.s);
        str_release(&message);
        mem_free(phrase->text);
    }
    raiser_release(&repeats.raiser, report);
    quantities_release(&repeats.quantities);
    mem_free(repeats.phrases);
    mem_free(repeats.table);
}
