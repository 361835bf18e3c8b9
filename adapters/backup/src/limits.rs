//! Every bound of backups, in one place.

/// Longest manifest, in bytes.
pub(crate) const MANIFEST_BYTES: u64 = 1024 * 1024;
/// Most members of a backup.
pub(crate) const MEMBERS: usize = 16;
/// Longest name of a member, in bytes.
pub(crate) const NAME_BYTES: usize = 64;
/// Longest file with keys, in bytes.
pub(crate) const KEY_BYTES: u64 = 64 * 1024;
/// Shortest passphrase, in characters.
pub(crate) const PASSPHRASE_CHARS: usize = 12;
/// Work of a passphrase: scrypt with N = 2 to this power, about half a second and 128 MiB.
pub(crate) const PASSPHRASE_WORK: u8 = 17;
/// Most work that a foreign file may demand: four seconds and 1 GiB.
pub(crate) const PASSPHRASE_WORK_MAX: u8 = 20;
/// Bytes that are read or written at once.
pub(crate) const BUFFER: usize = 128 * 1024;
/// Longest file with a checksum, in bytes.
pub(crate) const CHECKSUM_BYTES: u64 = 4 * 1024;
/// Most noughts after the last member.
pub(crate) const PADDING_BYTES: u64 = 64 * 1024;
