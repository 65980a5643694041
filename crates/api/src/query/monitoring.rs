//! Monitoring of deliberations (*monitoramento*).
