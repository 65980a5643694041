//! Destaques (*destaques*) on articles and proposals.
