#include "cli/libraries.h"

#define PCRE2_CODE_UNIT_WIDTH 8

#include <gmp.h>
#include <iconv.h>
#include <jansson.h>
#include <libxml/xmlreader.h>
#include <ncurses.h>
#include <pcre2.h>
#include <sqlite3.h>
#include <unistring/version.h>
#include <xlsxwriter.h>
#include <yaml.h>
#include <zip.h>
#ifndef PORTABLE
#include <openssl/crypto.h>
#endif
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

static void add(struct str *out, const char *name, const char *version) {
    str_add_format(out, "%s%s%s\n", name, version[0] != '\0' ? " " : "", version);
}

/* "ncurses 6.4.20221231" is all in one. */
static void add_ncurses(struct str *out) {
    struct span version = span_of(curses_version());
    str_add(out, version);
    str_add_byte(out, '\n');
}

static void add_pcre2(struct str *out) {
    char version[64] = "";
    (void)pcre2_config(PCRE2_CONFIG_VERSION, version);
    add(out, "PCRE2", version);
}

/* glibc's own iconv, or GNU libiconv (docs/decisions/0036-gnu-libiconv.md). */
static void add_iconv(struct str *out) {
#ifdef _LIBICONV_VERSION
    str_add_format(out, "libiconv %d.%d\n", _libiconv_version >> 8, _libiconv_version & 0xff);
#endif
#ifdef __GLIBC__
    add(out, "glibc", gnu_get_libc_version());
#else
    (void)out;
#endif
}

/* What hashes editions (src/base/sha256.c). */
static void add_hash(struct str *out) {
#ifdef PORTABLE
    add(out, "libmd", "");
#else
    add(out, "libcrypto", OpenSSL_version(OPENSSL_VERSION_STRING));
#endif
}

void libraries_add_versions(struct str *out) {
    add(out, "SQLite", sqlite3_libversion());
    add_ncurses(out);
    add_iconv(out);
    add(out, "GMP", gmp_version);
    add(out, "jansson", jansson_version_str());
    str_add_format(out, "libunistring %d.%d.%d\n", _libunistring_version >> 16,
                   _libunistring_version >> 8 & 0xff, _libunistring_version & 0xff);
    add(out, "libxlsxwriter", lxw_version());
    str_add_format(out, "libxml2 %d.%d.%d\n", LIBXML_VERSION / 10000, LIBXML_VERSION / 100 % 100,
                   LIBXML_VERSION % 100);
    add(out, "libyaml", yaml_get_version_string());
    add(out, "libzip", zip_libzip_version());
    add_hash(out);
    add_pcre2(out);
    add(out, "uchardet", ""); /* which does not tell its version */
}
