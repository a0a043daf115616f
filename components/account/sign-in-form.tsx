"use client";

import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, INPUT_CLASSES } from "@/components/ui/field";
import { FormNote } from "./form-note";

const REASONS: Readonly<Record<string, string>> = {
  CredentialsSignin: "Address and password do not fit together.",
  Unverified: "Confirm your address first: a fresh link is in your mail.",
  RateLimited: "Too many attempts. Wait a quarter of an hour and try again.",
  Unavailable: "Sign-in does not work right now. Try again in a minute.",
  AccessDenied: "This account cannot be used here: its address is not confirmed, or it is locked.",
};

export function signInError(code: string | null): string | null {
  return code === null ? null : (REASONS[code] ?? "Sign-in did not work. Try again.");
}

interface SignInFormProps {
  /** Where to go afterwards: a path of this site, checked by the page. */
  readonly next: string;
  readonly error: string | null;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
}

export function SignInForm({ next, error: firstError, providers }: SignInFormProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(signInError(firstError));

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    const outcome = await signIn("credentials", {
      redirect: false,
      email: String(data.get("email")),
      password: String(data.get("password")),
    }).catch(() => undefined);
    if (outcome?.ok === true && outcome.error === null) {
      // An invitation's token is still behind the # of the address.
      router.push(next + window.location.hash);
      router.refresh();
      return;
    }
    setBusy(false);
    setError(signInError(outcome?.error ?? "Unavailable"));
  }

  return (
    <div className="flex flex-col gap-5">
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field id="email" label="Mail address">
          <input
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            required
            className={INPUT_CLASSES}
          />
        </Field>
        <Field id="password" label="Password">
          <input
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            className={INPUT_CLASSES}
          />
        </Field>
        {error !== null && <FormNote tone="bad">{error}</FormNote>}
        <Button type="submit" variant="primary" size="large" disabled={busy}>
          {busy ? "One moment…" : "Sign in"}
        </Button>
      </form>
      {providers.map(({ id, name }) => (
        <Button key={id} size="large" onClick={() => void signIn(id, { callbackUrl: next })}>
          Continue with {name}
        </Button>
      ))}
    </div>
  );
}
