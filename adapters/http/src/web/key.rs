//! Keys of commands: a hidden input of every form, so that a form sent twice takes effect once.
//!
//! A key is bound to whoever sends it: nobody can answer for another by repeating a key.

use reglament_core::CommandId;

use super::Failure;

const HEX_DIGITS: usize = 32;

/// A key for a form that is about to be shown: 128 random bits.
pub(crate) fn fresh_key() -> Result<String, Failure> {
    let half = || getrandom::u64().map_err(|_| Failure::Broken);
    Ok(format!("{:016x}{:016x}", half()?, half()?))
}

/// The command id behind the key of a form. `who`: a person's id; none: the public.
///
/// # Errors
/// A form without a proper key was not made by this site.
pub(crate) fn command_id(who: Option<&str>, key: Option<&str>) -> Result<CommandId, Failure> {
    let proper = |key: &&str| key.len() == HEX_DIGITS && key.bytes().all(|b| b.is_ascii_hexdigit());
    let key = key.filter(proper).ok_or(Failure::Unreadable)?;
    Ok(CommandId(format!("web/{}/{key}", who.unwrap_or("public"))))
}
