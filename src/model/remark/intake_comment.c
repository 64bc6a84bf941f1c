#include "model/remark/intake_comment.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"

static void add_note(struct intake *intake, struct remark *remark,
                     const struct reviewed_comment *answer) {
    remark->notes = mem_resize(remark->notes, remark->note_count + 1, sizeof *remark->notes);
    remark->notes[remark->note_count++] =
        (struct remark_note){.author = intake_keep(intake, answer->author),
                             .text = intake_keep(intake, answer->text),
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
    struct span_map there = {0}; /* the remark's notes */
    for (size_t i = 0; i < remark->note_count; i++)
        (void)span_map_add(&there,
                           intake_note_key(intake, remark->notes[i].author, remark->notes[i].at,
                                           remark->notes[i].text),
                           i);
    for (size_t i = intake->first_answer[root - file->comments]; i != SIZE_MAX;
         i = intake->next_answer[i]) {
        const struct reviewed_comment *comment = &file->comments[i];
        struct span key = intake_note_key(intake, comment->author, comment->at, comment->text);
        intake->out->answers++;
        if (span_map_find(&there, key) != NULL) {
            intake->out->notes_again++;
            continue;
        }
        (void)span_map_add(&there, key, i);
        add_note(intake, remark, comment);
        intake->out->notes++;
    }
    span_map_release(&there);
}

static void place_comment(struct intake *intake, struct remark *remark,
                          const struct reviewed_comment *comment) {
    const struct reviewed *file = intake->order->file;
    if (!comment->anchored || intake->printed.text.len == 0)
        return; /* of the whole */
    struct intake_edit edit =
        intake_edit_of(intake, comment->from, reviewed_place_before(file, comment->from),
                       reviewed_place_before(file, comment->to), SPAN(""));
    intake_place_comment(remark, &intake->out->texts, &intake->printed, &edit);
}

/* An answer that came in before, in a file that some program has saved without its threads. */
static bool is_known_note(struct intake *intake, const struct reviewed_comment *comment) {
    return span_map_find(&intake->known_note, intake_note_key(intake, comment->author, comment->at,
                                                              comment->text)) != NULL;
}

static void add_comment(struct intake *intake, const struct reviewed_comment *comment) {
    struct remark_intake *out = intake->out;
    size_t at = 0;
    out->comments++;
    if (!utf8_has_ink(comment->text)) {
        intake_leave(intake, comment->author, comment->text, _("批注没有文字，没有收"));
        return;
    }
    if (is_known_note(intake, comment)) {
        out->again++;
        return;
    }
    struct span origin = intake_make_origin(intake, "comment", comment->author, comment->at,
                                            comment->text, SPAN(""));
    struct remark *remark = intake_add_item(intake);
    if (intake_has_origin(intake, origin, &at)) {
        size_t notes = out->notes;
        borrow(remark, &intake->known.items[at].remark);
        add_answers(intake, remark, comment);
        out->again++;
        if (out->notes == notes)
            remark->number = SIZE_MAX; /* nothing of it is new */
        return;
    }
    remark->author = intake_keep(intake, comment->author);
    remark->at = comment->at;
    struct span said = comment->text;
    (void)remark_take_weight(&said, &remark->weight); /* the reader's own word goes before */
    remark->text = intake_keep(intake, said);
    remark->origin = origin;
    remark->state = comment->done ? REMARK_DONE : REMARK_OPEN;
    place_comment(intake, remark, comment);
    add_answers(intake, remark, comment);
    out->remarks++;
}

/* Answers to answers are of the thread's first; each stands behind what it answers. */
static void list_answers(struct intake *intake) {
    const struct reviewed *file = intake->order->file;
    size_t count = file->comment_count;
    size_t *roots = mem_alloc_zero(count + 1, sizeof *roots);
    intake->first_answer = mem_alloc_zero(count + 1, sizeof *intake->first_answer);
    intake->next_answer = mem_alloc_zero(count + 1, sizeof *intake->next_answer);
    for (size_t i = 0; i < count; i++) {
        size_t parent = file->comments[i].parent;
        roots[i] = parent == SIZE_MAX ? i : roots[parent];
        intake->first_answer[i] = intake->next_answer[i] = SIZE_MAX;
    }
    for (size_t i = count; i-- > 0;) {
        if (roots[i] == i)
            continue;
        intake->next_answer[i] = intake->first_answer[roots[i]];
        intake->first_answer[roots[i]] = i;
    }
    mem_free(roots);
}

void intake_add_comments(struct intake *intake) {
    const struct reviewed *file = intake->order->file;
    list_answers(intake);
    for (size_t i = 0; i < file->comment_count; i++)
        if (file->comments[i].parent == SIZE_MAX && reviewed_comment_counts(file, i))
            add_comment(intake, &file->comments[i]);
}
