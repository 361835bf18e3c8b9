//! The built program `reglament`: found beside the test and run for one command, alone or under a tracer.
//!
//! Cargo builds it for `cargo test --workspace`; a test alone may find an old one or none.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program with the database it works on.
#[derive(Clone, Debug)]
pub struct Program {
    binary: PathBuf,
    folder: PathBuf,
    /// The database of a server, instead of the file.
    server: Option<String>,
    /// What is logged.
    log: String,
    /// More of its environment.
    environment: Vec<(String, String)>,
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
        server: None,
        log: "warn".to_owned(),
        environment: Vec::new(),
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

    /// The same program on the database of a server.
    pub fn on(mut self, address: String) -> Self {
        self.server = Some(address);
        self
    }

    /// The same that logs by another filter.
    pub fn logging(mut self, filter: &str) -> Self {
        self.log = filter.to_owned();
        self
    }

    /// Another build of the program on the same database.
    pub fn at(mut self, binary: &Path) -> Self {
        self.binary = binary.to_owned();
        self
    }

    /// The same with something more in its environment.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
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
            .env("REGLAMENT_LOG", &self.log);
        command.envs(
            self.server
                .iter()
                .map(|server| ("REGLAMENT_DATABASE", server)),
        );
        command.env("LANG", "ru_RU.UTF-8");
        for (name, value) in &self.environment {
            command.env(name, value);
        }
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
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
