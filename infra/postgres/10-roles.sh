#!/usr/bin/env bash
# The two roles of Confere and its database. Runs once, when PostgreSQL makes its data directory.
set -euo pipefail

psql -X -v ON_ERROR_STOP=1 -v owner_password="$CONFERE_OWNER_PASSWORD" -v app_password="$CONFERE_APP_PASSWORD" \
  --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
-- Owns the tables and migrates them.
CREATE ROLE confere_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
-- The application: owns nothing, so that row-level security always holds for it.
CREATE ROLE confere_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE confere OWNER confere_owner;
\connect confere
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO confere_owner;
GRANT USAGE ON SCHEMA public TO confere_app;
SQL
