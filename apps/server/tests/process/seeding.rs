//! The first data of an installation.

use crate::server::{confere, output};
use testkit::both_databases;

both_databases! {
    async fn seed_refuses_a_database_that_has_councils(db: TestDatabase) {
        output(&db, &["seed", "national", "--email", "cnas@example.org", "--name", "CNAS"]).await;
        let refused = confere(&db, &["seed", "demo", "--json"]).output().await.unwrap();
        assert_eq!(refused.status.code(), Some(1));
        assert!(refused.stdout.is_empty(), "{}", String::from_utf8_lossy(&refused.stdout));
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains("the database has councils already; the demonstration fills an empty one only"), "{said}");
    }
}
