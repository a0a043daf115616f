import { cookies, headers } from "next/headers";
import { type Dictionary, loadDictionary } from "./dictionary";
import { isLocale, LOCALE_COOKIE, type Locale, negotiateLocale } from "./locale";

/** The language of this request: the reader's choice, else their browser's. Server components only. */
export async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  return isLocale(chosen) ? chosen : negotiateLocale((await headers()).get("accept-language"));
}

export async function requestDictionary(): Promise<Dictionary> {
  return loadDictionary(await requestLocale());
}
