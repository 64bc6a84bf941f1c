#!/bin/sh
# pinyin.sh - prints schema/pinyin.txt: for each character from U+4E00 to U+9FFF a line of three columns, the
# initials of its readings. From the Unihan database (kMandarin, kHanyuPinlu, kXHC1983 in Unihan_Readings.txt of
# Debian's unicode-data), and the readings below, which places and families have and Unihan lacks.
set -eu
readings=/usr/share/unicode/Unihan_Readings.txt.bz2
export LC_ALL=C
{
    # 洪洞 (Hongtong), 黄陂 (Huangpi), 犍为 (Qianwei), 郇 (Huan), 种 (Chong), 乜 (Nie), 折 (She), 歙县 (Shexian),
    # 浚县 (Xunxian), 莘县 (Shenxian), 荥阳 (Xingyang), 荥经 (Yingjing), 泌阳 (Biyang), 涡阳 (Guoyang), 盛 (Sheng),
    # 黑陶 (yao), 郗 (Chi, Xi), 谌 (Shen, Chen)
    cat <<'END'
U+6D1E kMandarin tong
U+9642 kMandarin pi
U+728D kMandarin qian
U+90C7 kMandarin huan
U+79CD kMandarin chong
U+4E5C kMandarin nie
U+6298 kMandarin she
U+6B59 kMandarin she
U+6D5A kMandarin xun
U+8398 kMandarin shen
U+8365 kMandarin xing
U+8365 kMandarin ying
U+6CCC kMandarin bi
U+6DA1 kMandarin guo
U+9676 kMandarin yao
U+90D7 kMandarin chi
U+8C0C kMandarin shen
END
    bzcat "$readings" | grep -E '^U\+[4-9][0-9A-F]{3}[[:space:]](kMandarin|kHanyuPinlu|kXHC1983)' | sort -k2,2r -k1,1
} | sed 's/ā\|á\|ǎ\|à/a/g; s/ē\|é\|ě\|è\|ê/e/g; s/ō\|ó\|ǒ\|ò/o/g; s/ń\|ň\|ǹ/n/g; s/ḿ/m/g' | awk '
    function hex(s,    i, n) {
        for (i = 3; i <= 6; i++) n = n * 16 + index("0123456789ABCDEF", substr(s, i, 1)) - 1
        return n
    }
    {
        code = hex($1)
        for (i = 3; i <= NF; i++) {
            reading = $i
            sub(/.*:/, "", reading)
            letter = substr(reading, 1, 1)
            if (letter ~ /[a-z]/ && index(own[code], letter) == 0 && length(own[code]) < 3) own[code] = own[code] letter
        }
    }
    END { for (code = 19968; code <= 40959; code++) printf "%-3s\n", own[code] }'
