/* The command review: what of last year's text nobody has gone through, and confirming it. */
#include "cli/commands.h"
#include "model/section.h"
#include "session/change.h"
#include "session/opened.h"
#include "session/report.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/json/out.h"
#include "session/review.h"

/* --- listing --- */

struct listing {
    struct cli *cli;
    struct json_out json;
    size_t count;
};

static void add_numbers_json(struct json_out *json, const struct review *review,
                             const struct review_sentence *sentence) {
    json_out_begin_list(json, "numbers");
    for (size_t i = sentence->number; i < sentence->number_end; i++) {
        const struct review_number *number = &review->text.numbers[i];
        struct str value = STR_INIT, unit = STR_INIT;
        if (!review->carried[i])
            continue;
        review_add_value(&value, &review->text, number);
        review_add_points(&unit, &review->text, number->digits_to, number->to);
        json_out_begin_object(json, NULL);
        json_out_text(json, "value", value.s);
        json_out_text(json, "unit", unit.s);
        json_out_number(json, "offset", (int64_t)number->from);
        json_out_number(json, "length", (int64_t)(number->digits_to - number->from));
        json_out_end_object(json);
        str_release(&value);
        str_release(&unit);
    }
    json_out_end_list(json);
}

static void add_sentence(struct listing *listing, const char *path, const struct review *review,
                         size_t which) {
    const struct review_sentence *sentence = &review->text.sentences[which];
    struct str text = STR_INIT, *out = &listing->cli->out;
    review_add_points(&text, &review->text, sentence->from, sentence->to);
    if (cli_has(listing->cli, CLI_JSON)) {
        struct json_out *json = &listing->json;
        json_out_begin_object(json, NULL);
        json_out_text(json, "path", path);
        json_out_number(json, "sentence", (int64_t)which + 1);
        json_out_text(json, "text", text.s);
        json_out_number(json, "offset", (int64_t)sentence->from);
        json_out_number(json, "length", (int64_t)(sentence->to - sentence->from));
        add_numbers_json(json, review, sentence);
        json_out_end_object(json);
    } else {
        size_t from = out->len;
        str_add_text(out, path);
        cli_pad(out, from, 10);
        str_add_format(out, "%zu", which + 1);
        cli_pad(out, from, 16);
        str_add_line(out, str_span(&text));
        str_add_byte(out, '\n');
    }
    str_release(&text);
}

static void list_section(struct listing *listing, const struct section *section) {
    struct review review;
    struct str path = STR_INIT;
    section_add_path(&path, section);
    session_review(listing->cli->session, section, &review);
    for (size_t i = 0; i < review.text.sentence_count; i++)
        if (review.unreviewed[i])
            add_sentence(listing, path.s, &review, i);
    listing->count += review.count;
    review_release(&review);
    str_release(&path);
}

static void list(struct cli *cli, const struct section *only) {
    const struct report *report = session_report(cli->session);
    struct listing listing = {.cli = cli, .json = {.text = &cli->out}};
    if (cli_has(cli, CLI_JSON))
        json_out_begin_list(&listing.json, NULL);
    if (only != NULL) {
        list_section(&listing, only);
    } else {
        list_section(&listing, report->front);
        for (const struct section *at = NULL; (at = report_next_section(report, at)) != NULL;)
            list_section(&listing, at);
    }
    if (cli_has(cli, CLI_JSON)) {
        json_out_end_list(&listing.json);
        str_add_byte(&cli->out, '\n');
    } else {
        cli_say(cli, _("未核%zu句"), listing.count);
    }
}

/* --- confirming --- */

static enum rc confirm(struct cli *cli, const struct section *section, struct err *err) {
    enum { SENTENCES_MOST = 1000000000 };
    size_t count = cli->count - 2, confirmed = 0;
    size_t *numbers = mem_alloc_zero(count, sizeof *numbers);
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        uint64_t number = 0;
        if (!span_to_number(span_of(cli->arguments[i + 2]), SENTENCES_MOST, &number))
            rc = err_set(err, RC_USAGE, _("“%s”不是句子的序号；用review查看"),
                         cli->arguments[i + 2]);
        numbers[i] = (size_t)number;
    }
    if (rc == RC_OK)
        rc = session_confirm(cli->session, section->id, numbers, count, &confirmed, err);
    if (rc == RC_OK)
        cli_say(cli, _("核对了%zu句"), confirmed);
    mem_free(numbers);
    return rc;
}

static enum rc run_review(struct cli *cli, struct err *err) {
    const struct section *section = NULL;
    bool confirms = cli_has(cli, CLI_CONFIRM);
    if ((confirms && (cli->count < 2 || cli_has(cli, CLI_JSON))) || (!confirms && cli->count > 2))
        return cli_usage_error(&cli_review, err);
    enum rc rc = cli_open(cli, confirms ? CLI_WRITES : CLI_READS, err);
    if (rc == RC_OK)
        rc = cli_load(cli, 0, err);
    if (rc == RC_OK && cli->count > 1)
        rc = cli_section(cli, 1, &section, err);
    if (rc == RC_OK && confirms)
        rc = confirm(cli, section, err);
    else if (rc == RC_OK)
        list(cli, section);
    return rc;
}

const struct cli_command cli_review = {
    .name = "review",
    .usage = N_("review 报告号 [节] [--json] | 报告号 节 --confirm [句…]"),
    .help = N_("列出还没有核对的去年原文，或核对其中几句（不写句，就是这一节全部）"),
    .options = CLI_BIT(JSON) | CLI_BIT(CONFIRM),
    .least = 1,
    .most = SIZE_MAX,
    .needs = CLI_NO_STORE,
    .run = run_review,
};
