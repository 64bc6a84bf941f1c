# jixiao - `make help` lists the targets.
# A configuration is only another build folder: BUILD=build/asan SAN=address,undefined.

VERSION := 0.2.0
BUILD   ?= build
CC      ?= cc
PREFIX  ?= /usr/local
DESTDIR ?=
# Where zsh looks for completions: a package of Debian has its own folder.
ZSH_FOLDER ?= $(PREFIX)/share/zsh/site-functions

# The one place that names packages. PACKAGES build and run; the rest is for the checks. Debian's and Ubuntu's
# names (Kylin's desktop has them too), and those of systems with dnf (openEuler, Kylin's server, Fedora).
PACKAGES      := gcc libc6-dev make pkg-config gettext libncurses-dev libsqlite3-dev libunistring-dev \
                 libyaml-dev libuchardet-dev libjansson-dev libgmp-dev libzip-dev libxml2-dev \
                 libpcre2-dev libxlsxwriter-dev libssl-dev
PACKAGES_TEST := bash zsh libcmocka-dev libvterm-dev ncurses-base ncurses-term locales libreoffice-writer-nogui libreoffice-calc-nogui \
                 poppler-utils fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-wqy-microhei
PACKAGES_DEB  := build-essential debhelper dpkg-dev fakeroot lintian
PACKAGES_PORTABLE := gcc g++ musl-tools make dpkg-dev debian-archive-keyring patch xz-utils bzip2 autoconf automake libtool gperf cmake \
                 tcl gettext pkg-config ncurses-bin ncurses-term npm binutils
PACKAGES_RPM  := rpm rpmlint
PACKAGES_BENCH := libncurses-dev nano vim micro wordgrinder-ncurses dialog sqlite3
PACKAGES_LINT := clang clang-format clang-tidy valgrind libclang-rt-dev man-db gcovr
PACKAGES_DNF  := gcc glibc-devel make pkgconf gettext ncurses-devel sqlite-devel libunistring-devel \
                 libyaml-devel uchardet-devel jansson-devel gmp-devel libzip-devel libxml2-devel \
                 pcre2-devel libxlsxwriter-devel openssl-devel
PACKAGES_DNF_TEST := libcmocka-devel libvterm-devel

# DEVELOPER=1: a warning is an error, and the one that follows the flow is on. Both are for Debian 12's compilers: what
# the flow shows differs from one release of gcc to the next, and is often wrong.
DEVELOPER ?=
# Fields that an initializer leaves out are zero on purpose; gcc 11 warns of them behind a macro.
WARN   := -Wall -Wextra -Wno-missing-field-initializers -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
          -Wmissing-declarations -Wwrite-strings -Wpointer-arith -Wcast-qual -Wundef -Wvla \
          -Wformat=2 -Wfloat-equal -Wdouble-promotion -Wswitch-enum -Wimplicit-fallthrough \
          -fno-common $(if $(DEVELOPER),-Wnull-dereference -Werror)
OPTIM  ?= -O2 -g
HARDEN := -fstack-protector-strong -fPIE
SAN    ?=
SANFLAGS := $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all)
FORTIFY  := $(if $(SAN),,-D_FORTIFY_SOURCE=2)

# All are linked, as shared libraries (docs/decisions/0019-linked-libraries.md). STATIC=yes puts those into the
# program that have an archive in Debian.
# Those that name most functions of their own stand first: at each start the system looks for a name in one library
# after the other, in this order, and libcrypto alone has 4,200 (0.3 ms).
comma     := ,
STATIC    ?=
LIBS_SHARED := -lcrypto -lxlsxwriter -lxml2 -lzip -luchardet
LIBS      := -lsqlite3 -lncursesw -ltinfo -lyaml -lgmp -lunistring -lpcre2-8 -ljansson
ALL_LIBS   = $(LIBICONV) $(LIBS_SHARED) $(if $(STATIC),-Wl$(comma)-Bstatic $(LIBS) -Wl$(comma)-Bdynamic,$(LIBS)) -lm
# The others' headers lie where every compiler looks. Asked once, when the first file is compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags libxml-2.0))$(PKG_CFLAGS)
HEADERS   := ncurses.h sqlite3.h yaml.h gmp.h unictype.h pcre2.h jansson.h uchardet/uchardet.h zip.h \
             libxml/xmlreader.h xlsxwriter.h openssl/sha.h

# ICONV=libiconv takes GNU libiconv in place of glibc's iconv (docs/decisions/0036-gnu-libiconv.md). Its sources are
# those in the npm package iconv; the archive is fetched once, and taken only with this checksum.
ICONV     ?= glibc
ICONV_PACKAGE := iconv@3.0.1
ICONV_SUM := 19d0c9109234dcf12796915a4a9c9496b8ecf3e0d08e4722f99b56e3d0a3dffb
ifeq ($(ICONV),libiconv)
LIBICONV  := $(BUILD)/libiconv/libiconv.a
CPPFLAGS  += -isystem $(BUILD)/libiconv/include
endif

CPPFLAGS += -I. -Isrc -I$(BUILD)/gen -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(FORTIFY) \
            -DJIXIAO_VERSION='"$(VERSION)"'
ALL_CFLAGS = -std=c11 $(WARN) $(OPTIM) $(HARDEN) $(SANFLAGS) $(PKG_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(SANFLAGS) $(LDFLAGS)

# PORTABLE=yes links everything into one file that needs nothing of the system (docs/packaging.md): musl, the libraries
# that packaging/portable built, GNU libiconv. What ncurses asks musl about encodings, base/text/locale.c answers. It is
# a static program that is loaded at any address, which musl-gcc does not link by itself: rcrt1.o begins such a one.
# ARCH=aarch64 makes it for another machine, with Debian's cross compiler and that machine's musl; qemu-user runs it.
PORTABLE  ?=
HOST      := $(shell uname -m)
ARCH      ?= $(HOST)
OTHER     := $(if $(filter $(HOST),$(ARCH)),,-$(ARCH))
MUSL      := build/musl$(OTHER)
MUSL_CC   := $(if $(OTHER),$(ARCH)-linux-gnu-gcc -specs=/usr/lib/$(ARCH)-linux-musl/musl-gcc.specs,musl-gcc)
ifdef PORTABLE
AR        := $(if $(OTHER),$(ARCH)-linux-gnu-)ar
STRIP     := $(if $(OTHER),$(ARCH)-linux-gnu-)strip
FORTIFY   :=
PKG_CFLAGS := -isystem $(MUSL)/include -isystem $(MUSL)/include/libxml2 -DLIBXML_STATIC -DPORTABLE
HEADERS   := $(subst openssl/sha.h,sha2.h,$(HEADERS))
MUSL_CRT  := /usr/lib/$(ARCH)-linux-musl
GCC_CRT    = $(shell $(CC) -print-file-name=$(1))
ALL_LDFLAGS = -nostdlib -static -Wl,-pie,--no-dynamic-linker,-z,text,-z,relro,-z,now,--build-id=none \
              -Wl,--defsym=wcrtomb=locale_wcrtomb,--defsym=mbrtowc=locale_mbrtowc,--defsym=nl_langinfo=locale_nl_langinfo \
              $(MUSL_CRT)/rcrt1.o $(MUSL_CRT)/crti.o $(call GCC_CRT,crtbeginS.o) -L$(MUSL)/lib -L$(MUSL_CRT) $(LDFLAGS)
ALL_LIBS   = -lxlsxwriter -lzip -lxml2 -lz -luchardet -lncursesw -ltinfo -lsqlite3 -lyaml -lgmp -lunistring -lpcre2-8 \
              -ljansson -lmd $(LIBICONV) -Wl,--start-group -lc -lgcc -lgcc_eh -Wl,--end-group $(call GCC_CRT,crtendS.o) $(MUSL_CRT)/crtn.o
endif

SRCS  := $(filter-out src/main.c,$(shell find src ui -name '*.c' | LC_ALL=C sort))
OBJS  := $(SRCS:%.c=$(BUILD)/obj/%.o)
DATA  := $(shell find schema -type f \( -name '*.sql' -o -name '*.yaml' -o -name '*.json' -o -name '*.xml' -o -name '*.css' -o -name '*.txt' \) | LC_ALL=C sort)
POS   := $(wildcard po/*.po)
MOS   := $(POS:po/%.po=$(BUILD)/gen/po/%.mo)
LIB   := $(BUILD)/libjixiao.a
BIN   := $(BUILD)/jixiao

# A test is one program: tests/<folder>/test_<file>.c. Other .c files under tests/support are shared.
T          ?=
TEST_SRCS  := $(shell find tests -name 'test_*.c' | LC_ALL=C sort)
TEST_HELP  := $(shell find tests/support tests/fuzz tests/faults tests/bench -name '*.c' ! -name 'test_*' ! -name 'bench_*' ! -name fuzz_main.c | LC_ALL=C sort)
TEST_HOBJS := $(TEST_HELP:%.c=$(BUILD)/obj/%.o)
TEST_LIB   := $(BUILD)/libtests.a
TEST_BINS  := $(TEST_SRCS:%.c=$(BUILD)/%)
BENCH_SRCS := $(shell find tests/bench -name 'bench_*.c' 2>/dev/null | LC_ALL=C sort)
BENCH_BINS := $(BENCH_SRCS:%.c=$(BUILD)/%)
TEST_RUN   := $(if $(T),$(foreach t,$(TEST_BINS),$(if $(findstring $(T),$(t)),$(t))),$(TEST_BINS))
TEST_PKGS  := cmocka vterm libzip libxml-2.0
# The tests set the steady clock ahead where they would have to wait (tests/support/pause.h).
TEST_WRAP  := -Wl,--wrap=clock_monotonic,-u,__wrap_clock_monotonic

ifeq ($(V),1)
Q :=
say = @:
else
Q := @
say = @printf '  %-7s %s\n'
endif

.PHONY: all help bench bench-checks screenshots deps deps-test deps-lint deps-bench run test asan valgrind lint format format-check tidy layers \
        header-check banned catalogue docs-check install uninstall dist clean po pot

all: $(BIN) ## build the program (build/jixiao); installs nothing

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

DEPS = DNF='$(PACKAGES_DNF)' DNF_TEST='$(PACKAGES_DNF_TEST)' sh tests/rules/deps.sh
deps: ; @$(DEPS) $(PACKAGES)
deps: ## install what building needs and is missing (as root or through sudo)
deps-test: ; @$(DEPS) $(PACKAGES) $(PACKAGES_TEST)
deps-lint: ; @$(DEPS) $(PACKAGES) $(PACKAGES_TEST) $(PACKAGES_LINT)

# What depends on freshly installed packages runs in a second make.
run: deps ## install what is missing, build, open the program
	@$(MAKE) --no-print-directory BUILD=$(BUILD) all
	@$(BIN)

test: deps-test ## build and run the tests; T=word picks those whose path holds the word
	@$(MAKE) --no-print-directory BUILD=$(BUILD) SAN=$(SAN) run-tests

asan: deps-lint ## the tests under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(MAKE) --no-print-directory BUILD=build/asan SAN=address,undefined OPTIM='-O1 -g' run-tests

valgrind: deps-lint ## the tests that start no program under valgrind (the program itself: make asan)
	@$(MAKE) --no-print-directory BUILD=build/valgrind OPTIM='-O1 -g' \
	    RUNNER='valgrind -q --num-callers=50 --suppressions=tests/rules/valgrind.supp --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect --error-exitcode=9 --child-silent-after-fork=yes' run-tests

COVER_END := build/cover/obj/tests/support/cover.o
cover: deps-lint ## what the tests run of each file, in lines and branches; fails below the goals
	@umask 0; $(MAKE) --no-print-directory BUILD=build/cover OPTIM='-O0 -g' FORTIFY= CFLAGS=--coverage \
	    LDFLAGS='--coverage -Wl,--wrap=_exit $(COVER_END)' run-cover
.PHONY: cover run-cover
run-cover: $(BIN) $(TEST_BINS)
	@find $(BUILD) -name '*.gcda' -delete
	@$(MAKE) --no-print-directory BUILD=$(BUILD) OPTIM='-O0 -g' FORTIFY= run-tests
	@sh tests/rules/cover.sh $(BUILD)
$(filter build/cover/%,$(BIN) $(TEST_BINS)): $(COVER_END)

F    ?=
SECS ?= 60
fuzz: deps-lint ## fuzz each target, or F=name, for SECS=60 seconds
	@$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang SAN=fuzzer-no-link,address,undefined OPTIM='-O2 -g' run-fuzz
.PHONY: fuzz run-fuzz
run-fuzz: $(BUILD)/fuzz_main
	@sh tests/rules/fuzz.sh $(BUILD) '$(SECS)' '$(F)'
$(BUILD)/fuzz_main: $(BUILD)/obj/tests/fuzz/fuzz_main.o $(TEST_LIB) $(LIB)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) $(TEST_WRAP) -fsanitize=fuzzer -o $@ $< $(TEST_LIB) $(LIB) $(ALL_LIBS) \
	    $(shell pkg-config --libs $(TEST_PKGS)) -lutil

fuzz-terminal: deps-test ## random bytes, keys and window sizes into the program on a terminal, for SECS=60 seconds; SEED=1
	@$(MAKE) --no-print-directory BUILD=$(BUILD) $(BIN) $(BUILD)/tests/faults/test_terminal
	@JIXIAO=$(abspath $(BIN)) SECS=$(SECS) SEED=$(SEED) $(BUILD)/tests/faults/test_terminal
.PHONY: fuzz-terminal

bench-checks: deps-test ## what the checkers find of the known defects, and their false alarms, by rule (ARGS=-v names them, ARGS=FOLDER for texts from elsewhere)
	@$(MAKE) --no-print-directory BUILD=$(BUILD) $(BUILD)/tests/bench/bench_checks
	@$(BUILD)/tests/bench/bench_checks $(ARGS)
screenshots: deps-test ## draw the pictures of docs/pictures from the screens as they are
	@$(MAKE) --no-print-directory BUILD=$(BUILD) $(BUILD)/tests/e2e/test_pictures
	@JIXIAO_PICTURES=write $(BUILD)/tests/e2e/test_pictures

rules-page: deps-test ## write docs/rules.md from the rules as they are
	@$(MAKE) --no-print-directory BUILD=$(BUILD) $(BUILD)/tests/check/test_rule
	@JIXIAO_PAGES=write $(BUILD)/tests/check/test_rule
.PHONY: rules-page

deps-bench: ; @$(DEPS) $(PACKAGES) $(PACKAGES_TEST) $(PACKAGES_BENCH)
bench: deps-bench ## speed beside other editors (docs/performance.md); installs them; ROUNDS=5
	@$(MAKE) --no-print-directory BUILD=$(BUILD) run-bench
.PHONY: run-bench
ROUNDS ?= 5
run-bench: $(BIN) $(BUILD)/tests/bench/bench_terminal $(BUILD)/tests/bench/bench_floor $(BUILD)/tests/bench/bench_library
	@$(BUILD)/tests/bench/bench_terminal $(abspath $(BIN)) $(abspath $(BUILD)/tests/bench/bench_floor) $(ROUNDS)
	@$(BUILD)/tests/bench/bench_library $(abspath $(BIN)) $(ROUNDS)

bench-loss: deps-bench ## what editors lose when they are killed or the disk is full (docs/reliability.md), as root
	@$(MAKE) --no-print-directory BUILD=$(BUILD) $(BIN) $(BUILD)/tests/bench/bench_loss
	@$(BUILD)/tests/bench/bench_loss $(abspath $(BIN))
.PHONY: bench-loss

# The library once more, with a call at each basic block (tests/sizes/steps.h).
STEPS_LIB  := $(BUILD)/steps/libjixiao.a
STEPS_OBJS := $(filter $(BUILD)/steps/src/%,$(SRCS:%.c=$(BUILD)/steps/%.o))
STEPS_WRAP := memcpy memmove memset memchr memmem memcmp strlen strstr
SIZES_OBJS := $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard tests/sizes/*.c))
SIZES_BIN  := $(BUILD)/tests/sizes/sizes
# `make test` runs a short part of it; not with other instruments.
SIZES_RUN  := $(if $(or $(SAN),$(RUNNER),$(filter build/cover,$(BUILD)),$(if $(T),$(if $(findstring $(T),$(SIZES_BIN)),,other))),,$(SIZES_BIN))
sizes: deps-test ## the steps of every reader, checker, writer and diff at n and 2n (ARGS=-v prints them, ONLY=word picks)
	@$(MAKE) --no-print-directory BUILD=$(BUILD) $(SIZES_BIN)
	@LC_ALL=C.UTF-8 ONLY='$(ONLY)' $(SIZES_BIN) all $(ARGS)
.PHONY: sizes
$(BUILD)/steps/%.o: %.c | $(LOADED_AS)
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -U_FORTIFY_SOURCE -O1 -fno-builtin -fsanitize-coverage=trace-pc -MMD -MP -c -o $@ $<
$(STEPS_LIB): $(STEPS_OBJS) $(BUILD)/obj/gen/embedded.o
	$(say) AR $@
	$(Q)rm -f $@; $(AR) rcs $@ $^
$(SIZES_BIN): $(SIZES_OBJS) $(TEST_LIB) $(STEPS_LIB)
	@mkdir -p $(@D)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) $(TEST_WRAP) $(STEPS_WRAP:%=-Wl,--wrap=%) -o $@ $(SIZES_OBJS) $(TEST_LIB) $(STEPS_LIB) $(ALL_LIBS) \
	    $(shell pkg-config --libs $(TEST_PKGS)) -lutil

FAULTS ?= 200
faults: deps-test ## the tests of faults at every call and allocation, with FAULTS=200 times as many power cuts
	@$(MAKE) --no-print-directory BUILD=$(BUILD) T=/faults/ FAULTS=$(FAULTS) run-faults
.PHONY: faults run-faults
run-faults: $(BIN) $(TEST_RUN)
	@for t in $(TEST_RUN); do FAULTS=$(FAULTS) JIXIAO=$(abspath $(BIN)) $$t || exit 1; done

SYSTEMS ?= bookworm trixie sid jammy noble arm64
systems: ## build and test in roots of other systems (docs/systems.md), as root; SYSTEMS='trixie sid', T=word or none, COMPILERS=gcc
	@$(DEPS) debootstrap
	@T='$(T)' COMPILERS='$(COMPILERS)' bash tests/rules/systems.sh $(abspath build/systems) $(SYSTEMS)
packages: ; @echo $(PACKAGES)
.PHONY: systems packages tests
tests: $(TEST_BINS)

# docs/packaging.md. The libraries take a quarter of an hour the first time; nothing of them is built again afterwards.
PORTABLE_BUILD := build/portable$(OTHER)
PORTABLE_FILE := $(PORTABLE_BUILD)/jixiao
PORTABLE_TAR   = build/jixiao-$(VERSION)-linux-$(ARCH).tar.xz
PORTABLE_RUNNER := $(if $(OTHER),qemu-$(ARCH)-static)
PORTABLE_MAKE := $(MAKE) --no-print-directory BUILD=$(PORTABLE_BUILD) CC='$(MUSL_CC)' ICONV=libiconv PORTABLE=yes RUNNER=$(PORTABLE_RUNNER)
portable: ## build/portable/jixiao, one file that needs nothing of the system, and the archive to pass on (docs/packaging.md)
	@$(DEPS) $(if $(wildcard $(ICONV_FILE)),$(filter-out npm,$(PACKAGES_PORTABLE)),$(PACKAGES_PORTABLE))
	@$(if $(OTHER),sh packaging/portable/cross.sh $(ARCH))
	@sh packaging/portable/fetch.sh build/downloads/debian
	@nice sh packaging/portable/libraries.sh build/downloads/debian $(MUSL) $(ARCH) '$(MUSL_CC)'
	@$(PORTABLE_MAKE) $(PORTABLE_FILE)
	@RUNNER=$(PORTABLE_RUNNER) sh packaging/portable/bundle.sh $(PORTABLE_FILE) $(MUSL) build/downloads $(PORTABLE_TAR)
# Which tests run the program as a clerk or a script would, and not its parts.
PORTABLE_TESTS := $(filter-out %/test_pictures,$(filter $(BUILD)/tests/e2e/% $(BUILD)/tests/cli/% $(BUILD)/tests/attack/%,$(TEST_BINS)))
PORTABLE_TESTS := $(filter-out %/test_binary,$(PORTABLE_TESTS))
test-portable: portable deps-test ## the tests that run the whole program, with the one file; what it needs and makes (as root)
	@$(MAKE) --no-print-directory BUILD=$(BUILD) run-portable-tests
.PHONY: portable test-portable run-portable-tests
run-portable-tests: $(BIN) $(PORTABLE_TESTS)
	@RUNNER=$(PORTABLE_RUNNER) bash tests/rules/portable.sh $(PORTABLE_FILE) $(PORTABLE_FILE).full $(BIN) $(PORTABLE_BUILD)/test
	@$(if $(OTHER),echo 'the tests that start the program are run on its own machine',JIXIAO=$(abspath $(PORTABLE_FILE)) sh tests/rules/run.sh $(BUILD) $(PORTABLE_TESTS))

RUNNER ?=
.PHONY: run-tests
# What starts the program as a child is nothing for an instrument that does not follow it there.
PROGRAM_TESTS := $(if $(RUNNER),$(patsubst %.c,$(BUILD)/%,$(shell grep -lsE 'support/(program|pty_support)\.h' $(TEST_SRCS))))
RUN_TESTS := $(filter-out $(PROGRAM_TESTS),$(TEST_RUN))
run-tests: $(BIN) $(RUN_TESTS) $(SIZES_RUN)
	@JIXIAO=$(abspath $(BIN)) RUNNER='$(RUNNER)' sh tests/rules/run.sh $(BUILD) $(RUN_TESTS) $(SIZES_RUN)

$(BIN): $(BUILD)/obj/src/main.o $(LIB)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $< $(LIB) $(ALL_LIBS)
	$(if $(PORTABLE),$(Q)mv $@ $@.full && $(STRIP) -o $@ $@.full)

$(LIB): $(OBJS) $(BUILD)/obj/gen/embedded.o
	$(say) AR $@
	$(Q)rm -f $@; $(AR) rcs $@ $^

$(BUILD)/obj/gen/embedded.o: $(BUILD)/gen/embedded.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/gen/embedded.c: $(DATA) $(MOS) tests/rules/embed.sh Makefile
	@mkdir -p $(@D)
	$(say) DATA $@
	$(Q)sh tests/rules/embed.sh $(BUILD)/gen $(DATA) $(MOS) >$@.new && mv $@.new $@

# What is not installed is said in one sentence, before a compiler says it in its own way.
FOUND := $(BUILD)/gen/found
$(FOUND): Makefile
	@mkdir -p $(@D)
	$(Q)missing=; \
	for tool in msgfmt pkg-config; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	for header in $(HEADERS); do \
	    printf '#include <%s>\n' $$header | $(CC) $(CPPFLAGS) $(PKG_CFLAGS) -DPCRE2_CODE_UNIT_WIDTH=8 -E - \
	        >/dev/null 2>&1 || missing="$$missing $$header"; \
	done; \
	[ -z "$$missing" ] || { echo "not installed:$$missing. \`make deps' installs what is missing, or says what to install." >&2; exit 1; }
	@touch $@
$(OBJS) $(BUILD)/obj/src/main.o $(BUILD)/gen/embedded.c: | $(FOUND)
# cmocka 2 has other names for assert_in_range, which are all that cmocka 1 has not
$(TEST_SRCS:%.c=$(BUILD)/obj/%.o) $(TEST_HOBJS): WARN += -Wno-deprecated-declarations

ICONV_FILE := build/downloads/$(subst @,-,$(ICONV_PACKAGE)).tgz
$(ICONV_FILE):
	@mkdir -p $(@D)
	$(say) FETCH $(ICONV_PACKAGE)
	$(Q)cd $(@D) && npm pack --silent $(ICONV_PACKAGE) >/dev/null
$(BUILD)/libiconv/libiconv.a: $(ICONV_FILE) tests/rules/libiconv.sh
	$(say) LIBICONV $@
	$(Q)sh tests/rules/libiconv.sh $< $(ICONV_SUM) $(@D) '$(CC)' '$(AR)' '$(OPTIM) $(HARDEN) $(SANFLAGS)'
ifdef LIBICONV
$(OBJS): | $(LIBICONV)
$(BIN): $(LIBICONV)
endif

$(BUILD)/gen/po/%.mo: po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt -c -o $@ $<

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# These have the version in them.
$(BUILD)/obj/src/cli/command_line.o $(BUILD)/obj/tests/docs/test_docs.o: Makefile

$(TEST_LIB): $(TEST_HOBJS)
	$(Q)rm -f $@; $(AR) rcs $@ $^

$(BUILD)/tests/bench/bench_floor: TEST_PKGS += ncursesw
$(TEST_BINS) $(BENCH_BINS): $(BUILD)/%: $(BUILD)/obj/%.o $(TEST_LIB) $(LIB)
	@mkdir -p $(@D)
	$(say) LINK $@
	$(Q)$(CC) $(ALL_LDFLAGS) $(TEST_WRAP) -o $@ $< $(TEST_LIB) $(LIB) $(ALL_LIBS) \
	    $(shell pkg-config --libs $(TEST_PKGS)) -lutil
.SECONDARY: $(TEST_SRCS:%.c=$(BUILD)/obj/%.o) $(BENCH_SRCS:%.c=$(BUILD)/obj/%.o)

lint: deps-lint format-check layers banned header-check catalogue docs-check tidy ## format, layers, names, headers, translations, man page, clang-tidy

C_FILES = $(shell find src ui tests -name '*.[ch]' | LC_ALL=C sort)
format: ; $(Q)clang-format -i $(C_FILES)
format: ## rewrite the sources in the project's format
format-check:
	$(say) FORMAT
	$(Q)clang-format --dry-run -Werror $(C_FILES)
layers: $(BIN)
	$(say) LAYERS
	$(Q)grep -rnE '^ *# *include' src ui | LC_ALL=C awk -f tests/rules/layers.awk
	$(Q)sh tests/rules/links.sh $(BUILD)
banned:
	$(say) BANNED
	$(Q)sh tests/rules/banned.sh
header-check:
	$(say) HEADERS
	$(Q)for h in $$(find src ui -name '*.h'); do for cc in gcc clang; do \
	    $$cc $(CPPFLAGS) -std=c11 $(WARN) $(PKG_CFLAGS) -fsyntax-only -x c -include $$h tests/rules/empty.h || exit 1; done; done
TIDY := $(SRCS:%.c=$(BUILD)/tidy/%.ok) $(BUILD)/tidy/src/main.ok
tidy: $(TIDY)
$(BUILD)/tidy/%.ok: %.c .clang-tidy
	@mkdir -p $(@D)
	$(say) TIDY $<
	$(Q)clang-tidy --quiet $< -- $(CPPFLAGS) -std=c11 $(PKG_CFLAGS) 2>$@.log >$@.out || { cat $@.out $@.log; exit 1; }
	@touch $@

catalogue:
	$(say) PO po/en.po
	$(Q)sh tests/rules/catalogue.sh
docs-check:
	$(say) MAN docs/jixiao.1
	$(Q)LC_ALL=C.UTF-8 MANROFFSEQ= man --warnings -Tutf8 -l docs/jixiao.1 2>&1 >/dev/null | { ! grep .; }
po: deps ## bring po/en.po up to date with the sources; new texts are then translated by hand
	$(Q)sh tests/rules/catalogue.sh merge
pinyin: ## make schema/pinyin.txt anew from Unihan (Debian's unicode-data)
	@sh tests/rules/deps.sh unicode-data
	$(Q)sh tests/rules/pinyin.sh >schema/pinyin.txt.new && mv schema/pinyin.txt.new schema/pinyin.txt
.PHONY: pinyin
pot: deps ## collect the texts into po/jixiao.pot, for another language
	$(Q)sh tests/rules/catalogue.sh pot

# What bash and zsh complete, from the program's own tables. RUNNER runs a program that was built for another machine.
COMPLETION := $(BUILD)/completion/jixiao $(BUILD)/completion/_jixiao
$(BUILD)/completion/jixiao: SHELL_NAME := bash
$(BUILD)/completion/_jixiao: SHELL_NAME := zsh
$(COMPLETION): $(BIN)
	@mkdir -p $(@D)
	$(Q)$(RUNNER) $(BIN) completion $(SHELL_NAME) --lang zh >$@.new && mv $@.new $@

# The clerks' documents: none links to one that is not among them.
DOCUMENTS := docs/manual.md docs/rules.md docs/samples.md docs/tasks.md docs/template.md docs/terminals.md docs/wordlists.md
install: $(BIN) $(COMPLETION) ## install below DESTDIR and PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/doc/jixiao/pictures \
	    $(DESTDIR)$(PREFIX)/share/doc/jixiao/examples $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(ZSH_FOLDER)
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/jixiao
	install -m 644 docs/jixiao.1 $(DESTDIR)$(PREFIX)/share/man/man1/jixiao.1
	install -m 644 $(BUILD)/completion/jixiao $(DESTDIR)$(PREFIX)/share/bash-completion/completions/jixiao
	install -m 644 $(BUILD)/completion/_jixiao $(DESTDIR)$(ZSH_FOLDER)/_jixiao
	install -m 644 NEWS $(DOCUMENTS) $(DESTDIR)$(PREFIX)/share/doc/jixiao/
	install -m 644 docs/pictures/*.svg $(DESTDIR)$(PREFIX)/share/doc/jixiao/pictures/
	install -m 644 docs/examples/*.yaml $(DESTDIR)$(PREFIX)/share/doc/jixiao/examples/
uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/jixiao $(DESTDIR)$(PREFIX)/share/man/man1/jixiao.1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/jixiao $(DESTDIR)$(ZSH_FOLDER)/_jixiao
	rm -rf $(DESTDIR)$(PREFIX)/share/doc/jixiao
# Without the time in gzip's header, so that the same commit gives the same archive.
DIST := jixiao-$(VERSION).tar.gz
dist: ## a tarball of the committed tree, and its checksum
	git -c tar.umask=0022 archive --prefix=jixiao-$(VERSION)/ HEAD | gzip -9n >$(DIST)
	sha256sum $(DIST) >$(DIST).sha256
deb: ## build/deb: the package for Debian and its kin, and lintian's word on it
	@$(DEPS) $(PACKAGES) $(PACKAGES_DEB)
	@sh packaging/deb.sh $(VERSION) build/deb $(PACKAGES)
test-deb: deb ## two builds are equal; installed, upgraded from 0.1.0, run and removed in a new root (as root)
	@$(DEPS) debootstrap sqlite3
	@bash tests/rules/deb.sh build/deb $(VERSION) build/deb-test $(PACKAGES)
rpm: portable ## build/rpm: the one file as a package for systems with rpm (openEuler, Kylin, Fedora)
	@$(DEPS) $(PACKAGES_RPM)
	@rm -rf build/rpm && mkdir -p build/rpm
	@$(PORTABLE_MAKE) DESTDIR=build/rpm/tree PREFIX=/usr install >/dev/null
	@sh packaging/rpm.sh $(VERSION) build/rpm $(PORTABLE_BUILD)/licences $(ARCH)
test-rpm: rpm ## two builds are equal; installed into an empty root, upgraded from 0.1.0, run and removed by rpm (as root)
	@$(DEPS) sqlite3
	@bash tests/rules/rpm.sh build/rpm $(VERSION) $(PORTABLE_BUILD)/licences $(ARCH)
deb-portable: portable ## build/deb-portable: the one file as a package for Debian and its kin of any age
	@$(DEPS) $(PACKAGES_DEB)
	@rm -rf build/deb-portable && mkdir -p build/deb-portable
	@$(PORTABLE_MAKE) DESTDIR=build/deb-portable/tree PREFIX=/usr ZSH_FOLDER=/usr/share/zsh/vendor-completions install >/dev/null
	@sh packaging/deb-portable.sh $(VERSION) build/deb-portable $(PORTABLE_BUILD)/licences $(ARCH)
test-deb-portable: deb-portable ## two builds are equal; installed, upgraded from 0.1.0, run and removed in a Debian 11 without a package more (as root)
	@$(DEPS) debootstrap sqlite3
	@bash tests/rules/deb-portable.sh build/deb-portable $(VERSION) $(PORTABLE_BUILD)/licences $(ARCH)
.PHONY: deb test-deb deb-portable test-deb-portable rpm test-rpm
clean: ## remove what was built
	rm -rf build jixiao-*.tar.gz jixiao-*.tar.gz.sha256

-include $(OBJS:.o=.d) $(BUILD)/obj/src/main.d $(TEST_HOBJS:.o=.d) $(TEST_SRCS:%.c=$(BUILD)/obj/%.d) \
         $(BENCH_SRCS:%.c=$(BUILD)/obj/%.d) $(STEPS_OBJS:.o=.d) $(SIZES_OBJS:.o=.d)
