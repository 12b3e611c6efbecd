"""Names compared and written: folding as docs/matching.md §2 says, our own lists, and files that are the same bytes each time."""
import re
import unicodedata

SPELLED = str.maketrans({'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'ħ': 'h', 'ı': 'i', 'ŧ': 't', 'ƀ': 'b',
                         'ǥ': 'g'})
SEPARATORS = re.compile(r'[\W_]+')
BAD = re.compile('[\x00-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]')
# The masters: written by hand, never by this program.
OWN_ACTORS = ('countries', 'cities', 'regions', 'organizations', 'services', 'armed-groups', 'leaders')
RULES = ('titles', 'designators', 'heads', 'legal', 'particles', 'roles')


def plain(text):
    """Without accents."""
    return ''.join(c for c in unicodedata.normalize('NFD', text) if not unicodedata.combining(c))


def fold(text):
    """The key that equal names share: small letters without accents, words parted by one blank."""
    text = re.sub('[’‘ʻʼʾʿ′`´]', "'", text)
    return SEPARATORS.sub(' ', plain(text.casefold()).translate(SPELLED)).strip()


def read_table(path):
    """Rows of a TSV file as dictionaries; values of a `#=` line fill what a row leaves out."""
    defaults, rows, header = {}, [], None
    for line in path.read_text(encoding='utf-8').split('\n'):
        if header is None and line.startswith('#='):
            defaults.update(part.split('=', 1) for part in line[2:].split())
        elif not line or (header is None and line.startswith('#')):
            continue
        elif header is None:
            header = line.split('\t')
        else:
            row = dict(zip(header, line.split('\t')))
            rows.append({**defaults, **{name: value for name, value in row.items() if value}})
    return rows


def table(comments, header, rows, defaults=''):
    """A TSV file: comments, defaults, header, rows sorted by code point. Duplicates and odd characters are faults of this program."""
    rows = sorted(rows)
    for one, other in zip(rows, rows[1:]):
        if one == other:
            raise ValueError(f'twice: {one}')
    for row in rows:
        if len(row) != len(header) or any(BAD.search(cell) or cell != cell.strip() for cell in row):
            raise ValueError(f'bad row: {row}')
    lines = [f'# {comment}' for comment in comments] + ([f'#= {defaults}'] if defaults else [])
    return '\n'.join(lines + ['\t'.join(header)] + ['\t'.join(row) for row in rows]) + '\n'


def word_list(comments, words):
    """A plain list: comments, then one word a line, sorted."""
    return '\n'.join([f'# {comment}' for comment in comments] + sorted(words)) + '\n'


class Own:
    """Our own lists: which names they have, and what the states are called."""

    def __init__(self, folder):
        self.folder = folder
        self.rows = []          # of all own actor files, completed: name, key, id, type, country
        self.by_key = {}        # folded alias: its rows
        self.ids = set()        # ids and names of actors
        self.states = {}        # ISO code: the state's name in countries.tsv
        self.territories = {}  # ISO code: the territory's name there
        for stem in OWN_ACTORS:
            self.read(stem)
        self.state_words = self.read_state_words()

    def read(self, stem):
        actors = {}
        for row in read_table(self.folder / 'actors' / f'{stem}.tsv'):
            actor = actors.setdefault(row.get('id', row['actor']), row)
            done = {'actor': row['actor'], 'id': row.get('id', row['actor']), 'alias': row.get('alias', row['actor']),
                    'type': row.get('type', actor.get('type', '')), 'country': row.get('country', actor.get('country', '')),
                    'own_name': 'alias' not in row, 'file': stem}
            self.rows.append(done)
            self.by_key.setdefault(fold(done['alias']), []).append(done)
            self.ids.update((done['actor'], done['id']))
            if stem == 'countries' and done['country']:
                self.add_state(done)

    def add_state(self, row):
        """A territory gives its code's name only when no state does; Western Sahara is named by its land."""
        states = self.territories if row['type'] == 'location/territory' and row['country'] != 'EH' else self.states
        if row['country'] != 'EH' or row['type'] == 'location/territory':
            states.setdefault(row['country'], row['actor'])

    def read_state_words(self):
        """Folded names and demonyms of states."""
        words = {fold(row['alias']) for row in self.rows if row['file'] == 'countries'}
        return words | {fold(row['word']) for row in read_table(self.folder / 'rules' / 'demonyms.tsv')}

    def state(self, code):
        return self.states.get(code) or self.territories.get(code, '')

    def never(self):
        return {fold(row['actor']) for row in read_table(self.folder / 'rules' / 'never.tsv')}

    def rule_words(self):
        """Titles, designators and other words of the rules."""
        return {fold(row['word']) for stem in RULES for row in read_table(self.folder / 'rules' / f'{stem}.tsv')}

    def nicknames(self):
        return {fold(row['word']) for row in read_table(self.folder / 'names' / 'nicknames.tsv')}

    def given(self):
        return {fold(row['word']): row['class'] for place in ('given.tsv', 'world/given.tsv') for row in read_table(self.folder / 'names' / place)}
