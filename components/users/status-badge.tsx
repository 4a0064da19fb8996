import { Badge, Dot, type Tone } from "#components/ui/badge.tsx";
import { isStatus, type Status, statusText } from "#lib/users/user.ts";

export const statusTone: Record<Status, Tone> = {
  FORCE_CHANGE_PASSWORD: "warn",
  RESET_REQUIRED: "bad",
  UNCONFIRMED: "info",
  EXTERNAL_PROVIDER: "none",
  CONFIRMED: "good",
};

/** A status Cognito invents later is shown as it is. */
export function StatusBadge({ status }: { status: string }) {
  const known = isStatus(status) ? status : null;
  return (
    <span title={known ? statusText[known].meaning : undefined}>
      <Badge tone={known ? statusTone[known] : "none"}>
        <Dot tone={known ? statusTone[known] : "none"} />
        {known ? statusText[known].label : status}
      </Badge>
    </span>
  );
}
