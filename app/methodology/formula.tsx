/** Formulas as a block of plain text: read aloud as they stand, scrolled on a narrow screen. */
export function Formula({ lines }: { readonly lines: readonly string[] }) {
  return (
    <p className="overflow-x-auto rounded-2xl border border-line bg-paper-sunk px-5 py-4 font-mono text-sm leading-7 whitespace-pre text-ink">
      {lines.join("\n")}
    </p>
  );
}
