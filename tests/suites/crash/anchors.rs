//! Anchors of the real program: a killed server goes on with its file, a former copy of the database does not start until
//! somebody accepts it in words, a restored one starts by itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use reglament_tests::{Program, Running, program};

use super::regulation::{self, PROCESS};

/// How long an anchor may take.
const PATIENCE: Duration = Duration::from_secs(20);

struct Office {
    program: Program,
    folder: tempfile::TempDir,
}

impl Office {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = program(folder.path());
        regulation::write(folder.path(), 1);
        keep_anchors(folder.path());
        program.run(&["publish", "processes"]);
        Self { program, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn start(&self, topic: &str) {
        let input = format!(r#"{{"topic":"{topic}","email":"applicant@example.org"}}"#);
        self.program.run(&["start", PROCESS, "--input", &input]);
    }

    /// Serves until there is another anchor, then kills the server.
    fn anchor(&self) {
        let before = self.anchors();
        let mut server = self.program.serve();
        self.until_more(&server, before);
        server.kill();
        // A command closes the database properly.
        self.program.run(&["verify"]);
    }

    fn until_more(&self, server: &Running, before: usize) {
        let began = Instant::now();
        while self.anchors() <= before {
            assert!(began.elapsed() < PATIENCE, "no anchor:\n{}", server.log());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn anchors(&self) -> usize {
        let text = fs::read_to_string(self.path("anchors")).unwrap_or_default();
        text.lines().count()
    }

    /// What a refused server says.
    fn refused(&self) -> String {
        let mut command = self.program.command(&["serve", "--listen", "127.0.0.1:0"]);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(3));
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

/// Adds anchors to the settings in `folder`.
pub(super) fn keep_anchors(folder: &Path) {
    let path = folder.join("reglament.toml");
    let settings = fs::read_to_string(&path).unwrap();
    fs::write(&path, settings + "\n[anchor]\nfile = \"anchors\"\n").unwrap();
}

#[test]
fn a_former_copy_does_not_start_until_it_is_accepted() {
    let office = Office::open();
    office.start("Первый");
    office.anchor();
    fs::copy(office.program.database(), office.path("former.db")).unwrap();
    office.start("Второй");
    office.anchor();
    fs::copy(office.path("former.db"), office.program.database()).unwrap();

    let said = office.refused();
    for wanted in ["база старше якоря", "дела ", "--accept-rollback"] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let mut verify = office.program.command(&["verify"]);
    let output = verify.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");

    let flags = ["--accept-rollback", "диск заменён"];
    let server = office.program.serve_with(&flags);
    office.until_more(&server, 0);
    let said = server.log();
    assert!(said.contains("База принята как есть"), "{said}");
    drop(server);
    let kept = fs::read_dir(office.folder.path()).unwrap();
    let kept = kept.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(kept.filter(|name| name.starts_with("anchors.")).count(), 1);
    // From now on it is the database that is known.
    office.start("Третий");
    office.anchor();
}

#[test]
fn a_restored_backup_starts_by_itself() {
    let office = Office::open();
    office.start("Первый");
    office.anchor();
    let backup = office.path("backup.tar.gz");
    let backup = backup.to_string_lossy().into_owned();
    office.program.run(&["backup", "--plain", "--to", &backup]);
    office.start("Второй");
    office.anchor();
    for end in ["", "-wal", "-shm", ".backup"] {
        let name = format!("{}{end}", office.program.database().display());
        let _ = fs::remove_file(name);
    }
    let _ = fs::remove_file(office.program.database().with_extension("key"));
    let to = office.program.database();
    office
        .program
        .run(&["restore", &backup, "--to", &to.to_string_lossy()]);
    let server = office.program.serve();
    office.until_more(&server, 0);
    let said = server.log();
    assert!(said.contains("восстановлена из копии"), "{said}");
}
