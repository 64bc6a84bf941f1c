#!/bin/sh
# libraries.sh SOURCES PREFIX ARCH COMPILER - builds the libraries below SOURCES (fetch.sh) for musl on ARCH with COMPILER,
# as archives in PREFIX/lib with their headers in PREFIX/include and their licences in PREFIX/licences. What was built from
# the same source in the same way is left alone.
set -eu
sources=$(cd "$1" && pwd)
mkdir -p "$2/lib" "$2/include" "$2/log" "$2/licences"
prefix=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
work=$prefix/build
arch=$3
host=$arch-linux-musl
jobs=${JOBS:-2}
fallbacks=xterm,xterm-256color,linux,vt100,vt220,putty,putty-256color,screen,screen-256color,tmux-256color,rxvt-unicode-256color

CC=$4
AR=ar RANLIB=ranlib
[ "$arch" = "$(uname -m)" ] || AR=$arch-linux-gnu-ar RANLIB=$arch-linux-gnu-ranlib
CFLAGS="-O2 -fPIC -ffile-prefix-map=$work=." # FORTIFY is glibc's alone
CPPFLAGS=-I$prefix/include
LDFLAGS=-L$prefix/lib
SOURCE_DATE_EPOCH=1
export CC AR RANLIB CFLAGS CPPFLAGS LDFLAGS SOURCE_DATE_EPOCH
# Debian's trees have a configure.ac that is newer than what was made of it.
as_they_are='AUTOMAKE=: ACLOCAL=: AUTOCONF=: AUTOHEADER=: MAKEINFO=:'

configured() {
    ./configure --host="$host" --prefix="$prefix" --disable-shared --enable-static "$@"
}
put_header() {
    for header; do cp "$header" "$prefix/include/"; done
}
put_archive() {
    for archive; do cp "$archive" "$prefix/lib/"; done
}
# compile FLAG... -- SOURCE...: into objects here, by as many at a time as there are jobs.
compile() {
    flags=
    while [ "$1" != -- ]; do flags="$flags $1"; shift; done
    shift
    # shellcheck disable=SC2086 # lists of words
    printf '%s\n' "$@" | xargs -P "$jobs" -I{} sh -c \
        'cc=$1; shift; source=$1; shift; $cc "$@" -c -o "$(echo "$source" | tr / _).o" "$source"' _ "$CC" {} $CFLAGS $CPPFLAGS $flags
}

build_zlib() {
    ./configure --static --prefix="$prefix"
    make -j"$jobs" libz.a
    put_archive libz.a
    put_header zlib.h zconf.h
}
build_libyaml() {
    autoreconf -fi
    configured
    make -j"$jobs" -C src
    make -C src install
    make -C include install
}
build_jansson() {
    autoreconf -fi
    configured
    make -j"$jobs" -C src CFLAGS="$CFLAGS -Dutf8_encode=jansson_utf8_encode" # libunistring has a utf8_encode too
    make -C src install
}
build_libzip() {
    cmake -B build -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_AR="$(command -v "$AR")" -DCMAKE_RANLIB="$(command -v "$RANLIB")" -DCMAKE_BUILD_TYPE=None -DBUILD_SHARED_LIBS=OFF \
        -DENABLE_COMMONCRYPTO=OFF -DENABLE_GNUTLS=OFF -DENABLE_MBEDTLS=OFF -DENABLE_OPENSSL=OFF -DENABLE_BZIP2=OFF \
        -DENABLE_LZMA=OFF -DENABLE_ZSTD=OFF -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF -DBUILD_EXAMPLES=OFF -DBUILD_DOC=OFF \
        -DZLIB_LIBRARY="$prefix/lib/libz.a" -DZLIB_INCLUDE_DIR="$prefix/include"
    make -j"$jobs" -C build zip
    put_archive build/lib/libzip.a
    put_header lib/zip.h build/zipconf.h
}
build_libxml2() {
    configured --without-iconv --without-icu --without-lzma --without-zlib --without-python --without-threads --without-http \
        --without-ftp --without-modules --without-catalog --without-docbook --without-debug --without-mem-debug \
        --without-schemas --without-schematron --without-xinclude --without-xptr --without-c14n --without-legacy
    # shellcheck disable=SC2086 # a list of words
    make -j"$jobs" $as_they_are libxml2.la
    put_archive .libs/libxml2.a
    mkdir -p "$prefix/include/libxml"
    cp include/libxml/*.h "$prefix/include/libxml/"
}
build_libxlsxwriter() {
    compile -Iinclude -DNOCRYPT -DNOUNCRYPT -- src/*.c third_party/minizip/ioapi.c third_party/minizip/zip.c \
        third_party/tmpfileplus/tmpfileplus.c third_party/md5/md5.c
    "$AR" rcs libxlsxwriter.a ./*.o
    put_archive libxlsxwriter.a
    cp -r include/xlsxwriter include/xlsxwriter.h "$prefix/include/"
}
build_sqlite3() {
    # its own tools, which make the one source, run on this machine
    CC=gcc CPPFLAGS='' LDFLAGS='' AR=ar RANLIB=ranlib ./configure --disable-tcl --disable-shared
    make sqlite3.c
    compile -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS3_PARENTHESIS -DSQLITE_ENABLE_FTS3_TOKENIZER=1 -DSQLITE_ENABLE_FTS5 \
        -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_SECURE_DELETE -DSQLITE_OMIT_LOAD_EXTENSION \
        -DSQLITE_THREADSAFE=1 -- sqlite3.c
    "$AR" rcs libsqlite3.a sqlite3.c.o
    put_archive libsqlite3.a
    put_header sqlite3.h
}
build_pcre2() {
    configured --enable-unicode
    # shellcheck disable=SC2086 # a list of words
    make -j"$jobs" $as_they_are libpcre2-8.la
    put_archive .libs/libpcre2-8.a
    put_header src/pcre2.h
}
build_ncurses() {
    configured --enable-widec --with-termlib=tinfo --without-cxx --without-cxx-binding --without-ada --without-manpages \
        --without-tests --without-progs --without-shared --without-debug --without-gpm --with-build-cc=gcc --disable-db-install \
        --with-default-terminfo-dir=/usr/share/terminfo --with-terminfo-dirs=/etc/terminfo:/lib/terminfo:/usr/share/terminfo \
        --with-fallbacks="$fallbacks"
    make -j"$jobs" -C include
    make -j"$jobs" -C ncurses
    put_archive lib/libncursesw.a lib/libtinfo.a
    put_header include/curses.h include/ncurses_dll.h include/term.h include/unctrl.h
    ln -sf curses.h "$prefix/include/ncurses.h"
}
build_libunistring() {
    configured
    # shellcheck disable=SC2086 # a list of words
    make -j"$jobs" $as_they_are -C lib
    # shellcheck disable=SC2086 # a list of words
    make $as_they_are -C lib install
}
build_gmp() {
    mkdir -p doc
    printf 'all install check clean:\n' >doc/Makefile.in # Debian leaves the manual out, which is not free
    configured --disable-cxx
    # shellcheck disable=SC2086 # a list of words
    make -j"$jobs" $as_they_are all
    put_archive .libs/libgmp.a
    put_header gmp.h
}
build_libmd() {
    configured
    # shellcheck disable=SC2086 # a list of words
    make -j"$jobs" $as_they_are -C src libmd.la
    put_archive src/.libs/libmd.a
    put_header include/sha2.h
}
build_uchardet() {
    # C++ without its library: the few functions that it calls are in newdelete.cc
    cp "$here/newdelete.cc" src/
    compile -x c++ -std=c++11 -fno-exceptions -fno-rtti -fno-threadsafe-statics -DVERSION='"0.0.7"' -Isrc -- src/*.cpp src/LangModels/*.cpp src/newdelete.cc
    "$AR" rcs libuchardet.a ./*.o
    put_archive libuchardet.a
    mkdir -p "$prefix/include/uchardet"
    cp src/uchardet.h "$prefix/include/uchardet/"
}

for name in zlib libyaml jansson libzip libxml2 libxlsxwriter sqlite3 pcre2 ncurses libunistring gmp libmd uchardet; do
    sum=$({ cat "$sources/$name/"*.dsc "$here/newdelete.cc"; sed -n "/^CC=/,/^export/p; /^build_$name()/,/^}/p" "$0"; } | sha256sum)
    [ ! -e "$prefix/log/$name.done" ] || [ "$(cat "$prefix/log/$name.done")" != "$sum" ] || continue
    echo "  LIBRARY $name"
    rm -rf "${work:?}/$name"
    mkdir -p "$work"
    log=$prefix/log/$name.log
    set +e # a subshell that is asked how it ended does not stop at an error
    (
        set -e
        dpkg-source -q --no-copy -x "$sources/$name/"*.dsc "$work/$name"
        cd "$work/$name"
        cp debian/copyright "$prefix/licences/$name"
        "build_$name"
    ) >"$log" 2>&1
    ended=$?
    set -e
    [ $ended -eq 0 ] || { tail -20 "$log" >&2; echo "$name could not be built: all of it stands in $log" >&2; exit 1; }
    echo "$sum" >"$prefix/log/$name.done"
    rm -rf "${work:?}/$name"
done
