import { alertSettingsInput, readAlertSettings, writeAlertSettings } from "@/lib/accounts/alert-settings";
import { withAccount } from "@/lib/accounts/with-account";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const GET = withAccount("member", async (_request, { runtime, account }) => {
  const { quotaMail, keyMail } = await readAlertSettings(runtime.sql, account.userId);
  return json({ quota_mail: quotaMail, key_mail: keyMail });
});

export const PUT = withAccount("member", async (request, { runtime, account }) => {
  const input = parse(alertSettingsInput, await readJson(request));
  const settings = { quotaMail: input.quota_mail, keyMail: input.key_mail };
  await writeAlertSettings(runtime.sql, account.userId, settings);
  return json(input);
});
