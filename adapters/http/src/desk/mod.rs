//! The desk of an author: what is said about the texts of a draft. Findings, differences, scenarios, terms, pictures.
//!
//! Only computing, in the words of the visitor; reading and writing drafts is the service's business. Everything here may
//! take a second, so it runs beside the threads that serve requests, a bounded number at once.

pub(crate) mod asking;
pub(crate) mod differences;
pub(crate) mod findings;
pub(crate) mod panel;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod stories;
pub(crate) mod terms;

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;

use crate::limits::{DESK_JOBS, DESK_QUEUE};
use crate::web::Failure;

static PLACES: Semaphore = Semaphore::const_new(DESK_JOBS);
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Leaves the queue also when the request is given up.
struct Turn;

impl Turn {
    fn take() -> Option<Self> {
        let before = WAITING.fetch_add(1, Ordering::Relaxed);
        let turn = Self;
        (before < DESK_QUEUE).then_some(turn)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        WAITING.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Computes something beside the threads that serve requests.
///
/// # Errors
/// Too many wait already.
pub(crate) async fn work<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    let turn = Turn::take().ok_or(Failure::TooMany(5))?;
    let place = PLACES.acquire().await.map_err(|_| Failure::Broken)?;
    drop(turn);
    let done = tokio::task::spawn_blocking(move || {
        // Held to the end of the job, also when nobody waits for it any more.
        let _place = place;
        job()
    });
    done.await.map_err(|_| Failure::Broken)
}
