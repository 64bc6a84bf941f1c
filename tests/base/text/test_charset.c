#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text/charset.h"
#include "base/text/charset_decode.h"
#include "base/text/charset_encode.h"
#include "base/text/charset_guess.h"
#include "base/text/utf8.h"
#include "tests/support/folder.h"
#include "tests/support/random.h"

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define PLAIN                                                                                                                               \
    SPAN("2022年度部门整体支出绩效自评报告\n"                                                                                 \
         "一、基本情况\n"                                                                                                             \
         "　　（一）单位概况。街道办事处内设党政综合办公室、经济发展办公室等机构，核定编制56名，" \
         "实有在职人员54人。全年收入合计8,596.35万元，比上年增长10.7%。\n"                                           \
         "　　（二）存在的问题。预算编制还不够细化，“三公”经费控制仍需加强……\n")
#define TRADITIONAL                                                                                                      \
    SPAN("二、績效目標完成情況\n"                                                                              \
         "　　本年度預算執行率為98.5%，各項重點工作按時完成，居民滿意度較上年提高。\n" \
         "　　部門整體支出與國家政策相符，資金使用規範，會計資訊真實、完整。\n")

static const char geta[] = "〓";

static void encode(struct str *out, struct span text, const char *name) {
    struct charset_report report;
    struct err err;
    assert_int_equal(charset_encode(out, text, name, CHARSET_REFUSE, &report, &err), RC_OK);
    assert_int_equal(report.count, 0);
}

static void assert_decoded(struct span bytes, const char *forced, struct span want,
                           const char *name) {
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    str_add_text(&out, "前");
    assert_int_equal(charset_decode(&out, bytes, forced, &report, &err), RC_OK);
    assert_string_equal(report.name, name);
    assert_int_equal(report.count, 0);
    assert_int_equal(out.len, want.n + 3);
    assert_memory_equal(out.s + 3, want.p, want.n);
    str_release(&out);
}

static void assert_no_text(struct span bytes, const char *forced) {
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    str_add_text(&out, "前");
    assert_int_equal(charset_decode(&out, bytes, forced, &report, &err), RC_INPUT);
    assert_int_equal(err.rc, RC_INPUT);
    assert_true(err.text[0] != '\0');
    assert_string_equal(out.s, "前");
    str_release(&out);
}

static void names_become_canonical(void **state) {
    (void)state;
    static const char *const want[][2] = {
        {"UTF8", "utf-8"},      {"utf-8", "utf-8"},           {"UTF-8-BOM", "utf-8-bom"},
        {"utf-16", "utf-16le"}, {"UTF-16BE", "utf-16be"},     {"GB2312", "gbk"},
        {"cp936", "gbk"},       {"Gb18030", "gb18030"},       {"BIG-5", "big5"},
        {"koi8-r", "koi8-r"},   {"iso-8859-1", "iso-8859-1"}, {"ISO_8859-1", "ISO_8859-1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(want); i++)
        assert_string_equal(charset_canonical(want[i][0]), want[i][1]);
    static const char *const unknown[] = {
        "",     "nonsense", "gbk//TRANSLIT", "gbk//IGNORE", "utf-8,gbk",
        "char", "WCHAR_T",  "INTERNAL",      "../x",        "gbk{}",
    };
    for (size_t i = 0; i < ARRAY_LEN(unknown); i++)
        assert_null(charset_canonical(unknown[i]));
}

/* Decoding. */

static void a_mark_decides_and_is_eaten(void **state) {
    (void)state;
    static const char *const names[] = {"utf-8-bom", "utf-16le", "utf-16be"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct str bytes = STR_INIT, out = STR_INIT;
        struct charset_report report;
        struct err err;
        encode(&bytes, PLAIN, names[i]);
        assert_decoded(str_span(&bytes), NULL, PLAIN, names[i]);
        assert_decoded(str_span(&bytes), names[i], PLAIN, names[i]);
        assert_int_equal(charset_decode(&out, str_span(&bytes), NULL, &report, &err), RC_OK);
        assert_true(report.certain);
        str_release(&bytes);
        str_release(&out);
    }
    assert_decoded(SPAN("\xFE\xFF\x4E\x00"), "utf-16", SPAN("一"), "utf-16be");
    assert_decoded(SPAN("\xEF\xBB\xBF"), NULL, SPAN(""), "utf-8-bom");
    assert_decoded(SPAN("中\xEF\xBB\xBF文"), NULL, SPAN("中\xEF\xBB\xBF文"), "utf-8");
}

static void valid_utf8_is_certain(void **state) {
    (void)state;
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err;
    assert_decoded(PLAIN, NULL, PLAIN, "utf-8");
    assert_decoded(SPAN("plain, 42\r\n"), NULL, SPAN("plain, 42\r\n"), "utf-8");
    assert_decoded(SPAN(""), NULL, SPAN(""), "utf-8");
    assert_decoded(SPAN("正文\x1A"), NULL, SPAN("正文\x1A"), "utf-8"); /* old DOS files end so */
    assert_decoded(SPAN("\x1B[1m粗体\x1B[0m\n"), NULL, SPAN("\x1B[1m粗体\x1B[0m\n"), "utf-8");
    assert_int_equal(charset_decode(&out, PLAIN, NULL, &report, &err), RC_OK);
    assert_true(report.certain);
    str_release(&out);
}

static void assert_recognised(struct span text, const char *written, const char *name) {
    struct str bytes = STR_INIT;
    encode(&bytes, text, written);
    struct span plain = str_span(&bytes);
    if (strncmp(written, "utf-16", 6) == 0)
        plain = span_sub(plain, 2, plain.n); /* without the mark */
    assert_decoded(plain, NULL, text, name);
    struct charset_report report;
    struct err err;
    struct str out = STR_INIT;
    assert_int_equal(charset_decode(&out, plain, NULL, &report, &err), RC_OK);
    assert_false(report.certain);
    str_release(&out);
    str_release(&bytes);
}

static void encodings_are_told_apart_by_evidence(void **state) {
    (void)state;
    assert_recognised(PLAIN, "gbk", "gbk");
    assert_recognised(PLAIN, "gb18030", "gbk"); /* the same bytes: nothing beyond GBK */
    assert_recognised(TRADITIONAL, "gbk", "gbk");
    assert_recognised(TRADITIONAL, "big5", "big5");
    assert_recognised(PLAIN, "utf-16le", "utf-16le");
    assert_recognised(PLAIN, "utf-16be", "utf-16be");
    assert_recognised(TRADITIONAL, "utf-16le", "utf-16le");
    assert_recognised(SPAN("績效評價報告"), "utf-16le", "utf-16le"); /* neither mark nor blank */
    assert_recognised(SPAN("績效評價報告"), "utf-16be", "utf-16be");
    assert_recognised(SPAN("朱镕基、赵喆、李昇、王珺、刘堃、陈翀、"), "utf-16le", "utf-16le");
    struct str rare = STR_INIT;
    str_add(&rare, PLAIN);
    str_add_text(&rare, "负责人：李𬭎、㑇\n"); /* four bytes each in GB18030 */
    assert_recognised(str_span(&rare), "gb18030", "gb18030");
    str_release(&rare);
    assert_recognised(SPAN("绩效自评"), "gbk", "gbk");
    assert_recognised(SPAN("联通"), "gbk", "gbk"); /* famous for being taken for UTF-8 */
    assert_recognised(SPAN("合计 8596.35 万元\n"), "gbk", "gbk");
    assert_recognised(SPAN("一、"), "gbk", "gbk");
    assert_recognised(SPAN("项目\t金额\t比上年\r\n合计\t8596\t\x7F\r\n"), "utf-16le", "utf-16le");
    assert_recognised(SPAN("路和"), "gbk", "gbk"); /* nearly UTF-8, but for a cut end */
    assert_recognised(SPAN("街道办事处全年支出合计与年初预算相比有所增加"), "utf-16le", "utf-16le");
}

/* However long the text is, and wherever a line ends. */
static void every_beginning_of_a_text_is_recognised(void **state) {
    (void)state;
    struct span text = PLAIN;
    for (size_t points = 12; points <= utf8_count(text); points++) {
        struct span part = span_sub(text, 0, utf8_offset(text, points));
        assert_recognised(part, "gbk", "gbk");
        assert_recognised(part, "utf-16be", "utf-16be");
    }
}

static void long_ascii_before_the_evidence_does_not_hide_it(void **state) {
    (void)state;
    struct str text = STR_INIT;
    str_add_repeat(&text, SPAN("1,234.56\t7,890.12\n"), 5000);
    str_add_text(&text, "绩效自评得分\n");
    assert_recognised(str_span(&text), "gbk", "gbk");
    str_release(&text);
}

static void the_sample_report_is_recognised_in_every_encoding(void **state) {
    (void)state;
    static const char path[] = "schema/samples/wutongli-2022.txt";
    struct str text = STR_INIT;
    folder_get(path, &text);
    assert_decoded(str_span(&text), NULL, str_span(&text), "utf-8");
    assert_recognised(str_span(&text), "gbk", "gbk");
    assert_recognised(str_span(&text), "utf-16le", "utf-16le");
    assert_recognised(str_span(&text), "utf-16be", "utf-16be");
    str_release(&text);
}

/* 0xFF is nowhere valid: the damage is one 〓, told by place, and all else is there. */
static void damage_is_marked_and_told_by_place(void **state) {
    (void)state;
    static const char *const names[] = {"utf-8", "gbk", "big5"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct span text = i == 2 ? TRADITIONAL : PLAIN;
        for (size_t points = 0; points <= utf8_count(text); points++) {
            struct span head = span_sub(text, 0, utf8_offset(text, points));
            struct span tail = span_sub(text, head.n, text.n);
            struct str bytes = STR_INIT, want = STR_INIT, out = STR_INIT;
            struct charset_report report;
            struct err err;
            encode(&bytes, head, names[i]);
            size_t at = bytes.len;
            str_add_byte(&bytes, '\xFF');
            encode(&bytes, tail, names[i]);
            str_add(&want, head);
            str_add_text(&want, geta);
            str_add(&want, tail);
            assert_int_equal(charset_decode(&out, str_span(&bytes), NULL, &report, &err), RC_OK);
            assert_string_equal(report.name, i == 1 ? "gb18030" : names[i]);
            assert_false(report.certain);
            assert_int_equal(report.count, 1);
            assert_int_equal(report.places[0].offset, at);
            assert_int_equal(report.places[0].value, 0xFF);
            assert_string_equal(out.s, want.s);
            str_release(&bytes);
            str_release(&want);
            str_release(&out);
        }
    }
}

static void assert_lenient(struct span bytes, const char *forced, const char *want, size_t count,
                           size_t first) {
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err;
    assert_int_equal(charset_decode(&out, bytes, forced, &report, &err), RC_OK);
    assert_string_equal(out.s, want);
    assert_true(report.certain);
    assert_int_equal(report.count, count);
    if (count > 0)
        assert_int_equal(report.places[0].offset, first);
    str_release(&out);
}

static void a_forced_encoding_is_read_as_far_as_it_goes(void **state) {
    (void)state;
    assert_lenient(SPAN("\xD6\xD0\xCE"), "gbk", "中〓", 1, 2);
    assert_lenient(SPAN("\xD6\n\xCE\xC4"), "GB2312", "〓\n文", 1, 0);
    assert_lenient(SPAN("中\xD6\xD0文\xE4\xB8"), "utf-8", "中〓〓文〓〓", 4, 3);
    assert_lenient(SPAN("\xEF\xBB\xBF中\xFF"), "utf-8", "中〓", 1, 6);
    assert_lenient(SPAN("\x2D\x4E\x00\xD8\x87\x65"), "utf-16le", "中〓文", 1, 2);
    assert_lenient(SPAN("\x2D\x4E\x87"), "utf-16le", "中〓", 1, 2);
    assert_lenient(SPAN("\x2D\x4E\x00\xD8\x87\x65"), "ucs-2le", "中〓文", 1, 2);
    assert_lenient(SPAN("\x2D\x4E\0\0\x00\xD8\0\0\x87\x65\0\0"), "utf-32le", "中〓文", 1, 4);
    assert_lenient(SPAN("\x2D\x4E\0\0\x00\xD8\0\0\x87\x65\0\0"), "ucs-4le", "中〓文", 1, 4);
    assert_lenient(SPAN("中"), "utf-8-bom", "中", 0, 0); /* without the mark too */
    assert_lenient(SPAN("\xEF\xBB\xBF\xE4\xB8\xAD"), "gbk", "锘夸腑", 0, 0); /* another's mark */
    assert_lenient(SPAN("caf\xE9"), "iso-8859-1", "café", 0, 0);
    /* an unassigned character of four bytes leaves no digit behind */
    assert_lenient(SPAN("8\xE3\x32\x9A\x36"), "gb18030", "8〓", 1, 1);
    assert_no_text(SPAN("中文"), "nonsense");
    assert_no_text(SPAN("中文"), "gbk//IGNORE");
}

static void more_damage_than_places_is_still_counted(void **state) {
    (void)state;
    struct str bytes = STR_INIT, out = STR_INIT;
    struct charset_report report;
    struct err err;
    str_add_repeat(&bytes, SPAN("字\xFF"), 3 * CHARSET_PLACES_MOST);
    assert_int_equal(charset_decode(&out, str_span(&bytes), "utf-8", &report, &err), RC_OK);
    assert_int_equal(report.count, 3 * CHARSET_PLACES_MOST);
    assert_int_equal(report.places[CHARSET_PLACES_MOST - 1].offset, 4 * CHARSET_PLACES_MOST - 1);
    str_release(&bytes);
    str_release(&out);
}

/* What the program reads, none of the ways in left out. */
static void the_refusal_names_what_can_be_read(void **state) {
    (void)state;
    static const char *const kinds[] = {"txt", "md", "docx", "odt", "html", "JSON"};
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    assert_int_equal(charset_decode(&out, SPAN("\x89PNG\0\0\1\2\0"), NULL, &report, &err),
                     RC_INPUT);
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        assert_non_null(strstr(err.text, kinds[i]));
    str_release(&out);
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    assert_no_text(SPAN("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\3\x20\0\0\2\x58\x08\6\0\0\0"), NULL);
    assert_no_text(SPAN("PK\3\4\x14\0\6\0\x08\0\0\0!\0"), NULL);
    assert_no_text(SPAN("text with a NUL\0 in it"), NULL);
    assert_no_text(SPAN("text with a NUL\0 in it"), "utf-8");
    assert_no_text(SPAN("\1\2\3\4\5\6ab"), NULL);
    assert_no_text(SPAN("\xEF\xBB\xBF"
                        "a\0b"),
                   NULL);
    assert_no_text(SPAN("\0"), NULL);
    struct str program = STR_INIT, noise = STR_INIT;
    folder_get("/proc/self/exe", &program);
    assert_no_text(str_span(&program), NULL);
    assert_no_text(str_span(&program), "gbk");
    struct random random = {3};
    for (size_t i = 0; i < 4000; i++)
        str_add_byte(&noise, (char)(1 + random_below(&random, 255)));
    assert_no_text(str_span(&noise), NULL);
    str_release(&program);
    str_release(&noise);
}

/* Any bytes: an answer or a refusal, and an answer is valid UTF-8 with truthful places. */
static void any_bytes_have_an_answer(void **state) {
    (void)state;
    static const char *const forced[] = {NULL,   "utf-8",    "gbk",      "gb18030",
                                         "big5", "utf-16le", "utf-16be", "iso-2022-kr"};
    struct random random = {11};
    for (int round = 0; round < 3000; round++) {
        struct str bytes = STR_INIT, out = STR_INIT;
        struct charset_report report;
        struct err err;
        size_t n = random_below(&random, 40);
        for (size_t i = 0; i < n; i++)
            str_add_byte(&bytes,
                         (char)(random_below(&random, 3) == 0 ? 0x30 + random_below(&random, 16)
                                                              : 0x80 + random_below(&random, 128)));
        const char *name = forced[random_below(&random, ARRAY_LEN(forced))];
        enum rc rc = charset_decode(&out, str_span(&bytes), name, &report, &err);
        assert_true(rc == RC_OK || (rc == RC_INPUT && out.len == 0));
        assert_true(utf8_is_valid(str_span(&out), NULL));
        for (size_t i = 0; i < report.count && i < CHARSET_PLACES_MOST; i++) {
            assert_true(report.places[i].offset < bytes.len);
            assert_int_equal(report.places[i].value,
                             (unsigned char)bytes.s[report.places[i].offset]);
        }
        str_release(&bytes);
        str_release(&out);
    }
}

/* Encoding. */

static bool is_place(const struct charset_report *report, size_t i, size_t offset, char32_t c) {
    return report->places[i].offset == offset && report->places[i].value == c;
}

static void what_cannot_be_carried_is_refused_by_name(void **state) {
    (void)state;
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    str_add_text(&out, "x");
    struct span text = SPAN("李𬭎任\n党工委㑇书记");
    assert_int_equal(charset_encode(&out, text, "GBK", CHARSET_REFUSE, &report, &err),
                     RC_UNMAPPABLE);
    assert_string_equal(out.s, "x");
    assert_string_equal(report.name, "gbk");
    assert_int_equal(report.count, 2);
    assert_true(is_place(&report, 0, 1, 0x2CB4E));
    assert_true(is_place(&report, 1, 7, 0x3447));
    assert_string_equal(
        err.text,
        "gbk 编码写不出其中 2 个字：“𬭎”U+2CB4E（第 2 字）、“㑇”U+3447"
        "（第 8 字）。请改用 UTF-8 编码，或用〓代替（--unmappable "
        "geta），或写成注记（--unmappable ncr）");
    assert_int_equal(charset_encode(&out, text, "nonsense", CHARSET_REFUSE, &report, &err),
                     RC_USAGE);
    assert_int_equal(charset_encode(&out, SPAN("𠀀𠀁𠀂𠀃"), "gbk", CHARSET_REFUSE, &report, &err),
                     RC_UNMAPPABLE);
    assert_non_null(strstr(err.text, "写不出其中 4 个字"));
    assert_non_null(strstr(err.text, "U+20002（第 3 字） 等。"));
    assert_string_equal(out.s, "x");
    str_release(&out);
}

/* A control has no shape to be shown; what is no UTF-8 is told as such and not read beyond. */
static void what_has_no_shape_is_named_by_its_number(void **state) {
    (void)state;
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err = {0};
    assert_int_equal(
        charset_encode(&out, SPAN("甲\xC2\x85乙"), "gbk", CHARSET_REFUSE, &report, &err),
        RC_UNMAPPABLE);
    assert_non_null(strstr(err.text, "：U+0085（第 2 字）"));
    static const char *const broken[] = {"甲\xF3\xA0", "甲\xF3\xA0\x81", "\xFF"};
    for (size_t i = 0; i < ARRAY_LEN(broken); i++) {
        struct str exact = STR_INIT; /* ends where the text does, for the sanitizer */
        str_add_text(&exact, broken[i]);
        assert_int_equal(
            charset_encode(&out, str_span(&exact), "gbk", CHARSET_REFUSE, &report, &err),
            RC_UNMAPPABLE);
        str_release(&exact);
    }
    assert_int_equal(out.len, 0);
    str_release(&out);
}

/* As many files as are open already and no more: iconv cannot load what it needs. */
static bool nothing_is_lost_where_no_file_can_be_opened(void) {
    struct rlimit before, none;
    struct charset_report report;
    struct err err = {0};
    struct str out = STR_INIT;
    bool fine = getrlimit(RLIMIT_NOFILE, &before) == 0;
    none = (struct rlimit){3, before.rlim_max};
    fine = fine && setrlimit(RLIMIT_NOFILE, &none) == 0;
    fine = fine && charset_decode(&out, SPAN("\xBC\xA8\xD0\xA7"), NULL, &report, &err) == RC_OUTPUT;
    fine = fine && strstr(err.text, "gb18030") != NULL && out.len == 0;
    fine = fine && charset_decode(&out, SPAN("\xBC\xA8"), "gbk", &report, &err) == RC_OUTPUT;
    fine =
        fine && charset_encode(&out, SPAN("绩效"), "gbk", CHARSET_GETA, &report, &err) == RC_OUTPUT;
    fine = fine && out.len == 0;
    fine = fine && charset_decode(&out, SPAN("绩效"), NULL, &report, &err) == RC_OK;
    str_release(&out);
    return setrlimit(RLIMIT_NOFILE, &before) == 0 && fine;
}

/* Before any other test has loaded a conversion. */
static void a_system_that_cannot_convert_is_said(void **state) {
    (void)state;
    int status = 0;
#ifdef _LIBICONV_VERSION
    skip(); /* it needs no files */
#endif
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(nothing_is_lost_where_no_file_can_be_opened() ? 0 : 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void nothing_is_guessed_of_nothing(void **state) {
    (void)state;
    assert_string_equal(charset_guess(SPAN("")), "gb18030");
}

static void assert_instead(struct span text, const char *name, enum charset_unmappable unmappable,
                           struct span want, size_t count) {
    struct str out = STR_INIT;
    struct charset_report report;
    struct err err;
    assert_int_equal(charset_encode(&out, text, name, unmappable, &report, &err), RC_OK);
    assert_int_equal(report.count, count);
    assert_true(span_equal(str_span(&out), want));
    str_release(&out);
}

static void substitutes_stand_in_the_place(void **state) {
    (void)state;
    struct span text = SPAN("李𬭎任");
    assert_instead(text, "gbk", CHARSET_GETA, SPAN("\xC0\xEE\xA1\xFE\xC8\xCE"), 1);
    assert_instead(text, "gbk", CHARSET_NCR, SPAN("\xC0\xEE&#x2CB4E;\xC8\xCE"), 1);
    assert_instead(SPAN("é中"), "iso-8859-1", CHARSET_GETA, SPAN("\xE9?"), 1); /* no 〓 there */
    assert_instead(SPAN("\U0001F600"), "gbk", CHARSET_NCR, SPAN("&#x1F600;"), 1);
    assert_instead(SPAN("€"), "gb18030", CHARSET_REFUSE, SPAN("\xA2\xE3"), 0);
    assert_instead(SPAN("가"), "iso-2022-kr", CHARSET_REFUSE, SPAN("\x1B$)C\x0E\x30\x21\x0F"),
                   0); /* ends in its initial state */
    assert_instead(SPAN("a一"), "utf-16le", CHARSET_REFUSE,
                   SPAN("\xFF\xFE"
                        "a\0\0\x4E"),
                   0);
    assert_instead(SPAN("a一"), "utf-16be", CHARSET_REFUSE, SPAN("\xFE\xFF\0a\x4E\0"), 0);
    assert_instead(SPAN("a一"), "utf-8-bom", CHARSET_REFUSE,
                   SPAN("\xEF\xBB\xBF"
                        "a一"),
                   0);
    assert_instead(SPAN(""), "gbk", CHARSET_REFUSE, SPAN(""), 0);
}

/* glibc drops tag characters where its table has none, and says nothing. */
static void no_tag_character_vanishes(void **state) {
    (void)state;
    static const char *const names[] = {"gbk", "gb18030", "big5", "iso-8859-1", "euc-kr"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        for (char32_t c = 0xDFFF0; c <= 0xE0090; c++) {
            struct str text = STR_INIT, out = STR_INIT, back = STR_INIT;
            struct charset_report report;
            struct err err;
            str_add_text(&text, "ab");
            str_add_char(&text, c);
            str_add_char(&text, c);
            str_add_text(&text, "c");
            assert_int_equal(
                charset_encode(&out, str_span(&text), names[i], CHARSET_NCR, &report, &err), RC_OK);
            if (report.count > 0) {
                assert_int_equal(report.count, 2);
                assert_true(is_place(&report, 0, 2, c) && is_place(&report, 1, 3, c));
                assert_true(strstr(out.s, "&#xE00") != NULL || strstr(out.s, "&#xDFF") != NULL);
            } else {
                assert_int_equal(charset_decode(&back, str_span(&out), names[i], &report, &err),
                                 RC_OK);
                assert_string_equal(back.s, text.s);
            }
            str_release(&text);
            str_release(&out);
            str_release(&back);
        }
    }
}

/* Of texts one after the other, each as if it were the first. */
static void a_kept_encoder_writes_what_a_new_one_does(void **state) {
    static const char *const names[] = {"gb18030",  "gbk",    "big5",       "utf-8-bom",
                                        "utf-16le", "euc-kr", "iso-2022-kr"};
    static const char *const pieces[] = {"绩",         "效", "a",  "\n",           "가",   "𠀀",
                                         "\U000E0041", "é",  "〓", "\xEE\xA0\x94", "\xFF", "髙"};
    struct random random = {5};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct charset_encoder *encoder = NULL;
        assert_int_equal(charset_encoder_new(&encoder, names[i], NULL), RC_OK);
        for (int round = 0; round < 60; round++) {
            enum charset_unmappable way = (enum charset_unmappable)(round % 3);
            struct str text = STR_INIT, kept = STR_INIT, fresh = STR_INIT;
            struct charset_report reports[2];
            for (size_t n = random_below(&random, 1500); n > 0; n--)
                str_add_text(&text, pieces[random_below(&random, ARRAY_LEN(pieces) - n % 8)]);
            str_add_text(&kept, "x");
            str_add_text(&fresh, "x");
            enum rc rc =
                charset_encoder_add(encoder, &kept, str_span(&text), way, &reports[0], NULL);
            assert_int_equal(
                charset_encode(&fresh, str_span(&text), names[i], way, &reports[1], NULL), rc);
            assert_true(span_equal(str_span(&kept), str_span(&fresh)));
            assert_int_equal(reports[0].count, reports[1].count);
            for (size_t k = 0; k < reports[0].count && k < CHARSET_PLACES_MOST; k++)
                assert_true(is_place(&reports[1], k, reports[0].places[k].offset,
                                     reports[0].places[k].value));
            str_release(&text);
            str_release(&kept);
            str_release(&fresh);
        }
        charset_encoder_free(encoder);
    }
    charset_encoder_free(NULL);
}

/* Long enough for several pieces and a list that is full. */
static void a_long_text_reports_the_right_places(void **state) {
    (void)state;
    enum { TIMES = 5000 };
    struct str text = STR_INIT, out = STR_INIT, back = STR_INIT;
    struct charset_report report;
    struct err err;
    str_add_repeat(&text, SPAN("绩效𠀀评价\n"), TIMES);
    assert_int_equal(charset_encode(&out, str_span(&text), "gbk", CHARSET_NCR, &report, &err),
                     RC_OK);
    assert_int_equal(report.count, TIMES);
    for (size_t i = 0; i < CHARSET_PLACES_MOST; i++)
        assert_true(is_place(&report, i, 6 * i + 2, 0x20000));
    assert_int_equal(charset_decode(&back, str_span(&out), "gbk", &report, &err), RC_OK);
    str_clear(&text);
    str_add_repeat(&text, SPAN("绩效&#x20000;评价\n"), TIMES);
    assert_string_equal(back.s, text.s);
    str_clear(&out); /* four bytes each: more room than was foreseen */
    assert_int_equal(
        charset_encode(&out, str_span(&text), "utf-32le", CHARSET_REFUSE, &report, &err), RC_OK);
    assert_int_equal(out.len, 4 * utf8_count(str_span(&text)));
    str_release(&text);
    str_release(&out);
    str_release(&back);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_system_that_cannot_convert_is_said), /* first */
        cmocka_unit_test(nothing_is_guessed_of_nothing),
        cmocka_unit_test(what_has_no_shape_is_named_by_its_number),
        cmocka_unit_test(names_become_canonical),
        cmocka_unit_test(a_mark_decides_and_is_eaten),
        cmocka_unit_test(valid_utf8_is_certain),
        cmocka_unit_test(encodings_are_told_apart_by_evidence),
        cmocka_unit_test(every_beginning_of_a_text_is_recognised),
        cmocka_unit_test(long_ascii_before_the_evidence_does_not_hide_it),
        cmocka_unit_test(the_sample_report_is_recognised_in_every_encoding),
        cmocka_unit_test(damage_is_marked_and_told_by_place),
        cmocka_unit_test(a_forced_encoding_is_read_as_far_as_it_goes),
        cmocka_unit_test(more_damage_than_places_is_still_counted),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(the_refusal_names_what_can_be_read),
        cmocka_unit_test(any_bytes_have_an_answer),
        cmocka_unit_test(what_cannot_be_carried_is_refused_by_name),
        cmocka_unit_test(substitutes_stand_in_the_place),
        cmocka_unit_test(no_tag_character_vanishes),
        cmocka_unit_test(a_kept_encoder_writes_what_a_new_one_does),
        cmocka_unit_test(a_long_text_reports_the_right_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
