import { type Geohash, isGeohash } from "@/lib/geo/geohash";
import { invalid } from "@/lib/http/parse";

/** The cell that an address names, 4 to 7 characters in either case. @throws AppError `invalid` */
export function cellParam(text: string): Geohash {
  const geohash = text.toLowerCase();
  if (!isGeohash(geohash) || geohash.length < 4 || geohash.length > 7) {
    throw invalid([{ path: "geohash", message: "must be a geohash of 4 to 7 characters" }]);
  }
  return geohash;
}
