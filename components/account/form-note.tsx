import { cx } from "@/components/ui/cx";

/** The outcome of a form, read out as it appears. */
export function FormNote({ tone, children }: { readonly tone: "good" | "bad"; readonly children: string }) {
  return (
    <p
      role={tone === "bad" ? "alert" : "status"}
      className={cx(
        "rounded-xl border px-3.5 py-2.5 text-sm",
        tone === "bad" ? "border-danger/40 text-danger" : "border-good/40 text-good",
      )}
    >
      {children}
    </p>
  );
}
