//! How busy the machine is with what is not ours: figures that were taken beside other work say so.
//!
//! Ours are this process and everything that it has started. Read from `/proc`, so that elsewhere nothing is known and
//! nought is told.

use std::{
    collections::BTreeMap,
    fs,
    time::{Duration, Instant},
};

/// Ticks in a second; Linux has told programs this number since the last century.
const TICKS: f64 = 100.0;

/// A moment of the machine.
pub(crate) struct Watch {
    began: Instant,
    busy: u64,
    ours: u64,
}

impl Watch {
    /// From now on.
    pub(crate) fn begin() -> Self {
        Self {
            began: Instant::now(),
            busy: busy(),
            ours: ours(),
        }
    }

    /// Processors that others have kept busy since then.
    pub(crate) fn others(&self) -> f64 {
        let busy = busy().saturating_sub(self.busy);
        let ours = ours().saturating_sub(self.ours);
        let seconds = self.began.elapsed().max(Duration::from_millis(1));
        busy.saturating_sub(ours) as f64 / TICKS / seconds.as_secs_f64()
    }
}

/// Ticks in which some processor worked.
fn busy() -> u64 {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let numbers = stat.lines().next().unwrap_or_default().split_whitespace();
    let numbers: Vec<u64> = numbers.filter_map(|word| word.parse().ok()).collect();
    // user, nice, system, idle, iowait, irq, softirq: without the two in the middle.
    let at = |n: usize| numbers.get(n).copied().unwrap_or(0);
    at(0) + at(1) + at(2) + at(5) + at(6)
}

/// Ticks of this process and of all that descend from it, also of those that have ended.
fn ours() -> u64 {
    let mut all: BTreeMap<u32, (u32, u64)> = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let id = entry.file_name().to_string_lossy().parse().ok();
        let stat = fs::read_to_string(entry.path().join("stat")).ok();
        if let Some((id, (parent, ticks))) = id.zip(stat.as_deref().and_then(process)) {
            all.insert(id, (parent, ticks));
        }
    }
    let me = std::process::id();
    let is_ours = |mut id: u32| {
        while id != me {
            match all.get(&id) {
                Some((parent, _)) if *parent > 1 => id = *parent,
                _ => return false,
            }
        }
        true
    };
    let mine = all.iter().filter(|(id, _)| is_ours(**id));
    mine.map(|(_, (_, ticks))| ticks).sum()
}

/// The parent of a process, and the ticks of it and of its children that have ended.
fn process(stat: &str) -> Option<(u32, u64)> {
    let after = &stat[stat.rfind(')')? + 2..];
    let words: Vec<&str> = after.split(' ').collect();
    let ticks = words.get(11..15)?.iter().map(|word| word.parse::<u64>());
    Some((
        words.get(1)?.parse().ok()?,
        ticks.sum::<Result<_, _>>().ok()?,
    ))
}

/// Memory of a process that lies in RAM: all of it, and what is its own, without the pages of its file. Megabytes.
pub(crate) fn memory(process: u32) -> (f64, f64) {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.and_then(|word| word.parse().ok()).unwrap_or(0.0) / 1024.0
    };
    (of("VmRSS:"), of("RssAnon:"))
}

/// Bytes that are free on the disk of a folder.
pub(crate) fn room(folder: &std::path::Path) -> u64 {
    let told = std::process::Command::new("df")
        .args(["--output=avail", "-B1"])
        .arg(folder)
        .output();
    let told = told.map(|out| String::from_utf8_lossy(&out.stdout).into_owned());
    let told = told.unwrap_or_default();
    let last = told.lines().last().unwrap_or_default();
    last.trim().parse().unwrap_or(0)
}
