import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { ENV_NAMES, EnvError, readEnv } from "@/lib/platform/env";
import { PROJECT_ROOT } from "@/lib/platform/project-root";

const LOCAL = {
  DATABASE_URL: "postgres://stratum@127.0.0.1:5432/stratum",
  DYNAMODB_ENDPOINT: "http://127.0.0.1:8000",
  STRATUM_SECRET: "0123456789abcdef0123456789abcdef",
};
const PRODUCTION = {
  ...LOCAL,
  DYNAMODB_ENDPOINT: undefined,
  NODE_ENV: "production",
  AWS_REGION: "us-west-2",
  NEXTAUTH_SECRET: LOCAL.STRATUM_SECRET,
  NEXTAUTH_URL: "https://stratum.example",
};

describe("readEnv", () => {
  test("fills every optional setting with its default", () => {
    expect(readEnv(LOCAL)).toMatchObject({
      port: 3000,
      tablePrefix: "stratum-",
      limits: true,
      awsProduction: false,
      stripeSecretKey: null,
      operatorEmails: [],
    });
  });

  test("counts an empty variable as unset", () => {
    expect(readEnv({ ...LOCAL, PORT: "", STRATUM_GEOCODER_URL: "" })).toMatchObject({
      port: 3000,
      geocoderUrl: null,
    });
  });

  test.each([
    ["DATABASE_URL", "mysql://somewhere"],
    ["DYNAMODB_ENDPOINT", "127.0.0.1:8000"],
    ["DATABASE_POOL_SIZE", "0"],
    ["PORT", "65536"],
    ["PORT", "3e3"],
    ["STRATUM_TABLE_PREFIX", "a/b"],
    ["STRATUM_LIMITS", "false"],
    ["STRATUM_SECRET", "too short"],
    ["SMTP_URL", "mail.example.org"],
  ])("names %s when it is %s", (name, value) => {
    expect(() => readEnv({ ...LOCAL, [name]: value })).toThrow(new RegExp(`^Settings.*\n {2}${name}: must`));
  });

  test("names every missing setting at once", () => {
    const read = () => readEnv({});
    expect(read).toThrow(EnvError);
    expect(read).toThrow(/DATABASE_URL: is not set\n {2}STRATUM_SECRET: is not set/);
  });

  test("needs to know where DynamoDB is", () => {
    expect(() => readEnv({ ...LOCAL, DYNAMODB_ENDPOINT: undefined })).toThrow(/AWS_REGION/);
  });

  test("never tells the value of a bad setting", () => {
    expect(() => readEnv({ ...LOCAL, STRATUM_SECRET: "hunter2" })).not.toThrow(/hunter2/);
  });

  test("refuses lifted limits in production on AWS, and only there", () => {
    expect(() => readEnv({ ...PRODUCTION, STRATUM_LIMITS: "off" })).toThrow(/STRATUM_LIMITS/);
    expect(readEnv(PRODUCTION).awsProduction).toBe(true);
    expect(readEnv({ ...LOCAL, NODE_ENV: "production", STRATUM_LIMITS: "off" }).limits).toBe(false);
  });

  test("demands a session secret and the site's address in production", () => {
    expect(() => readEnv({ ...PRODUCTION, NEXTAUTH_SECRET: undefined })).toThrow(/NEXTAUTH_SECRET/);
    expect(() => readEnv({ ...PRODUCTION, NEXTAUTH_URL: undefined })).toThrow(/NEXTAUTH_URL/);
  });

  test("takes an OAuth provider's id and secret together or not at all", () => {
    expect(() => readEnv({ ...LOCAL, GITHUB_ID: "id" })).toThrow(/GITHUB_ID/);
    expect(() => readEnv({ ...LOCAL, GOOGLE_SECRET: "secret" })).toThrow(/GOOGLE_ID/);
  });
});

describe(".env.example", () => {
  const example = parseEnv(readFileSync(join(PROJECT_ROOT, ".env.example"), "utf8"));

  test("lists exactly the settings that the schema knows", () => {
    expect(Object.keys(example).sort()).toEqual([...ENV_NAMES].sort());
  });

  test("is valid as it stands once the stores are named, and says the true defaults", () => {
    expect(readEnv({ ...example, ...LOCAL })).toEqual(readEnv(LOCAL));
  });
});
