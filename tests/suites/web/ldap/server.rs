//! A directory on the loopback: as much of LDAP as a bind and a search take, in BER by hand. It evaluates filters, so that a
//! login which escapes from its place is seen, and notes what it was asked.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(super) const SEARCHER: (&str, &str) = ("cn=reglament,dc=office", "a secret of this site");
const PEOPLE: &str = "ou=people,dc=office";

/// Logins and passwords of the directory. One login has two entries.
const ENTRIES: [(&str, &str, &str); 5] = [
    ("anna", "uid=anna,ou=people,dc=office", "пароль каталога"),
    ("oleg", "uid=oleg,ou=people,dc=office", "пароль каталога"),
    ("boris", "uid=boris,ou=people,dc=office", "пароль каталога"),
    ("twin", "uid=twin,ou=people,dc=office", "пароль каталога"),
    (
        "twin",
        "uid=twin,ou=others,ou=people,dc=office",
        "пароль каталога",
    ),
];

/// What the directory does wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Quirk {
    #[default]
    None,
    /// Says nothing.
    Silent,
    /// Says what is no LDAP.
    Garbage,
    /// Says something of LDAP that nobody asked.
    Nonsense,
    /// Is too busy to bind anybody.
    Busy,
}

/// A directory that listens until it is dropped.
pub(super) struct Directory {
    pub(super) url: String,
    book: Arc<Book>,
    serving: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct Book {
    quirk: Mutex<Quirk>,
    asked: Mutex<Vec<String>>,
}

impl Directory {
    pub(super) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("ldap://{}", listener.local_addr().unwrap());
        let book = Arc::new(Book::default());
        let shared = book.clone();
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, shared.clone()));
            }
        });
        Self { url, book, serving }
    }

    pub(super) fn does_wrong(&self, quirk: Quirk) {
        *self.book.quirk.lock().unwrap() = quirk;
    }

    /// What it was asked so far, and forgets it.
    pub(super) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.book.asked.lock().unwrap())
    }

    /// It does not answer any more.
    pub(super) async fn goes_away(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// A piece of BER: its tag and its content.
struct Piece<'b>(u8, &'b [u8]);

impl<'b> Piece<'b> {
    /// The first piece, and what follows it; none while it is not whole.
    fn read(bytes: &'b [u8]) -> Option<(Self, &'b [u8])> {
        let (&tag, rest) = bytes.split_first()?;
        let (&first, rest) = rest.split_first()?;
        let (length, rest) = match first {
            0..=127 => (usize::from(first), rest),
            _ => {
                let count = usize::from(first & 127);
                let digits = rest.get(..count)?;
                let length = digits
                    .iter()
                    .fold(0, |sum, digit| sum << 8 | usize::from(*digit));
                (length, &rest[count..])
            }
        };
        Some((Self(tag, rest.get(..length)?), &rest[length..]))
    }

    fn parts(&self) -> Vec<Piece<'b>> {
        let (mut parts, mut rest) = (Vec::new(), self.1);
        while let Some((part, after)) = Piece::read(rest) {
            parts.push(part);
            rest = after;
        }
        parts
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(self.1).into_owned()
    }
}

fn written(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x82, length[0], length[1]], content].concat()
}

fn result(tag: u8, code: u8) -> Vec<u8> {
    written(
        tag,
        &[
            &written(0x0a, &[code])[..],
            &written(4, b""),
            &written(4, b""),
        ]
        .concat(),
    )
}

async fn converse(mut stream: TcpStream, book: Arc<Book>) {
    let (mut held, mut who) = (Vec::new(), String::new());
    while let Ok(count @ 1..) = stream.read_buf(&mut held).await {
        let _ = count;
        while let Some((message, _)) = Piece::read(&held) {
            let whole = message.1.as_ptr() as usize - held.as_ptr() as usize + message.1.len();
            let parts = message.parts();
            let quirk = *book.quirk.lock().unwrap();
            let answers = match quirk {
                Quirk::Silent => return std::future::pending().await,
                Quirk::Garbage => vec![b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()],
                Quirk::Nonsense => vec![written(0x30, &[parts[0].1, &result(0x69, 0)].concat())],
                _ => {
                    let said = answer(&parts[1], &book, &mut who, quirk);
                    let id = written(2, parts[0].1);
                    let wrap = |one: Vec<u8>| written(0x30, &[&id[..], &one].concat());
                    said.into_iter().map(wrap).collect()
                }
            };
            for answer in answers {
                stream.write_all(&answer).await.unwrap();
            }
            held.drain(..whole);
        }
    }
}

fn answer(asked: &Piece, book: &Book, who: &mut String, quirk: Quirk) -> Vec<Vec<u8>> {
    let parts = asked.parts();
    let note = |what: String| book.asked.lock().unwrap().push(what);
    match asked.0 {
        0x60 => {
            let (name, password) = (parts[1].text(), parts[2].text());
            note(format!("bind {name}"));
            let fits = |(known, secret): (&str, &str)| known == name && secret == password;
            let mut everybody = ENTRIES.iter().map(|(_, name, password)| (*name, *password));
            // As in real ones, a bind without a password is anonymous and always right.
            let right = password.is_empty() || everybody.any(fits) || fits(SEARCHER);
            *who = if right { name } else { String::new() };
            let code = match (quirk, right) {
                (Quirk::Busy, _) => 51,
                (_, true) => 0,
                (_, false) => 49,
            };
            vec![result(0x61, code)]
        }
        0x63 => {
            let base = parts[0].text();
            let filter = &parts[6];
            note(format!("search {base} as {who}"));
            assert_eq!(base, PEOPLE);
            if who != SEARCHER.0 {
                return vec![result(0x65, 50)];
            }
            let found = ENTRIES.iter().filter(|(login, ..)| matches(filter, login));
            let entry = |(_, name, _): &(_, &str, _)| {
                written(
                    0x64,
                    &[&written(4, name.as_bytes())[..], &written(0x30, b"")].concat(),
                )
            };
            let found = found.map(entry);
            found.chain([result(0x65, 0)]).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a filter takes the person of a login.
fn matches(filter: &Piece, login: &str) -> bool {
    let parts = filter.parts();
    match filter.0 {
        0xa0 => parts.iter().all(|part| matches(part, login)),
        0xa1 => parts.iter().any(|part| matches(part, login)),
        0xa2 => !matches(&parts[0], login),
        0xa3 => match parts[0].text().as_str() {
            "uid" => parts[1].text() == login,
            "objectClass" => parts[1].text() == "person",
            other => panic!("nobody asks for {other}"),
        },
        // Substrings and presence: a star that was typed.
        0xa4 | 0x87 => true,
        other => panic!("no filter begins with {other:x}"),
    }
}
