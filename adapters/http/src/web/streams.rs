//! Places for streams of events: so many for a person, so many in all, and one end for all of them when the server stops.
//!
//! What goes through a stream is not known here. A place is given back when its [`Place`] is dropped.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::limits;

/// The places of this process.
#[derive(Clone, Debug)]
pub(crate) struct Streams {
    taken: Arc<Mutex<BTreeMap<String, usize>>>,
    stop: watch::Sender<bool>,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPlace {
    /// This person has as many as anybody may have.
    OfPerson,
    /// The server has as many as it may have, or stops.
    InAll,
}

/// One stream.
#[derive(Debug)]
pub(crate) struct Place {
    person: String,
    streams: Streams,
    stop: watch::Receiver<bool>,
}

impl Default for Streams {
    fn default() -> Self {
        Self {
            taken: Arc::default(),
            stop: watch::Sender::new(false),
        }
    }
}

impl Streams {
    /// A place for a person.
    pub(crate) fn take(&self, person: &str) -> Result<Place, NoPlace> {
        // The map stays whole when a holder panics: every change is one number.
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let stopping = *self.stop.borrow();
        if stopping || taken.values().sum::<usize>() >= limits::STREAMS {
            return Err(NoPlace::InAll);
        }
        let own = taken.entry(person.to_owned()).or_default();
        if *own >= limits::STREAMS_OF_PERSON {
            return Err(NoPlace::OfPerson);
        }
        *own += 1;
        Ok(Place {
            person: person.to_owned(),
            streams: self.clone(),
            stop: self.stop.subscribe(),
        })
    }

    /// Ends every stream and gives no more places: a stop waits for requests under way, and these would never end.
    pub(crate) fn stop(&self) {
        self.stop.send_replace(true);
    }
}

impl Place {
    /// Returns when the server stops.
    pub(crate) async fn stopped(&mut self) {
        // The sender lives as long as the place.
        let _ = self.stop.wait_for(|stop| *stop).await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let taken = &self.streams.taken;
        let mut taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NoPlace, Streams};
    use crate::limits;

    #[test]
    fn places_are_counted_and_given_back() {
        let streams = Streams::default();
        let of = |person: &str| streams.take(person);
        let mut own: Vec<_> = (0..limits::STREAMS_OF_PERSON)
            .map(|_| of("anna").unwrap())
            .collect();
        assert_eq!(of("anna").unwrap_err(), NoPlace::OfPerson);
        own.pop();
        own.push(of("anna").unwrap());
        let left = limits::STREAMS - own.len();
        let others: Vec<_> = (0..left)
            .map(|n| of(&format!("person {n}")).unwrap())
            .collect();
        assert_eq!(of("vera").unwrap_err(), NoPlace::InAll);
        drop(others);
        drop(of("vera").unwrap());
        assert_eq!(
            streams.taken.lock().unwrap().len(),
            1,
            "nobody is kept in mind for nothing"
        );
    }

    #[tokio::test]
    async fn a_stop_ends_what_is_open_and_lets_nobody_in() {
        let streams = Streams::default();
        let mut place = streams.take("anna").unwrap();
        streams.stop();
        place.stopped().await;
        assert_eq!(streams.take("vera").unwrap_err(), NoPlace::InAll);
    }
}
