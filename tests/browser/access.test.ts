import { gzipSync } from "node:zlib";
import { expect } from "@playwright/test";
import { axe } from "./axe";
import { MapPage, test } from "./map-page";

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any state of the map, ${colorScheme}`, async ({ browser, baseURL }) => {
    test.setTimeout(150_000);
    const context = await browser.newContext({
      baseURL,
      colorScheme,
      reducedMotion: "reduce",
      serviceWorkers: "block",
    });
    const page = await context.newPage();
    const map = await new MapPage(page).open({ isFirstVisit: true });
    const found: Record<string, string[]> = { introduction: await axe(page) };
    await map.button("Look around").click();
    found.map = await axe(page);
    await map.button("List").click();
    found.list = await axe(page);
    await page.getByRole("listitem").getByRole("button").first().click();
    await expect(page.getByText("out of 100")).toBeVisible();
    found.card = await axe(page);
    await map.button("Close the score card").click();
    await map.button("Report").click();
    found.report = await axe(page);
    await map.button("Too dark").click();
    await map.button("Add a note").click();
    found.details = await axe(page);
    await map.button("Cancel").click();
    await map.button("Filters and views").click();
    found.filters = await axe(page);
    await map.button("Close").click();
    await map.button("Menu").click();
    found.menu = await axe(page);
    expect(Object.entries(found).filter(([, problems]) => problems.length > 0)).toEqual([]);
    await context.close();
  });
}

test("axe finds nothing on the pages around the map", async ({ page }) => {
  const found: [string, string[]][] = [];
  for (const path of ["/about", "/methodology", "/privacy", "/offline", "/nowhere"]) {
    await page.goto(path);
    found.push([path, await axe(page)]);
  }
  expect(found.filter(([, problems]) => problems.length > 0)).toEqual([]);
});

test("everything on the map is reachable from the keyboard alone", async ({ page }) => {
  await new MapPage(page).open();
  const press = async (name: string) => {
    for (let tabs = 0; tabs < 60; tabs++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
      });
      if (focused.trim().startsWith(name)) return page.keyboard.press("Enter");
    }
    throw new Error(`"${name}" cannot be reached with Tab`);
  };
  await press("List");
  await expect(page.getByRole("heading", { name: "In sight" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("out of 100")).toBeVisible();
  await expect(page).toHaveURL(/cell=/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/cell=/);
});

test("Spanish comes by the browser's language and by choice", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, locale: "es-MX", serviceWorkers: "block" });
  const page = await context.newPage();
  const map = await new MapPage(page).open({ isFirstVisit: true });
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("heading", { name: "¿Qué pasa en tu cuadra?" })).toBeVisible();
  await map.button("Explorar").click();
  await map.button("Avisar").click();
  await page.getByRole("tab", { name: "Infraestructura" }).click();
  await expect(map.button("Calle inundada")).toBeVisible();
  await map.button("Cancelar").click();
  await map.button("Menú").click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
});

test("dark mode follows the system, and a choice outlives a reload", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const map = await new MapPage(page).open();
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  await map.button("Menu").click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(background).not.toBe(dark);
  const light = await background();
  await page.reload();
  expect(await background()).toBe(light);
});

test("the first load needs at most 150 KB of script before the map", async ({ page, request }) => {
  const html = await (await request.get("/")).text();
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].filter(
    ([tag]) => !/nomodule/i.test(tag),
  );
  const sizes = await Promise.all(
    tags.map(async ([, src = ""]) => gzipSync(await (await request.get(src)).body()).length),
  );
  expect(tags.length).toBeGreaterThan(3);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(150 * 1024);
  expect(html).not.toContain("maplibre");
  await page.goto("/");
});

test("a view of the map asks for at most twelve signal tiles", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const tiles = new Set<string>();
  page.on("request", (request) => {
    if (request.url().includes("/api/tiles/")) tiles.add(request.url());
  });
  await new MapPage(page).open({ path: "/?at=37.76,-122.435,12.9" });
  expect(tiles.size).toBeGreaterThan(0);
  expect(tiles.size).toBeLessThanOrEqual(12);
});
