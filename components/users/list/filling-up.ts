import { useRouter } from "next/navigation";
import { useEffect } from "react";

const refreshMs = 3000;

/** While the pool is read for the first time, the list fills up by itself. */
export function useFillingUp(reading: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, refreshMs);
    return () => clearInterval(timer);
  }, [reading, router]);
}
