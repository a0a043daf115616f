declare module "latlon-geohash" {
  interface LatLon {
    readonly lat: number;
    readonly lon: number;
  }
  const Geohash: {
    encode(lat: number, lon: number, precision: number): string;
    bounds(geohash: string): { readonly sw: LatLon; readonly ne: LatLon };
    neighbours(geohash: string): Readonly<Record<"n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw", string>>;
  };
  export default Geohash;
}
