import { formatShare } from "./format";
import { Histogram } from "./histogram";
import { PlainTable } from "./plain-table";
import spread from "./score-spread.json";

type Sample = (typeof spread.samples)[number];
type LayerSpread = Sample["layers"][number];

/** The distributions of both models over real 311 data; figures made by scripts/bench/score-spread.ts. */
export function SpreadSection() {
  const shown = spread.samples
    .flatMap((sample) => sample.layers.map((layer) => ({ sample, layer })))
    .filter(
      ({ sample, layer }) =>
        sample.source.startsWith("New York") && sample.days === 1 && layer.layer === "infrastructure",
    );
  return (
    <>
      <h2 id="spread">Both models on real data</h2>
      <p>
        These figures come from public 311 requests, redated so that the newest is now and scored by the code
        that runs here. The first pair is one day of New York as it is: a thin sample, where most cells hold
        one report or two. The second pair takes that day again for each of the {spread.weighed_days} days
        that weigh anything, which is about what the whole feed of a large city brings.
      </p>
      {shown.map(({ sample, layer }) => (
        <Pair key={titleOf(sample)} sample={sample} layer={layer} />
      ))}
      <p>
        Where reports are many, classic leaves most cells at 0 and calibrated tells them apart. Where they are
        few, both say nearly the same, as they should, and neither spreads far: the least H and K keep a cell
        with one pothole from looking like a ruin.
      </p>
      <PlainTable
        caption="Spread of both models over the active cells of each sample"
        head={["Sample", "Active cells", "Classic at 0", "Classic IQR", "Calibrated IQR"]}
        rows={spread.samples.flatMap((sample) =>
          sample.layers.map((layer) => ({
            key: `${titleOf(sample)} ${layer.layer}`,
            cells: [
              `${titleOf(sample)}: ${layer.layer}`,
              layer.active_cells,
              formatShare(Math.round((100 * layer.classic.at_zero) / layer.active_cells) / 100),
              layer.classic.interquartile_range,
              layer.calibrated.interquartile_range,
            ],
          })),
        )}
      />
      <p className="text-sm">
        IQR is the interquartile range in points: half of the cells lie within it. Repeating one day makes its
        cells busier, and its quiet cells quieter, than a month of different days would. Layers with fewer
        than 20 active cells are left out. The samples hold no confirmations.
      </p>
    </>
  );
}

function Pair({ sample, layer }: { readonly sample: Sample; readonly layer: LayerSpread }) {
  const { classic, calibrated, active_cells: cells } = layer;
  const says = (name: string, { at_zero, q1, q3 }: LayerSpread["classic"]) =>
    `${name}: ${at_zero} of ${cells} cells at 0, the middle half from ${q1} to ${q3}`;
  return (
    <div className="rounded-2xl border border-line p-5">
      <p className="font-semibold text-ink">
        {titleOf(sample)}: {layer.layer}
      </p>
      <div className="mt-3 grid gap-6 sm:grid-cols-2">
        <Histogram
          label={`Histogram of ${says("classic", classic)}`}
          title={says("Classic", classic)}
          bins={classic.bins}
          color="var(--ink-faint)"
        />
        <Histogram
          label={`Histogram of ${says("calibrated", calibrated)}`}
          title={says("Calibrated", calibrated)}
          bins={calibrated.bins}
          color="var(--infrastructure)"
        />
      </div>
    </div>
  );
}

function titleOf({ source, reports, days, repeated }: Sample): string {
  const count = reports.toLocaleString("en-US");
  const time = repeated ? `its day ${spread.weighed_days} times` : days === 1 ? "one day" : `${days} days`;
  return `${source}, ${count} reports, ${time}`;
}
