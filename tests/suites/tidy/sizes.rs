//! How long a file and a function may be, and how long they are.
//!
//! A reader keeps one screen in mind, not ten. The limits are hard stops; the figures printed by the tidy test
//! (median and ninth decile) are what to watch. Inline tests do not count against the code beside them.

use super::source::{Source, item_end, line_of};
use super::tree::Tree;
use super::violation::Violation;

const RULE: &str = "size";

/// Lines of a file outside its inline tests.
const FILE_LINES_MAX: usize = 400;
/// Lines of a file of tests: tables of cases are long and still easy to read.
const TEST_FILE_LINES_MAX: usize = 600;
/// Lines of a function from `fn` to its closing brace.
const FUNCTION_LINES_MAX: usize = 70;
/// The same for a test, whose table of cases is part of it.
const TEST_FUNCTION_LINES_MAX: usize = 100;

/// A function and where it stands.
struct Function {
    name: String,
    line: usize,
    lines: usize,
}

/// Every file and function over its limit.
pub(crate) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for source in &tree.sources {
        found.extend(long_file(source));
        for function in functions(source) {
            found.extend(long_function(source, &function));
        }
    }
    found
}

/// Median and ninth decile of files and functions outside tests, as one line for the terminal.
pub(crate) fn summary(tree: &Tree) -> String {
    let code: Vec<&Source> = tree.sources.iter().filter(|s| !s.is_test).collect();
    let files: Vec<usize> = code.iter().map(|s| file_lines(s)).collect();
    let functions: Vec<usize> = code
        .iter()
        .flat_map(|source| {
            let all = functions(source).into_iter();
            all.filter(|f| !source.is_test_line(f.line))
                .map(|f| f.lines)
        })
        .collect();
    format!("files: {}; functions: {}", spread(files), spread(functions))
}

fn spread(mut sizes: Vec<usize>) -> String {
    sizes.sort_unstable();
    let at = |share: usize| sizes.get(sizes.len() * share / 100).copied().unwrap_or(0);
    format!(
        "{} of median {} / p90 {} / max {} lines",
        sizes.len(),
        at(50),
        at(90),
        sizes.last().copied().unwrap_or(0)
    )
}

fn file_lines(source: &Source) -> usize {
    if source.is_test {
        source.text.lines().count()
    } else {
        source.code_lines().count()
    }
}

fn long_file(source: &Source) -> Option<Violation> {
    let max = match source.is_test {
        true => TEST_FILE_LINES_MAX,
        false => FILE_LINES_MAX,
    };
    let lines = file_lines(source);
    (lines > max).then(|| {
        let advice = format!(
            "The file has {lines} lines, {max} are allowed: give each noun a file of its own."
        );
        Violation::new(&source.path, 0, RULE, advice)
    })
}

fn long_function(source: &Source, function: &Function) -> Option<Violation> {
    let max = if source.is_test_line(function.line) {
        TEST_FUNCTION_LINES_MAX
    } else {
        FUNCTION_LINES_MAX
    };
    (function.lines > max).then(|| {
        let advice = format!(
            "`{}` has {} lines, {max} are allowed: keep the branching here and move the leaves out.",
            function.name, function.lines
        );
        Violation::new(&source.path, function.line, RULE, advice)
    })
}

fn functions(source: &Source) -> Vec<Function> {
    let code = &source.views.code;
    let mut found = Vec::new();
    for (start, _) in code.match_indices("fn ") {
        let before = code[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[start + 3..];
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        if name.is_empty() {
            continue;
        }
        let (first, last) = (
            line_of(code, start),
            line_of(code, item_end(code, start).saturating_sub(1)),
        );
        found.push(Function {
            name,
            line: first,
            lines: last + 1 - first,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{FILE_LINES_MAX, FUNCTION_LINES_MAX, Tree, check, summary};

    fn function(lines: usize) -> String {
        format!("fn a(b: [u8; 2]) {{\n{}}}\n", "    b;\n".repeat(lines - 2))
    }

    fn broken(text: &str) -> Vec<usize> {
        let tree = Tree::of(&[("engine/core/src/a.rs", text)]);
        check(&tree).iter().map(|v| v.line).collect()
    }

    #[test]
    fn a_function_of_the_limit_passes_and_one_line_more_does_not() {
        assert!(broken(&function(FUNCTION_LINES_MAX)).is_empty());
        assert_eq!(broken(&function(FUNCTION_LINES_MAX + 1)), [1]);
    }

    #[test]
    fn a_file_of_the_limit_passes_and_one_line_more_does_not() {
        let inline_tests = "#[cfg(test)]\nmod tests {\n\n\n}\n";
        let file = |lines: usize| "//\n".repeat(lines) + inline_tests;
        assert!(broken(&file(FILE_LINES_MAX)).is_empty());
        assert_eq!(broken(&file(FILE_LINES_MAX + 1)), [0]);
    }

    #[test]
    fn the_summary_counts_code_without_tests() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\n";
        let tree = Tree::of(&[("engine/core/src/a.rs", text)]);
        assert!(summary(&tree).contains("functions: 1 of median 1"));
    }
}
