"use client";

import { useId, useRef, useState } from "react";
import { type Problem, ProblemText } from "#components/health/problem-text.tsx";
import { PasswordHandover } from "#components/jobs/password-handover.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { emptyUser, NewUserFields, newUserOrder } from "#components/users/list/new-user-fields.tsx";
import { PersonLink } from "#components/users/person-link.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import { type CreatedUser, newUserProblems } from "#lib/new-user/new-user.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

interface NewUserDialogProps {
  pool: Pool;
  createUser: UserActions["createUser"];
  onCreated: (sub: string) => void;
  onClosed: () => void;
  finalFocus: () => HTMLElement | null;
}

/** A user to be made: the form that the pool's schema asks for, then, in the same place, the password if there is one to hand over. */
export function NewUserDialog({ pool, createUser, onCreated, onClosed, finalFocus }: NewUserDialogProps) {
  const [open, setOpen] = useState(true);
  const [typed, setTyped] = useState(emptyUser);
  // a field is told what is wrong with it once it was filled, and all of them once the form was sent
  const [tried, setTried] = useState(false);
  const [start, setStart] = useState<"not-yet" | "pending" | "unknown">("not-yet");
  const [problem, setProblem] = useState<(Problem & { holder?: User | undefined }) | string | null>(null);
  const [created, setCreated] = useState<Extract<CreatedUser, { state: "created" }> | null>(null);
  // one key for all attempts at the same user, so that a second one cannot make a second user
  const key = useRef(crypto.randomUUID());
  const form = useId();

  const order = newUserOrder(typed, pool);
  const problems = newUserProblems(order, pool.settings);
  const close = () => start !== "pending" && setOpen(false);

  const besideProvider = typeof problem === "object" && problem?.code === "provider-person";
  const change: typeof setTyped = (next) => {
    setTyped(next);
    // what was said of somebody else's provider was said of what was typed then
    if (besideProvider) setProblem(null);
  };

  const send = async (beside: boolean) => {
    setTried(true);
    if (Object.keys(problems).length > 0 || start === "pending") return;
    setStart("pending");
    setProblem(null);
    try {
      const answer = await createUser({ ...order, ...(beside && { besideProvider: true }), key: key.current });
      const value: CreatedUser = answer.ok ? answer.value : { state: "failed", ...answer.error };
      if (value.state === "created") {
        onCreated(value.sub);
        // with nothing to hand over, the page of the new user says the rest
        if (value.password === null && value.note === null) setOpen(false);
        setCreated(value);
        return;
      }
      setProblem(value);
      setStart(value.state === "unknown" ? "unknown" : "not-yet");
      // a definite no ends the attempt; another one is another
      if (value.state === "failed") key.current = crypto.randomUUID();
    } catch {
      setProblem(
        "The console did not answer, so it is not known whether the user was made. Try again: no second one will be.",
      );
      setStart("unknown");
    }
  };

  if (created)
    return (
      <Dialog
        open={open}
        title={`${created.label} is created`}
        onClose={close}
        onClosed={onClosed}
        finalFocus={finalFocus}
        footer={
          <Button key="close" tone="primary" onClick={(event) => event.detail < 2 && setOpen(false)}>
            Close
          </Button>
        }
      >
        {created.password !== null ? (
          <div className="space-y-2 text-sm">
            <p>Cognito has sent nothing. Hand this temporary password over.</p>
            <PasswordHandover password={created.password} note={created.note} label={created.label} />
          </div>
        ) : (
          created.note && <Banner tone="warn">{created.note}</Banner>
        )}
      </Dialog>
    );

  return (
    <Dialog
      open={open}
      title={`New user in ${pool.name}`}
      onClose={close}
      onClosed={onClosed}
      finalFocus={finalFocus}
      footer={
        <>
          <Button unavailable={start === "pending"} onClick={close}>
            Cancel
          </Button>
          <Button type="submit" form={form} tone="primary" pending={start === "pending"}>
            {start === "unknown" ? "Try again" : order.medium === null ? "Create the user" : "Create and invite"}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(false);
        }}
      >
        <NewUserFields
          settings={pool.settings}
          typed={typed}
          medium={order.medium}
          problems={problems}
          tried={tried}
          frozen={start !== "not-yet"}
          onChange={change}
        />
      </form>
      {problem && (
        <div className="mt-3">
          <Banner
            tone={start === "unknown" || besideProvider ? "warn" : "bad"}
            announced
            action={
              besideProvider && (
                <Button size="small" onClick={() => send(true)}>
                  Create it all the same
                </Button>
              )
            }
          >
            <ProblemText problem={problem} />
            {typeof problem === "object" && problem.holder && (
              <>
                {" "}
                <PersonLink pool={pool.key} user={problem.holder} />
              </>
            )}
          </Banner>
        </div>
      )}
    </Dialog>
  );
}
