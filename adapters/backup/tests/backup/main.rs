//! Backups as whoever runs an installation meets them: written, carried elsewhere, cut, touched, opened with the wrong key.

#![allow(
    clippy::unwrap_used,
    reason = "what a test prepares either works or fails the test"
)]

mod damage;
mod folder;
mod keys;
mod round_trip;
mod sample;
