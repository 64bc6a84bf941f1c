#include "model/quantity/quantity_name.h"

enum { NAME_LONGEST = 24 /* points of a quoted name that are looked back */ };

static bool is_quoted(struct points text, size_t at) {
    for (size_t back = 0; back < NAME_LONGEST && at > 0; back++, at--) {
        char32_t before = text.c[at - 1];
        if (char_is_one_of(before, U"“‘「《〈"))
            return true;
        if (before == U'\n' || char_is_one_of(before, U"”’」》〉。；"))
            return false;
    }
    return false;
}

bool quantity_is_name(struct points text, size_t from, size_t to) {
    static const char32_t *const known[] = {U"意识", U"自信", U"维护", U"确立", U"代表",
                                            U"全面", U"务必", U"统筹", U"规定", NULL};
    if (char_is_digit(text.c[from]))
        return false;
    return points_any_at(text, to, known) != NULL || is_quoted(text, from);
}
