#include "session/intake.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/sheet/fit.h"
#include "model/figure/figure_entry.h"

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

/* NULL: it is no number but nothing, or zero. */
static struct number *size_of(const struct template_figure *figure, struct span text) {
    struct value value = {0};
    struct number *size = NULL;
    if (figure_read(&value, figure, text, NULL) == RC_OK && value.kind == VALUE_NUMBER &&
        number_sign(value.number) != 0)
        size = number_abs(value.number);
    value_release(&value);
    return size;
}

static bool is_far(const struct number *a, const struct number *b) {
    enum { FAR = 1000 };
    struct number *far = number_from_int(FAR);
    struct number *most = number_multiply(a, far);
    bool is = most != NULL && number_compare(b, most) >= 0;
    number_free(most);
    number_free(far);
    return is;
}

void sheet_intake_doubt_unit(struct sheet_row *row, const struct template_figure *figure,
                             struct span value, struct span other, const char *whose) {
    if (!fit_is_money(figure))
        return;
    struct number *a = size_of(figure, value), *b = size_of(figure, other);
    if (a != NULL && b != NULL && (is_far(a, b) || is_far(b, a))) {
        struct str said = STR_INIT;
        if (row->message[0] != '\0')
            str_add_format(&said, _("%s；"), row->message);
        str_add_format(&said, _("请核对单位：%s是%.*s，相差一千倍以上"), whose, SPAN_ARG(other));
        mem_free(row->message);
        row->message = str_detach(&said);
    }
    number_free(a);
    number_free(b);
}
