use crate::facts::{answers, form};
use crate::{specimen, with_numbers};
use domain::evaluations::{DEFAULT_MINIMUM_GROUP, cross_cut, shuffled_comments, summarize};
use serde_json::Value;

#[test]
fn the_specimen_form_and_all_its_answers_are_valid() {
    let specimen = specimen();
    let form = form(&specimen).checked().unwrap();
    for answer in answers(&specimen) {
        answer.checked(&form).unwrap();
    }
}

#[test]
fn the_summary_says_what_the_specimen_expects() {
    let specimen = specimen();
    let mut found = with_numbers(&serde_json::to_value(summarize(&form(&specimen), &answers(&specimen))).unwrap());
    for question in found["byQuestion"].as_array_mut().unwrap() {
        let distribution = question.as_object_mut().unwrap().remove("distribution").unwrap();
        let counts: u64 = distribution.as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum();
        assert_eq!(Value::from(counts), question["answers"]);
    }
    assert_eq!(found, specimen["expected"]["evaluation"]);
}

#[test]
fn every_category_of_the_specimen_is_large_enough_to_be_shown() {
    let specimen = specimen();
    let cut = cross_cut(&form(&specimen), &answers(&specimen), DEFAULT_MINIMUM_GROUP);
    let sizes: Vec<u64> = cut.shown.iter().map(|group| group.answers).collect();
    assert_eq!((sizes, cut.hidden.len()), (vec![17, 11, 10, 8, 14], 0));
}

#[test]
fn the_comments_come_in_another_order_than_the_answers() {
    let specimen = specimen();
    let answers = answers(&specimen);
    let arrived: Vec<String> = answers.iter().filter_map(|answer| answer.comments[0].clone()).collect();
    let mut shown = shuffled_comments(&form(&specimen), &answers, b"conference")[0].comments.clone();
    assert_ne!(shown, arrived);
    shown.sort();
    let mut sorted = arrived;
    sorted.sort();
    assert_eq!(shown, sorted);
}
