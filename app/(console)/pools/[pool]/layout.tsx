import type { ReactNode } from "react";
import { PoolNav } from "#components/shell/pool-nav.tsx";
import { myPools } from "#lib/directory/queries.ts";

interface PoolLayoutProps {
  params: Promise<{ pool: string }>;
  children: ReactNode;
}

/** Puts the pool's places above its pages, for those who have a grant on it. Like the frame, it guards nothing. */
export default async function PoolLayout({ params, children }: PoolLayoutProps) {
  const [{ pool }, mine] = await Promise.all([params, myPools()]);
  const granted = mine.ok && mine.value.pools.find(({ key }) => key === pool);
  return (
    <>
      {granted && <PoolNav poolKey={pool} test={granted.test} />}
      {children}
    </>
  );
}
