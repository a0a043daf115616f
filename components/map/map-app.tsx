"use client";

import type { PublicCity } from "@/components/api/types";
import { I18nProvider } from "@/components/i18n/i18n-provider";
import { ToastProvider } from "@/components/ui/toast";
import type { Dictionary } from "@/lib/i18n/dictionary";
import type { Locale } from "@/lib/i18n/locale";
import { MapScreen } from "./map-screen";

export interface MapAppProps {
  readonly locale: Locale;
  readonly t: Dictionary;
  readonly cities: readonly PublicCity[];
  readonly styleUrl: string;
}

/** The whole map application; everything that the page loads lazily hangs here. */
export function MapApp({ locale, t, cities, styleUrl }: MapAppProps) {
  return (
    <I18nProvider locale={locale} t={t}>
      <ToastProvider label={t.common.notifications}>
        <MapScreen startCities={cities} styleUrl={styleUrl} />
      </ToastProvider>
    </I18nProvider>
  );
}
