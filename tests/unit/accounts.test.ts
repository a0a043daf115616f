import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passwordWeakness } from "@/lib/accounts/check-password";
import { emailAddress } from "@/lib/accounts/email-address";
import { safePath } from "@/lib/accounts/safe-path";
import { requireSameOrigin } from "@/lib/accounts/same-origin";
import { folderLabel } from "@/lib/accounts/saved-places";
import {
  readCookie,
  readSessionToken,
  usesSecureCookies,
  writeSessionToken,
} from "@/lib/accounts/session-cookie";
import { deviceLabel } from "@/lib/accounts/sessions";
import { wrapText } from "@/lib/mail/wrap-text";

describe("the way back after sign-in", () => {
  test.each(["/account", "/city/sf?category=pothole#reports", "/account/keys"])("keeps %s", (path) => {
    expect(safePath(path)).toBe(path);
  });

  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " /account",
    "javascript:alert(1)",
    "account",
    "",
    null,
    undefined,
  ])("never leads to %j", (path) => expect(safePath(path)).toBe("/account"));

  test("stays on this site whatever is asked", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("", "/", "//", "/\\", "/%2f"),
        (rest, start) => {
          const url = new URL(safePath(start + rest), "https://here.example");
          return url.origin === "https://here.example";
        },
      ),
    );
  });
});

describe("the origin of a change", () => {
  const env = { nextauthUrl: null, trustProxy: false };
  const allowed = (
    headers: Record<string, string>,
    own: { nextauthUrl: string | null; trustProxy: boolean } = env,
  ) => {
    try {
      requireSameOrigin(new Request("http://internal/", { method: "POST", headers }), own);
      return true;
    } catch {
      return false;
    }
  };

  test("is this site's own host, or the one that the settings name", () => {
    expect(allowed({ origin: "https://here.example", host: "here.example" })).toBe(true);
    expect(allowed({ origin: "https://there.example", host: "here.example" })).toBe(false);
    expect(allowed({ origin: "null", host: "here.example" })).toBe(false);
    const named = { nextauthUrl: "https://named.example", trustProxy: false };
    expect(allowed({ origin: "https://named.example", host: "internal:3000" }, named)).toBe(true);
  });

  test("is believed from a proxy only where one is trusted", () => {
    const headers = { origin: "https://here.example", host: "internal", "x-forwarded-host": "here.example" };
    expect(allowed(headers)).toBe(false);
    expect(allowed(headers, { nextauthUrl: null, trustProxy: true })).toBe(true);
  });

  test("must be told one way or the other", () => {
    expect(allowed({ host: "here.example" })).toBe(false);
    expect(allowed({ host: "here.example", "sec-fetch-site": "same-origin" })).toBe(true);
    expect(allowed({ host: "here.example", "sec-fetch-site": "cross-site" })).toBe(false);
  });
});

describe("the session cookie", () => {
  const env = { nextauthSecret: null, nextauthUrl: null, secret: "s".repeat(32), awsProduction: false };
  const token = { sessionId: "a-session", userId: "a-user" };

  test("reads back under the same secret and under no other", async () => {
    const value = await writeSessionToken(env, token);
    expect(await readSessionToken(env, value)).toEqual(token);
    expect(await readSessionToken({ ...env, secret: "t".repeat(32) }, value)).toBeNull();
    expect(await readSessionToken(env, `${value}x`)).toBeNull();
    expect(await readSessionToken(env, "")).toBeNull();
    expect(value).not.toContain("a-session");
  });

  test("is Secure wherever the site is served over HTTPS", () => {
    expect(usesSecureCookies({ nextauthUrl: "https://here.example", awsProduction: false })).toBe(true);
    expect(usesSecureCookies({ nextauthUrl: null, awsProduction: true })).toBe(true);
    expect(usesSecureCookies({ nextauthUrl: "http://localhost:3000", awsProduction: false })).toBe(false);
  });

  test("is found among others by its whole name", () => {
    expect(readCookie("a=1; session=two=2; xsession=3", "session")).toBe("two=2");
    expect(readCookie("xsession=3", "session")).toBeUndefined();
    expect(readCookie(null, "session")).toBeUndefined();
  });
});

describe("input", () => {
  test("an address is trimmed, lower case, and one form of its characters", () => {
    expect(emailAddress.parse("  Ada@Example.ORG ")).toBe("ada@example.org");
    for (const bad of ["", "ada", "ada@", "@example.org", "a@b", `${"a".repeat(250)}@example.org`]) {
      expect(emailAddress.safeParse(bad).success).toBe(false);
    }
  });

  test.each(["correct horse battery", "a quiet river 7", "stratum2026", "Xk9!mfLw2#"])(
    "takes %s as a password",
    async (good) => {
      expect(await passwordWeakness(good, "ada@example.org")).toBeNull();
    },
  );

  test.each([
    "1234567890",
    "Password123",
    "qwertyuiop",
    "Q1w2e3r4t5",
    "basketball",
    "Football99!",
    "!!sunshine1",
    "ada.lovelace9",
  ])("refuses %s as a password", async (weak) =>
    expect(await passwordWeakness(weak, "ada.lovelace@example.org")).not.toBeNull(),
  );

  test("folder names become labels that ltree takes and that never meet", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .map((text) => text.normalize("NFC").toLowerCase());
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(folderLabel(a)).toMatch(/^[a-z0-9_]{1,1000}$/);
        return (folderLabel(a) === folderLabel(b)) === (a === b);
      }),
    );
  });
});

describe("texts", () => {
  test("a device is named roughly", () => {
    expect(deviceLabel("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36")).toBe(
      "Chrome on Windows",
    );
    expect(
      deviceLabel("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1"),
    ).toBe("Safari on iOS");
    expect(deviceLabel(null)).toBe("Unknown device");
  });

  test("a mail's lines stay short and its links whole", () => {
    const link = `https://here.example/verify-email#token=${"x".repeat(90)}`;
    const lines = wrapText(`${"word ".repeat(60).trim()}\n\n${link}`).split("\n");
    expect(lines.at(-1)).toBe(link);
    expect(Math.max(...lines.slice(0, -1).map((line) => line.length))).toBeLessThanOrEqual(72);
  });
});
