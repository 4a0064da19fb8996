import { join } from "node:path";
import { defaultLimits } from "#lib/authority/authority.ts";
import { type Account, staffOf } from "./accounts.ts";
import type { parseDemoArgs } from "./args.mjs";
import { root } from "./run.mjs";
import { runStack, type Stack } from "./stack.ts";

/** Runs until it is stopped. */
export const runDemo = async ({ ports, users, quotas }: ReturnType<typeof parseDemoArgs>) => {
  const folder = join(root, ".lifeguard/demo");
  console.log(`Starting the demo with ${users.toLocaleString("en")} users.`);
  const site = { port: ports.emulator, users, stagingUsers: 40, quotas };
  await runStack({ ports, sites: [site], folder, log: join(folder, "console.log") }, (stack) =>
    console.log(describe(stack)),
  );
};

const describe = ({ url, sites }: Stack) => `
  Lifeguard is ready:  ${url}

  Sign in as
${staffOf().map(describeAccount).join("\n")}

  Messages to users (codes, temporary passwords):  ${sites[0]?.emulatorUrl}/
  Log of the console:  .lifeguard/demo/console.log
  Ctrl-C stops everything.
`;

const can: Record<string, string> = {
  vera: "sees users, changes nothing",
  alex: `helps users, up to ${defaultLimits.agent.usersPerRun} at once`,
  ada: "may do everything",
  noah: "is in no group and gets in nowhere",
};

const describeAccount = ({ id, name, email }: Account) => `    ${name.padEnd(14)} ${email.padEnd(20)} ${can[id] ?? ""}`;
