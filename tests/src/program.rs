//! The built program `reglament`: found beside the test, run for one command, started as a server and killed.
//!
//! Cargo builds it for `cargo test --workspace`; a test alone may find an old one or none.

use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::browser::{Request, send};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program with the database it works on.
#[derive(Clone, Debug)]
pub struct Program {
    binary: PathBuf,
    folder: PathBuf,
}

/// The program over a database in `folder`.
///
/// # Panics
/// When it has not been built.
pub fn program(folder: &Path) -> Program {
    let test = std::env::current_exe().expect("a running program knows its path");
    let built = test
        .parent()
        .and_then(Path::parent)
        .map(|folder| folder.join("reglament"));
    let binary = built.filter(|path| path.is_file());
    let binary = binary.unwrap_or_else(|| {
        panic!(
            "there is no `reglament` beside {}: build it with `cargo build -p reglament`",
            test.display()
        )
    });
    Program {
        binary,
        folder: folder.to_owned(),
    }
}

impl Program {
    /// The file of the program.
    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.folder.join("data.db")
    }

    /// A command line on the database, with nothing of the tester's own settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.wrapped(&[], arguments)
    }

    /// The same under another program, such as a tracer.
    pub fn wrapped(&self, wrapper: &[&str], arguments: &[&str]) -> Command {
        let binary = self.binary.to_string_lossy().into_owned();
        let mut words = wrapper
            .iter()
            .map(|word| (*word).to_owned())
            .chain([binary]);
        let mut command = Command::new(words.next().unwrap_or_default());
        command
            .args(words)
            .args(arguments)
            .current_dir(&self.folder)
            .env_clear();
        for kept in ["PATH", "HOME", "TMPDIR"] {
            command.envs(std::env::var_os(kept).map(|value| (kept, value)));
        }
        command
            .env("REGLAMENT_DATA", self.database())
            .env("REGLAMENT_LOG", "warn");
        command.env("LANG", "ru_RU.UTF-8");
        command
    }

    /// Runs a command to its end and expects success; gives what it printed.
    pub fn run(&self, arguments: &[&str]) -> String {
        self.run_with(arguments, "")
    }

    /// The same with a text on the standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> String {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{arguments:?} ended with {}:\n{}",
            output.status,
            said(&output)
        );
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Starts the server on a free port and waits until it answers.
    pub fn serve(&self) -> Running {
        let address = free_address();
        let mut command = self.command(&["serve", "--listen", &address.to_string()]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        watch(child.stdout.take().unwrap(), sender.clone());
        watch(child.stderr.take().unwrap(), sender);
        let mut server = Running {
            child,
            address,
            lines,
        };
        let began = Instant::now();
        while send(address, &Request::get("/sign-in")).is_err() {
            let ended = server.child.try_wait().unwrap();
            let waited = began.elapsed() > PATIENCE;
            assert!(
                ended.is_none() && !waited,
                "the server does not answer:\n{}",
                server.log()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        server
    }
}

/// A port that was free a moment ago. The kernel gives such ports in turn, so that another test hardly gets it too.
fn free_address() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap()
}

/// A server; killed when dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    address: SocketAddr,
    lines: mpsc::Receiver<String>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Kills it at once (SIGKILL).
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// What it has printed since the last call.
    pub fn log(&self) -> String {
        self.lines.try_iter().map(|line| line + "\n").collect()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads the lines of a stream to its end, so that the server never waits for a full pipe.
fn watch(stream: impl Read + Send + 'static, lines: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
