import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { chooseStyle } from "@/components/map/basemap/choose-style";
import { fallbackStyle } from "@/components/map/basemap/style";

const remote = {
  version: 8,
  sources: { tiles: { type: "vector", url: "https://tiles.example/planet" } },
  layers: [{ id: "water", type: "fill", source: "tiles", "source-layer": "water" }],
};
const fallback = { style: fallbackStyle("dark", ""), isRemote: false };

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

describe("which basemap is shown", () => {
  it("is the tile server's, themed, when its style answers", async () => {
    const chosen = await choose(await serve((_, response) => response.end(JSON.stringify(remote))));
    expect(chosen.isRemote).toBe(true);
    expect(chosen.style.name).toBe("Stratum dark");
    expect(chosen.style.sources).toEqual(remote.sources);
  });

  it.each([
    ["an error", (_, response) => response.writeHead(503).end(JSON.stringify(remote))],
    ["no JSON", (_, response) => response.end("<!doctype html>")],
    ["something that is no style", (_, response) => response.end(JSON.stringify({ version: 8 }))],
    ["null", (_, response) => response.end("null")],
    ["a cut connection", (_, response) => response.destroy()],
  ] satisfies [string, RequestListener][])(
    "is the embedded one when the server answers %s",
    async (_, listener) => {
      expect(await choose(await serve(listener))).toEqual(fallback);
    },
  );

  it("is the embedded one when the server stays silent past the time-out", async () => {
    const url = await serve(() => {});
    expect(await choose(url, 50)).toEqual(fallback);
  });

  it("is the embedded one when the answer starts but never ends", async () => {
    const url = await serve((_, response) => response.write('{"version": 8,'));
    expect(await choose(url, 50)).toEqual(fallback);
  });

  it("is the embedded one when nothing listens or the address is none", async () => {
    expect(await choose("http://127.0.0.1:1/style.json")).toEqual(fallback);
    expect(await choose("no address")).toEqual(fallback);
  });

  it("is the embedded one, without a request, when no style is set", async () => {
    let requests = 0;
    const counting: typeof fetch = (...call) => {
      requests++;
      return fetch(...call);
    };
    expect(await chooseStyle({ styleUrl: null, theme: "dark", baseUrl: "", fetch: counting })).toEqual(
      fallback,
    );
    expect(requests).toBe(0);
  });
});

function choose(styleUrl: string, timeoutMilliseconds?: number) {
  return chooseStyle({
    styleUrl,
    theme: "dark",
    baseUrl: "",
    fetch,
    ...(timeoutMilliseconds !== undefined && { timeoutMilliseconds }),
  });
}

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const { port } = started.address() as AddressInfo;
  return `http://127.0.0.1:${port}/style.json`;
}
