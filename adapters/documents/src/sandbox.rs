//! The whole world that a template can see: the files of its request, the data, the bundled fonts, the given day, and
//! QR codes, which are drawn when they are read.
//!
//! There is no disk, no network, no package registry and no clock behind it. It bounds reach, not time or memory:
//! the child process does that (`child.rs`).

use std::collections::BTreeMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts;
use crate::qr;
use crate::request::RenderRequest;
use crate::template_fault::TemplateFault;
use crate::word;

/// Where templates find their data.
pub(crate) const DATA_PATH: &str = "/data.json";

pub(crate) struct Sandbox {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: BTreeMap<String, Bytes>,
    main: FileId,
    today: Datetime,
}

impl Sandbox {
    /// Builds the world of one request; refuses paths that leave the virtual root and days that do not exist.
    pub(crate) fn new(request: &RenderRequest, today: Datetime) -> Result<Self, TemplateFault> {
        let mut files = BTreeMap::new();
        for (path, text) in &request.files {
            files.insert(
                slashed(path)?,
                Bytes::new(text.replace("\r\n", "\n").into_bytes()),
            );
        }
        let data = serde_json::to_vec(&request.data)
            .map_err(|error| TemplateFault::request(&request.template, error.to_string()))?;
        files.insert(DATA_PATH.to_owned(), Bytes::new(data));
        let template = slashed(&request.template)?;
        if !files.contains_key(&template) {
            return Err(TemplateFault::request(
                &request.template,
                "the template is not among the files of the request".to_owned(),
            ));
        }
        let fonts = fonts::bundled();
        Ok(Self {
            library: LazyHash::new(library()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            files,
            main: id(&template)?,
            today,
        })
    }
}

/// Typst's own library and the rules by which a paper becomes editable.
fn library() -> Library {
    let mut library = Library::default();
    word::register(&mut library.rules);
    library
}

/// The path as Typst writes it: from the virtual root, without dots.
fn slashed(path: &str) -> Result<String, TemplateFault> {
    VirtualPath::new(path)
        .map(|virtual_path| virtual_path.get_with_slash().to_owned())
        .map_err(|error| TemplateFault::request(path, format!("{error:?}")))
}

fn id(path: &str) -> Result<FileId, TemplateFault> {
    let path = VirtualPath::new(path)
        .map_err(|error| TemplateFault::request(path, format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Sandbox {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let bytes = self.file(id)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        // A package has a root of its own: the same path there must not reach our files.
        let ours = matches!(path.root(), VirtualRoot::Project);
        let found = self.files.get(path.vpath().get_with_slash());
        match found {
            Some(bytes) if ours => Ok(bytes.clone()),
            _ => {
                let drawn = qr::picture(path.vpath().get_with_slash()).filter(|_| ours);
                let missing = || FileError::NotFound(path.vpath().get_without_slash().into());
                drawn.map(Bytes::new).ok_or_else(missing)
            }
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}
