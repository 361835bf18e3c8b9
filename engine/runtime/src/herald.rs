//! Servers that share a store tell each other what they have committed, so that sleepers wake and pages look at once.
//!
//! Words are hints and no more: one that is lost costs a second until the next look, or [`BLIND_LOOK`] for a page that keeps
//! itself fresh. They go by connections of their own, after the commit; what comes within [`GATHER`] is one word. They name
//! instances, duties and people by their keys and hold nothing that people have written.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use tokio::{
    sync::broadcast::error::RecvError,
    time::{Instant, sleep, timeout, timeout_at},
};

use crate::{
    hints::{Bells, Commit, Hint, Touched},
    port::StoreError,
    service::{Service, Shared},
};

/// How long is gathered after the first hint.
const GATHER: Duration = Duration::from_millis(30);
/// Longest word, bytes: PostgreSQL takes a little less than 8000.
const LONGEST: usize = 7_000;
/// How long the store may take to pass a word on.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often pages look by themselves while nothing can be heard.
const BLIND_LOOK: Duration = Duration::from_secs(5);

/// What is told in one go.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Word {
    /// Who tells it: nobody listens to themselves.
    from: String,
    /// More than fits into a word: anything may have changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    anything: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    sessions: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    touched: Vec<Touched>,
    #[serde(default)]
    bells: Bells,
    /// Instances whose letters or documents moved; none for those of no instance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deliveries: Vec<Option<reglament_core::InstanceId>>,
}

impl Word {
    fn add(&mut self, hint: Hint) {
        match hint {
            Hint::Commit(commit) => {
                self.touched.extend(commit.touched.iter().cloned());
                self.bells.add(commit.bells);
            }
            Hint::Delivery(of) => self.deliveries.push(of),
            Hint::People => self.anything = true,
            Hint::Sessions => self.sessions = true,
        }
    }

    /// As it is sent: short enough, whatever happened.
    fn text(mut self) -> String {
        let text = serde_json::to_string(&self).unwrap_or_default();
        if text.len() <= LONGEST && !text.is_empty() {
            return text;
        }
        self.touched.clear();
        self.deliveries.clear();
        self.anything = true;
        serde_json::to_string(&self).unwrap_or_default()
    }
}

/// Tells the others what this server has committed; to be raced against the stop.
pub(crate) async fn speak(service: Service, from: String) {
    let shared = service.shared;
    if !shared.store.is_shared() {
        return std::future::pending().await;
    }
    let mut own = shared.hints.overhear();
    loop {
        let mut word = Word {
            from: from.clone(),
            ..Word::default()
        };
        match own.recv().await {
            Ok(hint) => word.add(hint),
            Err(RecvError::Lagged(_)) => word.anything = true,
            Err(RecvError::Closed) => return,
        }
        let until = Instant::now() + GATHER;
        while let Ok(heard) = timeout_at(until, own.recv()).await {
            match heard {
                Ok(hint) => word.add(hint),
                Err(RecvError::Lagged(_)) => word.anything = true,
                Err(RecvError::Closed) => return,
            }
        }
        let told = timeout(PATIENCE, shared.store.tell(&word.text())).await;
        if !matches!(told, Ok(Ok(()))) {
            tracing::debug!(
                ?told,
                "the other servers were not told; they look by themselves"
            );
        }
    }
}

/// Takes in what the others tell; to be raced against the stop.
pub(crate) async fn listen(service: Service, own: String) {
    let shared = service.shared;
    if !shared.store.is_shared() {
        return std::future::pending().await;
    }
    loop {
        if let Err(error) = hear(&shared, &own).await {
            tracing::debug!(%error, "other servers cannot be heard");
        }
        sleep(BLIND_LOOK).await;
    }
}

async fn hear(shared: &Arc<Shared>, own: &str) -> Result<(), StoreError> {
    let mut hearing = shared.store.hear().await;
    // Whatever was missed while nobody listened.
    shared.hints.pass_on(Hint::People);
    let hearing = hearing.as_mut().map_err(|error| error.clone())?;
    loop {
        let text = hearing.next().await?;
        match serde_json::from_str::<Word>(&text) {
            Ok(word) if word.from == own => {}
            Ok(word) => take_in(shared, word).await,
            // Of a newer server, which says more than this one knows.
            Err(error) => {
                tracing::debug!(%error, "a word of another server");
                shared.hints.pass_on(Hint::People);
            }
        }
    }
}

async fn take_in(shared: &Shared, word: Word) {
    shared.wake.ring(&word.bells);
    if word.anything {
        shared.hints.pass_on(Hint::People);
    }
    if word.sessions {
        shared.hints.pass_on(Hint::Sessions);
    }
    if !word.touched.is_empty() && shared.hints.has_listeners() {
        let commit = Commit {
            touched: word.touched,
            // Without them a deputy hears nothing and looks a little later.
            absences: shared.absences().await.unwrap_or_default(),
            bells: word.bells,
        };
        shared.hints.pass_on(Hint::Commit(Arc::new(commit)));
    }
    for of in word.deliveries {
        shared.hints.pass_on(Hint::Delivery(of));
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Word};
    use crate::hints::Hint;

    #[test]
    fn what_does_not_fit_says_that_anything_may_have_changed() {
        let mut word = Word::default();
        word.add(Hint::Delivery(Some("a".into())));
        let text = word.text();
        let read: Word = serde_json::from_str(&text).unwrap();
        assert!(!read.anything && read.deliveries.len() == 1, "{text}");
        let mut word = Word::default();
        for number in 0..1_000 {
            let instance = format!("an-instance-of-a-process-{number}");
            word.add(Hint::Delivery(Some(instance.as_str().into())));
        }
        let text = word.text();
        assert!(text.len() <= LONGEST);
        let read: Word = serde_json::from_str(&text).unwrap();
        assert!(read.anything && read.deliveries.is_empty(), "{text}");
    }
}
