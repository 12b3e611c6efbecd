#!/usr/bin/env python3
"""The links of net.nodes.csv and net.edges.csv with names: links.py net weight count ... prints `A -- B` and these columns, sorted."""
import csv
import sys

sys.stdout.reconfigure(encoding="utf-8")
base, columns = sys.argv[1], sys.argv[2:]


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


label = {row["Id"]: row["Label"] for row in rows(base + ".nodes.csv")}
for line in sorted("\t".join([" -- ".join(sorted([label[row["Source"]], label[row["Target"]]]))] + [row[c] for c in columns])
                   for row in rows(base + ".edges.csv")):
    print(line)
