//! Made-up reports of the municipalities of one state (*dados fictícios*): the same arguments always
//! give the same reports, and a municipality's report depends on its code and the seed only.

/// A report as far as inboxes and pools need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TownReport {
    /// IBGE code of the municipality.
    pub ibge_code: String,
    /// Its name.
    pub name: String,
    /// Days after the conference on which it was filed; some are later than 20.
    pub filed_after_days: u32,
    /// Proposals, by axis, level and priority.
    pub proposals: Vec<TownProposal>,
}

/// A proposal of a town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TownProposal {
    /// Identifier in the town.
    pub id: String,
    /// Axis, 1 to 5.
    pub axis: u32,
    /// `MUNICIPAL`, `STATE` or `UNION`.
    pub level: &'static str,
    /// Place among those of its axis and level, from 1.
    pub priority: u32,
    /// Text.
    pub text: String,
}

const LEVELS: [(&str, char); 3] = [("MUNICIPAL", 'M'), ("STATE", 'E'), ("UNION", 'U')];
const VERBS: [&str; 6] = ["Ampliar", "Garantir", "Cofinanciar", "Implantar", "Fortalecer", "Regularizar"];
const OBJECTS: [&str; 10] = [
    "o serviço de convivência",
    "a equipe volante do CRAS",
    "o acolhimento regionalizado",
    "os benefícios eventuais",
    "o piso da proteção básica",
    "a educação permanente",
    "o fórum de usuárias e usuários",
    "o transporte até os serviços",
    "o plano de cargos e salários",
    "o repasse mensal ao fundo",
];
const PUBLICS: [&str; 6] = [
    "para as famílias da zona rural",
    "para povos e comunidades tradicionais",
    "para a população em situação de rua",
    "para pessoas idosas",
    "para pessoas com deficiência",
    "para mulheres em situação de violência",
];
const TAILS: [&str; 4] = ["", ", até o fim de 2027", ", com controle do conselho", ", de forma regular"];

/// Reports of towns (code and name), each with `proposals` proposals over five axes and three levels.
pub fn state_reports(towns: &[(String, String)], seed: u64, proposals: u32) -> Vec<TownReport> {
    towns.iter().map(|(code, name)| report(code, name, seed, proposals)).collect()
}

fn report(code: &str, name: &str, seed: u64, total: u32) -> TownReport {
    let mut dice = Dice(code.bytes().fold(seed, |mixed, byte| mixed.wrapping_mul(31).wrapping_add(u64::from(byte))));
    let mut proposals = Vec::new();
    for number in 0..total {
        let (axis, turn) = (number % 5 + 1, number / 5);
        let (level, letter) = LEVELS[turn as usize % 3];
        let priority = turn / 3 + 1;
        let theme = dice.below(OBJECTS.len());
        let mut text = format!("{} {} {}", dice.of(&VERBS), OBJECTS[theme], dice.of(&PUBLICS));
        text.push_str(dice.of(&TAILS));
        if dice.below(8) == 0 {
            text = format!("{text}, em {name}");
        }
        text.push('.');
        proposals.push(TownProposal { id: format!("{code}-{axis}{letter}{priority}"), axis, level, priority, text });
    }
    let filed_after_days = if dice.below(20) == 0 { 21 + dice.next(9) } else { 5 + dice.next(15) };
    TownReport { ibge_code: code.to_owned(), name: name.to_owned(), filed_after_days, proposals }
}

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, sides: usize) -> usize {
        (self.roll() % sides as u64) as usize
    }

    fn next(&mut self, sides: u32) -> u32 {
        (self.roll() % u64::from(sides)) as u32
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_has_the_same_report_whoever_else_is_asked_for() {
        let towns =
            [("3132503".to_owned(), "Itamarandiba".to_owned()), ("3106200".to_owned(), "Belo Horizonte".to_owned())];
        let both = state_reports(&towns, 1, 30);
        assert_eq!(state_reports(&towns[1..], 1, 30)[0], both[1]);
        assert_eq!(both[0].proposals.len(), 30);
        assert_ne!(state_reports(&towns, 2, 30), both);
    }
}
