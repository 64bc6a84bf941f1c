#include "edit/shown_text.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"

#define ESCAPED SPAN("$${")

static struct shown_part *push(struct shown_text *shown, size_t from, size_t to) {
    MEM_PUSH_ROOM(shown->parts, shown->count, shown->cap);
    struct shown_part *part = &shown->parts[shown->count++];
    *part = (struct shown_part){.from = from, .to = to, .shown_from = shown->text.len};
    return part;
}

static void add_figure(struct shown_text *shown, struct figures *figures,
                       const struct figure_token *token, size_t at) {
    struct shown_part *part = push(shown, at, at + token->bytes);
    part->is_figure = true;
    str_add_byte(&shown->text, '{');
    if (!figures_add_token(figures, &shown->text, token))
        str_add_format(&shown->text, _("未填：%s"), token->figure->label);
    str_add_byte(&shown->text, '}');
    part->shown_to = shown->text.len;
}

static void add_escaped(struct shown_text *shown, size_t at) {
    struct shown_part *part = push(shown, at, at + ESCAPED.n);
    str_add_text(&shown->text, "${");
    part->shown_to = shown->text.len;
}

/* The next `$${` or token at `from` or behind it: where it is and how long. */
static bool find_part(const struct report *report, struct span line, size_t from, size_t *at,
                      struct figure_token *token) {
    struct span rest = span_sub(line, from, line.n);
    size_t escaped = span_find(rest, ESCAPED), found = from;
    bool figure = figure_token_find(report->template, line, &found, token);
    *at = escaped == SIZE_MAX ? SIZE_MAX : from + escaped;
    if (figure && found < *at)
        *at = found;
    else
        token->figure = NULL;
    return *at != SIZE_MAX;
}

struct shown_text *shown_text_new(const struct report *report, struct span line) {
    struct figure_token token;
    size_t at = 0, done = 0;
    if (report == NULL || !find_part(report, line, 0, &at, &token))
        return NULL;
    struct shown_text *shown = MEM_NEW(struct shown_text);
    struct figures *figures = figures_new(report);
    str_init(&shown->text);
    do {
        str_add(&shown->text, span_sub(line, done, at));
        if (token.figure != NULL)
            add_figure(shown, figures, &token, at);
        else
            add_escaped(shown, at);
        done = shown->parts[shown->count - 1].to;
    } while (find_part(report, line, done, &at, &token));
    str_add(&shown->text, span_sub(line, done, line.n));
    figures_free(figures);
    return shown;
}

void shown_text_free(struct shown_text *shown) {
    if (shown == NULL)
        return;
    str_release(&shown->text);
    mem_free(shown->parts);
    mem_free(shown);
}

size_t shown_text_place(const struct shown_text *shown, size_t byte) {
    size_t place = byte;
    for (size_t i = 0; i < shown->count && shown->parts[i].from < byte; i++) {
        const struct shown_part *part = &shown->parts[i];
        if (byte < part->to)
            return part->shown_from;
        place = part->shown_to + (byte - part->to);
    }
    return place;
}

size_t shown_text_source(const struct shown_text *shown, size_t byte, bool forward) {
    size_t source = byte;
    for (size_t i = 0; i < shown->count && shown->parts[i].shown_from < byte; i++) {
        const struct shown_part *part = &shown->parts[i];
        if (byte < part->shown_to)
            return forward ? part->to : part->from;
        source = part->to + (byte - part->shown_to);
    }
    return source;
}
