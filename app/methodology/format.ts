const HOUR_MS = 3_600_000;

/** "24 hours", "7 days": whole days from two days on. */
export function formatAge(ms: number): string {
  const hours = ms / HOUR_MS;
  return hours < 48 ? `${hours} hours` : `${hours / 24} days`;
}

/** A number with as many decimals as it needs, at most `decimals`. */
export function formatNumber(value: number, decimals = 1): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: decimals });
}

/** 0.05 as "5 %". */
export function formatShare(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

/** With its sign: "+3", "−12.6". */
export function formatSigned(value: number): string {
  return `${value < 0 ? "−" : "+"}${formatNumber(Math.abs(value))}`;
}
