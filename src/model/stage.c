#include "model/stage.h"

#include "base/lang.h"

#define X(name, word) [STAGE_##name] = (word),
static const char *const words[] = {STAGE_LIST(X)};
#undef X

const char *stage_word(enum stage stage) {
    return words[stage];
}

const char *stage_text(enum stage stage) {
    return words[stage][0] != '\0' ? _(words[stage]) : "";
}

bool stage_find(struct span word, enum stage *stage) {
    for (size_t i = 0; i < STAGE_COUNT; i++)
        if (span_is(word, words[i])) {
            *stage = (enum stage)i;
            return true;
        }
    return false;
}

void stage_add_words(struct str *out) {
    for (size_t i = STAGE_NONE + 1; i < STAGE_COUNT; i++) {
        str_add_text(out, i > STAGE_NONE + 1 ? "、" : "");
        str_add_text(out, words[i]);
    }
}
