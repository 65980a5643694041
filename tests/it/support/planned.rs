//! A conference as its council brings it about through the API: cycle, plan, decree.

use super::{Hall, House, Town, key, parameters, row_of};
use domain::cycles::CycleParameters;
use domain::ids::RowId;
use policy::Role;
use serde_json::{Value, json};

/// Edition, days and venue of the specimen, on the days of the test's clock.
pub fn plan_input(town: &Town, cycle: &Value) -> Value {
    json!({
        "key": key(), "councilId": town.id, "cycleId": cycle["id"], "edition": 13, "firstDay": "2027-05-20",
        "lastDay": "2027-05-21", "venueName": "Centro de Eventos Sempre-Viva",
        "venueAddress": "Avenida das Quaresmeiras, 100, Centro, Itamarandiba-MG",
    })
}

/// A joint decree of mayor and president, with number and date.
pub fn decree_input(conference: &Value) -> Value {
    json!({
        "key": key(), "conferenceId": conference, "type": "JOINT_DECREE", "number": "47/2027", "date": "2027-04-05",
        "signers": [
            { "role": "MAYOR", "name": "Hermógenes Jacarandá Sapucaia", "title": "Prefeito Municipal" },
            { "role": "COUNCIL_PRESIDENT", "name": "Otaviano Jatobá Gameleira", "title": "Presidente do CMAS" },
        ],
    })
}

impl House {
    /// A conference convened by a published decree, all through the API.
    pub async fn planned_conference(&self, above: &Town, town: &Town) -> Hall {
        self.planned_conference_with(above, town, &parameters()).await
    }

    /// As [`Self::planned_conference`], with other parameters of the cycle.
    pub async fn planned_conference_with(&self, above: &Town, town: &Town, rules: &CycleParameters) -> Hall {
        let cycle = self.publish_cycle(above, rules).await;
        let plan = plan_input(town, &cycle);
        let planned = self.act(town.secretary(), "planConference", "Conference", "id", plan).await.done();
        self.convene(town, &planned["id"]).await;
        let id = planned["id"].as_str().unwrap().to_owned();
        let row = RowId { tenant: town.tenant, id: row_of(&id) };
        Hall { id, row }
    }

    /// Drafts, signs and publishes the decree of a conference; gives the act.
    pub async fn convene(&self, town: &Town, conference: &Value) -> Value {
        let input = decree_input(conference);
        let drafted = self.act(town.secretary(), "draftDecree", "Decree", "id version", input).await.done();
        for (role, token) in [("MAYOR", town.secretary()), ("COUNCIL_PRESIDENT", town.token(Role::President))] {
            let sign = json!({ "key": key(), "decreeId": drafted["id"], "version": drafted["version"], "role": role });
            self.act(token, "signDecree", "Decree", "id", sign).await.done();
        }
        let publish = json!({
            "key": key(), "decreeId": drafted["id"], "version": drafted["version"], "publishedOn": "2027-04-06",
            "publishedIn": "Diário Oficial do Município",
        });
        self.act(town.secretary(), "publishDecree", "Decree", "id version publishedOn", publish).await.done()
    }
}
