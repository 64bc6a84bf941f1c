#include "model/remark/intake.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/sha256.h"
#include "base/text/utf8.h"
#include "model/remark/intake_map.h"
#include "model/remark/intake_place.h"
#include "model/remark/spot.h"

#include <inttypes.h>

struct intake {
    struct remark_intake *out;
    const struct intake_order *order;
    struct printed printed; /* of the report that the file is held against */
    struct str file;        /* its text before the review */
    struct intake_map map;
    struct remarks known; /* that the report has already */
};

void remark_intake_release(struct remark_intake *intake) {
    for (size_t i = 0; i < intake->count; i++)
        mem_free(intake->items[i].notes);
    mem_free(intake->items);
    mem_free(intake->left);
    texts_release(&intake->texts);
    *intake = (struct remark_intake){0};
}

static struct span keep(struct intake *intake, struct span text) {
    return (struct span){texts_copy(&intake->out->texts, text.p != NULL ? text : SPAN("")), text.n};
}

static void leave(struct intake *intake, struct span author, struct span text, const char *why) {
    struct remark_intake *out = intake->out;
    MEM_PUSH_ROOM(out->left, out->left_count, out->left_cap);
    out->left[out->left_count++] =
        (struct intake_left){keep(intake, author), keep(intake, text), why};
}

static struct remark *add_item(struct intake *intake) {
    struct remark_intake *out = intake->out;
    MEM_PUSH_ROOM(out->items, out->count, out->cap);
    struct remark *remark = &out->items[out->count++];
    *remark = (struct remark){.stage = intake->order->stage, .weight = intake->order->weight};
    return remark;
}

/* --- known again --- */

static bool has_origin(const struct intake *intake, struct span origin, size_t *at) {
    for (size_t i = 0; i < intake->known.count; i++)
        if (span_equal(intake->known.items[i].remark.origin, origin)) {
            *at = i;
            return true;
        }
    return false;
}

static bool is_made(const struct intake *intake, struct span origin) {
    for (size_t i = 0; i < intake->out->count; i++)
        if (span_equal(intake->out->items[i].origin, origin))
            return true;
    return false;
}

/* Who said what and when; of those that are alike in the file, which. */
static struct span make_origin(struct intake *intake, const char *kind, struct span author,
                               int64_t at, struct span old_words, struct span new_words) {
    enum { DIGITS = 16 };
    struct str text = STR_INIT, digits = STR_INIT;
    struct span origin = SPAN("");
    for (size_t nth = 0; origin.n == 0; nth++) {
        str_clear(&text);
        str_clear(&digits);
        str_add_format(&text, "%s\n%.*s\n%" PRId64 "\n%.*s\n%.*s\n%zu", kind, SPAN_ARG(author), at,
                       SPAN_ARG(old_words), SPAN_ARG(new_words), nth);
        sha256_add_digits(&digits, str_span(&text));
        struct span found = span_sub(str_span(&digits), 0, DIGITS);
        if (!is_made(intake, found))
            origin = keep(intake, found);
    }
    str_release(&digits);
    str_release(&text);
    return origin;
}

/* --- edits --- */

/* The words of the file before the review, where the report has others. */
static void set_file_words(const struct intake *intake, struct intake_edit *edit, size_t from,
                           size_t to) {
    struct remark words = {0};
    struct span all = str_span(&intake->file);
    size_t offset = utf8_count(span_sub(all, 0, from));
    remark_set_words(&words, all, offset, utf8_count(span_sub(all, from, to)));
    edit->words = words.target.quote;
    edit->before = words.before;
    edit->after = words.after;
}

static struct intake_edit edit_of(const struct intake *intake, size_t from, size_t to,
                                  struct span proposed) {
    struct intake_edit edit = {.proposed = proposed};
    edit.from = intake_map_place(&intake->map, from, false);
    edit.to = intake_map_place(&intake->map, to, true);
    if (from == to)
        edit.to = edit.from;
    if (!intake_map_is_same(&intake->map, from, to))
        set_file_words(intake, &edit, from, to);
    return edit;
}

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
        leave(intake, author, str_span(&text), _("编号由程序排，不用收"));
        str_release(&text);
        return;
    }
    remark.author = keep(intake, author);
    remark.at = at;
    intake_place_edit(&remark, &out->texts, &intake->printed, edit);
    if (moved && remark.kind == REMARK_IS_PROPOSAL)
        remark.text = keep(intake, span_of(edit->proposed.n > 0 ? _("从别处移来") : _("移到别处")));
    struct str place = STR_INIT;
    struct span gone = span_sub(str_span(&intake->printed.text), edit->from, edit->to);
    str_add_format(&place, "%.*s|%.*s|%.*s|%.*s", SPAN_ARG(remark.before),
                   SPAN_ARG(remark.target.quote), SPAN_ARG(remark.after), SPAN_ARG(gone));
    remark.origin = make_origin(intake, "edit", author, at, str_span(&place), edit->proposed);
    str_release(&place);
    if (has_origin(intake, remark.origin, &number)) {
        out->again++;
        struct remark *item = add_item(intake);
        *item = (struct remark){.number = SIZE_MAX, .origin = remark.origin};
        return;
    }
    if (is_done(intake, &remark)) {
        remark.state = REMARK_TAKEN;
        remark.answer = keep(intake, span_of(_("正文已经是这样")));
    }
    *add_item(intake) = remark;
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
};

static void take_piece(struct group *group, const struct reviewed *file,
                       const struct reviewed_piece *piece) {
    if (piece->kind == PIECE_REMOVED)
        group->to += piece->to - piece->from;
    else
        str_add(&group->proposed, span_sub(str_span(&file->text), piece->from, piece->to));
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
        struct intake_edit edit = edit_of(intake, group.from, group.to, str_span(&group.proposed));
        intake->out->changes++;
        add_edit(intake, &edit, first->author, group.at, group.moved);
        place = group.to;
        str_release(&group.proposed);
    }
}

/* --- differences that are not --- */

static void add_differences(struct intake *intake) {
    for (size_t i = 0; i < intake->map.count; i++) {
        const struct intake_stretch *stretch = &intake->map.items[i];
        struct span old_words =
            span_sub(str_span(&intake->printed.text), stretch->from, stretch->to);
        struct span new_words =
            span_sub(str_span(&intake->file), stretch->file_from, stretch->file_to);
        if (!utf8_has_ink(old_words) && !utf8_has_ink(new_words))
            continue;
        intake->out->differences++;
        const struct intake_edit edit = {
            .from = stretch->from, .to = stretch->to, .proposed = new_words};
        if (intake->order->then != NULL) {
            add_edit(intake, &edit, SPAN(""), 0, false);
            continue;
        }
        struct str text = STR_INIT;
        remark_add_change(&text, old_words, new_words, SIZE_MAX);
        leave(intake, SPAN(""), str_span(&text), _("与库里的文字不同，不知道是谁改的，没有收"));
        str_release(&text);
    }
}

/* --- comments --- */

static const struct reviewed_comment *root_of(const struct reviewed *file, size_t at) {
    while (file->comments[at].parent != SIZE_MAX) /* always one before it */
        at = file->comments[at].parent;
    return &file->comments[at];
}

static bool has_note(const struct remark *remark, const struct reviewed_comment *answer) {
    for (size_t i = 0; i < remark->note_count; i++)
        if (remark->notes[i].at == answer->at &&
            span_equal(remark->notes[i].author, answer->author) &&
            span_equal(remark->notes[i].text, answer->text))
            return true;
    return false;
}

static void add_note(struct intake *intake, struct remark *remark,
                     const struct reviewed_comment *answer) {
    remark->notes = mem_resize(remark->notes, remark->note_count + 1, sizeof *remark->notes);
    remark->notes[remark->note_count++] =
        (struct remark_note){.author = keep(intake, answer->author),
                             .text = keep(intake, answer->text),
                             .at = answer->at};
}

/* A copy whose notes may grow; the rest is borrowed from what is known. */
static void borrow(struct remark *item, const struct remark *known) {
    size_t bytes = known->note_count * sizeof *known->notes;
    *item = *known;
    item->own = NULL;
    item->notes = mem_alloc(bytes + sizeof *known->notes);
    for (size_t i = 0; i < known->note_count; i++)
        item->notes[i] = known->notes[i];
}

static void add_answers(struct intake *intake, struct remark *remark,
                        const struct reviewed_comment *root) {
    const struct reviewed *file = intake->order->file;
    for (size_t i = 0; i < file->comment_count; i++) {
        const struct reviewed_comment *comment = &file->comments[i];
        if (comment == root || root_of(file, i) != root)
            continue;
        intake->out->answers++;
        if (has_note(remark, comment)) {
            intake->out->notes_again++;
            continue;
        }
        add_note(intake, remark, comment);
        intake->out->notes++;
    }
}

static void place_comment(struct intake *intake, struct remark *remark,
                          const struct reviewed_comment *comment) {
    const struct reviewed *file = intake->order->file;
    if (!comment->anchored || intake->printed.text.len == 0)
        return; /* of the whole */
    struct intake_edit edit = edit_of(intake, reviewed_place_before(file, comment->from),
                                      reviewed_place_before(file, comment->to), SPAN(""));
    intake_place_comment(remark, &intake->out->texts, &intake->printed, &edit);
}

/* An answer that came in before, in a file that some program has saved without its threads. */
static bool is_known_note(const struct intake *intake, const struct reviewed_comment *comment) {
    for (size_t i = 0; i < intake->known.count; i++)
        if (has_note(&intake->known.items[i].remark, comment))
            return true;
    return false;
}

static void add_comment(struct intake *intake, const struct reviewed_comment *comment) {
    struct remark_intake *out = intake->out;
    size_t at = 0;
    out->comments++;
    if (!utf8_has_ink(comment->text)) {
        leave(intake, comment->author, comment->text, _("批注没有文字，没有收"));
        return;
    }
    if (is_known_note(intake, comment)) {
        out->again++;
        return;
    }
    struct span origin =
        make_origin(intake, "comment", comment->author, comment->at, comment->text, SPAN(""));
    struct remark *remark = add_item(intake);
    if (has_origin(intake, origin, &at)) {
        size_t notes = out->notes;
        borrow(remark, &intake->known.items[at].remark);
        add_answers(intake, remark, comment);
        out->again++;
        if (out->notes == notes)
            remark->number = SIZE_MAX; /* nothing of it is new */
        return;
    }
    remark->author = keep(intake, comment->author);
    remark->at = comment->at;
    remark->text = keep(intake, comment->text);
    remark->origin = origin;
    remark->state = comment->done ? REMARK_DONE : REMARK_OPEN;
    place_comment(intake, remark, comment);
    add_answers(intake, remark, comment);
    out->remarks++;
}

static void add_comments(struct intake *intake) {
    const struct reviewed *file = intake->order->file;
    for (size_t i = 0; i < file->comment_count; i++)
        if (file->comments[i].parent == SIZE_MAX && reviewed_comment_counts(file, i))
            add_comment(intake, &file->comments[i]);
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
            leave(intake, SPAN(""), str_span(&text), _("不是文字的修改，没有收"));
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
            *texts[k] = keep(intake, *texts[k]);
        for (size_t k = 0; remark->number != 0 && k < remark->note_count; k++) {
            remark->notes[k].author = keep(intake, remark->notes[k].author);
            remark->notes[k].text = keep(intake, remark->notes[k].text);
        }
    }
}

void remark_intake_make(struct remark_intake *out, const struct intake_order *order) {
    struct intake intake = {.out = out, .order = order, .file = STR_INIT};
    *out = (struct remark_intake){0};
    printed_make(&intake.printed, order->then != NULL ? order->then : order->now);
    reviewed_add_text(&intake.file, order->file, false);
    intake_map_make(&intake.map, str_span(&intake.printed.text), str_span(&intake.file));
    remarks_list(&intake.known, order->now);
    size_t shorter =
        intake.printed.text.len < intake.file.len ? intake.printed.text.len : intake.file.len;
    out->alike = shorter > 0 ? intake.map.kept * 100 / shorter : 0;

    add_comments(&intake);
    add_changes(&intake);
    add_differences(&intake);
    leave_rest(&intake);
    drop_known(out);
    own_items(&intake);

    remarks_release(&intake.known);
    intake_map_release(&intake.map);
    str_release(&intake.file);
    printed_release(&intake.printed);
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

void remark_intake_add_taken(struct str *out, const struct remark_intake *intake) {
    size_t again = intake->again + intake->notes_again;
    bool took = intake->remarks + intake->proposals + intake->notes > 0;
    str_add_text(out, took ? _("收了") : _("没有收进新的意见和修改"));
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
