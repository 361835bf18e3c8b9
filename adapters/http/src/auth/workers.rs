//! Workers of the settings: programs that fetch jobs. Each has a token, of which only the digest is known here, and the
//! topics that it may fetch.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A worker of the settings.
#[derive(Clone, Debug)]
pub struct Worker {
    /// Name, shown in histories.
    pub name: String,
    /// SHA-256 of its token.
    pub token_sha256: [u8; 32],
    /// Topics that it may fetch.
    pub topics: Vec<String>,
}

impl Worker {
    /// A worker with a token that is known in the clear.
    pub fn with_token(name: &str, token: &str, topics: Vec<String>) -> Self {
        Self {
            name: name.to_owned(),
            token_sha256: Sha256::digest(token.as_bytes()).into(),
            topics,
        }
    }
}

/// All workers.
#[derive(Clone, Debug, Default)]
pub struct Workers(Vec<Worker>);

impl Workers {
    /// These workers.
    pub fn new(workers: Vec<Worker>) -> Self {
        Self(workers)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Worker> {
        self.0.iter()
    }

    /// The worker with this token. Takes the same time whichever digest is nearest.
    pub(crate) fn by_token(&self, token: &str) -> Option<&Worker> {
        let digest: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let mut found = None;
        for worker in &self.0 {
            if bool::from(worker.token_sha256.ct_eq(&digest)) {
                found = Some(worker);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Worker, Workers};

    #[test]
    fn a_worker_is_known_by_its_token_alone() {
        let worker = |name, token| Worker::with_token(name, token, Vec::new());
        let workers = Workers::new(vec![worker("a", "first"), worker("b", "second")]);
        let name = |token| workers.by_token(token).map(|worker| worker.name.as_str());
        assert_eq!(name("second"), Some("b"));
        assert_eq!(name("first"), Some("a"));
        assert_eq!(name("third"), None);
        assert_eq!(name(""), None);
    }
}
