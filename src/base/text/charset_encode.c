#include "base/text/charset_encode.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/char_class.h"
#include "base/text/charset_codec.h"
#include "base/text/utf8.h"

#include <string.h>

enum {
    PLACES_SAID = 3,
    PAGE = 256, /* characters */
    PAGES = 0x110000 / PAGE,
    CODE_MOST = 4, /* bytes of a code that is kept */
    STRIDE = 512   /* characters between two looks at the room */
};

/* Written out because analysers suspect every sizeof *array of pointers. */
enum { POINTER_SIZE = sizeof(struct code *) };

enum { UNASKED, MISSING, CARRIED };

struct code { /* of a character; the bytes only where they do not depend on its place */
    char bytes[CODE_MOST];
    unsigned char n, state;
};

struct charset_encoder {
    const char *name;
    bool independent;        /* a character's code is the same wherever it stands */
    iconv_t cd, probe, back; /* there, there for one character, and back */
    struct code **pages;     /* PAGES; NULL: what needs no conversion */
    /* of the text at hand */
    struct str *out;
    enum charset_unmappable unmappable;
    struct charset_report *report;
    size_t points;       /* of the text before the place reported last … */
    const char *counted; /* … which is here */
};

/* glibc eats tag characters (U+E0000 to E007F) where its table has none, and in some encodings
 * gives a character the code of another: carried is only what comes back. */
static void ask(struct charset_encoder *encoder, struct span one, struct code *code) {
    struct str bytes = STR_INIT, back = STR_INIT;
    struct span rest = one;
    bool fine = charset_convert(encoder->probe, &rest, &bytes) == 0;
    charset_finish(encoder->probe, &bytes);
    rest = str_span(&bytes);
    (void)charset_convert(encoder->back, &rest, &back);
    charset_finish(encoder->back, &back);
    fine = fine && span_equal(str_span(&back), one);
    code->state = fine ? CARRIED : MISSING;
    if (encoder->independent && fine) {
        assert(bytes.len <= CODE_MOST);
        code->n = (unsigned char)bytes.len;
        memcpy(code->bytes, bytes.s, bytes.len);
    }
    str_release(&bytes);
    str_release(&back);
}

/* `one` is the character's bytes. NULL: it is not carried. */
static const struct code *find_code(struct charset_encoder *encoder, struct span one, char32_t c) {
    if (c == UTF8_BAD)
        return NULL;
    struct code **page = &encoder->pages[c / PAGE];
    if (*page == NULL)
        *page = mem_alloc_zero(PAGE, sizeof **page);
    struct code *code = &(*page)[c % PAGE];
    if (code->state == UNASKED)
        ask(encoder, one, code);
    return code->state == CARRIED ? code : NULL;
}

/* The whole text at once: true where it comes back as it was. Else nothing is appended. */
static bool encode_whole(struct charset_encoder *encoder, struct span text) {
    size_t before = encoder->out->len;
    struct str back = STR_INIT;
    struct span rest = text;
    bool whole = charset_convert(encoder->cd, &rest, encoder->out) == 0;
    charset_finish(encoder->cd, encoder->out);
    struct span bytes = span_sub(str_span(encoder->out), before, encoder->out->len);
    (void)charset_convert(encoder->back, &bytes, &back);
    charset_finish(encoder->back, &back);
    whole = whole && span_equal(str_span(&back), text);
    if (!whole)
        str_cut(encoder->out, before);
    str_release(&back);
    return whole;
}

static void add_instead(struct charset_encoder *encoder, char32_t c) {
    struct str note = STR_INIT;
    size_t before = encoder->out->len;
    if (encoder->unmappable == CHARSET_GETA)
        str_add(&note, CHARSET_GETA_MARK);
    else
        str_add_format(&note, "&#x%X;", (unsigned)c);
    struct span rest = str_span(&note);
    if (charset_convert(encoder->cd, &rest, encoder->out) != 0) {
        str_cut(encoder->out, before);
        rest = SPAN("?"); /* an encoding that has no 〓 */
        (void)charset_convert(encoder->cd, &rest, encoder->out);
    }
    str_release(&note);
}

static void skip_unmappable(struct charset_encoder *encoder, struct span *text) {
    struct span passed = {encoder->counted, (size_t)(text->p - encoder->counted)};
    encoder->points += utf8_count(passed);
    encoder->counted = text->p;
    char32_t c = utf8_take(text);
    charset_report_add(encoder->report, encoder->points, c);
    if (encoder->unmappable != CHARSET_REFUSE)
        add_instead(encoder, c);
}

/* Eats the character at the front; NULL, and nothing is eaten: it is not carried. */
static const struct code *take_carried(struct charset_encoder *encoder, struct span *text) {
    struct span one = *text;
    char32_t c = utf8_take(text);
    one.n -= text->n;
    const struct code *code = find_code(encoder, one, c);
    if (code == NULL)
        *text = (struct span){one.p, one.n + text->n};
    return code;
}

/* Appends what is carried of the characters at the front, and eats it. */
static void add_codes(struct charset_encoder *encoder, struct span *text) {
    const struct code *code = NULL;
    do {
        str_reserve(encoder->out, (size_t)STRIDE * CODE_MOST);
        char *to = encoder->out->s + encoder->out->len;
        for (size_t i = 0; i < STRIDE && text->n > 0; i++) {
            code = take_carried(encoder, text);
            if (code == NULL)
                break;
            memcpy(to, code->bytes, CODE_MOST);
            to += code->n;
        }
        *to = '\0';
        encoder->out->len = (size_t)(to - encoder->out->s);
    } while (text->n > 0 && code != NULL);
}

/* The same where a code depends on what stands before it: whole runs for iconv. */
static void add_run(struct charset_encoder *encoder, struct span *text) {
    struct span run = *text;
    while (text->n > 0 && take_carried(encoder, text) != NULL)
        ;
    run.n -= text->n;
    (void)charset_convert(encoder->cd, &run, encoder->out);
}

static void encode_by_character(struct charset_encoder *encoder, struct span text) {
    encoder->points = 0;
    encoder->counted = text.p;
    while (text.n > 0) {
        (encoder->independent ? add_codes : add_run)(encoder, &text);
        if (text.n > 0)
            skip_unmappable(encoder, &text);
    }
    charset_finish(encoder->cd, encoder->out);
}

static enum rc refuse(const struct charset_report *report, struct err *err) {
    struct str list = STR_INIT;
    for (size_t i = 0; i < report->count && i < PLACES_SAID; i++) {
        const struct charset_place *place = &report->places[i];
        if (i > 0)
            str_add_text(&list, _("、"));
        if (char_has_shape(place->value)) {
            str_add_text(&list, "“");
            str_add_char(&list, place->value);
            str_add_text(&list, "”");
        }
        str_add_format(&list, _("U+%04X（第 %zu 字）"), (unsigned)place->value, place->offset + 1);
    }
    /* the standard of 2022 has a code for every point: it is the system that knows none */
    const char *why = strcmp(report->name, "gb18030") == 0
                          ? _("（GB18030-2022标准里有这些字，本机的转换程序还写不出）")
                          : "";
    enum rc rc = err_set(err, RC_UNMAPPABLE,
                         _("%s 编码写不出其中 %zu 个字：%s%s%s。请改用 UTF-8 编码，或用〓代替"
                           "（--unmappable geta），或写成注记（--unmappable ncr）"),
                         report->name, report->count, list.s,
                         report->count > PLACES_SAID ? _(" 等") : "", why);
    str_release(&list);
    return rc;
}

static struct span mark_of(const char *name) {
    static const struct {
        const char *name;
        struct span mark;
    } marks[] = {
        {"utf-8-bom", {"\xEF\xBB\xBF", 3}},
        {"utf-16le", {"\xFF\xFE", 2}},
        {"utf-16be", {"\xFE\xFF", 2}},
    };
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        if (strcmp(name, marks[i].name) == 0)
            return marks[i].mark;
    return SPAN("");
}

void charset_encoder_free(struct charset_encoder *encoder) {
    if (encoder == NULL)
        return;
    if (encoder->pages != NULL) {
        charset_close(encoder->cd);
        charset_close(encoder->probe);
        charset_close(encoder->back);
        for (size_t i = 0; i < PAGES; i++)
            mem_free(encoder->pages[i]);
    }
    mem_free(encoder->pages);
    mem_free(encoder);
}

static bool open_all(struct charset_encoder *encoder) {
    encoder->pages = mem_alloc_zero(PAGES, POINTER_SIZE);
    int opened = charset_open(&encoder->cd, encoder->name, "utf-8");
    opened += charset_open(&encoder->probe, encoder->name, "utf-8");
    opened += charset_open(&encoder->back, "utf-8", encoder->name);
    return opened == 3;
}

enum rc charset_encoder_new(struct charset_encoder **out, const char *name, struct err *err) {
    static const char *const independent[] = {"gb18030", "gbk", "big5"};
    const char *canonical = charset_canonical(name);
    if (canonical == NULL)
        return err_set(err, RC_USAGE, _("不认识的编码“%s”：可用 utf-8、utf-8-bom、gb18030、gbk 等"),
                       name);
    struct charset_encoder *encoder = MEM_NEW(struct charset_encoder);
    encoder->name = canonical;
    for (size_t i = 0; i < ARRAY_LEN(independent); i++)
        encoder->independent |= strcmp(canonical, independent[i]) == 0;
    if (strncmp(canonical, "utf-8", 5) != 0 && !open_all(encoder)) {
        charset_encoder_free(encoder);
        return charset_fail_system(err, canonical);
    }
    *out = encoder;
    return RC_OK;
}

enum rc charset_encoder_add(struct charset_encoder *encoder, struct str *out, struct span text,
                            enum charset_unmappable unmappable, struct charset_report *report,
                            struct err *err) {
    size_t before = out->len;
    charset_report_init(report, encoder->name);
    report->certain = true;
    str_add(out, mark_of(encoder->name));
    if (encoder->pages == NULL) {
        str_add(out, text);
        return RC_OK;
    }
    encoder->out = out;
    encoder->unmappable = unmappable;
    encoder->report = report;
    if (encoder->independent || !encode_whole(encoder, text))
        encode_by_character(encoder, text);
    if (report->count > 0 && unmappable == CHARSET_REFUSE) {
        str_cut(out, before);
        return refuse(report, err);
    }
    return RC_OK;
}

enum rc charset_encode(struct str *out, struct span text, const char *name,
                       enum charset_unmappable unmappable, struct charset_report *report,
                       struct err *err) {
    struct charset_encoder *encoder = NULL;
    enum rc rc = charset_encoder_new(&encoder, name, err);
    if (encoder == NULL)
        return rc;
    rc = charset_encoder_add(encoder, out, text, unmappable, report, err);
    charset_encoder_free(encoder);
    return rc;
}
