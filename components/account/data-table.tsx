import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

interface DataTableProps {
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** Columns that hold numbers. */
  readonly numeric?: readonly number[];
}

/** A plain table; on a phone each row becomes a block with the column's name before each value. */
export function DataTable({ head, rows, numeric = [] }: DataTableProps) {
  const align = (column: number) => (numeric.includes(column) ? "md:text-right tabular-nums" : "text-left");
  return (
    <table className="w-full text-sm max-md:block">
      <thead className="max-md:sr-only">
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
      <tbody className="max-md:block">
        {rows.map(({ key, cells }) => (
          <tr
            key={key}
            className="border-b border-line last:border-0 max-md:block max-md:py-3 max-md:first:pt-0 max-md:last:pb-0"
          >
            {cells.map((cell, column) =>
              cell === null || cell === "" ? (
                <td key={head[column]} className="max-md:hidden" />
              ) : (
                <td
                  key={head[column]}
                  data-label={head[column]}
                  className={cx(
                    "align-top md:py-2.5 md:pr-4 md:last:pr-0",
                    "max-md:flex max-md:gap-4 max-md:py-1 max-md:wrap-anywhere",
                    "max-md:before:w-28 max-md:before:shrink-0 max-md:before:text-ink-faint max-md:before:content-[attr(data-label)]",
                    align(column),
                  )}
                >
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
