#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/outline.h"
#include "exchange/text_read.h"

#include <string.h>

enum {
    BLOCK_POINTS_MOST = 50, /* of a heading on its own line */
    COMMA_BLOCK_POINTS_MOST = 36,
    RUN_IN_POINTS_MOST = 30,
    LONG_RUN_POINTS_MOST = 45,
    COLON_POINTS_MOST = 24,
    STYLED_POINTS_MOST = 80 /* of a heading that a style makes one */
};

static bool is_one_of(char32_t c, const char32_t *set) {
    for (; *set != 0; set++)
        if (c == *set)
            return true;
    return false;
}

/* --- what stands behind a label --- */

struct phrase {
    size_t bytes, points; /* before the mark */
    size_t mark;          /* bytes of the mark, 0: none found */
    bool commas;
    bool colon;
};

/* The first mark that ends a phrase, outside brackets and quotes. */
static struct phrase find_phrase(struct span text) {
    struct phrase phrase = {0};
    int nested = 0;
    for (struct span rest = text; rest.n > 0;) {
        size_t at = text.n - rest.n;
        char32_t c = utf8_take(&rest);
        char32_t next = rest.n > 0 ? utf8_take(&(struct span){rest.p, rest.n}) : 0;
        if (is_one_of(c, U"（(《“〈【〔"))
            nested++;
        else if (is_one_of(c, U"）)》”〉】〕") && nested > 0)
            nested--;
        bool half_colon = c == U':' && next != U'/' && !(next >= U'0' && next <= U'9');
        if (nested == 0 && (c == U'。' || c == U'：' || half_colon)) {
            phrase.bytes = at;
            phrase.mark = text.n - rest.n - at;
            phrase.colon = c != U'。';
            return phrase;
        }
        phrase.commas |= is_one_of(c, U"，；,;！？");
        phrase.points++;
    }
    phrase.bytes = text.n;
    return phrase;
}

static enum outline_shape shape_of(struct span text, const struct phrase *phrase) {
    if (text.n == 0)
        return SHAPE_NONE;
    if (phrase->mark == 0) {
        size_t most = phrase->commas ? COMMA_BLOCK_POINTS_MOST : BLOCK_POINTS_MOST;
        char32_t last = utf8_before(text, text.n);
        bool open = is_one_of(last, U"，；、,;！？!?");
        return phrase->points <= most && !open ? SHAPE_BLOCK : SHAPE_SENTENCE;
    }
    bool ends = text_trim(span_sub(text, phrase->bytes + phrase->mark, text.n)).n == 0;
    size_t most = phrase->colon ? COLON_POINTS_MOST : RUN_IN_POINTS_MOST;
    if (!phrase->commas && phrase->points <= most)
        return ends ? SHAPE_ENDED : SHAPE_RUN_IN;
    return !ends && phrase->points <= LONG_RUN_POINTS_MOST ? SHAPE_LONG_RUN : SHAPE_SENTENCE;
}

static void set_rest(struct outline_line *line, struct span rest) {
    struct phrase phrase = find_phrase(rest);
    line->rest = rest;
    line->phrase = phrase.bytes;
    line->mark = phrase.mark;
    line->shape = shape_of(rest, &phrase);
}

/* Would the label print exactly as it stands there? */
static bool is_reproducible(const struct outline_line *line, struct span rest) {
    struct span gap = rest.n > 0 ? span_of(numbering_gap(line->label.style)) : SPAN("");
    return line->label.text.p == line->text.p &&
           line->label.text.n + gap.n + rest.n == line->text.n &&
           span_starts_with(span_sub(line->text, line->label.text.n, line->text.n), gap);
}

/* Bold letters, or a style, say where a run-in heading ends. */
static void read_head(struct outline_line *line) {
    static const char *const marks[] = {"。", "：", ":"};
    size_t before = (size_t)(line->rest.p - line->text.p), head = line->block->head;
    if (head <= before || head > line->text.n)
        return;
    struct span phrase = span_sub(line->rest, 0, head - before);
    line->phrase = phrase.n;
    line->mark = 0;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_ends_with(phrase, span_of(marks[i])))
            line->mark = span_of(marks[i]).n;
    line->phrase -= line->mark;
    line->shape = SHAPE_RUN_IN;
}

/* A heading by its style: a phrase that nobody ends as an open sentence. */
static void read_styled(struct outline_line *line) {
    if (!line->labelled)
        set_rest(line, line->text);
    if (line->shape != SHAPE_SENTENCE || line->mark > 0 ||
        utf8_count(line->rest) > STYLED_POINTS_MOST ||
        is_one_of(utf8_before(line->rest, line->rest.n), U"，；、,;"))
        return;
    line->shape = SHAPE_BLOCK;
    line->phrase = line->rest.n;
}

/* Everything is as the block says; only the label is told from its heading. */
static void read_exact(struct outline_line *line) {
    struct span rest = line->text;
    bool can_have = line->block->kind == BLOCK_HEADING || line->block->kind == BLOCK_ITEM ||
                    line->block->head > 0;
    line->labelled = can_have && label_take(&rest, &line->label) && is_reproducible(line, rest);
    line->rest = line->labelled ? rest : line->text;
    line->phrase = line->rest.n;
    if (line->block->head > 0)
        read_head(line);
}

static void read_line(struct outline_line *line, const struct block *block, enum source_kind kind) {
    bool own = kind == SOURCE_LAYOUT;
    *line = (struct outline_line){.block = block, .text = span_of(block->text)};
    if (block->kind == BLOCK_TITLE)
        line->role = OUTLINE_TITLE;
    if (block->kind == BLOCK_SIGN_OFF)
        line->role = OUTLINE_SIGN_OFF;
    if (line->role != OUTLINE_TEXT || block->kind == BLOCK_TABLE)
        return;
    if (kind == SOURCE_EXACT) {
        read_exact(line);
        return;
    }
    struct span rest = line->text;
    line->labelled = label_take(&rest, &line->label) && line->label.style != NUMBERING_FIRSTLY;
    if (line->labelled && own && !is_reproducible(line, rest))
        line->labelled = false;
    if (line->labelled) {
        set_rest(line, rest);
    } else if (own && block->style_level == 1) { /* a heading without a label: all of it */
        line->rest = line->text;
        line->phrase = line->text.n;
        line->shape = SHAPE_BLOCK;
    }
    if (kind == SOURCE_STYLED && line->labelled && block->head > 0 && block->head < line->text.n)
        read_head(line);
    if (kind == SOURCE_STYLED && block->style_level > 0)
        read_styled(line);
}

/* "第一部分" and, on the next line, "基本情况": one heading. */
static void join_lone_label(struct outline *outline, size_t i) {
    struct outline_line *line = &outline->lines[i], *next = line + 1;
    if (!line->labelled || line->rest.n > 0 || i + 1 == outline->count || next->labelled ||
        next->block->blank_before > 1 || next->block->kind != BLOCK_PARAGRAPH ||
        next->block->style_level > 0)
        return;
    struct phrase phrase = find_phrase(next->text);
    if (shape_of(next->text, &phrase) != SHAPE_BLOCK || phrase.points > RUN_IN_POINTS_MOST)
        return;
    set_rest(line, next->text);
    next->role = OUTLINE_JOINED;
}

void outline_init(struct outline *outline, const struct document *document, enum source_kind kind,
                  const struct template *template) {
    bool own = kind == SOURCE_LAYOUT;
    *outline = (struct outline){.kind = kind, .own = own, .template = template, .title = STR_INIT};
    outline->lines = mem_alloc_zero(document->count + 1, sizeof *outline->lines);
    outline->count = document->count;
    for (size_t i = 0; i < document->count; i++)
        read_line(&outline->lines[i], &document->blocks[i], kind);
    if (own || kind == SOURCE_EXACT)
        return;
    struct text_breaks breaks = text_find_breaks(document);
    for (size_t i = 0; i < outline->count; i++) {
        struct outline_line *line = &outline->lines[i];
        join_lone_label(outline, i);
        if (line->shape == SHAPE_BLOCK && i + 1 < outline->count &&
            text_goes_on(line->block, line->block + 1, breaks))
            line->shape = SHAPE_SENTENCE; /* its end stands on the next line */
    }
}

void outline_release(struct outline *outline) {
    mem_free(outline->lines);
    str_release(&outline->title);
}
