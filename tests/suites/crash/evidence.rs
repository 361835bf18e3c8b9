//! What is left after the nemesis: tables, letters, acknowledgements, and everything in them that must not be.
//!
//! Read by SQL of its own and judged without the product's code. The moment of a commit is that of the database itself, so
//! that a server whose clock is wrong cannot bear witness for itself.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sqlx::PgConnection;

use super::ledger::Ledger;

/// A row of `instance`: id, subject, receipt, running, seq, tasks, timers, letters.
type Instance = (String, String, String, i64, i64, i64, i64, i64);
/// A row of `journal`: instance, first and last event, cause, events, microseconds of its commit.
type Line = (String, i64, i64, String, String, i64);

/// The tables, and the letters that arrived.
#[derive(Clone)]
pub(super) struct Evidence {
    instances: Vec<Instance>,
    journal: Vec<Line>,
    commands: BTreeSet<String>,
    /// Rows of the outbox: state, tries.
    outbox: Vec<(String, i64)>,
    /// By Message-ID, how often it came.
    pub(super) arrived: BTreeMap<String, usize>,
}

impl Evidence {
    /// Reads everything.
    pub(super) async fn read(
        c: &mut PgConnection,
        arrived: BTreeMap<String, usize>,
    ) -> Result<Self, sqlx::Error> {
        let instances = "SELECT id, subject, receipt, running, seq, \
            (SELECT COUNT(*) FROM task WHERE task.instance = instance.id), \
            (SELECT COUNT(*) FROM timer WHERE timer.instance = instance.id), \
            (SELECT COUNT(*) FROM outbox WHERE outbox.instance = instance.id) FROM instance";
        let journal = "SELECT instance, first_seq, last_seq, cause, events, \
            COALESCE(CAST(extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000 AS BIGINT), at) \
            FROM journal ORDER BY instance, first_seq";
        let commands: Vec<String> = sqlx::query_scalar("SELECT id FROM command")
            .fetch_all(&mut *c)
            .await?;
        Ok(Self {
            instances: sqlx::query_as(instances).fetch_all(&mut *c).await?,
            journal: sqlx::query_as(journal).fetch_all(&mut *c).await?,
            commands: commands.into_iter().collect(),
            outbox: sqlx::query_as("SELECT state, attempts FROM outbox")
                .fetch_all(&mut *c)
                .await?,
            arrived,
        })
    }

    /// Timers that fired.
    pub(super) fn fired(&self) -> usize {
        let events = self.journal.iter().flat_map(|line| events(&line.4));
        events.filter(|(name, _)| name == "timer_fired").count()
    }

    /// Letters that came more than once, counted without their first time.
    pub(super) fn twice(&self) -> usize {
        self.arrived.values().map(|times| times - 1).sum()
    }

    /// Everything that is wrong, in words; `most_twice`: letters that may have come twice.
    pub(super) fn findings(&self, ledger: &Ledger, most_twice: usize) -> Vec<String> {
        let mut found = Vec::new();
        self.commands_once(ledger, &mut found);
        self.done_once(ledger, &mut found);
        self.without_gap(&mut found);
        self.timers_in_time(&mut found);
        self.letters_arrived(most_twice, &mut found);
        found
    }

    fn commands_once(&self, ledger: &Ledger, found: &mut Vec<String>) {
        let subjects: BTreeMap<&str, &Instance> = self
            .instances
            .iter()
            .map(|row| (row.1.as_str(), row))
            .collect();
        if subjects.len() != self.instances.len() {
            found.push("a start took effect twice".to_owned());
        }
        if self.instances.len() != ledger.starts().count() {
            let (there, told) = (self.instances.len(), ledger.starts().count());
            found.push(format!("{there} instances, {told} acknowledged starts"));
        }
        for start in ledger.starts() {
            let topic = start.topic.as_deref().unwrap_or_default();
            let told = (start.instance.as_str(), start.reply["code"].as_str());
            match subjects.get(topic) {
                None => found.push(format!("the start {} was lost", start.key)),
                Some(row) if (row.0.as_str(), Some(row.2.as_str())) != told => {
                    found.push(format!("the start {} is another one", start.key));
                }
                Some(_) => {}
            }
        }
        for entry in &ledger.entries {
            if !self.commands.iter().any(|id| id.ends_with(&entry.key)) {
                found.push(format!("the key {} is not known any more", entry.key));
            }
        }
    }

    /// An answered request has ended with two letters; an open one has its task and none.
    fn done_once(&self, ledger: &Ledger, found: &mut Vec<String>) {
        let done: BTreeSet<&str> = ledger
            .completions()
            .map(|entry| entry.instance.as_str())
            .collect();
        let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
        for line in self
            .journal
            .iter()
            .filter(|line| !line.3.starts_with("timer/"))
        {
            *causes.entry(line.0.as_str()).or_default() += 1;
        }
        for (id, _, _, running, _, tasks, timers, letters) in &self.instances {
            let given = causes.get(id.as_str()).copied().unwrap_or_default();
            let is = (*running, given, *tasks, *timers > 0, *letters);
            let expected = match done.contains(id.as_str()) {
                true => (0, 2, 0, false, 2),
                false => (1, 1, 1, true, 0),
            };
            if is != expected {
                found.push(format!(
                    "{id}: running, commands, tasks, timers, letters are {is:?}, expected {expected:?}"
                ));
            }
        }
    }

    fn without_gap(&self, found: &mut Vec<String>) {
        let mut last: BTreeMap<&str, i64> = BTreeMap::new();
        for (instance, first, end, ..) in &self.journal {
            let before = last.insert(instance, *end).unwrap_or_default();
            if *first != before + 1 {
                found.push(format!("{instance}: after event {before} comes {first}"));
            }
        }
        for (id, _, _, _, seq, ..) in &self.instances {
            let end = last.get(id.as_str()).copied().unwrap_or_default();
            if end != *seq {
                found.push(format!(
                    "{id}: the journal ends at {end}, the instance is at {seq}"
                ));
            }
        }
    }

    /// No timer before its moment, none twice, none that was never ordered.
    fn timers_in_time(&self, found: &mut Vec<String>) {
        let mut due: BTreeMap<(&str, u64), i64> = BTreeMap::new();
        let mut over: BTreeSet<(&str, u64)> = BTreeSet::new();
        for (instance, _, _, _, text, committed) in &self.journal {
            for (name, event) in events(text) {
                let timer = (
                    instance.as_str(),
                    event["timer"].as_u64().unwrap_or_default(),
                );
                match name.as_str() {
                    "timer_scheduled" => {
                        let at = event["at"].as_str().unwrap_or_default();
                        let at = chrono::DateTime::parse_from_rfc3339(at).expect("a moment");
                        due.insert(timer, at.timestamp_micros());
                    }
                    "timer_fired" => match due.get(&timer) {
                        None => found.push(format!("{timer:?} fired and was never ordered")),
                        Some(at) if committed < at => {
                            let early = (at - committed) / 1_000;
                            found.push(format!("{timer:?} fired {early} ms early"));
                        }
                        Some(_) if !over.insert(timer) => {
                            found.push(format!("{timer:?} fired twice"));
                        }
                        Some(_) => {}
                    },
                    _ => {}
                }
            }
        }
    }

    fn letters_arrived(&self, most_twice: usize, found: &mut Vec<String>) {
        let unsent = self.outbox.iter().filter(|(state, _)| state != "sent");
        found.extend(unsent.map(|(state, _)| format!("a letter is {state}")));
        if self.arrived.len() != self.outbox.len() {
            let (came, written) = (self.arrived.len(), self.outbox.len());
            found.push(format!("{came} letters came, {written} were written"));
        }
        let came: usize = self.arrived.values().sum();
        let tries: i64 = self.outbox.iter().map(|(_, tries)| tries).sum();
        if came as i64 > tries {
            found.push(format!("letters came {came} times after {tries} tries"));
        }
        if self.twice() > most_twice {
            let twice = self.twice();
            found.push(format!("{twice} letters came twice, {most_twice} may"));
        }
    }
}

/// Names and contents of the events of a row.
fn events(text: &str) -> Vec<(String, Value)> {
    let read: Value = serde_json::from_str(text).expect("events are JSON");
    let all = read.as_array().cloned().unwrap_or_default();
    let named = all.into_iter().filter_map(|event| {
        let (name, content) = event["e"].as_object()?.iter().next()?;
        Some((name.clone(), content.clone()))
    });
    named.collect()
}
