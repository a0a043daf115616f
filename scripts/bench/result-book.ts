import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import type { Options } from "./options";
import { plotResults } from "./plot";
import { formatSection } from "./print";
import type { SectionResult } from "./result";

/** A section with the circumstances of its measurement. */
type Entry = SectionResult & {
  readonly measured_at: string;
  readonly rounds: number;
  /** System load over 1, 5 and 15 minutes when it was done; the benchmark itself makes for 1 to 3. */
  readonly load: readonly number[];
  readonly remark: string | null;
};

/**
 * Prints each section as it is done and keeps `bench.json` and `bench.svg` up to date, so that nothing is lost. What
 * the folder holds of sections that do not run this time stays.
 */
export class ResultBook {
  readonly #folder: string;

  constructor(private readonly options: Pick<Options, "out" | "rounds" | "remark">) {
    this.#folder = resolve(PROJECT_ROOT, options.out);
  }

  async add(section: SectionResult): Promise<void> {
    console.log(formatSection(section));
    const { rounds, remark } = this.options;
    const load = loadavg().map((value) => Math.round(value * 10) / 10);
    const entry: Entry = { ...section, measured_at: new Date().toISOString(), rounds, load, remark };
    const before = await this.#read();
    const isKnown = before.some(({ id }) => id === entry.id);
    const sections = isKnown
      ? before.map((each) => (each.id === entry.id ? entry : each))
      : [...before, entry];
    await this.#write(sections);
  }

  async #read(): Promise<Entry[]> {
    const text = await readFile(join(this.#folder, "bench.json"), "utf8").catch(() => null);
    return text === null ? [] : (JSON.parse(text) as { sections: Entry[] }).sections;
  }

  async #write(sections: readonly Entry[]): Promise<void> {
    const machine = {
      cpu: cpus()[0]?.model ?? "unknown",
      cores: cpus().length,
      memory_gb: Math.round(totalmem() / 1e9),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    };
    const subtitle = `${machine.cores} cores, Node ${machine.node} · dot: median, bar: quartiles, tick: target`;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(join(this.#folder, "bench.json"), `${JSON.stringify({ machine, sections }, null, 2)}\n`);
    await writeFile(join(this.#folder, "bench.svg"), plotResults(sections, subtitle));
  }
}
