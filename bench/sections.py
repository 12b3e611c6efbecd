"""The tables, one function each. A bench has: program, inputs, text (the letters or what the user gave), report, options."""
import functools

from bench import measure, peers
from bench.inputs import DENSE, SIZES
from bench.report import rate

OURS, START = 'actornet', 'actornet, start taken off'


def wc(text):
    return functools.partial(measure.run, ['wc', '-w', text])


def cat(text):
    return functools.partial(measure.run, ['cat', text])


def grep(names, text):
    """Lines with a name; upper and lower case count, unlike in ours: with -i it is slower still."""
    return functools.partial(measure.run, ['grep', '-c', '-F', '-w', '-f', names, text], count=lambda out: int(out.read()), allowed=(0, 1))


def size_rows(results, size, rated):
    """One row a competitor; `rated`: names of the rows whose speed ours is compared with."""
    whole = results[OURS].best()
    pass_only = max(whole - results[START].best(), 1e-4)
    rows = []
    for name, result in results.items():
        if result.gave_up:
            rows.append([name, result.gave_up] + [''] * 7)
            continue
        if name == START:
            best, median, wall = pass_only, max(results[OURS].median() - result.median(), 1e-4), None
        else:
            best, median, wall = result.best(), result.median(), result.best('wall')
        part = result.runs[0].facts.get('bytes', size)
        speed = rate(part, best)
        rows.append([name, speed, rate(part, median), rate(part, wall) if wall else '', rate(size, whole) / speed if name in rated else '',
                     rate(size, pass_only) / speed if name in rated else '', result.finds, result.peak / 1e6, len(result.runs)])
    return rows


SIZE_COLUMNS = ['', 'MB/s best', 'median', 'wall', 'actornet is', 'start off', 'finds', 'peak MB', 'rounds']


def names_of_one_size(bench, size):
    text = bench.text
    names = bench.inputs.names(size)
    dictionary, _ = bench.program.compiled(names)
    competitors = {
        OURS: functools.partial(bench.program.extract, text.plain, dictionary),
        START: functools.partial(bench.program.extract, bench.inputs.one_letter(), dictionary),
        'wc -w': wc(text.plain),
        'cat': cat(text.plain),
        'grep -F -w': grep(names, text.plain),
    }
    with peers.drivers(bench, size, names, text.plain) as passes:
        competitors.update(passes)
        results = measure.in_turn(competitors, bench.options.rounds)
        built = peers.build_rows(passes, SIZES[size])
    rated = [name for name in competitors if name not in (OURS, START)]
    bench.report.table('%s names, %s (%.1f MB), one processor; whole programs, of the peers only the pass' %
                       (size, text.title, text.size / 1e6), SIZE_COLUMNS, size_rows(results, text.size, rated))
    if built:
        bench.report.table('%s names: making the matcher' % size, peers.BUILD_COLUMNS, built)


def kinds_of_text(bench):
    """Dense names, accents, another alphabet: ours beside wc -w, each on its text."""
    rows = []
    for script, share in (('plain', DENSE), ('accented', 30), ('cyrillic', 30)):
        text = bench.inputs.text(script, share)
        names = bench.inputs.names(bench.middle, script)
        dictionary, _ = bench.program.compiled(names)
        results = measure.in_turn({OURS: functools.partial(bench.program.extract, text.plain, dictionary),
                                   'wc -w': wc(text.plain)}, bench.options.rounds)
        ours, words = results[OURS], results['wc -w']
        if ours.gave_up:
            rows.append([text.title, ours.gave_up, '', '', '', ''])
            continue
        rows.append([text.title, rate(text.size, ours.best()), rate(text.size, ours.median()), rate(text.size, words.best()),
                     words.best() / ours.best(), ours.finds])
    bench.report.table('%s names, other texts' % bench.middle, ['', 'MB/s best', 'median', 'wc -w', 'actornet is', 'finds'], rows)


def shapes_of_input(bench):
    """The same letters as one text, as JSON lines, as a folder of files; one processor and two."""
    text = bench.text
    dictionary, _ = bench.program.compiled(bench.inputs.names(bench.middle))
    shapes = [(name, path) for name, path in (('one text', text.plain), ('JSON lines', text.lines), ('folder', text.folder)) if path]
    competitors = {(name, threads): functools.partial(bench.program.extract, path, dictionary, threads)
                   for name, path in shapes for threads in (1, 2)}
    results = measure.in_turn(competitors, bench.options.rounds)
    rows = []
    for name, _ in shapes:
        one, two = results[name, 1], results[name, 2]
        if one.gave_up or two.gave_up:
            rows.append([name, one.gave_up or two.gave_up] + [''] * 5)
            continue
        rows.append([name, one.best(), rate(text.size, one.best()), one.best('wall'), two.best('wall'), one.best('wall') / two.best('wall'),
                     one.peak / 1e6])
    bench.report.table('extract, %s names, shapes of the input' % bench.middle,
                       ['', 'processor s', 'MB/s', 'wall s', 'wall s, 2 threads', '2 threads are', 'peak MB'], rows)


def start(bench):
    """What stands before the first find: making and opening the dictionary."""
    empty = bench.inputs.one_letter()
    rows = []
    for size in bench.sizes:
        names = bench.inputs.names(size)
        dictionary, compiling = bench.program.compiled(names)
        result = measure.in_turn({size: functools.partial(bench.program.extract, empty, dictionary)}, bench.options.rounds)[size]
        if result.gave_up:
            rows.append([size, '', '', '', result.gave_up, ''])
            continue
        count = sum(1 for _ in open(names, 'rb'))
        rows.append([size, compiling.cpu if compiling else None, compiling.peak / 1e6 if compiling else None,
                     dictionary.stat().st_size / count if compiling else None, result.best('wall') * 1000, result.peak / 1e6])
    bench.report.table('From start to end with one line of text',
                       ['', 'compile s', 'its peak MB', 'bytes a name', 'milliseconds', 'peak MB'], rows)


def fastest_profile(bench, *arguments, **options):
    return min((bench.program.profile(*arguments, **options) for _ in range(min(3, bench.options.rounds))), key=lambda run: run[-1][1])


def stages(bench):
    """Where the time of a run goes; the fastest of the rounds."""
    if not bench.program.can_profile():
        return
    dictionary, _ = bench.program.compiled(bench.inputs.names(bench.middle))
    text = bench.text
    shapes = [(name, path) for name, path in (('one text', text.plain), ('JSON lines', text.lines), ('folder', text.folder)) if path]
    runs = [fastest_profile(bench, path, dictionary) for _, path in shapes]
    rows = [[stages_of_row[0][0], *(seconds for _, seconds in stages_of_row)] for stages_of_row in zip(*runs)]
    bench.report.table('extract --count --profile, %s names: seconds of each stage' % bench.middle, ['', *(name for name, _ in shapes)], rows)


def patterns(bench):
    """What patterns cost beside the matching: those that are shipped, and a thousand more."""
    if not bench.program.can_profile():
        return
    dictionary, _ = bench.program.compiled(bench.inputs.names(bench.middle))
    ways = {'shipped patterns': [dictionary], 'and 1,000 more': [dictionary, bench.inputs.patterns(1000)]}
    runs = [fastest_profile(bench, bench.text.plain, *dictionaries, names='patterns') for dictionaries in ways.values()]
    rows = [[stages_of_row[0][0], *(seconds for _, seconds in stages_of_row)] for stages_of_row in zip(*runs)]
    bench.report.table('extract --count --names patterns --profile, %s names: seconds of each stage' % bench.middle, ['', *ways], rows)


def widths(bench):
    """The same run with narrower vectors."""
    dictionary, _ = bench.program.compiled(bench.inputs.names(bench.middle))
    results = measure.in_turn({width: functools.partial(bench.program.extract, bench.text.plain, dictionary, 1, width)
                               for width in ('scalar', 'avx2', 'avx512')}, bench.options.rounds)
    rows = [[width, rate(bench.text.size, result.best()), rate(bench.text.size, result.median()), result.finds]
            for width, result in results.items() if not result.gave_up]
    bench.report.table('extract, %s names, vectors no wider than' % bench.middle, ['', 'MB/s best', 'median', 'finds'], rows)


def whole_way(bench):
    """Folder to GraphML: all names of a document are linked with one another."""
    text = bench.text
    if not text.folder:
        return
    dictionary, _ = bench.program.compiled(bench.inputs.names(bench.middle))
    out = bench.work / 'network.graphml'
    competitors = {OURS: functools.partial(bench.program.build, text.folder, dictionary, out)}
    if text.lines:
        competitors['actornet, JSON lines'] = functools.partial(bench.program.build, text.lines, dictionary, out)
    competitors['actornet, 2 threads'] = functools.partial(bench.program.build, text.folder, dictionary, out, 2)
    competitors['actornet, patterns too'] = functools.partial(bench.program.build, text.folder, dictionary, out, 1, 'patterns')
    if bench.options.full or bench.options.smoke:
        competitors['actornet, default command'] = functools.partial(bench.program.build_default, text.folder, out)
    competitors['cat all files'] = functools.partial(measure.run, ['find', text.folder, '-name', '*.txt', '-exec', 'cat', '{}', '+'])
    competitors.update(peers.whole_ways(bench, bench.inputs.names(bench.middle), text.folder, out))
    results = measure.in_turn(competitors, bench.options.rounds)
    rows = []
    for name, result in results.items():
        if result.gave_up:
            rows.append([name, result.gave_up] + [''] * 5)
            continue
        rows.append([name, result.best(), result.median(), result.best('wall'),
                     '' if results[OURS].gave_up else result.best() / results[OURS].best(), result.peak / 1e6, len(result.runs)])
    bench.report.table('Folder of letters to GraphML, %s names, document window' % bench.middle,
                       ['', 'processor s', 'median', 'wall s', 'times actornet', 'peak MB', 'rounds'], rows)
