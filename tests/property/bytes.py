#!/usr/bin/env python3
"""Same input, same bytes: whatever the threads, the locale, the order in which files were made, in one go or by `extract | link`. And the
numbers of the network are those that counting the mention lines again gives.

    bytes.py ACTORNET SOURCES
"""

import collections
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import generate

OUTPUTS = ["net.graphml", "net.csv", "net.json", "net.dot"]
FILES = ["net.graphml", "net.nodes.csv", "net.edges.csv", "net.json", "net.dot"]
MOST_ACTORS = 30  # default of --max-actors

failures = 0


def fail(message):
    global failures
    failures += 1
    print("FAILED " + message)


def make_documents(folder, sources, backwards):
    """The shipped examples, generated texts, and lines of JSON, written in one order or the other."""
    rng = random.Random("bytes")
    files = {}
    for name in ("sahel", "company"):
        for where, _, names in os.walk(os.path.join(sources, "examples", name)):
            for each in names:
                with open(os.path.join(where, each), "rb") as file:
                    files[os.path.join(name, os.path.relpath(where, os.path.join(sources, "examples", name)), each)] = file.read()
    rows, words = generate.make_dictionary(rng)
    rows += generate.make_dictionary(rng)[0]
    for i in range(20):
        files[f"made/{i:02}.txt"] = generate.encode("\n\n".join(generate.make_text(rng, rows, words) for _ in range(10)))
    files["lines.jsonl"] = b"".join(json.dumps({"id": f"line{i}", "text": generate.make_text(rng, rows, words), "date": generate.make_date(rng)}).encode()
                                    + b"\n" for i in range(60))
    for name in sorted(files, reverse=backwards):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(files[name])
    with open(os.path.join(folder, "..", "mine.tsv"), "w", encoding="utf-8") as file:
        file.write("actor\talias\n" + "".join(f"{row['actor']}\t{row['alias']}\n" for row in rows if not row.get("never")))


class Runs:
    def __init__(self, program, sources, folder):
        self.program, self.sources, self.folder, self.count = program, sources, folder, 0

    def compile(self, base="one"):
        files = [os.path.join(self.folder, base, name) for name in ("mine.tsv", "mine.anet", "again.anet")]
        for out in files[1:]:
            subprocess.run([self.program, "dict", "compile", files[0], "-o", out, "--data", self.sources, "--quiet"], check=True)
        with open(files[1], "rb") as one, open(files[2], "rb") as other:
            if one.read() != other.read():
                fail("compiled twice, the bytes differ")

    def __call__(self, command, *arguments, base="one", locale="C", threads=1, given=None, dictionary="mine.tsv"):
        """Run in a folder of its own beside the documents; the folder."""
        self.count += 1
        out = os.path.join(self.folder, f"run{self.count}")
        os.mkdir(out)
        lexicon = [] if command == "link" else ["--data", self.sources, "--dict", os.path.join(self.folder, base, dictionary), "--threads", str(threads)]
        environment = dict(os.environ, LC_ALL=locale)
        run = subprocess.run([self.program, command, *arguments, *lexicon, "--quiet", "--allow-skipped"], cwd=out, env=environment, input=given,
                             capture_output=True, check=False)
        if run.returncode != 0:
            fail(f"{command} {arguments}: exit {run.returncode}\n{run.stderr.decode('utf-8', 'replace')}")
        self.output = run.stdout
        return out

    def build(self, base="one", **how):
        outputs = [word for name in OUTPUTS for word in ("-o", name)]
        return self("build", os.path.join(self.folder, base, "docs"), *outputs, "--report", "report.json", base=base, **how)

    def extract(self, base="one", **how):
        self("extract", os.path.join(self.folder, base, "docs"), base=base, **how)
        return self.output


def compare(one, other, names, what):
    for name in names:
        with open(os.path.join(one, name), "rb") as a, open(os.path.join(other, name), "rb") as b:
            if a.read() != b.read():
                fail(f"{name} differs: {what}")


def installed_locales():
    wanted = ["C.UTF-8", "C.utf8", "tr_TR.UTF-8", "tr_TR.utf8", "de_DE.UTF-8", "de_DE.utf8"]
    try:
        there = subprocess.run(["locale", "-a"], capture_output=True, check=False).stdout.decode().split()
    except OSError:
        there = []
    return [name for name in wanted if name in there]


def check_sums(lines, network):
    """Count pairs of actors in sentences again, and mentions and documents of actors."""
    counts, together = collections.Counter(), collections.defaultdict(set)
    mentions, documents = collections.Counter(), collections.defaultdict(set)
    labels = {}
    for line in lines:
        for key, actor in line["actors"].items():
            labels.setdefault(key, actor["label"])
        windows = collections.defaultdict(set)
        for mention in line["mentions"]:
            if mention["actor"] is None:
                continue
            mentions[mention["actor"]] += 1
            documents[mention["actor"]].add(line["id"])
            place = [i for i, (a, b) in enumerate(line["sentences"]) if a <= mention["start"] < b]
            if place and mention.get("link", True):
                windows[place[0]].add(mention["actor"])
        for actors in windows.values():
            if len(actors) <= MOST_ACTORS:
                for pair in itertools.combinations(sorted(actors), 2):
                    counts[pair] += 1
                    together[pair].add(line["id"])
    nodes = {node["id"]: node for node in network["nodes"]}
    theirs = collections.Counter((node["label"], node["mentions"], node["documents"]) for node in nodes.values())
    mine = collections.Counter((labels[key], mentions[key], len(documents[key])) for key in mentions)
    if mine != theirs:
        fail(f"actors: counted again {dict(mine - theirs)}, in the network {dict(theirs - mine)}")
    theirs = collections.Counter((*sorted((nodes[link["source"]]["label"], nodes[link["target"]]["label"])), link["count"], link["documents"])
                                 for link in network["links"])
    mine = collections.Counter((*sorted((labels[a], labels[b])), count, len(together[a, b])) for (a, b), count in counts.items())
    if mine != theirs:
        fail(f"links: counted again {dict(mine - theirs)}, in the network {dict(theirs - mine)}")
    strength, degree = collections.Counter(), collections.Counter()
    for link in network["links"]:
        for end in (link["source"], link["target"]):
            strength[end] += link["weight"]
            degree[end] += 1
    for name, node in nodes.items():
        if node["degree"] != degree[name] or abs(node["strength"] - strength[name]) > 1e-6 * max(1, strength[name]):
            fail(f"degree or strength of {node['label']}")
    print(f"{len(lines)} documents, {sum(mentions.values())} mentions, {len(nodes)} actors, {len(network['links'])} links")
    if not network["links"]:
        fail("nothing was linked")


def check_lines(lines):
    for line in lines:
        last = 0
        for mention in line["mentions"]:
            if not last <= mention["start"] < mention["end"] <= len(line["text"]) or line["text"][mention["start"]:mention["end"]] != mention["text"]:
                fail(f"{line['id']}: mention {mention}")
            last = mention["end"]


def main():
    program, sources = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    folder = tempfile.mkdtemp()
    try:
        for base, backwards in (("one", False), ("other", True)):
            os.makedirs(os.path.join(folder, base, "docs"))
            make_documents(os.path.join(folder, base, "docs"), sources, backwards)
        runs = Runs(program, sources, folder)
        first = runs.build()
        everything = FILES + ["report.json"]
        for threads in (2, 8):
            compare(first, runs.build(threads=threads), everything, f"--threads {threads}")
        for locale in installed_locales():
            compare(first, runs.build(locale=locale, threads=2), everything, f"LC_ALL={locale}")
        compare(first, runs.build(base="other"), everything, "files made in another order")
        runs.compile()
        compare(first, runs.build(dictionary="mine.anet", threads=2), FILES, "compiled dictionary")
        text = runs.extract()
        for how in ({"threads": 8}, {"base": "other"}):
            if runs.extract(**how) != text:
                fail(f"extract differs: {how}")
        linked = runs("link", "-", *[word for name in OUTPUTS for word in ("-o", name)], given=text)
        compare(first, linked, FILES, "extract | link and build")
        lines = [json.loads(line) for line in text.decode("utf-8").splitlines()]
        check_lines(lines)
        with open(os.path.join(first, "net.json"), encoding="utf-8") as file:
            check_sums(lines, json.load(file))
    finally:
        shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
