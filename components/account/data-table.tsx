import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface DataTableProps {
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** Columns that hold numbers. */
  readonly numeric?: readonly number[];
  /** In a card the table scrolls from edge to edge. Default true. */
  readonly inCard?: boolean;
}

/** A plain table that scrolls sideways on a phone. */
export function DataTable({ head, rows, numeric = [], inCard = true }: DataTableProps) {
  const align = (column: number) => (numeric.includes(column) ? "text-right tabular-nums" : "text-left");
  return (
    <div className={cx("overflow-x-auto", inCard && "-mx-5 px-5 sm:-mx-6 sm:px-6")}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b border-line-strong text-ink-faint">
            {head.map((text, column) => (
              <th
                key={text}
                scope="col"
                className={cx("py-2 pr-4 font-medium whitespace-nowrap last:pr-0", align(column))}
              >
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="border-b border-line last:border-0">
              {cells.map((cell, column) => (
                <td key={head[column]} className={cx("py-2.5 pr-4 align-top last:pr-0", align(column))}>
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
