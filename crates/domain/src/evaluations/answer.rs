//! One person's answers, without the person.

use super::EvaluationForm;
use crate::people::Category;
use crate::{Refusal, text};

/// Longest comment, in characters.
pub const COMMENT_MAX: usize = 2_000;

/// The answers of one person. Nothing in it tells who it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Category of the person, for cross-cuts; may be left out.
    pub category: Option<Category>,
    /// One score per question of the form, in its order; `None` is a question left blank.
    pub scores: Vec<Option<u8>>,
    /// One comment per open question, in order; missing ones at the end count as blank.
    #[serde(default)]
    pub comments: Vec<Option<String>>,
}

/// Why answers cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefused {
    /// Not as many scores as questions.
    #[error("O formulário tem {expected} perguntas e chegaram {found} notas. Recarregue a página e responda de novo.")]
    WrongNumberOfScores {
        /// Questions of the form.
        expected: usize,
        /// Scores that came.
        found: usize,
    },
    /// A score outside the scale.
    #[error("A nota {score} da pergunta {question} não existe na escala. Escolha uma das notas mostradas.")]
    OutsideScale {
        /// The question's identifier.
        question: String,
        /// The score that came.
        score: u8,
    },
    /// More comments than open questions.
    #[error("Chegaram mais comentários do que perguntas abertas. Recarregue a página e responda de novo.")]
    TooManyComments,
    /// Nothing was answered.
    #[error("Nenhuma pergunta foi respondida. Responda ao menos uma e envie.")]
    Empty,
    /// The participant has answered before.
    #[error("Sua avaliação já foi recebida; cada pessoa responde uma vez. Obrigado por participar.")]
    AlreadyAnswered,
    /// The evaluation is not open.
    #[error("A avaliação não está aberta agora. Confira o horário na programação.")]
    NotOpen,
    /// A comment is too long or unreadable.
    #[error(transparent)]
    Text(#[from] Refusal),
}

impl From<AnswerRefused> for Refusal {
    fn from(refused: AnswerRefused) -> Self {
        let message = refused.to_string();
        match refused {
            AnswerRefused::WrongNumberOfScores { .. } => {
                Self::invalid("scores", "EVALUATION_WRONG_NUMBER_OF_SCORES", message)
            }
            AnswerRefused::OutsideScale { .. } => Self::invalid("scores", "EVALUATION_OUTSIDE_SCALE", message),
            AnswerRefused::TooManyComments => Self::invalid("comments", "EVALUATION_TOO_MANY_COMMENTS", message),
            AnswerRefused::Empty => Self::invalid("scores", "EVALUATION_EMPTY", message),
            AnswerRefused::AlreadyAnswered => {
                Self::rule("EVALUATION_ALREADY_ANSWERED", "uma resposta por participante", message)
            }
            AnswerRefused::NotOpen => Self::rule("EVALUATION_NOT_OPEN", "horário da avaliação", message),
            AnswerRefused::Text(refusal) => refusal,
        }
    }
}

impl Answer {
    /// The answers, cleaned, if they fit the form.
    ///
    /// # Errors
    /// [`AnswerRefused`] naming the question or the comment that does not fit.
    pub fn checked(self, form: &EvaluationForm) -> Result<Self, AnswerRefused> {
        let expected = form.questions.len();
        if self.scores.len() != expected {
            return Err(AnswerRefused::WrongNumberOfScores { expected, found: self.scores.len() });
        }
        for (question, score) in form.questions.iter().zip(&self.scores) {
            if let Some(score) = score.filter(|score| !form.scale.contains(score)) {
                return Err(AnswerRefused::OutsideScale { question: question.id.clone(), score });
            }
        }
        if self.comments.len() > form.open.len() {
            return Err(AnswerRefused::TooManyComments);
        }
        let comments = self
            .comments
            .iter()
            .map(|comment| text::optional_body("comments", comment.as_deref(), COMMENT_MAX))
            .collect::<Result<Vec<_>, _>>()?;
        if self.scores.iter().all(Option::is_none) && comments.iter().all(Option::is_none) {
            return Err(AnswerRefused::Empty);
        }
        Ok(Self { comments, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluations::Question;

    fn form() -> EvaluationForm {
        let question = |id: &str| Question { id: id.into(), label: id.into() };
        EvaluationForm { scale: vec![1, 2, 3], questions: vec![question("Q1"), question("Q2")], open: vec!["?".into()] }
    }

    fn answer(scores: &[Option<u8>], comment: Option<&str>) -> Answer {
        Answer { category: None, scores: scores.to_vec(), comments: vec![comment.map(Into::into)] }
    }

    #[test]
    fn blank_scores_are_allowed_when_something_is_answered() {
        assert!(answer(&[None, Some(3)], None).checked(&form()).is_ok());
        assert!(answer(&[None, None], Some("gostei")).checked(&form()).is_ok());
        assert_eq!(answer(&[None, None], Some("  ")).checked(&form()), Err(AnswerRefused::Empty));
    }

    #[test]
    fn a_score_outside_the_scale_names_its_question() {
        let refused = answer(&[Some(1), Some(4)], None).checked(&form()).unwrap_err();
        assert_eq!(refused, AnswerRefused::OutsideScale { question: "Q2".into(), score: 4 });
    }

    #[test]
    fn one_score_is_needed_for_each_question() {
        let refused = answer(&[Some(1)], None).checked(&form()).unwrap_err();
        assert_eq!(Refusal::from(refused).code, "EVALUATION_WRONG_NUMBER_OF_SCORES");
    }

    #[test]
    fn a_comment_has_a_limit() {
        let long = "a".repeat(COMMENT_MAX + 1);
        let refused = answer(&[Some(1), None], Some(&long)).checked(&form()).unwrap_err();
        assert_eq!(Refusal::from(refused).code, "TOO_LONG");
    }
}
