import Link from "next/link";
import { Badge } from "@/components/account/badge";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { findCategory } from "@/lib/catalogue/catalogue";
import { neighborhoodName } from "@/lib/cities/cities";
import { geohashCenter, toGeohash } from "@/lib/geo/geohash";
import type { CityReport } from "@/lib/read-model/city-reports";

interface CityReportsProps {
  readonly title: string;
  readonly reports: readonly CityReport[];
  /** True when there are more than the list shows. */
  readonly isCut: boolean;
  readonly timezone: string;
}

/** The reports behind the numbers. */
export function CityReports({ title, reports, isCut, timezone }: CityReportsProps) {
  const time = new Intl.DateTimeFormat("en-US", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: timezone,
  });
  return (
    <div id="reports" className="scroll-mt-20">
      <Card title={title} {...(isCut ? { text: `The newest ${reports.length}.` } : {})}>
        {reports.length === 0 ? (
          <p className="text-sm text-ink-soft">No reports.</p>
        ) : (
          <DataTable
            head={["When (local)", "What", "Where", "Severity", "Seen by others", "State"]}
            numeric={[3, 4]}
            rows={reports.map((report) => {
              const cell = report.geohash.slice(0, 6);
              return {
                key: report.reportId,
                cells: [
                  time.format(report.createdAt),
                  findCategory(report.category)?.label ?? report.category,
                  <Link key="where" href={`/?cell=${cell}`} className="underline-offset-3 hover:underline">
                    {neighborhoodName(geohashCenter(toGeohash(report.geohash))) ?? cell}
                  </Link>,
                  report.severity,
                  report.stillThere,
                  report.live ? (
                    <Badge key="state">Open</Badge>
                  ) : (
                    <Badge key="state" tone="good">
                      Closed
                    </Badge>
                  ),
                ],
              };
            })}
          />
        )}
      </Card>
    </div>
  );
}
