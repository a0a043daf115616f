import { useCallback, useEffect, useState } from "react";
import { parseView, type ViewState, viewUrl } from "./view-state";

const URL_DELAY_MS = 250;

export type ChangeView = (change: Partial<ViewState>) => void;

/**
 * The view, kept in the address bar. Opening or closing a score card makes a history entry, so that "back" closes
 * it; everything else replaces the entry. Entries keep the state that Next gave the page's first one: without it Next
 * would render the whole page again at every change of the address.
 */
export function useViewState(): readonly [ViewState, ChangeView] {
  const [view, setView] = useState<ViewState>(() => parseView(new URLSearchParams(window.location.search)));

  const changeView = useCallback((change: Partial<ViewState>) => {
    setView((current) => {
      const next = { ...current, ...change };
      if (next.cell !== current.cell)
        queueMicrotask(() => window.history.pushState(window.history.state, "", viewUrl(next)));
      return next;
    });
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => {
      const url = viewUrl(view);
      if (url !== window.location.pathname + window.location.search)
        window.history.replaceState(window.history.state, "", url);
    }, URL_DELAY_MS);
    return () => clearTimeout(timer);
  }, [view]);

  useEffect(() => {
    const readAddress = () => {
      const next = parseView(new URLSearchParams(window.location.search));
      setView((current) => ({ ...next, camera: current.camera }));
    };
    window.addEventListener("popstate", readAddress);
    return () => window.removeEventListener("popstate", readAddress);
  }, []);

  return [view, changeView];
}
