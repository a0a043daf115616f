import type { ReactNode } from "react";

/** Classes of every text input and textarea. */
export const INPUT_CLASSES =
  "w-full rounded-xl border border-line-strong bg-paper px-3.5 py-2.5 text-base text-ink placeholder:text-ink-faint focus-visible:outline-2";

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string;
  readonly children: ReactNode;
}

/**
 * Label, control, hint and error of one form field. The control inside takes `id`, and
 * `aria-describedby={`${id}-note`}` when there is a hint or an error.
 */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {note !== undefined && (
        <p
          id={`${id}-note`}
          className={error === undefined ? "text-[13px] text-ink-faint" : "text-[13px] text-danger"}
        >
          {note}
        </p>
      )}
    </div>
  );
}
