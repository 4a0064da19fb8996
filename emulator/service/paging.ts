import { hourMs } from "./clock.ts";
import { invalidParameter } from "./fault.ts";
import type { Service } from "./service.ts";

type Token<Next> = { request: string; next: Next; issuedAt: number };

/** Where a list's next page begins. The token belongs to its request and lives an hour (cognito.md 3; for lists other than ListUsers assumed). */
export const closePage = <Next>(service: Service, kind: string, request: object, next: Next): string => {
  const token: Token<Next> = { request: JSON.stringify(request), next, issuedAt: service.clock.now() };
  return service.seal.close(kind, token);
};

/** Undefined for the first page. assumed: that the limit belongs to the request too, and one text for all that is wrong. */
export const openPageAt = <Next>(
  service: Service,
  kind: string,
  request: object,
  text: string | undefined,
): Next | undefined => {
  if (text === undefined) return undefined;
  const token = service.seal.open<Token<Next>>(kind, text);
  if (!token || token.request !== JSON.stringify(request) || service.clock.now() - token.issuedAt > hourMs) {
    throw invalidParameter("Paging Marker is Invalid for Request");
  }
  return token.next;
};

/** In a list with numbered places, the first page begins at 0. */
export const openPage = (service: Service, kind: string, request: object, text: string | undefined): number =>
  openPageAt<number>(service, kind, request, text) ?? 0;

type PageRequest = { Limit?: number | undefined; NextToken?: string | undefined };

/** A page of a short list. A limit of 0 is one of 60 (cognito.md 3, 9; assumed where it is not said). */
export const pageOf = <T>(
  service: Service,
  kind: string,
  items: readonly T[],
  request: object,
  { Limit, NextToken }: PageRequest,
): { items: T[]; NextToken?: string } => {
  const limit = Limit || 60;
  const asked = { ...request, limit };
  const from = openPage(service, kind, asked, NextToken);
  const to = from + limit;
  const more = to < items.length ? { NextToken: closePage(service, kind, asked, to) } : {};
  return { items: items.slice(from, to), ...more };
};
