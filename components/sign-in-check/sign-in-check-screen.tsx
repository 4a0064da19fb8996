"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { type Problem, ProblemText } from "#components/health/problem-text.tsx";
import { AppClientChoice, flowsOf } from "#components/sign-in-check/app-client-choice.tsx";
import { Countdown } from "#components/sign-in-check/countdown.tsx";
import { type Exchange, ExchangeCard } from "#components/sign-in-check/exchange-card.tsx";
import { NextStep } from "#components/sign-in-check/next-step.tsx";
import { TwoWays } from "#components/sign-in-check/two-ways.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Now } from "#components/ui/time.tsx";
import type { Result } from "#lib/errors.ts";
import { policyRules } from "#lib/operations/password.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { type Answer, answerRows, codeOf } from "#lib/sign-in/answer.ts";
import type { AppClient, PasswordFlow } from "#lib/sign-in/app-client.ts";
import { type HashChoice, masked, requestOf, type Step, type StepName, takesHash } from "#lib/sign-in/step.ts";
import { explain } from "#lib/sign-in-check/explain.ts";
import { firstStage, nextStage, type Stage } from "#lib/sign-in-check/stage.ts";

export type TakeStep = (input: {
  pool: string;
  client: string;
  step: Step;
  hash: HashChoice;
}) => Promise<Result<Answer>>;

/** What was typed and handed out does not outlive this long without a key or a click. */
const idleMs = 15 * 60_000;

interface SignInCheckScreenProps {
  pool: Pool;
  clients: AppClient[];
  more: boolean;
  username: string;
  now: number;
  takeStep: TakeStep;
}

/** The first client in which a password can be sent, without a secret if there is one, else the first. */
function usableClient(clients: AppClient[]): AppClient | undefined {
  const usable = clients.filter((client) => flowsOf(client).length > 0);
  return usable.find(({ hasSecret }) => !hasSecret) ?? usable[0] ?? clients[0];
}

/** The user's side of a sign-in. The key makes another pool, or another user in the address, another conversation. */
export function SignInCheckScreen(props: SignInCheckScreenProps) {
  const { pool, clients, username, now } = props;
  const client = usableClient(clients);
  return (
    <Now value={now}>
      <main className="w-full max-w-7xl px-4 py-5 sm:px-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="font-semibold text-xl tracking-tight">Sign-in check</h1>
          <Badge>Test pool</Badge>
        </div>
        <p className="mt-0.5 text-pretty text-muted text-sm">
          Walk through a sign-in as the user would, and see what Cognito says at each step. Passwords, codes and tokens
          are kept in this page only, until you leave it or after 15 minutes without a key or a click.
        </p>
        {client ? (
          <Conversation key={`${pool.key} ${username}`} {...props} first={client} />
        ) : (
          <div className="mt-4">
            <Banner tone="info">
              This pool has no app client yet. Users sign in through one: make it in AWS first.
            </Banner>
          </div>
        )}
      </main>
    </Now>
  );
}

type ConversationProps = SignInCheckScreenProps & { first: AppClient };

function Conversation({ pool, clients, more, username: asked, first, takeStep }: ConversationProps) {
  const [client, setClient] = useState(first);
  const [flow, setFlow] = useState<PasswordFlow | null>(flowsOf(first)[0] ?? null);
  const [hash, setHash] = useState<HashChoice>("right");
  const [username, setUsername] = useState(asked);
  const [stage, setStage] = useState<Stage>(firstStage);
  const [exchanges, setExchanges] = useState<Exchange[]>([]);
  // tells one conversation from the next, so that no field keeps what was typed before
  const [talk, setTalk] = useState(0);
  const [pending, setPending] = useState<StepName | null>(null);
  const [notice, setNotice] = useState<{ tone: "bad" | "info"; text: Problem | string } | null>(null);
  const present = useRef(talk);
  const next = useRef<HTMLElement>(null);

  const startOver = (text: string | null = null) => {
    present.current += 1;
    setTalk(present.current);
    setStage(firstStage);
    setExchanges([]);
    setPending(null);
    setNotice(text === null ? null : { tone: "info", text });
  };

  const send = async (step: Step) => {
    const mine = present.current;
    setPending(step.name);
    setNotice(null);
    const sent = takesHash(step) && client.hasSecret && hash !== "none" ? "" : null;
    const request = masked(requestOf(step, { poolId: pool.id, clientId: client.id }, sent));
    const heard = await takeStep({ pool: pool.key, client: client.id, step, hash }).catch(() => null);
    // the conversation was cleared meanwhile
    if (mine !== present.current) return;
    setPending(null);
    if (!heard?.ok) {
      const text = heard?.error ?? "The console did not answer, so it is not known whether this was sent.";
      setNotice({ tone: "bad", text });
      return;
    }
    const answer = heard.value;
    const at = Date.now();
    const meaning = explain({ step, answer, hash, client });
    setExchanges((before) => [
      ...before,
      { step: step.name, request, answer: answerRows(answer), meaning, code: codeOf(answer), at },
    ]);
    setStage((before) => nextStage(before, step, answer, at, client.sessionMinutes));
  };

  // The next thing to type is where the focus goes once an answer is there.
  const count = exchanges.length;
  useEffect(() => {
    if (count === 0) return;
    next.current?.scrollIntoView({ block: "nearest" });
    const field = next.current?.querySelector<HTMLElement>("input:not([value]), input[value=''], select");
    (field ?? next.current)?.focus({ preventScroll: true });
  }, [count]);

  const forget = useEffectEvent((text: string | null) => startOver(text));

  // What was typed does not stay with a page that nobody uses, nor with one that the browser keeps for going back.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => forget("Cleared after 15 minutes without a key or a click."), idleMs);
    };
    const leave = () => forget(null);
    wait();
    window.addEventListener("keydown", wait);
    window.addEventListener("pointerdown", wait);
    window.addEventListener("pagehide", leave);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", wait);
      window.removeEventListener("pointerdown", wait);
      window.removeEventListener("pagehide", leave);
    };
  }, []);

  const choose = (chosen: AppClient) => {
    setClient(chosen);
    setFlow(flowsOf(chosen)[0] ?? null);
    setHash("right");
  };
  const runTwoSteps = () => {
    startOver();
    setFlow("ADMIN_USER_PASSWORD_AUTH");
    next.current?.focus();
  };
  const begun = stage.at !== "start";
  const filter = username ? `?q=${encodeURIComponent(username)}` : "";
  return (
    <>
      <div className="mt-5 grid gap-6 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-8">
        <section aria-label="Through" className="h-fit rounded-lg border border-line bg-subtle p-4">
          <AppClientChoice
            clients={clients}
            more={more}
            chosen={client}
            flow={flow}
            hash={hash}
            frozen={begun || pending !== null}
            onClient={choose}
            onFlow={setFlow}
            onHash={setHash}
          />
        </section>
        <div className="min-w-0">
          <div role="log" aria-label="Conversation">
            {count > 0 && (
              <ol className="mb-4 space-y-4">
                {exchanges.map((exchange, index) => (
                  <ExchangeCard key={exchange.at} exchange={exchange} number={index + 1} pool={pool} />
                ))}
              </ol>
            )}
          </div>
          {notice && (
            <div className="mb-4">
              <Banner tone={notice.tone} announced>
                <ProblemText problem={notice.text} />
              </Banner>
            </div>
          )}
          <section
            ref={next}
            tabIndex={-1}
            aria-label="Next step"
            className="rounded-lg border border-edge bg-raised p-4 text-sm outline-none focus-visible:outline-2"
          >
            <div className="mb-3 flex min-h-7 flex-wrap items-center gap-2">
              <h2 className="mr-auto font-semibold">{titleOf(stage)}</h2>
              {"endsAt" in stage && <Countdown key={stage.endsAt} endsAt={stage.endsAt} />}
              {(count > 0 || pending !== null) && (
                <Button size="small" tone="quiet" onClick={() => startOver()}>
                  Start over
                </Button>
              )}
            </div>
            <NextStep
              key={`${talk} ${stage.at} ${count}`}
              stage={stage}
              flow={flow}
              username={username}
              pending={pending}
              rules={`Needs ${policyRules(pool.settings.passwordPolicy).join(", ")}.`}
              onUsername={setUsername}
              onStep={(step) => void send(step)}
            />
          </section>
        </div>
      </div>
      <TwoWays
        users={`/pools/${encodeURIComponent(pool.key)}/users${filter}`}
        onRun={flowsOf(client).includes("ADMIN_USER_PASSWORD_AUTH") ? runTwoSteps : null}
      />
    </>
  );
}

function titleOf(stage: Stage): string {
  switch (stage.at) {
    case "start":
      return "Begin";
    case "challenge":
      return stage.challenge.name;
    case "app-secret":
      return "Set up the authenticator";
    case "app-verified":
      return "The authenticator is verified";
    case "signed-in":
      return `Signed in as ${stage.username}`;
  }
}
