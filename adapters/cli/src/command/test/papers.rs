//! `reglament test --documents DIR`: the documents that scenarios issue, drawn as the server draws them.
//!
//! Whoever changes a template looks at it with the data of real cases, without a server and without a database. Beside
//! each PDF and DOCX lie the data that the template was given, since they are the names that a template may use. Nothing
//! is deleted from the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use reglament_calendar::Calendar;
use reglament_definition::Package;
use reglament_runtime::port::{DocumentFormat, DocumentJob, RenderError, Renderer};
use reglament_scenario::{DrawnDocument, Story, World, play_with};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::failure::Failure;
use crate::folder::StoryFile;
use crate::language::Language;
use crate::plural::counted;
use crate::wiring::{PaperRenderer, block_on};

/// Where to draw, and whether each kind of document is wanted only once.
pub(super) struct Wish<'a> {
    /// The folder.
    pub(super) folder: &'a Path,
    /// One document of each template: the one with the most data, which shows most of the template.
    pub(super) each_kind_once: bool,
}

/// One document that was drawn or refused.
pub(super) struct Paper {
    story: String,
    template: String,
    file: PathBuf,
    data: Value,
    refusal: Option<String>,
}

/// The documents that a scenario issues. `process` is the one of its folder; a scenario that does not hold still shows
/// what it has issued until then.
pub(super) fn issued(
    file: &StoryFile,
    package: &Package,
    calendar: &Calendar,
    process: &str,
) -> Vec<(Paper, DocumentJob)> {
    let Ok(story) = Story::parse(&file.text) else {
        return Vec::new();
    };
    let Ok(own) = story.package(package) else {
        return Vec::new();
    };
    let Some(world) = play_with(&own, calendar, process, &story, false).1 else {
        return Vec::new();
    };
    let files = Arc::new(own.files.clone());
    let documents = (1..).zip(world.documents());
    documents
        .filter_map(|(number, document)| {
            let job = job(&world, &files, number, document)?;
            let paper = Paper {
                story: file.name.clone(),
                template: job.template.clone(),
                file: place(&file.name).join(format!("{number:02}-{}", document.template)),
                data: job.data.clone(),
                refusal: None,
            };
            Some((paper, job))
        })
        .collect()
}

/// The folder of a scenario: `certification/scenarios/passed.yaml` draws into `certification/passed`.
fn place(story: &str) -> PathBuf {
    PathBuf::from(story.replacen("/scenarios/", "/", 1)).with_extension("")
}

/// `None` when the edition of the instance does not know the template, which a package that compiles excludes.
fn job(
    world: &World<'_>,
    files: &Arc<BTreeMap<String, String>>,
    number: u32,
    document: &DrawnDocument,
) -> Option<DocumentJob> {
    let instance = world.instance(&document.instance)?;
    let known = &world.definition_of(instance)?.documents;
    let data = document.data.iter();
    let data: serde_json::Map<_, _> = data
        .map(|(name, value)| (name.clone(), value.plain_json()))
        .collect();
    Some(DocumentJob {
        instance: document.instance.to_string(),
        document: number,
        template: known.get(&document.template)?.file.clone(),
        files: files.clone(),
        data: data.into(),
        on: document.on,
        format: DocumentFormat::Pdf,
    })
}

/// Draws all of them, or one of each kind.
pub(super) fn draw(
    mut issued: Vec<(Paper, DocumentJob)>,
    wish: &Wish<'_>,
) -> Result<Vec<Paper>, Failure> {
    if wish.each_kind_once {
        issued = fullest(issued);
    }
    let renderer = Arc::new(PaperRenderer::new()?);
    block_on(async {
        let mut running = JoinSet::new();
        for (n, (paper, job)) in issued.into_iter().enumerate() {
            let (renderer, folder) = (renderer.clone(), wish.folder.to_owned());
            running.spawn(async move { (n, one(&renderer, paper, job, &folder).await) });
        }
        let mut papers = BTreeMap::new();
        while let Some(done) = running.join_next().await {
            let (n, paper) = done.expect("no drawing is cancelled and none panics");
            papers.insert(n, paper?);
        }
        Ok(papers.into_values().collect())
    })
}

/// The document with the most data of each template, in the order of the templates.
fn fullest(issued: Vec<(Paper, DocumentJob)>) -> Vec<(Paper, DocumentJob)> {
    let mut kinds: BTreeMap<String, (usize, (Paper, DocumentJob))> = BTreeMap::new();
    for (paper, job) in issued {
        let size = job.data.to_string().len();
        let known = kinds.get(&job.template);
        if known.is_none_or(|(largest, _)| *largest < size) {
            kinds.insert(job.template.clone(), (size, (paper, job)));
        }
    }
    kinds.into_values().map(|(_, each)| each).collect()
}

async fn one(
    renderer: &PaperRenderer,
    mut paper: Paper,
    job: DocumentJob,
    folder: &Path,
) -> Result<Paper, Failure> {
    let file = folder.join(&paper.file);
    let parent = file.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent).map_err(|error| Failure::file(parent, &error))?;
    let data = format!("{:#}\n", job.data);
    write(&ending(&file, "json"), data.as_bytes())?;
    for (format, name) in [(DocumentFormat::Pdf, "pdf"), (DocumentFormat::Docx, "docx")] {
        let job = DocumentJob {
            format,
            ..job.clone()
        };
        match renderer.render(job).await {
            Ok(bytes) => write(&ending(&file, name), &bytes)?,
            Err(RenderError(why)) => paper.refusal = Some(why),
        }
    }
    Ok(paper)
}

/// The name of a scenario may have dots of its own, so that an ending is added and never replaced.
fn ending(file: &Path, name: &str) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(format!(".{name}"));
    path.into()
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(|error| Failure::file(file, &error))
}

/// Whether each of them could be drawn.
pub(super) fn all_drawn(papers: &[Paper]) -> bool {
    papers.iter().all(|paper| paper.refusal.is_none())
}

/// Lines for people: each refusal with its reason, then the totals.
pub(super) fn text(papers: &[Paper], wish: &Wish<'_>, language: Language) -> String {
    let mut text = String::new();
    for paper in papers {
        if let Some(why) = &paper.refusal {
            let word = language.pick("НЕ СОСТАВЛЕН", "NOT DRAWN");
            text.push_str(&format!(
                "{word} {} ({}): {why}\n",
                paper.template, paper.story
            ));
        }
    }
    let drawn = papers.iter().filter(|paper| paper.refusal.is_none());
    let (drawn, folder) = (drawn.count(), wish.folder.display());
    let refused = papers.len() - drawn;
    text.push_str(&match language {
        Language::Ru => format!(
            "{} в папке «{folder}» (PDF, DOCX и данные), не составлено: {refused}",
            counted(drawn, ["документ", "документа", "документов"])
        ),
        Language::En => {
            format!("documents in `{folder}` (PDF, DOCX and data): {drawn}, not drawn: {refused}")
        }
    });
    text
}

/// One object for each document, for scripts.
pub(super) fn as_json(papers: &[Paper]) -> Value {
    let one = |paper: &Paper| {
        json!({
            "scenario": paper.story,
            "template": paper.template,
            "file": paper.file.display().to_string(),
            "ok": paper.refusal.is_none(),
            "message": paper.refusal,
            "keys": paper.data.as_object().map(|data| data.keys().collect::<Vec<_>>()),
        })
    };
    papers.iter().map(one).collect()
}
