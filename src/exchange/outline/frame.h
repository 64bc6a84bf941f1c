/*
 * frame.h - what frames the text: page numbers, lists of contents, the title, the sign-off.
 */
#ifndef EXCHANGE_OUTLINE_FRAME_H
#define EXCHANGE_OUTLINE_FRAME_H

struct outline;

void outline_find_frame(struct outline *outline); /* title, contents, page numbers, sign-off */
/* Instead of both: only what the layout itself says; all else is text. */
void outline_find_flat(struct outline *outline);

#endif
