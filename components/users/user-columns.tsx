"use client";

import BadgeCheck from "lucide-react/icons/badge-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import { columnsFor } from "#components/data-table/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { StatusBadge } from "#components/users/status-badge.tsx";
import type { User } from "#lib/users/user.ts";

const column = columnsFor<User>();

const Nothing = () => <span className="text-faint">–</span>;

/** A contact with its mark; the mark is words to a screen reader. */
const Contact = ({ value, verified }: { value: string | null; verified: boolean }) =>
  value === null ? (
    <Nothing />
  ) : (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="truncate" title={value}>
        {value}
      </span>
      {verified ? (
        <span title="Verified" className="flex shrink-0 text-good">
          <BadgeCheck aria-hidden="true" className="size-3.5" />
          <span className="sr-only">verified</span>
        </span>
      ) : (
        <span title="Not verified" className="flex shrink-0 text-faint">
          <CircleDashed aria-hidden="true" className="size-3.5" />
          <span className="sr-only">not verified</span>
        </span>
      )}
    </span>
  );

export const userColumns = column.columns([
  column.accessor("status", {
    header: "Status",
    meta: { className: "w-46" },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  }),
  column.accessor("username", {
    header: "Username",
    meta: {
      className: "w-28 min-[24rem]:w-36 sm:w-48",
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
    meta: { className: "w-68" },
    cell: ({ row }) => <Contact value={row.original.email} verified={row.original.emailVerified} />,
  }),
  column.accessor("phone", {
    header: "Phone",
    meta: { className: "w-42 tabular-nums" },
    cell: ({ row }) => <Contact value={row.original.phone} verified={row.original.phoneVerified} />,
  }),
  column.accessor("name", {
    header: "Name",
    meta: { className: "w-40" },
    cell: ({ row }) =>
      row.original.name === null ? (
        <Nothing />
      ) : (
        <span className="block truncate" title={row.original.name}>
          {row.original.name}
        </span>
      ),
  }),
  column.accessor("enabled", {
    header: "Enabled",
    meta: { className: "w-22" },
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
