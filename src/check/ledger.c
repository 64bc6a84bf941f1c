#include "check/ledger.h"

#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/section.h"

/* --- the text --- */

static bool heading_has(const struct section *section, const char *word) {
    return section->heading != NULL &&
           span_find(span_of(section->heading), span_of(word)) != SIZE_MAX;
}

/* 年度绩效目标, and no 目标完成情况. */
static bool is_of_goals(const struct section *section) {
    static const char *const reached[] = {"完成", "实现", "情况", "分析", "评价", "结果", "执行"};
    for (size_t i = 0; i < ARRAY_LEN(reached); i++)
        if (heading_has(section, reached[i]))
            return false;
    return heading_has(section, "目标") || heading_has(section, "计划");
}

static void visit_body(void *context, const struct passage *p) {
    struct ledger *ledger = context;
    MEM_PUSH_ROOM(ledger->parts, ledger->part_count, ledger->part_cap);
    ledger->parts[ledger->part_count++] = (struct ledger_part){.section = p->section,
                                                               .from = ledger->length,
                                                               .to = ledger->length + p->n,
                                                               .goal = is_of_goals(p->section)};
    ledger->text =
        mem_grow(ledger->text, &ledger->cap, ledger->length + p->n + 2, sizeof *ledger->text);
    for (size_t i = 0; i < p->n; i++)
        ledger->text[ledger->length++] = p->c[i];
    ledger->text[ledger->length++] = U'\n';
    ledger->text[ledger->length] = 0;
}

/* Rows of tables and of contents are no prose. */
static void read_part(struct ledger *ledger, const struct ledger_part *part) {
    static const char32_t *const leaders[] = {U"....", U"····", U"…………", U"\t", NULL};
    const struct body *body = &part->section->body;
    struct points text = {ledger->text, ledger->length};
    for (size_t i = 0, from = part->from; i < body->count && from < part->to; i++) {
        size_t to = from;
        while (to < part->to && text.c[to] != U'\n')
            to++;
        if (body->lines[i].tag != LINE_ROW && !points_any_within(text, from, to, leaders))
            quantities_read(&ledger->quantities, text, from, to, NULL, 0);
        from = to + 1;
    }
}

size_t ledger_part_of(const struct ledger *ledger, const struct mention *n) {
    size_t low = 0, high = ledger->part_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (ledger->parts[middle].from <= n->from)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct passage ledger_passage(const struct ledger *ledger, size_t part) {
    const struct ledger_part *at = &ledger->parts[part];
    return (struct passage){.report = ledger->report,
                            .section = at->section,
                            .kind = PASSAGE_BODY,
                            .c = ledger->text + at->from,
                            .n = at->to - at->from};
}

/* --- what a number is of --- */

static const struct {
    enum item item;
    const char32_t *names; /* split by '/' */
} items[] = {
    {ITEM_POSTS, U"编制/核定编制/编制数/核定编制数/编制总数/人员编制/编制人数/总编制/核定人员编制"},
    {ITEM_STAFF, U"在职人员/实有人数/实有人员/在编人员/在职在编人员/在职职工/在职人数/在职/实有/"
                 U"实有在职人员/在编在职人员/实有在编人员/年末在职人员/年末实有人数/实有在编人数"},
    {ITEM_INCOME, U"总收入/收入总额/收入合计/本年收入合计/收入决算/收入决算数/收入总计"},
    {ITEM_EXPENSE, U"总支出/支出总额/支出合计/本年支出合计/支出决算/支出决算数/整体支出/"
                   U"部门整体支出/部门支出/支出总计/实际总支出/整体支出决算/决算支出/决算总支出"},
    {ITEM_BASIC, U"基本支出/基本支出决算/基本支出决算数"},
    {ITEM_PROJECT, U"项目支出/项目支出决算/项目支出决算数/项目经费/项目资金"},
    {ITEM_PERSONNEL, U"人员经费/人员支出/人员经费支出"},
    {ITEM_PUBLIC, U"公用经费/公用支出/日常公用经费/公用经费支出/日常公用支出"},
    {ITEM_THREE, U"三公经费/三公经费支出/三公经费支出决算/三公经费决算/三公经费支出决算数/"
                 U"三公经费决算数/三公经费实际支出/三公支出"},
    {ITEM_RECEPTION, U"公务接待费/公务接待费支出/公务接待支出/公务接待费用/公务接待费支出决算"},
    {ITEM_CARS, U"公务用车购置及运行维护费/公务用车运行维护费/公务用车运行费/公务用车费/"
                U"公车运行维护费/公务用车购置及运行费/公务用车运行维护费支出"},
    {ITEM_ABROAD, U"因公出国费/因公出国境费/因公出国费用/出国境费/因公出国经费"},
    {ITEM_BUDGET, U"年初预算/年初预算数/年初部门预算/年初预算总额/年初批复预算/年初预算安排/"
                  U"年初预算收入/年初预算支出/年初安排预算/年初预算资金"},
    {ITEM_ADJUSTED, U"全年预算/全年预算数/调整预算数/调整后预算/调整后预算数/全年预算总额/"
                    U"年度预算总额/全年预算安排/调整预算"},
    {ITEM_LEFT, U"年末结转结余/年末结转和结余/结转结余/结余结转/年末结余/结转结余资金/"
                U"结余结转资金/年末结转/结转下年/年末结转结余资金/年末结余结转"},
    {ITEM_SURPLUS, U"当年结余/本年结余/收支结余/当年收支结余/本年收支结余/年度结余"},
    {ITEM_SCORE, U"综合得分/最终得分/总得分/自评总分/总分/自评得分/评价得分/综合评分/自评综合得分/"
                 U"综合评价得分/最终评价得分/自评总得分/绩效自评得分/整体自评得分"},
};

enum { NAME_MOST = 20 };

static uint64_t hash_add(uint64_t hash, uint64_t value) {
    return (hash ^ value) * 1099511628211U;
}

/* The name without quotes and brackets, as an array. */
static size_t copy_name(struct points text, size_t from, size_t to, char32_t name[NAME_MOST + 1]) {
    size_t n = 0;
    for (; from < to && n < NAME_MOST; from++)
        if (char_is_han(text.c[from]))
            name[n++] = text.c[from];
    name[n] = 0;
    return n;
}

/* Whether the list, split by '/', has the name; it is asked of every number. */
static bool list_has(const char32_t *list, const char32_t *name, size_t n) {
    while (*list != 0) {
        size_t i = 0;
        while (i < n && list[i] == name[i])
            i++;
        if (i == n && (list[i] == U'/' || list[i] == 0))
            return true;
        while (*list != 0 && *list++ != U'/')
            ;
    }
    return false;
}

static enum item item_of(const char32_t *name, size_t n) {
    for (size_t i = 0; n > 1 && i < ARRAY_LEN(items); i++)
        if (list_has(items[i].names, name, n))
            return items[i].item;
    return n >= 4 ? ITEM_NAMED : n >= 2 ? ITEM_SHORT : ITEM_NONE;
}

/* What only leads to a name: whose and when, 其中, 完成. Where the rest begins. */
static size_t skip_head(struct points text, size_t from) {
    static const char32_t *const heads[] = {
        U"其中", U"全年", U"本年度", U"本年",   U"年度",   U"当年",   U"今年", U"年末",   U"年底",
        U"我局", U"我镇", U"我街道", U"我单位", U"我办",   U"我乡",   U"我委", U"本单位", U"本部门",
        U"单位", U"部门", U"全镇",   U"全局",   U"全街道", U"全乡",   U"全县", U"全区",   U"全市",
        U"街道", U"共",   U"累计",   U"实际",   U"已",     U"完成",   U"实现", U"现有",   U"现",
        U"全部", U"总共", U"预计",   U"计划",   U"应",     U"需",     U"上年", U"去年",   U"经核实",
        U"核定", U"目标", U"年",     U"并",     U"的",     U"有",     U"局",   U"镇",     U"截至",
        U"年内", U"共计", U"合计",   U"总计",   U"末",     U"全系统", U"预期", U"达到",   U"即",
        U"力争", U"确保", U"同期",   U"按",     U"为",     U"是",     U"达",   NULL};
    const char32_t *head = points_any_at(text, from, heads);
    if (head != NULL)
        return from + points_length_of(head);
    return char_is_digit(text.c[from]) || char_is_one_of(text.c[from], U"：:“”\"、（）() ")
               ? from + 1
               : from;
}

static size_t skip_links(struct points text, size_t from, size_t to) {
    static const char32_t *const links[] = {
        U"为",   U"是",   U"达到", U"达",   U"共计",   U"合计",   U"总计",   U"共有",
        U"共",   U"有",   U"计",   U"约",   U"控制在", U"安排",   U"执行",   U"完成",
        U"实现", U"实际", U"金额", U"数量", U"不低于", U"不少于", U"不超过", NULL};
    for (const char32_t *link; to > from && (link = points_any_before(text, to, links)) != NULL;)
        to -= points_length_of(link);
    while (to > from && char_is_one_of(text.c[to - 1], U"”“：: （(≥≤"))
        to--;
    return to > from ? to : from;
}

/* Whose money it is: another fund, another level is another item. */
static uint64_t owner_of(const struct ledger *ledger, const struct fact *fact) {
    static const char32_t *const owners[] = {U"基金",     U"社保", U"社会保险", U"国有资本",
                                             U"一般公共", U"本级", U"汇总",     U"财政拨款",
                                             U"县级",     U"镇级", U"省级",     U"市级"};
    static const char *const headings[] = {"基金", "社保", "社会保险", "国有资本", "一般公共"};
    struct points text = {ledger->text, ledger->length};
    const struct mention *n = fact->mention;
    uint64_t owner = 0;
    size_t from = n->label_from;
    while (from > 0 && !char_is_one_of(text.c[from - 1], U"。；\n"))
        from--;
    for (size_t i = 0; i < ARRAY_LEN(owners); i++) {
        bool near = points_find(text, from, n->label_to, owners[i]) != SIZE_MAX;
        bool above =
            i < ARRAY_LEN(headings) && heading_has(ledger->parts[fact->part].section, headings[i]);
        owner |= near || above ? (uint64_t)1 << i : 0;
    }
    static const char32_t *const sides[] = {U"收入", U"支出"};
    bool budget = fact->item == ITEM_BUDGET || fact->item == ITEM_ADJUSTED;
    for (size_t i = 0; budget && i < ARRAY_LEN(sides); i++)
        if (points_find(text, from, n->label_to, sides[i]) != SIZE_MAX)
            owner |= (uint64_t)1 << (ARRAY_LEN(owners) + i);
    return owner;
}

/* --- of which time --- */

/* The time that the words at `at` set, and how long they are; 0: none. */
static size_t time_at(const struct ledger *ledger, size_t at, enum fact_time *time) {
    static const struct {
        const char32_t *word;
        enum fact_time time;
    } words[] = {{U"上年结", TIME_NOW},   {U"上年末", TIME_BEFORE}, {U"上年", TIME_BEFORE},
                 {U"去年", TIME_BEFORE},  {U"上一年", TIME_BEFORE}, {U"同期", TIME_BEFORE},
                 {U"年初结", TIME_NOW},   {U"年初预", TIME_NOW},    {U"年初安", TIME_NOW},
                 {U"年初批", TIME_NOW},   {U"年初部", TIME_NOW},    {U"年初", TIME_START},
                 {U"期初", TIME_START},   {U"本年", TIME_NOW},      {U"今年", TIME_NOW},
                 {U"当年", TIME_NOW},     {U"全年", TIME_NOW},      {U"季度", TIME_OTHER},
                 {U"上半年", TIME_OTHER}, {U"下半年", TIME_OTHER},  {U"月底", TIME_OTHER},
                 {U"月末", TIME_OTHER},   {U"累计", TIME_OTHER},    {U"近三年", TIME_OTHER}};
    struct points text = {ledger->text, ledger->length};
    int year = points_year_at(text, at);
    if (year != 0 && text.c[at + 4] == U'年') {
        int own = ledger->report->year;
        *time = year == own ? TIME_NOW : year == own - 1 ? TIME_BEFORE : TIME_OTHER;
        return 5;
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (points_stand_at(text, at, words[i].word)) {
            *time = words[i].time;
            return points_length_of(words[i].word);
        }
    return 0;
}

/* From the beginning of the sentence on; 较上年 speaks of the number right behind it alone. */
static enum fact_time time_of(const struct ledger *ledger, const struct mention *n) {
    static const char32_t *const against[] = {U"较", U"比", U"与", U"同", U"从",
                                              U"由", U"自", U"于", NULL};
    const struct quantity_sentence *s = &ledger->quantities.sentences[n->sentence];
    struct points text = {ledger->text, ledger->length};
    enum fact_time time = TIME_NOW, said = TIME_NOW;
    for (size_t at = s->from, length; at<n->label_to; at += length> 0 ? length : 1) {
        length = time_at(ledger, at, &said);
        bool own = at >= n->label_from;
        if (length > 0 && (own || points_any_before(text, at, against) == NULL))
            time = said;
        else if (length == 0 && text.c[at] == U'；')
            time = TIME_NOW;
    }
    return n->role == ROLE_OLD ? TIME_BEFORE : time;
}

/* --- facts --- */

bool ledger_is_plan(const struct ledger *ledger, const struct mention *n, size_t part) {
    static const char32_t *const plans[] = {U"目标", U"计划", U"预计", U"拟", U"预期",
                                            U"力争", U"任务", U"确保", NULL};
    static const char32_t *const heads[] = {U"目标",     U"年度目标", U"总体目标", U"预期目标",
                                            U"绩效目标", U"产出目标", U"效益目标", NULL};
    struct points text = {ledger->text, ledger->length};
    size_t from = ledger->quantities.sentences[n->sentence].from;
    return ledger->parts[part].goal || n->bound != 0 ||
           points_any_within(text, n->label_from, n->label_to, plans) ||
           points_any_at(text, from, heads) != NULL;
}

/* 全年预算数 is an item as it stands, 全年支出合计 without its head. The name's length. */
static size_t read_name(struct fact *fact, struct points text, char32_t name[NAME_MOST + 1]) {
    const struct mention *n = fact->mention;
    size_t length = 0;
    fact->to = skip_links(text, n->label_from, n->label_to);
    for (size_t from = n->label_from, next;; from = next) {
        fact->from = from;
        length = copy_name(text, from, fact->to, name);
        fact->item = length >= NAME_MOST ? ITEM_NONE : item_of(name, length);
        next = from < fact->to ? skip_head(text, from) : from;
        if (fact->item > ITEM_NAMED || next == from || next > fact->to)
            return length;
    }
}

static void add_fact(struct ledger *ledger, const struct mention *n, size_t part) {
    struct points text = {ledger->text, ledger->length};
    struct fact fact = {.mention = n, .part = part};
    char32_t name[NAME_MOST + 1];
    size_t length = read_name(&fact, text, name);
    if (fact.item == ITEM_NONE || n->change || n->each || n->role == ROLE_CHANGE ||
        n->role == ROLE_BASE || n->role == ROLE_GROWTH || n->unit->kind == UNIT_POINTS ||
        (n->approximate && n->bound == 0) || text.c[n->to] == U'的')
        return;
    uint64_t key = hash_add(14695981039346656037U, fact.item);
    for (size_t i = 0; fact.item <= ITEM_NAMED && i < length; i++)
        key = hash_add(key, name[i]);
    for (const char32_t *c = n->unit->name; *c != 0; c++)
        key = hash_add(key, *c);
    fact.owner = n->unit->name[0] == U'元' ? owner_of(ledger, &fact) : 0;
    fact.key = hash_add(key, fact.owner);
    fact.time = time_of(ledger, n);
    fact.plan = ledger_is_plan(ledger, n, part);
    fact.inner = points_find(text, ledger->quantities.sentences[n->sentence].from, n->label_from,
                             U"其中") != SIZE_MAX;
    MEM_PUSH_ROOM(ledger->facts, ledger->count, ledger->fact_cap);
    ledger->facts[ledger->count++] = fact;
}

void ledger_read(struct ledger *ledger, const struct report *report) {
    *ledger = (struct ledger){.report = report};
    bodies_visit(report, NULL, visit_body, ledger);
    for (size_t i = 0; i < ledger->part_count; i++)
        read_part(ledger, &ledger->parts[i]);
    struct quantities *q = &ledger->quantities;
    for (size_t i = 0, part = 0; i < q->count; i++) {
        while (part + 1 < ledger->part_count && q->mentions[i].from >= ledger->parts[part].to)
            part++;
        if (!q->sentences[q->mentions[i].sentence].unclear)
            add_fact(ledger, &q->mentions[i], part);
    }
}

void ledger_release(struct ledger *ledger) {
    quantities_release(&ledger->quantities);
    mem_free(ledger->text);
    mem_free(ledger->parts);
    mem_free(ledger->facts);
}
