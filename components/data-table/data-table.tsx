"use client";

import {
  createColumnHelper,
  metaHelper,
  type OnChangeFn,
  type RowData,
  type RowSelectionState,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  type TableOptions,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { clsx } from "clsx";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import type { ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

interface ColumnLayout {
  /** Width and position, given to every cell of the column. */
  className: string;
  /** Holds the row's name: it stays in view, and a screen reader says it with the row's other cells. */
  rowHeader?: boolean;
}

// Sorting and paging are done by the database: the table knows the state and never reorders.
const features = tableFeatures({
  rowSelectionFeature,
  rowSortingFeature,
  rowPaginationFeature,
  columnMeta: metaHelper<ColumnLayout>(),
});
type Features = typeof features;

export const columnsFor = <Row extends RowData>() => createColumnHelper<Features, Row>();
export type Columns<Row extends RowData> = TableOptions<Features, Row>["columns"];
export type Selection = RowSelectionState;

interface DataTableProps<Row extends RowData> {
  label: string;
  columns: Columns<Row>;
  rows: Row[];
  rowId: (row: Row) => string;
  /** What the row's checkbox is called. */
  rowLabel: (row: Row) => string;
  sort: { column: string; descending: boolean };
  /** Makes the heading of a sortable column the link that sorts by it. */
  sortLink: (column: string, heading: ReactNode) => ReactNode;
  page: { number: number; size: number; total: number };
  /** null: rows cannot be selected. */
  selection: { selected: Selection; onChange: OnChangeFn<Selection> } | null;
  /** Makes the row's name the link that opens it. */
  rowLink: (row: Row, name: ReactNode) => ReactNode;
  /** The row that is open; null for none. */
  openRow: string | null;
  /** What stands at the end of each row, and how wide that column is; null for nothing. */
  rowActions: { className: string; render: (row: Row) => ReactNode } | null;
  /** The rows shown are about to be replaced. */
  busy: boolean;
  /** Shown in place of rows when there are none. */
  empty: ReactNode;
  className?: string;
}

const cellClass = "border-line border-b px-3 text-left";
const headClass = "sticky top-0 z-2 h-9 bg-subtle py-0 font-medium text-muted text-xs";

/** A table of rows that someone else sorted and cut into pages. It knows nothing of what the rows are. */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowId,
  rowLabel,
  sort,
  sortLink,
  page,
  selection,
  rowLink,
  openRow,
  rowActions,
  busy,
  empty,
  className,
}: DataTableProps<Row>) {
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    manualPagination: true,
    rowCount: page.total,
    enableRowSelection: selection !== null,
    state: {
      sorting: [{ id: sort.column, desc: sort.descending }],
      pagination: { pageIndex: page.number - 1, pageSize: page.size },
      rowSelection: selection?.selected ?? {},
    },
    onRowSelectionChange: selection?.onChange,
  });
  const { rowSelection } = table.state;
  const shown = table.getRowModel().rows;
  const selectedHere = shown.filter((row) => rowSelection[row.id]).length;
  const width = table.getAllLeafColumns().length + (selection ? 1 : 0) + (rowActions ? 1 : 0);
  const held = clsx("sticky", selection ? "left-11" : "left-0");

  return (
    <ScrollRegion
      aria-label={label}
      className={clsx("relative overflow-auto focus-visible:-outline-offset-2", className)}
    >
      <table aria-busy={busy} className="w-full table-fixed border-separate border-spacing-0 text-sm">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {selection && (
                <th scope="col" className={clsx(cellClass, headClass, "left-0 z-3 w-11 px-1")}>
                  <Checkbox
                    aria-label="Select all on this page"
                    className="align-middle"
                    checked={shown.length > 0 && selectedHere === shown.length}
                    indeterminate={selectedHere > 0 && selectedHere < shown.length}
                    disabled={shown.length === 0}
                    onChange={table.getToggleAllPageRowsSelectedHandler()}
                  />
                </th>
              )}
              {group.headers.map((header) => {
                const layout = header.column.columnDef.meta;
                const sorted = header.column.id === sort.column;
                const Arrow = sort.descending ? ArrowDown : ArrowUp;
                const heading = (
                  <>
                    <table.FlexRender header={header} />
                    {sorted && <Arrow aria-hidden="true" className="size-3.5" />}
                  </>
                );
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={sorted ? (sort.descending ? "descending" : "ascending") : undefined}
                    className={clsx(cellClass, headClass, layout?.className, layout?.rowHeader && clsx(held, "z-3"))}
                  >
                    {header.column.getCanSort() ? (
                      sortLink(header.column.id, heading)
                    ) : (
                      <span className="flex items-center gap-1">{heading}</span>
                    )}
                  </th>
                );
              })}
              {rowActions && (
                <th scope="col" className={clsx(cellClass, headClass, rowActions.className, "right-0 z-3 px-1.5")}>
                  <span className="sr-only">Actions</span>
                </th>
              )}
            </tr>
          ))}
        </thead>
        <tbody className={clsx("transition-opacity duration-150", busy && "opacity-60")}>
          {shown.map((row) => {
            const selected = Boolean(rowSelection[row.id]);
            const ground =
              selected || row.id === openRow
                ? "bg-accent-row"
                : "bg-canvas group-hover/row:bg-subtle group-focus-within/row:bg-subtle";
            return (
              <tr key={row.id} className="group/row">
                {selection && (
                  <td className={clsx(cellClass, ground, "sticky left-0 z-1 h-10 w-11 px-1")}>
                    <Checkbox
                      aria-label={`Select ${rowLabel(row.original)}`}
                      className="align-middle"
                      checked={selected}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  </td>
                )}
                {row.getAllCells().map((cell) => {
                  const layout = cell.column.columnDef.meta;
                  const Cell = layout?.rowHeader ? "th" : "td";
                  return (
                    <Cell
                      key={cell.id}
                      scope={layout?.rowHeader ? "row" : undefined}
                      className={clsx(
                        cellClass,
                        ground,
                        "h-10 font-normal",
                        layout?.className,
                        layout?.rowHeader && clsx(held, "z-1 font-medium"),
                      )}
                    >
                      {layout?.rowHeader ? (
                        rowLink(row.original, <table.FlexRender cell={cell} />)
                      ) : (
                        <table.FlexRender cell={cell} />
                      )}
                    </Cell>
                  );
                })}
                {rowActions && (
                  <td className={clsx(cellClass, ground, "sticky right-0 z-1 px-1.5")}>
                    {rowActions.render(row.original)}
                  </td>
                )}
              </tr>
            );
          })}
          {shown.length === 0 && (
            <tr>
              <td colSpan={width} className="p-0">
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
