#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"
#include "base/os/file_path.h"
#include "check/check.h"
#include "tests/support/check_support.h"
#include "tests/support/folder.h"

static char *folder;

static int make_folder(void **state) {
    (void)state;
    folder = folder_new();
    return 0;
}

static int drop_folder(void **state) {
    (void)state;
    folder_free(folder);
    return 0;
}

static void write_list(const char *name, struct span text) {
    char *path = file_path_join(folder, name);
    folder_put(path, text);
    mem_free(path);
}

/* "error own-word 办公室：… ; …" of that text with the lists of the folder. */
static void assert_says(const char *text, const char *want) {
    struct own_words *words = own_words_read(folder, NULL);
    struct report *report = support_report_of(text);
    struct findings findings = {0};
    struct str said = STR_INIT;
    check_report(&findings, report, &(struct check_against){.words = words});
    for (size_t i = 0; i < findings.count; i++)
        str_add_format(&said, "%s %s %s\n", severity_name(findings.items[i].severity),
                       findings.items[i].rule, findings.items[i].message);
    assert_string_equal(said.s, want);
    str_release(&said);
    findings_release(&findings);
    report_free(report);
    own_words_free(words);
}

static void own_words_are_found_beside_the_built_in_ones(void **state) {
    (void)state;
    write_list("office.txt", SPAN("# 本单位\n梧铜里\t梧桐里\n网隔员\t网格员\twarning\n"));
    assert_says("梧铜里街道网隔员逐项布署。", "error own-word “梧铜里”应为“梧桐里”\n"
                                              "warning own-word “网隔员”应为“网格员”\n"
                                              "error word “布署”应为“部署”\n");
    assert_says("梧桐里街道网格员。", "");
}

static void own_entry_calls_a_built_in_word_right(void **state) {
    (void)state;
    assert_says("完成其它工作。", "hint usage 宜用规范的写法（其他、部分、撤销、平方米等），"
                                  "共1处：“完成其它工作”\n");
    write_list("office.txt", SPAN("其它\t其它\n"));
    assert_says("完成其它工作。", "");
}

static void wrong_line_is_named_and_the_others_hold(void **state) {
    (void)state;
    write_list("office.txt", SPAN("梧铜里\t梧桐里\n只有一项\n网隔员\t网格员\n"));
    assert_says(
        "梧铜里的网隔员。",
        "warning wordlist 词表office.txt第2行看不懂：应是错的、对的、级别、条件，用制表符分开\n"
        "error own-word “梧铜里”应为“梧桐里”\nerror own-word “网隔员”应为“网格员”\n");
}

static void list_may_be_in_the_encoding_of_windows(void **state) {
    (void)state;
    /* 梧铜里<tab>梧桐里 in GB18030, CR LF */
    write_list("office.txt", SPAN("\xCE\xE0\xCD\xAD\xC0\xEF\t\xCE\xE0\xCD\xA9\xC0\xEF\r\n"));
    assert_says("梧铜里街道。", "error own-word “梧铜里”应为“梧桐里”\n");
}

static void missing_folder_has_no_lists(void **state) {
    (void)state;
    struct own_words *words = own_words_read("/nowhere/at/all", NULL);
    const char *name = NULL;
    static const char32_t text[] = U"布署";
    struct passage passage = {.c = text, .n = 2};
    assert_null(own_words_find(words, &passage, 0, &name));
    own_words_free(words);
}

static void office_switches_rules_off_and_changes_their_severity(void **state) {
    (void)state;
    write_list("rules.txt", SPAN("# 本单位\nword off\nmoney-unit\thint\n"));
    assert_says("逐项布署，投入资金860万。",
                "hint rules-file 本单位停用的规则：word；改了级别的规则：money-unit（提醒）\n"
                "hint money-unit 钱数后面像是漏了“元”\n");
    write_list("rules.txt", SPAN("word\nrules-file off\nspace fatal\n"));
    assert_says("逐项布署。", "warning rules-file 规则文件第1行看不懂：应是规则的名称和off、error、"
                              "warning或hint\n"
                              "error word “布署”应为“部署”\n");
}

static void names_of_the_office_are_held_against_the_text(void **state) {
    (void)state;
    write_list("names.txt", SPAN("# 名单\n书记\t张明远\n主任\t李大海\n副主任\t王小河\n"
                                 "社区\t杏园\n社区\t临湖\n外地\t临江市\n"));
    assert_says("党工委书记张明远、办事处主任李大海、副主任王小河到杏园社区、临湖社区调研。", "");
    assert_says("李大海书记到会讲话。", "warning title-name 职务与本单位名单不同：主任 李大海\n");
    assert_says("书记张明元到会讲话。",
                "warning office-name 与本单位名单只差一个字：书记 张明远\n");
    assert_says("在杏元社区召开会议。", "warning office-name 与本单位名单只差一个字：社区 杏园\n");
    assert_says("临江市财政局批复。",
                "warning other-place 这不是本单位的地名、机构：外地 临江市\n");
    assert_says("书记刘洋到会，在梅苑社区、杏林苑召开会议。", "");
    write_list("names.txt", SPAN("只有一项\n"));
    assert_says("街道。",
                "warning wordlist 名单names.txt第1行看不懂：应是职务和姓名，用制表符分开\n");
}

int main(void) {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, drop_folder)
    const struct CMUnitTest tests[] = {
        IN_FOLDER(own_words_are_found_beside_the_built_in_ones),
        IN_FOLDER(own_entry_calls_a_built_in_word_right),
        IN_FOLDER(wrong_line_is_named_and_the_others_hold),
        IN_FOLDER(list_may_be_in_the_encoding_of_windows),
        IN_FOLDER(office_switches_rules_off_and_changes_their_severity),
        IN_FOLDER(names_of_the_office_are_held_against_the_text),
        cmocka_unit_test(missing_folder_has_no_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
