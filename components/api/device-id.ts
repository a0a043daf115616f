const KEY = "stratum-device";

/**
 * A random token that this browser made up, so that one device confirms or flags a report once and can take its own
 * signal back. It is never stored with a report. Without storage it lasts as long as the page.
 */
export function deviceId(): string {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept !== null) return kept;
    localStorage.setItem(KEY, pageToken);
  } catch {
    // Storage is blocked: the page's own token stands in.
  }
  return pageToken;
}

const pageToken = crypto.randomUUID();
