//! A form as it stands on a page: what is in it is sent back unless it is filled in anew, as a browser does.
//!
//! Filling a field that the page does not show stops the test.

use super::html::{self, Element};
use super::{Attachment, Body, Request};

/// A form to fill in.
#[derive(Clone, Debug)]
pub struct PageForm {
    action: String,
    multipart: bool,
    /// Names on the page, of boxes and buttons too.
    names: Vec<String>,
    /// Values on the page of choices and boxes.
    offered: Vec<(String, String)>,
    pairs: Vec<(String, String)>,
    files: Vec<Attachment>,
}

impl PageForm {
    pub(super) fn find(page: &str, action: &str) -> Option<Self> {
        let marks = html::elements(page);
        let is_it = |mark: &&Element| mark.name == "form" && mark.attribute("action") == action;
        let begin = marks.iter().position(|mark| is_it(&mark))?;
        let mut form = Self {
            action: action.to_owned(),
            multipart: marks[begin].attribute("enctype").starts_with("multipart"),
            names: Vec::new(),
            offered: Vec::new(),
            pairs: Vec::new(),
            files: Vec::new(),
        };
        let mut select = String::new();
        for mark in marks[begin + 1..]
            .iter()
            .take_while(|mark| mark.name != "/form")
        {
            form.read(page, mark, &mut select);
        }
        Some(form)
    }

    fn read(&mut self, page: &str, mark: &Element, select: &mut String) {
        let name = mark.attribute("name").to_owned();
        let value = mark.attribute("value").to_owned();
        match mark.name.as_str() {
            "select" => {
                self.names.push(name.clone());
                *select = name;
            }
            "option" => {
                if mark.attributes.contains_key("selected") {
                    self.pairs.push((select.clone(), value.clone()));
                }
                self.offered.push((select.clone(), value));
            }
            "textarea" => {
                let end = page[mark.end..].find("</textarea>").unwrap_or(0);
                self.names.push(name.clone());
                self.pairs
                    .push((name, html::plain(&page[mark.end..mark.end + end])));
            }
            "button" => self.offered.push((name, value)),
            "input" => self.read_input(mark, name, value),
            _ => {}
        }
    }

    fn read_input(&mut self, mark: &Element, name: String, value: String) {
        match mark.attribute("type") {
            "checkbox" | "radio" => {
                self.offered.push((name.clone(), value.clone()));
                if mark.attributes.contains_key("checked") {
                    self.pairs.push((name.clone(), value));
                }
            }
            "file" => {}
            _ => self.pairs.push((name.clone(), value)),
        }
        self.names.push(name);
    }

    /// Types a text into a field.
    #[must_use]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        self.must_have(name);
        let offers = self.offered.iter().any(|(known, _)| known == name);
        let offered = self.offered.contains(&(name.to_owned(), value.to_owned()));
        assert!(
            !offers || offered,
            "`{name}` of {} does not offer «{value}»",
            self.action
        );
        self.pairs.retain(|(known, _)| known != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Ticks boxes of a group; the others are left empty.
    #[must_use]
    pub fn tick(mut self, name: &str, values: &[&str]) -> Self {
        self.must_have(name);
        self.pairs.retain(|(known, _)| known != name);
        for value in values {
            let pair = (name.to_owned(), (*value).to_owned());
            assert!(
                self.offered.contains(&pair),
                "`{name}` of {} does not offer «{value}»",
                self.action
            );
            self.pairs.push(pair);
        }
        self
    }

    /// Puts a file into a field.
    #[must_use]
    pub fn attach(mut self, input: &str, name: &str, bytes: Vec<u8>) -> Self {
        self.must_have(input);
        assert!(self.multipart, "the form to {} takes no files", self.action);
        self.files.push(Attachment {
            input: input.to_owned(),
            name: name.to_owned(),
            bytes,
        });
        self
    }

    /// Presses a button; without, the form is sent as by its only one.
    #[must_use]
    pub fn press(mut self, name: &str, value: &str) -> Self {
        let pair = (name.to_owned(), value.to_owned());
        assert!(
            self.offered.contains(&pair),
            "the form to {} has no button {name}={value}",
            self.action
        );
        self.pairs.push(pair);
        self
    }

    /// What is in a field now; empty when nothing is.
    pub fn value(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Names of the fields, in their order.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    fn must_have(&self, name: &str) {
        assert!(
            self.names.iter().any(|known| known == name),
            "the form to {} has no field `{name}`, only {:?}",
            self.action,
            self.names
        );
    }

    pub(super) fn request(self) -> Request {
        let body = if self.multipart {
            Body::Multipart(self.pairs, self.files)
        } else {
            Body::Form(self.pairs)
        };
        Request {
            path: self.action,
            headers: Vec::new(),
            body,
        }
    }
}

#[cfg(test)]
mod tests;
