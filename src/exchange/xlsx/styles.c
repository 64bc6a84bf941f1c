#include "exchange/xlsx/styles.h"

#include "base/lang.h"
#include "base/mem.h"
#include "exchange/package/xml_read.h"
#include "exchange/package/zip_read.h"
#include "exchange/xlsx/read.h"

void xlsx_styles_release(struct xlsx_styles *styles) {
    mem_free(styles->formats);
    mem_free(styles->fonts);
    mem_free(styles->cells);
    *styles = (struct xlsx_styles){0};
}

static void add_format(struct xlsx_styles *styles, int id, struct span code) {
    MEM_PUSH_ROOM(styles->formats, styles->format_count, styles->format_cap);
    styles->formats[styles->format_count++] = (struct styles_format){id, xlsx_formats_of(id, code)};
}

static size_t format_of_id(struct xlsx_styles *styles, int id) {
    for (size_t i = styles->format_count; i-- > 0;)
        if (styles->formats[i].id == id)
            return i;
    add_format(styles, id, SPAN(""));
    return styles->format_count - 1;
}

static bool is_on(struct xml_read *xml) {
    struct span value = xml_read_attribute(xml, "val");
    return !span_is(value, "0") && !span_is(value, "false");
}

struct walk {
    struct xlsx_styles *styles;
    struct xml_read *xml;
    bool in_cells, in_fonts;
};

static void walk_open(struct walk *walk, struct span name) {
    struct xlsx_styles *styles = walk->styles;
    if (span_is(name, "numFmt")) {
        int id = xml_read_number(walk->xml, "numFmtId", -1);
        add_format(styles, id, xml_read_attribute(walk->xml, "formatCode"));
    } else if (span_is(name, "font") && walk->in_fonts) {
        MEM_PUSH_ROOM(styles->fonts, styles->font_count, styles->font_cap);
        styles->fonts[styles->font_count++] = false;
    } else if (span_is(name, "strike") && walk->in_fonts && styles->font_count > 0) {
        styles->fonts[styles->font_count - 1] = is_on(walk->xml);
    } else if (span_is(name, "xf") && walk->in_cells) {
        int font = xml_read_number(walk->xml, "fontId", -1);
        MEM_PUSH_ROOM(styles->cells, styles->cell_count, styles->cell_cap);
        styles->cells[styles->cell_count++] =
            (struct styles_cell){format_of_id(styles, xml_read_number(walk->xml, "numFmtId", 0)),
                                 font >= 0 ? (size_t)font : SIZE_MAX};
    }
}

/* The lists of fonts and cells stand one behind the other. */
static void walk_step(struct walk *walk, enum xml_event event) {
    struct span name = xml_read_name(walk->xml);
    if (span_is(name, "cellXfs"))
        walk->in_cells = event == XML_OPEN;
    else if (span_is(name, "fonts"))
        walk->in_fonts = event == XML_OPEN;
    else if (event == XML_OPEN)
        walk_open(walk, name);
}

enum rc xlsx_read_styles(struct xlsx_styles *styles, struct zip_read *zip, struct err *err) {
    static const char part[] = "xl/styles.xml";
    struct str bytes = STR_INIT;
    enum rc rc = zip_read_part(zip, &bytes, part, err);
    if (rc != RC_OK || bytes.len == 0) {
        str_release(&bytes);
        return rc;
    }
    struct walk walk = {.styles = styles, .xml = xml_read_new(str_span(&bytes), part)};
    for (enum xml_event event = XML_TEXT; rc == RC_OK && event != XML_END;) {
        event = xml_read_next(walk.xml, err);
        if (event == XML_BAD)
            rc = err_set(err, RC_INPUT,
                         _("表格里的部件“%s”读不懂，请在Excel或WPS中打开并另存为.xlsx"), part);
        else if (event == XML_OPEN || event == XML_CLOSE)
            walk_step(&walk, event);
        if (rc == RC_OK && styles->format_count > XLSX_FORMATS_MOST)
            rc = err_set(err, RC_INPUT, _("表格太大：最多%d种数字格式"), XLSX_FORMATS_MOST);
    }
    xml_read_free(walk.xml);
    str_release(&bytes);
    return rc;
}

struct xlsx_style xlsx_style_of(const struct xlsx_styles *styles, int number) {
    struct xlsx_style style = {0};
    if (number < 0 || (size_t)number >= styles->cell_count)
        return style;
    const struct styles_cell *cell = &styles->cells[number];
    if (cell->format < styles->format_count)
        style.formats = &styles->formats[cell->format].formats;
    style.is_struck = cell->font < styles->font_count && styles->fonts[cell->font];
    return style;
}
