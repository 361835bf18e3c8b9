//! Where a process stands in the files of a package.

use std::collections::BTreeMap;

use reglament_definition::grammar::FileKind;

/// The file of each process, by id; told by its first key, so that broken files are found as well.
pub(crate) fn process_files(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let own = files
        .iter()
        .filter(|(path, _)| FileKind::of(path) == Some(FileKind::Process));
    own.filter_map(|(path, text)| Some((process_in(text)?, path.clone())))
        .collect()
}

/// The process that a text declares.
pub(crate) fn process_in(text: &str) -> Option<String> {
    let head = text
        .lines()
        .find_map(|line| line.strip_prefix("process:"))?;
    let id = head.split('#').next().unwrap_or_default().trim();
    (!id.is_empty()).then(|| id.trim_matches(['"', '\'']).to_owned())
}

/// The folder of a file; empty for those beside the folders.
pub(crate) fn folder(path: &str) -> &str {
    path.split_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::{folder, process_in};

    #[test]
    fn a_process_is_told_by_its_head() {
        assert_eq!(
            process_in("# a\nprocess: leave  # b\n").as_deref(),
            Some("leave")
        );
        assert_eq!(process_in("process:\n"), None);
        assert_eq!(process_in("title: x\n  process: y\n"), None);
        assert_eq!((folder("a/b/c.md"), folder("a.yaml")), ("a", ""));
    }
}
