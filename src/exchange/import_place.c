/* Where in the file a finding or an unreadable byte stands. */
#include "exchange/import_place.h"

#include "base/lang.h"

#include <string.h>

size_t import_line_of(const struct import_draft *draft, const struct finding *finding) {
    int64_t wanted = finding->section;
    if (wanted < 0)
        wanted = span_is(span_of(finding->path), "signoff") ? -2 : -1;
    const struct section *section = wanted >= 0 ? report_find_id(draft->report, wanted) : NULL;
    size_t body_line = section != NULL ? body_place_of(&section->body, finding->offset).line : 0;
    size_t seen = 0, heading = 0;
    for (size_t i = 0; i < draft->piece_count; i++) {
        const struct import_piece *piece = &draft->pieces[i];
        if (piece->section != wanted)
            continue;
        if (piece->is_heading) {
            heading = heading > 0 ? heading : piece->source_line;
            if (finding->length == 0)
                return heading;
            seen += section != NULL && section->form == FORM_RUN_IN && seen == 0;
            if (seen > body_line)
                return heading;
        } else if (seen++ == body_line) {
            return piece->source_line;
        }
    }
    return heading;
}

void import_number_findings(struct import_draft *draft) {
    for (size_t i = 0; i < draft->findings.count; i++)
        if (draft->findings.items[i].line == 0)
            draft->findings.items[i].line = import_line_of(draft, &draft->findings.items[i]);
}

/* --- bytes that are no text --- */

enum { BYTES_SAID = 8 };

/* Counts the line ends of bytes[from..to), as units of the encoding have them. */
static size_t count_lines(struct span bytes, size_t from, size_t to, const char *encoding) {
    size_t unit = strncmp(encoding, "utf-16", 6) == 0 ? 2 : 1, lines = 0;
    size_t low = strcmp(encoding, "utf-16be") == 0 ? 1 : 0;
    for (size_t at = from - from % unit; at + unit <= to; at += unit)
        lines += bytes.p[at + (unit == 2 ? low : 0)] == '\n' &&
                 (unit == 1 || bytes.p[at + 1 - low] == '\0');
    return lines;
}

/* The section that holds a line of the file: the last piece that begins there or before. */
static const struct section *section_at(const struct import_draft *draft, size_t line) {
    int64_t id = -1;
    for (size_t i = 0; i < draft->piece_count && draft->pieces[i].source_line <= line; i++)
        id = draft->pieces[i].section;
    return id >= 0 ? report_find_id(draft->report, id) : NULL;
}

static void tell_line(struct import_draft *draft, struct span bytes, size_t first, size_t end,
                      size_t line) {
    const struct charset_report *charset = &draft->charset;
    struct str list = STR_INIT, message = STR_INIT;
    for (size_t i = first; i < end && i < first + BYTES_SAID; i++)
        str_add_format(&list, "%s%02X", i > first ? " " : "",
                       (unsigned)(unsigned char)bytes.p[charset->places[i].offset]);
    if (end - first > BYTES_SAID)
        str_add_text(&list, " …");
    str_add_format(&message, _("第%zu行有%zu处字节不能按%s读出（%s），显示为〓"), line, end - first,
                   charset->name, list.s);
    const struct section *section = section_at(draft, line);
    struct finding *finding = section != NULL
                                  ? findings_add(&draft->findings, draft->report, section,
                                                 "encoding", SEVERITY_WARNING, 0, 0, message.s)
                                  : findings_add_place(&draft->findings, draft->report, "title",
                                                       "encoding", SEVERITY_WARNING, message.s);
    finding->line = line;
    str_release(&list);
    str_release(&message);
}

static void tell_mixed(struct import_draft *draft) {
    struct str message = STR_INIT;
    str_add_format(&message, _("%zu行不是UTF-8而是GBK，已按GBK读出；第一处在第%zu行，请核对"),
                   draft->charset.mixed, draft->charset.mixed_line);
    struct finding *finding = findings_add_place(&draft->findings, draft->report, "title",
                                                 "encoding", SEVERITY_WARNING, message.s);
    finding->line = draft->charset.mixed_line;
    str_release(&message);
}

void import_tell_bytes(struct import_draft *draft, struct span bytes) {
    const struct charset_report *charset = &draft->charset;
    if (charset->mixed > 0)
        tell_mixed(draft);
    size_t count = charset->count < CHARSET_PLACES_MOST ? charset->count : CHARSET_PLACES_MOST;
    size_t at = 0, line = 1;
    for (size_t i = 0, end; i < count; i = end) {
        line += count_lines(bytes, at, charset->places[i].offset, charset->name);
        at = charset->places[i].offset;
        end = i + 1;
        while (end < count &&
               count_lines(bytes, at, charset->places[end].offset, charset->name) == 0)
            end++;
        tell_line(draft, bytes, i, end, line);
    }
}
