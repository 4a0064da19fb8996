import { isEmail, isPhone } from "../pool/attributes.ts";
import { smsFactorText, verificationTexts } from "../pool/message-templates.ts";
import type { Pool } from "../pool/pool.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
import { deliverMessage } from "./delivery.ts";
import type { Message } from "./inbox.ts";

type Contact = "email" | "phone_number";
type Medium = Message["medium"];

const mediumOf = (contact: Contact): Medium => (contact === "email" ? "EMAIL" : "SMS");
const contactOf = (medium: Medium): Contact => (medium === "EMAIL" ? "email" : "phone_number");

/** `t***@t***`: the domain is masked too (cognito.md 1.2). Phone: the last four digits (assumed). */
export const maskDestination = (contact: Contact, value: string): string => {
  if (contact === "phone_number") return `+${"*".repeat(Math.max(value.length - 5, 0))}${value.slice(-4)}`;
  const [local = "", domain = ""] = value.split("@");
  return `${[...local][0] ?? ""}***@${[...domain][0] ?? ""}***`;
};

/** The invitation, with the temporary password if there is one; assumed: a medium that the user has no address for is left out. */
export const sendInvitation = (
  service: Service,
  pool: Pool,
  user: User,
  temporaryPassword: string | undefined,
  // The default medium is SMS (cognito.md 8.1).
  mediums: readonly Medium[] = ["SMS"],
) => {
  const template = pool.settings.AdminCreateUserConfig?.InviteMessageTemplate ?? {};
  const standard = "Your username is {username} and temporary password is {####}.";
  for (const medium of mediums) {
    const to = user.get(contactOf(medium));
    const text = (medium === "EMAIL" ? template.EmailMessage : template.SMSMessage) ?? standard;
    // A template without the place for the password is silently not delivered (cognito.md 8.2).
    if (!to || (temporaryPassword !== undefined && !text.includes("{####}"))) continue;
    deliverMessage(service, pool, {
      ...envelope(service, pool, user, medium, to),
      kind: "invitation",
      ...(medium === "EMAIL" ? { subject: template.EmailSubject ?? "Your temporary password" } : {}),
      body: fill(text, user, temporaryPassword ?? ""),
      ...(temporaryPassword === undefined ? {} : { temporaryPassword }),
    });
  }
};

const verificationTemplate = (pool: Pool) => {
  const { email, subject = "Your verification code", sms } = verificationTexts(pool);
  return { email, sms, subject, standard: "Your confirmation code is {####}." };
};

const mfaTemplate = (pool: Pool) => ({
  email: pool.mfa.EmailMfaConfiguration?.Message,
  sms: smsFactorText(pool),
  subject: pool.mfa.EmailMfaConfiguration?.Subject ?? "Your authentication code",
  standard: "Your authentication code is {####}.",
});

/** A code, by the template of its kind (cognito.md 8.1). Answers with the CodeDeliveryDetails. */
export const sendCode = (
  service: Service,
  pool: Pool,
  user: User,
  { kind, code, contact, to }: { kind: Message["kind"]; code: string; contact: Contact; to: string },
) => {
  const medium = mediumOf(contact);
  const { email, sms, subject, standard } = kind === "mfa" ? mfaTemplate(pool) : verificationTemplate(pool);
  const text = (medium === "EMAIL" ? email : sms) ?? standard;
  deliverMessage(service, pool, {
    ...envelope(service, pool, user, medium, to),
    kind,
    ...(medium === "EMAIL" ? { subject } : {}),
    body: fill(text, user, code),
    code,
  });
  return deliveryDetails(contact, to);
};

// By function, because a password may hold what a replacement text would read as a command.
const fill = (template: string, user: User, secret: string) =>
  template.replaceAll("{username}", () => user.username).replaceAll("{####}", () => secret);

export const deliveryDetails = (contact: Contact, to: string) => ({
  Destination: maskDestination(contact, to),
  DeliveryMedium: mediumOf(contact),
  AttributeName: contact,
});

/** A delivery that never was (cognito.md 7.5). assumed: what it shows; the other answer, InvalidParameterException, is not given. */
export const simulatedDelivery = (username: string) => {
  if (isPhone(username)) return deliveryDetails("phone_number", username);
  return deliveryDetails("email", isEmail(username) ? username : `${username}@${username}`);
};

const envelope = (service: Service, pool: Pool, user: User, medium: Medium, to: string) => ({
  at: new Date(service.clock.now()).toISOString(),
  medium,
  to,
  userPoolId: pool.id,
  username: user.username,
});
