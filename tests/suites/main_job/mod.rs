//! The main job on real input with the real parts: one session of October 2021 from the registration to the appeal.
//!
//! SQLite, the web pages over HTTP, an SMTP server, Typst in child processes; only the clock is set by hand. Read
//! `story` first; who takes part is in `cast`, how things are done in `stage` and `office`.

mod appeal;
mod cast;
mod files;
mod late;
mod letters;
mod office;
mod papers;
mod registration;
mod results;
mod stage;
mod story;
