//! `reglament serve --demo`: an empty folder becomes a running office, and stays as it was on the second start.
//!
//! The slowest test of the crate: it plays weeks of work through the real engine, papers included.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use chrono::Datelike;
use serde_json::Value;

use crate::program::{folder, reglament_in};

/// A running server; stopped at the latest when the test ends.
struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Server {
    fn start(folder: &std::path::Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reglament"))
            .args([
                "serve",
                "--demo",
                "--listen=127.0.0.1:0",
                "--data=demo.db",
                "--log=warn",
            ])
            .current_dir(folder)
            .env_clear()
            .env("REGLAMENT_LANG", "ru")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// What was printed up to the address, and the address.
    fn address(&mut self) -> (Vec<String>, String) {
        let mut before = Vec::new();
        for line in self.lines.by_ref().lines() {
            let line = line.unwrap();
            if let Some(address) = line.strip_prefix("Сервер: http://") {
                return (before, address.to_owned());
            }
            before.push(line);
        }
        panic!("the server ended: {before:?}");
    }

    /// Asks it to stop, as a service manager does, and waits.
    fn stop(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already stopped in a test that holds.
        let _ = self.child.kill();
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_demonstration_has_work_that_is_late_and_keeps_it() {
    let folder = folder("demo");
    let mut server = Server::start(&folder);
    let (before, address) = server.address();
    assert_eq!(
        before,
        ["Готовлю показательные данные…"],
        "nothing went wrong on the way"
    );
    assert!(get(&address, "/").starts_with("HTTP/1.1 200"));
    let busy = reglament_in(&folder, &["task", "list", "--data=demo.db"]);
    assert_eq!(busy.code, 4);
    assert!(busy.stderr.contains("занята процессом"), "{}", busy.stderr);
    assert_eq!(server.stop(), Some(0));
    let ran = reglament_in(&folder, &["task", "list", "--data=demo.db", "--json"]);
    let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
    let tasks = answer["tasks"].as_array().unwrap();
    let open = |title: &'static str| {
        tasks
            .iter()
            .filter(move |task| task["title"]["ru"] == title)
    };
    assert_eq!(
        open("Издать приказ о результатах")
            .filter(|task| task["days_late"].as_i64() > Some(0))
            .count(),
        1
    );
    assert_eq!(open("Решить вопрос о принятии апелляции").count(), 1);
    assert_eq!(reglament_in(&folder, &["verify", "--data=demo.db"]).code, 0);
    the_journal_prints(&folder);
    let mut again = Server::start(&folder);
    let (before, _) = again.address();
    assert_eq!(before[1], "Данные сохранились с прошлого раза.");
    assert_eq!(again.stop(), Some(0));
}

#[test]
fn only_a_demonstration_may_have_a_clock_of_its_own() {
    let folder = folder("demo-clock");
    let serve = |words: &[&str]| reglament_in(&folder, &[&["serve"], words].concat());
    let real = serve(&["--now", "2026-11-10T09:00+07:00"]);
    assert_eq!(real.code, 2);
    assert!(real.stderr.contains("--demo"), "{}", real.stderr);
    let vague = serve(&["--demo", "--now", "tomorrow"]);
    assert_eq!(vague.code, 2);
    let said = "нужны дата, время и пояс, например 2026-11-10T09:00+07:00";
    assert!(vague.stderr.contains(said), "{}", vague.stderr);
    let english = serve(&["--demo", "--now", "tomorrow", "--lang", "en"]);
    assert!(
        english.stderr.contains(": needs a date"),
        "{}",
        english.stderr
    );
}

/// A document of the case behind an entry of the register: its PDF, and a DOCX for editing.
fn a_document_is_taken_away(folder: &Path, year: &str) {
    let ask = |words: &[&str]| {
        let asked = [words, &["--by=davydova", "--data=demo.db", "--json"]].concat();
        let ran = reglament_in(folder, &asked);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        serde_json::from_str::<Value>(&ran.stdout).unwrap()
    };
    let journal = ask(&["register", "handings", "--year", year]);
    let case = journal["entries"][0]["instance"].as_str().unwrap();
    let documents = ask(&["document", case]);
    let number = documents[0]["document"].to_string();
    ask(&[
        "document",
        case,
        &number,
        "--pdf=paper.pdf",
        "--docx=paper.docx",
    ]);
    let begins =
        |name: &str, with: &[u8]| std::fs::read(folder.join(name)).unwrap().starts_with(with);
    assert!(begins("paper.pdf", b"%PDF") && begins("paper.docx", b"PK"));
}

/// The register of handed certificates, of the year in which the first of them was handed over.
fn the_journal_prints(folder: &Path) {
    let year = |back: i32| (chrono::Utc::now().year() - back).to_string();
    let entries = |year: &str| {
        let words = [
            "register",
            "handings",
            "--by=davydova",
            "--data=demo.db",
            "--json",
            "--year",
        ];
        let ran = reglament_in(folder, &[words.as_slice(), &[year]].concat());
        let answer: Value = serde_json::from_str(&ran.stdout).unwrap();
        answer["entries"].as_array().unwrap().len()
    };
    let found = [year(0), year(1)]
        .into_iter()
        .find(|year| entries(year) > 0);
    let year = found.expect("the demonstration hands certificates over");
    let words = [
        "register",
        "handings",
        "--by=davydova",
        "--data=demo.db",
        "--pdf=journal.pdf",
        "--docx=journal.docx",
        "--xlsx=journal.xlsx",
        "--sort=name",
        "--year",
    ];
    let ran = reglament_in(folder, &[words.as_slice(), &[&year]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let paper = std::fs::read(folder.join("journal.pdf")).unwrap();
    assert!(paper.starts_with(b"%PDF"), "the journal is not a PDF");
    for name in ["journal.docx", "journal.xlsx"] {
        assert!(
            std::fs::read(folder.join(name)).unwrap().starts_with(b"PK"),
            "{name}"
        );
    }
    a_document_is_taken_away(folder, &year);
    let stranger = reglament_in(
        folder,
        &["register", "handings", "--by=nobody", "--data=demo.db"],
    );
    assert_ne!(stranger.code, 0, "a stranger reads the register");
}
