#include "exchange/xlsx/note.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/text_clean.h"
#include "exchange/package/xml_read.h"
#include "exchange/package/zip_read.h"

#include <string.h>

enum { NOTES_MOST = 10000 };

void xlsx_notes_release(struct xlsx_notes *notes) {
    for (size_t i = 0; i < notes->count; i++)
        mem_free(notes->items[i].text);
    mem_free(notes->items);
    *notes = (struct xlsx_notes){0};
}

struct note_reading {
    struct xlsx_notes *notes;
    struct xml_read *xml;
    struct xlsx_note note; /* that is read; its text is `text` */
    struct str text;
    bool in_text;
    struct str comments, drawing; /* parts, "" none: what the relations name */
    const char *page;             /* the page's part */
};

/* --- relations --- */

/* "../comments1.xml" beside "xl/worksheets/sheet1.xml" is "xl/comments1.xml". */
static void add_target(struct str *out, const char *part, struct span target) {
    if (span_take_prefix(&target, SPAN("/"))) {
        str_add(out, target);
        return;
    }
    struct span folder = span_of(part);
    for (;;) {
        while (folder.n > 0 && folder.p[folder.n - 1] != '/')
            folder.n--;
        if (!span_take_prefix(&target, SPAN("../")))
            break;
        folder.n -= folder.n > 0;
    }
    str_add(out, folder);
    str_add(out, target);
}

static void open_relation(struct note_reading *at, struct span name) {
    struct span type = xml_read_attribute(at->xml, "Type");
    struct span target = xml_read_attribute(at->xml, "Target");
    if (!span_is(name, "Relationship"))
        return;
    if (span_ends_with(type, SPAN("/comments")) && at->comments.len == 0)
        add_target(&at->comments, at->page, target);
    else if (span_ends_with(type, SPAN("/drawing")) && at->drawing.len == 0)
        add_target(&at->drawing, at->page, target);
}

/* xl/worksheets/sheet1.xml -> xl/worksheets/_rels/sheet1.xml.rels */
static void add_relations_part(struct str *out, struct span part) {
    size_t folder = part.n;
    while (folder > 0 && part.p[folder - 1] != '/')
        folder--;
    str_add(out, span_sub(part, 0, folder));
    str_add_text(out, "_rels/");
    str_add(out, span_sub(part, folder, part.n));
    str_add_text(out, ".rels");
}

/* --- what is said --- */

static void begin_note(struct note_reading *at, bool on_cell) {
    at->note = (struct xlsx_note){.on_cell = on_cell};
    str_clear(&at->text);
}

static void end_note(struct note_reading *at) {
    struct str line = STR_INIT;
    text_clean_line(&line, span_trim(str_span(&at->text)));
    if (line.len > 0 && at->notes->count < NOTES_MOST) {
        MEM_PUSH_ROOM(at->notes->items, at->notes->count, at->notes->cap);
        at->note.text = str_detach(&line);
        at->notes->items[at->notes->count++] = at->note;
    }
    str_clear(&at->text);
    str_release(&line);
}

static void open_comment(struct note_reading *at, struct span name) {
    if (span_is(name, "comment")) {
        begin_note(at, true);
        (void)xlsx_read_place(xml_read_attribute(at->xml, "ref"), &at->note.row, &at->note.column);
    }
    at->in_text = span_is(name, "t");
}

static void close_comment(struct note_reading *at, struct span name) {
    at->in_text = false;
    if (span_is(name, "comment"))
        end_note(at);
}

static void open_drawing(struct note_reading *at, struct span name) {
    if (span_is(name, "sp"))
        begin_note(at, false);
    at->notes->pictures += span_is(name, "pic");
    at->in_text = span_is(name, "t");
}

static void close_drawing(struct note_reading *at, struct span name) {
    at->in_text = false;
    if (span_is(name, "sp"))
        end_note(at);
    else if (span_is(name, "p"))
        str_add_byte(&at->text, ' ');
}

/* A part that is not there says nothing. */
static enum rc walk_part(struct note_reading *at, struct zip_read *zip, const char *part,
                         void (*on_open)(struct note_reading *at, struct span name),
                         void (*on_close)(struct note_reading *at, struct span name),
                         struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(zip, &bytes, part, err);
    if (rc != RC_OK || bytes.len == 0) {
        str_release(&bytes);
        return rc;
    }
    at->xml = xml_read_new(str_span(&bytes), part);
    for (enum xml_event event = XML_TEXT; rc == RC_OK && event != XML_END;) {
        event = xml_read_next(at->xml, err);
        if (event == XML_BAD)
            rc = err_set(err, RC_INPUT,
                         _("表格里的部件“%s”读不懂，请在Excel或WPS中打开并另存为.xlsx"), part);
        else if (event == XML_OPEN)
            on_open(at, xml_read_name(at->xml));
        else if (event == XML_TEXT && at->in_text)
            str_add(&at->text, xml_read_text(at->xml));
        else if (event == XML_CLOSE && on_close != NULL)
            on_close(at, xml_read_name(at->xml));
    }
    xml_read_free(at->xml);
    str_release(&bytes);
    return rc;
}

enum rc xlsx_read_notes(struct xlsx_notes *notes, struct span bytes, const struct xlsx_sheet *page,
                        struct err *err) {
    struct note_reading at = {.notes = notes,
                              .page = page->part,
                              .text = STR_INIT,
                              .comments = STR_INIT,
                              .drawing = STR_INIT};
    struct str relations = STR_INIT;
    struct zip_read *zip = NULL;
    enum rc rc = page->part != NULL ? zip_read_open(&zip, bytes, err) : RC_OK;
    if (rc == RC_OK && zip != NULL) {
        add_relations_part(&relations, span_of(page->part));
        rc = walk_part(&at, zip, relations.s, open_relation, NULL, err);
    }
    if (rc == RC_OK && at.comments.len > 0)
        rc = walk_part(&at, zip, at.comments.s, open_comment, close_comment, err);
    if (rc == RC_OK && at.drawing.len > 0)
        rc = walk_part(&at, zip, at.drawing.s, open_drawing, close_drawing, err);

    zip_read_close(zip);
    str_release(&relations);
    str_release(&at.drawing);
    str_release(&at.comments);
    str_release(&at.text);
    return rc;
}
