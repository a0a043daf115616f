import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import type { Options } from "./options";
import { plotResults } from "./plot";
import { formatSection } from "./print";
import type { SectionResult } from "./result";

/** Prints each section as it is done and keeps `bench.json` and `bench.svg` up to date, so that nothing is lost. */
export class ResultBook {
  private readonly startedAt = new Date().toISOString();
  private readonly sections: (SectionResult & { readonly load: readonly number[] })[] = [];

  constructor(private readonly options: Pick<Options, "out" | "rounds" | "remark">) {}

  async add(section: SectionResult): Promise<void> {
    console.log(formatSection(section));
    this.sections.push({ ...section, load: loadavg().map((value) => Math.round(value * 100) / 100) });
    const folder = resolve(PROJECT_ROOT, this.options.out);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "bench.json"), `${JSON.stringify(this.#document(), null, 2)}\n`);
    await writeFile(join(folder, "bench.svg"), plotResults(this.sections, this.#subtitle()));
  }

  #document() {
    const { rounds, remark } = this.options;
    return {
      started_at: this.startedAt,
      machine: {
        cpu: cpus()[0]?.model ?? "unknown",
        cores: cpus().length,
        memory_gb: Math.round(totalmem() / 1e9),
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
      },
      rounds,
      remark,
      sections: this.sections,
    };
  }

  #subtitle(): string {
    const { rounds, remark } = this.options;
    const parts = [
      this.startedAt.slice(0, 10),
      `${cpus().length} cores`,
      `${rounds} rounds, in turns`,
      remark ?? "",
    ];
    return parts.filter((part) => part !== "").join(" · ");
  }
}
