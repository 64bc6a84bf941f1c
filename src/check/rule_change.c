#include "check/rule_change.h"

#include "base/lang.h"
#include "base/mem.h"
#include "model/section.h"

/* --- reading --- */

static struct span take_word(struct span *line) {
    size_t from = 0, to;
    while (from < line->n && (line->p[from] == ' ' || line->p[from] == '\t'))
        from++;
    for (to = from; to < line->n && line->p[to] != ' ' && line->p[to] != '\t';)
        to++;
    struct span word = span_sub(*line, from, to);
    *line = span_sub(*line, to, line->n);
    return word;
}

static bool read_line(struct rule_changes *changes, struct span line) {
    struct rule_change change = {.rule = take_word(&line)};
    struct span word = take_word(&line);
    change.off = span_is(word, "off");
    if (changes->count == RULE_CHANGES || take_word(&line).n > 0 ||
        (!change.off && !severity_find(word, &change.severity)) ||
        span_is(change.rule, "rules-file")) /* what is off is always said */
        return false;
    changes->items[changes->count++] = change;
    return true;
}

void rule_changes_read(struct rule_changes *changes, struct span text) {
    struct span line;
    *changes = (struct rule_changes){0};
    for (size_t number = 1; text.n > 0 && span_take_line(&text, &line); number++)
        if (span_trim(line).n > 0 && line.p[0] != '#' && !read_line(changes, line) &&
            changes->bad_line == 0)
            changes->bad_line = number;
}

const struct rule_change *rule_changes_find(const struct rule_changes *changes, struct span rule) {
    for (size_t i = 0; changes != NULL && i < changes->count; i++)
        if (span_equal(changes->items[i].rule, rule))
            return &changes->items[i];
    return NULL;
}

/* --- what they do --- */

/* The rule's, in the interface's language; a rule that is not of the table is the template's. */
static void set_source(struct finding *finding, const struct rule *rule) {
    char *source = rule != NULL ? span_copy(rule->source) : NULL;
    const char *shown = source != NULL ? lang_text(source) : _("模板的规则");
    section_set_text(&finding->source, span_of(shown));
    mem_free(source);
}

void rule_changes_apply(const struct rule_changes *changes, const struct rules *rules,
                        struct findings *findings) {
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        struct span name = span_of(finding->rule);
        const struct rule_change *change = rule_changes_find(changes, name);
        const struct rule *rule = rules_find(rules, name);
        if (change != NULL && change->off) {
            finding_release(finding);
            continue;
        }
        if (change != NULL)
            finding->severity = change->severity;
        if (finding->source == NULL || finding->source[0] == '\0')
            set_source(finding, rule);
        findings->items[kept++] = *finding;
    }
    findings->count = kept;
}

static void add_names(struct str *out, const struct rule_changes *changes, bool off) {
    const char *between = "";
    for (size_t i = 0; i < changes->count; i++) {
        const struct rule_change *change = &changes->items[i];
        if (change->off != off)
            continue;
        str_add_format(out, "%s%.*s", between, SPAN_ARG(change->rule));
        if (!off)
            str_add_format(out, "（%s）", severity_title(change->severity));
        between = _("、");
    }
}

void rule_changes_tell(const struct rule_changes *changes, struct findings *out,
                       const struct report *report) {
    struct str off = STR_INIT, changed = STR_INIT, message = STR_INIT;
    add_names(&off, changes, true);
    add_names(&changed, changes, false);
    if (off.len > 0)
        str_add_format(&message, _("本单位停用的规则：%s"), off.s);
    if (changed.len > 0)
        str_add_format(&message, "%s%s%s", off.len > 0 ? _("；") : "", _("改了级别的规则："),
                       changed.s);
    if (message.len > 0)
        (void)findings_add_place(out, report, "title", "rules-file", SEVERITY_HINT, message.s);
    if (changes->bad_line > 0) {
        str_clear(&message);
        str_add_format(&message,
                       _("规则文件第%zu行看不懂：应是规则的名称和off、error、warning或hint"),
                       changes->bad_line);
        (void)findings_add_place(out, report, "title", "rules-file", SEVERITY_WARNING, message.s);
    }
    str_release(&off);
    str_release(&changed);
    str_release(&message);
}
