import type { Metadata } from "next";
import { JsonForm } from "@/components/account/json-form";
import { PageShell } from "@/components/site/page-shell";

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default function VerifyEmailPage() {
  return (
    <PageShell title="Confirm your address" lead="One more click and the account is yours.">
      <div className="max-w-md">
        <JsonForm
          method="POST"
          action="/api/account/verify-email"
          submit="Confirm the address"
          tokenField="token"
          goTo="/sign-in?confirmed=1"
          fields={[]}
        />
      </div>
    </PageShell>
  );
}
