#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/template/handed_in.h"
#include "model/template/template.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- every slip, with its place ---- */

#define TOP      "form_id: t\ntitle: 报告\n"                   /* lines 1 and 2 */
#define SECTIONS "sections:\n  - name: a\n    label: 甲\n"     /* lines 3 to 5 */
#define BASE     TOP SECTIONS                                  /* more begins at line 6 */
#define FIGURE   BASE "figures:\n  - name: x\n    label: 数\n" /* more begins at line 9 */
#define UNITS                                                                                      \
    BASE "figures:\n  - {name: wan, label: 甲, type: money, unit: 万元}\n"                      \
         "  - {name: yuan, label: 乙, type: money, unit: 元}\n"                                  \
         "  - {name: share, label: 丙, type: percent}\n"                                          \
         "  - {name: rate, label: 丁, type: percent, unit: \"%\"}\n"                              \
         "  - {name: men, label: 戊, unit: 人}\n  - {name: jobs, label: 己, unit: 个}\n"
#define QUESTION BASE "questions:\n  - name: q\n    label: 问\n"
#define SCORE    BASE "indicators:\n  - {name: i, label: 甲, weight: 60.5}\n"
#define GRADE    SCORE "  - {name: j, label: 乙, weight: 39.5, method: grade, bands: "
#define STEPS    SCORE "  - {name: j, label: 乙, weight: 39.5, method: steps, steps: "

struct bad_case {
    const char *yaml, *place, *word;
};

#define CHOICE                                                                                       \
    BASE "questions:\n  - {name: k, label: 类, type: select_one, choices: [{name: a, label: 甲}, " \
         "{name: b, label: 乙}]"
#define STAIRS                                                                                     \
    BASE "indicators: [{name: i, label: 甲, weight: 100, method: steps, unit: \"%\", steps: "
static const struct bad_case bad_cases[] = {
    /* keys */
    {"- a\n", "1:1", "键: 值"},
    {"title: 报告\n" SECTIONS, "1:1", "少了键“form_id”"},
    {"form_id: t\n" SECTIONS, "1:1", "少了键“title”"},
    {TOP, "1:1", "少了键“sections”"},
    {TOP "sections:\n  - name: a\n", "4:5", "少了键“label”"},
    {TOP "sections:\n  - label: 甲\n", "4:5", "少了键“name”"},
    {BASE "setings: {}\n", "6:1", "不认识的键“setings”，是不是“settings”"},
    {BASE "颜色: 红\n", "6:1", "不认识的键“颜色”"},
    {BASE "    requred: true\n", "6:5", "是不是“required”"},
    {BASE "    　　hint: 写\n", "6:5", "全角空格"},
    {BASE "    \"hint：写\": 1\n", "6:5", "不认识的键“hint：写”"},
    {BASE "    hint：写: 1\n", "6:9", "全角冒号"},
    {BASE "    hint: 写\n      guidance：多写\n", "6:11", "接到了下一行"},
    {BASE "    sections:\n      - name：b\n", "7:13", "全角冒号"},
    {BASE "    hint: 一\n    hint: 二\n", "7:5", "“hint”在这里写了两次"},
    {BASE "title: 又一个\n", "6:1", "“title”在这里写了两次"},
    /* kinds of values */
    {BASE "    hint: [一]\n", "6:11", "“hint”只能有一个值，这里却是列表"},
    {BASE "    hint: {a: 1}\n", "6:11", "“键: 值”"},
    {BASE "    hint:\n", "6:10", "“hint”没有值"},
    {BASE "    hint: ~\n", "6:11", "“hint”没有值"},
    {TOP "sections: 甲\n", "3:11", "“sections”要一个列表"},
    {TOP "sections: []\n", "3:11", "“sections”要一个列表"},
    {BASE "settings: 甲\n", "6:11", "键: 值"},
    {BASE "figures:\n  - 甲\n", "7:5", "键: 值"},
    {TOP "sections:\n  - name: a\n    label: \"\"\n", "5:12", "不能是空的"},
    {TOP "sections:\n  - name: a\n    label: \"甲\\n乙\"\n", "5:12", "只能写一行"},
    /* names */
    {"form_id: 街道\ntitle: 报告\n" SECTIONS, "1:10", "小写字母"},
    {TOP "sections:\n  - name: Eco\n    label: 甲\n", "4:11", "名称“Eco”不合规定"},
    {TOP "sections:\n  - name: 经济\n    label: 甲\n", "4:11", "名称“经济”不合规定"},
    {BASE "  - name: a\n    label: 乙\n", "6:11", "名称“a”重复，第4行"},
    {BASE "    sections:\n      - {name: a, label: 乙}\n", "7:16", "第4行"},
    {FIGURE "  - {name: x, label: 又}\n", "9:12", "名称“x”重复，第7行"},
    {FIGURE "  - {name: year, label: 年}\n", "9:12", "名称“year”另有用处"},
    {QUESTION "  - {name: prior, label: 年}\n", "9:12", "名称“prior”另有用处"},
    {FIGURE "questions:\n  - {name: x, label: 又}\n", "10:12", "名称“x”重复，第7行"},
    {BASE "rules:\n  - {name: r, pattern: a}\n  - {name: r, pattern: b}\n", "8:12", "第7行"},
    {BASE "    kind: table\n    columns:\n      - {name: c, label: 一}\n"
          "      - {name: c, label: 二}\n",
     "9:16", "名称“c”重复，第8行"},
    {QUESTION "    type: select_one\n    choices:\n      - {name: c, label: 一}\n"
              "      - {name: c, label: 二}\n",
     "12:16", "名称“c”重复，第11行"},
    /* true and false */
    {BASE "    required: 是\n", "6:15", "要写true或false（小写，不加引号），这里是“是”"},
    {BASE "    required: yes\n", "6:15", "这里是“yes”"},
    {BASE "    required: True\n", "6:15", "这里是“True”"},
    {BASE "    required: \"true\"\n", "6:15", "不加引号"},
    {BASE "    stable: 否\n", "6:13", "这里是“否”"},
    {FIGURE "    prior: 1\n", "9:12", "这里是“1”"},
    /* numbers */
    {BASE "    min_length: 12x\n", "6:17", "“min_length”要一个0到1000000的整数，这里是“12x”"},
    {BASE "    min_length: -1\n", "6:17", "“-1”"},
    {BASE "    min_length: 1.5\n", "6:17", "“1.5”"},
    {BASE "    max_length: 1,000\n", "6:17", "“1,000”"},
    {BASE "    max_length: １２\n", "6:17", "“１２”"},
    {BASE "    min_length: 9\n    max_length: 8\n", "6:17", "“min_length”不能大于“max_length”"},
    {BASE "    repeat: {min: 3, max: 2}\n", "6:13", "“min”不能大于“max”"},
    {BASE "    repeat: {max: 5000}\n", "6:13", "最多可加999节"},
    {BASE "    repeat: {max: 3}\n    sections:\n      - {name: b, label: 乙, repeat: {max: 2}}\n",
     "6:13", "下级不能再有“repeat”"},
    {FIGURE "    type: money\n    decimals: 7\n", "10:15", "0到6的整数"},
    {FIGURE "    type: integer\n    decimals: 2\n", "10:15", "才有小数位数"},
    {FIGURE "    prior: true\n    max_change: 三成\n", "10:17", "例如0.3或30%"},
    {FIGURE "    max_change: 30%\n", "9:17", "prior: true"},
    {FIGURE "    also: 别名\n", "9:11", "列表"},
    {FIGURE "    also: [[别名]]\n", "9:12", "别的叫法"},
    /* words */
    {BASE "    kind: item\n", "6:11",
     "“kind”不能是“item”，是不是“items”？可以是：text items table"},
    {BASE "    heading: runin\n", "6:14", "是不是“run-in”"},
    {BASE "    carry: all\n", "6:12", "可以是：text value never"},
    {FIGURE "    type: number\n", "9:11", "“type”不能是“number”"},
    {FIGURE "    severity: eror\n", "9:15", "是不是“error”"},
    {BASE "settings:\n  encoding: gb2313\n", "7:13", "“encoding”不能是“gb2313”"},
    {BASE "settings:\n  page: plan\n", "7:9", "是不是“plain”"},
    {BASE "    numbering: 一.\n", "6:16", "“numbering”不能是“一.”"},
    {BASE "    numbering: [一、]\n", "6:16", "编号样式要一个值"},
    {BASE "settings:\n  numbering: [一、, 1。]\n", "7:19", "“numbering”不能是“1。”"},
    {BASE "settings:\n  numbering: 一、\n", "7:14", "要一个列表"},
    {BASE "settings:\n  numbering: [①, ①, ①, ①, ①, ①, ①, ①, ①, ①]\n", "7:42", "最多9层"},
    /* what goes together */
    {QUESTION "    type: select_one\n", "9:11", "choices"},
    {QUESTION "    choices:\n      - {name: c, label: 一}\n", "10:7", "select_one"},
    {BASE "    kind: table\n", "6:11", "columns"},
    {BASE "    columns:\n      - {name: c, label: 一}\n", "7:7", "table"},
    {BASE "rules:\n  - name: r\n", "7:5", "“constraint”或“pattern”"},
    {BASE "rules:\n  - {name: r, pattern: a, constraint: 1 = 1}\n", "7:5", "只有其中一个"},
    /* references */
    {"form_id: t\ntitle: ${yaer}年报告\n" SECTIONS, "2:8", "没有名为“yaer”的项"},
    {"form_id: t\ntitle: 报告${contcat}\n" SECTIONS "questions:\n  - {name: contact, label: 人}\n",
     "2:10", "没有名为“contcat”的项，是不是“contact”"},
    {"form_id: t\ntitle: \"报告${x}\"\n" SECTIONS "figures:\n  - {name: x, label: 数}\n", "2:11",
     "“x”是数据"},
    {BASE "    default: 共${y}件\n", "6:15", "没有名为“y”的项"},
    {BASE "    default: 共${x件\n", "6:15", "$${"},
    {BASE "figures:\n  - {name: x, label: 甲, unit: 户}\n  - {name: y, label: 乙, unit: 人}\n"
          "  - {name: z, label: 丙, calculate: \"${x} + ${y}\"}\n",
     "9:44", "户和人是不同的东西，不能相加"},
    {BASE "    default: 共${year}件\n", "6:15", "“year”是题目"},
    {BASE "    default: ${year.prior}\n", "6:14", "“year”不是数据"},
    {BASE "    default: ${year,}\n", "6:14", "“year”不是数据"},
    {FIGURE "    required_message: 看${x.pror}\n", "9:24", "“.pror”不认识"},
    {FIGURE "    constraint: . > ${budgt}\n  - {name: budget, label: 预算}\n", "9:21",
     "没有名为“budgt”的项，是不是“budget”"},
    {FIGURE "    constraint: \". > prior(z)\"\n", "9:22", "没有名为“z”的项"},
    {FIGURE "    calculate: ${x.prior} + prior(a)\n", "9:29", "没有名为“a”的项"},
    {FIGURE "    calculate: . + 1\n", "9:16", "自己的值"},
    {FIGURE "    relevant: ${year} + 1\n", "9:23", "应当是一个条件（如${a} > 0），却是一个数"},
    {FIGURE "    constraint: . + ${unit} > 1\n", "9:21", "应当是一个数，却是一段文字"},
    {FIGURE "    calculate: ${a} = 'x'\n", "9:21", "应当是一个数，却是一个条件"},
    {FIGURE "    type: date\n    constraint: . > 5\n", "10:17", "应当是一个数，却是一段文字"},
    {FIGURE "    constraint: not(.)\n", "9:21", "应当是一个条件（如${a} > 0），却是一个数"},
    {FIGURE "    constraint: . = 'x'\n", "9:19", "一边是一个数，一边是一段文字"},
    {FIGURE "    calculate: sum(1, length(${a}), ${unit})\n", "9:37", "应当是一个数"},
    {FIGURE "    unit: 元\n  - name: y\n    label: 又\n    unit: 万元\n"
            "    calculate: ${x} + ${x.prior} + 1\n  - name: z\n    label: 再\n"
            "    calculate: ${x} * 2 + max(${x}, ${y})\n",
     "16:37", "单位不同：元和万元"},
    {FIGURE "    unit: 元\n    constraint: . < ${y}\n  - {name: y, label: 又, unit: 亿元}\n",
     "10:19", "单位不同：元和亿元"},
    {FIGURE "    constraint: true\n", "9:17", "要一个式子"},
    {FIGURE "    required: ${x} >\n", "9:21", "没有写完"},
    {FIGURE "    relevant: x > 1\n", "9:15", "“${x}”"},
    {FIGURE "    relevant: '1 ＞ 0'\n", "9:18", "改成“>”"},
    {BASE "pairs:\n  - {first: a, second: b}\n", "7:24", "没有名为“b”的项"},
    {BASE "    figures: [x, money]\nfigures: [{name: x, label: 甲, type: money}]\n", "6:18",
     "没有名为“money”的项"},
    {BASE "    figures: [x, [y]]\nfigures: [{name: x, label: 甲, type: money}]\n", "6:18",
     "“figures”里要写数据的名称"},
    {BASE "    figures: x\n", "6:14", "“figures”要一个列表"},
    {BASE "pairs:\n  - {first: a}\n", "7:5", "少了键“second”"},
    /* circles */
    {FIGURE "    calculate: ${x} + 1\n", "9:16", "计算式绕成了圈：x → x"},
    {FIGURE "    calculate: ${y}\n  - {name: z, label: 零}\n  - name: y\n    label: 又\n"
            "    calculate: sum(1, ${x}, ${z})\n",
     "9:16", "计算式绕成了圈：x → y → x"},
    /* the score sheet */
    {SCORE "  - {name: j, label: 乙, weight: 39.4}\n", "6:1", "权重之和是99.9，应当是100"},
    {SCORE, "6:1", "权重之和是60.5，应当是100"},
    {SCORE "  - name: j\n    label: 乙\n    weight: 39.5\n    indicators:\n"
           "      - {name: k, label: 丙, weight: 39.500001}\n",
     "10:13", "权重之和是39.500001，应当是39.5"},
    {SCORE "  - {name: i, label: 乙, weight: 39.5}\n", "8:12", "名称“i”重复"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5分}\n", "8:33", "要一个数"},
    {SCORE "  - {name: j, label: 乙, weight: 1e1}\n", "8:33", "要一个数"},
    {SCORE "  - {name: j, label: 乙, weight: .5}\n", "8:33", "要一个数"},
    {SCORE "  - {name: j, label: 乙, weight: 0.1234567}\n", "8:33", "要一个数"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: step}\n", "8:47", "是不是“steps”"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: steps}\n", "8:47", "写明各档"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, steps: [{from: 9, share: 1}]}\n", "8:46",
     "method为steps"},
    {BASE "  - {name: b, label: 表, kind: table}\n", "6:31",
     "用“columns”说明有哪些列，或用“table”"},
    {BASE "  - {name: b, label: 表, table: [[甲]]}\n", "6:32", "只有kind为table的节才有“table”"},
    {BASE "  - {name: b, label: 表, kind: table, table: [甲]}\n", "6:46", "一行要写成一个列表"},
    {BASE "  - {name: b, label: 表, kind: table, table: [[]]}\n", "6:46", "一行要写成一个列表"},
    {BASE "  - {name: b, label: 表, kind: table, table: [[[甲]]]}\n", "6:47", "只能写一行文字"},
    {BASE "  - {name: b, label: 表, kind: table, table: [['${money}']]}\n", "6:48",
     "没有名为“money”的项"},
    {BASE "  - {name: b, label: 表, kind: table, table: [score]}\n", "6:46", "模板却没有评分指标"},
    {BASE "    sections:\n      - {name: b, label: 表, attachment: true}\n", "7:41",
     "只有最上层的节才能是附件"},
    {BASE "  - {name: b, label: 表, paper: landscape}\n", "6:32", "只有附件"},
    {BASE "  - {name: b, label: 表, attachment: true, paper: wide}\n", "6:50", "可以是：portrait"},
    {BASE "rules:\n  - {name: r, pattern: '帐(户'}\n", "7:28", "正则表达式在这里不对：“(”没有配上"},
    {BASE "rules:\n  - {name: r, pattern: '帐户', constraint: 1 = 1}\n", "7:5", "只有其中一个"},
    {STEPS "[{from: 60, share: 1}, {from: 90, share: 0.5}]}\n", "8:91", "要越来越小，90不比"},
    {STEPS "[{to: 10, share: 1}, {to: 5, share: 0.5}]}\n", "8:87", "要越来越大，5不比"},
    {STEPS "[{share: 1}, {from: 5, share: 0.5}]}\n", "8:74", "这一档永远用不到"},
    {STEPS "[{from: 60, share: 80}]}\n", "8:80", "80%要写80%或0.8"},
    {STEPS "[{from: 60, points: 40}]}\n", "8:81", "得40分，超过了权重39.5"},
    {STEPS "[{from: 60}]}\n", "8:62", "要有“share”或“points”"},
    {STEPS "[{from: 60, share: 1, points: 2}]}\n", "8:62", "要有“share”或“points”"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: grade}\n", "8:47", "写明各等次"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, bands: [{name: 优, share: 1}]}\n", "8:46",
     "method为grade"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: grade, unit: 次,"
           " bands: [{name: 优, share: 1}]}\n",
     "8:60", "不要写“unit”"},
    {GRADE "[{name: 优, share: 1}, {name: 优, share: 0}]}\n", "8:90", "“优”重复了"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: ratio, deviation: {over: 30}}\n", "8:72",
     "30%要写30%或0.3"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: ratio, deviation: {points: 2}}\n",
     "8:65", "少了键“over”"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: inverse, deviation: {over: 3%}}\n",
     "8:67", "只用于method为ratio"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: ratio, reason_above: 110%,"
           " deviation: {over: 3%}}\n",
     "8:68", "不要再写“reason_above”"},
    {GRADE "[{name: 优}]}\n", "8:62", "只有其中一个"},
    {GRADE "[{name: 优, points: 40}]}\n", "8:80", "超过了权重39.5"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: ratio, target: 许多}\n", "8:62",
     "“许多”不是数"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: ratio, target: 0}\n", "8:62",
     "目标值要大于0"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, deduct: {per: 1, points: 2}}\n", "8:47",
     "只用于method为ratio或inverse"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: ratio, deduct: {per: 0, points: 2}}\n",
     "8:68", "“per”要大于0"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, method: ratio, deduct: {per: 1}}\n", "8:62",
     "这里少了键“points”"},
    {SCORE "  - {name: j, label: 乙, weight: 39.5, target: 5, indicators: [{name: k, label: 丙,"
           " weight: 39.5}]}\n",
     "8:47", "由下级相加，不要写“target”"},
    {BASE "grades:\n  - {name: 优, from: 90}\n  - {name: 良, from: 90.0}\n", "8:21", "从高到低"},
    /* units */
    {UNITS "  - {name: y, label: 额, calculate: \"${wan} + ${rate}\"}\n", "13:46",
     "两边的单位不同：万元和%，不能相加或比较"},
    {UNITS "  - {name: y, label: 额, constraint: \"${share} < ${rate}\"}\n", "13:47",
     "请把比例乘100"},
    {UNITS "  - {name: y, label: 额, constraint: \"${rate} >= 90%\"}\n", "13:46",
     "请把比例写成95或乘100"},
    {UNITS "  - {name: y, label: 额, calculate: \"${yuan} / ${wan}\"}\n", "13:45",
     "元和万元，请先换算"},
    {UNITS "  - {name: y, label: 人数, unit: 人, calculate: \"${wan} * 1 + ${wan}\"}\n", "13:47",
     "式子算出来的是万元，这里的单位是人"},
    {UNITS "indicators:\n  - {name: i, label: 甲, weight: 100, unit: \"%\", actual: \"${wan}\"}\n",
     "14:58", "式子算出来的是万元，这里的单位是%"},
    {BASE "caps:\n  - {when: 1 = 1, most: 八十}\n", "7:25", "要一个数"},
    /* what can never work */
    {BASE "questions:\n  - {name: k, label: 类}\nrules:\n  - {name: r, constraint: \"${k} > 5\"}\n",
     "9:28", "给它写type: integer"},
    {CHOICE ", default: c}\n", "7:105", "预填的填不进去：类：“c”不在可选的项里"},
    {BASE "questions:\n  - {name: k, label: 日, type: date, default: 明天}\n", "7:46", "不是日期"},
    {BASE "questions:\n  - {name: k, label: 数, type: integer, default: 很多}\n", "7:49", "不是数"},
    {CHOICE "}\nrules:\n  - {name: r, constraint: \"${k} = '甲'\"}\n", "9:35",
     "要写选项的name：a、b"},
    {BASE "questions:\n  - {name: k, label: 类, type: select_one, choices: [{name: a, label: 甲}, "
          "{name: b, label: 甲}]}\n",
     "7:91", "两个选项都叫“甲”"},
    {BASE "    default: 上年${a.prior}\nfigures:\n  - {name: a, label: 甲}\n", "6:16",
     "给它写prior: true"},
    {BASE "figures:\n  - {name: a, label: 甲}\n  - {name: b, label: 乙, calculate: prior(a)}\n",
     "8:36", "给它写prior: true"},
    {BASE "figures:\n  - {name: a, label: 人, type: money, unit: 人}\n", "7:44", "type: money是钱"},
    {BASE "figures:\n  - {name: a, label: 率, type: percent, unit: 万元}\n", "7:46", "只能是%"},
    {BASE "figures:\n  - {name: a, label: 话, type: text, unit: 个}\n", "7:43", "没有单位"},
    {BASE "figures:\n  - {name: a, label: 甲, relevant: \"${b} > 1\"}\n"
          "  - {name: b, label: 乙, relevant: \"${a} > 1\"}\n",
     "7:35", "绕成了圈"},
    {BASE "    relevant: \"length(${a}) > 0\"\n", "6:15", "它自己（或下级）的文字"},
    {BASE "  - {name: b, label: 乙, kind: items}\npairs: [{first: b, second: a}]\n", "7:28",
     "写kind: items"},
    {BASE "    kind: table\n    columns: [{name: x, label: 一}, {name: y, label: 一}]\n", "7:53",
     "两列都叫“一”"},
    {BASE "    kind: table\n    columns: [{name: x, label: 一}]\n    table: [[甲]]\n", "8:12",
     "只能有一个"},
    {BASE "grades: [{name: 优, from: 90}, {name: 优, from: 80}]\n", "6:38", "等级“优”重复"},
    {BASE "caps: [{when: 1 = 1, most: 120}]\n", "6:28", "总分最多100分"},
    {BASE "indicators: [{name: i, label: 甲, weight: 100, caps: [{when: 1 = 1, most: 101}]}]\n",
     "6:74", "超过了权重100"},
    {BASE "indicators: [{name: i, label: 甲, weight: 100, method: ratio, target: 1, deviation: "
          "{over: 30%, points: 101}}]\n",
     "6:104", "超过了权重100"},
    {BASE "indicators: [{name: i, label: 甲, weight: 100, target: ≥}]\n", "6:55", "后面没有数"},
    {STAIRS "[{from: 95, share: 1}, {from: 80, to: 90, share: 0.8}]}]\n", "6:118", "让两档接上"},
    {STAIRS "[{to: 0, share: 1}, {from: 5, share: 0}]}]\n", "6:107", "让两档接上"},
    {STAIRS "[{from: 9, to: 3, share: 1}]}]\n", "6:88", "“from”是下限"},
    {BASE "figures:\n  - {name: a, label: 数, type: integer, library: {form_id: project-self, sum: "
          "nosuch}}\n",
     "7:49", "没有名为“nosuch”的数据"},
    {BASE "figures:\n  - {name: a, label: 数, type: integer, unit: 人, library: {form_id: "
          "project-self, sum: budget_total}}\n",
     "7:58", "换算不成这里的人"},
    {BASE "    hint: \"a\\e[31mb\"\n", "6:11", "不可见的控制字符U+001B"},
    /* a cure that is one */
    {BASE "    figures: [q]\nquestions:\n  - {name: q, label: 题}\n", "6:15", "“q”是题目"},
    {BASE "    repeat: 3\n", "6:13", "如{min: …, max: …}"},
    {BASE "    required: “true”\n", "6:15", "要写true或false"},
    {BASE "    default: 得${i.score}\nindicators: [{name: i, label: 甲, weight: 100}]\n", "6:15",
     "“i”是指标"},
    {BASE "  -name: x\n", "6:3", "“-”后面少了一个空格"},
    {TOP "sections:\n  - {name: a，label: 甲}\n", "4:5", "全角的“，”不算"},
    /* the file */
    {"", "1:1", "空的"},
    {BASE "---\n" BASE, "6:1", "只能有一份"},
};

static enum rc read_text(struct template **out, const char *yaml, struct err *err) {
    return template_read_new(out, span_of(yaml), "t.yaml", err);
}

static void each_slip_is_told_with_its_place(void **state) {
    size_t failed = 0;
    (void)state;
    for (size_t i = 0; i < sizeof bad_cases / sizeof *bad_cases; i++) {
        const struct bad_case *bad = &bad_cases[i];
        struct template *template;
        struct err err = {0};
        char place[32];
        (void)snprintf(place, sizeof place, "t.yaml:%s: ", bad->place);
        enum rc rc = read_text(&template, bad->yaml, &err);
        template_free(template);
        if (rc == RC_INPUT && strncmp(err.text, place, strlen(place)) == 0 &&
            strstr(err.text, bad->word) != NULL && strchr(err.text, '\n') == NULL)
            continue;
        failed++;
        print_error("%s\ngot \"%s\"\nnot %s%s\n", bad->yaml, err.text, place, bad->word);
    }
    assert_int_equal(failed, 0);
}

/* What only looks like it: each of these has a meaning. */
static void what_can_work_is_taken(void **state) {
    static const char *const fine[] = {
        CHOICE "}\nrules:\n  - {name: r, constraint: \"${k} = 'a' or ${k} = ''\"}\n",
        BASE "    relevant: \"${year} > 2020 or length(${a}) > 0\"\n",
        BASE "figures:\n  - {name: a, label: 甲, relevant: \"${b} > 1\"}\n"
             "  - {name: b, label: 乙, relevant: \"${year} > 2020 or ${a} > 1\"}\n",
        BASE "figures:\n  - {name: a, label: 甲, prior: true}\n"
             "  - {name: b, label: 乙, calculate: \"${a} * 2\"}\n"
             "  - {name: c, label: 丙, calculate: \"prior(a) + ${b.prior}\"}\n",
        STAIRS "[{from: 95, share: 1}, {from: 80, to: 95, share: 0.8}, {points: 0}]}]\n",
        STAIRS "[{to: 0, share: 1}, {to: 10, share: 0.5}, {points: 0}]}]\n",
        BASE
        "indicators: [{name: i, label: 甲, weight: 100, method: steps, unit: 个, steps: [{from: "
        "10, share: 1}, {from: 5, to: 9, share: 0.5}, {to: 4, share: 0}]}]\n",
        BASE "figures:\n  - {name: a, label: 钱, type: money, unit: 亿美元}\n"
             "  - {name: b, label: 率, type: percent, unit: 个百分点}\n"};
    (void)state;
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        struct template *template = NULL;
        struct err err = {0};
        if (read_text(&template, fine[i], &err) != RC_OK)
            fail_msg("%s\n%s", fine[i], err.text);
        template_free(template);
    }
}

static void ten_faults_are_told_in_the_order_of_the_file(void **state) {
    struct template *template;
    struct err err = {0};
    struct str yaml = STR_INIT;
    (void)state;
    str_add_text(&yaml, "title: ${q}\nform_id: t\nx: 1\n");
    for (int i = 0; i < 12; i++)
        str_add_format(&yaml, "y%d: 1\n", i);
    assert_int_equal(read_text(&template, yaml.s, &err), RC_INPUT);
    assert_null(template);
    assert_non_null(strstr(err.text, "t.yaml:1:1: 这里少了键“sections”\nt.yaml:1:8: 没有名为“q”"));
    assert_non_null(strstr(err.text, "\nt.yaml:3:1: 不认识的键“x”\nt.yaml:4:1: "));
    assert_non_null(strstr(err.text, "\nt.yaml:10:1: "));
    assert_null(strstr(err.text, "t.yaml:11:1: "));
    assert_non_null(strstr(err.text, "\n（另有5处）"));
    str_release(&yaml);
}

static void long_reports_end_with_a_count(void **state) {
    struct template *template;
    struct err err = {0};
    char path[400];
    (void)state;
    memset(path, 'p', sizeof path);
    path[sizeof path - 1] = '\0';
    assert_int_equal(template_read(&template, SPAN("a: 1\nb: 1\nc: 1\nd: 1\n"), path, &err),
                     RC_INPUT);
    assert_non_null(strstr(err.text, "\n（另有5处）")); /* seven: three keys are missing too */
    assert_int_equal(template_read(&template, SPAN("a: 1\n"), path, NULL), RC_INPUT);
}

static void sections_go_nine_deep(void **state) {
    struct template *template;
    struct err err = {0};
    struct str yaml = STR_INIT;
    (void)state;
    str_add_text(&yaml, TOP);
    for (int depth = 0; depth < TEMPLATE_DEPTH_MOST; depth++) {
        str_add_repeat(&yaml, SPAN(" "), (size_t)depth * 2);
        str_add_text(&yaml, "sections:\n");
        str_add_repeat(&yaml, SPAN(" "), (size_t)depth * 2);
        str_add_format(&yaml, "- name: s%d\n", depth);
        str_add_repeat(&yaml, SPAN(" "), (size_t)depth * 2);
        str_add_text(&yaml, "  label: 节\n");
    }
    assert_int_equal(read_text(&template, yaml.s, &err), RC_OK);
    assert_int_equal(template_count_sections(template), 9);
    template_free(template);
    str_add_repeat(&yaml, SPAN(" "), 18);
    str_add_text(&yaml, "sections: [{name: z, label: 节}]\n");
    assert_int_equal(read_text(&template, yaml.s, &err), RC_INPUT);
    assert_string_equal(err.text, "t.yaml:30:19: 节最多分9层");
    str_release(&yaml);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slip_is_told_with_its_place),
        cmocka_unit_test(what_can_work_is_taken),
        cmocka_unit_test(ten_faults_are_told_in_the_order_of_the_file),
        cmocka_unit_test(long_reports_end_with_a_count),
        cmocka_unit_test(sections_go_nine_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
