/* What was aimed at, what was reached, and what is said of it:
 * 目标值不低于90%，实际为88.5%，已达到目标值; and progress through the year, which does not fall.
 */
#include "check/relation_goal.h"

#include "base/lang.h"
#include "base/text/char_class.h"

/* --- verdicts --- */

/* Longer words before their ends. */
static const struct {
    const char32_t *word;
    enum verdict verdict;
} verdicts[] = {
    {U"未完成", VERDICT_UNMET},    {U"未达标", VERDICT_UNMET},      {U"未达到", VERDICT_UNMET},
    {U"未达成", VERDICT_UNMET},    {U"未实现", VERDICT_UNMET},      {U"没有完成", VERDICT_UNMET},
    {U"没有达到", VERDICT_UNMET},  {U"未能完成", VERDICT_UNMET},    {U"未能达到", VERDICT_UNMET},
    {U"不达标", VERDICT_UNMET},    {U"低于目标", VERDICT_UNMET},    {U"超额完成", VERDICT_EXCEEDED},
    {U"超目标", VERDICT_EXCEEDED}, {U"超过目标", VERDICT_EXCEEDED}, {U"高于目标", VERDICT_EXCEEDED},
    {U"已完成", VERDICT_MET},      {U"完成目标", VERDICT_MET},      {U"全面完成", VERDICT_MET},
    {U"全部完成", VERDICT_MET},    {U"完成年度目标", VERDICT_MET},  {U"完成预期", VERDICT_MET},
    {U"完成年初", VERDICT_MET},    {U"完成既定", VERDICT_MET},      {U"达到目标", VERDICT_MET},
    {U"达到预期", VERDICT_MET},    {U"达到年初", VERDICT_MET},      {U"达到年度", VERDICT_MET},
    {U"达到绩效", VERDICT_MET},    {U"已达到", VERDICT_MET},        {U"已达标", VERDICT_MET},
    {U"已实现", VERDICT_MET},      {U"实现目标", VERDICT_MET},      {U"实现预期", VERDICT_MET},
    {U"实现年初", VERDICT_MET},    {U"达标", VERDICT_MET},          {U"完成任务", VERDICT_MET},
    {U"完成指标", VERDICT_MET},
};

static enum verdict verdict_at(struct points text, size_t at, size_t *end) {
    for (size_t i = 0; i < ARRAY_LEN(verdicts); i++)
        if (points_stand_at(text, at, verdicts[i].word)) {
            *end = at + points_length_of(verdicts[i].word);
            return verdicts[i].verdict;
        }
    return VERDICT_NONE;
}

/* --- what was aimed at --- */

enum aim { AIM_NONE, AIM_LEAST, AIM_MOST };

static const char32_t *const aims[] = {U"目标",   U"计划", U"指标值", U"任务",   U"应",
                                       U"要求",   U"预期", U"不低于", U"不少于", U"不超过",
                                       U"不高于", U"标准", U"设定",   NULL};

static enum aim aim_of(const struct sentence *s, const struct mention *n) {
    static const char32_t *const most[] = {U"控制在", U"低于", U"少于", NULL};
    if (n->bound != 0)
        return n->bound == U'≤' ? AIM_MOST : AIM_LEAST;
    if (mention_clause_has(s->q, n, most))
        return AIM_MOST;
    return mention_clause_has(s->q, n, aims) ? AIM_LEAST : AIM_NONE;
}

/* 投诉, 成本: less of it is better, whatever the words leave out. */
bool goal_is_burden(struct points text, size_t from, size_t to) {
    static const char32_t *const words[] = {U"投诉", U"成本", U"事故", U"发案", U"能耗", U"支出",
                                            U"费用", U"时间", U"时限", U"下降", U"降低", U"减少",
                                            U"浓度", U"经费", U"天",   U"差错", NULL};
    return points_any_within(text, from, to, words);
}

/* 实际, 完成 …: what came of it; no 完成率, and no second aim. */
static bool is_actual(const struct sentence *s, const struct mention *n) {
    return !n->approximate && n->role != ROLE_CHANGE && n->role != ROLE_GROWTH &&
           aim_of(s, n) == AIM_NONE && n->bound == 0;
}

/* The last aim before `at` and what was reached, side by side; false: they are not said. */
static bool find_pair(const struct sentence *s, size_t at, const struct mention **aim,
                      const struct mention **actual) {
    enum { NEAR = 3 };
    const struct mention *end = s->mentions;
    while (end < s->mentions + s->count && end->to <= at)
        end++;
    for (const struct mention *b = end - 1; b > s->mentions && end - b <= NEAR; b--) {
        const struct mention *a = b - 1;
        bool a_aims = aim_of(s, a) != AIM_NONE && (!a->approximate || a->bound != 0);
        bool b_aims = aim_of(s, b) != AIM_NONE && (!b->approximate || b->bound != 0);
        if (!mention_same_unit(a, b) || a_aims == b_aims || a->group != b->group)
            continue;
        *aim = a_aims ? a : b;
        *actual = a_aims ? b : a;
        for (const struct mention *n = b + 1; n < end; n++) /* what it came to in the end */
            if (mention_same_unit(n, b) && n->group == b->group && is_actual(s, n))
                *actual = n;
        return is_actual(s, *actual) && points_find(s->q->text, b->to, at, U"；") == SIZE_MAX;
    }
    return false;
}

static void raise_verdict(struct raiser *raiser, const struct sentence *s,
                          const struct mention *aim, const struct mention *actual, size_t at,
                          size_t end) {
    struct str message = STR_INIT;
    size_t from = aim->from < actual->from ? aim->from : actual->from;
    str_add_text(&message, _("目标为"));
    if (aim->bound != 0)
        str_add_char(&message, aim->bound);
    passage_add(&message, s->p, aim->from, aim->to);
    str_add_text(&message, _("，实际为"));
    passage_add(&message, s->p, actual->from, actual->to);
    str_add_text(&message, _("，与“"));
    passage_add(&message, s->p, at, end);
    str_add_text(&message, _("”不符"));
    size_t last = aim->to > actual->to ? aim->to : actual->to;
    (void)raise_finding(raiser, s->p, "comparison", SEVERITY_ERROR, from, last > end ? last : end,
                        message.s);
    str_release(&message);
}

static void judge_verdict(struct raiser *raiser, const struct sentence *s, size_t at, size_t end,
                          enum verdict verdict) {
    const struct mention *aim = NULL, *actual = NULL;
    if (!find_pair(s, at, &aim, &actual))
        return;
    enum aim kind = aim_of(s, aim);
    size_t label = aim->label_from < actual->label_from ? aim->label_from : actual->label_from;
    if (kind == AIM_LEAST && aim->bound == 0 && goal_is_burden(s->q->text, label, at))
        return;
    bool wrong = !verdict_holds(verdict, kind == AIM_MOST, mention_compare(actual, aim));
    if (wrong && !relation_is_told(raiser, s, aim->from, end))
        raise_verdict(raiser, s, aim, actual, at, end);
}

/* “275座，超额完成上级下达的280座任务”: the aim stands behind the verdict. */
static void judge_verdict_before(struct raiser *raiser, const struct sentence *s,
                                 const struct mention *aim) {
    const struct mention *actual = aim - 1;
    size_t end = 0;
    if (!points_stand_at(s->q->text, aim->label_from, U"超额完成") ||
        !mention_same_unit(aim, actual) || !is_actual(s, actual) || aim->approximate ||
        aim_of(s, aim) == AIM_NONE || mention_compare(actual, aim) > 0)
        return;
    (void)verdict_at(s->q->text, aim->label_from, &end);
    raise_verdict(raiser, s, aim, actual, aim->label_from, end);
}

/* A verdict ends its clause: 已完成30处 is none. */
static bool ends_clause(struct points text, size_t end) {
    static const char32_t *const tails[] = {U"目标值", U"目标", U"任务", U"指标", U"要求",
                                            U"预期",   U"年度", U"绩效", U"设定", U"的",
                                            U"既定",   U"值",   NULL};
    for (const char32_t *tail; (tail = points_any_at(text, end, tails)) != NULL;)
        end += points_length_of(tail);
    return end >= text.n || char_is_one_of(text.c[end], U"，。；,;）)、\n");
}

/* --- progress --- */

/* How far into the year the words say, from 1; cumulative ones alone. 0: they do not. */
static unsigned stage_of(const struct sentence *s, const struct mention *n) {
    static const char32_t *const stages[] = {
        U"一季度/1季度/3月末/3月底", U"上半年/二季度末/6月末/6月底/半年",
        U"三季度末/前三季度/9月末/9月底/前三个季度", U"全年/年底/年末/12月末/12月底/四季度末"};
    for (unsigned i = 0; i < ARRAY_LEN(stages); i++) {
        const char32_t *words = stages[i];
        char32_t word[POINTS_WORD_MOST];
        while (points_take_word(&words, word) > 0)
            if (points_find(s->q->text, n->label_from, n->label_to, word) != SIZE_MAX)
                return i + 1;
    }
    return 0;
}

/* “一季度完成28%，二季度末达到53%，三季度末达到49%”: of one task, and so it grows. */
static void judge_progress(struct raiser *raiser, const struct sentence *s) {
    const struct mention *before = NULL;
    unsigned last = 0;
    static const char32_t *const tasks[] = {U"任务", U"进度", U"执行", U"完成", U"达到",
                                            U"达",   U"支出", U"累计", NULL};
    for (const struct mention *n = s->mentions; n < s->mentions + s->count; n++) {
        unsigned stage = n->unit->kind == UNIT_PERCENT && n->role != ROLE_GROWTH && !n->approximate
                             ? stage_of(s, n)
                             : 0;
        static const char32_t *const heads[] = {U"进度", U"执行率", U"完成率", NULL};
        bool tasked = mention_label_has(s->q, n, tasks) ||
                      points_any_within(s->q->text, s->from, n->label_from, heads);
        if (stage == 0 || !tasked)
            continue;
        if (before != NULL && stage > last && stage > 1 && mention_compare(n, before) < 0)
            (void)raise_finding(raiser, s->p, "comparison", SEVERITY_ERROR, before->from, n->to,
                                _("累计进度比前一时点还低"));
        before = n;
        last = stage;
    }
}

enum verdict verdict_of_clause(struct points text, size_t at, size_t *end) {
    enum verdict verdict = char_is_one_of(text.c[at], U"未没不低超高已完全达实")
                               ? verdict_at(text, at, end)
                               : VERDICT_NONE;
    return verdict != VERDICT_NONE && ends_clause(text, *end) ? verdict : VERDICT_NONE;
}

bool verdict_holds(enum verdict verdict, bool most, int order) {
    bool met = most ? order <= 0 : order >= 0;
    return verdict == VERDICT_MET ? met : verdict == VERDICT_EXCEEDED ? most || order > 0 : !met;
}

void judge_goals(struct raiser *raiser, const struct sentence *s) {
    struct points text = s->q->text;
    for (size_t i = 1; i < s->count; i++)
        judge_verdict_before(raiser, s, &s->mentions[i]);
    judge_progress(raiser, s);
    for (size_t at = s->from; at < s->to && s->count > 1; at++) {
        size_t end = at;
        enum verdict verdict = verdict_of_clause(text, at, &end);
        if (verdict == VERDICT_NONE)
            continue;
        judge_verdict(raiser, s, at, end, verdict);
        at = end - 1;
    }
}
