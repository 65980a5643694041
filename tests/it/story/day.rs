//! The day itself: the door, the rules, the group, the decisions, the election, the report.

use super::Town;
use super::people::gets_a_badge;
use crate::support::key;
use serde_json::{Value, json};

impl Town<'_> {
    /// Badges are printed, read at the door, and open the ballot on the phone.
    pub async fn opens_the_door(&mut self) {
        self.session("OPENING_TABLE", [8, 9]).await;
        self.on_the_conference(&self.secretary, "startConference", "Conference", "state").await;
        self.on_the_conference(&self.desk, "openCredentialing", "Conference", "id").await;
        let conference = self.conference.as_str().unwrap();
        for delegate in &mut self.delegates {
            let (code, token) = gets_a_badge(self.house, &self.desk, conference, &delegate.id).await;
            let enter = json!({ "key": key(), "conferenceId": conference, "badgeCode": code, "desk": "mesa 1" });
            self.house.act(&self.desk, "checkIn", "Participant", "present", enter).await.done();
            delegate.token = token;
        }
    }

    /// The display shows a code; the table confirms it; the display gets its token.
    pub async fn display(&self) -> String {
        let asked = self.house.ask("", "mutation { requestPairing { code secret } }", json!({})).await.done();
        let asked = &asked["requestPairing"];
        let confirm = json!({ "conferenceId": self.conference, "code": asked["code"], "name": "Telão" });
        self.leads("pairDisplay", "Display", "id", confirm).await;
        let redeem = json!({ "secret": asked["secret"] });
        let redeemed = self.house.act("", "redeemPairing", "DisplayPairing", "token", redeem).await.done();
        redeemed["token"].as_str().unwrap().to_owned()
    }

    /// The first article is read and highlighted; the destaque.
    pub async fn reads_the_rules(&self) -> Value {
        let here = json!({ "conferenceId": self.conference });
        let rules = self.leads("startReading", "RulesOfProcedure", "articles { id }", here).await;
        let call = json!({
            "key": key(), "rulesArticleId": rules["articles"][0]["id"], "kind": "CHANGE",
            "amendment": { "text": "A plenária decide, com acessibilidade." },
        });
        self.house.act(&self.delegates[2].token, "raiseDestaque", "Destaque", "id", call).await.done()["id"].clone()
    }

    /// The reading ends, the destaque and the rest are voted, and the rules are adopted.
    pub async fn adopts_the_rules(&self, destaque: &Value) {
        let query = "query($id: ID!) { conference(id: $id) { rules { version articles { id } } } }";
        let found = self.house.ask(&self.table, query, json!({ "id": self.conference })).await.done();
        let mut rules = found["conference"]["rules"].clone();
        let articles = rules["articles"].clone();
        for _ in 0..2 {
            let on = json!({ "conferenceId": self.conference, "version": rules["version"] });
            rules = self.leads("advanceReading", "RulesOfProcedure", "version", on).await;
        }
        self.leads("callDestaque", "Destaque", "id", json!({ "destaqueId": destaque })).await;
        let result = self.roll_call("RULES_DESTAQUE", &[destaque], "Aprova o destaque?").await;
        assert_eq!(result["outcome"], "APPROVED", "{result}");
        self.by_sight("RULES_BLOC", &[&articles[1]["id"]], "Aprova em bloco?").await;
        let rules = self.house.ask(&self.table, query, json!({ "id": self.conference })).await.done();
        let adopt = json!({ "conferenceId": self.conference, "version": rules["conference"]["rules"]["version"] });
        let adopted = self.leads("adoptRules", "RulesOfProcedure", "articles { adoptedText }", adopt).await;
        assert_eq!(adopted["articles"][0]["adoptedText"], "A plenária decide, com acessibilidade.");
    }

    pub async fn checks_what_was_decided_before(&self) {
        let decided = json!({
            "key": key(), "conferenceId": self.conference, "axis": 1, "level": "MUNICIPAL",
            "decidedBy": "12ª Conferência Municipal", "text": "Implantar equipe volante para a zona rural.",
        });
        let action = self.house.act(&self.rapporteur, "addAction", "ActionItem", "id version", decided).await.done();
        let assess = json!({
            "key": key(), "actionItemId": action["id"], "version": action["version"], "assessment": "PARTLY",
            "comment": "Equipe contratada; nem todas as comunidades foram visitadas.", "responsible": "Secretaria Municipal", "evidence": "Relatório anual, p. 14",
        });
        self.house.act(&self.rapporteur, "assessAction", "ActionItem", "id", assess).await.done();
    }

    pub async fn the_group_works(&self, group: &Value, contribution: &Value) {
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

    pub async fn decides_the_proposals(&self) {
        let query = "query($id: ID!) { conference(id: $id) { proposals(first: 10) { edges { node { id label } } } } }";
        let book = self.house.ask("", query, json!({ "id": self.conference })).await.done();
        let proposal = &book["conference"]["proposals"]["edges"][0]["node"];
        assert_eq!(proposal["label"], "1E1");
        let result = self.roll_call("PROPOSAL", &[&proposal["id"]], "Aprova a proposta 1E1?").await;
        assert_eq!(result["outcome"], "APPROVED");
    }

    pub async fn everybody_was_at(&self, sessions: &[&Value]) {
        let ids: Vec<_> = self.delegates.iter().map(|delegate| delegate.id.clone()).collect();
        for session in sessions {
            let present =
                json!({ "key": key(), "conferenceId": self.conference, "sessionId": session, "participantIds": ids });
            self.house.act(&self.desk, "recordSessionAttendance", "SessionAttendance", "present", present).await.done();
        }
    }

    /// Everybody stands; the election.
    pub async fn nominates(&self) -> Value {
        let opened = self.leads("openNominations", "Election", "id", json!({ "conferenceId": self.conference })).await;
        let election = &opened["id"];
        for delegate in &self.delegates {
            let stand = json!({ "electionId": election, "participantId": delegate.id, "consented": true });
            self.leads("nominate", "Nomination", "id", stand).await;
        }
        election.clone()
    }

    /// The segments vote, each voter for one of the crowd; the plenary confirms whom they elected.
    pub async fn elects_its_delegates(&self, election: &Value, choices: [usize; 6]) {
        self.leads("judgeNominations", "Election", "state", json!({ "electionId": election, "nominationIds": [] }))
            .await;
        for (pool, voters) in [("GOVERNMENT", 0..2), ("USERS", 2..4), ("WORKERS", 4..6)] {
            self.leads("openBallot", "ElectionMeeting", "state", json!({ "electionId": election, "pool": pool })).await;
            for (voter, choice) in self.delegates[voters.clone()].iter().zip(&choices[voters]) {
                let ballot = json!({ "key": key(), "electionId": election, "pool": pool, "choices": [self.delegates[*choice].id] });
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

    /// Everybody answers, with these words or none.
    pub async fn evaluates(&self, words: Option<&str>) {
        let form = json!({ "key": key(), "conferenceId": self.conference, "questions": [], "open": [] });
        let form = self.house.act(&self.secretary, "publishEvaluation", "Evaluation", "id", form).await.done();
        for delegate in &self.delegates {
            let answer = json!({
                "key": key(), "evaluationId": form["id"], "scores": [5, 4, 5, 4, 5, 4, 5, 4], "comments": [words], "shareCategory": true,
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

    pub async fn files_its_report(&self) {
        self.on_the_conference(&self.secretary, "generateReport", "Report", "version").await;
        let fields = "contentHash shortcomings { severity code message }";
        let report = self.on_the_conference(&self.secretary, "validateReport", "Report", fields).await;
        let sign = json!({ "key": key(), "conferenceId": self.conference, "contentHash": report["contentHash"] });
        let signed = self.house.act(&self.president, "signReport", "Report", "state", sign).await;
        assert!(signed.data["code"].is_null(), "{} {}", signed.data, report["shortcomings"]);
        let filed = self.on_the_conference(&self.secretary, "fileReport", "Report", "submission { hash }").await;
        assert!(filed["submission"]["hash"].is_string());
    }
}
