//! The table: one line for a figure, printed as soon as it is known, with its target and whether it is met.

use crate::{machine::Watch, place::Kind};

/// What is counted at the end.
#[derive(Default)]
pub(crate) struct Report {
    missed: Vec<String>,
    met: usize,
}

/// A target: in words, and whether it is met.
pub(crate) struct Target {
    words: String,
    met: bool,
}

impl Target {
    /// At most so much.
    pub(crate) fn most(value: f64, limit: f64, unit: &str) -> Option<Self> {
        Some(Self {
            words: format!("≤ {limit:.*} {unit}", places(limit)),
            met: value <= limit,
        })
    }

    /// At least so much.
    pub(crate) fn least(value: f64, limit: f64, unit: &str) -> Option<Self> {
        Some(Self {
            words: format!("≥ {limit:.*} {unit}", places(limit)),
            met: value >= limit,
        })
    }
}

fn places(limit: f64) -> usize {
    match limit {
        limit if limit >= 10.0 || limit.fract() == 0.0 => 0,
        limit if limit >= 1.0 => 1,
        _ => 2,
    }
}

impl Report {
    /// Prints the heads.
    pub(crate) fn new() -> Self {
        println!(
            "{:<11}{:<46}{:<54}{:<14}  others' CPU",
            "", "figure", "value", "target"
        );
        Self::default()
    }

    /// Prints a figure. What is measured while `watch` runs is told with what others did then.
    pub(crate) fn line(
        &mut self,
        kind: Kind,
        what: &str,
        value: &str,
        target: Option<Target>,
        watch: &Watch,
    ) {
        let (words, mark) = match &target {
            Some(target) if target.met => (target.words.as_str(), "✓"),
            Some(target) => (target.words.as_str(), "✗"),
            None => ("", " "),
        };
        match &target {
            Some(target) if target.met => self.met += 1,
            Some(target) => {
                let told = format!("{}, {what}: {value} ({})", kind.name(), target.words);
                self.missed.push(told);
            }
            None => {}
        }
        let others = watch.others();
        println!(
            "{:<11}{what:<46}{value:<54}{words:<14}{mark} {others:.1}",
            kind.name()
        );
    }

    /// Says how many targets were met, and which were not.
    pub(crate) fn end(&self) {
        println!("\n{} targets met, {} missed", self.met, self.missed.len());
        for line in &self.missed {
            println!("✗ {line}");
        }
    }
}
