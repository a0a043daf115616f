import type { ReactNode } from "react";

/** A titled part of the score card. */
export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="mt-7">
      <h3 className="mb-3 text-[15px] font-semibold">{title}</h3>
      {children}
    </section>
  );
}
