#include "exchange/import.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/utf8.h"
#include "exchange/exchange.h"
#include "exchange/import_place.h"
#include "exchange/outline/build.h"
#include "exchange/outline/exact.h"
#include "exchange/outline/frame.h"
#include "exchange/outline/level.h"
#include "exchange/outline/line.h"
#include "exchange/outline/outline.h"
#include "exchange/outline/title.h"
#include "exchange/reader.h"
#include "exchange/text/read.h"
#include "model/section.h"

/* --- is everything there? --- */

/* Walks over the characters with ink of a document, in print order. */
struct ink {
    const struct document *document;
    size_t block;
    struct str text;
    struct span rest;
};

static char32_t next_ink(struct ink *ink) {
    for (;;) {
        while (ink->rest.n > 0) {
            char32_t c = utf8_take(&ink->rest);
            if (!utf8_is_space(c))
                return c;
        }
        if (ink->block == ink->document->count)
            return 0;
        str_clear(&ink->text);
        block_add_text(&ink->text, &ink->document->blocks[ink->block++]);
        ink->rest = str_span(&ink->text);
    }
}

/* How many of the text's characters print in their order: all of them, or those before the first
 * that is missing or wrong. */
static size_t count_kept(const struct report *report, struct span text, size_t *printed) {
    struct document document;
    document_from_report(&document, report, false);
    document_drop_note(&document);
    struct ink ink = {.document = &document, .text = STR_INIT};
    size_t kept = 0;
    char32_t have = next_ink(&ink);
    bool same = true;
    *printed = 0;
    while (text.n > 0) {
        char32_t c = utf8_take(&text);
        if (utf8_is_space(c))
            continue;
        same = same && c == have;
        kept += same;
        if (same)
            have = next_ink(&ink);
    }
    *printed = kept + (have != 0);
    str_release(&ink.text);
    document_release(&document);
    return kept;
}

/* Does the format's writer give back what was read? */
static bool is_written_back(const struct report *report, const struct source *source) {
    struct document document;
    struct str written = STR_INIT;
    document_from_report(&document, report, false);
    document_drop_note(&document);
    source->write(&written, &document);
    bool same = span_equal(str_span(&written), str_span(&source->original));
    str_release(&written);
    document_release(&document);
    return same;
}

/* --- recognition --- */

static void forget(struct import_draft *draft) {
    report_free(draft->report);
    draft->report = NULL;
    draft->sections = draft->piece_count = 0;
    findings_clear(&draft->findings);
}

/* Both ways to read: what the labels say, or nothing but what the layout itself says. */
static void recognise(struct import_draft *draft, const struct source *source, bool flat,
                      struct template *template) {
    struct outline outline;
    outline_init(&outline, &source->document, source->kind, template);
    if (flat) {
        outline_find_flat(&outline);
    } else if (source->kind == SOURCE_EXACT) {
        outline_find_exact(&outline);
    } else {
        outline_find_frame(&outline);
        outline_find_levels(&outline);
    }
    outline_build(&outline, draft);
    outline_release(&outline);
}

/* False: something would be lost or changed, and the draft is as before. */
static bool try_outline(struct import_draft *draft, const struct source *source,
                        struct template *template) {
    size_t printed;
    recognise(draft, source, false, template);
    draft->kept = count_kept(draft->report, str_span(&source->clean), &printed);
    bool good = draft->kept == draft->all && printed == draft->all;
    if (good && (source->write == NULL || is_written_back(draft->report, source)))
        return true;
    forget(draft);
    return false;
}

/* Reads the lines so that nothing is lost; what cannot be read so is kept as it stands. */
static void read_outline(struct import_draft *draft, struct source *source,
                         const struct import_options *options) {
    size_t printed;
    draft->all = utf8_count_ink(str_span(&source->clean));
    if (try_outline(draft, source, options->template))
        return;
    if (source->kind == SOURCE_EXACT) { /* by another hand */
        source_loosen(source);
        draft->joinable = text_join_lines(&source->document, options->join_lines);
        if (try_outline(draft, source, options->template))
            return;
    }
    recognise(draft, source, true, options->template);
    draft->kept = count_kept(draft->report, str_span(&source->clean), &printed);
    if (source->kind != SOURCE_LAYOUT)
        (void)findings_add_place(&draft->findings, draft->report, "title", "outline",
                                 SEVERITY_WARNING, _("未能识别标题层次，全文已照原样放在开头部分"));
}

/* The lines joined, but for an "附件3" above or before them. */
static void add_title(struct str *out, struct span title) {
    struct span line;
    struct label label;
    while (span_take_line(&title, &line)) {
        struct span rest = line;
        bool attachment = label_take(&rest, &label) && label.style == NUMBERING_ATTACHMENT;
        outline_add_flat(out, attachment ? rest : line);
    }
}

/* What was named for the import wins over what the file says. */
static void set_named(struct report *report, const struct import_options *options) {
    struct str unit = STR_INIT;
    if (options->unit != NULL) {
        text_clean_line(&unit, span_of(options->unit));
        section_set_text(&report->unit, str_span(&unit));
    }
    if (options->year > 0)
        report->year = options->year;
    str_release(&unit);
}

static void set_basics(struct import_draft *draft, const struct import_options *options) {
    struct report *report = draft->report;
    struct outline_title found;
    struct str title = STR_INIT;
    add_title(&title, span_of(report->title));
    outline_read_title(&found, str_span(&title), options->template);
    if (found.unit.n > 0)
        section_set_text(&report->unit, found.unit);
    report->year = found.year;
    set_named(report, options);
    str_release(&title);
    const char *missing = NULL;
    if (report->unit[0] == '\0')
        missing = report->year == 0 ? _("标题中没有找到单位和年度，请补填")
                                    : _("标题中没有找到单位，请补填");
    else if (report->year == 0)
        missing = _("标题中没有找到年度，请补填");
    if (missing != NULL)
        (void)findings_add_place(&draft->findings, report, "title", "title", SEVERITY_WARNING,
                                 missing);
    findings_sort(&draft->findings, report);
}

static void import_source(struct import_draft *draft, struct source *source,
                          const struct import_options *options) {
    read_outline(draft, source, options);
    draft->left_out = source->left_out;
    draft->all += source->left_out;
    for (size_t i = 0; i < source->note_count; i++)
        (void)findings_add_place(&draft->findings, draft->report, "title", source->notes[i].rule,
                                 SEVERITY_WARNING, source->notes[i].message);
    set_basics(draft, options);
}

enum rc import_bytes(struct import_draft *draft, struct span bytes,
                     const struct import_options *options, struct err *err) {
    struct source source = SOURCE_INIT;
    *draft = (struct import_draft){0};
    if (bytes.n == 0)
        return err_set(err, RC_INPUT, _("文件是空的，请换一个文件"));
    const struct reader *reader = reader_find(bytes, options->name);
    if (bytes.n > reader->most)
        return err_set(err, RC_INPUT, "%s", _(reader->sentence));
    draft->format = reader->name;
    enum rc rc = reader->read(&source, draft, bytes, options, err);
    if (rc == RC_OK && draft->report == NULL && source.document.count == 0)
        rc = err_set(err, RC_INPUT, _("文件里没有文字，请换一个文件"));
    if (rc == RC_OK && draft->report == NULL)
        import_source(draft, &source, options);
    else if (rc == RC_OK)
        set_named(draft->report, options);
    if (rc == RC_OK) {
        import_tell_bytes(draft, bytes);
        findings_sort(&draft->findings, draft->report);
        import_number_findings(draft);
    }
    source_release(&source);
    if (rc != RC_OK)
        import_draft_release(draft);
    return rc;
}
