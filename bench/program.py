"""Our program: its commands as they are measured, by what this build of it can do."""
import functools
import re
import subprocess

from bench import measure

PLAIN = ['--no-default-dict', '-q']


class Program:
    def __init__(self, path, work):
        self.path = path
        self.work = work

    @functools.lru_cache
    def help(self, *command):
        done = subprocess.run([self.path, 'help', *command], capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else ''

    def version(self):
        return subprocess.run([self.path, 'version'], capture_output=True, text=True, check=True).stdout.split('\n')[0]

    def can_count(self):
        return '--count' in self.help('extract')

    def can_compile(self):
        return bool(self.help('dict', 'compile'))

    def can_profile(self):
        return '--profile' in self.help('build')

    def missing(self):
        """What the tables would hold besides, were it there."""
        return [text for there, text in ((self.can_count(), 'extract --count: mentions are written as a table instead'),
                                         (self.can_compile(), 'dict compile: lists are read from their sources each time'),
                                         (self.can_profile(), '--profile: no times of the stages')) if not there]

    def compiled(self, names):
        """(dictionary to use, Run of making it or None)"""
        if not self.can_compile():
            return names, None
        out = self.work / 'compiled' / (names.stem + '.anet')
        out.parent.mkdir(parents=True, exist_ok=True)
        return out, measure.run([self.path, 'dict', 'compile', names, '-o', out, '-q'])

    def extract(self, documents, dictionary, threads=1, width=''):
        """One run from the documents to counted mentions with offsets. width: scalar, avx2; '' = the widest."""
        how = ['--count'] if self.can_count() else ['--no-text', '--format', 'tsv']
        return measure.run([self.path, 'extract', documents, '-d', dictionary, *PLAIN, '--names', 'dictionary', '-j', threads, *how],
                           cpus=threads, environment={'ACTORNET_CPU': width} if width else None,
                           count=count_mentions if self.can_count() else count_lines)

    def build(self, documents, dictionary, out, threads=1, names='dictionary'):
        """The network alone: the peers know no names but those of the list, and compute no measures and no positions."""
        return measure.run([self.path, 'build', documents, '-d', dictionary, *PLAIN, '--names', names, '--window', 'document', '--max-actors', '0',
                            '--evidence', '0', '--measures', 'none', '--no-communities', '--layout', 'none', '-j', threads, '-o', out], cpus=threads)

    def build_default(self, documents, out, threads=1):
        return measure.run([self.path, 'build', documents, '-q', '-j', threads, '-o', out], cpus=threads)

    def profile(self, documents, *dictionaries, names='dictionary'):
        """[(stage, seconds)] of one run of extract, the last one is all of it."""
        given = [part for dictionary in dictionaries for part in ('-d', dictionary)]
        done = subprocess.run([self.path, 'extract', documents, *given, *PLAIN, '--names', names, '-j', '1', '--count', '--profile'],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, preexec_fn=measure.pinned(1))
        return [(row[1], float(row[2])) for row in re.finditer(r'^(\S.*?) {2,}([0-9.]+) +[0-9.]+%', done.stderr, re.MULTILINE)]


def count_lines(out):
    return sum(1 for _ in out) - 1


def count_mentions(out):
    """The sum of the column of mentions in the table of --count."""
    head = out.readline().decode().rstrip('\n').split('\t')
    column = head.index('mentions')
    return sum(int(re.match(rb'\d+', line.split(b'\t')[column]).group()) for line in out)
