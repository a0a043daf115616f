"use client";

import { useEffect, useState } from "react";
import { MessagePage } from "@/components/site/message-page";
import { Button } from "@/components/ui/button";
import { type Dictionary, loadDictionary } from "@/lib/i18n/dictionary";
import { en } from "@/lib/i18n/en";
import { isLocale } from "@/lib/i18n/locale";

export default function ErrorPage({ reset }: { readonly error: Error; readonly reset: () => void }) {
  const [t, setDictionary] = useState<Dictionary>(en);
  useEffect(() => {
    const { lang } = document.documentElement;
    if (isLocale(lang)) void loadDictionary(lang).then(setDictionary);
  }, []);
  return (
    <MessagePage
      title={t.errors.errorTitle}
      text={t.errors.errorText}
      homeLabel={t.site.openMap}
      action={<Button onClick={reset}>{t.common.retry}</Button>}
    />
  );
}
