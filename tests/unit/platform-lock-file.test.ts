import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "@/lib/platform/project-root";
import { completeLock, findMissing } from "@/scripts/complete-lock.mjs";

const lock = JSON.parse(readFileSync(join(PROJECT_ROOT, "package-lock.json"), "utf8"));

describe("package-lock.json", () => {
  test("names the packages of every platform (npm run lock:complete adds what is missing)", () => {
    expect(findMissing(lock)).toEqual([]);
  });

  test("names no addresses, so that any registry serves it", () => {
    const addressed = Object.entries(lock.packages).filter(
      ([, entry]) => Object(entry).resolved !== undefined,
    );
    expect(addressed).toEqual([]);
  });
});

describe("completeLock", () => {
  const partial = {
    packages: {
      "": { optionalDependencies: { "@engine/darwin-arm64": "1.2.1", present: "1.0.0" } },
      "node_modules/present": { version: "1.0.0", resolved: "https://registry.example/present.tgz" },
      "node_modules/tool": {
        version: "2.0.0",
        dev: true,
        optionalDependencies: { "@tool/cli-linux-x64-musl": "2.0.0", "@tool/cli-windows-x64": "2.0.0" },
      },
      "node_modules/tool/node_modules/@tool/cli-windows-x64": { version: "2.0.0" },
    },
  };

  test("adds version and platform of what is missing, and nothing that is there", () => {
    const { packages } = completeLock(partial);
    expect(packages["node_modules/@engine/darwin-arm64"]).toEqual({
      version: "1.2.1",
      os: ["darwin"],
      cpu: ["arm64"],
      optional: true,
    });
    expect(packages["node_modules/@tool/cli-linux-x64-musl"]).toEqual({
      version: "2.0.0",
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
      optional: true,
      dev: true,
    });
    expect(Object.keys(packages)).toHaveLength(6);
    expect(packages["node_modules/present"]).toEqual({ version: "1.0.0" });
  });

  test("leaves a whole lock as it is", () => {
    const whole = completeLock(partial);
    expect(completeLock(whole)).toEqual(whole);
  });
});
