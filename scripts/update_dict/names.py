"""Words of persons' names: given names, surnames, short forms; and the lists by which other names are judged."""
import ast
import re

from update_dict.tables import fold, plain, table, word_list

CENSUS = 'names-0.3.0/names/dist.'
LATIN = re.compile(r"[A-Z][a-z]+(?:['-][A-Z]?[a-z]+)?")
SMALL = re.compile(r'[a-z]+')


class Words:
    """What is known of single words: common word, given name, surname with its rank. All keys are folded."""

    def __init__(self, sources):
        self.common = common_words(sources, 'wamerican', 'wbritish')
        self.men = census(sources, 'male.first')
        self.women = census(sources, 'female.first')
        self.last = census(sources, 'all.last')          # in the order of rank
        self.faker = faker_names(sources)                # 'first_male' …: {key: locales}, and the spelling


def common_words(sources, *packages):
    """Lower-case English words. Those with an apostrophe are forms of others."""
    return {word for package in packages for word in sources.word_list(package) if SMALL.fullmatch(word)}


def census(sources, name):
    """Names of the US Census of 1990 with their share in percent, the commonest first."""
    rows = (line.split() for line in sources.text('census', CENSUS + name).split('\n') if line)
    return {row[0].lower(): float(row[1]) for row in rows}


def texts(node):
    """All strings in the literal of a syntax tree; weights and calls are passed by."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return [text for item in node.elts for text in texts(item)]
    if isinstance(node, ast.Dict):
        return [text for key in node.keys if key for text in texts(key)]
    if isinstance(node, ast.Call):
        return [text for item in node.args for text in texts(item)]
    if isinstance(node, ast.BinOp):
        return texts(node.left) + texts(node.right)
    return []


def faker_names(sources):
    """{'male' | 'female' | 'any' | 'last': {key: (spelling, set of locales)}} from the assignments of Faker's person providers."""
    found = {'male': {}, 'female': {}, 'any': {}, 'last': {}}
    for path in sources.names('faker'):
        match = re.fullmatch(r'faker/providers/person/(\w+)/__init__\.py', path)
        if not match:
            continue
        for node in ast.walk(ast.parse(sources.text('faker', path))):
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            name = node.targets[0].id
            if not re.match(r'(first|last)_names?(_|$)', name):
                continue
            kind = 'last' if name.startswith('last') else 'female' if 'female' in name else 'male' if 'male' in name else 'any'
            for text in texts(node.value):
                if LATIN.fullmatch(plain(text)):
                    found[kind].setdefault(fold(text), (text, set()))[1].add(match[1])
    return found


def locales(faker, key, *kinds):
    return set().union(*(faker[kind].get(key, ('', set()))[1] for kind in kinds))


def spelling(words, key):
    """As Faker writes it (with accents), else the Census name with a capital."""
    forms = sorted(words.faker[kind][key][0] for kind in ('male', 'female', 'any', 'last') if key in words.faker[kind])
    return forms[0] if forms else key[:1].upper() + key[1:]


def gender(words, key):
    """m, f, or u when both bear it: the rarer gender has more than a tenth of the bearers."""
    men, women = words.men.get(key, 0), words.women.get(key, 0)
    if not men and not women:
        men, women = len(locales(words.faker, key, 'male')), len(locales(words.faker, key, 'female'))
    if men == women:
        return 'u'
    return 'm' if men > 10 * women else 'f' if women > 10 * men else 'u'


def given_rows(words, own, places):
    """Given names that our own list does not have. Ours has the names that are also words, as far as they are worth it: of the
    others, words of English or of the rules are out, and what is a surname ten times as often, or a part of the name of a place."""
    out = set(own.given()) | own.never() | own.rule_words() | own.state_words | words.common | places
    out |= {part for row in own.rows if row['type'].startswith('location/') for part in fold(row['alias']).split()}
    keys = set(words.men) | set(words.women)
    keys |= {key for kind in ('male', 'female', 'any') for key in words.faker[kind]
             if len(locales(words.faker, key, 'male', 'female', 'any')) >= 2}
    rows = []
    for key in keys - out:
        share = max(words.men.get(key, 0), words.women.get(key, 0))
        if ' ' not in key and len(key) >= 3 and words.last.get(key, 0) <= 10 * max(share, .0005):
            rows.append((spelling(words, key), gender(words, key)))
    return rows


def surname_rows(words, places):
    """Surnames of .005 % of the United States or of two Faker locales, with what else the word is."""
    keys = {key for key, share in words.last.items() if share >= .005}
    keys |= {key for key in words.faker['last'] if len(locales(words.faker, key, 'last')) >= 2}
    return [(spelling(words, key), 'word' if key in words.common else 'place' if key in places else '')
            for key in keys if len(key) >= 2 and ' ' not in key]


def nickname_rows(sources, words, own):
    """Short forms that our own list does not have, and up to four given names that each may stand for, the commonest first."""
    longer = {}
    for line in sources.text('nicknames', 'nicknames/names.csv').split('\n')[1:]:
        if line.count(',') != 2:
            continue
        name, relation, nick = (part.strip().strip('"') for part in line.split(','))
        if relation == 'has_nickname' and SMALL.fullmatch(name) and SMALL.fullmatch(nick) and len(nick) > 1:
            longer.setdefault(nick, set()).add(name)
    rows = []
    ours = own.nicknames()
    for nick, names in longer.items():
        if nick in ours:
            continue
        best = sorted(names, key=lambda name: (-max(words.men.get(name, 0), words.women.get(name, 0)), name))[:4]
        rows.append((nick.capitalize(), ';'.join(name.capitalize() for name in best), 'word' if nick in words.common else ''))
    return rows


def files(sources, words, own, places):
    """{path below dict/: text}. `places`: folded names of places that are better known than the person's name."""
    last = [key for key in words.last][:40000]
    small = common_words(sources, 'wamerican-small', 'wbritish-small')
    return {
        'names/more/given.tsv': table(
            ['More given names, beside our own list in names/given.tsv; class m, f, or u (both). Made by scripts/update-dict.',
             'US Census 1990 (public domain, PyPI names 0.3.0);',
             'Faker 40.54.0 (MIT, (c) 2012 Daniele Faraglia), names of two locales and more.',
             'Left out: common words, what is a surname ten times as often, parts of names of places, demonyms.'],
            ['word', 'class'], given_rows(words, own, places)),
        'names/surnames.tsv': table(
            ['Surnames; also: what else the word is, word or place. Made by scripts/update-dict.',
             'US Census 1990, .005 % and more (public domain, PyPI names 0.3.0);',
             'Faker 40.54.0 (MIT, (c) 2012 Daniele Faraglia), of two locales and more.'],
            ['word', 'also'], surname_rows(words, places)),
        'names/more/nicknames.tsv': table(
            ['More short forms of given names, beside our own list in names/nicknames.tsv, and up to four names that each stands for.',
             'Made by scripts/update-dict.',
             'PyPI nicknames 1.0.1 (Apache-2.0, Carlton Northern, Nick Crews); changed: turned round, shortened, marked.'],
            ['word', 'names', 'also'], nickname_rows(sources, words, own)),
        'words/common.txt': word_list(
            ['Common English words, for judging names only: nothing here is matched. Made by scripts/update-dict.',
             'SCOWL, American and British, size 35 (Debian wamerican-small, wbritish-small 2020.12.07); notice in',
             'LICENSES/SCOWL.txt.'], small),
        'words/surnames.txt': word_list(
            ['The 40,000 commonest surnames, folded, for judging names only: nothing here is matched. Made by scripts/update-dict.',
             'US Census 1990 (public domain, PyPI names 0.3.0).'], last),
    }
