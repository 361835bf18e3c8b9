//! The small parts of a DOCX file that are the same for every paper, or nearly.

use super::model::{Paper, Picture};
use super::xml::{DECLARATION, FACE, escaped};

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const NAMESPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

pub(super) fn content_types(paper: &Paper) -> String {
    let header = if paper.page.numbered {
        format!(r#"<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/>"#)
    } else {
        String::new()
    };
    format!(
        r#"{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="{WORD}.fontTable+xml"/>{header}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
    )
}

pub(super) fn package_relations() -> String {
    format!(
        r#"{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="document" Type="{TYPES}/officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
    )
}

pub(super) fn document_relations(paper: &Paper, pictures: &[&Picture]) -> String {
    let mut text = format!(
        r#"{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="{TYPES}/styles" Target="styles.xml"/><Relationship Id="settings" Type="{TYPES}/settings" Target="settings.xml"/><Relationship Id="fonts" Type="{TYPES}/fontTable" Target="fontTable.xml"/>"#
    );
    if paper.page.numbered {
        text.push_str(&format!(
            r#"<Relationship Id="numbers" Type="{TYPES}/header" Target="header1.xml"/>"#
        ));
    }
    for (number, picture) in (1..).zip(pictures) {
        text.push_str(&format!(
            r#"<Relationship Id="picture{number}" Type="{TYPES}/image" Target="media/{}"/>"#,
            picture_name(number, picture)
        ));
    }
    text.push_str("</Relationships>");
    text
}

/// Name of a picture's file among the media.
pub(super) fn picture_name(number: usize, picture: &Picture) -> String {
    format!("picture{number}.{}", picture.format.ending())
}

/// The style of a paper: one face, the language whose words are hyphenated and spelt.
pub(super) fn styles() -> String {
    format!(
        r#"{DECLARATION}<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/></w:style></w:styles>"#
    )
}

/// Hyphenation as in the PDF, the layout rules of a word processor of this decade, and no gaps torn into a justified line
/// that somebody has ended.
pub(super) fn settings() -> String {
    format!(
        r#"{DECLARATION}<w:settings {NAMESPACE}><w:autoHyphenation/><w:defaultTabStop w:val="709"/><w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#
    )
}

/// Where the face is missing, the one of the PDF takes its place: it has the same measures.
pub(super) fn fonts() -> String {
    format!(
        r#"{DECLARATION}<w:fonts {NAMESPACE}><w:font w:name="{FACE}"><w:altName w:val="Liberation Serif"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>"#
    )
}

/// Title and day of the paper.
pub(super) fn core(paper: &Paper, today: &str) -> String {
    let day = escaped(today);
    format!(
        r#"{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>Reglament</dc:creator><dc:language>ru-RU</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created></cp:coreProperties>"#,
        escaped(&paper.title)
    )
}
