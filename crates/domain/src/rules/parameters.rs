//! Parameters of the conference that follow the adopted text.

use super::RulesRefusal;
use crate::programme::SpeechRules;

/// A parameter that the plenary changed by amending the article that fixes it, by its name in the
/// cycle's parameters.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AdoptedParameter {
    /// Name, for instance `defenceSeconds`.
    pub name: String,
    /// The value adopted.
    pub value: u32,
    /// Number of the article that fixes it.
    pub article: u32,
}

impl AdoptedParameter {
    /// What a plenary may change: times of speech and pairs of defences. All else is the cycle's.
    pub const NAMES: &'static [&'static str] =
        &["defenceSeconds", "presentationSeconds", "pointSeconds", "speechSeconds", "maxDefencePairs"];

    /// The times of speech with this parameter in force.
    ///
    /// # Errors
    /// `PARAMETER_NOT_ADOPTABLE`, `PARAMETER_OUT_OF_RANGE`.
    pub fn apply(&self, speech: SpeechRules) -> Result<SpeechRules, RulesRefusal> {
        let seconds = |name| within(name, self.value, 10, 3_600);
        Ok(match self.name.as_str() {
            "defenceSeconds" => SpeechRules { defence_seconds: seconds("defenceSeconds")?, ..speech },
            "presentationSeconds" => SpeechRules { presentation_seconds: seconds("presentationSeconds")?, ..speech },
            "pointSeconds" => SpeechRules { point_seconds: seconds("pointSeconds")?, ..speech },
            "speechSeconds" => SpeechRules { speech_seconds: Some(seconds("speechSeconds")?), ..speech },
            "maxDefencePairs" => {
                SpeechRules { max_defence_pairs: within("maxDefencePairs", self.value, 1, 20)?, ..speech }
            }
            name => return Err(RulesRefusal::ParameterNotAdoptable { name: name.to_owned() }),
        })
    }
}

fn within(name: &'static str, value: u32, min: u32, max: u32) -> Result<u32, RulesRefusal> {
    if (min..=max).contains(&value) { Ok(value) } else { Err(RulesRefusal::ParameterOutOfRange { name, min, max }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEECH: SpeechRules = SpeechRules {
        defence_seconds: 180,
        point_seconds: 60,
        presentation_seconds: 120,
        speech_seconds: None,
        max_defence_pairs: 2,
    };

    fn adopted(name: &str, value: u32) -> Result<SpeechRules, RulesRefusal> {
        AdoptedParameter { name: name.into(), value, article: 16 }.apply(SPEECH)
    }

    #[test]
    fn a_plenary_changes_times_of_speech_and_nothing_else() {
        assert_eq!(adopted("defenceSeconds", 120).unwrap(), SpeechRules { defence_seconds: 120, ..SPEECH });
        assert_eq!(adopted("maxDefencePairs", 1).unwrap().max_defence_pairs, 1);
        for name in AdoptedParameter::NAMES {
            assert!(adopted(name, 15).is_ok(), "{name}");
        }
        let refusal = adopted("municipalDelegateCount", 40).unwrap_err();
        assert_eq!(refusal, RulesRefusal::ParameterNotAdoptable { name: "municipalDelegateCount".into() });
        let refusal = adopted("defenceSeconds", 0).unwrap_err();
        assert_eq!(refusal, RulesRefusal::ParameterOutOfRange { name: "defenceSeconds", min: 10, max: 3_600 });
    }
}
