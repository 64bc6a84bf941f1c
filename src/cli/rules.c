/* rules: what the checker looks for, and what the office has changed of it. */
#include "cli/commands.h"
#include "session/environment.h"

#include "base/lang.h"
#include "base/mem.h"
#include "check/own_words.h"
#include "check/rule.h"
#include "exchange/json/out.h"

static const char *state_of(const struct rule_changes *changes, const struct rule *rule) {
    const struct rule_change *change = rule_changes_find(changes, rule->name);
    if (change == NULL)
        return NULL;
    return change->off ? "off" : severity_name(change->severity);
}

static void add_span(struct json_out *json, const char *name, struct span text) {
    struct str copy = STR_INIT;
    str_add(&copy, text);
    json_out_text(json, name, text.n > 0 ? copy.s : NULL);
    str_release(&copy);
}

static void add_json(struct str *out, const struct rules *rules,
                     const struct rule_changes *changes) {
    struct json_out json = {.text = out};
    json_out_begin_list(&json, NULL);
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->items[i];
        json_out_begin_object(&json, NULL);
        add_span(&json, "rule", rule->name);
        json_out_text(&json, "severity", severity_name(rule->severity));
        add_span(&json, "title", rule->title);
        add_span(&json, "says", rule->says);
        add_span(&json, "source", rule->source);
        add_span(&json, "wrong", rule->wrong_count > 0 ? rule->wrong[0] : SPAN(""));
        add_span(&json, "right", rule->right_count > 0 ? rule->right[0] : SPAN(""));
        add_span(&json, "needs", rule->needs);
        json_out_text(&json, "office", state_of(changes, rule));
        json_out_end_object(&json);
    }
    json_out_end_list(&json);
    str_add_byte(out, '\n');
}

static void add_example(struct str *out, const char *mark, const struct span *examples,
                        size_t count) {
    for (size_t i = 0; i < count; i++)
        str_add_format(out, "    %s%.*s\n", mark, SPAN_ARG(examples[i]));
}

static void add_text(struct str *out, const struct rules *rules,
                     const struct rule_changes *changes) {
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->items[i];
        const char *state = state_of(changes, rule);
        size_t from = out->len;
        str_add_format(out, "%s  %.*s", severity_mark(rule->severity), SPAN_ARG(rule->name));
        cli_pad(out, from, 22);
        str_add_format(out, "%.*s%s%s%s\n", SPAN_ARG(rule->title),
                       state != NULL ? _("（本单位：") : "", state != NULL ? state : "",
                       state != NULL ? _("）") : "");
        str_add_format(out, "    %.*s\n", SPAN_ARG(rule->says));
        str_add_format(out, _("    依据：%.*s\n"), SPAN_ARG(rule->source));
        add_example(out, _("错："), rule->wrong, rule->wrong_count);
        add_example(out, _("对："), rule->right, rule->right_count);
        if (rule->needs.n > 0)
            str_add_format(out, _("    要有%.*s才查\n"), SPAN_ARG(rule->needs));
    }
}

static enum rc run_rules(struct cli *cli, struct err *err) {
    (void)err;
    struct rules rules;
    char *folder = session_config_path("wordlists");
    struct own_words *words = own_words_read(folder, NULL);
    rules_init(&rules);
    if (cli_has(cli, CLI_JSON))
        add_json(&cli->out, &rules, own_words_rules(words));
    else
        add_text(&cli->out, &rules, own_words_rules(words));
    rules_release(&rules);
    own_words_free(words);
    mem_free(folder);
    return RC_OK;
}

const struct cli_command cli_rules = {
    .name = "rules",
    .usage = N_("rules [--json]"),
    .help = N_("列出检查的规则：级别、依据、对错的例子，和本单位停用或改了级别的"),
    .options = CLI_BIT(JSON),
    .least = 0,
    .most = 0,
    .needs = CLI_NO_STORE,
    .run = run_rules,
};
