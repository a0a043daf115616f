import type { Metadata } from "next";
import { PageShell } from "@/components/site/page-shell";
import { PrivacyEn } from "@/components/text/privacy-en";
import { PrivacyEs } from "@/components/text/privacy-es";
import { requestDictionary, requestLocale } from "@/lib/i18n/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestDictionary();
  return { title: t.site.privacy, description: t.pages.privacyLead };
}

export default async function PrivacyPage() {
  const [t, locale] = [await requestDictionary(), await requestLocale()];
  return (
    <PageShell title={t.pages.privacyTitle} lead={t.pages.privacyLead}>
      {locale === "es" ? <PrivacyEs /> : <PrivacyEn />}
    </PageShell>
  );
}
