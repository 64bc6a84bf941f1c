#include "check/leftovers.h"

#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/finding_fix.h"
#include "model/leftover.h"

/* All lines of the report in order: those that may be leftovers know their section. */
struct text_lines {
    struct leftover_line *lines;
    struct owner {
        const struct section *section; /* NULL: a title or heading, or the sign-off */
        size_t line;                   /* of the body; of the sign-off: points before it */
    } * owners;
    size_t count, cap, owner_cap;
    struct str title; /* without blanks */
};

static void add_line(struct text_lines *all, struct span text, const struct section *section,
                     size_t line) {
    size_t same = all->count;
    MEM_PUSH_ROOM(all->lines, all->count, all->cap);
    MEM_PUSH_ROOM(all->owners, same, all->owner_cap);
    all->lines[all->count] = (struct leftover_line){.text = text, .kept = section == NULL};
    all->owners[all->count++] = (struct owner){section, line};
}

static void add_body(struct text_lines *all, const struct section *section) {
    for (size_t i = 0; i < section->body.count; i++) {
        const struct line *line = &section->body.lines[i];
        bool text = line->tag == LINE_PARAGRAPH && utf8_count_ink(str_span(&line->text)) > 0;
        add_line(all, str_span(&line->text), text ? section : NULL, i);
    }
}

static void add_title(struct text_lines *all, struct span title) {
    struct span line;
    while (title.n > 0 && span_take_line(&title, &line)) {
        add_line(all, line, NULL, 0);
        while (line.n > 0) {
            char32_t c = utf8_take(&line);
            if (!utf8_is_space(c))
                str_add_char(&all->title, c);
        }
    }
}

static void add_sign_off(struct text_lines *all, const char *sign_off) {
    struct span rest = span_of(sign_off), line;
    size_t points = 0;
    while (rest.n > 0 && span_take_line(&rest, &line)) {
        add_line(all, line, NULL, points);
        all->lines[all->count - 1].kept = utf8_count_ink(line) == 0;
        points += utf8_count(line) + 1;
    }
}

/* --- lists of contents --- */

enum { CONTENTS_GAP_MOST = 8, ENTRIES_LEAST = 2 };

static bool is_entry(const struct leftover_line *line) {
    struct span rest = line->text;
    struct label label;
    return line->kind == LEFTOVER_CONTENTS || label_take(&rest, &label);
}

/* "目录" and the short lines below it up to the last that has a label. */
static void mark_contents(struct text_lines *all, size_t heading) {
    size_t last = heading, entries = 0;
    for (size_t i = heading + 1; i < all->count; i++) {
        if (all->lines[i].kept || all->owners[i].section != all->owners[heading].section ||
            !leftover_is_entry_like(all->lines[i].text) || i - last > CONTENTS_GAP_MOST)
            break;
        if (!is_entry(&all->lines[i]))
            continue;
        last = i;
        entries++;
    }
    for (size_t i = heading; i <= last && entries >= ENTRIES_LEAST; i++)
        all->lines[i].kind = LEFTOVER_CONTENTS;
}

/* --- findings --- */

static bool goes_on(const struct text_lines *all, size_t at) {
    return at + 1 < all->count && all->lines[at].kind == LEFTOVER_CONTENTS &&
           all->lines[at + 1].kind == LEFTOVER_CONTENTS &&
           all->owners[at].section == all->owners[at + 1].section;
}

static void tell_signed(struct findings *out, const struct report *report,
                        const struct text_lines *all, size_t at) {
    enum leftover kind = all->lines[at].kind;
    struct finding *finding = findings_add_place(out, report, "signoff", leftover_rule(kind),
                                                 SEVERITY_WARNING, leftover_message(kind));
    finding_offer_signed_removal(finding, all->owners[at].line, utf8_count(all->lines[at].text));
}

/* Lines first to last, which stand one below the other in one body. */
static void tell(struct findings *out, const struct report *report, const struct text_lines *all,
                 size_t first, size_t last) {
    const struct section *section = all->owners[first].section;
    enum leftover kind = all->lines[first].kind;
    size_t from = body_offset_of(&section->body, (struct body_place){all->owners[first].line, 0});
    size_t end = all->owners[last].line;
    size_t to =
        body_offset_of(&section->body, (struct body_place){end, section->body.lines[end].points});
    struct finding *finding =
        findings_add(out, report, section, leftover_rule(kind), SEVERITY_WARNING, from, to - from,
                     leftover_message(kind));
    finding_offer_removal(finding, &section->body);
}

static void tell_all(struct findings *out, const struct report *report,
                     const struct text_lines *all, const struct section *wanted) {
    for (size_t i = 0; i < all->count; i++) {
        size_t first = i;
        if (all->lines[i].kind == LEFTOVER_NONE)
            continue;
        while (goes_on(all, i))
            i++;
        if (all->owners[first].section == NULL) {
            if (wanted == NULL)
                tell_signed(out, report, all, first);
            continue;
        }
        if (wanted == NULL || all->owners[first].section == wanted)
            tell(out, report, all, first, i);
    }
}

void check_leftovers(struct findings *out, const struct report *report,
                     const struct section *section) {
    struct text_lines all = {.title = STR_INIT};
    struct label entry;
    add_title(&all, span_of(report->title));
    add_body(&all, report->front);
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;) {
        add_line(&all, span_of(at->heading), NULL, 0);
        add_body(&all, at);
    }
    add_sign_off(&all, report->sign_off);
    leftover_find(all.lines, all.count, str_span(&all.title));
    for (size_t i = 0; i < all.count; i++)
        if (!all.lines[i].kept && all.lines[i].kind == LEFTOVER_NONE &&
            leftover_is_contents_heading(all.lines[i].text, &entry))
            mark_contents(&all, i);
    tell_all(out, report, &all, section);
    mem_free(all.lines);
    mem_free(all.owners);
    str_release(&all.title);
}
