/**
 * `tsx scripts/screenshots.ts URL [state …]`: pictures of the running app's main states into docs/screenshots, on a
 * phone and a desktop, light and dark. Needs a Chromium, as the browser tests do.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, devices, type Page } from "@playwright/test";
import sharp from "sharp";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { findChromium } from "@/tests/support/chromium";

const FOLDER = join(PROJECT_ROOT, "docs", "screenshots");
const WEBP = { quality: 80, effort: 6 };
const MISSION = "at=37.7620,-122.4310,12.3";

const click = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: true }).first().click();

interface State {
  readonly path: string;
  readonly isFirstVisit?: boolean;
  readonly reach?: (page: Page) => Promise<unknown>;
}

const STATES: Readonly<Record<string, State>> = {
  introduction: { path: `/?${MISSION}`, isFirstVisit: true },
  map: { path: `/?${MISSION}` },
  street: { path: "/?at=37.7578,-122.3905,15.6" },
  card: { path: "/?cell=9q8yyk" },
  compare: { path: "/?cell=9q8yyk&vs=9q8yyh" },
  list: { path: `/?${MISSION}`, reach: (page) => click(page, "List") },
  filters: { path: `/?${MISSION}`, reach: (page) => click(page, "Filters and views") },
  scores: { path: `/?${MISSION}&view=scores` },
  heat: { path: `/?${MISSION}&view=heat` },
  replay: {
    path: `/?${MISSION}`,
    reach: async (page) => {
      await click(page, "Replay 30 days");
      await click(page, "Pause");
      await page.getByRole("slider", { name: "Day" }).press("End");
    },
  },
  "report-category": { path: "/?at=37.7599,-122.4370,17", reach: (page) => click(page, "Report") },
  "report-details": {
    path: "/?at=37.7599,-122.4370,17",
    reach: async (page) => {
      await click(page, "Report");
      await click(page, "Too dark");
    },
  },
  menu: { path: `/?${MISSION}`, reach: (page) => click(page, "Menu") },
  search: { path: `/?${MISSION}`, reach: (page) => page.keyboard.type("/willi") },
  pricing: { path: "/pricing" },
  about: { path: "/about" },
  methodology: { path: "/methodology" },
  docs: { path: "/docs" },
  privacy: { path: "/privacy" },
  "sign-in": { path: "/sign-in" },
  offline: { path: "/offline" },
  "not-found": { path: "/nowhere" },
};

const SCREENS = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 },
};

const [url, ...wanted] = process.argv.slice(2);
if (url === undefined) {
  console.error("Usage: tsx scripts/screenshots.ts http://localhost:3000 [state …]");
  process.exit(2);
}
await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch(await findChromium());
try {
  for (const [name, state] of Object.entries(STATES)) {
    if (wanted.length === 0 || wanted.includes(name)) await takeAll(browser, url, name, state);
  }
} finally {
  await browser.close();
}

async function takeAll(from: Browser, baseURL: string, name: string, state: State): Promise<void> {
  for (const [screen, options] of Object.entries(SCREENS)) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await from.newContext({
        ...options,
        baseURL,
        colorScheme,
        locale: "en-US",
        timezoneId: "America/Los_Angeles",
        serviceWorkers: "block",
      });
      if (state.isFirstVisit !== true) {
        await context.addCookies([{ name: "stratum-welcomed", value: "1", url: baseURL }]);
      }
      const page = await context.newPage();
      await page.goto(state.path);
      await settle(page);
      await state.reach?.(page);
      await settle(page);
      const file = `${name}-${screen}-${colorScheme}.webp`;
      await sharp(await page.screenshot())
        .webp(WEBP)
        .toFile(join(FOLDER, file));
      console.log(file);
      await context.close();
    }
  }
}

/** Waits until the map, where there is one, has drawn everything in sight, and panels have come to rest. */
async function settle(page: Page): Promise<void> {
  const map = page.getByTestId("map");
  await page.waitForTimeout(600);
  if (new URL(page.url()).pathname === "/") {
    await map.and(page.locator("[data-idle]")).waitFor({ timeout: 45_000 });
  }
  await page.waitForTimeout(900);
}
