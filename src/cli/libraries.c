#include "cli/libraries.h"

#define PCRE2_CODE_UNIT_WIDTH 8

#include <gmp.h>
#include <iconv.h>
#include <jansson.h>
#include <libxml/xmlreader.h>
#include <ncurses.h>
#include <pcre2.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
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

/* What Debian states for the files that make up the library. */
static const struct {
    const char *name, *licence;
} licence_rows[] = {
    {"SQLite", "public domain"},
    {"ncurses", "MIT/X11"},
    {"libiconv", "LGPL-2+"},
    {"glibc", "LGPL-2.1+"},
    {"musl", "MIT"},
    {"zlib", "Zlib"},
    {"GMP", "LGPL-3+ or GPL-2+"},
    {"jansson", "MIT"},
    {"libunistring", "LGPL-3+ or GPL-2+"},
    {"libxlsxwriter", "BSD-2-clause"},
    {"libxml2", "MIT"},
    {"libyaml", "MIT"},
    {"libzip", "BSD-3-clause"},
    {"libcrypto", "Apache-2.0"},
    {"libmd", "BSD-3-clause, public domain"},
    {"PCRE2", "BSD-3-clause"},
    {"uchardet", "MPL-1.1, GPL-2+ or LGPL-2.1+"},
};

static const char *licence_of(const char *name) {
    for (size_t i = 0; i < ARRAY_LEN(licence_rows); i++)
        if (strcmp(licence_rows[i].name, name) == 0)
            return licence_rows[i].licence;
    assert(false); /* a library without a licence */
    return "";
}

struct listing {
    struct str *out;
    bool licences;
};

static void add(const struct listing *listing, const char *name, const char *version) {
    struct str *out = listing->out;
    str_add_format(out, "%s%s%s", name, version[0] != '\0' ? " " : "", version);
    if (listing->licences)
        str_add_format(out, "  %s", licence_of(name));
    str_add_byte(out, '\n');
}

/* "ncurses 6.4.20221231" is all in one. */
static void add_ncurses(const struct listing *listing) {
    const char *version = strchr(curses_version(), ' ');
    add(listing, "ncurses", version != NULL ? version + 1 : "");
}

static void add_pcre2(const struct listing *listing) {
    char version[64] = "";
    (void)pcre2_config(PCRE2_CONFIG_VERSION, version);
    add(listing, "PCRE2", version);
}

/* Of a version that comes as numbers. */
static void add_numbers(const struct listing *listing, const char *name, int major, int minor,
                        int patch) {
    char version[64];
    if (patch < 0)
        (void)snprintf(version, sizeof version, "%d.%d", major, minor);
    else
        (void)snprintf(version, sizeof version, "%d.%d.%d", major, minor, patch);
    add(listing, name, version);
}

/* glibc with its own iconv, or GNU libiconv (docs/decisions/0036-gnu-libiconv.md). musl tells no
 * version; zlib is libzip's, and linked in with it. */
static void add_c(const struct listing *listing) {
#ifdef _LIBICONV_VERSION
    add_numbers(listing, "libiconv", _libiconv_version >> 8, _libiconv_version & 0xff, -1);
#endif
#ifdef __GLIBC__
    add(listing, "glibc", gnu_get_libc_version());
#else
    add(listing, "musl", "");
    add(listing, "zlib", "");
#endif
}

/* What hashes editions (src/base/sha256.c). */
static void add_hash(const struct listing *listing) {
#ifdef PORTABLE
    add(listing, "libmd", "");
#else
    add(listing, "libcrypto", OpenSSL_version(OPENSSL_VERSION_STRING));
#endif
}

void libraries_add(struct str *out, bool licences) {
    const struct listing listing = {out, licences};
    add(&listing, "SQLite", sqlite3_libversion());
    add_ncurses(&listing);
    add_c(&listing);
    add(&listing, "GMP", gmp_version);
    add(&listing, "jansson", jansson_version_str());
    add_numbers(&listing, "libunistring", _libunistring_version >> 16,
                _libunistring_version >> 8 & 0xff, _libunistring_version & 0xff);
    add(&listing, "libxlsxwriter", lxw_version());
    add_numbers(&listing, "libxml2", LIBXML_VERSION / 10000, LIBXML_VERSION / 100 % 100,
                LIBXML_VERSION % 100);
    add(&listing, "libyaml", yaml_get_version_string());
    add(&listing, "libzip", zip_libzip_version());
    add_hash(&listing);
    add_pcre2(&listing);
    add(&listing, "uchardet", ""); /* which does not tell its version */
}
