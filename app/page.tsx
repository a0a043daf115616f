import { cookies } from "next/headers";
import { MapLoader } from "@/components/map/map-loader";
import { MapShell } from "@/components/map/map-shell";
import { WelcomeCard } from "@/components/welcome/welcome-card";
import { WelcomeText } from "@/components/welcome/welcome-text";
import { CITIES } from "@/lib/cities/cities";
import { loadDictionary } from "@/lib/i18n/dictionary";
import { requestLocale } from "@/lib/i18n/request-locale";
import { currentEnv } from "@/lib/platform/current-env";
import { WELCOME_COOKIE } from "@/lib/site/welcome";

export default async function MapPage() {
  const locale = await requestLocale();
  const t = await loadDictionary(locale);
  const isFirstVisit = !(await cookies()).has(WELCOME_COOKIE);
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
      <MapLoader locale={locale} cities={cities} styleUrl={currentEnv().styleUrl}>
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
