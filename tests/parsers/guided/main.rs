//! One target under libFuzzer: `REGLAMENT_PARSER` names it. `run` beside this folder builds and starts it.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use reglament_parsers::{Target, target};

static CHOSEN: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("REGLAMENT_PARSER").unwrap_or_default();
    target(&name).unwrap_or_else(|| panic!("REGLAMENT_PARSER={name} names no target"))
});

fuzz_target!(|bytes: &[u8]| (CHOSEN.run)(bytes));
