/** The route handlers alone behind node:http, without Next: shows what the framework adds. Serves on PORT. */
import { createServer, type IncomingMessage } from "node:http";
import * as clustersRoute from "@/app/api/clusters/route";
import * as healthRoute from "@/app/api/health/route";
import * as reportsRoute from "@/app/api/reports/route";
import { getRuntime } from "@/lib/platform/runtime";

const noParams = { params: Promise.resolve({}) };

const server = createServer(async (incoming, outgoing) => {
  const response = await answer(await toRequest(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});
server.listen(getRuntime().env.port, "127.0.0.1");

function answer(request: Request): Promise<Response> | Response {
  const { pathname } = new URL(request.url);
  switch (`${request.method} ${pathname}`) {
    case "POST /api/reports":
      return reportsRoute.POST(request, noParams);
    case "GET /api/clusters":
      return clustersRoute.GET(request, noParams);
    case "GET /api/health":
      return healthRoute.GET(request, noParams);
    default:
      return new Response(null, { status: 404 });
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const { method = "GET", url = "/", headers } = incoming;
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
  });
}
