import { LRUCache } from "lru-cache";

/** Cells of the report ids that this process met lately; a promise while the index is asked. */
const cells = new LRUCache<string, Promise<string>>({ max: 50_000 });

/** The cell that owns this id in `table`, as far as this process knows; undefined when it never met the id. */
export function knownOwner(table: string, id: string): Promise<string> | undefined {
  return cells.get(`${table}/${id}`);
}

/** Notes the owner, unless it turns out that finding it failed. */
export function rememberOwner(table: string, id: string, owner: Promise<string>): void {
  const key = `${table}/${id}`;
  cells.set(key, owner);
  owner.catch(() => cells.delete(key));
}
