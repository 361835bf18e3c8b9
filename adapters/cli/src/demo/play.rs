//! Plays the sessions of the demonstration side by side, in the order of the clock.
//!
//! What would lie in the future is left to whoever looks at the demonstration.

use super::act::{self, Act};
use super::days::Days;
use super::session::{SESSION, Session};
use super::stage::Stage;

/// Plays everything until the present. A folder without the certification gets its accounts and nothing to play.
pub(super) async fn play(stage: &mut Stage, days: &Days) {
    if !stage.has(SESSION) {
        return;
    }
    let plans = [act::timely(days), act::late(days), act::current(days)];
    let mut sessions = plans.map(Session::new);
    let mut acts = Vec::new();
    for (index, session) in sessions.iter().enumerate() {
        let wanted = session.plan().acts.iter().filter(|(at, _)| *at <= days.now);
        acts.extend(wanted.map(|(at, act)| (*at, index, *act)));
    }
    acts.sort_by_key(|(at, index, _)| (*at, *index));
    for (at, index, act) in acts {
        stage.advance(at).await;
        let known: Vec<_> = sessions
            .iter()
            .filter_map(|session| session.instance().cloned())
            .collect();
        if matches!(act, Act::Scheduled | Act::ByHand) {
            sessions[index]
                .begin(stage, act == Act::ByHand, &known)
                .await;
        } else {
            sessions[index]
                .carry_out(stage, act, days.local_date(at))
                .await;
        }
    }
}
