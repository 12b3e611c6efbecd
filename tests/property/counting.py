#!/usr/bin/env python3
"""`extract --count` is the sum of the mention lines of the same run: generated collections are extracted once as lines, plainly (one thread, no
vectors), and counted with every width of vectors and several threads; as JSON lines, as a folder and as one file. Exit code and report agree, too.
A network without evidence, whose documents may take a shorter way, is the one that `link` makes of those lines, with inner mentions in them or not:
who asks for inner mentions gets the others as they are without.

    counting.py ACTORNET SOURCES [--rounds N] [--seed N] [--only N]
"""

import argparse
import collections
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import generate

WIDTHS = ["scalar", "avx2", "avx512"]
THREADS = [1, 2, 3, 4]
MAIL = "From: {a} <x@y.org>\nTo: {b} <z@y.org>\nSubject: {a}\nDate: Fri, 18 Jan 2013 10:00:00 +0000\n\n{text}\n\n--\n{b}\n\n> {a}\n"
SHIPPED_NEVER = ["October", "Monday", "Table", "May", "monday"]  # words of dict/rules/never.tsv: rows of the user go before
HARM = [b"\xff", b"\xc3", b"\xe2\x80", b"\x00", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbf\xbe", b"\x1b", b"\r", b"\r\n", b"\x0c", b"\xc2\x85"]


def harm(rng, data):
    """Bytes that are no text, here and there."""
    for _ in range(rng.choice([0, 0, 1, 3])):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(HARM) + data[at:]
    return data


def make_text(rng, rows, words):
    """Short ones, and some of many windows."""
    parts = [generate.make_text(rng, rows, words) for _ in range(rng.choice([1, 1, 1, 2, 4, 80]))]
    text = rng.choice(["", " ", "\n", "\n\n", ". "]).join(parts)
    return MAIL.format(a=generate.some(rng, words), b=generate.some(rng, words), text=text) if rng.random() < 0.1 else text


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    return path


def make_dictionary(rng, path):
    rows, words = [], []
    for _ in range(rng.randint(1, 4)):
        more, of = generate.make_dictionary(rng)
        rows, words = rows + more, words + of
    for word in rng.sample(SHIPPED_NEVER, rng.choice([0, 0, 2, 4])):
        rows.append({"actor": "Actor " + word, "alias": word, "case": rng.choice(["", "any", "cap"]), "never": rng.random() < 0.2})
        words += [word, word]
    if rng.random() < 0.4:  # a row that asks for company leaves its document to the extractor: then little would be counted without records
        for row in rows:
            row.pop("near", None)
    lines = ["actor\talias\tcase\tnever\tnear\tfrom\tuntil\ttype\tid"]
    for row in rows:
        number = row["actor"].rpartition(" ")[2] if row["actor"].startswith("Actor") and rng.random() < 0.2 else ""
        lines.append("\t".join([row["actor"], row["alias"], row.get("case", ""), "yes" if row.get("never") else "", "; ".join(row.get("near", ())),
                                row.get("since", ""), row.get("until", ""), row.get("type", ""), number]))
    write(path, ("\n".join(lines) + "\n").encode())
    return rows, words


def make_collection(rng, folder, rows, words, size):
    """Paths of the same kind of documents in three shapes."""
    texts = [make_text(rng, rows, words) for _ in range(size)]
    lines = [json.dumps({"id": str(i), "text": text, "date": generate.make_date(rng)}, ensure_ascii=rng.random() < 0.5) for i, text in enumerate(texts)]
    lines = [harm(rng, generate.encode(line)) if rng.random() < 0.1 else generate.encode(line) for line in lines]
    for i, text in enumerate(texts):
        write(os.path.join(folder, "docs", f"{i % 7}", f"{i}.txt"), harm(rng, generate.encode(text)))
    return [write(os.path.join(folder, "lines.jsonl"), b"\n".join(lines) + b"\n"), os.path.join(folder, "docs"),
            write(os.path.join(folder, "one.txt"), harm(rng, generate.encode("\n\n".join(texts))))]


def sum_of(lines):
    """The table of --count, from mention lines."""
    mentions, documents, facts = collections.Counter(), collections.Counter(), {}
    for line in lines:
        seen = set()
        for mention in line["mentions"]:
            names = [mention["actor"]] if mention["actor"] is not None else mention["candidates"]
            key = " | ".join(names)
            label = " | ".join(line["actors"][name]["label"] for name in names)
            kind = line["actors"][names[0]]["type"] if mention["actor"] is not None else mention["type"]
            facts.setdefault(key, (label, kind))
            mentions[key] += 1
            seen.add(key)
        documents.update(seen)
    rows = sorted(mentions, key=lambda key: (-mentions[key], key.encode()))
    cell = lambda text: " ".join(text.split("\t"))
    return ["mentions\tdocuments\tactor\tlabel\ttype"] + [
        "\t".join([str(mentions[key]), str(documents[key]), cell(key), *map(cell, facts[key])]) for key in rows]


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def __call__(self, arguments, width, threads):
        """Exit code, output and report without what tells the runs apart."""
        report = os.path.join(self.folder, "report.json")
        if os.path.exists(report):
            os.remove(report)
        run = subprocess.run([self.path, "extract", *arguments, "--threads", str(threads), "--report", report, "--quiet"],
                             env=dict(os.environ, ACTORNET_CPU=width), capture_output=True, check=False)
        facts = {}
        if os.path.exists(report):
            with open(report, encoding="utf-8") as file:
                facts = json.load(file)
            facts.pop("options", None)
            for name in ("sentences", "names_kept_apart"):  # who only counts has neither cut sentences nor looked at the collection
                facts.get("counts", {}).pop(name, None)
            facts.pop("names_apart", None)
        return run.returncode, run.stdout.decode(), facts, run.stderr.decode("utf-8", "replace")


WINDOWS = [["document"], ["document", "--max-actors", "0"], ["sentence"], ["paragraph"], ["tokens:7", "--weight", "newman"], ["sentence", "--weight", "decay"]]


def check_network(program, rng, arguments, lines):
    """A message, or None."""
    net = ["--evidence", "0", "--measures", "none", "--no-communities", "--layout", "none", "--quiet", "--window", *rng.choice(WINDOWS),
           *rng.choice([[], ["--ambiguous", "node"]])]
    linked, built = (os.path.join(program.folder, name) for name in ("linked.graphml", "built.graphml"))
    threads, width = rng.choice(THREADS), rng.choice(WIDTHS)
    one = subprocess.run([program.path, "link", "-", *net, "-o", linked], input=lines.encode(), stderr=subprocess.PIPE, check=False)
    other = subprocess.run([program.path, "build", *arguments, *net, "--threads", str(threads), "-o", built],
                           env=dict(os.environ, ACTORNET_CPU=width), stderr=subprocess.PIPE, check=False)
    if one.returncode not in (0, 3) or other.returncode not in (0, 3):
        return f"no network: {(one.stderr + other.stderr).decode()}: {' '.join(arguments + net)}"
    with open(linked, "rb") as one, open(built, "rb") as other:
        same = one.read() == other.read()
    return None if same else f"the network differs: {width}, {threads} threads, {' '.join(arguments + net)}"


def check_outer(program, arguments, lines):
    """A message, or None."""
    plain = program(arguments, "scalar", 1)[1].splitlines()
    for line, wanted in zip(lines, map(json.loads, plain), strict=True):
        outer = [mention for mention in line["mentions"] if not mention.get("nested")]
        if outer != wanted["mentions"]:
            return f"the mentions are others than without --nested: {' '.join(arguments)}\n  {[m for m in outer if m not in wanted['mentions']][:3]}"
    return None


def check(program, rng, arguments):
    """A message, or the number of mentions that were counted."""
    code, text, facts, message = program(arguments, "scalar", 1)
    if code not in (0, 3):
        again = program(arguments + ["--count"], "scalar", 2)
        return 0 if "no document could be read" in message and again[3] == message else "refused: " + message
    lines, plain = [json.loads(line) for line in text.splitlines()], [word for word in arguments if word != "--nested"]
    wanted = sum_of(lines)
    differs = (check_outer(program, plain, lines) if plain != arguments else None) or (check_network(program, rng, plain, text) if text else None)
    if differs:
        return differs
    ways = [(width, threads) for width in WIDTHS for threads in THREADS]
    for width, threads in rng.sample(ways, 3):
        got = program(arguments + ["--count"], width, threads)
        where = f"{width}, {threads} threads, {' '.join(arguments)}"
        if got[0] != code:
            return f"exit {got[0]}, not {code}: {where}\n{got[3]}"
        if got[1].splitlines() != wanted:
            return f"the table differs: {where}\n  lines {[l for l in wanted if l not in got[1].splitlines()][:5]}\n" \
                   f"  count {[l for l in got[1].splitlines() if l not in wanted][:5]}"
        if got[2] != facts:
            return f"the report differs: {where}\n  lines {facts}\n  count {got[2]}"
    return sum(int(line.split("\t")[0]) for line in wanted[1:])


def make_options(rng, sources, empty):
    """Mostly what a list of names is asked with."""
    more = rng.choice([[], [], [], ["--nested"], ["--from", "2013"]])
    if rng.random() < 0.85:
        return ["--names", "dictionary", "--no-default-dict", "--data", rng.choice([empty, sources])] + more
    return rng.choice([["--names", "dictionary"], ["--names", "patterns"], [], ["--names", "dictionary", "--no-default-dict"]]) + ["--data", sources] + more


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("sources")
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seed", default="1", help="any word; random = one of the clock")
    parser.add_argument("--only", type=int, help="the round of this number alone")
    options = parser.parse_args()
    options.seed = str(random.randrange(10**9)) if options.seed == "random" else options.seed
    print(f"seed {options.seed}", flush=True)
    counted = collections.Counter()
    base = tempfile.mkdtemp()
    try:
        empty = os.path.join(base, "data")
        os.makedirs(os.path.join(empty, "dict"))
        for number in range(options.rounds) if options.only is None else [options.only]:
            rng = random.Random(f"{options.seed}/{number}")
            folder = os.path.join(base, str(number))
            dictionary = os.path.join(folder, "rows.tsv")
            size = 600 if number % 20 == 0 else rng.choice([1, 5, 20])  # the largest are read in several pieces
            collection = make_collection(rng, folder, *make_dictionary(rng, dictionary), size)
            how = make_options(rng, os.path.abspath(options.sources), empty)
            compiled = os.path.join(folder, "rows.anet")
            if subprocess.run([options.program, "dict", "compile", dictionary, "-o", compiled, "--quiet", "--data", empty], check=False).returncode:
                counted["refused"] += 1
                continue
            dictionary = rng.choice([dictionary, dictionary, compiled])
            program = Program(options.program, folder)
            for path in collection:
                found = check(program, rng, [path, "--dict", dictionary, *how])
                if isinstance(found, str):
                    print(f"round {number} of seed {options.seed}: {found}")
                    return 1
                counted["collections"] += 1
                counted["mentions"] += found
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(base)
    print(f"{counted['collections']} collections, {counted['mentions']} mentions counted alike; {counted['refused']} dictionaries refused")
    if options.only is None and counted["mentions"] < 10 * counted["collections"] or counted["refused"] > counted["collections"]:
        print("too little was compared")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
