"""Random dictionaries and texts that hit each other often. Everything depends on the random.Random that is handed in.

U+DCxx in a text is the byte xx, which is no UTF-8, as Python's "surrogateescape" has it.
"""

import unicodedata

# Spellings of one word in each row: equal when folded, or just not equal (the last of some rows).
WORDS = [
    ["Alpha", "ALPHA", "alpha", "Álpha", "A\u0301lpha", "Al\u00adpha", "Al\u200bpha", "Alphas"],
    ["Beta", "BETA", "beta", "Bêta", "Bet\u0430"],
    ["Straße", "STRASSE", "strasse", "STRAẞE", "Strase"],
    ["Ærø", "AERO", "aero", "ǢRØ", "ærö"],
    ["Σίσυφος", "ΣΊΣΥΦΟΣ", "σισυφοσ", "Σίσυφοι"],
    ["ᾠδή", "ὨΔΉ", "ωιδη", "ωδη"],
    ["Москва", "МОСКВА", "москва", "Мосқва"],
    ["Йод", "йод", "Иод", "и\u0306од"],
    ["İstanbul", "istanbul", "ISTANBUL", "ıstanbul", "i\u0307stanbul"],
    ["Łódź", "LODZ", "lodz", "łodz"],
    ["Đỗ", "do", "DO", "ðo"],
    ["ǅep", "ǆep", "ǄEP", "džep"],
    ["ﬁn", "fin", "FIN", "Fin"],
    ["ŉo", "ŉO"],
    ["محمد", "مُحَمَّد", "محمود"],
    ["שלום", "שָׁלוֹם"],
    ["हिन्दी", "हिंदी"],
    ["한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "한글"],
    ["北京", "北", "京北"],
    ["東京都", "東京"],
    ["カナ", "カ", "ガ", "カ\u3099"],
    ["ไทย", "ที่", "ไท"],
    ["Աբգ", "աբգ"],
    ["U", "u", "Ü"], ["S", "s"], ["J", "j"], ["I", "i"],
    ["AQIM", "Aqim", "aqim"], ["MI6", "mi6", "Mi6"], ["F16", "f16"], ["2013", "20l3"], ["٣٤"], ["x²", "X²", "x2"], ["Ⅷ", "ⅷ"],
    ["of", "Of", "OF"], ["the", "The", "THE"], ["al", "Al", "AL"], ["de", "De"], ["Mr", "mr"], ["Inc", "INC"],
    ["Ⴀ", "ⴀ"], ["ꭰ", "Ꭰ"],
    ["Gam\u200dma", "GAMMA", "gam\u00ad\u00adma", "\u200fGamma\u200e", "Gamma\ufe0f", "\u2067gamma\u2069"],
    ["می\u200cخواهم", "میخواهم"], ["Ｄｅｌｔａ", "ｄｅｌｔａ", "Delta"], ["e\u0301\u0327po", "ȩ\u0301po", "épo", "EPO"],
    ["ǰan", "J\u030cAN", "jan"], ["ΌΔΟΣ", "οδός", "οδοσ"], ["q" * 70, "Q" * 70, "q" * 69 + "\u0301q"], ["Ñ" * 40, "n" * 40],
]
GAPS = [" "] * 12 + ["  ", "\n", "\r\n", "-", "-\n", "\u2010", "–", "'", "’", "ʼ", "\u00a0", "\u3000", "", ".", ". ", ", ", ",", " , ", ",\n", " & ",
                     "&", "/", " / ", " - ", "- ", " -", " — ", "--", "''", "...", "…", "! ", "? ", "; ", ": ", ":", " (", ") ", "\" ", " “", "” ",
                     "«", "»", "   ", "\t", "\n\n", "\n \n", " \n", "\n   ", ".\n", "_", "@", "#", "+", "*", "~", "^", "|", "\u2028", "\u2029",
                     "\u200b", "\ufe0f", "\u0301",
                     "。", "。!", "•", "\n- ", "$", "© ", ".,", ",.", "..", ",,", "\x00", "\x07", "\x0c", "\ufffe", "\u202e", "\u200d",
                     "\u2060 ", "\xad\n", "\r", "\r\r", "\r\n\r\n", " \r\n ", "\x85",
                     "\v", "\u1680", "\u2003\u2003\u2003", "\ufeff", "\udcff", "\udcc3", "\udce2\udc80", "😀", "\u0e46", "\u30fb", "ー"]
TERM_GAPS = [" "] * 8 + ["-", "'", "’", ".", ". ", ", ", ",", " & ", "&", "/", " - ", ": ", " (", ") ", "+", "", "", "!", "_"]
EDGES = [("", "")] * 12 + [("", "."), ("", "!"), ("", "++"), ("", "!."), ("@", ""), ("$", ""), ("$", "$"), ("+", "+"), ("!", "!"), ("(", ")"), ("“", "”"),
                           ("\"", "\""), ("«", "»"), ("", "?"),
                           ("+", "."), ("", ")"), ("'", "'")]
ADDRESSES = ["http://{a}.org/{b}", "www.{a}.{b}", "{a}@{b}.org", "{a}.pdf", "{a}.com", "{a}.co.uk/{b}", "#{a}", "/{a}/{b}", "~/{a}", "./{a}.{b}",
             "C:\\{a}\\{b}", "({a}.org)", "\"{a}.txt\",", "{a}/{b}", "{a}.{b}", "@{a}", "{a}.docx.", "https://x.y/{a}-{b}", "{a}@", "[{a}@b.c]", "{a}.DE",
             "«{a}.net/{b}»", "{a}.xlsx/{b}", "{a},{b}@c.org", "..{a}.com", ".com", "{a}.com:80"]


def stable_letters():
    """Letters, marks and digits that have been what they are since Unicode 3.2."""
    old = unicodedata.ucd_3_2_0
    return [chr(c) for c in range(0x30000)
            if not 0xD800 <= c < 0xE000 and old.category(chr(c)) == unicodedata.category(chr(c)) and unicodedata.category(chr(c))[0] in "LMN"]


STABLE = stable_letters()


def any_word(rng):
    if rng.random() < 0.06:
        return "".join(rng.choice(STABLE) for _ in range(rng.randint(1, 4)))
    return rng.choice(rng.choice(WORDS))


def some(rng, words):
    return rng.choice(words) if words and rng.random() < 0.8 else any_word(rng)


def make_row(rng, actors, words, shared):
    """Some begin as others do: with `shared`."""
    count = rng.choice([1, 1, 1, 2, 2, 2, 3, 4])
    form = shared if shared and rng.random() < 0.6 else some(rng, words)
    for _ in range(count - 1):
        form += rng.choice(TERM_GAPS) + some(rng, words)
    before, behind = rng.choice(EDGES)
    row = {"actor": rng.choice(actors), "alias": before + form + behind}
    if rng.random() < 0.5:
        row["case"] = rng.choice(["any", "cap", "exact", "auto"])
    if rng.random() < 0.07:
        row["never"] = True
    elif rng.random() < 0.2:
        row["near"] = [rng.choice(["Anchor One", "Anchor Two", "beta", "Alpha", "北京"]) for _ in range(rng.randint(1, 2))]
    if rng.random() < 0.1:
        row["since"] = rng.choice(["2010", "2013-01", "2013-01-18"])
    if rng.random() < 0.1:
        row["until"] = rng.choice(["2014", "2013-01", "2013-01-18"])
    return row


def make_anchor(rng, name, words):
    """Rows without conditions, so that `near` is met by something simple; some stand inside others."""
    form = some(rng, words)
    rows = [{"actor": name, "alias": form}]
    for _ in range(rng.randint(0, 2)):
        form = some(rng, words) + " " + form if rng.random() < 0.5 else form + " " + some(rng, words)
        rows.append({"actor": name, "alias": form})
    return rows


def make_dictionary(rng):
    """Rows, and the words that they are made of."""
    words = [any_word(rng) for _ in range(rng.randint(2, 8))]
    actors = [f"Actor {i}" for i in range(rng.randint(1, 6))]
    types = {actor: rng.choice(["", "", "person", "organization/agency", "location/country", "vessel"]) for actor in actors}
    shared = " ".join(some(rng, words) for _ in range(rng.randint(1, 9))) if rng.random() < 0.15 else ""
    rows = []
    for _ in range(rng.randint(1, 14)):
        rows.append(make_row(rng, actors, words, shared))
        rows[-1]["type"] = types[rows[-1]["actor"]]
        if rng.random() < 0.15:
            rows[-1]["alias"] = rng.choice(rows)["alias"]
    for name in ("Anchor One", "Anchor Two"):
        if any(name in row.get("near", ()) for row in rows) or rng.random() < 0.2:
            rows += make_anchor(rng, name, words)
    return rows, words


def make_text(rng, rows, words):
    pieces = []
    for _ in range(rng.randint(1, 14)):
        kind = rng.random()
        if kind < 0.45:
            pieces.append(respell(rng, rng.choice(rows)["alias"]))
        elif kind < 0.55:
            pieces.append(rng.choice(ADDRESSES).format(a=some(rng, words), b=some(rng, words)))
        else:
            pieces.append(some(rng, words))
        pieces.append(rng.choice(GAPS))
    return "".join(pieces)


def make_long_text(rng, rows, words):
    """Of more atoms and bytes than any block that something works through at once; now and then with a word that is longer than all of them."""
    parts = [make_text(rng, rows, words) for _ in range(rng.randint(60, 200))]
    if rng.random() < 0.3:
        parts.insert(rng.randrange(len(parts)), rng.choice("aAé1ß\u0301\u00ad") * rng.choice([4095, 4096, 4097, 13000]))
    return rng.choice(["", " ", "\n"]).join(parts)


def respell(rng, form):
    """The form as it is, or with another case, with or without accents, with other gaps."""
    kind = rng.random()
    if kind < 0.5:
        return form
    if kind < 0.6:
        return form.upper()
    if kind < 0.7:
        return form.lower()
    if kind < 0.75:
        return unicodedata.normalize(rng.choice(["NFC", "NFD"]), form)
    if kind < 0.8:
        return form.title()
    return form.replace(rng.choice([" ", "-", ".", ",", "'"]), rng.choice(GAPS))


def make_date(rng):
    return rng.choice(["", "", "", "2012", "2013-01-17", "2013-01-18", "2013-01", "2014-05-06", "2015"])


def encode(text):
    return text.encode("utf-8", "surrogateescape")
