#include "model/remark/remark.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/utf8.h"
#include "model/report_values.h"

#include <inttypes.h>

/* --- words --- */

struct word {
    const char *word, *text;
};

#define X(name, word, text) [REMARK_IS_##name] = {(word), (text)},
static const struct word kinds[REMARK_KIND_COUNT] = {REMARK_KIND_LIST(X)};
#undef X
#define X(name, word, text) [REMARK_##name] = {(word), (text)},
static const struct word states[REMARK_STATE_COUNT] = {REMARK_STATE_LIST(X)};
#undef X
#define X(name, word) [REMARK_WEIGHS_##name] = {(word), (word)},
static const struct word weights[REMARK_WEIGHT_COUNT] = {REMARK_WEIGHT_LIST(X)};
#undef X
#define X(name, word) [REMARK_OF_##name] = {(word), (word)},
static const struct word parts[REMARK_PART_COUNT] = {REMARK_PART_LIST(X)};
#undef X

/* The index of the word, or `count`. */
static size_t find_word(const struct word *words, size_t count, struct span word) {
    size_t i = 0;
    while (i < count && !span_is(word, words[i].word))
        i++;
    return i;
}

const char *remark_kind_word(enum remark_kind kind) {
    return kinds[kind].word;
}

const char *remark_kind_text(enum remark_kind kind) {
    return _(kinds[kind].text);
}

const char *remark_state_word(enum remark_state state) {
    return states[state].word;
}

const char *remark_state_text(enum remark_state state) {
    return _(states[state].text);
}

const char *remark_weight_word(enum remark_weight weight) {
    return weights[weight].word;
}

const char *remark_weight_text(enum remark_weight weight) {
    return _(weights[weight].text);
}

bool remark_take_weight(struct span *text, enum remark_weight *weight) {
    for (int i = 0; i < REMARK_WEIGHT_COUNT; i++) {
        struct span rest = *text;
        if (!span_take_prefix(&rest, span_of(weights[i].word)) ||
            (!span_take_prefix(&rest, SPAN("：")) && !span_take_prefix(&rest, SPAN(":"))) ||
            !utf8_has_ink(rest))
            continue;
        *text = span_trim(rest);
        *weight = (enum remark_weight)i;
        return true;
    }
    return false;
}

const char *remark_part_word(enum remark_part part) {
    return parts[part].word;
}

bool remark_kind_find(struct span word, enum remark_kind *kind) {
    size_t at = find_word(kinds, REMARK_KIND_COUNT, word);
    *kind = at < REMARK_KIND_COUNT ? (enum remark_kind)at : REMARK_IS_REMARK;
    return at < REMARK_KIND_COUNT;
}

bool remark_state_find(struct span word, enum remark_state *state) {
    size_t at = find_word(states, REMARK_STATE_COUNT, word);
    *state = at < REMARK_STATE_COUNT ? (enum remark_state)at : REMARK_OPEN;
    return at < REMARK_STATE_COUNT;
}

bool remark_weight_find(struct span word, enum remark_weight *weight) {
    size_t at = find_word(weights, REMARK_WEIGHT_COUNT, word);
    *weight = at < REMARK_WEIGHT_COUNT ? (enum remark_weight)at : REMARK_WEIGHS_ADVICE;
    return at < REMARK_WEIGHT_COUNT;
}

bool remark_part_find(struct span word, enum remark_part *part) {
    size_t at = find_word(parts, REMARK_PART_COUNT, word);
    *part = at < REMARK_PART_COUNT ? (enum remark_part)at : REMARK_OF_BODY;
    return at < REMARK_PART_COUNT;
}

static void add_shortened(struct str *out, struct span text, size_t most) {
    size_t end = utf8_offset(text, most);
    str_add_line(out, span_sub(text, 0, end));
    str_add_text(out, end < text.n ? "…" : "");
}

void remark_add_change(struct str *out, struct span old_words, struct span new_words, size_t most) {
    struct str from = STR_INIT, to = STR_INIT;
    add_shortened(&from, old_words, most);
    add_shortened(&to, new_words, most);
    if (old_words.n == 0)
        str_add_format(out, _("加“%s”"), to.s);
    else if (new_words.n == 0)
        str_add_format(out, _("删“%s”"), from.s);
    else
        str_add_format(out, "“%s” → “%s”", from.s, to.s);
    str_release(&from);
    str_release(&to);
}

struct span remark_author(const struct remark *remark) {
    return remark->author.n > 0 ? remark->author : span_of(_("未署名"));
}

bool remark_state_fits(enum remark_kind kind, enum remark_state state) {
    if (kind == REMARK_IS_PROPOSAL)
        return state == REMARK_OPEN || state == REMARK_TAKEN || state == REMARK_REFUSED;
    return state != REMARK_TAKEN;
}

/* --- fields of the value: a tab after each, "\n", "\t" and "\\" written so --- */

static void add_field(struct str *out, struct span text) {
    for (size_t i = 0; i < text.n; i++) {
        char byte = text.p[i];
        if (byte == '\n' || byte == '\t' || byte == '\\') {
            str_add_byte(out, '\\');
            byte = (char)(byte == '\n' ? 'n' : byte == '\t' ? 't' : '\\');
        }
        str_add_byte(out, byte);
    }
    str_add_byte(out, '\t');
}

static void add_time(struct str *out, int64_t at) {
    if (at != 0)
        clock_add_utc(out, at);
    str_add_byte(out, '\t');
}

/* The texts of a remark, in the order in which its value holds them. */
enum { TEXT_COUNT = 10 };
static void list_texts(struct remark *remark, struct span **texts) {
    struct span *const all[TEXT_COUNT] = {
        &remark->target.name, &remark->target.quote, &remark->before,   &remark->after,
        &remark->author,      &remark->text,         &remark->proposed, &remark->answer,
        &remark->by,          &remark->origin};
    for (size_t i = 0; i < TEXT_COUNT; i++)
        texts[i] = all[i];
}

void remark_add_value(struct str *out, const struct remark *remark) {
    struct remark borrowed = *remark;
    struct span *texts[TEXT_COUNT];
    list_texts(&borrowed, texts);
    str_add_format(out, "%s\t%s\t%s\t%s\t%s\t%s\t%" PRId64 "\t%zu\t%" PRId64 "\t",
                   kinds[remark->kind].word, states[remark->state].word,
                   weights[remark->weight].word, stage_word(remark->stage),
                   target_word(remark->target.kind), parts[remark->part].word,
                   remark->target.section, remark->offset, remark->change);
    add_time(out, remark->at);
    add_time(out, remark->by_at);
    for (size_t i = 0; i < TEXT_COUNT; i++)
        add_field(out, *texts[i]);
    for (size_t i = 0; i < remark->note_count; i++) {
        add_field(out, remark->notes[i].author);
        add_time(out, remark->notes[i].at);
        add_field(out, remark->notes[i].text);
    }
}

/* Eats a field from the front of a text that is ours, and writes it as it was into its place. */
static bool take_field(struct span *rest, char **into, struct span *field) {
    size_t tab = span_find(*rest, SPAN("\t"));
    char *from = *into;
    if (tab == SIZE_MAX)
        return false;
    for (size_t i = 0; i < tab; i++) {
        char byte = rest->p[i];
        if (byte == '\\' && i + 1 < tab) {
            byte = rest->p[++i];
            byte = (char)(byte == 'n' ? '\n' : byte == 't' ? '\t' : byte);
        }
        *(*into)++ = byte;
    }
    *field = (struct span){from, (size_t)(*into - from)};
    *rest = span_sub(*rest, tab + 1, rest->n);
    return true;
}

static bool take_time(struct span *rest, char **into, int64_t *at) {
    struct span field;
    *at = 0;
    return take_field(rest, into, &field) && (field.n == 0 || clock_parse_utc(field, at));
}

static bool take_number(struct span *rest, char **into, uint64_t *number) {
    struct span field;
    return take_field(rest, into, &field) && span_to_number(field, INT64_MAX, number);
}

static bool read_head(struct remark *remark, struct span *rest, char **into) {
    struct span kind, state, weight, stage, target, part;
    uint64_t section = 0, offset = 0, change = 0;
    struct span *const words[] = {&kind, &state, &weight, &stage, &target, &part};
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!take_field(rest, into, words[i]))
            return false;
    if (!take_number(rest, into, &section) || !take_number(rest, into, &offset) ||
        !take_number(rest, into, &change) || !take_time(rest, into, &remark->at) ||
        !take_time(rest, into, &remark->by_at))
        return false;
    remark->target.section = (int64_t)section;
    remark->offset = (size_t)offset;
    remark->change = (int64_t)change;
    return remark_kind_find(kind, &remark->kind) && remark_state_find(state, &remark->state) &&
           remark_weight_find(weight, &remark->weight) && stage_find(stage, &remark->stage) &&
           target_find_kind(target, &remark->target.kind) && remark_part_find(part, &remark->part);
}

static bool read_notes(struct remark *remark, struct span *rest, char **into) {
    size_t cap = 0;
    while (rest->n > 0) {
        struct remark_note note;
        if (!take_field(rest, into, &note.author) || !take_time(rest, into, &note.at) ||
            !take_field(rest, into, &note.text))
            return false;
        MEM_PUSH_ROOM(remark->notes, remark->note_count, cap);
        remark->notes[remark->note_count++] = note;
    }
    return true;
}

bool remark_read(struct remark *remark, size_t number, struct span value) {
    struct span *texts[TEXT_COUNT];
    *remark = (struct remark){.number = number, .own = mem_alloc(value.n + 1)};
    char *into = remark->own;
    list_texts(remark, texts);
    bool read = read_head(remark, &value, &into);
    for (size_t i = 0; read && i < TEXT_COUNT; i++)
        read = take_field(&value, &into, texts[i]);
    read = read && read_notes(remark, &value, &into);
    if (!read)
        remark_release(remark);
    return read;
}

struct span remark_words_moved(const struct remark *remark) {
    struct span words = remark->proposed.n > 0 ? remark->proposed : remark->target.quote;
    (void)span_take_prefix(&words, SPAN("\n"));
    if (span_ends_with(words, SPAN("\n")))
        words.n--;
    return words;
}

void remark_release(struct remark *remark) {
    if (remark->own != NULL)
        mem_free(remark->notes);
    mem_free(remark->own);
    *remark = (struct remark){0};
}

void remark_add_name(struct str *out, size_t number) {
    str_add_format(out, VALUE_REMARK "%zu", number);
}

bool remark_find_number(struct span value_name, size_t *number) {
    uint64_t which = 0;
    if (!span_take_prefix(&value_name, SPAN(VALUE_REMARK)) ||
        !span_to_number(value_name, REMARK_NUMBER_MOST, &which) || which == 0)
        return false;
    *number = (size_t)which;
    return true;
}

/* --- of a report --- */

bool report_remark(const struct report *report, size_t number, struct remark *out) {
    struct str name = STR_INIT;
    remark_add_name(&name, number);
    const char *text = report_value(report, str_span(&name));
    str_release(&name);
    return text != NULL && remark_read(out, number, span_of(text));
}

size_t report_last_remark(const struct report *report) {
    size_t last = 0, number = 0;
    for (size_t i = 0; i < report->value_count; i++)
        if (remark_find_number(span_of(report->values[i].name), &number) && number > last)
            last = number;
    return last;
}

size_t report_count_open_remarks(const struct report *report, bool must) {
    size_t count = 0, number = 0;
    for (size_t i = 0; i < report->value_count; i++) {
        struct remark remark;
        if (!remark_find_number(span_of(report->values[i].name), &number) ||
            !remark_read(&remark, number, span_of(report->values[i].text)))
            continue;
        bool counts =
            !must || (remark.weight == REMARK_WEIGHS_MUST && remark.kind == REMARK_IS_REMARK);
        count += remark.state == REMARK_OPEN && counts;
        remark_release(&remark);
    }
    return count;
}
