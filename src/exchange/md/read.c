#include "exchange/md/read.h"

#include "base/mem.h"
#include "base/text/charset_decode.h"
#include "base/text/utf8.h"
#include "exchange/import.h"
#include "exchange/md/write.h"
#include "exchange/text/read.h"

#include <string.h>

enum { LEVEL_MOST = 6, NUMBER_MOST = 9 };

struct md {
    struct source *out;
    size_t number, blank; /* of the line, from 1; empty lines before it */
    bool fenced;
    struct str text; /* of the line, without its marks */
};

/* --- inline marks --- */

static bool is_punctuation(char c) {
    return c != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

/* Eats an entity or a tag that stands for a character or for nothing. */
static bool take_entity(struct span *rest, struct str *out) {
    static const struct {
        const char *mark, *text;
    } entities[] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                    {"&quot;", "\""}, {"&#32;", " "},  {"&nbsp;", " "},
                    {"<br>", "\n"},   {"<br/>", "\n"}, {"<br />", "\n"}};
    if (rest->p[0] != '&' && rest->p[0] != '<')
        return false;
    for (size_t i = 0; i < ARRAY_LEN(entities); i++)
        if (span_take_prefix(rest, span_of(entities[i].mark))) {
            str_add_text(out, entities[i].text);
            return true;
        }
    return false;
}

/* Is the mark there again, without a backslash before it? */
static bool comes_again(struct span rest, struct span mark) {
    for (size_t i = 0; i + mark.n <= rest.n; i++) {
        if (rest.p[i] == '\\')
            i++;
        else if (span_starts_with(span_sub(rest, i, rest.n), mark))
            return true;
    }
    return false;
}

/* Bold; a single asterisk is more often one in the text. */
struct emphasis {
    const char *begin, *end;
};
static const struct emphasis emphases[] = {
    {"**", "**"}, {"<strong>", "</strong>"}, {"<b>", "</b>"}, {"__", "__"}};

/* In `gone` stands which end marks do not come again in this line, so that each is looked for in
 * vain once and not behind every begin mark. */
static const struct emphasis *take_emphasis(struct span *rest, bool gone[ARRAY_LEN(emphases)]) {
    for (size_t i = 0; i < ARRAY_LEN(emphases); i++) {
        struct span after = *rest;
        if (gone[i] || !span_take_prefix(&after, span_of(emphases[i].begin)))
            continue;
        bool tag = emphases[i].begin[0] == '<';
        bool may_open = after.n > 0 && (tag || (after.p[0] != ' ' && after.p[0] != '\t'));
        gone[i] = may_open && !comes_again(after, span_of(emphases[i].end));
        if (!may_open || gone[i])
            continue;
        *rest = after;
        return &emphases[i];
    }
    return NULL;
}

/* Bytes that are no mark's beginning: nearly all. */
static size_t plain_length(struct span text) {
    size_t n = 0;
    while (n < text.n && strchr("\\&<*_", text.p[n]) == NULL)
        n++;
    return n;
}

/* Appends the text of a line without its marks. Returns how many bytes at its head are bold. */
static size_t add_inline(struct str *out, struct span rest) {
    const struct emphasis *open = NULL;
    size_t start = out->len, head = 0;
    bool at_head = false, gone[ARRAY_LEN(emphases)] = {false};
    while (rest.n > 0) {
        size_t plain = plain_length(rest);
        str_add(out, span_sub(rest, 0, plain));
        rest = span_sub(rest, plain, rest.n);
        if (rest.n == 0)
            break;
        if (rest.p[0] == '\\' && rest.n > 1 && is_punctuation(rest.p[1])) {
            str_add_byte(out, rest.p[1]);
            rest = span_sub(rest, 2, rest.n);
            continue;
        }
        if (open != NULL && span_take_prefix(&rest, span_of(open->end))) {
            if (at_head)
                head = out->len - start;
            open = NULL;
            continue;
        }
        if (open == NULL) {
            at_head = out->len == start;
            open = take_emphasis(&rest, gone);
            if (open != NULL)
                continue;
        }
        if (take_entity(&rest, out))
            continue;
        str_add_byte(out, rest.p[0]);
        rest = span_sub(rest, 1, rest.n);
    }
    return head;
}

/* --- blocks --- */

static struct block *add_block(struct md *md, enum block_kind kind, struct span text) {
    struct block *block = document_add(&md->out->document, kind);
    block->text = document_copy(&md->out->document, text);
    block->source_line = md->number;
    block->blank_before = md->blank;
    md->blank = 0;
    return block;
}

/* The end mark of a run-in heading stands behind the bold letters. */
static size_t end_of_head(struct span text, size_t head) {
    static const char *const marks[] = {"。", "：", ":"};
    if (head == 0)
        return 0;
    struct span after = span_trim_start(span_sub(text, head, text.n));
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (span_take_prefix(&after, span_of(marks[i])))
            break;
    after = span_trim_start(after);
    return (size_t)(after.p - text.p);
}

/* A blank of full width behind the head may be its mark. */
static void add_paragraph(struct md *md, struct span raw) {
    while (raw.n > 0 && (raw.p[raw.n - 1] == ' ' || raw.p[raw.n - 1] == '\t'))
        raw.n--;
    str_clear(&md->text);
    size_t head = add_inline(&md->text, span_trim_start(raw));
    if (head == 0)
        str_cut(&md->text, span_trim_end(str_span(&md->text)).n);
    size_t end = end_of_head(str_span(&md->text), head);
    struct span rest = str_span(&md->text), line;
    while (span_take_line(&rest, &line)) {
        if (utf8_count_ink(line) > 0) {
            struct block *block = add_block(md, BLOCK_PARAGRAPH, line);
            block->head = end < line.n ? end : line.n;
            if (head > 0)
                block->end_mark = document_copy(&md->out->document, span_sub(line, head, end));
        }
        head = end = 0;
    }
}

static void add_heading(struct md *md, int level, struct span raw) {
    str_clear(&md->text);
    (void)add_inline(&md->text, span_trim(raw));
    if (utf8_count_ink(str_span(&md->text)) > 0)
        add_block(md, BLOCK_HEADING, str_span(&md->text))->style_level = level;
}

/* The label of a numbered item is the number; what else stands there as a label is text. */
static void add_item(struct md *md, struct span label, struct span raw) {
    struct str text = STR_INIT;
    str_clear(&md->text);
    (void)add_inline(&md->text, span_trim(raw));
    str_add(&text, label);
    str_add(&text, str_span(&md->text));
    if (utf8_count_ink(str_span(&md->text)) > 0) {
        struct block *block = add_block(md, BLOCK_ITEM, str_span(&text));
        struct span rest = str_span(&md->text);
        struct label found;
        bool number = label_take(&rest, &found) && found.style == NUMBERING_DOT;
        if (label.n > 0 || number)
            block->label = document_copy(&md->out->document, label.n > 0 ? label : SPAN(""));
    }
    str_release(&text);
}

/* --- tables --- */

static bool is_rule(struct span line) {
    bool dash = false;
    for (size_t i = 0; i < line.n; i++) {
        dash |= line.p[i] == '-';
        if (strchr("|-: ", line.p[i]) == NULL)
            return false;
    }
    return dash;
}

/* Bytes up to the next bar without a backslash. */
static size_t cell_length(struct span rest) {
    size_t n = 0;
    while (n < rest.n && rest.p[n] != '|')
        n += rest.p[n] == '\\' && n + 1 < rest.n ? 2 : 1;
    return n;
}

void md_add_cells(struct str *out, struct span line) {
    line = span_trim(line);
    (void)span_take_prefix(&line, SPAN("|"));
    for (size_t cells = 0; line.n > 0;) {
        size_t n = cell_length(line);
        struct span cell = span_sub(line, 0, n);
        line = span_sub(line, n + 1, line.n);
        if (cell.n == 0) /* only fills up the row */
            continue;
        if (cells++ > 0)
            str_add_byte(out, '\t');
        (void)span_take_prefix(&cell, SPAN(" "));
        if (span_ends_with(cell, SPAN(" ")))
            cell.n--;
        size_t from = out->len;
        (void)add_inline(out, cell);
        for (size_t i = from; i < out->len; i++)
            if (out->s[i] == '\n' || out->s[i] == '\t')
                out->s[i] = ' ';
    }
}

bool md_is_table_at(struct span text) {
    struct span head, rule;
    return span_take_line(&text, &head) && span_starts_with(span_trim(head), SPAN("|")) &&
           span_take_line(&text, &rule) && span_starts_with(span_trim(rule), SPAN("|")) &&
           is_rule(span_trim(rule));
}

static void add_row(struct md *md, struct span line) {
    const struct document *document = &md->out->document;
    bool in_table = md->blank == 0 && document->count > 0 &&
                    document->blocks[document->count - 1].kind == BLOCK_TABLE;
    if (in_table && is_rule(line))
        return;
    str_clear(&md->text);
    md_add_cells(&md->text, line);
    if (utf8_count_ink(str_span(&md->text)) > 0)
        add_block(md, BLOCK_TABLE, str_span(&md->text))->begins_table = !in_table;
}

/* --- lines --- */

static bool take_heading(struct md *md, struct span line) {
    int level = 0;
    while (level < LEVEL_MOST && span_take_prefix(&line, SPAN("#")))
        level++;
    if (level == 0 || (line.n > 0 && line.p[0] != ' ' && line.p[0] != '\t'))
        return false;
    struct span text = span_trim_end(line), open = text;
    while (span_ends_with(open, SPAN("#")))
        open.n--;
    if (open.n < text.n && span_ends_with(open, SPAN(" ")))
        text = open;
    add_heading(md, level, text);
    return true;
}

static bool take_item(struct md *md, struct span line) {
    size_t digits = 0;
    while (digits < line.n && digits <= NUMBER_MOST && line.p[digits] >= '0' &&
           line.p[digits] <= '9')
        digits++;
    bool bullet = digits == 0 && line.n > 0 && strchr("-*+", line.p[0]) != NULL;
    size_t n = bullet ? 1 : digits + 1;
    bool number = digits > 0 && digits <= NUMBER_MOST && n <= line.n &&
                  (line.p[digits] == '.' || line.p[digits] == ')');
    if ((!bullet && !number) || n >= line.n || (line.p[n] != ' ' && line.p[n] != '\t'))
        return false;
    add_item(md, bullet ? SPAN("") : span_sub(line, 0, n), span_sub(line, n, line.n));
    return true;
}

static bool take_sign_off(struct md *md, struct span line) {
    if (!span_take_prefix(&line, SPAN("<p align=\"right\">")) ||
        !span_ends_with(line, SPAN("</p>")))
        return false;
    line.n -= SPAN("</p>").n;
    str_clear(&md->text);
    while (line.n > 0) {
        if (take_entity(&line, &md->text))
            continue;
        str_add_byte(&md->text, line.p[0]);
        line = span_sub(line, 1, line.n);
    }
    if (utf8_count_ink(str_span(&md->text)) > 0)
        (void)add_block(md, BLOCK_SIGN_OFF, str_span(&md->text));
    return true;
}

/* "=====" and "-----" make the line above a heading; "* * *" stands for nothing. */
static bool take_rule(struct md *md, struct span line) {
    size_t marks = 0;
    char mark = '\0';
    if (line.n > 0)
        mark = line.p[0];
    if (mark == '\0' || strchr("=-*_", mark) == NULL)
        return false;
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] != mark && line.p[i] != ' ')
            return false;
        marks += line.p[i] == mark;
    }
    struct document *document = &md->out->document;
    struct block *above = document->count == 0 ? NULL : &document->blocks[document->count - 1];
    if (above != NULL && md->blank == 0 && above->kind == BLOCK_PARAGRAPH && marks >= 2 &&
        (mark == '=' || mark == '-')) {
        above->kind = BLOCK_HEADING;
        above->style_level = mark == '=' ? 1 : 2;
        above->head = 0;
        return true;
    }
    return marks >= 3 && mark != '=';
}

static void take_line(struct md *md, struct span raw) {
    struct span line = span_trim(raw);
    if (span_starts_with(line, SPAN("```")) || span_starts_with(line, SPAN("~~~"))) {
        md->fenced = !md->fenced;
    } else if (line.n == 0) {
        md->blank++;
    } else if (md->fenced) {
        (void)add_block(md, BLOCK_PARAGRAPH, line);
    } else if (line.p[0] == '|') {
        add_row(md, line);
    } else if (!take_heading(md, line) && !take_rule(md, line) && !take_item(md, line) &&
               !take_sign_off(md, line)) {
        bool hard = span_ends_with(line, SPAN("\\")) && !span_ends_with(line, SPAN("\\\\"));
        line = span_trim_start(raw);
        (void)span_take_prefix(&line, SPAN("> "));
        add_paragraph(md, hard ? span_sub(line, 0, span_trim_end(line).n - 1) : line);
    }
}

/* --- the document --- */

static size_t count_first_level(const struct document *document) {
    size_t firsts = 0;
    for (size_t i = 0; i < document->count; i++)
        firsts += document->blocks[i].style_level == 1;
    return firsts;
}

static void split_title(struct md *md, const struct block *title) {
    struct span rest = span_of(title->text), line;
    while (span_take_line(&rest, &line))
        if (utf8_count_ink(line) > 0)
            add_block(md, BLOCK_TITLE, line)->source_line = title->source_line;
}

/* The only heading of the first level, before everything else, is the title; levels count from it,
 * or from where it would stand. Attachments stand last. */
static void settle_headings(struct md *md) {
    struct document *document = &md->out->document;
    struct block *from = document->blocks;
    size_t count = document->count, firsts = count_first_level(document);
    bool titled = firsts == 1 && from[0].style_level == 1;
    int first = titled || firsts == 0 ? 1 : 0;
    document->blocks = NULL; /* the texts stay where they are */
    document->count = document->cap = 0;
    md->blank = 0;
    if (titled)
        split_title(md, &from[0]);
    for (size_t i = titled ? 1 : 0; i < count; i++) {
        struct block *block = &from[i];
        for (char *c = block->text; *c != '\0'; c++)
            if (*c == '\n')
                *c = ' ';
        block->style_level -= block->style_level > first ? first : 0;
        MEM_PUSH_ROOM(document->blocks, document->count, document->cap);
        document->blocks[document->count++] = *block;
    }
    mem_free(from);
    for (size_t i = document->count; i-- > 0;) {
        struct span text = span_of(document->blocks[i].text);
        struct label label;
        if (document->blocks[i].kind == BLOCK_SIGN_OFF) /* attachments follow it */
            break;
        if (document->blocks[i].style_level != 1)
            continue;
        if (!label_take(&text, &label) || label.style != NUMBERING_ATTACHMENT)
            break;
        document->blocks[i].attachment = true;
    }
}

enum rc md_read(struct source *out, struct import_draft *draft, struct span bytes,
                const struct import_options *options, struct err *err) {
    struct str decoded = STR_INIT;
    enum rc rc = charset_decode(&decoded, bytes, options->encoding, &draft->charset, err);
    if (rc == RC_OK) {
        struct md md = {.out = out, .text = STR_INIT};
        text_clean_file(&out->original, str_span(&decoded), &draft->cleaned);
        struct span rest = str_span(&out->original), line;
        while (span_take_line(&rest, &line)) {
            md.number++;
            take_line(&md, line);
        }
        settle_headings(&md);
        str_release(&md.text);
        out->kind = SOURCE_EXACT;
        out->write = md_write;
        source_gather(out);
    }
    str_release(&decoded);
    return rc;
}
