import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { clusterCollection, listClusters } from "@/lib/read-model/clusters";
import { dataVersion } from "@/lib/read-model/data-version";
import { notModified, versionTag } from "@/lib/read-model/etag";
import { clustersRequest } from "@/lib/read-model/map-request";

/** `GET /api/clusters?bbox=&zoom=&layers=&window=` */
export const GET = handle(async (request, { runtime }) => {
  const url = new URL(request.url);
  const query = parse(clustersRequest, Object.fromEntries(url.searchParams));
  const etag = versionTag(await dataVersion(runtime.sql, runtime.now()), url.search);
  const headers = { ETag: etag, "Cache-Control": "public, max-age=0, must-revalidate" };
  if (notModified(request, etag)) return new Response(null, { status: 304, headers });
  const clusters = await listClusters(runtime.sql, query);
  return json(clusterCollection(clusters), {
    headers: { ...headers, "Content-Type": "application/geo+json" },
  });
});
