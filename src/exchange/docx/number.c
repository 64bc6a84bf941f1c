/* Numbers and labels. */
#include "exchange/docx/number.h"

#include "base/text/han_number.h"
#include "base/text/utf8.h"

#include <stdlib.h>
#include <uchar.h>

/* --- numbers --- */

static void add_decimal(struct str *out, unsigned n) {
    str_add_format(out, "%u", n);
}

static void add_two_digits(struct str *out, unsigned n) {
    str_add_format(out, "%02u", n);
}

static void add_han(struct str *out, unsigned n) {
    if (n >= 1 && n <= HAN_NUMBER_MOST)
        han_number_add(out, n);
    else
        add_decimal(out, n);
}

/* The digits of a decimal number, each by its own character. */
static void add_digits(struct str *out, unsigned n, const char32_t *digits) {
    char text[16];
    size_t count = 0;
    do
        text[count++] = (char)(n % 10);
    while ((n /= 10) > 0);
    while (count > 0)
        str_add_char(out, digits[(size_t)text[--count]]);
}

static void add_wide(struct str *out, unsigned n) {
    add_digits(out, n, U"０１２３４５６７８９");
}

static void add_han_digits(struct str *out, unsigned n) {
    add_digits(out, n, U"〇一二三四五六七八九");
}

static void add_formal(struct str *out, unsigned n) {
    static const char32_t plain[] = U"一二三四五六七八九十百千零";
    static const char32_t formal[] = U"壹贰叁肆伍陆柒捌玖拾佰仟零";
    struct str han = STR_INIT;
    if (n >= 10 && n < 20) /* 壹拾壹 */
        str_add_char(out, U'壹');
    add_han(&han, n);
    for (struct span rest = str_span(&han); rest.n > 0;) {
        char32_t c = utf8_take(&rest);
        for (size_t i = 0; plain[i] != 0; i++)
            if (plain[i] == c) {
                c = formal[i];
                break;
            }
        str_add_char(out, c);
    }
    str_release(&han);
}

/* A number that has a character of its own, as far as they go. */
static void add_own(struct str *out, unsigned n, char32_t first, unsigned most) {
    if (n >= 1 && n <= most)
        str_add_char(out, first + n - 1);
    else
        add_decimal(out, n);
}

static void add_circled(struct str *out, unsigned n) {
    if (n >= 1 && n <= HAN_CIRCLED_MOST)
        han_circled_add(out, n);
    else
        add_decimal(out, n);
}

static void add_bracketed(struct str *out, unsigned n) {
    add_own(out, n, U'⑴', 20);
}

static void add_dotted(struct str *out, unsigned n) {
    add_own(out, n, U'⒈', 20);
}

static void add_han_circled(struct str *out, unsigned n) {
    add_own(out, n, U'㊀', 10);
}

static void add_of(struct str *out, unsigned n, const char32_t *characters, unsigned most) {
    if (n >= 1 && n <= most)
        str_add_char(out, characters[n - 1]);
    else
        add_decimal(out, n);
}

static void add_stem(struct str *out, unsigned n) {
    add_of(out, n, U"甲乙丙丁戊己庚辛壬癸", 10);
}

static void add_branch(struct str *out, unsigned n) {
    add_of(out, n, U"子丑寅卯辰巳午未申酉戌亥", 12);
}

/* z is followed by aa, bb … */
static void add_letter(struct str *out, unsigned n, char first) {
    unsigned times = n == 0 ? 0 : (n - 1) / 26 + 1;
    if (times == 0 || times > 8) {
        add_decimal(out, n);
        return;
    }
    while (times-- > 0)
        str_add_byte(out, (char)(first + (char)((n - 1) % 26)));
}

static void add_lower_letter(struct str *out, unsigned n) {
    add_letter(out, n, 'a');
}

static void add_upper_letter(struct str *out, unsigned n) {
    add_letter(out, n, 'A');
}

static void add_roman(struct str *out, unsigned n, bool upper) {
    static const struct {
        unsigned value;
        const char *lower, *upper;
    } parts[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
                 {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
                 {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
                 {1, "i", "I"}};
    if (n == 0 || n > 3999) {
        add_decimal(out, n);
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        for (; n >= parts[i].value; n -= parts[i].value)
            str_add_text(out, upper ? parts[i].upper : parts[i].lower);
}

static void add_lower_roman(struct str *out, unsigned n) {
    add_roman(out, n, false);
}

static void add_upper_roman(struct str *out, unsigned n) {
    add_roman(out, n, true);
}

static void add_nothing(struct str *out, unsigned n) {
    (void)out;
    (void)n;
}

void docx_number_add(struct str *out, struct span format, unsigned n) {
    static const struct {
        const char *name;
        void (*add)(struct str *out, unsigned n);
    } formats[] = {
        {"decimal", add_decimal},
        {"decimalZero", add_two_digits},
        {"decimalFullWidth", add_wide},
        {"decimalFullWidth2", add_wide},
        {"chineseCounting", add_han},
        {"chineseCountingThousand", add_han},
        {"japaneseCounting", add_han},
        {"taiwaneseCounting", add_han},
        {"taiwaneseCountingThousand", add_han},
        {"koreanDigital2", add_han},
        {"ideographDigital", add_han_digits},
        {"japaneseDigitalTenThousand", add_han_digits},
        {"taiwaneseDigital", add_han_digits},
        {"chineseLegalSimplified", add_formal},
        {"ideographLegalTraditional", add_formal},
        {"ideographTraditional", add_stem},
        {"ideographZodiac", add_branch},
        {"ideographEnclosedCircle", add_han_circled},
        {"decimalEnclosedCircle", add_circled},
        {"decimalEnclosedCircleChinese", add_circled},
        {"decimalEnclosedParen", add_bracketed},
        {"decimalEnclosedFullstop", add_dotted},
        {"lowerLetter", add_lower_letter},
        {"upperLetter", add_upper_letter},
        {"lowerRoman", add_lower_roman},
        {"upperRoman", add_upper_roman},
        {"none", add_nothing},
    };
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        if (span_is(format, formats[i].name)) {
            formats[i].add(out, n);
            return;
        }
    add_decimal(out, n);
}

/* --- labels --- */

static int compare_id(const void *key, const void *element) {
    int wanted = *(const int *)key, found = *(const int *)element; /* id is the first member */
    return wanted < found ? -1 : wanted > found;
}

struct docx_num *docx_lists_num(const struct docx_lists *lists, int id) {
    return lists->num_count == 0
               ? NULL
               : bsearch(&id, lists->nums, lists->num_count, sizeof *lists->nums, compare_id);
}

struct docx_abstract *docx_lists_abstract(const struct docx_lists *lists, int id) {
    return lists->abstract_count == 0 ? NULL
                                      : bsearch(&id, lists->abstracts, lists->abstract_count,
                                                sizeof *lists->abstracts, compare_id);
}

static const struct docx_list_level *level_of(const struct docx_abstract *abstract,
                                              const struct docx_num *num, int level) {
    if (num->own != NULL && num->own[level].text != NULL)
        return &num->own[level];
    return &abstract->levels[level];
}

int docx_lists_level_of_style(const struct docx_lists *lists, int num, struct span style,
                              int otherwise) {
    const struct docx_num *list = docx_lists_num(lists, num);
    const struct docx_abstract *abstract =
        list == NULL ? NULL : docx_lists_abstract(lists, list->abstract);
    for (int i = 0; abstract != NULL && i < DOCX_LIST_LEVELS; i++)
        if (abstract->levels[i].style != NULL && span_is(style, abstract->levels[i].style))
            return i;
    return otherwise;
}

static void restart_overridden(struct docx_abstract *abstract, struct docx_num *num) {
    for (int i = 0; i < DOCX_LIST_LEVELS && !num->used; i++)
        if (num->start[i] >= 0) {
            abstract->counts[i] = (unsigned)num->start[i];
            abstract->started[i] = false;
        }
    num->used = true;
}

static void count_one(struct docx_abstract *abstract, struct docx_num *num, int level) {
    restart_overridden(abstract, num);
    for (int i = 0; i <= level; i++) {
        const struct docx_list_level *what = level_of(abstract, num, i);
        bool overridden = num->start[i] >= 0;
        if (abstract->started[i]) {
            abstract->counts[i] += i == level;
            continue;
        }
        abstract->counts[i] = overridden ? (unsigned)num->start[i] : what->start;
        abstract->started[i] = i == level; /* a higher one shows its start, and has it still */
    }
    for (int i = level + 1; i < DOCX_LIST_LEVELS; i++)
        if (!level_of(abstract, num, i)->keeps)
            abstract->started[i] = false;
}

/* Bullets of the symbol fonts stand in the private area. */
static char32_t plain_bullet(char32_t c) {
    static const struct {
        char32_t symbol, plain;
    } bullets[] = {{0xF0B7, U'•'}, {0xF06C, U'●'}, {0xF06E, U'■'}, {0xF075, U'◆'},
                   {0xF0D8, U'➢'}, {0xF0FC, U'✓'}, {0xF0A7, U'▪'}, {0xF076, U'❖'}};
    for (size_t i = 0; i < ARRAY_LEN(bullets); i++)
        if (bullets[i].symbol == c)
            return bullets[i].plain;
    return c >= 0xE000 && c <= 0xF8FF ? U'•' : c;
}

static void add_text(struct str *out, const struct docx_abstract *abstract,
                     const struct docx_num *num, int level) {
    const struct docx_list_level *what = level_of(abstract, num, level);
    struct span rest = span_of(what->text);
    bool bullet = what->format != NULL && span_is(span_of(what->format), "bullet");
    while (rest.n > 0) {
        char32_t c = utf8_take(&rest);
        if (c != U'%' || bullet || rest.n == 0 || rest.p[0] < '1' || rest.p[0] > '9') {
            str_add_char(out, bullet ? plain_bullet(c) : c);
            continue;
        }
        int at = rest.p[0] - '1';
        rest = span_sub(rest, 1, rest.n);
        const char *format = level_of(abstract, num, at)->format;
        bool decimal = what->legal || format == NULL;
        docx_number_add(out, decimal ? SPAN("decimal") : span_of(format), abstract->counts[at]);
    }
}

static bool is_ascii(char c) {
    return (unsigned char)c < 0x80;
}

void docx_lists_add_label(struct docx_lists *lists, int id, int level, struct str *out, char next) {
    struct docx_num *num = docx_lists_num(lists, id);
    struct docx_abstract *abstract = num == NULL ? NULL : docx_lists_abstract(lists, num->abstract);
    if (abstract == NULL || level < 0 || level >= DOCX_LIST_LEVELS)
        return;
    size_t before = out->len;
    count_one(abstract, num, level);
    add_text(out, abstract, num, level);
    if (out->len == before)
        return;
    char last = out->s[out->len - 1];
    bool digit = last >= '0' && last <= '9';
    if (digit || (is_ascii(last) && is_ascii(next) && next != ' ' && next != '\0'))
        str_add_byte(out, ' ');
}
