//! The parts of a paper packed as a DOCX file. Equal papers give equal bytes: no clock, no random names.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::model::Paper;
use super::{parts, xml};

/// Packs the paper, dated with the day `YYYY-MM-DD`.
pub(crate) fn pack(paper: &Paper, today: &str) -> zip::result::ZipResult<Vec<u8>> {
    let (document, pictures) = xml::document(paper);
    let mut texts = vec![
        ("[Content_Types].xml", parts::content_types(paper)),
        ("_rels/.rels", parts::package_relations()),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            parts::document_relations(paper, &pictures),
        ),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::settings()),
        ("word/fontTable.xml", parts::fonts()),
        ("docProps/core.xml", parts::core(paper, today)),
    ];
    if paper.page.numbered {
        texts.push(("word/header1.xml", xml::page_number()));
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in texts {
        file.start_file(name, options)?;
        file.write_all(text.as_bytes())?;
    }
    for (number, picture) in (1..).zip(pictures) {
        let name = format!("word/media/{}", parts::picture_name(number, picture));
        file.start_file(name, options)?;
        file.write_all(&picture.bytes)?;
    }
    Ok(file.finish()?.into_inner())
}
