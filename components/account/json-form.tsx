"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type HTMLInputTypeAttribute, useEffect, useId, useState } from "react";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { Field, INPUT_CLASSES } from "@/components/ui/field";
import { FormNote } from "./form-note";
import { type Sent, sendJson } from "./send-json";

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type?: HTMLInputTypeAttribute | "select" | "textarea" | "checkbox";
  readonly hint?: string;
  readonly autoComplete?: string;
  readonly required?: boolean;
  readonly defaultValue?: string;
  readonly defaultChecked?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** How the text becomes JSON. `path`: folder names between slashes. Left out when empty and not required. */
  readonly as?: "text" | "number" | "path";
}

interface JsonFormProps {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly action: string;
  readonly fields: readonly FormField[];
  readonly submit: string;
  readonly variant?: ButtonVariant;
  /** Sent along with the fields. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Sent along under this name: the token after `#` in the page's address. */
  readonly tokenField?: string;
  /** After success: where to go; without it the page is read again. */
  readonly goTo?: string;
  /** Said after success; without it what the route answered. */
  readonly done?: string;
  /** The fields give way to the message after success. */
  readonly once?: boolean;
}

/** A form over a JSON route: each refused field says why, everything else is said above the button. */
export function JsonForm(props: JsonFormProps) {
  const { fields, submit, variant = "primary", done, once = false } = props;
  const id = useId();
  const router = useRouter();
  const token = useHashToken(props.tokenField !== undefined);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setSent(null);
    const body = {
      ...props.extra,
      ...readFields(form, fields),
      ...(token === null ? {} : { [props.tokenField ?? ""]: token }),
    };
    const outcome = await sendJson(props.method, props.action, body);
    setBusy(false);
    setSent(outcome);
    if (!outcome.ok) return;
    if (props.goTo !== undefined) router.push(props.goTo);
    else if (!once) form.reset();
    router.refresh();
  }

  const message = sent?.ok === true ? (done ?? String(sent.body.message ?? "Saved.")) : null;
  if (once && message !== null) return <FormNote tone="good">{message}</FormNote>;
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4" noValidate={false}>
      {fields.map((field) => (
        <FormControl
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          error={sent?.ok === false ? sent.fields[field.name] : undefined}
        />
      ))}
      {sent?.ok === false && <FormNote tone="bad">{sent.detail}</FormNote>}
      {message !== null && <FormNote tone="good">{message}</FormNote>}
      <Button type="submit" variant={variant} disabled={busy} className="self-start">
        {busy ? "One moment…" : submit}
      </Button>
    </form>
  );
}

function FormControl({ id, field, error }: { id: string; field: FormField; error: string | undefined }) {
  const { name, label, type = "text", hint, options = [] } = field;
  const described = hint !== undefined || error !== undefined;
  const common = {
    id,
    name,
    required: field.required,
    "aria-invalid": error !== undefined,
    "aria-describedby": described ? `${id}-note` : undefined,
  };
  if (type === "checkbox") {
    return (
      <label htmlFor={id} className="flex items-start gap-3 text-sm">
        <input
          {...common}
          type="checkbox"
          defaultChecked={field.defaultChecked}
          className="mt-0.5 size-4.5 shrink-0"
        />
        <span>
          <span className="font-medium">{label}</span>
          {hint !== undefined && (
            <span id={`${id}-note`} className="block text-ink-faint">
              {hint}
            </span>
          )}
        </span>
      </label>
    );
  }
  return (
    <Field
      id={id}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      {...(error === undefined ? {} : { error })}
    >
      {type === "select" ? (
        <select {...common} defaultValue={field.defaultValue} className={`${INPUT_CLASSES} h-11.5`}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : type === "textarea" ? (
        <textarea
          {...common}
          rows={3}
          maxLength={field.maxLength}
          defaultValue={field.defaultValue}
          className={INPUT_CLASSES}
        />
      ) : (
        <input
          {...common}
          type={type}
          autoComplete={field.autoComplete}
          maxLength={field.maxLength}
          placeholder={field.placeholder}
          defaultValue={field.defaultValue}
          className={INPUT_CLASSES}
        />
      )}
    </Field>
  );
}

function readFields(form: HTMLFormElement, fields: readonly FormField[]): Record<string, unknown> {
  const data = new FormData(form);
  const body: Record<string, unknown> = {};
  for (const { name, type, as = "text", required = false } of fields) {
    if (type === "checkbox") {
      body[name] = data.has(name);
      continue;
    }
    const text = String(data.get(name) ?? "");
    if (text === "" && !required) continue;
    if (as === "number") body[name] = Number(text);
    else if (as === "path")
      body[name] = text
        .split("/")
        .map((part) => part.trim())
        .filter((part) => part !== "");
    else body[name] = text;
  }
  return body;
}

/** The token after `#token=`: browsers never send that part of an address, so no log and no other site sees it. */
function useHashToken(wanted: boolean): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted) return;
    setToken(new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "");
  }, [wanted]);
  return token;
}
