"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { endSession } from "#lib/sign-out.ts";

/** Ends the session here and at the identity provider. It needs no role: whoever is signed in may leave. */
export async function signOut(): Promise<void> {
  await leave(false);
}

/** The same for every session of this person, such as one left open on another machine. */
export async function signOutEverywhere(): Promise<void> {
  await leave(true);
}

async function leave(everywhere: boolean): Promise<void> {
  const to = await endSession((await headers()).get("origin"), everywhere);
  const jar = await cookies();
  for (const { name } of jar.getAll()) {
    if (!/next-auth\./.test(name)) continue;
    const prefixed = name.startsWith("__");
    jar.set(name, "", { path: "/", maxAge: 0, httpOnly: true, sameSite: "lax", secure: prefixed });
  }
  redirect(to as never);
}
