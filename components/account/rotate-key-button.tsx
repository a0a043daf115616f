"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FormNote } from "./form-note";
import { ShownOnce } from "./new-key-form";
import { type Sent, sendJson } from "./send-json";

/** Replaces a key by a new one; the old one goes on working for a day. */
export function RotateKeyButton({ keyId, name }: { readonly keyId: string; readonly name: string }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState<Sent | null>(null);

  function close() {
    setOpen(false);
    if (sent?.ok === true) router.refresh();
    setSent(null);
  }

  return (
    <>
      <Button size="small" aria-label={`Rotate ${name}`} onClick={() => setOpen(true)}>
        Rotate
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={`Rotate ${name}`}
        description="You get a new key with the same name and rights. The old one goes on working for 24 hours."
        closeLabel="Close"
      >
        <div className="flex flex-col gap-4">
          {sent?.ok === true && <ShownOnce value={String(sent.body.key)} />}
          {sent?.ok === false && <FormNote tone="bad">{sent.detail}</FormNote>}
          {sent?.ok !== true && (
            <Button
              variant="primary"
              className="self-end"
              onClick={() => void sendJson("POST", `/api/account/keys/${keyId}/rotate`, {}).then(setSent)}
            >
              Make the new key
            </Button>
          )}
        </div>
      </Dialog>
    </>
  );
}
