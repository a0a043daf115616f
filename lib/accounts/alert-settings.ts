import type { Sql } from "postgres";
import { z } from "zod";

export const alertSettingsInput = z.strictObject({ quota_mail: z.boolean(), key_mail: z.boolean() });

export interface AlertSettings {
  /** Mail at 80 % and 100 % of the month's calls, to owners. */
  readonly quotaMail: boolean;
  /** Mail when a key is made, rotated or revoked, to owners. */
  readonly keyMail: boolean;
}

/** A user's settings; everything is on until they say otherwise. */
export async function readAlertSettings(sql: Sql, userId: string): Promise<AlertSettings> {
  const [row] = await sql<AlertSettings[]>`
    select quota_mail, key_mail from alert_settings where user_id = ${userId}`;
  return row ?? { quotaMail: true, keyMail: true };
}

export async function writeAlertSettings(sql: Sql, userId: string, settings: AlertSettings): Promise<void> {
  await sql`
    insert into alert_settings (user_id, quota_mail, key_mail)
    values (${userId}, ${settings.quotaMail}, ${settings.keyMail})
    on conflict (user_id) do update
      set quota_mail = excluded.quota_mail, key_mail = excluded.key_mail, updated_at = now()`;
}
