//! Sizes of files in words.

use super::Locale;

const KILOBYTE: u64 = 1024;
const MEGABYTE: u64 = 1024 * 1024;

impl Locale {
    /// «120 КБ», «3,5 МБ».
    pub fn size(self, bytes: u64) -> String {
        let (key, number) = match bytes {
            0..KILOBYTE => ("size.bytes", bytes.to_string()),
            KILOBYTE..MEGABYTE => ("size.kilobytes", bytes.div_ceil(KILOBYTE).to_string()),
            _ => {
                let tenths = (bytes * 10).div_ceil(MEGABYTE);
                let point = if self.is_english() { '.' } else { ',' };
                let number = match tenths % 10 {
                    0 => (tenths / 10).to_string(),
                    tenth => format!("{}{point}{tenth}", tenths / 10),
                };
                ("size.megabytes", number)
            }
        };
        self.fill(key, &[("n", &number)])
    }
}

#[cfg(test)]
mod tests {
    use crate::locale::{Language, Locale};

    #[test]
    fn sizes_are_rounded_up() {
        let rows = [
            (0, "0 байт"),
            (1_023, "1023 байт"),
            (1_025, "2 КБ"),
            (25 * 1024 * 1024, "25 МБ"),
            (3 * 1024 * 1024 + 1, "3,1 МБ"),
        ];
        for (bytes, expected) in rows {
            assert_eq!(Locale::new(Language::Russian).size(bytes), expected);
        }
    }
}
