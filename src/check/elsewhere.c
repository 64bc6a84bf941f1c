#include "check/elsewhere.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "model/section.h"

enum { TABLE = 8192, MOST = 6000, LABEL_LEAST = 4, LABEL_MOST = 20 };

/* The first number under a key. */
struct place {
    uint64_t key;
    struct mention value; /* its numbers are its own */
    struct number *number, *half;
    char *path, *text; /* "2.1.6", "1786人" */
    size_t sentence;
    bool settled; /* told, or one of a list of many: no more about it */
};

struct elsewhere {
    struct place *places;
    size_t count, cap, sentences;
    uint16_t table[TABLE]; /* place + 1 */
};

struct elsewhere *elsewhere_new(void) {
    return MEM_NEW(struct elsewhere);
}

void elsewhere_free(struct elsewhere *elsewhere) {
    for (size_t i = 0; elsewhere != NULL && i < elsewhere->count; i++) {
        mem_free(elsewhere->places[i].path);
        mem_free(elsewhere->places[i].text);
        number_free(elsewhere->places[i].number);
        number_free(elsewhere->places[i].half);
    }
    if (elsewhere != NULL)
        mem_free(elsewhere->places);
    mem_free(elsewhere);
}

static uint64_t hash_add(uint64_t hash, uint64_t value) {
    return (hash ^ value) * 1099511628211U;
}

/* The place of that key; it is made where there is none (then its path is NULL), NULL: no room. */
static struct place *find_place(struct elsewhere *elsewhere, uint64_t key) {
    size_t slot = (key ^ (key >> 32)) % TABLE;
    while (elsewhere->table[slot] != 0) {
        struct place *place = &elsewhere->places[elsewhere->table[slot] - 1];
        if (place->key == key)
            return place;
        slot = (slot + 1) % TABLE;
    }
    if (elsewhere->count == MOST)
        return NULL;
    MEM_PUSH_ROOM(elsewhere->places, elsewhere->count, elsewhere->cap);
    elsewhere->places[elsewhere->count++] = (struct place){.key = key};
    elsewhere->table[slot] = (uint16_t)elsewhere->count;
    return &elsewhere->places[elsewhere->count - 1];
}

static void fill(const struct elsewhere *elsewhere, struct place *place, const struct sentence *s,
                 const struct mention *n) {
    struct str path = STR_INIT, text = STR_INIT;
    if (s->p->section != NULL)
        section_add_path(&path, s->p->section);
    passage_add(&text, s->p, n->from, n->to);
    place->path = str_detach(&path);
    place->text = str_detach(&text);
    place->number = number_clone(n->value);
    place->half = number_clone(n->half);
    place->value = *n;
    place->value.value = place->value.low = place->value.high = place->number;
    place->value.half = place->half;
    place->sentence = elsewhere->sentences;
}

/* --- labels --- */

/* What there is one of in a report: its budget, its staff; not what is done again and again. */
static bool names_stock(const struct passage *p, size_t from, size_t to) {
    static const char32_t *const stocks[] = {
        U"预算数",   U"执行数",   U"决算数", U"总支出", U"总收入",  U"编制数",   U"在职人",
        U"总人口",   U"人口",     U"总面积", U"总户数", U"党员总",  U"总得分",   U"总分",
        U"年初预算", U"全年预算", U"结余",   U"结转",   U"总投资",  U"总额",     U"总数",
        U"实有",     U"核定",     U"现有在", U"面积",   U"公”经费", U"三公经费", NULL};
    static const char32_t *const no[] = {U"其中",   U"每",   U"均",   U"拆除", U"改造", U"建筑",
                                         U"种植",   U"绿化", U"经营", U"租赁", U"补助", U"征收",
                                         U"覆盖率", U"清理", U"涉及", U"项目", NULL};
    return word_any_within(p, from, to, stocks) && !word_any_within(p, from, to, no);
}

static bool heading_has(const char *heading, const char32_t *word) {
    struct str text = STR_INIT;
    for (; *word != 0; word++)
        str_add_char(&text, *word);
    bool has = span_find(span_of(heading), str_span(&text)) != SIZE_MAX;
    str_release(&text);
    return has;
}

/* The year that stands at `at`, 0: none. */
static int year_at(const struct passage *p, size_t at) {
    int year = passage_year_at(p, at);
    return year != 0 && p->c[at + 4] == U'年' ? year : 0;
}

/* Behind a year and the words for the unit itself; SIZE_MAX: it is another year's. */
static size_t skip_heads(const struct passage *p, size_t from, size_t to) {
    static const char32_t *const heads[] = {U"年度",   U"年",     U"本单位", U"我单位", U"本部门",
                                            U"我街道", U"街道",   U"全镇",   U"我镇",   U"我局",
                                            U"全街道", U"经核实", U"单位",   U"我办",   NULL};
    int year = year_at(p, from);
    if (year != 0 && year != p->report->year)
        return SIZE_MAX;
    from += year != 0 ? 4 : 0;
    for (const char32_t *head; from < to && (head = word_any_at(p, from, heads)) != NULL;)
        from += word_length(head);
    return from;
}

/* Whose money it is: the words between the last heading and the number. Another fund, another
 * level, another side of the account is another item. */
static uint64_t owner_key(const struct sentence *s, const struct mention *n) {
    static const char32_t *const owners[] = {
        U"基金", U"社保", U"社会保险", U"国有资本", U"一般公共", U"本级", U"汇总",
        U"收入", U"支出", U"预算",     U"决算",     U"基本",     U"项目", U"年末",
        U"年初", U"本年", U"总计",     U"合计",     U"财政拨款", U"县级", U"镇级",
        U"省级", U"市级", U"累计",     NULL};
    uint64_t key = 0;
    size_t from = n->from;
    while (from > 0 && s->q->text.c[from - 1] != U'\n')
        from--;
    size_t own = n->label_from;
    while (own > from && !char_is_one_of(s->q->text.c[own - 1], U"。；"))
        own--;
    for (size_t i = 0; owners[i] != NULL; i++) {
        bool near = points_find(s->q->text, own, n->label_to, owners[i]) != SIZE_MAX;
        bool heading = i < 5 && s->p->section != NULL && s->p->section->heading != NULL &&
                       heading_has(s->p->section->heading, owners[i]);
        key |= near || heading ? (uint64_t)1 << i : 0;
    }
    return key;
}

/* 综合得分, 最终得分, 总分: of one report there is one. */
static bool names_total_score(const struct sentence *s, const struct mention *n) {
    static const char32_t *const names[] = {U"综合得分", U"最终得分", U"总得分",
                                            U"自评总分", U"总分",     U"自评得分",
                                            U"评价得分", U"综合评分", NULL};
    static const char32_t *const sums[] = {U"合计", U"共计", NULL};
    static const char32_t *const of_scores[] = {U"得分", U"指标", U"满分", NULL};
    if (n->unit->name[0] != U'分')
        return false;
    return points_any_at(s->q->text, n->label_from, names) != NULL ||
           (n->total && mention_label_begins(s->q, n, sums) &&
            points_any_within(s->q->text, s->from, n->from, of_scores));
}

/* The label without what leads to the number; 0: it names nothing that there is one of. */
static uint64_t label_key(const struct sentence *s, const struct mention *n) {
    static const char32_t *const links[] = {U"合计", U"共计", U"总计", U"达到", U"为", U"是",
                                            U"共",   U"达",   U"有",   U"计",   NULL};
    const struct passage *p = s->p;
    size_t to = n->label_to;
    if (names_total_score(s, n))
        return hash_add(14695981039346656037U, U'分') | 1U;
    for (const char32_t *link;
         to > n->label_from && (link = word_any_before(p, to, links)) != NULL;)
        to -= word_length(link);
    size_t from = skip_heads(p, n->label_from, to);
    if (from == SIZE_MAX || to < from + LABEL_LEAST || to > from + LABEL_MOST ||
        !names_stock(p, from, to))
        return 0;
    uint64_t key = 14695981039346656037U;
    for (size_t at = from; at < to; at++) {
        if (char_is_one_of(p->c[at], U"“”"))
            continue;
        if (!char_is_han(p->c[at]))
            return 0;
        key = hash_add(key, p->c[at]);
    }
    key = hash_add(key, owner_key(s, n));
    return hash_add(key, n->unit->name[0]) | 1U;
}

static bool same_value(struct quantities *q, const struct mention *a, const struct mention *b) {
    const struct number *half = number_compare(a->half, b->half) > 0 ? a->half : b->half;
    return mention_compare(a, b) == 0 ||
           number_compare(number_distance(q, a->value, b->value), half) <= 0;
}

/* The sentence tells of another year. */
static bool is_of_another_time(const struct sentence *s, const struct mention *n) {
    static const char32_t *const times[] = {U"上年", U"去年", U"同期", NULL};
    size_t clause = n->label_from;
    while (clause > s->from && !char_is_one_of(s->p->c[clause - 1], U"；;。"))
        clause--;
    for (size_t at = clause; at < n->label_from; at++) {
        int year = year_at(s->p, at);
        if (year != 0 && year != s->p->report->year)
            return true;
    }
    return word_any_within(s->p, clause, n->label_from, times);
}

static void tell(struct raiser *raiser, const struct sentence *s, const struct mention *n,
                 struct place *place, bool unit) {
    struct str message = STR_INIT;
    str_add_format(&message,
                   unit ? _("同一个数，第%s节写的是%s，单位不一致") : _("同一项，第%s节是%s"),
                   place->path, place->text);
    (void)raise_finding(raiser, s->p, unit ? "unit" : "contradiction",
                        unit ? SEVERITY_ERROR : SEVERITY_WARNING, n->from, n->to, message.s);
    str_release(&message);
    place->settled = true;
}

static void note_label(struct elsewhere *elsewhere, struct raiser *raiser, const struct sentence *s,
                       const struct mention *n) {
    uint64_t key = label_key(s, n);
    struct place *place = key != 0 && !is_of_another_time(s, n) ? find_place(elsewhere, key) : NULL;
    if (place == NULL)
        return;
    if (place->path == NULL) {
        fill(elsewhere, place, s, n);
    } else if (!place->settled && !same_value(s->q, &place->value, n) &&
               n->group == place->value.group) {
        bool unit = place->value.scale != n->scale && mention_same_digits(s->q, &place->value, n);
        if (place->sentence != elsewhere->sentences)
            tell(raiser, s, n, place, unit);
        place->settled = true;
    }
}

/* --- digits --- */

/* Five digits that say something: 1698.32, 18603; as a key, 0: they say nothing. */
static uint64_t digits_key(const struct sentence *s, const struct mention *n) {
    enum { LEAST = 5, ROUND = 3 };
    uint64_t key = 7;
    size_t count = 0, zeros = 0;
    for (size_t at = n->from; at < n->digits_to; at++) {
        char32_t c = s->q->text.c[at];
        if (!char_is_digit(c))
            continue;
        count++;
        zeros = char_digit_value(c) == 0 ? zeros + 1 : 0;
        key = hash_add(key, char_digit_value(c));
    }
    bool many = n->decimals >= 2 || (n->decimals == 0 && zeros < ROUND);
    return count >= LEAST && many ? hash_add(key, (uint64_t)n->decimals) | 1U : 0;
}

static void note_digits(struct elsewhere *elsewhere, struct raiser *raiser,
                        const struct sentence *s, const struct mention *n) {
    uint64_t key = n->unit->name[0] == U'元' ? digits_key(s, n) : 0;
    struct place *place = key != 0 ? find_place(elsewhere, key) : NULL;
    if (place == NULL)
        return;
    if (place->path == NULL) {
        fill(elsewhere, place, s, n);
    } else if (!place->settled && place->value.scale != n->scale &&
               mention_same_digits(s->q, &place->value, n) &&
               !raiser_has_marked(raiser, s->p, "unit", n->from, n->to)) {
        tell(raiser, s, n, place, true);
    }
}

void elsewhere_note(struct elsewhere *elsewhere, struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++) {
        const struct mention *n = &s->mentions[i];
        if (n->approximate || n->change || n->unit->kind >= UNIT_PERCENT)
            continue;
        note_label(elsewhere, raiser, s, n);
        note_digits(elsewhere, raiser, s, n);
    }
    elsewhere->sentences++;
}
