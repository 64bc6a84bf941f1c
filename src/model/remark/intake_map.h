/*
 * intake_map.h - how the print of a report and the text of a file go together: what is the same in
 * both, and the stretches that differ. Owns its texts.
 */
#ifndef MODEL_REMARK_INTAKE_MAP_H
#define MODEL_REMARK_INTAKE_MAP_H

#include "base/text/str.h"

struct intake_stretch { /* bytes from..to of the print stand as bytes of the file */
    size_t from, to, file_from, file_to;
};
struct intake_map {
    struct intake_stretch *items; /* in order */
    size_t count, cap;
    size_t kept; /* bytes that are the same, of stretches that are so by no chance */
};

/* Bytes of both that go together; the texts in front of two such are compared, and those behind. */
struct intake_anchor {
    size_t print, file;
};
/* The anchors come in the order of both texts. */
void intake_map_make(struct intake_map *map, struct span print, struct span file,
                     const struct intake_anchor *anchors, size_t count);
void intake_map_release(struct intake_map *map);

/* A byte of the file in the print; within a stretch: its beginning, or its end. */
size_t intake_map_place(const struct intake_map *map, size_t at, bool end);
/* Whether bytes from..to of the file stand so in the print, whole. */
bool intake_map_is_same(const struct intake_map *map, size_t from, size_t to);

#endif
