#include "exchange/html/read.h"

#include "base/lang.h"
#include "base/text/char_class.h"
#include "base/text/charset_decode.h"
#include "base/text/utf8.h"
#include "exchange/docx/make.h"
#include "exchange/html/markup.h"
#include "exchange/html/mime.h"
#include "exchange/html/walk.h"
#include "exchange/package/xml_tree.h"

#include <string.h>

/* --- what it is written in --- */

/* <meta charset="gb2312">, <meta … content="text/html; charset=gb2312">: in the first bytes. */
static void find_declared(struct str *out, struct span page) {
    enum { HEAD = 4096 };
    struct str head = STR_INIT;
    for (size_t i = 0; i < page.n && i < HEAD; i++)
        str_add_byte(&head, char_lower(page.p[i]));
    size_t at = span_find(str_span(&head), SPAN("charset="));
    struct span rest = at == SIZE_MAX ? SPAN("") : span_sub(str_span(&head), at + 8, head.len);
    while (rest.n > 0 && (rest.p[0] == '"' || rest.p[0] == '\'' || rest.p[0] == ' '))
        rest = span_sub(rest, 1, rest.n);
    size_t n = 0;
    while (n < rest.n && strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", rest.p[n]) != NULL)
        n++;
    str_set(out, span_sub(rest, 0, n));
    str_release(&head);
}

/* What the page says is believed where it can be true: pages that were saved again by another
 * program often keep what they said before. */
static const char *encoding_of(struct span page, const struct str *declared,
                               const struct import_options *options) {
    bool zeros = memchr(page.p, '\0', page.n) != NULL;
    if (options->encoding != NULL)
        return options->encoding;
    if (zeros || declared->len == 0 || utf8_is_valid(page, NULL))
        return NULL; /* by evidence */
    const char *name = charset_canonical(declared->s);
    return name != declared->s ? name : NULL; /* one without a name of ours is guessed */
}

static enum rc decode(struct str *out, struct span page, const char *encoding,
                      struct charset_report *report, struct err *err) {
    enum rc rc = charset_decode(out, page, encoding, report, err);
    if (encoding == NULL || (rc == RC_OK && report->count == 0))
        return rc;
    str_clear(out);
    return charset_decode(out, page, NULL, report, err);
}

/* --- the page --- */

static enum rc read_page(struct source *out, struct import_draft *draft, struct span page,
                         struct str *declared, bool *cut, const struct import_options *options,
                         struct err *err) {
    struct str text = STR_INIT, markup = STR_INIT;
    struct charset_report charset = {0};
    struct xml_tree *tree = NULL;
    enum rc rc = decode(&text, page, encoding_of(page, declared, options), &charset, err);
    if (rc == RC_OK) {
        *cut = html_is_cut(str_span(&text));
        html_add_markup(&markup, str_span(&text));
        str_clear(&text);
        html_add_references(&text, str_span(&markup));
        rc = xml_tree_read_html(&tree, str_span(&text), err);
    }
    if (rc == RC_OK) {
        struct docx_make *make = docx_make_new();
        html_walk(make, xml_tree_root(tree));
        rc = docx_make_read(make, out, draft, options, err);
        docx_make_free(make);
        draft->charset = charset;
    }
    xml_tree_free(tree);
    str_release(&text);
    str_release(&markup);
    return rc;
}

enum rc html_read(struct source *out, struct import_draft *draft, struct span bytes,
                  const struct import_options *options, struct err *err) {
    struct str declared = STR_INIT;
    bool cut = false;
    find_declared(&declared, bytes);
    enum rc rc = read_page(out, draft, bytes, &declared, &cut, options, err);
    if (rc == RC_OK && cut)
        source_note(
            out, "cut",
            _("网页没有到头（在标记中间断了，或没有</html>）：后面可能还有没有读到的；请对照"
              "原文，或重新复制这个文件"));
    str_release(&declared);
    return rc;
}

enum rc html_read_mht(struct source *out, struct import_draft *draft, struct span bytes,
                      const struct import_options *options, struct err *err) {
    struct str page = STR_INIT, declared = STR_INIT;
    enum rc rc = RC_OK;
    bool cut = false, page_cut = false;
    if (!mime_find_page(bytes, &page, &declared, &cut))
        rc = err_set(err, RC_INPUT,
                     _("这个网页档案（.mht）里没有网页，不能读取；请在浏览器中打开，全选复制后用“"
                       "粘贴全文”"));
    if (rc == RC_OK && declared.len == 0)
        find_declared(&declared, str_span(&page));
    if (rc == RC_OK)
        rc = read_page(out, draft, str_span(&page), &declared, &page_cut, options, err);
    if (rc == RC_OK && (cut || page_cut))
        source_note(out, "cut",
                    _("文件没有到头：网页在中间断了，后面的没有读到；请重新复制这个文件"));
    str_release(&page);
    str_release(&declared);
    return rc;
}
