//! The program as a server: started on a free port, asked until it answers, killed at once.
//!
//! What it prints is kept for the message of a failed test.

use std::io::{BufRead as _, BufReader, Read};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::Program;
use crate::browser::{Request, send};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

impl Program {
    /// Starts the server on a free port and waits until it answers.
    pub fn serve(&self) -> Running {
        self.serve_with(&[])
    }

    /// The same with more flags.
    pub fn serve_with(&self, flags: &[&str]) -> Running {
        let address = free_address();
        let listen = address.to_string();
        let mut command = self.command(&[&["serve", "--listen", &listen], flags].concat());
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

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it at once (SIGKILL).
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop (SIGTERM) and waits for its end; gives its exit code, none when it was killed by a signal.
    pub fn stop(&mut self) -> Option<i32> {
        signal(self.id(), "-TERM");
        self.child.wait().unwrap().code()
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

/// Sends a process a signal, such as `-STOP`.
pub fn signal(process: u32, what: &str) {
    let mut kill = Command::new("kill");
    let sent = kill.args([what, &process.to_string()]);
    // One that has ended meanwhile hears nothing.
    let _ = sent.stderr(Stdio::null()).status().unwrap();
}

/// Reads the lines of a stream to its end, so that the server never waits for a full pipe.
fn watch(stream: impl Read + Send + 'static, lines: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let _ = lines.send(line);
        }
    });
}
