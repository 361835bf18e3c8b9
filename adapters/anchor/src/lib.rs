//! The second place of anchors as a file, on another disk than the database: lines are added at its end and never changed.
//!
//! What a line means, and whether it belongs to the journal, is the runtime's question. Nothing here reads a database, a
//! clock or the settings.

mod limits;
mod lines;

use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Seek as _, SeekFrom, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reglament_runtime::port::{AnchorKeeper, AnchorLines};
use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};

/// A file of anchors.
#[derive(Clone, Debug)]
pub struct AnchorFile(PathBuf);

impl AnchorFile {
    /// The file at `path`; it need not be there yet.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Does something with the file where waiting for a disk disturbs nobody.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
    ) -> Result<T, String> {
        let path = self.0.clone();
        let place = self.place();
        let done = tokio::task::spawn_blocking(move || work(&path)).await;
        let done = done.map_err(|error| error.to_string())?;
        done.map_err(|error| format!("{place}: {error}"))
    }
}

#[async_trait]
impl AnchorKeeper for AnchorFile {
    fn place(&self) -> String {
        self.0.display().to_string()
    }

    async fn is_there(&self) -> Result<bool, String> {
        self.with(|path| path.try_exists()).await
    }

    async fn read(&self, from: u64) -> Result<AnchorLines, String> {
        self.with(move |path| {
            let (lines, next) = lines::read(&mut File::open(path)?, from)?;
            Ok(AnchorLines { lines, next })
        })
        .await
    }

    async fn near_end(&self, bytes: u64) -> Result<u64, String> {
        self.with(move |path| lines::near_end(&mut File::open(path)?, bytes))
            .await
    }

    async fn add(&self, at: u64, line: &str) -> Result<(), String> {
        let line = format!("{line}\n");
        self.with(move |path| add(path, at, &line)).await
    }

    async fn set_aside(&self, at: DateTime<Utc>) -> Result<String, String> {
        self.with(move |path| {
            let mut name = path.as_os_str().to_owned();
            name.push(at.format(".%Y%m%dT%H%M%SZ").to_string());
            let kept = PathBuf::from(name);
            renameat_with(CWD, path, CWD, &kept, RenameFlags::NOREPLACE)?;
            sync_folder(path)?;
            Ok(kept.display().to_string())
        })
        .await
    }
}

fn add(path: &Path, at: u64, line: &str) -> io::Result<()> {
    let is_new = !path.try_exists()?;
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o640)
        .open(path)?;
    // Two servers that were given one file by mistake must not write into each other's lines.
    flock(&file, FlockOperation::NonBlockingLockExclusive)?;
    if lines::end(&mut file)? != at {
        return Err(io::Error::new(
            ErrorKind::ResourceBusy,
            "somebody else has written to the file meanwhile",
        ));
    }
    file.set_len(at)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(line.as_bytes())?;
    file.sync_all()?;
    if is_new {
        sync_folder(path)?;
    }
    Ok(())
}

/// Makes a name last.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// Sees that a file of anchors could be written: its folder is there.
///
/// # Errors
/// It is not, or cannot be looked at.
pub fn see_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    fs::metadata(folder.unwrap_or(Path::new("."))).map(drop)
}
