/*
 * lang.h - the language of the interface. Sources speak Chinese; another language is a gettext
 * catalogue (po/NAME.po, built in as a .mo). The language belongs to the process, like a locale: it
 * is set once by main before anything is said, and never changed.
 */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include "base/base.h"

/* The text in the interface's language; the argument, Chinese, is the catalogue's key. */
const char *lang_text(const char *zh) __attribute__((format_arg(1)));
#define _(zh) lang_text(zh)
/* The text in English, whatever the interface's language is: the palette knows both. */
const char *lang_english(const char *zh);
/* Marks a text in a table for translation; the reader of the table calls _(). */
#define N_(zh) (zh)

/* "zh" or "en"; false for a language that is not built in. */
bool lang_set(const char *name);

#endif
