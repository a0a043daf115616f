/** What a score image shows of a card. */
interface ImageCard {
  readonly geohash: string;
  readonly name: string | null;
  readonly report_count: number;
  readonly confidence: number;
  readonly scores: Readonly<Record<string, number | null>>;
}

const LAYERS = [
  { id: "safety", label: "Safety", color: "#c8420c" },
  { id: "vibe", label: "Vibe", color: "#b02c8a" },
  { id: "infrastructure", label: "Infrastructure", color: "#0b64ad" },
  { id: "opportunity", label: "Opportunity", color: "#0b7a5b" },
] as const;

/**
 * The score card as a picture for shared links. Drawn by Satori, not by a browser: flex boxes and inline styles only.
 */
export function ScoreImage({ card }: { readonly card: ImageCard }) {
  const { name, geohash, scores, report_count: count, confidence } = card;
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 64,
        background: "#faf8f4",
        color: "#14171e",
      }}
    >
      <div style={{ display: "flex", justifyContent: "space-between", alignItems: "flex-start" }}>
        <div style={{ display: "flex", flexDirection: "column", maxWidth: 760 }}>
          <div style={{ fontSize: 30, color: "#5a6070" }}>Stratum neighbourhood score</div>
          <div style={{ fontSize: 76, lineHeight: 1.05, marginTop: 12 }}>{name ?? `Cell ${geohash}`}</div>
        </div>
        <div style={{ display: "flex", alignItems: "baseline" }}>
          <div style={{ fontSize: 132, lineHeight: 1 }}>{shown(scores.overall)}</div>
          <div style={{ fontSize: 36, color: "#5a6070", marginLeft: 8 }}>/ 100</div>
        </div>
      </div>
      <div style={{ display: "flex", flexDirection: "column", gap: 22 }}>
        {LAYERS.map(({ id, label, color }) => (
          <div key={id} style={{ display: "flex", alignItems: "center", fontSize: 32 }}>
            <div style={{ width: 250 }}>{label}</div>
            <div style={{ display: "flex", width: 680, height: 26, borderRadius: 13, background: "#e7e3dc" }}>
              <div
                style={{ width: `${scores[id] ?? 0}%`, height: 26, borderRadius: 13, background: color }}
              />
            </div>
            <div style={{ width: 120, marginLeft: 24 }}>{shown(scores[id])}</div>
          </div>
        ))}
      </div>
      <div style={{ fontSize: 26, color: "#5a6070" }}>
        {`${count} resident ${count === 1 ? "signal" : "signals"} · confidence ${Math.round(confidence * 100)} % · not crime statistics`}
      </div>
    </div>
  );
}

function shown(score: number | null | undefined): string {
  return score === null || score === undefined ? "–" : score.toFixed(1);
}
