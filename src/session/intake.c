#include "session/intake.h"

#include "base/mem.h"

struct sheet_row *sheet_intake_add(struct sheet_intake *out, const struct match_row *match,
                                   enum sheet_result result) {
    const struct template_figure *figure = match->figure;
    MEM_PUSH_ROOM(out->rows, out->count, out->cap);
    struct sheet_row *row = &out->rows[out->count++];
    *row = (struct sheet_row){
        .line = match->row->line,
        .result = result,
        .name = span_copy(span_of(figure != NULL ? figure->name : match->row->name)),
        .label = span_copy(span_of(figure != NULL ? figure->label : match->row->label)),
        .value = span_copy(match->text != NULL ? span_of(match->text) : match->value),
        .base = span_copy(SPAN("")),
        .now = span_copy(SPAN("")),
        .message = span_copy(span_of(match->message))};
    return row;
}
