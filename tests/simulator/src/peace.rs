//! The end of a run: nothing fails any more, every command is answered, and everything must come to its end.

use std::time::Duration;

use chrono::TimeDelta;
use reglament_runtime::Clock as _;

use crate::{
    client::{self, Standing, Wish},
    run::Run,
    wishes::doer,
};

/// Time in which servers do what they have just learnt.
const MOMENT: Duration = Duration::from_millis(30);
/// Time in which they look for what nobody has told them.
const LOOK: Duration = Duration::from_millis(1_300);
/// Rounds after which whatever has not ended never will.
const ROUNDS_MAX: u32 = 600;

impl Run {
    /// Nothing fails any more: every command is answered, everything ends, and the same keys get the same answers.
    pub(crate) async fn end(&mut self) {
        if self.world.first_broken().is_some() {
            return;
        }
        self.world.calm(true);
        self.world.note(|| "peace".to_owned());
        // Whoever put the clock back puts it right again: a lease of the future would keep everybody waiting for it.
        let back = std::mem::take(&mut self.back);
        self.jump(back);
        for node in 0..self.nodes.count() {
            if let Err(error) = self.nodes.start(node).await {
                return self
                    .world
                    .broken(format!("n{node} does not start in peace: {error}"));
            }
        }
        for _ in 0..ROUNDS_MAX {
            if self.ledger.waiting() == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        self.checker.look(&self.world);
        let laws = self.answers();
        if let Err(law) = laws {
            return self.world.broken(law);
        }
        self.again().await;
        self.carry_on().await;
        if self.world.first_broken().is_none() {
            let law = self.checker.at_the_end(&self.world);
            law.unwrap_or_else(|law| self.world.broken(law));
            self.own_verification().await;
        }
    }

    /// Everything was answered, and what was answered is so.
    fn answers(&self) -> Result<(), String> {
        for entry in &*self.ledger.entries() {
            let effect = self.checker.took_effect(&entry.key);
            match &entry.standing {
                Standing::Open => {
                    return Err(format!(
                        "{} was never answered: {:?}",
                        entry.key, entry.wish
                    ));
                }
                Standing::Done(_) if !effect => {
                    return Err(format!("{} was acknowledged and is lost", entry.key));
                }
                Standing::Refused(code) if effect && !entry.loose => {
                    return Err(format!(
                        "{} was refused ({code}) and took effect",
                        entry.key
                    ));
                }
                Standing::Done(_) | Standing::Refused(_) => {}
            }
        }
        Ok(())
    }

    /// Every acknowledged command once more under its key, each through another node.
    async fn again(&mut self) {
        let rows = |run: &Self| -> usize {
            let state = run.world.state();
            // Others are given by machines, at any time.
            let own = state
                .commands
                .keys()
                .filter(|id| id.as_str().starts_with('c'));
            own.count()
        };
        let before = rows(self);
        let count = self.ledger.entries().len();
        for place in 0..count {
            let done = matches!(self.ledger.entries()[place].standing, Standing::Done(_));
            if done {
                let (world, nodes, ledger) =
                    (self.world.clone(), self.nodes.clone(), self.ledger.clone());
                client::insist(world, nodes, ledger, place, place).await;
            }
        }
        self.checker.look(&self.world);
        if rows(self) != before && self.world.first_broken().is_none() {
            self.world
                .broken("a repetition was kept as a new command".to_owned());
        }
    }

    /// People do what there is to do, machines answer, time passes, until nothing is left.
    async fn carry_on(&mut self) {
        let mut pause = MOMENT;
        for round in 0..ROUNDS_MAX {
            tokio::time::sleep(pause).await;
            self.checker.look(&self.world);
            if self.world.first_broken().is_some() {
                return;
            }
            pause = MOMENT;
            let wishes = self.everything();
            let idle = wishes.is_empty();
            for (number, wish) in wishes.into_iter().enumerate() {
                let place = self.ledger.open(wish);
                let (world, nodes, ledger) = self.shared();
                client::insist(world, nodes, ledger, place, number + round as usize).await;
            }
            if idle {
                match self.ahead() {
                    Some(ahead) if ahead > TimeDelta::zero() => self.jump(ahead),
                    // It is due; servers look for what others have left behind once in a while.
                    Some(_) => pause = LOOK,
                    None => return,
                }
            }
        }
    }

    /// How far ahead the next thing is that happens by itself; none: nothing is left.
    fn ahead(&self) -> Option<TimeDelta> {
        let state = self.world.state();
        let ordered = (!state.signals.is_empty()).then(TimeDelta::zero);
        let next = state
            .next_moment()
            .map(|next| next - self.world.clock.now());
        [next, ordered].into_iter().flatten().min()
    }

    fn everything(&mut self) -> Vec<Wish> {
        let state = self.world.state();
        let incidents = state.incidents.keys().cloned();
        let mut wishes: Vec<Wish> = incidents
            .map(|(instance, incident)| Wish::Resolve { instance, incident })
            .collect();
        wishes.extend(state.tasks.values().map(|row| {
            let asks = self.asks(&state, row);
            Wish::Complete {
                instance: row.instance.clone(),
                task: row.task,
                by: doer(row),
                outcome: asks.0.then(|| "yes".to_owned()),
                count: asks.1.then_some(1),
            }
        }));
        wishes
    }

    /// What the product says of its own books.
    async fn own_verification(&self) {
        let Some((_, service)) = self.nodes.some(0) else {
            return;
        };
        match service.verify().await {
            Ok(differences) if differences.is_empty() => {}
            Ok(differences) => self
                .world
                .broken(format!("verify finds {:?}", differences.first())),
            Err(error) => self.world.broken(format!("verify fails: {error}")),
        }
    }
}
