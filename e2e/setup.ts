/** Where the stack of these tests stands; playwright.config.ts has chosen the ports. */
const readUrl = (name: string, host: string) => {
  const port = process.env[name];
  if (!port) throw new Error(`${name} is not set; playwright.config.ts sets it.`);
  return `http://${host}:${port}`;
};

export const consoleUrl = readUrl("LIFEGUARD_E2E_CONSOLE_PORT", "localhost");
export const emulatorUrl = readUrl("LIFEGUARD_E2E_EMULATOR_PORT", "127.0.0.1");
export const ssoUrl = readUrl("LIFEGUARD_E2E_SSO_PORT", "127.0.0.1");
