import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { SelectField } from "#components/ui/text-field.tsx";
import { type AppClient, allows, flowName, type PasswordFlow, passwordFlows } from "#lib/sign-in/app-client.ts";
import type { HashChoice } from "#lib/sign-in/step.ts";

const flowTexts: Record<PasswordFlow, string> = {
  USER_PASSWORD_AUTH: "InitiateAuth, sent by the user's app without any AWS credentials.",
  ADMIN_USER_PASSWORD_AUTH: "AdminInitiateAuth, sent by a server and signed with AWS credentials: here the console's.",
};

const hashTexts: Record<HashChoice, string> = {
  right: "The right one",
  wrong: "A wrong one, to see the refusal",
  none: "None, to see the refusal",
};

/** The flows of a client in which this page can send a password. */
export const flowsOf = (client: AppClient): PasswordFlow[] => passwordFlows.filter((flow) => allows(client, flow));

interface AppClientChoiceProps {
  clients: AppClient[];
  more: boolean;
  chosen: AppClient;
  flow: PasswordFlow | null;
  hash: HashChoice;
  /** Another client or flow in the middle of a conversation would be another conversation. */
  frozen: boolean;
  onClient: (client: AppClient) => void;
  onFlow: (flow: PasswordFlow) => void;
  onHash: (hash: HashChoice) => void;
}

export function AppClientChoice(props: AppClientChoiceProps) {
  const { clients, more, chosen, flow, hash, frozen, onClient, onFlow, onHash } = props;
  return (
    <div className="space-y-4 text-sm">
      <div>
        <SelectField
          label="App client"
          name="client"
          value={chosen.id}
          disabled={frozen}
          onChange={(event) => {
            const client = clients.find(({ id }) => id === event.target.value);
            if (client) onClient(client);
          }}
        >
          {clients.map(({ id, name, hasSecret }) => (
            <option key={id} value={id}>
              {name}
              {hasSecret ? ", with a secret" : ""}
            </option>
          ))}
        </SelectField>
        {more && <p className="mt-1 text-muted text-xs">The pool has more app clients; these are the first.</p>}
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 text-xs lg:grid-cols-1">
        <div className="col-span-full">
          <dt className="text-muted">Client id</dt>
          <dd className="break-all font-mono">{chosen.id}</dd>
        </div>
        <div className="col-span-full">
          <dt className="text-muted">Allows</dt>
          <dd className="mt-1 flex flex-wrap gap-1">
            {chosen.flows.map((name) => (
              <Badge key={name}>{flowName(name)}</Badge>
            ))}
          </dd>
        </div>
        <div>
          <dt className="text-muted">Secret</dt>
          <dd>{chosen.hasSecret ? "Yes: each call of the app needs a hash" : "No"}</dd>
        </div>
        <div>
          <dt className="text-muted">A challenge waits</dt>
          <dd>{chosen.sessionMinutes} minutes</dd>
        </div>
        <div>
          <dt className="text-muted">Unknown users</dt>
          <dd>{chosen.hidesUsers ? "Hidden: answered like a wrong password" : "Told apart from a wrong password"}</dd>
        </div>
      </dl>
      {flow === null ? (
        <Banner tone="warn">
          This app client allows neither {passwordFlows.join(" nor ")}, so no password can be sent through it. A code
          can still be asked for.
        </Banner>
      ) : (
        <div>
          <SelectField
            label="Flow"
            name="flow"
            value={flow}
            disabled={frozen}
            onChange={(event) => onFlow(event.target.value as PasswordFlow)}
          >
            {flowsOf(chosen).map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </SelectField>
          <p className="mt-1 text-muted text-xs">{flowTexts[flow]}</p>
        </div>
      )}
      {chosen.hasSecret && (
        <SelectField
          label="Secret hash"
          name="hash"
          value={hash}
          onChange={(event) => onHash(event.target.value as HashChoice)}
        >
          {(Object.keys(hashTexts) as HashChoice[]).map((name) => (
            <option key={name} value={name}>
              {hashTexts[name]}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
