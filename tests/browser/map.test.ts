import { expect } from "@playwright/test";
import { MapPage, postReport, test, watch } from "./map-page";

test("clusters show in all three cities", async ({ page }) => {
  for (const [city, at] of [
    ["San Francisco", "37.76,-122.435,11"],
    ["Brooklyn", "40.65,-73.95,11"],
    ["Austin", "30.28,-97.74,11"],
  ]) {
    const map = await new MapPage(page).open({ path: `/?at=${at}` });
    expect(await map.counted("Infrastructure"), city).toBeGreaterThan(10);
  }
});

test("layers and time window live in the address, so that a link shows what its sender saw", async ({
  page,
}) => {
  const map = await new MapPage(page).open();
  await map.button(/^Vibe,/).click();
  await page.getByRole("radio", { name: "Last 7 days" }).click();
  await expect(page).toHaveURL(/layers=safety,infrastructure,opportunity&window=7d/);
  await map.settled();
  const week = await map.counted("Safety");

  await page.goto(page.url());
  await map.settled();
  await expect(map.button(/^Vibe,/)).toHaveAttribute("aria-pressed", "false");
  await expect(map.button(/^Safety,/)).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("radio", { name: "Last 7 days" })).toBeChecked();
  expect(await map.counted("Safety")).toBe(week);
});

test("a cluster that is clicked opens its score card, and back closes it", async ({ page }) => {
  const map = await new MapPage(page).open({ path: "/?at=37.7599,-122.4148,13" });
  // The middle of the biggest cluster in sight, from what the map itself asks for.
  const [first] = await clusters(page, "-122.43,37.75,-122.40,37.77");
  const { x, y } = await screenPoint(page, first, { lat: 37.7599, lng: -122.4148, zoom: 13 });
  await page.mouse.click(x, y);
  await expect(page).toHaveURL(/cell=9q8y/);
  await expect(page.getByText("out of 100")).toBeVisible();
  for (const part of ["Overall score over time", "Most reported", "Recent reports", "Why this score"]) {
    await expect(page.getByText(part)).toBeVisible();
  }
  await page.goBack();
  await expect(map.button("Close the score card")).toBeHidden();
});

test("back from another page shows the map where it was left", async ({ page }) => {
  const map = await new MapPage(page).open();
  await map.button("Zoom in").click();
  await page.getByRole("radio", { name: "Last 7 days" }).click();
  await expect(page).toHaveURL(/at=37.76000,-122.43500,13.00&window=7d$/);
  const left = page.url();
  await map.button("Menu").click();
  await page.getByRole("menuitem", { name: "About" }).click();
  await expect(
    page.getByRole("heading", { level: 1, name: "A map of what neighbours notice" }),
  ).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "Last 7 days" })).toBeChecked();
  await map.counted("Safety");
  await expect(page).toHaveURL(left);
});

test("without its tile server the map loads its own ground, and loads it once", async ({ page }) => {
  const grounds: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/basemap/") && pathname.endsWith(".geojson")) grounds.push(pathname);
  });
  await new MapPage(page).open();
  expect(grounds.length).toBeGreaterThan(3);
  expect([...new Set(grounds)]).toEqual(grounds);
});

test("a report on the score card can be confirmed and flagged, and one's own can be followed up", async ({
  page,
}) => {
  const place = { lat: 37.7085, lng: -122.3935 };
  const note = "The third lamp from the corner";
  const { geohash } = await postReport(page, {
    ...place,
    layer: "infrastructure",
    category: "streetlight_out",
    note,
  });
  const map = await new MapPage(page).open({ path: `/?at=${place.lat},${place.lng},17` });
  await map.report("Vibe", "Street art");
  await expect(map.toast("Your signal is on the map")).toBeVisible();

  await page.goto(`/?cell=${geohash}`);
  const theirs = page.getByRole("listitem").filter({ hasText: note });
  await theirs.getByRole("button", { name: "Still there" }).click();
  await expect(theirs).toContainText("1 person confirmed");
  await theirs.getByRole("button", { name: "Report a problem with this signal" }).click();
  await map.button("It is not true").click();
  await expect(map.toast("We will look at it")).toBeVisible();

  const own = page.getByRole("listitem").filter({ hasText: "Yours" });
  await own.getByRole("button", { name: "Follow-up" }).click();
  await own.getByRole("textbox", { name: "Follow-up" }).fill("It has got a second wall by now");
  await own.getByRole("button", { name: "Post" }).click();
  await expect(own).toContainText("It has got a second wall by now");
});

test("two areas stand side by side", async ({ page }) => {
  const map = await new MapPage(page).open({ path: "/?cell=9q8yyk&at=37.76,-122.42,12.5" });
  await map.button("Compare").click();
  await expect(page.getByText("Choose a second area")).toBeVisible();
  await map.button("List").click();
  await page.getByRole("listitem").getByRole("button").first().click();
  await expect(page).toHaveURL(/cell=9q8yyk&vs=9q8/);
  await expect(map.panel("Compare").getByRole("table")).toBeVisible();
  await map.button("Stop comparing").click();
  await expect(page).not.toHaveURL(/vs=/);
});

test("a signal that somebody else drops arrives by itself", async ({ page, browser, baseURL, problems }) => {
  const path = "/?at=37.7330,-122.4990,16";
  const live = page.waitForRequest((request) => request.url().includes("/api/live"));
  const map = await new MapPage(page).open({ path });
  const before = await map.counted("Opportunity");
  await live;

  const other = await browser.newContext({ baseURL, serviceWorkers: "block" });
  await watch(other, problems);
  const theirs = await new MapPage(await other.newPage()).open({ path });
  await theirs.report("Opportunity", "Now hiring");
  await expect.poll(() => map.count("Opportunity")).toBe(before + 1);
  await expect(page.locator("output", { hasText: "New signal: Now hiring" })).toBeAttached();
  await other.close();
});

test("search finds a neighbourhood from the keyboard alone", async ({ page }) => {
  const map = await new MapPage(page).open();
  await page.keyboard.press("/");
  await page.keyboard.type("willi");
  await expect(page.getByRole("option", { name: /^Williamsburg/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/at=40\.7/);
  await map.settled();
});

test("heat, scores and the replay each have their view", async ({ page }) => {
  const map = await new MapPage(page).open({ path: "/?at=37.76,-122.435,12&view=scores" });
  await expect(page.getByRole("combobox", { name: "Score shown" })).toHaveValue("overall");
  await page.getByRole("combobox", { name: "Score shown" }).selectOption("vibe");
  await expect(page).toHaveURL(/view=scores&score=vibe/);
  await map.button("Filters and views").click();
  await page.getByRole("radio", { name: "Heat" }).click();
  await expect(page).toHaveURL(/view=heat/);
  await page.getByRole("radio", { name: "Signals" }).click();
  await map.button("Close").click();

  await map.button("Replay 30 days").click();
  const slider = page.getByRole("slider", { name: "Day" });
  await map.button("Pause").click();
  await slider.press("End");
  await expect(page).toHaveURL(new RegExp(`day=${new Date().toISOString().slice(0, 10)}`));
  await map.button("Stop the replay").click();
  await expect(page).not.toHaveURL(/day=/);
});

interface ClusterFeature {
  readonly geometry: { readonly coordinates: [number, number] };
  readonly properties: { readonly count: number };
}

async function clusters(page: MapPage["page"], bbox: string): Promise<ClusterFeature[]> {
  const response = await page.request.get(`/api/clusters?bbox=${bbox}&zoom=13&window=30d`);
  const { features } = (await response.json()) as { features: ClusterFeature[] };
  return features.sort((a, b) => b.properties.count - a.properties.count);
}

/** Where a feature is on the screen of a map whose middle is the viewport's. */
async function screenPoint(
  page: MapPage["page"],
  feature: ClusterFeature | undefined,
  camera: { lat: number; lng: number; zoom: number },
): Promise<{ x: number; y: number }> {
  const [lng, lat] = feature?.geometry.coordinates ?? [0, 0];
  const size = 512 * 2 ** camera.zoom;
  const mercatorY = (degrees: number) =>
    0.5 - Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  return {
    x: width / 2 + ((lng - camera.lng) / 360) * size,
    y: height / 2 + (mercatorY(lat) - mercatorY(camera.lat)) * size,
  };
}
