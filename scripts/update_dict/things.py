"""Nouns that mean a thing in every sense that counts: acts, states, times, measures, what is said, felt, thought or paid. From WordNet.

What ends or heads a name that holds such a noun is no person, body or place: «Second Amended Water Protocol (SAWP)».
"""
import collections
import re

from update_dict.tables import read_table, word_list

WORDNET = 'WordNet 3.0 (Debian wordnet-base 3.0), Princeton University.'
# Lexicographer files by number (wndb), those of nouns from 3 on. Things of matter are left out: «Harrow Cement», «Berg Shoes» are firms.
ABSTRACT = {4: 'act', 7: 'attribute', 9: 'cognition', 10: 'communication', 11: 'event', 12: 'feeling', 16: 'motive', 19: 'phenomenon',
            21: 'possession', 22: 'process', 23: 'quantity', 24: 'relation', 25: 'shape', 26: 'state', 28: 'time'}
SURE = .9     # share of a noun's senses, by how often they were met, that must be such
FIRST = 1.0   # what a noun's first sense counts besides, and each other one
FURTHER = .3
SHORTEST = 4  # letters

BODIES = ('organizations', 'companies', 'clubs', 'services', 'armed-groups', 'bodies-abroad')
JOINTS = {'of', 'on', 'for', 'in', 'against', 'the', 'de', 'with', 'to', 'at', 'by', 'from', 'between', 'under', 'over', 'upon'}
# Verbal nouns name firms («Berg Catering»), as do fields («Harrow Robotics»); these do not.
VERBAL = re.compile(r'.*(ing|ings|ics)')
NOT_VERBAL = set('''accounting bookkeeping briefing hearing hearings imaging learning meeting meetings proceedings ranking rankings rating ratings
    ruling rulings sequencing testing training'''.split())
# What bodies, parties and firms are called by, all the same.
CALLED_BY = set('''
    abuse accord accountability acquisition action administration adoption advance adventure advocacy affair affiliation agitation aid alliance alternative
    answer appeal asset assistance assurance aviation awakening awareness block branch brand bridge brokerage call campaign capital care cause cell charity
    charm choice chronicle cinema climate coaching collaboration collection comfort commerce communication communion compliance composite concept concern
    concord conference connection conscience consciousness consensus conservation consultancy contact contract convoy corruption counsel credit cruise
    culture custody daily dance debate decision defence defense delegation dentistry deputation design desk destiny digest dignity direction discount
    distribution division dream education electricity encounter endeavor energy enterprise entertainment equality equity estate excellence exchange
    experiment exploration export express fascism fellowship finance first flight focus force friendship fund future game gazette genesis genocide glory
    golf grace guarantee guardian guidance gymnastics harmony health herald heritage holding hope horizon house hunger immigration impact imperative import
    impunity independent industry infinity initiative innovation inquiry insight inspection insurance integrity intelligence investment jihad job journey
    justice leave legacy liaison life link literacy loan logistics lottery mail maintenance majority management mandatory media memory mercy minimum mirror
    mission mobilisation mobility mobilization momentum monitor monthly mortgage nature navigation network news observer offset operation opportunity option
    order outreach oversight pact paradise parenthood partnership passion path patrol pension perspective placement planning post poverty power practice
    premiership presence presidency procurement production promise property proposal prosecution prosperity protection publication quality quarterly racism
    rally reconciliation reconstruction record recovery recruitment redemption reform regency registration registry rehabilitation reinsurance relief
    remembrance renaissance renewal rental repair representation rescue research resistance resource response responsibility retail revenue review ride
    right rise safety sale salvation science section sector securities security serenity service share slavery solidarity solution sourcing spirit sport
    star statistics struggle supervision supply support survey sustainability taxation theater theatre time tomorrow torture tour tourism trade transfer
    transmission transparency transport travel treatment trial triumph trust truth tuition union unit universe vacation velocity venture victory violence
    vision vote voyage waste watch wave way weather weekly welfare work zone
    '''.split())


def read_nouns(sources):
    """{noun: {lexicographer file: weight}}, weights by how often each sense was met in texts."""
    files, met, nouns = {}, collections.Counter(), {}
    for line in sources.wordnet('data.noun'):
        if line[:1].isdigit():
            offset, number, _ = line.split(' ', 2)
            files[offset] = int(number)
    for line in sources.wordnet('cntlist.rev'):
        key, sense, count = line.split() if line else ('%', 0, 0)
        noun, kind = key.split('%', 1)
        if kind[:1] == '1':
            met[noun, int(sense)] = int(count)
    for line in sources.wordnet('index.noun'):
        if line[:1].isalpha():
            parts = line.split()
            senses = collections.Counter()
            for at, offset in enumerate(parts[-int(parts[2]):]):
                senses[files[offset]] += met[parts[0], at + 1] + (FURTHER if at else FIRST)
            nouns[parts[0]] = senses
    return nouns


def singulars(word):
    """The word, and what it may be the plural of."""
    endings = (('', ''), ('ies', 'y'), ('ses', 's'), ('s', ''))
    return [word[:len(word) - len(old)] + new for old, new in endings if word.endswith(old)]


def is_thing(nouns, word):
    senses = next((nouns[noun] for noun in singulars(word) if noun in nouns), None)
    return senses is not None and sum(senses[number] for number in ABSTRACT) > SURE * sum(senses.values())


def words_of_bodies(own):
    """The last word of each listed body's name, and the one before «of» and its like; and the words that make such names."""
    found = {row['word'] for row in read_table(own.folder / 'words' / 'nouns.tsv') if row['class'] != 'person'}
    for stem in ('designators', 'legal', 'heads'):
        for row in read_table(own.folder / 'rules' / f'{stem}.tsv'):
            words = row['word'].lower().split()
            found |= {words[0], words[-1]}
    for stem in BODIES:
        for row in read_table(own.folder / 'actors' / f'{stem}.tsv'):
            if stem != 'companies' and not row.get('type', 'organization').startswith('organization'):
                continue
            for name in (row.get('actor', ''), row.get('alias', '')):
                words = [word.strip('.,').lower() for word in name.replace('-', ' ').split()]
                heads = [words[at - 1] for at, word in enumerate(words) if at and word in JOINTS]
                found |= {words[-1], *heads[:1]} if len(words) > 1 else set()
    return found


def file(sources, own, common):
    nouns, bodies = read_nouns(sources), words_of_bodies(own) | CALLED_BY
    things = {word for word in common if len(word) >= SHORTEST and is_thing(nouns, word) and not bodies.intersection(singulars(word))
              and (word in NOT_VERBAL or not VERBAL.fullmatch(word))}
    return word_list(['Nouns that mean a thing, no person, body or place, in nearly all of their senses; for judging names only: nothing here is matched.',
                      f'Made by scripts/update-dict. {WORDNET}'], things)
