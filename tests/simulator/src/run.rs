//! One run: a regulation, nodes, clients and faults of one seed; and then the peace in which everything must end.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use reglament_definition::Package;

use crate::{
    Outcome, Sabotage,
    check::Checker,
    client::{self, Ledger},
    dice::Dice,
    faults::Mixture,
    nodes::Nodes,
    regulation,
    world::World,
};

/// Commands that may be unanswered at a time.
const WAITING_MAX: usize = 6;
/// The clock is put forward by this much in all while things fail, so that no reply is too old to be known.
const JUMPS_MAX: TimeDelta = TimeDelta::days(20);

/// A run under way.
pub(crate) struct Run {
    pub(crate) world: Arc<World>,
    pub(crate) nodes: Arc<Nodes>,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) checker: Checker,
    pub(crate) mixture: Mixture,
    pub(crate) dice: Dice,
    pub(crate) started: u32,
    pub(crate) jumped: TimeDelta,
    /// By how much the clock was put back by mistake.
    pub(crate) back: TimeDelta,
}

/// Plays a seed.
pub(crate) async fn play(seed: u64, steps: u32, sabotage: Option<Sabotage>) -> Outcome {
    let mut dice = Dice::new(seed);
    let files = regulation::package(&mut dice.fork());
    let text = files["main/process.yaml"].clone() + "---" + &files["main/child.yaml"];
    let package = compiled(&files, seed);
    let mixture = Mixture::of(&mut dice);
    let count = 1 + dice.below(3);
    let world = Arc::new(World::new(&mut dice, mixture.clone(), count, sabotage));
    let nodes = Arc::new(Nodes::new(world.clone(), package, count));
    let mut run = Run {
        world: world.clone(),
        nodes: nodes.clone(),
        ledger: Arc::default(),
        checker: Checker::default(),
        mixture,
        dice,
        started: 0,
        jumped: TimeDelta::zero(),
        back: TimeDelta::zero(),
    };
    world.note(|| format!("{count} nodes, {:?}", run.mixture));
    let mut step = 0;
    match run.begin(files).await {
        Err(error) => world.broken(format!("the run could not begin: {error}")),
        Ok(()) => {
            world.calm(false);
            while step < steps && world.first_broken().is_none() {
                step += 1;
                run.step().await;
            }
            run.end().await;
        }
    }
    Outcome {
        seed,
        steps: step,
        broken: world.first_broken(),
        story: world.story(),
        regulation: text,
        seen: std::mem::take(&mut run.checker.seen),
        commands: run.ledger.entries().len(),
    }
}

fn compiled(files: &std::collections::BTreeMap<String, String>, seed: u64) -> Package {
    let compiled = reglament_definition::compile(files);
    let problems: Vec<String> = compiled
        .diagnostics
        .iter()
        .filter(|found| found.is_error())
        .map(|found| format!("{} {}:{} {}", found.code, found.file, found.line, found.en))
        .collect();
    match compiled.package {
        Some(package) if problems.is_empty() => package,
        _ => panic!(
            "seed {seed}: {}\n{}",
            problems.join("\n"),
            files["main/process.yaml"]
        ),
    }
}

impl Run {
    async fn begin(
        &mut self,
        files: std::collections::BTreeMap<String, String>,
    ) -> Result<(), String> {
        for node in 0..self.nodes.count() {
            self.nodes
                .start(node)
                .await
                .map_err(|error| error.to_string())?;
            if node == 0 {
                // Until everything sleeps: publishing leaves this thread, and nobody else may be awake when it comes back.
                tokio::time::sleep(Duration::from_millis(1)).await;
                let (_, service) = self.nodes.some(0).ok_or("no node")?;
                let published = service.publish(files.clone(), "test").await;
                published.map_err(|error| error.to_string())?;
            }
        }
        Ok(())
    }

    /// One act, a little time, and a look at what came of it.
    async fn step(&mut self) {
        let act = self.dice.below(100);
        let Mixture {
            kills,
            jumps,
            repeats,
            ..
        } = self.mixture;
        if act < kills {
            self.disturb_nodes().await;
        } else if act < kills + jumps {
            self.jump_by_mistake();
        } else if act < kills + jumps + repeats {
            self.repeat();
        } else if act < 70 {
            self.ask();
        } else if act < 82 {
            self.let_time_pass();
        }
        let most = *self.dice.one(&[5, 60, 60, 1_500]);
        let pause = self.dice.below(most) as u64;
        tokio::time::sleep(Duration::from_millis(pause)).await;
        self.checker.look(&self.world);
    }

    async fn disturb_nodes(&mut self) {
        let node = self.dice.below(self.nodes.count());
        match self.dice.below(6) {
            0 => self.nodes.stop(node).await,
            _ if self.nodes.is_node_up(node) => self.nodes.kill(node),
            _ => {}
        }
        // What is down is mostly started again soon.
        for node in 0..self.nodes.count() {
            if !self.nodes.is_node_up(node) && self.dice.permille(700) {
                let _ = self.nodes.start(node).await;
            }
        }
    }

    /// Somebody puts the clock: an hour back, or a day ahead.
    fn jump_by_mistake(&mut self) {
        let by = match self.dice.below(3) {
            0 if self.jumped < JUMPS_MAX => TimeDelta::days(1),
            _ => {
                self.back += TimeDelta::hours(1);
                -TimeDelta::hours(1)
            }
        };
        self.jump(by);
    }

    fn let_time_pass(&mut self) {
        let minutes = *self.dice.one(&[1, 20, 60, 200, 900]);
        if self.jumped < JUMPS_MAX {
            self.jump(TimeDelta::minutes(minutes));
        }
    }

    pub(crate) fn jump(&mut self, by: TimeDelta) {
        self.jumped += by;
        self.world
            .note(|| format!("the clock is put by {} s", by.num_seconds()));
        self.world.jump(by);
    }

    /// A command again under its key, answered already or not.
    fn repeat(&mut self) {
        let count = self.ledger.entries().len();
        if count > 0 {
            let place = self.dice.below(count);
            self.ledger.entries()[place].loose = true;
            self.give(place);
            if self.dice.permille(300) {
                self.give(place);
            }
        }
    }

    fn ask(&mut self) {
        if self.ledger.waiting() < WAITING_MAX {
            let wish = self.wish();
            if let Some(wish) = wish {
                self.world
                    .note(|| format!("c{}: {wish:?}", self.ledger.entries().len()));
                let place = self.ledger.open(wish);
                self.give(place);
            }
        }
    }

    fn give(&mut self, place: usize) {
        let (world, nodes, ledger) = self.shared();
        let first = self.dice.below(self.nodes.count());
        tokio::spawn(client::insist(world, nodes, ledger, place, first));
    }

    /// What a client needs.
    pub(crate) fn shared(&self) -> (Arc<World>, Arc<Nodes>, Arc<Ledger>) {
        (self.world.clone(), self.nodes.clone(), self.ledger.clone())
    }
}
