//! The tests of papers, in a binary that is its own rendering child: started with the hidden subcommand, it renders.
//!
//! `samples` draws every template up from its sample, `editable` the same as DOCX, `stories` from what the engine gives, `refusals` takes fields away,
//! `registers` prints registers, `hostile` feeds templates that must
//! die without hurting the parent. Tables are tested beside their code.

#![allow(clippy::unwrap_used)]

mod editable;
mod hostile;
mod layout;
mod paper;
mod refusals;
mod registers;
mod samples;
mod stories;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(reglament_documents::RENDER_SUBCOMMAND) {
        return reglament_documents::render_child_main();
    }
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(samples::trials());
    trials.extend(editable::trials());
    trials.extend(layout::trials());
    trials.extend(refusals::trials());
    trials.extend(registers::trials());
    trials.extend(stories::trials());
    trials.extend(hostile::trials());
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
