//! A second hand on the database: sees every table, and breaks chosen writes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};

use crate::driver::{Engine, House};

/// Every table with its rows as text, in an order of their own.
pub type Rows = BTreeMap<String, String>;

/// What looks at the tables, and may break a write, beside the house.
pub struct Tables {
    beside: DatabaseConnection,
    engine: Engine,
    all: String,
    names: Vec<String>,
}

const SQLITE_TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' \
    AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'seaql_%' ORDER BY name";
const POSTGRES_TABLES: &str = "SELECT tablename::text FROM pg_tables \
    WHERE schemaname = 'public' AND tablename NOT LIKE 'seaql_%' ORDER BY tablename";

const SQLITE_SCHEMA: &str = "SELECT type || ' ' || name, COALESCE(sql, '') FROM sqlite_master \
    WHERE name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE 'seaql_%' ORDER BY 1";
const POSTGRES_SCHEMA: &str = "SELECT 'column ' || table_name || '.' || column_name, \
    data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '') \
    FROM information_schema.columns WHERE table_schema = 'public' \
    AND table_name NOT LIKE 'seaql_%' \
    UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname, \
    pg_get_constraintdef(oid) FROM pg_constraint \
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'seaql_%' \
    UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes \
    WHERE schemaname = 'public' AND tablename NOT LIKE 'seaql_%' \
    UNION ALL SELECT 'trigger ' || tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) \
    FROM pg_trigger WHERE NOT tgisinternal \
    UNION ALL SELECT 'function ' || proname, prosrc FROM pg_proc \
    WHERE pronamespace = 'public'::regnamespace AND probin IS NULL ORDER BY 1";

/// The counter that breaks the n-th row, and the promise that breaks a commit.
const COUNTER: &str = "CREATE TABLE wall_counter (rows_left BIGINT, at_commit BIGINT); \
    INSERT INTO wall_counter VALUES (0, 0); \
    CREATE TABLE wall_parent (id BIGINT PRIMARY KEY); \
    CREATE TABLE wall_child (parent BIGINT \
    REFERENCES wall_parent (id) DEFERRABLE INITIALLY DEFERRED)";
const SQLITE_TRIGGER: &str = "CREATE TRIGGER wall_{event}_{table} AFTER {event} ON {table} BEGIN \
    UPDATE wall_counter SET rows_left = rows_left - 1; \
    SELECT RAISE(ABORT, 'The wall broke this row') FROM wall_counter WHERE rows_left = 0; \
    INSERT INTO wall_child SELECT 1 FROM wall_counter WHERE at_commit = 1; END";
const POSTGRES_FUNCTION: &str = "CREATE FUNCTION wall() RETURNS trigger LANGUAGE plpgsql AS $$ \
    BEGIN UPDATE wall_counter SET rows_left = rows_left - 1; \
    IF EXISTS (SELECT FROM wall_counter WHERE rows_left = 0) THEN \
    RAISE EXCEPTION 'The wall broke this row'; END IF; \
    INSERT INTO wall_child SELECT 1 FROM wall_counter WHERE at_commit = 1; RETURN NULL; END $$";
const POSTGRES_TRIGGER: &str = "CREATE TRIGGER wall AFTER INSERT OR UPDATE OR DELETE ON {table} \
    FOR EACH ROW EXECUTE FUNCTION wall()";

impl Tables {
    /// The tables of a house.
    #[expect(clippy::disallowed_methods, reason = "the walls look at the house from outside")]
    pub async fn of(house: &House) -> Self {
        let mut options = ConnectOptions::new(&house.app.config.database_url);
        options.max_connections(1).sqlx_logging(false);
        let beside = Database::connect(options).await.expect("the house's database opens");
        let (engine, list) = match beside.get_database_backend() {
            sea_orm::DbBackend::Sqlite => (Engine::Sqlite, SQLITE_TABLES),
            _ => (Engine::Postgres, POSTGRES_TABLES),
        };
        let mut tables = Self { beside, engine, all: String::new(), names: Vec::new() };
        tables.names = tables.texts(list).await.into_iter().map(|row| row.0).collect();
        let mut parts = Vec::new();
        for name in &tables.names {
            parts.push(tables.reading(name).await);
        }
        tables.all = parts.join(" UNION ALL ");
        tables
    }

    /// One question that gives a table's name and all its rows as one text.
    async fn reading(&self, table: &str) -> String {
        if self.engine == Engine::Postgres {
            let rows = "COALESCE(string_agg(t::text, E'\\n' ORDER BY t::text), '')";
            return format!("SELECT '{table}', {rows} FROM {table} t");
        }
        let ask = format!("SELECT name, type FROM pragma_table_info('{table}')");
        let columns = self.texts(&ask).await;
        let row = columns.iter().map(|(name, _)| format!("quote(\"{name}\")"));
        let row = row.collect::<Vec<_>>().join(" || ',' || ");
        format!(
            "SELECT '{table}', COALESCE(group_concat(t.r, char(10)), '') \
             FROM (SELECT {row} AS r FROM {table} ORDER BY 1) t"
        )
    }

    async fn texts(&self, sql: &str) -> Vec<(String, String)> {
        let ask = Statement::from_string(self.beside.get_database_backend(), sql);
        let rows = self.beside.query_all_raw(ask).await.unwrap_or_else(|why| panic!("{why}"));
        let text = |row: &sea_orm::QueryResult, at| row.try_get_by(at).unwrap_or_default();
        rows.iter().map(|row| (text(row, 0), text(row, 1))).collect()
    }

    /// What stands in them now.
    pub async fn rows(&self) -> Rows {
        self.texts(&self.all).await.into_iter().collect()
    }

    /// The connection beside the house.
    pub fn beside(&self) -> &DatabaseConnection {
        &self.beside
    }

    /// What the schema is made of, one text each, in order.
    pub async fn schema(&self) -> Vec<(String, String)> {
        self.texts(if self.engine == Engine::Sqlite { SQLITE_SCHEMA } else { POSTGRES_SCHEMA })
            .await
    }

    /// From now on a write can be broken.
    pub async fn may_break(&self) {
        self.run(COUNTER).await;
        if self.engine == Engine::Postgres {
            self.run(POSTGRES_FUNCTION).await;
            let all = self.names.iter().map(|table| POSTGRES_TRIGGER.replace("{table}", table));
            return self.run(&all.collect::<Vec<_>>().join(";")).await;
        }
        let events = ["INSERT", "UPDATE", "DELETE"];
        let all = self.names.iter().flat_map(|table| {
            let of_table = SQLITE_TRIGGER.replace("{table}", table);
            events.map(|event| of_table.replace("{event}", event))
        });
        self.run(&all.collect::<Vec<_>>().join(";")).await;
    }

    /// The n-th row that the next transaction writes is refused; 0 refuses none.
    pub async fn break_row(&self, n: usize) {
        self.run(&format!("UPDATE wall_counter SET rows_left = {n}, at_commit = 0")).await;
    }

    /// The commit of the next transaction that writes is refused.
    pub async fn break_commit(&self) {
        self.run("UPDATE wall_counter SET rows_left = 0, at_commit = 1").await;
    }

    /// Run statements beside the house.
    pub async fn run(&self, sql: &str) {
        self.beside.execute_unprepared(sql).await.unwrap_or_else(|why| panic!("{why}"));
    }
}

/// The tables that differ, each with the rows on one side alone.
pub fn differences(before: &Rows, after: &Rows) -> String {
    let mut told = String::new();
    for (table, rows) in after {
        let earlier = before.get(table).map_or("", String::as_str);
        if earlier == rows {
            continue;
        }
        for (mark, ours, theirs) in [('-', earlier, rows.as_str()), ('+', rows, earlier)] {
            let kept: Vec<&str> = theirs.split('\n').collect();
            for row in ours.split('\n').filter(|row| !row.is_empty() && !kept.contains(row)) {
                writeln!(told, "{mark} {table}: {row}").expect("a string takes every letter");
            }
        }
    }
    told
}
