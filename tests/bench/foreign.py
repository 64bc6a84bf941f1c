#!/usr/bin/env python3
"""foreign.py - what becomes of other people's files: import every file of a folder and hold it
against what is in it.

usage: foreign.py JIXIAO FOLDER...   (the test folders of python-docx, pandoc … , unpacked)

A row a folder: files, imported, refused, crashed (killed by a signal), over 5 s; of what
LibreOffice shows of the same file, how many characters stand in our text in the same order (both
without blanks, in compatibility form: a raised 2 counts as 2, é as e and its accent); equations whose every character is
in one of our lines, with a stroke for each bar; fields whose result is in our text, or which are
told of. What differs is listed below the table. Files that LibreOffice makes nothing of are not
compared. Nothing is written but in a folder of its own in /tmp.
"""
import os, shutil, subprocess, sys, tempfile, time, unicodedata, zipfile
import xml.etree.ElementTree as tree

ENDINGS = (".docx", ".docm", ".dotx", ".odt", ".fodt", ".html", ".htm", ".mht", ".doc", ".rtf", ".xlsx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SLOW, GIVE_UP = 5, 120


def plain(text):
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Co"))


def common(a, b):
    """How many characters of a stand in b in the same order: the longest common subsequence, a
    row of the table in the bits of one number."""
    places, full = {}, (1 << len(a)) - 1
    for i, c in enumerate(a):
        places[c] = places.get(c, 0) | 1 << i
    row = full
    for c in b:
        hits = row & places.get(c, 0)
        row = (row + hits | row - hits) & full
    return len(a) - bin(row).count("1")


def lines_of(text):
    return [line for line in (plain(line) for line in text.splitlines()) if line]


class File:
    def __init__(self, path):
        self.path, self.text, self.said, self.code, self.seconds = path, None, "", 0, 0.0

    def run(self, jixiao, folder, number):
        db = os.path.join(folder, "%d.db" % number)
        begin = time.monotonic()
        command = [jixiao, "--db", db]
        try:
            done = subprocess.run(command + ["import", self.path], capture_output=True, timeout=GIVE_UP)
            self.code, self.said = done.returncode, done.stderr.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            self.code = -99
        self.seconds = time.monotonic() - begin
        if self.code == 0:
            done = subprocess.run(command + ["export", "1"], capture_output=True)
            self.text = done.stdout.decode("utf-8", "replace")
        for name in os.listdir(folder):
            if name.startswith("%d.db" % number):
                os.remove(os.path.join(folder, name))


def read_with_libreoffice(files, folder):
    """The text that LibreOffice shows, by path."""
    texts, copies = {}, os.path.join(folder, "copies")
    os.mkdir(copies)
    for i, file in enumerate(files):
        shutil.copy(file.path, os.path.join(copies, "%d%s" % (i, os.path.splitext(file.path)[1].lower())))
    names = sorted(os.listdir(copies))
    for at in range(0, len(names), 40):
        try:
            subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to",
                            "txt:Text (encoded):UTF8", "--outdir", copies] +
                           [os.path.join(copies, n) for n in names[at:at + 40]], capture_output=True, timeout=900)
        except subprocess.TimeoutExpired:
            pass
    for i, file in enumerate(files):
        path = os.path.join(copies, "%d.txt" % i)
        if os.path.exists(path):
            texts[file.path] = open(path, encoding="utf-8-sig", errors="replace").read()
    shutil.rmtree(copies)
    return texts


def document_of(path):
    try:
        with zipfile.ZipFile(path) as package:
            return tree.fromstring(package.read("word/document.xml"))
    except Exception:
        return None


def text_of(node, name):
    return plain("".join(t.text or "" for t in node.iter(name)))


def holds(line, wanted):
    return all(line.count(c) >= wanted.count(c) for c in set(wanted))


def count_equations(root, file):
    lines, right, wrong = lines_of(file.text), 0, []
    for math in root.iter(M + "oMath"):
        wanted = text_of(math, M + "t")
        bars = sum(1 for f in math.iter(M + "f") if not any(t.get(M + "val") in ("noBar",) for t in f.findall(M + "fPr/" + M + "type")))
        if not wanted:
            continue
        if any(holds(line, wanted + "/" * bars) for line in lines):
            right += 1
        else:
            wrong.append(wanted[:60])
    return right, wrong


def count_fields(root, file):
    """Results of complex fields, in order; one without a result must be told of or worked out."""
    right, wrong, whole = 0, [], "".join(lines_of(file.text))
    for paragraph in root.iter(W + "p"):
        stack = []
        for node in paragraph.iter():
            if node.tag == W + "fldChar":
                kind = node.get(W + "fldCharType")
                if kind == "begin":
                    stack.append(["", "", False])
                elif kind == "separate" and stack:
                    stack[-1][2] = True
                elif kind == "end" and stack:
                    code, result, _ = stack.pop()
                    if plain(result):
                        if plain(result) in whole:
                            right += 1
                        else:
                            wrong.append(code.strip()[:30] + " -> " + plain(result)[:30])
            elif node.tag == W + "instrText" and stack:
                stack[-1][0] += node.text or ""
            elif node.tag == W + "t":
                for field in stack:
                    if field[2]:
                        field[1] += node.text or ""
        for field in paragraph.iter(W + "fldSimple"):
            result = text_of(field, W + "t")
            if result and result in whole:
                right += 1
            elif result:
                wrong.append(field.get(W + "instr", "").strip()[:30] + " -> " + result[:30])
    return right, wrong


def measure(jixiao, root):
    work = tempfile.mkdtemp(prefix="foreign.")
    files = [File(os.path.join(d, n)) for d, _, names in sorted(os.walk(root)) for n in sorted(names) if n.lower().endswith(ENDINGS)]
    for i, file in enumerate(files):
        file.run(jixiao, work, i)
    kinds = sorted({os.path.splitext(f.path)[1].lower() for f in files})
    details = []
    for kind in kinds:
        some = [f for f in files if f.path.lower().endswith(kind)]
        imported = [f for f in some if f.code == 0]
        theirs = read_with_libreoffice(imported, work) if shutil.which("soffice") and kind != ".xlsx" else {}
        shown = found = equations = wrong_equations = fields = wrong_fields = 0
        for file in imported:
            if file.path in theirs:
                a, b = plain(theirs[file.path]), plain(file.text)
                all_of, same = len(a), common(a, b)
                shown, found = shown + all_of, found + same
                if all_of - same > 3 and same < all_of * 0.98:
                    details.append("%s: %d of %d characters" % (file.path, same, all_of))
            document = document_of(file.path)
            if document is not None:
                right, wrong = count_equations(document, file)
                equations, wrong_equations = equations + right, wrong_equations + len(wrong)
                details += ["%s: equation %s" % (file.path, w) for w in wrong]
                right, wrong = count_fields(document, file)
                fields, wrong_fields = fields + right, wrong_fields + len(wrong)
                details += ["%s: field %s" % (file.path, w) for w in wrong]
        print("| %s | %s | %d | %d | %d | %d | %d | %s | %d/%d | %d/%d |" % (
            os.path.basename(os.path.normpath(root)), kind, len(some), len(imported), sum(f.code in (1, 2, 3, 4) for f in some),
            sum(f.code not in (0, 1, 2, 3, 4) for f in some), sum(f.seconds > SLOW for f in some),
            "%.4f of %d" % (found / shown, shown) if shown else "-", equations, equations + wrong_equations,
            fields, fields + wrong_fields), flush=True)
        details += ["%s: exit %d after %.1f s" % (f.path, f.code, f.seconds) for f in some if f.seconds > SLOW or f.code not in (0, 1, 2, 3, 4)]
    shutil.rmtree(work)
    return details


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    print("| folder | kind | files | imported | refused | crashed | > 5 s | characters in order | equations | fields |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    details = []
    for folder in sys.argv[2:]:
        details += measure(os.path.abspath(sys.argv[1]), folder)
    print("\n" + "\n".join(details))


main()
