//! What is measured of one database, part by part: each figure with its target, which is that of the design.

use std::time::Duration;

use reglament_store::SqlStore;

use crate::{
    base, latency,
    load::{self, Load},
    machine::Watch,
    place::{Home, Kind, Place},
    raw,
    regulation::COMMANDS,
    report::{Report, Target},
    server::Server,
    spread::Spread,
    timers, week,
};

/// How much is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Much {
    /// Cases of a closed loop that fits the cache, and of one that does not.
    pub(crate) hot: usize,
    pub(crate) cold: usize,
    /// Cases that are open at once in them.
    pub(crate) open_hot: usize,
    pub(crate) open_cold: usize,
    /// Single writes, for their spread.
    pub(crate) singles: usize,
    /// Seconds of the open loop.
    pub(crate) seconds: f64,
    /// Rounds of which the middle one counts.
    pub(crate) rounds: usize,
    /// A day of the week.
    pub(crate) day: Duration,
    pub(crate) base: base::Size,
}

/// One database under measurement.
pub(crate) struct Part<'a> {
    pub(crate) place: &'a Place,
    pub(crate) report: &'a mut Report,
    pub(crate) much: Much,
}

impl Part<'_> {
    fn line(&mut self, what: &str, value: &str, target: Option<Target>, watch: &Watch) {
        self.report
            .line(self.place.kind, what, value, target, watch);
    }

    /// What machine and database can do at best.
    pub(crate) async fn limits(&mut self) {
        let watch = Watch::begin();
        let flushes = raw::flushes(self.place, self.much.singles);
        self.line("append of 4 KB, flushed", &flushes.told(), None, &watch);
        let watch = Watch::begin();
        let alone = raw::rows_alone(self.place, self.much.singles).await;
        self.line("one plain row, committed", &alone.told(), None, &watch);
        let watch = Watch::begin();
        let rate = raw::rows_batched(self.place, self.much.singles / 10).await;
        let told = format!("{rate:.0} rows/s");
        self.line("plain rows, 1 000 in a commit", &told, None, &watch);
    }

    /// The closed loops, each beside the very rows that it writes.
    pub(crate) async fn throughput(&mut self) {
        let much = self.much;
        for (name, clients, open, instances) in [
            ("50 in flight, hot", 50, much.open_hot, much.hot),
            ("500 in flight, hot", 500, much.open_hot, much.hot),
            ("500 in flight, cold", 500, much.open_cold, much.cold),
        ] {
            let load = Load {
                clients,
                open,
                instances,
            };
            self.share(name, load).await;
        }
    }

    async fn share(&mut self, name: &str, load: Load) {
        let watch = Watch::begin();
        let mut rounds = Vec::new();
        for _ in 0..self.much.rounds {
            let home = self.place.fresh().await;
            let (measured, time) = load::run(&home.database, load, false).await;
            self.place.remove(home).await;
            let home = self.place.fresh().await;
            let (recorded, _) = load::run(&home.database, load, true).await;
            self.place.remove(home).await;
            let raw = raw::same_rows(self.place, &recorded.take()).await;
            let (time, raw) = (time.as_secs_f64(), raw.as_secs_f64());
            let writing = measured.times().writing.as_secs_f64() / time;
            let reading = measured.times().reading.as_secs_f64() / time;
            rounds.push((raw / time, time, raw, measured.commits(), writing, reading));
        }
        rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (share, time, raw, commits, writing, reading) = rounds[rounds.len() / 2];
        let instances = load.instances as f64;
        let commands = instances * COMMANDS as f64;
        let told = format!(
            "{:.0} instances/s, {:.0} commands/s, {:.0} a commit",
            instances / time,
            commands / time,
            commands / commits as f64
        );
        self.line(&format!("engine, {name}"), &told, None, &watch);
        let told = format!(
            "{:.0} % of {:.0} commands/s; writing {:.0} %, reading {:.0} %",
            100.0 * share,
            commands / raw,
            100.0 * writing,
            100.0 * reading
        );
        let target = Target::least(100.0 * share, 60.0, "%");
        self.line("  share of the same rows raw", &told, target, &watch);
    }

    /// How long one command takes.
    pub(crate) async fn latency(&mut self) {
        let singles = self.much.singles;
        let (raw, factors) = match self.place.kind {
            Kind::Sqlite => (raw::flushes(self.place, singles), (4.0, 12.0)),
            Kind::Postgres => (raw::rows_alone(self.place, singles).await, (5.0, 12.0)),
        };
        let watch = Watch::begin();
        let found = latency::measure(self.place, singles / 4, self.much.seconds).await;
        let (rate, alone) = &found.alone;
        let told = format!("{rate:.0} commands/s, {}", alone.told());
        self.line("one client after another", &told, None, &watch);
        let limit = factors.0 * raw.ms(50);
        let target = Target::most(found.open.ms(50), limit, "ms");
        let told = format!(
            "{:.2} ms ({:.1} raw)",
            found.open.ms(50),
            found.open.ms(50) / raw.ms(50)
        );
        self.line("500 commands/s, p50", &told, target, &watch);
        let limit = (factors.1 * raw.ms(50)).max(2.0);
        let target = Target::most(found.open.ms(99), limit, "ms");
        let told = format!(
            "{:.2} ms ({:.1} raw)",
            found.open.ms(99),
            found.open.ms(99) / raw.ms(50)
        );
        self.line("500 commands/s, p99", &told, target, &watch);
    }

    /// What a case leaves on disk when it has ended.
    pub(crate) async fn weight(&mut self) {
        let watch = Watch::begin();
        let home = self.place.fresh().await;
        SqlStore::open(&home.database).await.unwrap().close().await;
        let empty = self.place.bytes(&home).await;
        let load = Load {
            clients: 50,
            open: self.much.open_hot,
            instances: self.much.hot,
        };
        load::run(&home.database, load, false).await;
        let full = self.place.bytes(&home).await;
        self.place.remove(home).await;
        let one = full.saturating_sub(empty) as f64 / load.instances as f64 / 1e3;
        let target = Target::most(one, 2.5, "KB");
        self.line(
            "a finished instance on disk",
            &format!("{one:.1} KB"),
            target,
            &watch,
        );
    }

    /// The program on an empty database.
    pub(crate) async fn idle(&mut self) {
        let watch = Watch::begin();
        let mut starts = Vec::new();
        let mut memory = (0.0, 0.0);
        for _ in 0..self.much.rounds {
            let home = self.place.fresh().await;
            let folder = tempfile::tempdir().unwrap();
            let server = Server::start(folder.path(), &home);
            starts.push(server.ready);
            std::thread::sleep(Duration::from_secs(2));
            memory = server.memory();
            server.kill();
            self.place.remove(home).await;
        }
        let ready = Spread::of(starts).ms(50);
        let target = Target::most(ready, 1_000.0, "ms");
        self.line(
            "ready, new database",
            &format!("{ready:.0} ms"),
            target,
            &watch,
        );
        let target = Target::most(memory.0, 64.0, "MB");
        let told = format!("{:.0} MB, {:.0} of them its own", memory.0, memory.1);
        self.line("memory, idle, new database", &told, target, &watch);
    }

    /// Seven days of work, and what they leave in memory.
    pub(crate) async fn week(&mut self) {
        let watch = Watch::begin();
        let week = week::live(self.place, self.much.day).await;
        let days: Vec<String> = week.memory.iter().map(|mb| format!("{mb:.0}")).collect();
        let told = format!("{} MB", days.join(" "));
        // In the first days the memory of limited size fills.
        let grown = match (week.memory.get(3), week.memory.last()) {
            (Some(before), Some(last)) => 100.0 * (last - before) / before,
            _ => 0.0,
        };
        let target = Target::most(grown, 10.0, "%");
        self.line("memory of the engine, day by day", &told, target, &watch);
        let told = format!("{} instances, {} pages", week.cases, week.looks);
        let growth = format!("growth after the fourth day {grown:.0} %; {told}");
        self.line("  seven simulated days", &growth, None, &watch);
    }

    /// Everything with very many cases, on one filled database.
    pub(crate) async fn many(&mut self) {
        let watch = Watch::begin();
        let Some(home) = base::fill(self.place, self.much.base).await else {
            return;
        };
        let told = format!("{:.2} GB", self.place.bytes(&home).await as f64 / 1e9);
        let many = self.much.base.instances;
        self.line(&format!("{many} instances on disk"), &told, None, &watch);
        self.overdue(&home).await;
        self.loaded(&home).await;
        self.program(&home).await;
        self.place.remove(home).await;
    }

    async fn overdue(&mut self, home: &Home) {
        let watch = Watch::begin();
        let overdue = self.much.base.overdue;
        let (time, lags) = timers::fire(&home.database, overdue).await;
        let seconds = time.as_secs_f64();
        let told = format!(
            "{:.0} a second, all in {seconds:.2} s",
            overdue as f64 / seconds
        );
        let target = Target::most(seconds, 1.0, "s");
        self.line(&format!("{overdue} overdue timers"), &told, target, &watch);
        let told = lags.told();
        self.line("  lag from the start of the engine", &told, None, &watch);
    }

    async fn loaded(&mut self, home: &Home) {
        let much = self.much;
        let load = Load {
            clients: 500,
            open: much.open_hot,
            instances: much.hot,
        };
        let watch = Watch::begin();
        let empty = self.place.fresh().await;
        let (_, alone) = load::run(&empty.database, load, false).await;
        self.place.remove(empty).await;
        let (_, time) = load::run(&home.database, load, false).await;
        let share = 100.0 * alone.as_secs_f64() / time.as_secs_f64();
        let rate = (load.instances * COMMANDS) as f64 / time.as_secs_f64();
        let told = format!("{rate:.0} commands/s, {share:.0} % of an empty database");
        let target = Target::least(share, 75.0, "%");
        self.line("engine among them, 500 in flight", &told, target, &watch);
    }

    async fn program(&mut self, home: &Home) {
        if !crate::server::is_built() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch::begin();
        let server = Server::start(folder.path(), home);
        self.line("ready after a clean stop", &ms(&server), None, &watch);
        // Something must have been written, so that the log of the database is not empty.
        server.times("/tasks", 20);
        server.kill();
        let watch = Watch::begin();
        let server = Server::start(folder.path(), home);
        let target = Target::most(server.ready.as_secs_f64() * 1e3, 2_000.0, "ms");
        self.line("ready after SIGKILL", &ms(&server), target, &watch);
        std::thread::sleep(Duration::from_secs(2));
        let (all, own) = server.memory();
        let told = format!("{all:.0} MB, {own:.0} of them its own");
        self.line("memory, idle", &told, Target::most(all, 64.0, "MB"), &watch);
        let count = self.much.singles / 5;
        for (what, path, limit) in [
            ("overdue board", "/control", 10.0),
            ("my tasks", "/tasks", 10.0),
            ("instances", "/instances", 10.0),
        ] {
            let watch = Watch::begin();
            let times = server.times(path, count);
            let target = Target::most(times.ms(99), limit, "ms");
            self.line(what, &times.told(), target, &watch);
        }
        let (all, own) = server.memory();
        let told = format!("{all:.0} MB, {own:.0} of them its own");
        self.line("memory, after these pages", &told, None, &watch);
        server.kill();
    }
}

fn ms(server: &Server) -> String {
    format!("{:.0} ms", server.ready.as_secs_f64() * 1e3)
}
