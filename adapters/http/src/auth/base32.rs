//! Base32 of RFC 4648 without padding: secrets and codes that people read from paper and type.

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The text of these bytes.
pub(crate) fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(5) {
        let mut block = [0u8; 8];
        block[3..3 + chunk.len()].copy_from_slice(chunk);
        let number = u64::from_be_bytes(block);
        let letters = (chunk.len() * 8).div_ceil(5);
        for place in 0..letters {
            let index = (number >> (35 - 5 * place)) & 31;
            text.push(char::from(ALPHABET[usize::from(index.to_le_bytes()[0])]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base32;

    #[test]
    fn texts_are_those_of_the_standard() {
        let rows = [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(base32(bytes.as_bytes()), expected);
        }
    }
}
