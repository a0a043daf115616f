import { useCallback, useEffect, useEffectEvent, useState } from "react";

export interface Resource<T> {
  readonly data: T | null;
  readonly error: unknown;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

interface Settled<T> {
  readonly key: string;
  readonly data: T | null;
  readonly error: unknown;
}

/**
 * Loads what `key` names, again whenever the key changes; a newer request cancels the older one. Until the new data
 * is here the old stays, unless `keep` is false. A null key loads nothing.
 */
export function useResource<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<T>,
  { keep = true, delayMs = 0 }: { keep?: boolean; delayMs?: number } = {},
): Resource<T> {
  const [settled, setSettled] = useState<Settled<T> | null>(null);
  const [round, setRound] = useState(0);
  const loadNow = useEffectEvent(load);

  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const timer = setTimeout(
      () =>
        loadNow(abort.signal).then(
          (data) => !abort.signal.aborted && setSettled({ key, data, error: null }),
          (error: unknown) =>
            !abort.signal.aborted &&
            setSettled((last) => ({ key, data: last?.key === key ? last.data : null, error })),
        ),
      round === 0 ? delayMs : 0,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, round, delayMs]);

  const isCurrent = settled?.key === key;
  return {
    data: key === null || settled === null || !(isCurrent || keep) ? null : settled.data,
    error: isCurrent ? settled.error : null,
    isLoading: key !== null && !isCurrent,
    reload: useCallback(() => setRound((n) => n + 1), []),
  };
}
