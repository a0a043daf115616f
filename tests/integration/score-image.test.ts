import sharp from "sharp";
import { expect, it } from "vitest";
import { GET } from "@/app/api/neighborhood/[geohash]/card.png/route";
import { postReport, reportBody } from "../support/report-api";
import { testRuntime } from "../support/test-runtime";

const runtime = await testRuntime();

it("draws the score card as a picture for shared links", async () => {
  const { geohash } = await (await postReport(runtime, reportBody({ severity: 5 }))).json();
  const request = new Request(`http://localhost/api/neighborhood/${geohash}/card.png`);
  const response = await GET(request, { params: Promise.resolve({ geohash }) }, runtime);
  expect(response.headers.get("content-type")).toBe("image/png");
  const image = Buffer.from(await response.arrayBuffer());
  expect(await sharp(image).metadata()).toMatchObject({ format: "png", width: 1200, height: 630 });
});
