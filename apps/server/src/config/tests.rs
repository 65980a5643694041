use std::path::PathBuf;

use super::*;

fn variables(pairs: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    pairs.iter().map(|(name, value)| (name.into(), value.into())).collect()
}

fn with(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    Config::load_from(None, variables(pairs))
}

fn refusal(pairs: &[(&str, &str)]) -> String {
    with(pairs).unwrap_err().to_string()
}

fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn refused_file(text: &str) -> String {
    let (_folder, path) = written(text);
    Config::load_from(Some(&path), []).unwrap_err().to_string()
}

#[test]
fn nothing_set_means_sqlite_and_one_process() {
    let config = with(&[]).unwrap();
    assert_eq!(config.http.listen.port(), 8080);
    assert!(!config.database.is_postgres());
    assert_eq!(config.database.migration_url(), &config.database.url);
    assert!(config.redis.url.is_none() && config.mail.smtp_url.is_none());
}

#[test]
fn a_variable_wins_over_the_file_and_the_file_over_the_defaults() {
    let (_folder, path) = written("[session]\nlifetime_days = 7\n[database]\nmax_connections = 5\n");
    let config = Config::load_from(Some(&path), variables(&[("CONFERE_DATABASE__MAX_CONNECTIONS", "9")])).unwrap();
    assert_eq!(config.session.lifetime_days.get(), 7);
    assert_eq!(config.database.max_connections.get(), 9);
    assert_eq!(config.http.request_timeout().as_secs(), 10);
}

#[test]
fn the_hosts_database_and_redis_are_taken_unless_ours_are_named() {
    let hosts = [("DATABASE_URL", "postgres://host/a"), ("REDIS_URL", "redis://host/")];
    let config = with(&hosts).unwrap();
    assert_eq!(config.database.url.expose(), "postgres://host/a");
    assert_eq!(config.redis.url.unwrap().expose(), "redis://host/");
    let ours = ("CONFERE_DATABASE__URL", "postgres://ours/b");
    assert_eq!(with(&[ours, hosts[0]]).unwrap().database.url.expose(), "postgres://ours/b");
    assert!(!with(&[("DATABASE_URL", ""), ("REDIS_URL", "")]).unwrap().database.is_postgres());
    assert_eq!(with(&[hosts[0], ours]).unwrap().database.url.expose(), "postgres://ours/b");
}

#[test]
fn variables_of_the_command_line_and_the_tests_are_not_keys() {
    let foreign = [("CONFERE_CONFIG", "x"), ("CONFERE_UPDATE", "1"), ("CONFERE_TEST_REDIS_URL", "y"), ("HOME", "/")];
    with(&foreign).unwrap();
}

#[test]
fn an_unknown_key_is_refused_by_name() {
    let told = refused_file("[http]\nlisten_to = \"x\"\n");
    assert!(told.contains("`http.listen_to`") && told.contains("mine.toml") && told.contains("public_url"), "{told}");
    let told = refused_file("databse = 1\n");
    assert!(told.contains("`databse`") && told.contains("database"), "{told}");
}

#[test]
fn an_unknown_variable_is_refused_by_name() {
    let told = refusal(&[("CONFERE_MAIL__SMTPURL", "smtp://u:hidden@h")]);
    assert!(told.contains("`mail.smtpurl`") && told.contains("CONFERE_MAIL__SMTPURL"), "{told}");
    assert!(!told.contains("hidden"), "{told}");
}

#[test]
fn wrong_values_are_refused_with_their_key_and_origin() {
    for (name, value, key, expected) in [
        ("CONFERE_HTTP__LISTEN", "somewhere", "http.listen", "socket address"),
        ("CONFERE_HTTP__PUBLIC_URL", "confere.example", "http.public_url", "http://"),
        ("CONFERE_HTTP__PUBLIC_URL", "https://confere.example/app", "http.public_url", "without a path"),
        ("CONFERE_HTTP__REQUEST_TIMEOUT_SECONDS", "0", "http.request_timeout_seconds", "nonzero"),
        ("CONFERE_HTTP__BODY_LIMIT_BYTES", "-1", "http.body_limit_bytes", "nonzero"),
        ("CONFERE_DATABASE__URL", "mysql://h/d", "database.url", "sqlite: or postgres:"),
        ("CONFERE_DATABASE__MIGRATION_URL", "postgres://h/d", "database.migration_url", "same kind"),
        ("CONFERE_DATABASE__MAX_CONNECTIONS", "many", "database.max_connections", "nonzero"),
        ("REDIS_URL", "http://h", "redis.url", "redis: or rediss:"),
        ("CONFERE_MAIL__TRANSPORT", "pigeon", "mail.transport", "smtp, files"),
        ("CONFERE_MAIL__TRANSPORT", "smtp", "mail.smtp_url", "must be set"),
        ("CONFERE_MAIL__SMTP_URL", "mail.example", "mail.smtp_url", "smtp: or smtps:"),
        ("CONFERE_MAIL__FILES_DIR", "", "mail.files_dir", "folder"),
        ("CONFERE_MAIL__FROM", "nobody", "mail.from", "e-mail address"),
        ("CONFERE_SESSION__LIFETIME_DAYS", "0", "session.lifetime_days", "nonzero"),
        ("CONFERE_GRAPHQL__INTROSPECTION", "friends", "graphql.introspection", "signed-in"),
        ("CONFERE_GRAPHQL__GRAPHIQL", "7", "graphql.graphiql", "boolean"),
        ("CONFERE_WORKER__INSIDE_SERVE", "maybe", "worker.inside_serve", "boolean"),
        ("CONFERE_LOG__FORMAT", "xml", "log.format", "human, json"),
        ("CONFERE_LOG__FILTER", "info,server=loud", "log.filter", "\"debug\""),
        ("CONFERE_PRODUCTION", "yes", "production", "boolean"),
        ("CONFERE_PRODUCTION", "true", "http.public_url", "https://"),
    ] {
        let told = refusal(&[(name, value)]);
        assert!(told.contains(&format!("`{key}`")) && told.contains(expected), "{name}={value}: {told}");
    }
    assert!(refusal(&[("CONFERE_LOG__FORMAT", "xml")]).contains("from CONFERE_LOG__FORMAT"));
}

#[test]
fn a_file_that_is_missing_or_not_toml_is_named() {
    let told = Config::load_from(Some(Path::new("/nowhere/mine.toml")), []).unwrap_err().to_string();
    assert!(told.contains("/nowhere/mine.toml cannot be read"), "{told}");
    let told = refused_file("[mail]\nsmtp_url = smtp://u:hidden@h\n");
    assert!(told.contains("mine.toml is not valid") && told.contains("line 2"), "{told}");
    assert!(!told.contains("hidden"), "{told}");
}

#[test]
fn secrets_are_never_shown() {
    let set = [
        ("CONFERE_DATABASE__URL", "postgres://u:hidden@h/d"),
        ("CONFERE_DATABASE__MIGRATION_URL", "postgres://o:hidden@h/d"),
        ("CONFERE_REDIS__URL", "redis://:hidden@h/"),
        ("CONFERE_MAIL__SMTP_URL", "smtps://u:hidden@h"),
    ];
    let config = with(&set).unwrap();
    assert_eq!(config.mail.smtp_url.as_ref().unwrap().expose(), "smtps://u:hidden@h");
    let shown = format!("{config:?} {config:#?} {}", config.database.url);
    assert!(!shown.contains("hidden") && shown.contains("***"), "{shown}");
}

#[test]
fn a_refusal_never_shows_a_secret() {
    for (name, value) in [
        ("CONFERE_DATABASE__URL", "mysql://u:hidden@h/d"),
        ("CONFERE_DATABASE__URL", "{ hidden = 1 }"),
        ("CONFERE_DATABASE__URL", "[hidden]"),
        ("CONFERE_DATABASE", "postgres://u:hidden@h/d"),
        ("CONFERE_REDIS__URL", "hidden"),
        ("CONFERE_MAIL__SMTP_URL", "http://u:hidden@h"),
        ("CONFERE_MAIL__SMTP_URL__X", "hidden"),
    ] {
        let error = with(&[(name, value)]).unwrap_err();
        let told = format!("{error} {error:?}");
        assert!(!told.contains("hidden"), "{name}: {told}");
    }
}

#[test]
fn values_with_commas_spaces_and_digits_stay_text() {
    let set = [
        ("CONFERE_MAIL__FROM", "Conferência, CMAS <confere@cmas.example>"),
        ("CONFERE_MAIL__SMTP_URL", "smtps://u:p%40,[x]{y}=1@h:465"),
        ("CONFERE_HTTP__PUBLIC_URL", "https://confere.example/"),
    ];
    let config = with(&set).unwrap();
    assert_eq!(config.mail.from, "Conferência, CMAS <confere@cmas.example>");
    assert_eq!(config.mail.smtp_url.unwrap().expose(), "smtps://u:p%40,[x]{y}=1@h:465");
    assert_eq!(config.http.public_url, "https://confere.example");
}

#[test]
fn introspection_closes_to_strangers_in_production_unless_said_otherwise() {
    let https = ("CONFERE_HTTP__PUBLIC_URL", "https://confere.example");
    let production = ("CONFERE_PRODUCTION", "true");
    assert_eq!(with(&[]).unwrap().schema_audience(), SchemaAudience::Anyone);
    assert_eq!(with(&[https, production]).unwrap().schema_audience(), SchemaAudience::SignedIn);
    let open = ("CONFERE_GRAPHQL__INTROSPECTION", "anyone");
    assert_eq!(with(&[https, production, open]).unwrap().schema_audience(), SchemaAudience::Anyone);
}
