//! What a run has in common: the disk, the clock, the outside, the dice, the story so far, and the first law broken.

use std::{
    fmt::Write as _,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use reglament_runtime::Clock as _;
use tokio::sync::broadcast;

use crate::{
    Sabotage,
    clock::VirtualClock,
    dice::{Dice, SeededIds},
    faults::{Access, Mixture, PostFault, StoreFault},
    post::Counted,
    store::State,
};

/// The world of one run.
pub(crate) struct World {
    pub(crate) sabotage: Option<Sabotage>,
    pub(crate) clock: VirtualClock,
    pub(crate) ids: SeededIds,
    state: Mutex<State>,
    counted: Mutex<Counted>,
    chance: Mutex<Chance>,
    /// The life that each node is living; none: it is down.
    lives: Mutex<Vec<Option<u32>>>,
    story: Mutex<Story>,
    latest: Mutex<DateTime<Utc>>,
    words: broadcast::Sender<String>,
}

/// Words that an ear may be behind before it misses some.
const WORDS_MAX: usize = 16;

struct Chance {
    dice: Dice,
    mixture: Mixture,
    /// Nothing fails any more.
    calm: bool,
}

#[derive(Default)]
struct Story {
    text: String,
    broken: Option<String>,
}

/// Panics of a thread leave the data as they are; what is found in them is told by the checks.
fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World {
    pub(crate) fn new(
        dice: &mut Dice,
        mixture: Mixture,
        nodes: usize,
        sabotage: Option<Sabotage>,
    ) -> Self {
        // A Monday morning in Novokuznetsk.
        let monday = Utc.with_ymd_and_hms(2026, 11, 16, 3, 0, 0).single();
        let ids = SeededIds::new(dice.fork());
        let chance = Chance {
            dice: dice.fork(),
            mixture,
            calm: true,
        };
        Self {
            sabotage,
            clock: VirtualClock::showing(monday.unwrap_or_default()),
            ids,
            state: Mutex::default(),
            counted: Mutex::default(),
            chance: Mutex::new(chance),
            lives: Mutex::new(vec![None; nodes]),
            story: Mutex::default(),
            latest: Mutex::new(DateTime::UNIX_EPOCH),
            words: broadcast::Sender::new(WORDS_MAX),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        open(&self.state)
    }

    pub(crate) fn post(&self) -> MutexGuard<'_, Counted> {
        open(&self.counted)
    }

    pub(crate) fn is_shared(&self) -> bool {
        open(&self.lives).len() > 1
    }

    pub(crate) fn life_of(&self, node: usize) -> Option<u32> {
        open(&self.lives)[node]
    }

    /// A node begins a life, or ends the one it has.
    pub(crate) fn set_life(&self, node: usize, life: Option<u32>) {
        let before = std::mem::replace(&mut open(&self.lives)[node], life);
        if let (Some(before), None) = (before, life) {
            self.post().killed(node, before);
        }
    }

    /// The latest moment that the clock has ever shown.
    pub(crate) fn latest(&self) -> DateTime<Utc> {
        let mut latest = open(&self.latest);
        *latest = (*latest).max(self.clock.now());
        *latest
    }

    /// Puts the clock of everybody.
    pub(crate) fn jump(&self, by: TimeDelta) {
        self.latest();
        self.clock.put(by);
    }

    /// A server tells the others something; perhaps nobody listens.
    pub(crate) fn say(&self, word: &str) {
        let _ = self.words.send(word.to_owned());
    }

    /// What servers tell from now on.
    pub(crate) fn words(&self) -> broadcast::Receiver<String> {
        self.words.subscribe()
    }

    /// Whether anything fails.
    pub(crate) fn calm(&self, calm: bool) {
        open(&self.chance).calm = calm;
    }

    pub(crate) fn store_fault(&self, how: Access) -> (Duration, Option<StoreFault>, Duration) {
        self.fall(|dice, mixture| mixture.store(dice, how))
    }

    pub(crate) fn post_fault(&self) -> Option<PostFault> {
        self.fall(|dice, mixture| mixture.post(dice))
    }

    pub(crate) fn pause(&self) -> Duration {
        self.fall(|dice, mixture| mixture.pause(dice))
    }

    /// What the dice say; nothing while nothing fails.
    fn fall<T: Default>(&self, how: impl FnOnce(&mut Dice, &mut Mixture) -> T) -> T {
        let mut chance = open(&self.chance);
        let Chance {
            dice,
            mixture,
            calm,
        } = &mut *chance;
        match calm {
            true => T::default(),
            false => how(dice, mixture),
        }
    }

    /// Adds a line to the story.
    pub(crate) fn note(&self, line: impl FnOnce() -> String) {
        let now = self.clock.now().format("%dT%H:%M:%S%.3f");
        let text = &mut open(&self.story).text;
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{now} {}", line());
    }

    /// A law is broken; the first one counts.
    pub(crate) fn broken(&self, law: String) {
        self.note(|| format!("BROKEN: {law}"));
        open(&self.story).broken.get_or_insert(law);
    }

    pub(crate) fn first_broken(&self) -> Option<String> {
        open(&self.story).broken.clone()
    }

    /// The story so far.
    pub(crate) fn story(&self) -> String {
        open(&self.story).text.clone()
    }
}
