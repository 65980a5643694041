//! Words for who people are in a council and in a conference. Source: domain.md sections 2 and 3.

use crate::codes;

codes! {
    /// Level of a council and of its conference (*nível; etapa*).
    pub enum Level {
        /// National (*nacional*, CNAS).
        National = "NATIONAL", "nacional";
        /// State or Federal District (*estadual*, CEAS; CAS-DF).
        State = "STATE", "estadual";
        /// Municipal (*municipal*, CMAS).
        Municipal = "MUNICIPAL", "municipal";
    }
}

codes! {
    /// Sector (*setor*): the two halves of parity.
    pub enum Sector {
        /// Government (*governo*).
        Government = "GOVERNMENT", "governo";
        /// Civil society (*sociedade civil*).
        CivilSociety = "CIVIL_SOCIETY", "sociedade civil";
    }
}

codes! {
    /// Segment of civil society (*segmento da sociedade civil*). Res. CNAS 99/2023, 6/2015; LOAS.
    pub enum Segment {
        /// Users of the services (*usuárias e usuários*).
        Users = "USERS", "usuárias e usuários";
        /// Workers of SUAS without a leading post (*trabalhadoras e trabalhadores*).
        Workers = "WORKERS", "trabalhadoras e trabalhadores";
        /// Entities and organizations (*entidades e organizações*).
        Entities = "ENTITIES", "entidades e organizações";
    }
}

codes! {
    /// Pool (*grupo de eleição*): government as a whole, or one segment of civil society.
    pub enum Pool {
        /// Government (*governo*).
        Government = "GOVERNMENT", "governo";
        /// Users (*usuárias e usuários*).
        Users = "USERS", "usuárias e usuários";
        /// Workers (*trabalhadoras e trabalhadores*).
        Workers = "WORKERS", "trabalhadoras e trabalhadores";
        /// Entities (*entidades e organizações*).
        Entities = "ENTITIES", "entidades e organizações";
    }
}

impl Pool {
    /// The pool of a sector and segment; civil society without a segment has none.
    pub fn of(sector: Sector, segment: Option<Segment>) -> Option<Self> {
        match (sector, segment) {
            (Sector::Government, _) => Some(Self::Government),
            (Sector::CivilSociety, Some(Segment::Users)) => Some(Self::Users),
            (Sector::CivilSociety, Some(Segment::Workers)) => Some(Self::Workers),
            (Sector::CivilSociety, Some(Segment::Entities)) => Some(Self::Entities),
            (Sector::CivilSociety, None) => None,
        }
    }

    /// The half of parity the pool belongs to.
    pub fn sector(self) -> Sector {
        if self == Self::Government { Sector::Government } else { Sector::CivilSociety }
    }
}

codes! {
    /// Category of a participant (*categoria*). Only delegates vote.
    pub enum Category {
        /// Born delegate: titular or alternate member of the council (*delegado(a) nato(a)*).
        Born = "BORN", "delegada ou delegado nato";
        /// Delegate of the government (*delegado(a) governamental*).
        Government = "GOVERNMENT", "delegada ou delegado governamental";
        /// Delegate of civil society (*delegado(a) da sociedade civil*).
        CivilSociety = "CIVIL_SOCIETY", "delegada ou delegado da sociedade civil";
        /// Guest (*convidado(a)*).
        Guest = "GUEST", "pessoa convidada";
        /// Observer (*observador(a)*).
        Observer = "OBSERVER", "pessoa observadora";
    }
}

impl Category {
    /// Whether the category has a vote (domain.md section 17: only delegates vote).
    pub fn is_delegate(self) -> bool {
        matches!(self, Self::Born | Self::Government | Self::CivilSociety)
    }
}

codes! {
    /// A seat's holder or the one who stands in (*titular*, *suplente*).
    pub enum SeatKind {
        /// Holder of the seat (*titular*).
        Titular = "TITULAR", "titular";
        /// Alternate (*suplente*).
        Alternate = "ALTERNATE", "suplente";
    }
}

codes! {
    /// Level of government a proposal addresses (*ente federado*). LOAS arts. 12 to 15.
    pub enum GovernmentLevel {
        /// The municipality (*município*).
        Municipal = "MUNICIPAL", "município";
        /// The state (*estado*).
        State = "STATE", "estado";
        /// The Union (*União*).
        Union = "UNION", "União";
    }
}

codes! {
    /// Size class of a municipality (*porte*), PNAS 2004.
    pub enum SizeClass {
        /// Up to 20,000 inhabitants by the default limits (*Pequeno Porte I*).
        Small1 = "SMALL_1", "Pequeno Porte I";
        /// Up to 50,000 (*Pequeno Porte II*).
        Small2 = "SMALL_2", "Pequeno Porte II";
        /// Up to 100,000 (*Médio Porte*).
        Medium = "MEDIUM", "Médio Porte";
        /// Up to 900,000 (*Grande Porte*).
        Large = "LARGE", "Grande Porte";
        /// Above that (*Metrópole*).
        Metropolis = "METROPOLIS", "Metrópole";
    }
}

codes! {
    /// Group with a reserved share of seats (*cota*). Res. CNAS 187/2025; which groups count is data of the cycle.
    pub enum ReservedGroup {
        /// Black people (*pretas e pardas*), self-declared.
        Black = "BLACK", "pessoas negras";
        /// People with disabilities (*pessoas com deficiência*).
        Disability = "DISABILITY", "pessoas com deficiência";
        /// LGBTQIAPN+ people.
        Lgbtqiapn = "LGBTQIAPN", "pessoas LGBTQIAPN+";
        /// Indigenous people (*povos indígenas*).
        Indigenous = "INDIGENOUS", "povos indígenas";
        /// Quilombola communities (*comunidades quilombolas*).
        Quilombola = "QUILOMBOLA", "comunidades quilombolas";
        /// Young people (*juventude*).
        Youth = "YOUTH", "juventude";
        /// Women (*mulheres*).
        Women = "WOMEN", "mulheres";
    }
}
