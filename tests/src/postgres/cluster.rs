//! A PostgreSQL server in a temporary folder, on a socket only, for as long as the tests run.
//!
//! It refuses to run as the superuser, so that it is started under another name when the tests have that one. A small
//! shell stays with it and ends it when the tests end, however they do: their end of a pipe closes then. Nothing is
//! flushed to the disk unless asked for: whether commits last is the server's own business. Its language is Russian, so that an order that
//! forgot to go by bytes is noticed.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// How long the server may take to begin.
const PATIENCE: Duration = Duration::from_secs(60);

/// The role of the tests, let in without a password, and one that needs one.
pub(super) const WHO_MAY: &str = "local all guarded scram-sha-256\nlocal all all trust\n";

/// What keeps the server, and what it does when the tests are over.
const KEEPER: &str = r#"trap "" INT
programs="$1"
folder="$2"
shift 2
"$programs/postgres" -D "$folder/data" -k "$folder" "$@" >"$folder/log" 2>&1 &
cat >/dev/null
kill -INT $!
wait $!
rm -rf "$folder""#;

/// How the server of tests is set: nothing of it lasts.
const FLEETING: &[&str] = &[
    "max_connections=400",
    "shared_buffers=64MB",
    "fsync=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
];

/// A server of our own.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    /// Where it listens beside the socket, if it does.
    port: Option<u16>,
    /// Holds our end of the pipe. That of a run of tests lives as long as they do.
    keeper: Child,
}

impl Cluster {
    /// The server of this run, started when it is first asked for.
    pub fn of_this_run() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(|| Self::start(FLEETING))
    }

    /// Another server, on a port of the loopback under TLS as well: chain and key of its certificate as PEM. It lets in only
    /// those who come under TLS, or over the socket.
    pub fn with_tls(chain: &str, key: &str) -> Self {
        Self::begin(FLEETING, Some((chain, key)))
    }

    /// Where it listens beside the socket.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// The address of one of its databases, for a role.
    pub fn address(&self, role: &str, database: &str) -> String {
        let folder = self.folder.display();
        format!("postgres:///{database}?host={folder}&user={role}")
    }

    /// A server with settings such as `shared_buffers=1GB`; it and its folder go when this is dropped.
    pub fn start(settings: &[&str]) -> Self {
        Self::begin(settings, None)
    }

    fn begin(settings: &[&str], tls: Option<(&str, &str)>) -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("reglament-pg-").tempdir();
        let folder = folder.unwrap().keep();
        let owner = other_user();
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group)).unwrap();
        }
        let made = command(&programs.join("initdb"), &folder, owner)
            .args([
                "--auth=trust",
                "--username=reglament",
                "--encoding=UTF8",
                "--no-sync",
            ])
            .args([
                "--locale=C.UTF-8",
                "--locale-provider=icu",
                "--icu-locale=ru-RU",
            ])
            .arg(format!("--pgdata={}", folder.join("data").display()))
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "initdb of {} failed:\n{}",
            programs.display(),
            String::from_utf8_lossy(&made.stderr)
        );
        fs::write(folder.join("data/pg_hba.conf"), WHO_MAY).unwrap();
        let port = tls.map(|tls| listen(&folder.join("data"), tls, owner));
        if port.is_none() {
            append(
                &folder.join("data/postgresql.conf"),
                "listen_addresses = ''\n",
            );
        }
        let keeper = command(Path::new("/bin/sh"), &folder, owner)
            .args(["-c", KEEPER, "sh"])
            .arg(&programs)
            .arg(&folder)
            .args(settings.iter().flat_map(|setting| ["-c", setting]))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let cluster = Self {
            folder,
            port,
            keeper,
        };
        cluster.wait(&programs);
        cluster
    }

    fn wait(&self, programs: &Path) {
        let began = Instant::now();
        let is_ready = || {
            let mut asked = Command::new(programs.join("pg_isready"));
            asked.arg("--quiet").arg("--host").arg(&self.folder);
            let port = self.port.map(|port| format!("--port={port}"));
            asked.args(port);
            asked.status().is_ok_and(|status| status.success())
        };
        while !is_ready() {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(
                began.elapsed() < PATIENCE,
                "PostgreSQL does not begin:\n{}",
                log()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Settings of a server that also listens on the loopback, under TLS. Gives the port.
fn listen(data: &Path, (chain, key): (&str, &str), owner: Option<(u32, u32)>) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    for (name, text) in [("server.crt", chain), ("server.key", key)] {
        let path = data.join(name);
        fs::write(&path, text).unwrap();
        // The server does not take a key that others may read.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        if let Some((user, group)) = owner {
            chown(&path, Some(user), Some(group)).unwrap();
        }
    }
    append(
        &data.join("postgresql.conf"),
        &format!("listen_addresses = '127.0.0.1'\nport = {port}\nssl = on\n"),
    );
    append(
        &data.join("pg_hba.conf"),
        "hostssl all all 127.0.0.1/32 trust\n",
    );
    port
}

fn append(path: &Path, text: &str) {
    let before = fs::read_to_string(path).unwrap();
    fs::write(path, before + text).unwrap();
}

/// The folder of its programs: Debian keeps them by version and out of the way.
pub(super) fn programs() -> PathBuf {
    let mut folders: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|entries| {
            entries
                .filter_map(Result::ok)
                .map(|entry| entry.path().join("bin"))
                .collect()
        })
        .unwrap_or_default();
    folders.sort();
    folders.reverse();
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    let found = folders
        .into_iter()
        .find(|folder| folder.join("initdb").is_file());
    found.unwrap_or_else(|| {
        panic!("these tests need PostgreSQL 15 or newer: install it (Debian: `apt-get install postgresql`) and run them again")
    })
}

/// Who runs the server when the tests are the superuser's: `postgres` of the package, or nobody.
pub(super) fn other_user() -> Option<(u32, u32)> {
    if number("-u", None)? != 0 {
        return None;
    }
    let of = |name: &str| Some((number("-u", Some(name))?, number("-g", Some(name))?));
    of("postgres").or_else(|| of("nobody"))
}

fn number(flag: &str, name: Option<&str>) -> Option<u32> {
    let told = Command::new("id").arg(flag).args(name).output().ok()?;
    String::from_utf8_lossy(&told.stdout).trim().parse().ok()
}

pub(super) fn command(program: &Path, folder: &Path, owner: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}
