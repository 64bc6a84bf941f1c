#include "tests/support/random.h"

size_t random_below(struct random *random, size_t bound) {
    random->state += 0x9E3779B97F4A7C15u; /* splitmix64 */
    uint64_t z = random->state;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    return bound > 0 ? (size_t)(z % bound) : 0;
}

void random_add_text(struct str *out, struct random *random, size_t points, bool breaks) {
    /* 丁 and 七 share two bytes, 甲 and 申 one; the last two characters share three. */
    static const char *const characters[] = {"a",  " ",  "é",  "丁", "七", "甲",
                                             "申", "。", "　", "😀",  "😁"};
    for (size_t i = 0; i < points; i++) {
        if (breaks && random_below(random, 5) == 0)
            str_add_byte(out, '\n');
        else
            str_add_text(out, characters[random_below(random, ARRAY_LEN(characters))]);
    }
}

void random_body(struct body *body, struct random *random, size_t most_lines) {
    static const enum line_tag tags[] = {LINE_PARAGRAPH, LINE_ITEM, LINE_ROW};
    static const char *const labels[] = {NULL, NULL, "", "三、", "}\\{"};
    body_init(body, tags[random_below(random, ARRAY_LEN(tags))]);
    for (size_t lines = random_below(random, most_lines + 1); lines > 0; lines--) {
        struct str text = STR_INIT;
        random_add_text(&text, random, random_below(random, 6), false);
        body_add_line(body, str_span(&text), tags[random_below(random, ARRAY_LEN(tags))],
                      labels[random_below(random, ARRAY_LEN(labels))]);
        str_release(&text);
    }
}
