import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe finds against WCAG 2.2 AA on the page as it stands, as readable lines. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated, not added as a script element: the page's policy would rightly refuse that.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(async () => {
    const { axe: engine } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    return engine.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}
