#include "check/doubled_words.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/dictionary.h"
#include "check/passage.h"

struct doubled_words {
    struct raiser raiser;
    struct dictionary dictionary;
};

/* Verb and noun side by side (本规定规定的, 集体组织组织开展), or a word that is rightly said
 * twice. */
static bool may_be_doubled(const struct passage *p, size_t at, size_t n) {
    static const char32_t *const twice[] = {
        U"规定", U"组织", U"代表", U"年度", U"申请人", U"出租", U"保管", U"出版", U"领导", U"决定",
        U"建议", U"报告", U"通知", U"计划", U"工作",   U"委托", U"负责", U"监督", U"部署", U"指挥",
        U"讨论", U"研究", U"看看", U"商量", U"考虑",   U"锻炼", U"哈哈", U"代理", U"指导", U"翻译",
        U"编辑", U"主任", U"导演", U"教练", U"记录",   U"标志", U"证明", U"许可", U"设计", NULL};
    const char32_t *word = word_any_at(p, at, twice);
    return word != NULL && word_length(word) == n; /* 通知书通知书 is no 通知通知 */
}

static bool is_han_run(const struct passage *p, size_t from, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (from + i >= p->n || !char_is_han(p->c[from + i]))
            return false;
    return true;
}

/* 集装箱|装箱, 政府|政府采购, 项目|的目的: with what stands beside it one of the two is part of
 * another word. 管理|制度 is two words, and 制度 behind it is said again. */
static bool is_part_of_longer(const struct dictionary *dictionary, const struct passage *p,
                              size_t at, size_t n) {
    enum { BESIDE = 2 };
    for (size_t more = 1; more <= BESIDE; more++) {
        bool before = at >= more && is_han_run(p, at - more, more) &&
                      dictionary_has(dictionary, p->c + at - more, n + more);
        bool denied = more == 1 && at > 0 && char_is_one_of(p->c[at - 1], U"不未无很较更最");
        before &= !denied; /* 不及时及时 */
        bool joined = more > 1 && before && dictionary_has(dictionary, p->c + at - more, more);
        if ((before && !joined) || (is_han_run(p, at + 2 * n, more) &&
                                    dictionary_has(dictionary, p->c + at + n, n + more)))
            return true;
    }
    return at > 0 && dictionary_has(dictionary, p->c + at - 1, 2);
}

/* 通知书 is one by its beginning. */
static bool is_word(const struct dictionary *dictionary, const struct passage *p, size_t at,
                    size_t n) {
    enum { THREE = 3 };
    return dictionary_has(dictionary, p->c + at, n) ||
           (n == THREE && dictionary_has(dictionary, p->c + at, 2));
}

/* Points of the word that stands at `at` and again behind itself; 0: none. */
static size_t doubled_at(const struct dictionary *dictionary, const struct passage *p, size_t at) {
    enum { LONGEST = 4, SHORTEST = 2 };
    for (size_t n = LONGEST; n >= SHORTEST; n--) {
        size_t same = 0;
        while (same < n && at + n + same < p->n && p->c[at + same] == p->c[at + n + same])
            same++;
        bool counted = n == SHORTEST && (p->c[at] == U'一' || p->c[at + 1] == U'一');
        bool plain = p->c[at] != p->c[at + 1] && !counted; /* 一件一件 */
        if (same == n && plain && is_han_run(p, at, n) && !may_be_doubled(p, at, n) &&
            is_word(dictionary, p, at, n) && !is_part_of_longer(dictionary, p, at, n))
            return n;
    }
    return 0;
}

/* 提高了资金使用效益资金使用效益: no phrase stands twice, whatever its words. Its length, 0: none.
 */
static size_t phrase_at(const struct passage *p, size_t at) {
    enum { LONGEST = 14, SHORTEST = 4 };
    for (size_t n = LONGEST; n >= SHORTEST; n--) {
        size_t same = 0;
        while (same < n && at + n + same < p->n && p->c[at + same] == p->c[at + n + same])
            same++;
        bool pairs = p->c[at] == p->c[at + 1] || p->c[at] == p->c[at + 2]; /* 一步一步 */
        if (same == n && !pairs && is_han_run(p, at, n))
            return n;
    }
    return 0;
}

/* --- one character twice --- */

/* Nouns and counts that end one word and begin the next: 海关关长, 村村民, 国库库款; and the small
 * words that have exemptions of their own (lost_words.c). */
static const char32_t may_be_twice[] =
    U"关罪税证品库园标权骨震路收反股河司国船汇部局生林零车住所张厂军案谢水气定病港闸账资章会划全堆"
    U"职医毒理应产取养审庭损结由工站碳期术馆风建省备中印过件周月年人村镇乡县市区组户家层天条项个"
    U"处点次步社院校室队班员长九场时一二三四五六七八十十百千两双种类级届岁批幢栋亩吨米元万亿号本"
    U"法物学校网房地山湖海江田沟渠桥坝塘井泵灯树苗菜果茶粮油猪牛羊鱼鸡鸭民党团委办政书记官兵警"
    U"的了在是和已于由与及将把被使并按为从对以其有哈看想试谈说走听等常往偏仅刚稳默渐纷频屡牢紧悄"
    U"匆缓徐历比处时刻面头事样方年星钉同分向箱〇零制照济础务爸妈哥弟姐妹爷奶公婆叔舅宝明亮大小多少"
    U"早晚白平安"
    U"团圆满";

static bool word_ends(const struct dictionary *dictionary, const struct passage *p, size_t end) {
    for (size_t n = 2; n < DICTIONARY_POINTS_MOST && n <= end; n++)
        if (is_han_run(p, end - n, n) && dictionary_has(dictionary, p->c + end - n, n))
            return true;
    return false;
}

static bool word_begins(const struct dictionary *dictionary, const struct passage *p, size_t at) {
    for (size_t n = 2; n < DICTIONARY_POINTS_MOST; n++)
        if (is_han_run(p, at, n) && dictionary_has(dictionary, p->c + at, n))
            return true;
    return false;
}

/* 推进较较慢, 加强强预算, 名下下无: the character twice makes no word, nor ends one and begins
 * another. */
static bool is_twice(const struct dictionary *dictionary, const struct passage *p, size_t at) {
    char32_t c = p->c[at];
    if (c == p->c[at + 1] && c == p->c[at + 2] && char_is_han(c) &&
        !char_is_one_of(c, U"〇零一二三四五六七八九十") && (at == 0 || p->c[at - 1] != c) &&
        word_ends(dictionary, p, at + 1) && word_begins(dictionary, p, at + 2))
        return true; /* 法规规规定 */
    if (c == p->c[at + 1] && char_is_one_of(c, U"过达到为至") && char_is_digit(p->c[at + 2]))
        return true; /* 超过过20万元 */
    bool pairs =
        (at + 3 < p->n && p->c[at + 2] == p->c[at + 3]) || (at > 1 && p->c[at - 1] == p->c[at - 2]);
    if (c != p->c[at + 1] || !char_is_han(c) || pairs ||
        /* 扎扎实实 */ (at > 0 && p->c[at - 1] == c) || p->c[at + 2] == c ||
        char_is_one_of(c, may_be_twice))
        return false;
    bool ends = word_ends(dictionary, p, at + 1), begins = word_begins(dictionary, p, at + 1);
    if (begins && char_is_one_of(c, U"要需能会应不就来去"))
        return false; /* 要|要求 */
    return dictionary_has(dictionary, p->c + at, 2) ? ends && !begins : !(ends && begins);
}

static void visit(void *context, const struct passage *p) {
    struct doubled_words *doubled = context;
    if (p->kind == PASSAGE_ROW) /* two cells */
        return;
    for (size_t at = 0; at + 1 < p->n; at++)
        if (p->c[at] == p->c[at + 1] && is_twice(&doubled->dictionary, p, at))
            raise_fix(raise_finding(&doubled->raiser, p, "doubled-word", SEVERITY_WARNING, at,
                                    at + 2, _("文字重复")),
                      p, at, at + 1, SPAN(""));
    for (size_t at = 0; at + 3 < p->n; at++) {
        bool again = p->c[at] == p->c[at + 2] || (at + 3 < p->n && p->c[at] == p->c[at + 3]) ||
                     (at + 4 < p->n && p->c[at] == p->c[at + 4]);
        size_t n = again ? doubled_at(&doubled->dictionary, p, at) : 0;
        n = n == 0 ? phrase_at(p, at) : n;
        if (n == 0 || (n > 2 && word_stands_at(p, at, U"人民"))) /* 最高人民法院人民法院工作 */
            continue;
        raise_fix(raise_finding(&doubled->raiser, p, "doubled-word", SEVERITY_WARNING, at,
                                at + 2 * n, _("词语重复")),
                  p, at, at + n, SPAN(""));
        at += 2 * n - 1;
    }
}

void check_doubled_words(struct findings *out, const struct report *report,
                         const struct section *section) {
    struct doubled_words doubled;
    raiser_init(&doubled.raiser, out);
    dictionary_init(&doubled.dictionary);
    passages_visit(report, section, visit, &doubled);
    dictionary_release(&doubled.dictionary);
    raiser_release(&doubled.raiser, report);
}
