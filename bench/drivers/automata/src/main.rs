//! The automata of aho-corasick and daachorse: ../README.md has the protocol. KIND: aho-corasick, which ignores case, lowered (it, too); bytewise,
//! charwise (daachorse).
use std::io::{BufRead, Write};
use std::{env, fs, io, time::Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, DoubleArrayAhoCorasickBuilder};

enum Matcher {
    Contiguous(AhoCorasick),
    Bytewise(daachorse::DoubleArrayAhoCorasick<u32>),
    Charwise(daachorse::CharwiseDoubleArrayAhoCorasick<u32>),
}

fn processor_seconds() -> f64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut t) };
    t.tv_sec as f64 + t.tv_nsec as f64 / 1e9
}

/// As it is for the only kind that can ignore case itself, else in small letters.
fn read(path: &str, kind: &str) -> String {
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("cannot read '{path}': {e}"));
    let text = String::from_utf8_lossy(&bytes);
    if kind == "aho-corasick" { text.into_owned() } else { text.to_lowercase() }
}

fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

fn is_whole(text: &[u8], start: usize, end: usize) -> bool {
    (start == 0 || !in_word(text[start - 1])) && (end == text.len() || !in_word(text[end]))
}

impl Matcher {
    fn new(kind: &str, names: &[&str]) -> Matcher {
        match kind {
            "aho-corasick" | "lowered" => Matcher::Contiguous(
                AhoCorasick::builder()
                    .kind(Some(AhoCorasickKind::ContiguousNFA))
                    .match_kind(MatchKind::LeftmostLongest)
                    .ascii_case_insensitive(kind == "aho-corasick")
                    .build(names)
                    .unwrap(),
            ),
            "bytewise" => Matcher::Bytewise(
                DoubleArrayAhoCorasickBuilder::new()
                    .match_kind(daachorse::MatchKind::LeftmostLongest)
                    .build(names)
                    .unwrap(),
            ),
            "charwise" => Matcher::Charwise(
                CharwiseDoubleArrayAhoCorasickBuilder::new()
                    .match_kind(daachorse::MatchKind::LeftmostLongest)
                    .build(names)
                    .unwrap(),
            ),
            _ => panic!("'{kind}' is none of aho-corasick, lowered, bytewise, charwise"),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Matcher::Contiguous(m) => m.memory_usage(),
            Matcher::Bytewise(m) => m.heap_bytes(),
            Matcher::Charwise(m) => m.heap_bytes(),
        }
    }

    fn pass(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        match self {
            Matcher::Contiguous(m) => m.find_iter(bytes).filter(|f| is_whole(bytes, f.start(), f.end())).count(),
            Matcher::Bytewise(m) => m.leftmost_find_iter(bytes).filter(|f| is_whole(bytes, f.start(), f.end())).count(),
            Matcher::Charwise(m) => m.leftmost_find_iter(text).filter(|f| is_whole(bytes, f.start(), f.end())).count(),
        }
    }
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let [_, kind, names, text] = &arguments[..] else { panic!("usage: automata KIND NAMES TEXT") };
    let (names, text) = (read(names, kind), read(text, kind));
    let names: Vec<&str> = names.lines().collect();
    let start = processor_seconds();
    let matcher = Matcher::new(kind, &names);
    println!("{{\"seconds\": {:.6}, \"bytes\": {}}}", processor_seconds() - start, matcher.bytes());
    for _ in io::stdin().lock().lines() {
        let (wall, cpu) = (Instant::now(), processor_seconds());
        let finds = matcher.pass(&text);
        let cpu = processor_seconds() - cpu;
        println!(
            "{{\"wall\": {:.6}, \"cpu\": {cpu:.6}, \"finds\": {finds}, \"bytes\": {}}}",
            wall.elapsed().as_secs_f64(),
            text.len()
        );
        io::stdout().flush().unwrap();
    }
}
