#include "model/finding.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/answer_text.h"
#include "model/figure/figure_text.h"
#include "model/section.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    QUOTE_SHORT = 8, /* points: a shorter defect is quoted with what stands around it */
    QUOTE_AROUND = 4,
    TOKEN_MOST = 200 /* bytes of a line that are looked at for the start of one */
};

static const struct {
    const char *name, *mark, *title;
} severities[] = {
    [SEVERITY_HINT] = {"hint", N_("提"), N_("提醒")},
    [SEVERITY_WARNING] = {"warning", N_("疑"), N_("存疑")},
    [SEVERITY_ERROR] = {"error", N_("错"), N_("错误")},
};

const char *severity_name(enum severity severity) {
    return severities[severity].name;
}

const char *severity_mark(enum severity severity) {
    return _(severities[severity].mark);
}

const char *severity_title(enum severity severity) {
    return _(severities[severity].title);
}

bool severity_find(struct span name, enum severity *severity) {
    for (size_t i = 0; i < ARRAY_LEN(severities); i++)
        if (span_is(name, severities[i].name)) {
            *severity = (enum severity)i;
            return true;
        }
    return false;
}

/* --- lifecycle --- */

void finding_release(struct finding *f) {
    char *owned[] = {f->rule,   f->path,      f->name,          f->quote,    f->message,
                     f->source, f->passed_by, f->passed_reason, f->passed_at};
    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        mem_free(owned[i]);
    for (size_t i = 0; i < f->fix_count; i++)
        mem_free(f->fixes[i].text);
    mem_free(f->fixes);
}

void findings_clear(struct findings *findings) {
    for (size_t i = 0; i < findings->count; i++)
        finding_release(&findings->items[i]);
    findings->count = 0;
}

void findings_release(struct findings *findings) {
    findings_clear(findings);
    mem_free(findings->items);
    *findings = (struct findings){0};
}

/* --- identity --- */

/* FNV-1a over the bytes and a separator, so that "ab","c" and "a","bc" differ. */
static uint32_t hash_add(uint32_t hash, struct span text) {
    for (size_t i = 0; i < text.n; i++)
        hash = (hash ^ (unsigned char)text.p[i]) * 16777619U;
    return (hash ^ 0xFFU) * 16777619U;
}

static void set_id(struct finding *finding, size_t occurrence) {
    char number[24];
    (void)snprintf(number, sizeof number, "%zu", occurrence);
    (void)snprintf(finding->id, sizeof finding->id, "%08x",
                   (unsigned)hash_add(finding->key, span_of(number)));
}

/* --- adding --- */

static struct finding *add(struct findings *findings, struct finding *finding, const char *where,
                           struct span text) {
    uint32_t key = hash_add(2166136261U, span_of(finding->rule));
    finding->key = hash_add(hash_add(key, span_of(where)), text);
    set_id(finding, 0); /* findings_sort tells equal ones apart */
    MEM_PUSH_ROOM(findings->items, findings->count, findings->cap);
    findings->items[findings->count] = *finding;
    return &findings->items[findings->count++];
}

/* To the start, or the end, of the token that the place is within: a piece of one prints nothing.
 */
static size_t leave_token(const struct report *report, const struct body *body, size_t offset,
                          bool to_end) {
    struct body_place place = body_place_of(body, offset);
    struct span line = str_span(&body->lines[place.line].text);
    size_t byte = utf8_offset(line, place.column), at = byte;
    struct figure_token token;
    while (at > 0 && byte - at < TOKEN_MOST && line.p[at] != '$')
        at--;
    at -= at > 0 && line.p[at - 1] == '$'; /* `$${` begins none */
    if (!figure_token_find(report->template, line, &at, &token) || at >= byte ||
        byte >= at + token.bytes)
        return offset;
    /* a token is ASCII: its bytes are points */
    return to_end ? offset + (at + token.bytes - byte) : offset - (byte - at);
}

static char *quote_printed(const struct report *report, const struct body *body, size_t from,
                           size_t to, bool cut_head, bool cut_tail) {
    struct str words = STR_INIT, quote = STR_INIT;
    body_add_range(&words, body, from, to);
    str_add_text(&quote, cut_head ? "…" : "");
    report_add_printed(&quote, report, str_span(&words));
    str_add_text(&quote, cut_tail ? "…" : "");
    str_release(&words);
    return str_detach(&quote);
}

/* As it prints. A line that goes on before or behind what is quoted shows it by …. */
static char *quote_body(const struct report *report, const struct body *body, size_t offset,
                        size_t length) {
    size_t from = offset, to = offset + length;
    if (length >= QUOTE_SHORT) {
        from = leave_token(report, body, from, false);
        to = leave_token(report, body, to, true);
        return quote_printed(report, body, from, to, false, false);
    }
    struct body_place first = body_place_of(body, from), last = body_place_of(body, to);
    size_t before = first.column, after = body->lines[last.line].points - last.column;
    from -= before < QUOTE_AROUND ? before : QUOTE_AROUND;
    to += after < QUOTE_AROUND ? after : QUOTE_AROUND;
    body_widen(body, &from, &to);
    from = leave_token(report, body, from, false);
    to = leave_token(report, body, to, true);
    return quote_printed(report, body, from, to, from > offset - before,
                         to < offset + length + after);
}

struct finding *findings_add(struct findings *findings, const struct report *report,
                             const struct section *section, const char *rule,
                             enum severity severity, size_t offset, size_t length,
                             const char *message) {
    assert(section != report->root);
    struct str path = STR_INIT, text = STR_INIT;
    const char *where = section->name != NULL ? section->name : section->heading;
    section_add_path(&path, section);
    struct finding finding = {.severity = severity,
                              .section = section->id,
                              .offset = offset,
                              .length = length,
                              .rule = span_copy(span_of(rule)),
                              .message = span_copy(span_of(message))};
    if (section->name != NULL)
        finding.name = span_copy(span_of(section->name));
    if (length > 0) {
        body_add_range(&text, &section->body, offset, offset + length);
        finding.quote = quote_body(report, &section->body, offset, length);
    } else {
        struct str heading = STR_INIT, printed = STR_INIT;
        section_add_heading_line(&heading, section);
        report_add_answered(&printed, report, str_span(&heading));
        finding.quote = str_detach(&printed);
        str_release(&heading);
        /* a derived label moves with other sections and is no text of this one */
        str_add(&text, span_of(section->label));
        str_add_text(&text, section->heading);
    }
    finding.path = str_detach(&path);
    struct finding *added = add(findings, &finding, where, str_span(&text));
    str_release(&text);
    return added;
}

static char *joined_lines(const char *lines) {
    struct str joined = STR_INIT;
    struct span rest = span_of(lines), line;
    while (span_take_line(&rest, &line))
        str_add(&joined, line);
    return str_detach(&joined);
}

static struct finding *add_place(struct findings *findings, const struct report *report,
                                 struct finding *finding, const char *place, const char *where,
                                 const char *key) {
    bool title = span_is(SPAN("title"), place);
    assert(title || span_is(SPAN("signoff"), place));
    char *text = joined_lines(title ? report->title : report->sign_off);
    struct str printed = STR_INIT;
    report_add_answered(&printed, report, span_of(text));
    finding->section = -1;
    if (finding->path == NULL)
        finding->path = span_copy(span_of(place));
    if (finding->quote == NULL)
        finding->quote = span_copy(str_span(&printed));
    struct finding *added =
        add(findings, finding, where, key != NULL ? span_of(key) : span_of(text));
    str_release(&printed);
    mem_free(text);
    return added;
}

struct finding *findings_add_place(struct findings *findings, const struct report *report,
                                   const char *place, const char *rule, enum severity severity,
                                   const char *message) {
    struct finding finding = {.severity = severity,
                              .rule = span_copy(span_of(rule)),
                              .message = span_copy(span_of(message))};
    return add_place(findings, report, &finding, place, place, NULL);
}

/* The numbers of a message: what it rests on, whatever the language of the interface. */
static char *numbers_of(const char *message) {
    struct str numbers = STR_INIT;
    bool apart = false;
    for (; *message != '\0'; message++) {
        bool digit = *message >= '0' && *message <= '9';
        if (digit || (*message == '.' && !apart)) {
            if (apart)
                str_add_byte(&numbers, ' ');
            str_add_byte(&numbers, *message);
        }
        apart = !digit && *message != '.';
    }
    return str_detach(&numbers);
}

/* Where a figure, an indicator or the score sheet as a whole is filled in, and its label; what else
 * there is stands at the title. */
static void set_item_place(struct finding *finding, const struct template *template,
                           const char *name) {
    const struct template_figure *figure = template_find(template, TEMPLATE_FIGURE, span_of(name));
    const struct template_indicator *indicator =
        template_find(template, TEMPLATE_INDICATOR, span_of(name));
    bool score = strncmp(finding->rule, "score-", 6) == 0;
    struct str path = STR_INIT;
    if (score && indicator == NULL)
        str_add_text(&path, "score");
    else if (indicator != NULL && (score || figure == NULL))
        str_add_format(&path, "indicator:%s", name);
    else if (figure != NULL)
        str_add_format(&path, "figure:%s", name);
    if (path.len == 0)
        return;
    finding->path = str_detach(&path);
    finding->quote =
        span_copy(span_of(score && indicator == NULL                       ? _("自评表")
                          : indicator != NULL && (score || figure == NULL) ? indicator->label
                                                                           : figure->label));
}

struct finding *findings_add_item(struct findings *findings, const struct report *report,
                                  const char *name, const char *rule, enum severity severity,
                                  const char *message) {
    struct finding finding = {.severity = severity,
                              .rule = span_copy(span_of(rule)),
                              .name = span_copy(span_of(name)),
                              .message = span_copy(span_of(message))};
    char *numbers = numbers_of(message);
    set_item_place(&finding, report->template, name);
    struct finding *added = add_place(findings, report, &finding, "title", name, numbers);
    mem_free(numbers);
    return added;
}

size_t findings_count(const struct findings *findings, enum severity severity) {
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].severity == severity && findings->items[i].passed_by == NULL;
    return count;
}

struct finding *findings_find(const struct findings *findings, struct span id) {
    for (size_t i = 0; i < findings->count; i++)
        if (span_is(id, findings->items[i].id))
            return &findings->items[i];
    return NULL;
}

/* --- order --- */

struct sort_key {
    size_t place, offset, before; /* in the report, in the section, in the list as it was */
    struct finding finding;
};

static int compare_keys(const void *a, const void *b) {
    const struct sort_key *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    return x->before < y->before ? -1 : 1;
}

/* Title 0, front 1, the sections from 2, then the sign-off and what has no place. */
/* Where a section stands in the report; ids may be huge, and far apart. */
struct section_place {
    int64_t id;
    size_t place;
};

static int compare_ids(const void *left, const void *right) {
    const struct section_place *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

static struct section_place *list_places(const struct report *report, size_t *count) {
    struct section_place *places =
        mem_alloc_zero(report_count_sections(report) + 1, sizeof *places);
    places[(*count)++] = (struct section_place){SECTION_FRONT_ID, 1};
    for (const struct section *s = NULL; (s = report_next_section(report, s)) != NULL; ++*count)
        places[*count] = (struct section_place){s->id, *count + 1};
    qsort(places, *count, sizeof *places, compare_ids);
    return places;
}

static size_t place_of(const struct finding *finding, const struct section_place *places,
                       size_t count) {
    const struct section_place *found = bsearch(&(struct section_place){.id = finding->section},
                                                places, count, sizeof *places, compare_ids);
    if (finding->section >= 0)
        return found != NULL ? found->place : SIZE_MAX; /* in limbo */
    return span_is(SPAN("signoff"), finding->path) ? SIZE_MAX : 0;
}

static int compare_places(const void *a, const void *b) {
    const struct finding *x = *(struct finding *const *)a, *y = *(struct finding *const *)b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x < y ? -1 : 1;
}

/* The occurrences are counted in report order, whichever checker came first. */
static void settle_ids(struct findings *findings) {
    /* NOLINTNEXTLINE(bugprone-sizeof-expression): pointers are what is sorted */
    struct finding **equal = mem_alloc_zero(findings->count, sizeof *equal);
    for (size_t i = 0; i < findings->count; i++)
        equal[i] = &findings->items[i];
    if (findings->count > 0)
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): as above */
        qsort(equal, findings->count, sizeof *equal, compare_places);
    size_t occurrence = 0;
    for (size_t i = 0; i < findings->count; i++) {
        occurrence = i > 0 && equal[i]->key == equal[i - 1]->key ? occurrence + 1 : 0;
        set_id(equal[i], occurrence);
    }
    mem_free(equal);
}

void findings_sort(struct findings *findings, const struct report *report) {
    size_t count = 0;
    struct section_place *places = list_places(report, &count);
    struct sort_key *keys = mem_alloc_zero(findings->count, sizeof *keys);
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *f = &findings->items[i];
        keys[i] = (struct sort_key){place_of(f, places, count), f->offset, i, *f};
    }
    if (findings->count > 0)
        qsort(keys, findings->count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < findings->count; i++)
        findings->items[i] = keys[i].finding;
    settle_ids(findings);
    mem_free(keys);
    mem_free(places);
}
