//! What nobody needs any more goes back to the system.
//!
//! The allocator keeps freed pages for a second and then waits for an occasion: that somebody frees more, or that a thread ends
//! that has had some. On a server that nobody asks neither happens, and what its start or a night's report has left, twenty
//! megabytes and more, would count as its own until the morning. So a thread ends now and then. Which pages those are is the
//! allocator's affair.

use std::{convert::Infallible, hint::black_box, thread, time::Duration};

/// From the start of the server to the first occasion: longer than the allocator keeps what its start has freed.
const AFTER_START: Duration = Duration::from_millis(1_500);
/// From one occasion to the next.
const EVERY: Duration = Duration::from_secs(60);

/// Gives the allocator its occasions for as long as it is awaited.
pub(crate) async fn give_back() -> Infallible {
    tokio::time::sleep(AFTER_START).await;
    loop {
        // So short that waiting for it is no wait. A system that has no thread left has other cares than this.
        if let Ok(thread) = thread::Builder::new().spawn(|| drop(black_box(Box::new(0_u8)))) {
            let _ = thread.join();
        }
        tokio::time::sleep(EVERY).await;
    }
}
