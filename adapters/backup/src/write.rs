//! Writing a backup: under a name that nobody takes for one, read back, and only then given its name.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use rustix::fs::{Advice, fadvise};
use sha2::{Digest as _, Sha256};

use crate::{
    BackupError, Manifest, Member, Seal,
    checksum::{beside, line, sum_of},
    folder::unfinished,
    limits::BUFFER,
    put,
    seal::Sealed,
};

/// The name of the first member.
pub(crate) const MANIFEST: &str = "manifest.json";

/// A file that is to be a member.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it is.
    pub place: PathBuf,
    /// As what it is kept.
    pub member: Member,
}

impl Source {
    /// Reads a file to know its length and its digest.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(place: &Path, name: &str) -> Result<Self, BackupError> {
        let failed = |error| BackupError::of(place, error);
        Ok(Self {
            member: Member {
                name: name.to_owned(),
                bytes: fs::metadata(place).map_err(failed)?.len(),
                sha256: sum_of(place).map_err(failed)?,
            },
            place: place.to_owned(),
        })
    }
}

/// A backup that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// Writes a backup to `place`, where nothing is yet, with a checksum beside it. When this returns, it is on disk and was
/// read back. `manifest` names the members of `sources`, in their order.
///
/// # Errors
/// A source changed meanwhile, the disk is full, or a file cannot be used. Then nothing is left that looks like a backup.
pub fn write(
    place: &Path,
    seal: &Seal,
    manifest: &Manifest,
    sources: &[Source],
) -> Result<Written, BackupError> {
    if place.exists() {
        return Err(BackupError::Exists {
            place: place.to_owned(),
        });
    }
    let part = Part(unfinished(place));
    let written = pack(&part.0, seal, manifest, sources)?;
    read_back(&part.0, &written)?;
    put(&part.0, place)?;
    let sum = beside(place);
    fs::write(&sum, line(place, &written.sha256)).map_err(|error| BackupError::of(&sum, error))?;
    sync_folder(place)?;
    Ok(written)
}

/// An unfinished backup, which goes with its owner unless it was given a name.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        // Not there any more when all went well.
        let _ = fs::remove_file(&self.0);
    }
}

fn pack(
    part: &Path,
    seal: &Seal,
    manifest: &Manifest,
    sources: &[Source],
) -> Result<Written, BackupError> {
    let failed = |error| BackupError::of(part, error);
    let mut options = File::options();
    let options = options.write(true).create_new(true).mode(0o600);
    let file = options.open(part).map_err(failed)?;
    let output = BufWriter::with_capacity(BUFFER, Summed::over(file));
    let sealed = seal.over(output).map_err(failed)?;
    // The file is mostly text, and speed counts for more than the last tenth.
    let packed = GzEncoder::new(sealed, Compression::fast());
    let mut tar = tar::Builder::new(packed);
    let text = serde_json::to_vec_pretty(manifest).map_err(|error| failed(error.into()))?;
    let at = u64::try_from(manifest.made_at.timestamp()).unwrap_or_default();
    tar.append(
        &header(MANIFEST, text.len() as u64, at).map_err(failed)?,
        &*text,
    )
    .map_err(failed)?;
    for source in sources {
        add(&mut tar, source, at, part)?;
    }
    finish(tar).map_err(failed)
}

type Tar = tar::Builder<GzEncoder<Sealed<BufWriter<Summed<File>>>>>;

fn header(name: &str, bytes: u64, at: u64) -> io::Result<tar::Header> {
    let mut header = tar::Header::new_gnu();
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mtime(at);
    header.set_mode(0o600);
    header.set_cksum();
    Ok(header)
}

fn add(tar: &mut Tar, source: &Source, at: u64, part: &Path) -> Result<(), BackupError> {
    let Source { place, member } = source;
    let file = File::open(place).map_err(|error| BackupError::of(place, error))?;
    let header = header(&member.name, member.bytes, at);
    let header = header.map_err(|error| BackupError::of(part, error))?;
    let mut summed = Summed::over(file.take(member.bytes));
    let added = tar.append(&header, &mut summed);
    added.map_err(|error| BackupError::of(part, error))?;
    match summed.bytes == member.bytes && hex::encode(summed.sum.finalize()) == member.sha256 {
        true => Ok(()),
        false => Err(BackupError::Changed {
            place: place.clone(),
        }),
    }
}

/// Ends every layer, the innermost first, and puts the file on disk.
fn finish(tar: Tar) -> io::Result<Written> {
    let output = tar.into_inner()?.finish()?.finish()?;
    let summed = output
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    summed.inner.sync_all()?;
    Ok(Written {
        bytes: summed.bytes,
        sha256: hex::encode(summed.sum.finalize()),
    })
}

/// Reads what was written from the disk rather than from memory, as far as the system is willing to.
fn read_back(part: &Path, written: &Written) -> Result<(), BackupError> {
    let failed = |error| BackupError::of(part, error);
    let file = File::open(part).map_err(failed)?;
    // Advice that the file system may ignore; then the check is weaker, not wrong.
    let _ = fadvise(&file, 0, None, Advice::DontNeed);
    match sum_of(part).map_err(failed)? == written.sha256 {
        true => Ok(()),
        false => Err(BackupError::Changed {
            place: part.to_owned(),
        }),
    }
}

fn sync_folder(place: &Path) -> Result<(), BackupError> {
    let folder = place
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| BackupError::of(folder, error))
}

/// Counts and digests what passes.
struct Summed<T> {
    inner: T,
    sum: Sha256,
    bytes: u64,
}

impl<T> Summed<T> {
    fn over(inner: T) -> Self {
        Self {
            inner,
            sum: Sha256::new(),
            bytes: 0,
        }
    }

    fn note(&mut self, bytes: &[u8]) {
        self.sum.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.note(&bytes[..read]);
        Ok(read)
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.note(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
