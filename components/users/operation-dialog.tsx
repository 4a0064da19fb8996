"use client";

import type { Route } from "next";
import Link from "next/link";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type Problem, ProblemText } from "#components/health/problem-text.tsx";
import { JobProgress } from "#components/jobs/job-progress.tsx";
import { usersText } from "#components/jobs/job-words.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { CheckboxOption } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ChangedAttributes } from "#components/users/changed-attributes.tsx";
import { type FollowUp, followUp } from "#components/users/follow-up.ts";
import { allowedOptions, offerForMany } from "#components/users/operation-offer.ts";
import { operationPhrase } from "#components/users/operation-phrase.ts";
import { PlanSource, PlanSummary } from "#components/users/plan-summary.tsx";
import { nothingTyped, ReasonFields, whySuffices } from "#components/users/reason-fields.tsx";
import { TypedPasswordField } from "#components/users/typed-password-field.tsx";
import type { UserActions } from "#components/users/users-screen.tsx";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import type { Way } from "#lib/operations/diagnose.ts";
import type { OperationOptions, OptionName } from "#lib/operations/options.ts";
import { brokenRule } from "#lib/operations/password.ts";
import { type Plan, plan, refusal } from "#lib/operations/plan.ts";
import { whyAsked } from "#lib/operations/reason.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { Role } from "#lib/roles.ts";
import { type User, userLabel } from "#lib/users/user.ts";

const optionLabels: Record<OptionName, (users: readonly User[]) => string> = {
  alsoVerifyEmail: () => "Also verify the e-mail address",
  alsoSignOut: () => "Also sign out everywhere",
  showPassword: () => "Show the password to me once",
  typedPassword: () => "Type the password myself",
  acknowledgeProvider: ([user]) =>
    `This user signs in through ${user?.providers.join(", ")}; set a password beside it anyway`,
};

/** An option that would change nothing for these users is not offered; with users not yet known it is. */
const optionMatters: Record<OptionName, (users: readonly User[]) => boolean> = {
  alsoVerifyEmail: (users) => users.some((user) => user.email !== null && !user.emailVerified),
  alsoSignOut: () => true,
  showPassword: () => true,
  typedPassword: () => true,
  acknowledgeProvider: (users) => users.some((user) => user.providers.length > 0),
};

interface Preview {
  options: OperationOptions;
  plan: Plan;
  live: boolean;
  missing: number;
}

interface OperationDialogProps {
  pool: Pool;
  role: Role;
  operation: OperationId;
  /** Choices made before the dialog opened. */
  preset: OperationOptions;
  /** The user's attributes as they are, to be held against the new ones. */
  before?: Record<string, string>;
  subs: string[];
  /** Users met so far, by sub; more and fewer than those asked for. */
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
  const { pool, role, operation, subs, actions } = props;
  const { about, harsh } = operations[operation];
  const [open, setOpen] = useState(true);
  // the rows as they were when the dialog opened: what was read is what is decided on
  const [rows] = useState(() => subs.flatMap((sub) => props.users[sub] ?? []));
  // one key for all attempts of this dialog, so that a second one cannot make a second run
  const [key] = useState(() => crypto.randomUUID());
  const [options, setOptions] = useState<OperationOptions>(props.preset);
  const [password, setPassword] = useState("");
  const [preview, setPreview] = useState<Preview | null>(null);
  const [previewProblem, setPreviewProblem] = useState<Problem | string | null>(null);
  const [round, setRound] = useState(0);
  const [why, setWhy] = useState(nothingTyped);
  const [start, setStart] = useState<"not-yet" | "pending" | "unknown" | "refused">("not-yet");
  const [refusedBecause, setRefusedBecause] = useState<Problem | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [next, setNext] = useState<FollowUp | null>(null);
  const sending = useRef(false);

  const allKnown = rows.length === subs.length;
  const title = operationPhrase(
    operation,
    subs.length === 1 && rows[0] ? userLabel(rows[0]) : usersText(subs.length),
    options,
  );

  const ask = useEffectEvent((asked: OperationOptions) =>
    actions.previewPlan({ pool: pool.key, operation, options: asked, subs }),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let wanted = true;
    setPreviewProblem(null);
    ask(options).then(
      (answer) => {
        if (!wanted) return;
        if (answer.ok) setPreview({ options, ...answer.value });
        else setPreviewProblem(answer.error);
      },
      () => wanted && setPreviewProblem("The console did not answer, so the plan could not be checked."),
    );
    return () => {
      // the options have changed since: a later answer is on its way
      wanted = false;
    };
  }, [options, round]);

  const checked = preview?.options === options ? preview : null;
  const shown = checked?.plan ?? (allKnown ? plan(operation, rows, pool, options) : (preview?.plan ?? null));
  const count = shown?.apply.length ?? 0;
  const passwordMissing = Boolean(options.typedPassword) && brokenRule(password, pool.settings.passwordPolicy) !== null;
  // after an unknown start the same run must be asked for again, so nothing about it may change
  const frozen = start === "pending" || start === "unknown";
  const wanted = whyAsked(operation, options, pool);
  const ready = checked !== null && count > 0 && !passwordMissing && whySuffices(wanted, why);
  const offered = allowedOptions(operation, role, subs.length, pool).filter(
    (name) => !allKnown || optionMatters[name](rows),
  );

  const setOption = (name: OptionName, on: boolean) => {
    setOptions({ ...options, [name]: on });
    setStart("not-yet");
  };

  const setFirst = (first: OperationId[]) => {
    setOptions({ ...options, first });
    setStart("not-yet");
  };

  const send = async () => {
    if (!ready || sending.current) return;
    sending.current = true;
    setStart("pending");
    try {
      const typed = options.typedPassword ? password : null;
      const order = { pool: pool.key, operation, options, subs, ...(wanted.shown && why) };
      const answer = await actions.startJob({ ...order, password: typed, key });
      if (answer.ok) {
        setStart("not-yet");
        setJobId(answer.value.jobId);
        setPassword("");
        props.onStarted();
      } else {
        setRefusedBecause(answer.error);
        setStart("refused");
      }
    } catch {
      setStart("unknown");
    }
    sending.current = false;
  };

  // while the start is on its way nobody can say whether there is anything to turn back from
  const close = () => start !== "pending" && setOpen(false);
  if (jobId !== null)
    return (
      <Dialog
        open={open}
        title={title}
        onClose={close}
        onClosed={props.onClosed}
        finalFocus={props.finalFocus}
        footer={
          <>
            <p className="mr-auto text-muted text-sm">{!over && "You can close this. The run goes on."}</p>
            <Link href={`/jobs/${encodeURIComponent(jobId)}` as Route} className={buttonClass({ tone: "plain" })}>
              Open this run
            </Link>
            {/* it stands where the start stood: neither the second half of a double click nor a second Enter may hit it */}
            <Button key="close" tone="primary" onClick={(event) => event.detail < 2 && close()}>
              Close
            </Button>
          </>
        }
      >
        <JobProgress
          job={null}
          jobId={jobId}
          items={[]}
          canReveal
          revealPassword={actions.revealPassword}
          onFinished={(items) => {
            setOver(true);
            const [done] = shown?.apply ?? [];
            if (subs.length === 1 && done && items[0]?.state === "done") setNext(followUp(done, pool, role));
            props.onFinished();
          }}
        />
        {next && <WhatNext {...props} next={next} />}
      </Dialog>
    );

  const because =
    shown && count === 0 && checked
      ? subs.length === 1
        ? "Nothing to do: this user cannot be changed this way now."
        : "Nothing to do: none of these users can be changed this way now."
      : null;
  return (
    <Dialog
      open={open}
      title={title}
      description={about}
      onClose={close}
      onClosed={props.onClosed}
      finalFocus={props.finalFocus}
      footer={
        <>
          {because && (
            <p id="nothing-to-do" className="mb-1 basis-full text-muted text-sm">
              {because}
            </p>
          )}
          <Button unavailable={start === "pending"} onClick={close}>
            Cancel
          </Button>
          <Button
            key="start"
            tone={harsh ? "harsh" : "primary"}
            pending={start === "pending"}
            unavailable={!ready}
            aria-describedby={because ? "nothing-to-do" : undefined}
            onClick={send}
          >
            {operationPhrase(operation, usersText(shown ? count : subs.length), options)}
          </Button>
        </>
      }
    >
      {offered.length > 0 && (
        <fieldset disabled={frozen} className="mb-3">
          <legend className="sr-only">Options</legend>
          {offered.map((name) => (
            <div key={name}>
              <CheckboxOption
                label={optionLabels[name](rows)}
                checked={Boolean(options[name])}
                onChange={(event) => setOption(name, event.target.checked)}
              />
              {name === "typedPassword" && options.typedPassword && (
                <TypedPasswordField
                  password={password}
                  policy={pool.settings.passwordPolicy}
                  disabled={frozen}
                  onChange={setPassword}
                  onSubmit={send}
                />
              )}
            </div>
          ))}
        </fieldset>
      )}
      {options.attributes && <ChangedAttributes before={props.before ?? {}} after={options.attributes} />}
      <section aria-label="Plan" aria-busy={checked === null && previewProblem === null} className="text-sm">
        <div className="rounded-lg border border-line">
          {shown ? (
            <PlanSummary
              plan={shown}
              pool={pool}
              missing={checked?.missing ?? 0}
              wayOut={({ remedy, users }) => {
                const { option, operation: instead, first } = remedy;
                if (first && refusal(first, {}, role, users.length, pool) === null)
                  return (
                    <Button
                      size="small"
                      className="mt-1.5"
                      unavailable={frozen}
                      onClick={() => setFirst([...(options.first ?? []), first])}
                    >
                      {operations[first].label} first
                    </Button>
                  );
                if (option && offered.includes(option) && !options[option])
                  return (
                    <Button
                      size="small"
                      className="mt-1.5"
                      unavailable={frozen}
                      onClick={() => setOption(option, true)}
                    >
                      {optionLabels[option](rows)}
                    </Button>
                  );
                if (instead && offerForMany(instead, users.length, pool, role).possible)
                  return (
                    <Button
                      size="small"
                      className="mt-1.5"
                      unavailable={frozen}
                      onClick={() =>
                        props.onInstead(
                          instead,
                          users.map((user) => user.sub),
                        )
                      }
                    >
                      {operations[instead].label} instead
                    </Button>
                  );
                return null;
              }}
            />
          ) : (
            <div aria-hidden="true" className="animate-pulse space-y-2.5 px-3.5 py-3">
              <div className="h-5 w-48 rounded bg-hover" />
              <div className="h-4 w-72 max-w-full rounded bg-hover" />
              <div className="h-4 w-60 max-w-full rounded bg-hover" />
            </div>
          )}
        </div>
        <div className="mt-2">
          <PlanSource
            state={checked ? (checked.live ? "live" : "directory") : previewProblem === null ? "asking" : "none"}
          />
        </div>
      </section>
      <ReasonFields
        asked={wanted}
        typed={why}
        disabled={frozen}
        onChange={(typed) => {
          setWhy(typed);
          setStart("not-yet");
        }}
      />
      {previewProblem && (
        <Banner
          tone="bad"
          announced
          action={
            <Button size="small" onClick={() => setRound(round + 1)}>
              Check again
            </Button>
          }
        >
          <ProblemText problem={previewProblem} />
        </Banner>
      )}
      {start === "refused" && refusedBecause && (
        <Banner tone="bad" announced>
          <ProblemText problem={refusedBecause} />
        </Banner>
      )}
      {start === "unknown" && (
        <Banner tone="warn" announced>
          It is not known whether the run started. Try again: it will not be done twice.
        </Banner>
      )}
    </Dialog>
  );
}

/** What may be wanted next, in a dialog of its own over this one, so that a password shown here stays. */
function WhatNext({ next, ...props }: OperationDialogProps & { next: FollowUp }) {
  const { user, sentence, ways } = next;
  const [chosen, setChosen] = useState<{ way: Way; anchor: HTMLElement } | null>(null);
  return (
    <section aria-label="What next" className="mt-3 space-y-2 border-line border-t pt-3 text-sm empty:hidden">
      {sentence && <p>{sentence}</p>}
      {ways.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="mr-1 text-muted">Often wanted next:</span>
          {ways.map(({ text, way }) => (
            <Button key={text} onClick={(event) => setChosen({ way, anchor: event.currentTarget })}>
              {text}
            </Button>
          ))}
        </div>
      )}
      {chosen && (
        <OperationDialog
          {...props}
          key={chosen.way.operation}
          operation={chosen.way.operation}
          preset={chosen.way.options}
          subs={[user.sub]}
          users={{ [user.sub]: user }}
          onInstead={(operation) => setChosen({ ...chosen, way: { operation, options: {} } })}
          onClosed={() => setChosen(null)}
          finalFocus={() => chosen.anchor}
        />
      )}
    </section>
  );
}
