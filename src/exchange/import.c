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

/* --- slices --- */

/* What is read is tried up to three ways: as our own writers would write it, as others do, and with
 * nothing but what the layout itself says. */
enum stage {
    STAGE_READ,
    STAGE_LINES,
    STAGE_FRAME,
    STAGE_LEVELS,
    STAGE_BUILD,
    STAGE_COMPARE,
    STAGE_BASICS,
    STAGE_END
};

struct import_work {
    struct import_draft *draft;
    struct span bytes;
    struct import_options options;
    struct source source;
    struct outline outline;
    bool has_outline;
    bool flat; /* both other ways lose something */
    enum stage stage;
    enum rc rc;
    struct err err;
};

static void forget(struct import_draft *draft) {
    report_free(draft->report);
    draft->report = NULL;
    draft->sections = draft->piece_count = 0;
    findings_clear(&draft->findings);
}

static void read_lines(struct import_work *work) {
    outline_init(&work->outline, &work->source.document, work->source.kind, work->options.template);
    work->has_outline = true;
    work->stage = STAGE_FRAME;
}

static void find_frame(struct import_work *work) {
    work->stage = STAGE_BUILD;
    if (work->flat) {
        outline_find_flat(&work->outline);
    } else if (work->source.kind == SOURCE_EXACT) {
        outline_find_exact(&work->outline);
    } else {
        outline_find_frame(&work->outline);
        work->stage = STAGE_LEVELS;
    }
}

static void find_levels(struct import_work *work) {
    outline_find_levels(&work->outline);
    work->stage = STAGE_BUILD;
}

static void build(struct import_work *work) {
    outline_build(&work->outline, work->draft);
    outline_release(&work->outline);
    work->has_outline = false;
    work->stage = STAGE_COMPARE;
}

static bool is_good(const struct import_work *work, size_t printed) {
    const struct import_draft *draft = work->draft;
    return draft->kept == draft->all && printed == draft->all &&
           (work->source.write == NULL || is_written_back(draft->report, &work->source));
}

/* What would lose or change something is read another way; at last as it stands. */
static void compare(struct import_work *work) {
    struct import_draft *draft = work->draft;
    struct source *source = &work->source;
    size_t printed;
    draft->kept = count_kept(draft->report, str_span(&source->clean), &printed);
    work->stage = STAGE_BASICS;
    if (work->flat) {
        if (source->kind != SOURCE_LAYOUT)
            (void)findings_add_place(&draft->findings, draft->report, "title", "outline",
                                     SEVERITY_WARNING,
                                     _("未能识别标题层次，全文已照原样放在开头部分"));
        return;
    }
    if (is_good(work, printed))
        return;
    forget(draft);
    work->stage = STAGE_LINES;
    if (source->kind == SOURCE_EXACT) { /* by another hand */
        source_loosen(source);
        draft->joinable = text_join_lines(&source->document, work->options.join_lines);
    } else {
        work->flat = true;
    }
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
        missing = report->year == 0 ? _("题目中没有找到单位和年度，请补填")
                                    : _("题目中没有找到单位，请补填");
    else if (report->year == 0)
        missing = _("题目中没有找到年度，请补填");
    if (missing != NULL)
        (void)findings_add_place(&draft->findings, report, "title", "title", SEVERITY_WARNING,
                                 missing);
    findings_sort(&draft->findings, report);
}

static void finish_text(struct import_work *work) {
    struct import_draft *draft = work->draft;
    const struct source *source = &work->source;
    draft->left_out = source->left_out;
    draft->all += source->left_out;
    for (size_t i = 0; i < source->note_count; i++)
        (void)findings_add_place(&draft->findings, draft->report, "title", source->notes[i].rule,
                                 SEVERITY_WARNING, source->notes[i].message);
    set_basics(draft, &work->options);
    work->stage = STAGE_END;
}

static enum rc read_file(struct import_work *work, struct err *err) {
    struct import_draft *draft = work->draft;
    if (work->bytes.n == 0)
        return err_set(err, RC_INPUT, _("文件是空的，请换一个文件"));
    const struct reader *reader = reader_find(work->bytes, work->options.name);
    if (work->bytes.n > reader->most)
        return err_set(err, RC_INPUT, "%s", _(reader->sentence));
    draft->format = reader->name;
    enum rc rc = reader->read(&work->source, draft, work->bytes, &work->options, err);
    if (rc == RC_OK && draft->report == NULL && work->source.document.count == 0)
        rc = err_set(err, RC_INPUT, _("文件里没有文字，请换一个文件"));
    return rc;
}

/* A report that came whole needs no outline. */
static void start_reading(struct import_work *work) {
    struct import_draft *draft = work->draft;
    work->rc = read_file(work, &work->err);
    work->stage = STAGE_END;
    if (work->rc == RC_OK && draft->report != NULL) {
        set_named(draft->report, &work->options);
    } else if (work->rc == RC_OK) {
        draft->all = utf8_count_ink(str_span(&work->source.clean));
        work->stage = STAGE_LINES;
    }
}

static const struct {
    void (*run)(struct import_work *work);
    int percent; /* before it; of a long text */
} stages[] = {
    [STAGE_READ] = {start_reading, 0},  [STAGE_LINES] = {read_lines, 20},
    [STAGE_FRAME] = {find_frame, 60},   [STAGE_LEVELS] = {find_levels, 78},
    [STAGE_BUILD] = {build, 80},        [STAGE_COMPARE] = {compare, 88},
    [STAGE_BASICS] = {finish_text, 97}, [STAGE_END] = {NULL, 100},
};

struct import_work *import_begin(struct import_draft *draft, struct span bytes,
                                 const struct import_options *options) {
    struct import_work *work = MEM_NEW(struct import_work);
    *work = (struct import_work){.draft = draft, .bytes = bytes, .options = *options};
    work->source = SOURCE_INIT;
    *draft = (struct import_draft){0};
    return work;
}

bool import_go_on(struct import_work *work) {
    if (work->stage != STAGE_END)
        stages[work->stage].run(work);
    return work->stage != STAGE_END;
}

int import_percent(const struct import_work *work) {
    return stages[work->stage].percent;
}

static void release(struct import_work *work) {
    if (work->has_outline)
        outline_release(&work->outline);
    source_release(&work->source);
    mem_free(work);
}

void import_stop(struct import_work *work) {
    if (work == NULL)
        return;
    import_draft_release(work->draft);
    release(work);
}

enum rc import_finish(struct import_work *work, struct err *err) {
    struct import_draft *draft = work->draft;
    enum rc rc = work->rc;
    if (rc != RC_OK) {
        (void)err_set(err, rc, "%s", work->err.text);
        import_stop(work);
        return rc;
    }
    import_tell_bytes(draft, work->bytes);
    findings_sort(&draft->findings, draft->report);
    import_number_findings(draft);
    release(work);
    return RC_OK;
}

enum rc import_bytes(struct import_draft *draft, struct span bytes,
                     const struct import_options *options, struct err *err) {
    struct import_work *work = import_begin(draft, bytes, options);
    while (import_go_on(work))
        continue;
    return import_finish(work, err);
}
