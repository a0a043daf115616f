"use client";

import { useEffect } from "react";
import type { PublicCity } from "@/components/api/types";
import { I18nProvider } from "@/components/i18n/i18n-provider";
import { registerServiceWorker } from "@/components/offline/register-service-worker";
import { ToastProvider } from "@/components/ui/toast";
import type { Dictionary } from "@/lib/i18n/dictionary";
import type { Locale } from "@/lib/i18n/locale";
import { MapScreen } from "./map-screen";

/** The map comes first; what makes the next visit work offline can wait. */
const WORKER_DELAY_MS = 3_000;

export interface MapAppProps {
  readonly locale: Locale;
  readonly t: Dictionary;
  readonly cities: readonly PublicCity[];
  /** Style document of the base map's tile server. */
  readonly styleUrl: string;
  /** Address search, with `{query}` in it; null leaves search to our own places. */
  readonly geocoderUrl: string | null;
  /** True where the service worker is built: everywhere but in development. */
  readonly isOfflineReady: boolean;
}

/** The whole map application; everything that the page loads lazily hangs here. */
export function MapApp({ locale, t, cities, styleUrl, geocoderUrl, isOfflineReady }: MapAppProps) {
  useEffect(() => {
    if (!isOfflineReady) return;
    const timer = setTimeout(() => void registerServiceWorker().catch(() => undefined), WORKER_DELAY_MS);
    return () => clearTimeout(timer);
  }, [isOfflineReady]);

  return (
    <I18nProvider locale={locale} t={t}>
      <ToastProvider label={t.common.notifications}>
        <MapScreen startCities={cities} styleUrl={styleUrl} geocoderUrl={geocoderUrl} />
      </ToastProvider>
    </I18nProvider>
  );
}
