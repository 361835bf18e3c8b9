//! Backups of an installation: one file, encrypted, that says what is in it and shows when it was touched.
//!
//! A backup is a `tar` packed by `gzip` inside the format of [age](https://age-encryption.org): whoever has the key needs no
//! Reglament to look into it. First comes `manifest.json`, then the members that it names, in its order. How a database is
//! copied while it is in use is the store's business, what belongs to an installation the program's; nothing here reads
//! a database, a clock or the settings.

mod archive;
mod checksum;
mod error;
mod folder;
mod key;
mod limits;
mod manifest;
mod name;
mod put;
mod seal;
mod write;

pub use archive::Archive;
pub use checksum::{Checked, checked};
pub use error::BackupError;
pub use folder::{forget_older, forget_unfinished};
pub use key::{Key, NewKey};
pub use manifest::{FORMAT, Manifest, Member};
pub use name::BackupName;
pub use put::put;
pub use seal::Seal;
pub use write::{Source, Written, write};
