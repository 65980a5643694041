//! Arbitrary input at every mutation: no unexpected failure, and nothing half written.

use crate::isolation::inputs::Samples;
use crate::isolation::walk::Schema;
use crate::support::{House, Town};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use testkit::both_databases;

/// Rounds of arbitrary text at each mutation.
const ROUNDS: usize = 12;

/// Text that breaks what is not careful.
const NASTY: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "'; DROP TABLE councils; --",
    "%",
    "_",
    "\u{202e}abc",
    "𝕳𝖊𝖑𝖑𝖔",
    "a\u{0301}\u{0301}\u{0301}",
    "\r\n\r\nX",
    "-1",
    "null",
    "{{theme}}",
    "<script>alert(1)</script>",
    "\u{feff}",
    "ＡＢＣ",
];

/// Replaces every plain text of an input; ids, keys, dates and codes stay, so that it gets past the parser.
fn spoil(value: &mut Value, text: &mut impl FnMut() -> String) {
    match value {
        Value::String(kept) if kept == "texto" => *kept = text(),
        Value::Number(_) => *value = json!([0, -1, 1, i32::MAX, i32::MIN][text().len() % 5]),
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, text)),
        Value::Object(fields) => fields.values_mut().for_each(|field| spoil(field, text)),
        _ => {}
    }
}

async fn throw(house: &House, town: &Town) -> Vec<String> {
    let mut before = house.database().row_counts().await;
    let schema = Schema::read(house, town.secretary()).await;
    let samples = Samples::of(house, town).await;
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let arbitrary = proptest::string::string_regex("(?s).{0,300}").unwrap();
    let mut turn = 0;
    let mut text = || {
        turn += 1;
        match turn % 2 {
            0 => NASTY[turn / 2 % NASTY.len()].to_owned(),
            _ => arbitrary.new_tree(&mut runner).unwrap().current(),
        }
    };
    let mut failures = Vec::new();
    for mutation in schema.mutations() {
        for _ in 0..ROUNDS {
            let mut input = samples.complete_input(&schema, &mutation.input);
            spoil(&mut input, &mut text);
            let name = &mutation.name;
            let query = format!(
                "mutation($input: {}!) {{ {name}(input: $input) {{ __typename ... on Refusal {{ code }} }} }}",
                mutation.input
            );
            let answer = house.ask(town.secretary(), &query, json!({ "input": input })).await;
            if answer.errors.iter().any(|error| error["extensions"]["code"] == "INTERNAL") {
                failures.push(format!("INTERNAL: {name} with {input}"));
            }
            let after = house.database().row_counts().await;
            let refused = !answer.errors.is_empty() || !answer.data[name]["code"].is_null();
            if refused && after != before {
                failures.push(format!("refused, yet something was written: {name} with {input}"));
            }
            before = after;
        }
    }
    failures
}

both_databases! {
    async fn no_input_makes_a_mutation_fail_unexpectedly_or_leaves_anything_half_written(db: TestDatabase) {
        let house = House::open(db).await;
        let (_, _, town) = house.three_levels().await;
        let failures = throw(&house, &town).await;
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
