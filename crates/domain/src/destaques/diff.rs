//! Word-level difference of two texts, and carrying a change over to a text that moved on.

use crate::codes;
use std::ops::Range;

/// Above this many compared pairs of words the differing middle is shown as one replacement.
const PAIRS_MAX: usize = 4_000_000;

codes! {
    /// What happened to a part of a text.
    pub enum DiffOp {
        /// Stands in both (*igual*).
        Equal = "EQUAL", "igual";
        /// Only in the new one (*acrescentado*).
        Insert = "INSERT", "acrescentado";
        /// Only in the old one (*retirado*).
        Delete = "DELETE", "retirado";
    }
}

/// A run of words with the same fate.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DiffPart {
    /// Kept, added or taken away.
    pub op: DiffOp,
    /// The words, with the spaces before them.
    pub text: String,
}

/// A place where two texts differ, as ranges of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) before: Range<usize>,
    pub(super) after: Range<usize>,
}

/// The difference by words. All parts but INSERT give `before`, all but DELETE give `after`.
pub fn diff(before: &str, after: &str) -> Vec<DiffPart> {
    let (old, new) = (words(before), words(after));
    let mut parts = Vec::new();
    let mut kept_from = 0;
    for hunk in hunks(&old, &new) {
        push(&mut parts, DiffOp::Equal, &old[kept_from..hunk.before.start]);
        push(&mut parts, DiffOp::Delete, &old[hunk.before.clone()]);
        push(&mut parts, DiffOp::Insert, &new[hunk.after.clone()]);
        kept_from = hunk.before.end;
    }
    push(&mut parts, DiffOp::Equal, &old[kept_from..]);
    parts
}

/// The change from `before` to `proposed`, made on `current` instead; none when both changed the
/// same words, or when `current` already reads as proposed.
pub fn rebase(before: &str, proposed: &str, current: &str) -> Option<String> {
    let (base, wanted, now) = (words(before), words(proposed), words(current));
    let (ours, theirs) = (hunks(&base, &now), hunks(&base, &wanted));
    let collide = ours.iter().any(|a| theirs.iter().any(|b| collide(a, &now, b, &wanted)));
    if collide {
        return None;
    }
    let mut edits: Vec<(&Hunk, &[&str])> = ours.iter().map(|hunk| (hunk, &now[hunk.after.clone()])).collect();
    edits.extend(theirs.iter().map(|hunk| (hunk, &wanted[hunk.after.clone()])));
    edits.sort_by_key(|(hunk, _)| (hunk.before.start, hunk.before.end));
    let mut text = String::new();
    let mut kept_from = 0;
    for (hunk, replacement) in edits {
        text.extend(base[kept_from..hunk.before.start].iter().copied());
        text.extend(replacement.iter().copied());
        kept_from = hunk.before.end;
    }
    text.extend(base[kept_from..].iter().copied());
    Some(text)
}

/// Words and single marks, each with the white space before it; together they are the text.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while rest.peek().is_some() {
        while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        if rest.next_if(|(_, c)| c.is_alphanumeric()).is_some() {
            while rest.next_if(|(_, c)| c.is_alphanumeric()).is_some() {}
        } else {
            rest.next();
        }
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        found.push(&text[start..end]);
        start = end;
    }
    found
}

/// Where the two lists differ, in order, by a longest common subsequence.
pub(super) fn hunks(old: &[&str], new: &[&str]) -> Vec<Hunk> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let (a, b) = (&old[head..old_end], &new[head..new_end]);
    if a.is_empty() && b.is_empty() {
        return Vec::new();
    }
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > PAIRS_MAX {
        return vec![Hunk { before: head..old_end, after: head..new_end }];
    }
    walk(a, b)
        .into_iter()
        .map(|hunk| Hunk {
            before: hunk.before.start + head..hunk.before.end + head,
            after: hunk.after.start + head..hunk.after.end + head,
        })
        .collect()
}

fn walk(a: &[&str], b: &[&str]) -> Vec<Hunk> {
    let width = b.len() + 1;
    let common = common_lengths(a, b);
    let mut found = Vec::new();
    let (mut i, mut j, mut from) = (0, 0, (0, 0));
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            close(&mut found, from, (i, j));
            (i, j) = (i + 1, j + 1);
            from = (i, j);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    close(&mut found, from, (a.len(), b.len()));
    found
}

/// Length of the longest common subsequence of each pair of tails.
fn common_lengths(a: &[&str], b: &[&str]) -> Vec<u16> {
    let width = b.len() + 1;
    let mut common = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] = if a[i] == b[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    common
}

fn close(found: &mut Vec<Hunk>, from: (usize, usize), to: (usize, usize)) {
    if from != to {
        found.push(Hunk { before: from.0..to.0, after: from.1..to.1 });
    }
}

/// Two additions at one place stand side by side unless they say the same; else any word that
/// both touch is a collision.
fn collide(a: &Hunk, now: &[&str], b: &Hunk, wanted: &[&str]) -> bool {
    if a.before == b.before && a.before.is_empty() {
        return now[a.after.clone()] == wanted[b.after.clone()];
    }
    a.before.start < b.before.end && b.before.start < a.before.end
}

fn push(parts: &mut Vec<DiffPart>, op: DiffOp, run: &[&str]) {
    if !run.is_empty() {
        parts.push(DiffPart { op, text: run.concat() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(op: DiffOp, text: &str) -> DiffPart {
        DiffPart { op, text: text.into() }
    }

    #[test]
    fn one_changed_word_is_one_deletion_and_one_insertion() {
        assert_eq!(
            diff("uma contra, de três minutos", "uma contra, de dois minutos"),
            [
                part(DiffOp::Equal, "uma contra, de"),
                part(DiffOp::Delete, " três"),
                part(DiffOp::Insert, " dois"),
                part(DiffOp::Equal, " minutos"),
            ]
        );
    }

    #[test]
    fn equal_texts_are_one_part_and_empty_ones_none() {
        assert_eq!(diff("a b", "a b"), [part(DiffOp::Equal, "a b")]);
        assert!(diff("", "").is_empty());
    }

    #[test]
    fn a_change_elsewhere_is_carried_over_to_the_text_as_it_is_now() {
        let now = rebase("um dois três quatro", "um dois três cinco", "UM dois três quatro");
        assert_eq!(now.as_deref(), Some("UM dois três cinco"));
        let other_way = rebase("um dois três quatro", "UM dois três quatro", "um dois três cinco");
        assert_eq!(other_way, now);
    }

    #[test]
    fn a_change_of_the_same_word_is_not_carried_over() {
        assert_eq!(rebase("de três minutos", "de quatro minutos", "de dois minutos"), None);
        assert_eq!(rebase("de três minutos", "de dois minutos", "de dois minutos"), None);
    }

    #[test]
    fn two_additions_at_one_place_both_stand() {
        assert_eq!(rebase("fim", "fim mais", "fim já").as_deref(), Some("fim já mais"));
        assert_eq!(rebase("fim", "fim mais", "fim mais"), None);
    }

    #[test]
    fn texts_too_long_to_compare_word_by_word_are_replaced_whole() {
        let (old, new) = ("a ".repeat(3_000), "b ".repeat(3_000));
        assert!(diff(&old, &new).len() <= 3);
    }

    fn joined(parts: &[DiffPart], without: DiffOp) -> String {
        parts.iter().filter(|part| part.op != without).map(|part| part.text.as_str()).collect()
    }

    proptest! {
        #[test]
        fn the_parts_give_back_both_texts(before in "[ab ,.\nãé]{0,60}|\\PC{0,40}", after in "[ab ,.\nãé]{0,60}|\\PC{0,40}") {
            let parts = diff(&before, &after);
            prop_assert_eq!(joined(&parts, DiffOp::Insert), before);
            prop_assert_eq!(joined(&parts, DiffOp::Delete), after);
            prop_assert!(parts.windows(2).all(|pair| pair[0].op != pair[1].op));
        }

        #[test]
        fn a_change_on_an_untouched_text_is_made_as_proposed(before in "[ab ,.]{0,40}", after in "[ab ,.]{0,40}") {
            prop_assert_eq!(rebase(&before, &after, &before), Some(after));
        }
    }
}
