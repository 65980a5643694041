//! What the answers say together.

use super::{Answer, EvaluationForm, Hundredths};
use sha2::{Digest, Sha256};

/// Live summary of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// How many people answered.
    pub answers: u64,
    /// Per question, in the form's order.
    pub by_question: Vec<QuestionSummary>,
    /// Average of all scores given, each score counting once; nothing when none was given.
    pub overall_average: Option<Hundredths>,
    /// How many people wrote at least one comment.
    pub comments: u64,
}

/// What was answered to one question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuestionSummary {
    /// The question's identifier.
    pub question: String,
    /// What was asked.
    pub label: String,
    /// People who gave a score.
    pub answers: u64,
    /// Sum of the scores.
    pub sum: u64,
    /// Average of the scores given; blanks do not count.
    pub average: Option<Hundredths>,
    /// How often each score of the scale was given, in the scale's order.
    pub distribution: Vec<ScoreCount>,
}

/// How often a score was given.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ScoreCount {
    /// A score of the scale.
    pub score: u8,
    /// People who gave it.
    pub count: u64,
}

/// The comments to one open question, in an order that says nothing about their authors.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OpenComments {
    /// What was asked.
    pub label: String,
    /// What was written.
    pub comments: Vec<String>,
}

/// Counts the answers. Answers must have been [`Answer::checked`] against the form.
pub fn summarize<'a>(form: &EvaluationForm, answers: impl IntoIterator<Item = &'a Answer>) -> Summary {
    let answers: Vec<&Answer> = answers.into_iter().collect();
    let by_question: Vec<QuestionSummary> =
        (0..form.questions.len()).map(|index| question_summary(form, index, &answers)).collect();
    let (sum, count) = by_question.iter().fold((0, 0), |(sum, count), q| (sum + q.sum, count + q.answers));
    Summary {
        answers: answers.len() as u64,
        by_question,
        overall_average: Hundredths::ratio(sum, count),
        comments: answers.iter().filter(|answer| answer.comments.iter().any(Option::is_some)).count() as u64,
    }
}

fn question_summary(form: &EvaluationForm, index: usize, answers: &[&Answer]) -> QuestionSummary {
    let scores: Vec<u8> = answers.iter().filter_map(|answer| answer.scores.get(index).copied().flatten()).collect();
    let (answers, sum) = (scores.len() as u64, scores.iter().map(|score| u64::from(*score)).sum());
    let times = |score: u8| scores.iter().filter(|given| **given == score).count() as u64;
    QuestionSummary {
        question: form.questions[index].id.clone(),
        label: form.questions[index].label.clone(),
        answers,
        sum,
        average: Hundredths::ratio(sum, answers),
        distribution: form.scale.iter().map(|&score| ScoreCount { score, count: times(score) }).collect(),
    }
}

/// The comments, per open question, ordered by a keyed hash of their text.
///
/// The order depends on nothing but `seed` and the texts: neither the order of arrival nor the other
/// answers of the same person can be read from it. Keep the seed fixed for a conference and secret.
pub fn shuffled_comments(form: &EvaluationForm, answers: &[Answer], seed: &[u8]) -> Vec<OpenComments> {
    let shuffled = |index: usize| {
        let mut comments: Vec<String> =
            answers.iter().filter_map(|answer| answer.comments.get(index).cloned().flatten()).collect();
        comments.sort_by_cached_key(|comment| keyed(seed, index, comment));
        comments
    };
    form.open
        .iter()
        .enumerate()
        .map(|(index, label)| OpenComments { label: label.clone(), comments: shuffled(index) })
        .collect()
}

fn keyed(seed: &[u8], index: usize, comment: &str) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update((seed.len() as u64).to_be_bytes());
    hash.update(seed);
    hash.update((index as u64).to_be_bytes());
    hash.update(comment.as_bytes());
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluations::Question;
    use proptest::prelude::*;

    fn form() -> EvaluationForm {
        EvaluationForm {
            scale: vec![1, 2, 3],
            questions: vec![Question { id: "Q1".into(), label: "Local".into() }],
            open: vec!["?".into()],
        }
    }

    fn answer(score: Option<u8>, comment: Option<String>) -> Answer {
        Answer { category: None, scores: vec![score], comments: vec![comment] }
    }

    #[test]
    fn blanks_count_as_people_but_not_in_the_average() {
        let answers = [answer(Some(3), None), answer(None, Some("bom".into())), answer(Some(2), None)];
        let summary = summarize(&form(), &answers);
        assert_eq!((summary.answers, summary.comments), (3, 1));
        assert_eq!(summary.by_question[0].average, Some(Hundredths(250)));
        assert_eq!(summary.by_question[0].distribution[2], ScoreCount { score: 3, count: 1 });
    }

    #[test]
    fn without_answers_there_is_no_average() {
        assert_eq!(summarize(&form(), &[]).overall_average, None);
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_cannot_be_seen(texts in prop::collection::vec("[a-z]{1,6}", 0..20)) {
            let mut answers: Vec<Answer> = texts.iter().map(|t| answer(Some(1), Some(t.clone()))).collect();
            let first = shuffled_comments(&form(), &answers, b"s");
            answers.reverse();
            prop_assert_eq!(shuffled_comments(&form(), &answers, b"s"), first);
        }
    }
}
