use super::*;
use crate::ids::TenantId;
use crate::people::GovernmentLevel;
use proptest::prelude::*;
use uuid::Uuid;

fn id(number: u128) -> ItemId {
    ItemId(Uuid::from_u128(number))
}

fn now() -> (DateTime<Utc>, &'static str) {
    (DateTime::from_timestamp(0, 0).unwrap(), "Relatoria")
}

fn origin(number: u128, axis: u32) -> Origin {
    Origin {
        tenant: TenantId(Uuid::from_u128(number / 2)),
        place: format!("Município {}", number / 2),
        conference: Uuid::from_u128(number / 2),
        proposal: number.to_string(),
        label: format!("{axis}M{number}"),
        axis,
        level: GovernmentLevel::Municipal,
        priority: 1,
        text: format!("Proposta {number}."),
    }
}

fn pool(number: u128) -> ProposalPool {
    let mut pool = ProposalPool::default();
    (0..number).for_each(|number| pool.import(id(number), origin(number, 1)));
    pool
}

#[test]
fn merging_unites_the_lineage_and_counts_the_towns() {
    let mut pool = pool(4);
    let merged = pool.merge(now(), id(100), &[id(0), id(1), id(2)], "Texto comum.").unwrap();
    assert_eq!((merged.lineage.len(), merged.towns()), (3, 2));
    assert_eq!(pool.in_force().map(|item| item.id).collect::<Vec<_>>(), [id(3), id(100)]);
    assert_eq!(pool.history()[0].by, "Relatoria");
}

#[test]
fn no_item_is_in_two_merges() {
    let mut pool = pool(3);
    pool.merge(now(), id(100), &[id(0), id(1)], "A.").unwrap();
    let refused = pool.merge(now(), id(101), &[id(1), id(2)], "B.").unwrap_err();
    assert_eq!(refused, PoolRefused::AlreadyMerged(id(1)));
    assert!(pool.merge(now(), id(101), &[id(100), id(2)], "B.").is_ok());
}

#[test]
fn one_item_twice_is_no_merge_and_axes_do_not_mix() {
    let mut pool = pool(1);
    assert_eq!(pool.merge(now(), id(100), &[id(0), id(0)], "A."), Err(PoolRefused::WrongNumber));
    pool.import(id(5), origin(5, 2));
    assert_eq!(pool.merge(now(), id(100), &[id(0), id(5)], "A."), Err(PoolRefused::DifferentPlace));
}

#[test]
fn originals_are_neither_split_nor_rewritten() {
    let mut pool = pool(2);
    assert_eq!(pool.split(now(), id(0)), Err(PoolRefused::NotMerged(id(0))));
    assert_eq!(pool.reword(now(), id(0), "Outro."), Err(PoolRefused::NotMerged(id(0))));
}

#[test]
fn splitting_brings_the_parts_back_and_can_itself_be_undone() {
    let mut pool = pool(2);
    pool.merge(now(), id(100), &[id(0), id(1)], "A.").unwrap();
    pool.reword(now(), id(100), "B.").unwrap();
    pool.split(now(), id(100)).unwrap();
    assert_eq!(pool.in_force().count(), 2);
    pool.undo().unwrap();
    assert_eq!(pool.item(id(100)).unwrap().text, "B.");
    pool.undo().unwrap();
    assert_eq!(pool.item(id(100)).unwrap().text, "A.");
    pool.undo().unwrap();
    assert_eq!(pool.undo(), Err(PoolRefused::NothingToUndo));
    assert_eq!(pool, self::pool(2));
}

fn act(pool: &mut ProposalPool, step: u128, (kind, one, other, third): (u8, usize, usize, usize)) {
    let ids: Vec<ItemId> = pool.items().map(|item| item.id).collect();
    let pick = |index: usize| ids[index % ids.len()];
    let _refused = match kind {
        0..=2 => pool.merge(now(), id(1000 + step), &[pick(one), pick(other), pick(third)], "Fusão.").map(|_| ()),
        3 => pool.split(now(), pick(one)),
        _ => pool.reword(now(), pick(one), &format!("Redação {step}.")),
    };
}

proptest! {
    #[test]
    fn undoing_everything_returns_every_earlier_state(
        acts in prop::collection::vec((0_u8..5, 0_usize..50, 0_usize..50, 0_usize..50), 0..25)
    ) {
        let mut pool = pool(8);
        let mut states = vec![pool.clone()];
        for (step, one) in acts.into_iter().enumerate() {
            let before = pool.history().len();
            act(&mut pool, step as u128, one);
            if pool.history().len() > before {
                states.push(pool.clone());
            } else {
                prop_assert_eq!(states.last(), Some(&pool));
            }
        }
        while states.len() > 1 {
            let state = states.pop();
            prop_assert_eq!(Some(&pool), state.as_ref());
            pool.undo().unwrap();
        }
        prop_assert_eq!(states.pop().unwrap(), pool);
    }

    #[test]
    fn what_is_in_force_descends_from_every_original_exactly_once(
        acts in prop::collection::vec((0_u8..5, 0_usize..50, 0_usize..50, 0_usize..50), 0..25)
    ) {
        let mut pool = pool(8);
        for (step, one) in acts.into_iter().enumerate() {
            act(&mut pool, step as u128, one);
            let mut proposals: Vec<&str> =
                pool.in_force().flat_map(|item| item.lineage.iter().map(|origin| origin.proposal.as_str())).collect();
            proposals.sort_unstable();
            prop_assert_eq!(proposals, ["0", "1", "2", "3", "4", "5", "6", "7"]);
        }
    }
}
