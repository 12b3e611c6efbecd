"""Tables for people, JSON for programs."""
import json
import sys


def rate(size, seconds):
    return size / seconds / 1e6


def number(value, digits=3):
    """Three digits that count: 1234, 123, 12.3, 1.23."""
    if value is None:
        return ''
    if isinstance(value, str):
        return value
    if isinstance(value, int) or abs(value) >= 10 ** (digits - 1):
        return format(round(value), ',')
    return '%.*g' % (digits, value)


class Report:
    """Prints each table when it is done and keeps it for the JSON file."""

    def __init__(self, out=sys.stdout):
        self.out = out
        self.tables = []
        self.notes = []

    def say(self, text):
        print(text, file=self.out, flush=True)

    def note(self, text):
        self.notes.append(text)
        self.say(text)

    def table(self, title, columns, rows):
        """rows: lists as long as columns; the first column is text, the others are numbers or text."""
        self.tables.append({'title': title, 'columns': columns, 'rows': rows})
        cells = [columns] + [[number(value) for value in row] for row in rows]
        widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
        self.say('\n%s' % title)
        for row in cells:
            line = [row[0].ljust(widths[0])] + [row[i].rjust(widths[i]) for i in range(1, len(columns))]
            self.say('  ' + '  '.join(line).rstrip())

    def write_json(self, path, facts):
        with open(path, 'w', encoding='utf-8') as out:
            json.dump({**facts, 'notes': self.notes, 'tables': self.tables}, out, indent=1)
            out.write('\n')
