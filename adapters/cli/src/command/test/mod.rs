//! `reglament test`: plays every scenario of a processes folder on a virtual clock, on all processors.
//!
//! Each scenario is played twice, plainly and with every instance going through its snapshot after each command; both
//! journals must equal the golden one beside the scenario. `--update`, or `REGLAMENT_GOLDEN=write`, rewrites those.

mod coverage;
mod papers;
mod report;
mod verdict;

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use clap::Args;
use reglament_calendar::Calendar;
use reglament_definition::{Package, compile};

use crate::command::check;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::{ProcessFolder, StoryFile};
use crate::output::Output;
use coverage::Tried;
use papers::{Paper, Wish};
use verdict::{Golden, Verdict};

/// Flags of the subcommand.
#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    #[arg(
        value_name = "DIR",
        default_value = "processes",
        help = "Папка процессов ¦ Folder of processes"
    )]
    folder: PathBuf,
    #[arg(
        long,
        help = "Переписать эталонные журналы ¦ Rewrite the golden journals"
    )]
    update: bool,
    #[arg(
        long,
        value_name = "TEXT",
        help = "Только сценарии, в имени файла которых есть этот текст ¦ Only scenarios whose file name contains the text"
    )]
    filter: Option<String>,
    #[arg(
        long,
        help = "Показать шаги, переходы и пункты, которых не прошёл ни один сценарий ¦ Show steps, flows and clauses that no scenario has walked"
    )]
    coverage: bool,
    #[arg(
        long,
        value_name = "DIR",
        help = "Составить документы сценариев в папке: PDF, DOCX и их данные ¦ Draw the documents of the scenarios into a folder: PDF, DOCX and their data"
    )]
    documents: Option<PathBuf>,
    #[arg(
        long,
        requires = "documents",
        help = "Каждый вид документа один раз, с самыми полными данными ¦ Each kind of document once, with the fullest data"
    )]
    kinds: bool,
}

/// Plays all scenarios and prints what became of them.
pub(crate) fn run(arguments: &TestArguments, output: &Output) -> Result<Exit, Failure> {
    let started = Instant::now();
    let folder = ProcessFolder::read(&arguments.folder)?;
    let compiled = compile(&folder.files);
    let Some(package) = &compiled.package else {
        check::diagnostics(&compiled, &folder, output);
        return Ok(Exit::Findings);
    };
    let wanted = |story: &&StoryFile| {
        arguments
            .filter
            .as_ref()
            .is_none_or(|text| story.name.contains(text))
    };
    let stories: Vec<&StoryFile> = folder.stories.iter().filter(wanted).collect();
    let golden = if arguments.update
        || std::env::var_os("REGLAMENT_GOLDEN").is_some_and(|value| value == "write")
    {
        Golden::Write
    } else {
        Golden::Compare
    };
    let verdicts = play_all(&stories, &folder, package, golden)?;
    let tried = Tried::of(package, &compiled.coverage, &verdicts);
    let wish = arguments.documents.as_deref().map(|target| Wish {
        folder: target,
        each_kind_once: arguments.kinds,
    });
    let drawn = match &wish {
        Some(wish) => Some((draw_all(&stories, &folder, package, wish)?, wish)),
        None => None,
    };
    report::print(&verdicts, &tried, drawn.as_ref(), started.elapsed(), output);
    if arguments.coverage && !output.json {
        tried.print(output);
    }
    let held = verdicts.iter().all(|verdict| verdict.trouble.is_none())
        && drawn.is_none_or(|(papers, _)| papers::all_drawn(&papers));
    Ok(if held { Exit::Ok } else { Exit::Findings })
}

/// Draws what the scenarios issue.
fn draw_all(
    stories: &[&StoryFile],
    folder: &ProcessFolder,
    package: &Package,
    wish: &Wish<'_>,
) -> Result<Vec<Paper>, Failure> {
    let calendar = Calendar::russia();
    let issued = stories.iter().flat_map(|story| {
        let process = folder.process_of(&story.regulation);
        papers::issued(story, package, &calendar, &process)
    });
    papers::draw(issued.collect(), wish)
}

/// Plays the scenarios on as many threads as there are processors; the verdicts keep the order of the files.
fn play_all(
    stories: &[&StoryFile],
    folder: &ProcessFolder,
    package: &Package,
    golden: Golden,
) -> Result<Vec<Verdict>, Failure> {
    let calendar = Calendar::russia();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(stories.len()));
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(stories.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((n, story)) = take(&next, stories) {
                    let process = folder.process_of(&story.regulation);
                    let verdict = verdict::reach(story, package, &calendar, &process, golden);
                    done.lock()
                        .expect("no thread panics while it holds the lock")
                        .push((n, verdict));
                }
            });
        }
    });
    let mut done = done
        .into_inner()
        .expect("no thread panics while it holds the lock");
    done.sort_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, verdict)| verdict).collect()
}

fn take<'s>(next: &AtomicUsize, stories: &[&'s StoryFile]) -> Option<(usize, &'s StoryFile)> {
    let n = next.fetch_add(1, Ordering::Relaxed);
    stories.get(n).map(|story| (n, *story))
}
