#include "check/slots.h"

#include "base/lang.h"
#include "base/text/char_class.h"

/* What ends a clause: behind the unit of an empty number stands one of these, or the line ends. */
#define CLAUSE_ENDS U"，。；：、！？,;:）)》”"

static bool is_end(const struct passage *p, size_t at) {
    return at >= p->n || char_is_blank(p->c[at]) || char_is_one_of(p->c[at], CLAUSE_ENDS);
}

/* Longer ones first: the unit is the longest that stands there. */
static const char32_t *const units[] = {
    U"个百分点", U"平方公里", U"平方米", U"立方米", U"人次", U"户次", U"件次", U"批次",
    U"场次",     U"车次",     U"亿元",   U"万元",   U"千元", U"公里", U"公斤", U"千米",
    U"万亩",     U"万人",     U"元",     U"%",      U"％",   U"人",   U"名",   U"个",
    U"户",       U"件",       U"家",     U"处",     U"项",   U"亩",   U"辆",   U"台",
    U"套",       U"座",       U"栋",     U"场",     U"期",   U"次",   U"份",   U"吨",
    U"条",       U"分",       U"米",     U"起",     U"例",   NULL};

/* Where the unit ends, together with what may stand behind it: （套）, 左右, 以上; 0: none there.
 */
static size_t end_of_unit(const struct passage *p, size_t at) {
    static const char32_t *const tails[] = {U"左右", U"以上",   U"以下",   U"（套）",
                                            U"(套)", U"（次）", U"（人）", NULL};
    const char32_t *unit = word_any_at(p, at, units);
    if (unit == NULL)
        return 0;
    size_t end = at + word_length(unit);
    const char32_t *tail = word_any_at(p, end, tails);
    if (tail != NULL)
        end += word_length(tail);
    return is_end(p, end) ? end : 0;
}

/* Words that a number must follow. */
static const char32_t *const leads[] = {
    U"减少",   U"增加",   U"下降",   U"增长", U"上升", U"提高", U"降低", U"减少了",
    U"增加了", U"下降了", U"增长了", U"合计", U"总计", U"共计", U"累计", U"达到",
    U"占",     U"共",     U"为",     U"约",   U"达",   NULL};

/* “由2023年的 万元增加”, “共计 个项目”: money whatever follows, things behind a word that a number
 * must follow. */
static bool is_empty_before_more(const struct passage *p, size_t from, size_t to) {
    static const char32_t *const money[] = {U"万元", U"亿元", U"%", U"％", U"个百分点", NULL};
    static const char32_t *const counted[] = {U"个", U"项", U"家", U"名", U"户",
                                              U"件", U"处", U"条", NULL};
    char32_t before = p->c[from - 1];
    bool joined = char_is_han(before) && !char_is_one_of(before, U"和与或按以位");
    if (word_any_at(p, to, money) != NULL)
        return joined && !word_ends_at(p, from, U"单位");
    return word_any_at(p, to, counted) != NULL && char_is_han(p->c[to + 1]) &&
           word_any_before(p, from, leads) != NULL && before != U'为';
}

/* 减少 万元, 在职人员  人，: a blank where the number of a unit should be. */
static bool is_empty_number(const struct passage *p, size_t from, size_t to, bool sentence) {
    size_t end = end_of_unit(p, to + (p->c[to] == U'余'));
    if (from == 0)
        return false;
    char32_t before = p->c[from - 1];
    if (end == 0)
        return sentence && p->kind == PASSAGE_BODY && is_empty_before_more(p, from, to);
    if (word_any_before(p, from, leads) != NULL)
        return true;
    bool opened = char_is_one_of(before, U"：:的（(=＝") || char_is_han(before);
    return opened && sentence && end < p->n && !char_is_blank(p->c[end]);
}

/* 2023年 月 日; a date that stands alone is a form to be filled by hand. */
static bool is_empty_date(const struct passage *p, size_t from, size_t to) {
    enum { SHORT_YEAR = 2 };
    if (to - from >= SHORT_YEAR && p->c[to] == U'年' && word_ends_at(p, from, U"20") &&
        (from < 3 || !char_is_digit(p->c[from - 3])))
        return true;
    if (from < 5 || p->c[from - 1] != U'年' || !char_is_digit(p->c[from - 2]))
        return from > 1 && p->c[from - 1] == U'月' && p->c[to] == U'日' &&
               char_is_digit(p->c[from - 2]);
    return p->c[to] == U'月';
}

bool slot_is_blank(const struct passage *p, size_t from, size_t to, bool sentence) {
    return is_empty_number(p, from, to, sentence) || is_empty_date(p, from, to);
}

static void raise_slot(struct raiser *raiser, const struct passage *p, size_t from, size_t to,
                       enum severity severity, const char *message) {
    (void)raise_finding(raiser, p, "placeholder", severity, from, to, message);
}

/* --- blanks --- */

static size_t check_blanks(struct raiser *raiser, const struct passage *p, size_t at,
                           bool sentence) {
    size_t end = at;
    while (end < p->n && char_is_blank(p->c[end]))
        end++;
    if (at == 0 || end >= p->n)
        return end;
    if (is_empty_date(p, at, end)) {
        bool body = p->kind == PASSAGE_BODY;
        raise_slot(raiser, p, at - 1, end + 1, body ? SEVERITY_ERROR : SEVERITY_WARNING,
                   _("这里的日期没有填写"));
    } else if (p->kind != PASSAGE_ROW && is_empty_number(p, at, end, sentence)) {
        size_t unit = end_of_unit(p, end + (p->c[end] == U'余'));
        raise_slot(raiser, p, at - 1, unit > 0 ? unit : end + 1, SEVERITY_ERROR,
                   _("这里的数没有填写"));
    }
    return end;
}

/* 合计万元, 占%: the number is gone and so is its blank. */
static void check_bare(struct raiser *raiser, const struct passage *p, size_t at, bool sentence) {
    static const char32_t *const bare[] = {U"万元", U"亿元", U"%", U"％", U"个百分点", NULL};
    static const char32_t *const sure[] = {U"减少",   U"增加",   U"下降",   U"增长",   U"上升",
                                           U"降低",   U"合计",   U"总计",   U"共计",   U"占",
                                           U"减少了", U"增加了", U"下降了", U"增长了", NULL};
    static const char32_t *const money[] = {U"收入", U"支出", U"拨款", U"资金", U"经费", NULL};
    const char32_t *unit = word_any_at(p, at, bare);
    if (unit == NULL || p->kind == PASSAGE_ROW || !is_end(p, at + word_length(unit)) || !sentence)
        return;
    const char32_t *lead = word_any_before(p, at, sure);
    if (lead == NULL && char_is_one_of(p->c[at], U"万亿"))
        lead = word_any_before(p, at, money);
    if (lead != NULL)
        raise_slot(raiser, p, at - word_length(lead), at + word_length(unit), SEVERITY_ERROR,
                   _("这里的数没有填写"));
}

/* --- marks that stand for a number --- */

static bool is_filler(char32_t c) {
    return char_is_one_of(c, U"_＿*＊xXｘＸ×□○◯△");
}

static bool is_word_char(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

/* ___亩, 20__年, ：XXXXXXX, 追加**万元. XX beside Chinese characters is told elsewhere. */
static size_t check_fillers(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { CROSSES = 3 };
    size_t end = at;
    while (end < p->n && p->c[end] == p->c[at])
        end++;
    char32_t before = at > 0 ? p->c[at - 1] : 0, behind = p->c[end];
    bool line = char_is_one_of(p->c[at], U"_＿");
    bool latin = is_word_char(before) || is_word_char(behind) || char_is_one_of(behind, U".@/-") ||
                 char_is_one_of(before, U".@/-");
    size_t unit = end_of_unit(p, end);
    bool star = char_is_one_of(p->c[at], U"*＊") && char_is_han(before) && unit > 0;
    if ((end - at < 2 && !star) || latin)
        return end;
    bool ended = char_is_one_of(before, U"：:") && is_end(p, end);
    bool cross = char_is_one_of(p->c[at], U"xXｘＸ×");
    bool hole = line || unit > 0 || (ended && end - at >= CROSSES) || behind == U'年';
    if (!hole || (cross && (char_is_han(before) || char_is_han(behind)) && p->kind == PASSAGE_BODY))
        return end;
    if (line && before == 0 && behind == 0)
        return end; /* a rule across the page */
    raise_slot(raiser, p, at, unit > 0 ? unit : end, SEVERITY_ERROR, _("这里还没有填写"));
    return end;
}

/* （ ）个 */
static void check_brackets(struct raiser *raiser, const struct passage *p, size_t at) {
    size_t end = at + 1;
    while (char_is_blank(p->c[end]))
        end++;
    if (!char_is_one_of(p->c[end], U"）)]】〕") || end_of_unit(p, end + 1) == 0)
        return;
    raise_slot(raiser, p, at, end_of_unit(p, end + 1), SEVERITY_ERROR, _("这里的数没有填写"));
}

/* --- choices of the template --- */

static const char32_t *const up[] = {U"增加", U"增长", U"上升", U"提高", U"上涨", U"多", NULL};
static const char32_t *const down[] = {U"减少", U"下降", U"降低", U"下跌", U"少", NULL};
static const char32_t *const above[] = {U"大于", U"高于", U"多于", U"超过", NULL};
static const char32_t *const below[] = {U"小于", U"低于", U"少于", NULL};

/* "增加/减少", "增加（减少）", "（增加/减少）" that begins at `at`; where it ends, 0: none. */
static size_t end_of_choice(const struct passage *p, size_t at, const char32_t *const *one,
                            const char32_t *const *other) {
    const char32_t *first = word_any_at(p, at, one);
    if (first == NULL)
        return 0;
    size_t mark = at + word_length(first);
    bool bracket = char_is_one_of(p->c[mark], U"（(");
    bool inside = at > 0 && char_is_one_of(p->c[at - 1], U"（(");
    if (!bracket && !char_is_one_of(p->c[mark], inside ? U"/／、或" : U"/／"))
        return 0;
    mark += bracket && p->c[mark + 1] == U'或';
    const char32_t *second = word_any_at(p, mark + 1, other);
    if (second == NULL)
        return 0;
    size_t end = mark + 1 + word_length(second);
    if (bracket)
        return char_is_one_of(p->c[end], U"）)") ? end + 1 : 0;
    bool wrapped = inside && char_is_one_of(p->c[end], U"）)");
    return wrapped || char_is_one_of(p->c[mark], U"/／") ? end + wrapped : 0;
}

static void check_choice(struct raiser *raiser, const struct passage *p, size_t at) {
    size_t end = end_of_choice(p, at, up, down);
    if (end == 0)
        end = end_of_choice(p, at, down, up);
    if (end > 0) {
        static const char32_t *const some[] = {U"有所", U"略有", U"同比", U"相比", NULL};
        size_t number = end, open = at > 0 ? at - 1 : 0;
        while (char_is_blank(p->c[number]) || char_is_one_of(p->c[number], U"了约"))
            number++;
        if (char_is_digit(p->c[number]) || is_filler(p->c[number]) ||
            p->c[number] == PASSAGE_FIGURE || end_of_unit(p, number) > 0 ||
            word_any_before(p, open, some) != NULL || word_any_before(p, at, some) != NULL)
            raise_slot(raiser, p, at, end, SEVERITY_ERROR, _("增、减还没有选定，请删去一种"));
        else if (word_stands_at(p, end, U"的原因") || word_stands_at(p, end, U"原因"))
            raise_slot(raiser, p, at, end, SEVERITY_WARNING, _("增、减还没有选定，请删去一种"));
        return;
    }
    end = end_of_choice(p, at, above, below);
    if (end == 0)
        end = end_of_choice(p, at, below, above);
    if (end > 0 && char_is_one_of(p->c[end], U"预年上决全"))
        raise_slot(raiser, p, at, end, SEVERITY_WARNING, _("大于、小于还没有选定，请删去一种"));
}

static void visit(void *context, const struct passage *p) {
    struct raiser *raiser = context;
    bool sentence = passage_is_sentence(p);
    for (size_t at = 0; at < p->n; at++) {
        char32_t c = p->c[at];
        if (char_is_one_of(c, U"万亿个%％"))
            check_bare(raiser, p, at, sentence);
        else if (char_is_one_of(c, U"增上提减下降大高多超小低少"))
            check_choice(raiser, p, at);
        else if (char_is_han(c))
            continue;
        else if (char_is_blank(c))
            at = check_blanks(raiser, p, at, sentence) - 1;
        else if (is_filler(c))
            at = check_fillers(raiser, p, at) - 1;
        else if (char_is_one_of(c, U"（([【〔"))
            check_brackets(raiser, p, at);
    }
}

void check_slots(struct findings *out, const struct report *report, const struct section *section) {
    struct raiser raiser;
    raiser_init(&raiser, out);
    passages_visit(report, section, visit, &raiser);
    raiser_release(&raiser, report);
}
