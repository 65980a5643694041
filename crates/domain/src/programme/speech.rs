//! Speeches: their kinds, how long they may take, and how long one took.

use super::PointKind;
use crate::codes;
use chrono::{DateTime, Utc};
use uuid::Uuid;

codes! {
    /// Kind of speech (*tipo de fala*), in the order in which the floor is given.
    pub enum SpeechKind {
        /// The rules are being broken (*questão de ordem*).
        Order = "ORDER", "questão de ordem";
        /// How to proceed (*questão de encaminhamento*).
        Referral = "REFERRAL", "questão de encaminhamento";
        /// Asks for information (*questão de esclarecimento*).
        Clarification = "CLARIFICATION", "questão de esclarecimento";
        /// The author presents a destaque or a text (*apresentação*).
        Presentation = "PRESENTATION", "apresentação";
        /// Speaks for what will be voted (*defesa a favor*).
        DefenceFor = "DEFENCE_FOR", "defesa a favor";
        /// Speaks against what will be voted (*defesa contra*).
        DefenceAgainst = "DEFENCE_AGAINST", "defesa contra";
        /// Speaks in the debate (*fala*).
        Speech = "SPEECH", "fala";
    }
}

impl SpeechKind {
    /// Whether it is a point, which comes before the speakers' list.
    pub fn is_point(self) -> bool {
        self <= Self::Clarification
    }

    /// Whether it speaks for or against.
    pub fn is_defence(self) -> bool {
        matches!(self, Self::DefenceFor | Self::DefenceAgainst)
    }
}

impl From<PointKind> for SpeechKind {
    fn from(kind: PointKind) -> Self {
        match kind {
            PointKind::Order => Self::Order,
            PointKind::Referral => Self::Referral,
            PointKind::Clarification => Self::Clarification,
        }
    }
}

/// Limits of time, in seconds, and of pairs of defences. Parameters `speech` and
/// `maxDefencePairs` of a cycle; the plenary may change them when it adopts its rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SpeechRules {
    /// A defence.
    pub defence_seconds: u32,
    /// A point of order, referral or clarification.
    pub point_seconds: u32,
    /// The presentation of a destaque.
    pub presentation_seconds: u32,
    /// A speech in the debate; when the cycle is silent, as long as a presentation.
    #[serde(default)]
    pub speech_seconds: Option<u32>,
    /// Pairs of defences, one for and one against, on one text.
    pub max_defence_pairs: u32,
}

impl SpeechRules {
    /// Seconds a kind of speech may take.
    pub fn limit(self, kind: SpeechKind) -> u32 {
        match kind {
            SpeechKind::DefenceFor | SpeechKind::DefenceAgainst => self.defence_seconds,
            SpeechKind::Presentation => self.presentation_seconds,
            SpeechKind::Speech => self.speech_seconds.unwrap_or(self.presentation_seconds),
            SpeechKind::Order | SpeechKind::Referral | SpeechKind::Clarification => self.point_seconds,
        }
    }
}

codes! {
    /// How a speech ended.
    pub enum SpeechEnd {
        /// Said what there was to say (*concluída*).
        Ended = "ENDED", "concluída";
        /// Gave the rest of the time away (*cedeu o tempo*).
        Yielded = "YIELDED", "tempo cedido";
        /// The chair took the floor back (*palavra retirada pela mesa*).
        Stopped = "STOPPED", "encerrada pela mesa";
    }
}

/// A speech going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Speech {
    /// The request it answers.
    pub request: Uuid,
    /// Who speaks.
    pub person: Uuid,
    /// Kind.
    pub kind: SpeechKind,
    /// Whether the person is a user of the services, for the alternation of speeches.
    pub is_user: bool,
    /// When the floor was given.
    pub started_at: DateTime<Utc>,
    /// Seconds given.
    pub limit_seconds: u32,
}

/// A speech that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FinishedSpeech {
    /// The speech.
    pub speech: Speech,
    /// How it ended.
    pub end: SpeechEnd,
    /// Seconds it took.
    pub used_seconds: u32,
    /// Seconds beyond the limit; 0 when within it.
    pub overrun_seconds: u32,
}

impl Speech {
    /// When its time is over.
    pub fn until(self) -> DateTime<Utc> {
        self.started_at + chrono::TimeDelta::seconds(i64::from(self.limit_seconds))
    }

    /// The speech, ended; a clock that went back counts as no time.
    pub fn finish(self, end: SpeechEnd, at: DateTime<Utc>) -> FinishedSpeech {
        let used_seconds = u32::try_from((at - self.started_at).num_seconds().max(0)).unwrap_or(u32::MAX);
        let overrun_seconds = used_seconds.saturating_sub(self.limit_seconds);
        FinishedSpeech { speech: self, end, used_seconds, overrun_seconds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    const RULES: SpeechRules = SpeechRules {
        defence_seconds: 180,
        point_seconds: 60,
        presentation_seconds: 120,
        speech_seconds: None,
        max_defence_pairs: 2,
    };

    #[test]
    fn each_kind_has_its_limit() {
        let limits: Vec<u32> =
            [SpeechKind::Order, SpeechKind::DefenceAgainst, SpeechKind::Speech].map(|kind| RULES.limit(kind)).into();
        assert_eq!(limits, [60, 180, 120]);
    }

    #[test]
    fn seconds_beyond_the_limit_are_counted() {
        let started_at = DateTime::UNIX_EPOCH;
        let kind = SpeechKind::DefenceFor;
        let speech = Speech {
            request: Uuid::nil(),
            person: Uuid::nil(),
            kind,
            is_user: false,
            started_at,
            limit_seconds: RULES.limit(kind),
        };
        let late = speech.finish(SpeechEnd::Stopped, started_at + TimeDelta::seconds(195));
        assert_eq!((late.used_seconds, late.overrun_seconds), (195, 15));
        let early = speech.finish(SpeechEnd::Yielded, started_at + TimeDelta::seconds(50));
        assert_eq!((early.used_seconds, early.overrun_seconds), (50, 0));
        assert_eq!(speech.finish(SpeechEnd::Ended, started_at - TimeDelta::seconds(5)).used_seconds, 0);
    }
}
