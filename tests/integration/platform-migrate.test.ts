import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { migrate } from "@/lib/platform/migrate";
import { testRuntime } from "@/tests/support/test-runtime";

const { sql } = await testRuntime();
const folder = await mkdtemp(join(tmpdir(), "stratum-migrate-"));
let directory = folder;

afterAll(() => rm(folder, { recursive: true }));

beforeEach(async ({ task }) => {
  directory = join(folder, task.id);
  await mkdir(directory);
  await sql`DROP TABLE IF EXISTS schema_migrations, first, second, third`;
});

function write(name: string, text: string): Promise<void> {
  return writeFile(join(directory, name), text);
}

test("applies new files once, in number order, several statements each", async () => {
  await write("010_third.sql", "CREATE TABLE third AS SELECT * FROM second;");
  await write("001_first.sql", "CREATE TABLE first (n int); INSERT INTO first VALUES (1);");
  await write("002_second.sql", "CREATE TABLE second AS SELECT * FROM first;");
  expect(await migrate(sql, directory)).toEqual(["001_first.sql", "002_second.sql", "010_third.sql"]);
  expect(await migrate(sql, directory)).toEqual([]);
  expect(await sql`SELECT n FROM third`).toEqual([{ n: 1 }]);
});

test("racing starters apply each file once", async () => {
  await write("001_first.sql", "CREATE TABLE first (n int);");
  await write("002_second.sql", "CREATE TABLE second (n int); INSERT INTO second VALUES (1);");
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(sql, directory)));
  expect(applied.flat().sort()).toEqual(["001_first.sql", "002_second.sql"]);
  expect(await sql`SELECT n FROM second`).toHaveLength(1);
});

test("refuses a file that changed after it was applied, by name", async () => {
  await write("001_first.sql", "CREATE TABLE first (n int);");
  await migrate(sql, directory);
  await write("001_first.sql", "CREATE TABLE first (n bigint);");
  await expect(migrate(sql, directory)).rejects.toThrow(/001_first\.sql is not the file that was applied/);
});

test("takes other line ends for the same file", async () => {
  await write("001_first.sql", "CREATE TABLE first (\n  n int\n);\n");
  await migrate(sql, directory);
  await write("001_first.sql", "CREATE TABLE first (\r\n  n int\r\n);\r\n");
  expect(await migrate(sql, directory)).toEqual([]);
});

test("refuses a new file numbered below the newest applied", async () => {
  await write("002_second.sql", "CREATE TABLE second (n int);");
  await migrate(sql, directory);
  await write("001_first.sql", "CREATE TABLE first (n int);");
  await expect(migrate(sql, directory)).rejects.toThrow(/001_first\.sql comes before 002_second\.sql/);
});

test("a file that fails leaves nothing behind and keeps those before it", async () => {
  await write("001_first.sql", "CREATE TABLE first (n int);");
  await write("002_second.sql", "CREATE TABLE second (n int); SELECT * FROM nowhere;");
  await expect(migrate(sql, directory)).rejects.toThrow(/002_second\.sql failed: .*nowhere/);
  expect(await sql`SELECT name FROM schema_migrations`).toEqual([{ name: "001_first.sql" }]);
  expect(await sql`SELECT to_regclass('second') AS found`).toEqual([{ found: null }]);
});

test.each(["first.sql", "1_first.sql", "001-first.sql"])("refuses a file named %s", async (name) => {
  await write(name, "SELECT 1;");
  await expect(migrate(sql, directory)).rejects.toThrow(/NNN_name\.sql/);
});

test("refuses two files with one number", async () => {
  await write("001_first.sql", "SELECT 1;");
  await write("001_second.sql", "SELECT 1;");
  await expect(migrate(sql, directory)).rejects.toThrow(/number 1/);
});
