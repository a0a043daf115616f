import {
  HOTSPOT_FALSE_DISCOVERY_RATE,
  HOTSPOT_MIN_CELLS,
  TREND_FALSE_DISCOVERY_RATE,
  TREND_SIGNIFICANCE_LEVEL,
  WEEKDAY_PRIOR_REPORTS,
} from "@/lib/scoring/constants";
import { compareWindows } from "@/lib/scoring/trend";
import { formatNumber, formatShare } from "./format";

/** How trends are told from noise, and hot spots from busy places. */
export function StatisticsSection() {
  const tiny = compareWindows(2, 1);
  const clear = compareWindows(60, 30);
  return (
    <>
      <h2 id="trends">Trends</h2>
      <p>
        A trend compares a window with the one of the same length before it. From 1 report to 2 is{" "}
        {formatShare(tiny.change ?? 0)} more and means nothing, so each change is tested: if nothing had
        changed, how likely would counts at least this unusual be? A change is called significant when that
        probability is at most {formatShare(TREND_SIGNIFICANCE_LEVEL)}. For 1 → 2 it is{" "}
        {formatShare(tiny.pValue)}; for 30 → 60 it is {formatNumber(clear.pValue * 100, 2)} %.
      </p>
      <p>
        The test is the exact conditional test for two Poisson counts (Przyborowski and Wilenski, 1940): given
        the reports of both windows together, those of the later one are binomial. It is exact for the small
        counts that cells have, and errs on the careful side.
      </p>
      <p>
        A list of trends looks at every cell of a city, and one in twenty would seem to change by chance
        alone. There a change is called significant only if it stands among all of them: the procedure of
        Benjamini and Hochberg (1995) keeps the share of false alarms to{" "}
        {formatShare(TREND_FALSE_DISCOVERY_RATE)}. The same holds for a list of categories.
      </p>
      <p>
        Windows that are not whole weeks hold different weekdays. The later window&apos;s expected share then
        follows the city&apos;s own weekday profile, to which {WEEKDAY_PRIOR_REPORTS} reports are added for
        each weekday, so that a quiet city gets a flat one.
      </p>

      <h2 id="hot-spots">Hot spots</h2>
      <p>
        A hot spot is a group of neighbouring cells whose surroundings hold significantly more reports than
        the city&apos;s cells do on the whole. The statistic is Gi* (Getis and Ord, 1992 and 1995) over a cell
        and its eight neighbours, on counts made nearly normal by 2·√(<var>x</var> + 3/8) (Anscombe, 1948), so
        that one extraordinary cell does not colour everything around it.
      </p>
      <p>
        Testing every cell of a city would find hot cells by chance alone. The procedure of Benjamini and
        Hochberg keeps the share of false alarms among the cells reported to{" "}
        {formatShare(HOTSPOT_FALSE_DISCOVERY_RATE)} (Caldas de Castro and Singer, 2006). Empty cells of the
        city count too. With fewer than {HOTSPOT_MIN_CELLS} cells no hot spots are looked for.
      </p>
    </>
  );
}
