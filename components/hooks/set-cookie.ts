const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a choice of the reader (language, theme, "seen the introduction") for a year; the server reads it. */
export function setCookie(name: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
}
