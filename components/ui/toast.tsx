"use client";

import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

export interface ToastMessage {
  readonly text: string;
  readonly tone?: "plain" | "error";
  readonly action?: { readonly label: string; readonly onSelect: () => void };
  readonly durationMs?: number;
}

interface ShownToast extends ToastMessage {
  readonly key: number;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Shows a short message above the map's lower edge; screen readers hear it. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const show = useCallback((message: ToastMessage) => {
    setToasts((current) => [...current.slice(-2), { ...message, key: Date.now() + Math.random() }]);
  }, []);
  const remove = useCallback(
    (key: number) => setToasts((current) => current.filter((t) => t.key !== key)),
    [],
  );
  const value = useMemo(() => show, [show]);

  return (
    <ToastContext value={value}>
      <Radix.Provider label={label} swipeDirection="down">
        {children}
        {toasts.map((toast) => (
          <Radix.Root
            key={toast.key}
            duration={toast.durationMs ?? 5000}
            type={toast.tone === "error" ? "foreground" : "background"}
            onOpenChange={(open) => !open && remove(toast.key)}
            className="flex animate-rise items-center gap-3 rounded-2xl bg-ink py-2 pr-2 pl-4 text-paper shadow-float"
          >
            <Radix.Description className="py-1.5 text-sm font-medium">{toast.text}</Radix.Description>
            {toast.action !== undefined && (
              <Radix.Action
                altText={toast.action.label}
                onClick={toast.action.onSelect}
                className="min-h-9 shrink-0 rounded-full bg-paper px-3.5 text-[13px] font-semibold text-ink hover:opacity-90"
              >
                {toast.action.label}
              </Radix.Action>
            )}
          </Radix.Root>
        ))}
        <Radix.Viewport
          label={`${label} ({hotkey})`}
          className="fixed inset-x-0 bottom-[calc(6rem+env(safe-area-inset-bottom))] z-60 mx-auto flex w-fit max-w-[calc(100vw-2rem)] flex-col items-center gap-2 outline-none sm:bottom-8"
        />
      </Radix.Provider>
    </ToastContext>
  );
}
