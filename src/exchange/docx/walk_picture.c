#include "exchange/docx/walk_picture.h"

#include "base/text/text_clean.h"
#include "exchange/docx/walk.h"

void docx_open_drawing_name(struct docx_walk *walk) {
    str_set(&walk->drawing, xml_read_attribute(walk->xml, "name"));
    if (xml_read_attribute(walk->xml, "descr").n > 0)
        str_set(&walk->drawing, xml_read_attribute(walk->xml, "descr"));
}

void docx_open_image(struct docx_walk *walk) {
    enum { NAMES_MOST = 400 };
    struct docx_counts *counts = walk->counts;
    if (walk->deleted > 0 || walk->objects > 0)
        return;
    counts->images++;
    struct span title = xml_read_attribute(walk->xml, "title");
    struct span name = title.n > 0 ? title : str_span(&walk->drawing);
    if (name.n == 0 || counts->image_names.len > NAMES_MOST)
        return;
    if (counts->image_names.len > 0)
        str_add_text(&counts->image_names, "、");
    text_clean(&counts->image_names, name, NULL);
    str_clear(&walk->drawing);
}

void docx_open_object(struct docx_walk *walk) {
    walk->objects++;
    walk->counts->objects += walk->deleted == 0;
}

void docx_close_object(struct docx_walk *walk) {
    walk->objects -= walk->objects > 0;
}

void docx_count_object(struct docx_walk *walk) {
    walk->counts->objects += walk->deleted == 0 && walk->objects == 0;
}
