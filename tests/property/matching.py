#!/usr/bin/env python3
"""Compare `actornet extract` with the reference matcher, mention by mention, on generated dictionaries and texts.

    matching.py ACTORNET SOURCES [--cases N] [--seed N] [--only N]

One case is one text; eight share a dictionary. The first difference is made small and shown with the seed that gives it again.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference"))
import generate  # noqa: E402
import matcher  # noqa: E402

TEXTS = 8  # that share a dictionary


def read_endings(sources):
    with open(os.path.join(sources, "src", "text", "atom.c"), encoding="utf-8") as file:
        code = file.read()

    def table(name):
        return set(re.findall(r'"([^"]+)"', re.search(name + r"\[\]\s*=\s*\{(.*?)\}", code, re.S).group(1)))
    return matcher.Endings(table("file_endings"), table("host_endings"))


def gate(text):
    """§1 for a text that is made of code points already."""
    def one(c):
        if c in "\t\n\r":
            return c
        if c in "\f\v\x85":
            return "\n"
        if ord(c) < 32 or 0x7F <= ord(c) < 0xA0:
            return " "
        return "\ufffd" if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF else c
    return "".join(map(one, text[1:] if text.startswith("\ufeff") else text))


def write_dictionary(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("actor\talias\tcase\tnever\tnear\tfrom\tuntil\n")
        for row in rows:
            cells = [row["actor"], row["alias"], row.get("case", ""), "yes" if row.get("never") else "", "; ".join(row.get("near", ())),
                     row.get("since", ""), row.get("until", "")]
            file.write("\t".join(cells) + "\n")


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.data = os.path.join(folder, "data")
        os.makedirs(os.path.join(self.data, "dict"))

    def extract(self, rows, documents):
        """Lines by id, or None with the message when the dictionary is refused."""
        dictionary, texts = os.path.join(self.folder, "rows.tsv"), os.path.join(self.folder, "texts.jsonl")
        write_dictionary(dictionary, rows)
        with open(texts, "w", encoding="utf-8") as file:
            for i, (text, date) in enumerate(documents):
                file.write(json.dumps({"id": str(i), "text": text, "date": date}) + "\n")
        run = subprocess.run([self.path, "extract", texts, "--data", self.data, "--dict", dictionary, "--names", "dictionary", "--no-default-dict",
                              "--allow-skipped", "--quiet", "--threads", "1"], capture_output=True, check=False)
        if run.returncode != 0:
            return None, run.stderr.decode("utf-8", "replace")
        return {line["id"]: line for line in map(json.loads, run.stdout.decode("utf-8").splitlines())}, ""


def check_line(line, text):
    """What holds whatever the dictionary says. A message, or None."""
    if line["text"] != text:
        return "the text is another: " + json.dumps(line["text"])
    last = 0
    for start, end in line["sentences"]:
        if not last <= start < end <= len(text):
            return f"sentence {start}-{end} out of place"
        last = end
    last = 0
    for mention in line["mentions"]:
        start, end = mention["start"], mention["end"]
        if not last <= start < end <= len(text):
            return f"mention {start}-{end} out of place"
        if mention["text"] != text[start:end]:
            return f"mention {start}-{end} is not what stands there"
        if not any(a <= start and end <= b for a, b in line["sentences"]):
            return f"mention {start}-{end} in no sentence"
        named = [mention["actor"]] if mention["actor"] is not None else mention["candidates"]
        if not named or any(name not in line["actors"] for name in named):
            return f"mention {start}-{end} means nobody"
        last = end
    return None


def difference(program, rows, document, endings, line=None):
    """What is wrong with one document, or None."""
    text, date = document
    if line is None:
        lines, message = program.extract(rows, [document])
        if lines is None:
            return "failed: " + message
        line = lines.get("0")
    if line is None:
        return None if not gate(text).strip() else "no line"
    text = gate(text)
    wrong = check_line(line, text)
    if wrong:
        return wrong
    mine = matcher.match(text, line["sentences"], [matcher.Row(**row) for row in rows], endings, date)
    theirs = [(m["start"], m["end"], sorted([m["actor"]] if m["actor"] is not None else m["candidates"])) for m in line["mentions"]]
    if mine == theirs:
        return None
    show = [[(a, b, text[a:b], who) for a, b, who in side] for side in (mine, theirs)]
    return f"reference {show[0]}\n  actornet  {show[1]}\n  sentences {line['sentences']}"


def shrink(program, rows, document, endings):
    """Leave out rows, then stretches of the text, as long as something stays wrong."""
    text, date = document
    changed = True
    while changed:
        changed = False
        for i in range(len(rows) - 1, -1, -1):
            fewer = rows[:i] + rows[i + 1:]
            if fewer and difference(program, fewer, (text, date), endings):
                rows, changed = fewer, True
        size = max(1, len(text) // 2)
        while size:
            at = 0
            while at < len(text):
                shorter = text[:at] + text[at + size:]
                if shorter.strip() and difference(program, rows, (shorter, date), endings):
                    text, changed = shorter, True
                else:
                    at += size
            size //= 2
    return rows, (text, date)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("sources")
    parser.add_argument("--cases", type=int, default=304)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the dictionary of this number alone")
    options = parser.parse_args()
    endings = read_endings(options.sources)
    mentions = ambiguous = refused = 0
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as folder:
        program = Program(options.program, folder)
        numbers = range((options.cases + TEXTS - 1) // TEXTS) if options.only is None else [options.only]
        for number in numbers:
            rng = random.Random(f"{options.seed}/{number}")
            rows, words = generate.make_dictionary(rng)
            documents = [(generate.make_text(rng, rows, words), generate.make_date(rng)) for _ in range(TEXTS)]
            lines, message = program.extract(rows, documents)
            if lines is None and "error" in message and "Sanitizer" not in message:
                refused += 1
                if options.only is not None:
                    print(message)
                continue
            for i, document in enumerate(documents):
                line = lines.get(str(i)) if lines is not None else None
                wrong = difference(program, rows, document, endings, line)
                if not wrong:
                    mentions += len(line["mentions"]) if line else 0
                    ambiguous += sum(m["actor"] is None for m in line["mentions"]) if line else 0
                    continue
                print(f"dictionary {number} of seed {options.seed}, text {i}:\n  {wrong}")
                rows, document = shrink(program, rows, document, endings)
                print(f"smaller:\n  rows      {rows}\n  text      {json.dumps(document[0], ensure_ascii=False)} {document[1]}\n"
                      f"  {difference(program, rows, document, endings)}")
                return 1
    print(f"{len(numbers) * TEXTS} texts, {mentions} mentions agree, {ambiguous} of them ambiguous; {refused} dictionaries refused")
    if mentions < len(numbers) or refused * 2 > len(numbers):
        print("too little was compared")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
