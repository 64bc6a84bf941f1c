/*
 * target.h - what is fuzzed: one row for each way in, a function that takes any bytes at all. A
 * target asserts what must hold for every input (nothing lost, the model sane) and leaves nothing
 * behind. libFuzzer runs one of them (fuzz_main.c, `make fuzz F=name`), and the tests run all of
 * them over tests/fuzz/corpus/<name>/ (test_corpus.c), where every input that once broke something
 * stays.
 */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include "base/text/str.h"

struct fuzz_target {
    const char *name;
    void (*run)(struct span bytes);
};
extern const struct fuzz_target fuzz_targets[];               /* ends with a row without a name */
const struct fuzz_target *fuzz_target_find(const char *name); /* NULL: there is none */

/* The first byte of an input chooses among `count` ways; 0 for an empty input. */
size_t fuzz_take_choice(struct span *bytes, size_t count);
NORETURN void fuzz_fail(const char *sentence); /* says it and aborts */

void fuzz_text(struct span bytes);       /* a text file in any encoding, with a template or not */
void fuzz_markdown(struct span bytes);   /* a Markdown file */
void fuzz_docx(struct span bytes);       /* a Word file, its archive included */
void fuzz_review(struct span bytes);     /* a reviewed Word file, held against a report */
void fuzz_word(struct span bytes);       /* the XML inside a Word file */
void fuzz_json(struct span bytes);       /* a report as JSON */
void fuzz_write(struct span bytes);      /* a report in every format, and JSON read back */
void fuzz_encoding(struct span bytes);   /* a text written in an encoding and read back */
void fuzz_template(struct span bytes);   /* a template file */
void fuzz_expression(struct span bytes); /* an expression, read and evaluated */
void fuzz_number(struct span bytes);     /* decimal numbers */
void fuzz_check(struct span bytes);      /* every checker over a text */
void fuzz_edit(struct span bytes);       /* splices and their inverses */
void fuzz_input(struct span bytes);      /* what a terminal sends */
void fuzz_keys(struct span bytes);       /* the same into the whole full screen */
void fuzz_bindings(struct span bytes);   /* a file of the clerk's own keys */
void fuzz_theme(struct span bytes);      /* a file of the clerk's own colours */
void fuzz_locale(struct span bytes);     /* characters in the terminal's encoding */
void fuzz_sheet(struct span bytes);      /* a sheet of an office, or any Excel file */
void fuzz_page(struct span bytes);       /* a web page, alone or in a message */
void fuzz_odf(struct span bytes);        /* an ODF text in one flat file */

#endif
