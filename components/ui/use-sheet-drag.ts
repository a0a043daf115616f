import { type PointerEvent, type RefObject, useEffect, useRef } from "react";

interface SheetDragOptions {
  readonly startHeight: "half" | "tall" | "content";
  readonly onClose: () => void;
  /** The sheet returns to its first height whenever this changes. */
  readonly resetKey: string;
}

const CLOSE_BELOW = 0.24;
const SNAP_TALL = 0.92;
const SNAP_HALF = 0.54;

/** Lets a thumb drag a bottom sheet by its head: up to make it tall, down to make it small, further down to close. */
export function useSheetDrag({ startHeight, onClose, resetKey }: SheetDragOptions): {
  sheet: RefObject<HTMLElement | null>;
  handleProps: {
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: (event: PointerEvent) => void;
    onPointerCancel: () => void;
  };
} {
  const sheet = useRef<HTMLElement>(null);
  const start = useRef<{ y: number; height: number } | null>(null);

  useEffect(() => {
    if (resetKey !== "") sheet.current?.style.removeProperty("height");
  }, [resetKey]);

  const settle = (ratio: number) => {
    const element = sheet.current;
    if (element === null) return;
    element.style.transition = "height 220ms cubic-bezier(0.22, 1, 0.36, 1)";
    if (ratio < CLOSE_BELOW) onClose();
    else if (startHeight === "content") element.style.removeProperty("height");
    else element.style.height = `${(ratio > (SNAP_HALF + SNAP_TALL) / 2 ? SNAP_TALL : SNAP_HALF) * 100}dvh`;
  };

  return {
    sheet,
    handleProps: {
      onPointerDown: (event) => {
        const isSheet = window.matchMedia("(max-width: 767px)").matches;
        const onButton = event.target instanceof Element && event.target.closest("button, a, input") !== null;
        if (!isSheet || onButton || sheet.current === null) return;
        start.current = { y: event.clientY, height: sheet.current.offsetHeight };
        sheet.current.style.transition = "none";
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event) => {
        if (start.current === null || sheet.current === null) return;
        const height = start.current.height + start.current.y - event.clientY;
        sheet.current.style.height = `${Math.max(80, height)}px`;
      },
      onPointerUp: (event) => {
        if (start.current === null) return;
        const height = start.current.height + start.current.y - event.clientY;
        start.current = null;
        settle(height / window.innerHeight);
      },
      onPointerCancel: () => {
        start.current = null;
      },
    },
  };
}
