import { test as base, expect } from "@playwright/test";
import { MapPage } from "./map-page";

interface Sent {
  readonly id: string;
}

base(
  "a signal sent offline waits in sight, goes out when the network is back, and is stored exactly once",
  async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, serviceWorkers: "block" });
    const page = await context.newPage();
    const map = await new MapPage(page).open({ path: "/?at=37.7105,-122.4561,17" });
    const before = await map.counted("Safety");
    const ids = new Set<string>();
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/reports")) {
        ids.add((JSON.parse(request.postData() ?? "{}") as Sent).id);
      }
    });

    await context.setOffline(true);
    await map.report("Safety", "Too dark");
    await expect(page.getByText("1 signal waits to be sent")).toBeVisible();
    await expect(map.toast("It will be sent when you are back online")).toBeVisible();

    await context.setOffline(false);
    await expect(page.getByText("1 signal waits to be sent")).toBeHidden();
    await expect.poll(() => map.count("Safety")).toBe(before + 1);
    expect(ids.size).toBe(1);
    const [id = ""] = ids;
    const { lat, lng } = await (await page.request.get(`/api/reports/${id}`)).json();
    const box = [lng - 0.0005, lat - 0.0005, lng + 0.0005, lat + 0.0005].join();
    const { reports } = await (await page.request.get(`/api/reports?bbox=${box}`)).json();
    expect(reports.filter((report: Sent) => report.id === id)).toHaveLength(1);
    await context.close();
  },
);

base(
  "after one visit the map opens without a network, and other pages say that there is none",
  async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await new MapPage(page).open();
    await page.waitForFunction(
      async () => (await navigator.serviceWorker.ready).active?.state === "activated",
    );
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByRole("button", { name: "Report", exact: true })).toBeVisible();
    await expect(page.getByTestId("map")).toBeVisible();
    await page.goto("/pricing");
    await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
    await context.close();
  },
);
