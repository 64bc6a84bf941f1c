#include "model/sheet/handed.h"
#include "model/report_values.h"

#include "base/lang.h"
#include "base/os/clock.h"

enum { NUMBER_MOST = 1000000 };

#define X(name, word, text) [HANDED_##name] = {(word), (text)},
static const struct { const char *word, *text; } states[HANDED_STATE_COUNT] = {HANDED_LIST(X)};
#undef X

const char *handed_word(enum handed_state state) {
    return states[state].word;
}

const char *handed_text(enum handed_state state) {
    return states[state].text[0] != '\0' ? _(states[state].text) : "";
}

bool handed_find_state(struct span word, enum handed_state *state) {
    for (size_t i = HANDED_NONE + 1; i < HANDED_STATE_COUNT; i++)
        if (span_is(word, states[i].word)) {
            *state = (enum handed_state)i;
            return true;
        }
    return false;
}

bool handed_waits(const struct handed *handed) {
    return handed->prior.n > 0 || (handed->state == HANDED_REPORTED && handed->value.n > 0);
}

/* --- fields of a value, a tab between two --- */

static bool take_field(struct span *text, struct span *field) {
    size_t tab = span_find(*text, SPAN("\t"));
    if (tab == SIZE_MAX)
        return false;
    *field = span_sub(*text, 0, tab);
    *text = span_sub(*text, tab + 1, text->n);
    return true;
}

static void add_field(struct str *out, struct span text) {
    str_add_line(out, text);
    str_add_byte(out, '\t');
}

void handed_add_text(struct str *out, const struct handed *handed) {
    str_add_format(out, "%s\t%zu\t", handed_word(handed->state), handed->sheet);
    add_field(out, handed->base);
    add_field(out, handed->value);
    add_field(out, handed->note);
    add_field(out, handed->evidence);
    add_field(out, handed->by);
    clock_add_utc(out, handed->at);
    str_add_byte(out, '\t');
    add_field(out, handed->reason);
    add_field(out, handed->prior_base);
    str_add_line(out, handed->prior);
}

bool handed_read(struct handed *handed, struct span text) {
    struct span state, sheet, at;
    uint64_t number = 0;
    *handed = (struct handed){0};
    if (!take_field(&text, &state) || !take_field(&text, &sheet) ||
        !take_field(&text, &handed->base) || !take_field(&text, &handed->value) ||
        !take_field(&text, &handed->note) || !take_field(&text, &handed->evidence) ||
        !take_field(&text, &handed->by) || !take_field(&text, &at))
        return false;
    if (take_field(&text, &handed->reason)) { /* an older value ends with the reason */
        if (!take_field(&text, &handed->prior_base))
            return false;
        handed->prior = text;
    } else {
        handed->reason = text;
    }
    if (!span_to_number(sheet, NUMBER_MOST, &number))
        return false;
    handed->sheet = (size_t)number;
    return handed_find_state(state, &handed->state) && clock_parse_utc(at, &handed->at);
}

static const char *find_value(const struct report *report, const char *prefix, const char *name) {
    struct str whole = STR_INIT;
    str_add_format(&whole, "%s%s", prefix, name);
    const char *text = report_value(report, str_span(&whole));
    str_release(&whole);
    return text;
}

struct handed report_handed(const struct report *report, const char *figure) {
    struct handed handed;
    const char *text = find_value(report, VALUE_SHEET, figure);
    return text != NULL && handed_read(&handed, span_of(text)) ? handed : (struct handed){0};
}

const char *report_owner(const struct report *report, const struct template_figure *figure) {
    const char *own = find_value(report, VALUE_OWNER, figure->name);
    if (own != NULL)
        return own;
    return figure->owner != NULL ? figure->owner : "";
}

/* --- sheets that went out --- */

void sent_add_text(struct str *out, const struct sent *sent) {
    add_field(out, sent->owner);
    add_field(out, sent->due);
    add_field(out, sent->by);
    clock_add_utc(out, sent->at);
}

bool sent_read(struct sent *sent, size_t number, struct span text) {
    *sent = (struct sent){.number = number};
    return take_field(&text, &sent->owner) && take_field(&text, &sent->due) &&
           take_field(&text, &sent->by) && clock_parse_utc(text, &sent->at);
}

bool report_sent(const struct report *report, size_t number, struct sent *out) {
    struct str digits = STR_INIT;
    str_add_format(&digits, "%zu", number);
    const char *text = find_value(report, VALUE_SENT, digits.s);
    str_release(&digits);
    return text != NULL && sent_read(out, number, span_of(text));
}

size_t report_count_sent(const struct report *report) {
    struct sent sent;
    size_t count = 0;
    while (report_sent(report, count + 1, &sent))
        count++;
    return count;
}
