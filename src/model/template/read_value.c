#include "model/template/read_value.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/number/expression.h"
#include "model/template/read.h"
#include "model/template/read_map.h"
#include "model/template/read_name.h"

#include <string.h>

enum { LENGTH_MOST = 1000000, DECIMALS_MOST = 6, DIGITS_MOST = 9 };

/* ---- texts ---- */

static void set_text(void *member, struct span text) {
    mem_free(*(char **)member);
    *(char **)member = span_copy(text);
}

static bool take_line(struct reader *reader, const struct yaml_node *key, struct span *text) {
    if (!reader_take_value(reader, key, text))
        return false;
    if (memchr(text->p, '\n', text->n) == NULL)
        return true;
    faults_add(reader->faults, key->next->place, _("“%s”只能写一行"), key->text);
    return false;
}

static bool is_filled(struct reader *reader, const struct yaml_node *key, struct span text) {
    if (span_trim(text).n > 0)
        return true;
    faults_add(reader->faults, key->next->place, _("“%s”不能是空的"), key->text);
    return false;
}

void read_plain(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    if (take_line(reader, key, &text))
        set_text(member, text);
}

void read_contents(struct reader *reader, const struct yaml_node *key, void *member) {
    enum { LEVELS_MOST = 3 };
    struct span text;
    uint64_t levels = 0;
    if (!take_line(reader, key, &text))
        return;
    if (span_to_number(text, LEVELS_MOST, &levels) && levels > 0)
        *(int *)member = (int)levels;
    else
        faults_add(reader->faults, key->next->place, _("目录收几级标题，写1到%d"), LEVELS_MOST);
}

/* A template lies in the database, in no folder: only a whole path means something. */
void read_word_file(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    if (!take_line(reader, key, &text))
        return;
    if (span_starts_with(text, SPAN("/")) && span_ends_with(text, SPAN(".docx")))
        set_text(member, text);
    else
        faults_add(reader->faults, key->next->place,
                   _("要写.docx文件的完整路径，例如/srv/jixiao/版式.docx"));
}

void read_heading(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    if (!take_line(reader, key, &text) || !is_filled(reader, key, text))
        return;
    set_text(member, text);
    reader_note_reference(reader, REFERENCE_HEADING, key->next, NULL, false);
}

void read_lines(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    if (!reader_take_value(reader, key, &text) || !is_filled(reader, key, text))
        return;
    set_text(member, text);
    reader_note_reference(reader, REFERENCE_HEADING, key->next, NULL, false);
}

void read_prose(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    if (!reader_take_value(reader, key, &text))
        return;
    set_text(member, text);
    reader_note_reference(reader, REFERENCE_PROSE, key->next, NULL, false);
}

void read_form_id(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    if (!reader_take_value(reader, key, &text))
        return;
    bool good = text.n > 0 && text.n <= NAME_BYTES_MOST && text.p[0] >= 'a' && text.p[0] <= 'z';
    for (size_t i = 0; good && i < text.n; i++)
        good = text.p[i] == '-' || text.p[i] == '_' || (text.p[i] >= '0' && text.p[i] <= '9') ||
               (text.p[i] >= 'a' && text.p[i] <= 'z');
    if (good)
        set_text(member, text);
    else
        faults_add(reader->faults, key->next->place,
                   _("“%s”要以小写字母开头，只用小写字母、数字、“-”和“_”，最多%d个"), key->text,
                   NAME_BYTES_MOST);
}

/* ---- true, false and expressions ---- */

/* What people and YAML write for true and false, and the program does not guess at. */
static bool is_like_bool(struct span text) {
    static const char *const words[] = {
        "是", "否",  "真",   "假",   "有",    "无",    "要",   "不要",  "yes", "no", "Yes",
        "No", "YES", "NO",   "on",   "off",   "On",    "Off",  "ON",    "OFF", "y",  "n",
        "Y",  "N",   "True", "TRUE", "False", "FALSE", "true", "false", "1",   "0"};
    static const char *const quotes[] = {"“", "”", "‘", "’", "＂", "\""}; /* of an input method */
    for (size_t i = 0; i < ARRAY_LEN(quotes); i++)
        (void)span_take_prefix(&text, span_of(quotes[i]));
    for (size_t i = 0; i < ARRAY_LEN(quotes); i++)
        if (span_ends_with(text, span_of(quotes[i])))
            text = span_sub(text, 0, text.n - strlen(quotes[i]));
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (span_is(text, words[i]))
            return true;
    return false;
}

static bool take_bool(const struct yaml_node *value, struct span text, bool *out) {
    *out = span_is(text, "true");
    return !value->quoted && (*out || span_is(text, "false"));
}

static void tell_no_bool(struct reader *reader, const struct yaml_node *key, struct span text) {
    faults_add(reader->faults, key->next->place,
               _("“%s”要写true或false（小写，不加引号），这里是“%.*s”"), key->text, SPAN_ARG(text));
}

void read_bool(struct reader *reader, const struct yaml_node *key, void *member) {
    struct span text;
    bool value;
    if (!reader_take_value(reader, key, &text))
        return;
    if (take_bool(key->next, text, &value))
        *(bool *)member = value;
    else
        tell_no_bool(reader, key, text);
}

static void parse_condition(struct reader *reader, const struct yaml_node *key, struct span text,
                            struct condition *condition, bool self) {
    struct err err;
    struct expression *parsed;
    size_t at;
    if (expression_parse(&parsed, text, &at, &err) != RC_OK) {
        faults_add(reader->faults, yaml_node_place(key->next, at), "%s", err.text);
        return;
    }
    if (condition->expression != NULL)
        expression_free(condition->expression);
    set_text(&condition->source, text);
    condition->expression = parsed;
    condition->given = true;
    reader_note_reference(reader, REFERENCE_EXPRESSION, key->next, parsed, self);
    reader->references[reader->reference_count - 1].key = key->text;
}

void read_condition(struct reader *reader, const struct yaml_node *key, void *member) {
    struct condition *condition = member;
    struct span text;
    if (!reader_take_value(reader, key, &text))
        return;
    if (take_bool(key->next, text, &condition->value))
        condition->given = true;
    else if (is_like_bool(text))
        tell_no_bool(reader, key, text);
    else
        parse_condition(reader, key, text, condition, false);
}

static void read_expression(struct reader *reader, const struct yaml_node *key, void *member,
                            bool self) {
    struct span text;
    if (!reader_take_value(reader, key, &text))
        return;
    if (span_is(text, "true") || span_is(text, "false"))
        faults_add(reader->faults, key->next->place, _("“%s”要一个式子，不能是“%.*s”"), key->text,
                   SPAN_ARG(text));
    else
        parse_condition(reader, key, text, member, self);
}

void read_formula(struct reader *reader, const struct yaml_node *key, void *member) {
    read_expression(reader, key, member, false);
}

void read_constraint(struct reader *reader, const struct yaml_node *key, void *member) {
    read_expression(reader, key, member, true);
}

/* ---- numbers ---- */

static bool take_number(struct reader *reader, const struct yaml_node *key, uint64_t most,
                        uint64_t *out) {
    struct span text;
    if (!reader_take_value(reader, key, &text))
        return false;
    if (span_to_number(text, most, out))
        return true;
    faults_add(reader->faults, key->next->place, _("“%s”要一个0到%llu的整数，这里是“%.*s”"),
               key->text, (unsigned long long)most, SPAN_ARG(text));
    return false;
}

void read_length(struct reader *reader, const struct yaml_node *key, void *member) {
    uint64_t number;
    if (take_number(reader, key, LENGTH_MOST, &number))
        *(long *)member = (long)number;
}

void read_decimals(struct reader *reader, const struct yaml_node *key, void *member) {
    uint64_t number;
    if (take_number(reader, key, DECIMALS_MOST, &number))
        *(int *)member = (int)number;
}

bool decimal_to_millionths(const char *text, int64_t *out) {
    int64_t value = 0;
    int digits = 0, decimals = -1;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '.' && decimals < 0 && digits > 0) {
            decimals = 0;
        } else if (*p >= '0' && *p <= '9') {
            if (decimals < 0 ? ++digits > DIGITS_MOST : ++decimals > DECIMALS_MOST)
                return false;
            value = value * 10 + (*p - '0');
        } else {
            return false;
        }
    }
    if (digits == 0 || decimals == 0)
        return false;
    for (int i = decimals < 0 ? 0 : decimals; i < DECIMALS_MOST; i++)
        value *= 10;
    *out = value;
    return true;
}

static void read_amount(struct reader *reader, const struct yaml_node *key, void *member,
                        bool percent) {
    struct span text;
    int64_t ignored;
    if (!reader_take_value(reader, key, &text))
        return;
    struct span digits = text;
    if (percent && span_ends_with(digits, SPAN("%")))
        digits.n--;
    char *copy = span_copy(digits);
    if (decimal_to_millionths(copy, &ignored))
        set_text(member, text);
    else
        faults_add(reader->faults, key->next->place, _("“%s”要一个数，例如%s，这里是“%.*s”"),
                   key->text, percent ? _("0.3或30%") : _("12.5"), SPAN_ARG(text));
    mem_free(copy);
}

void read_decimal(struct reader *reader, const struct yaml_node *key, void *member) {
    read_amount(reader, key, member, false);
}

void read_share(struct reader *reader, const struct yaml_node *key, void *member) {
    read_amount(reader, key, member, true);
}

/* ---- words of a list ---- */

/* Says which words there are, and which one is nearest. */
static void tell_words(struct reader *reader, const struct yaml_node *value, const char *what,
                       const char *const *words, size_t count) {
    struct str list = STR_INIT;
    struct span text = {value->text, value->length};
    for (size_t i = 0; i < count; i++)
        str_add_format(&list, "%s%s", i > 0 ? " " : "", words[i]);
    const char *near = fault_nearest(text, words, count, sizeof *words);
    if (near != NULL)
        faults_add(reader->faults, value->place, _("“%s”不能是“%.*s”，是不是“%s”？可以是：%s"),
                   what, SPAN_ARG(text), near, list.s);
    else
        faults_add(reader->faults, value->place, _("“%s”不能是“%.*s”，可以是：%s"), what,
                   SPAN_ARG(text), list.s);
    str_release(&list);
}

/* The index of the word, or count with a fault. */
static size_t take_word(struct reader *reader, const struct yaml_node *key,
                        const char *const *words, size_t count) {
    struct span text;
    if (!reader_take_value(reader, key, &text))
        return count;
    for (size_t i = 0; i < count; i++)
        if (span_is(text, words[i]))
            return i;
    tell_words(reader, key->next, key->text, words, count);
    return count;
}

#define DEFINE_ENUM_READER(name, type, first, ...)                                                 \
    void name(struct reader *reader, const struct yaml_node *key, void *member) {                  \
        static const char *const words[] = {__VA_ARGS__};                                          \
        size_t found = take_word(reader, key, words, ARRAY_LEN(words));                            \
        if (found < ARRAY_LEN(words))                                                              \
            *(enum type *)member = (enum type)(found + (first));                                   \
    }
#define DEFINE_WORD_READER(name, ...)                                                              \
    void name(struct reader *reader, const struct yaml_node *key, void *member) {                  \
        static const char *const words[] = {__VA_ARGS__};                                          \
        size_t found = take_word(reader, key, words, ARRAY_LEN(words));                            \
        if (found < ARRAY_LEN(words))                                                              \
            set_text(member, span_of(words[found]));                                               \
    }

DEFINE_ENUM_READER(read_type, value_type, TYPE_TEXT, "text", "integer", "decimal", "money",
                   "percent", "date", "select_one")
DEFINE_ENUM_READER(read_carry, carry, CARRY_TEXT, "text", "value", "never")
DEFINE_ENUM_READER(read_form, heading_form, FORM_BLOCK, "block", "run-in", "none")
DEFINE_ENUM_READER(read_kind, section_kind, KIND_TEXT, "text", "items", "table")
DEFINE_ENUM_READER(read_paper, paper, PAPER_PORTRAIT, "portrait", "landscape")
DEFINE_ENUM_READER(read_method, score_method, METHOD_MANUAL, "manual", "ratio", "inverse", "steps",
                   "all_or_nothing", "grade")
DEFINE_ENUM_READER(read_deduct_count, deduct_count, DEDUCT_WHOLE, "whole", "begun", "part")
DEFINE_WORD_READER(read_severity, "error", "warning", "hint")
DEFINE_WORD_READER(read_encoding, "utf-8", "utf-8-bom", "gb18030", "gbk")
DEFINE_WORD_READER(read_page, "plain", "page")

bool reader_take_numbering(struct reader *reader, const struct yaml_node *value,
                           enum numbering *style) {
#define X(name, text, gap) text,
    static const char *const words[] = {NUMBERING_LIST(X)};
#undef X
    if (value->kind != YAML_VALUE) {
        faults_add(reader->faults, value->place, _("编号样式要一个值，例如“一、”"));
        return false;
    }
    if (numbering_find((struct span){value->text, value->length}, style))
        return true;
    tell_words(reader, value, "numbering", words, ARRAY_LEN(words));
    return false;
}

bool reader_take_score_column(struct reader *reader, const struct yaml_node *value,
                              enum score_column *column) {
    static const char *const words[] = {
        [COLUMN_TARGET] = "target", [COLUMN_ACTUAL] = "actual", [COLUMN_WEIGHT] = "weight",
        [COLUMN_SCORE] = "score",   [COLUMN_REASON] = "reason", [COLUMN_EVIDENCE] = "evidence"};
    struct span text = {value->text, value->length};
    for (size_t i = 0; value->kind == YAML_VALUE && i < ARRAY_LEN(words); i++)
        if (span_is(text, words[i])) {
            *column = (enum score_column)i;
            return true;
        }
    if (value->kind == YAML_VALUE)
        tell_words(reader, value, "columns", words, ARRAY_LEN(words));
    else
        faults_add(reader->faults, value->place, _("“%s”里要写列的名称"), "columns");
    return false;
}
