//! What a picture shows: nodes with their texts and sizes, and the links between them, without any place yet.
//!
//! Every step is one node. The start, the events of the process and forks are nodes of their own. Kinds of steps that
//! look alike share a shape; nothing here depends on what a kind does.

use std::collections::BTreeMap;

use reglament_definition::{Definition, Language, Step, StepKind, Trigger};

use crate::font::{Font, Room};
use crate::mermaid::ways;
use crate::words::Words;

/// Width of a card, pixels.
pub(crate) const CARD: f64 = 216.0;
/// Size of titles, pixels.
pub(crate) const TITLE: f64 = 13.0;
/// Size of notes and labels, pixels.
pub(crate) const NOTE: f64 = 12.0;
/// Height of a line of text, pixels.
pub(crate) const LINE: f64 = 17.0;
/// Room for the icon before the first line of a title, pixels.
pub(crate) const ICON: f64 = 22.0;
/// Distance of the text from the edge of its card, pixels.
pub(crate) const PADDING: f64 = 11.0;
/// Distance between two boundary events of one card, and the room that each takes beside it, pixels.
pub(crate) const EVENT: f64 = 24.0;
const LABEL: f64 = 150.0;
const FORK: f64 = 34.0;

/// The outline of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Work.
    Card,
    /// Start and ends.
    Pill,
    /// A choice or a join.
    Hexagon,
    /// Where one way becomes several.
    Fork,
}

/// A node.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Id of the step; `start`, `event <id>` or `fork <n>` for the others.
    pub(crate) id: String,
    /// Whether it is a step of the definition.
    pub(crate) is_step: bool,
    pub(crate) shape: Shape,
    /// Key of the kind, which chooses the icon.
    pub(crate) kind: &'static str,
    pub(crate) title: Vec<String>,
    pub(crate) notes: Vec<String>,
    /// The title in one line, for those who hear the picture.
    pub(crate) name: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Boundary events: kind of trigger.
    pub(crate) events: Vec<&'static str>,
}

/// Which line a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// The first way on: the spine of the picture.
    Main,
    /// Another way on.
    Side,
    /// From the boundary event with this index.
    Event(usize),
}

/// A link between two nodes, by index.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: LinkKind,
    pub(crate) label: Vec<String>,
    pub(crate) label_width: f64,
}

/// Everything that is drawn.
pub(crate) struct Scene {
    pub(crate) nodes: Vec<Node>,
    pub(crate) links: Vec<Link>,
}

impl Scene {
    /// The scene of a definition.
    pub(crate) fn of(definition: &Definition, language: Language) -> Self {
        let mut stage = Stage {
            words: Words {
                definition,
                language,
                exact: false,
            },
            title: Font::semi_bold(),
            note: Font::regular(),
            places: BTreeMap::new(),
            scene: Self {
                nodes: Vec::new(),
                links: Vec::new(),
            },
        };
        stage.start();
        for step in &definition.steps {
            stage.step(step);
        }
        stage.link(0, LinkKind::Main, None, &definition.start.next);
        for step in &definition.steps {
            stage.ways_of(step);
        }
        for event in &definition.events {
            let name = stage.words.process_event(event);
            let id = format!("event {}", event.id);
            let node = stage.node(&id, Shape::Pill, "event", &name, &[]);
            stage.link(
                node,
                LinkKind::Main,
                None,
                std::slice::from_ref(&event.next),
            );
        }
        if let Some(cancellation) = &definition.cancellation {
            let name = stage.words.title(&cancellation.title).to_owned();
            let node = stage.node("event cancellation", Shape::Pill, "event", &name, &[]);
            stage.link(node, LinkKind::Main, None, &cancellation.next);
        }
        stage.scene
    }
}

struct Stage<'d> {
    words: Words<'d>,
    title: Font,
    note: Font,
    places: BTreeMap<String, usize>,
    scene: Scene,
}

impl Stage<'_> {
    fn start(&mut self) {
        let definition = self.words.definition;
        let name = self.words.title(&definition.title).to_owned();
        let ways = self.words.start(&definition.start);
        self.node("start", Shape::Pill, "start", &name, &[ways]);
    }

    fn step(&mut self, step: &Step) {
        let shape = match step.kind.key() {
            "decision" | "join" => Shape::Hexagon,
            "end" => Shape::Pill,
            _ => Shape::Card,
        };
        let name = self.words.title(&step.title).to_owned();
        let notes = [
            self.words.actors(step),
            self.words.time(step),
            self.words.join(step),
        ];
        let at = self.node(&step.id, shape, icon(step), &name, &notes);
        let node = &mut self.scene.nodes[at];
        node.is_step = true;
        node.events = step
            .on
            .iter()
            .map(|event| trigger_kind(&event.trigger))
            .collect();
        let events = node.events.len() as f64 * EVENT + PADDING;
        node.height = node.height.max(events);
    }

    fn node(
        &mut self,
        id: &str,
        shape: Shape,
        kind: &'static str,
        name: &str,
        notes: &[String],
    ) -> usize {
        let inset = if shape == Shape::Card { PADDING } else { 20.0 };
        let room = |indent, most| Room {
            width: CARD - 2.0 * inset,
            indent,
            most,
        };
        let title = self.title.wrap(name, TITLE, room(ICON, 5));
        // How something begins is told whole, with the hour of its schedule.
        let lines = if shape == Shape::Pill { 4 } else { 2 };
        let notes: Vec<String> = notes
            .iter()
            .flat_map(|note| self.note.wrap(note, NOTE, room(0.0, lines)))
            .collect();
        let height = LINE * (title.len() + notes.len()) as f64 + 14.0;
        self.push(Node {
            id: id.to_owned(),
            is_step: false,
            shape,
            kind,
            title,
            notes,
            name: name.to_owned(),
            width: CARD,
            height,
            events: Vec::new(),
        })
    }

    fn push(&mut self, node: Node) -> usize {
        let at = self.scene.nodes.len();
        self.places.insert(node.id.clone(), at);
        self.scene.nodes.push(node);
        at
    }

    fn ways_of(&mut self, step: &Step) {
        let Some(from) = self.places.get(&step.id).copied() else {
            return;
        };
        for (n, (text, next)) in ways(step, &self.words).into_iter().enumerate() {
            let kind = if n == 0 {
                LinkKind::Main
            } else {
                LinkKind::Side
            };
            self.link(from, kind, text, next);
        }
        if let Some(limit) = step.repeat_limit() {
            let text = self.words.repeat(limit);
            let then = std::slice::from_ref(&limit.then);
            self.link(from, LinkKind::Side, Some(text), then);
        }
        for (n, event) in step.on.iter().enumerate() {
            let text = self.words.trigger(event);
            self.link(from, LinkKind::Event(n), Some(text), &event.next);
        }
    }

    /// A way to several steps goes through a fork.
    fn link(&mut self, from: usize, kind: LinkKind, text: Option<String>, next: &[String]) {
        let targets: Vec<usize> = next
            .iter()
            .filter_map(|id| self.places.get(id).copied())
            .collect();
        let [first, _, ..] = targets.as_slice() else {
            if let [to] = targets.as_slice() {
                self.add(from, *to, kind, text);
            }
            return;
        };
        let fork = self.fork();
        self.add(from, fork, kind, text);
        for to in &targets {
            let kind = if to == first {
                LinkKind::Main
            } else {
                LinkKind::Side
            };
            self.add(fork, *to, kind, None);
        }
    }

    fn fork(&mut self) -> usize {
        let id = format!("fork {}", self.scene.nodes.len());
        let name = self.words.pick("Параллельно", "In parallel").to_owned();
        self.push(Node {
            id,
            is_step: false,
            shape: Shape::Fork,
            kind: "join",
            title: Vec::new(),
            notes: Vec::new(),
            name,
            width: FORK,
            height: FORK,
            events: Vec::new(),
        })
    }

    fn add(&mut self, from: usize, to: usize, kind: LinkKind, text: Option<String>) {
        let room = Room {
            width: LABEL,
            indent: 0.0,
            most: 3,
        };
        let label = text.map_or_else(Vec::new, |text| self.note.wrap(&text, NOTE, room));
        let label_width = label
            .iter()
            .map(|line| self.note.width(line, NOTE))
            .fold(0.0, f64::max);
        self.scene.links.push(Link {
            from,
            to,
            kind,
            label,
            label_width,
        });
    }
}

fn icon(step: &Step) -> &'static str {
    match &step.kind {
        StepKind::Wait(wait) if wait.message.is_some() => "message",
        StepKind::UserTask(task) if !task.signed_by.is_empty() => "sign",
        kind => kind.key(),
    }
}

/// The icon of what an event listens to.
fn trigger_kind(trigger: &Trigger) -> &'static str {
    match trigger {
        Trigger::Term(_) => "wait",
        Trigger::Message(_) => "message",
        Trigger::When(_) => "decision",
        Trigger::Error(_) => "event",
    }
}
