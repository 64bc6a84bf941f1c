#include "check/unfilled.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "check/passage.h"

/* Behind a number that is gone stands one of these, or the text ends. */
static bool is_end(const struct passage *p, size_t at) {
    return at >= p->n || char_is_one_of(p->c[at], U"，。；、！？,;）)");
}

/* Returns `to`. */
static size_t raise(struct raiser *raiser, const struct passage *p, size_t from, size_t to,
                    enum severity severity, const char *message) {
    (void)raise_finding(raiser, p, "placeholder", severity, from, to, message);
    return to;
}

/* Each check looks at one place, and returns where the text goes on: `at` where it found nothing.
 */

/* --- 执行率为， 占总支出的， --- */

/* “预算执行率为，”: what names a number, a verb, and no number. */
static size_t check_named(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const names[] = {
        U"率",     U"比重", U"比例", U"占比", U"总额", U"金额",   U"总数",   U"数量",   U"人数",
        U"面积",   U"得分", U"总分", U"幅度", U"降幅", U"增幅",   U"决算数", U"预算数", U"执行数",
        U"满意度", U"支出", U"收入", U"总量", U"总计", U"合计",   U"编制数", U"户数",   U"里程",
        U"差额",   U"余额", U"产值", U"均值", U"件数", U"投资额", NULL};
    static const char32_t *const verbs[] = {U"达到了", U"分别为", U"约为", U"达到",
                                            U"为",     U"达",     NULL};
    const char32_t *verb = word_any_at(p, at, verbs);
    size_t end = verb != NULL ? at + word_length(verb) : at;
    while (verb != NULL && char_is_one_of(p->c[end], U"-—－"))
        end++; /* 增幅为-， */
    bool bound = word_stands_at(p, end, U"以上") || word_stands_at(p, end, U"左右");
    bool about = word_stands_at(p, at, U"约为"); /* whatever it is of */
    if (verb == NULL || (!about && word_any_before(p, at, names) == NULL) || end >= p->n ||
        (!is_end(p, end) && !bound))
        return at;
    return raise(raiser, p, at - 1, end, SEVERITY_ERROR, _("这里的数没有填写"));
}

/* “占总支出的，”: a share without its rate. */
static size_t check_share(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { LONGEST = 12 };
    static const char32_t *const wholes[] = {U"总支出", U"总收入", U"总数", U"总人数", U"总额",
                                             U"预算",   U"总量",   U"全部", U"支出",   U"收入",
                                             U"总投资", U"总户数", U"比重", NULL};
    size_t end = at + 1;
    while (end < at + LONGEST && char_is_han(p->c[end]) && p->c[end] != U'的')
        end++;
    if (p->c[end] != U'的' || end == at + 1 || word_any_before(p, end, wholes) == NULL ||
        !is_end(p, end + 1) || end + 1 >= p->n)
        return at;
    return raise(raiser, p, at, end + 1, SEVERITY_ERROR, _("这里的数没有填写"));
}

/* --- 发放补贴元， 惠及户。 --- */

/* The unit right behind a word that a number must part from it. */
static const struct bare_unit {
    const char32_t *heads, *units; /* words split by '/' */
} bare_units[] = {
    {U"补贴/资金/补助/奖金/罚款/金额/经费/款/费用/工资/救助金/慰问金", U"元/千元"},
    {U"补贴/补助/奖金/罚款/金额/费用/投资/救助金/慰问金/产值/总额", U"万元/亿元"},
    {U"惠及/涉及/覆盖/受益/走访/慰问/共有/现有/解决/带动", U"户/人/名/人次/户次/家"},
    {U"人数/在职/退休/编制/党员/职工/实有/人员/培训", U"人/名/人次"},
    {U"会议/活动/培训/议题/参训/课题/检查/宣讲/巡查/演练/讲座", U"次/个/场/期/人次/人/项"},
    {U"群众/对象/居民/老人/农户/学生", U"人/户/名/人次/户次"},
    {U"达/共计/共达", U"人/户/名/件/次/家/处/亩/人次/户次/元"},
    {U"为/达/达到/达到了/约", U"万元/亿元/个百分点/%/％"},
    {U"受理/办结/排查/整改/调解/化解/开展/组织/召开/举办/完成/发现/查处/处理",
     U"件/起/处/次/场/项/个/期/宗"},
    {U"面积/植树/绿化/种植/耕地", U"亩/平方米/公顷/株"},
    {U"提高/下降/上升/降低/提升/回落", U"个百分点"},
    {U"里程/公路/道路/长", U"公里/米/千米"},
    {U"预算/基金/结余/结转/决算/余额/追加/下达/到位/缺口/其他", U"万元/亿元"},
    {U"人均/户均/亩均/每人/每户/每亩/单价/每次/车均", U"元/万元"},
};

/* The length of the word of a list, split by '/', that ends at (or begins at) `at`; 0: none. */
static size_t length_of_any(const struct passage *p, size_t at, const char32_t *words,
                            bool before) {
    size_t longest = 0;
    while (*words != 0) {
        size_t n = 0;
        while (words[n] != 0 && words[n] != U'/')
            n++;
        size_t from = before ? at - n : at, i = n <= at || !before ? 0 : n + 1;
        while (i < n && from + i < p->n && p->c[from + i] == words[i])
            i++;
        if (i == n && n > longest)
            longest = n;
        words += n + (words[n] == U'/');
    }
    return longest;
}

static size_t check_bare_unit(struct raiser *raiser, const struct passage *p, size_t at) {
    if (at == 0 || char_is_digit(p->c[at - 1])) /* a number, as before nearly every unit */
        return at;
    for (size_t i = 0; i < ARRAY_LEN(bare_units); i++) {
        size_t unit = length_of_any(p, at, bare_units[i].units, false);
        bool ends = unit > 0 && at + unit < p->n && is_end(p, at + unit);
        size_t head = ends ? length_of_any(p, at, bare_units[i].heads, true) : 0;
        static const char32_t *const names[] = {U"受益人", U"共有人", U"送达人", U"整改期",
                                                U"持有人", U"所有人", U"占有人", NULL};
        bool name = head > 0 && (word_any_before(p, at + unit, names) != NULL ||
                                 word_ends_at(p, at - head, U"单位")); /* 金额单位为万元 */
        if (head > 0 && !name)
            return raise(raiser, p, at - head, at + unit, SEVERITY_ERROR, _("这里的数没有填写"));
    }
    return at;
}

/* --- X月X日, N个, ???? --- */

static size_t check_letter(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const units[] = {U"年", U"月", U"日", U"个",   U"次", U"人",
                                            U"户", U"件", U"项", U"万元", U"元", U"%",
                                            U"％", U"名", U"家", U"处",   NULL};
    char32_t before = at > 0 ? p->c[at - 1] : 0;
    const char32_t *unit = word_any_at(p, at + 1, units);
    size_t end = unit != NULL ? at + 1 + word_length(unit) : at;
    bool date = char_is_one_of(p->c[at + 1], U"年月日") && !char_is_digit(before);
    static const char32_t *const papers[] = {U"附件", U"附表", U"附录", NULL};
    if (is_end(p, at + 1) && word_any_before(p, at, papers) != NULL)
        return raise(raiser, p, at - 2, at + 1, SEVERITY_WARNING, _("这里还没有填写"));
    if (unit == NULL || (before != 0 && !char_is_han(before)) || (!date && !is_end(p, end)))
        return at;
    while (date && word_any_at(p, end + 1, units) != NULL && p->c[end] == p->c[at])
        end += 2; /* X月X日 is one */
    return raise(raiser, p, at, end, SEVERITY_ERROR, _("这里还没有填写"));
}

static size_t check_question_marks(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { LEAST = 2 };
    size_t end = at;
    while (end < p->n && char_is_one_of(p->c[end], U"?？"))
        end++;
    if (end - at < LEAST ||
        length_of_any(p, end, U"万元/元/人/户/件/个/次/%/％/亩/名/家", false) == 0)
        return end;
    return raise(raiser, p, at, end, SEVERITY_ERROR, _("这里还没有填写"));
}

/* --- what the form says to its reader --- */

static size_t check_instruction(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const said[] = {
        U"此处填写", U"此处补充", U"此处插入", U"此处添加",     U"请在此",     U"在此处填",
        U"请填写",   U"请补充",   U"请插入",   U"请输入",       U"（待补充",   U"（待填",
        U"（待核实", U"（待完善", U"（待确认", U"待补充完善",   U"数据待",     U"率待补充",
        U"数待核",   U"数待补",   U"具体数据", U"（略）",       U"（根据实际", U"（请",
        U"（填写",   U"（示例",   U"（样例",   U"（单位名称）", U"（此处",     NULL};
    const char32_t *word = word_any_at(p, at, said);
    size_t end = word != NULL ? at + word_length(word) : at;
    bool awaited = word_stands_at(p, end, U"待") || word_stands_at(p, end, U"略");
    if (word == NULL || (at > 0 && p->c[at - 1] == U'【') ||
        (word_stands_at(p, at, U"具体数据") && !awaited))
        return at;
    while (end < p->n && !is_end(p, end))
        end++;
    return raise(raiser, p, at, end, SEVERITY_WARNING, _("这是提示填写的话，还没有换成内容"));
}

/* （）, 《》, “” with nothing in it. */
static size_t check_empty_pair(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t openers[] = U"《“（(‘", closers[] = U"》”）)’";
    static const char32_t units[] = U"万亿元%％人名个户件家处项亩辆台套座栋场期次份吨条分米起例批";
    size_t end = at + 1, place = 0;
    while (openers[place] != p->c[at])
        place++;
    while (end < p->n && char_is_blank(p->c[end]) && place < 2)
        end++;
    if (p->c[end] != closers[place] || char_is_one_of(p->c[end + 1], units))
        return at;
    return raise(raiser, p, at, end + 1, SEVERITY_WARNING, _("引号或括号里面是空的"));
}

/* 由年初的万元调整为320万元 */
static size_t check_money_of(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const wholes[] = {U"年初的", U"上年的",   U"年的",
                                             U"原来的", U"年初预算", NULL};
    const char32_t *whole = word_any_before(p, at, wholes);
    if (p->c[at + 1] != U'元' || whole == NULL)
        return at;
    return raise(raiser, p, at - 1, at + 2, SEVERITY_ERROR, _("这里的数没有填写"));
}

/* 下辖   个社区, 涉及个村: a count of things, and no number before it. */
static size_t check_count(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const heads[] = {U"涉及", U"下辖", U"辖",   U"覆盖", U"划分", U"设有",
                                            U"建成", U"内设", U"成立", U"划为", NULL};
    static const char32_t *const nouns[] = {
        U"个村",   U"个社区", U"个行政村", U"个单位", U"个项目",   U"个小区", U"个网格",
        U"个部门", U"个科室", U"个乡镇",   U"个街道", U"个党支部", U"个站所", NULL};
    const char32_t *noun = word_any_at(p, at, nouns);
    size_t from = at;
    while (from > 0 && char_is_blank(p->c[from - 1]))
        from--;
    if (noun == NULL || word_any_before(p, from, heads) == NULL)
        return at;
    return raise(raiser, p, from - 1, at + word_length(noun), SEVERITY_ERROR,
                 _("这里的数没有填写"));
}

/* ……万元 */
static size_t check_dots(struct raiser *raiser, const struct passage *p, size_t at) {
    size_t end = at;
    while (end < p->n && p->c[end] == U'…')
        end++;
    size_t unit = length_of_any(p, end, U"万元/亿元/元/%/％/人/户/件/亩", false);
    if (unit == 0 || !is_end(p, end + unit))
        return end;
    return raise(raiser, p, at, end + unit, SEVERITY_ERROR, _("这里还没有填写"));
}

/* 增长百分之。 */
static size_t check_hundredth(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { LENGTH = 3 };
    if (!word_stands_at(p, at, U"百分之") || !is_end(p, at + LENGTH))
        return at;
    return raise(raiser, p, at, at + LENGTH, SEVERITY_ERROR, _("这里的数没有填写"));
}

/* --- 从%提高到96%, 为计划的。 --- */

/* 105.%: nothing stands behind the point. */
static size_t check_point(struct raiser *raiser, const struct passage *p, size_t at) {
    if (at == 0 || !char_is_digit(p->c[at - 1]) ||
        length_of_any(p, at + 1, U"万元/亿元/元/%/％/个百分点", false) == 0)
        return at;
    return raise(raiser, p, at - 1, at + 1, SEVERITY_ERROR, _("小数点后面没有数字"));
}

static size_t check_percent(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const before[] = {U"从",   U"由",   U"升至", U"降至", U"提高到",
                                             U"超过", U"达到", U"不足", U"的",   NULL};
    if (word_any_before(p, at, before) == NULL)
        return at;
    return raise(raiser, p, at - 1, at + 1, SEVERITY_ERROR, _("这里的数没有填写"));
}

/* “为计划的。”: what it is of the plan is not said. */
static size_t check_of_plan(struct raiser *raiser, const struct passage *p, size_t at) {
    enum { LONGEST = 10 };
    static const char32_t *const wholes[] = {U"计划",   U"目标值", U"预算",   U"任务", U"上年",
                                             U"任务数", U"计划数", U"预算数", NULL};
    static const char32_t *const verbs[] = {U"为", U"相当于", NULL};
    if (!char_is_one_of(p->c[at + 1], U"。；") || word_any_before(p, at, wholes) == NULL)
        return at;
    size_t from = at;
    while (from > 0 && at - from < LONGEST && char_is_han(p->c[from - 1])) {
        from--;
        if (word_any_at(p, from, verbs) != NULL)
            return raise(raiser, p, from, at + 1, SEVERITY_ERROR, _("这里的数没有填写"));
    }
    return at;
}

/* --- 主要原因是。 分别为、 --- */

static size_t check_dangling(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const heads[] = {
        U"原因是",   U"原因为",   U"原因在于", U"原因有",   U"主要是", U"主要有",   U"主要用于",
        U"主要包括", U"主要为",   U"体现在",   U"表现在",   U"具体为", U"具体是",   U"分别为",
        U"分别是",   U"其中包括", U"问题是",   U"问题有",   U"目的是", U"用途为",   U"等级为",
        U"等次为",   U"结果为",   U"时间为",   U"地点为",   U"来源为", U"来源于",   U"名称为",
        U"依据为",   U"依据是",   U"内容为",   U"内容包括", U"措施是", U"措施有",   U"标准为",
        U"对象为",   U"范围为",   U"责任人为", U"联系人为", U"方式为", U"负责人为", NULL};
    const char32_t *head = word_any_before(p, at + 1, heads);
    if (head == NULL || at + 1 >= p->n)
        return at;
    bool given = p->c[at] == U'为'; /* “原因是，一方面…” goes on */
    size_t end = at + 1 + (p->c[at + 1] == U'：' && at + 2 < p->n);
    if (!char_is_one_of(p->c[end], given ? U"。；、，" : U"。；、"))
        return at;
    return raise(raiser, p, at + 1 - word_length(head), end, SEVERITY_ERROR,
                 _("这里后面的内容没有填写"));
}

/* --- 〔2024〕号, 第次会议, 于年月日 --- */

static size_t check_document(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const hyphens[] = {U"〕号", U"〕第号", U"〕 号", U"〕  号", NULL};
    size_t close = at + 1;
    while (char_is_digit(p->c[close]) || char_is_blank(p->c[close]))
        close++;
    bool empty = p->c[close] == U'〕' && !char_is_digit(p->c[at + 1]);
    const char32_t *tail = word_any_at(p, close, hyphens);
    if (!empty && tail == NULL)
        return at;
    size_t end = tail != NULL ? close + word_length(tail) : close + 1;
    return raise(raiser, p, at, end, SEVERITY_ERROR, _("文号没有填写完"));
}

static size_t check_ordinal(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const units[] = {U"次会议", U"届", U"号文", U"批次", U"季度", NULL};
    size_t end = at + 1;
    while (char_is_blank(p->c[end]))
        end++;
    const char32_t *unit = word_any_at(p, end, units);
    if (unit == NULL)
        return at;
    return raise(raiser, p, at, end + word_length(unit), SEVERITY_ERROR, _("这里的数没有填写"));
}

static size_t check_bare_date(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const before[] = {U"于", U"截至", U"自", U"从", U"至", U"在", NULL};
    static const char32_t *const dates[] = {U"年月日", U"年月", U"月日", NULL};
    const char32_t *date = word_any_at(p, at, dates);
    if (date == NULL || word_any_before(p, at, before) == NULL)
        return at;
    return raise(raiser, p, at - 1, at + word_length(date), SEVERITY_ERROR,
                 _("这里的日期没有填写"));
}

/* --- what a sheet says of a formula that failed: #REF!万元 --- */

static size_t check_sheet_error(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const said[] = {U"#REF!",  U"#DIV/0!", U"#N/A",      U"#VALUE!",
                                           U"#NAME?", U"#NULL!",  U"#NUM!",     U"null",
                                           U"NaN",    U"nan",     U"undefined", NULL};
    const char32_t *word = word_any_at(p, at, said);
    bool sheet = word != NULL && word[0] == U'#';
    size_t end = word != NULL ? at + word_length(word) : at;
    if (word == NULL ||
        (!sheet && length_of_any(p, end, U"万元/亿元/元/%/％/人/户/件/亩/个", false) == 0))
        return at;
    return raise(raiser, p, at, end, SEVERITY_ERROR, _("表格里的公式算不出数，请填写数"));
}

static const struct {
    const char32_t *begins; /* what it looks for begins with one of these */
    size_t (*check)(struct raiser *raiser, const struct passage *p, size_t at);
} checks[] = {
    {U"为达分约", check_named},
    {U"占", check_share},
    {U"XxNn", check_letter},
    {U"?？", check_question_marks},
    {U"此请在（待数率具", check_instruction},
    {U"元万亿千户人名件起处次场项个期宗亩平公株米家%％", check_bare_unit},
    {U"《“（(‘", check_empty_pair},
    {U"万亿", check_money_of},
    {U"个", check_count},
    {U"…", check_dots},
    {U"百", check_hundredth},
    {U".．", check_point},
    {U"%％", check_percent},
    {U"的", check_of_plan},
    {U"是为于有在括", check_dangling},
    {U"〔", check_document},
    {U"第", check_ordinal},
    {U"年月", check_bare_date},
    {U"#nNu", check_sheet_error},
};

/* Which characters begin something, by their last bits: hardly any character is looked at twice. */
enum { BEGINS = 4096 };

struct unfilled {
    struct raiser raiser;
    bool begins[BEGINS];
};

static void visit(void *context, const struct passage *p) {
    struct unfilled *unfilled = context;
    if (p->kind == PASSAGE_ROW)
        return;
    for (size_t at = 0; at < p->n; at++) {
        char32_t c = p->c[at];
        for (size_t i = 0; unfilled->begins[c % BEGINS] && i < ARRAY_LEN(checks); i++) {
            if (!char_is_one_of(c, checks[i].begins))
                continue;
            size_t end = checks[i].check(&unfilled->raiser, p, at);
            if (end > at) {
                at = end - 1;
                break;
            }
        }
    }
}

void check_unfilled(struct findings *out, const struct report *report,
                    const struct section *section) {
    struct unfilled unfilled = {0};
    raiser_init(&unfilled.raiser, out);
    for (size_t i = 0; i < ARRAY_LEN(checks); i++)
        for (const char32_t *c = checks[i].begins; *c != 0; c++)
            unfilled.begins[*c % BEGINS] = true;
    passages_visit(report, section, visit, &unfilled);
    raiser_release(&unfilled.raiser, report);
}
