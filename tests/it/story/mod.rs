//! The story: from a council's sign-up to its delegates accredited at the state, through HTTP and
//! WebSocket only. Read it from top to bottom.

mod people;
mod plenary;

use crate::support::{House, cycle_input, decree_input, key, parameters};
use people::{council_joins, gets_a_badge, is_invited, signs_in};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::both_databases;

/// Delegates of the story: two of the government, two of the users, two of the workers.
const CROWD: [(&str, Option<&str>, &str); 6] = [
    ("Rosalvo Buriti", None, "GOVERNMENT"),
    ("Serafina Pitangueira", None, "GOVERNMENT"),
    ("Jovelina Guapeva", Some("USERS"), "CIVIL_SOCIETY"),
    ("Sebastiana Gameleira", Some("USERS"), "CIVIL_SOCIETY"),
    ("Eunice Cedro", Some("WORKERS"), "CIVIL_SOCIETY"),
    ("Adelina Paineira", Some("WORKERS"), "CIVIL_SOCIETY"),
];

struct Delegate {
    id: Value,
    token: String,
}

/// The council whose conference is told, with the people who work for it.
struct Town<'a> {
    house: &'a House,
    council: String,
    secretary: String,
    president: String,
    desk: String,
    table: String,
    rapporteur: String,
    conference: Value,
    delegates: Vec<Delegate>,
}

/// 1 April 2027, seven weeks before the conference.
const APRIL: i64 = 1_806_577_200_000;
/// 20 May 2027, nine in the morning in Brasília.
const MORNING: i64 = 1_810_814_400_000;

both_databases! {
    async fn a_conference_from_the_sign_up_to_the_delegate_accredited_at_the_state(db: TestDatabase) {
        let house = House::open(db).await;
        house.clock.set(APRIL);

        // The councils sign up, one under the other.
        house.national().await;
        let national = signs_in(&house, "secretaria@cnas.test").await;
        let (state, ceas) = council_joins(&house, &national, "ceas@mg.test", json!({ "level": "STATE", "uf": "MG" })).await;
        let place = json!({ "level": "MUNICIPAL", "ibgeCode": "3132503" });
        let (council, secretary) = council_joins(&house, &ceas, "cmas@itamarandiba.test", place).await;

        // The state publishes its cycle and plans its own conference, to which the towns elect.
        let cycle = publishes_the_cycle(&house, &ceas, &state).await;
        let above = plans(&house, &ceas, &state, &cycle, ["2027-09-10", "2027-09-12"]).await;

        // The town's secretary invites her people, plans, and the mayor and the president convene.
        let conference = plans(&house, &secretary, &council, &cycle, ["2027-05-20", "2027-05-21"]).await;
        let mut town = Town {
            president: is_invited(&house, &secretary, &council, "PRESIDENT").await,
            desk: is_invited(&house, &secretary, &council, "CREDENTIALING").await,
            table: is_invited(&house, &secretary, &council, "TABLE").await,
            rapporteur: is_invited(&house, &secretary, &council, "RAPPORTEUR").await,
            house: &house, council, secretary, conference, delegates: Vec::new(),
        };
        town.convenes().await;
        town.names_a_committee_on_parity().await;
        let contribution = town.hears_people_at_the_cras().await;
        town.drafts_the_rules().await;

        // People register from home; the secretary accepts them, and each is given a group.
        town.registers_people().await;
        let group = town.forms_a_group().await;

        // The day: the door opens, badges are read, the hall's display lights up.
        house.clock.set(MORNING);
        town.opens_the_door().await;
        house.keep_relaying();
        let query = "subscription($id: ID!) { plenary(conferenceId: $id) { version phase openPoll { turnout } lastResult { outcome } } }";
        let mut display = house.subscribe(&town.display().await, query, json!({ "id": town.conference })).await;
        assert_eq!(display.next().await.done()["plenary"]["phase"], "IN_PROGRESS");

        // The rules are read; a delegate calls a destaque; the plenary votes and adopts.
        let opening = town.session("OPENING_PLENARY", [9, 11]).await;
        town.leads("startSession", "Session", "state", json!({ "sessionId": opening })).await;
        town.leads("verifyQuorum", "QuorumVerification", "reached", json!({ "sessionId": opening, "call": "FIRST" })).await;
        town.reads_and_adopts_the_rules().await;
        let seen = display.until(|data| data["plenary"]["lastResult"]["outcome"] == "APPROVED").await;
        assert_eq!(seen["plenary"]["lastResult"]["outcome"], "APPROVED", "the display shows the result by itself");
        town.leads("closeSession", "Session", "state", json!({ "sessionId": opening })).await;

        // The group discusses what was said at the CRAS; its proposals come before the final plenary.
        town.the_group_works(&group, &contribution).await;
        let last = town.session("FINAL_PLENARY", [14, 18]).await;
        town.leads("startSession", "Session", "state", json!({ "sessionId": last })).await;
        town.decides_the_proposals().await;
        town.everybody_was_at(&[&opening, &last]).await;

        // The segments elect, everybody evaluates, the conference ends.
        town.elects_its_delegates().await;
        town.evaluates().await;
        town.leads("closeSession", "Session", "state", json!({ "sessionId": last })).await;
        town.on_the_conference(&town.desk, "closeCredentialing", "Conference", "id").await;
        town.on_the_conference(&town.secretary, "closeConference", "Conference", "state").await;

        // The report makes itself; the president signs, the secretary files, the state sees it arrive.
        let query = "subscription($id: ID!) { submissions(cycleId: $id) { version summary { filed accepted } } }";
        let mut inbox = house.subscribe(&ceas, query, json!({ "id": cycle })).await;
        town.files_its_report().await;
        inbox.until(|data| data["submissions"]["summary"]["filed"] == 1).await;
        accepts(&house, &ceas).await;
        inbox.until(|data| data["submissions"]["summary"]["accepted"] == 1).await;

        // The elected are accredited at the state's conference, and the proposal kept its way.
        let desk = is_invited(&house, &ceas, &state, "CREDENTIALING").await;
        accredits(&house, &desk, &ceas, &above).await;
        let query = "query($id: ID!) { conference(id: $id) { pool(first: 10) { edges { node { text councils } } } } }";
        let pool = house.ask(&ceas, query, json!({ "id": above })).await.done();
        assert!(pool.to_string().contains("ônibus"), "what was said at the CRAS arrived at the state: {pool}");
    }
}

async fn publishes_the_cycle(house: &House, ceas: &str, state: &str) -> Value {
    let mut cycle = parameters();
    cycle.required_signers = parameters().required_signers;
    let create = json!({ "key": key(), "councilId": state, "name": "14º ciclo", "parameters": cycle_input(&cycle) });
    let cycle = house.act(ceas, "createCycle", "Cycle", "id version", create).await.done();
    let publish = json!({ "key": key(), "cycleId": cycle["id"], "version": cycle["version"] });
    house.act(ceas, "publishCycle", "Cycle", "id", publish).await.done()["id"].clone()
}

async fn plans(house: &House, secretary: &str, council: &str, cycle: &Value, days: [&str; 2]) -> Value {
    let plan = json!({
        "key": key(), "councilId": council, "cycleId": cycle, "edition": 13, "firstDay": days[0], "lastDay": days[1],
        "venueName": "Centro de Eventos", "venueAddress": "Avenida das Quaresmeiras, 100",
    });
    house.act(secretary, "planConference", "Conference", "id", plan).await.done()["id"].clone()
}

async fn accepts(house: &House, ceas: &str) {
    let query = "{ council(slug: \"mg\") { inbox { places(first: 5) { edges { node { entry { id place } } } } } } }";
    let inbox = house.ask(ceas, query, json!({})).await.done();
    let entry = &inbox["council"]["inbox"]["places"]["edges"][0]["node"]["entry"];
    let accept = json!({ "key": key(), "inboxEntryId": entry["id"] });
    house.act(ceas, "acceptReport", "InboxEntry", "state", accept).await.done();
}

async fn accredits(house: &House, desk: &str, ceas: &str, above: &Value) {
    let query = "query($id: ID!) { conference(id: $id) { accreditation(first: 20) { edges { node { id name kind decision } } } } }";
    let list = house.ask(ceas, query, json!({ "id": above })).await.done();
    let rows = list["conference"]["accreditation"]["edges"].as_array().unwrap().clone();
    assert!(rows.iter().any(|row| row["node"]["kind"] == "TITULAR"), "{list}");
    for row in &rows {
        let accredit = json!({ "key": key(), "accreditationId": row["node"]["id"] });
        let done = house.act(desk, "accreditDelegate", "Accreditation", "decision", accredit).await.done();
        assert_eq!(done["decision"], "ACCREDITED");
    }
}

impl Town<'_> {
    async fn convenes(&self) {
        let drafted =
            self.house.act(&self.secretary, "draftDecree", "Decree", "id version", decree_input(&self.conference));
        let drafted = drafted.await.done();
        for (role, token) in [("MAYOR", &self.secretary), ("COUNCIL_PRESIDENT", &self.president)] {
            let sign = json!({ "key": key(), "decreeId": drafted["id"], "version": drafted["version"], "role": role });
            self.house.act(token, "signDecree", "Decree", "id", sign).await.done();
        }
        let publish = json!({
            "key": key(), "decreeId": drafted["id"], "version": drafted["version"], "publishedOn": "2027-04-06",
            "publishedIn": "Diário Oficial do Município",
        });
        self.house.act(&self.secretary, "publishDecree", "Decree", "id", publish).await.done();
    }

    async fn names_a_committee_on_parity(&self) {
        for (name, segment, sector) in [CROWD[0], CROWD[1], CROWD[2], CROWD[4]] {
            let appoint = json!({
                "key": key(), "conferenceId": self.conference, "name": name, "sector": sector, "segment": segment,
                "namedBy": "Resolução CMAS nº 9/2027",
            });
            self.house.act(&self.secretary, "appointCommitteeMember", "CommitteeMember", "id", appoint).await.done();
        }
    }

    /// A meeting before the conference, where somebody says what is missing.
    async fn hears_people_at_the_cras(&self) -> Value {
        let event = json!({
            "key": key(), "conferenceId": self.conference, "title": "Roda de conversa", "kind": "PRE_CONFERENCE",
            "startsAt": "2027-04-20T14:00:00-03:00", "endsAt": "2027-04-20T16:00:00-03:00", "place": "CRAS Nascente",
        });
        let event =
            self.house.act(&self.secretary, "scheduleMobilizationEvent", "MobilizationEvent", "id", event).await.done();
        self.house.clock.advance(Duration::from_secs(21 * 86_400));
        let said =
            json!({ "key": key(), "mobilizationEventId": event["id"], "text": "Falta ônibus para vir ao CRAS." });
        self.house.act(&self.secretary, "recordContribution", "Contribution", "id", said).await.done()["id"].clone()
    }

    async fn drafts_the_rules(&self) {
        let chapters =
            json!([{ "title": "DAS SESSÕES", "articles": ["A plenária decide.", "Só delegadas e delegados votam."] }]);
        let draft = json!({ "key": key(), "conferenceId": self.conference, "chapters": chapters });
        let rules = self.house.act(&self.secretary, "draftRules", "RulesOfProcedure", "version", draft).await.done();
        let publish = json!({ "key": key(), "conferenceId": self.conference, "version": rules["version"] });
        self.house.act(&self.secretary, "publishRules", "RulesOfProcedure", "state", publish).await.done();
    }

    async fn registers_people(&mut self) {
        self.on_the_conference(&self.secretary, "openRegistration", "Conference", "state").await;
        let consent = "query($id: ID!) { conference(id: $id) { consentText { version } } }";
        let consent = self.house.ask("", consent, json!({ "id": self.conference })).await.done();
        for (n, (name, segment, category)) in CROWD.iter().enumerate() {
            let sector = if segment.is_none() { "GOVERNMENT" } else { "CIVIL_SOCIETY" };
            let person = json!({
                "name": name, "email": format!("pessoa{n}@exemplo.test"), "category": category, "sector": sector,
                "segment": segment, "organization": "Associação de Moradores", "birthDate": format!("19{}-01-01", 60 + n),
                "axisPreferences": [1, 2, 3], "cpf": domain_cpf(n),
            });
            let register = json!({
                "key": key(), "conferenceId": self.conference, "person": person,
                "consentVersion": consent["conference"]["consentText"]["version"],
            });
            self.house.act("", "preRegister", "PreRegistered", "confirmationTo", register).await.done();
        }
        let query = "query($id: ID!) { conference(id: $id) { participants(first: 50) { edges { node { id name version eligibility } } } } }";
        let list = self.house.ask(&self.secretary, query, json!({ "id": self.conference })).await.done();
        for edge in list["conference"]["participants"]["edges"].as_array().unwrap() {
            let row = &edge["node"];
            if row["eligibility"] == "PENDING" {
                let accept =
                    json!({ "key": key(), "participantId": row["id"], "version": row["version"], "accept": true });
                self.house.act(&self.secretary, "reviewEligibility", "Participant", "id", accept).await.done();
            }
            let (_, token) = gets_a_badge(self.house, &self.desk, self.conference.as_str().unwrap(), &row["id"]).await;
            self.delegates.push(Delegate { id: row["id"].clone(), token });
        }
        assert_eq!(self.delegates.len(), CROWD.len());
    }

    async fn forms_a_group(&self) -> Value {
        let plan =
            json!({ "key": key(), "conferenceId": self.conference, "axis": 1, "name": "Eixo 1", "room": "Sala 1" });
        let group = self.house.act(&self.secretary, "createGroup", "WorkingGroup", "id version", plan).await.done();
        let naming = json!({
            "key": key(), "workingGroupId": group["id"], "version": group["version"], "name": "Eixo 1",
            "coordinatorId": self.delegates[0].id, "rapporteurId": self.delegates[4].id,
        });
        self.house.act(&self.secretary, "updateGroup", "WorkingGroup", "id", naming).await.done();
        let assign = json!({ "key": key(), "conferenceId": self.conference, "dryRun": false, "reassign": false });
        self.house.act(&self.secretary, "assignGroups", "GroupAssignment", "__typename", assign).await.done();
        group["id"].clone()
    }

    async fn opens_the_door(&self) {
        self.session("OPENING_TABLE", [8, 9]).await;
        self.on_the_conference(&self.secretary, "startConference", "Conference", "state").await;
        self.on_the_conference(&self.desk, "openCredentialing", "Conference", "id").await;
        for delegate in &self.delegates {
            let enter = json!({ "key": key(), "participantId": delegate.id, "desk": "mesa 1" });
            self.house.act(&self.desk, "checkIn", "Participant", "present", enter).await.done();
        }
    }

    /// The display shows a code; the table confirms it; the display gets its token.
    async fn display(&self) -> String {
        let asked = self.house.ask("", "mutation { requestPairing { code secret } }", json!({})).await.done();
        let asked = &asked["requestPairing"];
        let confirm = json!({ "conferenceId": self.conference, "code": asked["code"], "name": "Telão" });
        self.leads("pairDisplay", "Display", "id", confirm).await;
        let redeem = json!({ "secret": asked["secret"] });
        let redeemed = self.house.act("", "redeemPairing", "DisplayPairing", "token", redeem).await.done();
        redeemed["token"].as_str().unwrap().to_owned()
    }

    async fn reads_and_adopts_the_rules(&self) {
        let here = json!({ "conferenceId": self.conference });
        let mut rules = self.leads("startReading", "RulesOfProcedure", "version articles { id }", here.clone()).await;
        let articles = rules["articles"].clone();
        let call = json!({
            "key": key(), "rulesArticleId": articles[0]["id"], "kind": "CHANGE",
            "amendment": { "text": "A plenária decide, com acessibilidade." },
        });
        let destaque = self.house.act(&self.delegates[2].token, "raiseDestaque", "Destaque", "id", call).await.done();
        for _ in 0..2 {
            let on = json!({ "conferenceId": self.conference, "version": rules["version"] });
            rules = self.leads("advanceReading", "RulesOfProcedure", "version", on).await;
        }
        self.leads("callDestaque", "Destaque", "id", json!({ "destaqueId": destaque["id"] })).await;
        let result = self.roll_call("RULES_DESTAQUE", &[&destaque["id"]], "Aprova o destaque?").await;
        assert_eq!(result["outcome"], "APPROVED", "{result}");
        self.by_sight("RULES_BLOC", &[&articles[1]["id"]], "Aprova em bloco?").await;
        let query = "query($id: ID!) { conference(id: $id) { rules { version } } }";
        let rules = self.house.ask(&self.table, query, json!({ "id": self.conference })).await.done();
        let adopt = json!({ "conferenceId": self.conference, "version": rules["conference"]["rules"]["version"] });
        let adopted = self.leads("adoptRules", "RulesOfProcedure", "articles { adoptedText }", adopt).await;
        assert_eq!(adopted["articles"][0]["adoptedText"], "A plenária decide, com acessibilidade.");
    }

    async fn the_group_works(&self, group: &Value, contribution: &Value) {
        let writes = |name: &'static str, fields: &'static str, more: Value| async move {
            let mut input = json!({ "key": key() });
            input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            self.house
                .act(
                    &self.rapporteur,
                    name,
                    fields.split(' ').next().unwrap(),
                    fields.split_once(' ').unwrap().1,
                    input,
                )
                .await
                .done()
        };
        let draft = json!({
            "contributionId": contribution, "axis": 1, "level": "STATE", "text": "Garantir ônibus gratuito para quem vai ao CRAS.",
        });
        let _ = writes("turnContributionIntoProposal", "Contribution id", draft).await;
        writes("openGroup", "WorkingGroup id", json!({ "workingGroupId": group })).await;
        let ids: Vec<_> = self.delegates.iter().map(|delegate| delegate.id.clone()).collect();
        writes(
            "recordGroupAttendance",
            "WorkingGroup id",
            json!({ "workingGroupId": group, "participantIds": ids, "removedParticipantIds": [] }),
        )
        .await;
        let query =
            "query($id: ID!) { conference(id: $id) { proposals(first: 10) { edges { node { id version } } } } }";
        let drafts = self.house.ask(&self.rapporteur, query, json!({ "id": self.conference })).await.done();
        let proposal = &drafts["conference"]["proposals"]["edges"][0]["node"];
        let taken = json!({ "proposalId": proposal["id"], "version": proposal["version"], "text": "Garantir ônibus gratuito para quem vai ao CRAS.", "workingGroupId": group });
        let proposal = writes("editProposal", "Proposal id version", taken).await;
        let vote = json!({ "proposalId": proposal["id"], "version": proposal["version"], "inFavour": 5, "against": 1, "abstention": 0 });
        writes("recordGroupVote", "Proposal id", vote).await;
        let query = "query($id: ID!) { conference(id: $id) { groups { id version } } }";
        let groups = self.house.ask(&self.rapporteur, query, json!({ "id": self.conference })).await.done();
        let version = &groups["conference"]["groups"][0]["version"];
        writes("concludeGroup", "WorkingGroup id", json!({ "workingGroupId": group, "version": version })).await;
        writes("sendToPlenary", "SentBook sent", json!({ "conferenceId": self.conference })).await;
    }

    async fn decides_the_proposals(&self) {
        let query = "query($id: ID!) { conference(id: $id) { proposals(first: 10) { edges { node { id label } } } } }";
        let book = self.house.ask("", query, json!({ "id": self.conference })).await.done();
        let proposal = &book["conference"]["proposals"]["edges"][0]["node"];
        assert_eq!(proposal["label"], "1E1");
        let result = self.roll_call("PROPOSAL", &[&proposal["id"]], "Aprova a proposta 1E1?").await;
        assert_eq!(result["outcome"], "APPROVED");
    }

    async fn everybody_was_at(&self, sessions: &[&Value]) {
        let ids: Vec<_> = self.delegates.iter().map(|delegate| delegate.id.clone()).collect();
        for session in sessions {
            let present =
                json!({ "key": key(), "conferenceId": self.conference, "sessionId": session, "participantIds": ids });
            self.house.act(&self.desk, "recordSessionAttendance", "SessionAttendance", "present", present).await.done();
        }
    }

    async fn elects_its_delegates(&self) {
        let opened = self.leads("openNominations", "Election", "id", json!({ "conferenceId": self.conference })).await;
        let election = &opened["id"];
        for delegate in &self.delegates {
            let stand = json!({ "electionId": election, "participantId": delegate.id, "consented": true });
            self.leads("nominate", "Nomination", "id", stand).await;
        }
        self.leads("judgeNominations", "Election", "state", json!({ "electionId": election, "nominationIds": [] }))
            .await;
        for (pool, voters) in [("GOVERNMENT", 0..2), ("USERS", 2..4), ("WORKERS", 4..6)] {
            self.leads("openBallot", "ElectionMeeting", "state", json!({ "electionId": election, "pool": pool })).await;
            for voter in &self.delegates[voters.clone()] {
                let ballot = json!({ "key": key(), "electionId": election, "pool": pool, "choices": [self.delegates[voters.start].id] });
                self.house.act(&voter.token, "castBallot", "ElectionMeeting", "voted", ballot).await.done();
            }
            self.leads("closeBallot", "ElectionMeeting", "state", json!({ "electionId": election, "pool": pool }))
                .await;
        }
        let computed = self
            .leads(
                "computeElection",
                "Election",
                "result { trace titulars { name } }",
                json!({ "electionId": election }),
            )
            .await;
        assert!(computed["result"]["trace"].as_array().is_some_and(|trace| !trace.is_empty()));
        self.by_sight("ELECTION_HOMOLOGATION", &[election], "Homologa a delegação?").await;
        self.leads("proclaimElection", "Election", "state", json!({ "electionId": election })).await;
    }

    async fn evaluates(&self) {
        let form = json!({ "key": key(), "conferenceId": self.conference, "questions": [], "open": [] });
        let form = self.house.act(&self.secretary, "publishEvaluation", "Evaluation", "id", form).await.done();
        for delegate in &self.delegates {
            let answer = json!({
                "key": key(), "evaluationId": form["id"], "scores": [5, 4, 5, 4, 5, 4, 5, 4], "comments": [null], "shareCategory": true,
            });
            self.house.act(&delegate.token, "answerEvaluation", "Evaluation", "id", answer).await.done();
        }
        self.house
            .act(
                &self.secretary,
                "closeEvaluation",
                "Evaluation",
                "id",
                json!({ "key": key(), "evaluationId": form["id"] }),
            )
            .await
            .done();
    }

    async fn files_its_report(&self) {
        self.on_the_conference(&self.secretary, "generateReport", "Report", "version").await;
        let fields = "contentHash shortcomings { severity code message }";
        let report = self.on_the_conference(&self.secretary, "validateReport", "Report", fields).await;
        let sign = json!({ "key": key(), "conferenceId": self.conference, "contentHash": report["contentHash"] });
        let signed = self.house.act(&self.president, "signReport", "Report", "state", sign).await;
        assert!(signed.data["code"].is_null(), "{} {}", signed.data, report["shortcomings"]);
        let filed = self.on_the_conference(&self.secretary, "fileReport", "Report", "submission { protocol }").await;
        assert!(filed["submission"]["protocol"].is_string());
    }
}

/// A CPF with valid digits that belongs to nobody.
fn domain_cpf(n: usize) -> String {
    let base = format!("{:09}", 300 + n);
    let digit = |digits: &str| {
        let weights = (2..=digits.len() + 1).rev();
        let sum: usize = digits.bytes().zip(weights).map(|(d, weight)| usize::from(d - b'0') * weight).sum();
        match sum % 11 {
            0 | 1 => 0,
            rest => 11 - rest,
        }
    };
    let first = digit(&base);
    let second = digit(&format!("{base}{first}"));
    format!("{base}{first}{second}")
}
