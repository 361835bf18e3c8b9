//! Every template as an editable paper: a well-formed file, the words of the PDF, its tables, through the child.
//! Set `REGLAMENT_TEST_PAPERS` to a folder to look at the papers.

use std::io::{Cursor, Read};

use libtest_mimic::{Failed, Trial};
use reglament_documents::{PaperFormat, RenderRequest, draw_up, lay_out};
use roxmltree::{Document, Node};

use crate::paper;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// One trial for each template, and one for each construct that has a look of its own.
pub(crate) fn trials() -> Vec<Trial> {
    let each = paper::TEMPLATES.iter().map(|(process, template)| {
        Trial::test(format!("editable::{process}::{template}"), move || {
            draws_up(process, template)
        })
    });
    let constructs = CONSTRUCTS.iter().map(|(name, source, expected)| {
        Trial::test(format!("editable::construct::{name}"), move || {
            is_written(source, expected)
        })
    });
    let refusal = Trial::test("editable::what_cannot_be_written_is_refused", refused);
    each.chain(constructs).chain([refusal]).collect()
}

/// Fragments of a template and what must stand in the file.
const CONSTRUCTS: [(&str, &str, &[&str]); 14] = [
    (
        "signatures_stay_together",
        "#block(sticky: true, grid(columns: 1, [а]))\n#block(grid(columns: 1, [б]))",
        &["</w:tbl><w:p><w:pPr><w:keepNext/>"],
    ),
    (
        "typed_lines",
        r#"#("а\r\nб\nв")"#,
        &[
            "а</w:t></w:r><w:r><w:br/></w:r>",
            "б</w:t></w:r><w:r><w:br/></w:r>",
        ],
    ),
    (
        "heading_in_a_table",
        "#table(columns: 1, table.header([имя]), [а], table.header(level: 2, repeat: false, [часть]), [б])",
        &["<w:trPr><w:cantSplit/></w:trPr>", "<w:keepNext/>"],
    ),
    (
        "text_below_a_table",
        "#set par(spacing: 10pt, leading: 10pt)\n#table(columns: 1, [а])\nтекст",
        &[r#"w:before="120""#],
    ),
    ("bold", "*жирно*", &["<w:b/>", "жирно"]),
    (
        "page_numbers",
        "#set page(header: context counter(page).display())\nтекст",
        &["<w:titlePg/>", r#"r:id="numbers""#],
    ),
    (
        "header_rows_and_spans",
        "#table(columns: 2, table.header(table.cell(colspan: 2)[имя]), [а], [б])",
        &["<w:tblHeader/>", r#"<w:gridSpan w:val="2"/>"#],
    ),
    (
        "rows_span",
        "#table(columns: 2, table.cell(rowspan: 2)[а], [б], [в])",
        &[r#"<w:vMerge w:val="restart"/>"#, "<w:vMerge/>"],
    ),
    (
        "shown_cells",
        "#show table.cell.where(y: 0): strong\n#table(columns: 1, [имя])",
        &["<w:b/>", "имя"],
    ),
    (
        "ruled_line",
        "#block(width: 100%, stroke: (bottom: 1pt))[имя]",
        &["<w:pBdr><w:bottom", "имя"],
    ),
    (
        "page_break",
        "до\n#pagebreak()\nпосле",
        &["<w:pageBreakBefore/>"],
    ),
    (
        "landscape_and_margins",
        "#set page(paper: \"a4\", flipped: true, margin: 20mm)\nтекст",
        &[
            r#"w:w="16838" w:h="11906" w:orient="landscape""#,
            r#"w:left="1134""#,
        ],
    ),
    (
        "kept_together",
        "#block(sticky: true, breakable: false)[подпись]",
        &["<w:keepNext/><w:keepLines/>"],
    ),
    (
        "text_is_escaped",
        "#(\"<a> & \\\"б\\\"\")",
        &["&lt;a&gt; &amp; &quot;б&quot;"],
    ),
];

fn is_written(source: &str, expected: &[&str]) -> Result<(), Failed> {
    let source = format!("#set text(font: \"Liberation Serif\")\n{source}");
    let request = paper::lone(&source).as_file(PaperFormat::Docx);
    let file = draw_up(&request).map_err(|fault| fault.sentence().en)?;
    let text = part(&file, "word/document.xml")?;
    Document::parse(&text)?;
    match expected.iter().find(|piece| !text.contains(**piece)) {
        Some(piece) => Err(format!("«{piece}» is not in {text}").into()),
        None => Ok(()),
    }
}

/// Words are never dropped in silence: what the format has no place for stops the paper.
fn refused() -> Result<(), Failed> {
    let source = "#set text(font: \"Liberation Serif\")\n#box(width: 1fr, repeat[.])";
    let request = paper::lone(source).as_file(PaperFormat::Docx);
    match draw_up(&request) {
        Err(fault) if fault.sentence().en.contains("repeat") => Ok(()),
        Err(fault) => Err(fault.sentence().en.into()),
        Ok(_) => Err("a row of dots was dropped".into()),
    }
}

fn draws_up(process: &str, template: &str) -> Result<(), Failed> {
    let request = paper::request(process, template);
    same_words(&request, &format!("{process}-{template}"))?;
    let request = request.as_file(PaperFormat::Docx);
    let file = draw_up(&request).map_err(|fault| fault.sentence().en)?;
    let rendered = paper::block_on(paper::renderer().render(&request));
    if rendered.map_err(|error| error.sentence().en)? != file {
        return Err("the same request gave two different papers".into());
    }
    let text = part(&file, "word/document.xml")?;
    let document = Document::parse(&text)?;
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(format!("{process}-{template}"), outline(document.root_element()));
    });
    Ok(())
}

/// The editable paper says what the PDF says: paragraph for paragraph, each word once, repeated table heads aside.
pub(crate) fn same_words(request: &RenderRequest, name: &str) -> Result<(), String> {
    let said = |fault: reglament_documents::TemplateFault| fault.sentence().en;
    let laid = lay_out(request).map_err(said)?;
    let file = draw_up(&request.clone().as_file(PaperFormat::Docx)).map_err(said)?;
    if let Ok(folder) = std::env::var("REGLAMENT_TEST_PAPERS") {
        let name = name.replace(['/', '.'], "-");
        let path = std::path::Path::new(&folder).join(format!("{name}.docx"));
        std::fs::write(path, &file).map_err(|error| error.to_string())?;
    }
    let text = part(&file, "word/document.xml").map_err(|failed| format!("{failed:?}"))?;
    let document = Document::parse(&text).map_err(|error| error.to_string())?;
    let mut left = String::new();
    for (number, page) in (1..).zip(paper::pages(&laid)) {
        // The number of a page stands in its head, which is a part of its own in the editable paper.
        let mark = number.to_string();
        let page = page
            .strip_prefix(&mark)
            .filter(|_| number > 1)
            .unwrap_or(&page);
        left.push_str(&dense(page));
    }
    let mut paragraphs = paragraphs(document.root_element());
    paragraphs.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    for (paragraph, _) in &paragraphs {
        let Some(at) = left.find(paragraph) else {
            return Err(format!("«{paragraph}» is not in the PDF: {left}"));
        };
        left.replace_range(at..at + paragraph.len(), "\u{1}");
    }
    for (paragraph, _) in paragraphs.iter().filter(|(_, repeated)| *repeated) {
        left = left.replace(paragraph, "\u{1}");
    }
    let rest: String = left.chars().filter(|each| *each != '\u{1}').collect();
    if rest.is_empty() {
        Ok(())
    } else {
        Err(format!("«{rest}» is only in the PDF"))
    }
}

fn dense(text: &str) -> String {
    let visible = |each: &char| !each.is_whitespace() && !matches!(each, '-' | '‐' | '\u{ad}');
    text.chars().filter(visible).collect()
}

/// Texts of paragraphs, and whether they stand in a table's head.
fn paragraphs(root: Node) -> Vec<(String, bool)> {
    let of = root
        .descendants()
        .filter(|node| node.has_tag_name((WORD, "p")));
    let texts = of.map(|p| (dense(&text_of(p)), in_head(p)));
    texts.filter(|(text, _)| !text.is_empty()).collect()
}

fn text_of(node: Node) -> String {
    let texts = node
        .descendants()
        .filter(|each| each.has_tag_name((WORD, "t")));
    texts.filter_map(|each| each.text()).collect()
}

fn in_head(node: Node) -> bool {
    let rows = node
        .ancestors()
        .filter(|each| each.has_tag_name((WORD, "tr")));
    let mut marks = rows.flat_map(|row| row.descendants());
    marks.any(|each| each.has_tag_name((WORD, "tblHeader")))
}

/// The structure of a paper: paragraphs with their alignment and first words, tables with columns and rows.
fn outline(root: Node) -> String {
    let mut lines = String::new();
    let body = root
        .children()
        .find(|node| node.has_tag_name((WORD, "body")));
    push_outline(body.unwrap(), 0, &mut lines);
    lines
}

fn push_outline(parent: Node, depth: usize, lines: &mut String) {
    for node in parent.children() {
        let pad = "  ".repeat(depth);
        if node.has_tag_name((WORD, "p")) {
            let alignment = marks(node, "jc").next().unwrap_or_default();
            let text: String = text_of(node).chars().take(60).collect();
            lines.push_str(&format!("{pad}{alignment}: {text}\n"));
        } else if node.has_tag_name((WORD, "tbl")) {
            let columns: Vec<&str> = attributes(node, "gridCol", "w").collect();
            lines.push_str(&format!("{pad}table {}\n", columns.join(" ")));
            push_outline(node, depth + 1, lines);
        } else if node.has_tag_name((WORD, "tr")) {
            let head = if in_head(node) { "head" } else { "row" };
            lines.push_str(&format!("{pad}{head}\n"));
            push_outline(node, depth + 1, lines);
        } else if node.has_tag_name((WORD, "tc")) {
            push_outline(node, depth, lines);
        } else if node.has_tag_name((WORD, "sectPr")) {
            let size = attributes(node, "pgSz", "w").chain(attributes(node, "pgSz", "h"));
            let margins = ["top", "right", "bottom", "left"];
            let margins = margins
                .iter()
                .flat_map(|side| attributes(node, "pgMar", side));
            let all: Vec<&str> = size.chain(margins).collect();
            lines.push_str(&format!("{pad}page {}\n", all.join(" ")));
        }
    }
}

fn marks<'a>(node: Node<'a, 'a>, name: &'a str) -> impl Iterator<Item = &'a str> {
    attributes(node, name, "val")
}

fn attributes<'a>(
    node: Node<'a, 'a>,
    element: &'a str,
    name: &'a str,
) -> impl Iterator<Item = &'a str> {
    let found = node
        .descendants()
        .filter(move |each| each.has_tag_name((WORD, element)));
    found.filter_map(move |each| each.attribute((WORD, name)))
}

/// A part of the file as text.
pub(crate) fn part(file: &[u8], name: &str) -> Result<String, Failed> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}
