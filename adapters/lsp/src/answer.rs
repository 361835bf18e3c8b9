//! Answers to the requests about a place in a file.

use std::path::Path;

use reglament_definition::{Diagnostic, Language};
use reglament_language::{
    Lines, Location, Position, Workspace, complete, definition, hover, outline, references,
    renamable, rename,
};
use serde_json::{Map, Value, json};

use crate::shape;
use crate::uri::uri;

/// A request about a file of a folder.
pub(crate) struct Asked<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) root: &'a Path,
    pub(crate) file: &'a str,
    pub(crate) params: &'a Value,
    pub(crate) language: Language,
}

impl Asked<'_> {
    /// The answer, or a sentence why there is none. `None` for methods that are not known.
    pub(crate) fn answer(&self, method: &str) -> Option<Result<Value, String>> {
        Some(match method {
            "textDocument/completion" => Ok(self.completion()),
            "textDocument/hover" => Ok(self.hover()),
            "textDocument/documentSymbol" => Ok(self.symbols()),
            "textDocument/definition" => {
                Ok(self.locations(&definition(self.workspace, self.file, self.offset())))
            }
            "textDocument/references" => {
                Ok(self.locations(&references(self.workspace, self.file, self.offset())))
            }
            "textDocument/prepareRename" => Ok(self.renamable()),
            "textDocument/rename" => self.rename(),
            _ => return None,
        })
    }

    /// «Заменить на …» for the corrections that lie in the range asked about.
    pub(crate) fn actions(&self, found: &[Diagnostic]) -> Value {
        let lines = self.lines();
        let end = |name: &str| position(&self.params["range"][name]).map(|at| lines.offset(at));
        let (Some(start), Some(end)) = (end("start"), end("end")) else {
            return json!([]);
        };
        let here = found.iter().filter(|found| {
            found.file == self.file && found.span.start <= end && start <= found.span.end
        });
        let actions = here.filter_map(|found| {
            let fix = found.fix.as_ref()?;
            let word = shape::pick(self.language, "Заменить на", "Replace with");
            let edit =
                json!({"range": shape::range(&lines, &fix.span), "newText": fix.replacement});
            Some(json!({
                "title": format!("{word} «{}»", fix.replacement),
                "kind": "quickfix",
                "isPreferred": true,
                "diagnostics": [shape::diagnostic(found, &lines, self.language)],
                "edit": {"changes": {uri(&self.root.join(self.file)): [edit]}},
            }))
        });
        Value::Array(actions.collect())
    }

    fn lines(&self) -> Lines<'_> {
        Lines::new(self.workspace.text(self.file).unwrap_or_default())
    }

    fn offset(&self) -> usize {
        position(&self.params["position"]).map_or(0, |at| self.lines().offset(at))
    }

    fn completion(&self) -> Value {
        let found = complete(self.workspace, self.file, self.offset(), self.language);
        let lines = self.lines();
        let items = found.iter().enumerate();
        let items: Vec<Value> = items
            .map(|(at, one)| shape::completion(one, &lines, at))
            .collect();
        // What fits depends on all that is typed, so the editor must ask again.
        json!({"isIncomplete": true, "items": items})
    }

    fn hover(&self) -> Value {
        match hover(self.workspace, self.file, self.offset(), self.language) {
            Some(hover) => json!({
                "contents": {"kind": "markdown", "value": hover.text},
                "range": shape::range(&self.lines(), &hover.span),
            }),
            None => Value::Null,
        }
    }

    fn symbols(&self) -> Value {
        let lines = self.lines();
        let items = outline(self.workspace, self.file, self.language);
        Value::Array(
            items
                .iter()
                .map(|item| shape::symbol(item, &lines))
                .collect(),
        )
    }

    fn locations(&self, found: &[Location]) -> Value {
        let place = |found: &Location| {
            let text = self.workspace.text(&found.file).unwrap_or_default();
            shape::location(self.root, &found.file, text, &found.span)
        };
        Value::Array(found.iter().map(place).collect())
    }

    fn renamable(&self) -> Value {
        let span = renamable(self.workspace, self.file, self.offset());
        span.map_or(Value::Null, |span| shape::range(&self.lines(), &span))
    }

    fn rename(&self) -> Result<Value, String> {
        let new = self.params["newName"].as_str().unwrap_or_default();
        let renaming = rename(self.workspace, self.file, self.offset(), new)
            .map_err(|refusal| shape::pick(self.language, &refusal.ru, &refusal.en).to_owned())?;
        let mut changes = Map::new();
        for (file, spans) in renaming {
            let lines = Lines::new(self.workspace.text(&file).unwrap_or_default());
            let edit = |span| json!({"range": shape::range(&lines, span), "newText": new});
            changes.insert(
                uri(&self.root.join(&file)),
                spans.iter().map(edit).collect(),
            );
        }
        Ok(json!({"changes": changes}))
    }
}

fn position(value: &Value) -> Option<Position> {
    serde_json::from_value(value.clone()).ok()
}
