/*
 * Every character into every encoding that the system knows, and back: it comes back as it was, or
 * it is named; none is lost silently, none becomes another. GB18030, GBK, Big5 and some others in
 * `make test`, all of `iconv -l` in `make faults`.
 */
#include "base/mem.h"
#include "base/text/charset.h"
#include "base/text/charset_codec.h"
#include "base/text/charset_decode.h"
#include "base/text/charset_encode.h"
#include "base/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { ROW = 64, PLANE = 0x10000, LAST = 0x10FFFF, SCALARS = 1112064, NAMES_MOST = 2000 };

struct count {
    size_t carried, named;
    char32_t lost[8]; /* the first that are neither */
    size_t lost_count;
};

static bool is_scalar(char32_t c) {
    return c < 0xD800 || c > 0xDFFF;
}

static void note_lost(struct count *count, char32_t c) {
    if (count->lost_count < ARRAY_LEN(count->lost))
        count->lost[count->lost_count] = c;
    count->lost_count++;
}

/* The mark that we put before UTF-8 and UTF-16; the one of UTF-32 is the system's, both ways. */
static struct span without_mark(struct span bytes, const char *name) {
    struct span rest = bytes;
    bool ours = strncmp(name, "utf-32", 6) != 0;
    return ours && charset_take_bom(&rest, name) != NULL ? rest : bytes;
}

/* Bytes of one character there, decoded again. */
static bool comes_back(const char *name, char32_t c) {
    struct str text = STR_INIT, out = STR_INIT, back = STR_INIT;
    struct charset_report report;
    str_add_char(&text, c);
    bool fine = charset_encode(&out, str_span(&text), name, CHARSET_REFUSE, &report, NULL) == RC_OK;
    struct span bytes = without_mark(str_span(&out), name);
    fine = fine && charset_decode_lenient(&back, bytes, name, CHARSET_END_IS_REAL, &report) &&
           span_equal(str_span(&back), str_span(&text));
    str_release(&text);
    str_release(&out);
    str_release(&back);
    return fine;
}

static bool is_named(const struct charset_report *report, char32_t from, char32_t c) {
    for (size_t i = 0; i < report->count && i < CHARSET_PLACES_MOST; i++)
        if (report->places[i].offset == c - from && report->places[i].value == c)
            return true;
    return false;
}

static void look_one_by_one(struct count *count, const char *name, char32_t from) {
    for (char32_t c = from; c < from + ROW; c++) {
        struct str text = STR_INIT, out = STR_INIT;
        struct charset_report report;
        str_add_char(&text, c);
        enum rc rc = charset_encode(&out, str_span(&text), name, CHARSET_REFUSE, &report, NULL);
        if (rc != RC_OK && is_named(&report, c, c))
            count->named++;
        else if (comes_back(name, c))
            count->carried++;
        else
            note_lost(count, c);
        str_release(&text);
        str_release(&out);
    }
}

/* A row at once; where it does not come back whole, its characters one by one. */
static void look_at_row(struct count *count, const char *name, char32_t from) {
    struct str text = STR_INIT, good = STR_INIT, out = STR_INIT, back = STR_INIT;
    struct charset_report report, ignored;
    for (char32_t c = from; c < from + ROW; c++)
        str_add_char(&text, c);
    enum rc rc = charset_encode(&out, str_span(&text), name, CHARSET_REFUSE, &report, NULL);
    bool whole = rc == RC_OK || rc == RC_UNMAPPABLE;
    for (char32_t c = from; c < from + ROW; c++)
        if (!is_named(&report, from, c))
            str_add_char(&good, c);
    size_t named = report.count;
    str_clear(&out);
    whole = whole &&
            charset_encode(&out, str_span(&good), name, CHARSET_REFUSE, &report, NULL) == RC_OK;
    struct span bytes = without_mark(str_span(&out), name);
    whole = whole && charset_decode_lenient(&back, bytes, name, CHARSET_END_IS_REAL, &ignored) &&
            span_equal(str_span(&back), str_span(&good));
    if (whole) {
        count->named += named;
        count->carried += ROW - named;
    } else {
        look_one_by_one(count, name, from);
    }
    str_release(&text);
    str_release(&good);
    str_release(&out);
    str_release(&back);
}

/* Takes the character, or what stands for it, off the front of what came back. */
static bool take_char(struct span *back, char32_t c, bool *is_instead) {
    struct str want = STR_INIT;
    str_add_char(&want, c);
    bool found = span_take_prefix(back, str_span(&want));
    *is_instead = !found;
    if (!found) {
        str_clear(&want);
        str_add_format(&want, "&#x%X;", (unsigned)c);
        found = span_take_prefix(back, str_span(&want)) || span_take_prefix(back, SPAN("?"));
    }
    str_release(&want);
    return found;
}

/* Every character is there, or its number, or '?' where the encoding has no signs for that; those
 * that are not themselves are the ones reported. */
static bool is_told(struct span back, struct span text, const struct charset_report *report) {
    size_t named = 0;
    for (size_t at = 0; text.n > 0; at++) {
        char32_t c = utf8_take(&text);
        bool is_instead;
        if (!take_char(&back, c, &is_instead))
            return false;
        if (!is_instead)
            continue;
        if (named < report->count && named < CHARSET_PLACES_MOST &&
            (report->places[named].offset != at || report->places[named].value != c))
            return false;
        named++;
    }
    return back.n == 0 && named == report->count;
}

/* A plane at once, with something else for what cannot be carried; where that does not come back as
 * it should, the plane's rows. */
static void look_at_plane(struct count *count, const char *name, char32_t from) {
    struct str text = STR_INIT, out = STR_INIT, back = STR_INIT;
    struct charset_report report, ignored;
    size_t points = 0;
    for (char32_t c = from; c < from + PLANE; c++)
        if (is_scalar(c)) {
            str_add_char(&text, c);
            points++;
        }
    bool whole = charset_encode(&out, str_span(&text), name, CHARSET_NCR, &report, NULL) == RC_OK;
    struct span bytes = without_mark(str_span(&out), name);
    whole = whole && charset_decode_lenient(&back, bytes, name, CHARSET_END_IS_REAL, &ignored) &&
            is_told(str_span(&back), str_span(&text), &report);
    if (whole) {
        count->named += report.count;
        count->carried += points - report.count;
    }
    for (char32_t row = from; !whole && row < from + PLANE; row += ROW)
        if (is_scalar(row))
            look_at_row(count, name, row);
    str_release(&text);
    str_release(&out);
    str_release(&back);
}

static struct count count_all(const char *name) {
    struct count count = {0};
    iconv_t kept; /* libc unloads an encoding with its last descriptor */
    bool open = charset_open(&kept, "utf-8", name);
    for (char32_t plane = 0; plane <= LAST; plane += PLANE)
        look_at_plane(&count, name, plane);
    if (open)
        (void)iconv_close(kept);
    return count;
}

static void assert_none_lost(const char *name, const struct count *count) {
    if (count->lost_count > 0) {
        struct str list = STR_INIT;
        for (size_t i = 0; i < count->lost_count && i < ARRAY_LEN(count->lost); i++)
            str_add_format(&list, " U+%04X", (unsigned)count->lost[i]);
        fail_msg("%s: %zu lost:%s", name, count->lost_count, list.s);
    }
    assert_int_equal(count->carried + count->named, SCALARS);
}

static size_t assert_nothing_lost(const char *name) {
    struct count count = count_all(name);
    assert_none_lost(name, &count);
    return count.carried;
}

/* What glibc cannot carry in GB18030 is named to the clerk, and nothing else: 24 of the private
 * area (a system that learns them is welcome). */
static void gb18030_carries_all_but_24(void **state) {
    (void)state;
    static const char32_t refused[] = {
        0xE78D, 0xE78E, 0xE78F, 0xE790, 0xE791, 0xE792, 0xE793, 0xE794,
        0xE795, 0xE796, 0xE816, 0xE817, 0xE818, 0xE81E, 0xE826, 0xE82B,
        0xE82C, 0xE831, 0xE832, 0xE83B, 0xE843, 0xE854, 0xE855, 0xE864,
    };
    size_t carried = assert_nothing_lost("gb18030"), named = 0;
    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        struct str text = STR_INIT, out = STR_INIT, word = STR_INIT;
        struct charset_report report;
        struct err err = {0};
        str_add_char(&text, refused[i]);
        str_add_format(&word, "U+%04X（第 1 字）", (unsigned)refused[i]);
        if (charset_encode(&out, str_span(&text), "gb18030", CHARSET_REFUSE, &report, &err) !=
            RC_OK) {
            assert_int_equal(err.rc, RC_UNMAPPABLE);
            assert_non_null(strstr(err.text, word.s));
            assert_null(strstr(err.text, text.s)); /* it has no shape to be shown */
            named++;
        }
        str_release(&text);
        str_release(&out);
        str_release(&word);
    }
    assert_int_equal(carried, SCALARS - named);
    print_message("gb18030: %zu of %d characters come back, %zu are named, 0 are lost\n", carried,
                  SCALARS, named);
}

/* --- all that the system knows --- */

struct sweep {
    char *names[NAMES_MOST];
    size_t count;
};

/* The names that iconv -l prints, but for those that charset.h does not take and second names of
 * the same table. */
static void list_all_of_the_system(struct sweep *sweep) {
    static const char command[] =
        "{ sed -n 's/^alias[[:space:]]*\\([^[:space:]]*\\).*/-\\1/p'"
        " /usr/lib/*/gconv/gconv-modules /usr/lib/*/gconv/gconv-modules.d/*.conf 2>/dev/null;"
        " iconv -l; } | tr -d ' ' | sed 's,//$,,' |"
        " awk '/^-/ { second[substr($0, 2)] = 1; next } !($0 in second)'";
    char line[256];
    FILE *list = popen(command, "r");
    assert_non_null(list);
    while (fgets(line, sizeof line, list) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        const char *name = charset_canonical(line); /* GB2312 is read as GBK */
        assert_true(sweep->count < NAMES_MOST);
        if (name != NULL)
            sweep->names[sweep->count++] = span_copy(span_of(name));
    }
    assert_int_equal(pclose(list), 0);
}

static size_t look_at_all_of_the_system(void) {
    struct sweep sweep = {0};
    list_all_of_the_system(&sweep);
    for (size_t i = 0; i < sweep.count; i++) {
        struct count count = count_all(sweep.names[i]);
        assert_none_lost(sweep.names[i], &count);
        mem_free(sweep.names[i]);
    }
    return sweep.count;
}

static void no_encoding_loses_anything_silently(void **state) {
    (void)state;
    static const char *const names[] = {"gbk", "big5", "utf-16le", "iso-8859-1"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        (void)assert_nothing_lost(names[i]);
    if (getenv("FAULTS") != NULL)
        print_message("%zu encodings: 0 characters lost\n", look_at_all_of_the_system());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gb18030_carries_all_but_24),
        cmocka_unit_test(no_encoding_loses_anything_silently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
