#!/usr/bin/env python3
"""Sentences as docs/matching.md §5 defines them: slow, by regular expressions. The tables are those of src/text/dots.c.

usage: sentences.py PROGRAM SOURCE_DIR [ROUNDS]   texts made at random are cut by both, and must be cut alike
"""
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

TERMINATORS = ".!?…。！？؟۔।"
INITIALS = ("Kh", "Ph", "Sh", "Ts", "Ya", "Ye", "Yo", "Yu", "Zh")
CLOSERS = "\"')]}’”»›」』*"
BULLETS = "•‣⁃▪●◦"
OPENERS = "\"'([{‘“«‹„¿¡*-–—" + BULLETS


def tables(source):
    text = open(os.path.join(source, "src/text/dots.c"), encoding="utf-8").read()
    return {name: set(re.findall(r'"([^"]+)"', re.search(r"char %s\[\]\[WORD\] = \{(.*?)\};" % name, text, re.S)[1]))
            for name in ("inner", "either", "starters", "ordinary", "before_names")}


def blank(c):
    return c in "\t\n\r" or unicodedata.category(c).startswith("Z")


def lower(c):
    return unicodedata.category(c) == "Ll"


def upper(c):
    return unicodedata.category(c) in ("Lu", "Lt")


def word_char(c):
    return unicodedata.category(c)[0] in "LMN"


class Cutter:
    def __init__(self, text, known):
        self.text, self.known = text, known
        beginning = text.encode()[:1 << 20].decode("utf-8", "ignore")
        self.width = self.line_width([len(line.encode()) for line in beginning.split("\n") if len(line.encode()) > 1])
        self.wrap = self.width * 13 // 20
        self.learned = self.learn(beginning)

    @staticmethod
    def line_width(lines):
        bins = [0] * 202
        for length in lines:
            bins[min(length, 201)] += 1
        seen = longest = 0
        for size in range(201, 0, -1):
            seen += bins[size]
            longest = size
            if seen * 12 >= len(lines):
                break
        uneven = longest >= 131 and sum(bins[longest * 17 // 20:]) * 2 < len(lines)
        return 0 if len(lines) < 3 or longest == 201 or longest < 30 or uneven else longest

    @staticmethod
    def learn(text):
        times = {}
        for dot in re.finditer(r"(?<![A-Za-z0-9])([A-Za-z0-9]{1,3}[A-Za-z])\.(?=[,;]| [a-z])", text):
            before = text[dot.start() - 1:dot.start()]
            if before and ord(before) >= 0x80:
                continue
            if dot[1] in times or len(times) < 64:
                times[dot[1]] = times.get(dot[1], 0) + 1
        head = text.encode()[:1 << 16].decode("utf-8", "ignore")
        alone = lambda word: len(re.findall(r"(?<![A-Za-z0-9])%s(?![A-Za-z0-9.])" % word, head))
        return [word for word, count in times.items() if count >= 2 and alone(word) <= count][:16]

    def word_before(self, dot):
        start = dot
        while start > 0 and (word_char(self.text[start - 1]) or self.text[start - 1] in ".°"):
            start -= 1
        return start, self.text[start:dot]

    def next_word(self, at):
        while at < len(self.text) and (blank(self.text[at]) or self.text[at] in OPENERS):
            at += 1
        return at

    def starts(self, sentence, at):
        return len(self.text[sentence:at].encode()) <= 16 and all(blank(c) or c in OPENERS for c in self.text[sentence:at])

    def dot_ends(self, sentence, dot, following):
        start, word = self.word_before(dot)
        if not word:
            return True
        small = "".join(c.lower() if c < "\x80" else c for c in word)
        end = following
        while end < len(self.text) and word_char(self.text[end]):
            end += 1
        initial = end - following == 1 and self.text[following] < "\x80" and self.text[end:end + 1] == "."
        starter = self.text[following:end].lower() in self.known["starters"] and not initial
        single = len(word) == 1
        abbreviation = small in self.known["either"] or word in self.learned or re.fullmatch(r"([^.]\.)+[^.]", word) \
            or word in INITIALS and not self.is_behind_name(start)
        plain = small in self.known["inner"] or small in self.known["either"] or word in self.learned
        if unicodedata.category(self.text[following])[0] == "N" and (plain or single and lower(word)):
            return False
        behind = self.text[following:end]
        if self.is_ordinary(sentence, start, word, behind):
            return True
        if small in self.known["inner"]:
            return False
        letter = end - following == 1 and unicodedata.category(self.text[following])[0] == "L" and self.text[end:end + 1] == "."
        plural = re.fullmatch(r"([A-Z])\1", word) and re.fullmatch(r"([A-Z])\1", self.text[following:end]) and self.text[end:end + 1] == "."
        if plural or single and lower(word) and letter or self.day_of_month(start, word, self.text[following:end]):
            return False
        if abbreviation:
            return starter
        line_start = re.search(r"(?:^|\n)[ \t\r]*$", self.text[:start]) is not None
        if re.fullmatch("[0-9]{1,3}", word) and (line_start or self.starts(sentence, start)):
            return False
        if line_start and (re.fullmatch("[ivxIVX]{1,5}", word) or single and word_char(word) and unicodedata.category(word)[0] != "N"):
            return False
        if single and re.search("[A-Za-z]{2}&$", self.text[:start]):
            return True
        if single and upper(word):
            if word == "I" and not self.behind_name(sentence, start):
                return True
            return starter
        return True

    def is_ordinary(self, sentence, start, word, behind):
        alone = word == "No" and self.starts(sentence, start)
        return (alone or word in self.known["ordinary"]) and not re.search("[0-9]", behind) and len(behind) > 1 \
            and not re.fullmatch("[ivxIVX]{1,5}", behind)

    def is_behind_name(self, start):
        if start == 0 or self.text[start - 1] != " ":
            return False
        at = start - (2 if start > 1 and self.text[start - 2] == "." else 1)
        before = self.word_before(at)[1]
        return bool(before) and upper(before[0])

    def day_of_month(self, start, number, month):
        if not re.fullmatch("[0-9]{1,2}", number):
            return False
        before = self.word_before(start - 1)[1].lower() if start > 0 else ""
        return month in GERMAN or month in SHARED and before in DAYS_STAND_BEHIND

    def behind_name(self, sentence, start):
        before = ""
        if start > sentence + 1 and self.text[start - 1] == " ":
            _, before = self.word_before(start - 1)
        if before == "War":
            return False
        if before == "by" or start > sentence + 1 and self.text[start - 1] == " " and self.before_name(sentence, start - 2):
            return True
        return re.match(r"I\. [A-Z]\.", self.text[start:]) is not None or len(before.encode()) > 1 and upper(before[0])

    def before_name(self, sentence, sign):
        word = self.word_before(sign)[1] if self.text[sign] == "," and sign > sentence else ""
        if self.text[sign] == "," and sign > sentence and self.text[sign - 1] == ")":
            return True
        return self.text[sign] in ":;" or len(word.encode()) > 1 and upper(word[0])

    def spaced_closer(self, paragraph, at):
        match = re.match(r" ([\"”])(?=[ \t\r\n]|$)", self.text[at:at + 3]) if at < len(self.text) else None
        if not match:
            return 0
        return 2 if match[1] == "”" or self.text[paragraph:at].count('"') % 2 else 0

    def at_terminator(self, paragraph, sentence, at):
        """(end or None, where to go on)"""
        text, end = self.text, at
        while end < len(text) and text[end] in TERMINATORS:
            end += 1
        run = text[at:end]
        after = end
        if at > 0 and text[at - 1] == "[" and text[end:end + 1] == "]":
            return None, after
        dots = re.match(r"\.( \.){2,}", text[at:])
        if run == "." and dots:
            behind = at + dots.end()
            following = self.next_word(behind)
            if following == len(text):
                return behind, behind
            if lower(text[following]):
                return None, behind
            at_word = at > sentence and text[at - 1] not in " \t\r\n"
            if at_word and len(dots[0]) > 5:
                return at + 1, behind
            return (None if self.starts(sentence, at) else behind), behind
        while end < len(text) and text[end] in CLOSERS:
            end += 1
        end += self.spaced_closer(paragraph, end)
        if end == len(text):
            return end, end
        if not blank(text[end]):
            return (end if ord(run[-1]) > 0x2FFF else None), end
        following = self.next_word(end)
        if following == len(text):
            return end, end
        if lower(text[following]) or run == "." and not self.dot_ends(sentence, at, following):
            return None, end
        return end, end

    def line_ends(self, line, at):
        text = self.text
        following = at + 1
        while following < len(text) and text[following] in " \t\r":
            following += 1
        if following == len(text) or text[following] == "\n":
            return True, True
        behind = text.find("\n", at + 1)
        if self.cells(text[line:at].encode()[-1024:]) and self.cells(text[at + 1:behind if behind > 0 else len(text)].encode()[:1023]):
            return True, False
        full = self.wrap > 0 and len(text[line:at].encode()) >= self.wrap
        if text[following] in BULLETS + "*" or re.match("[-–] ", text[following:]):
            return True, False
        item = re.match(r"\(?([^\W_]+)\)[ \t\r]", text[following:])
        if not full and item and (re.fullmatch("[ivxIVX]{1,5}|[0-9]{1,3}", item[1]) or len(item[1].encode()) == 1):
            return True, False
        if lower(text[following]) or self.awaits_name(text[line:at], following):
            return False, False
        if re.search(r",\r?$", text[line:at]):
            return self.wrap == 0, False
        return not full or self.are_rows(at), False

    def awaits_name(self, line, following):
        title = re.search(r"(?:^|([^\w.°]))([^\W_]+)\.\r?$", line)
        if not title or line[:title.start()].endswith(",") or not upper(self.text[following]):
            return False
        word = re.match(r"[^\W_]+", self.text[following:])[0]
        starter = word.lower() in self.known["starters"] and not (len(word) == 1 and self.text[following + 1:following + 2] == ".")
        return not starter and "".join(c.lower() if c < "\x80" else c for c in title[2]) in self.known["before_names"]

    @staticmethod
    def cells(line):
        return b"\t" in re.sub(rb"^[0-9.)]+\t", b"", line.strip(b" \t\r\n\v\f"))

    def are_rows(self, at):
        together = lambda lines: list(itertools.takewhile(lambda line: line.strip(" \t\r") and len(line.encode()) <= 256, lines))
        before = together(reversed(self.text[:at].split("\n")[-4:]))[::-1]
        lines = before + together(self.text[at + 1:].split("\n")[:4]) if before else []
        small = sum(any(map(lower, line)) for line in lines)
        word = lambda line: len(re.split("[ \t\r]", line.lstrip(" \t\r"))[0].encode())
        brief = any(len(line.rstrip(" \t\r\v\f").encode()) + 1 + word(behind) <= self.width for line, behind in zip(lines, lines[1:]))
        return len(lines) >= 5 and small * 2 >= len(lines) and brief and not any(lower(line.lstrip(" \t\r")[0]) for line in lines[1:])

    def cut(self):
        text, spans = self.text, []
        sentence = paragraph = line = at = 0

        def add(start, end):
            while start < end and blank(text[start]):
                start += 1
            while end > start and blank(text[end - 1]):
                end -= 1
            if start < end:
                spans.append([start, end])

        while at < len(text):
            end, after = None, at + 1
            if text[at] in TERMINATORS:
                end, after = self.at_terminator(paragraph, sentence, at)
            elif text[at] == "\n":
                ends, empty = self.line_ends(line, at)
                end = at if ends else None
                line = at + 1
                paragraph = line if empty else paragraph
            elif text[at] == "\u2029" or text[at] in BULLETS and at > 0 and text[at - 1] in " \t\r":
                end = at
            if end and end >= sentence:
                add(sentence, end)
                sentence = end
            at = after
        add(sentence, len(text))
        return spans


GERMAN = "Januar Februar März Mai Juni Juli Oktober Dezember".split()
SHARED = "April August September November".split()
DAYS_STAND_BEHIND = "am vom zum bis und den dem der".split()
PIECES = [".", ". ", "! ", "? ", "...", "… ", " . . .", "\n", "\n\n", " ", " ", " ", "\t", "\r\n", "a", "the", "The", "He", "and", "Kpt.",
          "kpt", "Kpt. said", "I", "I.", "War I.", "I. M.", "by I. Berg", ": I. Berg", "Lund, I. Berg", "so, I. Berg", "), I. Berg", "AT&T. Berg",
          "Albert", "Mr.", "Inc.", "U.S.", "É.", "x.", "z. B.", "EE.", " UU.", "14. März", "am 3.", " April", "Nr.", "No.", "n°.", "c. 1819", "1.", "12.)", "1)", "ii)",
          "(a)", "iv.", "A.", "7",
          "1026.253", "\"", " \" ", "'", "“", "”", " ” ", "«", "»", "(", ")",
          "[...]", "•", " • ", "- ", "* ", "—", "。", "！", "。」", "؟", "é", "Zoë", "年", ", ", ",\n", "; ", "word word word word word word word",
          "\u2029", "example.com", "Ltd.", "plc.", " Chairman", "p.m.", "a.m. ", "Friday", "EST", " time", "no.", "art.", "Yu.", "Sh. Berg", "\nDr.", "Mrs.\n",
          "\nrami: ", "v.\r\n"]


def main():
    program, known, rounds = sys.argv[1], tables(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 3000
    rng = random.Random(7)
    texts = ["x" + "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 40))) for _ in range(rounds)]
    texts[::8] = [text.lower() for text in texts[::8]]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            file.write(json.dumps({"id": str(i), "text": text}) + "\n")
        file.flush()
        run = subprocess.run([program, "extract", "--quiet", "--no-default-dict", "--names", "dictionary", file.name], capture_output=True, check=True)
    bad = seen = 0
    for line in run.stdout.decode().splitlines():
        got = json.loads(line)
        seen += 1
        want = Cutter(got["text"], known).cut()
        if got["sentences"] != want:
            bad += 1
            if bad <= 5:
                show = lambda spans: [got["text"][a:b] for a, b in spans]
                print("%r\n  program   %r\n  reference %r" % (got["text"], show(got["sentences"]), show(want)))
    print("%d texts, %d differ" % (seen, bad))
    sys.exit(bad > 0 or seen < rounds)


if __name__ == "__main__":
    main()
