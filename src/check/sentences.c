#include "check/sentences.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/dictionary.h"
#include "check/passage.h"

/* Which characters begin something, by their last bits: hardly any character is looked at twice. */
enum { BEGINS = 4096 };

struct sentences {
    struct raiser raiser;
    bool begins[BEGINS];
    struct dictionary dictionary;
};

static bool ends_clause(const struct passage *p, size_t at) {
    return at < p->n && char_is_one_of(p->c[at], U"，。；、！");
}

/* Where the clause ends that `at` stands in. */
static size_t clause_end(const struct passage *p, size_t at) {
    while (at < p->n && !char_is_one_of(p->c[at], U"，。；：！？,;"))
        at++;
    return at;
}

/* The first of the words in from..to, and where; NULL: none. */
static const char32_t *find_any(const struct passage *p, size_t from, size_t to,
                                const char32_t *const *list, size_t *at) {
    for (*at = from; *at < to; ++*at) {
        const char32_t *word = word_any_at(p, *at, list);
        if (word != NULL)
            return word;
    }
    return NULL;
}

/* --- one denial too many --- */

/* 防止类似问题不再发生; but 防止已脱贫户不再享受政策 is meant so. */
static void check_prevented(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { LONGEST = 24 };
    static const char32_t *const verbs[] = {U"防止", U"避免", U"杜绝", U"严防", U"谨防", NULL};
    static const char32_t *const denied[] = {U"不再发生", U"不再出现", U"不再反弹", U"不再重演",
                                             U"不再复发", U"不再返贫", U"不再次发", U"不发生",
                                             U"不出现",   NULL};
    const char32_t *verb = word_any_at(p, at, verbs);
    size_t found, end = clause_end(p, at);
    if (verb == NULL)
        return;
    end = end > at + LONGEST ? at + LONGEST : end;
    const char32_t *word = find_any(p, at, end, denied, &found);
    if (word != NULL)
        (void)raise_finding(raiser, p, "grammar", SEVERITY_ERROR, at, found + word_length(word),
                            _("“防止”“避免”“杜绝”后面再说“不”，意思就反了"));
}

/* 切忌不要, 严禁不得 */
static void check_forbidden(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const verbs[] = {U"切忌", U"严禁", U"禁止", U"杜绝", U"切勿", NULL};
    static const char32_t *const denied[] = {U"不要", U"不得", U"不准", U"不许", U"不能", NULL};
    const char32_t *verb = word_any_at(p, at, verbs);
    size_t end = verb != NULL ? at + word_length(verb) : at;
    const char32_t *word = verb != NULL ? word_any_at(p, end, denied) : NULL;
    if (word != NULL)
        (void)raise_finding(raiser, p, "grammar", SEVERITY_ERROR, at, end + word_length(word),
                            _("两个否定叠在一起，意思就反了"));
}

/* --- a sentence without its subject --- */

/* “通过开展培训，使干部的水平得到提高。”: what the first part leads up to is nobody. */
static void check_subject(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { LONGEST = 60 };
    static const char32_t *const heads[] = {U"通过", U"经过", U"由于", NULL};
    static const char32_t *const made[] = {U"使得", U"使", NULL};
    static const char32_t *const verbs[] = {U"使用", U"使命", U"使馆", U"使者", NULL};
    static const char32_t *const done[] = {U"得到",   U"得以",   U"有了", U"有所", U"达到",
                                           U"提高了", U"增强了", U"明显", NULL};
    bool begins = at == 0 || char_is_one_of(p->c[at - 1], U"。；");
    if (!begins || word_any_at(p, at, heads) == NULL)
        return;
    size_t comma = clause_end(p, at);
    const char32_t *word = p->c[comma] == U'，' ? word_any_at(p, comma + 1, made) : NULL;
    if (word == NULL || comma > at + LONGEST || word_any_at(p, comma + 1, verbs) != NULL)
        return;
    size_t end = clause_end(p, comma + 1);
    if (word_any_within(p, comma, end, done))
        raise_hint(raiser, p, "grammar", at, comma + 1 + word_length(word),
                   _("“通过…，使…”没有主语，删去“通过”或“使”"));
}

/* --- a degree that is lost, a word cut off --- */

/* “预算编制的科学性有提高。” */
static void check_degree(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const verbs[] = {U"提高", U"增强", U"改善", U"加强",
                                            U"提升", U"完善", U"改进", NULL};
    static const char32_t *const compared[] = {U"比",   U"较", U"均", U"都", U"同",
                                               U"明显", U"也", U"亦", U"虽", NULL};
    const char32_t *verb = word_any_at(p, at + 1, verbs);
    size_t end = verb != NULL ? at + 1 + word_length(verb) : at, from = at;
    if (verb == NULL || !ends_clause(p, end) || at == 0 || !char_is_han(p->c[at - 1]) ||
        char_is_one_of(p->c[at - 1], U"所略稍已均又都仍没未具只更还能也大要须应会并没也富既可享拥"))
        return;
    while (from > 0 && !char_is_one_of(p->c[from - 1], U"，。；"))
        from--;
    if (!word_any_within(p, from, at, compared))
        (void)raise_finding(raiser, p, "lost-text", SEVERITY_WARNING, at, end,
                            _("“有”后面像是漏了字：有所提高，还是有待提高"));
}

/* “重要性认识不，”: a word of two, and the word that denies it alone. */
static void check_cut_off(struct sentences *sentences, const struct passage *p, size_t at) {
    static const char32_t alone[] = U"是要可行对能会好得并决从了否";
    if (at < 2 || !ends_clause(p, at + 1) || char_is_one_of(p->c[at - 1], alone) ||
        !char_is_han(p->c[at - 2]) || !dictionary_has(&sentences->dictionary, p->c + at - 2, 2))
        return;
    (void)raise_finding(&sentences->raiser, p, "lost-text", SEVERITY_WARNING, at - 2, at + 1,
                        _("“不”后面像是漏了字"));
}

/* --- words that do not go together --- */

/* 加快…力度, 加大…步伐: each goes with the other. */
static void check_fellows(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { LONGEST = 14 };
    static const char32_t *const strength[] = {U"力度", NULL};
    static const char32_t *const speed[] = {U"步伐", U"进度", U"速度", U"进程", NULL};
    static const char32_t *const joined[] = {U"、", U"和", U"并", U"及", NULL};
    bool fast = word_stands_at(p, at, U"加快"), large = word_stands_at(p, at, U"加大");
    if (!fast && !large)
        return;
    size_t found, end = clause_end(p, at);
    end = end > at + LONGEST ? at + LONGEST : end;
    const char32_t *word = find_any(p, at, end, fast ? strength : speed, &found);
    if (word == NULL || !char_is_han(p->c[found - 1]) || p->c[at + 2] == U'了' ||
        word_any_within(p, at, found, joined) ||
        word_any_within(p, at, found, fast ? speed : strength))
        return;
    size_t to = found + word_length(word);
    if (ends_clause(p, to) || to >= p->n)
        raise_fix(raise_finding(raiser, p, "grammar", SEVERITY_WARNING, at, to,
                                fast ? _("“力度”与“加大”搭配，不与“加快”搭配")
                                     : _("“步伐”“进度”与“加快”搭配，不与“加大”搭配")),
                  p, at, at + 2, fast ? SPAN("加大") : SPAN("加快"));
}

/* 原因是因为, 目的是为了: the same is said twice. */
static void check_twice(struct raiser *raiser, const struct passage *p, size_t at) {
    static const struct {
        const char32_t *wrong;
        const char *advice;
    } doubles[] = {
        {U"原因是因为", "原因是"}, {U"原因是由于", "原因是"}, {U"原因主要是由于", "原因主要是"},
        {U"目的是为了", "目的是"}, {U"来源于自", "来源于"},   {U"约有近", "有近"},
        {U"大约近", "近"},         {U"截至到", "截至"},
    };
    for (size_t i = 0; i < ARRAY_LEN(doubles); i++) {
        if (!word_stands_at(p, at, doubles[i].wrong))
            continue;
        size_t end = at + word_length(doubles[i].wrong);
        raise_hint(raiser, p, "grammar", at, end, _("意思重复，可以说得短些"));
        raise_hint_fix(raiser, p, "grammar", at, end, span_of(doubles[i].advice));
    }
}

/* 超过98%以上: one of the two says it. */
static void check_bound(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const above[] = {U"超过", U"高于", U"多于", NULL};
    static const char32_t *const below[] = {U"不足", U"低于", U"少于", U"不到", NULL};
    const char32_t *word = word_any_at(p, at, above);
    bool over = word != NULL;
    word = over ? word : word_any_at(p, at, below);
    if (word == NULL)
        return;
    size_t end = at + word_length(word), digits = end;
    while (char_is_digit(p->c[end]) || char_is_one_of(p->c[end], U".,"))
        end++;
    bool number = end > digits;
    while (number && end < p->n && end - digits < 10 && !char_is_one_of(p->c[end], U"，。；以"))
        end++;
    if (!number || !word_stands_at(p, end, over ? U"以上" : U"以下"))
        return;
    raise_fix(raise_finding(raiser, p, "grammar", SEVERITY_WARNING, at, end + 2,
                            over ? _("“超过”与“以上”意思重复，留一个")
                                 : _("“不足”与“以下”意思重复，留一个")),
              p, end, end + 2, SPAN(""));
}

/* 100%以上左右: a bound and about it. */
static void check_about_bound(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const both[] = {U"以上左右", U"以下左右", U"左右以上", NULL};
    const char32_t *word = word_any_at(p, at, both);
    if (word != NULL)
        (void)raise_finding(raiser, p, "grammar", SEVERITY_ERROR, at, at + word_length(word),
                            _("“以上”“以下”与“左右”矛盾，留一个"));
}

/* 首先…其次…其次: the same step of a list twice in a paragraph. */
static void check_steps(struct raiser *raiser, const struct passage *p) {
    static const char32_t *const steps[] = {U"首先，", U"其次，", U"再次，", U"最后，", NULL};
    size_t seen[ARRAY_LEN(steps)] = {0};
    for (size_t at = 0; at < p->n; at++) {
        bool begins = p->c[at] != 0 && at + 2 < p->n && p->c[at + 2] == U'，' &&
                      (at == 0 || char_is_one_of(p->c[at - 1], U"。；：，"));
        for (size_t i = 0; begins && steps[i] != NULL; i++)
            if (word_stands_at(p, at, steps[i]) && seen[i]++ > 0)
                (void)raise_finding(raiser, p, "sequence", SEVERITY_WARNING, at, at + 2,
                                    _("这一段里同一个次序词说了两遍"));
    }
}

/* What a check looks for begins with one of its characters. */
static const struct {
    const char32_t *begins;
    void (*check)(struct raiser *raiser, const struct passage *p, size_t at);
} checks[] = {
    {U"防避杜严谨", check_prevented}, {U"切严禁杜", check_forbidden},
    {U"通经由", check_subject},       {U"有", check_degree},
    {U"超高多不低少", check_bound},   {U"以左", check_about_bound},
    {U"加", check_fellows},           {U"原目来约大截", check_twice},
};

static void visit(void *context, const struct passage *p) {
    struct sentences *sentences = context;
    if (p->kind != PASSAGE_BODY)
        return;
    check_steps(&sentences->raiser, p);
    for (size_t at = 0; at < p->n; at++) {
        char32_t c = p->c[at];
        if (!sentences->begins[c % BEGINS])
            continue;
        if (c == U'不')
            check_cut_off(sentences, p, at);
        for (size_t i = 0; i < ARRAY_LEN(checks); i++)
            if (char_is_one_of(c, checks[i].begins))
                checks[i].check(&sentences->raiser, p, at);
    }
}

void check_sentences(struct findings *out, const struct report *report,
                     const struct section *section) {
    struct sentences sentences = {0};
    raiser_init(&sentences.raiser, out);
    dictionary_init(&sentences.dictionary);
    sentences.begins[U'不' % BEGINS] = true;
    for (size_t i = 0; i < ARRAY_LEN(checks); i++)
        for (const char32_t *c = checks[i].begins; *c != 0; c++)
            sentences.begins[*c % BEGINS] = true;
    passages_visit(report, section, visit, &sentences);
    dictionary_release(&sentences.dictionary);
    raiser_release(&sentences.raiser, report);
}
