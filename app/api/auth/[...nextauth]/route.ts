import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/session.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

// Options are read per request, because the environment is not there at build time.
const handle = (request: NextRequest, context: Context) => NextAuth(request as never, context as never, authOptions());

export { handle as GET, handle as POST };
