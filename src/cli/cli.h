/*
 * cli.h - the command line (jixiao(1)): everything the screen can do to a report, for scripts and
 * other systems. A command is one const record; the table of records makes the help. Results go to
 * standard output, whole and only on success; messages to standard error.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "exchange/exchange.h"
#include "model/stage.h"
#include "session/session.h"

/* X(name, word on the command line, takes a value, what the value is, help) */
#define CLI_OPTION_LIST(X)                                                                         \
    X(DB, "--db", N_("文件"), N_("数据库文件"))                                                    \
    X(USER, "--user", N_("姓名"), N_("记入历史的姓名"))                                            \
    X(LANG, "--lang", "zh|en", N_("界面语言"))                                                     \
    X(QUIET, "--quiet", NULL, N_("只报错误"))                                                      \
    X(HELP, "--help", NULL, N_("说明"))                                                            \
    X(VERSION, "--version", NULL, N_("版本；加--verbose连同各个库的许可证"))                       \
    X(VERBOSE, "--verbose", NULL, N_("--version连同许可证"))                                       \
    X(JSON, "--json", NULL, N_("以JSON输出"))                                                      \
    X(UNIT, "--unit", N_("单位"), N_("单位名称"))                                                  \
    X(YEAR, "--year", N_("年度"), N_("四位年度"))                                                  \
    X(TEMPLATE, "--template", N_("模板"), N_("模板名（template list列出）"))                       \
    X(CARRY, "--carry", N_("报告号"), N_("从这份报告续编"))                                        \
    X(TRASH, "--trash", NULL, N_("列出回收站"))                                                    \
    X(PURGE, "--purge", NULL, N_("彻底删除（会先询问）"))                                          \
    X(ENCODING, "--encoding", N_("编码"), N_("utf-8、utf-8-bom、gb18030、gbk等"))                  \
    X(JOIN_LINES, "--join-lines", NULL, N_("接上句中的硬换行"))                                    \
    X(DRY_RUN, "-n", NULL, N_("只说明会怎样做，不改动"))                                           \
    X(ALL, "--all", NULL, N_("全部（导入时后接文件夹）"))                                          \
    X(OUTPUT, "-o", N_("文件"), N_("写到文件"))                                                    \
    X(FORMAT, "--format", "txt|md|html|docx|xlsx|json|pdf", N_("文件格式，几种用逗号隔开"))        \
    X(REFERENCE, "--reference", N_("文件"), N_("Word的版式照这个.docx文件"))                       \
    X(EOL, "--eol", "lf|crlf", N_("换行符"))                                                       \
    X(LAYOUT, "--layout", "plain|page", N_("版式：普通，或按公文版心分页"))                        \
    X(UNMAPPABLE, "--unmappable", "refuse|geta|ncr", N_("目标编码没有的字怎么办"))                 \
    X(FAIL_ON, "--fail-on", "error|warning|hint", N_("有这一级以上的问题就不做，退出码1"))         \
    X(FORCE, "--force", NULL, N_("不理会--fail-on；有错误仍然定稿"))                               \
    X(DRAFT, "--draft", NULL, N_("未填的部分印“【未填：标题】”"))                                  \
    X(FILE, "--file", N_("文件"), N_("检查一个文件，不入库；佐证的文件"))                          \
    X(RULE, "--rule", N_("规则"), N_("一条规则的全部（规则名见check、rules）"))                    \
    X(CONVERT, "--convert", NULL, N_("先由本机的LibreOffice等程序转换（doc、wps、rtf、pdf等）"))   \
    X(REASON, "--reason", N_("理由"), N_("原因，会留在记录里"))                                    \
    X(OWNER, "--owner", N_("科室"), N_("责任科室"))                                                \
    X(DUE, "--due", N_("日期"), N_("截止日期，如2024-05-01"))                                      \
    X(TITLE, "--title", N_("名称"), N_("材料的名称，或备注"))                                      \
    X(NUMBER, "--number", N_("文号"), N_("材料的文号"))                                            \
    X(PAGE, "--page", N_("页码"), N_("材料的页码；Excel文件的第几页，或页名"))                     \
    X(EMBED, "--embed", NULL, N_("把文件也存进报告库（合计不超过20MB）"))                          \
    X(NOTE, "--note", NULL, N_("备注，不印"))                                                      \
    X(FROM, "--from", N_("文件"), N_("从Excel文件取数"))                                           \
    X(TO, "--to", N_("给谁"), N_("科室、财政所、分管领导、主要负责人、主管部门、财政局、第三方"))  \
    X(WEIGHT, "--weight", N_("轻重"), N_("必改、建议、询问"))                                      \
    X(STAGE, "--stage", N_("谁"), N_("意见是谁的：科室、财政所、分管领导等（同--to）"))            \
    X(AUTHOR, "--author", N_("姓名"), N_("这个人的全部修改（未署名的写\"\"）"))                    \
    X(TEXT, "--text", N_("答复"), N_("怎样改的，或为什么不采纳"))                                  \
    X(REPLACE, "--replace", NULL, N_("替换已有的文件"))                                            \
    X(OFFER, "--offer", NULL, N_("正文里认得出的数据"))                                            \
    X(TAKE, "--take", NULL, N_("取用其中几个（--offer列出的序号）"))                               \
    X(LIBRARY, "--library", NULL, N_("由报告库重取（同一单位、同一年度的项目有几份、多少钱）"))    \
    X(CONFIRM, "--confirm", NULL, N_("核对无误"))                                                  \
    X(AT, "--at", N_("改动号"), N_("恢复到这次改动之后（history列出；0：最初的样子）"))
#define X(name, word, value, help) CLI_##name,
enum cli_option { CLI_OPTION_LIST(X) CLI_OPTION_COUNT };
#undef X
#define CLI_BIT(name) (UINT64_C(1) << CLI_##name)
struct cli_option_row {
    const char *word, *value, *help; /* value: NULL, what it is, or "one|of|some" */
};
extern const struct cli_option_row cli_options[CLI_OPTION_COUNT];
extern const uint64_t cli_common_options; /* of every command */
uint64_t cli_file_options(void); /* those whose value is a file's name: the bytes that were typed */

struct cli_command;
struct cli {
    const struct cli_command *const *commands;
    const char *given[CLI_OPTION_COUNT]; /* the value ("" where it takes none), NULL: not given */
    const char **arguments;              /* after the command */
    size_t count;
    struct session *session; /* open where the command wants one */
    /* Standard output, written at the end: text, and then a file's bytes as export_bytes made them,
     * which has filtered them (base/say.h). */
    struct str out, file;
    bool exact; /* the text may come back (put): a character that the encoding lacks is refused */
    char **decoded; /* what was typed in another encoding than UTF-8, in UTF-8 */
    size_t decoded_count, decoded_cap;
};

enum cli_needs { CLI_NO_STORE, CLI_READS, CLI_WRITES };

/* What a command does by its first argument: `remark list`. An array of them ends with a word that
 * is NULL. */
struct cli_verb {
    const char *word;
    size_t least, most; /* arguments, the word among them */
    enum cli_needs needs;
    enum rc (*run)(struct cli *cli, struct err *err);
};

struct cli_command {
    const char *name, *usage, *help;
    uint64_t options;   /* besides the common ones */
    size_t least, most; /* arguments */
    size_t files_from;  /* the first argument that names a file, counted from 1; 0: none does … */
    const char *files_of; /* … where the first argument is that word; NULL: whatever it is */
    const char *first;    /* what the first argument may be, "bash|zsh"; NULL: anything */
    const struct cli_verb *verbs; /* in place of `first`, `needs` and `run`; NULL: none */
    enum cli_needs needs;
    enum rc (*run)(struct cli *cli, struct err *err);
};

/* --- for the commands --- */
bool cli_has(const struct cli *cli, enum cli_option option);
/* What was given with the option, borrowed; empty where it was not. */
struct span cli_given(const struct cli *cli, enum cli_option option);
/* Always RC_USAGE, with how the command is called. */
MUST_CHECK enum rc cli_usage_error(const struct cli_command *command, struct err *err);
/* The stage that the option names; STAGE_NONE where it was not given. */
MUST_CHECK enum rc cli_stage(const struct cli *cli, enum cli_option option, enum stage *stage,
                             struct err *err);
void cli_say(const struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3); /* unless --quiet */
MUST_CHECK enum rc cli_report_number(const char *text, int64_t *report, struct err *err);
/* Opens the session, for a command that needs it not always (CLI_NO_STORE). */
MUST_CHECK enum rc cli_open(struct cli *cli, enum cli_needs needs, struct err *err);
/* Loads the report that the i-th argument names. */
MUST_CHECK enum rc cli_load(struct cli *cli, size_t i, struct err *err);
/* The section that the i-th argument names, in the open report. */
MUST_CHECK enum rc cli_section(struct cli *cli, size_t i, const struct section **out,
                               struct err *err);
MUST_CHECK enum rc cli_year(const char *text, int *year, struct err *err);
/* RC_USAGE where what was typed is no UTF-8, which the report's texts must be. */
MUST_CHECK enum rc cli_need_text(const char *text, struct err *err);
/* What `get` and `template show` gave in the terminal's encoding, back in UTF-8. What is UTF-8, or
 * no text in that encoding, stays as it is. */
void cli_decode_text(struct str *text);
/* Appends what is text in the locale's encoding, where that is not UTF-8; false: some of it is none
 * there. */
bool cli_decode_whole(struct str *out, struct span bytes);
/* The findings of the loaded report, lent: session_check, with how far it is shown, and Ctrl-C
 * (RC_CANCELLED). */
MUST_CHECK enum rc cli_check_loaded(const struct cli *cli, const struct findings **findings,
                                    struct err *err);
/* --fail-on: RC_REFUSED where findings of that severity or above stand. */
MUST_CHECK enum rc cli_fail_on(const struct cli *cli, const struct findings *findings,
                               struct err *err);
/* One of `words` (ends with NULL); *which gets its index. Not given: 0. */
MUST_CHECK enum rc cli_choice(const struct cli *cli, enum cli_option option,
                              const char *const *words, size_t *which, struct err *err);
/* Pads the text that was added since `from` (bytes) to `columns`. */
void cli_pad(struct str *out, size_t from, size_t columns);

#endif
