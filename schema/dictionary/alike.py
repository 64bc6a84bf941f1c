#!/usr/bin/env python3
"""Makes alike.txt: what `jixiao check` takes for a near miss of a term in texts that are right.

    alike.py JIXIAO TEXTS > alike.txt

Slips of those texts themselves are left out by hand (SLIPS)."""
import glob
import json
import re
import subprocess
import sys

SLIPS = set('会计帐簿 焚烧秸杆 循私舞弊 挪作它用 显着成绩 显着位置 成绩显着 做出显着成绩 部门负责入'.split())

# What accounts say and laws do not: 按实列支, 按实结算.
KEPT = set('按实'.split())


def main():
    program, folder = sys.argv[1:]
    found = set()
    for path in sorted(glob.glob(folder + '/*.txt')):
        said = subprocess.run([program, 'check', '--lang', 'zh', '--json', '--file', path], check=True,
                              capture_output=True).stdout
        for finding in json.loads(said):
            if finding['rule'] == 'term':
                found.add(re.match('“(.*?)”', finding['message']).group(1))
    for text in sorted((found - SLIPS) | KEPT, key=str.encode):
        print(text)


if __name__ == '__main__':
    main()
