#include "model/remark/intake.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "model/remark/intake_comment.h"
#include "model/remark/intake_common.h"
#include "model/remark/intake_move.h"

#include <stdlib.h>

void remark_intake_release(struct remark_intake *intake) {
    for (size_t i = 0; i < intake->count; i++)
        mem_free(intake->items[i].notes);
    mem_free(intake->items);
    mem_free(intake->left);
    texts_release(&intake->texts);
    *intake = (struct remark_intake){0};
}

/* --- edits --- */

/* The clerk has changed it so already. */
static bool is_done(const struct intake *intake, const struct remark *remark) {
    enum { NEAR = 8 };
    struct str text = STR_INIT, wanted = STR_INIT, was = STR_INIT;
    if (remark->kind != REMARK_IS_PROPOSAL || remark->target.kind == TARGET_FIGURE)
        return false;
    size_t points = utf8_count(remark->before);
    size_t first = points > NEAR ? utf8_offset(remark->before, points - NEAR) : 0;
    struct span before = span_sub(remark->before, first, remark->before.n);
    struct span after = span_sub(remark->after, 0, utf8_offset(remark->after, NEAR));
    str_add(&wanted, before);
    str_add(&wanted, remark->proposed);
    str_add(&wanted, after);
    str_add(&was, before);
    str_add(&was, remark->target.quote);
    str_add(&was, after);
    remark_add_part_text(&text, intake->order->now, remark->target.section, remark->part);
    bool around = utf8_count(before) + utf8_count(after) > NEAR / 2;
    bool done = around && span_find(str_span(&text), str_span(&wanted)) != SIZE_MAX &&
                span_find(str_span(&text), str_span(&was)) == SIZE_MAX;
    str_release(&was);
    str_release(&wanted);
    str_release(&text);
    return done;
}

static void add_edit(struct intake *intake, const struct intake_edit *edit, struct span author,
                     int64_t at, bool moved) {
    struct remark_intake *out = intake->out;
    struct remark remark = {.stage = intake->order->stage, .weight = intake->order->weight};
    size_t number = 0;
    if (intake_is_numbering(&intake->printed, edit)) {
        struct str text = STR_INIT;
        remark_add_change(&text, span_sub(str_span(&intake->printed.text), edit->from, edit->to),
                          edit->proposed, SIZE_MAX);
        intake_leave(intake, author, str_span(&text), _("编号由程序排，不用收"));
        str_release(&text);
        return;
    }
    remark.author = intake_keep(intake, author);
    remark.at = at;
    intake_place_edit(&remark, &out->texts, &intake->printed, edit);
    if (moved && remark.kind == REMARK_IS_PROPOSAL)
        remark.text =
            intake_keep(intake, span_of(edit->proposed.n > 0 ? _("从别处移来") : _("移到别处")));
    struct str place = STR_INIT;
    struct span gone = span_sub(str_span(&intake->printed.text), edit->from, edit->to);
    str_add_format(&place, "%.*s|%.*s|%.*s|%.*s", SPAN_ARG(remark.before),
                   SPAN_ARG(remark.target.quote), SPAN_ARG(remark.after), SPAN_ARG(gone));
    remark.origin =
        intake_make_origin(intake, "edit", author, at, str_span(&place), edit->proposed);
    str_release(&place);
    if (intake_has_origin(intake, remark.origin, &number)) {
        out->again++;
        struct remark *item = intake_add_item(intake);
        *item = (struct remark){.number = SIZE_MAX, .origin = remark.origin};
        return;
    }
    if (is_done(intake, &remark)) {
        remark.state = REMARK_TAKEN;
        remark.answer = intake_keep(intake, span_of(_("正文已经是这样")));
    }
    *intake_add_item(intake) = remark;
    if (remark.kind == REMARK_IS_PROPOSAL)
        out->proposals++;
    else
        out->remarks++;
}

/* --- changes that are tracked --- */

struct group { /* neighbours of one author */
    size_t from, to;
    struct str proposed;
    int64_t at;
    bool moved;
    size_t ends_gone; /* of paragraphs and cells */
};

static size_t count_ends(struct span text) {
    size_t count = 0;
    for (size_t i = 0; i < text.n; i++)
        count += text.p[i] == '\n';
    return count;
}

static void take_piece(struct group *group, const struct reviewed *file,
                       const struct reviewed_piece *piece) {
    struct span text = span_sub(str_span(&file->text), piece->from, piece->to);
    if (piece->kind == PIECE_REMOVED) {
        group->to += text.n;
        group->ends_gone += count_ends(text);
    } else {
        str_add(&group->proposed, text);
    }
    group->at = group->at != 0 ? group->at : piece->at;
    group->moved |= piece->moved;
}

static void add_changes(struct intake *intake) {
    const struct reviewed *file = intake->order->file;
    size_t place = 0;
    for (size_t i = 0; i < file->piece_count;) {
        const struct reviewed_piece *first = &file->pieces[i];
        struct group group = {.from = place, .to = place, .proposed = STR_INIT};
        if (first->kind == PIECE_KEPT) {
            place += first->to - first->from;
            i++;
            continue;
        }
        for (; i < file->piece_count && file->pieces[i].kind != PIECE_KEPT &&
               span_equal(file->pieces[i].author, first->author);
             i++)
            take_piece(&group, file, &file->pieces[i]);
        struct intake_edit edit =
            intake_edit_of(intake, first->from, group.from, group.to, str_span(&group.proposed));
        size_t ends_come = count_ends(str_span(&group.proposed));
        edit.is_section =
            ends_come > group.ends_gone &&
            intake_rows_head(file->heads, file->head_count, first->from, file->pieces[i - 1].to);
        edit.is_cells = ends_come != group.ends_gone &&
                        intake_rows_part(file->rows, file->row_count, first->from,
                                         file->pieces[i - 1].to, &edit.at_head);
        intake->out->changes++;
        add_edit(intake, &edit, first->author, group.at, group.moved);
        place = group.to;
        str_release(&group.proposed);
    }
}

/* --- differences that are not --- */

static bool are_lines(struct span text, size_t from, size_t to) {
    return (from == 0 || text.p[from - 1] == '\n') && text.p[to - 1] == '\n';
}

/* Lines that went without a trace: between two that end alike ("好。¶坏。¶") it may be the line or
 * "。¶坏" that went. A reader takes out the line. */
static void settle_removed(struct intake_stretch *stretch, struct span print) {
    struct intake_stretch at = *stretch;
    size_t length = at.to - at.from;
    struct span words = span_sub(print, at.from, at.to);
    if (at.file_from != at.file_to || span_find(words, SPAN("\n")) == SIZE_MAX)
        return;
    for (size_t back = 0;
         back < length && at.from > 0 && at.file_from > 0 && !are_lines(print, at.from, at.to) &&
         print.p[at.from - 1] == print.p[at.to - 1];
         back++) {
        at.from--;
        at.to--;
        at.file_from--;
    }
    if (!are_lines(print, at.from, at.to))
        for (at = *stretch; at.to < print.n && at.from < stretch->to &&
                            !are_lines(print, at.from, at.to) && print.p[at.from] == print.p[at.to];
             at.from++, at.to++)
            at.file_from++;
    if (!are_lines(print, at.from, at.to))
        return;
    at.file_to = at.file_from;
    *stretch = at;
}

static void add_differences(struct intake *intake) {
    for (size_t i = 0; i < intake->map.count; i++) {
        struct intake_stretch stretch = intake->map.items[i];
        bool at_head = false;
        settle_removed(&stretch, str_span(&intake->printed.text));
        bool parts =
            intake_rows_part_stretch(&intake->rows, str_span(&intake->file), &stretch, &at_head);
        struct span old_words = span_sub(str_span(&intake->printed.text), stretch.from, stretch.to);
        struct span new_words =
            span_sub(str_span(&intake->file), stretch.file_from, stretch.file_to);
        if (!utf8_has_ink(old_words) && !utf8_has_ink(new_words))
            continue;
        intake->out->differences++;
        const struct intake_edit edit = {
            .from = stretch.from,
            .to = stretch.to,
            .proposed = new_words,
            .is_cells = parts && count_ends(old_words) != count_ends(new_words),
            .at_head = at_head,
            .is_section = count_ends(new_words) > count_ends(old_words) &&
                          intake_rows_head(intake->rows.heads, intake->rows.head_count,
                                           stretch.file_from, stretch.file_to)};
        if (intake->order->then != NULL) {
            add_edit(intake, &edit, SPAN(""), 0, false);
            continue;
        }
        struct str text = STR_INIT;
        remark_add_change(&text, old_words, new_words, SIZE_MAX);
        intake_leave(intake, SPAN(""), str_span(&text),
                     _("与库里的文字不同，不知道是谁改的，没有收"));
        str_release(&text);
    }
}

/* --- the whole --- */

static void leave_rest(struct intake *intake) {
    const struct reviewed *file = intake->order->file;
    const struct {
        size_t count;
        const char *what;
    } rest[] = {{file->looks, _("格式修订")},
                {file->objects, _("图片、图形、目录")},
                {file->passing, _("加进去又删去的字")}};
    for (size_t i = 0; i < ARRAY_LEN(rest); i++) {
        struct str text = STR_INIT;
        str_add_format(&text, "%s×%zu", rest[i].what, rest[i].count);
        if (rest[i].count > 0)
            intake_leave(intake, SPAN(""), str_span(&text), _("不是文字的修改，没有收"));
        str_release(&text);
    }
}

/* What was in before is no item. */
static void drop_known(struct remark_intake *out) {
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (out->items[i].number == SIZE_MAX)
            mem_free(out->items[i].notes);
        else
            out->items[kept++] = out->items[i];
    out->count = kept;
}

/* The items must not borrow from what is released here. */
static void own_items(struct intake *intake) {
    for (size_t i = 0; i < intake->out->count; i++) {
        struct remark *remark = &intake->out->items[i];
        struct span *const texts[] = {&remark->target.name, &remark->target.quote, &remark->before,
                                      &remark->after,       &remark->author,       &remark->text,
                                      &remark->proposed,    &remark->answer,       &remark->by,
                                      &remark->origin};
        for (size_t k = 0; remark->number != 0 && k < ARRAY_LEN(texts); k++)
            *texts[k] = intake_keep(intake, *texts[k]);
        for (size_t k = 0; remark->number != 0 && k < remark->note_count; k++) {
            remark->notes[k].author = intake_keep(intake, remark->notes[k].author);
            remark->notes[k].text = intake_keep(intake, remark->notes[k].text);
        }
    }
}

static int compare_anchors(const void *left, const void *right) {
    const struct intake_anchor *a = left, *b = right;
    return a->print < b->print ? -1 : a->print > b->print;
}

/* Each section of the file is held against its own print. */
static void make_map(struct intake *intake) {
    const struct intake_marks *marks = &intake->marks;
    struct str before = STR_INIT;
    reviewed_add_text(&before, intake->order->file, false);
    intake_marks_make(&intake->marks, intake->order->file, str_span(&before), &intake->printed,
                      intake->order->then != NULL);
    intake_marks_add_sorted(&intake->file, marks, str_span(&before));

    struct intake_anchor *anchors = mem_alloc_zero(marks->count + 1, sizeof *anchors);
    for (size_t i = 0; i < marks->count; i++)
        anchors[i] = (struct intake_anchor){marks->items[i].print, marks->items[i].sorted};
    qsort(anchors, marks->count, sizeof *anchors, compare_anchors);
    intake_map_make(&intake->map, str_span(&intake->printed.text), str_span(&intake->file), anchors,
                    marks->count);
    intake_rows_make(&intake->rows, intake->order->file, marks);
    mem_free(anchors);
    str_release(&before);
}

static void release(struct intake *intake) {
    struct span_map *const maps[] = {&intake->known_origin, &intake->known_note, &intake->made};
    for (size_t i = 0; i < ARRAY_LEN(maps); i++)
        span_map_release(maps[i]);
    mem_free(intake->first_answer);
    mem_free(intake->next_answer);
    remarks_release(&intake->known);
    intake_rows_release(&intake->rows);
    intake_map_release(&intake->map);
    intake_marks_release(&intake->marks);
    str_release(&intake->file);
    printed_release(&intake->printed);
}

void remark_intake_make(struct remark_intake *out, const struct intake_order *order) {
    struct intake intake = {.out = out, .order = order, .file = STR_INIT};
    *out = (struct remark_intake){0};
    printed_make(&intake.printed, order->then != NULL ? order->then : order->now);
    make_map(&intake);
    intake_list_known(&intake);
    size_t shorter =
        intake.printed.text.len < intake.file.len ? intake.printed.text.len : intake.file.len;
    out->alike = shorter > 0 ? intake.map.kept * 100 / shorter : 0;

    intake_add_comments(&intake);
    add_changes(&intake);
    add_differences(&intake);
    intake_pair_moves(&intake);
    intake_add_moves(&intake);
    leave_rest(&intake);
    drop_known(out);
    own_items(&intake);

    release(&intake);
}

/* --- what is said of it --- */

/* Between two parts of what began at byte `from`. */
static const char *gap_of(const struct str *out, size_t from) {
    return out->len > from ? _("、") : "";
}

void remark_intake_add_found(struct str *out, const struct remark_intake *intake) {
    size_t from = out->len;
    if (intake->comments > 0)
        str_add_format(out, _("批注%zu条"), intake->comments);
    if (intake->answers > 0)
        str_add_format(out, _("%s答复%zu条"), gap_of(out, from), intake->answers);
    if (intake->changes > 0)
        str_add_format(out, _("%s修订%zu处"), gap_of(out, from), intake->changes);
    if (intake->differences > 0)
        str_add_format(out, _("%s没有留痕的改动%zu处"), gap_of(out, from), intake->differences);
    if (out->len == from)
        str_add_text(out, _("没有批注，也没有改动"));
}

bool remark_intake_took(const struct remark_intake *intake) {
    return intake->remarks + intake->proposals + intake->notes > 0;
}

void remark_intake_add_taken(struct str *out, const struct remark_intake *intake) {
    size_t again = intake->again + intake->notes_again;
    str_add_text(out, remark_intake_took(intake) ? _("收了") : _("没有收进新的意见和修改"));
    size_t from = out->len;
    if (intake->remarks > 0)
        str_add_format(out, _("意见%zu条"), intake->remarks);
    if (intake->proposals > 0)
        str_add_format(out, _("%s修改%zu处"), gap_of(out, from), intake->proposals);
    if (intake->notes > 0)
        str_add_format(out, _("%s答复%zu条"), gap_of(out, from), intake->notes);
    if (again > 0)
        str_add_format(out, _("；以前收过%zu项"), again);
}
