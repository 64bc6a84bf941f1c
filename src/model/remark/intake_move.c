#include "model/remark/intake_move.h"

#include "base/lang.h"
#include "base/text/utf8.h"

#include <inttypes.h>

/* Its label and heading, as far as one is needed to know it: a text may follow in the same line. */
static struct span name_of(const struct intake *intake, const struct intake_mark *mark) {
    enum { POINTS_MOST = 24 };
    struct span rest = str_span(&intake->printed.text);
    rest = span_sub(rest, mark->print, rest.n);
    struct span line = span_trim(span_sub(rest, 0, span_find(rest, SPAN("\n"))));
    line = span_sub(line, 0, span_find(line, SPAN("。")));
    return span_sub(line, 0, utf8_offset(line, POINTS_MOST));
}

/* Whether the one stands right in front of the other in the report as it is now. */
static bool follows_now(const struct intake *intake, int64_t before, int64_t section) {
    const struct report *now = intake->order->now;
    int64_t last = -1;
    for (const struct section *at = report_next_section(now, NULL); at != NULL;
         at = report_next_section(now, at)) {
        if (at->id == section)
            return last == before;
        last = at->id;
    }
    return false;
}

/* The outline is the clerk's to change: a remark says where the reader wants the section. */
static void add_move(struct intake *intake, const struct intake_mark *mark, size_t index) {
    struct remark_intake *out = intake->out;
    const struct intake_mark *before = index > 0 ? &intake->marks.items[index - 1] : NULL;
    struct str text = STR_INIT, place = STR_INIT;
    size_t at = 0;
    struct span name = name_of(intake, mark);
    if (before != NULL)
        str_add_format(&text, _("建议把“%.*s”移到“%.*s”后面"), SPAN_ARG(name),
                       SPAN_ARG(name_of(intake, before)));
    else
        str_add_format(&text, _("建议把“%.*s”移到最前面"), SPAN_ARG(name));
    str_add_format(&place, "%" PRId64 " %" PRId64, mark->section,
                   before != NULL ? before->section : -1);
    struct span origin =
        intake_make_origin(intake, "move", SPAN(""), 0, str_span(&place), SPAN(""));
    out->differences++;
    if (intake->order->then == NULL) {
        intake_leave(intake, SPAN(""), str_span(&text),
                     _("与库里的文字不同，不知道是谁改的，没有收"));
    } else if (intake_has_origin(intake, origin, &at)) {
        out->again++;
    } else {
        struct remark *remark = intake_add_item(intake);
        remark->target = (struct target){.kind = TARGET_SECTION, .section = mark->section};
        remark->text = intake_keep(intake, str_span(&text));
        remark->origin = origin;
        if (before != NULL && follows_now(intake, before->section, mark->section)) {
            remark->state = REMARK_DONE;
            remark->answer = intake_keep(intake, span_of(_("正文已经是这样")));
        }
        out->remarks++;
    }
    str_release(&place);
    str_release(&text);
}

void intake_add_moves(struct intake *intake) {
    for (size_t i = 0; i < intake->marks.count; i++)
        if (intake->marks.items[i].moved)
            add_move(intake, &intake->marks.items[i], i);
}

/* --- words --- */

static bool is_half(const struct remark *remark, bool comes) {
    enum { POINTS_LEAST = 6 }; /* fewer go and come by chance */
    return remark->number != SIZE_MAX && remark->kind == REMARK_IS_PROPOSAL &&
           remark->author.n == 0 && remark->text.n == 0 && remark->state == REMARK_OPEN &&
           (remark->proposed.n > 0) == comes && (remark->target.quote.n == 0) == comes &&
           utf8_count(remark_words_moved(remark)) >= POINTS_LEAST;
}

/* Which of the halves has those words; SIZE_MAX: several. */
static void list_halves(const struct remark_intake *out, bool comes, struct span_map *halves) {
    for (size_t i = 0; i < out->count; i++) {
        const struct remark *remark = &out->items[i];
        if (!is_half(remark, comes))
            continue;
        size_t *at = span_map_add(halves, remark_words_moved(remark), i);
        *at = *at == i ? i : SIZE_MAX;
    }
}

void intake_pair_moves(struct intake *intake) {
    struct remark_intake *out = intake->out;
    struct span_map gone = {0}, come = {0};
    list_halves(out, false, &gone);
    list_halves(out, true, &come);

    for (size_t i = 0; i < out->count; i++) {
        if (!is_half(&out->items[i], false))
            continue;
        struct span words = remark_words_moved(&out->items[i]);
        const size_t *from = span_map_find(&gone, words), *to = span_map_find(&come, words);
        if (*from != i || to == NULL || *to == SIZE_MAX)
            continue;
        out->items[i].text = intake_keep(intake, span_of(_("移到别处")));
        out->items[*to].text = intake_keep(intake, span_of(_("从别处移来")));
    }

    span_map_release(&gone);
    span_map_release(&come);
}
