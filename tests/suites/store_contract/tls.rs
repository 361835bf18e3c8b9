//! TLS to PostgreSQL: the right authority and the right name, or nothing is said. Certificates are made here.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use reglament_store::{Database, OpenError, SqlStore};
use reglament_tests::Cluster;
use tempfile::TempDir;

/// A certification authority.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        let issuer = Issuer::new(params, key);
        Self { issuer, pem }
    }

    /// A certificate and its key for one name.
    fn server(&self, name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let made = params.signed_by(&key, &self.issuer).unwrap();
        (made.pem(), key.serialize_pem())
    }

    /// A file that names it.
    fn file(&self, folder: &TempDir, name: &str) -> String {
        let path = folder.path().join(name);
        fs::write(&path, &self.pem).unwrap();
        path.display().to_string()
    }
}

fn address(host: &str, port: u16, rest: &str) -> Database {
    let text = format!("postgres://reglament@{host}:{port}/postgres?{rest}");
    Database::read(&text).unwrap()
}

async fn refused(host: &str, port: u16, rest: &str) -> OpenError {
    SqlStore::open(&address(host, port, rest))
        .await
        .expect_err("the way is not safe")
}

#[tokio::test]
async fn the_right_authority_and_name_are_let_through_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, another) = (Authority::new(), Authority::new());
    let (chain, key) = ours.server("localhost");
    let cluster = Cluster::with_tls(&chain, &key);
    let port = cluster.port().unwrap();
    let root = format!("&sslrootcert={}", ours.file(&folder, "ours.pem"));
    let wrong = format!("&sslrootcert={}", another.file(&folder, "another.pem"));

    let full = format!("sslmode=verify-full{root}");
    let store = SqlStore::open(&address("localhost", port, &full)).await;
    store.unwrap().close().await;
    let by_authority = format!("sslmode=verify-ca{root}");
    let store = SqlStore::open(&address("127.0.0.1", port, &by_authority)).await;
    store.unwrap().close().await;

    for (host, rest) in [
        // The certificate bears another name.
        ("127.0.0.1", full.clone()),
        // Another authority, and only those of the operating system.
        ("localhost", format!("sslmode=verify-full{wrong}")),
        ("localhost", "sslmode=verify-full".to_owned()),
        ("localhost", format!("sslmode=verify-ca{wrong}")),
    ] {
        let refused = refused(host, port, &rest).await;
        assert!(
            matches!(refused, OpenError::Unsafe { .. }),
            "{host} {rest}: {refused:?}"
        );
        assert!(refused.ru().contains("sslrootcert"), "{}", refused.ru());
    }
    // This server lets nobody in without TLS, so that the test would notice a connection that went without.
    let refused = refused("localhost", port, "sslmode=disable").await;
    assert!(matches!(refused, OpenError::Refused { .. }), "{refused:?}");
}

#[tokio::test]
async fn a_server_without_tls_is_told_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = Authority::new().file(&folder, "ours.pem");
    for mode in ["require", "verify-ca", "verify-full"] {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        // What a server says that has no TLS; then whatever it is told.
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 8];
            stream.read_exact(&mut asked).unwrap();
            stream.write_all(b"N").unwrap();
            let mut told = Vec::new();
            stream.read_to_end(&mut told).unwrap();
            told
        });
        let rest = format!("sslmode={mode}&sslrootcert={root}&password=hidden");
        let refused = refused("127.0.0.1", port, &rest).await;
        assert!(
            matches!(refused, OpenError::Unsafe { .. }),
            "{mode}: {refused:?}"
        );
        let said = format!("{refused} {} {refused:?}", refused.ru());
        assert!(!said.contains("hidden"), "{said}");
        assert!(said.contains("does not support TLS"), "{said}");
        assert_eq!(server.join().unwrap(), b"", "{mode}");
    }
}
