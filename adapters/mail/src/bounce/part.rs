//! The parts of a message, as deep as reports go. Headers may be folded and in any case; bodies in any usual encoding.

use std::borrow::Cow;

use crate::limits;

/// A part that is no multipart itself.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub(super) headers: &'a str,
    pub(super) body: &'a str,
}

impl Part<'_> {
    /// Whether the part is of this type.
    pub(super) fn is(&self, kind: &str) -> bool {
        let found = header(self.headers, "Content-Type").unwrap_or_default();
        let found = found.split(';').next().unwrap_or_default().trim();
        found.eq_ignore_ascii_case(kind)
    }
}

/// All parts of a message, multiparts taken apart.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    collect(text, 0, &mut found);
    found
}

fn collect<'a>(text: &'a str, depth: usize, found: &mut Vec<Part<'a>>) {
    if found.len() >= limits::REPORT_PARTS_MAX {
        return;
    }
    let (headers, body) = match text.strip_prefix('\n') {
        Some(body) => ("", body),
        None => text.split_once("\n\n").unwrap_or((text, "")),
    };
    found.push(Part { headers, body });
    let kind = header(headers, "Content-Type").unwrap_or_default();
    let boundary = boundary(&kind).filter(|_| depth < limits::REPORT_DEPTH_MAX);
    let Some(boundary) = boundary else {
        return;
    };
    let limit = format!("\n--{boundary}");
    // The first limit may stand at the very beginning of the body.
    let whole = &text[headers.len()..];
    for piece in whole.split(limit.as_str()).skip(1) {
        if piece.starts_with("--") {
            return;
        }
        let piece = piece.split_once('\n').map_or("", |(_, piece)| piece);
        collect(piece, depth + 1, found);
    }
}

fn boundary(kind: &str) -> Option<String> {
    let lower = kind.to_ascii_lowercase();
    if !lower.trim_start().starts_with("multipart/") {
        return None;
    }
    let at = lower.find("boundary=")? + "boundary=".len();
    let rest = kind.get(at..)?;
    let found = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split([';', ' ', '\n', '\t']).next()?,
    };
    (!found.is_empty()).then(|| found.to_owned())
}

/// The value of a header, unfolded; the first of several.
pub(super) fn header(headers: &str, name: &str) -> Option<String> {
    let mut lines = headers.lines();
    let mut value = lines.find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known
            .trim_end()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })?;
    for line in lines {
        if !line.starts_with([' ', '\t']) || value.len() > limits::REPORT_HEADER_BYTES_MAX {
            break;
        }
        value.push(' ');
        value.push_str(line.trim());
    }
    Some(value)
}

/// The body of a part as text.
pub(super) fn decoded<'a>(part: &Part<'a>) -> Cow<'a, str> {
    let encoding = header(part.headers, "Content-Transfer-Encoding").unwrap_or_default();
    let bytes = match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(part.body),
        "base64" => base64(part.body),
        _ => return Cow::Borrowed(part.body),
    };
    Cow::Owned(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let joined = text.replace("=\n", "");
    let mut rest = joined.as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while let [first, after @ ..] = rest {
        rest = after;
        let digits = rest.get(..2).filter(|_| *first == b'=');
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &rest[2..];
            }
            None => bytes.push(*first),
        }
    }
    bytes
}

/// Letters that are none of base64 are skipped, as RFC 2045 says.
fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_decoded() {
        let part = |encoding: &str, body: &'static str| {
            let headers = format!("Content-Transfer-Encoding: {encoding}");
            decoded(&Part {
                headers: &headers,
                body,
            })
            .into_owned()
        };
        assert_eq!(part("quoted-printable", "a=3D=D0=B6 =\nb="), "a=ж b=");
        assert_eq!(part("BASE64", "0LbRg9C6\n0LA="), "жука");
        assert_eq!(part("7bit", "как есть"), "как есть");
    }

    #[test]
    fn headers_are_unfolded_and_their_case_does_not_matter() {
        let headers = "A: 1\nDIAGNOSTIC-code: smtp; 550\n 5.1.1\n\tno such user\nB: 2";
        assert_eq!(
            header(headers, "Diagnostic-Code").as_deref(),
            Some("smtp; 550 5.1.1 no such user")
        );
        assert_eq!(header(headers, "C"), None);
    }
}
