#include "exchange/sheet/plain_caption.h"

#include "exchange/sheet/fold.h"
#include "exchange/sheet/labels.h"

enum { YEAR_DIGITS = 4 };

static bool is_one_of(struct span text, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (span_is(text, words[i]))
            return true;
    return false;
}

#define IS_ONE_OF(text, words) is_one_of(text, words, ARRAY_LEN(words))

/* Of a part of the year; 1-12月 is all of it. */
static bool is_part_of_year(struct span text) {
    static const char *const parts[] = {"季度", "半年", "本月", "上月", "当月", "月份"};
    static const char *const whole[] = {"-12月", "—12月", "至12月", "~12月",
                                        "月底",  "月末",  "31日"};
    if (SHEET_HAS_WORD(text, whole))
        return false;
    return SHEET_HAS_WORD(text, parts) || span_find(text, SPAN("月")) != SIZE_MAX;
}

static enum plain_kind kind_of(struct span text) {
    static const char *const rates[] = {"占比", "比重", "比例", "百分比", "率(", "进度"};
    static const char *const each[] = {"人均", "平均", "单价", "均值", "户均"};
    static const char *const reached[] = {"决算", "执行", "实际", "完成", "支出数"};
    static const char *const plans[] = {"预算",   "计划", "年初", "目标", "调整",
                                        "指标值", "下达", "批复", "预期", "概算"};
    if (SHEET_HAS_WORD(text, rates) || span_ends_with(text, SPAN("率")) || span_is(text, "%"))
        return PLAIN_RATE;
    if (SHEET_HAS_WORD(text, each))
        return PLAIN_EACH;
    if (SHEET_HAS_WORD(text, reached))
        return PLAIN_REACHED;
    return SHEET_HAS_WORD(text, plans) ? PLAIN_PLANNED : PLAIN_VALUE;
}

/* What is planned is not what became of it: 本年预算数 stands beside 本年决算数. */
static bool names_value(struct span text, enum plain_kind kind, bool is_this_year) {
    static const char *const values[] = {"今年", "本年", "本期", "金额", "全年", "期末", "年末"};
    static const char *const whole[] = {"数值", "值", "数", "value", "累计"};
    if (kind != PLAIN_VALUE)
        return kind == PLAIN_REACHED;
    return is_this_year || IS_ONE_OF(text, whole) || SHEET_HAS_WORD(text, values);
}

static bool is_never(struct span text, struct span label, int year) {
    static const char *const never[] = {"行次", "序号",   "编号", "编码", "代码", "权重", "分值",
                                        "得分", "增减",   "增长", "同比", "差额", "备注", "说明",
                                        "上年", "上一年", "去年", "前年", "上期", "年级", "文号",
                                        "页码", "期初",   "同期", "电话"};
    static const char *const units[] = {"单位", "计量单位", "金额单位", "号",
                                        "栏次", "行号",     "年初数"};
    if (IS_ONE_OF(label, units) || SHEET_HAS_WORD(text, never) || is_part_of_year(text))
        return true;
    for (int found; (found = sheet_take_year(&text)) != 0;)
        if (found != year)
            return true; /* another's, or 2023年比2022年 */
    return false;
}

struct plain_caption plain_caption_read(struct span text, int year) {
    static const char *const totals[] = {"合计", "总计", "小计"};
    struct plain_caption caption = {.rank = RANK_NEVER};
    struct str folded = STR_INIT;
    struct span label, unit;
    sheet_fold(&folded, text, false);
    struct span rest = str_span(&folded);
    labels_part(str_span(&folded), &label, &unit);
    caption.kind = kind_of(label);
    bool is_this_year = sheet_take_year(&rest) == year;
    if (!is_never(str_span(&folded), label, year))
        caption.rank = names_value(label, caption.kind, is_this_year) ? RANK_NAMED : RANK_MAYBE;
    for (size_t i = 0; i < ARRAY_LEN(totals); i++)
        caption.is_total = caption.is_total || span_ends_with(label, span_of(totals[i]));
    str_release(&folded);
    return caption;
}

bool plain_is_other_year(struct span name, int year) {
    struct str folded = STR_INIT;
    bool says_any = false, says_this = false;
    sheet_fold(&folded, name, false);
    struct span rest = str_span(&folded);
    for (int found; (found = sheet_take_year(&rest)) != 0;) {
        says_any = true;
        says_this = says_this || found == year;
    }
    str_release(&folded);
    return says_any && !says_this;
}

int plain_title_year(struct span line) {
    static const char *const others[] = {"日期", "时间", "依据", "根据",
                                         "《",   "印发", "〔",   "电话"};
    struct str folded = STR_INIT;
    int year = 0;
    bool several = false;
    sheet_fold(&folded, line, false);
    struct span rest = str_span(&folded);
    bool is_title = !SHEET_HAS_WORD(rest, others);
    for (int found; is_title && (found = sheet_take_year(&rest)) != 0;) {
        struct span behind = rest;
        bool is_day = !span_take_prefix(&behind, SPAN("年")) ||
                      (behind.n > 0 && behind.p[0] >= '0' && behind.p[0] <= '9');
        if (is_day)
            continue;
        several = several || (year != 0 && year != found);
        year = found;
    }
    str_release(&folded);
    return several ? 0 : year;
}

static bool add_without_word(struct str *out, struct span text, const char *const *words,
                             size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct span word = span_of(words[i]);
        size_t at = span_find(text, word);
        if (at == SIZE_MAX)
            continue;
        str_add(out, span_sub(text, 0, at));
        str_add(out, span_sub(text, at + word.n, text.n));
        return true;
    }
    return false;
}

bool plain_caption_add_stem(struct str *out, struct span caption, int year, bool is_prior) {
    static const char *const now[] = {"今年", "本年"};
    static const char *const before[] = {"上年", "去年"};
    struct str folded = STR_INIT;
    struct span label, unit;
    sheet_fold(&folded, caption, false);
    labels_part(str_span(&folded), &label, &unit);
    struct span rest = label;
    bool says = sheet_take_year(&rest) == year;
    if (says) {
        size_t end = label.n - rest.n;
        str_add(out, span_sub(label, 0, end - YEAR_DIGITS));
        str_add(out, rest);
    } else {
        says = is_prior ? add_without_word(out, label, before, ARRAY_LEN(before))
                        : add_without_word(out, label, now, ARRAY_LEN(now));
    }
    str_release(&folded);
    return says;
}

void plain_caption_add_label(struct str *out, struct span caption) {
    struct str folded = STR_INIT;
    struct span label, unit;
    sheet_fold(&folded, caption, false);
    labels_part(str_span(&folded), &label, &unit);
    str_add(out, label);
    str_release(&folded);
}

bool plain_caption_is_of_names(struct span text) {
    static const char *const words[] = {"项目",     "名称",     "指标",     "指标名称", "数据",
                                        "项目名称", "内容",     "支出内容", "科目",     "科目名称",
                                        "支出项目", "预算科目", "数据名称", "收入项目", "类别"};
    struct str folded = STR_INIT;
    sheet_fold(&folded, text, false);
    bool is = IS_ONE_OF(str_span(&folded), words);
    str_release(&folded);
    return is;
}
