"""What the program finds in texts, for the scripts that measure it."""
import json
import os
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent.parent


def extract(documents, options=()):
    """{id: line of extract} of {id: text}"""
    program = os.environ.get('ACTORNET', HERE / 'build/release/actornet')
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'texts.jsonl'
        path.write_text(''.join(json.dumps({'id': key, 'text': text}) + '\n' for key, text in documents.items()), 'utf-8')
        out = subprocess.run([program, 'extract', path, '--quiet', *options], stdout=subprocess.PIPE, check=True).stdout
    return {line['id']: line for line in map(json.loads, out.decode().splitlines())}
