/* What LibreOffice makes of our Word files, where it is installed (the tests pass without): pages
 * as many as ours, 22 lines of 28 characters, page numbers on the right and on the left. */
#include "base/embedded.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"
#include "exchange/docx.h"
#include "model/page.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { FULL_LINES = 50 };

static bool is_installed(const char *name) {
    const char *path = getenv("PATH");
    struct span rest = span_of(path), folder;
    bool found = false;
    while (!found && rest.n > 0) {
        size_t colon = span_find(rest, SPAN(":"));
        folder = span_sub(rest, 0, colon);
        rest = colon == SIZE_MAX ? SPAN("") : span_sub(rest, colon + 1, rest.n);
        struct str file = STR_INIT;
        str_add_format(&file, "%.*s/%s", SPAN_ARG(folder), name);
        found = access(file.s, X_OK) == 0;
        str_release(&file);
    }
    return found;
}

static void run(const char *const *arguments) {
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        int nothing = open("/dev/null", O_WRONLY);
        (void)dup2(nothing, STDOUT_FILENO);
        (void)dup2(nothing, STDERR_FILENO);
        execvp(arguments[0], (char *const *)(uintptr_t)arguments);
        _exit(127);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* The document as text: lines, each page ended by U+000C. */
static void print_document(const struct document *document, struct str *text) {
    char *folder = folder_new();
    struct str docx = STR_INIT, home = STR_INIT, file = STR_INIT, pdf = STR_INIT, txt = STR_INIT;
    struct err err;
    str_add_format(&home, "-env:UserInstallation=file://%s/home", folder);
    str_add_format(&file, "%s/a.docx", folder);
    str_add_format(&pdf, "%s/a.pdf", folder);
    str_add_format(&txt, "%s/a.txt", folder);
    assert_int_equal(docx_write(&docx, document, &err), RC_OK);
    folder_put(file.s, str_span(&docx));
    run((const char *const[]){"soffice", home.s, "--headless", "--convert-to", "pdf", "--outdir",
                              folder, file.s, NULL});
    run((const char *const[]){"pdftotext", "-layout", pdf.s, txt.s, NULL});
    folder_get(txt.s, text);
    folder_free(folder);
    str_release(&docx);
    str_release(&home);
    str_release(&file);
    str_release(&pdf);
    str_release(&txt);
}

/* Narrow blanks get lost on the way. */
static bool is_page_number(struct span line, size_t page) {
    struct str number = STR_INIT, ink = STR_INIT;
    str_add_format(&number, "—%zu—", page);
    while (line.n > 0) {
        char32_t c = utf8_take(&line);
        if (!utf8_is_space(c))
            str_add_char(&ink, c);
    }
    bool is = span_equal(str_span(&ink), str_span(&number));
    str_release(&number);
    str_release(&ink);
    return is;
}

struct printed {
    size_t pages, numbered;
    size_t lines;  /* of the fullest page, its number apart */
    size_t full;   /* lines of 28 characters */
    size_t widest; /* ink of a line; points */
};

static void look_at(struct printed *printed, struct span text) {
    *printed = (struct printed){0};
    while (text.n > 0) {
        size_t end = span_find(text, SPAN("\f"));
        struct span page = span_sub(text, 0, end), line;
        text = end == SIZE_MAX ? SPAN("") : span_sub(text, end + 1, text.n);
        size_t lines = 0;
        printed->pages++;
        while (span_take_line(&page, &line)) {
            size_t ink = utf8_count_ink(line);
            if (is_page_number(line, printed->pages)) {
                /* odd ones stand on the right */
                bool right = line.n - span_trim_start(line).n > 15;
                printed->numbered += right == (printed->pages % 2 == 1);
                continue;
            }
            lines += ink > 0;
            printed->full += ink == PAGE_CELLS;
            printed->widest = printed->widest < ink ? ink : printed->widest;
        }
        printed->lines = printed->lines < lines ? lines : printed->lines;
    }
}

static size_t count_our_pages(const struct document *document) {
    struct pages pages;
    pages_layout(&pages, document);
    size_t count = pages.page_count;
    pages_release(&pages);
    return count;
}

static bool skips(void) {
    if (is_installed("soffice") && is_installed("pdftotext"))
        return false;
    print_message("soffice or pdftotext is not installed\n");
    return true;
}

static void pages_hold_22_lines_of_28_characters(void **state) {
    struct document document = {0};
    struct str text = STR_INIT, printed_text = STR_INIT;
    struct printed printed;
    (void)state;
    if (skips())
        skip();
    for (size_t i = 0; i < 28 * FULL_LINES - 2; i++)
        str_add_text(&text, i % 2 == 0 ? "街" : "道");
    section_set_text(&document_add(&document, BLOCK_PARAGRAPH)->text, str_span(&text));
    print_document(&document, &printed_text);
    look_at(&printed, str_span(&printed_text));
    assert_int_equal(printed.pages, 3);
    assert_int_equal(printed.numbered, 3);
    assert_int_equal(printed.lines, PAGE_LINES);
    assert_int_equal(printed.widest, PAGE_CELLS);
    assert_int_equal(printed.full, FULL_LINES - 1); /* the first is indented */
    document_release(&document);
    str_release(&text);
    str_release(&printed_text);
}

static void sample_has_as_many_pages_as_ours(void **state) {
    struct import_draft draft;
    struct document document;
    struct str text = STR_INIT;
    struct printed printed;
    struct err err;
    (void)state;
    if (skips())
        skip();
    assert_int_equal(import_bytes(&draft, embedded_text(embedded_find("samples/wutongli-2022.txt")),
                                  &(struct import_options){.name = "a"}, &err),
                     RC_OK);
    document_from_report(&document, draft.report, false);
    print_document(&document, &text);
    look_at(&printed, str_span(&text));
    assert_int_equal(printed.pages, count_our_pages(&document));
    assert_int_equal(printed.numbered, printed.pages);
    assert_int_equal(printed.lines, PAGE_LINES);
    document_release(&document);
    import_draft_release(&draft);
    str_release(&text);
}

/* No row is cut, none is lost, and the head stands on every page of the table. */
static void long_table_repeats_its_head(void **state) {
    struct document document = {0};
    struct str rows = STR_INIT, text = STR_INIT;
    struct printed printed;
    (void)state;
    if (skips())
        skip();
    str_add_text(&rows, "表头\t预算");
    for (int i = 1; i <= 60; i++)
        str_add_format(&rows, "\n行%02d\t%d.50", i, i);
    section_set_text(&document_add(&document, BLOCK_TABLE)->text, str_span(&rows));
    print_document(&document, &text);
    look_at(&printed, str_span(&text));
    assert_int_equal(printed.pages, 3);
    assert_in_range(printed.lines, PAGE_LINES - 1, PAGE_LINES);
    size_t heads = 0, seen = 0;
    struct span rest = str_span(&text), line;
    while (span_take_line(&rest, &line)) {
        heads += span_find(line, SPAN("表头")) != SIZE_MAX;
        seen += span_find(line, SPAN(".50")) != SIZE_MAX;
    }
    assert_int_equal(heads, 3);
    assert_int_equal(seen, 60);
    document_release(&document);
    str_release(&rows);
    str_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_hold_22_lines_of_28_characters),
        cmocka_unit_test(sample_has_as_many_pages_as_ours),
        cmocka_unit_test(long_table_repeats_its_head),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
