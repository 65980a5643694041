//! The evaluation form as data.

use crate::{Refusal, text};

/// Most questions with a score.
const QUESTIONS_MAX: usize = 40;
/// Most open questions.
const OPEN_MAX: usize = 10;
/// Longest label of a question, in characters.
const LABEL_MAX: usize = 200;

/// Evaluation form (*formulário de avaliação*) of a cycle; a council may add questions of its own.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EvaluationForm {
    /// Scores that may be given, rising: `[1, 2, 3, 4, 5]`.
    pub scale: Vec<u8>,
    /// Questions answered by a score, in order.
    pub questions: Vec<Question>,
    /// Open questions, answered in words, in order.
    #[serde(default)]
    pub open: Vec<String>,
}

/// A question answered by a score.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Question {
    /// Short name, unique in the form: `Q1`.
    pub id: String,
    /// What is asked, in Portuguese.
    pub label: String,
}

/// Why a form cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormRefused {
    /// The scale is not 2 to 11 rising scores.
    #[error("A escala precisa ter de 2 a 11 notas, em ordem crescente e sem repetição. Corrija a escala.")]
    BadScale,
    /// No question at all.
    #[error("O formulário está sem perguntas. Acrescente ao menos uma.")]
    NoQuestions,
    /// More questions than people answer.
    #[error("O formulário tem {found} perguntas; o máximo é {max}. Retire algumas.")]
    TooManyQuestions {
        /// How many there are.
        found: usize,
        /// How many there may be.
        max: usize,
    },
    /// Two questions share an identifier.
    #[error("A pergunta {0} aparece duas vezes. Dê a cada pergunta um identificador próprio.")]
    RepeatedQuestion(String),
    /// A text is empty, too long or unreadable.
    #[error(transparent)]
    Text(#[from] Refusal),
}

impl From<FormRefused> for Refusal {
    fn from(refused: FormRefused) -> Self {
        let message = refused.to_string();
        match refused {
            FormRefused::BadScale => Self::invalid("scale", "EVALUATION_BAD_SCALE", message),
            FormRefused::NoQuestions => Self::invalid("questions", "EVALUATION_NO_QUESTIONS", message),
            FormRefused::TooManyQuestions { .. } => {
                Self::invalid("questions", "EVALUATION_TOO_MANY_QUESTIONS", message)
            }
            FormRefused::RepeatedQuestion(_) => Self::invalid("questions", "EVALUATION_REPEATED_QUESTION", message),
            FormRefused::Text(refusal) => refusal,
        }
    }
}

impl EvaluationForm {
    /// The form with its texts cleaned.
    ///
    /// # Errors
    /// [`FormRefused`] when the scale, the questions or a text cannot be used.
    pub fn checked(self) -> Result<Self, FormRefused> {
        let rising = self.scale.windows(2).all(|pair| pair[0] < pair[1]);
        if !rising || !(2..=11).contains(&self.scale.len()) {
            return Err(FormRefused::BadScale);
        }
        if self.questions.is_empty() {
            return Err(FormRefused::NoQuestions);
        }
        within(self.questions.len(), QUESTIONS_MAX)?;
        within(self.open.len(), OPEN_MAX)?;
        let mut questions: Vec<Question> = Vec::with_capacity(self.questions.len());
        for question in self.questions {
            let id = text::line("questions", &question.id, 20)?;
            if questions.iter().any(|earlier| earlier.id == id) {
                return Err(FormRefused::RepeatedQuestion(id));
            }
            questions.push(Question { id, label: text::line("questions", &question.label, LABEL_MAX)? });
        }
        let open = self.open.iter().map(|label| text::line("open", label, LABEL_MAX)).collect::<Result<_, _>>()?;
        Ok(Self { scale: self.scale, questions, open })
    }
}

fn within(found: usize, max: usize) -> Result<(), FormRefused> {
    if found > max { Err(FormRefused::TooManyQuestions { found, max }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> EvaluationForm {
        EvaluationForm {
            scale: vec![1, 2, 3],
            questions: vec![Question { id: "Q1".into(), label: " Local ".into() }],
            open: vec![],
        }
    }

    #[test]
    fn a_good_form_is_kept_with_clean_labels() {
        assert_eq!(form().checked().unwrap().questions[0].label, "Local");
    }

    #[test]
    fn a_falling_or_repeated_scale_is_refused() {
        for scale in [vec![], vec![1], vec![2, 1], vec![1, 1]] {
            assert_eq!(EvaluationForm { scale, ..form() }.checked(), Err(FormRefused::BadScale));
        }
    }

    #[test]
    fn two_questions_with_one_name_are_refused() {
        let mut twice = form();
        twice.questions.push(twice.questions[0].clone());
        let refusal = Refusal::from(twice.checked().unwrap_err());
        assert_eq!(refusal.code, "EVALUATION_REPEATED_QUESTION");
    }

    #[test]
    fn a_question_without_words_is_refused() {
        let mut blank = form();
        blank.questions[0].label = "  ".into();
        assert_eq!(Refusal::from(blank.checked().unwrap_err()).code, "REQUIRED");
    }
}
