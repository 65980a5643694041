//! Model texts with placeholders, so that a council only fills in what is its own.

use crate::codes;
use crate::{Code, Refusal, text};
use std::collections::BTreeMap;

codes! {
    /// What a model may leave open, written `{{code}}`.
    pub enum Placeholder {
        /// Number of the edition, as displayed.
        Edition = "edition", "número da edição";
        /// Theme of the cycle.
        Theme = "theme", "tema";
        /// Ordinary or extraordinary.
        Kind = "kind", "caráter (ordinária ou extraordinária)";
        /// Days of the conference, in words.
        Date = "date", "data da conferência";
        /// Place of the conference.
        Venue = "venue", "local da conferência";
        /// Municipality or state.
        Territory = "territory", "município ou estado";
        /// Full name of the council.
        Council = "council", "nome do conselho";
        /// Name of the act with number, as in a heading.
        Act = "act", "tipo e número do ato";
        /// Date of the act, in words.
        ActDate = "actDate", "data do ato";
        /// How the committee is named.
        Committee = "committee", "quem nomeia a comissão organizadora";
        /// Budget line that pays.
        Budget = "budget", "dotação orçamentária";
        /// Names and offices of those who sign.
        Signers = "signers", "nomes e cargos de quem assina";
    }
}

/// The council's own words for the placeholders.
pub type ModelValues = BTreeMap<Placeholder, String>;

/// A joint decree as a first model (*modelo de decreto conjunto*), with the contents of domain.md
/// section 4: edition, theme, date, place, purpose, who presides, committee, budget, entry into force.
pub const DEFAULT_MODEL: &str = "\
{{act}}

Convoca a {{edition}} Conferência de Assistência Social de {{territory}} e dá outras providências.

As autoridades abaixo assinadas, no uso de suas atribuições e considerando a Lei Federal nº 8.742, de 7 de dezembro de \
1993, e a necessidade de avaliar a política de assistência social e propor as suas diretrizes,

DECRETAM:

Art. 1º Fica convocada a {{edition}} Conferência de Assistência Social de {{territory}}, de caráter {{kind}}, a \
realizar-se em {{date}}, no seguinte local: {{venue}}.

Art. 2º A Conferência tem como tema “{{theme}}”.

Art. 3º A Conferência avalia a situação da assistência social, confere o que foi deliberado antes, aprova propostas e \
elege a delegação à etapa seguinte.

Art. 4º A Conferência é presidida pela presidência do {{council}} e, na sua falta, pela vice-presidência.

Art. 5º A Comissão Organizadora, paritária entre governo e sociedade civil, é nomeada por {{committee}}.

Art. 6º As despesas correm por conta de: {{budget}}.

Art. 7º Este ato entra em vigor na data de sua publicação.

{{territory}}, {{actDate}}.

{{signers}}
";

/// A piece of a model.
enum Piece<'a> {
    Words(&'a str),
    Open(Placeholder),
}

/// Checks a model before it is published with a cycle.
///
/// # Errors
/// `PLACEHOLDER_UNKNOWN`, `PLACEHOLDER_UNCLOSED` or a text refusal, on the field `model`.
pub fn check_model(model: &str) -> Result<(), Refusal> {
    let model = text::body("model", model, text::BODY_MAX)?;
    pieces(&model).map(drop)
}

/// The text of an act: the model with its placeholders replaced. What is filled in is taken as
/// plain words, also where it looks like a placeholder.
///
/// # Errors
/// As [`check_model`]; `PLACEHOLDER_EMPTY` naming every value that is missing.
pub fn fill(model: &str, values: &ModelValues) -> Result<String, Refusal> {
    let pieces = pieces(model)?;
    let value_of =
        |placeholder: &Placeholder| values.get(placeholder).map(|value| value.trim()).filter(|v| !v.is_empty());
    let mut missing: Vec<&str> = Vec::new();
    let mut filled = String::with_capacity(model.len());
    for piece in &pieces {
        match piece {
            Piece::Words(words) => filled.push_str(words),
            Piece::Open(placeholder) => match value_of(placeholder) {
                Some(value) => filled.push_str(value),
                None if missing.contains(&placeholder.label()) => {}
                None => missing.push(placeholder.label()),
            },
        }
    }
    if missing.is_empty() {
        return text::body("text", &filled, text::BODY_MAX);
    }
    Err(Refusal::invalid(
        "values",
        "PLACEHOLDER_EMPTY",
        format!("Para redigir o ato, preencha: {}.", missing.join("; ")),
    ))
}

fn pieces(model: &str) -> Result<Vec<Piece<'_>>, Refusal> {
    let mut pieces = Vec::new();
    let mut rest = model;
    while let Some((words, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else {
            return Err(Refusal::invalid(
                "model",
                "PLACEHOLDER_UNCLOSED",
                "Um campo do modelo começa com {{ e não termina com }}. Feche o campo.",
            ));
        };
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Open(known(name)?));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    Ok(pieces)
}

fn known(name: &str) -> Result<Placeholder, Refusal> {
    Placeholder::from_code(name.trim()).ok_or_else(|| {
        let shown: String = name.trim().chars().take(40).collect();
        let codes: Vec<_> = Placeholder::ALL.iter().map(|one| one.code()).collect();
        Refusal::invalid(
            "model",
            "PLACEHOLDER_UNKNOWN",
            format!("O campo “{shown}” não existe. Use um destes: {}.", codes.join(", ")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values() -> ModelValues {
        Placeholder::ALL.iter().map(|one| (*one, format!("<{}>", one.code()))).collect()
    }

    #[test]
    fn the_default_model_uses_every_placeholder_and_leaves_none() {
        let text = fill(DEFAULT_MODEL, &values()).unwrap();
        assert!(!text.contains("{{"));
        for one in Placeholder::ALL {
            assert!(text.contains(&format!("<{}>", one.code())), "{one:?}");
        }
    }

    #[test]
    fn an_unknown_placeholder_is_refused_with_those_there_are() {
        let refusal = fill("Em {{ data }}", &values()).unwrap_err();
        assert_eq!(refusal.code, "PLACEHOLDER_UNKNOWN");
        assert!(refusal.message.contains("“data”") && refusal.message.contains("actDate"));
        assert_eq!(check_model("Em {{date").unwrap_err().code, "PLACEHOLDER_UNCLOSED");
    }

    #[test]
    fn every_missing_value_is_named_once() {
        let mut values = values();
        values.remove(&Placeholder::Theme);
        values.insert(Placeholder::Edition, "  ".into());
        let refusal = fill(DEFAULT_MODEL, &values).unwrap_err();
        assert_eq!(refusal.message, "Para redigir o ato, preencha: número da edição; tema.");
    }

    #[test]
    fn a_value_that_looks_like_a_placeholder_stays_words() {
        let mut values = values();
        values.insert(Placeholder::Theme, "{{date}}".into());
        assert_eq!(fill("“{{theme}}”", &values).unwrap(), "“{{date}}”");
    }

    proptest! {
        #[test]
        fn any_model_is_filled_or_refused(model in ".{0,40}(\\{\\{(theme|x|edition)?\\}?\\}?.{0,10}){0,4}") {
            let checked = check_model(&model).is_ok();
            prop_assert!(!checked || fill(&model, &values()).is_ok());
        }
    }
}
