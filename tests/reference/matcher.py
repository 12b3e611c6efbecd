"""The matcher of docs/matching.md a second time: §2 to §4 and the choice of §6 among rows of dictionaries.

Written from that page alone, to be read beside it; every question is answered by searching from scratch, so it is slow and has no state that
could go wrong. Sentences (§5) are an input. Text is a str, offsets are code points. It knows Unicode from Python's unicodedata.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass, field

# §2 Folding ---------------------------------------------------------------------------------------------------------------------

MARKS = [(0x300, 0x36F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)]
IGNORABLE = [(0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069),
             (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)]
SPELT = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ƀ": "b", "ǥ": "g"}


def within(char, ranges):
    return any(low <= ord(char) <= high for low, high in ranges)


def decompose(char):
    """Full case folding and canonical decomposition of one code point, again and again until nothing changes."""
    for step in (char.casefold(), unicodedata.normalize("NFD", char)):
        if step != char:
            return "".join(decompose(c) for c in step)
    return char


@functools.lru_cache(maxsize=None)
def fold_char(char):
    kept = [c for c in decompose(char) if not within(c, MARKS) and not within(c, IGNORABLE)]
    return "".join(SPELT.get(c, c) for c in kept)


@functools.lru_cache(maxsize=1 << 16)
def fold(text):
    return "".join(fold_char(c) for c in text)


# §3 Atoms and gaps --------------------------------------------------------------------------------------------------------------

APOSTROPHE_LETTERS = "\u02bb\u02bc\u02be\u02bf\u02b9"
APOSTROPHES = "'`\u00b4\u2018\u2019\u2032\uff07" + APOSTROPHE_LETTERS
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
UNSPACED = [(0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
            (0xF900, 0xFAFF), (0x20000, 0x323AF)]
QUOTES = [(0x2018, 0x201F), (0x2039, 0x203A), (0x3008, 0x3011)]


def is_letter(char):
    return unicodedata.category(char)[0] == "L" and char not in APOSTROPHE_LETTERS


def is_mark(char):
    return unicodedata.category(char)[0] == "M"


def is_digit(char):
    return unicodedata.category(char)[0] == "N"


def is_upper(char):
    return unicodedata.category(char) in ("Lu", "Lt")


def is_lower(char):
    return unicodedata.category(char) == "Ll"


def is_blank(char):
    return char in "\t\n\r" or unicodedata.category(char)[0] == "Z"


def is_quote(char):
    """Quotes and brackets."""
    return char in "\"()[]{}<>«»" + APOSTROPHES or within(char, QUOTES)


@dataclass
class Atom:
    start: int
    end: int
    gap: str
    between: str  # what stands before it, behind the atom before
    address: bool = False
    joined_before: bool = False  # the atom before it is in an address, and no blank stands between
    joined_behind: bool = False


def atom_spans(text, start, end):
    at = start
    while at < end:
        if not (is_letter(text[at]) or is_digit(text[at])):
            at += 1
            continue
        first, alone = at, within(text[at], UNSPACED)
        at = last = at + 1  # last: behind the last character that is no ignorable one
        while at < end:
            c = text[at]
            at += 1
            if within(c, IGNORABLE):
                continue
            if not is_mark(c) and (alone or not (is_letter(c) or is_digit(c)) or within(c, UNSPACED)):
                break
            last = at
        at = last
        yield first, last


def with_line_feeds(between):
    """All line ends are LF."""
    return between.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")


def gap_of(between):
    between = with_line_feeds("".join(c for c in between if not within(c, IGNORABLE)))
    lines = between.count("\n")
    if between == "":
        return "none"
    if lines > 1:
        return "break"
    if lines == 0 and ("\t" in between or any(all(map(is_blank, between[i:i + 3])) for i in range(len(between) - 2))):
        return "break"
    bare = "".join(c for c in between if not is_blank(c))
    before, _, behind = between.partition(bare) if bare else ("", "", "")
    if bare == "":
        return "soft"
    if len(bare) > 1:
        return "other"
    if bare in HYPHENS and before == "" and (behind == "" or lines):
        return "soft"
    if bare in APOSTROPHES and between == bare:
        return "soft"
    if bare == "." and before == "":
        return "stop" if behind else "dot"
    if bare == "/" and between == bare:
        return "slash"
    return {",": "comma", "&": "amp"}.get(bare, "other")


def cut(text, start=0, end=None, endings=None):
    """Atoms of one sentence, or of a term."""
    end = len(text) if end is None else end
    atoms, before = [], start
    for first, last in atom_spans(text, start, end):
        between = text[before:first]
        atoms.append(Atom(first, last, gap_of(between) if atoms else "break", between))
        before = last
    for low, high in addresses(text, start, end, endings) if endings else ():
        for atom in atoms:
            if atom.start < high and atom.end > low:
                atom.address = True
    return atoms


@dataclass
class Endings:
    """The two tables of src/text/address.c that §3 names."""
    file: set
    host: set


def has_ending(name, endings):
    stem, _, ending = name.rpartition(".")
    return stem != "" and ending in endings


def addresses(text, start, end, endings):
    """Stretches that are addresses."""
    at = start
    while at < end:
        if is_blank(text[at]):
            at += 1
            continue
        chunk_end = at
        while chunk_end < end and not is_blank(text[chunk_end]):
            chunk_end += 1
        low, high = address_in(text, at, chunk_end, endings)
        if low < high:
            yield low, high
        at = high if low < high else chunk_end


def address_in(text, low, high, endings):
    while low < high and (is_quote(text[low]) or text[low] in ",;:!?…"):
        low += 1
    while low < high and (is_quote(text[high - 1]) or text[high - 1] in ".,;:!?…"):
        high -= 1
    bare = text[low:high]
    size = len(bare.encode())
    if size < 2:
        return 0, 0
    link = bare.find("](")
    if link >= 0 and any(c in "./\\@#" for c in bare[link + 2:]):
        return low + link + 2, high
    if "://" in bare or "\\" in bare or bare.startswith(("www.", "/", "~/", "./")) or bare[0] == "#" and size > 2:
        return low, high
    mail = re.search(r"([A-Za-z0-9._%+-]*)@([A-Za-z0-9._%+-]*)", bare)
    if mail:
        return (low + mail.start(), low + mail.end()) if mail.group(2) else (0, 0)
    if has_ending(bare, endings.file) or has_ending(bare.partition("/")[0], endings.host):
        return low, high
    return 0, 0


# §4 Terms -----------------------------------------------------------------------------------------------------------------------

FITS = {"soft": ("soft",), "none": ("none",), "stop": ("stop", "soft"), "dot": ("dot",), "comma": ("comma",), "amp": ("amp",),
        "slash": ("slash",), "other": ("other",), "break": ()}


def unwrap(around):
    """Without quotes, brackets, blanks and ignorable characters at both ends."""
    def idle(c):
        return is_quote(c) or is_blank(c) or within(c, IGNORABLE)
    while around and idle(around[0]):
        around = around[1:]
    while around and idle(around[-1]):
        around = around[:-1]
    return around


class Term:
    def __init__(self, text, endings):
        self.text = text
        self.atoms = cut(text, endings=endings)
        self.words = [fold(text[a.start:a.end]) for a in self.atoms]
        if self.atoms:
            self.before = unwrap(text[:self.atoms[0].start])
            self.behind = unwrap(text[self.atoms[-1].end:])
            inside = text[self.atoms[0].end:self.atoms[-1].end]
            if text[self.atoms[-1].end:].startswith(")") and "(" in inside and ")" not in inside[inside.index("("):]:
                self.behind = ")"
            self.stop = self.behind == "."
            if self.stop:
                self.behind = ""

    def find(self, text, atoms):
        """Every place among the atoms of a sentence: (first atom, start, end)."""
        n = len(self.atoms)
        for i in range(len(atoms) - n + 1 if n else 0):
            if not all(self.fits(text, k, atoms[i + k]) for k in range(n)) or self.beside(atoms[i], atoms[i + n - 1]):
                continue
            start, end = atoms[i].start - len(self.before), atoms[i + n - 1].end + len(self.behind)
            if start < 0 or text[start:atoms[i].start] != self.before or text[atoms[i + n - 1].end:end] != self.behind:
                continue
            if self.stop and text[end:end + 1] == ".":
                end += 1
            yield i, start, end

    def beside(self, first, last):
        """Whether another atom of an address stands beside the address that this term starts with."""
        return self.atoms[0].address and (first.joined_before or last.joined_behind)

    def fits(self, text, k, atom):
        if fold(text[atom.start:atom.end]) != self.words[k] or atom.address != self.atoms[k].address:
            return False
        if k == 0:
            return True
        mine = self.atoms[k]
        if atom.gap not in FITS[mine.gap]:
            return False
        return mine.gap != "other" or visible(atom.between) == visible(mine.between)


def visible(between):
    return [c for c in between if not is_blank(c) and not within(c, IGNORABLE)]


def capitals(text):
    """Where capitals stand among the letters and digits."""
    return [is_upper(c) for c in text if is_letter(c) or is_digit(c)]


def cell(text):
    """A cell of a dictionary as it is read: blanks are one, what only turns the direction or says where to break is dropped."""
    dropped = "\u00ad\u200b\u200e\u200f\u2060\u061c\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return " ".join("".join(c for c in text if c not in dropped).split())


def auto_case(form, atoms):
    words = [form[a.start:a.end] for a in atoms]
    capital = [any(map(is_upper, w)) and not any(map(is_lower, w)) for w in words]
    if all(capital) and all(a.gap == "dot" for a in atoms[1:]) and 2 <= sum(map(len, words)) <= 6:
        return "exact"
    first = words[0][0]
    if len(atoms) > 1 or not (is_upper(first) or is_lower(first)) or (is_lower(first) and any(map(is_upper, words[0]))):
        return "any"
    return "cap"


# §6 Choice among rows -----------------------------------------------------------------------------------------------------------


@dataclass
class Row:
    actor: str
    alias: str = ""
    case: str = ""
    never: bool = False
    near: list = field(default_factory=list)
    type: str = ""
    since: str = ""
    until: str = ""

    def prepare(self, endings):
        self.form = cell(self.alias or self.actor)
        self.term = Term(self.form, endings)
        self.rule = self.case if self.case not in ("", "auto") else auto_case(self.form, self.term.atoms)

    def accented(self):
        """A row of one accented word whose plain form is very short (no list of common words is given here)."""
        word = self.form.strip("".join(c for c in self.form if not is_letter(c) and not is_mark(c)))
        plain = fold(word)
        return not word.isascii() and plain.isascii() and len(plain) <= 3 and all(is_letter(c) or is_mark(c) for c in word)

    def case_holds(self, text, atoms):
        if text[atoms[0].start:atoms[0].end].isascii() and self.accented():
            return False
        if self.rule == "any":
            return True
        if self.rule == "cap":
            word = text[atoms[0].start:atoms[0].end]
            return not is_lower(word[0]) or any(map(is_digit, word))
        mine, theirs = capitals(self.form), capitals(text[atoms[0].start:atoms[-1].end])
        return all(a == b for a, b in zip(mine, theirs))

    def date_holds(self, date):
        def coarse(a, b):
            n = min(len(a), len(b))
            return a[:n], b[:n]
        if date and self.since:
            a, b = coarse(date, self.since)
            if a < b:
                return False
        if date and self.until:
            a, b = coarse(date, self.until)
            if a > b:
                return False
        return True


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    row: int
    sentence: int
    first: int  # atoms, counted over the document
    last: int


def main_type(row):
    return row.type.partition("/")[0]


PHRASE, SENTENCE, PARAGRAPH, DOCUMENT = range(4)


def find_all(text, sentences, term, atoms):
    count = 0
    for number, (start, end) in enumerate(sentences):
        for first, low, high in term.find(text, atoms[number]):
            yield number, count + first, count + first + len(term.atoms), low, high, atoms[number][first:first + len(term.atoms)]
        count += len(atoms[number])


def match(text, sentences, rows, endings, date=""):
    """Mentions as (start, end, [actors]): several actors when it is ambiguous."""
    atoms = [cut(text, a, b, endings) for a, b in sentences]
    flat = [atom for sentence in atoms for atom in sentence]
    for a, b in zip(flat, flat[1:]):
        joined = not any(map(is_blank, text[a.end:b.start]))
        a.joined_behind, b.joined_before = joined and b.address, joined and a.address
    hits = []
    for i, row in enumerate(rows):
        row.prepare(endings)
        for sentence, first, last, low, high, found in find_all(text, sentences, row.term, atoms):
            if row.case_holds(text, found):
                hits.append(Hit(low, high, i, sentence, first, last))

    paragraphs, paragraph = [], 0
    for i, (start, _) in enumerate(sentences):
        if i and re.search(r"\n\s*\n", with_line_feeds(text[sentences[i - 1][1]:start])):
            paragraph += 1
        paragraphs.append(paragraph)

    def nearness(hit):
        """How near the nearest thing stands that the row asks for; None when there is none."""
        row, best = rows[hit.row], None
        if not row.near:
            return DOCUMENT
        for name in row.near:
            sights = [(h.sentence, h.first, h.last) for h in hits
                      if rows[h.row].actor == name and not rows[h.row].never and not rows[h.row].near]
            if not any(r.actor == name for r in rows):
                sights = [s[:3] for s in find_all(text, sentences, Term(name, endings), atoms)]
            for sentence, first, last in sights:
                if first < hit.last and last > hit.first:
                    if first <= hit.first and last >= hit.last and last - first > hit.last - hit.first:
                        best = PHRASE
                    continue
                between = first - hit.last if first >= hit.last else hit.first - last
                if sentence == hit.sentence:
                    level = PHRASE if between <= 2 else SENTENCE
                else:
                    level = PARAGRAPH if paragraphs[sentence] == paragraphs[hit.sentence] else DOCUMENT
                best = level if best is None else min(best, level)
        return best

    near = {h: nearness(h) for h in hits if rows[h.row].date_holds(date)}
    hits = [h for h in hits if near.get(h) is not None]
    chosen, behind = [], 0
    for start, end in sorted({(h.start, h.end) for h in hits}, key=lambda s: (s[0], -s[1])):
        if start >= behind:
            chosen.append((start, end))
            behind = end
    out = []
    for start, end in chosen:
        here = [h for h in hits if (h.start, h.end) == (start, end)]
        if any(rows[h.row].never for h in here):
            continue
        nearest = min(near[h] for h in here)
        left = [rows[h.row] for h in here if near[h] == nearest]
        if any(main_type(row) == "organization" for row in left):
            left = [row for row in left if main_type(row) != "location"]
        out.append((start, end, sorted({row.actor for row in left})))
    return out
