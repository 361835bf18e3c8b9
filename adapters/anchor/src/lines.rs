//! Lines of a file by the bytes at which they begin. A line without its end is left out: a writer was killed in it.

use std::io::{self, BufRead as _, BufReader, ErrorKind, Read, Seek, SeekFrom};

use crate::limits::{LINE_BYTES, PAGE_BYTES, STEP_BYTES};

/// Whole lines from the byte `from` on, and where the next one begins.
pub(crate) fn read(file: &mut (impl Read + Seek), from: u64) -> io::Result<(Vec<String>, u64)> {
    file.seek(SeekFrom::Start(from))?;
    let mut reader = BufReader::new(file);
    let (mut lines, mut bytes) = (Vec::new(), 0);
    while bytes < PAGE_BYTES {
        let mut line = Vec::new();
        let most = LINE_BYTES as u64 + 1;
        reader.by_ref().take(most).read_until(b'\n', &mut line)?;
        if line.pop() != Some(b'\n') {
            if line.len() >= LINE_BYTES {
                return Err(io::Error::new(ErrorKind::InvalidData, "a line is too long"));
            }
            break;
        }
        bytes += line.len() + 1;
        // What is no text is no anchor either; who reads it will say so.
        lines.push(String::from_utf8_lossy(&line).into_owned());
    }
    Ok((lines, from + bytes as u64))
}

/// Where the whole lines end.
pub(crate) fn end(file: &mut (impl Read + Seek)) -> io::Result<u64> {
    let length = file.seek(SeekFrom::End(0))?;
    before(file, length)
}

/// Where the first of those whole lines begins that end within the last `bytes`; of the last line at least.
pub(crate) fn near_end(file: &mut (impl Read + Seek), bytes: u64) -> io::Result<u64> {
    let end = end(file)?;
    if end <= bytes {
        return Ok(0);
    }
    let from = end - bytes;
    // From the end of the line in which `from` lies; when that is the last one, from its beginning.
    file.seek(SeekFrom::Start(from))?;
    let mut rest = Vec::new();
    let mut reader = BufReader::new(&mut *file);
    reader.by_ref().take(bytes).read_until(b'\n', &mut rest)?;
    match from + rest.len() as u64 {
        next if next < end => Ok(next),
        _ => before(file, end - 1),
    }
}

/// The byte after the last end of a line before `limit`; 0 without one.
fn before(file: &mut (impl Read + Seek), limit: u64) -> io::Result<u64> {
    let mut until = limit;
    while until > 0 {
        let from = until.saturating_sub(STEP_BYTES);
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.by_ref().take(until - from).read_to_end(&mut bytes)?;
        if let Some(place) = bytes.iter().rposition(|byte| *byte == b'\n') {
            return Ok(from + place as u64 + 1);
        }
        until = from;
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_line_without_its_end_is_no_line() {
        let mut file = Cursor::new("one\ntwo\nthr");
        assert_eq!(
            read(&mut file, 0).unwrap(),
            (vec!["one".to_owned(), "two".to_owned()], 8)
        );
        assert_eq!(read(&mut file, 8).unwrap(), (Vec::new(), 8));
        assert_eq!(end(&mut file).unwrap(), 8);
        assert_eq!(end(&mut Cursor::new("")).unwrap(), 0);
        assert_eq!(end(&mut Cursor::new("abc")).unwrap(), 0);
    }

    #[test]
    fn the_last_lines_are_found_from_the_end() {
        let text = "a\nbb\nccc\n";
        let near = |bytes| near_end(&mut Cursor::new(text), bytes).unwrap();
        // Four bytes hold the last line, one byte holds none of it and gives it all the same.
        assert_eq!(
            [near(1), near(4), near(5), near(7), near(8), near(9)],
            [5, 5, 5, 5, 2, 0]
        );
        let long = format!("{}\n{}\n", "x".repeat(200_000), "y".repeat(200_000));
        assert_eq!(near_end(&mut Cursor::new(&long), 10).unwrap(), 200_001);
        assert_eq!(near_end(&mut Cursor::new(&long), 300_000).unwrap(), 200_001);
    }

    #[test]
    fn a_line_that_never_ends_is_refused() {
        let mut file = Cursor::new("x".repeat(LINE_BYTES + 10));
        assert_eq!(
            read(&mut file, 0).unwrap_err().kind(),
            ErrorKind::InvalidData
        );
    }
}
