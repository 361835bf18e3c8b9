//! The program `reglament`; everything is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    reglament::main()
}
