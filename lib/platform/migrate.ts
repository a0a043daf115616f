import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";

/** Advisory lock that every migrating process takes: any number, the same everywhere. */
const MIGRATION_LOCK = 7_318_349_027;

/** The migrations in `sql/` and those applied to the database do not fit together. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/**
 * Applies the `NNN_name.sql` files of `directory` that the database does not have yet, in number order, each in its
 * own transaction. Racing starters wait for each other. Forward only: a file that changed after it was applied, or
 * one numbered below the newest applied, is refused.
 *
 * @returns the names of the files applied now
 * @throws MigrationError when files and database do not fit together
 */
export async function migrate(sql: Sql, directory: string): Promise<string[]> {
  const migrations = await readMigrations(directory);
  await locked(sql, createLedger);
  const appliedNow: string[] = [];
  for (const migration of migrations) {
    if (await locked(sql, (transaction) => applyOnce(transaction, migration)))
      appliedNow.push(migration.name);
  }
  return appliedNow;
}

async function locked<T>(sql: Sql, work: (transaction: TransactionSql) => Promise<T>): Promise<T> {
  const result = await sql.begin(async (transaction) => {
    await transaction`SET LOCAL statement_timeout = 0`;
    await transaction`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    return { value: await work(transaction) };
  });
  return result.value;
}

async function createLedger(transaction: TransactionSql): Promise<void> {
  await transaction`
    CREATE TABLE IF NOT EXISTS schema_migrations (
      number integer PRIMARY KEY,
      name text NOT NULL,
      sha256 text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`;
}

async function applyOnce(transaction: TransactionSql, migration: Migration): Promise<boolean> {
  const { number, name, sha256, text } = migration;
  const applied = await transaction<Applied[]>`
    SELECT number, name, sha256 FROM schema_migrations ORDER BY number`;
  const same = applied.find((row) => row.number === number);
  if (same !== undefined) {
    if (same.sha256 !== sha256) {
      throw new MigrationError(
        `sql/${name} is not the file that was applied as number ${number} (${same.name}). Migrations only go forward: restore it and put the change into a new file.`,
      );
    }
    return false;
  }
  const newest = applied.at(-1);
  if (newest !== undefined && newest.number > number) {
    throw new MigrationError(
      `sql/${name} comes before ${newest.name}, which is already applied. Give it the next free number.`,
    );
  }
  await transaction.unsafe(text).catch((error: unknown) => {
    throw new MigrationError(`sql/${name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  });
  await transaction`INSERT INTO schema_migrations ${transaction({ number, name, sha256 })}`;
  return true;
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql"));
  const migrations = await Promise.all(names.map((name) => readMigration(directory, name)));
  migrations.sort((a, b) => a.number - b.number);
  const twin = migrations.find((migration, index) => migrations[index + 1]?.number === migration.number);
  if (twin !== undefined) throw new MigrationError(`Two files in sql/ have the number ${twin.number}`);
  return migrations;
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const number = Number(/^(\d{3})_[a-z0-9_]+\.sql$/.exec(name)?.[1]);
  if (Number.isNaN(number)) throw new MigrationError(`sql/${name} is not named NNN_name.sql`);
  // A checkout on Windows may have turned the line ends.
  const text = (await readFile(join(directory, name), "utf8")).replaceAll("\r\n", "\n");
  return { number, name, text, sha256: createHash("sha256").update(text).digest("hex") };
}
