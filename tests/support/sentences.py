#!/usr/bin/env python3
"""Mention lines from standard input as sentences: one a line in brackets, a line end inside shown as ⏎."""
import json
import sys

sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin:
    document = json.loads(line)
    for start, end in document["sentences"]:
        print("[" + document["text"][start:end].replace("\r", "").replace("\n", "⏎") + "]")
