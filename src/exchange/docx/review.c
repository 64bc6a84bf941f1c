/* The parts of a reviewed file: what it says of itself, its comments, its text. */
#include "exchange/docx/review.h"

#include "exchange/docx/docx.h"
#include "exchange/docx/parts.h"
#include "exchange/docx/review_comment.h"
#include "exchange/docx/review_text.h"
#include "exchange/package/xml_read.h"

#include <string.h>

/* --- what it says of itself --- */

static void take_property(struct reviewed *out, struct span name, struct span text) {
    uint64_t change = 0;
    if (span_is(name, DOCX_ORIGIN_UID) && text.n == REPORT_UID_LENGTH)
        memcpy(out->uid, text.p, text.n);
    else if (span_is(name, DOCX_ORIGIN_HASH))
        out->hash = (struct span){texts_copy(&out->texts, text), text.n};
    else if (span_is(name, DOCX_ORIGIN_CHANGE) && span_to_number(text, INT64_MAX, &change))
        out->change = (int64_t)change;
}

static enum rc read_custom(struct reviewed *out, struct span bytes, const char *part,
                           struct err *err) {
    struct xml_read *xml = xml_read_new(bytes, part);
    struct str name = STR_INIT, text = STR_INIT;
    enum xml_event event = XML_END;
    while ((event = xml_read_next(xml, err)) < XML_END) {
        bool property = event != XML_TEXT && span_is(xml_read_name(xml), "property");
        if (event == XML_TEXT) {
            str_add(&text, xml_read_text(xml));
        } else if (property && event == XML_OPEN) {
            str_set(&name, xml_read_attribute(xml, "name"));
            str_clear(&text);
        } else if (property) {
            take_property(out, str_span(&name), span_trim(str_span(&text)));
        }
    }
    xml_read_free(xml);
    str_release(&text);
    str_release(&name);
    return event == XML_BAD ? RC_INPUT : RC_OK;
}

/* --- parts --- */

struct opened {
    struct zip_read *zip;
    struct docx_parts parts;
};

static enum rc open_file(struct opened *opened, struct span bytes, struct err *err) {
    enum rc rc = zip_read_open(&opened->zip, bytes, err);
    return rc == RC_OK ? docx_parts_find(&opened->parts, opened->zip, err) : rc;
}

static void close_file(struct opened *opened) {
    docx_parts_release(&opened->parts);
    zip_read_close(opened->zip);
}

/* A part given to a reader; one that the file has not, or that is empty, is nothing. */
static enum rc read_part(struct opened *opened, struct reviewed *out, const char *part,
                         enum rc (*read)(struct reviewed *out, struct span bytes, const char *part,
                                         struct err *err),
                         struct err *err) {
    struct str bytes = STR_INIT;
    if (part == NULL)
        return RC_OK;
    enum rc rc = zip_read_part(opened->zip, &bytes, part, err);
    if (rc == RC_OK && bytes.len > 0)
        rc = read(out, str_span(&bytes), part, err);
    str_release(&bytes);
    return rc;
}

static enum rc read_body(struct opened *opened, struct reviewed *out,
                         struct docx_comments *comments, struct err *err) {
    struct str document = STR_INIT, notes = STR_INIT, look = STR_INIT;
    struct docx_styles styles = {0};
    enum rc rc = zip_read_part(opened->zip, &document, opened->parts.document, err);
    if (rc == RC_OK && opened->parts.styles != NULL)
        rc = zip_read_part(opened->zip, &look, opened->parts.styles, err);
    if (rc == RC_OK)
        rc = docx_styles_read(&styles, str_span(&look), err);
    if (rc == RC_OK && opened->parts.footnotes != NULL)
        rc = zip_read_part(opened->zip, &notes, opened->parts.footnotes, err);
    if (rc == RC_OK)
        rc = docx_review_text(out, comments, &styles, str_span(&document), str_span(&notes), err);
    docx_styles_release(&styles);
    str_release(&look);
    str_release(&notes);
    str_release(&document);
    return rc;
}

enum rc docx_read_origin(struct reviewed *out, struct span bytes, struct err *err) {
    struct opened opened = {0};
    *out = (struct reviewed){.text = STR_INIT};
    enum rc rc = open_file(&opened, bytes, err);
    if (rc == RC_OK)
        rc = read_part(&opened, out, opened.parts.custom, read_custom, err);
    close_file(&opened);
    return rc;
}

enum rc docx_read_review(struct reviewed *out, struct span bytes, struct err *err) {
    struct opened opened = {0};
    struct docx_comments comments = {0};
    *out = (struct reviewed){.text = STR_INIT};
    enum rc rc = open_file(&opened, bytes, err);
    if (rc == RC_OK)
        rc = read_part(&opened, out, opened.parts.custom, read_custom, err);
    if (rc == RC_OK)
        rc = docx_comments_read(&comments, out, opened.zip, &opened.parts, err);
    if (rc == RC_OK)
        rc = read_body(&opened, out, &comments, err);
    docx_comments_release(&comments);
    close_file(&opened);
    return rc;
}
