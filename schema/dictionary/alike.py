#!/usr/bin/env python3
"""Adds to alike.txt what `jixiao check` takes for a near miss of a term in texts that are right.

    alike.py JIXIAO TEXTS > alike.new

What stands in them once may be a slip of theirs; so may what SLIPS lists."""
import collections
import glob
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LEAST = 2
SLIPS = set('会计帐簿 焚烧秸杆 循私舞弊 挪作它用 显着成绩 显着位置 成绩显着 做出显着成绩 部门负责入 附合 退军人 退人员 '
            '有关定 污管网 生产产 工工程 结结果 建建设 园因 因原 急时'.split())

# What accounts and reports say and laws do not: 按实列支, 县级自定, 收、支总计, 定人定岗.
KEPT = set('按实 评报告 支总计 拨资金 自定 省定 市定 县定 人定 建强 占实 对对象 完情况 弱视 出险 垦复 牧畜 供能 伸入 '
           '时艰 不够细 日常管 按照照 经济济 基础础 稳运行 如始 因时制宜 建账立制 致人 简章 国库库 一议 查核 失物 停供 数智 厨具 专车专用 '
           '专项专用 专户专用 专账专用 专人专用 专户专管 专章'.split())


def main():
    program, folder = sys.argv[1:]
    found = collections.Counter()
    for path in sorted(glob.glob(folder + '/*')):
        said = subprocess.run([program, 'check', '--lang', 'zh', '--json', '--file', path], check=True,
                              capture_output=True).stdout
        for finding in json.loads(said):
            if finding['rule'] == 'term':
                found[re.match('“(.*?)”', finding['message']).group(1)] += 1
    with open(os.path.join(HERE, 'alike.txt'), encoding='utf-8') as known:
        listed = set(known.read().split())
    often = {text for text, count in found.items() if count >= LEAST}
    for text in sorted((listed | often | KEPT) - SLIPS, key=str.encode):
        print(text)


if __name__ == '__main__':
    main()
