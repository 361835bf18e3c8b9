//! What happens to the servers and to their database, one thing after another, as the dice of the run say.

use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use reglament_tests::browser::{Request, send};
use reglament_tests::{Dice, Stop, signal};

use super::PATIENCE;
use super::house::{House, NODES, WRONG};
use crate::crash::client::{self, Stage};
use crate::crash::ledger::Ledger;

/// Longest quiet between two acts, in milliseconds.
const QUIET: usize = 900;
/// A little longer than a server leads without asking.
const LONGER_THAN_THE_LEASE: Duration = Duration::from_secs(11);
/// Much longer than anybody waits.
const LONG: Duration = Duration::from_secs(30);
/// Deliveries that a server has under way at most: so many letters may come again for each that is disturbed.
const DELIVERIES: usize = 16;
/// How long a server may go on saying that it is ready while commits are not confirmed.
const RED: Duration = Duration::from_secs(12);
/// How long a client may wait for an answer then.
const BOUND: Duration = Duration::from_secs(20);

/// What a run is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::crash) enum Theme {
    KillAndCut,
    Pause,
    Restart,
    Failover,
    Clocks,
}

impl Theme {
    pub(in crate::crash) const ALL: [Self; 5] = [
        Self::KillAndCut,
        Self::Pause,
        Self::Restart,
        Self::Failover,
        Self::Clocks,
    ];

    fn acts(self) -> (usize, &'static [Act]) {
        use Act::{
            Clock, Cut, Delay, Failover, Kill, LoseAnswers, Partition, StopDatabase, Terminate,
        };
        match self {
            Self::KillAndCut => (
                16,
                &[Kill, Kill, Cut, LoseAnswers, Delay, Partition, Terminate],
            ),
            Self::Pause => (12, &[Cut, LoseAnswers]),
            Self::Restart => (6, &[StopDatabase]),
            Self::Failover => (3, &[Failover]),
            Self::Clocks => (14, &[Clock, Clock, Kill, Cut]),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Act {
    /// A server dies and is started again.
    Kill,
    /// All connections to the database end.
    Cut,
    /// What was asked of the database arrives, the answers do not.
    LoseAnswers,
    /// Answers of the database come late.
    Delay,
    /// Nobody reaches the database for a while.
    Partition,
    /// The database ends all connections.
    Terminate,
    /// The database ends in one way or another, and begins again.
    StopDatabase,
    /// The database dies and its standby takes over.
    Failover,
    /// The clock of one server jumps.
    Clock,
}

/// Whoever disturbs the servers.
pub(super) struct Nemesis<'a> {
    house: &'a mut House,
    stage: &'a Stage,
    dice: Dice,
    /// How often a server was disturbed.
    disturbed: usize,
    paused: Option<(usize, Instant)>,
    /// What the nemesis itself was told.
    pub(super) own: Ledger,
}

impl<'a> Nemesis<'a> {
    pub(super) fn new(house: &'a mut House, stage: &'a Stage, dice: Dice) -> Self {
        Self {
            house,
            stage,
            dice,
            disturbed: 0,
            paused: None,
            own: Ledger::default(),
        }
    }

    /// Letters that may have come twice after all this.
    pub(super) fn most_twice(&self) -> usize {
        self.disturbed * DELIVERIES
    }

    /// One thing after another; everything is well again at the end.
    pub(super) fn rage(&mut self, theme: Theme) {
        let began = Instant::now();
        let (acts, kinds) = theme.acts();
        if theme == Theme::Failover {
            self.standby_stands_still();
        }
        for number in 0..acts {
            self.quiet();
            if theme == Theme::Pause && number % 6 == 1 {
                let long = if number == 1 {
                    LONG
                } else {
                    LONGER_THAN_THE_LEASE
                };
                self.pause();
                for _ in 0..3 {
                    self.quiet();
                    let act = kinds[self.dice.below(kinds.len())];
                    self.act(act);
                }
                self.go_on(long);
            }
            let act = kinds[self.dice.below(kinds.len())];
            self.act(act);
        }
        self.house.proxy.delay(Duration::ZERO);
        println!("{theme:?}: {acts} acts in {:.1?}", began.elapsed());
    }

    fn quiet(&mut self) {
        thread::sleep(Duration::from_millis(self.dice.below(QUIET) as u64));
    }

    fn act(&mut self, act: Act) {
        println!("  {act:?}");
        self.disturbed += match act {
            Act::Kill => 1,
            Act::Delay | Act::Clock => 0,
            _ => NODES,
        };
        let proxy = &self.house.proxy;
        match act {
            Act::Kill => {
                let victim = self.dice.below(NODES);
                proxy.delay(Duration::ZERO);
                self.house.kill(victim, self.stage);
            }
            Act::Cut => proxy.cut(),
            Act::LoseAnswers => proxy.lose_answers(),
            Act::Delay => proxy.delay(Duration::from_millis(self.dice.below(200) as u64)),
            Act::Partition => {
                let pause = 500 + self.dice.below(3_000);
                proxy.down(true);
                thread::sleep(Duration::from_millis(pause as u64));
                self.house.proxy.down(false);
            }
            Act::Terminate => {
                self.house.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                     AND pid <> pg_backend_pid()",
                );
            }
            Act::StopDatabase => {
                let ways = [Stop::Fast, Stop::Immediate, Stop::Kill];
                let how = ways[self.dice.below(ways.len())];
                println!("    {how:?}");
                self.house.postgres.stop(how);
                self.house.postgres.begin();
                self.until_one_answers();
            }
            Act::Failover => self.fail_over(),
            Act::Clock => {
                let hours = [-3_600, 3_600, 0];
                let seconds = hours[self.dice.below(hours.len())];
                println!("    server {WRONG}: {seconds:+} s");
                self.house.set_clock(seconds);
            }
        }
    }

    /// A server stands still: one of those that may lead.
    fn pause(&mut self) {
        let victim = self.dice.below(NODES);
        println!("  server {victim} stands still");
        signal(self.house.nodes[victim].id(), "-STOP");
        self.paused = Some((victim, Instant::now()));
        self.disturbed += 1;
    }

    fn go_on(&mut self, after: Duration) {
        let (victim, since) = self.paused.take().expect("somebody stands still");
        thread::sleep(after.saturating_sub(since.elapsed()));
        signal(self.house.nodes[victim].id(), "-CONT");
        println!("  server {victim} goes on after {:.0?}", since.elapsed());
    }

    /// The database is killed, its standby takes over, and gets a standby of its own.
    fn fail_over(&mut self) {
        self.until_in_step();
        let before = self.acknowledged();
        self.house.proxy.down(true);
        self.house.postgres.stop(Stop::Kill);
        let standby = self.house.standby.take().expect("there is a standby");
        standby.promote();
        let mut old = std::mem::replace(&mut self.house.postgres, standby);
        self.house.proxy.switch(self.house.postgres.socket());
        self.house.proxy.down(false);
        // The old one comes back and thinks that it is the one; nobody is led to it.
        old.begin();
        self.until_more_than(before);
        drop(old);
        let standby = self.house.postgres.standby();
        self.house.postgres.wait_for_standby(true);
        self.house.standby = Some(standby);
    }

    /// The standby stands still: commits wait, and nobody is told that something was done.
    fn standby_stands_still(&mut self) {
        self.until_in_step();
        let standby = self.house.standby.as_ref().expect("there is a standby");
        standby.pause(true);
        let began = Instant::now();
        let key = format!("start-{:016x}-hanging", self.stage.run);
        let order = client::order("hanging".to_owned(), key, Some(0));
        let request = Request::command(&order.path, &order.key, order.body.clone());
        let address = self.house.nodes[1].address();
        let asked = thread::spawn(move || send(address, &request));
        let mut red = [false; NODES];
        while red.contains(&false) {
            assert!(
                began.elapsed() < RED,
                "servers go on saying that they are ready: {red:?}"
            );
            for (is_red, node) in red.iter_mut().zip(self.house.addresses()) {
                let answer = send(node, &Request::get("/readyz"));
                *is_red |= answer.is_ok_and(|answer| answer.status == 503);
            }
            thread::sleep(Duration::from_millis(50));
        }
        println!(
            "  the standby stands still; all servers are red after {:.1?}",
            began.elapsed()
        );
        let told = self.acknowledged();
        let answer = asked
            .join()
            .unwrap()
            .expect("an answer comes, whatever it says");
        let waited = began.elapsed();
        assert_eq!(answer.status, 503, "{}", answer.html());
        assert!(!answer.header("retry-after").unwrap_or_default().is_empty());
        assert!(waited < BOUND, "the answer came after {waited:.1?}");
        println!("  a command was answered with 503 after {waited:.1?}");
        assert_eq!(
            self.acknowledged(),
            told,
            "a command was acknowledged that waits"
        );
        let standby = self.house.standby.as_ref().expect("there is a standby");
        standby.pause(false);
        self.until_more_than(told);
        let kept = client::start(self.stage, order);
        self.own.entries.push(kept);
        self.disturbed += NODES;
    }

    fn acknowledged(&self) -> usize {
        self.stage.acknowledged.load(Ordering::Relaxed)
    }

    fn until_more_than(&self, before: usize) {
        let began = Instant::now();
        while self.acknowledged() < before + 10 {
            assert!(
                began.elapsed() < PATIENCE,
                "nothing is acknowledged any more:\n{}",
                self.house.logs()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn until_one_answers(&self) {
        self.until_more_than(self.acknowledged());
    }

    fn until_in_step(&self) {
        let began = Instant::now();
        let sql = "SELECT COUNT(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
        while self.house.sql(sql) != "1" {
            assert!(began.elapsed() < PATIENCE, "the standby does not follow");
            thread::sleep(Duration::from_millis(50));
        }
    }
}
