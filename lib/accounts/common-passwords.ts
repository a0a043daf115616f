const COMMON: ReadonlySet<string> = new Set(["1234567890", "password123", "qwertyuiop"]);

/** Whether attackers try this password first. */
export function isCommonPassword(password: string): boolean {
  return COMMON.has(password.toLowerCase());
}
