#include "check/rule.h"

#include "base/embedded.h"
#include "base/mem.h"

/* --- reading --- */

static bool take_field(struct span *line, struct span *field) {
    if (line->n == 0)
        return false;
    size_t end = span_find(*line, SPAN("\t"));
    size_t to = end == SIZE_MAX ? line->n : end;
    *field = span_sub(*line, 0, to);
    *line = span_sub(*line, end == SIZE_MAX ? to : to + 1, line->n);
    return true;
}

/* "error,warning" */
static bool read_severities(struct rule *rule, struct span names) {
    bool any = false;
    while (names.n > 0) {
        enum severity severity = SEVERITY_HINT;
        size_t comma = span_find(names, SPAN(","));
        struct span name = span_sub(names, 0, comma == SIZE_MAX ? names.n : comma);
        names = span_sub(names, comma == SIZE_MAX ? names.n : comma + 1, names.n);
        if (!severity_find(name, &severity))
            return false;
        rule->raises[severity] = true;
        rule->severity = !any || severity > rule->severity ? severity : rule->severity;
        any = true;
    }
    return any;
}

static bool read_rule(struct rule *rule, struct span line) {
    struct span severities;
    return take_field(&line, &rule->name) && take_field(&line, &rule->title) &&
           take_field(&line, &severities) && take_field(&line, &rule->says) &&
           take_field(&line, &rule->source) && line.n == 0 && rule->name.n > 0 &&
           rule->source.n > 0 && read_severities(rule, severities);
}

/* "\t错\t…": what stands below a rule. */
static bool read_detail(struct rule *rule, struct span line) {
    struct span key, value;
    if (!take_field(&line, &key) || !take_field(&line, &value) || value.n == 0 || line.n > 0)
        return false;
    if (span_is(key, "错") && rule->wrong_count < RULE_EXAMPLES)
        rule->wrong[rule->wrong_count++] = value;
    else if (span_is(key, "对") && rule->right_count < RULE_EXAMPLES)
        rule->right[rule->right_count++] = value;
    else if (span_is(key, "去年"))
        rule->prior = value;
    else if (span_is(key, "单位"))
        rule->unit = value;
    else if (span_is(key, "年度"))
        rule->year = value;
    else if (span_is(key, "须"))
        rule->needs = value;
    else
        return false;
    return true;
}

static bool read_line(struct rules *rules, struct span line) {
    if (span_take_prefix(&line, SPAN("\t")))
        return rules->count > 0 && read_detail(&rules->items[rules->count - 1], line);
    struct rule rule = {.prior = SPAN(""), .unit = SPAN(""), .year = SPAN(""), .needs = SPAN("")};
    if (!read_rule(&rule, line))
        return false;
    MEM_PUSH_ROOM(rules->items, rules->count, rules->cap);
    rules->items[rules->count++] = rule;
    return true;
}

void rules_init(struct rules *rules) {
    const struct embedded *file = embedded_find("rules.txt");
    struct span text = file != NULL ? embedded_text(file) : SPAN(""), line;
    *rules = (struct rules){0};
    for (size_t number = 1; text.n > 0 && span_take_line(&text, &line); number++)
        if (line.n > 0 && line.p[0] != '#' && !read_line(rules, line) && rules->bad_line == 0)
            rules->bad_line = number;
}

void rules_release(struct rules *rules) {
    mem_free(rules->items);
    *rules = (struct rules){0};
}

const struct rule *rules_find(const struct rules *rules, struct span name) {
    for (size_t i = 0; i < rules->count; i++)
        if (span_equal(rules->items[i].name, name))
            return &rules->items[i];
    return NULL;
}

/* --- the manual's page --- */

static void add_examples(struct str *out, const char *mark, const struct span *examples,
                         size_t count) {
    for (size_t i = 0; i < count; i++)
        str_add_format(out, "- %s：%.*s\n", mark, SPAN_ARG(examples[i]));
}

void rules_add_page(struct str *out, const struct rules *rules) {
    str_add_text(out, "# 检查的规则\n\n"
                      "这一页由程序生成（`jixiao rules`列出同样的内容），例子就是测试用的例子。\n"
                      "停用一条或改它的级别，见[词表说明](wordlists.md)。\n");
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->items[i];
        str_add_format(out, "\n## %.*s（`%.*s`）\n\n%.*s。级别：", SPAN_ARG(rule->title),
                       SPAN_ARG(rule->name), SPAN_ARG(rule->says));
        const char *between = "";
        for (int severity = SEVERITY_ERROR; severity >= 0; severity--)
            if (rule->raises[severity]) {
                str_add_format(out, "%s%s", between, severity_title((enum severity)severity));
                between = "、";
            }
        str_add_format(out, "。\n\n- 依据：%.*s\n", SPAN_ARG(rule->source));
        add_examples(out, "错", rule->wrong, rule->wrong_count);
        add_examples(out, "对", rule->right, rule->right_count);
        if (rule->needs.n > 0)
            str_add_format(out, "- 要有%.*s才查\n", SPAN_ARG(rule->needs));
    }
}
