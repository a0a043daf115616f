import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface PlainTableProps {
  /** Said to screen readers before the table. */
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of each row is its heading. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A small table of figures: names left, numbers right, scrolls on a narrow screen. */
export function PlainTable({ caption, head, rows }: PlainTableProps) {
  const align = (column: number) => cx("px-3 py-2 first:pl-0 last:pr-0", column > 0 && "text-right");
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong text-left">
            {head.map((text, column) => (
              <th key={text} scope="col" className={cx(align(column), "font-semibold")}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key} className="border-b border-line">
              <th scope="row" className={cx(align(0), "text-left font-normal")}>
                {first}
              </th>
              {others.map((cell, i) => (
                <td key={head[i + 1]} className={align(i + 1)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
