import { handle } from "@/lib/http/handle";
import { parse } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { dataVersion } from "@/lib/read-model/data-version";
import { notModified, versionTag } from "@/lib/read-model/etag";
import { tileRequest } from "@/lib/read-model/map-request";
import { readTile, tileKeyOf } from "@/lib/read-model/tiles";

const SUFFIX = ".mvt";

/** `GET /api/tiles/{z}/{x}/{y}.mvt?layers=&window=` */
export const GET = handle<{ z: string; x: string; y: string }>(async (request, { runtime, params }) => {
  if (!params.y.endsWith(SUFFIX)) throw new AppError("not_found", "Tiles end in .mvt");
  const tile = parse(tileRequest, {
    ...Object.fromEntries(new URL(request.url).searchParams),
    z: params.z,
    x: params.x,
    y: params.y.slice(0, -SUFFIX.length),
  });
  const version = await dataVersion(runtime.sql, runtime.now());
  const etag = versionTag(version, tileKeyOf(tile));
  const headers = {
    ETag: etag,
    "Cache-Control": "public, max-age=0, s-maxage=1, stale-while-revalidate=10",
    "Access-Control-Allow-Origin": "*",
  };
  if (notModified(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(await readTile(runtime.sql, tile, version), {
    headers: { ...headers, "Content-Type": "application/vnd.mapbox-vector-tile" },
  });
});
