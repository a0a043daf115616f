import type { Metadata } from "next";
import { cookies } from "next/headers";
import { MapLoader } from "@/components/map/map-loader";
import { MapShell } from "@/components/map/map-shell";
import { WelcomeCard } from "@/components/welcome/welcome-card";
import { WelcomeText } from "@/components/welcome/welcome-text";
import { CITIES, neighborhoodName } from "@/lib/cities/cities";
import { geohashCenter, isGeohash } from "@/lib/geo/geohash";
import { loadDictionary } from "@/lib/i18n/dictionary";
import { requestLocale } from "@/lib/i18n/request-locale";
import { currentEnv } from "@/lib/platform/current-env";
import { WELCOME_COOKIE } from "@/lib/site/welcome";

interface MapPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

/** A link to a score card shows the card as a picture wherever it is shared. */
export async function generateMetadata({ searchParams }: MapPageProps): Promise<Metadata> {
  const { cell } = await searchParams;
  const origin = currentEnv().nextauthUrl;
  if (typeof cell !== "string" || !isGeohash(cell) || cell.length < 4 || cell.length > 7) return {};
  const title = neighborhoodName(geohashCenter(cell)) ?? cell;
  const images = [{ url: `/api/neighborhood/${cell}/card.png`, width: 1200, height: 630 }];
  return {
    title,
    ...(origin === null ? {} : { metadataBase: new URL(origin) }),
    openGraph: { title, siteName: "Stratum", type: "website", images },
    twitter: { card: "summary_large_image", title, images },
  };
}

export default async function MapPage({ searchParams }: MapPageProps) {
  const locale = await requestLocale();
  const t = await loadDictionary(locale);
  // Whoever follows a link to a score card came for the card, not for an introduction.
  const isFirstVisit = !(await cookies()).has(WELCOME_COOKIE) && (await searchParams).cell === undefined;
  const env = currentEnv();
  const cities = CITIES.map(({ id, name, bbox, center: [lng, lat], timezone }) => ({
    id,
    name,
    bbox,
    center: { lat, lng },
    timezone,
  }));
  return (
    <main>
      {!isFirstVisit && <h1 className="sr-only">{t.site.title}</h1>}
      <MapLoader
        locale={locale}
        cities={cities}
        styleUrl={env.styleUrl}
        geocoderUrl={env.geocoderUrl}
        isOfflineReady={env.nodeEnv === "production"}
      >
        <MapShell t={t} />
      </MapLoader>
      {isFirstVisit && (
        <WelcomeCard exploreLabel={t.welcome.explore} dismissLabel={t.welcome.dismiss}>
          <WelcomeText t={t} />
        </WelcomeCard>
      )}
    </main>
  );
}
