"use client";

import { useState } from "react";
import { usersText } from "#components/jobs/job-words.ts";
import type { FollowUp } from "#components/operations/follow-up.ts";
import { OperationChoices, StartButtons } from "#components/operations/operation-choices.tsx";
import { operationPhrase } from "#components/operations/operation-phrase.ts";
import { OperationRun, RunButtons } from "#components/operations/operation-run.tsx";
import { useOrderedOperation } from "#components/operations/ordered-operation.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { PersonLink } from "#components/users/person-link.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import type { Authority } from "#lib/authority/authority.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import type { Way } from "#lib/operations/diagnose.ts";
import type { OperationOrder } from "#lib/operations/order.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { personText, type User, userIdentity, userName } from "#lib/users/user.ts";

interface OperationDialogProps {
  pool: Pool;
  authority: Authority;
  /** With the choices that were made before the dialog opened. */
  order: OperationOrder;
  /** The user's attributes as they are, to be held against the new ones. */
  before?: Record<string, string>;
  /** Users met so far, by sub; more and fewer than those ordered for. */
  users: Record<string, User>;
  actions: UserActions;
  /** Another operation for some of these users. */
  onInstead: (operation: OperationId, subs: string[]) => void;
  onStarted: () => void;
  onFinished: () => void;
  onClosed: () => void;
  /** Where the focus goes when it closes. */
  finalFocus: () => HTMLElement | null;
}

/** One operation on one or many users: first the plan, then, in the same place, what came of it. */
export function OperationDialog(props: OperationDialogProps) {
  const { pool, authority, actions, before, onInstead } = props;
  const operation = useOrderedOperation(props);
  const { order, rows, progress } = operation;
  const [open, setOpen] = useState(true);
  const { step } = progress;
  const one = order.subs.length === 1 ? (rows[0] ?? null) : null;
  const whom = one ? userName(one) : usersText(order.subs.length);
  // while the start is on its way nobody can say whether there is anything to turn back from
  const close = () => step.at !== "starting" && setOpen(false);
  // one dialog for both halves: it stays where it is while what it shows becomes something else
  const frame = {
    open,
    title: operationPhrase(order.operation, whom, order.options),
    subtitle: one ? userIdentity(one) : undefined,
    onClose: close,
    onClosed: props.onClosed,
    finalFocus: props.finalFocus,
  };
  if (step.at === "running" || step.at === "over")
    return (
      <Dialog {...frame} footer={<RunButtons jobId={step.jobId} over={step.at === "over"} onClose={close} />}>
        <OperationRun
          operation={operation}
          jobId={step.jobId}
          pool={pool}
          authority={authority}
          revealPassword={actions.revealPassword}
          onFinished={props.onFinished}
        />
        {step.at === "over" && step.followUp && <WhatNext {...props} followUp={step.followUp} />}
      </Dialog>
    );
  return (
    <Dialog
      {...frame}
      description={operations[order.operation].about}
      footer={<StartButtons operation={operation} onCancel={close} />}
    >
      <OperationChoices operation={operation} pool={pool} authority={authority} before={before} onInstead={onInstead} />
    </Dialog>
  );
}

/** What may be wanted next, in a dialog of its own over this one, so that a password shown here stays. */
function WhatNext({ followUp, ...props }: OperationDialogProps & { followUp: FollowUp }) {
  const { user, sentence, ways, losers } = followUp;
  const [chosen, setChosen] = useState<{ order: OperationOrder; anchor: HTMLElement } | null>(null);
  const orderOf = ({ operation, options }: Way): OperationOrder => ({
    pool: props.pool.key,
    operation,
    options,
    subs: [user.sub],
  });
  return (
    <section aria-label="What next" className="mt-3 space-y-2 border-line border-t pt-3 text-sm empty:hidden">
      {sentence && <p>{sentence}</p>}
      {losers.map((loser) => (
        <p key={loser.sub}>
          {personText(loser)} may now have no way to sign in. <PersonLink pool={props.pool.key} user={loser} />
        </p>
      ))}
      {ways.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="mr-1 text-muted">Often wanted next:</span>
          {ways.map(({ text, way }) => (
            <Button key={text} onClick={(event) => setChosen({ order: orderOf(way), anchor: event.currentTarget })}>
              {text}
            </Button>
          ))}
        </div>
      )}
      {chosen && (
        <OperationDialog
          {...props}
          key={chosen.order.operation}
          order={chosen.order}
          users={{ [user.sub]: user }}
          onInstead={(operation) => setChosen({ ...chosen, order: orderOf({ operation, options: {} }) })}
          onClosed={() => setChosen(null)}
          finalFocus={() => chosen.anchor}
        />
      )}
    </section>
  );
}
