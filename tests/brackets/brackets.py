#!/usr/bin/env python3
"""Precision and recall of short forms in brackets, on the sentences that are judged in sentences.txt beside this file.

    brackets.py ACTORNET [--errors]

A candidate is a bracket of 2 to 12 characters with two capitals or more. It is taken for a definition where its mention and the one that ends
before the bracket are one actor; it is one where the sentences have [[Long Name]] before it, and right when the long name is that whole name.
Each sentence is a document of its own. Fails below a precision of .98 and a recall of .93.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

PRECISION, RECALL = 0.98, 0.93


def read_sentences(path):
    """Plain text, and of each candidate its place and the long name before it, or None."""
    with open(path, encoding="utf-8") as file:
        for line in (line.strip() for line in file):
            if not line or line.startswith("#"):
                continue
            text, names = "", {}
            for piece in re.split(r"(\[\[.*?\]\])", line):
                if piece.startswith("[["):
                    names[len(text) + len(piece) - 4] = piece[2:-2]
                    piece = piece[2:-2]
                text += piece
            candidates = [m for m in re.finditer(r"\(([^()]{2,12})\)", text) if sum(map(str.isupper, m[1])) > 1]
            yield text, [(m.start(1), m.end(1), next((names[end] for end in (m.start() - 1, m.start() - 3) if end in names), None)) for m in candidates]


def joined(line, start, end):
    """The long name that the program takes the bracket for a short form of, or None."""
    short = [m for m in line["mentions"] if m["start"] < end and m["end"] > start and m["actor"]]
    before = [m for m in line["mentions"] if m["end"] < start and re.fullmatch(r"('s)? \(", line["text"][m["end"]:start])]
    return before[0]["text"] if short and before and short[0]["actor"] == before[0]["actor"] else None


def main():
    program, folder = os.path.abspath(sys.argv[1]), os.path.dirname(os.path.abspath(__file__))
    sentences = list(read_sentences(os.path.join(folder, "sentences.txt")))
    with tempfile.TemporaryDirectory() as scratch:
        path = os.path.join(scratch, "sentences.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps({"id": str(i), "text": text}) + "\n" for i, (text, _) in enumerate(sentences))
        run = subprocess.run([program, "extract", path, "--quiet", "--scope", "document"], stdout=subprocess.PIPE, check=True)
    right = wrong = missed = 0
    for line, (text, candidates) in zip(map(json.loads, run.stdout.splitlines()), sentences):
        for start, end, name in candidates:
            found = joined(line, start, end)
            right += found is not None and found == name
            wrong += found is not None and found != name
            missed += name is not None and found != name
            if "--errors" in sys.argv and found != name:
                print(f"{text[start:end]}: found {found}, is {name}: {text}")
    count = sum(len(candidates) for _, candidates in sentences)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    print(f"{count} brackets, {right + missed} definitions: precision {precision:.3f}, recall {recall:.3f}")
    return 0 if precision >= PRECISION and recall >= RECALL else 1


if __name__ == "__main__":
    sys.exit(main())
