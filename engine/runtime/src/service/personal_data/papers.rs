//! Files and documents of a case and their places in the archive. Bytes are read one paper at a time, when the archive is
//! written.

use std::collections::BTreeSet;

use reglament_core::FileFact;
use reglament_definition::Title;

use crate::{
    limits::{MAX_PERSON_BYTES, MAX_PERSON_FILES},
    port::OutboxState,
    service::{Service, ServiceError, case::Case},
    view::{DocumentView, PaperData, PaperKept},
};

/// What still fits into an archive.
#[derive(Debug, Default)]
pub(super) struct Room {
    papers: usize,
    bytes: u64,
    full: bool,
}

impl Room {
    fn takes(&mut self, bytes: u64) -> bool {
        let fits = self.papers < MAX_PERSON_FILES && self.bytes + bytes <= MAX_PERSON_BYTES;
        if fits {
            self.papers += 1;
            self.bytes += bytes;
        }
        self.full |= !fits;
        fits
    }

    pub(super) fn is_full(&self) -> bool {
        self.full
    }
}

impl Service {
    /// The bytes of a paper of an answer that `by` was given.
    ///
    /// # Errors
    /// Forbidden for those who do not oversee everything; not found when it is gone; the store's failures.
    pub async fn paper_bytes(&self, by: &str, paper: &PaperKept) -> Result<Vec<u8>, ServiceError> {
        self.must_oversee_all(by)?;
        let store = &self.shared.store;
        let bytes = match paper {
            PaperKept::File(id) => store.file_bytes(id).await?,
            PaperKept::Document(instance, document) => store.pdf(instance, *document).await?,
        };
        bytes.ok_or(ServiceError::NotFound)
    }
}

/// The papers of a case: documents, then files, each once.
pub(super) fn papers(
    case: &Case,
    documents: Vec<DocumentView>,
    files: Vec<FileFact>,
    room: &mut Room,
) -> Vec<PaperData> {
    let code = case.instance.receipt();
    let mut papers = Vec::new();
    for document in documents {
        let drawn = document.state == OutboxState::Sent && room.takes(0);
        let path = || format!("documents/{code}/{}.pdf", document.document);
        papers.push(PaperData {
            path: drawn.then(path),
            title: document.title,
            number: document.number,
            kept: PaperKept::Document(case.instance.id().clone(), document.document),
        });
    }
    let mut seen = BTreeSet::new();
    for file in files {
        if !seen.insert(file.id.clone()) {
            continue;
        }
        let path = format!("files/{code}/{}-{}", seen.len(), safe(&file.name));
        papers.push(PaperData {
            path: room.takes(file.size).then_some(path),
            title: Title::russian(&file.name),
            number: None,
            kept: PaperKept::File(file.id),
        });
    }
    papers
}

/// A name of a file that every system takes: a name may be up to 255 bytes, a letter up to four.
fn safe(name: &str) -> String {
    let odd = |letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter);
    let plain = |letter: char| if odd(letter) { '_' } else { letter };
    let letters: Vec<char> = name.chars().map(plain).collect();
    // The ending is at the end.
    let from = letters.len().saturating_sub(60);
    letters.into_iter().skip(from).collect()
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn names_of_files_stay_in_their_folder() {
        for (name, kept) in [
            ("справка.pdf", "справка.pdf"),
            ("../../etc/passwd", ".._.._etc_passwd"),
            ("a\u{0}b:c?.txt", "a_b_c_.txt"),
        ] {
            assert_eq!(safe(name), kept);
        }
        assert_eq!(
            safe(&format!("{}.pdf", "я".repeat(300))).chars().count(),
            60
        );
    }
}
