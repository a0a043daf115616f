"use client";

import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import type { PublicCity } from "@/components/api/types";
import { loadDictionary } from "@/lib/i18n/dictionary";
import type { Locale } from "@/lib/i18n/locale";
import type { MapAppProps } from "./map-app";

interface MapLoaderProps {
  readonly locale: Locale;
  readonly cities: readonly PublicCity[];
  readonly styleUrl: string;
  readonly geocoderUrl: string | null;
  readonly isOfflineReady: boolean;
  /** What the server drew: shown until the map is here. */
  readonly children: ReactNode;
}

interface Loaded {
  readonly App: ComponentType<MapAppProps>;
  readonly t: MapAppProps["t"];
}

/** The only script of the first load: fetches the map application and the reader's language, then steps aside. */
export function MapLoader({ locale, children, ...rest }: MapLoaderProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void Promise.all([import("./map-app"), loadDictionary(locale)]).then(
      ([{ MapApp }, t]) => isCurrent && setLoaded({ App: MapApp, t }),
    );
    return () => {
      isCurrent = false;
    };
  }, [locale]);

  if (loaded === null) return children;
  const { App, t } = loaded;
  return <App locale={locale} t={t} {...rest} />;
}
