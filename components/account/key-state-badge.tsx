import type { KeyState } from "@/lib/api-keys/key-state";
import { Badge } from "./badge";
import { formatDay } from "./format";

/** Whether a key works, and until when. */
export function KeyStateBadge({
  state,
  expiresAt,
}: {
  readonly state: KeyState;
  readonly expiresAt: Date | null;
}) {
  if (state === "revoked") return <Badge tone="bad">Revoked</Badge>;
  if (state === "expired") return <Badge>Expired</Badge>;
  if (expiresAt !== null) return <Badge tone="warn">{`Until ${formatDay(expiresAt)}`}</Badge>;
  return <Badge tone="good">Works</Badge>;
}
