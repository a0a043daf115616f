import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach } from "vitest";
import { startPostgres } from "@/lib/platform/engines/postgres-engine";
import { closeRuntime } from "@/lib/platform/with-engines";
import { type EngineHost, endHost, startEngineHost } from "./start-engine-host";

/** Fresh data directories and engine hosts in them for the tests of one file; everything goes after each test. */
export function dataDirs() {
  const folders: string[] = [];
  const hosts: EngineHost[] = [];
  async function endAll(): Promise<void> {
    for (const host of hosts.splice(0)) {
      await closeRuntime(host.runtime);
      await endHost(host);
    }
  }
  afterEach(async () => {
    await endAll();
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
  });
  /** A directory whose PostgreSQL was made, started and stopped: copying it is quicker than making another. */
  let model: Promise<string> | null = null;
  async function makeModel(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "stratum-engines-"));
    await (await startPostgres(folder)).stop();
    return folder;
  }
  afterAll(async () => {
    if (model !== null) await rm(await model, { recursive: true, force: true });
  });
  return {
    endAll,
    /** A new, empty directory. */
    async make(): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), "stratum-engines-"));
      folders.push(folder);
      return folder;
    },
    /** A directory as a first run left it. */
    async makeUsed(): Promise<string> {
      model ??= makeModel();
      const folder = await this.make();
      await cp(await model, folder, { recursive: true });
      return folder;
    },
    async host(...args: Parameters<typeof startEngineHost>): Promise<EngineHost> {
      const host = await startEngineHost(...args);
      hosts.push(host);
      return host;
    },
  };
}
