"use client";

import { Copy } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_CLASSES } from "@/components/ui/field";
import { FormNote } from "./form-note";
import { type Sent, sendJson } from "./send-json";

interface NewKeyFormProps {
  readonly canMakeLive: boolean;
  readonly scopes: readonly { readonly id: string; readonly label: string }[];
}

/** Makes a key and shows it this one time. */
export function NewKeyForm({ canMakeLive, scopes }: NewKeyFormProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const days = String(data.get("expires") ?? "");
    setBusy(true);
    const outcome = await sendJson("POST", "/api/account/keys", {
      name: String(data.get("name")),
      mode: String(data.get("mode")),
      scopes: data.getAll("scopes").map(String),
      expires_in_days: days === "" ? null : Number(days),
    });
    setBusy(false);
    setSent(outcome);
    if (!outcome.ok) return;
    form.reset();
    router.refresh();
  }

  const fieldError = (name: string) => (sent?.ok === false ? sent.fields[name] : undefined);
  const nameError = fieldError("name");
  return (
    <div className="flex flex-col gap-5">
      {sent?.ok === true && <ShownOnce value={String(sent.body.key)} />}
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-3">
          <Field id="key-name" label="Name" {...(nameError === undefined ? {} : { error: nameError })}>
            <input
              id="key-name"
              name="name"
              required
              maxLength={60}
              placeholder="Website"
              className={INPUT_CLASSES}
            />
          </Field>
          <Field id="key-mode" label="Kind">
            <select
              id="key-mode"
              name="mode"
              defaultValue={canMakeLive ? "live" : "test"}
              className={`${INPUT_CLASSES} h-11.5`}
            >
              <option value="live" disabled={!canMakeLive}>
                Live
              </option>
              <option value="test">Test, free and limited</option>
            </select>
          </Field>
          <Field id="key-expires" label="Expires">
            <select id="key-expires" name="expires" defaultValue="" className={`${INPUT_CLASSES} h-11.5`}>
              <option value="">Never</option>
              <option value="30">In 30 days</option>
              <option value="90">In 90 days</option>
              <option value="365">In a year</option>
            </select>
          </Field>
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">May read</legend>
          {scopes.map(({ id, label }) => (
            <label key={id} className="flex items-center gap-3 text-sm text-ink-soft">
              <input type="checkbox" name="scopes" value={id} defaultChecked className="size-4.5 shrink-0" />
              {label}
            </label>
          ))}
        </fieldset>
        {sent?.ok === false && <FormNote tone="bad">{fieldError("scopes") ?? sent.detail}</FormNote>}
        <Button type="submit" variant="primary" disabled={busy} className="self-start">
          {busy ? "One moment…" : "Make a key"}
        </Button>
      </form>
    </div>
  );
}

/** A fresh key with a copy button. */
export function ShownOnce({ value }: { readonly value: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div role="status" className="rounded-2xl border border-good/50 bg-paper-sunk p-4">
      <p className="text-sm font-semibold">Your new key. Copy it now: it is shown this one time.</p>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <code
          data-testid="new-key"
          className="min-w-0 flex-1 rounded-lg bg-fill px-3 py-2 font-mono text-sm break-all"
        >
          {value}
        </code>
        <Button
          icon={<Copy size={16} aria-hidden />}
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      </div>
    </div>
  );
}
