//! `reglament-bill FILE`: the bill of materials of the program, as CycloneDX 1.6 JSON, for those who must know what runs
//! on their machines.
//!
//! It lists what is inside the shipped program and what took part in building it: crates, the SQLite that is compiled in,
//! the packages of the text editor. Tools and crates of tests are left out. It knows no advisories (`.ci/scan` does), takes no
//! time and no chance into the file: the same sources give the same bytes.

mod bill;
mod component;
mod crates;
mod npm;
mod sqlite;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(place) = std::env::args_os().nth(1).map(PathBuf::from) else {
        return complain("say where to write: `reglament-bill reglament.cdx.json`");
    };
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = match bill::of(&root) {
        Ok(bill) => format!("{bill:#}\n"),
        Err(why) => return complain(&why),
    };
    match std::fs::write(&place, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => complain(&format!("{}: {why}", place.display())),
    }
}

#[allow(clippy::print_stderr, reason = "a program of one sentence")]
fn complain(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::FAILURE
}
