//! What is done with the file of a database rather than with its rows: copying it while it is in use, examining it, taking
//! note of backups. Encryption and archives are not here.

mod copy;
mod damage;
mod elsewhere;
mod examine;
mod note;
mod pages;
mod restored;
mod room;

pub(crate) use copy::beside;
pub use copy::{CopyError, copy};
use damage::damage;
pub(crate) use damage::{is_damage, is_large, was_unclean};
pub(crate) use elsewhere::elsewhere;
pub use examine::{Examined, examine};
pub use note::BackupNote;
pub(crate) use pages::Pages;
pub use restored::mark_as_restored;
pub(crate) use restored::take_note;
