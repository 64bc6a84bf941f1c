#include "session/agenda.h"
#include "session/check.h"
#include "session/opened.h"

#include "base/mem.h"
#include "model/finding.h"
#include "model/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void agenda_remark_id(char id[AGENDA_ID_BYTES], size_t number) {
    (void)snprintf(id, AGENDA_ID_BYTES, "#%zu", number % 10000000);
}

size_t agenda_remark_number(const char *id) {
    return id[0] == '#' ? (size_t)strtoul(id + 1, NULL, 10) : 0;
}

/* --- the order: title, front, sections, sign-off, what is of no part of the text --- */

struct ranked {
    struct agenda_item item;
    size_t rank;
};

static int order_items(const void *a, const void *b) {
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->item.offset != y->item.offset)
        return x->item.offset < y->item.offset ? -1 : 1;
    if (x->item.is_remark != y->item.is_remark)
        return x->item.is_remark ? 1 : -1;
    return x->item.index < y->item.index ? -1 : x->item.index > y->item.index;
}

/* By a section's id. */
static size_t *rank_sections(const struct report *report, size_t *last) {
    size_t *ranks = mem_alloc_zero((size_t)report->next_id + 1, sizeof *ranks);
    *last = 1; /* the title is 0, the front text 1 */
    ranks[report->front->id] = *last;
    for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
        ranks[at->id] = ++*last;
    return ranks;
}

static struct ranked rank_finding(const struct finding *finding, size_t index, const size_t *ranks,
                                  size_t last) {
    bool signed_off = span_is(span_of(finding->path), "signoff");
    struct ranked ranked = {.item = {.index = index,
                                     .section = finding->section,
                                     .offset = finding->offset,
                                     .length = finding->length,
                                     .settled = finding->passed_by != NULL}};
    (void)snprintf(ranked.item.id, sizeof ranked.item.id, "%s", finding->id);
    ranked.rank = finding->section >= 0 ? ranks[finding->section] : signed_off ? last + 1 : 0;
    return ranked;
}

static struct ranked rank_remark(const struct remark_item *remark, size_t index,
                                 const size_t *ranks, size_t last) {
    const struct remark_spot *spot = &remark->spot;
    bool in_body = spot->section >= 0 && spot->part == REMARK_OF_BODY;
    struct ranked ranked = {.item = {.is_remark = true,
                                     .index = index,
                                     .section = spot->section >= 0 ? spot->section : -1,
                                     .offset = in_body ? spot->offset : 0,
                                     .length = in_body ? spot->length : 0,
                                     .settled = remark->remark.state != REMARK_OPEN}};
    agenda_remark_id(ranked.item.id, remark->remark.number);
    if (spot->section >= 0)
        ranked.rank = ranks[spot->section];
    else if (spot->part != REMARK_OF_TITLE)
        ranked.rank = last + (spot->part == REMARK_OF_SIGN_OFF ? 1 : 2);
    return ranked;
}

void session_agenda(struct session *session, struct agenda *out) {
    const struct findings *findings = session_check(session);
    const struct report *report = session_report(session);
    size_t last = 0, count = 0;
    size_t *ranks = rank_sections(report, &last);
    *out = (struct agenda){.count = 0};
    remarks_list(&out->remarks, report);
    struct ranked *ranked =
        mem_alloc_zero(findings->count + out->remarks.count + 1, sizeof *ranked);
    for (size_t i = 0; i < findings->count; i++)
        ranked[count++] = rank_finding(&findings->items[i], i, ranks, last);
    for (size_t i = 0; i < out->remarks.count; i++)
        ranked[count++] = rank_remark(&out->remarks.items[i], i, ranks, last);

    qsort(ranked, count, sizeof *ranked, order_items);
    for (size_t i = 0; i < count; i++) {
        MEM_PUSH_ROOM(out->items, out->count, out->cap);
        out->items[out->count++] = ranked[i].item;
    }
    mem_free(ranked);
    mem_free(ranks);
}

void agenda_release(struct agenda *agenda) {
    remarks_release(&agenda->remarks);
    mem_free(agenda->items);
    *agenda = (struct agenda){.count = 0};
}

size_t agenda_find(const struct agenda *agenda, struct span id) {
    for (size_t i = 0; i < agenda->count; i++)
        if (span_is(id, agenda->items[i].id))
            return i;
    return SIZE_MAX;
}

size_t agenda_count_open(const struct agenda *agenda) {
    size_t count = 0;
    for (size_t i = 0; i < agenda->count; i++)
        count += !agenda->items[i].settled;
    return count;
}

size_t agenda_step(const struct agenda *agenda, size_t at, bool forward) {
    for (size_t n = 0; n < agenda->count; n++) {
        at = (at + (forward ? 1 : agenda->count - 1)) % agenda->count;
        if (!agenda->items[at].settled)
            return at;
    }
    return SIZE_MAX;
}
