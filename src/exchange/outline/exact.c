#include "exchange/outline/exact.h"

#include "exchange/outline/line.h"
#include "exchange/outline/outline.h"
#include "exchange/outline/title.h"

struct exact {
    struct {
        enum numbering style; /* of its last heading */
        unsigned n;
        int digits; /* DECIMAL: how many numbers */
        bool run_in;
    } open[OUTLINE_DEPTH_MOST + 1]; /* by level */
    int level;
    bool attachments; /* nothing but attachments follows the sign-off, or an attachment */
};

/* The next of a list, of run-in headings where it has no number, else the first of a list below. */
static int run_in_level(const struct exact *exact, const struct outline_line *line) {
    enum numbering style = line->labelled ? line->label.style : NUMBERING_NONE;
    unsigned n = line->labelled ? line->label.n : 0;
    int digits = line->labelled ? line->label.depth : 0;
    for (int i = exact->level; i > 0; i--) {
        bool same = exact->open[i].style == style && exact->open[i].digits == digits;
        if (same && (n == 0 ? exact->open[i].run_in : exact->open[i].n + 1 == n))
            return i;
    }
    /* what is not labelled as an attachment stands in one without a heading */
    bool inside =
        exact->level == 0 && exact->attachments && line->labelled && style != NUMBERING_ATTACHMENT;
    return exact->level + (inside ? 2 : 1);
}

static void take_heading(struct exact *exact, struct outline_line *line) {
    int level = line->block->style_level;
    if (level == 0)
        level = run_in_level(exact, line);
    if (level > OUTLINE_DEPTH_MOST)
        level = OUTLINE_DEPTH_MOST;
    line->role = OUTLINE_HEADING;
    line->level = level;
    exact->attachments |= line->block->attachment;
    line->attachment = level == 1 && exact->attachments;
    if (line->attachment)
        outline_label_attachment(line);
    exact->level = level;
    exact->open[level].style = line->labelled ? line->label.style : NUMBERING_NONE;
    exact->open[level].n = line->labelled ? line->label.n : 0;
    exact->open[level].digits = line->labelled ? line->label.depth : 0;
    exact->open[level].run_in = line->block->head > 0;
}

void outline_find_exact(struct outline *outline) {
    struct exact exact = {0};
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        if (line->role == OUTLINE_TITLE)
            outline_add_flat(&outline->title, line->text);
        else if (line->role == OUTLINE_SIGN_OFF)
            exact = (struct exact){.attachments = true};
        else if (line->block->kind == BLOCK_HEADING || line->block->head > 0)
            take_heading(&exact, line);
        else if (line->block->kind == BLOCK_ITEM)
            line->role = OUTLINE_ITEM;
    }
}
