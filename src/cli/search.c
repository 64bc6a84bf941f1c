/* search: words in all reports. */
#include "session/search.h"
#include "cli/commands.h"

#include "base/lang.h"
#include "exchange/json/out.h"

enum { HITS_AT_ONCE = 200, WORDS_MOST = 32 };

static void add_json(struct json_out *json, const struct search_hit *hit) {
    json_out_begin_object(json, NULL);
    json_out_number(json, "report", hit->report);
    json_out_text(json, "unit", hit->unit);
    if (hit->year != 0)
        json_out_number(json, "year", hit->year);
    else
        json_out_null(json, "year");
    json_out_text(json, "path", hit->path);
    json_out_text(json, "name", hit->name[0] != '\0' ? hit->name : NULL);
    json_out_text(json, "heading", hit->heading);
    json_out_number(json, "offset", (int64_t)hit->offset);
    json_out_number(json, "length", (int64_t)hit->length);
    json_out_text(json, "sentence", hit->sentence);
    json_out_end_object(json);
}

static void add_row(struct str *out, const struct search_hit *hit) {
    size_t from = out->len;
    str_add_format(out, "%lld", (long long)hit->report);
    cli_pad(out, from, 6);
    str_add_line(out, span_of(hit->short_name[0] != '\0' ? hit->short_name : hit->unit));
    if (hit->year != 0)
        str_add_format(out, " %d", hit->year);
    cli_pad(out, from, 30);
    str_add_text(out, hit->path);
    cli_pad(out, from, 38);
    str_add_line(out, span_of(hit->heading));
    str_add_text(out, "  ");
    str_add_line(out, span_of(hit->sentence));
    str_add_byte(out, '\n');
}

static enum rc run_search(struct cli *cli, struct err *err) {
    struct str words = STR_INIT;
    struct json_out json = {.text = &cli->out};
    bool is_json = cli_has(cli, CLI_JSON);
    size_t count = 0;
    int64_t before = 0;
    for (size_t i = 0; i < cli->count; i++)
        str_add_format(&words, i > 0 ? " %s" : "%s", cli->arguments[i]);
    enum rc rc = cli_need_text(words.s, err);
    if (is_json)
        json_out_begin_list(&json, NULL);
    do {
        struct search_hits hits = {0};
        if (rc == RC_OK)
            rc = session_search(cli->session, str_span(&words), before, HITS_AT_ONCE, &hits, err);
        for (size_t i = 0; i < hits.count; i++) {
            if (is_json)
                add_json(&json, &hits.items[i]);
            else
                add_row(&cli->out, &hits.items[i]);
        }
        count += hits.count;
        before = hits.next;
        search_hits_release(&hits);
    } while (rc == RC_OK && before != 0);
    if (is_json) {
        json_out_end_list(&json);
        str_add_byte(&cli->out, '\n');
    }
    if (rc != RC_OK)
        str_clear(&cli->out);
    else if (count == 0)
        cli_say(cli, _("没有找到“%s”"), words.s);
    str_release(&words);
    return rc;
}

const struct cli_command cli_search = {
    .name = "search",
    .usage = N_("search 字词… [--json]"),
    .help = N_("在全部报告里找字词，最新的在前，附所在的句子"),
    .options = CLI_BIT(JSON),
    .least = 1,
    .most = WORDS_MOST,
    .needs = CLI_READS,
    .run = run_search,
};
