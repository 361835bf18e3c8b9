//! What browsers send: bodies of forms, turned into the raw input that the engine checks.
//!
//! Nothing here judges a value. Names that the form does not have are refused, so that nobody can set a field that
//! was not asked for.

mod asked;
mod body;
mod card;
pub(crate) mod needed;
mod pressed;
mod raw;
mod topics;
mod upload;

pub use body::{FormBody, FormRejection, UploadedFile};
pub use pressed::Pressed;
pub use raw::{UnknownField, hidden_pairs, raw_input};

pub(crate) use asked::{link_name, link_specs, problems, specs, standing, take_links};
pub(crate) use card::groups as card_groups;
pub(crate) use topics::{Topic, topics};
pub(crate) use upload::{Sender, WithFiles, body_limit, read_files};
