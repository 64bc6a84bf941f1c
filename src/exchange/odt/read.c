#include "exchange/odt/read.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text/str.h"
#include "exchange/docx/make.h"
#include "exchange/odt/walk.h"
#include "exchange/package/zip_read.h"

#include <string.h>

enum { TREE_MOST = 32 * 1024 * 1024 }; /* bytes of a part that is held as a tree */

/* content.xml and styles.xml; of a flat file both are the same. */
struct odt {
    struct zip_read *zip;
    struct xml_tree *content, *styles;
};

static enum rc read_tree(struct xml_tree **out, struct span bytes, const char *part,
                         struct err *err) {
    if (bytes.n > TREE_MOST)
        return err_set(err, RC_INPUT, _("文件里的部件“%.100s”解开后过大，不像是一份报告，没有读取"),
                       part);
    return xml_tree_read(out, bytes, part, err);
}

static enum rc read_part(struct odt *odt, struct xml_tree **out, const char *part,
                         struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(odt->zip, &bytes, part, err);
    if (rc == RC_OK && bytes.len > 0)
        rc = read_tree(out, str_span(&bytes), part, err);
    str_release(&bytes);
    return rc;
}

/* The list of parts says which of them are encrypted. */
static enum rc check_open(struct odt *odt, struct err *err) {
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(odt->zip, &bytes, "META-INF/manifest.xml", err);
    if (rc == RC_OK && span_find(str_span(&bytes), SPAN("encryption-data")) != SIZE_MAX)
        rc = err_set(err, RC_INPUT,
                     _("文件有打开密码：请在LibreOffice或WPS中去掉密码，另存后再导入"));
    str_release(&bytes);
    return rc;
}

/* --- the document --- */

static const struct xml_node *child(const struct xml_tree *tree, const char *name) {
    return tree == NULL ? NULL : xml_node_child(xml_tree_root(tree), name);
}

static void read_headers(struct odt_walk *walk, const struct xml_node *masters) {
    static const char *const names[] = {"header",      "footer",       "header-left",
                                        "footer-left", "header-first", "footer-first"};
    docx_make_begin_header(walk->make);
    const struct xml_node *at = NULL;
    while (masters != NULL && (at = xml_node_walk(masters, at)) != NULL)
        for (size_t i = 0; i < ARRAY_LEN(names); i++)
            if (xml_node_is(at, names[i]))
                odt_walk_blocks(walk, at);
    docx_make_end_header(walk->make);
}

static void begin_walk(struct odt_walk *walk, const struct odt *odt) {
    *walk = (struct odt_walk){.make = docx_make_new(), .zip = odt->zip};
    const struct xml_node *own = child(odt->content, "automatic-styles");
    const struct xml_node *named = child(odt->styles, "styles");
    odt_styles_add(&walk->styles, own);
    odt_styles_add(&walk->styles, named);
    odt_styles_settle(&walk->styles);
    odt_lists_add(&walk->lists, own, walk->make);
    odt_lists_add(&walk->lists, named, walk->make);
}

static void end_walk(struct odt_walk *walk) {
    docx_make_free(walk->make);
    span_map_release(&walk->deletions);
    odt_styles_release(&walk->styles);
    odt_lists_release(&walk->lists);
}

static enum rc read_text(const struct odt *odt, struct source *out, struct import_draft *draft,
                         const struct import_options *options, struct err *err) {
    const struct xml_node *body = child(odt->content, "body");
    const struct xml_node *text = body == NULL ? NULL : xml_node_child(body, "text");
    if (text == NULL)
        return err_set(err, RC_INPUT,
                       _("文件里没有正文，不是文字文档（.odt）；请在LibreOffice或WPS中打开，另存为“"
                         "Word文档（.docx）”后再导入"));
    struct odt_walk walk;
    begin_walk(&walk, odt);
    odt_walk_blocks(&walk, text);
    read_headers(&walk, child(odt->styles, "master-styles"));
    enum rc rc = RC_OK;
    if (walk.overflows)
        rc =
            err_set(err, RC_INPUT,
                    _("文件里有表格的行或单元格重复次数过多，没有读取；请在LibreOffice或WPS中打开，"
                      "另存为“Word文档（.docx）”后再导入"));
    if (rc == RC_OK)
        rc = docx_make_read(walk.make, out, draft, options, err);
    end_walk(&walk);
    return rc;
}

enum rc odt_read(struct source *out, struct import_draft *draft, struct span bytes,
                 const struct import_options *options, struct err *err) {
    struct odt odt = {0};
    enum rc rc = zip_read_open(&odt.zip, bytes, err);
    if (rc == RC_OK)
        rc = check_open(&odt, err);
    if (rc == RC_OK)
        rc = read_part(&odt, &odt.content, "content.xml", err);
    if (rc == RC_OK)
        rc = read_part(&odt, &odt.styles, "styles.xml", err);
    if (rc == RC_OK)
        rc = read_text(&odt, out, draft, options, err);
    xml_tree_free(odt.content);
    xml_tree_free(odt.styles);
    zip_read_close(odt.zip);
    return rc;
}

enum rc odt_read_flat(struct source *out, struct import_draft *draft, struct span bytes,
                      const struct import_options *options, struct err *err) {
    struct odt odt = {0};
    enum rc rc = read_tree(&odt.content, bytes, "office:document", err);
    odt.styles = odt.content;
    if (rc == RC_OK)
        rc = read_text(&odt, out, draft, options, err);
    xml_tree_free(odt.content);
    return rc;
}
