/** What a form-encoded Stripe request holds: texts inside objects; arrays are objects with the keys 0, 1, … */
export interface FormObject {
  readonly [key: string]: FormValue;
}
export type FormValue = string | FormObject;

/** `items[0][price]=p&metadata[plan]=agent` → `{ items: { 0: { price: "p" } }, metadata: { plan: "agent" } }`. */
export function decodeForm(text: string): FormObject {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split("[").map((part) => part.replace("]", ""));
    let node = root;
    for (const part of path.slice(0, -1)) {
      node[part] ??= {};
      node = node[part] as Record<string, unknown>;
    }
    node[path.at(-1) ?? ""] = value;
  }
  return root as FormObject;
}

export function textOf(form: FormObject, name: string): string | null {
  const value = form[name];
  return typeof value === "string" && value !== "" ? value : null;
}

export function objectOf(form: FormObject, name: string): FormObject {
  const value = form[name];
  return typeof value === "object" ? value : {};
}

/** The entries of an array, in order. */
export function listOf(form: FormObject, name: string): FormValue[] {
  return Object.values(objectOf(form, name));
}

/** The texts of a flat object, such as metadata. */
export function textsOf(form: FormObject, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(objectOf(form, name)).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
