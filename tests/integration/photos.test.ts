import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import sharp, { type Sharp } from "sharp";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { reportKey } from "@/lib/reports/keys";
import { collection, scanTable } from "../support/count-items";
import { deleteReport, getPhoto, getReport, postPhoto, postReport, reportBody } from "../support/report-api";
import { S3Double } from "../support/s3-double";
import { testRuntime } from "../support/test-runtime";

const dataDir = await mkdtemp(join(tmpdir(), "stratum-photos-"));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const runtime = await testRuntime({ STRATUM_LIMITS: "off", STRATUM_DATA_DIR: dataDir });
const s3 = await new S3Double().start();
afterAll(() => s3.stop());
const mine = { "x-device-id": "device-of-mine" };
const heic = await readFile(join(PROJECT_ROOT, "tests/fixtures/photo-with-exif.heic"));

/** A gradient with the metadata a phone adds, camera and position among it. */
function picture(width = 64, height = 48): Sharp {
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, (_, n) => (n * 7) % 256));
  return sharp(pixels, { raw: { width, height, channels: 3 } }).withExif({
    IFD0: { Make: "SecretPhone", ImageDescription: "taken at home" },
    IFD3: { GPSLatitudeRef: "N", GPSLatitude: "37/1 46/1 30/1" },
  });
}

async function newReport(): Promise<string> {
  const body = reportBody();
  await postReport(runtime, body, mine);
  return body.id;
}

async function approve(id: string): Promise<void> {
  const { dynamo } = runtime;
  await dynamo.documents.send(
    new UpdateCommand({
      TableName: dynamo.tables.reports,
      Key: reportKey("9q8yyk", id),
      UpdateExpression: "SET photo = :shown",
      ExpressionAttributeValues: { ":shown": "shown" },
    }),
  );
}

describe("a photo", () => {
  test.each([
    ["JPEG", () => picture().jpeg().toBuffer()],
    ["PNG", () => picture().png().toBuffer()],
    ["WebP", () => picture().webp().toBuffer()],
    ["HEIC", async () => heic],
  ])("sent as %s is kept as WebP without any metadata, and shown once it is approved", async (_, bytes) => {
    const upload = await bytes();
    expect(upload.toString("latin1")).toContain("SecretPhone");
    const id = await newReport();
    const sent = await postPhoto(runtime, id, upload, mine);
    expect([sent.status, await sent.json()]).toEqual([201, { id, photo: "held" }]);
    expect((await getPhoto(runtime, id)).status).toBe(404);
    expect((await (await getReport(runtime, id)).json()).photo).toBeNull();
    await approve(id);
    expect((await (await getReport(runtime, id)).json()).photo).toBe(`/api/reports/${id}/photo`);
    const shown = await getPhoto(runtime, id);
    expect(shown.headers.get("content-type")).toBe("image/webp");
    const kept = Buffer.from(await shown.arrayBuffer());
    const { format, width, height, exif, icc, iptc, xmp } = await sharp(kept).metadata();
    expect({ format, width, height, exif, icc, iptc, xmp }).toEqual({
      format: "webp",
      width: 64,
      height: 48,
    });
    expect(kept.toString("latin1")).not.toMatch(/SecretPhone|Exif|GPS/i);
  });

  test("is turned upright and made to fit 1,600 pixels", async () => {
    const id = await newReport();
    const turned = await picture(2_000, 1_000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    await postPhoto(runtime, id, turned, mine);
    const { width, height } = await sharp(await readFile(join(dataDir, "photos", `${id}.webp`))).metadata();
    expect([width, height]).toEqual([800, 1_600]);
  });

  test("waits in the queue, once, and the first one stands", async () => {
    const id = await newReport();
    const first = await picture().png().toBuffer();
    expect((await postPhoto(runtime, id, first, mine)).status).toBe(201);
    const kept = await readFile(join(dataDir, "photos", `${id}.webp`));
    expect((await postPhoto(runtime, id, await picture(10, 10).png().toBuffer(), mine)).status).toBe(200);
    expect(await readFile(join(dataDir, "photos", `${id}.webp`))).toEqual(kept);
    const waiting = (await collection(runtime, "queue")).filter((entry) => entry.report_id === id);
    expect(waiting).toMatchObject([{ reasons: new Set(["photo"]) }]);
  });

  test("is only taken from the device that sent the report", async () => {
    const id = await newReport();
    const bytes = await picture().png().toBuffer();
    expect((await postPhoto(runtime, id, bytes, { "x-device-id": "another-device" })).status).toBe(403);
    expect((await postPhoto(runtime, v7(), bytes, mine)).status).toBe(404);
  });

  test("goes when the report is taken back", async () => {
    const id = await newReport();
    await postPhoto(runtime, id, await picture().png().toBuffer(), mine);
    await deleteReport(runtime, id, mine);
    expect(await readdir(join(dataDir, "photos"))).not.toContain(`${id}.webp`);
  });

  test("of an expired report is swept out of the folder", async () => {
    const old = `${v7({ msecs: Date.now() - 91 * 86_400_000 })}.webp`;
    await writeFile(join(dataDir, "photos", old), "x");
    const tomorrow = { ...runtime, env: { ...runtime.env } };
    const id = await newReport();
    await postPhoto(tomorrow, id, await picture().png().toBuffer(), mine);
    const names = await readdir(join(dataDir, "photos"));
    expect(names).not.toContain(old);
    expect(names).toContain(`${id}.webp`);
  });
});

describe("with a bucket set", () => {
  const env = { ...runtime.env, photoBucket: "photos-of-stratum", photoEndpoint: s3.endpoint };
  const bucketed = { ...runtime, env };

  test("photos are objects there: put, shown once approved, and deleted with the report", async () => {
    const id = await newReport();
    const path = `/photos-of-stratum/photos/${id}.webp`;
    expect((await postPhoto(bucketed, id, await picture().jpeg().toBuffer(), mine)).status).toBe(201);
    const kept = s3.objects.get(path);
    expect(kept?.type).toBe("image/webp");
    expect(kept?.body.toString("latin1")).not.toMatch(/SecretPhone|Exif|GPS/i);
    expect(await readdir(join(dataDir, "photos"))).not.toContain(`${id}.webp`);
    await approve(id);
    const shown = await getPhoto(bucketed, id);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(kept?.body);
    await deleteReport(bucketed, id, mine);
    expect(s3.objects.has(path)).toBe(false);
    expect((await getPhoto(bucketed, id)).status).toBe(404);
  });

  test("a bucket that is too busy is 503 with Retry-After, and the phone may send again", async () => {
    const id = await newReport();
    const bytes = await picture().jpeg().toBuffer();
    s3.isBusy = true;
    const refused = await postPhoto(bucketed, id, bytes, mine);
    s3.isBusy = false;
    expect([refused.status, refused.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await postPhoto(bucketed, id, bytes, mine)).status).toBe(201);
  });
});

describe("what is no photo", () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
  test.each<[string, Promise<Uint8Array> | Uint8Array, number]>([
    ["an SVG", svg, 415],
    ["a GIF", picture().gif().toBuffer(), 415],
    ["text", Buffer.from("hello"), 415],
    ["nothing", new Uint8Array(0), 415],
    [
      "half a JPEG",
      picture(200, 200)
        .jpeg()
        .toBuffer()
        .then((bytes) => bytes.subarray(0, 300)),
      422,
    ],
    ["a JPEG in name only", Buffer.from("\xff\xd8\xff rest", "latin1"), 422],
    ["a HEIC in name only", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic rest", "latin1"), 422],
    ["half a HEIC", heic.subarray(0, 700), 422],
    ["a PNG that claims 100,000 × 100,000 pixels", hugePng(), 422],
    ["too many bytes", new Uint8Array(12 * 1024 * 1024 + 1), 413],
  ])("%s is refused, and nothing is kept", async (_, bytes, status) => {
    const id = await newReport();
    const response = await postPhoto(runtime, id, await bytes, mine);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      status,
      "application/problem+json",
    ]);
    expect(await readdir(join(dataDir, "photos"))).not.toContain(`${id}.webp`);
    const item = (await scanTable(runtime, "reports")).find((report) => report.id === id);
    expect(item).not.toHaveProperty("photo");
  });
});

/** A PNG header that announces a decompression bomb. */
function hugePng(): Uint8Array {
  const header = Buffer.alloc(33);
  header.write("\x89PNG\r\n\x1a\n", 0, "latin1");
  header.writeUInt32BE(13, 8);
  header.write("IHDR", 12, "latin1");
  header.writeUInt32BE(100_000, 16);
  header.writeUInt32BE(100_000, 20);
  header.set([8, 2, 0, 0, 0], 24);
  return header;
}
