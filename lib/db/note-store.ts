import { and, desc, eq } from "drizzle-orm";
import { appendEvents } from "#lib/db/audit-store.ts";
import type { Engine } from "#lib/db/engine.ts";
import { notes } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import type { Store } from "#lib/db/store.ts";

export const noteStore = ({ db, transaction }: Engine): Pick<Store, "addNote" | "notesOfUser"> => ({
  addNote: (given, event) =>
    transaction(async (tx) => {
      const { author, ...note } = storable(given);
      const [made] = await tx
        .insert(notes)
        .values({ ...note, authorSub: author.sub, authorName: author.name, authorEmail: author.email })
        .onConflictDoNothing({ target: notes.id })
        .returning({ id: notes.id });
      return made ? appendEvents(tx, [event]) : [];
    }),

  notesOfUser: async (poolKey, sub, limit) => {
    const rows = await db
      .select()
      .from(notes)
      .where(and(eq(notes.poolKey, poolKey), eq(notes.sub, sub)))
      .orderBy(desc(notes.at), desc(notes.id))
      .limit(limit);
    return rows.map(({ authorSub, authorName, authorEmail, ...note }) => ({
      ...note,
      author: { sub: authorSub, name: authorName, email: authorEmail },
    }));
  },
});
