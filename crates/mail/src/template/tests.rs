//! Every template, in full where the words matter.

use super::*;
use crate::Draft;
use proptest::prelude::*;

const LINK: &str = "https://confere.example/entrar?t=cfl_AbC-1_2";

/// One of each, with `text` wherever people write.
fn all(text: &str) -> Vec<Template> {
    let text = text.to_owned();
    let link = LINK.to_owned();
    vec![
        Template::SignInLink { link: link.clone(), minutes: 15, code: Some("482913".to_owned()) },
        Template::ConfirmSignUp { council: text.clone(), link: link.clone() },
        Template::CouncilApproved { council: text.clone(), link: link.clone() },
        Template::CouncilDeclined { council: text.clone(), reason: text.clone() },
        Template::Invitation {
            council: text.clone(),
            role: Role::Rapporteur,
            inviter: Some(text.clone()),
            link: link.clone(),
            days: 7,
        },
        Template::RegistrationReceived {
            conference: text.clone(),
            name: text.clone(),
            category: Category::CivilSociety,
            link: link.clone(),
        },
        Template::EligibilityDecided {
            conference: text.clone(),
            name: text.clone(),
            answer: EligibilityAnswer::Declined { reason: text.clone() },
            link: link.clone(),
        },
        Template::EligibilityDecided {
            conference: text.clone(),
            name: text.clone(),
            answer: EligibilityAnswer::Confirmed { category: Category::Government },
            link: link.clone(),
        },
        Template::BadgeIssued {
            conference: text.clone(),
            name: text.clone(),
            code: "K7QF2".to_owned(),
            pin: "042917".to_owned(),
            link: link.clone(),
        },
        Template::ReportReceived { municipality: text.clone(), protocol: "GO-2027-000123".to_owned() },
        Template::ReportReturned {
            municipality: text.clone(),
            reasons: vec![text.clone(), "Falta a ata".to_owned()],
            link: link.clone(),
        },
        Template::ReportAccepted { municipality: text.clone(), protocol: "GO-2027-000123".to_owned(), delegates: 4 },
        Template::ReportLate {
            municipality: text,
            deadline: NaiveDate::from_ymd_opt(2027, 8, 14).expect("a day of the calendar"),
            link,
        },
    ]
}

/// The link, code or number without which the message is of no use.
fn needed(template: &Template) -> Vec<&str> {
    match template {
        Template::SignInLink { .. } => vec![LINK, "482913", "15 minutos", "mesmo navegador"],
        Template::ConfirmSignUp { .. } | Template::CouncilApproved { .. } => vec![LINK, "Caldas Novas"],
        Template::CouncilDeclined { .. } => vec!["Motivo: Caldas Novas.", "cadastro de novo"],
        Template::Invitation { .. } => vec![LINK, "Papel: relatoria", "7 dias", "Caldas Novas convida você"],
        Template::RegistrationReceived { .. } => vec![LINK, "delegada ou delegado da sociedade civil"],
        Template::EligibilityDecided { answer: EligibilityAnswer::Declined { .. }, .. } => {
            vec![LINK, "não foi confirmada. Motivo: Caldas Novas."]
        }
        Template::EligibilityDecided { .. } => {
            vec![LINK, "foi confirmada. Categoria: delegada ou delegado governamental"]
        }
        Template::BadgeIssued { .. } => vec![LINK, "Crachá: K7QF2\nPIN: 042917"],
        Template::ReportReceived { .. } => vec!["Protocolo: GO-2027-000123", "Guarde este número"],
        Template::ReportReturned { .. } => vec![LINK, "- Caldas Novas\n- Falta a ata"],
        Template::ReportAccepted { .. } => vec!["GO-2027-000123", "4 delegadas e delegados estão na lista"],
        Template::ReportLate { .. } => vec![LINK, "terminou em 14/08/2027"],
    }
}

#[test]
fn every_message_holds_what_its_reader_needs() {
    for template in all("Caldas Novas") {
        let (subject, text) = template.render();
        for part in needed(&template) {
            assert!(text.contains(part), "{template:?} lacks {part:?}:\n{text}");
        }
        assert!(subject.chars().count() > 10, "{subject}");
        assert!(text.starts_with("Olá,") && text.ends_with("conferências de assistência social\n"), "{text}");
    }
}

#[test]
fn the_sign_in_message_reads_as_written() {
    let template = Template::SignInLink { link: LINK.to_owned(), minutes: 1, code: None };
    let expected = format!(
        "Olá,\n\nPara entrar no Confere, abra este link no mesmo navegador em que você fez o pedido:\n{LINK}\n\n\
         Vale por 1 minuto e uma única vez. Se o prazo passar, peça outro na mesma tela.\n\n\
         Não foi você que pediu? Ignore esta mensagem: sem ela ninguém entra.\n\n\
         --\nConfere, a plataforma das conferências de assistência social\n"
    );
    assert_eq!(template.render(), ("Seu link para entrar no Confere".to_owned(), expected));
}

#[test]
fn an_invitation_without_a_name_still_reads_well() {
    let link = LINK.to_owned();
    for inviter in [None, Some(" \n".to_owned())] {
        let invitation = Template::Invitation {
            council: "CMAS".to_owned(),
            role: Role::Table,
            inviter,
            link: link.clone(),
            days: 1,
        };
        let (_, text) = invitation.render();
        assert!(text.contains("\n\nVocê recebeu um convite") && text.contains("em até 1 dia:"), "{text}");
    }
}

#[test]
fn the_outbox_keeps_drafts_as_json_and_reads_them_back() {
    for template in all("Caldas Novas") {
        let draft = Draft { to: "ana@example.org".to_owned(), template };
        let kept = serde_json::to_value(&draft).unwrap();
        assert_eq!(kept["template"]["kind"], draft.template.kind());
        assert_eq!(serde_json::from_value::<Draft>(kept).unwrap(), draft);
    }
}

#[test]
fn debug_shows_the_kind_and_nothing_else() {
    for template in all("Caldas Novas") {
        let draft = Draft { to: "ana@example.org".to_owned(), template };
        let shown = format!("{draft:?} {:?}", draft.message(uuid::Uuid::nil(), chrono::DateTime::UNIX_EPOCH));
        assert!(shown.contains(draft.template.kind()));
        for secret in ["ana@", "cfl_", "Caldas", "042917", "Olá"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_people_typed_the_subject_is_one_short_line(text in "\\PC*|(?s).{0,300}") {
        for template in all(&text) {
            let (subject, body) = template.render();
            prop_assert!(subject.chars().count() <= plain::SUBJECT_MAX, "{}", subject);
            prop_assert!(!subject.chars().any(char::is_control));
            prop_assert!(!body.chars().any(|c| c.is_control() && c != '\n'));
        }
    }

    #[test]
    fn no_text_of_people_adds_a_paragraph(text in "[a-z\r\n\u{2028}]{1,40}") {
        let plain = |text: &str| all(text).iter().map(|t| t.render().1.matches("\n\n").count()).collect::<Vec<_>>();
        prop_assert_eq!(plain(&text), plain("x"));
    }
}
