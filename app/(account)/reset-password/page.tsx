import type { Metadata } from "next";
import { JsonForm } from "@/components/account/json-form";
import { PageShell } from "@/components/site/page-shell";
import { MIN_PASSWORD_LENGTH } from "@/lib/accounts/password-length";

export const metadata: Metadata = { title: "Set your new password", robots: { index: false } };

export default function ResetPasswordPage() {
  return (
    <PageShell title="Set your new password" lead="All devices are signed out when you do.">
      <div className="max-w-md">
        <JsonForm
          method="POST"
          action="/api/account/reset-password"
          submit="Set the password"
          tokenField="token"
          goTo="/sign-in"
          fields={[
            {
              name: "password",
              label: "New password",
              type: "password",
              autoComplete: "new-password",
              required: true,
              hint: `At least ${MIN_PASSWORD_LENGTH} characters.`,
            },
          ]}
        />
      </div>
    </PageShell>
  );
}
