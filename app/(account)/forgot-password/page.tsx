import type { Metadata } from "next";
import Link from "next/link";
import { JsonForm } from "@/components/account/json-form";
import { PageShell } from "@/components/site/page-shell";

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

export default function ForgotPasswordPage() {
  return (
    <PageShell title="Choose a new password" lead="We mail you a link that works once, for an hour.">
      <div className="flex max-w-md flex-col gap-6">
        <JsonForm
          method="POST"
          action="/api/account/forgot-password"
          submit="Mail me the link"
          once
          fields={[
            { name: "email", label: "Mail address", type: "email", autoComplete: "username", required: true },
          ]}
        />
        <p className="text-sm text-ink-soft">
          <Link href="/sign-in" className="font-medium text-ink underline underline-offset-3">
            Back to sign-in
          </Link>
        </p>
      </div>
    </PageShell>
  );
}
