//! Text that is safe inside a quoted Mermaid label.
//!
//! Characters with a meaning become entities. So do the dot of a leading «1.» and a leading dash, which Mermaid would
//! take for a Markdown list and refuse.

/// One label made of lines.
pub(crate) fn label(lines: &[String]) -> String {
    let escaped: Vec<String> = lines.iter().map(|line| escape(line)).collect();
    escaped.join("<br/>")
}

fn escape(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut escaped = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '.' | ')' if digits > 0 && at == digits => escaped.push_str(&entity(letter)),
            '-' | '+' | '*' if at == 0 => escaped.push_str(&entity(letter)),
            '"' | '#' | '&' | '<' | '>' | '`' | ';' | '\\' => escaped.push_str(&entity(letter)),
            _ => escaped.push(letter),
        }
    }
    escaped
}

fn entity(letter: char) -> String {
    format!("#{};", u32::from(letter))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_in_a_label_has_a_meaning() {
        for (text, expected) in [
            ("5 раб. дн.", "5 раб. дн."),
            ("1. Приказ", "1#46; Приказ"),
            ("- пункт", "#45; пункт"),
            ("«а» \"б\" #1", "«а» #34;б#34; #35;1"),
            ("x <= 3 && y > 2", "x #60;= 3 #38;#38; y #62; 2"),
            ("две\nстроки", "две строки"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }
}
