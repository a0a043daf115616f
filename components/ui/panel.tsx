"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useId, useRef } from "react";
import { cx } from "./cx";
import { IconButton } from "./icon-button";
import { useSheetDrag } from "./use-sheet-drag";

interface PanelProps {
  readonly title: ReactNode;
  /** Small line above the title. */
  readonly eyebrow?: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays at the foot of the panel while the content scrolls. */
  readonly footer?: ReactNode;
  /** How much of a phone's height the sheet takes at first. */
  readonly startHeight?: "half" | "tall" | "content";
  /** Focus moves to the title whenever this changes. */
  readonly focusKey: string;
  readonly before?: ReactNode;
}

/**
 * What opens beside the map: a card at the left on a desktop, a sheet from below on a phone that the thumb drags
 * taller or away. The map stays usable, so it is no modal; Escape closes it.
 */
export function Panel(props: PanelProps) {
  const {
    title,
    eyebrow,
    closeLabel,
    onClose,
    children,
    footer,
    startHeight = "half",
    focusKey,
    before,
  } = props;
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { sheet, handleProps } = useSheetDrag({ startHeight, onClose, resetKey: focusKey });
  const close = useEffectEvent(onClose);

  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      const isFocusLost = document.activeElement === null || document.activeElement === document.body;
      if (isFocusLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  useEffect(() => {
    if (focusKey !== "") heading.current?.focus({ preventScroll: true });
  }, [focusKey]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) close();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <section
      ref={sheet}
      aria-labelledby={titleId}
      className={cx(
        "pointer-events-auto fixed inset-x-0 bottom-0 z-30 flex max-h-[92dvh] animate-rise flex-col rounded-t-3xl bg-paper shadow-float",
        "md:absolute md:inset-auto md:top-20 md:left-4 md:max-h-[calc(100dvh-6.5rem)] md:w-100 md:animate-slide-in md:rounded-3xl",
        startHeight === "half" && "h-[54dvh] md:h-auto",
        startHeight === "tall" && "h-[80dvh] md:h-auto",
      )}
    >
      <div {...handleProps} className="shrink-0 touch-none md:touch-auto">
        <div aria-hidden="true" className="mx-auto mt-2.5 h-1 w-10 rounded-full bg-fill-strong md:hidden" />
        <div className="flex items-start gap-1 px-5 pt-2 pb-2 md:pt-4">
          {before}
          <div className="min-w-0 flex-1 py-1.5">
            {eyebrow !== undefined && <div className="text-[13px] font-medium text-ink-faint">{eyebrow}</div>}
            <h2
              ref={heading}
              id={titleId}
              tabIndex={-1}
              className="text-xl leading-tight font-bold tracking-tight text-balance outline-none"
            >
              {title}
            </h2>
          </div>
          <IconButton
            label={closeLabel}
            icon={<X size={20} aria-hidden />}
            onClick={onClose}
            className="-mr-2.5"
          />
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-6">{children}</div>
      {footer !== undefined && (
        <div className="shrink-0 border-t border-line px-5 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]">
          {footer}
        </div>
      )}
    </section>
  );
}
