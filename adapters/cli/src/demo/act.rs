//! What happens in a session of the demonstration, and when.
//!
//! Three sessions: one that went as it should, one whose order is late, and the one of the month after, if it has begun.

use chrono::{DateTime, NaiveDate, Utc};

use super::days::Days;

/// One thing that people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The schedule opens the session.
    Scheduled,
    /// The methodologist opens a further session.
    ByHand,
    /// A participant registers.
    Register(usize),
    /// The law is reviewed.
    Law,
    /// The test materials are updated.
    Materials,
    /// The list is checked and the venue set.
    List,
    /// The test begins.
    Begin,
    /// The results are entered.
    Results,
    /// The commission meets.
    Meeting,
    /// The protocol is signed.
    Sign,
    /// Reasons of refusals are written.
    Refusals,
    /// The order is issued.
    Order,
    /// It is published on the site.
    Publication,
    /// Certificates are drawn up.
    Certificates,
    /// They are handed over.
    HandOver,
    /// A participant who failed appeals.
    Appeal,
}

/// When a session does what.
pub(super) struct Plan {
    /// Acts with their moments, in order.
    pub(super) acts: Vec<(DateTime<Utc>, Act)>,
}

/// The session in which everything was done in time; one who failed has appealed two days ago.
pub(super) fn timely(days: &Days) -> Plan {
    let mut plan = opened(days, 0, Act::Scheduled, 40..54);
    let test = days.test(0);
    let signed = days.after(test, 2);
    plan.tested(days, test, days.after(test, 1), signed);
    let ordered = days.after(signed, 3);
    plan.acts.extend([
        (days.at(ordered, 15, 10), Act::Order),
        (days.at(days.after(ordered, 1), 10, 30), Act::Publication),
        (days.at(days.after(ordered, 1), 12, 0), Act::Certificates),
        (days.at(days.after(ordered, 3), 14, 0), Act::HandOver),
        (days.at(days.ago(2), 11, 20), Act::Appeal),
    ]);
    plan
}

/// The second session of the same month: the protocol was signed eight working days ago or earlier, the order is late.
pub(super) fn late(days: &Days) -> Plan {
    let mut plan = opened(days, 0, Act::ByHand, 0..40);
    let test = days.test(0);
    let signed = days.after(test, 2).max(days.ago(8));
    plan.tested(days, test, signed, signed);
    plan
}

/// The session of the next month, as far as it has come.
pub(super) fn current(days: &Days) -> Plan {
    let mut plan = opened(days, 1, Act::Scheduled, 54..63);
    let test = days.test(1);
    plan.tested(days, test, days.after(test, 2), days.after(test, 3));
    plan
}

fn opened(days: &Days, later: u32, how: Act, participants: std::ops::Range<usize>) -> Plan {
    let first = days.registration(later);
    let begin = match how {
        Act::ByHand => days.at(first, 8, 50),
        _ => days.at(first, 0, 0),
    };
    let mut acts = vec![(begin, how)];
    let count = i64::try_from(participants.len()).unwrap_or(1).max(1);
    for (turn, n) in (0..).zip(participants) {
        acts.push((days.at(first, 9, 10 + turn * 480 / count), Act::Register(n)));
    }
    let next = days.after(first, 1);
    acts.extend([
        (days.at(next, 10, 0), Act::Law),
        (days.at(next, 11, 0), Act::List),
        (days.at(next, 15, 0), Act::Materials),
        (days.at(days.test(later), 10, 0), Act::Begin),
    ]);
    Plan { acts }
}

impl Plan {
    fn tested(&mut self, days: &Days, test: NaiveDate, met: NaiveDate, signed: NaiveDate) {
        let entered = days.after(test, 1);
        self.acts.extend([
            (days.at(entered, 11, 0), Act::Results),
            (days.at(met, 14, 0), Act::Meeting),
            (days.at(signed, 16, 30), Act::Sign),
            (days.at(days.after(signed, 1), 12, 0), Act::Refusals),
        ]);
    }
}
