/*
 * connection.h - the store that a session works on: its files watched, another one taken in its
 * place.
 */
#ifndef SESSION_CONNECTION_H
#define SESSION_CONNECTION_H

struct session;
struct store;

void session_watch(struct session *session); /* the files of its store, from now on */
/* Closes the store and goes on with another one. */
void session_use_store(struct session *session, struct store *store);

#endif
