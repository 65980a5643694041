use crate::facts::{day, deadline, facts, model, read, rules};
use crate::{specimen, with_numbers};
use chrono::{DateTime, Utc};
use domain::Refusal;
use domain::ids::{RowId, TenantId};
use domain::people::{GovernmentLevel, Pool};
use domain::reports::*;
use serde_json::Value;
use uuid::Uuid;

fn in_time() -> DateTime<Utc> {
    "2025-07-16T15:00:00Z".parse().unwrap()
}

fn report(specimen: &Value) -> Report {
    build(&model(specimen).checked().unwrap(), &facts(specimen), &FreeTexts::new())
}

fn codes_after(change: impl FnOnce(&mut ReportFacts, &mut ReportRules)) -> Vec<(Option<u32>, &'static str, Severity)> {
    let specimen = specimen();
    let (mut facts, mut rules) = (facts(&specimen), rules(&specimen));
    change(&mut facts, &mut rules);
    let report = build(&model(&specimen), &facts, &FreeTexts::new());
    let known = ["PRESENCE_OFF_PARITY", "MISSING_ALTERNATE"];
    let found = validate(&report, &rules, in_time());
    found
        .into_iter()
        .filter(|one| !known.contains(&one.code))
        .map(|one| (one.section, one.code, one.severity))
        .collect()
}

#[test]
fn every_figure_of_the_report_is_the_expected_one() {
    let specimen = specimen();
    let figures = report(&specimen).figures;
    let mut found = with_numbers(&serde_json::to_value(&figures).unwrap());
    for question in found["evaluation"]["byQuestion"].as_array_mut().unwrap() {
        question.as_object_mut().unwrap().remove("distribution");
    }
    for (name, expected) in specimen["expected"].as_object().unwrap() {
        assert_eq!(&found[name], expected, "{name}");
    }
}

#[test]
fn the_report_has_the_sections_of_the_model_all_filled_and_readable() {
    let specimen = specimen();
    let report = report(&specimen);
    let rows = specimen["cycle"]["reportModel"].as_array().unwrap();
    assert_eq!(report.sections.len(), rows.len());
    for (section, row) in report.sections.iter().zip(rows) {
        assert_eq!(
            (Value::from(section.number), Value::from(&*section.title)),
            (row["section"].clone(), row["title"].clone())
        );
        assert!(!section.is_empty() && !section.text.is_empty(), "{}", section.title);
    }
    let text = |binding| report.section(binding).unwrap().text.clone();
    assert!(text(Binding::Conference).contains("Carga horária total: 14 horas e 15 minutos"));
    assert!(text(Binding::ConvocationAct).starts_with("Decreto conjunto nº 47/2025, de 5 de maio de 2025"));
    assert!(text(Binding::Proposals).contains("2. Oferecer transporte gratuito e acessível"));
    assert!(text(Binding::Evaluation).starts_with("60 respostas; média geral 3,92; 12 comentários"));
}

#[test]
fn documents_and_contacts_travel_with_the_delegation_and_are_in_no_section() {
    let report = report(&specimen());
    assert_eq!(report.delegation.as_ref().unwrap().delegates[0].fields["cpf"].len(), 14);
    let sections = serde_json::to_string(&report.sections).unwrap();
    assert!(!sections.contains("000.000.") && !sections.contains("@example.org"));
}

#[test]
fn the_specimen_can_be_signed_and_its_two_known_gaps_are_warnings() {
    let specimen = specimen();
    let found = validate(&report(&specimen), &rules(&specimen), in_time());
    let codes: Vec<_> = found.iter().map(|one| (one.section, one.code, one.severity)).collect();
    assert_eq!(
        codes,
        [(Some(5), "PRESENCE_OFF_PARITY", Severity::Warning), (Some(10), "MISSING_ALTERNATE", Severity::Warning)]
    );
    assert!(found[1].message.contains("trabalhadoras e trabalhadores"));
}

#[test]
fn each_shortcoming_is_named_in_its_section() {
    use Severity::{Error, Warning};
    let one = |section, code, severity| vec![(Some(section), code, severity)];
    assert_eq!(codes_after(|facts, _| facts.convocation_act = None), one(2, "MISSING_ACT", Error));
    assert_eq!(codes_after(|facts, _| facts.evaluation = None), one(11, "EVALUATION_MISSING", Error));
    assert_eq!(codes_after(|facts, _| facts.actions.clear()), one(7, "MISSING_SECTION", Error));
    assert_eq!(codes_after(|facts, _| facts.delegation = None), one(10, "DELEGATION_MISSING", Error));
    assert_eq!(codes_after(|facts, _| facts.committee = None), one(3, "MISSING_COMMITTEE", Error));
    assert_eq!(codes_after(|facts, _| facts.council.president = None), one(13, "PRESIDENT_MISSING", Error));
    assert_eq!(codes_after(|facts, _| facts.rules = None), one(12, "RULES_NOT_ADOPTED", Error));
    assert_eq!(codes_after(|facts, _| facts.actions[0].assessment = None), one(7, "ACTION_NOT_ASSESSED", Warning));
    assert_eq!(codes_after(|_, rules| rules.min_hours = 15), one(1, "HOURS_BELOW_MINIMUM", Error));
    assert_eq!(codes_after(|_, rules| rules.min_days = 3), one(1, "DAYS_BELOW_MINIMUM", Error));
    assert_eq!(codes_after(|_, rules| rules.min_shifts = 5), one(1, "SHIFTS_BELOW_MINIMUM", Error));
    assert_eq!(
        codes_after(|_, rules| rules.window = Some((day("2025-03-31"), day("2025-06-26")))),
        one(1, "OUTSIDE_WINDOW", Warning)
    );
    assert_eq!(
        codes_after(|facts, _| {
            facts.committee.as_mut().unwrap().members.pop();
        }),
        one(3, "COMMITTEE_OFF_PARITY", Error)
    );
    assert_eq!(codes_after(|_, rules| rules.committee_min_size = 9), one(3, "COMMITTEE_TOO_SMALL", Error));
    assert_eq!(
        codes_after(|facts, _| facts.participants[0].category = domain::people::Category::Guest),
        one(5, "DELEGATES_OFF_PARITY", Warning)
    );
    assert_eq!(
        codes_after(|facts, _| {
            let act = facts.convocation_act.as_mut().unwrap();
            act.signers.pop();
            act.published_on = None;
        }),
        vec![(Some(2), "ACT_SIGNER_MISSING", Error), (Some(2), "ACT_NOT_PUBLISHED", Warning)]
    );
}

#[test]
fn too_many_proposals_and_delegates_are_named_with_their_place() {
    let specimen = specimen();
    let mut rules = rules(&specimen);
    rules.proposal_limits.push(ProposalLimit { axis: Some(1), level: GovernmentLevel::Municipal, max: 4 });
    rules.proposal_max_chars = Some(140);
    rules.quota = Some(SeatQuota { seats: [(Pool::Government, 2), (Pool::Users, 1), (Pool::Workers, 0)].into() });
    let found = validate(&report(&specimen), &rules, in_time());
    let many = found.iter().find(|one| one.code == "TOO_MANY_PROPOSALS").unwrap();
    assert_eq!((many.section, &*many.field, &*many.rule), (Some(8), "1.MUNICIPAL", "proposalLimits"));
    assert!(many.message.contains("5 propostas para município; o limite é 4"));
    for code in ["PROPOSAL_TOO_LONG", "TOO_MANY_DELEGATES", "TOO_MANY_DELEGATES_IN_POOL"] {
        assert!(found.iter().any(|one| one.code == code && one.severity == Severity::Error), "{code}");
    }
}

#[test]
fn parity_of_the_delegation_is_a_rule_on_seats() {
    use Severity::{Error, Warning};
    let leave = |facts: &mut ReportFacts| facts.delegation.as_mut().unwrap().delegates.remove(0);
    let gone = codes_after(|facts, _| {
        leave(facts);
    });
    assert!(gone.contains(&(Some(10), "DELEGATION_OFF_PARITY", Error)), "{gone:?}");
    let vacant = codes_after(|facts, _| {
        leave(facts);
        let seat = serde_json::json!({"kind": "TITULAR", "pool": "GOVERNMENT", "order": 2, "reason": null});
        facts.delegation.as_mut().unwrap().vacant.push(read(&seat));
    });
    assert!(vacant.contains(&(Some(10), "DELEGATION_OFF_PARITY", Warning)), "{vacant:?}");
}

#[test]
fn lateness_is_a_warning_where_the_cycle_takes_late_reports_and_an_error_where_not() {
    let specimen = specimen();
    let (report, mut rules) = (report(&specimen), rules(&specimen));
    let late = "2025-07-18T03:00:00Z".parse().unwrap();
    let severity = |rules: &ReportRules| {
        validate(&report, rules, late).into_iter().find(|one| one.code == "LATE").map(|one| one.severity)
    };
    assert_eq!(severity(&rules), Some(Severity::Warning));
    rules.deadline.late_allowed = false;
    assert_eq!(severity(&rules), Some(Severity::Error));
    assert!(!validate(&report, &rules, in_time()).iter().any(|one| one.code == "LATE"));
}

#[test]
fn free_sections_take_what_people_write() {
    let specimen = specimen();
    let mut model = model(&specimen);
    model.sections.push(SectionModel {
        number: 14,
        title: "Metodologia".into(),
        binding: Binding::FreeText,
        required: true,
        instructions: None,
        max_chars: None,
    });
    let empty = build(&model, &facts(&specimen), &FreeTexts::new());
    let missing = validate(&empty, &rules(&specimen), in_time());
    assert!(missing.iter().any(|one| one.section == Some(14) && one.code == "MISSING_SECTION"));
    let written = build(&model, &facts(&specimen), &FreeTexts::from([(14, "Rodas de conversa.".into())]));
    assert_eq!(written.sections[13].text, "Rodas de conversa.");
    assert_ne!(written.content_hash().unwrap(), empty.content_hash().unwrap());
}

/// Signs and files the specimen; returns its version and letter.
fn filed(specimen: &Value) -> (ReportVersion, SealedLetter) {
    let report = report(specimen);
    let hash = report.content_hash().unwrap();
    let shortcomings = validate(&report, &rules(specimen), in_time());
    let signature = Signature {
        role: SignerRole::President,
        name: report.president.clone().unwrap(),
        signed_at: in_time(),
        content_hash: hash.clone(),
    };
    let required = &rules(specimen).report_signers;
    let version = ReportVersion::first(hash).signed(signature, required, &shortcomings).unwrap();
    let version = version.filed(in_time(), required, &deadline(specimen)).unwrap();
    let tenant = |number| TenantId(Uuid::from_u128(number));
    let cycle = RowId { tenant: tenant(2), id: Uuid::from_u128(4) };
    let content = FiledReport { cycle, report, signatures: version.signatures.clone(), filed_at: in_time() };
    let letter = filing_letter((tenant(1), tenant(2)), Uuid::from_u128(3), version.number, &content).unwrap();
    (version, letter)
}

#[test]
fn the_filed_report_arrives_whole_and_is_answered_by_letters() {
    let specimen = specimen();
    let (version, letter) = filed(&specimen);
    let arrived = SealedLetter::open(letter.text(), letter.hash()).unwrap();
    let content = filed_report(arrived.letter()).unwrap();
    assert_eq!(content.report, report(&specimen));
    assert_eq!(content.report.proposals.len(), 32);

    let verdict = Verdict {
        letter_hash: arrived.hash().into(),
        decided_at: in_time(),
        decided_by: "Secretaria do CEAS".into(),
        reasons: vec![ReturnReason { section: Some(10), reason: "Falta a ata da eleição.".into() }],
    };
    let answer = answer_letter(&arrived, &Answer::Returned(verdict.clone())).unwrap();
    let read_back = read_answer(answer.letter(), letter.hash()).unwrap();
    assert_eq!(read_back, Answer::Returned(verdict.clone()));
    assert_eq!(answer.letter().recipient, letter.letter().sender);
    assert_eq!(version.returned(&verdict.reasons).unwrap().state, ReportState::Returned);

    let without = Verdict { reasons: vec![], ..verdict };
    let refused = answer_letter(&arrived, &Answer::Returned(without.clone())).unwrap_err();
    assert_eq!(refused.code, "REPORT_REASON_MISSING");
    let accepted = answer_letter(&arrived, &Answer::Accepted(without.clone())).unwrap();
    assert_eq!(read_answer(accepted.letter(), letter.hash()).unwrap(), Answer::Accepted(without));
    assert_eq!(read_answer(accepted.letter(), "other"), Err(LetterRefused::HashMismatch));
    assert_eq!(read_answer(letter.letter(), letter.hash()), Err(LetterRefused::WrongKind));
}

#[test]
fn a_letter_whose_signatures_are_for_another_content_is_refused() {
    let (_, letter) = filed(&specimen());
    let mut forged = letter.letter().clone();
    forged.body["report"]["proposals"][0]["text"] = "Outra coisa.".into();
    let forged = forged.seal().unwrap();
    let refused = filed_report(forged.letter()).unwrap_err();
    assert_eq!(Refusal::from(refused).code, "LETTER_HASH_MISMATCH");
}
