import type { StoredCalibration } from "@/lib/read-model/city-calibrations";
import { formatNumber } from "./format";
import { PlainTable } from "./plain-table";

const timeFormat = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/** The numbers that the calibrated model uses right now. Null: the database does not answer. */
export function CalibrationSection({ cities }: { readonly cities: readonly StoredCalibration[] | null }) {
  return (
    <>
      <h2 id="calibration">Calibration of the cities</h2>
      <p>
        The medians are measured again as reports come and go, and kept with the time. Every answer names the
        model that made its scores.
      </p>
      {cities === null ? (
        <p role="status">
          The stored values cannot be read at this moment. Everything else on this page holds.
        </p>
      ) : (
        <PlainTable
          caption="Scoring model, H and K of each city, in points"
          head={["City", "Model in use", "H safety", "H infrastr.", "K vibe", "K opport.", "Measured (UTC)"]}
          rows={cities.map((city) => ({
            key: city.cityId,
            cells: [
              city.name,
              city.model,
              formatNumber(city.hSafety),
              formatNumber(city.hInfrastructure),
              formatNumber(city.kVibe),
              formatNumber(city.kOpportunity),
              city.calibratedAt === null ? "not yet" : timeFormat.format(city.calibratedAt),
            ],
          }))}
        />
      )}
    </>
  );
}
