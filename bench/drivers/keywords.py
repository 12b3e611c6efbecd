"""pyahocorasick and FlashText: README.md has the protocol. KIND: pyahocorasick, flashtext."""
import json
import sys
import time


def in_word(character):
    return character.isalnum()


def make_pyahocorasick(names):
    import ahocorasick
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()

    def find(text):
        """(start, end) of whole names, leftmost and longest"""
        last = len(text)
        for stop, length in automaton.iter_long(text):
            start, end = stop - length + 1, stop + 1
            if (start == 0 or not in_word(text[start - 1])) and (end == last or not in_word(text[end])):
                yield start, end
    return find


def make_flashtext(names):
    from flashtext import KeywordProcessor
    processor = KeywordProcessor(case_sensitive=True)   # the text is lower-cased already
    processor.add_keywords_from_list(names)
    return lambda text: ((start, end) for _, start, end in processor.extract_keywords(text, span_info=True))


MAKERS = {'pyahocorasick': make_pyahocorasick, 'flashtext': make_flashtext}


def read_names(path):
    with open(path, encoding='utf-8') as lines:
        return [line.rstrip('\n').lower() for line in lines]


def main():
    kind, names, text, limit = sys.argv[1], read_names(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    with open(text, 'rb') as file:
        text = file.read(limit).decode('utf-8', 'ignore')
    size = len(text.encode())
    text = text.lower()
    start = time.process_time()
    find = MAKERS[kind](names)
    print(json.dumps({'seconds': time.process_time() - start, 'bytes': 0}), flush=True)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        finds = sum(1 for _ in find(text))
        print(json.dumps({'wall': time.perf_counter() - wall, 'cpu': time.process_time() - cpu, 'finds': finds, 'bytes': size}), flush=True)


if __name__ == '__main__':
    main()
