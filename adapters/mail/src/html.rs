//! The HTML twin of a letter, derived from its plain text. Everything is escaped; styles are inline and the frame is a
//! table, because mail clients drop style sheets; nothing is loaded from anywhere, so opening a letter tells nobody.
//!
//! A paragraph that is only a link becomes a button, with the address itself written under it: people must be able
//! to see where a link leads.

use crate::{
    settings::Language,
    text::{Block, Span, blocks, spans},
};
use std::fmt::Write;

const FONT: &str = "font-family:'Golos Text','Segoe UI',Roboto,Arial,sans-serif";
const INK: &str = "#1b2330";
const MUTED: &str = "#566072";
const PRIMARY: &str = "#1a56b8";

/// What surrounds the text of a letter.
pub(crate) struct Frame<'a> {
    pub(crate) language: Language,
    pub(crate) organisation: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) footer: &'a str,
    /// Where letters of this kind are declined.
    pub(crate) unsubscribe: Option<&'a str>,
}

/// The words of the link by which letters are declined.
pub(crate) fn decline(language: Language) -> &'static str {
    match language {
        Language::Ru => "Отказаться от таких писем",
        Language::En => "Receive no such letters",
    }
}

/// Renders a normalised text inside its frame as a whole HTML page.
pub(crate) fn render(frame: &Frame<'_>, text: &str) -> String {
    let mut body = String::with_capacity(text.len() * 2);
    let blocks = blocks(text);
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(lines) if heads(lines, blocks.get(at + 1)) => {
                heading(&mut body, lines[0]);
            }
            Block::Paragraph(lines) => {
                match lines.iter().map(|line| spans(line)).collect::<Vec<_>>()[..] {
                    [ref only] if matches!(only[..], [Span::Link(_)]) => {
                        button(&mut body, frame.language, lines[0].trim())
                    }
                    ref lines => paragraph(&mut body, lines),
                }
            }
            Block::List(items) => list(&mut body, items),
        }
    }
    page(frame, &body)
}

fn page(frame: &Frame<'_>, body: &str) -> String {
    let language = match frame.language {
        Language::Ru => "ru",
        Language::En => "en",
    };
    let (organisation, subject) = (escape(frame.organisation), escape(frame.subject));
    let mut footer = escape(frame.footer).replace('\n', "<br>\n");
    if let Some(link) = frame.unsubscribe {
        let (link, words) = (escape(link), decline(frame.language));
        let _ = write!(
            footer,
            r#"<br>
<a href="{link}" style="color:{MUTED}">{words}</a>"#
        );
    }
    format!(
        r##"<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no">
<title>{subject}</title>
</head>
<body style="margin:0;padding:0;background:#f6f7f9;-webkit-text-size-adjust:100%">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#f6f7f9">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:620px;table-layout:fixed">
<tr><td style="padding:0 4px 12px;{FONT};font-size:15px;line-height:22px;font-weight:600;color:{MUTED}">{organisation}</td></tr>
<tr><td bgcolor="#ffffff" style="padding:28px 24px 16px;background:#ffffff;border:1px solid #dde1e8;border-top:4px solid {PRIMARY};border-radius:6px;{FONT};font-size:16px;line-height:25px;color:{INK};word-wrap:break-word;overflow-wrap:anywhere">
<h1 style="margin:0 0 20px;{FONT};font-size:22px;line-height:29px;font-weight:600;color:{INK}">{subject}</h1>
{body}</td></tr>
<tr><td style="padding:16px 4px 0;{FONT};font-size:13px;line-height:20px;color:{MUTED};overflow-wrap:anywhere">{footer}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"##
    )
}

/// A line that ends with a colon heads the list after it.
fn heads(lines: &[&str], next: Option<&Block<'_>>) -> bool {
    matches!(next, Some(Block::List(_))) && lines.len() == 1 && lines[0].ends_with(':')
}

fn heading(out: &mut String, line: &str) {
    let line = escape(line);
    let _ = writeln!(
        out,
        r#"<p style="margin:8px 0 8px;font-weight:600">{line}</p>"#
    );
}

fn paragraph(out: &mut String, lines: &[Vec<Span<'_>>]) {
    out.push_str("<p style=\"margin:0 0 16px\">");
    join_lines(out, lines);
    out.push_str("</p>\n");
}

fn list(out: &mut String, items: &[Vec<&str>]) {
    out.push_str("<ul style=\"margin:0 0 16px;padding:0 0 0 22px\">\n");
    for item in items {
        out.push_str("<li style=\"margin:0 0 6px\">");
        let lines: Vec<_> = item.iter().map(|line| spans(line)).collect();
        match lines.get(1).map(Vec::as_slice) {
            // Forty addresses in a row are no reading: the line before an address leads there.
            Some([Span::Link(link)]) => {
                let (title, link) = (escape(item[0]), escape(link));
                let _ = write!(
                    out,
                    r#"<a href="{link}" style="color:{PRIMARY}">{title}</a>"#
                );
                if lines.len() > 2 {
                    out.push_str("<br>\n");
                }
                join_lines(out, &lines[2..]);
            }
            _ => join_lines(out, &lines),
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

fn button(out: &mut String, language: Language, link: &str) {
    let label = match language {
        Language::Ru => "Открыть",
        Language::En => "Open",
    };
    let link = escape(link);
    let _ = write!(
        out,
        r#"<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 8px"><tr><td bgcolor="{PRIMARY}" style="border-radius:6px;background:{PRIMARY}"><a href="{link}" style="display:inline-block;padding:12px 28px;{FONT};font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none">{label}</a></td></tr></table>
<p style="margin:0 0 20px;font-size:13px;line-height:19px;color:{MUTED};word-break:break-all">{link}</p>
"#
    );
}

fn join_lines(out: &mut String, lines: &[Vec<Span<'_>>]) {
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push_str("<br>\n");
        }
        for span in line {
            match span {
                Span::Words(words) => out.push_str(&escape(words)),
                Span::Link(link) => {
                    let link = escape(link);
                    let _ = write!(
                        out,
                        r#"<a href="{link}" style="color:{PRIMARY}">{link}</a>"#
                    );
                }
            }
        }
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> String {
        let frame = Frame {
            language: Language::Ru,
            organisation: "Управление <образования>",
            subject: "Тема & \"кавычки\"",
            footer: "Подвал\nвторая строка",
            unsubscribe: None,
        };
        let page = render(&frame, text);
        let (_, rest) = page.split_once("</h1>\n").unwrap();
        rest.split_once("</td></tr>\n<tr><td style=\"padding:16px")
            .unwrap()
            .0
            .to_owned()
    }

    #[test]
    fn blocks_become_elements() {
        insta::assert_snapshot!(body("Здравствуйте!\nВас приглашают.\n\n- паспорт\n- см. https://a.ru/?x=1&y=2."), @r#"
        <p style="margin:0 0 16px">Здравствуйте!<br>
        Вас приглашают.</p>
        <ul style="margin:0 0 16px;padding:0 0 0 22px">
        <li style="margin:0 0 6px">паспорт</li>
        <li style="margin:0 0 6px">см. <a href="https://a.ru/?x=1&amp;y=2" style="color:#1a56b8">https://a.ru/?x=1&amp;y=2</a>.</li>
        </ul>
        "#);
    }

    #[test]
    fn a_lone_link_becomes_a_button_that_shows_its_address() {
        let html = body("Откройте задачу:\n\nhttps://a.ru/t/1");
        assert!(
            html.contains(">Открыть</a>") && html.contains("break-all\">https://a.ru/t/1</p>"),
            "{html}"
        );
        assert!(!body("Смотрите https://a.ru/t/1").contains("Открыть"));
    }

    #[test]
    fn an_address_under_the_line_of_an_item_makes_the_line_a_link() {
        let html =
            body("Просрочено (1):\n- Издать <приказ>\n  https://a.ru/t/1\n  Задача у: Орлова");
        assert!(
            html.contains("font-weight:600\">Просрочено (1):</p>"),
            "{html}"
        );
        assert!(
            html.contains(r##"<a href="https://a.ru/t/1" style="color:#1a56b8">Издать &lt;приказ&gt;</a><br>"##),
            "{html}"
        );
        assert!(html.contains("\nЗадача у: Орлова</li>"), "{html}");
    }

    #[test]
    fn nothing_in_the_text_becomes_markup() {
        let html =
            body("<script>alert(1)</script> https://a.ru/\"onclick='x' & <b>\n- <img src=x>");
        for forbidden in ["<script", "<img", "<b>", "\"onclick"] {
            assert!(!html.contains(forbidden), "{forbidden}: {html}");
        }
        assert!(html.contains("&lt;script&gt;"));
    }

    #[test]
    fn the_frame_is_escaped_and_says_its_language() {
        let frame = Frame {
            language: Language::Ru,
            organisation: "<Орг>",
            subject: "<Тема>",
            footer: "<Подвал>\nдалее",
            unsubscribe: None,
        };
        let page = render(&frame, "т");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"ru\">"));
        assert!(page.contains("&lt;Орг&gt;") && page.contains("&lt;Подвал&gt;<br>\nдалее"));
        assert_eq!(page.matches("&lt;Тема&gt;").count(), 2);
    }
}
