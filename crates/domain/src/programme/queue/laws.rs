//! What holds for every queue, and the cases of domain.md section 7.

use super::*;
use crate::people::Category;
use crate::programme::{ProgrammeRefusal, SessionKind, SpeechEnd, SpeechRules, VoiceMatrix};
use proptest::prelude::*;

const RULES: SpeechRules = SpeechRules {
    defence_seconds: 180,
    point_seconds: 60,
    presentation_seconds: 120,
    speech_seconds: None,
    max_defence_pairs: 2,
};
const DELEGATE: Asker =
    Asker { category: Category::CivilSociety, in_hall: true, presiding: false, about_the_vote: false };
const PLAIN: QueueOrder = QueueOrder { alternate_users: false };
const ALTERNATING: QueueOrder = QueueOrder { alternate_users: true };

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

fn asks(id: u128, person: u128, kind: SpeechKind) -> SpeechRequest {
    let seconds = i64::try_from(id).unwrap();
    let (id, person) = (Uuid::from_u128(id), Uuid::from_u128(person));
    SpeechRequest { id, person, kind, is_user: false, priority: false, requested_at: at(seconds) }
}

fn take(queue: &mut SpeakersQueue, request: SpeechRequest) -> Result<(), ProgrammeRefusal> {
    queue.request(request, DELEGATE, &VoiceMatrix::new(true, false), SessionKind::FinalPlenary)
}

fn queue_of(requests: &[SpeechRequest]) -> SpeakersQueue {
    let mut queue = SpeakersQueue { defences: Some(Defences::new(2)), ..SpeakersQueue::default() };
    for request in requests {
        take(&mut queue, *request).unwrap();
    }
    queue
}

fn ids(queue: &SpeakersQueue, order: QueueOrder) -> Vec<u128> {
    queue.ordered(order).iter().map(|request| request.id.as_u128()).collect()
}

fn hear_next(queue: &mut SpeakersQueue, order: QueueOrder) -> Option<Speech> {
    let speech = queue.grant_next(order, RULES, at(0)).unwrap()?;
    queue.end_speech(SpeechEnd::Ended, at(30)).unwrap();
    Some(speech)
}

#[test]
fn points_come_first_then_presentation_defences_in_turn_and_speeches() {
    let queue = queue_of(&[
        asks(1, 1, SpeechKind::Speech),
        asks(2, 2, SpeechKind::DefenceAgainst),
        asks(3, 3, SpeechKind::DefenceFor),
        asks(4, 4, SpeechKind::Presentation),
        asks(5, 5, SpeechKind::Clarification),
        asks(6, 6, SpeechKind::Order),
        asks(7, 7, SpeechKind::Referral),
    ]);
    assert_eq!(ids(&queue, PLAIN), [6, 7, 5, 4, 3, 2, 1]);
}

#[test]
fn who_spoke_less_comes_before_who_asked_earlier() {
    let mut queue = queue_of(&[asks(1, 1, SpeechKind::Speech), asks(2, 2, SpeechKind::Speech)]);
    queue.turns.insert(Uuid::from_u128(1), 2);
    assert_eq!(ids(&queue, PLAIN), [2, 1]);
}

#[test]
fn who_has_priority_comes_before_others_who_spoke_as_often() {
    let elder = SpeechRequest { priority: true, ..asks(2, 2, SpeechKind::Speech) };
    let mut queue = queue_of(&[asks(1, 1, SpeechKind::Speech), elder]);
    assert_eq!(ids(&queue, PLAIN), [2, 1]);
    queue.turns.insert(Uuid::from_u128(2), 1);
    assert_eq!(ids(&queue, PLAIN), [1, 2]);
}

#[test]
fn of_every_two_speeches_one_is_of_a_user_if_one_waits() {
    let user = |id, person| SpeechRequest { is_user: true, ..asks(id, person, SpeechKind::Speech) };
    let other = |id, person| asks(id, person, SpeechKind::Speech);
    let queue = queue_of(&[other(1, 1), other(2, 2), other(3, 3), user(4, 4), user(5, 5)]);
    assert_eq!(ids(&queue, ALTERNATING), [4, 1, 5, 2, 3]);
    assert_eq!(ids(&queue, PLAIN), [1, 2, 3, 4, 5]);
}

#[test]
fn a_third_defence_of_one_side_is_refused_and_the_second_waits_for_the_plenary() {
    let mut queue = queue_of(&[asks(1, 1, SpeechKind::DefenceFor), asks(2, 2, SpeechKind::DefenceFor)]);
    let third = take(&mut queue, asks(3, 3, SpeechKind::DefenceFor));
    assert_eq!(third, Err(ProgrammeRefusal::PairsFull { pairs: 2 }));
    assert!(hear_next(&mut queue, PLAIN).is_some());
    assert_eq!(queue.next(PLAIN), None);
    assert_eq!(queue.grant(Uuid::from_u128(2), RULES, at(60)), Err(ProgrammeRefusal::PairNotOpen));
    queue.defences = Some(queue.defences.unwrap().open_pair().unwrap());
    assert_eq!(hear_next(&mut queue, PLAIN).unwrap().request, Uuid::from_u128(2));
    let after = take(&mut queue, asks(4, 4, SpeechKind::DefenceFor));
    assert_eq!(after, Err(ProgrammeRefusal::PairsFull { pairs: 2 }));
}

#[test]
fn one_person_waits_once_for_a_kind_and_on_one_side_only() {
    let mut queue = queue_of(&[asks(1, 1, SpeechKind::Speech), asks(2, 1, SpeechKind::DefenceFor)]);
    assert_eq!(take(&mut queue, asks(3, 1, SpeechKind::Speech)), Err(ProgrammeRefusal::AlreadyWaiting));
    assert_eq!(take(&mut queue, asks(3, 1, SpeechKind::DefenceAgainst)), Err(ProgrammeRefusal::BothSides));
    assert!(take(&mut queue, asks(3, 1, SpeechKind::Order)).is_ok());
}

#[test]
fn nobody_enters_or_speaks_during_a_vote_except_about_the_vote() {
    let mut queue = queue_of(&[asks(1, 1, SpeechKind::Speech)]);
    queue.vote_open = true;
    assert_eq!(take(&mut queue, asks(2, 2, SpeechKind::Order)), Err(ProgrammeRefusal::VoteInProgress));
    assert_eq!(queue.grant_next(PLAIN, RULES, at(0)), Err(ProgrammeRefusal::VoteInProgress));
    let asker = Asker { about_the_vote: true, ..DELEGATE };
    let voice = VoiceMatrix::new(true, false);
    queue.request(asks(2, 2, SpeechKind::Order), asker, &voice, SessionKind::FinalPlenary).unwrap();
    assert_eq!(queue.grant_next(PLAIN, RULES, at(0)).unwrap().unwrap().request, Uuid::from_u128(2));
}

#[test]
fn observers_absent_people_and_the_chair_are_refused() {
    let mut queue = queue_of(&[]);
    let voice = VoiceMatrix::new(true, false);
    let mut ask = |asker| queue.request(asks(1, 1, SpeechKind::Speech), asker, &voice, SessionKind::FinalPlenary);
    let observer = Asker { category: Category::Observer, ..DELEGATE };
    assert_eq!(ask(observer), Err(ProgrammeRefusal::NoVoice));
    assert_eq!(ask(Asker { in_hall: false, ..DELEGATE }), Err(ProgrammeRefusal::NotInHall));
    assert_eq!(ask(Asker { presiding: true, ..DELEGATE }), Err(ProgrammeRefusal::Presiding));
    assert_eq!(ask(Asker { category: Category::Guest, ..DELEGATE }), Ok(()));
}

#[test]
fn the_floor_is_one_persons_and_comes_back_with_its_overrun() {
    let mut queue = queue_of(&[asks(1, 1, SpeechKind::DefenceFor), asks(2, 2, SpeechKind::Speech)]);
    assert_eq!(queue.end_speech(SpeechEnd::Ended, at(0)), Err(ProgrammeRefusal::FloorFree));
    queue.grant_next(PLAIN, RULES, at(0)).unwrap();
    assert_eq!(queue.grant_next(PLAIN, RULES, at(0)), Err(ProgrammeRefusal::FloorTaken));
    let finished = queue.end_speech(SpeechEnd::Stopped, at(200)).unwrap();
    assert_eq!((finished.used_seconds, finished.overrun_seconds), (200, 20));
    assert_eq!(queue.turns_of(Uuid::from_u128(1)), 1);
    assert_eq!(queue.defences.unwrap().made_for, 1);
}

#[test]
fn a_new_text_clears_the_defences_of_the_last_one_only() {
    let mut queue = queue_of(&[asks(1, 1, SpeechKind::DefenceFor), asks(2, 2, SpeechKind::Speech)]);
    queue.begin_debate(Defences::new(1));
    assert_eq!(ids(&queue, PLAIN), [2]);
}

fn request() -> impl Strategy<Value = (u128, usize, bool, bool)> {
    (1_u128..12, 0_usize..7, any::<bool>(), any::<bool>())
}

fn arbitrary(asked: Vec<(u128, usize, bool, bool)>) -> SpeakersQueue {
    use crate::Code;
    let mut queue = queue_of(&[]);
    for (id, (person, kind, is_user, priority)) in (1..).zip(asked) {
        let request = SpeechRequest { is_user, priority, ..asks(id, person, SpeechKind::ALL[kind]) };
        // Refused requests (duplicates, full pairs) are simply not in the queue.
        let _refused = take(&mut queue, request);
    }
    queue
}

proptest! {
    #[test]
    fn the_order_shown_is_the_order_in_which_the_floor_is_given(
        asked in prop::collection::vec(request(), 0..30), alternate_users in any::<bool>()
    ) {
        let mut queue = arbitrary(asked);
        queue.defences = queue.defences.map(|defences| Defences { open_pairs: 2, ..defences });
        let order = QueueOrder { alternate_users };
        let shown = ids(&queue, order);
        let waiting = queue.waiting.len();
        let mut heard = Vec::new();
        while let Some(speech) = hear_next(&mut queue, order) {
            heard.push(speech.request.as_u128());
        }
        prop_assert_eq!(&heard, &shown);
        prop_assert_eq!(heard.len(), waiting);
    }

    #[test]
    fn nobody_starves_while_the_others_ask_again_at_once(
        people in 2_u128..8, patient in 1_u128..8, priority in any::<bool>(), alternate_users in any::<bool>()
    ) {
        let patient = patient.min(people);
        let asking = |id, person| {
            let favoured = person != patient && priority;
            SpeechRequest { priority: favoured, is_user: favoured, ..asks(id, person, SpeechKind::Speech) }
        };
        let all: Vec<_> = (1..=people).map(|person| asking(person, person)).collect();
        let mut queue = queue_of(&all);
        let mut heard = 0;
        for id in people + 1.. {
            let speech = hear_next(&mut queue, QueueOrder { alternate_users }).unwrap();
            heard += 1;
            if speech.person.as_u128() == patient {
                break;
            }
            prop_assert!(heard <= 2 * people, "after {} speeches still waiting", heard);
            take(&mut queue, asking(id, speech.person.as_u128())).unwrap();
        }
    }

    #[test]
    fn defences_never_go_beyond_the_pairs(asked in prop::collection::vec(request(), 0..40), pairs in 0_u32..4) {
        let mut queue = queue_of(&[]);
        queue.defences = Some(Defences { open_pairs: pairs, ..Defences::new(pairs) });
        for (id, (person, kind, ..)) in (1..).zip(asked) {
            let side = if kind % 2 == 0 { SpeechKind::DefenceFor } else { SpeechKind::DefenceAgainst };
            let _refused = take(&mut queue, asks(id, person, side));
            if kind > 3 {
                hear_next(&mut queue, PLAIN);
            }
            let defences = queue.defences.unwrap();
            prop_assert!(defences.made_for <= pairs && defences.made_against <= pairs);
        }
    }
}
