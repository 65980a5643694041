//! Facts of the specimen, from its rows.

use chrono::{DateTime, NaiveDate, Utc};
use domain::evaluations::{Answer, EvaluationForm, summarize};
use domain::people::{Pool, SizeClass};
use domain::reports::facts::*;
use domain::reports::{
    Coded, Deadline, ProposalLimit, ReportFacts, ReportModel, ReportRules, SeatQuota, Severity, SignerRole,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error} in {value}"))
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn optional(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn rows(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

fn coded(value: &Value) -> Coded {
    Coded::new(text(value), text(value).to_lowercase())
}

pub fn form(specimen: &Value) -> EvaluationForm {
    read(&specimen["cycle"]["evaluationForm"])
}

pub fn answers(specimen: &Value) -> Vec<Answer> {
    let answer = |row: &Value| Answer {
        category: read(&row["category"]),
        scores: read(&row["scores"]),
        comments: vec![optional(&row["comment"])],
    };
    rows(&specimen["evaluation"]["answers"]).iter().map(answer).collect()
}

pub fn model(specimen: &Value) -> ReportModel {
    read(&specimen["cycle"]["reportModel"])
}

pub fn deadline(specimen: &Value) -> Deadline {
    let days = u32::try_from(specimen["cycle"]["reportDeadlineDays"].as_u64().unwrap()).unwrap();
    Deadline::after(read(&specimen["conference"]["lastDay"]), days, read(&specimen["municipality"]["timeZone"]), true)
}

pub fn quota(specimen: &Value) -> SeatQuota {
    let class: SizeClass = read(&specimen["municipality"]["sizeClass"]);
    let row = rows(&specimen["cycle"]["seatTable"]).iter().find(|row| read::<SizeClass>(&row["sizeClass"]) == class);
    let seats = |pool: &Pool| (*pool, read(&row.unwrap()[domain::Code::code(*pool)]));
    SeatQuota { seats: <Pool as domain::Code>::ALL.iter().map(seats).collect() }
}

pub fn rules(specimen: &Value) -> ReportRules {
    let cycle = &specimen["cycle"];
    let window = &cycle["windows"][0];
    let limits = cycle["proposalLimits"]["report"].as_object().unwrap();
    let limit = |(level, max): (&String, &Value)| ProposalLimit {
        axis: None,
        level: read(&Value::from(level.as_str())),
        max: read(max),
    };
    ReportRules {
        min_hours: read(&cycle["minHours"]),
        min_days: read(&cycle["minDays"]),
        min_shifts: read(&cycle["minShifts"]),
        window: Some((read(&window["from"]), read(&window["to"]))),
        convocation_act_kinds: read(&cycle["convocationActTypes"]),
        required_signers: rows(&cycle["requiredSigners"]).iter().map(coded).collect(),
        committee_min_size: read(&cycle["committeeMinSize"]),
        delegate_parity: Severity::Warning,
        proposal_limits: limits.iter().map(limit).collect(),
        proposal_max_chars: read(&cycle["proposalMaxChars"]),
        quota: Some(quota(specimen)),
        alternates_per_seat: read(&cycle["election"]["alternatesPerSeat"]),
        delegate_fields: vec![Coded::new("cpf", "CPF"), Coded::new("email", "e-mail")],
        report_signers: vec![SignerRole::President],
        deadline: deadline(specimen),
    }
}

pub fn facts(specimen: &Value) -> ReportFacts {
    let (town, council, event) = (&specimen["municipality"], &specimen["council"], &specimen["conference"]);
    let member = |id: &Value| rows(&council["members"]).iter().find(|member| &member["id"] == id).unwrap();
    let (programme, rules) = (&specimen["programme"], &specimen["rulesOfProcedure"]);
    ReportFacts {
        place: PlaceFact {
            ibge_code: text(&town["ibgeCode"]),
            name: text(&town["name"]),
            uf: text(&town["uf"]),
            population: read(&town["population"]),
            size_class: read(&town["sizeClass"]),
            time_zone: read(&town["timeZone"]),
        },
        council: CouncilFact {
            name: text(&council["name"]),
            acronym: text(&council["acronym"]),
            level: read(&council["level"]),
            president: optional(&member(&council["presidentMemberId"])["name"]),
            seats: rows(&council["members"]).iter().map(read).collect(),
        },
        conference: conference(specimen, event),
        convocation_act: Some(act(&specimen["convocationAct"])),
        committee: Some(read(&specimen["organizingCommittee"])),
        mobilization: rows(&specimen["mobilizationEvents"]).iter().map(mobilization).collect(),
        participants: rows(&specimen["participants"]).iter().map(participant).collect(),
        reserved_groups: read(&specimen["cycle"]["election"]["reservedGroups"]),
        sessions: rows(&programme["sessions"]).iter().map(read).collect(),
        opening_table: rows(&programme["openingTable"]).iter().map(read).collect(),
        keynote: read(&programme["keynote"]),
        rules: Some(RulesFact {
            adopted_on: read(&rules["adoptedOn"]),
            articles: rows(&rules["articles"]).iter().map(article).collect(),
            destaques: rows(&rules["destaques"]).iter().map(|row| coded(&row["outcome"])).collect(),
            // The approved destaque RD2 cut the defence from three to two minutes (art. 16).
            adopted_parameters: [("defenceSeconds".to_owned(), 120)].into(),
        }),
        actions: rows(&specimen["actionsToVerify"]).iter().map(action).collect(),
        groups: rows(&specimen["workingGroups"]).iter().map(|row| group(specimen, row)).collect(),
        proposals: rows(&specimen["proposals"]).iter().map(proposal).collect(),
        proposal_destaques: rows(&specimen["proposalDestaques"]).iter().map(|row| coded(&row["outcome"])).collect(),
        motions: rows(&specimen["motions"]).iter().map(motion).collect(),
        polls: rows(&specimen["polls"]).iter().map(poll).collect(),
        delegation: Some(delegation(specimen)),
        evaluation: Some(summarize(&form(specimen), &answers(specimen))),
        rapporteur: None,
        deadline: deadline(specimen).last_day,
    }
}

fn conference(specimen: &Value, event: &Value) -> ConferenceFact {
    ConferenceFact {
        edition: read(&event["edition"]),
        title: text(&event["title"]),
        theme: text(&specimen["cycle"]["theme"]),
        kind: coded(&event["kind"]),
        mode: Coded::new(text(&event["mode"]), "presencial"),
        first_day: read(&event["firstDay"]),
        last_day: read(&event["lastDay"]),
        venue: optional(&event["venue"]["name"]),
        address: optional(&event["venue"]["address"]),
        axes: rows(&specimen["cycle"]["axes"]).iter().map(read).collect(),
    }
}

fn act(row: &Value) -> ActFact {
    let signer = |one: &Value| SignerFact {
        name: text(&one["name"]),
        role: Coded::new(text(&one["role"]), text(&one["roleLabel"])),
    };
    ActFact {
        kind: Coded::new(text(&row["type"]), "decreto conjunto"),
        number: text(&row["number"]),
        date: read(&row["date"]),
        published_on: read(&row["publishedOn"]),
        published_in: optional(&row["publishedIn"]),
        signers: rows(&row["signers"]).iter().map(signer).collect(),
    }
}

fn mobilization(row: &Value) -> MobilizationFact {
    MobilizationFact {
        title: text(&row["title"]),
        kind: coded(&row["kind"]),
        starts_at: read::<DateTime<Utc>>(&row["startsAt"]),
        place: text(&row["place"]),
        attendance: read(&row["attendance"]["total"]),
        contributions: rows(&row["contributions"]).len() as u64,
    }
}

fn participant(row: &Value) -> ParticipantFact {
    ParticipantFact {
        category: read(&row["category"]),
        sector: read(&row["sector"]),
        segment: read(&row["segment"]),
        gender: Some(coded(&row["gender"])),
        reserved_groups: read(&row["reservedGroups"]),
        walk_in: row["channel"] == "DESK",
        present: !row["checkInAt"].is_null(),
        accessibility_needs: !rows(&row["accessibilityNeeds"]).is_empty(),
    }
}

fn article(row: &Value) -> RulesArticleFact {
    RulesArticleFact { label: text(&row["label"]), text: optional(&row["adoptedText"]).unwrap_or_default() }
}

fn action(row: &Value) -> ActionFact {
    ActionFact {
        axis: read(&row["axis"]),
        level: read(&row["level"]),
        decided_by: text(&row["decidedBy"]),
        text: text(&row["text"]),
        assessment: Some(coded(&row["assessment"])),
        comment: optional(&row["comment"]),
        evidence: optional(&row["evidence"]),
        responsible: optional(&row["responsible"]),
    }
}

fn group(specimen: &Value, row: &Value) -> GroupFact {
    let delegate = |id: &&Value| {
        let person = rows(&specimen["participants"]).iter().find(|person| &&person["id"] == id).unwrap();
        read::<domain::people::Category>(&person["category"]).is_delegate()
    };
    GroupFact {
        id: text(&row["id"]),
        axis: read(&row["axis"]),
        attendance: rows(&row["attendance"]).len() as u64,
        delegates: rows(&row["attendance"]).iter().filter(delegate).count() as u64,
        coordinator: None,
        rapporteur: None,
    }
}

fn proposal(row: &Value) -> ProposalFact {
    ProposalFact {
        id: text(&row["id"]),
        label: text(&row["id"]),
        axis: read(&row["axis"]),
        level: read(&row["level"]),
        kind: coded(&row["kind"]),
        text: optional(&row["finalText"]).unwrap_or_else(|| text(&row["text"])),
        group_outcome: (!row["groupOutcome"].is_null()).then(|| coded(&row["groupOutcome"])),
        plenary_outcome: (!row["plenaryOutcome"].is_null()).then(|| coded(&row["plenaryOutcome"])),
        priority: read(&row["priority"]),
        reported: read(&row["reported"]),
    }
}

fn motion(row: &Value) -> MotionFact {
    MotionFact {
        kind: coded(&row["kind"]),
        title: text(&row["title"]),
        text: text(&row["text"]),
        addressees: read(&row["addressees"]),
        signatures: read(&row["expected"]["validSignatures"]),
        needed: read(&row["expected"]["needed"]),
        admitted: read(&row["expected"]["admitted"]),
        approved: row["expected"]["outcome"] == "APPROVED",
    }
}

fn poll(row: &Value) -> PollFact {
    let annulled = row["state"] == "ANNULLED";
    PollFact {
        kind: coded(&row["kind"]),
        outcome: if annulled { Coded::new("ANNULLED", "anulada") } else { coded(&row["expected"]["outcome"]) },
        refused_attempts: row["refusedAttempts"].as_array().map_or(0, Vec::len) as u64,
    }
}

fn delegation(specimen: &Value) -> DelegationFact {
    let elected = &specimen["election"]["expected"];
    let delegate = |row: &Value, kind: &str| {
        let person =
            rows(&specimen["participants"]).iter().find(|person| person["id"] == row["participantId"]).unwrap();
        DelegateFact {
            kind: read(&Value::from(kind)),
            order: read(&row["order"]),
            sector: read(&row["sector"]),
            segment: read(&person["segment"]),
            name: text(&row["name"]),
            organization: optional(&person["organization"]),
            reserved_share: read(&row["reservedShare"]),
            fields: ["cpf", "email"].map(|field| (field.to_owned(), text(&person[field]))).into(),
        }
    };
    let titulars = rows(&elected["titulars"]).iter().map(|row| delegate(row, "TITULAR"));
    let alternates = rows(&elected["alternates"]).iter().map(|row| delegate(row, "ALTERNATE"));
    DelegationFact {
        seats: quota(specimen).total(),
        reserved_needed: read(&elected["reservedNeeded"]),
        delegates: titulars.chain(alternates).collect(),
        vacant: rows(&elected["vacant"]).iter().map(read).collect(),
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
