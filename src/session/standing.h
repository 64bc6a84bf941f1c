/*
 * standing.h - where what was typed is, in one word for the title line. The line must never say
 * 已保存 of text that a power cut could take, nor of text that is not in the library that the clerk
 * opened. Belongs to session.h.
 */
#ifndef SESSION_STANDING_H
#define SESSION_STANDING_H

struct session;
struct str;

enum session_standing {
    STANDING_SAVED,   /* 已保存 with the time: on the disk, in the library that was opened */
    STANDING_UNSAVED, /* 未保存: in memory alone, or its sync was refused */
    STANDING_LOST,    /* 有字丢失: it could be written nowhere */
    STANDING_ASIDE,   /* 有字另存: in a file of text, not back in the report */
    STANDING_RESCUED, /* 已存新库 with the time: in another database, since the library is gone */
    STANDING_READ_ONLY, /* 只读: nothing can be written here */
};

/* The first that holds, in this order: unsaved, lost, aside, rescued, read-only, saved. */
enum session_standing session_standing(const struct session *session);
/* Appends the word, with the time where there is one. */
void session_add_standing(struct str *out, const struct session *session);

#endif
