//! One body, two runs.

/// Turns each async function into two tests, `name::sqlite` and `name::postgres`, with a fresh database each.
///
/// The crate that uses it needs `tokio` with `macros` and `rt`.
///
/// ```
/// testkit::both_databases! {
///     async fn a_fresh_database_has_an_address(db: TestDatabase) {
///         assert!(db.app_url().contains("://"));
///     }
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! both_databases {
    ($($(#[$attribute:meta])* async fn $name:ident($db:ident: TestDatabase) $(-> $outcome:ty)? $body:block)+) => {
        $(
            $(#[$attribute])*
            mod $name {
                use super::*;

                async fn body($db: $crate::databases::TestDatabase) $(-> $outcome)? $body

                #[::tokio::test]
                async fn sqlite() $(-> $outcome)? {
                    body($crate::databases::TestDatabase::sqlite().await).await
                }

                #[::tokio::test]
                async fn postgres() $(-> $outcome)? {
                    body($crate::databases::TestDatabase::postgres().await).await
                }
            }
        )+
    };
}
