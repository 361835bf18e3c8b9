//! The matrix as a table, read from `access.txt` while the program is compiled: a bad line or a route without a line
//! stops the compiler. It decides nothing; that is the guard's business.

use axum::http::Method;
use axum::routing::MethodFilter;
use reglament_runtime::port::ViewKind;

/// One line of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Door {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The path as the router knows it, with names in braces.
    pub path: &'static str,
    /// Who may pass.
    pub relation: Relation,
    /// What of somebody's data is shown behind it; every view of such a door goes to the access log.
    pub views: Option<ViewKind>,
}

/// How somebody must stand to what is behind a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Nobody is asked who they are.
    Everyone,
    /// Whoever holds the secret in the address.
    Code,
    /// A program with the token of a worker.
    Worker,
    /// A program of another system with a token of its own.
    Program,
    /// Whoever has signed in.
    Staff,
    /// Whoever sees the case in the address.
    Case,
    /// Whoever may read the register in the address.
    Register,
    /// Whoever takes part in the process of the indicators in the address.
    Figures,
    /// Whoever sees cases of the process in the address by role or unit.
    Process,
    /// Whoever oversees a process.
    Supervisor,
    /// Whoever oversees.
    Overseer,
    /// Whoever administers processes.
    Administrator,
}

impl Door {
    /// The method as routers filter by it.
    pub(super) const fn filter(self) -> MethodFilter {
        match self.method.as_bytes() {
            b"GET" => MethodFilter::GET,
            b"POST" => MethodFilter::POST,
            b"PUT" => MethodFilter::PUT,
            _ => MethodFilter::DELETE,
        }
    }

    /// The line of a request; a question about the headers only passes the door of the page.
    pub(super) fn of(method: &Method, path: &str) -> Option<&'static Self> {
        let method = match method {
            &Method::HEAD => "GET",
            other => other.as_str(),
        };
        DOORS
            .iter()
            .find(|door| door.method == method && door.path == path)
    }

    /// The methods of the doors with a path, as the header `Allow` lists them.
    pub(super) fn methods(path: &str) -> String {
        let doors = DOORS.iter().filter(|door| door.path == path);
        let methods: Vec<&str> = doors.map(|door| door.method).collect();
        methods.join(", ")
    }
}

/// The door of a route, looked up by the compiler: `door!("GET /tasks")`.
macro_rules! door {
    ($name:literal) => {
        const { $crate::access::find($name) }
    };
}
pub(crate) use door;

const TEXT: &str = include_str!("../../access.txt");

/// Every line of the matrix.
pub static DOORS: [Door; COUNT] = TABLE;

const COUNT: usize = count();
const TABLE: [Door; COUNT] = table();

/// The line of `METHOD PATH`.
pub(crate) const fn find(name: &str) -> Door {
    let (method, path) = cut(name);
    let mut index = 0;
    while index < COUNT {
        let door = TABLE[index];
        if same(door.method, method) && same(door.path, path) {
            return door;
        }
        index += 1;
    }
    panic!("the route has no line in access.txt");
}

const fn count() -> usize {
    let (mut rest, mut found) = (TEXT, 0);
    while !rest.is_empty() {
        let (line, after) = line(rest);
        if is_row(line) {
            found += 1;
        }
        rest = after;
    }
    found
}

const fn table() -> [Door; COUNT] {
    let nothing = Door {
        method: "",
        path: "",
        relation: Relation::Administrator,
        views: None,
    };
    let mut doors = [nothing; COUNT];
    let (mut rest, mut found) = (TEXT, 0);
    while !rest.is_empty() {
        let (line, after) = line(rest);
        if is_row(line) {
            doors[found] = read(line);
            found += 1;
        }
        rest = after;
    }
    doors
}

const fn read(line: &'static str) -> Door {
    let (method, rest) = cut(line);
    let (path, rest) = cut(rest);
    let (relation, views) = cut(rest);
    let writes = same(method, "POST") || same(method, "PUT") || same(method, "DELETE");
    assert!(
        same(method, "GET") || writes,
        "access.txt: a line begins with GET, POST, PUT or DELETE"
    );
    Door {
        method,
        path,
        relation: relation_of(relation),
        views: views_of(views),
    }
}

const fn relation_of(word: &str) -> Relation {
    match word.as_bytes() {
        b"everyone" => Relation::Everyone,
        b"code" => Relation::Code,
        b"worker" => Relation::Worker,
        b"program" => Relation::Program,
        b"staff" => Relation::Staff,
        b"case" => Relation::Case,
        b"register" => Relation::Register,
        b"figures" => Relation::Figures,
        b"process" => Relation::Process,
        b"supervisor" => Relation::Supervisor,
        b"overseer" => Relation::Overseer,
        b"administrator" => Relation::Administrator,
        _ => panic!("access.txt: the path is followed by one of the words explained at its head"),
    }
}

/// A third word says what is viewed.
const fn views_of(word: &str) -> Option<ViewKind> {
    if word.is_empty() {
        return None;
    }
    let mut index = 0;
    while index < ViewKind::EVERY.len() {
        let (kind, name) = ViewKind::EVERY[index];
        if same(name, word) {
            return Some(kind);
        }
        index += 1;
    }
    panic!("access.txt: the third word is none of the kinds explained at its head")
}

const fn is_row(line: &str) -> bool {
    !line.is_empty() && line.as_bytes()[0] != b'#'
}

/// The first line and what follows it.
const fn line(text: &'static str) -> (&'static str, &'static str) {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b'\n' {
        end += 1;
    }
    let (line, rest) = text.split_at(end);
    match rest.is_empty() {
        true => (line, rest),
        false => (line, rest.split_at(1).1),
    }
}

/// The first word and what follows the blanks after it.
const fn cut(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b' ' {
        end += 1;
    }
    let (word, mut rest) = text.split_at(end);
    while !rest.is_empty() && rest.as_bytes()[0] == b' ' {
        rest = rest.split_at(1).1;
    }
    (word, rest)
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
