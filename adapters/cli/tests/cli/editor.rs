//! `reglament schema` and a real session with `reglament lsp` over its standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::program::{folder, reglament};

const PROCESS: &str = "\
process: a
title: Процесс
time_zone: Asia/Novokuznetsk
calendar: ru
roles: {hr: Отдел кадров}
start: {role: hr, next: первый}
steps:
  первый: {user_task: Подписать 😀, basis: none, role: hrr, next: конец}
  конец: {end: Конец, basis: none}
";

#[test]
fn every_kind_of_file_has_a_schema() {
    for kind in [
        "process",
        "organisation",
        "registers",
        "indicators",
        "scenario",
    ] {
        let ran = reglament(&["schema", "--kind", kind]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let schema: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(
            schema["$schema"], "http://json-schema.org/draft-07/schema#",
            "{kind}"
        );
    }
}

#[test]
fn an_editor_is_served() {
    let root = folder("lsp");
    std::fs::create_dir(root.join("a")).unwrap();
    std::fs::write(root.join("organisation.yaml"), "people: {}\nroles: {}\n").unwrap();
    let mut editor = Editor::start();
    let uri = format!("file://{}", root.join("a/process.yaml").to_str().unwrap());
    let hello = editor.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(hello["capabilities"]["positionEncoding"], "utf-16");
    editor.tell("initialized", json!({}));
    editor.tell(
        "textDocument/didOpen",
        json!({"textDocument":
        {"uri": uri, "languageId": "yaml", "version": 1, "text": PROCESS}}),
    );

    let found = editor.diagnostics(&uri);
    let wrong = found.iter().find(|one| one["code"] == "R021").unwrap();
    let place = json!({"start": {"line": 7, "character": 55}, "end": {"line": 7, "character": 58}});
    assert_eq!(wrong["range"], place, "columns are UTF-16 units");
    let document = json!({"uri": uri});
    let actions = editor.ask(
        "textDocument/codeAction",
        json!({"textDocument": document,
        "range": place, "context": {"diagnostics": []}}),
    );
    assert_eq!(actions[0]["title"], "Заменить на «hr»");
    assert_eq!(actions[0]["edit"]["changes"][&uri][0]["range"], place);

    editor.names(&uri);
    editor.changes(&uri);
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    assert!(editor.child.wait().unwrap().success());
}

/// The editor's end of the conversation.
struct Editor {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    asked: u64,
    notices: Vec<Value>,
}

impl Editor {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reglament"))
            .args(["--lang", "ru", "lsp", "--stdio"])
            .current_dir(Path::new("."))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let to = child.stdin.take().unwrap();
        let from = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            to,
            from,
            asked: 0,
            notices: Vec::new(),
        }
    }

    /// Completion, hover, outline, definition, references and renaming.
    fn names(&mut self, uri: &str) {
        let at = |line: u32, character: u32| json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
        let proposed = self.ask("textDocument/completion", at(7, 57));
        assert_eq!(proposed["items"][0]["label"], "hr");
        let edit =
            json!({"start": {"line": 7, "character": 55}, "end": {"line": 7, "character": 58}});
        assert_eq!(proposed["items"][0]["textEdit"]["range"], edit);
        let told = self.ask("textDocument/hover", at(5, 27));
        assert_eq!(told["contents"]["value"], "**Подписать 😀** (`user_task`)");
        let symbols = self.ask(
            "textDocument/documentSymbol",
            json!({"textDocument": {"uri": uri}}),
        );
        let steps: Vec<&str> = symbols
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["name"].as_str().unwrap())
            .collect();
        assert_eq!(steps, ["hr", "первый", "конец"]);
        let there = self.ask("textDocument/definition", at(5, 27));
        assert_eq!(
            there[0]["range"]["start"],
            json!({"line": 7, "character": 2})
        );
        let all = self.ask("textDocument/references", at(7, 3));
        assert_eq!(all.as_array().unwrap().len(), 2);
        assert!(self.ask("textDocument/prepareRename", at(7, 3)).is_object());
        let mut wish = at(7, 3);
        wish["newName"] = json!("подпись");
        let renamed = self.ask("textDocument/rename", wish);
        assert_eq!(renamed["changes"][uri].as_array().unwrap().len(), 2);
    }

    /// The newest of several quick changes wins; the last diagnostics are those of the last text.
    fn changes(&mut self, uri: &str) {
        for (version, role) in [(2, "hx"), (3, "hy"), (4, "hr")] {
            let text = PROCESS.replace("role: hrr", &format!("role: {role}"));
            self.tell(
                "textDocument/didChange",
                json!({"textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"text": text}]}),
            );
        }
        self.ask(
            "textDocument/documentSymbol",
            json!({"textDocument": {"uri": uri}}),
        );
        self.notices.clear();
        let text = PROCESS.replace("role: hrr", "role: hr");
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": 5},
            "contentChanges": [{"text": text}]}),
        );
        loop {
            let found = self.diagnostics(uri);
            if found.iter().all(|one| one["code"] != "R021") {
                break;
            }
        }
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.write(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.write(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.read();
            if message["id"] == json!(id) {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].clone();
            }
            self.notices.push(message);
        }
    }

    /// The next diagnostics of a file.
    fn diagnostics(&mut self, uri: &str) -> Vec<Value> {
        loop {
            let message = match self.notices.is_empty() {
                true => self.read(),
                false => self.notices.remove(0),
            };
            if message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
            {
                return message["params"]["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    fn write(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(
                self.from.read_line(&mut line).unwrap() > 0,
                "the server went away"
            );
            if let Some(value) = line.strip_prefix("Content-Length: ") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut text = vec![0; length];
        self.from.read_exact(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }
}
