/*
 * walk_picture.h - pictures, charts and objects: counted and named.
 */
#ifndef EXCHANGE_DOCX_WALK_PICTURE_H
#define EXCHANGE_DOCX_WALK_PICTURE_H

struct docx_walk;

void docx_open_drawing_name(struct docx_walk *walk);
void docx_open_image(struct docx_walk *walk);
void docx_open_object(struct docx_walk *walk);
void docx_close_object(struct docx_walk *walk);
void docx_count_object(struct docx_walk *walk);

#endif
