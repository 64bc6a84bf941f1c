#include "exchange/docx/checked.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/docx/comment.h"
#include "exchange/docx/docx.h"
#include "exchange/docx/read.h"
#include "model/printed_place.h"
#include "model/section.h"

/* What report and file have in common: their first characters, and their last. */
struct common {
    const struct docx_trace *trace;
    size_t printed; /* characters of the report */
    size_t head, tail;
};

static struct common find_common(const struct docx_trace *trace,
                                 const struct printed_places *places) {
    struct common common = {.trace = trace};
    const char32_t *ink = printed_places_ink(places, &common.printed);
    size_t most = common.printed < trace->count ? common.printed : trace->count;
    while (common.head < most && ink[common.head] == trace->ink[common.head])
        common.head++;
    while (common.tail < most - common.head &&
           ink[common.printed - 1 - common.tail] == trace->ink[trace->count - 1 - common.tail])
        common.tail++;
    return common;
}

static size_t to_file(const struct common *common, size_t place) {
    if (place >= common->printed - common->tail && place < common->printed)
        return place + common->trace->count - common->printed;
    return place < common->head ? place : common->head;
}

/* What is not printed is named: its comment stands elsewhere. */
static void add_text(struct str *out, const struct report *report, const struct finding *finding,
                     bool exact) {
    const struct section *section =
        finding->section >= 0 ? report_find_id(report, finding->section) : NULL;
    str_add_format(out, "【%s】", severity_title(finding->severity));
    if (!exact && section != NULL && section->id != SECTION_FRONT_ID) {
        section_add_heading_line(out, section);
        str_add_text(out, "　");
    }
    str_add_text(out, finding->message);
    if (finding->source != NULL)
        str_add_format(out, "\n%s%s", _("依据："), finding->source);
    if (finding->passed_by == NULL)
        return;
    str_add_byte(out, '\n');
    str_add_format(out, _("%s已核实：%s"), finding->passed_by, finding->passed_reason);
}

enum rc docx_add_findings(struct str *out, struct span docx, const struct report *report,
                          const struct findings *findings, struct err *err) {
    struct docx_trace trace;
    enum rc rc = docx_read_places(&trace, docx, err);
    if (rc != RC_OK) {
        docx_trace_release(&trace);
        return rc;
    }
    struct printed_places *places = printed_places_new(report);
    struct common common = find_common(&trace, places);
    struct docx_comment *comments = mem_alloc_zero(findings->count + 1, sizeof *comments);
    struct str *texts = mem_alloc_zero(findings->count + 1, sizeof *texts);
    for (size_t i = 0; i < findings->count; i++) {
        struct printed_range range = printed_places_of(places, &findings->items[i]);
        str_init(&texts[i]);
        add_text(&texts[i], report, &findings->items[i], range.exact);
        size_t last = range.to > range.from ? range.to - 1 : range.from;
        comments[i] = (struct docx_comment){.from = to_file(&common, range.from),
                                            .to = to_file(&common, last) + 1,
                                            .text = str_span(&texts[i])};
    }

    rc = docx_add_comments(out, docx, &trace, comments, findings->count, DOCX_CHECKER, err);
    for (size_t i = 0; i < findings->count; i++)
        str_release(&texts[i]);
    mem_free(texts);
    mem_free(comments);
    printed_places_free(places);
    docx_trace_release(&trace);
    return rc;
}
