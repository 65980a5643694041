//! The choices a cycle makes about its elections, as stable codes.

use crate::codes;

codes! {
    /// How candidates are chosen (*forma de escolha*).
    pub enum ElectionMethod {
        /// Most votes in the pool (*mais votados por segmento*).
        MostVotesPerPool = "MOST_VOTES_PER_POOL", "mais votados por segmento";
        /// Approval: any number of names on a ballot, most marks win (*aprovação*).
        Approval = "APPROVAL", "aprovação de quantos nomes quiser";
        /// Acclamation of a single list (*aclamação*).
        Acclamation = "ACCLAMATION", "aclamação";
    }
}

codes! {
    /// Who elects (`electionBody`).
    pub enum ElectionBody {
        /// Each segment apart (*reunião por segmento*).
        SegmentMeeting = "SEGMENT_MEETING", "reunião por segmento";
        /// The plenary as a whole (*plenária*).
        Plenary = "PLENARY", "plenária";
        /// A regional meeting (*reunião regional*).
        RegionalMeeting = "REGIONAL_MEETING", "reunião regional";
    }
}

codes! {
    /// Tie-break (*critério de desempate*); applied in the order of the rules.
    pub enum TieBreak {
        /// The older person precedes.
        Older = "OLDER", "pessoa de mais idade";
        /// Lots drawn from a published seed.
        Lots = "LOTS", "sorteio";
    }
}

codes! {
    /// What a reserved share is a share of.
    pub enum ReservedBase {
        /// All titular seats of the election.
        TitularSeats = "TITULAR_SEATS", "vagas de titular";
        /// Only the titular seats that somebody was elected to.
        FilledTitularSeats = "FILLED_TITULAR_SEATS", "vagas de titular preenchidas";
    }
}

codes! {
    /// How a share that is no whole number becomes one.
    pub enum Rounding {
        /// Up (*para cima*).
        Up = "UP", "arredondado para cima";
        /// Down (*para baixo*).
        Down = "DOWN", "arredondado para baixo";
        /// To the nearest, halves up (*para o mais próximo*).
        Nearest = "NEAREST", "arredondado para o mais próximo";
    }
}

codes! {
    /// How the result by votes is adjusted to a reserved share.
    pub enum Adjustment {
        /// Swaps within a pool, the smallest difference in votes first.
        SmallestVoteGapSamePool = "SMALLEST_VOTE_GAP_SAME_POOL", "troca no mesmo segmento, pela menor diferença de votos";
        /// None: the share is only reported.
        None = "NONE", "sem ajuste";
    }
}

codes! {
    /// What happens to a part of a reserved share that nobody can fill.
    pub enum Unfilled {
        /// Whoever has the votes keeps the seat.
        FillByVotes = "FILL_BY_VOTES", "preenchida por votos";
        /// The seat elected with the fewest votes without a declaration stays vacant.
        LeaveVacant = "LEAVE_VACANT", "fica vaga";
    }
}

codes! {
    /// What happens to a titular seat of a segment without a candidate (`vacantSeatRule`).
    pub enum VacantSeatRule {
        /// It stays vacant.
        Vacant = "VACANT", "fica vaga";
        /// It goes to the next segment of civil society in the remainder order; never to the other sector.
        NextSegment = "NEXT_SEGMENT", "passa ao segmento seguinte";
    }
}

codes! {
    /// From where an alternate may come (`substitutionScope`); no scope crosses the sector.
    pub enum SubstitutionScope {
        /// Same pool.
        SameSegment = "SAME_SEGMENT", "mesmo segmento";
        /// Same pool and same municipality.
        SameSegmentAndTown = "SAME_SEGMENT_AND_TOWN", "mesmo segmento e município";
        /// Same pool first, then the other pools of the sector.
        SameSector = "SAME_SECTOR", "mesmo setor";
    }
}
