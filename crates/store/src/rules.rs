//! Rules of procedure (*regimento interno*).
