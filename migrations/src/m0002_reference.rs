//! States and municipalities of IBGE (sources in `data/README.md`).

use crate::table::create_directory_table;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATES: &str = include_str!("../data/states.csv");
const MUNICIPALITIES: &str = include_str!("../data/municipalities.csv");
const ROWS_PER_INSERT: usize = 400;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let states = Table::create()
            .col(text("uf").primary_key().take())
            .col(text("ibge_code"))
            .col(text("name"))
            .col(text("region"))
            .to_owned();
        create_directory_table(manager, "states", states, "SELECT").await?;
        let municipalities = Table::create()
            .col(text("ibge_code").primary_key().take())
            .col(text("name"))
            .col(text("search_name"))
            .col(text("uf"))
            .col(integer("population"))
            .col(integer_null("population_estimate_2024"))
            .col(double("latitude"))
            .col(double("longitude"))
            .col(boolean("is_capital"))
            .col(text("time_zone"))
            .to_owned();
        create_directory_table(manager, "municipalities", municipalities, "SELECT").await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_municipalities_uf_search_name")
                    .table("municipalities")
                    .col("uf")
                    .col("search_name")
                    .to_owned(),
            )
            .await?;
        fill_states(manager).await?;
        fill_municipalities(manager).await
    }
}

async fn fill_states(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut insert = Query::insert();
    insert.into_table("states").columns(["ibge_code", "uf", "name", "region"]);
    for line in STATES.lines().skip(1) {
        insert.values(line.split(',').map(Expr::val).collect::<Vec<_>>()).map_err(malformed)?;
    }
    manager.execute(insert).await.map(|_| ())
}

async fn fill_municipalities(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let rows: Vec<&str> = MUNICIPALITIES.lines().skip(1).collect();
    for chunk in rows.chunks(ROWS_PER_INSERT) {
        let mut insert = Query::insert();
        insert.into_table("municipalities").columns([
            "ibge_code",
            "name",
            "search_name",
            "uf",
            "population",
            "latitude",
            "longitude",
            "is_capital",
            "population_estimate_2024",
            "time_zone",
        ]);
        for line in chunk {
            insert.values(municipality(line)?).map_err(malformed)?;
        }
        manager.execute(insert).await?;
    }
    Ok(())
}

fn municipality(line: &str) -> Result<Vec<Expr>, DbErr> {
    let fields: Vec<&str> = line.split(',').collect();
    let [code, name, uf, population, latitude, longitude, capital, estimate, zone] = fields[..] else {
        return Err(malformed(line));
    };
    let number = |text: &str| text.parse::<i32>().map_err(malformed);
    let degrees = |text: &str| text.parse::<f64>().map_err(malformed);
    let estimate = if estimate.is_empty() { None } else { Some(number(estimate)?) };
    Ok(vec![
        Expr::val(code),
        Expr::val(name),
        Expr::val(search_name(name)),
        Expr::val(uf),
        Expr::val(number(population)?),
        Expr::val(degrees(latitude)?),
        Expr::val(degrees(longitude)?),
        Expr::val(capital == "true"),
        Expr::val(estimate),
        Expr::val(zone),
    ])
}

/// The name as it is searched; the same form as `domain::text::search_key`, which a test compares.
fn search_name(name: &str) -> String {
    let plain: String = name.chars().map(plain_letter).collect::<String>().to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_letter(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'Á' | 'À' | 'Â' | 'Ã' => 'a',
        'é' | 'è' | 'ê' | 'É' | 'Ê' => 'e',
        'í' | 'ï' | 'Í' => 'i',
        'ó' | 'ô' | 'õ' | 'ö' | 'Ó' | 'Ô' => 'o',
        'ú' | 'ü' | 'Ú' => 'u',
        'ç' | 'Ç' => 'c',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    }
}

fn malformed(what: impl std::fmt::Display) -> DbErr {
    DbErr::Migration(format!("reference data: {what}"))
}
