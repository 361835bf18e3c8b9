//! Single commands are killed at the writes and flushes that they make: what was printed is there, nothing is torn.
//!
//! The kills are made by `strace` at the n-th system call, so that no moment is left to chance. Where tracing is not allowed
//! the kernel kills instead, at the first byte written beyond a size; the test says which of the two it was.

use std::path::Path;
use std::process::{Output, Stdio};

use reglament_tests::{Program, program};

use super::points::{self, CALLS, Point};
use super::stages::{self, Stage};

/// Fewest kills that make a proof.
const LEAST: usize = 300;
/// Most kills of one command at one kind of call; of more calls some are left out evenly.
const MOST: usize = 160;
/// Where nothing may trace: kills of one command, each when a file would grow beyond a size.
const SIZES: u64 = 110;
/// Bytes between two such sizes.
const SIZE_STEP: u64 = 8 * 1024;

#[test]
fn a_command_killed_at_any_write_is_done_or_not_begun() {
    let traced = points::can_trace();
    if !traced {
        println!(
            "NOT TRACED: strace is missing or may not trace here. Kills are made by a limit on the size of files \
             instead: they meet writes that make a file grow, and no flush."
        );
    }
    let mut kills = 0;
    for stage in &stages::all() {
        let points = match traced {
            true => points::of(stage, &CALLS, MOST),
            false => (1..=SIZES).map(|n| Point::size(n * SIZE_STEP)).collect(),
        };
        let met = points::at_once(&points, |point| killed_at(stage, point));
        println!("{}: {met} of {} points met", stage.name, points.len());
        kills += met;
    }
    assert!(kills >= LEAST || !traced, "{kills} points prove too little");
    assert!(kills > 0, "not one point was met");
}

/// Kills the command at the point and looks at what is left; whether it died.
fn killed_at(stage: &Stage, point: &Point) -> bool {
    let folder = stage.copy();
    let program = program(folder.path());
    let output = point.run(&program, &stage.arguments(), "signal=KILL");
    let survived = output.status.success();
    // Publishing may be repeated at will; it also makes the database, if that had not happened yet.
    if stage.name == "publish" {
        program.run(&stage.arguments());
    }
    stage.check(folder.path(), !output.stdout.is_empty(), &point.to_string());
    !survived
}

/// A flush that fails is the end of the process: what the disk then holds only a new start can tell. Most flushes of a
/// command empty the journal when it is over, and nobody waits for those.
#[test]
fn a_flush_that_fails_ends_the_program() {
    let met = refused(&["fsync", "fdatasync"], "EIO", 10);
    assert!(met.is_none_or(|met| met >= 2), "no commit was met");
}

/// A full disk refuses a command in words, and the same command is carried out once there is room.
#[test]
fn a_full_disk_refuses_in_words_and_tears_nothing() {
    let met = refused(&["pwrite64"], "ENOSPC", 100);
    assert!(met.is_none_or(|met| met >= 20), "too few writes were met");
}

/// Lets the calls of a start and of a task fail one after another; what was not done is done by the next try. Gives how many
/// of these commands failed; none where nothing may trace.
fn refused(calls: &[&'static str], error: &str, least: usize) -> Option<usize> {
    if !points::can_trace() {
        println!("NOT TRACED: failing calls need strace");
        return None;
    }
    let (mut tried, mut met) = (0, 0);
    for stage in stages::all().iter().filter(|stage| stage.name != "publish") {
        let points = points::of(stage, calls, MOST);
        tried += points.len();
        met += points::at_once(&points, |point| {
            let folder = stage.copy();
            let program = program(folder.path());
            let output = point.run(&program, &stage.arguments(), &format!("error={error}"));
            let failed = !output.status.success();
            let words = !output.stdout.is_empty() || !output.stderr.is_empty();
            assert!(
                words || !failed,
                "{error} at {point}: failed without a word"
            );
            let place = format!("{error} at {point}");
            if !stage.check(folder.path(), acknowledged(&output), &place) {
                again(&program, stage, folder.path(), &place);
            }
            failed
        });
    }
    println!("{error} at {tried} calls: {met} commands failed");
    assert!(tried >= least, "{tried} points prove too little");
    Some(met)
}

/// With `--json` failures are printed too.
fn acknowledged(output: &Output) -> bool {
    output.status.success() && !output.stdout.is_empty()
}

fn again(program: &Program, stage: &Stage, folder: &Path, place: &str) {
    let mut command = program.command(&stage.arguments());
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(
        output.status.success(),
        "{place}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        stage.check(folder, true, place),
        "{place}: not done by the next try"
    );
}
