#include "check/passage.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/utf8.h"
#include "model/figure/figure.h"
#include "model/figure/figure_text.h"
#include "model/finding_fix.h"

/* --- walking --- */

struct walk {
    struct passage passage;
    char32_t *points, *printed; /* of the line, of what its figures print */
    size_t cap, printed_cap, printed_n, figures_cap;
    struct figures *figures; /* made for the first token */
    passage_visitor *visit;
    void *context;
};

/* What the token prints, 0 behind, at the end of walk->printed; where it begins. */
static size_t add_printed(struct walk *walk, const struct figure_token *token) {
    struct str text = STR_INIT;
    size_t from = walk->printed_n;
    if (walk->figures == NULL)
        walk->figures = figures_new(walk->passage.report);
    (void)figures_add_token(walk->figures, &text, token);
    walk->printed =
        mem_grow(walk->printed, &walk->printed_cap, from + text.len + 1, sizeof *walk->printed);
    for (struct span rest = str_span(&text); rest.n > 0;)
        walk->printed[walk->printed_n++] = utf8_take(&rest);
    walk->printed[walk->printed_n++] = 0;
    str_release(&text);
    return from;
}

/* Eats the token that begins at the front; false where none does. */
static bool take_figure(struct walk *walk, struct span *text) {
    struct passage *p = &walk->passage;
    struct figure_token token;
    if (!figure_token_at(p->report->template, *text, &token))
        return false;
    struct passage_figure figure = {.from = p->n};
    for (size_t i = 0; i < token.bytes; i++) /* a token is ASCII */
        walk->points[p->n++] = PASSAGE_FIGURE;
    figure.to = p->n;
    *text = span_sub(*text, token.bytes, text->n);
    figure.printed = add_printed(walk, &token);
    MEM_PUSH_ROOM(p->figures, p->figure_count, walk->figures_cap);
    p->figures[p->figure_count++] = figure;
    return true;
}

/* Takes what stands at the front of valid text and is three bytes long each, as nearly all of it;
 * returns the end of the points written. */
static char32_t *take_long_points(struct span *text, char32_t *to) {
    const unsigned char *at = (const unsigned char *)text->p, *end = at + text->n;
    for (; at < end && (at[0] & 0xF0) == 0xE0; at += 3)
        *to++ = ((char32_t)(at[0] & 0x0F) << 12) | ((char32_t)(at[1] & 0x3F) << 6) | (at[2] & 0x3F);
    text->n = (size_t)(end - at);
    text->p = (const char *)at;
    return to;
}

static void begin_text(struct walk *walk) {
    walk->passage.n = walk->passage.figure_count = walk->printed_n = 0;
}

/* Behind what the passage has. */
static void add_text(struct walk *walk, struct span text) {
    struct passage *p = &walk->passage;
    if (p->n + text.n + 2 > walk->cap)
        walk->points = mem_grow(walk->points, &walk->cap, p->n + text.n + 2, sizeof *walk->points);
    assert(walk->points != NULL);
    while (text.n > 0) {
        p->n = (size_t)(take_long_points(&text, walk->points + p->n) - walk->points);
        if (text.n == 0)
            break;
        if (text.p[0] == '$' && take_figure(walk, &text))
            continue;
        if (span_starts_with(text, SPAN("$${")))
            for (int i = 0; i < 2; i++)
                walk->points[p->n++] = utf8_take(&text);
        walk->points[p->n++] = utf8_take(&text);
    }
}

static void end_text(struct walk *walk) {
    struct passage *p = &walk->passage;
    walk->points[p->n] = 0;
    p->c = walk->points;
    p->printed = walk->printed;
    walk->visit(walk->context, p);
}

static void visit_text(struct walk *walk, struct span text) {
    begin_text(walk);
    add_text(walk, text);
    end_text(walk);
}

static void visit_section(struct walk *walk, const struct section *section) {
    struct passage *p = &walk->passage;
    p->section = section;
    p->offset = 0;
    p->line = 0;
    p->kind = PASSAGE_HEADING;
    if (section->heading != NULL && section->heading[0] != '\0')
        visit_text(walk, span_of(section->heading));
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        p->line = i;
        p->kind = line->tag == LINE_ROW ? PASSAGE_ROW : PASSAGE_BODY;
        if (line->points > 0)
            visit_text(walk, str_span(&line->text));
        p->offset += line->points + 1;
    }
}

/* The whole body, its lines split by '\n'. */
static void visit_body(struct walk *walk, const struct section *section) {
    struct passage *p = &walk->passage;
    p->section = section;
    p->kind = PASSAGE_BODY;
    begin_text(walk);
    for (size_t i = 0; i < section->body.count; i++) {
        add_text(walk, str_span(&section->body.lines[i].text));
        if (i + 1 < section->body.count)
            walk->points[p->n++] = U'\n';
    }
    end_text(walk);
}

static void visit_frame(struct walk *walk, const char *place, const char *text) {
    walk->passage.section = NULL;
    walk->passage.place = place;
    walk->passage.kind = PASSAGE_FRAME;
    walk->passage.offset = 0;
    struct span rest = span_of(text), line;
    for (walk->passage.line = 0; span_take_line(&rest, &line); walk->passage.line++)
        if (line.n > 0)
            visit_text(walk, line);
}

static void walk_release(struct walk *walk) {
    mem_free(walk->points);
    mem_free(walk->printed);
    mem_free(walk->passage.figures);
    figures_free(walk->figures);
}

void passages_visit(const struct report *report, const struct section *section,
                    passage_visitor *visit, void *context) {
    struct walk walk = {.passage.report = report, .visit = visit, .context = context};
    walk.points = mem_grow(NULL, &walk.cap, 1, sizeof *walk.points);
    if (section != NULL) {
        visit_section(&walk, section);
    } else {
        visit_frame(&walk, "title", report->title);
        visit_section(&walk, report->front);
        for (section = report_next_section(report, NULL); section != NULL;
             section = report_next_section(report, section))
            visit_section(&walk, section);
        visit_frame(&walk, "signoff", report->sign_off);
    }
    walk_release(&walk);
}

void bodies_visit(const struct report *report, const struct section *section,
                  passage_visitor *visit, void *context) {
    struct walk walk = {.passage.report = report, .visit = visit, .context = context};
    walk.points = mem_grow(NULL, &walk.cap, 1, sizeof *walk.points);
    if (section != NULL) {
        visit_body(&walk, section);
    } else {
        visit_body(&walk, report->front);
        for (section = report_next_section(report, NULL); section != NULL;
             section = report_next_section(report, section))
            visit_body(&walk, section);
    }
    walk_release(&walk);
}

const struct passage_figure *passage_figure_at(const struct passage *p, size_t at) {
    size_t low = 0, high = p->figure_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->figures[middle].from < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < p->figure_count && p->figures[low].from == at ? &p->figures[low] : NULL;
}

const char32_t *passage_printed(const struct passage *p, const struct passage_figure *figure) {
    return p->printed + figure->printed;
}

/* --- words --- */

size_t word_length(const char32_t *word) {
    return points_length_of(word);
}

bool word_stands_at(const struct passage *p, size_t at, const char32_t *word) {
    return points_stand_at(passage_points(p), at, word);
}

bool word_ends_at(const struct passage *p, size_t end, const char32_t *word) {
    return points_end_at(passage_points(p), end, word);
}

size_t word_find(const struct passage *p, size_t from, size_t to, const char32_t *word) {
    return points_find(passage_points(p), from, to, word);
}

const char32_t *word_any_at(const struct passage *p, size_t at, const char32_t *const *list) {
    return points_any_at(passage_points(p), at, list);
}

const char32_t *word_any_before(const struct passage *p, size_t end, const char32_t *const *list) {
    return points_any_before(passage_points(p), end, list);
}

bool word_any_within(const struct passage *p, size_t from, size_t to, const char32_t *const *list) {
    return points_any_within(passage_points(p), from, to, list);
}

bool passage_is_sentence(const struct passage *p) {
    for (size_t at = 0; at < p->n; at++)
        if (char_is_one_of(p->c[at], U"。；，,"))
            return true;
    return false;
}

int passage_year_at(const struct passage *p, size_t at) {
    return points_year_at(passage_points(p), at);
}

void passage_add(struct str *out, const struct passage *p, size_t from, size_t to) {
    for (; from < to && from < p->n; from++) {
        const struct passage_figure *figure =
            p->c[from] == PASSAGE_FIGURE ? passage_figure_at(p, from) : NULL;
        if (figure != NULL)
            for (const char32_t *c = passage_printed(p, figure); *c != 0; c++)
                str_add_char(out, *c);
        if (p->c[from] != PASSAGE_FIGURE)
            str_add_char(out, p->c[from]);
    }
}

/* --- raising --- */

void raiser_init(struct raiser *raiser, struct findings *out) {
    *raiser = (struct raiser){.out = out};
    for (size_t i = 0; i < RAISER_RULES; i++)
        str_init(&raiser->rules[i].examples);
}

static struct raiser_rule *find_rule(struct raiser *raiser, const char *name) {
    struct raiser_rule *rule = raiser->rules;
    while (rule->name != NULL && !span_is(span_of(rule->name), name)) {
        rule++;
        assert(rule < raiser->rules + RAISER_RULES);
    }
    rule->name = name;
    return rule;
}

static void forget_cures(struct raiser_rule *rule) {
    for (size_t i = 0; i < rule->cure_count; i++)
        mem_free(rule->cures[i].text);
    rule->cure_count = 0;
}

static void write_waiting(struct raiser *raiser, const struct report *report,
                          struct raiser_rule *rule) {
    if (rule->waiting == 0)
        return;
    struct str message = STR_INIT;
    str_add_format(&message, _("%s，共%zu处：%s"), rule->advice, rule->waiting, rule->examples.s);
    struct finding *finding = findings_add(raiser->out, report, rule->section, rule->name,
                                           SEVERITY_HINT, rule->offset, rule->length, message.s);
    for (size_t i = 0; i < rule->cure_count; i++)
        finding_add_fix(finding, &rule->section->body, rule->cures[i].offset, rule->cures[i].length,
                        span_of(rule->cures[i].text));
    str_release(&message);
    forget_cures(rule);
    str_clear(&rule->examples);
    rule->waiting = 0;
}

void raiser_release(struct raiser *raiser, const struct report *report) {
    for (size_t i = 0; i < RAISER_RULES; i++) {
        write_waiting(raiser, report, &raiser->rules[i]);
        str_release(&raiser->rules[i].examples);
        mem_free(raiser->rules[i].cures);
    }
}

struct finding *raise_finding(struct raiser *raiser, const struct passage *p, const char *rule,
                              enum severity severity, size_t from, size_t to, const char *message) {
    struct raiser_rule *own = find_rule(raiser, rule);
    own->marks[own->count % RAISER_MARKS] =
        (struct raiser_mark){p->section, p->offset + from, p->offset + to};
    if (own->count++ >= RAISER_MOST)
        return NULL;
    if (p->section == NULL)
        return findings_add_place(raiser->out, p->report, p->place, rule, severity, message);
    if (p->kind == PASSAGE_HEADING)
        return findings_add(raiser->out, p->report, p->section, rule, severity, 0, 0, message);
    return findings_add(raiser->out, p->report, p->section, rule, severity, p->offset + from,
                        to - from, message);
}

bool raiser_has_marked(struct raiser *raiser, const struct passage *p, const char *rule,
                       size_t from, size_t to) {
    const struct raiser_rule *own = find_rule(raiser, rule);
    size_t count = own->count < RAISER_MARKS ? own->count : RAISER_MARKS;
    for (size_t i = 0; i < count; i++) {
        const struct raiser_mark *mark = &own->marks[i];
        if (mark->section == p->section && mark->from < p->offset + to &&
            p->offset + from < mark->to)
            return true;
    }
    return false;
}

void raise_fix(struct finding *finding, const struct passage *p, size_t from, size_t to,
               struct span text) {
    if (finding != NULL && p->section != NULL && p->kind != PASSAGE_HEADING)
        finding_add_fix(finding, &p->section->body, p->offset + from, to - from, text);
}

void raise_year_fix(struct finding *finding, const struct passage *p, size_t at) {
    if (finding != NULL && p->section != NULL && p->kind != PASSAGE_HEADING)
        finding_offer_year(finding, &p->section->body, p->offset + at, p->report->year);
}

/* Whether a cut there would part a number or a Latin word. */
static bool goes_on_at(const struct passage *p, size_t at) {
    return char_is_of_word(p->c[at - 1]) && char_is_of_word(p->c[at]);
}

void raise_hint(struct raiser *raiser, const struct passage *p, const char *rule, size_t from,
                size_t to, const char *advice) {
    enum { AROUND = 2, EXAMPLES = 5 };
    if (p->section == NULL) {
        (void)raise_finding(raiser, p, rule, SEVERITY_HINT, from, to, advice);
        return;
    }
    struct raiser_rule *group = find_rule(raiser, rule);
    if (group->waiting > 0 && group->section != p->section) {
        write_waiting(raiser, p->report, group);
        group->count++;
    }
    if (group->count >= RAISER_MOST)
        return;
    if (group->waiting++ == 0) {
        bool heading = p->kind == PASSAGE_HEADING;
        group->section = p->section;
        group->offset = heading ? 0 : p->offset + from;
        group->length = heading ? 0 : to - from;
        group->advice = advice;
    }
    if (group->waiting <= EXAMPLES) {
        size_t first = from > AROUND ? from - AROUND : 0;
        size_t last = to + AROUND < p->n ? to + AROUND : p->n;
        while (first > 0 && goes_on_at(p, first))
            first--;
        while (last < p->n && goes_on_at(p, last))
            last++;
        str_add_text(&group->examples, group->waiting > 1 ? "、“" : "“");
        passage_add(&group->examples, p, first, last);
        str_add_text(&group->examples, "”");
    } else if (group->waiting == EXAMPLES + 1) {
        str_add_text(&group->examples, "……");
    }
}

void raise_hint_fix(struct raiser *raiser, const struct passage *p, const char *rule, size_t from,
                    size_t to, struct span text) {
    struct raiser_rule *group = find_rule(raiser, rule);
    if (p->section == NULL || p->kind == PASSAGE_HEADING || group->waiting == 0 ||
        group->section != p->section)
        return;
    MEM_PUSH_ROOM(group->cures, group->cure_count, group->cure_cap);
    group->cures[group->cure_count++] =
        (struct raiser_cure){p->offset + from, to - from, span_copy(text)};
}
