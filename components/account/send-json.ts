/** What a JSON route of the account answered. */
export type Sent =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly detail: string; readonly fields: Readonly<Record<string, string>> };

interface Problem {
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** Sends JSON to a route of this site; a refusal comes back as a sentence and one per bad field. */
export async function sendJson(method: string, path: string, body?: unknown): Promise<Sent> {
  try {
    const response = await fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    });
    const answer: Readonly<Record<string, unknown>> = await response.json();
    if (response.ok) return { ok: true, body: answer };
    const { detail = "Something went wrong. Try again.", errors = [] } = answer as Problem;
    return {
      ok: false,
      detail,
      fields: Object.fromEntries(errors.map(({ path: field, message }) => [field, `This ${message}.`])),
    };
  } catch {
    return {
      ok: false,
      detail: "The site cannot be reached. Check your connection and try again.",
      fields: {},
    };
  }
}
