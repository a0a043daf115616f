"use client";

import { useRouter } from "next/navigation";
import { sendJson } from "./send-json";

interface OrganizationSwitchProps {
  readonly current: string;
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
}

/** Chooses which organisation this session works for; only shown to people with several. */
export function OrganizationSwitch({ current, organizations }: OrganizationSwitchProps) {
  const router = useRouter();
  if (organizations.length < 2) return null;
  return (
    <select
      aria-label="Organisation"
      value={current}
      onChange={(event) =>
        void sendJson("PUT", "/api/account/organization", { id: event.target.value }).then(() =>
          router.refresh(),
        )
      }
      className="max-w-44 rounded-full border border-line-strong bg-paper px-3 py-1.5 text-[13px]"
    >
      {organizations.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
