//! A cycle as the API takes and shows it.

use super::{Answer, House, Town, key};
use domain::cycles::CycleParameters;
use serde_json::{Map, Value, json};

/// All groups of a cycle's parameters.
pub const PARAMETERS: &str = "theme motto kind axes { number title guidingText } schedule { stage from to extensions } \
    format { stages { level electsTo } modesAllowed minHours minDays minShifts convocationActTypes requiredSigners \
    jointConferencesAllowed } sizes { populationBasis classes { sizeClass maxPopulation } } \
    quotas { seatTable { sizeClass total government users workers entities } segmentSplit remainderOrder singleCivilSeat } \
    committee { governmentShare minSize } participation { titularsBorn alternatesBorn bornInsideParity delegateCount \
    voice { category speaks } walkIns registration { from to } credentialingClose alternateAdmissionAt } \
    quorum { base firstCall secondCall secondCallAfterMinutes } \
    speech { defenceSeconds pointSeconds presentationSeconds speechSeconds maxDefencePairs } \
    voting { majority { kind numerator denominator base } majorities { subject majority { kind numerator denominator base } } \
    abstentionsCount tieRule publishChoices showPartialResults citations { majority tie roll lateVote motionAdmission bySubject { subject article } } } \
    groups { threshold thresholdBase consensusThreshold groupsPerAxis } limits { group { municipal state union } \
    plenary { municipal state union } report { municipal state union } overflowRule proposalMaxChars } \
    motions { threshold base kinds deadline debate } election { body homologatedByPlenary minimumPresence reservedShare \
    reservedGroups alternatesPerSeat substitutionScope vacantSeatRule tieBreaks articles { eligibility ties reservedShare vacancies } \
    delegateFields } evaluationForm { scale questions { code label } open } \
    reportModel { sections { number title binding required instructions maxChars } deadlineDays deadlineOn lateFilingAllowed returnRounds } \
    rulesModel { chapters { number title } articles { number chapter text } }";

/// The parameters as the input of a mutation.
pub fn cycle_input(parameters: &CycleParameters) -> Value {
    let kept = serde_json::to_value(parameters).unwrap();
    let rows =
        |list: &Value, row: &dyn Fn(&Value) -> Value| list.as_array().unwrap().iter().map(row).collect::<Vec<_>>();
    let majority = |kind: &Value| json!({ "kind": kind, "numerator": null, "denominator": null, "base": null });
    let majorities: Vec<Value> = kept["majority"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(key, _)| !["default", "abstentionsCount"].contains(&key.as_str()))
        .map(|(subject, kind)| json!({ "subject": subject, "majority": majority(kind) }))
        .collect();
    let limits = |stage: &str| {
        let limit = &kept["proposalLimits"][stage];
        json!({ "municipal": limit["MUNICIPAL"], "state": limit["STATE"], "union": limit["UNION"] })
    };
    let (born, election, motions) = (&kept["bornDelegates"], &kept["election"], &kept["motions"]);
    let citations = &kept["citations"];
    let moment = |at: &Value| at.as_str().map(|at| at.replace('Z', "+00:00"));
    json!({
        "theme": kept["theme"], "motto": kept["motto"], "kind": kept["kind"], "axes": kept["axes"],
        "schedule": kept["windows"],
        "format": {
            "stages": rows(&kept["stages"], &|stage| json!({ "level": stage["id"], "electsTo": stage["electsTo"] })),
            "modesAllowed": kept["modesAllowed"], "minHours": kept["minHours"], "minDays": kept["minDays"],
            "minShifts": kept["minShifts"], "convocationActTypes": kept["convocationActTypes"],
            "requiredSigners": kept["requiredSigners"], "jointConferencesAllowed": kept["jointConferencesAllowed"],
        },
        "sizes": {
            "populationBasis": kept["populationBasis"],
            "classes": rows(&kept["sizeClasses"], &|row| json!({ "sizeClass": row["class"], "maxPopulation": row["maxPopulation"] })),
        },
        "quotas": {
            "seatTable": rows(&kept["seatTable"], &|row| json!({
                "sizeClass": row["sizeClass"], "total": row["total"], "government": row["GOVERNMENT"],
                "users": row["USERS"], "workers": row["WORKERS"], "entities": row["ENTITIES"],
            })),
            "segmentSplit": kept["segmentSplit"], "remainderOrder": kept["remainderOrder"],
            "singleCivilSeat": kept["singleCivilSeat"],
        },
        "committee": { "governmentShare": kept["committeeParity"]["GOVERNMENT"], "minSize": kept["committeeMinSize"] },
        "participation": {
            "titularsBorn": born["titulars"], "alternatesBorn": born["alternates"], "bornInsideParity": born["insideParity"],
            "delegateCount": kept["municipalDelegateCount"],
            "voice": kept["voice"].as_object().unwrap().iter()
                .map(|(category, speaks)| json!({ "category": category, "speaks": speaks })).collect::<Vec<_>>(),
            "walkIns": kept["walkIns"], "registration": kept["registrationWindow"],
            "credentialingClose": moment(&kept["credentialingClose"]),
            "alternateAdmissionAt": moment(&kept["alternateAdmissionAt"]),
        },
        "quorum": {
            "base": kept["quorum"]["base"], "firstCall": kept["quorum"]["first"], "secondCall": kept["quorum"]["second"],
            "secondCallAfterMinutes": kept["quorum"]["secondCallAfterMinutes"],
        },
        "speech": kept["speech"],
        "voting": {
            "majority": majority(&kept["majority"]["default"]), "majorities": majorities,
            "abstentionsCount": kept["majority"]["abstentionsCount"], "tieRule": kept["tieRule"],
            "publishChoices": kept["publishChoices"], "showPartialResults": kept["showPartialResults"],
            "citations": {
                "majority": citations["majority"], "tie": citations["tie"], "roll": citations["roll"],
                "lateVote": citations["lateVote"], "motionAdmission": citations["motionAdmission"],
                "bySubject": citations["bySubject"].as_object().unwrap().iter()
                    .map(|(subject, article)| json!({ "subject": subject, "article": article })).collect::<Vec<_>>(),
            },
        },
        "groups": {
            "threshold": kept["groupThreshold"], "thresholdBase": kept["groupThresholdBase"],
            "consensusThreshold": kept["consensusThreshold"], "groupsPerAxis": kept["groupsPerAxis"],
        },
        "limits": {
            "group": limits("group"), "plenary": limits("plenary"), "report": limits("report"),
            "overflowRule": kept["overflowRule"], "proposalMaxChars": kept["proposalMaxChars"],
        },
        "motions": {
            "threshold": motions["threshold"], "base": motions["base"], "kinds": motions["kinds"],
            "deadline": moment(&motions["deadline"]), "debate": motions["debate"],
        },
        "election": {
            "body": election["method"], "homologatedByPlenary": election["homologatedByPlenary"],
            "minimumPresence": election["minimumPresence"], "reservedShare": election["reservedShare"],
            "reservedGroups": election["reservedGroups"], "alternatesPerSeat": election["alternatesPerSeat"],
            "substitutionScope": election["substitutionScope"], "vacantSeatRule": election["vacantSeatRule"],
            "tieBreaks": election["tieBreaks"],
            "articles": { "eligibility": null, "ties": null, "reservedShare": null, "vacancies": null },
            "delegateFields": kept["delegateFields"],
        },
        "evaluationForm": {
            "scale": kept["evaluationForm"]["scale"], "open": kept["evaluationForm"]["open"],
            "questions": rows(&kept["evaluationForm"]["questions"], &|one| json!({ "code": one["id"], "label": one["label"] })),
        },
        "reportModel": {
            "sections": rows(&kept["reportModel"], &|one| json!({
                "number": one["section"], "title": one["title"], "binding": one["binding"], "required": one["required"],
                "instructions": null, "maxChars": null,
            })),
            "deadlineDays": kept["reportDeadlineDays"], "deadlineOn": kept["reportDeadlineOn"],
            "lateFilingAllowed": kept["lateFilingAllowed"], "returnRounds": kept["returnRounds"],
        },
        "rulesModel": kept["rulesModel"],
    })
}

impl House {
    /// Begins a cycle of a council through the API.
    pub async fn create_cycle(&self, council: &Town, selection: &str, parameters: Value) -> Answer {
        let mut input = Map::new();
        input.insert("key".into(), json!(key()));
        input.insert("councilId".into(), json!(council.id));
        input.insert("name".into(), json!("14º ciclo"));
        input.insert("parameters".into(), parameters);
        self.act(council.secretary(), "createCycle", "Cycle", selection, Value::Object(input)).await
    }

    /// Begins and publishes a cycle of a council through the API; gives it with `id` and `publishedVersion`.
    pub async fn publish_cycle(&self, council: &Town, parameters: &CycleParameters) -> Value {
        let created = self.create_cycle(council, "id version", cycle_input(parameters)).await.done();
        let input = json!({ "key": key(), "cycleId": created["id"], "version": created["version"] });
        self.act(council.secretary(), "publishCycle", "Cycle", "id version publishedVersion", input).await.done()
    }
}
