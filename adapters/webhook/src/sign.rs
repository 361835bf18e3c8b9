//! The signature of a call: HMAC-SHA256 over the time and the body, so that neither can be changed or used again later.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// `sha256=<hex>` over `timestamp`, a dot and the body.
pub(crate) fn signature(secret: &str, timestamp: i64, body: &[u8]) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(timestamp.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    let digest = mac.finalize().into_bytes();
    format!("sha256={}", hex::encode(digest))
}

#[cfg(test)]
mod tests {
    use super::signature;

    /// Computed with `openssl dgst -sha256 -hmac`.
    #[test]
    fn the_signature_is_what_others_compute() {
        assert_eq!(
            signature("It is a secret", 1_760_000_000, b"{\"a\":1}"),
            "sha256=57d8c659cba5d202192dd4d9a1bf37fce107f78765274a508ab9be034d8053ce"
        );
    }
}
