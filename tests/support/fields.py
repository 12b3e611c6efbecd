#!/usr/bin/env python3
"""Mention lines from standard input as a table: fields.py id date title ... prints these members of every line, one line a document."""
import json
import sys

for line in sys.stdin:
    document = json.loads(line)
    print("\t".join(str(document.get(name, "")) for name in sys.argv[1:]))
