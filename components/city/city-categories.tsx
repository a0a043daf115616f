import Link from "next/link";
import { Card } from "@/components/account/card";
import { DataTable } from "@/components/account/data-table";
import { cx } from "@/components/ui/cx";
import { findCategory } from "@/lib/catalogue/catalogue";
import type { CategoryTrend } from "@/lib/read-model/trends";

interface CityCategoriesProps {
  readonly cityId: string;
  readonly categories: readonly CategoryTrend[];
  /** The category whose reports are listed below; null for all. */
  readonly chosen: string | null;
}

/** This week against the last, in all and per category; each number leads to the reports behind it. */
export function CityCategories({ cityId, categories, chosen }: CityCategoriesProps) {
  const current = categories.reduce((sum, each) => sum + each.current, 0);
  const previous = categories.reduce((sum, each) => sum + each.previous, 0);
  return (
    <Card title="This week">
      <div className="mb-6 flex flex-wrap gap-x-12 gap-y-4">
        <Figure label="Last 7 days" value={current.toLocaleString("en-US")} />
        <Figure label="The 7 days before" value={previous.toLocaleString("en-US")} />
        <Figure label="Change" value={previous === 0 ? "–" : percent(current / previous - 1)} />
      </div>
      {categories.length === 0 ? (
        <p className="text-sm text-ink-soft">No infrastructure reports in these two weeks.</p>
      ) : (
        <DataTable
          head={["Category", "Last 7 days", "Before", "Change"]}
          numeric={[1, 2, 3]}
          rows={categories.map(({ category, current: now, previous: before, change, significant }) => ({
            key: category,
            cells: [
              findCategory(category)?.label ?? category,
              <Link
                key="current"
                href={
                  chosen === category
                    ? `/city/${cityId}#reports`
                    : `/city/${cityId}?category=${category}#reports`
                }
                aria-current={chosen === category}
                className={cx("underline underline-offset-3", chosen === category && "font-bold")}
              >
                {now.toLocaleString("en-US")}
                <span className="sr-only"> reports, show them</span>
              </Link>,
              before.toLocaleString("en-US"),
              <span key="change" className={significant ? "font-semibold" : "text-ink-faint"}>
                {change === null ? (now > 0 ? "new" : "–") : percent(change)}
                {!significant && change !== null && change !== 0 && (
                  <span className="sr-only"> (may be noise)</span>
                )}
              </span>,
            ],
          }))}
        />
      )}
      <p className="mt-4 text-[13px] text-ink-faint">
        Changes in grey may well be noise: differences this size come up by chance more than once in twenty
        times.
      </p>
    </Card>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <div className="text-3xl font-bold tracking-tight tabular-nums">{value}</div>
      <div className="text-sm text-ink-faint">{label}</div>
    </div>
  );
}

function percent(change: number): string {
  return new Intl.NumberFormat("en-US", { style: "percent", signDisplay: "exceptZero" }).format(change);
}
