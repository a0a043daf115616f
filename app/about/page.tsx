import type { Metadata } from "next";
import { PageShell } from "@/components/site/page-shell";
import { AboutEn } from "@/components/text/about-en";
import { AboutEs } from "@/components/text/about-es";
import { requestDictionary, requestLocale } from "@/lib/i18n/request-locale";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestDictionary();
  return { title: t.site.about, description: t.pages.aboutLead };
}

export default async function AboutPage() {
  const [t, locale] = [await requestDictionary(), await requestLocale()];
  return (
    <PageShell title={t.pages.aboutTitle} lead={t.pages.aboutLead}>
      {locale === "es" ? <AboutEs /> : <AboutEn />}
    </PageShell>
  );
}
