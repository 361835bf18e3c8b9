//! A small browser without scripts: requests, cookies, redirects, and forms filled in as they stand on the page.
//!
//! Blocking and over plain loopback connections, one per request. It sends what a browser sends with a form, so that a
//! name which the page does not have cannot be sent by mistake.

mod answer;
mod form;
mod html;
mod request;

use std::collections::BTreeMap;
use std::net::SocketAddr;

pub use answer::Answer;
pub use form::PageForm;
pub use html::{Element, elements, text_of};
pub use request::{Attachment, Body, Request, Unanswered, send};

/// Redirects followed in a row.
const MAX_REDIRECTS: usize = 5;

/// Somebody at a browser.
#[derive(Clone, Debug)]
pub struct Browser {
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// A fresh browser in front of a site.
    pub fn new(address: SocketAddr) -> Self {
        Self {
            address,
            cookies: BTreeMap::new(),
        }
    }

    /// Opens a page, following redirects.
    pub fn open(&mut self, path: &str) -> Answer {
        self.go(Request::get(path))
    }

    /// Signs in by the form.
    pub fn sign_in(&mut self, login: &str, password: &str) {
        let page = self.open("/sign-in");
        let form = page
            .form("/sign-in")
            .fill("login", login)
            .fill("password", password);
        let after = self.submit(form);
        assert!(
            !after.path.starts_with("/sign-in"),
            "{login} was not let in:\n{}",
            after.text()
        );
    }

    /// Sends a form, following redirects.
    pub fn submit(&mut self, form: PageForm) -> Answer {
        self.go(form.request())
    }

    fn go(&mut self, request: Request) -> Answer {
        let mut request = request;
        for _ in 0..MAX_REDIRECTS {
            let path = request.path.clone();
            request.headers.extend(self.headers());
            let answer =
                send(self.address, &request).unwrap_or_else(|error| panic!("{path}: {error}"));
            self.keep_cookies(&answer);
            match answer.header("location") {
                Some(location) if (300..400).contains(&answer.status) => {
                    request = Request::get(location)
                }
                _ => return Answer { path, ..answer },
            }
        }
        panic!("{} redirects in circles", request.path);
    }

    /// The cookies as a browser sends them, for programs that go on in its session.
    pub fn cookies(&self) -> String {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn headers(&self) -> Vec<(String, String)> {
        let mut headers = vec![
            ("Origin".to_owned(), format!("http://{}", self.address)),
            ("Sec-Fetch-Site".to_owned(), "same-origin".to_owned()),
            ("Accept-Language".to_owned(), "ru".to_owned()),
        ];
        if !self.cookies.is_empty() {
            headers.push(("Cookie".to_owned(), self.cookies()));
        }
        headers
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        let set = answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie");
        for (_, cookie) in set {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies
                    .insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
    }
}
