//! The program itself as a server: how soon it is ready, what it keeps in memory, how it answers. It is the one beside the
//! benchmark (`cargo build --release`).

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use reglament_tests::{
    Program,
    browser::{Answer, Request, send},
    program,
};

use crate::{base::COOKIE, machine, place::Home, spread::Spread};

/// How long a server may take to be ready.
const PATIENCE: Duration = Duration::from_secs(300);
/// How often it is asked.
const LOOK: Duration = Duration::from_millis(2);

/// Whether the program has been built.
pub(crate) fn is_built() -> bool {
    let built = std::env::current_exe().ok();
    let built = built.and_then(|path| Some(path.parent()?.parent()?.join("reglament")));
    built.is_some_and(|path| path.is_file())
}

/// A server; killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
    /// From the start of the process until it said that it was ready.
    pub(crate) ready: Duration,
}

impl Server {
    /// Starts it on a database and waits until it is ready.
    pub(crate) fn start(folder: &Path, home: &Home) -> Self {
        let program: Program = program(folder).on(home.address.clone());
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let mut command = program.command(&["serve", "--listen", &address.to_string()]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::inherit());
        let began = Instant::now();
        let mut child = command.spawn().unwrap();
        let is_ready = || {
            let answer = send(address, &Request::get("/readyz"));
            answer.is_ok_and(|answer| answer.status == 200)
        };
        while !is_ready() {
            assert!(child.try_wait().unwrap().is_none(), "the server has ended");
            assert!(began.elapsed() < PATIENCE, "the server is not ready");
            std::thread::sleep(LOOK);
        }
        Self {
            child,
            address,
            ready: began.elapsed(),
        }
    }

    /// Asks for a page as the clerk who is signed in.
    pub(crate) fn get(&self, path: &str) -> Answer {
        let mut request = Request::get(path);
        let cookie = format!("session={COOKIE}");
        request.headers.push(("Cookie".into(), cookie));
        let answer = send(self.address, &request).unwrap_or_else(|why| panic!("{path}: {why:?}"));
        assert_eq!(answer.status, 200, "{path}:\n{}", answer.text());
        answer
    }

    /// Asks again and again; the first few do not count.
    pub(crate) fn times(&self, path: &str, count: usize) -> Spread {
        let ask = |_| {
            let began = Instant::now();
            self.get(path);
            began.elapsed()
        };
        (0..5).map(ask).for_each(drop);
        Spread::of((0..count).map(ask).collect())
    }

    /// Memory in RAM, megabytes: all, and without the pages of the program's file.
    pub(crate) fn memory(&self) -> (f64, f64) {
        machine::memory(self.child.id())
    }

    /// Kills it at once.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
