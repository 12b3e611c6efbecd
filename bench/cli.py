"""Options of scripts/bench and the order of the tables."""
import argparse
import os
import pathlib
import platform

from bench import inputs, peers, program, report, sections
from bench.inputs import ROOT

TABLES = {'names': 'speed by number of names, beside wc, cat, grep and the peers', 'texts': 'dense names, accents, Cyrillic',
          'shapes': 'one text, JSON lines, folder; one and two threads', 'start': 'compiling, opening, first find',
          'widths': 'vectors of the processor', 'stages': 'where the time goes',
          'patterns': 'what patterns cost', 'way': 'folder to GraphML'}


class Bench:
    def __init__(self, options):
        self.options = options
        self.report = report.Report()
        self.work = options.work
        self.program = program.Program(options.program, self.work)
        self.inputs = inputs.Inputs(self.work, options.letters)
        self.text = inputs.given(options.texts, self.work) if options.texts else self.inputs.text(folder=True)
        self.homes = peers.Homes(self.work)
        self.sizes = options.sizes
        self.middle = '100k' if '100k' in self.sizes else self.sizes[-1]


def processor():
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as lines:
            facts = dict(line.rstrip('\n').replace('\t', '').split(': ', 1) for line in lines if ': ' in line)
        vectors = [name for name in ('avx512vbmi2', 'avx512bw', 'avx2', 'asimd') if name in facts.get('flags', facts.get('Features', '')).split()]
        return '%s, %s' % (facts.get('model name', platform.machine()), ' '.join(vectors) or 'no vectors known')
    except OSError:
        return platform.processor() or platform.machine()


def arguments():
    parser = argparse.ArgumentParser(prog='scripts/bench', description='How fast actornet is: tables with ratios, every pair measured in turn.')
    parser.add_argument('texts', nargs='?', type=pathlib.Path, help='a folder or file of your own in place of the generated letters')
    parser.add_argument('--program', type=pathlib.Path, default=ROOT / 'build/release/actornet', help='build/release/actornet')
    parser.add_argument('--only', metavar='TABLES', help='of these, separated by commas: %s' % '; '.join('%s: %s' % i for i in TABLES.items()))
    parser.add_argument('--sizes', metavar='LIST', help='numbers of names: 1k,100k,1M (default), 10M')
    parser.add_argument('--rounds', type=int, default=5, help='rounds of each comparison (5)')
    parser.add_argument('--letters', type=int, default=inputs.LETTERS, help='letters in the texts (%d: 80 MB)' % inputs.LETTERS)
    parser.add_argument('--install-peers', action='store_true', help='first fetch the other programs, pinned, into the folder of work')
    parser.add_argument('--full', action='store_true', help='10M names too, and the peers at every size: half an hour and 12 GB')
    parser.add_argument('--smoke', action='store_true', help='tiny inputs and one round: does it still work?')
    parser.add_argument('--work', type=pathlib.Path, default=ROOT / 'build/bench', help='folder for inputs and peers (build/bench)')
    parser.add_argument('--json', metavar='FILE', type=pathlib.Path, help='write all tables there, too')
    options = parser.parse_args()
    if options.smoke:
        options.letters, options.rounds, options.sizes = min(options.letters, 40), 1, options.sizes or '1k'
    default = '1k,100k,1M,10M' if options.full else '1k,100k,1M'
    options.sizes = (options.sizes or default).split(',')
    options.only = options.only.split(',') if options.only else list(TABLES)
    for wrong in [size for size in options.sizes if size not in inputs.SIZES] + [name for name in options.only if name not in TABLES]:
        parser.error("'%s' is none of them" % wrong)
    if not options.program.exists():
        parser.error("there is no program '%s': scripts/build release makes it" % options.program)
    options.program, options.work = options.program.resolve(), options.work.resolve()
    return options


def main():
    options = arguments()
    bench = Bench(options)
    facts = {'program': bench.program.version(), 'processor': processor(), 'inputs': bench.inputs.folder.name,
             'load': os.getloadavg()[0], 'rounds': options.rounds}
    bench.report.say('%(program)s; %(processor)s; load %(load).1f; inputs %(inputs)s; at most %(rounds)d rounds in turn, processor time' % facts)
    if options.install_peers:
        bench.homes.install(bench.report.say)
    for missing in bench.program.missing():
        bench.report.note('missing: %s' % missing)
    tables = {'names': lambda: [sections.names_of_one_size(bench, size) for size in options.sizes], 'texts': lambda: sections.kinds_of_text(bench),
              'shapes': lambda: sections.shapes_of_input(bench), 'start': lambda: sections.start(bench),
              'widths': lambda: sections.widths(bench), 'stages': lambda: sections.stages(bench),
              'patterns': lambda: sections.patterns(bench), 'way': lambda: sections.whole_way(bench)}
    for name in options.only:
        tables[name]()
    if options.json:
        bench.report.write_json(options.json, facts)
    return 0
