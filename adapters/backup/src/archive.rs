//! Reading a backup: the manifest first, then the members, each compared with it, down to the last byte of the file.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

use age::{DecryptError, Decryptor};
use flate2::bufread::GzDecoder;
use sha2::{Digest as _, Sha256};

use crate::{
    BackupError, Key, Manifest, Member,
    limits::{BUFFER, MANIFEST_BYTES, PADDING_BYTES},
    write::MANIFEST,
};

/// How the two kinds of files begin.
const SEALED: &[u8] = b"age-encryption.org/";
const PACKED: &[u8] = &[0x1f, 0x8b];
/// Bytes of a block of a tar.
const BLOCK: usize = 512;

type Unpacked = GzDecoder<BufReader<Box<dyn Read>>>;

/// A backup that is being read.
pub struct Archive {
    unpacked: Unpacked,
    manifest: Manifest,
}

impl Archive {
    /// Opens a backup and reads its manifest.
    ///
    /// # Errors
    /// No backup, a later format, a key that does not fit or is missing, a damaged file.
    pub fn open(place: &Path, key: Option<&Key>) -> Result<Self, BackupError> {
        let file = File::open(place).map_err(|error| BackupError::of(place, error))?;
        let mut file = BufReader::with_capacity(BUFFER, file);
        let begin = file
            .fill_buf()
            .map_err(|error| BackupError::of(place, error))?;
        let bytes: Box<dyn Read> = if begin.starts_with(SEALED) {
            unsealed(file, key)?
        } else if begin.starts_with(PACKED) {
            Box::new(file)
        } else {
            return Err(BackupError::Foreign);
        };
        let mut unpacked = GzDecoder::new(BufReader::with_capacity(BUFFER, bytes));
        let length = header(&mut unpacked, MANIFEST)?;
        if length > MANIFEST_BYTES {
            return Err(BackupError::Foreign);
        }
        let mut text = Vec::new();
        contents(&mut unpacked, length, |bytes| {
            text.extend_from_slice(bytes);
            Ok(())
        })?;
        let manifest = Manifest::read(&text)?;
        Ok(Self { unpacked, manifest })
    }

    /// What is in it, as it says itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads every member into a file of its name in a folder of ours, and the backup to its end.
    ///
    /// # Errors
    /// A member is missing, foreign or not what the manifest says; the disk is full.
    pub fn unpack(self, folder: &Path) -> Result<Manifest, BackupError> {
        let Self {
            mut unpacked,
            manifest,
        } = self;
        for member in &manifest.members {
            take(&mut unpacked, member, folder)?;
        }
        end(unpacked)?;
        Ok(manifest)
    }
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive")
            .field("manifest", &self.manifest)
            .finish_non_exhaustive()
    }
}

fn unsealed(file: BufReader<File>, key: Option<&Key>) -> Result<Box<dyn Read>, BackupError> {
    let key = key.ok_or(BackupError::Sealed)?;
    let opened = Decryptor::new_buffered(file).map_err(|error| undone(&error))?;
    if opened.is_scrypt() != key.is_passphrase() {
        return Err(BackupError::OtherLock {
            by_passphrase: opened.is_scrypt(),
        });
    }
    let identities = key.identities();
    let stream = opened.decrypt(identities.iter().map(|one| &**one));
    Ok(Box::new(stream.map_err(|error| undone(&error))?))
}

fn undone(error: &DecryptError) -> BackupError {
    match error {
        DecryptError::NoMatchingKeys
        | DecryptError::KeyDecryptionFailed
        | DecryptError::DecryptionFailed => BackupError::WrongKey,
        DecryptError::UnknownFormat => BackupError::Foreign,
        other => BackupError::Damaged(other.to_string()),
    }
}

fn damaged(error: &io::Error) -> BackupError {
    BackupError::Damaged(error.to_string())
}

/// Reads the head of the next member, which must have this name, and gives its length.
fn header(from: &mut Unpacked, name: &str) -> Result<u64, BackupError> {
    let mut header = tar::Header::new_old();
    let block = header.as_mut_bytes();
    from.read_exact(block).map_err(|error| damaged(&error))?;
    // The sum counts its own field as spaces.
    let sum: u32 = block[..148]
        .iter()
        .chain(&block[156..])
        .map(|byte| u32::from(*byte))
        .sum();
    let sum = sum + 8 * u32::from(b' ');
    let is_whole = header.cksum().is_ok_and(|known| known == sum);
    let is_own = header.entry_type().is_file() && *header.path_bytes() == *name.as_bytes();
    match (is_whole && is_own, header.entry_size()) {
        (true, Ok(length)) => Ok(length),
        _ => Err(BackupError::Damaged(format!(
            "no `{name}` where it should be"
        ))),
    }
}

/// Reads so many bytes and what fills up their last block.
fn contents(
    from: &mut Unpacked,
    length: u64,
    mut with: impl FnMut(&[u8]) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let mut bytes = vec![0; BUFFER];
    let mut left = length;
    while left > 0 {
        let most = usize::try_from(left).map_or(BUFFER, |left| left.min(BUFFER));
        let read = from
            .read(&mut bytes[..most])
            .map_err(|error| damaged(&error))?;
        if read == 0 {
            return Err(BackupError::Damaged("it ends too early".to_owned()));
        }
        with(&bytes[..read])?;
        left -= read as u64;
    }
    let over = usize::try_from(length % BLOCK as u64).unwrap_or_default();
    let fill = &mut bytes[..(BLOCK - over) % BLOCK];
    from.read_exact(fill).map_err(|error| damaged(&error))
}

/// Reads one member into its file, which is on disk afterwards.
fn take(from: &mut Unpacked, member: &Member, folder: &Path) -> Result<(), BackupError> {
    let place = folder.join(&member.name);
    let failed = |error| BackupError::of(&place, error);
    let length = header(from, &member.name)?;
    let mut options = File::options();
    let options = options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(&place).map_err(failed)?;
    let mut sum = Sha256::new();
    if length == member.bytes {
        contents(from, length, |bytes| {
            sum.update(bytes);
            file.write_all(bytes).map_err(failed)
        })?;
    }
    if length != member.bytes || hex::encode(sum.finalize()) != member.sha256 {
        let why = format!("`{}` is not what the manifest says", member.name);
        return Err(BackupError::Damaged(why));
    }
    file.sync_all().map_err(failed)
}

/// Reads what is left: noughts of the tar, the sum of the packing, the last piece of the encryption, and nothing more.
fn end(mut unpacked: Unpacked) -> Result<(), BackupError> {
    let more = || BackupError::Damaged("something follows its end".to_owned());
    let mut rest = Vec::new();
    let mut limited = (&mut unpacked).take(PADDING_BYTES);
    limited
        .read_to_end(&mut rest)
        .map_err(|error| damaged(&error))?;
    if rest.len() < 2 * BLOCK {
        return Err(BackupError::Damaged("it ends too early".to_owned()));
    }
    if rest.iter().any(|byte| *byte != 0) || rest.len() as u64 == PADDING_BYTES {
        return Err(more());
    }
    let mut below = unpacked.into_inner();
    match below.read(&mut [0]).map_err(|error| damaged(&error))? {
        0 => Ok(()),
        _ => Err(more()),
    }
}
