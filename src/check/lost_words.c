#include "check/lost_words.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "check/passage.h"

static bool han_stands_at(const struct passage *p, size_t at) {
    return at < p->n && char_is_han(p->c[at]);
}

static char32_t char_before(const struct passage *p, size_t at) {
    return at > 0 ? p->c[at - 1] : 0;
}

/* --- 的 for 地 --- */

/* 有效的控制了…: an adverb, 的, a verb of two characters, 了 and what was done to. */
static void check_de(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const adverbs[] = {
        U"有效",     U"及时",     U"积极",     U"稳妥",     U"扎实",     U"认真",     U"主动",
        U"顺利",     U"圆满",     U"全力",     U"切实",     U"迅速",     U"全面",     U"深入",
        U"极大",     U"较好",     U"很好",     U"更好",     U"更加",     U"大力",     U"严格",
        U"稳步",     U"逐步",     U"有力",     U"有序",     U"不断",     U"持续",     U"进一步",
        U"充分",     U"广泛",     U"准确",     U"快速",     U"明显",     U"显著",     U"大大",
        U"基本",     U"彻底",     U"妥善",     U"科学",     U"合理",     U"规范",     U"统一",
        U"集中",     U"高效",     U"高质量",   U"按时",     U"按期",     U"如期",     U"如实",
        U"坚决",     U"努力",     U"热情",     U"耐心",     U"细致",     U"仔细",     U"系统",
        U"成功",     U"平稳",     U"牢牢",     U"紧紧",     U"初步",     U"多次",     U"先后",
        U"较快",     U"较大",     U"普遍",     U"直接",     U"间接",     U"同步",     U"自觉",
        U"有条不紊", U"扎扎实实", U"认认真真", U"原原本本", U"循序渐进", U"按部就班", U"毫不动摇",
        U"一如既往", U"卓有成效", U"保质保量", U"不折不扣", NULL};
    static const char32_t *const idioms[] = {U"有条不紊", U"扎扎实实", U"认认真真", U"原原本本",
                                             U"循序渐进", U"按部就班", U"毫不动摇", U"一如既往",
                                             U"稳步",     U"逐步",     U"大力",     U"全力",
                                             U"坚定不移", U"持之以恒", U"不折不扣", NULL};
    static const char32_t *const verbs[] = {U"推进", U"开展", U"实施", U"落实", U"进行",
                                            U"贯彻", U"执行", U"抓好", U"做好", U"推动",
                                            U"解决", U"学习", U"完成", NULL};
    static const char32_t *const nouns[] = {U"的",   U"者",   U"过程", U"步伐", U"力度",
                                            U"态势", U"方式", U"情况", U"计划", U"项目",
                                            U"方案", U"精神", U"措施", U"工作", NULL};
    bool done = han_stands_at(p, at + 1) && han_stands_at(p, at + 2) && p->c[at + 3] == U'了' &&
                han_stands_at(p, at + 4) && !char_is_one_of(p->c[at + 4], U"解然得不") &&
                !char_is_one_of(p->c[at + 1], U"是有在") && p->c[at + 2] != U'为' &&
                word_any_before(p, at, adverbs) != NULL;
    static const char32_t *const finished[] = {U"落实", U"控制", U"执行", U"解决", U"完成",
                                               U"改善", U"提高", U"提升", U"开展", NULL};
    const char32_t *last = done ? NULL : word_any_at(p, at + 1, finished);
    done |= last != NULL && p->c[at + 1 + word_length(last)] == U'了' &&
            char_is_one_of(p->c[at + 2 + word_length(last)], U"。，；") &&
            word_any_before(p, at, adverbs) != NULL; /* 得到有效的落实了。 */
    const char32_t *verb = done ? NULL : word_any_at(p, at + 1, verbs);
    bool going = verb != NULL && word_any_before(p, at, idioms) != NULL &&
                 word_any_at(p, at + 1 + word_length(verb), nouns) == NULL;
    static const char32_t *const objects[] = {U"各项", U"各类", U"相关", U"有关", U"上级",
                                              U"专项", U"项目", U"资金", U"群众", NULL};
    static const char32_t *const deeds[] = {U"争取", U"落实", U"开展", U"推进", U"组织",
                                            U"执行", U"履行", U"解决", U"做好", U"抓好",
                                            U"处理", U"保障", U"配合", NULL};
    const char32_t *deed = word_any_at(p, at + 1, deeds);
    bool does = !done && !going && deed != NULL &&
                word_any_at(p, at + 1 + word_length(deed), objects) != NULL &&
                word_any_before(p, at, adverbs) != NULL; /* 认真的落实各项政策 */
    if (does)
        verb = deed;
    if (!done && !going && !does)
        return;
    const char32_t *adverb = word_any_before(p, at, done || does ? adverbs : idioms);
    size_t from = at - word_length(adverb), to = done ? at + 4 : at + 1 + word_length(verb);
    raise_fix(
        raise_finding(raiser, p, "de", SEVERITY_ERROR, from, to, _("修饰动词用“地”，不用“的”")), p,
        at, at + 1, SPAN("地"));
}

/* 极大地的改善了: both stand there. */
static void check_di_de(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const adverbs[] = {
        U"极大", U"有效", U"显著",   U"较好", U"很好", U"充分", U"切实", U"积极", U"认真", U"有力",
        U"全面", U"深入", U"进一步", U"更好", U"明显", U"及时", U"扎实", U"不断", NULL};
    const char32_t *adverb = word_any_before(p, at, adverbs);
    if (adverb == NULL || p->c[at + 1] != U'的' || !han_stands_at(p, at + 2))
        return;
    raise_fix(raise_finding(raiser, p, "de", SEVERITY_ERROR, at - word_length(adverb), at + 2,
                            _("“地”“的”只留一个：修饰动词用“地”")),
              p, at, at + 2, SPAN("地"));
}

/* --- a cause without 是 --- */

static void check_cause(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const heads[] = {
        U"主要", U"变化", U"变动", U"增减", U"增加", U"减少", U"下降",   U"增长",   U"上升",
        U"偏低", U"偏高", U"偏慢", U"较慢", U"较大", U"不高", U"较低",   U"较高",   U"差异",
        U"结余", U"结转", U"偏差", U"不足", U"扣分", U"失分", U"未完成", U"未达标", NULL};
    /* what may follow: a verb, a particle, a word that makes a compound of it */
    static const char32_t first[] =
        U"是为在于系有来自如包一二三四五六七八九十两几之及和与或的说造导分由并都均也就即归所上不未"
        U"已"
        U"没仍还则进可应要需将作做查外而但后时等同方情总主其很较更多以列报见另予给对向若被使令调";
    size_t end = at + 2, from = at;
    end += word_stands_at(p, end, U"主要") ? 2 : 0;
    bool above = word_stands_at(p, end, U"上级") || word_stands_at(p, end, U"上年");
    if (!han_stands_at(p, end) || (char_is_one_of(p->c[end], first) && !above))
        return;
    if (word_ends_at(p, from, U"主要"))
        from -= 2;
    const char32_t *head =
        word_any_before(p, char_before(p, from) == U'的' ? from - 1 : from, heads);
    if (head == NULL && from == at)
        return;
    (void)raise_finding(raiser, p, "lost-text", SEVERITY_WARNING, from, end + 1,
                        _("“原因”后面像是漏了“是”"));
}

/* --- years --- */

static bool is_year(const struct passage *p, size_t at) {
    int year = passage_year_at(p, at);
    return year >= 1949 && year < 2100;
}

static void check_year(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const behind[] = {
        U"财政拨款", U"财政预算", U"财政决算", U"财政收", U"财政支", U"财政专项", U"部门", U"预算",
        U"决算",     U"政府采购", U"政府性",   U"收支",   U"上半年", U"下半年",   U"工作", U"绩效",
        U"整体支出", U"度",       U"一般公共", U"底",     U"末",     U"初",       NULL};
    static const char32_t *const compounds[] = {
        U"年初", U"年末", U"年底", U"年中", U"年均", U"年度", U"年报", U"年检",
        U"年审", U"年内", U"年终", U"年会", U"年鉴", U"年薪", U"年龄", NULL};
    if (!is_year(p, at))
        return;
    size_t end = at + 4;
    char32_t before = char_before(p, at);
    if (p->c[end] == U'年' && p->c[end + 1] == U'年' && word_any_at(p, end + 1, compounds) == NULL)
        raise_fix(
            raise_finding(raiser, p, "doubled-word", SEVERITY_ERROR, at, end + 2, _("“年”字重复")),
            p, end, end + 1, SPAN(""));
    bool coded = char_is_one_of(before, U"-—–~～〔（([【第号.．/：:·") ||
                 (before != 0 && before < 0x80 && !char_is_blank(before));
    if (!coded && word_any_at(p, end, behind) != NULL)
        (void)raise_finding(raiser, p, "lost-text", SEVERITY_WARNING, at, end + 2,
                            _("年份后面像是漏了“年”"));
    bool lost = before == U'关' && p->c[end] == U'年' &&
                !char_is_one_of(char_before(p, at - 1), U"相有无机海攻把难闭公开通税城严过");
    if (lost)
        (void)raise_finding(raiser, p, "lost-text", SEVERITY_WARNING, at - 1, end + 1,
                            _("“关”后面像是漏了“于”"));
}

/* 关印发…, 《关加强: 于 is lost behind 关. */
static void check_about(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const verbs[] = {
        U"印发", U"做好", U"加强", U"开展", U"规范",   U"推进", U"调整", U"全面", U"下达",
        U"深化", U"明确", U"转发", U"实施", U"进一步", U"修订", U"完善", U"组织", U"成立",
        U"申报", U"报送", U"切实", U"公布", U"编制",   U"批复", U"建立", NULL};
    static const char32_t *const heads[] = {U"《",     U"根据",   U"按照",   U"依据",
                                            U"财政局", U"财政厅", U"财政部", U"政府",
                                            U"办公室", U"办公厅", U"委员会", NULL};
    if (word_any_at(p, at + 1, verbs) != NULL && word_any_before(p, at, heads) != NULL)
        (void)raise_finding(raiser, p, "lost-text", SEVERITY_WARNING, at, at + 3,
                            _("“关”后面像是漏了“于”"));
}

/* 二0二三: a digit, or the letter O, among Chinese numerals; 2O23 the other way round. */
static void check_zero(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t han[] = U"一二三四五六七八九〇零", zero[] = U"0０OoＯ";
    size_t n = 0, numerals = 0, zeros = 0, digits = 0, letters = 0;
    for (; n < 4; n++) {
        char32_t c = p->c[at + n];
        numerals += char_is_one_of(c, han);
        zeros += char_is_one_of(c, zero);
        digits += char_is_digit(c);
        letters += char_is_one_of(c, U"OoＯ");
        if (!char_is_one_of(c, han) && !char_is_one_of(c, zero) && !char_is_digit(c))
            return;
    }
    bool year = p->c[at + 4] == U'年';
    bool chinese = numerals > 1 && zeros > 0 && numerals + zeros == 4;
    bool arabic = letters > 0 && digits + letters == 4 && char_is_digit(p->c[at]) && year;
    if ((chinese || arabic) && !char_is_one_of(char_before(p, at), U"〇一二三四五六七八九十"))
        (void)raise_finding(raiser, p, "digit-zero", SEVERITY_ERROR, at, at + 4 + year,
                            chinese ? _("汉字写的年份里混进了数字0：应写“〇”")
                                    : _("年份里混进了字母O：应写数字0"));
}

/* --- money without 元 --- */

static void check_money(struct raiser *raiser, const struct passage *p, size_t at) {
    static const char32_t *const money[] = {
        U"资金", U"投入", U"投资", U"安排", U"支出", U"收入", U"拨付", U"经费", U"补助", U"金额",
        U"资本", U"贷款", U"债务", U"预算", U"决算", U"结余", U"结转", U"下达", NULL};
    static const char32_t *const links[] = {U"共",   U"为", U"约", U"近", U"达", U"了",   U"合计",
                                            U"总计", U"超", U"计", U"数", U"额", U"总额", NULL};
    size_t from = at;
    from -= from > 0 && char_is_one_of(p->c[from - 1], U"余多");
    while (from > 0 && (char_is_digit(p->c[from - 1]) || char_is_one_of(p->c[from - 1], U".．,")))
        from--;
    size_t end = at + 1 + char_is_one_of(p->c[at + 1], U"余多");
    bool ended = end >= p->n || char_is_one_of(p->c[end], U"，。；、,;）)");
    if (from == at || !ended)
        return;
    size_t label = from;
    for (const char32_t *link; (link = word_any_before(p, label, links)) != NULL;)
        label -= word_length(link);
    if (word_any_before(p, label, money) != NULL)
        (void)raise_finding(raiser, p, "money-unit", SEVERITY_WARNING, from, end,
                            _("钱数后面像是漏了“元”"));
}

/* --- doubled characters --- */

static void check_doubled(struct raiser *raiser, const struct passage *p, size_t at) {
    /* each with the characters that make a word of one half */
    static const struct {
        char32_t c;
        const char32_t *before, *behind;
    } doubles[] = {
        {U'的', U"目标", U"确"},
        {U'了', U"为除不明末到罢得了", U"解然如却无"},
        {U'在', U"现实存正内所潜外自好在健", U"建编岗职线校册乎于场案意任座在"},
        {U'是', U"于凡但可还就要只总若便国乃是", U"否非是"},
        {U'和', U"总温缓共饱平柔人谐调中讲求随言", U"谐睦平气解美顺善"},
        {U'已', U"不而早", U"经"},
        {U'于', U"关对等由属基终至位处在低高", U"是"},
        {U'由', U"自理缘事来", U"此于"},
        {U'与', U"参", U"会否时"},
        {U'及', U"以涉普", U"时其早格"},
        {U'将', U"即主武", U"来近"},
        {U'把', U"", U"关握"},
        {U'被', U"棉", U"动"},
        {U'使', U"即致促大", U"用命得"},
        {U'并', U"合兼", U"且不网联购入"},
        {U'按', U"", U"照时期规需"},
        {U'为', U"作成认行以因称定改", U"了民此何主期"},
        {U'元', U"", U""},
        {U'万', U"千万", U"里千家分般人物众"},
        {U'从', U"服遵盲顺随", U"事而来此"},
        {U'对', U"针应核面反相", U"象比策口应接照于待外立"},
        {U'以', U"可所难予足加", U"及上下来为往内外前后"},
        {U'其', U"尤与极", U"他中余次实它"},
    };
    char32_t c = p->c[at], before = char_before(p, at), behind = p->c[at + 2];
    if (p->c[at + 1] != c || before == c || behind == c)
        return;
    for (size_t i = 0; i < ARRAY_LEN(doubles); i++) {
        if (doubles[i].c != c || char_is_one_of(before, doubles[i].before) ||
            ((char_is_han(before) || c != U'在') && char_is_one_of(behind, doubles[i].behind)))
            continue;
        raise_fix(
            raise_finding(raiser, p, "doubled-word", SEVERITY_WARNING, at, at + 2, _("文字重复")),
            p, at, at + 1, SPAN(""));
        return;
    }
}

static void visit(void *context, const struct passage *p) {
    struct raiser *raiser = context;
    for (size_t at = 0; at < p->n; at++) {
        char32_t c = p->c[at];
        bool starts = at == 0 || !char_is_digit(p->c[at - 1]);
        if (c == U'的')
            check_de(raiser, p, at);
        else if (c == U'地')
            check_di_de(raiser, p, at);
        else if (c == U'原' && p->c[at + 1] == U'因')
            check_cause(raiser, p, at);
        else if (c == U'关')
            check_about(raiser, p, at);
        else if (c == U'万')
            check_money(raiser, p, at);
        if (char_is_digit(c) && starts)
            check_year(raiser, p, at);
        if (char_is_one_of(c, U"一二12１２") && starts)
            check_zero(raiser, p, at);
        if (c == p->c[at + 1] && char_is_han(c))
            check_doubled(raiser, p, at);
    }
}

void check_lost_words(struct findings *out, const struct report *report,
                      const struct section *section) {
    struct raiser raiser;
    raiser_init(&raiser, out);
    passages_visit(report, section, visit, &raiser);
    raiser_release(&raiser, report);
}
