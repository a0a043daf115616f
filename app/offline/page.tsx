import type { Metadata } from "next";
import { MessagePage } from "@/components/site/message-page";
import { requestDictionary } from "@/lib/i18n/request-locale";

export const metadata: Metadata = { robots: { index: false } };

/** What the service worker shows for a page that it has never seen. */
export default async function OfflinePage() {
  const t = await requestDictionary();
  return <MessagePage title={t.errors.offlineTitle} text={t.errors.offlineText} homeLabel={t.site.openMap} />;
}
