#include "tests/fuzz/target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct fuzz_target fuzz_targets[] = {
    {"text", fuzz_text},         {"markdown", fuzz_markdown},
    {"docx", fuzz_docx},         {"word", fuzz_word},
    {"review", fuzz_review},     {"json", fuzz_json},
    {"write", fuzz_write},       {"encoding", fuzz_encoding},
    {"template", fuzz_template}, {"expression", fuzz_expression},
    {"number", fuzz_number},     {"check", fuzz_check},
    {"edit", fuzz_edit},         {"input", fuzz_input},
    {"keys", fuzz_keys},         {"bindings", fuzz_bindings},
    {"theme", fuzz_theme},       {"locale", fuzz_locale},
    {"sheet", fuzz_sheet},       {"page", fuzz_page},
    {"odf", fuzz_odf},           {NULL, NULL},
};

const struct fuzz_target *fuzz_target_find(const char *name) {
    for (const struct fuzz_target *target = fuzz_targets; target->name != NULL; target++)
        if (strcmp(target->name, name) == 0)
            return target;
    return NULL;
}

size_t fuzz_take_choice(struct span *bytes, size_t count) {
    if (bytes->n == 0)
        return 0;
    size_t choice = (unsigned char)bytes->p[0] % count;
    *bytes = span_sub(*bytes, 1, bytes->n);
    return choice;
}

void fuzz_fail(const char *sentence) {
    (void)fprintf(stderr, "%s\n", sentence);
    abort();
}
