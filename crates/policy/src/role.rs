//! Roles in a council, in a conference and of the platform.

domain::codes! {
    /// Role (*papel*). The first seven are held in a council, the next four in one conference.
    pub enum Role {
        /// Executive secretary (*secretaria executiva*).
        Secretary = "SECRETARY", "secretaria executiva";
        /// President of the council (*presidência*).
        President = "PRESIDENT", "presidência";
        /// Member of the organizing committee (*comissão organizadora*).
        Committee = "COMMITTEE", "comissão organizadora";
        /// Credentialing desk (*credenciamento*).
        Credentialing = "CREDENTIALING", "credenciamento";
        /// Rapporteur (*relatoria*).
        Rapporteur = "RAPPORTEUR", "relatoria";
        /// Directing table, chair (*mesa*).
        Table = "TABLE", "mesa";
        /// Auditor: reads all, changes nothing (*auditoria*).
        Auditor = "AUDITOR", "auditoria";
        /// Delegate of any category (*delegada ou delegado*).
        Delegate = "DELEGATE", "delegada ou delegado";
        /// Guest (*pessoa convidada*).
        Guest = "GUEST", "pessoa convidada";
        /// Observer (*pessoa observadora*).
        Observer = "OBSERVER", "pessoa observadora";
        /// Hall display (*telão*).
        Display = "DISPLAY", "telão";
        /// Platform operator (*operação da plataforma*): no personal data of a tenant.
        Operator = "OPERATOR", "operação da plataforma";
        /// Anybody, signed in or not (*público*).
        Public = "PUBLIC", "qualquer pessoa";
    }
}

impl Role {
    /// Roles that a council gives to its people.
    pub const COUNCIL: &'static [Self] = &[
        Self::Secretary,
        Self::President,
        Self::Committee,
        Self::Credentialing,
        Self::Rapporteur,
        Self::Table,
        Self::Auditor,
    ];
}
