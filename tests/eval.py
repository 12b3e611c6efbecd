#!/usr/bin/env python3
"""Figures of `actornet eval` against a second implementation, written from docs/evaluation.md: slow, by pairs, with fractions instead of floating
point, over texts and mentions made at random (names that overlap, nest and repeat, articles, possessives, letters of all widths, actors split
and merged).

usage: eval.py PROGRAM [ROUNDS]
"""
import collections
import fractions
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

CORE = ("location", "organization", "person")
WORDS = ["Ada", "Éva", "the", "The", "a", "Roy", "Day's", "Mali’s", "Bob", "UN", "met", "in", "Gao.", "🍕", "An", "boss'", "Zoë", "said", "d'Or"]
ARTICLES = ("the ", "a ", "an ")


def core(kind):
    return kind.split("/")[0]


def trimmed(text, start, end):
    """Without the articles in front and one possessive behind, as long as something is left."""
    while True:
        word = next((a for a in ARTICLES + ("The ", "THE ", "A ", "An ") if text[start:].startswith(a) and start + len(a) < end), None)
        if word is None:
            break
        start += len(word)
    for mark in ("'s", "’s", "'", "’"):
        if text[start:end].endswith(mark) and end - start > len(mark):
            return start, end - len(mark)
    return start, end


class Name:
    def __init__(self, text, mention, who):
        self.start, self.end = trimmed(text, mention["start"], mention["end"])
        self.kind = core(mention["type"])
        self.who = mention.get(who)

    def span(self):
        return self.start, self.end

    def shares(self, other):
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def once(names):
    """A span counts once: the first that has it, at the place of the last that has it."""
    result = []
    for i, name in enumerate(names):
        if all(later.span() != name.span() for later in names[i + 1:]):
            result.append(next(first for first in names if first.span() == name.span()))
    return result


def most_shared(name, among):
    best = max((name.shares(other) for other in among), default=0)
    return next((other for other in among if name.shares(other) == best), None) if best else None


def score(gold, predicted):
    """Everything as exact sums; rounded at the end."""
    sums = collections.Counter()
    for document in gold:
        text = document["text"]
        marked = [(m, Name(text, m, "entity")) for m in document["mentions"]]
        counts = lambda m: m["type"].split("/")[0] in CORE and m["named"] and not m.get("ignore")
        wanted = once([name for m, name in marked if counts(m)])
        open_ones = [name for m, name in marked if not counts(m)]
        mentions = sorted(predicted.get(document["id"], []), key=lambda m: (m["start"], m["end"]))
        found = [name for name in once([Name(text, m, "actor") for m in mentions]) if name.kind in CORE]
        judged = [f for f in found if any(f.shares(w) for w in wanted) or not any(f.shares(o) for o in open_ones)]

        spans = {w.span(): w for w in wanted}
        sums["found"] += len(judged)
        sums["wanted"] += len(wanted)
        sums["exact"] += sum(f.span() in spans for f in judged)
        for f in judged:
            right = f.span() in spans and spans[f.span()].kind == f.kind
            sums["strict"] += right
            sums[f.kind, "found"] += 1
            sums[f.kind, "right"] += right
        for w in wanted:
            sums[w.kind, "wanted"] += 1
        left = list(wanted)
        for f in judged:
            pays = most_shared(f, left)
            if pays:
                left.remove(pays)
                sums["overlap"] += 1

        known = [w for w in wanted if w.who is not None]
        if not known or 10 * len(known) < 9 * len(wanted):
            continue
        as_actor = []
        for i, w in enumerate(known):
            f = most_shared(w, found)
            as_actor.append(("actor", f.who) if f and f.who is not None else ("alone", i))
        for i, w in enumerate(known):
            entity = {k for k, v in enumerate(known) if v.who == w.who}
            actor = {k for k in range(len(known)) if as_actor[k] == as_actor[i]}
            sums["b3p"] += fractions.Fraction(len(entity & actor), len(actor))
            sums["b3r"] += fractions.Fraction(len(entity & actor), len(entity))
            sums["b3n"] += 1
        votes = collections.defaultdict(list)
        for f in found:
            votes[f.who] += [w.who for w in known if f.shares(w)]
        means = {}
        for actor, entities in votes.items():
            if entities:
                most = max(entities.count(e) for e in entities)
                means[actor] = next(e for e in entities if entities.count(e) == most)
        if "sentences" in document:
            sentences = document["sentences"]
        else:
            ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
            sentences = [(a, b) for a, b in zip([0] + [e + 1 for e in ends], ends) if text[a:b].strip()]
        for a, b in sentences:
            true = {w.who for w in known if a <= w.start < b}
            ours = {means.get(f.who, ("nobody", f.who)) for f in judged if a <= f.start < b}
            pairs = lambda names: {frozenset(p) for p in itertools.combinations(names, 2)}
            sums["pairs"] += len(pairs(true) & pairs(ours))
            sums["pairs found"] += len(pairs(ours))
            sums["pairs wanted"] += len(pairs(true))
    return sums


def figure(right, found, wanted, again=None):
    share = lambda part, of: fractions.Fraction(part) / of if of else fractions.Fraction(0)
    p, r = share(right, found), share(right if again is None else again, wanted)
    return {"p": p, "r": r, "f1": share(2 * p * r, p + r)}


def expected(sums):
    result = {name: figure(sums[name], sums["found"], sums["wanted"]) for name in ("strict", "exact", "overlap")}
    result["strict_by_type"] = {t: figure(sums[t, "right"], sums[t, "found"], sums[t, "wanted"]) for t in CORE}
    if sums["b3n"]:
        result["actors_b3"] = figure(sums["b3p"], sums["b3n"], sums["b3n"], sums["b3r"])
        result["pairs"] = figure(sums["pairs"], sums["pairs found"], sums["pairs wanted"])
    return result


def compare(path, want, got):
    for key, value in want.items():
        if isinstance(value, dict):
            compare(path + [key], value, got.get(key, {}))
        elif abs(got.get(key, -1) - float(value)) > 0.00005000001:
            sys.exit("%s: %s, should be %s" % ("/".join(path + [key]), got.get(key), float(value)))


def make_mentions(rng, text, borders, most, who):
    mentions = []
    for _ in range(rng.randint(0, most)):
        start = rng.choice(borders)
        end = rng.choice([b for b in range(start + 1, min(len(text), start + 25) + 1)])
        mention = {"start": start, "end": end, "type": rng.choice(CORE + ("other", "organization/company", "person"))}
        if rng.random() < 0.97:
            mention[who] = rng.choice("ABCDE")
        mentions.append(mention)
    return mentions


def make(rng):
    gold, predicted = [], []
    for number in range(rng.randint(1, 6)):
        words = [rng.choice(WORDS) for _ in range(rng.randint(1, 60))]
        text = "".join(word + rng.choice([" ", " ", " ", "\n", " \n\n"]) for word in words)
        borders = [i for i in range(len(text) - 1) if i == 0 or text[i - 1].isspace()]
        marked = make_mentions(rng, text, borders, 20, "entity")
        for mention in marked:
            mention["named"] = rng.random() < 0.9
            mention["ignore"] = rng.random() < 0.1
        document = {"id": "d%d" % number, "text": text, "mentions": marked}
        if rng.random() < 0.5:
            cuts = sorted(rng.sample(range(len(text) + 1), min(len(text), 4)))
            document["sentences"] = list(zip(cuts, cuts[1:]))
        gold.append(document)
        if rng.random() < 0.9:
            found = [dict(m, type=rng.choice([m["type"], "person"])) for m in marked if rng.random() < 0.5]
            for mention in found:
                if "entity" in mention:
                    mention["actor"] = rng.choice([mention["entity"], "A", "Z"])
                for key in ("entity", "named", "ignore"):
                    mention.pop(key, None)
            found += make_mentions(rng, text, borders, 12, "actor")
            rng.shuffle(found)
            predicted.append({"id": document["id"], "mentions": found})
    return gold, predicted


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def main():
    program, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("gold.jsonl", "predicted.jsonl")]
        for seed in range(rounds):
            rng = random.Random(seed)
            gold, predicted = make(rng)
            write(paths[0], gold)
            write(paths[1], predicted or [{"id": "nothing", "mentions": []}])
            run = subprocess.run([program, "eval", "--json", "--quiet", "--errors", "3"] + paths, capture_output=True, check=False)
            if run.returncode != 0:
                sys.exit("seed %d: exit code %d: %s" % (seed, run.returncode, run.stderr.decode()))
            got = json.loads(run.stdout)
            try:
                compare(["seed %d" % seed], expected(score(gold, {p["id"]: p["mentions"] for p in predicted})), got)
            except SystemExit:
                print(open(paths[0]).read(), open(paths[1]).read(), file=sys.stderr)
                raise
    print("%d rounds agree" % rounds)


if __name__ == "__main__":
    main()
