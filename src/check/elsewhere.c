#include "check/elsewhere.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"

enum { TABLE = 8192, MOST = 6000, LABEL_LEAST = 4, LABEL_MOST = 20 };

/* The first number under a key. */
struct place {
    uint64_t key;
    struct number value;
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
                 const struct number *n) {
    struct str path = STR_INIT, text = STR_INIT;
    if (s->p->section != NULL)
        section_add_path(&path, s->p->section);
    passage_add(&text, s->p, n->from, n->to);
    place->path = str_detach(&path);
    place->text = str_detach(&text);
    place->value = *n;
    place->sentence = elsewhere->sentences;
}

static wide digits_of(const struct number *n) {
    wide value = n->value;
    for (int i = 0; i < n->scale; i++)
        value /= 10;
    return value;
}

/* --- labels --- */

/* What there is one of in a report: its budget, its staff; not what is done again and again. */
static bool names_stock(const struct passage *p, size_t from, size_t to) {
    static const char32_t *const stocks[] = {
        U"预算数",   U"执行数",   U"决算数", U"总支出", U"总收入", U"编制数", U"在职人",
        U"总人口",   U"人口",     U"总面积", U"总户数", U"党员总", U"总得分", U"总分",
        U"年初预算", U"全年预算", U"结余",   U"结转",   U"总投资", U"总额",   U"总数",
        U"实有",     U"核定",     U"现有在", U"面积",   NULL};
    static const char32_t *const no[] = {U"其中",   U"每",   U"均",   U"拆除", U"改造", U"建筑",
                                         U"种植",   U"绿化", U"经营", U"租赁", U"补助", U"征收",
                                         U"覆盖率", U"清理", U"涉及", U"项目", NULL};
    return word_any_within(p, from, to, stocks) && !word_any_within(p, from, to, no);
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

/* The label without what leads to the number; 0: it names nothing that there is one of. */
static uint64_t label_key(const struct sentence *s, const struct number *n) {
    static const char32_t *const links[] = {U"合计", U"共计", U"总计", U"达到", U"为", U"是",
                                            U"共",   U"达",   U"有",   U"计",   NULL};
    const struct passage *p = s->p;
    size_t to = n->from;
    for (const char32_t *link;
         to > n->label_from && (link = word_any_before(p, to, links)) != NULL;)
        to -= word_length(link);
    size_t from = skip_heads(p, n->label_from, to);
    if (from == SIZE_MAX || to < from + LABEL_LEAST || to > from + LABEL_MOST ||
        !names_stock(p, from, to))
        return 0;
    uint64_t key = 14695981039346656037U;
    for (size_t at = from; at < to; at++) {
        if (!char_is_han(p->c[at]))
            return 0;
        key = hash_add(key, p->c[at]);
    }
    return hash_add(key, n->unit->name[0]) | 1U;
}

static bool same_value(const struct number *a, const struct number *b) {
    wide off = wide_size(a->value - b->value);
    return off == 0 || off <= (a->half > b->half ? a->half : b->half);
}

/* The sentence tells of another year. */
static bool is_of_another_time(const struct sentence *s, const struct number *n) {
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

static void tell(struct raiser *raiser, const struct sentence *s, const struct number *n,
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
                       const struct number *n) {
    uint64_t key = label_key(s, n);
    struct place *place = key != 0 && !is_of_another_time(s, n) ? find_place(elsewhere, key) : NULL;
    if (place == NULL)
        return;
    if (place->path == NULL) {
        fill(elsewhere, place, s, n);
    } else if (!place->settled && !same_value(&place->value, n) && n->group == place->value.group) {
        bool unit = place->value.scale != n->scale && digits_of(&place->value) == digits_of(n);
        if (place->sentence != elsewhere->sentences)
            tell(raiser, s, n, place, unit);
        place->settled = true;
    }
}

/* --- digits --- */

/* Five digits that say something: 1698.32, 18603. */
static bool has_many_digits(const struct number *n) {
    enum { WITH_DECIMALS = 100, WHOLE = 10000, ROUND = 1000 };
    wide digits = digits_of(n);
    return n->decimals >= 2 ? digits >= (wide)WITH_DECIMALS * WIDE_ONE
                            : n->decimals == 0 && digits >= (wide)WHOLE * WIDE_ONE &&
                                  digits / WIDE_ONE % ROUND != 0;
}

static void note_digits(struct elsewhere *elsewhere, struct raiser *raiser,
                        const struct sentence *s, const struct number *n) {
    if (n->unit->name[0] != U'元' || !has_many_digits(n))
        return;
    wide digits = digits_of(n);
    uint64_t key = hash_add(hash_add(7, (uint64_t)digits), (uint64_t)(digits >> 64)) | 1U;
    struct place *place = find_place(elsewhere, key);
    if (place == NULL)
        return;
    if (place->path == NULL) {
        fill(elsewhere, place, s, n);
    } else if (!place->settled && digits_of(&place->value) == digits &&
               place->value.scale != n->scale &&
               !raiser_has_marked(raiser, s->p, "unit", n->from, n->to)) {
        tell(raiser, s, n, place, true);
    }
}

void elsewhere_note(struct elsewhere *elsewhere, struct raiser *raiser, const struct sentence *s) {
    for (size_t i = 0; i < s->count; i++) {
        const struct number *n = &s->numbers[i];
        if (n->approximate || n->delta || n->unit->kind >= UNIT_PERCENT)
            continue;
        note_label(elsewhere, raiser, s, n);
        note_digits(elsewhere, raiser, s, n);
    }
    elsewhere->sentences++;
}
