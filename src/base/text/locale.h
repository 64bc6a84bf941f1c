/*
 * locale.h - the encoding of the terminal, as the environment says. glibc knows it, and converts by
 * it. musl (make portable) takes every locale for UTF-8: there the environment is read here, and
 * what ncurses asks the C library for (wcrtomb, mbrtowc, nl_langinfo) is answered by iconv; the
 * link puts locale_wcrtomb and its kin in their place (Makefile).
 */
#ifndef BASE_TEXT_LOCALE_H
#define BASE_TEXT_LOCALE_H

#include "base/base.h"

#include <langinfo.h>
#include <wchar.h>

/* Sets the C library's locale from the environment; C.UTF-8 where that is plain C, which cannot
 * carry Chinese, or one that is not installed. Before anything else of this header. */
void locale_start(void);
/* The encoding's name as the system has it: "UTF-8", "GB18030". Lives for ever. */
const char *locale_codeset(void);

/* --- pure --- */
enum { LOCALE_CHAR_MOST = 8 }; /* bytes of a character in any such encoding */
/* The encoding in the name of a locale, as glibc understands it: "zh_CN.GBK@x" is GBK, "zh_CN"
 * GB2312. NULL, "", C, POSIX and what says nothing are UTF-8. */
void locale_codeset_of(const char *locale, char codeset[static 32]);
/* The bytes of a character in that encoding, 1 to LOCALE_CHAR_MOST; (size_t)-1: it has none. */
size_t locale_encode_char(const char *codeset, char *bytes, wchar_t c);
/* The character at the front of n bytes and how many it takes (0: it is NUL); (size_t)-1: it is
 * none, (size_t)-2: the bytes end within it. */
size_t locale_decode_char(const char *codeset, wchar_t *c, const char *bytes, size_t n);

/* --- in place of the C library's where that is not glibc --- */
size_t locale_wcrtomb(char *bytes, wchar_t c, mbstate_t *state);
size_t locale_mbrtowc(wchar_t *c, const char *bytes, size_t n, mbstate_t *state);
char *locale_nl_langinfo(nl_item item); /* CODESET alone, for ncurses asks for nothing else */

#endif
