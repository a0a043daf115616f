declare module "latlon-geohash" {
  interface LatLon {
    readonly lat: number;
    readonly lon: number;
  }
  export default class Geohash {
    static encode(lat: number, lon: number, precision: number): string;
    static bounds(geohash: string): { readonly sw: LatLon; readonly ne: LatLon };
    static neighbours(
      geohash: string,
    ): Readonly<Record<"n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw", string>>;
  }
}
