//! Changes bytes as fuzzers do: bits, cuts, repetitions, words of a dictionary, pieces of another input. Seeded, so that a run
//! can be repeated.

use crate::json;

/// Longest result, bytes: longer ones find little and take long.
const BYTES_MAX: usize = 64 * 1024;
/// Most changes of one input.
const CHANGES_MAX: usize = 6;
/// Most repetitions of a piece.
const REPEATS_MAX: usize = 40;

/// What breaks parsers of any kind.
const ODD: &[&str] = &[
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\r",
    "\n\n",
    "\t",
    "  ",
    "ё",
    "Ы",
    "𝕏",
    "e\u{301}",
    "0",
    "-1",
    "9999999999999999999999",
    "1e999",
    "NaN",
    "null",
    "~",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ":",
    ",",
    ";",
    "|",
    "&a ",
    "*a",
    "<<: ",
    "!!",
    "%",
    "{{",
    "}}",
    "..",
    "/",
    "\\",
    "=",
    "+",
    "-",
    "?",
    "0000-00-00",
    "2024-02-29",
    "9999-12-31",
    "23:59:60",
    "1.5",
    "--",
];

/// Seeded source of changed inputs.
#[derive(Clone, Debug)]
pub struct Mutator {
    state: u64,
    words: &'static [&'static str],
}

impl Mutator {
    /// Changes with the words of a language among the changes; the same seed gives the same inputs.
    pub fn new(seed: u64, words: &'static [&'static str]) -> Self {
        Self { state: seed, words }
    }

    /// A changed copy of `input`; `other` gives pieces.
    pub fn changed(&mut self, input: &[u8], other: &[u8]) -> Vec<u8> {
        // Three of four changes of JSON leave it JSON.
        if input.starts_with(b"{")
            && self.below(4) > 0
            && let Some(changed) = json::changed(self, input, other)
        {
            return changed;
        }
        let mut bytes = input.to_vec();
        for _ in 0..=self.below(CHANGES_MAX) {
            self.change(&mut bytes, other);
        }
        bytes.truncate(BYTES_MAX);
        bytes
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((bits ^ (bits >> 31)) % (end.max(1) as u64)).unwrap_or(0)
    }

    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = self.below(bytes.len() + 1);
        match self.below(10) {
            0 => flip(bytes, at, 1 << self.below(8)),
            1 => drop(bytes.drain(at..self.end(bytes.len(), at))),
            2 => bytes.truncate(at),
            3 => self.repeat(bytes, at),
            4 => self.swap_lines(bytes),
            5 => {
                let from = self.below(other.len() + 1);
                let piece = other[from..self.end(other.len(), from)].to_vec();
                bytes.splice(at..at, piece);
            }
            6 | 7 => self.word(bytes, at, ODD),
            _ => self.word(bytes, at, self.words),
        }
    }

    /// An end after `from`, mostly near.
    fn end(&mut self, len: usize, from: usize) -> usize {
        let far = if self.below(4) == 0 { len } else { 24 };
        (from + self.below(far + 1)).min(len)
    }

    fn word(&mut self, bytes: &mut Vec<u8>, at: usize, words: &[&str]) {
        let Some(word) = words.get(self.below(words.len())) else {
            return;
        };
        // In the place of something, or between.
        let end = if self.below(2) == 0 {
            at
        } else {
            self.end(bytes.len(), at)
        };
        bytes.splice(at..end, word.bytes());
    }

    fn repeat(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let end = self.end(bytes.len(), at);
        let piece = bytes[at..end].repeat(1 + self.below(REPEATS_MAX));
        bytes.splice(at..at, piece.into_iter().take(BYTES_MAX));
    }

    fn swap_lines(&mut self, bytes: &mut Vec<u8>) {
        let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        let (one, other) = (self.below(lines.len()), self.below(lines.len()));
        lines.swap(one, other);
        *bytes = lines.join(&b'\n');
    }
}

fn flip(bytes: &mut [u8], at: usize, bit: u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= bit;
    }
}
