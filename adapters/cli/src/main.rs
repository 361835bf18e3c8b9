//! reglament
fn main() {}
