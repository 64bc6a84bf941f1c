#include "model/remark/reviewed.h"

#include "base/mem.h"

bool reviewed_comment_counts(const struct reviewed *reviewed, size_t at) {
    bool counts = !reviewed->comments[at].found;
    for (size_t i = 0; i < reviewed->comment_count && !counts; i++)
        counts = reviewed->comments[i].parent == at;
    return counts;
}

void reviewed_release(struct reviewed *reviewed) {
    str_release(&reviewed->text);
    mem_free(reviewed->pieces);
    mem_free(reviewed->comments);
    mem_free(reviewed->marks);
    mem_free(reviewed->rows);
    mem_free(reviewed->heads);
    texts_release(&reviewed->texts);
    *reviewed = (struct reviewed){.text = STR_INIT};
}

void reviewed_add(struct reviewed *reviewed, const struct reviewed_piece *piece, struct span text) {
    struct reviewed_piece *last =
        reviewed->piece_count > 0 ? &reviewed->pieces[reviewed->piece_count - 1] : NULL;
    size_t from = reviewed->text.len;
    if (text.n == 0)
        return;
    str_add(&reviewed->text, text);
    if (last == NULL || last->kind != piece->kind || last->moved != piece->moved ||
        !span_equal(last->author, piece->author)) {
        MEM_PUSH_ROOM(reviewed->pieces, reviewed->piece_count, reviewed->piece_cap);
        last = &reviewed->pieces[reviewed->piece_count++];
        *last = *piece;
        last->from = from;
    }
    last->to = reviewed->text.len;
}

void reviewed_add_text(struct str *out, const struct reviewed *reviewed, bool after) {
    for (size_t i = 0; i < reviewed->piece_count; i++) {
        const struct reviewed_piece *piece = &reviewed->pieces[i];
        if (piece->kind != (after ? PIECE_REMOVED : PIECE_ADDED))
            str_add(out, span_sub(str_span(&reviewed->text), piece->from, piece->to));
    }
}

size_t reviewed_place_before(const struct reviewed *reviewed, size_t at) {
    size_t place = 0;
    for (size_t i = 0; i < reviewed->piece_count && reviewed->pieces[i].from < at; i++) {
        const struct reviewed_piece *piece = &reviewed->pieces[i];
        if (piece->kind != PIECE_ADDED)
            place += (at < piece->to ? at : piece->to) - piece->from;
    }
    return place;
}
