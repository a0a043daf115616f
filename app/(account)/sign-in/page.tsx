import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { FormNote } from "@/components/account/form-note";
import { SignInForm } from "@/components/account/sign-in-form";
import { PageShell } from "@/components/site/page-shell";
import { DEMO_EMAIL, DEMO_PASSWORD, hasDemoAccount } from "@/lib/accounts/demo-account";
import { pageAccount } from "@/lib/accounts/page-account";
import { safePath } from "@/lib/accounts/safe-path";
import { getRuntime } from "@/lib/platform/runtime";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

interface SignInPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const query = await searchParams;
  const next = safePath(single(query.next) ?? single(query.callbackUrl));
  const error = single(query.error);
  if (error === null && (await pageAccount()) !== null) redirect(next);
  const { env, sql } = getRuntime();
  const providers = [
    ...(env.githubId === null ? [] : [{ id: "github", name: "GitHub" }]),
    ...(env.googleId === null ? [] : [{ id: "google", name: "Google" }]),
  ];
  return (
    <PageShell title="Sign in">
      <div className="flex max-w-md flex-col gap-6">
        {query.confirmed === "1" && <FormNote tone="good">The address is confirmed. Sign in.</FormNote>}
        <SignInForm next={next} error={error} providers={providers} />
        {(await hasDemoAccount(sql)) && (
          <p className="rounded-xl bg-fill px-3.5 py-2.5 text-sm text-ink-soft">
            This site shows demonstration data. To look around: <code>{DEMO_EMAIL}</code> /{" "}
            <code>{DEMO_PASSWORD}</code>
          </p>
        )}
        <p className="flex flex-wrap gap-x-6 gap-y-2 text-sm text-ink-soft">
          <Link href="/sign-up" className="font-medium text-ink underline underline-offset-3">
            Make an account
          </Link>
          <Link href="/forgot-password" className="font-medium text-ink underline underline-offset-3">
            Forgot the password?
          </Link>
        </p>
      </div>
    </PageShell>
  );
}

function single(value: string | string[] | undefined): string | null {
  return typeof value === "string" ? value : null;
}
