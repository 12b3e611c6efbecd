#!/usr/bin/env python3
"""Compare `actornet extract` with the reference matcher, mention by mention, on generated dictionaries and texts.

    matching.py ACTORNET SOURCES [--cases N] [--seed N] [--only N]
    matching.py ACTORNET SOURCES --texts FILE-OR-FOLDER [--rounds N] [--seed N]

One case is one text; eight share a dictionary, and one of the ways to run that make no difference: width of vectors, threads, blocks, compiled
dictionary. The first difference is made small and shown with the seed that gives it again.
"""

import argparse
import codecs
import collections
import dataclasses
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


def read_table(sources, path, name):
    with open(os.path.join(sources, path), encoding="utf-8") as file:
        return set(re.findall(r'"([^"]+)"', re.search(name + r"\[\]\s*=\s*\{(.*?)\}", file.read(), re.S).group(1)))


def read_endings(sources):
    addresses = os.path.join("src", "text", "address.c")
    return matcher.Endings(read_table(sources, addresses, "file_endings"), read_table(sources, addresses, "host_endings"))


def each_byte(error):
    return "\ufffd" * (error.end - error.start), error.end


codecs.register_error("each-byte", each_byte)


def gate(text):
    """§1 for a text of UTF-8."""
    def one(c):
        if c in "\t\n\r":
            return c
        if c in "\f\v\x85":
            return "\n"
        if ord(c) < 32 or 0x7F <= ord(c) < 0xA0:
            return " "
        return "\ufffd" if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF else c
    text = generate.encode(text).decode("utf-8", "each-byte")
    return "".join(map(one, text[1:] if text.startswith("\ufeff") else text))


BROKEN = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]*(?<=[a-z])(-\r?\n[ \t]*)(?=([a-z]+))")
compounds = set()  # second parts that keep their hyphen


def as_read(text):
    """§1 whole: the gate, then words with a capital that are broken at a line end, where there are three. Other remains are never generated."""
    text = gate(text)
    broken = [match.span(1) for match in BROKEN.finditer(text) if match.group(2) not in compounds]
    for start, end in broken if len(broken) >= 3 else []:
        text = text[:start] + "\u2060" * (end - start) + text[end:]
    return text


def write_dictionary(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("actor\talias\tcase\tnever\tnear\tfrom\tuntil\ttype\n")
        for row in rows:
            cells = [row["actor"], row["alias"], row.get("case", ""), "yes" if row.get("never") else "", "; ".join(row.get("near", ())),
                     row.get("since", ""), row.get("until", ""), row.get("type", "")]
            file.write("\t".join(cells) + "\n")


@dataclasses.dataclass
class Way:
    """In which of the ways that make no difference the program runs."""
    width: str = "scalar"
    threads: int = 1
    window: int = 0  # bytes looked at together, when the program is the one that listens to this
    compiled: bool = False

    @staticmethod
    def random(rng):
        return Way(rng.choice(["scalar", "avx2", "avx512"]), rng.choice([1, 1, 2, 3]), rng.choice([0, 1, 2, 3, 63, 64, 65, 1000, 4095]), rng.random() < 0.3)

    def environment(self):
        return dict(os.environ, ACTORNET_CPU=self.width, ACTORNET_TEST_WINDOW=str(self.window or ""))


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.data = os.path.join(folder, "data")
        os.makedirs(os.path.join(self.data, "dict"))

    def run(self, way, *arguments):
        return subprocess.run([self.path, *arguments, "--data", self.data, "--quiet"], env=way.environment(), capture_output=True, check=False)

    def read(self, way, dictionary, texts):
        """Mention lines of a file, or None with the message when something is refused."""
        if way.compiled:
            compiled = dictionary.replace(".tsv", ".anet")
            run = self.run(way, "dict", "compile", dictionary, "-o", compiled)
            if run.returncode != 0:
                return None, run.stderr.decode("utf-8", "replace")
            dictionary = compiled
        run = self.run(way, "extract", texts, "--dict", dictionary, "--names", "dictionary", "--no-default-dict", "--allow-skipped",
                       "--threads", str(way.threads))
        if run.returncode != 0 and b"none left" not in run.stderr:
            return None, run.stderr.decode("utf-8", "replace")
        return [json.loads(line) for line in run.stdout.decode("utf-8").splitlines()], ""

    def extract(self, way, rows, documents):
        """Lines by id, or None with the message."""
        dictionary, texts = os.path.join(self.folder, "rows.tsv"), os.path.join(self.folder, "texts.jsonl")
        write_dictionary(dictionary, rows)
        with open(texts, "wb") as file:
            for i, (text, date) in enumerate(documents):
                file.write(generate.encode(json.dumps({"id": str(i), "text": text, "date": date}, ensure_ascii=False)) + b"\n")
        lines, message = self.read(way, dictionary, texts)
        return {line["id"]: line for line in lines} if lines is not None else None, message


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


def compare(rows, text, date, endings, line):
    """What is wrong with the mentions of a line, or None."""
    wrong = check_line(line, text)
    if wrong:
        return wrong
    mine = matcher.match(text, line["sentences"], [matcher.Row(**row) for row in rows], endings, date)
    theirs = [(m["start"], m["end"], sorted([m["actor"]] if m["actor"] is not None else m["candidates"])) for m in line["mentions"]]
    if mine == theirs:
        return None
    show = [[(a, b, text[a:b], who) for a, b, who in side if (a, b, who) not in other] for side, other in ((mine, theirs), (theirs, mine))]
    return f"only reference {show[0]}\n  only actornet  {show[1]}\n  sentences {line['sentences'][:20]}"


def difference(program, way, rows, document, endings, line=None):
    """What is wrong with one document, or None."""
    text, date = document
    if line is None:
        lines, message = program.extract(way, rows, [document])
        if lines is None:
            return "failed: " + message
        line = lines.get("0")
    if line is None:
        return None if not as_read(text).strip() else "no line"
    return compare(rows, as_read(text), date, endings, line)


def shrink(program, way, rows, document, endings):
    """Leave out rows, then stretches of the text, as long as something stays wrong."""
    text, date = document
    changed = True
    while changed:
        changed = False
        for i in range(len(rows) - 1, -1, -1):
            fewer = rows[:i] + rows[i + 1:]
            if fewer and difference(program, way, fewer, (text, date), endings):
                rows, changed = fewer, True
        size = max(1, len(text) // 2)
        while size:
            at = 0
            while at < len(text):
                shorter = text[:at] + text[at + size:]
                if shorter.strip() and difference(program, way, rows, (shorter, date), endings):
                    text, changed = shorter, True
                else:
                    at += size
            size //= 2
    return rows, (text, date)


def make_document(rng, rows, words):
    make = generate.make_long_text if rng.random() < 0.01 else generate.make_text
    return make(rng, rows, words), generate.make_date(rng)


def check_generated(program, options, endings, counted):
    for number in range((options.cases + TEXTS - 1) // TEXTS) if options.only is None else [options.only]:
        rng = random.Random(f"{options.seed}/{number}")
        rows, words = generate.make_dictionary(rng)
        documents = [make_document(rng, rows, words) for _ in range(TEXTS)]
        way = Way.random(rng)
        lines, message = program.extract(way, rows, documents)
        if lines is None and "error" in message and "Sanitizer" not in message:
            counted["dictionaries refused"] += 1
            if options.only is not None:
                print(message)
            continue
        for i, document in enumerate(documents):
            line = lines.get(str(i)) if lines is not None else None
            wrong = difference(program, way, rows, document, endings, line)
            if wrong:
                print(f"dictionary {number} of seed {options.seed}, text {i}, {way}:\n  {wrong}")
                rows, document = shrink(program, way, rows, document, endings)
                print(f"smaller:\n  rows      {rows}\n  text      {json.dumps(document[0], ensure_ascii=False)} {document[1]}\n"
                      f"  {difference(program, way, rows, document, endings)}".encode("utf-8", "backslashreplace").decode())
                return False
            counted["texts"] += 1
            counted["mentions"] += len(line["mentions"]) if line else 0
            counted["ambiguous"] += sum(m["actor"] is None for m in line["mentions"]) if line else 0
    return True


def names_from(rng, lines, most):
    """Rows of stretches of the texts themselves, as they stand there or written in another way."""
    rows = []
    for line in rng.choices(lines, k=most):
        places = [span for span in matcher.atom_spans(line["text"], 0, len(line["text"]))] if line["text"] else []
        if not places:
            continue
        first = rng.randrange(len(places))
        last = min(first + rng.choice([0, 0, 1, 1, 2, 5]), len(places) - 1)
        alias = line["text"][places[first][0]:places[last][1] + rng.choice([0, 0, 0, 1])]
        if rng.random() < 0.3:
            alias = generate.respell(rng, alias)
        row = {"actor": f"Actor {rng.randrange(most)}", "alias": " ".join(alias.split()), "case": rng.choice(["", "", "any", "cap", "exact"])}
        if rng.random() < 0.1:
            row["near"] = [rows[0]["alias"] if rows and ";" not in rows[0]["alias"] else "London"]
        if row["alias"] and "\udc80" > max(row["alias"]) and not row["alias"].startswith("#"):
            rows.append(row)
    return rows


def check_given(program, options, endings, counted):
    """Texts of others: names are taken from them."""
    rng = random.Random(f"{options.seed}/given")
    dictionary = os.path.join(program.folder, "rows.tsv")
    write_dictionary(dictionary, [{"actor": "London", "alias": ""}])
    lines, message = program.read(Way(), dictionary, options.texts)
    if lines is None:
        print(message)
        return False
    for _ in range(options.rounds):
        rows, way = names_from(rng, lines, 60), Way.random(rng)
        write_dictionary(dictionary, rows)
        got, message = program.read(way, dictionary, options.texts)
        if got is None:
            counted["dictionaries refused"] += 1
            print(message)
            continue
        for line in rng.sample(got, min(len(got), 400)):
            wrong = compare(rows, line["text"], line["date"], endings, line)
            if wrong:
                print(f"{line['id']}, seed {options.seed}, {way}:\n  {wrong}")
                return False
            counted["texts"] += 1
            counted["mentions"] += len(line["mentions"])
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("sources")
    parser.add_argument("--cases", type=int, default=800)
    parser.add_argument("--seed", default="1", help="any word; random = one of the clock")
    parser.add_argument("--only", type=int, help="the dictionary of this number alone")
    parser.add_argument("--texts", help="a file or folder of documents, instead of generated ones")
    parser.add_argument("--rounds", type=int, default=10, help="dictionaries made of --texts")
    options = parser.parse_args()
    counted = collections.Counter()
    options.seed = str(random.randrange(10**9)) if options.seed == "random" else options.seed
    print(f"seed {options.seed}", flush=True)
    compounds.update(read_table(options.sources, os.path.join("src", "read", "remains.c"), "compounds"))
    with tempfile.TemporaryDirectory() as folder:
        program = Program(options.program, folder)
        check = check_given if options.texts else check_generated
        if not check(program, options, read_endings(options.sources), counted):
            return 1
    print(", ".join(f"{number} {what}" for what, number in counted.items()) + ": all agree")
    if counted["mentions"] < counted["texts"] // TEXTS or counted["dictionaries refused"] * TEXTS > counted["texts"]:
        print("too little was compared")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
