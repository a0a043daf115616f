import { z } from "zod";

/**
 * Every setting of Stratum, by the name of its environment variable. An empty variable counts as unset.
 * `.env.example` lists the same names with the same meaning (a test holds the two together).
 */
const schema = z.object({
  NODE_ENV: oneOf("development", "production", "test").default("development"),

  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
  DATABASE_SSL: oneOf("off", "require", "verify").default("off"),
  DATABASE_POOL_SIZE: wholeNumber(1, 200).default(10),

  DYNAMODB_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be an http(s):// address" }).optional(),
  AWS_REGION: z.string().optional(),
  STRATUM_TABLE_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]{1,64}$/, "must hold only letters, digits, '_', '.', '-', 64 at most")
    .default("stratum-"),

  PORT: wholeNumber(0, 65_535).default(3000),
  STRATUM_DATA_DIR: z.string().default(".stratum"),
  STRATUM_SEED: oneOf("0", "1").optional(),
  STRATUM_LIMITS: oneOf("on", "off").default("on"),
  STRATUM_LOG_LEVEL: oneOf("debug", "info", "warn", "error", "silent").default("info"),
  STRATUM_SECRET: z.string().min(32, "must have at least 32 characters"),
  STRATUM_STYLE_URL: z.string().default("https://tiles.openfreemap.org/styles/liberty"),
  STRATUM_GEOCODER_URL: z.url().optional(),
  STRATUM_CRON_SECRET: z.string().min(16, "must have at least 16 characters").optional(),
  STRATUM_TRUST_PROXY: oneOf("0", "1").default("0"),
  STRATUM_PHOTO_BUCKET: z.string().optional(),
  STRATUM_PHOTO_ENDPOINT: z.url().optional(),
  STRATUM_OPERATOR_EMAILS: z.string().default(""),

  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  NEXTAUTH_URL: z.url().optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_ID: z.string().optional(),
  GOOGLE_SECRET: z.string().optional(),

  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_API_HOST: z.string().optional(),
  STRIPE_AUTOMATIC_TAX: z.enum(["0", "1"]).default("0"),

  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp(s):// address" }).optional(),
  MAIL_FROM: z.string().default("Stratum <no-reply@localhost>"),
});

/** The names of all settings, in the order of the schema. */
export const ENV_NAMES = Object.keys(schema.shape);

/** The settings, validated, under the names the code uses. Absent optional settings are null. */
export type Env = ReturnType<typeof toEnv>;

/** One or more settings are missing or wrong; the message names each variable and what it should be. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads the settings from `source` (usually `process.env`).
 *
 * @throws EnvError naming every bad variable
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.entries(source).filter(([, value]) => value !== undefined && value !== "");
  const result = schema.safeParse(Object.fromEntries(present));
  const problems = result.success
    ? contradictions(result.data)
    : result.error.issues.map(({ path, code, message }) => {
        const name = path.join(".");
        return `${name}: ${code === "invalid_type" && !source[name] ? "is not set" : message}`;
      });
  if (!result.success || problems.length > 0) {
    throw new EnvError(`Settings are missing or wrong:\n${problems.map((line) => `  ${line}`).join("\n")}`);
  }
  return toEnv(result.data);
}

function contradictions(raw: z.infer<typeof schema>): string[] {
  const production = isAwsProduction(raw);
  return [
    raw.STRATUM_LIMITS === "off" &&
      production &&
      "STRATUM_LIMITS: off is for load tests, never for production",
    raw.NEXTAUTH_SECRET === undefined &&
      production &&
      "NEXTAUTH_SECRET: is not set, and production needs one",
    raw.NEXTAUTH_URL === undefined &&
      production &&
      "NEXTAUTH_URL: is not set; mails and Stripe lead people back to this address of the site",
    raw.AWS_REGION === undefined &&
      raw.DYNAMODB_ENDPOINT === undefined &&
      "AWS_REGION: is not set, and there is no DYNAMODB_ENDPOINT either",
    ...(["GITHUB", "GOOGLE"] as const).map(
      (provider) =>
        (raw[`${provider}_ID`] === undefined) !== (raw[`${provider}_SECRET`] === undefined) &&
        `${provider}_ID: set it together with ${provider}_SECRET, or neither`,
    ),
  ].filter((problem) => problem !== false);
}

function isAwsProduction(raw: z.infer<typeof schema>): boolean {
  return raw.NODE_ENV === "production" && raw.DYNAMODB_ENDPOINT === undefined;
}

function toEnv(raw: z.infer<typeof schema>) {
  return {
    nodeEnv: raw.NODE_ENV,
    /** Production with the real AWS behind it, as opposed to a local or test DynamoDB. */
    awsProduction: isAwsProduction(raw),
    databaseUrl: raw.DATABASE_URL,
    databaseSsl: raw.DATABASE_SSL,
    databasePoolSize: raw.DATABASE_POOL_SIZE,
    dynamodbEndpoint: raw.DYNAMODB_ENDPOINT ?? null,
    awsRegion: raw.AWS_REGION ?? "us-east-1",
    tablePrefix: raw.STRATUM_TABLE_PREFIX,
    port: raw.PORT,
    dataDir: raw.STRATUM_DATA_DIR,
    /** False lifts the abuse limits, for load tests. */
    limits: raw.STRATUM_LIMITS === "on",
    logLevel: raw.STRATUM_LOG_LEVEL,
    /** Key of every HMAC. */
    secret: raw.STRATUM_SECRET,
    styleUrl: raw.STRATUM_STYLE_URL,
    geocoderUrl: raw.STRATUM_GEOCODER_URL ?? null,
    cronSecret: raw.STRATUM_CRON_SECRET ?? null,
    /** True when a proxy in front sets X-Forwarded-For, so that its last hop names the network. */
    trustProxy: raw.STRATUM_TRUST_PROXY === "1",
    photoBucket: raw.STRATUM_PHOTO_BUCKET ?? null,
    /** Of another S3 than the region's own. */
    photoEndpoint: raw.STRATUM_PHOTO_ENDPOINT ?? null,
    operatorEmails: raw.STRATUM_OPERATOR_EMAILS.split(",")
      .map((email) => email.trim().toLowerCase())
      .filter((email) => email !== ""),
    nextauthSecret: raw.NEXTAUTH_SECRET ?? null,
    nextauthUrl: raw.NEXTAUTH_URL ?? null,
    githubId: raw.GITHUB_ID ?? null,
    githubSecret: raw.GITHUB_SECRET ?? null,
    googleId: raw.GOOGLE_ID ?? null,
    googleSecret: raw.GOOGLE_SECRET ?? null,
    stripeSecretKey: raw.STRIPE_SECRET_KEY ?? null,
    stripeWebhookSecret: raw.STRIPE_WEBHOOK_SECRET ?? null,
    stripeApiHost: raw.STRIPE_API_HOST ?? null,
    /** Let Stripe Tax work out the tax at checkout; it must be set up there first. */
    stripeAutomaticTax: raw.STRIPE_AUTOMATIC_TAX === "1",
    smtpUrl: raw.SMTP_URL ?? null,
    mailFrom: raw.MAIL_FROM,
  };
}

function oneOf<const T extends readonly [string, ...string[]]>(...values: T) {
  return z.enum(values, { error: `must be ${values.join(" or ")}` });
}

function wholeNumber(min: number, max: number) {
  const expected = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, expected)
    .transform(Number)
    .refine((value) => value >= min && value <= max, expected);
}
