//! Checks passwords with argon2id, a few at a time, equally long whether the account exists or not.
//!
//! Each check costs about 40 ms and 19 MiB, so that checks are a lever for attackers: a semaphore and a short queue
//! bound them.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use tokio::sync::{Semaphore, TryAcquireError};

use crate::limits;

/// Too many checks are waiting; the answer is 429.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many sign-ins at once")]
pub struct Busy;

/// The checker.
#[derive(Debug)]
pub struct Passwords {
    running: Semaphore,
    queue: Semaphore,
    /// Checked against when there is no account, so that both answers take the same time.
    decoy: String,
}

impl Passwords {
    /// A checker. `None` when the system gives no randomness.
    pub fn new() -> Option<Self> {
        Some(Self {
            running: Semaphore::new(limits::PASSWORD_CHECKS),
            queue: Semaphore::new(limits::PASSWORD_CHECKS + limits::PASSWORD_QUEUE),
            decoy: Self::hash("a password that nobody has")?,
        })
    }

    /// The hash to store for a password, in PHC form. `None` when the system gives no randomness.
    pub fn hash(password: &str) -> Option<String> {
        Argon2::default()
            .hash_password(password.as_bytes())
            .ok()
            .map(|hash| hash.to_string())
    }

    /// Whether the password fits the stored hash; always false without one, after the same time.
    ///
    /// # Errors
    /// [`Busy`] when too many checks are waiting.
    pub async fn verify(&self, stored: Option<String>, password: String) -> Result<bool, Busy> {
        let _place = self
            .queue
            .try_acquire()
            .map_err(|_: TryAcquireError| Busy)?;
        let _turn = self.running.acquire().await.map_err(|_| Busy)?;
        let known = stored.is_some() && password.len() <= limits::CREDENTIAL_BYTES;
        let hash = stored.unwrap_or_else(|| self.decoy.clone());
        let fits = tokio::task::spawn_blocking(move || {
            let bytes = &password.as_bytes()[..password.len().min(limits::CREDENTIAL_BYTES)];
            let parsed = PasswordHash::new(&hash);
            parsed.is_ok_and(|hash| Argon2::default().verify_password(bytes, &hash).is_ok())
        });
        Ok(fits.await.unwrap_or(false) && known)
    }
}

#[cfg(test)]
mod tests {
    use super::{Busy, Passwords};
    use crate::limits;

    #[tokio::test]
    async fn only_the_right_password_of_an_account_fits() {
        let passwords = Passwords::new().unwrap();
        let hash = Passwords::hash("правильный пароль").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        let check = async |stored: Option<&str>, password: &str| {
            passwords
                .verify(stored.map(str::to_owned), password.to_owned())
                .await
        };
        assert_eq!(check(Some(&hash), "правильный пароль").await, Ok(true));
        assert_eq!(check(Some(&hash), "другой").await, Ok(false));
        assert_eq!(check(None, "a password that nobody has").await, Ok(false));
        assert_eq!(check(Some("not a hash"), "x").await, Ok(false));
        let long = "x".repeat(limits::CREDENTIAL_BYTES + 1);
        let stored = Passwords::hash(&long[..limits::CREDENTIAL_BYTES]).unwrap();
        assert_eq!(check(Some(&stored), &long).await, Ok(false));
    }

    #[tokio::test]
    async fn a_full_queue_is_refused_at_once() {
        let passwords = Passwords::new().unwrap();
        let places = u32::try_from(limits::PASSWORD_CHECKS + limits::PASSWORD_QUEUE).unwrap();
        let _all = passwords.queue.try_acquire_many(places).unwrap();
        assert_eq!(passwords.verify(None, String::new()).await, Err(Busy));
    }
}
