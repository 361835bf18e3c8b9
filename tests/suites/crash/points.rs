//! Points at which a command is killed or refused: the n-th call of a kind, counted in a run that nobody disturbs.

use std::fmt;
use std::fs;
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use reglament_tests::{Program, program};

use super::stages::Stage;

/// Calls by which something comes to the disk or goes from it.
pub(super) const CALLS: [&str; 6] = [
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "rename",
];

/// A moment of a command.
#[derive(Clone, Debug)]
pub(super) enum Point {
    /// The n-th call of this kind.
    Call(&'static str, usize),
    /// The first byte beyond this size of any file.
    Size(u64),
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(call, n) => write!(f, "{call} {n}"),
            Self::Size(bytes) => write!(f, "byte {bytes} of a file"),
        }
    }
}

impl Point {
    pub(super) fn size(bytes: u64) -> Self {
        Self::Size(bytes)
    }

    /// Runs the command and lets `what` happen at this point.
    pub(super) fn run(&self, program: &Program, arguments: &[&str], what: &str) -> Output {
        let wrapper = match self {
            Self::Call(call, n) => {
                let (trace, inject) = (
                    format!("trace={call}"),
                    format!("inject={call}:{what}:when={n}"),
                );
                let words = [
                    "strace",
                    "-f",
                    "-qq",
                    "-o",
                    "/dev/null",
                    "-e",
                    &trace,
                    "-e",
                    &inject,
                ];
                words.map(str::to_owned).to_vec()
            }
            Self::Size(bytes) => vec![
                "prlimit".to_owned(),
                "--core=0".to_owned(),
                format!("--fsize={bytes}"),
            ],
        };
        let wrapper: Vec<&str> = wrapper.iter().map(String::as_str).collect();
        let mut command = program.wrapped(&wrapper, arguments);
        command.stdin(Stdio::null()).output().unwrap()
    }
}

/// How often an undisturbed run makes each call.
fn counted(stage: &Stage, calls: &[&'static str]) -> Vec<(&'static str, usize)> {
    let folder = stage.copy();
    let log = folder.path().join("calls");
    let trace = format!("trace={}", calls.join(","));
    let wrapper = [
        "strace",
        "-f",
        "-qq",
        "-o",
        log.to_str().unwrap(),
        "-e",
        &trace,
    ];
    let mut command = program(folder.path()).wrapped(&wrapper, &stage.arguments());
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = fs::read_to_string(&log).unwrap();
    let times = |call: &str| {
        text.lines()
            .filter(|line| line.contains(&format!("{call}(")))
            .count()
    };
    calls.iter().map(|call| (*call, times(call))).collect()
}

/// Points of a command: every call, or so many of a kind, evenly spread.
pub(super) fn of(stage: &Stage, calls: &[&'static str], most: usize) -> Vec<Point> {
    let of_kind = |(call, times): (&'static str, usize)| {
        let step = times.div_ceil(most).max(1);
        (1..=times).step_by(step).map(move |n| Point::Call(call, n))
    };
    counted(stage, calls)
        .into_iter()
        .flat_map(of_kind)
        .collect()
}

/// Tries all points on all cores; gives how many were met.
pub(super) fn at_once(points: &[Point], meet: impl Fn(&Point) -> bool + Sync) -> usize {
    let (next, met) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(point) = points.get(next.fetch_add(1, Ordering::Relaxed)) {
                    met.fetch_add(usize::from(meet(point)), Ordering::Relaxed);
                }
            });
        }
    });
    met.into_inner()
}

/// Whether a program can be traced and killed at a call here.
pub(super) fn can_trace() -> bool {
    let mut command = std::process::Command::new("strace");
    command.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=write",
        "-e",
        "inject=write:signal=KILL:when=1",
    ]);
    let run = command.args(["echo", "traced"]).output();
    run.is_ok_and(|output| !output.status.success() && output.stdout.is_empty())
}
