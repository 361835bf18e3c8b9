//! A whole installation moves by the command: the demonstration, from a file to a server and back. Its journals are
//! replayed on both, and it is served from there.

use reglament_tests::browser::{Request, send};
use reglament_tests::{TestDatabase, program};
use serde_json::Value;

fn moved(folder: &std::path::Path, from: &str, to: &str) -> Value {
    let told = program(folder).run(&["copy-database", from, to, "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        (&told["ok"], &told["differences"]),
        (&true.into(), &Value::Array(vec![])),
        "{told}"
    );
    told
}

fn tasks_to_do(told: &Value) -> Vec<&str> {
    let tasks = told["by_hand"].as_array().unwrap();
    tasks
        .iter()
        .map(|task| task["code"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_demonstration_moves_to_a_server_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let program = program(folder.path());
    // Killed, so that the newest commits are still in the log beside the file.
    program.serve_with(&["--demo"]).kill();
    // Letters that were under way are nobody's now.
    program.run(&["verify"]);
    let there = TestDatabase::postgres().await;
    let (file, address) = (program.database(), there.address());
    let (file, back) = (file.to_str().unwrap(), folder.path().join("moved/back.db"));
    let out = moved(folder.path(), file, &address);
    let rows = out["rows"].as_u64().unwrap();
    assert!(rows > 1_000, "the demonstration has {rows} rows");
    assert_eq!(tasks_to_do(&out), ["key", "settings", "old"]);
    let home = moved(folder.path(), &address, back.to_str().unwrap());
    assert_eq!(out["tables"], home["tables"]);
    assert_eq!(out["sha256"], home["sha256"]);
    let beside = folder.path().join("beside.db");
    let aside = moved(folder.path(), file, beside.to_str().unwrap());
    assert_eq!(aside["sha256"], home["sha256"]);
    assert_eq!(tasks_to_do(&aside), ["key", "settings", "old"]);
    let server = program.serve_with(&["--database", &address]);
    let answer = send(server.address(), &Request::get("/readyz")).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.html());
}
