import latlonGeohash from "latlon-geohash";
import ngeohash from "ngeohash";
import { encodeGeohash, geohashCenter } from "@/lib/geo/geohash";
import { compare, type SectionResult } from "../result";
import { randomNumbers } from "../sample-reports";
import { timeInTurns } from "../statistics";

const POSITIONS = 100_000;

/** Encoding and decoding beside the two libraries that everybody uses. */
export async function benchGeohash(rounds: number): Promise<SectionResult> {
  const random = randomNumbers(1);
  const positions = Array.from({ length: POSITIONS }, (): readonly [number, number] => [
    random() * 360 - 180,
    random() * 180 - 90,
  ]);
  const comparisons = [];
  for (const precision of [6, 8]) {
    const { stratum, ngeo, latlon } = await timeInTurns(rounds, {
      stratum: () => consume(positions, (position) => encodeGeohash(position, precision)),
      ngeo: () => consume(positions, ([lon, lat]) => ngeohash.encode(lat, lon, precision)),
      latlon: () => consume(positions, ([lon, lat]) => latlonGeohash.encode(lat, lon, precision)),
    });
    const name = `encode, ${precision} characters`;
    const common = { name, stratum, pieces: POSITIONS };
    comparisons.push(compare({ ...common, other: "ngeohash", others: ngeo }));
    comparisons.push(compare({ ...common, other: "latlon-geohash", others: latlon }));
  }
  const hashes = positions.map((position) => encodeGeohash(position, 8));
  const { stratum, ngeo } = await timeInTurns(rounds, {
    stratum: () => consume(hashes, (hash) => geohashCenter(hash)),
    ngeo: () => consume(hashes, (hash) => ngeohash.decode(hash)),
  });
  comparisons.push(
    compare({ name: "decode, 8 characters", other: "ngeohash", stratum, others: ngeo, pieces: POSITIONS }),
  );
  return {
    id: "geohash",
    title: "Geohash",
    notes: [`${POSITIONS.toLocaleString("en-US")} positions all over the world in each round.`],
    comparisons,
    figures: [],
  };
}

/** Runs `work` on every item in a way that no compiler can leave out. */
function consume<T>(items: readonly T[], work: (item: T) => string | object): number {
  let sum = 0;
  for (const item of items) {
    const result = work(item);
    sum += typeof result === "string" ? result.length : 1;
  }
  return sum;
}
