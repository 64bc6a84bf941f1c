#include "exchange/docx/review_comment.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/os/clock.h"
#include "base/text/text_clean.h"
#include "exchange/docx/docx.h"
#include "exchange/package/xml_read.h"

int64_t docx_time(struct span text) {
    enum { SECONDS = 19 }; /* 2024-03-01T10:00:00, and perhaps Z or a zone */
    struct str time = STR_INIT;
    int64_t at = 0;
    str_add(&time, span_sub(text, 0, SECONDS));
    str_add_byte(&time, 'Z');
    bool known = text.n >= SECONDS && clock_parse_utc(str_span(&time), &at);
    str_release(&time);
    return known ? at : 0;
}

struct span docx_keep_author(struct reviewed *out, struct span name) {
    static const char *const nobodies[] = {"Unknown Author", "未知作者"};
    for (size_t i = 0; i < ARRAY_LEN(nobodies); i++)
        if (span_is(name, nobodies[i]))
            return SPAN("");
    return docx_keep_line(out, name);
}

struct span docx_keep_line(struct reviewed *out, struct span text) {
    struct str clean = STR_INIT;
    text_clean_line(&clean, text);
    struct span kept = {texts_copy(&out->texts, str_span(&clean)), clean.len};
    str_release(&clean);
    return kept;
}

void docx_comments_release(struct docx_comments *comments) {
    for (size_t i = 0; i < comments->count; i++)
        mem_free(comments->items[i].id);
    mem_free(comments->items);
    span_map_release(&comments->by_id);
    span_map_release(&comments->by_paragraph);
    *comments = (struct docx_comments){0};
}

size_t docx_comments_find(const struct docx_comments *comments, struct span id) {
    const size_t *at = span_map_find(&comments->by_id, id);
    return at != NULL ? *at : SIZE_MAX;
}

/* --- the comments --- */

enum { COMMENTS_MOST = 20000 };

struct reading {
    struct docx_comments *comments;
    struct reviewed *out;
    struct str text; /* of the open one */
    bool in_text;
    size_t paragraphs; /* of it so far */
};

static void open_comment(struct reading *reading, struct xml_read *xml) {
    struct docx_comments *comments = reading->comments;
    struct reviewed *out = reading->out;
    MEM_PUSH_ROOM(comments->items, comments->count, comments->cap);
    MEM_PUSH_ROOM(out->comments, out->comment_count, out->comment_cap);
    comments->items[comments->count++] =
        (struct docx_comment){span_copy(xml_read_attribute(xml, "id"))};
    struct reviewed_comment *comment = &out->comments[out->comment_count++];
    *comment = (struct reviewed_comment){.parent = SIZE_MAX};
    comment->author = docx_keep_author(out, xml_read_attribute(xml, "author"));
    comment->found = span_is(comment->author, DOCX_CHECKER);
    comment->at = docx_time(xml_read_attribute(xml, "date"));
    str_clear(&reading->text);
    reading->paragraphs = 0;
}

static void close_comment(struct reading *reading) {
    struct reviewed *out = reading->out;
    struct str clean = STR_INIT;
    text_clean(&clean, span_trim(str_span(&reading->text)), NULL);
    if (out->comment_count > 0)
        out->comments[out->comment_count - 1].text =
            (struct span){texts_copy(&out->texts, str_span(&clean)), clean.len};
    str_release(&clean);
}

static void open_paragraph(struct reading *reading, struct xml_read *xml) {
    struct span id = xml_read_attribute(xml, "paraId");
    struct docx_comments *comments = reading->comments;
    if (comments->count == 0)
        return;
    if (reading->paragraphs++ > 0)
        str_add_byte(&reading->text, '\n');
    if (id.n > 0) /* Word tells a thread by the last one, others by the first */
        (void)span_map_add(&comments->by_paragraph,
                           (struct span){texts_copy(&reading->out->texts, id), id.n},
                           comments->count - 1);
}

static void take_element(struct reading *reading, struct xml_read *xml, enum xml_event event) {
    struct span name = xml_read_name(xml);
    bool opens = event == XML_OPEN;
    if (xml_read_vocabulary(xml) != XML_WORD)
        return;
    if (span_is(name, "comment") && opens)
        open_comment(reading, xml);
    else if (span_is(name, "comment"))
        close_comment(reading);
    else if (span_is(name, "p") && opens)
        open_paragraph(reading, xml);
    else if (span_is(name, "t"))
        reading->in_text = opens;
    else if (opens && (span_is(name, "tab") || span_is(name, "br") || span_is(name, "cr")))
        str_add_byte(&reading->text, span_is(name, "tab") ? ' ' : '\n');
}

/* Of several with one id the first one counts. */
static void list_ids(struct docx_comments *comments) {
    for (size_t i = 0; i < comments->count; i++)
        (void)span_map_add(&comments->by_id, span_of(comments->items[i].id), i);
}

static enum rc read_comments(struct docx_comments *comments, struct reviewed *out,
                             struct span bytes, const char *part, struct err *err) {
    struct reading reading = {.comments = comments, .out = out, .text = STR_INIT};
    struct xml_read *xml = xml_read_new(bytes, part);
    enum xml_event event = XML_END;
    enum rc rc = RC_OK;
    while (rc == RC_OK && (event = xml_read_next(xml, err)) < XML_END) {
        if (event == XML_TEXT && reading.in_text)
            str_add(&reading.text, xml_read_text(xml));
        else if (event != XML_TEXT)
            take_element(&reading, xml, event);
        if (comments->count > COMMENTS_MOST)
            rc = err_set(err, RC_INPUT, _("文件的批注超过%d条，没有读取"), COMMENTS_MOST);
    }
    xml_read_free(xml);
    str_release(&reading.text);
    list_ids(comments);
    return event == XML_BAD ? RC_INPUT : rc;
}

/* --- threads --- */

static size_t find_paragraph(const struct docx_comments *comments, struct span id) {
    const size_t *at = id.n > 0 ? span_map_find(&comments->by_paragraph, id) : NULL;
    return at != NULL ? *at : SIZE_MAX;
}

static void take_thread(const struct docx_comments *comments, struct reviewed *out,
                        struct xml_read *xml) {
    size_t at = find_paragraph(comments, xml_read_attribute(xml, "paraId"));
    if (at == SIZE_MAX)
        return;
    struct span done = xml_read_attribute(xml, "done");
    out->comments[at].done = span_is(done, "1") || span_is(done, "true");
    size_t parent = find_paragraph(comments, xml_read_attribute(xml, "paraIdParent"));
    if (parent < at) /* an answer stands behind what it answers: no circle */
        out->comments[at].parent = parent;
}

static enum rc read_threads(struct docx_comments *comments, struct reviewed *out, struct span bytes,
                            const char *part, struct err *err) {
    struct xml_read *xml = xml_read_new(bytes, part);
    enum xml_event event = XML_END;
    while ((event = xml_read_next(xml, err)) < XML_END)
        if (event == XML_OPEN && span_is(xml_read_name(xml), "commentEx"))
            take_thread(comments, out, xml);
    xml_read_free(xml);
    return event == XML_BAD ? RC_INPUT : RC_OK;
}

enum rc docx_comments_read(struct docx_comments *comments, struct reviewed *out,
                           struct zip_read *zip, const struct docx_parts *parts, struct err *err) {
    const struct {
        const char *part;
        enum rc (*read)(struct docx_comments *comments, struct reviewed *out, struct span bytes,
                        const char *part, struct err *err);
    } steps[] = {{parts->comments, read_comments}, {parts->comments_extended, read_threads}};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(steps); i++) {
        struct str bytes = STR_INIT;
        if (steps[i].part != NULL)
            rc = zip_read_part(zip, &bytes, steps[i].part, err);
        if (rc == RC_OK && bytes.len > 0)
            rc = steps[i].read(comments, out, str_span(&bytes), steps[i].part, err);
        str_release(&bytes);
    }
    return rc;
}
