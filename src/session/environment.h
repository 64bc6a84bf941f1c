/*
 * environment.h - what the environment says: who is at work, and where the home, the database and
 * the office's own files lie.
 */
#ifndef SESSION_ENVIRONMENT_H
#define SESSION_ENVIRONMENT_H

#include "base/base.h"

struct session_options;

/* A file or folder of the office's or the clerk's own: $XDG_CONFIG_HOME/jixiao/NAME, else
 * ~/.config/jixiao/NAME. "wordlists" has those lists. Heap. */
char *session_config_path(const char *name);
/* The database that a session would open, which need not be there or be whole. Heap. */
char *session_db_path(const struct session_options *options);
char *session_home_folder(void); /* heap */
char *session_data_folder(void); /* where the usual database lies; heap */
/* The same; *own_folder becomes true where its folder is the program's to make. */
char *session_find_db(const struct session_options *options, bool *own_folder);
/* As asked for, else the environment's, else the login's: one line, without what would drive a
 * terminal. Where nothing is left, the number. Heap. */
char *session_user_name(const char *asked);

#endif
