//! What the child process is asked: one template with its neighbours, the data, the day. Nothing else reaches it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where templates of all regulations lie in a package.
const SHARED_FOLDER: &str = "shared/documents";

/// The kind of file that a paper is drawn up as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperFormat {
    /// PDF/A-2b: for signing, sending and keeping.
    #[default]
    Pdf,
    /// Office Open XML: for editing.
    Docx,
}

impl PaperFormat {
    /// The ending of a file's name, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The bytes with which every such file begins.
    pub(crate) fn signature(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Docx => b"PK\x03\x04",
        }
    }
}

/// A request to draw up one paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenderRequest {
    /// Path of the template among `files`, e.g. `protocol.typ`.
    pub template: String,
    /// All files that the template may read, by virtual path: `protocol.typ` and `/protocol.typ` are the same file.
    pub files: BTreeMap<String, String>,
    /// The data, read by the template as `json("/data.json")`.
    pub data: serde_json::Value,
    /// The day of drawing up, `YYYY-MM-DD`: Typst's `datetime.today()` and the creation date of the paper.
    pub today: String,
    /// The kind of file wanted.
    #[serde(default)]
    pub format: PaperFormat,
}

impl RenderRequest {
    /// The request for a template of a regulation's package. `files` are the package's files by their path in the
    /// processes folder, `template` is such a path (`certification/documents/order.typ`). The template sees the files of
    /// its own folder beside itself and those of `shared/documents/` under `/shared/`; no other regulation's, no YAML.
    #[must_use]
    pub fn of_package(
        files: &BTreeMap<String, String>,
        template: &str,
        data: serde_json::Value,
        today: String,
    ) -> Self {
        let (folder, name) = template.rsplit_once('/').unwrap_or(("", template));
        let mut visible = BTreeMap::new();
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".typ")) {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            if parent == SHARED_FOLDER {
                visible.insert(format!("shared/{name}"), text.clone());
            }
            if parent == folder {
                visible.insert(name.to_owned(), text.clone());
            }
        }
        Self {
            template: name.to_owned(),
            files: visible,
            data,
            today,
            format: PaperFormat::Pdf,
        }
    }

    /// The same request for a file of another kind.
    #[must_use]
    pub fn as_file(mut self, format: PaperFormat) -> Self {
        self.format = format;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::RenderRequest;

    #[test]
    fn a_template_sees_its_own_folder_and_the_shared_one() {
        let paths = [
            "appeal/documents/order.typ",
            "certification/documents/order.typ",
            "certification/process.yaml",
            "shared/documents/layout.typ",
            "shared/letters/overdue.md",
        ];
        let files = paths.map(|path| (path.to_owned(), path.to_owned())).into();
        let visible = |template: &str| {
            let request = RenderRequest::of_package(
                &files,
                template,
                serde_json::Value::Null,
                "2021-10-28".into(),
            );
            let files: Vec<String> = request
                .files
                .into_iter()
                .map(|(path, text)| format!("{path}={text}"))
                .collect();
            (request.template, files.join(" "))
        };
        assert_eq!(
            visible("certification/documents/order.typ"),
            (
                "order.typ".to_owned(),
                "order.typ=certification/documents/order.typ shared/layout.typ=shared/documents/layout.typ".to_owned()
            )
        );
        assert_eq!(
            visible("shared/documents/layout.typ"),
            (
                "layout.typ".to_owned(),
                "layout.typ=shared/documents/layout.typ shared/layout.typ=shared/documents/layout.typ".to_owned()
            )
        );
    }
}
