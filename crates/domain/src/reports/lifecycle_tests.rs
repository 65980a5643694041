use super::*;
use chrono::NaiveDate;
use proptest::prelude::*;

const PRESIDENT: &[SignerRole] = &[SignerRole::President];

fn at() -> DateTime<Utc> {
    "2025-07-10T12:00:00Z".parse().unwrap()
}

fn deadline(late_allowed: bool) -> Deadline {
    let end = NaiveDate::from_ymd_opt(2025, 6, 27).unwrap();
    Deadline::after(end, 20, chrono_tz::America::Sao_Paulo, late_allowed)
}

fn signature(role: SignerRole, content_hash: &str) -> Signature {
    Signature { role, name: "Otaviano".into(), signed_at: at(), content_hash: content_hash.into() }
}

fn signed() -> ReportVersion {
    ReportVersion::first("h1").signed(signature(SignerRole::President, "h1"), PRESIDENT, &[]).unwrap()
}

fn reasons() -> Vec<ReturnReason> {
    vec![ReturnReason { section: Some(8), reason: "Falta o eixo 3.".into() }]
}

#[test]
fn from_draft_to_a_second_version_that_is_accepted() {
    let filed = signed().filed(at(), PRESIDENT, &deadline(false)).unwrap();
    let returned = filed.returned(&reasons()).unwrap();
    let second = returned.next_version(None).unwrap();
    assert_eq!((second.number, second.state, second.signatures.len()), (2, ReportState::Draft, 0));
    let second = second.edited("h2").unwrap();
    let second = second.signed(signature(SignerRole::President, "h2"), PRESIDENT, &[]).unwrap();
    let second = second.filed(at(), PRESIDENT, &deadline(false)).unwrap().accepted().unwrap();
    assert_eq!(second.state, ReportState::Accepted);
}

#[test]
fn editing_after_signing_voids_the_signature() {
    let edited = signed().edited("h2").unwrap();
    assert_eq!((edited.state, edited.signatures.len()), (ReportState::Draft, 0));
    assert!(matches!(edited.filed(at(), PRESIDENT, &deadline(true)), Err(ReportRefused::WrongState { .. })));
    assert_eq!(signed().edited("h1").unwrap(), signed());
}

#[test]
fn a_signature_of_another_content_is_refused() {
    let refused = ReportVersion::first("h2").signed(signature(SignerRole::President, "h1"), PRESIDENT, &[]);
    assert_eq!(refused, Err(ReportRefused::ContentChanged));
}

#[test]
fn it_is_signed_only_when_all_have_signed() {
    let both = [SignerRole::President, SignerRole::Rapporteur];
    let one = ReportVersion::first("h").signed(signature(SignerRole::Rapporteur, "h"), &both, &[]).unwrap();
    assert_eq!(one.state, ReportState::Draft);
    let again = one.signed(signature(SignerRole::Rapporteur, "h"), &both, &[]);
    assert_eq!(again, Err(ReportRefused::AlreadySigned));
    assert_eq!(one.signed(signature(SignerRole::President, "h"), &both, &[]).unwrap().state, ReportState::Signed);
}

#[test]
fn errors_stop_the_signature_and_warnings_do_not() {
    let shortcoming = |severity| Shortcoming {
        section: None,
        field: "f".into(),
        code: "X",
        severity,
        message: "m".into(),
        rule: "r".into(),
    };
    let sign = |found: &[Shortcoming]| {
        ReportVersion::first("h").signed(signature(SignerRole::President, "h"), PRESIDENT, found)
    };
    assert_eq!(sign(&[shortcoming(Severity::Error)]), Err(ReportRefused::ShortcomingsLeft(1)));
    assert!(sign(&[shortcoming(Severity::Warning)]).is_ok());
}

#[test]
fn late_filing_is_marked_or_refused_as_the_cycle_says() {
    let late = "2025-07-18T12:00:00Z".parse().unwrap();
    assert!(signed().filed(late, PRESIDENT, &deadline(true)).unwrap().filing.unwrap().late);
    assert!(matches!(signed().filed(late, PRESIDENT, &deadline(false)), Err(ReportRefused::Late { .. })));
}

#[test]
fn a_return_needs_a_reason_and_rounds_may_be_limited() {
    let filed = signed().filed(at(), PRESIDENT, &deadline(false)).unwrap();
    assert_eq!(filed.returned(&[]), Err(ReportRefused::ReasonMissing));
    let returned = filed.returned(&reasons()).unwrap();
    assert_eq!(returned.next_version(Some(0)), Err(ReportRefused::NoRoundsLeft(0)));
    assert_eq!(returned.next_version(Some(1)).unwrap().number, 2);
}

#[test]
fn the_protocol_of_the_first_receipt_stays() {
    let number = |sequence| ProtocolNumber::new(2025, sequence).unwrap();
    let filed = signed().filed(at(), PRESIDENT, &deadline(false)).unwrap();
    let received = filed.received(number(1)).unwrap().received(number(2)).unwrap();
    assert_eq!(received.filing.unwrap().protocol, Some(number(1)));
    assert!(signed().received(number(1)).is_err());
}

proptest! {
    /// Whatever people try in whatever order: what is filed is signed for the content it carries,
    /// and content never changes from filing on.
    #[test]
    fn no_order_of_acts_files_an_unsigned_content(acts in prop::collection::vec(0_u8..7, 0..30)) {
        let mut version = ReportVersion::first("h0");
        for (step, act) in acts.into_iter().enumerate() {
            let before = version.clone();
            let hash = version.content_hash.clone();
            let after = match act {
                0 => version.edited(&format!("h{step}")),
                1 => version.signed(signature(SignerRole::President, &hash), PRESIDENT, &[]),
                2 => version.filed(at(), PRESIDENT, &deadline(false)),
                3 => version.returned(&reasons()),
                4 => version.accepted(),
                5 => version.next_version(None),
                _ => version.signed(signature(SignerRole::President, "other"), PRESIDENT, &[]),
            };
            version = after.unwrap_or(version);
            if !matches!(version.state, ReportState::Draft) {
                prop_assert!(version.signatures.iter().any(|given| given.content_hash == version.content_hash));
            }
            if matches!(before.state, ReportState::Filed | ReportState::Accepted) {
                prop_assert_eq!(&before.content_hash, &version.content_hash);
                prop_assert_eq!(&before.signatures, &version.signatures);
            }
        }
    }
}
