#!/usr/bin/env python3
"""Makes words.txt, sounds.txt, terms.txt and singles.txt of this folder anew (README.md says from what).

    generate.py TEXTS

TEXTS is a folder of official texts in UTF-8 (*.md, *.txt). Needs Debian's python3-jieba and
unicode-data. alike.txt is made afterwards, by `alike.py` and the program itself."""
import bz2
import collections
import glob
import os
import re
import sys
import unicodedata

import jieba

HERE = os.path.dirname(os.path.abspath(__file__))
HAN = re.compile('[\u4e00-\u9fff]+')
WORD_LEAST = 20  # frequency in jieba's list
TERM_LEAST = 60  # times that a term stands in the texts
IDIOM_LEAST = 30  # frequency in jieba's list
SINGLE_LEAST = 800  # times that a character stands alone in the texts
NUMERALS = re.compile('第|[一二三四五六七八九十百千万零]{2}|百分|[一二三四五六七八九]万')
# Words of one character in reports, whatever the texts say.
SINGLES = ('的和由各县镇股台余辆年月日个人次项市省区乡村街道局办室组队所站校院部委会户名件条万元亿多少中'
           '上下内外前后大小新老高低好等与及或并在对为以按从向将把被使是有无未不非可应需要能已正再又也都'
           '还均每该本此其全总共约近超达占比较两几了地得而且之于至到给让就后时类级者员制性化')
# Words of laws, not of reports: terms with one of these are left out.
LEGAL = re.compile('或者|应当|可以|以及|及其|其他|不得|根据|按照|关于|前款|条例|下列|之一|之日|人民法院|当事人|'
                   '申请人|检察|罚款|诉讼|被告|起诉|犯罪|处罚|裁定|裁决|仲裁|鉴定|违反|违法|法律|法规|利害')
NAMES = ('nr', 'nrt', 'nrfg')  # names of persons


def read_jieba():
    words = {}
    for line in jieba.get_dict_file().read().decode().splitlines():
        word, count, kind = line.split(' ')
        if HAN.fullmatch(word):
            words[word] = int(count), kind
    return words


def write(name, lines):
    with open(os.path.join(HERE, name), 'w', encoding='utf-8') as out:
        out.write(''.join(line + '\n' for line in lines))


def make_words(words):
    kept = {w for w, (n, kind) in words.items()
            if 2 <= len(w) <= 5 and n >= WORD_LEAST and kind not in NAMES}
    write('words.txt', sorted(kept, key=str.encode))


def plain_sound(reading):
    """Without tone; what many dialects do not tell apart is one: zh z, eng en, ing in, ang an."""
    bare = ''.join(c for c in unicodedata.normalize('NFD', reading) if not unicodedata.combining(c)
                   or c == '\u0308')
    bare = re.sub('^([zcs])h', r'\1', bare)
    return re.sub('ng$', 'n', bare)


def make_sounds():
    groups = collections.defaultdict(str)
    with bz2.open('/usr/share/unicode/Unihan_Readings.txt.bz2', 'rt', encoding='utf-8') as lines:
        for line in lines:
            fields = line.rstrip('\n').split('\t')
            if len(fields) < 3 or fields[1] != 'kMandarin':
                continue
            c = chr(int(fields[0][2:], 16))
            try:
                c.encode('gb2312')
            except UnicodeEncodeError:
                continue
            groups[plain_sound(fields[2].split(' ')[0])] += c
    write('sounds.txt', (groups[sound] for sound in sorted(groups)))


def read_texts(folder):
    for path in sorted(glob.glob(os.path.join(folder, '**', '*'), recursive=True)):
        if path.endswith(('.md', '.txt')):
            with open(path, encoding='utf-8', errors='replace') as text:
                yield text.read()


def split_word(word, words):
    """Words of four characters and more are taken apart where both parts are words."""
    for at in (2, 3) if len(word) >= 4 else ():
        parts = word[:at], word[at:]
        if all(len(part) > 1 and words.get(part, (0, ''))[0] >= WORD_LEAST for part in parts):
            return ' '.join(split_word(part, words) for part in parts)
    return word


def make_terms(folder, words):
    single, pairs = collections.Counter(), collections.Counter()
    for text in read_texts(folder):
        for run in HAN.findall(text):
            cut = jieba.lcut(run, HMM=False)
            single.update(cut)
            pairs.update(a + ' ' + b for a, b in zip(cut, cut[1:])
                         if len(a) > 1 and len(b) > 1 and 4 <= len(a) + len(b) <= 6)
    make_terms_from(single, pairs, words)


def make_terms_from(single, pairs, words):
    terms = {p for p, n in pairs.items()
             if n >= TERM_LEAST and len(p) <= 7 and all(len(w) > 1 for w in p.split(' '))}
    terms |= {w for w, n in single.items() if 4 <= len(w) <= 6 and n >= TERM_LEAST}
    terms |= {w for w, (n, kind) in words.items()
              if len(w) == 4 and n >= IDIOM_LEAST and kind in ('i', 'l')}
    terms = {' '.join(split_word(w, words) for w in term.split(' ')) for term in terms
             if not NUMERALS.search(term) and not LEGAL.search(term)}
    with open(os.path.join(HERE, 'report_terms.txt'), encoding='utf-8') as own:
        known = {line.strip().replace(' ', '').lstrip('=') for line in own}
    write('terms.txt', sorted((t for t in terms if t.replace(' ', '') not in known),
                              key=str.encode))
    alone = sorted({w for w, n in single.items() if len(w) == 1 and n >= SINGLE_LEAST}
                   | set(SINGLES))
    write('singles.txt', [''.join(alone)])


def main():
    words = read_jieba()
    make_words(words)
    make_sounds()
    if len(sys.argv) > 1:
        make_terms(sys.argv[1], words)


if __name__ == '__main__':
    main()
