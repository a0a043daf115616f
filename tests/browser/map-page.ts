import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";

interface Problems {
  /** Content-Security-Policy violations and uncaught errors of every page of the test. */
  readonly problems: string[];
}

/** A test that fails when a page breaks its Content-Security-Policy or throws. */
export const test = base.extend<Problems>({
  // The service worker has tests of its own; elsewhere it would only load the machine.
  serviceWorkers: "block",
  problems: [
    async ({ context }, use) => {
      const problems: string[] = [];
      await watch(context, problems);
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export async function watch(context: BrowserContext, problems: string[]): Promise<void> {
  await context.exposeBinding("tellProblem", (_source, problem: string) => problems.push(problem));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      const { tellProblem } = window as unknown as { tellProblem: (problem: string) => void };
      tellProblem(`CSP ${violatedDirective}: ${blockedURI}`);
    });
  });
  context.on("page", (page) => page.on("pageerror", (error) => problems.push(error.stack ?? error.message)));
}

export interface MapPageOptions {
  /** A first-time visitor sees the introduction. */
  readonly isFirstVisit?: boolean;
  readonly path?: string;
}

/** The map as its users have it: by what it says and does. */
export class MapPage {
  constructor(readonly page: Page) {}

  async open({ isFirstVisit = false, path = "/?at=37.76,-122.435,12" }: MapPageOptions = {}): Promise<this> {
    if (!isFirstVisit) {
      const url = test.info().project.use.baseURL ?? "";
      await this.page.context().addCookies([{ name: "stratum-welcomed", value: "1", url }]);
    }
    await this.page.goto(path);
    await this.settled();
    return this;
  }

  /** Waits until everything in sight is drawn. */
  async settled(): Promise<void> {
    await expect(this.page.locator('[data-testid="map"][data-idle]')).toBeVisible({ timeout: 45_000 });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  panel(name: string | RegExp): Locator {
    return this.page.getByRole("region", { name });
  }

  /** A message at the map's edge; what is read out to screen readers holds the same words for a moment. */
  toast(text: string): Locator {
    return this.page.getByRole("listitem").filter({ hasText: text });
  }

  /** Number of signals in view that a layer's toggle tells. */
  async count(layer: string): Promise<number> {
    const label = await this.button(new RegExp(`^${layer}, [\\d,]+ signals? in view`)).getAttribute(
      "aria-label",
    );
    return Number(/, ([\d,]+) /.exec(label ?? "")?.[1]?.replaceAll(",", "") ?? Number.NaN);
  }

  /** Waits until the toggles know their counts. */
  async counted(layer: string): Promise<number> {
    await expect(this.button(new RegExp(`^${layer},`))).toHaveText(/\d/);
    return this.count(layer);
  }

  /** Report button, layer, category, send: what a resident taps. */
  async report(layer: string, category: string): Promise<void> {
    await this.button("Report").click();
    await this.page.getByRole("tab", { name: layer }).click();
    await this.button(category).click();
    await this.button("Send anonymously").click();
  }
}

export interface PostedReport {
  readonly id: string;
  readonly geohash: string;
}

/** Sends a report past the browser, as another resident would. */
export async function postReport(
  page: Page,
  report: { lat: number; lng: number; layer: string; category: string; note?: string },
): Promise<PostedReport> {
  const response = await page.request.post("/api/reports", {
    headers: { "X-Device-Id": `device-${uuidv7()}` },
    data: { id: uuidv7(), severity: 4, ...report },
  });
  expect(response.status()).toBe(201);
  return (await response.json()) as PostedReport;
}
