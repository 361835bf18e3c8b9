//! The loop of the server: what the editor says is taken in before anything is computed, so the newest text wins.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use reglament_definition::Language;
use serde_json::{Value, json};
use thiserror::Error;

use crate::answer::Asked;
use crate::folder::{Folder, ReadFolder, place};
use crate::{publish, uri};

/// The editor broke off the conversation, or said what the protocol does not allow.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct LspFault(String);

/// Serves an editor on the standard input and output until it says goodbye.
///
/// # Errors
/// The conversation broke.
pub fn serve_stdio(language: Language, read: ReadFolder<'_>) -> Result<(), LspFault> {
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, language, read);
    drop(connection);
    let joined = threads.join().map_err(|error| LspFault(error.to_string()));
    served.and(joined)
}

/// Serves an editor on any connection.
///
/// # Errors
/// The conversation broke.
pub fn serve(
    connection: &Connection,
    language: Language,
    read: ReadFolder<'_>,
) -> Result<(), LspFault> {
    let (id, _) = connection.initialize_start().map_err(broken)?;
    let info = json!({"name": "reglament", "version": env!("CARGO_PKG_VERSION")});
    let hello = json!({"capabilities": capabilities(), "serverInfo": info});
    connection.initialize_finish(id, hello).map_err(broken)?;
    let mut server = Server {
        connection,
        language,
        read,
        folders: BTreeMap::new(),
        changed: BTreeSet::new(),
    };
    server.run()
}

fn capabilities() -> Value {
    json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": {"openClose": true, "change": 1, "save": true},
        "completionProvider": {"triggerCharacters": [":", " ", ".", "{", "[", ",", "'", "\"", "-"]},
        "hoverProvider": true,
        "documentSymbolProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": {"prepareProvider": true},
        "codeActionProvider": {"codeActionKinds": ["quickfix"]},
    })
}

struct Server<'c> {
    connection: &'c Connection,
    language: Language,
    read: ReadFolder<'c>,
    folders: BTreeMap<PathBuf, Folder>,
    /// Folders whose diagnostics are out of date.
    changed: BTreeSet<PathBuf>,
}

impl Server<'_> {
    fn run(&mut self) -> Result<(), LspFault> {
        loop {
            if self.connection.receiver.is_empty() && !self.changed.is_empty() {
                self.publish()?;
                continue;
            }
            let Ok(message) = self.connection.receiver.recv() else {
                return Ok(());
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request).map_err(broken)? {
                        return Ok(());
                    }
                    let response = self.request(request);
                    self.send(Message::Response(response))?;
                }
                Message::Notification(notice) => self.notice(notice),
                Message::Response(_) => {}
            }
        }
    }

    fn send(&self, message: Message) -> Result<(), LspFault> {
        self.connection.sender.send(message).map_err(broken)
    }

    fn publish(&mut self) -> Result<(), LspFault> {
        for root in std::mem::take(&mut self.changed) {
            let folder = self.folders.entry(root.clone()).or_default();
            for notice in publish::notices(folder, &root, self.read, self.language) {
                self.send(Message::Notification(notice))?;
            }
        }
        Ok(())
    }

    fn notice(&mut self, notice: Notification) {
        let params = notice.params;
        let document = &params["textDocument"];
        let text = match notice.method.as_str() {
            "textDocument/didOpen" => document["text"].as_str().map(str::to_owned),
            "textDocument/didChange" => {
                // Whole texts only: the last one is the text.
                let changes = params["contentChanges"].as_array();
                let last = changes.and_then(|changes| changes.last());
                let text = last.and_then(|change| change["text"].as_str());
                let Some(text) = text else { return };
                Some(text.to_owned())
            }
            "textDocument/didClose" => None,
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                for (root, folder) in &mut self.folders {
                    folder.forget_disk();
                    self.changed.insert(root.clone());
                }
                return;
            }
            _ => return,
        };
        let Some((root, file)) = self.place(document) else {
            return;
        };
        self.folders
            .entry(root.clone())
            .or_default()
            .set(&file, text);
        self.changed.insert(root);
    }

    fn place(&self, document: &Value) -> Option<(PathBuf, String)> {
        place(&uri::path(document["uri"].as_str()?)?)
    }

    fn request(&mut self, request: Request) -> Response {
        let Some((root, file)) = self.place(&request.params["textDocument"]) else {
            let code = ErrorCode::InvalidParams as i32;
            let sentence = "The request names no file.".to_owned();
            return Response::new_err(request.id, code, sentence);
        };
        let (read, language) = (self.read, self.language);
        let folder = self.folders.entry(root.clone()).or_default();
        let found = match request.method.as_str() {
            "textDocument/codeAction" => folder.diagnostics(&root, read),
            _ => Vec::new(),
        };
        let asked = Asked {
            workspace: folder.workspace(&root, read),
            root: &root,
            file: &file,
            params: &request.params,
            language,
        };
        if request.method == "textDocument/codeAction" {
            return Response::new_ok(request.id, asked.actions(&found));
        }
        match asked.answer(&request.method) {
            Some(Ok(answer)) => Response::new_ok(request.id, answer),
            Some(Err(why)) => Response::new_err(request.id, ErrorCode::RequestFailed as i32, why),
            None => {
                let why = format!("The method {} is not supported.", request.method);
                Response::new_err(request.id, ErrorCode::MethodNotFound as i32, why)
            }
        }
    }
}

fn broken(error: impl std::fmt::Display) -> LspFault {
    LspFault(error.to_string())
}
