#!/usr/bin/env python3
"""Tests of scripts/update-dict that need no package: names, dates and roles, the policy for towns, and what dict/ must look like."""
import collections
import datetime
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'scripts'))

from update_dict import names, officials, places, sources, tables, things  # noqa: E402

DERIVED = ('towns', 'towns-weak', 'subdivisions', 'officials', 'places-abroad')


class Names(unittest.TestCase):
    def test_fold(self):
        for text, key in (('São Tomé', 'sao tome'), ("Ta’if", 'ta if'), ("Ta'if", 'ta if'), ('Łódź', 'lodz'),
                          ('Deir ez-Zor', 'deir ez zor'),
                          ('A._B_C', 'a b c'), ('Straße', 'strasse'), ('İzmir', 'izmir'), ('...', '')):
            self.assertEqual(tables.fold(text), key)

    def test_label(self):
        for name, country, label in (('Ḩamāh', 'SY', 'Hamah'), ('Béziers', 'FR', 'Béziers'), ('les Escaldes', 'AD', 'Les Escaldes'),
                                     ('Nara-shi', 'JP', 'Nara'), ('Ansan-si', 'KR', 'Ansan'), ('Arkhangel’sk', 'RU', "Arkhangel'sk")):
            self.assertEqual(places.label(name, country), label)

    def test_casing(self):
        self.assertEqual([places.casing(name) for name in ('Oslo', 'Paris')], ['exact', ''])

    def test_recase(self):
        for raw, name in (('JANE_ROE', 'Jane Roe'), ('JANE_B_ROE', 'Jane B. Roe'), ("SEAN_O'ROE-MCROE", "Sean O'Roe-Mcroe"),
                           ('AL_ROE_AL_ROE', 'Al Roe al Roe'),
                          ('JOHN_MCROE', 'John McRoe'), ('JOHN_ROE_III', 'John Roe III'), ('JAN_VAN_DER_ROE', 'Jan van der Roe')):
            self.assertEqual(officials.recase(raw), name)

    def test_fault(self):
        for raw, why in (('JANE_ROE', ''), ('ROE', 'one word'), ('J_ROE', 'one word'),
                          ('PRESIDENT_JANE_ROE', 'title'), ('JANE_(ROE)', 'odd characters'),
                         ('LONG_MARCH', 'common words only'), ('ROE_PARTY', 'body')):
            self.assertEqual(officials.fault(raw, {'long', 'march'}), why, raw)

    def test_faker_is_read_not_run(self):
        import ast
        tree = ast.parse('X = OrderedDict([("Ann", 1.0), ("Bob", .5)])\nY = ("Cy",) + ("Di",)\nZ = {"Ed": 1}').body
        self.assertEqual([names.texts(node.value) for node in tree], [['Ann', 'Bob'], ['Cy', 'Di'], ['Ed']])


class Roles(unittest.TestCase):
    def told(self, *codes):
        group = officials.Group('JANE_ROE')
        group.codes = list(codes)
        counts = collections.Counter()
        held = officials.periods(group, counts)
        return officials.roles(held)[0], counts, held

    def test_dates(self):
        day = datetime.date
        for digits, date in (('990427', day(1999, 4, 27)), ('300101', day(2030, 1, 1)), ('310101', day(1931, 1, 1)),
                             ('19270101', day(1927, 1, 1)),
                             ('130231', None)):
            self.assertEqual(officials.date(digits), date)

    def test_roles(self):
        for codes, told in ((['[DZAGOV >990427]'], 'government 1999-04-27/2014'),
                            (['[DZAGOV <820131]'], 'government /1982-01'),
                            (['[XYZGOVMIL 030101-031231]', '[XYZGOV 040101-040229]'], 'government 2003-01/2004-02'),   # touch
                            (['[XYZGOV 030101-031231]', '[XYZGOV 050101-050228]'], 'government 2003-01/2003-12;government 2005-01/2005-02'),
                            (['[XYZOPP 010101-011231]', '[XYZGOV 020101-021231]'], 'opposition 2001-01/2001-12;government 2002-01/2002-12'),
                            (['[XYZELI 010101-020101]'], ''), (['[XYZGOV]'], 'government')):
            self.assertEqual(self.told(*codes)[0], told)

    def test_bad_codes_are_counted(self):
        for code, why in (('[XYZGOV 051231-050101]', 'dates reversed'), ('[XYZGOV 1920030320-20060520]', 'bad code or date'),
                          ('[XYZGOV 0504011-060101]', 'bad code or date'), ('[XYZGOV 050231-060101]', 'bad code or date'),
                          ('[---]', 'bad code or date')):
            told, counts, _ = self.told(code)
            self.assertEqual((told, counts[why]), ('', 1), code)

    def test_brief(self):
        self.assertTrue(officials.brief(self.told('[XYZGOV 030101-031231]')[2]))
        self.assertFalse(officials.brief(self.told('[XYZGOV 030101-051231]')[2]))
        self.assertFalse(officials.brief(self.told('[XYZGOV 910819-910821]')[2]))

    def test_groups(self):
        text = ('ROE_LAND_ [XYZ]\n+ROE_CITY_\nJANE_ROE_  # CountryInfo.txt\n+JANE_B_ROE_ # other\n\t[XYZGOV 010101-011231] # x\n\x1a\n'
                'AGENCY\n\t[XYZSPY]\nJANE_ROE_ # CountryInfo.txt\n\t[XYZGOV 020101-021231]\n')
        found = officials.groups(text)
        self.assertEqual([(group.names, len(group.codes)) for group in found], [(['JANE_ROE_', 'JANE_B_ROE_', 'JANE_ROE_'], 2)])


class Things(unittest.TestCase):
    """A lexicon of three nouns: an act, a group that is an act, too, and a person."""

    class Lexicon:
        FILES = {'data.noun': ['  1 licence', '00000001 04 n 01 dispute 0', '00000002 14 n 01 union 0', '00000003 04 n 01 union 1', '00000004 18 n 01 baker 0'],
                 'cntlist.rev': ['union%1:04:00:: 2 1', 'dispute%1:04:00:: 1 7', ''],
                 'index.noun': ['  1 licence', 'dispute n 1 0 1 1 00000001', 'union n 2 0 2 1 00000002 00000003', 'baker n 1 0 1 0 00000004']}

        def wordnet(self, name):
            return self.FILES[name]

    def test_only_what_is_nothing_else(self):
        nouns = things.read_nouns(self.Lexicon())
        self.assertEqual([word for word in ('dispute', 'disputes', 'union', 'baker', 'unknown') if things.is_thing(nouns, word)], ['dispute', 'disputes'])

    def test_what_is_left_out(self):
        self.assertTrue(things.VERBAL.fullmatch('catering') and things.VERBAL.fullmatch('robotics') and not things.VERBAL.fullmatch('session'))
        self.assertEqual(things.singulars('treaties'), ['treaties', 'treaty', 'treatie'])


class Sources(unittest.TestCase):
    def test_another_version_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / sources.PACKAGES['cldr'][3]).write_bytes(b'something else')
            with self.assertRaisesRegex(sources.SourceError, 'checksum'):
                sources.Sources(folder, offline=True).package('cldr')

    def test_offline_fetches_nothing(self):
        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(sources.SourceError, 'is not in'):
            sources.Sources(folder, offline=True).package('cldr')

    def test_tables_refuse_odd_rows(self):
        for rows in ([('a', 'b'), ('a', 'b')], [('a\tb', '')], [('a\u00a0b', '')], [('a',)], [(' a', '')]):
            with self.assertRaises(ValueError):
                tables.table(['x'], ['one', 'two'], rows)


class Shipped(unittest.TestCase):
    """What is in dict/ now."""

    def test_every_file_is_in_the_list_of_sources(self):
        listed = (ROOT / 'dict' / 'SOURCES.md').read_text(encoding='utf-8')
        for path in sorted((ROOT / 'dict').rglob('*')):
            name = path.relative_to(ROOT / 'dict')
            if path.is_file() and name.parts[0] not in ('SOURCES.md', 'patterns', 'LICENSES'):
                self.assertIn(f'`{name}`', listed)
            if path.is_file() and name.parts[0] == 'LICENSES':
                self.assertIn(name.name, listed)

    def test_size(self):
        """Of the lists; the weights of the tagger have a limit of their own."""
        lists = [path for path in (ROOT / 'dict').rglob('*') if path.is_file() and path.parent.name != 'models']
        self.assertLessEqual(sum(path.stat().st_size for path in lists), 8_000_000)

    def test_a_name_of_two_actors_has_near(self):
        bearers = collections.defaultdict(dict)
        for stem in (*tables.OWN_ACTORS, *DERIVED):
            path = ROOT / 'dict' / 'actors' / f'{stem}.tsv'
            for row in tables.read_table(path) if path.exists() else []:
                bearers[tables.fold(row.get('alias', row['actor']))].setdefault(row.get('id', row['actor']), (stem, row.get('near', '')))
        wrong = [(key, actors) for key, actors in bearers.items()
                 if any(stem in DERIVED for stem, _ in actors.values()) and sum(not near for _, near in actors.values()) > 1]
        self.assertEqual(wrong, [])

    def test_judging_lists_are_sorted_and_folded(self):
        for path in sorted((ROOT / 'dict' / 'words').glob('*.txt')):
            words = [line for line in path.read_text(encoding='utf-8').splitlines() if not line.startswith('#')]
            self.assertEqual(words, sorted(set(words)), path.name)
            self.assertEqual([word for word in words if tables.fold(word) != word.replace("'", ' ')], [], path.name)

    def test_weak_names_have_both_conditions(self):
        for row in tables.read_table(ROOT / 'dict' / 'actors' / 'towns-weak.tsv'):
            self.assertTrue(row['near'] and row['context'] == 'place', row)


if __name__ == '__main__':
    unittest.main()
