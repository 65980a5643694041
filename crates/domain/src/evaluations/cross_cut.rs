//! Cross-cuts by category that do not give anybody away.

use super::{Answer, EvaluationForm, QuestionSummary, Summary, summarize};
use crate::Code;
use crate::people::Category;

/// People a cross-cut must stand for, unless a council asks for more.
pub const DEFAULT_MINIMUM_GROUP: u64 = 5;

/// Answers seen by category, as far as groups are large enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossCut {
    /// The smallest group that is shown, in people.
    pub minimum: u64,
    /// Categories that are shown, in declaration order.
    pub shown: Vec<CategorySummary>,
    /// Categories with answers that are not shown.
    pub hidden: Vec<Category>,
}

/// The answers of one category. Questions that too few of it answered are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategorySummary {
    /// The category.
    pub category: Category,
    /// People of the category who answered.
    pub answers: u64,
    /// Per question that is shown, in the form's order.
    pub by_question: Vec<QuestionSummary>,
}

/// Summaries by category, hiding every group below `minimum` people.
///
/// What is hidden cannot be had by subtracting what is shown from the total either: while the hidden
/// part of a figure stands for fewer than `minimum` people, the smallest shown group is hidden too.
/// Answers without a category are a hidden part of the total.
pub fn cross_cut(form: &EvaluationForm, answers: &[Answer], minimum: u64) -> CrossCut {
    let groups: Vec<Summary> = Category::ALL
        .iter()
        .map(|category| summarize(form, answers.iter().filter(|answer| answer.category == Some(*category))))
        .collect();
    let rest = summarize(form, answers.iter().filter(|answer| answer.category.is_none()));
    let sizes: Vec<u64> = groups.iter().map(|group| group.answers).collect();
    let visible = safe(&sizes, vec![true; sizes.len()], rest.answers, minimum);
    let by_question: Vec<Vec<bool>> = (0..form.questions.len())
        .map(|index| {
            let sizes: Vec<u64> = groups.iter().map(|group| group.by_question[index].answers).collect();
            safe(&sizes, visible.clone(), rest.by_question[index].answers, minimum)
        })
        .collect();
    let shown = |group: usize| CategorySummary {
        category: Category::ALL[group],
        answers: groups[group].answers,
        by_question: (0..form.questions.len())
            .filter(|index| by_question[*index][group])
            .map(|index| groups[group].by_question[index].clone())
            .collect(),
    };
    CrossCut {
        minimum,
        shown: (0..groups.len()).filter(|group| visible[*group]).map(shown).collect(),
        hidden: (0..groups.len())
            .filter(|group| !visible[*group] && sizes[*group] > 0)
            .map(|group| Category::ALL[group])
            .collect(),
    }
}

/// Which groups may be shown, given those already hidden and the answers of no group (`rest`).
fn safe(sizes: &[u64], mut visible: Vec<bool>, rest: u64, minimum: u64) -> Vec<bool> {
    for (group, size) in sizes.iter().enumerate() {
        visible[group] &= *size >= minimum.max(1);
    }
    loop {
        let hidden: u64 =
            rest + sizes.iter().zip(&visible).filter(|(_, shown)| !**shown).map(|(size, _)| size).sum::<u64>();
        let smallest = (0..sizes.len()).filter(|group| visible[*group]).min_by_key(|group| sizes[*group]);
        match smallest {
            Some(group) if hidden > 0 && hidden < minimum => visible[group] = false,
            _ => return visible,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluations::Question;
    use proptest::prelude::*;

    fn form() -> EvaluationForm {
        EvaluationForm {
            scale: vec![1, 2],
            questions: vec![Question { id: "Q1".into(), label: "Local".into() }],
            open: vec![],
        }
    }

    fn people(category: Category, number: usize) -> Vec<Answer> {
        vec![Answer { category: Some(category), scores: vec![Some(2)], comments: vec![] }; number]
    }

    #[test]
    fn a_group_below_the_minimum_is_hidden_and_so_is_what_would_give_it_away() {
        let answers = [people(Category::Born, 9), people(Category::Guest, 6), people(Category::Observer, 2)].concat();
        let cut = cross_cut(&form(), &answers, 5);
        assert_eq!(cut.shown.iter().map(|group| group.category).collect::<Vec<_>>(), [Category::Born]);
        assert_eq!(cut.hidden, [Category::Guest, Category::Observer]);
    }

    #[test]
    fn groups_that_are_large_enough_are_all_shown() {
        let answers = [people(Category::Born, 9), people(Category::Guest, 6)].concat();
        let cut = cross_cut(&form(), &answers, 5);
        assert_eq!((cut.shown.len(), cut.hidden.len()), (2, 0));
    }

    #[test]
    fn a_question_that_few_of_a_group_answered_is_left_out() {
        let mut answers = [people(Category::Born, 9), people(Category::Guest, 6)].concat();
        answers.iter_mut().skip(11).for_each(|answer| answer.scores = vec![None]);
        let cut = cross_cut(&form(), &answers, 5);
        assert!(cut.shown.iter().all(|group| group.by_question.is_empty()));
    }

    proptest! {
        #[test]
        fn no_shown_or_derivable_group_is_smaller_than_the_minimum(
            sizes in prop::collection::vec(0_u64..12, 5), rest in 0_u64..8, minimum in 1_u64..8
        ) {
            let visible = safe(&sizes, vec![true; 5], rest, minimum);
            let hidden: u64 = rest + (0..5).filter(|g| !visible[*g]).map(|g| sizes[g]).sum::<u64>();
            prop_assert!((0..5).all(|g| !visible[g] || sizes[g] >= minimum));
            prop_assert!(hidden == 0 || hidden >= minimum || visible.iter().all(|shown| !shown));
        }
    }
}
