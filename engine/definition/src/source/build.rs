//! Builds the tree from the events of the YAML parser, with its own stack: depth, size and aliases are bounded by
//! `limits`, whatever the text is.
//!
//! The parser stops at the first syntax error; what was read before it is thrown away, because half a tree would
//! only give false diagnostics.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_saphyr::granit_parser::{Event, Options, Parser, ScalarStyle, Span};

use super::{Entry, Node, NodeValue, Scalar, Source, Style, syntax_error};
use crate::diagnostic::Diagnostic;
use crate::limits::{YAML_DEPTH, YAML_NODES};

/// Reads a file. Without a tree there is at least one diagnostic.
pub fn read(source: &Source) -> (Option<Node>, Vec<Diagnostic>) {
    let mut options = Options::default();
    options.flow_nesting_limit = YAML_DEPTH * 2;
    options.block_nesting_limit = YAML_DEPTH * 2;
    let mut builder = Builder::new(source);
    for next in Parser::new_from_str_with_options(&source.text, options) {
        let done = match next {
            Ok((event, span)) => builder.event(&event, &span),
            Err(error) => stop(syntax_error::describe(source, &error)),
        };
        if let Err(stop) = done {
            builder.problems.push(*stop);
            return (None, builder.problems);
        }
    }
    let empty = || Node {
        span: 0..0,
        value: NodeValue::Scalar(Scalar {
            text: String::new(),
            style: Style::Plain,
        }),
    };
    (Some(builder.root.unwrap_or_else(empty)), builder.problems)
}

/// A list or map that is being read.
struct Open {
    anchor: usize,
    start: usize,
    body: Body,
}

enum Body {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        keys: BTreeMap<String, Range<usize>>,
        key: Option<(String, Range<usize>)>,
    },
}

fn stop(reason: Diagnostic) -> Step {
    Err(Box::new(reason))
}

struct Builder<'a> {
    source: &'a Source,
    stack: Vec<Open>,
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    documents: usize,
    root: Option<Node>,
    problems: Vec<Diagnostic>,
}

/// Reading goes on, or stops for this reason.
type Step = Result<(), Box<Diagnostic>>;

impl<'a> Builder<'a> {
    fn new(source: &'a Source) -> Self {
        let (stack, anchors, problems) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self {
            source,
            stack,
            anchors,
            nodes: 0,
            documents: 0,
            root: None,
            problems,
        }
    }

    fn event(&mut self, event: &Event<'_>, span: &Span) -> Step {
        let range = span.byte_range().unwrap_or(0..0);
        if let Some(tag) = event.tag() {
            self.refuse_tag(&tag.original(), &range);
        }
        match event {
            Event::DocumentStart(..) => self.document(&range),
            Event::Scalar(text, style, anchor, _) => {
                let scalar = Scalar {
                    text: text.to_string(),
                    style: style_of(*style),
                };
                self.count(1, &range)?;
                self.add(
                    Node {
                        span: range,
                        value: NodeValue::Scalar(scalar),
                    },
                    *anchor,
                )
            }
            Event::SequenceStart(_, anchor, _) => self.open(*anchor, range, Body::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                let body = Body::Map {
                    entries: Vec::new(),
                    keys: BTreeMap::new(),
                    key: None,
                };
                self.open(*anchor, range, body)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(&range),
            Event::Alias(anchor) => self.alias(*anchor, &range),
            _ => Ok(()),
        }
    }

    fn document(&mut self, range: &Range<usize>) -> Step {
        self.documents += 1;
        if self.documents < 2 {
            return Ok(());
        }
        stop(
            self.source
                .error(
                    "R001",
                    range,
                    "В файле несколько документов YAML.",
                    "The file holds several YAML documents.",
                )
                .hint(
                    "Уберите строку `---`: один файл описывает один процесс.",
                    "Remove the line `---`: one file describes one process.",
                ),
        )
    }

    fn refuse_tag(&mut self, tag: &str, range: &Range<usize>) {
        let ru = format!("Метка типа `{tag}` не входит в язык регламентов.");
        let en = format!("The tag `{tag}` is not part of the process language.");
        let problem = self.source.error("R004", range, ru, en);
        self.problems.push(problem.hint(
            "Уберите метку: тип следует из ключа.",
            "Remove the tag: the key gives the type.",
        ));
    }

    fn count(&mut self, more: usize, range: &Range<usize>) -> Step {
        self.nodes += more;
        if self.nodes <= YAML_NODES {
            return Ok(());
        }
        let ru = format!(
            "В файле больше {YAML_NODES} значений (повторы по ссылкам `*имя` тоже считаются)."
        );
        let en = format!(
            "The file holds more than {YAML_NODES} values (repetitions by `*name` count too)."
        );
        stop(self.source.error("R002", range, ru, en).hint(
            "Разделите описание на несколько файлов.",
            "Split the description into several files.",
        ))
    }

    fn open(&mut self, anchor: usize, range: Range<usize>, body: Body) -> Step {
        self.count(1, &range)?;
        if self.stack.len() < YAML_DEPTH {
            self.stack.push(Open {
                anchor,
                start: range.start,
                body,
            });
            return Ok(());
        }
        let ru = format!("Вложенность больше {YAML_DEPTH} уровней.");
        let en = format!("More than {YAML_DEPTH} levels are nested.");
        stop(
            self.source
                .error("R002", &range, ru, en)
                .hint("Упростите описание.", "Make the description flatter."),
        )
    }

    fn close(&mut self, range: &Range<usize>) -> Step {
        let Some(open) = self.stack.pop() else {
            return Ok(());
        };
        let value = match open.body {
            Body::List(items) => NodeValue::List(items),
            Body::Map { entries, .. } => NodeValue::Map(entries),
        };
        let end = range.end.max(open.start);
        let trimmed = self
            .source
            .text
            .get(open.start..end)
            .map_or(end, |t| open.start + t.trim_end().len());
        self.add(
            Node {
                span: open.start..trimmed,
                value,
            },
            open.anchor,
        )
    }

    fn alias(&mut self, anchor: usize, range: &Range<usize>) -> Step {
        let Some((node, size)) = self.anchors.get(&anchor).cloned() else {
            return stop(
                self.source
                    .error(
                        "R001",
                        range,
                        "Ссылка указывает на блок, внутри которого стоит.",
                        "The alias refers to the block that contains it.",
                    )
                    .hint("Напишите значение словами.", "Write the value out."),
            );
        };
        self.count(size, range)?;
        self.add(node, 0)
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node, anchor: usize) -> Step {
        if anchor != 0 {
            let size = size(&node);
            self.count(size, &node.span)?;
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.stack.last_mut().map(|open| &mut open.body) {
            None => self.root = Some(node),
            Some(Body::List(items)) => items.push(node),
            Some(Body::Map { entries, keys, key }) => match key.take() {
                Some((name, span)) => match keys.get(&name) {
                    Some(first) => self
                        .problems
                        .push(duplicate(self.source, &name, &span, first)),
                    None => {
                        keys.insert(name.clone(), span.clone());
                        entries.push(Entry {
                            key: name,
                            key_span: span,
                            value: node,
                        });
                    }
                },
                None => match node.value {
                    NodeValue::Scalar(scalar) => *key = Some((scalar.text, node.span)),
                    _ => return stop(no_word(self.source, &node.span)),
                },
            },
        }
        Ok(())
    }
}

fn no_word(source: &Source, span: &Range<usize>) -> Diagnostic {
    let ru = "Ключ должен быть словом, а не списком и не блоком.";
    let en = "A key must be a word, not a list or a block.";
    let hint = (
        "Если это текст, возьмите его в кавычки.",
        "Put it in quotes if it is a text.",
    );
    source.error("R001", span, ru, en).hint(hint.0, hint.1)
}

fn duplicate(source: &Source, key: &str, span: &Range<usize>, first: &Range<usize>) -> Diagnostic {
    let ru = format!("Ключ `{key}` написан дважды.");
    let en = format!("The key `{key}` is written twice.");
    source
        .error("R003", span, ru, en)
        .related(
            &source.path,
            first,
            "первый раз здесь",
            "first written here",
        )
        .hint("Оставьте один из них.", "Keep one of them.")
}

fn size(node: &Node) -> usize {
    match &node.value {
        NodeValue::Scalar(_) => 1,
        NodeValue::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        NodeValue::Map(entries) => 1 + entries.iter().map(|e| size(&e.value) + 1).sum::<usize>(),
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    }
}
