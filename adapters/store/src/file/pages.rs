//! The pages of a large file, looked through while the server runs already.
//!
//! A process that was killed on a system that ran on has left every page whole, so that its next start need not wait for all of
//! them to be read. Should one be damaged nevertheless, nothing more is written.

use std::{
    path::Path,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use reglament_runtime::port::StoreError;
use sqlx::{Connection as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{sync::Mutex, task::JoinHandle};

use super::damage;

/// Steps of the database between two looks at whether to stop: a few milliseconds.
const STEPS: i32 = 100_000;

/// What is known of the pages.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    damage: OnceLock<String>,
    stops: Arc<AtomicBool>,
    under_way: Mutex<Option<JoinHandle<()>>>,
}

impl Pages {
    /// Begins to look through the pages of `file`, beside everything else.
    pub(crate) async fn begin(self: &Arc<Self>, file: &Path) {
        let (pages, file) = (self.clone(), file.to_owned());
        let look = tokio::spawn(async move { pages.look(&file).await });
        *self.under_way.lock().await = Some(look);
    }

    /// Whether none is known to be damaged.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] with the page.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        match self.damage.get() {
            Some(why) => Err(StoreError::Damaged(why.clone())),
            None => Ok(()),
        }
    }

    /// Stops looking, so that the file can be closed.
    pub(crate) async fn stop(&self) {
        self.stops.store(true, Ordering::Relaxed);
        if let Some(look) = self.under_way.lock().await.take() {
            let _ = look.await;
        }
    }

    async fn look(&self, file: &Path) {
        let began = Instant::now();
        let found = self.damage_of(file).await;
        let seconds = began.elapsed().as_secs_f64();
        match found {
            Ok(None) => tracing::info!(seconds, "the pages of the database are whole"),
            Ok(Some(why)) => {
                tracing::error!(why, "the database is damaged: nothing more is written");
                let _ = self.damage.set(why);
            }
            Err(_) if self.stops.load(Ordering::Relaxed) => {}
            Err(error) => {
                tracing::error!(%error, "the pages of the database could not be looked through");
            }
        }
    }

    /// What is wrong with the pages of `file`. It has a connection of its own for this: what is read once need not stay in memory.
    pub(crate) async fn damage_of(&self, file: &Path) -> Result<Option<String>, sqlx::Error> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        let stops = self.stops.clone();
        let mut handle = connection.lock_handle().await?;
        handle.set_progress_handler(STEPS, move || !stops.load(Ordering::Relaxed));
        drop(handle);
        let found = damage(&mut connection).await;
        connection.close().await?;
        found
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Seek as _, SeekFrom, Write as _},
        sync::Arc,
    };

    use reglament_runtime::port::StoreError;

    use super::Pages;
    use crate::{Database, SqlStore};

    #[tokio::test]
    async fn a_damaged_page_is_known_when_all_were_looked_through() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        let store = SqlStore::open(&Database::file(&file)).await.unwrap();
        store.close().await;
        for (place, is_whole) in [(None, true), (Some(4096 * 3), false)] {
            if let Some(place) = place {
                let mut bytes = std::fs::File::options().write(true).open(&file).unwrap();
                bytes.seek(SeekFrom::Start(place)).unwrap();
                bytes.write_all(&[0xFF; 4096]).unwrap();
            }
            let pages = Arc::new(Pages::default());
            pages.look(&file).await;
            match pages.check() {
                Ok(()) => assert!(is_whole),
                Err(StoreError::Damaged(_)) => assert!(!is_whole),
                Err(other) => panic!("{other}"),
            }
        }
    }

    #[tokio::test]
    async fn looking_ends_when_the_file_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("test.db");
        let store = SqlStore::open(&Database::file(&file)).await.unwrap();
        let pages = Arc::new(Pages::default());
        pages.begin(&file).await;
        pages.stop().await;
        assert!(pages.check().is_ok());
        store.close().await;
    }
}
