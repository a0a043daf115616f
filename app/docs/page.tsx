import type { Metadata } from "next";
import Link from "next/link";
import { DataTable } from "@/components/account/data-table";
import { PageShell } from "@/components/site/page-shell";
import { siteOrigin } from "@/lib/accounts/site-origin";
import { BURST_SECONDS } from "@/lib/api-keys/burst-limit";
import { ROTATION_OVERLAP_HOURS } from "@/lib/api-keys/manage-keys";
import type { Endpoint } from "@/lib/api-v1/endpoint";
import { ENDPOINTS } from "@/lib/api-v1/endpoints";
import { parameterSchema } from "@/lib/api-v1/openapi";
import { formatPrice, PAID_PLAN_IDS, PLANS, SCOPE_LABELS } from "@/lib/plans/plans";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = {
  title: "API",
  description: "Scores, trends and summaries of neighbourhoods, with curl lines that run.",
};

export default function DocsPage() {
  const origin = siteOrigin(getRuntime().env);
  return (
    <PageShell
      title="The API"
      lead="Neighbourhood scores, trends and summaries. JSON over HTTPS, one key, honest confidence."
      width="wide"
    >
      <div className="grid gap-12 lg:grid-cols-[13rem_1fr]">
        <nav aria-label="On this page" className="top-24 hidden self-start text-sm lg:sticky lg:block">
          <ul className="flex flex-col gap-2 text-ink-soft">
            {["Start", "Limits", "Refusals"].map((name) => (
              <li key={name}>
                <a href={`#${name.toLowerCase()}`} className="hover:text-ink">
                  {name}
                </a>
              </li>
            ))}
            {ENDPOINTS.map(({ name }) => (
              <li key={name}>
                <a href={`#${anchor(name)}`} className="font-mono text-[13px] break-all hover:text-ink">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="prose-text max-w-3xl min-w-0">
          <h2 id="start">Start</h2>
          <p>
            <Link href="/sign-up">Make an account</Link>, make a key under{" "}
            <Link href="/account/keys">API keys</Link>, and send it with every call. Test keys (
            <code>sk_test_…</code>) are free and limited; live keys (<code>sk_live_…</code>) come with a{" "}
            <Link href="/pricing">paid plan</Link>.
          </p>
          <Curl line={`curl -H "Authorization: Bearer $STRATUM_KEY" "${origin}/api/v1/scores?city=sf"`} />
          <p>
            <code>X-API-Key</code> works too. Keys never go into an address. A rotated key goes on working for{" "}
            {ROTATION_OVERLAP_HOURS} hours; a revoked one is refused within a second. The machine-readable
            description is <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1). How scores are made,
            and what they must not be used for, is on the <Link href="/methodology">methodology</Link> page.
          </p>
          <h2 id="limits">Limits</h2>
          <p>
            Calls are counted per subscription and UTC calendar month; when they are used up, further ones are
            refused and nothing is charged on top. Answers of 500 and above are not counted. Every answer to a
            known key says where you stand:
          </p>
          <Curl
            line={
              'RateLimit-Policy: "month";q=10000;w=2592000, "burst";q=40;w=2\nRateLimit: "month";r=9941;t=812345, "burst";r=39;t=0'
            }
          />
          <ul>
            {PAID_PLAN_IDS.map((id) => {
              const { name, priceCents, callsPerMonth, callsPerSecond } = PLANS[id];
              return (
                <li key={id}>
                  {name}, {formatPrice(priceCents)} a month: {callsPerMonth.toLocaleString("en-US")} calls a
                  month, {callsPerSecond} a second on average, {callsPerSecond * BURST_SECONDS} at once.
                </li>
              );
            })}
          </ul>
          <h2 id="refusals">Refusals</h2>
          <p>
            Errors are <code>application/problem+json</code> (RFC 9457) with a <code>request_id</code>; bad
            parameters are named in <code>errors</code>.
          </p>
          <ul>
            <li>401: the key is missing, mistyped, unknown, expired or revoked.</li>
            <li>402: the subscription of the key is not active.</li>
            <li>403: the plan or the key&apos;s scopes do not include the call.</li>
            <li>422: a parameter is not valid.</li>
            <li>
              429: too fast, or the month is used up; <code>Retry-After</code> says how long.
            </li>
          </ul>
          {ENDPOINTS.map((endpoint) => (
            <EndpointSection key={endpoint.name} endpoint={endpoint} origin={origin} />
          ))}
        </div>
      </div>
    </PageShell>
  );
}

function EndpointSection({ endpoint, origin }: { readonly endpoint: Endpoint; readonly origin: string }) {
  const { name, summary, description, scope, example } = endpoint;
  const plans = [...PAID_PLAN_IDS].filter(
    (id) => endpoint.entitlement === null || PLANS[id].entitlements.includes(endpoint.entitlement),
  );
  const rows = [...parameterRows(endpoint, "path"), ...parameterRows(endpoint, "query")];
  return (
    <section aria-labelledby={anchor(name)} className="prose-text late-paint mt-12">
      <h2 id={anchor(name)} className="scroll-mt-24">
        <span className="font-mono text-[0.9em]">GET /{name}</span>
      </h2>
      <p>
        <strong>{summary}.</strong> <Prose text={description} />
      </p>
      <p className="text-sm">
        {endpoint.entitlement === null ? "Every key" : plans.map((id) => PLANS[id].name).join(", ")} · scope{" "}
        <code>{scope}</code> ({SCOPE_LABELS[scope].toLowerCase()})
      </p>
      {rows.length > 0 && <DataTable head={["Parameter", "In", "Value", "Default"]} rows={rows} />}
      <Curl line={`curl -H "Authorization: Bearer $STRATUM_KEY" "${origin}/api/v1/${example}"`} />
    </section>
  );
}

function parameterRows(endpoint: Endpoint, place: "path" | "query") {
  const { properties, required } = parameterSchema(place === "path" ? endpoint.params : endpoint.query);
  return Object.entries(properties).map(([name, schema]) => ({
    key: `${place} ${name}`,
    cells: [
      <code key="name">{name}</code>,
      place,
      <Prose key="value" text={describeSchema(schema)} />,
      place === "path" || required.includes(name) ? "required" : String(schema.default ?? "–"),
    ],
  }));
}

function describeSchema(schema: Readonly<Record<string, unknown>>): string {
  const { description, enum: values, minimum, maximum, type } = schema;
  const range = Array.isArray(values)
    ? values.join(" | ")
    : minimum !== undefined && maximum !== undefined
      ? `${minimum} to ${maximum}`
      : String(type ?? "");
  return [range, description].filter((part) => part !== undefined && part !== "").join(". ");
}

/** Text with `code` between backticks. */
function Prose({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}

function Curl({ line }: { readonly line: string }) {
  return (
    <pre className="rounded-xl bg-fill p-4 text-[13px] leading-relaxed wrap-anywhere whitespace-pre-wrap">
      <code style={{ background: "none", padding: 0 }}>{line}</code>
    </pre>
  );
}

function anchor(name: string): string {
  return name.replace(/[^a-z]+/g, "-").replace(/-$/, "");
}
