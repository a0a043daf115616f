"use client";

import { useEffect, useState } from "react";
import { MessagePage } from "@/components/site/message-page";
import { Button } from "@/components/ui/button";
import { type Dictionary, loadDictionary } from "@/lib/i18n/dictionary";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/locale";

export default function ErrorPage({ reset }: { readonly error: Error; readonly reset: () => void }) {
  const [t, setDictionary] = useState<Dictionary | null>(null);
  useEffect(() => {
    const { lang } = document.documentElement;
    void loadDictionary(isLocale(lang) ? lang : DEFAULT_LOCALE).then(setDictionary);
  }, []);
  if (t === null) return null;
  return (
    <MessagePage
      title={t.errors.errorTitle}
      text={t.errors.errorText}
      homeLabel={t.site.openMap}
      action={<Button onClick={reset}>{t.common.retry}</Button>}
    />
  );
}
