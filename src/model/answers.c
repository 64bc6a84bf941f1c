#include "model/answers.h"

#include "base/mem.h"
#include "model/answer_text.h"
#include "model/change.h"
#include "model/figure/figure_entry.h"
#include "model/report.h"
#include "model/report_values.h"
#include "model/section.h"

#include <string.h>

/* ---- ${name} ---- */

static void add_token(struct str *out, const struct template_question *question) {
    str_add_format(out, "${%s}", question->name);
}

bool question_is_in(const struct template_question *question, struct span text) {
    struct str token = STR_INIT;
    add_token(&token, question);
    bool found = span_find(text, str_span(&token)) != SIZE_MAX;
    str_release(&token);
    return found;
}

bool question_is_printed(const struct template *template,
                         const struct template_question *question) {
    return question_is_in(question, span_of(template->title)) ||
           question_is_in(question, span_of(template->sign_off));
}

/* ---- another answer ---- */

struct turn {
    const struct template_question *question;
    struct str token, before, after; /* as they print */
};

static void turn_init(struct turn *turn, const struct template_question *question,
                      struct span before, struct span after) {
    *turn = (struct turn){question, STR_INIT, STR_INIT, STR_INIT};
    add_token(&turn->token, question);
    answer_add_printed(&turn->before, question, before);
    answer_add_printed(&turn->after, question, after);
}

static void turn_release(struct turn *turn) {
    str_release(&turn->token);
    str_release(&turn->before);
    str_release(&turn->after);
}

/* The text with each `what` replaced; the caller's. */
static char *replaced(struct span text, struct span what, struct span by) {
    struct str out = STR_INIT;
    for (size_t at; what.n > 0 && (at = span_find(text, what)) != SIZE_MAX;) {
        str_add(&out, span_sub(text, 0, at));
        str_add(&out, by);
        text = span_sub(text, at + what.n, text.n);
    }
    str_add(&out, text);
    return str_detach(&out);
}

/* What a text of that template text becomes; NULL: it stays. The caller's. */
static char *follow(const struct turn *turn, const char *text, const char *from) {
    struct span token = str_span(&turn->token), after = str_span(&turn->after);
    bool waits = span_find(span_of(text), token) != SIZE_MAX;
    bool prints = turn->before.len > 0 && span_find(span_of(from), token) != SIZE_MAX;
    if (waits && after.n > 0)
        return replaced(span_of(text), token, after);
    if (waits || !prints || span_find(span_of(text), str_span(&turn->before)) == SIZE_MAX)
        return NULL;
    return replaced(span_of(text), str_span(&turn->before), after.n > 0 ? after : token);
}

static const char *heading_of_template(const struct report *report, const struct section *section) {
    const struct template_section *from = section_template(report, section);
    return from != NULL ? from->label : NULL;
}

static void turn_member(const struct turn *turn, char **member, const char *from) {
    char *text = follow(turn, *member, from);
    if (text == NULL)
        return;
    section_set_text(member, span_of(text));
    mem_free(text);
}

void report_set_answer(struct report *report, const struct template_question *question,
                       struct span answer) {
    struct turn turn;
    turn_init(&turn, question, span_of(report_value(report, span_of(question->name))), answer);
    report_set_value(report, span_of(question->name), answer);
    turn_member(&turn, &report->title, report->template->title);
    turn_member(&turn, &report->sign_off, report->template->sign_off);
    for (struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        turn_member(&turn, &at->heading, heading_of_template(report, at));
    turn_release(&turn);
}

/* ---- as changes ---- */

/* As the set leaves it. */
static const char *value_after(const struct change_set *set, const char *name, const char *now) {
    for (size_t i = set->count; i-- > 0;)
        if (set->changes[i].kind == CHANGE_VALUE && strcmp(set->changes[i].name, name) == 0)
            return set->changes[i].new_text;
    return now;
}

static void add_turned(struct change_set *set, const struct report *report, const struct turn *turn,
                       const char *name, const char *now, const char *from) {
    char *text = follow(turn, value_after(set, name, now), from);
    if (text != NULL)
        change_add_value(set, report, name, text);
    mem_free(text);
}

void change_add_answer(struct change_set *set, const struct report *report,
                       const struct template_question *question, const char *answer) {
    struct turn turn;
    turn_init(&turn, question, span_of(report_value(report, span_of(question->name))),
              span_of(answer));
    change_add_value(set, report, question->name, answer);
    add_turned(set, report, &turn, "title", report->title, report->template->title);
    add_turned(set, report, &turn, "sign_off", report->sign_off, report->template->sign_off);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        char *heading = follow(&turn, at->heading, heading_of_template(report, at));
        if (heading != NULL)
            change_add_field(set, report, at->id, FIELD_HEADING, heading);
        mem_free(heading);
    }
    turn_release(&turn);
}
