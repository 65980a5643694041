//! What the platform writes to people.

mod conference;
mod council;
mod report;
mod sign_in;
#[cfg(test)]
mod tests;

use crate::plain;
use chrono::NaiveDate;
use domain::people::Category;
use policy::Role;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A kind of message with what it needs. Values are given as they are; rendering makes them safe.
///
/// It is kept in the outbox: variants and fields are only added, with a default, never renamed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Template {
    /// A link to sign in. Says nothing about whether the address is known.
    SignInLink {
        /// Where to go.
        link: String,
        /// Minutes for which the link works.
        minutes: u32,
        /// A code to type instead, for people who read mail on another device.
        #[serde(default)]
        code: Option<String>,
    },
    /// Confirm the address given at the sign-up of a council (*conselho*).
    ConfirmSignUp {
        /// The council.
        council: String,
        /// Where to confirm.
        link: String,
    },
    /// The parent council approved the sign-up.
    CouncilApproved {
        /// The council.
        council: String,
        /// Where to begin.
        link: String,
    },
    /// The parent council declined the sign-up.
    CouncilDeclined {
        /// The council.
        council: String,
        /// Why, as the parent council wrote it.
        reason: String,
    },
    /// An invitation to a role in a council.
    Invitation {
        /// The council.
        council: String,
        /// The role offered.
        role: Role,
        /// Who invites, if it is a person.
        #[serde(default)]
        inviter: Option<String>,
        /// Where to accept.
        link: String,
        /// Days for which the link works.
        days: u32,
    },
    /// A pre-registration (*pré-inscrição*) arrived and awaits review.
    RegistrationReceived {
        /// The conference.
        conference: String,
        /// The participant.
        name: String,
        /// The category asked for.
        category: Category,
        /// Where to see how it stands.
        link: String,
    },
    /// The committee decided on a registration (*homologação*).
    EligibilityDecided {
        /// The conference.
        conference: String,
        /// The participant.
        name: String,
        /// What was decided.
        answer: EligibilityAnswer,
        /// Where to see the registration.
        link: String,
    },
    /// A badge (*crachá*) with its PIN.
    BadgeIssued {
        /// The conference.
        conference: String,
        /// The participant.
        name: String,
        /// Code of the badge.
        code: String,
        /// Six digits.
        pin: String,
        /// Where to sign in with them.
        link: String,
    },
    /// A report (*relatório*) arrived at the state or national council.
    ReportReceived {
        /// The municipality or state that filed.
        municipality: String,
        /// Protocol number of the receipt.
        protocol: String,
    },
    /// A report was returned for correction (*devolvido*).
    ReportReturned {
        /// The municipality or state that filed.
        municipality: String,
        /// What to correct, one by one.
        reasons: Vec<String>,
        /// Where to correct it.
        link: String,
    },
    /// A report was accepted (*aceito*).
    ReportAccepted {
        /// The municipality or state that filed.
        municipality: String,
        /// Protocol number of the receipt.
        protocol: String,
        /// Delegates now accredited to the next stage.
        delegates: u32,
    },
    /// The deadline passed without a report.
    ReportLate {
        /// The municipality or state that has not filed.
        municipality: String,
        /// Last day of the deadline, in the council's time zone.
        deadline: NaiveDate,
        /// Where to file.
        link: String,
    },
}

/// The decision on a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EligibilityAnswer {
    /// Confirmed (*homologada*) in a category, which may differ from the one asked for.
    Confirmed {
        /// The category.
        category: Category,
    },
    /// Not confirmed (*não homologada*).
    Declined {
        /// Why, as the committee wrote it.
        reason: String,
    },
}

impl Template {
    /// A stable name, as stored; for logs and counters.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SignInLink { .. } => "SIGN_IN_LINK",
            Self::ConfirmSignUp { .. } => "CONFIRM_SIGN_UP",
            Self::CouncilApproved { .. } => "COUNCIL_APPROVED",
            Self::CouncilDeclined { .. } => "COUNCIL_DECLINED",
            Self::Invitation { .. } => "INVITATION",
            Self::RegistrationReceived { .. } => "REGISTRATION_RECEIVED",
            Self::EligibilityDecided { .. } => "ELIGIBILITY_DECIDED",
            Self::BadgeIssued { .. } => "BADGE_ISSUED",
            Self::ReportReceived { .. } => "REPORT_RECEIVED",
            Self::ReportReturned { .. } => "REPORT_RETURNED",
            Self::ReportAccepted { .. } => "REPORT_ACCEPTED",
            Self::ReportLate { .. } => "REPORT_LATE",
        }
    }

    /// Subject (at most 78 characters) and text of the message.
    pub(crate) fn render(&self) -> (String, String) {
        let (subject, paragraphs) = self.words();
        let mut text = paragraphs.join("\n\n");
        text.push_str("\n\n--\nConfere, a plataforma das conferências de assistência social\n");
        (plain::subject(&subject), text)
    }

    fn words(&self) -> Words {
        match self {
            Self::SignInLink { link, minutes, code } => sign_in::link(link, *minutes, code.as_deref()),
            Self::ConfirmSignUp { council, link } => council::confirm(council, link),
            Self::CouncilApproved { council, link } => council::approved(council, link),
            Self::CouncilDeclined { council, reason } => council::declined(council, reason),
            Self::Invitation { council, role, inviter, link, days } => {
                council::invitation(council, *role, inviter.as_deref(), link, *days)
            }
            Self::RegistrationReceived { conference, name, category, link } => {
                conference::registered(conference, name, *category, link)
            }
            Self::EligibilityDecided { conference, name, answer, link } => {
                conference::decided(conference, name, answer, link)
            }
            Self::BadgeIssued { conference, name, code, pin, link } => {
                conference::badge(conference, name, code, pin, link)
            }
            Self::ReportReceived { municipality, protocol } => report::received(municipality, protocol),
            Self::ReportReturned { municipality, reasons, link } => report::returned(municipality, reasons, link),
            Self::ReportAccepted { municipality, protocol, delegates } => {
                report::accepted(municipality, protocol, *delegates)
            }
            Self::ReportLate { municipality, deadline, link } => report::late(municipality, *deadline, link),
        }
    }
}

/// Subject and paragraphs.
type Words = (String, Vec<String>);

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())
    }
}
