import { POSITION_DECIMALS } from "@/lib/geo/bbox";
import { WINDOW_SECONDS } from "@/lib/projection/windows";
import { PUBLIC_PRECISION } from "@/lib/reports/public-report";
import { REPORT_LIFETIME_SECONDS } from "@/lib/reports/report";
import { cellMeters, EXAMPLE_CITY } from "./cell-size";
import { formatAge } from "./format";

const LIFETIME_DAYS = REPORT_LIFETIME_SECONDS / 86_400;
const WINDOWS = new Intl.ListFormat("en", { type: "disjunction" }).format(
  WINDOW_SECONDS.map((seconds) => formatAge(seconds * 1000)),
);

/** What the scores are not, what they must not be used for, and how positions are blurred. */
export function LimitsSection() {
  const { width, height } = cellMeters(PUBLIC_PRECISION);
  return (
    <>
      <h2 id="not-for">What the scores must not be used for</h2>
      <p>
        Scores are made of what residents chose to report. They are not crime statistics, and they say nothing
        about the people who live in a place.
      </p>
      <ul>
        <li>
          <strong>Not to call a place safe or dangerous.</strong> Many reports can mean many problems, many
          phones, or neighbours who care. A place without reports may only be one that nobody reports from.
        </li>
        <li>
          <strong>Not to decide about people</strong>: tenancy, credit, insurance, employment, policing of
          persons.
        </li>
        <li>
          <strong>Not to steer people in housing.</strong> Who reports, and about whom, follows income, age
          and origin; a safety figure can stand in for them. Listing sites have taken crime figures off
          listings for that reason. In the United States, steering by proxies for a protected class can break
          the Fair Housing Act. If you show a score beside a property, show its confidence and its date, link
          to this page, do not sort or filter homes by safety, and take advice on the law where you work.
        </li>
        <li>
          <strong>Not as an emergency service.</strong> Nobody is sent when a report comes in.
        </li>
      </ul>

      <h2 id="privacy">How positions are blurred</h2>
      <p>
        A report&apos;s position is rounded to {POSITION_DECIMALS} decimals before it is stored, and no public
        answer is finer than the centre of its {PUBLIC_PRECISION}-character geohash cell: in {EXAMPLE_CITY},{" "}
        {width} by {height} metres. Filters work on that centre too. Stored with a report is no address, no
        account and no lasting device id.
      </p>
      <p>
        Reports leave after {LIFETIME_DAYS} days. What stays are counts by 6-character cell, day and category,
        and the history of scores. The map shows the last {WINDOWS}.
      </p>
    </>
  );
}
