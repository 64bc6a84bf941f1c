#include "model/edition/edition.h"
#include "model/report_values.h"

#include "base/lang.h"
#include "base/os/clock.h"

#define X(name, word, text) [EDITION_##name] = {(word), (text)},
static const struct { const char *word, *text; } states[EDITION_STATE_COUNT] = {EDITION_LIST(X)};
#undef X

const char *edition_word(enum edition_state state) {
    return states[state].word;
}

const char *edition_text(enum edition_state state) {
    return _(states[state].text);
}

bool edition_find_state(struct span word, enum edition_state *state) {
    for (size_t i = 0; i < EDITION_STATE_COUNT; i++)
        if (span_is(word, states[i].word)) {
            *state = (enum edition_state)i;
            return true;
        }
    return false;
}

bool edition_keeps(enum edition_state state) {
    return state == EDITION_SUBMITTED || state == EDITION_FINAL;
}

bool edition_locks(enum edition_state state) {
    return state == EDITION_FINAL || state == EDITION_SENT;
}

/* --- the value --- */

enum { NUMBER_MOST = 1000000 };

void edition_add_text(struct str *out, const struct edition *edition) {
    str_add_format(out, "%s\t%zu\t%s\t", edition_word(edition->state), edition->draft,
                   stage_word(edition->stage));
    str_add_line(out, edition->by);
    str_add_byte(out, '\t');
    clock_add_utc(out, edition->at);
    str_add_byte(out, '\t');
    str_add(out, edition->hash);
    str_add_byte(out, '\t');
    str_add_line(out, edition->reason);
}

static bool take_field(struct span *text, struct span *field) {
    size_t tab = span_find(*text, SPAN("\t"));
    if (tab == SIZE_MAX)
        return false;
    *field = span_sub(*text, 0, tab);
    *text = span_sub(*text, tab + 1, text->n);
    return true;
}

bool edition_read(struct edition *edition, size_t number, struct span text) {
    struct span state, draft, stage, at;
    uint64_t which = 0;
    *edition = (struct edition){.number = number};
    if (!take_field(&text, &state) || !take_field(&text, &draft) || !take_field(&text, &stage) ||
        !take_field(&text, &edition->by) || !take_field(&text, &at) ||
        !take_field(&text, &edition->hash))
        return false;
    edition->reason = text;
    if (!span_to_number(draft, NUMBER_MOST, &which) || which == 0)
        return false;
    edition->draft = (size_t)which;
    return edition_find_state(state, &edition->state) && stage_find(stage, &edition->stage) &&
           clock_parse_utc(at, &edition->at);
}

void edition_add_name(struct str *out, const char *prefix, size_t number) {
    str_add_format(out, "%s%zu", prefix, number);
}

bool edition_find_number(struct span value_name, size_t *number) {
    uint64_t which = 0;
    if (!span_take_prefix(&value_name, SPAN(VALUE_EDITION)) ||
        !span_to_number(value_name, NUMBER_MOST, &which))
        return false;
    *number = (size_t)which;
    return true;
}

/* --- of a report --- */

bool report_edition(const struct report *report, size_t number, struct edition *out) {
    struct str name = STR_INIT;
    edition_add_name(&name, VALUE_EDITION, number);
    const char *text = report_value(report, str_span(&name));
    str_release(&name);
    return text != NULL && edition_read(out, number, span_of(text));
}

size_t report_count_editions(const struct report *report) {
    struct edition edition;
    size_t count = 0;
    while (report_edition(report, count + 1, &edition))
        count++;
    return count;
}

bool report_is_locked(const struct report *report) {
    return report_value(report, SPAN(VALUE_LOCK)) != NULL;
}

static bool opens(enum edition_state state) {
    return state == EDITION_RETURNED || state == EDITION_UNLOCKED;
}

size_t report_draft_number(const struct report *report) {
    struct edition last;
    if (!report_edition(report, report_count_editions(report), &last))
        return 1;
    return last.draft + opens(last.state);
}

void report_add_edition_state(struct str *out, const struct report *report, int64_t now) {
    enum { DAY = 24 * 60 * 60 * 1000 };
    struct edition last;
    if (!report_edition(report, report_count_editions(report), &last))
        return;
    str_add_format(out, _("第%zu稿"), report_draft_number(report));
    if (last.state == EDITION_UNLOCKED)
        return; /* it is being written again */
    str_add_format(out, " · %s", edition_text(last.state));
    int64_t days = (now - last.at) / DAY;
    if (last.state == EDITION_SUBMITTED && days > 0)
        str_add_format(out, _("%lld日"), (long long)days);
}
