"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormNote } from "./form-note";
import { sendJson } from "./send-json";

interface ActionButtonProps {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly action: string;
  readonly body?: unknown;
  readonly label: string;
  /** Spoken instead of the label where several buttons read the same. */
  readonly spoken?: string;
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  /** Asked in a dialog first. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
  readonly goTo?: string;
}

/** A button that changes one thing through a JSON route, then reads the page again or goes where the answer says. */
export function ActionButton(props: ActionButtonProps) {
  const { method, action, body, label, spoken, variant = "secondary", size = "small", confirm } = props;
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function run() {
    setBusy(true);
    setError(null);
    const sent = await sendJson(method, action, body);
    if (sent.ok && typeof sent.body.url === "string") {
      window.location.assign(sent.body.url);
      return;
    }
    setBusy(false);
    if (!sent.ok) {
      setError(sent.detail);
      return;
    }
    setAsking(false);
    if (props.goTo !== undefined) router.push(props.goTo);
    router.refresh();
  }

  return (
    <>
      <Button
        variant={variant}
        size={size}
        disabled={busy}
        aria-label={spoken}
        onClick={() => (confirm === undefined ? void run() : setAsking(true))}
      >
        {busy && confirm === undefined ? "One moment…" : label}
      </Button>
      {error !== null && !asking && (
        <div className="mt-2 w-full basis-full">
          <FormNote tone="bad">{error}</FormNote>
        </div>
      )}
      {confirm !== undefined && (
        <Dialog
          open={asking}
          onClose={() => setAsking(false)}
          title={confirm.title}
          description={confirm.text}
          closeLabel="Close"
        >
          {error !== null && (
            <div className="mb-4">
              <FormNote tone="bad">{error}</FormNote>
            </div>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <Button variant="danger" disabled={busy} onClick={() => void run()}>
              {confirm.yes}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
