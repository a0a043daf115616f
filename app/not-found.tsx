import { MessagePage } from "@/components/site/message-page";
import { requestDictionary } from "@/lib/i18n/request-locale";

export default async function NotFound() {
  const t = await requestDictionary();
  return (
    <MessagePage title={t.errors.notFoundTitle} text={t.errors.notFoundText} homeLabel={t.site.openMap} />
  );
}
