//! The text of a paper as WordprocessingML. The order of the marks inside an element is the schema's.

use std::fmt::Write;

use super::model::{Block, Borders, Inline, Line, Look, Page, Paper, Paragraph, Picture, Script};
use super::xml_table::push_table;

/// The face that the bundled one has the measures of, and that every word processor has or replaces.
pub(super) const FACE: &str = "Times New Roman";

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#,
);

/// The opening of every part of a file.
pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// A text part under construction, with the pictures that it shows.
#[derive(Default)]
pub(super) struct Writer<'a> {
    pub(super) text: String,
    pub(super) pictures: Vec<&'a Picture>,
}

impl Writer<'_> {
    /// Appends formatted text; writing to a string cannot fail.
    pub(super) fn push(&mut self, text: std::fmt::Arguments) {
        let _ = self.text.write_fmt(text);
    }
}

/// The main part of the file and its pictures, in their order.
pub(super) fn document(paper: &Paper) -> (String, Vec<&Picture>) {
    let mut writer = Writer::default();
    writer.push(format_args!(
        "{DECLARATION}<w:document {NAMESPACES}><w:body>"
    ));
    push_blocks(&mut writer, &paper.blocks);
    push_section(&mut writer, &paper.page);
    writer.push(format_args!("</w:body></w:document>"));
    (writer.text, writer.pictures)
}

/// The head of the pages after the first: their number.
pub(super) fn page_number() -> String {
    format!(
        r#"{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>"#
    )
}

pub(super) fn push_blocks<'a>(writer: &mut Writer<'a>, blocks: &'a [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => push_paragraph(writer, paragraph),
            Block::Table(table) => push_table(writer, table),
        }
    }
}

fn push_section(writer: &mut Writer, page: &Page) {
    writer.push(format_args!("<w:sectPr>"));
    if page.numbered {
        writer.push(format_args!(
            r#"<w:headerReference w:type="default" r:id="numbers"/>"#
        ));
    }
    let turned = if page.width > page.height {
        r#" w:orient="landscape""#
    } else {
        ""
    };
    writer.push(format_args!(
        r#"<w:pgSz w:w="{}" w:h="{}"{turned}/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="0" w:gutter="0"/>"#,
        page.width, page.height, page.top, page.right, page.bottom, page.left, page.header,
    ));
    if page.framed {
        writer.push(format_args!(r#"<w:pgBorders w:offsetFrom="page">"#));
        for side in ["top", "left", "bottom", "right"] {
            writer.push(format_args!(
                r#"<w:{side} w:val="thickThinSmallGap" w:sz="24" w:space="24" w:color="1B2F52"/>"#
            ));
        }
        writer.push(format_args!("</w:pgBorders>"));
    }
    let first = if page.numbered { "<w:titlePg/>" } else { "" };
    writer.push(format_args!("{first}</w:sectPr>"));
}

fn push_paragraph<'a>(writer: &mut Writer<'a>, paragraph: &'a Paragraph) {
    writer.push(format_args!("<w:p>"));
    push_settings(writer, paragraph);
    for inline in &paragraph.inlines {
        match inline {
            Inline::Text(text, look) => push_run(writer, text, look),
            Inline::Break => writer.push(format_args!("<w:r><w:br/></w:r>")),
            Inline::Tab => writer.push(format_args!("<w:r><w:tab/></w:r>")),
            Inline::Picture(picture) => push_picture(writer, picture),
        }
    }
    writer.push(format_args!("</w:p>"));
}

fn push_settings(writer: &mut Writer, p: &Paragraph) {
    writer.push(format_args!("<w:pPr>"));
    let flags = [
        (p.keep_next, "<w:keepNext/>"),
        (p.keep_lines, "<w:keepLines/>"),
        (p.new_page, "<w:pageBreakBefore/>"),
    ];
    for (_, flag) in flags.iter().filter(|(set, _)| *set) {
        writer.push(format_args!("{flag}"));
    }
    push_borders(writer, "w:pBdr", &p.borders);
    if let Some(at) = p.tab {
        writer.push(format_args!(
            r#"<w:tabs><w:tab w:val="right" w:pos="{at}"/></w:tabs>"#
        ));
    }
    if !p.hyphenated {
        writer.push(format_args!("<w:suppressAutoHyphens/>"));
    }
    writer.push(format_args!(
        r#"<w:spacing w:before="{}" w:after="{}" w:line="{}" w:lineRule="auto"/>"#,
        p.before.max(0),
        p.after.max(0),
        p.line.max(20),
    ));
    if (p.left, p.right, p.first) != (0, 0, 0) {
        let first = if p.first < 0 { "hanging" } else { "firstLine" };
        writer.push(format_args!(
            r#"<w:ind w:left="{}" w:right="{}" w:{first}="{}"/>"#,
            p.left,
            p.right,
            p.first.abs(),
        ));
    }
    writer.push(format_args!(
        r#"<w:jc w:val="{}"/><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:pPr>"#,
        p.alignment.word(),
        size = p.size.max(2),
    ));
}

/// The lines of a paragraph or a cell under the name that the format has for them there.
pub(super) fn push_borders(writer: &mut Writer, name: &str, borders: &Borders) {
    if *borders == Borders::default() {
        return;
    }
    writer.push(format_args!("<{name}>"));
    let sides = [
        ("top", &borders.top),
        ("left", &borders.left),
        ("bottom", &borders.bottom),
        ("right", &borders.right),
    ];
    for (side, line) in sides {
        if let Some(Line {
            thickness,
            colour,
            space,
        }) = line
        {
            writer.push(format_args!(
                r#"<w:{side} w:val="single" w:sz="{thickness}" w:space="{space}" w:color="{colour}"/>"#
            ));
        }
    }
    writer.push(format_args!("</{name}>"));
}

fn push_run(writer: &mut Writer, text: &str, look: &Look) {
    writer.push(format_args!("<w:r><w:rPr>"));
    let flags = [
        (look.bold, "<w:b/><w:bCs/>"),
        (look.italic, "<w:i/><w:iCs/>"),
        (look.struck, "<w:strike/>"),
    ];
    for (_, flag) in flags.iter().filter(|(set, _)| *set) {
        writer.push(format_args!("{flag}"));
    }
    if let Some(colour) = &look.colour {
        writer.push(format_args!(r#"<w:color w:val="{colour}"/>"#));
    }
    if look.tracking != 0 {
        writer.push(format_args!(r#"<w:spacing w:val="{}"/>"#, look.tracking));
    }
    writer.push(format_args!(
        r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#,
        size = look.size
    ));
    if look.underlined {
        writer.push(format_args!(r#"<w:u w:val="single"/>"#));
    }
    match look.script {
        Script::Line => {}
        Script::Above => writer.push(format_args!(r#"<w:vertAlign w:val="superscript"/>"#)),
        Script::Below => writer.push(format_args!(r#"<w:vertAlign w:val="subscript"/>"#)),
    }
    writer.push(format_args!("</w:rPr>"));
    // Where the template allows a word to be divided, the word processor may do so too.
    for (index, part) in text.split('\u{ad}').enumerate() {
        let divided = if index > 0 { "<w:softHyphen/>" } else { "" };
        writer.push(format_args!(
            r#"{divided}<w:t xml:space="preserve">{}</w:t>"#,
            escaped(part)
        ));
    }
    writer.push(format_args!("</w:r>"));
}

fn push_picture<'a>(writer: &mut Writer<'a>, picture: &'a Picture) {
    writer.pictures.push(picture);
    let (number, alt) = (writer.pictures.len(), escaped(&picture.alt));
    let size = format!(r#"cx="{}" cy="{}""#, picture.width, picture.height);
    let wrap = if picture.apart {
        "<wp:wrapTopAndBottom/>"
    } else {
        "<wp:wrapNone/>"
    };
    let (open, close) = match picture.at {
        None => (
            format!(r#"<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>"#),
            "</wp:inline>",
        ),
        Some((x, y)) => (
            format!(
                r#"<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:posOffset>{x}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="margin"><wp:posOffset>{y}</wp:posOffset></wp:positionV><wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{wrap}"#
            ),
            "</wp:anchor>",
        ),
    };
    writer.push(format_args!(
        r#"<w:r><w:drawing>{open}<wp:docPr id="{number}" name="picture{number}" descr="{alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="picture{number}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>{close}</w:drawing></w:r>"#
    ));
}

/// Text inside an element or an attribute; characters that XML cannot hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{ad}' | '\u{fffe}' | '\u{ffff}' => {}
            '\t' | '\n' => safe.push(' '),
            _ if character.is_control() => {}
            _ => safe.push(character),
        }
    }
    safe
}
