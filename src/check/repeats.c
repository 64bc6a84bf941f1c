#include "check/repeats.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"

enum { PHRASE_LABEL = 4, PHRASES_MOST = 20000, TABLE = 32768 };

/* Four characters, a number and its unit, as they stand for the second time. */
struct phrase {
    uint64_t hash;
    size_t sentence; /* of the last */
    const struct mention *second;
    size_t count;
};

struct repeats {
    struct phrase *phrases;
    size_t count, cap;
    uint32_t *table; /* place + 1 in phrases */
};

/* Four characters of Chinese, the number and its unit; 0: it has no such label. */
static uint64_t phrase_hash(struct points text, const struct mention *n) {
    /* what there is one of is rightly said again */
    static const char32_t *const plain[] = {
        U"共计", U"合计", U"总计", U"金额", U"百分点", U"编制", U"扣",   U"得",   U"预算", U"执行",
        U"决算", U"支出", U"收入", U"结转", U"结余",   U"人口", U"面积", U"在职", NULL};
    uint64_t hash = 14695981039346656037U;
    static const char32_t *const again[] = {U"其中", U"合计", U"即", NULL};
    if (n->from < PHRASE_LABEL || n->from - n->label_from < PHRASE_LABEL)
        return 0;
    if (n->unit->name[0] == U'元' || n->unit->name[0] == U'天' ||
        points_any_before(text, n->label_from, again) != NULL)
        return 0; /* money is said again where it is a part of a sum, and so are terms */
    if (points_any_within(text, n->from - PHRASE_LABEL, n->from, plain))
        return 0;
    for (size_t at = n->from - PHRASE_LABEL; at < n->to; at++) {
        if (at < n->from && !char_is_han(text.c[at]))
            return 0;
        hash = (hash ^ text.c[at]) * 1099511628211U;
    }
    return hash | 1U;
}

static void note(struct repeats *repeats, struct points text, const struct mention *n) {
    uint64_t hash = phrase_hash(text, n);
    if (hash == 0 || repeats->count == PHRASES_MOST)
        return;
    size_t slot = hash % TABLE;
    while (repeats->table[slot] != 0 && repeats->phrases[repeats->table[slot] - 1].hash != hash)
        slot = (slot + 1) % TABLE;
    if (repeats->table[slot] == 0) {
        MEM_PUSH_ROOM(repeats->phrases, repeats->count, repeats->cap);
        repeats->phrases[repeats->count++] =
            (struct phrase){.hash = hash, .sentence = n->sentence, .count = 1};
        repeats->table[slot] = (uint32_t)repeats->count;
        return;
    }
    struct phrase *phrase = &repeats->phrases[repeats->table[slot] - 1];
    if (phrase->sentence == n->sentence) /* a whole and its only part */
        return;
    phrase->sentence = n->sentence;
    if (++phrase->count == 2)
        phrase->second = n;
}

static void tell(struct raiser *raiser, const struct ledger *ledger, const struct phrase *phrase) {
    const struct mention *n = phrase->second;
    size_t part = ledger_part_of(ledger, n), base = ledger->parts[part].from;
    struct passage p = ledger_passage(ledger, part);
    size_t from = n->from - PHRASE_LABEL;
    for (int i = 0; i < 2 && from > n->label_from; i++)
        from--;
    struct str text = STR_INIT, message = STR_INIT;
    passage_add(&text, &p, from - base, n->to - base);
    str_add_format(&message, _("“%s”出现%zu次，是否重复计算或照抄？"), text.s, phrase->count);
    (void)raise_finding(raiser, &p, "repeated", SEVERITY_WARNING, from - base, n->to - base,
                        message.s);
    str_release(&text);
    str_release(&message);
}

/* What was aimed at and reached is rightly said twice. */
void judge_repeats(struct raiser *raiser, const struct ledger *ledger) {
    const struct quantities *q = &ledger->quantities;
    if (q->count == 0)
        return;

    struct repeats repeats = {.table = mem_alloc_zero(TABLE, sizeof(uint32_t))};
    MEM_PUSH_ROOM(repeats.phrases, repeats.count, repeats.cap);
    struct points text = {ledger->text, ledger->length};
    for (const struct mention *n = q->mentions; n < q->mentions + q->count; n++)
        if (n->unit->kind < UNIT_PERCENT && !ledger_is_plan(ledger, n, ledger_part_of(ledger, n)))
            note(&repeats, text, n);
    for (size_t i = 0; i < repeats.count; i++)
        if (repeats.phrases[i].count > 1)
            tell(raiser, ledger, &repeats.phrases[i]);
    mem_free(repeats.phrases);
    mem_free(repeats.table);
}
