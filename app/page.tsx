import { requestDictionary } from "@/lib/i18n/request-locale";

export default async function MapPage() {
  const t = await requestDictionary();
  return <h1>{t.welcome.title}</h1>;
}
