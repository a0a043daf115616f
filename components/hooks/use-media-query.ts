import { useCallback, useSyncExternalStore } from "react";

/** True while the media query matches; false during server rendering. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (notify: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", notify);
      return () => list.removeEventListener("change", notify);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

export const WIDE = "(min-width: 768px)";
export const REDUCED_MOTION = "(prefers-reduced-motion: reduce)";
