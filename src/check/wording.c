/* Punctuation, spaces, long sentences, purposes without a main clause. */
#include "check/wording.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "check/passage.h"
#include "check/slots.h"

#include <string.h>

struct wording {
    struct raiser raiser;
    const struct section *section; /* whose blanks are counted */
    size_t gaps;                   /* between two Chinese characters, in its body */
    struct passage first;          /* where 今年 … first stands */
    size_t first_from, first_to, moments;
};

#define MARKS   U"，。；：、？！"
#define OPENERS U"（《“‘【〔「『"
#define CLOSERS U"）》”’】〕」』"

static bool is_wide_mark(char32_t c) {
    return char_is_one_of(c, MARKS) || char_is_one_of(c, OPENERS) || char_is_one_of(c, CLOSERS);
}

static bool is_latin(char32_t c) {
    return c > U' ' && c < 0x7F && !char_is_one_of(c, U",:;?!()");
}

/* --- half-width punctuation --- */

static bool is_half_width(const struct passage *p, size_t at) {
    char32_t c = p->c[at], before = at > 0 ? p->c[at - 1] : 0, behind = p->c[at + 1];
    bool han_before = char_is_han(before), han_behind = char_is_han(behind);
    if (c == U'(')
        return han_behind && (han_before || before == 0 || is_wide_mark(before));
    if (c == U')')
        return han_before && !is_latin(behind);
    if (c == U'.')
        return (han_before || char_is_one_of(before, U"%％")) && han_behind;
    bool open = han_behind || char_is_one_of(behind, OPENERS);
    bool close = han_before || char_is_one_of(before, CLOSERS);
    /* “100%,生态”, “审核; 二是” */
    if (char_is_one_of(c, U",;:") && char_is_blank(behind))
        open = char_is_han(p->c[at + 2]);
    return (close && (open || char_is_digit(behind))) ||
           ((char_is_digit(before) || char_is_one_of(before, U"%％")) && open);
}

static void check_half_width(struct wording *wording, const struct passage *p) {
    static const char half[] = ",:;?!().";
    static const char *const full[] = {"，", "：", "；", "？", "！", "（", "）", "。"};
    for (size_t at = 0; at < p->n; at++) {
        const char *mark = p->c[at] > 0 && p->c[at] < 0x80 ? strchr(half, (int)p->c[at]) : NULL;
        if (mark == NULL || !is_half_width(p, at))
            continue;
        raise_hint(&wording->raiser, p, "half-width", at, at + 1, _("中文里的标点应为全角"));
        raise_hint_fix(&wording->raiser, p, "half-width", at, at + 1, span_of(full[mark - half]));
    }
}

/* --- doubled punctuation, 、等 --- */

/* “，。”, “,，”: two marks of which one is too much. */
static bool are_doubled(const struct passage *p, size_t at) {
    static const char32_t marks[] = U"，。；：、";
    char32_t c = p->c[at], next = p->c[at + 1];
    bool of_sheet = c == U'!' && at > 0 && is_latin(p->c[at - 1]); /* #DIV/0! */
    if (of_sheet ||
        (at > 0 && char_is_one_of(p->c[at - 1], U"为达占") && char_is_one_of(c, U"、，")))
        return false; /* 分别为、、万元: holes, told as such */
    bool wide = char_is_one_of(c, MARKS) && char_is_one_of(next, MARKS) &&
                (char_is_one_of(c, marks) || char_is_one_of(next, marks));
    bool mixed = (char_is_one_of(c, marks) && char_is_one_of(next, U",;:.?!")) ||
                 (char_is_one_of(c, U",;:?!") && char_is_one_of(next, marks));
    return wide || mixed || (char_is_one_of(c, U",;") && char_is_one_of(next, U",;"));
}

/* A mark right behind an opening bracket: （，试行）, 《，办法》 */
static bool opens_with_mark(const struct passage *p, size_t at) {
    return char_is_one_of(p->c[at], U"（《") && char_is_one_of(p->c[at + 1], U"，。；：、") &&
           !char_is_one_of(p->c[at + 2], CLOSERS);
}

/* What may not stand behind 、 or ，: 等 and 和 that are words of their own. */
static const char *judge_word_behind(const struct passage *p, size_t at) {
    static const char32_t *const waits[] = {
        U"等级", U"等次", U"等待", U"等候", U"等额", U"等同", U"等量", U"等价", U"等到", U"等于",
        U"等我", U"等他", U"等群", U"等居", U"等条", U"等时", U"等上", U"等下", NULL};
    static const char32_t *const names[] = {U"和谐", U"和睦", U"和平", U"和美", U"和解",
                                            U"和顺", U"和善", U"和合", U"和县", U"和田",
                                            U"和气", U"和缓", NULL};
    if (p->c[at + 1] == U'等' && word_any_at(p, at + 1, waits) == NULL)
        return p->c[at] == U'、' ? _("“等”前不用顿号") : _("“等”前不用逗号");
    if (p->c[at] == U'、' && word_stands_at(p, at + 1, U"其中"))
        return _("“其中”前用逗号，不用顿号");
    if (p->c[at] == U'、' && p->c[at + 1] == U'和' && word_any_at(p, at + 1, names) == NULL)
        return _("“和”前不用顿号");
    return NULL;
}

static bool is_label_mark(const struct passage *p, size_t at) {
    return at < 4 && at > 0 &&
           (char_is_digit(p->c[at - 1]) || char_is_one_of(p->c[at - 1], U"一二三四五六七八九十"));
}

/* （一）、加强…: a label in brackets has no 、 behind it. */
static bool follows_bracketed_label(const struct passage *p, size_t at) {
    enum { LABEL_MOST = 5 };
    return at <= LABEL_MOST && p->c[at] == U'、' && char_is_one_of(p->c[at - 1], U"）)") &&
           char_is_one_of(p->c[0], U"（(") &&
           (char_is_digit(p->c[1]) || char_is_one_of(p->c[1], U"一二三四五六七八九十"));
}

static void check_list_mark(struct wording *wording, const struct passage *p, size_t at) {
    bool inside = p->c[at] == U'、' && char_is_one_of(p->c[at + 1], U"”》）");
    const char *message = inside ? _("顿号不在引号、括号里面的末尾")
                          : follows_bracketed_label(p, at) ? _("带括号的序号后面不用顿号")
                                                           : judge_word_behind(p, at);
    if (message != NULL)
        raise_fix(
            raise_finding(&wording->raiser, p, "list-mark", SEVERITY_ERROR, at, at + 2, message), p,
            at, at + 1, SPAN(""));
}

static void check_marks(struct wording *wording, const struct passage *p) {
    for (size_t at = 0; at + 1 < p->n; at++) {
        if (char_is_han(p->c[at]))
            continue;
        if (are_doubled(p, at)) {
            struct finding *doubled = raise_finding(&wording->raiser, p, "doubled", SEVERITY_ERROR,
                                                    at, at + 2, _("标点重复"));
            if (p->c[at] == p->c[at + 1]) /* of two different ones the clerk chooses */
                raise_fix(doubled, p, at, at + 1, SPAN(""));
            at++;
        } else if (opens_with_mark(p, at)) {
            raise_fix(raise_finding(&wording->raiser, p, "doubled", SEVERITY_ERROR, at, at + 2,
                                    _("括号、书名号里面不以标点开头")),
                      p, at + 1, at + 2, SPAN(""));
        } else if (char_is_one_of(p->c[at], U"、，") && at > 0 && !is_label_mark(p, at)) {
            check_list_mark(wording, p, at);
        }
    }
}

/* --- spaces --- */

static bool begins_label(const struct passage *p, size_t at) {
    return char_is_digit(p->c[at]) || char_is_one_of(p->c[at], U"（(①②③④⑤⑥⑦⑧⑨⑩第") ||
           (char_is_one_of(p->c[at], U"一二三四五六七八九十") &&
            char_is_one_of(p->c[at + 1], U"、是十一二三四五六七八九"));
}

/* A label, a form or a name begins the line: “第一部分 概况”, “（一） 概况”. */
static bool ends_label(const struct passage *p, size_t at) {
    enum { LABEL_MOST = 6 };
    return at <= LABEL_MOST && at > 0 &&
           char_is_one_of(p->c[at - 1], U"、.．）)分章条节一二三四五六七八九十0123456789");
}

static size_t han_run(const struct passage *p, size_t at, bool back) {
    size_t n = 0;
    while (n < 3 && (back ? at > n && char_is_han(p->c[at - 1 - n]) : char_is_han(p->c[at + n])))
        n++;
    return n;
}

enum gap { GAP_NONE, GAP_WRONG, GAP_HAN };

/* The Chinese characters behind `at`: where they end. */
static size_t end_of_run(const struct passage *p, size_t at) {
    while (at < p->n && char_is_han(p->c[at]))
        at++;
    return at;
}

static const char32_t *const roles[] = {
    U"记者",   U"通讯员", U"作者", U"编辑", U"责编", U"审核", U"审签", U"撰稿", U"供稿", U"摄影",
    U"校对",   U"联系人", U"组长", U"组员", U"成员", U"主任", U"书记", U"局长", U"镇长", U"乡长",
    U"科长",   U"所长",   U"站长", U"股长", U"校长", U"院长", U"主席", U"委员", U"部长", U"处长",
    U"负责人", U"经办人", U"会计", U"出纳", U"编审", U"签发", NULL};

/* 记者 王某, 主任 李某: a blank between a role and a name, and between a name and a role. */
static bool is_role_gap(const struct passage *p, size_t from, size_t to) {
    enum { NAME_LEAST = 2, NAME_MOST = 4 };
    size_t end = end_of_run(p, to);
    bool named = end - to >= NAME_LEAST && end - to <= NAME_MOST;
    if (named && word_any_before(p, from, roles) != NULL)
        return true;
    size_t begin = from;
    while (begin > 0 && char_is_han(p->c[begin - 1]))
        begin--;
    bool name = from - begin >= NAME_LEAST && from - begin <= NAME_MOST;
    return name && (word_any_at(p, to, roles) != NULL || word_stands_at(p, to, U"副"));
}

/* Behind an opening mark of a title or a bracket; a title ends somewhere, so no long text without
 * marks is looked through for each of its blanks. */
static bool stands_in_title(const struct passage *p, size_t at) {
    enum { TITLE_MOST = 200 };
    size_t least = at > TITLE_MOST ? at - TITLE_MOST : 0;
    while (at > least && !char_is_one_of(p->c[at - 1], U"《》（）()。，；"))
        at--;
    return at > 0 && char_is_one_of(p->c[at - 1], U"《（(");
}

/* 财政厅 教育厅关于…, 区委 区政府: a blank between two that issue a paper together. */
static bool is_issuer_gap(const struct passage *p, size_t from, size_t to) {
    static const char32_t *const organs[] = {
        U"政府", U"局",   U"厅",   U"部",   U"委员会", U"办公室", U"办公厅", U"区委",
        U"市委", U"县委", U"省委", U"中央", U"党委",   U"院",     U"党组",   U"工委",
        U"总署", U"署",   U"法院", U"会",   U"行",     U"办",     NULL};
    enum { ORGAN_MOST = 16 };
    size_t most = to + ORGAN_MOST < p->n ? to + ORGAN_MOST : p->n;
    const char32_t *organ = word_any_before(p, from, organs);
    bool sure = organ != NULL && (word_length(organ) > 1 || char_is_one_of(*organ, U"局厅部"));
    if (organ == NULL || (!sure && !stands_in_title(p, from)))
        return false;
    for (size_t at = to; at < most && char_is_han(p->c[at]); at++)
        if (at > to && word_any_before(p, at + 1, organs) != NULL)
            return true;
    return false;
}

/* Beside a bracket or a quotation mark, or between two characters. */
static enum gap judge_gap_inside(const struct passage *p, size_t from, size_t to, bool sentences) {
    char32_t before = p->c[from - 1], behind = p->c[to];
    bool one = to - from == 1, han = char_is_han(before), then_han = char_is_han(behind);
    bool opener = char_is_one_of(before, OPENERS), closer = char_is_one_of(behind, CLOSERS);
    if (opener || closer)
        return opener && closer ? GAP_NONE : GAP_WRONG;
    bool outside = (char_is_one_of(before, CLOSERS) && then_han) ||
                   (han && char_is_one_of(behind, OPENERS)) || (before == U'：' && then_han);
    if (outside)
        return sentences && one ? GAP_WRONG : GAP_NONE;
    if (char_is_one_of(before, U"》”") && char_is_one_of(behind, U"《“"))
        return sentences && one ? GAP_WRONG : GAP_NONE;
    bool spread = han_run(p, from, true) == 1 && han_run(p, to, false) == 1;
    bool wrong = han && then_han && one && !spread;
    return wrong && !is_role_gap(p, from, to) && !is_issuer_gap(p, from, to) ? GAP_HAN : GAP_NONE;
}

/* What a run of blanks from..to is. */
static enum gap judge_gap(const struct passage *p, size_t from, size_t to, bool sentences) {
    enum { SPACED = 2 };
    char32_t before = p->c[from - 1], behind = p->c[to];
    if (to - from > SPACED || slot_is_blank(p, from, to, sentences))
        return GAP_NONE;
    if (char_is_one_of(behind, MARKS))
        return before == 0 || char_is_one_of(before, OPENERS) ? GAP_NONE : GAP_WRONG;
    if (ends_label(p, from))
        return GAP_NONE;
    if (is_latin(behind) || is_latin(before))
        return char_is_one_of(before, U"，。；、？！") && char_is_digit(behind) &&
                       !char_is_one_of(before, U"。；")
                   ? GAP_WRONG
                   : GAP_NONE;
    if (char_is_one_of(before, U"。；！？") && begins_label(p, to))
        return GAP_NONE;
    if (char_is_one_of(before, U"，。；、？！"))
        return GAP_WRONG;
    return judge_gap_inside(p, from, to, sentences);
}

/* From `*at` on: the next run of blanks that stands inside the passage. */
static bool next_gap(const struct passage *p, size_t *from, size_t *to) {
    for (size_t at = *to; at < p->n; at++) {
        if (!char_is_blank(p->c[at]))
            continue;
        *from = at;
        while (at < p->n && char_is_blank(p->c[at]))
            at++;
        *to = at;
        if (*from > 0 && at < p->n)
            return true;
    }
    return false;
}

static void count_gaps(void *context, const struct passage *p) {
    struct wording *wording = context;
    size_t from = 0, to = 0;
    while (p->kind == PASSAGE_BODY && next_gap(p, &from, &to))
        wording->gaps += judge_gap(p, from, to, true) == GAP_HAN;
}

static void check_spaces(struct wording *wording, const struct passage *p) {
    enum { PASTED = 3 }; /* more gaps between characters than that come from a broken table */
    if (wording->section != p->section) {
        wording->section = p->section;
        wording->gaps = 0;
        passages_visit(p->report, p->section, count_gaps, wording);
    }
    bool sentences = passage_is_sentence(p);
    size_t from = 0, to = 0;
    while (next_gap(p, &from, &to)) {
        enum gap gap = judge_gap(p, from, to, sentences);
        if (gap == GAP_NONE || (p->kind == PASSAGE_HEADING && !char_is_one_of(p->c[to], MARKS)))
            continue;
        bool pasted = wording->gaps > PASTED && !char_is_one_of(p->c[to], MARKS);
        if (pasted || (gap == GAP_HAN && !sentences)) {
            raise_hint(&wording->raiser, p, "spaced", from, to, _("汉字之间有空格"));
            continue;
        }
        struct finding *finding =
            raise_finding(&wording->raiser, p, "space", SEVERITY_ERROR, from, to,
                          gap == GAP_HAN ? _("汉字之间不应有空格") : _("标点旁边不应有空格"));
        raise_fix(finding, p, from, to, SPAN(""));
    }
}

/* --- sentences --- */

static void check_long(struct wording *wording, const struct passage *p, size_t from, size_t to) {
    enum { LONGEST = 150 };
    size_t ink = 0;
    for (size_t at = from; at < to; at++)
        ink += !char_is_blank(p->c[at]);
    if (ink <= LONGEST)
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("这一句有%zu字，建议断开（每句不超过150字）"), ink);
    (void)raise_finding(&wording->raiser, p, "long-sentence", SEVERITY_HINT, from, to, message.s);
    str_release(&message);
}

/* 为…。 with nothing but purposes in it. */
static void check_purpose(struct wording *wording, const struct passage *p, size_t from,
                          size_t to) {
    static const char32_t *const heads[] = {U"为了", U"为进一步", U"为切实", U"为", NULL};
    static const char32_t *const purposes[] = {
        U"规范", U"树立", U"强化", U"提高", U"提升", U"加强",   U"推进", U"推动", U"促进",
        U"确保", U"增强", U"深化", U"落实", U"完善", U"健全",   U"优化", U"改善", U"保障",
        U"维护", U"贯彻", U"做好", U"全面", U"切实", U"进一步", U"加快", U"防止", NULL};
    const char32_t *head = word_any_at(p, from, heads);
    if (head == NULL || p->c[to] != U'。')
        return;
    bool all = word_any_at(p, from + word_length(head), purposes) != NULL;
    for (size_t at = from; at < to && all; at++)
        if (char_is_one_of(p->c[at], U"，；,"))
            all = word_any_at(p, at + 1, purposes) != NULL;
    if (all)
        (void)raise_finding(&wording->raiser, p, "purpose", SEVERITY_HINT, from, to,
                            _("整句只有“为…”，没有主句"));
}

static void check_sentences(struct wording *wording, const struct passage *p) {
    size_t from = 0;
    for (size_t at = 0; at <= p->n; at++) {
        if (at < p->n && (char_is_han(p->c[at]) || !char_is_one_of(p->c[at], U"。！？")))
            continue;
        while (from < at && char_is_blank(p->c[from]))
            from++;
        if (p->kind == PASSAGE_BODY)
            check_long(wording, p, from, at);
        check_purpose(wording, p, from, at);
        from = at + 1;
    }
}

/* 今年, 目前: the reader of next year does not know when that was. */
static void note_moments(struct wording *wording, const struct passage *p) {
    static const char32_t *const moments[] = {U"截至目前", U"今年", U"目前", U"近期", NULL};
    for (size_t at = 0; at < p->n; at++) {
        if (!char_is_one_of(p->c[at], U"截今目近"))
            continue;
        const char32_t *word = word_any_at(p, at, moments);
        bool part = char_is_one_of(p->c[at], U"目近") &&
                    (char_is_one_of(p->c[at + 2], U"期后置沿") || /* 项目|前期, 应报|近期 */
                     (at > 0 && char_is_one_of(p->c[at - 1], U"项题栏科条名节数曲剧保报就附")));
        if (word == NULL || part)
            continue;
        if (wording->moments++ == 0) {
            wording->first = *p;
            wording->first_from = at;
            wording->first_to = at + word_length(word);
        }
        at += word_length(word) - 1;
    }
}

static void visit(void *context, const struct passage *p) {
    struct wording *wording = context;
    if (p->kind == PASSAGE_ROW || p->kind == PASSAGE_FRAME)
        return;
    check_marks(wording, p);
    check_spaces(wording, p);
    if (p->kind != PASSAGE_BODY)
        return;
    check_half_width(wording, p);
    check_sentences(wording, p);
    note_moments(wording, p);
}

void check_wording(struct findings *out, const struct report *report,
                   const struct section *section) {
    struct wording wording = {0};
    raiser_init(&wording.raiser, out);
    passages_visit(report, section, visit, &wording);
    if (wording.moments > 0 && section == NULL) {
        struct str message = STR_INIT;
        str_add_format(&message, _("“今年”“目前”等共%zu处：写明年份、日期，明年读来也清楚"),
                       wording.moments);
        (void)raise_finding(&wording.raiser, &wording.first, "moment", SEVERITY_HINT,
                            wording.first_from, wording.first_to, message.s);
        str_release(&message);
    }
    raiser_release(&wording.raiser, report);
}
