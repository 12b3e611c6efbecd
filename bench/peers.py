"""The other programs: what each is, what it does not do, how it is fetched (--install-peers) and run."""
import contextlib
import dataclasses
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys

from bench import measure
from bench.inputs import ROOT, compile_c

DRIVERS = ROOT / 'bench' / 'drivers'
HYPERSCAN = 'libhyperscan-dev libhyperscan5'    # what Debian calls it; Vectorscan has the same interface
ALL = 1 << 40


@dataclasses.dataclass(frozen=True)
class Peer:
    name: str
    home: str               # hyperscan, automata, python: which driver
    kind: str               # argument of the driver
    quick: tuple            # numbers of names that it is asked for by default
    full: tuple             # and with --full
    lacks: str              # what ours does and it does not
    limit: int = ALL        # bytes of the text, for the slow ones


BYTES = 'bytes only: no words, no folding beyond ASCII, a name over a line end is not found'
CASES = 'case: names and text are lower-cased before; '
PEERS = (
    Peer('Hyperscan', 'hyperscan', 'caseless', ('1k', '100k'), ('1k', '100k', '1M'), 'every overlapping find; ' + BYTES),
    Peer('Hyperscan, text lower-cased', 'hyperscan', 'lowered', ('1k', '100k'), ('1k', '100k'), 'every overlapping find; ' + CASES + BYTES),
    Peer('daachorse', 'automata', 'bytewise', ('1k', '100k', '1M'), ('1k', '100k', '1M', '10M'), CASES + BYTES),
    Peer('daachorse by character', 'automata', 'charwise', ('100k',), ('1k', '100k', '1M'), CASES + BYTES),
    Peer('aho-corasick', 'automata', 'aho-corasick', ('1k', '100k'), ('1k', '100k', '1M'), BYTES),
    Peer('aho-corasick, text lower-cased', 'automata', 'lowered', ('100k',), ('1k', '100k'), CASES + BYTES),
    Peer('pyahocorasick', 'python', 'pyahocorasick', ('1k', '100k'), ('1k', '100k', '1M'), CASES + BYTES, 20_000_000),
    Peer('FlashText', 'python', 'flashtext', ('1k', '100k'), ('1k', '100k'), CASES + 'words of A-Z, a-z, 0-9 and _ only', 5_000_000),
)


class Homes:
    """Where the peers are. Nothing outside of the folder of work is written."""

    def __init__(self, work):
        self.folder = work / 'peers'
        self.debian, self.python, self.cargo = (self.folder / name for name in ('debian', 'python', 'cargo'))

    def install(self, say):
        """Fetches what is missing, pinned, from Debian, crates.io and PyPI; what cannot be had is said and left out."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, step in (('Hyperscan', self._install_hyperscan), ('aho-corasick, daachorse', self._install_automata),
                           ('pyahocorasick, FlashText, NetworkX, igraph', self._install_python)):
            try:
                step()
                say('installed: %s' % name)
            except (OSError, subprocess.CalledProcessError) as error:
                say('not installed: %s: %s' % (name, error))

    def _install_hyperscan(self):
        if self._hyperscan_flags():
            return
        self.debian.mkdir(exist_ok=True)
        subprocess.run(['apt-get', 'download', '-q', *HYPERSCAN.split()], cwd=self.debian, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        for package in sorted(self.debian.glob('*.deb')):
            subprocess.run(['dpkg-deb', '-x', package, self.debian], check=True)

    def _install_automata(self):
        subprocess.run(['cargo', 'build', '-q', '--release', '--locked', '--manifest-path', DRIVERS / 'automata' / 'Cargo.toml'], check=True,
                       env={**os.environ, 'CARGO_TARGET_DIR': str(self.cargo), 'RUSTFLAGS': '-C target-cpu=native'})

    def _install_python(self):
        subprocess.run([sys.executable, '-m', 'pip', 'install', '-q', '--no-deps', '--upgrade', '--target', self.python, '-r',
                        DRIVERS / 'requirements.txt'], check=True, stderr=subprocess.DEVNULL)

    def _hyperscan_flags(self):
        """Compiler options: those of the system, else of the packages unpacked here; None when there is none."""
        if shutil.which('pkg-config'):
            asked = subprocess.run(['pkg-config', '--cflags', '--libs', 'libhs'], capture_output=True, text=True)
            if asked.returncode == 0:
                return asked.stdout.split()
        for header in self.debian.glob('usr/include/hs/hs.h'):
            for library in self.debian.glob('usr/lib/*/libhs.so'):
                return ['-I%s' % header.parent, '-L%s' % library.parent, '-lhs', '-Wl,-rpath,%s' % library.parent]
        return None

    def command(self, peer):
        """(command without names and text, environment); None when the peer is missing."""
        if peer.home == 'hyperscan':
            flags = self._hyperscan_flags()
            return flags and ([compile_c([DRIVERS / 'hyperscan.c'], self.folder / 'hyperscan', flags), peer.kind], {})
        if peer.home == 'automata':
            program = self.cargo / 'release' / 'automata'
            return ([program, peer.kind], {}) if program.exists() else None
        return self._python_command('keywords.py', peer.kind)

    def _python_command(self, script, kind):
        packages = {'pyahocorasick': ('ahocorasick*', 'igraph'), 'flashtext': ('flashtext', 'networkx')}[kind]
        if not all(any(self.python.glob(package)) for package in packages):
            return None
        return [sys.executable, '-B', DRIVERS / script, kind], {'PYTHONPATH': str(self.python)}

    def whole_way(self, kind, names, folder, out):
        """A run from folder to GraphML; None when its packages are missing."""
        found = self._python_command('folder_network.py', kind)
        if not found:
            return None
        command, environment = found
        return lambda: measure.run([*command, names, folder, out], environment={**environment, 'LC_ALL': 'C.UTF-8'})


class Driver:
    """A peer with its matcher in memory; each call is one pass."""

    def __init__(self, peer, command, environment, names, text):
        limit = [str(min(peer.limit, pathlib.Path(text).stat().st_size))] if peer.home == 'python' else []
        self.child = subprocess.Popen([str(part) for part in (*command, names, text, *limit)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, env={**os.environ, **environment}, preexec_fn=measure.pinned(1))
        self.built = self._answer(measure.TIMEOUT)

    def _answer(self, timeout):
        if not select.select([self.child.stdout], [], [], timeout)[0]:
            self.close()
            raise measure.GaveUp('over %d s' % timeout)
        line = self.child.stdout.readline()
        if not line:
            raise measure.GaveUp('ended with %d' % self.child.wait())
        return json.loads(line)

    def peak(self):
        try:
            with open('/proc/%d/status' % self.child.pid, encoding='ascii') as lines:
                return next(int(line.split()[1]) * 1024 for line in lines if line.startswith('VmHWM'))
        except (OSError, StopIteration):
            return 0

    def __call__(self):
        self.child.stdin.write(b'\n')
        self.child.stdin.flush()
        answer = self._answer(measure.TIMEOUT)
        return measure.Run(answer['wall'], answer['cpu'], self.peak(), answer['finds'], {'bytes': answer['bytes']})

    def close(self):
        self.child.kill()
        self.child.communicate()


def gave_up(reason):
    def once():
        raise measure.GaveUp(str(reason))
    return once


@contextlib.contextmanager
def drivers(bench, size, names, text):
    """{name: one pass} of the peers that are there and asked for at this size; their matchers are made on entry."""
    started = {}
    try:
        for peer in PEERS:
            if bench.options.smoke or size not in (peer.full if bench.options.full else peer.quick):
                continue
            found = bench.homes.command(peer)
            if not found:
                started[peer.name] = gave_up('missing')
                continue
            try:
                started[peer.name] = Driver(peer, *found, names, text)
            except measure.GaveUp as reason:
                started[peer.name] = gave_up(reason)
        yield started
    finally:
        for driver in started.values():
            if isinstance(driver, Driver):
                driver.close()


BUILD_COLUMNS = ['', 'seconds', 'bytes a name', 'peak MB with the text']


def build_rows(passes, count):
    return [[name, driver.built['seconds'], driver.built['bytes'] / count or None, driver.peak() / 1e6]
            for name, driver in passes.items() if isinstance(driver, Driver)]


def whole_ways(bench, names, folder, out):
    """The race from folder to GraphML, of the two usual pairs of Python packages."""
    if bench.options.smoke:
        return {}
    titles = {'pyahocorasick': 'pyahocorasick + igraph', 'flashtext': 'FlashText + NetworkX'}
    return {title: bench.homes.whole_way(kind, names, folder, out) or gave_up('missing') for kind, title in titles.items()}
