//! The table of targets: a name, the function, what to start from, words of the language.

mod answers;
#[cfg(feature = "files")]
mod archive;
mod calendar;
mod directory;
mod editor;
mod expression;
mod journal;
#[cfg(feature = "files")]
mod report;
mod schedule;
#[cfg(feature = "files")]
mod settings;
mod story;
#[cfg(feature = "files")]
mod table;
mod template;
mod term;
mod world;
mod yaml;

/// One parser.
pub struct Target {
    /// Also the name of its folder in `corpus/`.
    pub name: &'static str,
    /// Runs the parser on any bytes; panics when a promise is broken.
    pub run: fn(&[u8]),
    /// Files and folders of the project to start from; `folder/*.yaml` for files with this ending.
    pub(crate) seeds: &'static [&'static str],
    /// What of a file is one input.
    pub(crate) cut: Cut,
    /// Words of its language.
    pub words: &'static [&'static str],
    /// Most bytes that one run may hold at once.
    pub memory: usize,
}

/// How a file of the project becomes inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    Whole,
    Lines,
    /// Blocks of pages of documentation that begin with these words.
    Fences(&'static str),
}

const MIB: usize = 1024 * 1024;

/// Every target.
pub const TARGETS: &[Target] = &[
    Target {
        name: "yaml",
        run: yaml::run,
        seeds: &["docs/language/*.md"],
        cut: Cut::Fences("yaml process"),
        words: yaml::WORDS,
        memory: 128 * MIB,
    },
    Target {
        name: "editor",
        run: editor::run,
        seeds: &["docs/language/*.md"],
        cut: Cut::Fences("yaml process"),
        words: yaml::WORDS,
        memory: 256 * MIB,
    },
    Target {
        name: "expression",
        run: expression::run,
        seeds: &[],
        cut: Cut::Lines,
        words: expression::WORDS,
        memory: 16 * MIB,
    },
    Target {
        name: "template",
        run: template::run,
        seeds: &[
            "processes/appeal/letters/*.md",
            "processes/certification/letters/*.md",
        ],
        cut: Cut::Whole,
        words: template::WORDS,
        memory: 16 * MIB,
    },
    Target {
        name: "term",
        run: term::run,
        seeds: &["engine/calendar/tests/law/terms.txt"],
        cut: Cut::Lines,
        words: term::WORDS,
        memory: 16 * MIB,
    },
    Target {
        name: "calendar",
        run: calendar::run,
        seeds: &["engine/calendar/data/*.csv"],
        cut: Cut::Whole,
        words: calendar::WORDS,
        memory: 16 * MIB,
    },
    Target {
        name: "schedule",
        run: schedule::run,
        seeds: &[],
        cut: Cut::Lines,
        words: schedule::WORDS,
        memory: 16 * MIB,
    },
    Target {
        name: "answers",
        run: answers::run,
        seeds: &[],
        cut: Cut::Lines,
        words: answers::WORDS,
        memory: 16 * MIB,
    },
    Target {
        name: "journal",
        run: journal::run,
        seeds: &["tests/journals/*.jsonl"],
        cut: Cut::Lines,
        words: journal::WORDS,
        memory: 16 * MIB,
    },
    Target {
        name: "story",
        run: story::run,
        seeds: &[
            "processes/appeal/scenarios/*.yaml",
            "processes/complaint/scenarios/*.yaml",
        ],
        cut: Cut::Whole,
        words: story::WORDS,
        memory: 32 * MIB,
    },
    Target {
        name: "directory",
        run: directory::run,
        seeds: &[],
        cut: Cut::Whole,
        words: directory::WORDS,
        memory: 64 * MIB,
    },
    #[cfg(feature = "files")]
    Target {
        name: "table",
        run: table::run,
        seeds: &[],
        cut: Cut::Whole,
        words: table::WORDS,
        memory: 192 * MIB,
    },
    #[cfg(feature = "files")]
    Target {
        name: "report",
        run: report::run,
        seeds: &["tests/suites/runtime/bounces/*.eml"],
        cut: Cut::Whole,
        words: report::WORDS,
        memory: 16 * MIB,
    },
    #[cfg(feature = "files")]
    Target {
        name: "settings",
        run: settings::run,
        seeds: &[],
        cut: Cut::Whole,
        words: settings::WORDS,
        memory: 16 * MIB,
    },
    #[cfg(feature = "files")]
    Target {
        name: "archive",
        run: archive::run,
        seeds: &[],
        cut: Cut::Whole,
        words: archive::WORDS,
        memory: 64 * MIB,
    },
];

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
