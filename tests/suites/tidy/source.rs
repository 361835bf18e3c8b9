//! One Rust file as the rules see it: its views and which of its lines are test code.
//!
//! Test code is a file in a test place (`tests/`, `benches/`, `tests.rs`), or whatever `#[cfg(test)]` covers.
//! A file made test code by its parent (`#[cfg(test)] mod samples;`) is marked by the tree, which sees both.

use super::scan::Views;

/// A Rust file, split into views.
#[derive(Debug)]
pub(crate) struct Source {
    /// Path from the root of the project, with `/`.
    pub(crate) path: String,
    /// The file as written.
    pub(crate) text: String,
    /// Code and literals apart.
    pub(crate) views: Views,
    /// The whole file is test code.
    pub(crate) is_test: bool,
    /// Names of modules that this file declares for tests only.
    pub(crate) test_modules: Vec<String>,
    test_lines: Vec<bool>,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let views = Views::of(text);
        let (test_lines, test_modules) = test_code(&views.code);
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            is_test: is_test_place(path) || text.contains("#![cfg(test)]"),
            views,
            test_modules,
            test_lines,
        }
    }

    /// Is the line (from 1) test code?
    pub(crate) fn is_test_line(&self, line: usize) -> bool {
        self.is_test || self.test_lines.get(line - 1).copied().unwrap_or(false)
    }

    /// Lines of code outside tests, with their numbers from 1.
    pub(crate) fn code_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.outside_tests(&self.views.code)
    }

    /// Lines of string literals outside tests, with their numbers from 1.
    pub(crate) fn literal_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.outside_tests(&self.views.literals)
    }

    fn outside_tests<'a>(&'a self, view: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
        view.lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .filter(|(line, _)| !self.is_test_line(*line))
    }
}

fn is_test_place(path: &str) -> bool {
    let mut folders: Vec<&str> = path.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    file == "tests.rs" || folders.iter().any(|f| *f == "tests" || *f == "benches")
}

/// Which lines `#[cfg(test)]` covers, and which modules it declares.
fn test_code(code: &str) -> (Vec<bool>, Vec<String>) {
    let mut lines = vec![false; code.lines().count()];
    let mut modules = Vec::new();
    for (start, mark) in code.match_indices("#[cfg(test)]") {
        let item = start + mark.len();
        let end = item_end(code, item);
        let (first, last) = (line_of(code, start), line_of(code, end.saturating_sub(1)));
        for covered in &mut lines[first - 1..last] {
            *covered = true;
        }
        let words: Vec<&str> = code[item..end].split_whitespace().collect();
        if let Some([_, name]) = words.windows(2).find(|pair| pair[0] == "mod")
            && let Some(name) = name.strip_suffix(';')
        {
            modules.push(name.to_owned());
        }
    }
    (lines, modules)
}

/// Line (from 1) of a byte of the text.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Byte after the item that begins at `start`: its `;`, or the brace that closes its body.
pub(crate) fn item_end(code: &str, start: usize) -> usize {
    let (mut braces, mut brackets) = (0_i32, 0_i32);
    for (offset, letter) in code[start..].char_indices() {
        match letter {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces <= 0 && brackets <= 0 {
                    return start + offset + 1;
                }
            }
            ';' if braces == 0 && brackets == 0 => return start + offset + 1,
            _ => {}
        }
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn inline_tests_are_told_from_code() {
        let text =
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() { \"}\" }\n}\nfn c() -> [u8; 2] {}\n";
        let source = Source::new("engine/core/src/a.rs", text);
        let kept: Vec<usize> = source.code_lines().map(|(line, _)| line).collect();
        assert_eq!(kept, [1, 6]);
    }

    #[test]
    fn a_module_declared_for_tests_is_named() {
        let source = Source::new("engine/core/src/a.rs", "#[cfg(test)]\nmod samples;\n");
        assert_eq!(source.test_modules, ["samples"]);
    }

    #[test]
    fn places_of_tests_are_known() {
        let is_test = |path| Source::new(path, "").is_test;
        assert!(is_test("tests/suites/main.rs"));
        assert!(is_test("engine/core/src/step/tests.rs"));
        assert!(!is_test("engine/core/src/contests.rs"));
    }
}
