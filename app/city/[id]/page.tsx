import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Card } from "@/components/account/card";
import { CityCategories } from "@/components/city/city-categories";
import { CityHotspots } from "@/components/city/city-hotspots";
import { CityReports } from "@/components/city/city-reports";
import { PageShell } from "@/components/site/page-shell";
import { buttonClasses } from "@/components/ui/button";
import { cityAccess } from "@/lib/accounts/city-access";
import { requirePageAccount } from "@/lib/accounts/page-account";
import { findCategory } from "@/lib/catalogue/catalogue";
import { findCity } from "@/lib/cities/cities";
import { getRuntime } from "@/lib/platform/runtime";
import { listHotspots } from "@/lib/read-model/city-hotspots";
import { listCityReports } from "@/lib/read-model/city-reports";
import { listCategoryTrends } from "@/lib/read-model/trends";

const LAYER = "infrastructure";
const DAYS = 7;
const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_REPORTS = 200;

interface CityPageProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: CityPageProps): Promise<Metadata> {
  const city = findCity((await params).id);
  return { title: city === null ? "City" : `${city.name}: infrastructure`, robots: { index: false } };
}

export default async function CityPage({ params, searchParams }: CityPageProps) {
  const { id } = await params;
  const account = await requirePageAccount(`/city/${id}`);
  const city = findCity(id);
  const runtime = getRuntime();
  const access = await cityAccess(runtime, account, id);
  if (city === null || access === "no_grant") notFound();
  if (access === "not_paid") return <NotPaid name={city.name} />;

  const asked = (await searchParams).category;
  const category = typeof asked === "string" && findCategory(asked)?.layer === LAYER ? asked : null;
  const now = runtime.now();
  const [trends, hotspots, reports] = await Promise.all([
    listCategoryTrends(runtime.sql, { cityId: id, days: DAYS, asOf: now }),
    listHotspots(runtime.sql, { city, layer: LAYER, window: "30d" }),
    listCityReports(runtime.sql, {
      cityId: id,
      layer: LAYER,
      category,
      from: now - DAYS * DAY_MS,
      to: now,
      limit: MAX_REPORTS,
    }),
  ]);
  const categories = trends.filter(({ layer }) => layer === LAYER);
  return (
    <PageShell
      title={city.name}
      lead="Infrastructure reports of the last 7 days against the 7 days before, and where they gather."
      width="wide"
      actions={
        <Link href="/account" className={buttonClasses("quiet", "small")}>
          Account
        </Link>
      }
    >
      <div className="flex flex-col gap-6">
        <CityCategories cityId={id} categories={categories} chosen={category} />
        <CityHotspots city={city} hotspots={hotspots} />
        <CityReports
          title={
            category === null
              ? "All reports of the 7 days"
              : `${findCategory(category)?.label}: the reports of the 7 days`
          }
          reports={reports}
          isCut={reports.length === MAX_REPORTS}
          timezone={city.timezone}
        />
      </div>
    </PageShell>
  );
}

function NotPaid({ name }: { readonly name: string }) {
  return (
    <PageShell title={name}>
      <Card text="Your organisation may see this city, but none of its plans includes the dashboard right now.">
        <Link href="/account/billing" className={buttonClasses("primary", "medium")}>
          See the plans
        </Link>
      </Card>
    </PageShell>
  );
}
