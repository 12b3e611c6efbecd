#!/usr/bin/env python3
"""FlashText's own cases, asked of `actornet extract`: each case once without and once with case.

    flashtext.py ACTORNET CASES.jsonl

CASES is FlashText's test/keyword_extractor_test_cases.json, one case a line. What differs is shown; docs/matching.md says why it is meant so.
"""

import json
import os
import subprocess
import sys
import tempfile


def extract(program, folder, case, sentence, rule):
    dictionary, text = os.path.join(folder, "rows.tsv"), os.path.join(folder, "text.jsonl")
    with open(dictionary, "w", encoding="utf-8") as file:
        file.write("actor\talias\tcase\n")
        file.writelines(f"{actor}\t{alias}\t{rule}\n" for actor, aliases in case["keyword_dict"].items() for alias in aliases)
    with open(text, "w", encoding="utf-8") as file:
        file.write(json.dumps({"id": "case", "text": sentence}) + "\n")
    run = subprocess.run([program, "extract", text, "--dict", dictionary, "--no-default-dict", "--names", "dictionary", "--data", folder, "--quiet"],
                         capture_output=True, check=False)
    if run.returncode != 0:
        return [run.stderr.decode().strip()]
    return [mention["actor"] or mention["candidates"] for mention in json.loads(run.stdout)["mentions"]]


def main():
    program, cases = os.path.abspath(sys.argv[1]), sys.argv[2]
    same = other = 0
    with tempfile.TemporaryDirectory() as folder, open(cases, encoding="utf-8") as file:
        os.mkdir(os.path.join(folder, "dict"))
        for number, case in enumerate(map(json.loads, file), 1):
            for rule, key in (("any", "keywords"), ("exact", "keywords_case_sensitive")):
                found = extract(program, folder, case, case["sentence"], rule)
                if found == case[key]:
                    same += 1
                    continue
                other += 1
                print(f"case {number}, {rule}: {case['explanation']}\n  {case['sentence']!r} {case['keyword_dict']}\n"
                      f"  FlashText {case[key]}\n  actornet  {found}")
    print(f"{same} as FlashText has it, {other} otherwise")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
