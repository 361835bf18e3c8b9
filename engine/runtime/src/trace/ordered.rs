//! Which batch ordered which effect, for as long as this process remembers: only for traces, nothing hangs on it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;

use super::TraceContext;
use crate::limits::MAX_TRACED_EFFECTS;

/// The last orders.
#[derive(Debug, Default)]
pub(crate) struct Ordered {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    by: BTreeMap<String, TraceContext>,
    order: VecDeque<String>,
}

impl Ordered {
    /// Takes note before the commit: whoever delivers may be faster than whoever committed.
    pub(crate) fn note(&self, keys: impl Iterator<Item = String>, by: TraceContext) {
        let Ok(mut known) = self.known.lock() else {
            return;
        };
        for key in keys {
            if known.by.insert(key.clone(), by).is_none() {
                known.order.push_back(key);
            }
            if known.order.len() > MAX_TRACED_EFFECTS
                && let Some(oldest) = known.order.pop_front()
            {
                known.by.remove(&oldest);
            }
        }
    }

    /// The batch behind an effect, if it was here and not long ago.
    pub(crate) fn by(&self, key: &str) -> Option<TraceContext> {
        self.known.lock().ok()?.by.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_TRACED_EFFECTS, Ordered, TraceContext};

    #[test]
    fn the_oldest_are_forgotten() {
        let (ordered, by) = (Ordered::default(), TraceContext::begin());
        ordered.note((0..=MAX_TRACED_EFFECTS).map(|n| n.to_string()), by);
        ordered.note(["1".to_owned()].into_iter(), by);
        assert_eq!(ordered.by("0"), None);
        assert_eq!(ordered.by("1"), Some(by));
        assert_eq!(ordered.known.lock().unwrap().by.len(), MAX_TRACED_EFFECTS);
    }
}
