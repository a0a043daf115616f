import { useCallback, useEffect, useRef, useState } from "react";

const CALM_MS = 1_200;
/** When a report just sent is looked for in the read model, after its acknowledgement. */
const AFTER_SEND_MS = [250, 700, 1_500, 3_000] as const;

export interface Revision {
  /** Grows whenever what the map shows should be loaded anew. */
  readonly value: number;
  /** Something changed elsewhere: grows now, at most once in 1.2 seconds. */
  readonly touch: () => void;
  /** A signal was sent from here: grows a few times until the read model must have it. */
  readonly expect: () => void;
}

export function useRevision(): Revision {
  const [value, setValue] = useState(0);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const calm = useRef<ReturnType<typeof setTimeout> | null>(null);
  const isMissed = useRef(false);

  useEffect(() => {
    const pending = timers.current;
    return () => {
      for (const timer of pending) clearTimeout(timer);
      if (calm.current !== null) clearTimeout(calm.current);
    };
  }, []);

  const touch = useCallback(() => {
    if (calm.current !== null) {
      isMissed.current = true;
      return;
    }
    setValue((n) => n + 1);
    const settle = () => {
      calm.current = null;
      if (!isMissed.current) return;
      isMissed.current = false;
      setValue((n) => n + 1);
      calm.current = setTimeout(settle, CALM_MS);
    };
    calm.current = setTimeout(settle, CALM_MS);
  }, []);

  const expect = useCallback(() => {
    for (const delay of AFTER_SEND_MS) {
      const timer = setTimeout(() => {
        timers.current.delete(timer);
        setValue((n) => n + 1);
      }, delay);
      timers.current.add(timer);
    }
  }, []);

  return { value, touch, expect };
}
