//! An answer of the server, and what a person reads in it.
//!
//! Bodies come with a length, in chunks, or until the connection ends.

use super::{PageForm, html};

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Path that was asked for, after redirects.
    pub path: String,
    /// Status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Contents.
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads an answer; none while it is incomplete.
    pub(super) fn read(path: &str, bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let header = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        };
        let headers: Vec<(String, String)> = lines.filter_map(header).collect();
        let answer = Self {
            path: path.to_owned(),
            status,
            headers,
            body: Vec::new(),
        };
        let body = answer.body_of(&bytes[end + 4..])?;
        Some(Self { body, ..answer })
    }

    fn body_of(&self, rest: &[u8]) -> Option<Vec<u8>> {
        if self.header("transfer-encoding") == Some("chunked") {
            return unchunk(rest);
        }
        match self.header("content-length") {
            Some(length) => rest.get(..length.parse().ok()?).map(<[u8]>::to_vec),
            None => Some(rest.to_vec()),
        }
    }

    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as it came.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a person reads: no marks, entities as characters, spaces joined.
    pub fn text(&self) -> String {
        html::text_of(&self.html())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        let json = serde_json::from_slice(&self.body);
        json.unwrap_or_else(|error| panic!("{}: {error}: {}", self.path, self.html()))
    }

    /// The form of the page that goes to this address.
    pub fn form(&self, action: &str) -> PageForm {
        let found = PageForm::find(&self.html(), action);
        found.unwrap_or_else(|| {
            panic!(
                "{} ({}) has no form to {action}:\n{}",
                self.path,
                self.status,
                self.text()
            )
        })
    }

    /// Addresses of the links whose text contains these words.
    pub fn links(&self, words: &str) -> Vec<String> {
        html::links(&self.html(), words)
    }
}

fn unchunk(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|window| window == b"\r\n")?;
        let length = std::str::from_utf8(&rest[..line]).ok()?;
        let length = usize::from_str_radix(length.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[line + 2..];
        if length == 0 {
            return Some(body);
        }
        body.extend(rest.get(..length)?);
        rest = rest.get(length + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn an_answer_that_was_cut_off_is_none() {
        let whole = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd";
        assert_eq!(
            Answer::read("/", whole).map(|answer| answer.body),
            Some(b"abcd".to_vec())
        );
        assert!(Answer::read("/", &whole[..whole.len() - 1]).is_none());
        let chunks =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n";
        assert_eq!(
            Answer::read("/", chunks).map(|answer| answer.body),
            Some(b"abcd".to_vec())
        );
        assert!(Answer::read("/", &chunks[..chunks.len() - 5]).is_none());
    }
}
