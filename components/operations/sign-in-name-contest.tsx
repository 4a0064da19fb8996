import type { OrderedOperation } from "#components/operations/ordered-operation.ts";
import { CheckboxOption } from "#components/ui/checkbox.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import { PersonLink, personPath } from "#components/users/person-link.tsx";
import { StatusBadge } from "#components/users/status-badge.tsx";
import type { Authority } from "#lib/authority/authority.ts";
import type { Contest } from "#lib/operations/contest.ts";
import { refusal } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { signInNoun } from "#lib/users/sign-in-claim.ts";
import { personText, type User, userLabel } from "#lib/users/user.ts";

interface SignInNameContestsProps {
  operation: OrderedOperation;
  pool: Pool;
  authority: Authority;
}

/** Both people of a sign-in name that only one can have, side by side; shown for one user at a time. */
export function SignInNameContests({ operation, pool, authority }: SignInNameContestsProps) {
  const { order, progress } = operation;
  // the server's word alone, also of the choices before: the browser does not know who else there is
  const contests = progress.preview?.plan.contests ?? [];
  if (order.subs.length !== 1) return null;
  return contests.map((contest) => (
    <ContestCard key={`${contest.attribute} ${contest.holder.user.sub}`} {...{ contest, operation, pool, authority }} />
  ));
}

function ContestCard({ contest, operation, pool, authority }: SignInNameContestsProps & { contest: Contest }) {
  const { user, holder, value, attribute, movable } = contest;
  const { order, frozen, report } = operation;
  const move = { ...order.options, moveSignInName: holder.user.sub };
  const may = refusal(order.operation, move, authority, 1, pool) === null;
  return (
    <section aria-label={`Who has ${value}`} className="mb-3 rounded-lg border border-line px-3.5 py-3 text-sm">
      <p className="font-medium">
        The {signInNoun[attribute]} {value} is a sign-in name of somebody else.
      </p>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        <Person heading="Has it now" user={holder.user} pool={pool} />
        <Person heading="Would get it" user={user} pool={pool} />
      </div>
      {movable && may && (
        <div className="mt-2">
          <CheckboxOption
            label={`Take ${value} from ${personText(holder.user)}`}
            hint={`${userLabel(holder.user)} can no longer sign in with it. Do this only when you know whose it is.`}
            checked={order.options.moveSignInName === holder.user.sub}
            disabled={frozen}
            onChange={(event) => report({ type: "name-moved", from: event.target.checked ? holder.user.sub : null })}
          />
        </div>
      )}
      {movable && !may && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <p className="text-muted">Moving it needs an administrator. Hand on the address of this person's page:</p>
          <CopyButton
            text={`${location.origin}${personPath(pool.key, user.sub)}`}
            label="Copy the link for an administrator"
          />
        </div>
      )}
    </section>
  );
}

interface PersonProps {
  heading: string;
  user: User;
  pool: Pool;
}

const Person = ({ heading, user, pool }: PersonProps) => (
  <dl aria-label={heading} className="min-w-0 space-y-1 rounded-md bg-raised px-3 py-2">
    <dt className="text-muted text-xs">{heading}</dt>
    <dd className="break-words font-medium">{user.name ?? userLabel(user)}</dd>
    <dd className="break-words font-mono text-xs">{user.username}</dd>
    <dd>
      <StatusBadge status={user.status} />
      <span className="ml-1.5 text-muted">{user.enabled ? "Enabled" : "Disabled"}</span>
    </dd>
    <dd className="text-muted">
      Last changed <RelativeTime at={user.modifiedAt} />
    </dd>
    {user.providers.length > 0 && <dd className="text-muted">Signs in at {user.providers.join(", ")}</dd>}
    <dd>
      <PersonLink pool={pool.key} user={user}>
        Open
      </PersonLink>
    </dd>
  </dl>
);
