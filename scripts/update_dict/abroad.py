"""What states and cities are called in other languages, from CLDR: *Frankreich*, *Estados Unidos*, *Londres*."""
import re

from update_dict.places import casing
from update_dict.tables import fold, table

# Small words of each language, one of which must stand in the text: many of the names mean something else in English.
SMALL = {'de': 'und;nicht;eine;einer;wird;wurde;auf', 'es': 'que;una;por;fue;según;pero', 'fr': 'dans;avec;une;selon;aux;cette',
         'it': 'che;della;nella;sono;anche;degli', 'nl': 'het;een;niet;voor;wordt;naar', 'pt': 'que;uma;não;pela;foi;são'}
# Words of these languages, persons' names, and places that others are called like more often.
OTHERWISE = {'acra', 'damas', 'gana', 'malte', 'mosca', 'rom', 'saint domingue', 'sainte helene', 'san paolo', 'sant elena', 'santa elena', 'santa helena',
             'santa lucia', 'santo tome', 'sint helena'}
CLDR = 'Unicode CLDR (npm cldr-localenames-full and cldr-dates-full 48.2.0), (c) Unicode, Inc., Unicode License V3; selected and converted.'


def states(sources, language):
    """{ISO code: name}"""
    names = sources.json('localenames', f'package/main/{language}/territories.json')
    names = names['main'][language]['localeDisplayNames']['territories']
    return {code: name for code, name in names.items() if re.fullmatch('[A-Z]{2}', code)}


def cities(sources, language):
    """{time zone: the city that it is called after}"""
    zones = sources.json('dates', f'package/main/{language}/timeZoneNames.json')['main'][language]['dates']['timeZoneNames']['zone']
    found = {}

    def walk(path, node):
        for key, value in node.items():
            if key == 'exemplarCity':
                found[path] = value
            elif isinstance(value, dict):
                walk(f'{path}/{key}', value)
    walk('', zones)
    return found


def pairs(sources, own):
    """(language, row of the place in our own lists, what it is called), by language."""
    rows = {row['actor']: row for row in own.rows if row['file'] == 'countries' and row['own_name']}
    english = cities(sources, 'en')
    for language in SMALL:
        for code, name in sorted(states(sources, language).items()):
            yield language, rows.get(own.state(code)), name
        for zone, name in sorted(cities(sources, language).items()):
            here = english.get(zone) or zone.split('/')[-1].replace('_', ' ')  # English leaves out what is written alike
            known = [row for row in own.by_key.get(fold(here), ()) if row['id'] == row['actor']]
            yield language, known[0] if len(known) == 1 and known[0]['type'] == 'location/city' else None, name


def fit(name):
    return len(name) <= 40 and not re.search(r'[(),/;.\[]|\bSAR\b|\bRAS\b', name)


def near(key, languages):
    """Of one word: the small words of the languages that call the place so."""
    return '' if ' ' in key else ';'.join(dict.fromkeys(word for language in languages for word in SMALL[language].split(';')))


def rows(sources, own, judge):
    """{folded name: row}. No name that one of our own lists has, that is an English word or a given name."""
    taken, found, languages = judge.given | OTHERWISE, {}, {}
    for language, row, name in pairs(sources, own):
        name = name.replace('’', "'").replace('\u00ad', '')
        key = fold(name)
        if row and fit(name) and judge.of(key) != 'word' and not (key in own.by_key or key in taken):
            found.setdefault(key, (row['actor'], '' if row['id'] == row['actor'] else row['id'], name, row['type'], casing(name)))
            languages.setdefault(key, []).append(language)
    return {key: (*row, near(key, languages[key])) for key, row in found.items()}


def file(found):
    return table(['States, territories and cities as they are called in German, Spanish, French, Italian, Dutch and Portuguese.',
                  'Made by scripts/update-dict.', CLDR], ['actor', 'id', 'alias', 'type', 'case', 'near'], list(found.values()), 'case=cap')
