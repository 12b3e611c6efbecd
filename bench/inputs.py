"""What is measured with: names and letters made by bench/generate, the same bytes on every machine, kept in a folder of work."""
import dataclasses
import hashlib
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZES = {'1k': 1_000, '100k': 100_000, '1M': 1_000_000, '10M': 10_000_000}
LISTED = 10_000_000     # names in the texts are drawn from so many, whatever the size of the list
LETTERS = 24_400        # 80 MB
SPARSE, DENSE = 30, 200 # of 1000 words at so many a listed name starts


def compile_c(sources, out, libraries=()):
    """Compiles when a source is newer; the compiler's message is the error."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.exists() and all(source.stat().st_mtime <= out.stat().st_mtime for source in sources):
        return out
    units = [source for source in sources if source.suffix == '.c']
    subprocess.run([os.environ.get('CC', 'cc'), '-std=c17', '-D_POSIX_C_SOURCE=200809L', '-O3', '-march=native', '-Wall', '-Wextra',
                    '-o', out, *units, *libraries], check=True)
    return out


@dataclasses.dataclass
class Text:
    """Letters in three shapes; a text that the user gave has one or two of them."""
    title: str
    plain: pathlib.Path = None
    lines: pathlib.Path = None
    folder: pathlib.Path = None

    @property
    def size(self):
        return self.plain.stat().st_size


class Inputs:
    def __init__(self, work, letters=LETTERS):
        self.letters = letters
        self.generator = compile_c(sorted((ROOT / 'bench' / 'generate').glob('*.[ch]')), work / 'generate')
        self.dict = ROOT / 'dict'
        self.folder = work / 'inputs' / self._version()
        self.folder.mkdir(parents=True, exist_ok=True)

    def _version(self):
        """Inputs of another generator or other word lists are other inputs."""
        digest = hashlib.sha256()
        lists = [self.dict / name for name in ('words/common.txt', 'words/surnames.txt', 'words/towns.txt', 'names/given.tsv')]
        for path in sorted((ROOT / 'bench' / 'generate').glob('*.[ch]')) + lists:
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    def names(self, size, script='plain'):
        """The file with the first SIZES[size] names, one a line."""
        path = self.folder / ('names-%s-%s.txt' % (script, size))
        if not path.exists():
            draft = path.with_suffix('.draft')
            with open(draft, 'wb') as out:
                subprocess.run([self.generator, self.dict, 'names', script, str(SIZES[size])], stdout=out, check=True)
            draft.rename(path)
        return path

    def text(self, script='plain', share=SPARSE, folder=False):
        base = self.folder / ('mail-%s-%d-%d' % (script, share, self.letters))
        text = Text('%s, %g %%' % (script, share / 10), base.with_suffix('.txt'), base.with_suffix('.jsonl'), base if folder else None)
        if not text.plain.exists() or (folder and not base.exists()):
            draft = pathlib.Path('%s-draft' % base)
            shutil.rmtree(draft, ignore_errors=True)
            subprocess.run([self.generator, self.dict, 'mail', script, str(self.letters), str(share), str(LISTED), draft,
                            *([draft] if folder else [])], check=True)
            if folder:
                draft.rename(base)
            draft.with_suffix('.jsonl').rename(text.lines)
            draft.with_suffix('.txt').rename(text.plain)
        return text

    def patterns(self, count):
        """So many patterns, each with a literal of its own: a surname from the commonest to the rarest, and what its bearers may have."""
        surnames = [line.strip() for line in open(self.dict / 'words/surnames.txt', encoding='utf-8') if line.strip().isalpha()]
        path = self.folder / ('patterns-%d.tsv' % count)
        with open(path, 'w', encoding='utf-8') as out:
            out.write('id\ttype\tpattern\trequires\n')
            for name in surnames[::len(surnames) // count][:count]:
                out.write('%s\torganization\t\\b(?<actor>(?:\\p{Lu}\\w+ )?%s (?:Brothers|Foundation|Holding|Partners))\\b\t%s\n' %
                          (name, name.capitalize(), name))
        return path

    def one_letter(self):
        """A text of one line: what is left is the time to start, to open the dictionary and to end."""
        path = self.folder / 'one-letter.txt'
        path.write_text('Nobody is named here.\n')
        return path


def given(path, work):
    """A folder or file of the user's in place of the letters; of a folder also one file with all its texts behind one another."""
    path = path.resolve()
    if path.is_file():
        return Text(path.name, path)
    joined = work / 'inputs' / ('given-%s.txt' % hashlib.sha256(str(path).encode()).hexdigest()[:12])
    joined.parent.mkdir(parents=True, exist_ok=True)
    with open(joined, 'wb') as out:
        for file in sorted(file for file in path.rglob('*') if file.is_file()):
            out.write(file.read_bytes() + b'\n\n')
    return Text(path.name, joined, folder=path)
