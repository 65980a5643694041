//! How people come in: by a link in a mail, by an invitation, by badge and PIN.

use crate::support::{House, key};
use serde_json::{Value, json};

/// Somebody asks for a link, opens it in the same browser and is in.
pub async fn signs_in(house: &House, email: &str) -> String {
    let asked = house
        .act("", "requestSignInLink", "SignInLinkRequested", "browserSecret", json!({ "email": email }))
        .await
        .done();
    let token = house.link_parameter(email, "t").await;
    let redeem = json!({ "token": token, "browserSecret": asked["browserSecret"] });
    let signed = house.act("", "redeemSignInLink", "SignedIn", "token", redeem).await.done();
    signed["token"].as_str().unwrap().to_owned()
}

/// A council signs up, confirms its e-mail, is approved by the one above; its secretary signs in.
pub async fn council_joins(house: &House, above: &str, email: &str, place: Value) -> (String, String) {
    let mut input = json!({
        "key": key(), "email": email, "createdByLaw": "Lei nº 1.987, de 1996", "personName": "Ana Secretária",
        "personEmail": email, "personRole": "SECRETARY",
    });
    input.as_object_mut().unwrap().extend(place.as_object().unwrap().clone());
    let council = house.act("", "signUpCouncil", "Council", "id", input).await.done()["id"].clone();
    let token = house.link_parameter(email, "t").await;
    house.act("", "confirmEmail", "Council", "status", json!({ "councilId": council, "token": token })).await.done();
    let approval = json!({ "key": key(), "councilId": council });
    house.act(above, "approveCouncil", "Council", "status", approval).await.done();
    (council.as_str().unwrap().to_owned(), signs_in(house, email).await)
}

/// The secretary invites somebody to a role; the person accepts from the mail and signs in.
pub async fn is_invited(house: &House, secretary: &str, council: &str, role: &str) -> String {
    let email = format!("{}-{}@exemplo.test", role.to_lowercase(), &council[..12].to_lowercase());
    let invite =
        json!({ "key": key(), "councilId": council, "email": email, "name": format!("Pessoa {role}"), "role": role });
    house.act(secretary, "inviteMember", "Invitation", "state", invite).await.done();
    let token = house.link_parameter(&email, "t").await;
    house
        .act("", "acceptInvitation", "Membership", "role", json!({ "councilId": council, "token": token }))
        .await
        .done();
    signs_in(house, &email).await
}

/// Prints a badge for a participant, who signs in with it on a phone; the code and the session's token.
pub async fn gets_a_badge(house: &House, desk: &str, conference: &str, participant: &Value) -> (String, String) {
    let issue = json!({ "key": key(), "conferenceId": conference, "participantId": participant });
    let badge = house.act(desk, "issueBadge", "Badge", "badgeCode pin", issue).await.done();
    let sign_in = json!({ "conferenceId": conference, "badgeCode": badge["badgeCode"], "pin": badge["pin"] });
    let signed = house.act("", "signInWithBadge", "SignedIn", "token", sign_in).await.done();
    (badge["badgeCode"].as_str().unwrap().to_owned(), signed["token"].as_str().unwrap().to_owned())
}
