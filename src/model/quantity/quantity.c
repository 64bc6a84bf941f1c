#include "model/quantity/quantity.h"

#include "base/text/utf8.h"

/* A word, and the characters behind it that make it the beginning of another word. */
struct unit {
    const char *word, *unless;
};

static const struct unit measures[] = {
    {"%", ""},
    {"％", ""},
    {"‰", ""},
    {"℃", ""},
    {"°", ""},
    {"亿", ""},
    {"万", "众象里一"},
    {"千元", ""},
    {"千克", ""},
    {"千瓦", ""},
    {"千米", ""},
    {"千户", ""},
    {"千人", ""},
    {"百万", ""},
    {"余万", ""},
    {"余亿", ""},
    {"余元", ""},
    {"余亩", ""},
    {"余公里", ""},
    {"多万", ""},
    {"多亿", ""},
    {"多公里", ""},
    {"元", "旦素件"},
    {"亩", "均"},
    {"倍", "增"},
    {"公里", ""},
    {"公顷", ""},
    {"公斤", ""},
    {"平方", ""},
    {"立方", ""},
    {"厘米", ""},
    {"毫米", ""},
    {"米", "粉面"},
    {"吨", ""},
    {"斤", ""},
    {"克", "服扣"},
    {"兆", ""},
    {"度", "量过"},
    {"折", "旧扣合"},
    {"升", "级学"},
    {"个百分点", ""},
    {"个点", ""},
    {"个亿", ""},
    {"百分点", ""},
    {"kg", ""},
    {"km", ""},
    {"mm", ""},
    {"cm", ""},
    {"m2", ""},
    {"m²", ""},
    {"㎡", ""},
    {"m³", ""},
    {"MW", ""},
    {"kW", ""},
    {"KW", ""},
    {"MB", ""},
    {"GB", ""},
    {"TB", ""},
    {"分", "析类项配工解级管布别散部期头公支拆红摊包"},
    {"级", "别联配次"},
};

static const struct unit times[] = {
    {"年", "度初末终底检限级报鉴均轻"},
    {"天", "然气河津空桥府"},
    {"日", "常程志照期均"},
    {"号", "召码令"},
    {"岁", "入出末"},
    {"小时", ""},
    {"个小时", ""},
    {"个工作日", ""},
    {"个月", ""},
    {"分钟", ""},
};

static const struct unit counters[] = {
    {"个", "人性体别案税"},
    {"户", "籍外口均主型厕"},
    {"名", "称词单誉录义额牌优特"},
    {"人", "员大才事民口力均社防工文居情物身行生心数"},
    {"项", "目"},
    {"条", "件例款目理块"},
    {"家", "庭具长园政风族访禽"},
    {"场", "地所景馆址"},
    {"次", "要序数生"},
    {"件", "数"},
    {"月", "度报均例末刊"},
    {"位", "置于次"},
    {"栋", ""},
    {"支", "出持部撑付委行农教"},
    {"起", "草步点诉源始止"},
    {"处", "理置室分罚方"},
    {"台", "账阶风"},
    {"份", "额"},
    {"辆", ""},
    {"所", "有属在得需"},
    {"批", "复准次示"},
    {"余", "额款"},
};

int digit_take(struct span *text) {
    struct span rest = *text;
    if (rest.n == 0)
        return -1;
    char32_t c = utf8_take(&rest);
    if (c >= U'０' && c <= U'９')
        c = c - U'０' + '0';
    if (c < '0' || c > '9')
        return -1;
    *text = rest;
    return (int)(c - '0');
}

bool digits_take(struct span *text, struct digits *digits) {
    int digit;
    bool fits = true;
    *digits = (struct digits){0};
    while ((digit = digit_take(text)) >= 0) {
        if (digits->count++ == 0)
            digits->zero_first = digit == 0;
        fits = fits && !__builtin_mul_overflow(digits->value, 10, &digits->value) &&
               !__builtin_add_overflow(digits->value, (uint64_t)digit, &digits->value);
    }
    if (!fits)
        digits->value = 0;
    return digits->count > 0;
}

static bool has_unit(struct span text, const struct unit *units, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct span rest = text, unless = span_of(units[i].unless);
        if (!span_take_prefix(&rest, span_of(units[i].word)))
            continue;
        struct span behind = span_sub(rest, 0, utf8_offset(rest, 1));
        if (behind.n == 0 || span_find(unless, behind) == SIZE_MAX)
            return true;
    }
    return false;
}

bool quantity_has_measure(struct span behind) {
    return has_unit(behind, measures, ARRAY_LEN(measures));
}

bool quantity_has_time(struct span behind) {
    return has_unit(behind, times, ARRAY_LEN(times));
}

bool quantity_has_counter(struct span behind) {
    return has_unit(behind, counters, ARRAY_LEN(counters));
}
