import { devices, expect } from "@playwright/test";
import { MapPage, postReport, test } from "./map-page";

// Each test reports from a quiet place of its own, so that no other test's signals are near.
const OCEAN_BEACH = "/?at=37.7471,-122.5052,17";
const SUTRO = "/?at=37.7580,-122.4790,17";
const TWIN_PEAKS = "/?at=37.7402,-122.4620,17";

test("a signal dropped in four taps shows in the counts without a reload", async ({ page }) => {
  const map = await new MapPage(page).open({ path: OCEAN_BEACH });
  const before = await map.counted("Infrastructure");

  const stored = page.waitForResponse(
    (response) => response.request().method() === "POST" && response.url().endsWith("/api/reports"),
  );
  await map.report("Infrastructure", "Flooded road");
  expect((await stored).status()).toBe(201);
  await expect(map.toast("Your signal is on the map")).toBeVisible();
  await expect.poll(() => map.count("Infrastructure")).toBe(before + 1);

  const { lat, lng } = JSON.parse((await stored).request().postData() ?? "{}");
  expect(lat).toBeCloseTo(37.7471, 3);
  expect(lng).toBeCloseTo(-122.5052, 3);
});

test("a signal taken back within ten seconds is gone from the map", async ({ page }) => {
  const map = await new MapPage(page).open({ path: SUTRO });
  const before = await map.counted("Vibe");
  await map.report("Vibe", "Street art");
  await expect.poll(() => map.count("Vibe")).toBe(before + 1);

  const removed = page.waitForResponse((response) => response.request().method() === "DELETE");
  await map.button("Undo").click();
  expect((await removed).status()).toBe(204);
  await expect(map.toast("Taken back")).toBeVisible();
  await expect.poll(() => map.count("Vibe")).toBe(before);
});

test("a report of the same thing nearby is offered before sending, and adding one's voice confirms it", async ({
  page,
}) => {
  const place = { lat: 37.7402, lng: -122.462 };
  const note = "Knee-deep since this morning";
  const { id } = await postReport(page, { ...place, layer: "infrastructure", category: "water_leak", note });

  const map = await new MapPage(page).open({ path: TWIN_PEAKS });
  await map.button("Report").click();
  await page.getByRole("tab", { name: "Infrastructure" }).click();
  await map.button("Water leak").click();
  const offer = map.panel("Is it one of these?");
  await expect(offer).toContainText(note);
  await offer.getByRole("button", { name: "Add mine" }).click();
  await expect(map.toast("Your confirmation counts")).toBeVisible();

  const report = await (await page.request.get(`/api/reports/${id}`)).json();
  expect(report.confirmations.still_there).toBe(1);
  await expect(map.button("Send anonymously")).toBeHidden();
});

test("a long press opens the report with the pin where the finger was", async ({ page }) => {
  const map = await new MapPage(page).open();
  await page.getByTestId("map").click({ button: "right", position: { x: 800, y: 420 } });
  await expect(map.panel("What do you see?")).toBeVisible();
  await expect(page.locator(".stratum-draft-pin")).toBeVisible();
  await map.button("Cancel").click();
  await expect(page.locator(".stratum-draft-pin")).toBeHidden();
});

test("a slow phone on a slow network reports in four taps", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...devices["Pixel 7"],
    viewport: { width: 390, height: 844 },
    serviceWorkers: "block",
    baseURL,
  });
  const page = await context.newPage();
  const map = await new MapPage(page).open({ path: "/?at=37.7213,-122.4986,17" });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });

  const stored = page.waitForResponse((response) => response.request().method() === "POST");
  await map.button("Report").tap();
  await page.getByRole("tab", { name: "Opportunity" }).tap();
  await map.button("New café").tap();
  await map.button("Send anonymously").tap();
  expect((await stored).status()).toBe(201);
  await context.close();
});
