"use client";

import { type ReactNode, useState } from "react";
import type { ChooseWay } from "#components/operations/choose-way.ts";
import { offeredFindings, offerForUser } from "#components/operations/operation-offer.ts";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Now, RelativeTime } from "#components/ui/time.tsx";
import { UserContact } from "#components/users/list/user-columns.tsx";
import { AttributeSection } from "#components/users/page/attribute-section.tsx";
import { DangerZone } from "#components/users/page/danger-zone.tsx";
import { DiagnosisCard } from "#components/users/page/diagnosis-card.tsx";
import { GroupSection } from "#components/users/page/group-section.tsx";
import { NoteForm } from "#components/users/page/note-form.tsx";
import { OperationRows } from "#components/users/page/operation-rows.tsx";
import { Section } from "#components/users/page/section.tsx";
import { SecondFactorSection, SignInSection } from "#components/users/page/sign-in-section.tsx";
import { Timeline } from "#components/users/page/timeline.tsx";
import { StatusBadge } from "#components/users/status-badge.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import { operations } from "#lib/operations/catalog.ts";
import { bestWay, type Way } from "#lib/operations/diagnose.ts";
import { refusal } from "#lib/operations/plan.ts";
import { asksForValues } from "#lib/operations/ways.ts";
import { atLeast } from "#lib/roles.ts";
import type { UserView } from "#lib/user-page/user-view.ts";

interface UserPageProps {
  view: UserView;
  actions: UserActions;
  /** Reads the user again. */
  onRefresh: () => void;
  onChoose: ChooseWay;
}

/** Everything about one person: why they cannot sign in, who they are, what can be done, what has happened. */
export function UserPage({ view, actions, onRefresh, onChoose }: UserPageProps) {
  const { pool, authority, profile, names, groups, timeline, now } = view;
  const { user } = profile;
  const [editing, setEditing] = useState(false);
  const mayAct = atLeast(authority.role, "agent");
  const findings = offeredFindings(view.findings, pool, authority);
  const may = (id: Way["operation"]) => refusal(id, {}, authority, 1, pool) === null;
  return (
    <Now value={now}>
      <div className="px-5 pt-3 pb-5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
          <StatusBadge status={user.status} />
          {user.enabled ? <Badge>Enabled</Badge> : <Badge tone="bad">Disabled</Badge>}
        </div>
        <dl className="mt-2.5 grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 text-sm">
          <Name term="Username" value={user.username} />
          <Name term="Sub" value={user.sub} />
        </dl>
        <DiagnosisCard
          findings={findings}
          pool={pool.key}
          best={bestWay(findings)}
          onChoose={(way, anchor) => (asksForValues(way) ? setEditing(true) : onChoose(way, anchor))}
        />
      </div>
      <Section title="Identity and contacts">
        <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
          <Fact term="E-mail">
            <UserContact value={user.email} verified={user.emailVerified} inWords />
          </Fact>
          <Fact term="Phone">
            <UserContact value={user.phone} verified={user.phoneVerified} inWords />
          </Fact>
          {user.name && <Fact term="Name">{user.name}</Fact>}
          {names.live.length > 0 && (
            <Fact term="Sign-in names">
              {names.live.map(({ by, value }) => (
                <div key={by}>{value}</div>
              ))}
              {names.dead.map(({ by, value, why }) => (
                <div key={by} className="text-muted">
                  Not {value}: {why}
                </div>
              ))}
            </Fact>
          )}
          {user.providers.length > 0 && <Fact term="Signs in at">{user.providers.join(", ")}</Fact>}
          <Fact term="Created">
            <RelativeTime at={user.createdAt} />
          </Fact>
          <Fact term="Modified">
            <RelativeTime at={user.modifiedAt} />
          </Fact>
        </dl>
      </Section>
      <AttributeSection
        profile={profile}
        pool={pool}
        editable={may("edit-attributes")}
        contactsOnly={!atLeast(authority.role, operations["edit-attributes"].role)}
        editing={editing}
        onEditing={setEditing}
        onChoose={onChoose}
      />
      <GroupSection
        groups={groups}
        mayChange={may("add-to-group")}
        readAll={() => actions.readGroups({ pool: pool.key })}
        onChoose={onChoose}
      />
      <SecondFactorSection
        settings={pool.settings}
        mayAsk={mayAct}
        read={() => actions.readSecondFactors({ pool: pool.key, sub: user.sub })}
      />
      <SignInSection
        available={pool.settings.signInEvents}
        read={() => actions.readSignInEvents({ pool: pool.key, sub: user.sub })}
      />
      {mayAct && <OperationRows offer={(id) => offerForUser(id, user, pool, authority)} onChoose={onChoose} />}
      <Section title="Timeline">
        {mayAct && (
          <div className="mb-4">
            <NoteForm pool={pool.key} sub={user.sub} addNote={actions.addNote} onAdded={onRefresh} />
          </div>
        )}
        <Timeline entries={timeline} />
      </Section>
      {may("delete") && <DangerZone user={user} onChoose={onChoose} />}
    </Now>
  );
}

const Name = ({ term, value }: { term: string; value: string }) => (
  <>
    <dt className="text-muted">{term}</dt>
    <dd className="truncate font-mono text-xs" title={value}>
      {value}
    </dd>
    <dd>
      <CopyButton text={value} label={`Copy the ${term.toLowerCase()}`} tone="quiet" />
    </dd>
  </>
);

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{term}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
);
