import type { Metadata } from "next";
import Link from "next/link";
import { JsonForm } from "@/components/account/json-form";
import { PageShell } from "@/components/site/page-shell";
import { MIN_PASSWORD_LENGTH } from "@/lib/accounts/password-length";

export const metadata: Metadata = { title: "Make an account", robots: { index: false } };

export default function SignUpPage() {
  return (
    <PageShell
      title="Make an account"
      lead="Free. For saved places, API keys and paid plans; reporting and the map need none."
    >
      <div className="flex max-w-md flex-col gap-6">
        <JsonForm
          method="POST"
          action="/api/account/sign-up"
          submit="Make the account"
          once
          fields={[
            { name: "email", label: "Mail address", type: "email", autoComplete: "username", required: true },
            {
              name: "password",
              label: "Password",
              type: "password",
              autoComplete: "new-password",
              required: true,
              hint: `At least ${MIN_PASSWORD_LENGTH} characters. A few words in a row are easy to remember and hard to guess.`,
            },
            {
              name: "name",
              label: "Name",
              autoComplete: "name",
              maxLength: 100,
              hint: "Optional; members of your team see it.",
            },
          ]}
        />
        <p className="text-sm text-ink-soft">
          You have one already?{" "}
          <Link href="/sign-in" className="font-medium text-ink underline underline-offset-3">
            Sign in
          </Link>
        </p>
      </div>
    </PageShell>
  );
}
