#!/usr/bin/env python3
"""Inputs made to be slow: the time of twice as much text by the time of once as much. About 2 is linear; nothing here fails by the clock.

    linear.py ACTORNET [MEBIBYTES]
"""

import os
import random
import resource
import subprocess
import sys
import tempfile


def user_time(arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def fill(piece, size):
    return (piece * (size // len(piece) + 1))[:size]


def make_cases(rng):
    """Name, rows of a dictionary, and text as bytes of a size."""
    names = [f"Name{rng.randrange(10**6)} Of{rng.randrange(1000)}" for _ in range(20000)]
    prefix = " ".join(f"word{i}" for i in range(50))
    tails = [f"{prefix} end{i}" for i in range(2000)]
    crowd = [f"Actor {i}\tSmith" for i in range(1000)]
    deep = [" ".join(["go"] * i) for i in range(1, 9)]
    return [
        ("no separator, ASCII", names, lambda n: fill(b"a", n)),
        ("no separator, accents", names, lambda n: fill("é".encode(), n // 2 * 2)),
        ("no separator, marks", names, lambda n: fill("e\u0301\u00ad".encode(), n)[:n // 5 * 5]),
        ("no blank, all dots", names, lambda n: fill(b"a.", n)),
        ("addresses without end", names, lambda n: fill(b"a@b.c;", n)),
        ("no blank, sentences, an address", ["張三"], lambda n: fill("張三見李四。".encode(), n // 18 * 18) + b"a.b"),
        ("quotation marks and stops", names, lambda n: fill(b'. " ', n)),
        ("the dictionary itself", names, lambda n: fill((". ".join(names) + ". ").encode(), n)),
        ("a long prefix without end", tails, lambda n: fill((prefix + " ").encode(), n)),
        ("a long prefix and each end", tails, lambda n: fill((". ".join(tails) + ". ").encode(), n)),
        ("one word in names of all lengths", deep, lambda n: fill(b"go ", n)),
        ("a name of a thousand actors", crowd, lambda n: fill(b"Smith met Smith. " + b"Then they went on. " * 30, n)),  # each place keeps all its rows
    ]


def make_documents(rng):
    """Name and text as bytes of a size, for all that is done with names that nobody listed."""
    given = "Ada Bob Charles Emma Frank George Hillary John Mary Peter Robert Sarah Ahmed Ivan".split()
    last = [start + end for start in "Lovel Babb Clint Ober Schmi Hart Kovac Petro Haber Willi".split() for end in "ace age on man dt son ic vski dez".split()]

    def some(form, size):
        pieces, length = [], 0
        while length < size:
            pieces.append(form())
            length += len(pieces[-1])
        return "".join(pieces).encode()[:size]

    def name():
        return f"{rng.choice(given)} {rng.choice(last)}"

    return [
        ("names with commas", lambda n: some(lambda: f"{name()}{rng.choice(last)}, ", n)),
        ("names without signs", lambda n: some(lambda: name() + " ", n)),
        ("of, of, of", lambda n: some(lambda: rng.choice(last) + " of ", n)),
        ("initials", lambda n: some(lambda: f"{chr(65 + rng.randrange(26))}. {rng.choice(last)}, ", n)),
        ("also known as", lambda n: some(lambda: f"{name()} also known as {name()}. ", n)),
        ("one given name behind Sir", lambda n: some(lambda: f"Sir Karl {rng.choice(last)}{rng.choice(last).lower()} met Sir Karl. ", n)),
        ("one byname", lambda n: some(lambda: f"Karl \"Tank\" {rng.choice(last)}{rng.choice(last).lower()} met Tank. ", n)),
        ("brackets that never close", lambda n: some(lambda: f"{name()} ({rng.choice(last)}. ", n)),
        ("short forms in brackets", lambda n: some(lambda: f"{name()} {rng.choice(last)} ({''.join(chr(65 + rng.randrange(26)) for _ in range(3))}). ", n)),
        ("banks and short forms", lambda n: some(lambda: f"the Bank of {name()} met {''.join(chr(65 + rng.randrange(26)) for _ in range(5))}. ", n)),
    ]


def make_pages():
    """Name and HTML as bytes of a size."""
    return [
        ("signs of tags", lambda n: fill(b"<", n)),
        ("tags that never end", lambda n: fill(b'<a =""="', n)),
        ("blanks before tags that never end", lambda n: fill(b'\n <p =""="', n)),
        ("comments that never end", lambda n: fill(b"<!-- Ada Roy ", n)),
        ("scripts that never end", lambda n: fill(b"<script>a</script <style><svg><nav>", n)),
        ("declarations that never end", lambda n: fill(b'<!a =""="', n)),
        ("tables in tables", lambda n: fill(b"<table><tr><td>Ada Roy", n)),
        ("entities that never end", lambda n: fill(b"&amp&#x1F", n)),
        ("blanks", lambda n: fill(b" \n", n)),
        ("heads", lambda n: fill(b'<meta charset=><time datetime="date" "datePublished" ', n)),
    ]


def measure(name, way, make, arguments, text, size):
    times = []
    for length in (size, 2 * size):
        with open(text, "wb") as file:
            file.write(make(length))
        times.append(min(user_time(arguments) for _ in range(3)))
    print(f"{name:36} {way:8} {times[0]:7.2f} s {times[1]:7.2f} s  {times[1] / max(times[0], 1e-3):4.1f}", flush=True)


def main():
    program, size = os.path.abspath(sys.argv[1]), int(float(sys.argv[2] if len(sys.argv) > 2 else 4) * (1 << 20))
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, "data", "dict"))
        dictionary, text = os.path.join(folder, "rows.tsv"), os.path.join(folder, "text.txt")
        for name, rows, make in make_cases(random.Random(1)):
            with open(dictionary, "w", encoding="utf-8") as file:
                file.write("actor\talias\n" + "".join(row + ("\n" if "\t" in row else "\t\n") for row in rows))
            for way in ([], ["--count"]):
                arguments = [program, "extract", text, "--dict", dictionary, "--no-default-dict", "--names", "dictionary", "--quiet",
                             "--data", os.path.join(folder, "data"), "--threads", "1", *way]
                measure(name, " ".join(way) or "lines", make, arguments, text, size)
        for name, make in make_documents(random.Random(1)):
            measure(name, "names", make, [program, "extract", text, "--nominal", "--quiet", "--threads", "1"], text, size)
        page = os.path.join(folder, "page.html")
        for name, make in make_pages():
            measure(name, "page", lambda n: b"<html><body><p>Ada Roy.</p>" + make(n), [program, "extract", page, "--quiet", "--threads", "1"], page, size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
