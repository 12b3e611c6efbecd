#!/usr/bin/env python3
"""The texts of training/ are what training/README.md says: marks that parse, stretches in order, nationalities that are words of the list.

usage: training.py PROJECT
"""
import importlib.machinery
import importlib.util
import pathlib
import re
import sys

PROJECT = pathlib.Path(sys.argv[1])
FAULTS = []


def fault(file, name, what):
    FAULTS.append(f'training/{file}: {name}: {what}')


def load_marked():
    loader = importlib.machinery.SourceFileLoader('marked', str(PROJECT / 'scripts/marked'))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('marked', loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def demonyms():
    rows = (PROJECT / 'dict/rules/demonyms.tsv').read_text('utf-8').splitlines()
    return {row.split('\t')[0].lower() for row in rows if not row.startswith('#')}


def check_written(marked, words):
    seen = set()
    for name, _, text in marked.documents((PROJECT / 'training/written.txt').read_text('utf-8')):
        if name in seen:
            fault('written.txt', name, 'is there twice')
        seen.add(name)
        try:
            plain, names = marked.unmark(text)
        except ValueError as why:
            fault('written.txt', name, why)
            continue
        for start, end, kind in names:
            word = plain[start:end]
            if kind == 'N' and word.lower() not in words:
                fault('written.txt', name, f"'{word}' is no word of dict/rules/demonyms.tsv")
            if kind != 'M' and word.lower().startswith('the '):
                fault('written.txt', name, f"'{word}' begins with an article")
    return len(seen)


def check_stretches(file):
    count = 0
    for row in (PROJECT / 'training' / file).read_text('utf-8').splitlines():
        if row.startswith('#'):
            continue
        name, _, stretches = row.partition('\t')
        done, count = 0, count + 1
        for stretch in stretches.split():
            parts = re.fullmatch(r'(\d+)-(\d+)([POLNM!])', stretch)
            if not parts or not done <= int(parts[1]) < int(parts[2]):
                fault(file, name, f"'{stretch}' is no stretch behind those before it")
                break
            done = int(parts[2])
    return count


counts = check_written(load_marked(), demonyms()), check_stretches('news.tsv'), check_stretches('mail.tsv')
print('\n'.join(FAULTS[:20]) or '%d texts, %d pieces of news, %d mails' % counts)
sys.exit(bool(FAULTS) or not all(counts))
