"use client";

import { clsx } from "clsx";
import BadgeCheck from "lucide-react/icons/badge-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import { columnsFor } from "#components/data-table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { StatusBadge } from "#components/users/status-badge.tsx";
import type { User } from "#lib/users/user.ts";

const column = columnsFor<User>();

const Nothing = () => <span className="text-faint">–</span>;

interface UserContactProps {
  value: string | null;
  verified: boolean;
  /** Says in words what the mark means, where there is room. */
  inWords?: boolean;
}

/** A contact with its mark; the mark is words to a screen reader. */
export function UserContact({ value, verified, inWords = false }: UserContactProps) {
  if (value === null) return <Nothing />;
  const Mark = verified ? BadgeCheck : CircleDashed;
  const text = verified ? "Verified" : "Not verified";
  return (
    <span className={clsx("flex min-w-0 items-center gap-x-1.5", inWords && "flex-wrap")}>
      <span className={inWords ? "min-w-0 break-words" : "truncate"} title={value}>
        {value}
      </span>
      <span
        title={text}
        className={clsx("flex shrink-0 items-center gap-1 text-xs", verified ? "text-good" : "text-faint")}
      >
        <Mark aria-hidden="true" className="size-3.5" />
        {inWords ? text : <span className="sr-only">{text.toLowerCase()}</span>}
      </span>
    </span>
  );
}

const provider = column.accessor("providers", {
  header: "Provider",
  enableSorting: false,
  meta: { className: "w-28" },
  cell: ({ row: { original } }) =>
    original.providers.length === 0 ? (
      <Nothing />
    ) : (
      <span className="block truncate" title={original.providers.join(", ")}>
        {original.providers.join(", ")}
      </span>
    ),
});

const allColumns = column.columns([
  column.accessor("status", {
    header: "Status",
    meta: { className: "w-46" },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  }),
  column.accessor("username", {
    header: "Username",
    meta: {
      className: "w-28 min-[24rem]:w-36 sm:w-44",
      rowHeader: true,
    },
    cell: ({ row }) => (
      <span className="block truncate" title={row.original.username}>
        {row.original.username}
      </span>
    ),
  }),
  column.accessor("email", {
    header: "E-mail",
    meta: { className: "w-57" },
    cell: ({ row }) => <UserContact value={row.original.email} verified={row.original.emailVerified} />,
  }),
  column.accessor("phone", {
    header: "Phone",
    meta: { className: "w-38 tabular-nums" },
    cell: ({ row }) => <UserContact value={row.original.phone} verified={row.original.phoneVerified} />,
  }),
  column.accessor("name", {
    header: "Name",
    meta: { className: "w-36" },
    cell: ({ row }) =>
      row.original.name === null ? (
        <Nothing />
      ) : (
        <span className="block truncate" title={row.original.name}>
          {row.original.name}
        </span>
      ),
  }),
  provider,
  column.accessor("enabled", {
    header: "Enabled",
    meta: { className: "w-20" },
    cell: ({ row }) =>
      row.original.enabled ? <span className="text-muted">Yes</span> : <Badge tone="bad">Disabled</Badge>,
  }),
  column.accessor("createdAt", {
    id: "created",
    header: "Created",
    meta: { className: "w-24 text-muted" },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
  }),
  column.accessor("modifiedAt", {
    id: "modified",
    header: "Modified",
    meta: { className: "w-24 text-muted" },
    cell: ({ row }) => <RelativeTime at={row.original.modifiedAt} />,
  }),
]);
const withoutProvider = allColumns.filter((one) => one !== provider);

/** The columns of these rows. Most pools have no providers, and a column of dashes would push another one out of sight. */
export const userColumnsFor = (rows: readonly User[]) =>
  rows.some(({ providers }) => providers.length > 0) ? allColumns : withoutProvider;
