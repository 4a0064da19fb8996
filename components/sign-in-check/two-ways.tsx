import type { Route } from "next";
import Link from "next/link";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

// Calls and needs: cognito.md 7.1, 7.2 and 10.1. Messages: 8.1. Required attributes: 2.1. Triggers: 8.1 and 11.1. Bills: 9.1. Quotas: 4.1.
const rows: readonly [what: string, twoSteps: string, oneCall: string][] = [
  ["Calls", "AdminInitiateAuth, then AdminRespondToAuthChallenge", "AdminSetUserPassword with Permanent"],
  [
    "Needs",
    "An app client that allows ADMIN_USER_PASSWORD_AUTH, its secret if it has one, and the temporary password, not yet expired",
    "The pool and the username",
  ],
  ["Time", "The answer within the session: 3 to 15 minutes", "None"],
  ["Required attributes", "Asked for: those that are missing must be given", "Not asked for: they stay missing"],
  [
    "Sends",
    "Nothing about the password; a code where a second factor is asked for",
    "Nothing: whoever sets the password hands it over",
  ],
  ["Ends with", "Status CONFIRMED, and tokens or a second factor", "Status CONFIRMED, no tokens"],
  ["Lambda triggers", "Those of a sign-in run and can refuse", "None"],
  ["Bills", "The user counts as active this month", "The same"],
  ["Quota", "UserAuthentication, then UserAccountRecovery (30 a second)", "UserAccountRecovery (30 a second)"],
];

interface TwoWaysProps {
  /** The list of users, at the user of this check. */
  users: string;
  /** Null where the app client does not allow the flow. */
  onRun: (() => void) | null;
}

/** The old way of confirming an invited user beside the one call that does the same. */
export const TwoWays = ({ users, onRun }: TwoWaysProps) => (
  <section aria-labelledby="two-ways" className="mt-8 border-line border-t pt-6 text-sm">
    <h2 id="two-ways" className="font-semibold text-base">
      Two ways out of FORCE_CHANGE_PASSWORD
    </h2>
    <p className="mt-0.5 text-pretty text-muted">
      An invited user can be walked through the sign-in in two steps, or given a password in one call.
    </p>
    <ScrollRegion aria-label="Comparison" className="mt-3 overflow-x-auto rounded-lg border border-line">
      <table className="w-full min-w-xl table-fixed text-left align-top">
        <thead className="bg-subtle text-xs">
          <tr>
            <td className="w-32 px-3 py-2" />
            <th scope="col" className="px-3 py-2 font-medium">
              In two steps
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              In one call
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([what, twoSteps, oneCall]) => (
            <tr key={what} className="border-line border-t align-top">
              <th scope="row" className="px-3 py-2 font-medium text-muted text-xs leading-5">
                {what}
              </th>
              <td className="px-3 py-2">{twoSteps}</td>
              <td className="px-3 py-2">{oneCall}</td>
            </tr>
          ))}
          <tr className="border-line border-t">
            <th scope="row" className="px-3 py-2 font-medium text-muted text-xs">
              Try it
            </th>
            <td className="px-3 py-2">
              {onRun ? (
                <Button size="small" onClick={onRun}>
                  Begin the two steps
                </Button>
              ) : (
                <span className="text-muted">Choose an app client that allows ADMIN_USER_PASSWORD_AUTH.</span>
              )}
            </td>
            <td className="px-3 py-2">
              <Link href={users as Route} prefetch={false} className={buttonClass({ size: "small" })}>
                Set it in the users list
              </Link>
            </td>
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  </section>
);
