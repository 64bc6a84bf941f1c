#include "exchange/xlsx/number_format.h"

#include "base/text/utf8.h"
#include "exchange/xlsx/number_text.h"

#include <string.h>

static struct xlsx_format own_format(int id) {
    static const struct {
        int from, to;
        enum xlsx_shown shown;
    } own[] = {{9, 10, XLSX_SHOWS_PERCENT}, {14, 17, XLSX_SHOWS_DATE}, {22, 22, XLSX_SHOWS_DATE},
               {27, 31, XLSX_SHOWS_DATE},   {36, 36, XLSX_SHOWS_DATE}, {50, 54, XLSX_SHOWS_DATE},
               {57, 58, XLSX_SHOWS_DATE}};
    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (id >= own[i].from && id <= own[i].to)
            return (struct xlsx_format){.shown = own[i].shown,
                                        .shift = own[i].shown == XLSX_SHOWS_PERCENT ? 2 : 0};
    return (struct xlsx_format){0};
}

struct code { /* a part of a format as far as it is read */
    struct span rest;
    bool has_digit, has_percent, has_day, has_time, is_text;
    struct span condition; /* ">=10000"; "": none */
    bool has_point;        /* a point that is only printed, between digits */
    int behind_point;      /* digits behind it */
    int commas;            /* behind the last digit: each takes three places away */
    struct str words;      /* that are printed behind the last digit */
};

/* What is quoted or escaped prints as it is. False: the next is no such thing. */
static bool take_printed(struct code *code, struct span *words) {
    struct span rest = code->rest;
    if (span_take_prefix(&rest, SPAN("\""))) {
        size_t end = span_find(rest, SPAN("\""));
        *words = span_sub(rest, 0, end);
        code->rest = end == SIZE_MAX ? SPAN("") : span_sub(rest, end + 1, rest.n);
        return true;
    }
    bool escaped = span_take_prefix(&rest, SPAN("\\")) || span_take_prefix(&rest, SPAN("!"));
    if (rest.n == 0 || (!escaped && (unsigned char)rest.p[0] < 0x80))
        return false;
    *words = rest;
    (void)utf8_take(&rest);
    words->n -= rest.n;
    code->rest = rest;
    return true;
}

static void take_digit(struct code *code) {
    code->behind_point += code->has_point;
    code->has_digit = true;
    code->commas = 0; /* they only group */
    str_clear(&code->words);
}

/* General and its Chinese name stand for digits, @ for the number as it is. */
static bool take_general(struct code *code) {
    static const char *const names[] = {"General", "GENERAL", "general", "G/通用格式", "@"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (span_take_prefix(&code->rest, span_of(names[i]))) {
            code->is_text |= names[i][0] == '@';
            take_digit(code);
            return true;
        }
    return false;
}

static void take_code(struct code *code) {
    struct span words;
    if (take_general(code))
        return;
    if (take_printed(code, &words)) {
        code->has_point |= code->has_digit && span_is(words, ".");
        str_add(&code->words, words);
        return;
    }
    char c = code->rest.p[0];
    size_t taken = 1;
    if (c == '[') {
        size_t end = span_find(code->rest, SPAN("]"));
        if (code->rest.n > 1 && strchr("<>=", code->rest.p[1]) != NULL)
            code->condition = span_sub(code->rest, 1, end);
        taken = end == SIZE_MAX ? code->rest.n : end + 1;
    } else if (c == '_' || c == '*') {
        taken = code->rest.n < 2 ? 1 : 2;
    } else if (c == '0' || c == '#' || c == '?') {
        take_digit(code);
    } else if (c == ',') {
        code->commas += code->has_digit;
    }
    code->has_percent |= c == '%';
    code->has_day |= strchr("yYdD", c) != NULL;
    code->has_time |= strchr("mMhHsSeE", c) != NULL;
    code->rest = span_sub(code->rest, taken, code->rest.n);
}

/* 元, 万, 人次 …, also in brackets: what is counted belongs to the number. Marks alone are nothing.
 */
static struct span shown_unit(struct span words) {
    static const struct span marks[] = {{"（", 3}, {"）", 3}, {"(", 1}, {")", 1},  {"-", 1},
                                        {"*", 1},  {".", 1},  {" ", 1}, {"　", 3}, {"整", 3}};
    for (bool more = true; more;) {
        more = false;
        words = span_trim(words);
        for (size_t i = 0; i < ARRAY_LEN(marks); i++)
            if (span_ends_with(words, marks[i])) {
                words = span_sub(words, 0, words.n - marks[i].n);
                more = true;
            } else if (span_take_prefix(&words, marks[i])) {
                more = true;
            }
    }
    return words;
}

static void set_text(char *to, size_t size, struct span text) {
    if (text.n > 0 && text.n < size)
        memcpy(to, text.p, text.n);
}

static struct xlsx_format_part part_of(const struct code *code) {
    struct xlsx_format_part part = {0};
    struct span bound = code->condition;
    size_t relation = 0;
    while (relation < bound.n && strchr("<>=", bound.p[relation]) != NULL)
        relation++;
    set_text(part.relation, sizeof part.relation, span_sub(bound, 0, relation));
    set_text(part.bound, sizeof part.bound, span_trim(span_sub(bound, relation, bound.n)));

    if (code->has_percent) {
        part.format = (struct xlsx_format){.shown = XLSX_SHOWS_PERCENT, .shift = 2};
    } else if (code->has_day) {
        part.format.shown = XLSX_SHOWS_DATE;
    } else if (!code->has_digit && !code->has_time) {
        part.format.shown = XLSX_SHOWS_WORDS;
    } else {
        part.format.shift = -3 * code->commas - code->behind_point;
        set_text(part.format.unit, sizeof part.format.unit, shown_unit(str_span(&code->words)));
    }
    return part;
}

/* The next part, up to its semicolon, which is eaten. */
static struct xlsx_format_part take_part(struct span *rest, bool *is_text) {
    struct code at = {.rest = *rest, .words = STR_INIT};
    while (at.rest.n > 0 && at.rest.p[0] != ';')
        take_code(&at);
    struct xlsx_format_part part = part_of(&at);
    *rest = span_sub(at.rest, at.rest.n > 0 ? 1 : 0, at.rest.n);
    *is_text = at.is_text;
    str_release(&at.words);
    return part;
}

struct xlsx_formats xlsx_formats_of(int id, struct span code) {
    struct xlsx_formats formats = {.count = 1};
    if (code.n == 0) {
        formats.parts[0].format = own_format(id);
        return formats;
    }
    bool more = true, is_text = false;
    formats.count = 0;
    while (more && formats.count < XLSX_PARTS_MOST) {
        size_t before = code.n;
        formats.parts[formats.count++] = take_part(&code, &is_text);
        more = code.n > 0 || (before > 0 && code.p[-1] == ';');
    }
    if (is_text && formats.count > 1) /* the last is of texts */
        formats.count--;
    return formats;
}

/* Whether its own condition holds, or else the one that its place gives it. */
static bool part_applies(const struct xlsx_formats *formats, size_t at, struct span stored) {
    const struct xlsx_format_part *part = &formats->parts[at];
    bool is_last = at + 1 == formats->count;
    struct span bound = part->relation[0] != '\0' ? span_of(part->bound) : SPAN("0");
    const char *relation = part->relation[0] != '\0' ? part->relation
                           : is_last                 ? ""
                           : at > 0                  ? "<"
                           : formats->count == 2     ? ">="
                                                     : ">";
    int order = 0;
    if (relation[0] == '\0' || !xlsx_compare_numbers(stored, bound, &order))
        return relation[0] == '\0';
    if (strcmp(relation, "<>") == 0)
        return order != 0;
    return (strchr(relation, '<') != NULL && order < 0) ||
           (strchr(relation, '>') != NULL && order > 0) ||
           (strchr(relation, '=') != NULL && order == 0);
}

struct xlsx_format xlsx_format_for(const struct xlsx_formats *formats, struct span stored) {
    for (size_t i = 0; i < formats->count; i++)
        if (part_applies(formats, i, stored))
            return formats->parts[i].format;
    return (struct xlsx_format){0};
}
