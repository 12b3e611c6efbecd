#!/usr/bin/env python3
"""Runs the examples of the documentation.

    tests/docs.py PROGRAM PAGE.md...

In a page, a fenced block with a language and a file name (```csv people.csv) is written as that file; in a block called `console` every
line that starts with `$ ` is run by sh, and the lines below it are what it must print (standard output and standard error together).
In them `…` stands for anything on the line, and a line of `…` alone for any lines. All blocks of a page run in one temporary folder.
"""
import os
import re
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def blocks(page):
    """(line number, info string, lines) of each fenced block."""
    inside = None
    for number, line in enumerate(page.splitlines(), 1):
        if inside is None and line.startswith("```"):
            inside = (number, line[3:].strip(), [])
        elif inside is not None and line.startswith("```"):
            yield inside
            inside = None
        elif inside is not None:
            inside[2].append(line)


def commands(number, lines):
    """(line number, command, expected lines) of a console block."""
    found = []
    for offset, line in enumerate(lines, 1):
        if line.startswith("$ "):
            found.append((number + offset, line[2:], []))
        elif found and found[-1][1].endswith("\\") and not found[-1][2]:
            found[-1] = (found[-1][0], found[-1][1] + "\n" + line, [])
        elif found:
            found[-1][2].append(line)
    return found


def pattern(expected):
    parts = []
    for line in expected:
        parts.append("(?:.*\n)*" if line.strip() == "…" else ".*".join(re.escape(p) for p in line.split("…")) + "\n")
    return "".join(parts)


def run_page(program, path):
    failed = ran = 0
    with open(path, encoding="utf-8") as file:
        page = file.read()
    with tempfile.TemporaryDirectory() as folder:
        bin_folder, work = os.path.join(folder, "bin"), os.path.join(folder, "work")
        os.mkdir(bin_folder)
        os.mkdir(work)
        os.symlink(os.path.abspath(program), os.path.join(bin_folder, "actornet"))
        env = dict(os.environ, PATH=bin_folder + ":" + os.environ["PATH"], ACTORNET_DATA=SOURCE, LC_ALL="C.UTF-8", TERM="dumb",
                   XDG_DATA_HOME=os.path.join(folder, "data"), LSAN_OPTIONS="print_suppressions=0")
        for number, info, lines in blocks(page):
            words = info.split()
            if len(words) == 2:
                target = os.path.join(work, words[1])
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "w", encoding="utf-8") as file:
                    file.write("\n".join(lines) + "\n")
            if words != ["console"]:
                continue
            for line, command, expected in commands(number, lines):
                ran += 1
                done = subprocess.run(["sh", "-c", command], cwd=work, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, timeout=120)
                got = done.stdout.decode("utf-8", "replace")
                if got and not got.endswith("\n"):
                    got += "\n"
                if not re.fullmatch(pattern(expected), got):
                    failed += 1
                    print(f"{path}:{line}: $ {command}\nexpected:\n" + "".join(f"    {e}\n" for e in expected) + "printed:\n"
                          + "".join(f"    {g}\n" for g in got.splitlines()))
    print(f"{path}: {ran} commands, {failed} failed")
    return failed == 0 and ran > 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    good = [run_page(sys.argv[1], page) for page in sys.argv[2:]]
    sys.exit(0 if all(good) else 1)
