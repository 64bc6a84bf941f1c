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
    /* with the numeral: 三项补贴 may be counted */
    static const char32_t *const whole[] = {
        U"两项补贴", U"两项改革", U"两项制度", U"三项制度", U"三项机制", U"三项岗位",
        U"三个区分", U"三个必须", U"三个务必", U"两个责任", U"两个毫不", U"两个一百年",
        U"两个大局", U"两个结合", U"四个伟大", U"四个不摘", U"四个最严", U"四个服务",
        U"四个革命", U"五个一批", U"三个一批", U"六项纪律", U"十项准则", U"十个坚持",
        U"十条禁令", U"三个一律", U"五个必",   U"两个覆盖", U"四个看齐", NULL};
    if (char_is_digit(text.c[from]))
        return false;
    return points_any_at(text, to, known) != NULL || points_any_at(text, from, whole) != NULL ||
           is_quoted(text, from);
}
