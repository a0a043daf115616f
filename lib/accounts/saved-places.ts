import type { Sql } from "postgres";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { AppError } from "@/lib/http/problem";

const MAX_PLACES = 1_000;
const MAX_DEPTH = 8;

/** A folder as people see it: names from the outside in, empty at the top. */
const folderNames = z
  .array(z.string().trim().min(1, "must not be empty").max(60, "may have at most 60 characters"))
  .max(MAX_DEPTH, `may be at most ${MAX_DEPTH} folders deep`);

export const savePlaceInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(100, "may have at most 100 characters"),
  geohash: z.string().regex(/^[0-9b-hjkmnp-z]{4,7}$/, "must be a geohash of 4 to 7 characters"),
  note: z.string().trim().max(500, "may have at most 500 characters").default(""),
  folder: folderNames.default([]),
});

export const movePlaceInput = z.strictObject({
  name: savePlaceInput.shape.name.optional(),
  note: z.string().trim().max(500, "may have at most 500 characters").optional(),
  folder: folderNames.optional(),
});

export interface SavedPlace {
  readonly id: string;
  readonly name: string;
  readonly geohash: string;
  readonly note: string;
  /** Path of labels, `homes.north_side`; empty at the top. */
  readonly folder: string;
  readonly createdAt: Date;
}

export interface SavedFolder {
  readonly path: string;
  readonly name: string;
}

/** A user's places and folders, folders in tree order. */
export async function listPlaces(
  sql: Sql,
  userId: string,
): Promise<{ places: SavedPlace[]; folders: SavedFolder[] }> {
  const [places, folders] = await Promise.all([
    sql<SavedPlace[]>`
      select id, name, geohash, note, folder::text, created_at from saved_places
      where user_id = ${userId} order by folder, created_at desc`,
    sql<SavedFolder[]>`select path::text, name from saved_folders where user_id = ${userId} order by path`,
  ]);
  return { places, folders };
}

/**
 * Saves a place, making its folders on the way.
 *
 * @throws AppError `conflict` past 1,000 places
 */
export async function savePlace(
  sql: Sql,
  input: z.output<typeof savePlaceInput> & { readonly userId: string },
): Promise<{ id: string }> {
  const { userId, name, geohash, note } = input;
  const id = uuidv7();
  const folder = await ensureFolders(sql, userId, input.folder);
  const saved = await sql`
    insert into saved_places (id, user_id, folder, name, geohash, note)
    select ${id}, ${userId}, ${folder}::text::ltree, ${name}, ${geohash}, ${note}
    where (select count(*) from saved_places where user_id = ${userId}) < ${MAX_PLACES} returning 1`;
  if (saved.length === 0) throw new AppError("conflict", `At most ${MAX_PLACES} places can be saved.`);
  return { id };
}

/** Renames or moves a place; false when the user has none with this id. */
export async function changePlace(
  sql: Sql,
  input: z.output<typeof movePlaceInput> & { readonly userId: string; readonly placeId: string },
): Promise<boolean> {
  const folder = input.folder === undefined ? null : await ensureFolders(sql, input.userId, input.folder);
  const changed = await sql`
    update saved_places set
      name = coalesce(${input.name ?? null}::text, name), note = coalesce(${input.note ?? null}::text, note),
      folder = coalesce(${folder}::text::ltree, folder)
    where id = ${input.placeId} and user_id = ${input.userId} returning 1`;
  return changed.length === 1;
}

/** Removes a place; false when the user has none with this id. */
export async function removePlace(sql: Sql, userId: string, placeId: string): Promise<boolean> {
  const gone = await sql`delete from saved_places where id = ${placeId} and user_id = ${userId} returning 1`;
  return gone.length === 1;
}

/** Removes a folder with all folders and places under it, and says how many places went. */
export async function removeFolder(sql: Sql, userId: string, path: string): Promise<number> {
  return sql.begin(async (tx) => {
    const places = await tx`
      delete from saved_places where user_id = ${userId} and folder <@ ${path}::text::ltree returning 1`;
    await tx`delete from saved_folders where user_id = ${userId} and path <@ ${path}::text::ltree`;
    return places.length;
  });
}

async function ensureFolders(sql: Sql, userId: string, names: readonly string[]): Promise<string> {
  const labels = names.map(folderLabel);
  for (let depth = 1; depth <= labels.length; depth++) {
    await sql`
      insert into saved_folders (user_id, path, name)
      values (${userId}, ${labels.slice(0, depth).join(".")}::text::ltree, ${names[depth - 1] ?? ""})
      on conflict do nothing`;
  }
  return labels.join(".");
}

/** An ltree label for a folder name: letters and digits as they are, every other character as `_hex_`. */
export function folderLabel(name: string): string {
  return [...name.normalize("NFC").toLowerCase()]
    .map((character) =>
      /[a-z0-9]/.test(character) ? character : `_${character.codePointAt(0)?.toString(16)}_`,
    )
    .join("");
}

/** A path of labels as a request names it. */
export const folderPath = z
  .string()
  .regex(/^[a-z0-9_]{1,600}(?:\.[a-z0-9_]{1,600}){0,7}$/, "is not a folder of yours");
