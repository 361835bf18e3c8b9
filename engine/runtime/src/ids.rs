//! Identifiers that must not be guessed, and the dice for pauses.
//!
//! Ids inside an instance are counters of the core; here are only the id of an instance, the receipt code and the
//! randomness of retries. The counted variant gives tests equal ids in every run.

use std::sync::atomic::{AtomicU64, Ordering};

use reglament_core::InstanceId;

/// Letters and digits that cannot be mistaken for each other (no l, o, 0 and 1).
const INSTANCE_LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// The same for codes that people type: no I, O, 0 and 1.
const CODE_LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Gives new identifiers.
pub trait Ids: Send + Sync {
    /// Sixty-four random bits.
    fn random(&self) -> u64;

    /// An id for a new instance: 12 letters and digits.
    fn instance(&self) -> InstanceId {
        InstanceId(pick(self.random(), 12, INSTANCE_LETTERS))
    }

    /// A receipt code such as `K7QF-2M9X`.
    fn receipt(&self) -> String {
        let code = pick(self.random(), 8, CODE_LETTERS);
        format!("{}-{}", &code[..4], &code[4..])
    }

    /// The salt of a row of the journal: sixteen bytes in hexadecimal.
    fn salt(&self) -> String {
        format!("{:016x}{:016x}", self.random(), self.random())
    }

    /// A key for a command that nobody will repeat.
    fn command(&self) -> reglament_core::CommandId {
        reglament_core::CommandId(format!("own/{:016x}{:016x}", self.random(), self.random()))
    }
}

fn pick(mut bits: u64, letters: usize, alphabet: &[u8; 32]) -> String {
    let mut text = String::with_capacity(letters);
    for _ in 0..letters {
        text.push(char::from(alphabet[(bits & 31) as usize]));
        bits >>= 5;
    }
    text
}

/// Randomness of the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    fn random(&self) -> u64 {
        getrandom::u64().expect("the operating system gives randomness once it has started")
    }
}

/// The same numbers in every run, for tests and demonstrations. Never for data that matters: receipts can be guessed.
#[derive(Debug, Default)]
pub struct CountedIds {
    given: AtomicU64,
    salts: AtomicU64,
}

impl Ids for CountedIds {
    // Counted apart, so that codes do not depend on how much was written.
    fn salt(&self) -> String {
        format!("{:032x}", self.salts.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn random(&self) -> u64 {
        // SplitMix64 of a counter: different every time, the same in every run.
        let step = self.given.fetch_add(1, Ordering::Relaxed) + 1;
        let mut bits = step.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }
}
