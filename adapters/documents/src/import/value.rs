//! Reading of single values from cell text: numbers with a decimal comma, whole numbers, Russian dates.
//! No floating point: `79,99` must stay 79,99.

/// A decimal number in one spelling: digits, then a comma and digits when there is a fraction. Accepts a comma or a
/// point, spaces between thousands, a sign and a trailing `%`. `None` when it is anything else.
pub fn decimal(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            '.' => ',',
            '−' => '-',
            other => other,
        })
        .collect();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.as_str()),
    };
    let (integer, fraction) = match digits.split_once(',') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (digits, None),
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(integer) || !fraction.is_none_or(is_number) {
        return None;
    }
    let integer = integer.trim_start_matches('0');
    let integer = if integer.is_empty() { "0" } else { integer };
    let fraction = fraction.unwrap_or("").trim_end_matches('0');
    Some(if fraction.is_empty() {
        format!("{sign}{integer}")
    } else {
        format!("{sign}{integer},{fraction}")
    })
}

/// A whole number, 0 or more; `25,0` and `25.00` are whole, `25,5` is not.
pub fn whole(text: &str) -> Option<u32> {
    decimal(text)?.parse().ok()
}

/// A day as `YYYY-MM-DD` from `dd.mm.yyyy`, `dd.mm.yy` (20yy) or `yyyy-mm-dd`; only days that exist.
pub fn date(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches("г.").trim_end();
    let parts: Vec<&str> = text.split(['.', '-', '/']).collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !digits(month) || !digits(last) {
        return None;
    }
    let (year, day) = match (first.len(), last.len()) {
        (4, 1..=2) => ((*first).to_owned(), last),
        (1..=2, 4) => ((*last).to_owned(), first),
        (1..=2, 2) => (format!("20{last}"), first),
        _ => return None,
    };
    let (year, month, day): (u32, u32, u32) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days)
        .contains(&day)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}
