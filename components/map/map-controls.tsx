"use client";

import { Compass, LocateFixed, Minus, Plus } from "lucide-react";
import { useI18n } from "@/components/i18n/i18n-provider";
import { IconButton } from "@/components/ui/icon-button";

interface MapControlsProps {
  readonly bearing: number;
  readonly isLocating: boolean;
  readonly onZoom: (steps: number) => void;
  readonly onNorth: () => void;
  readonly onLocate: () => void;
}

/** Zoom, north and "where am I", in reach of the right thumb. Phones zoom with two fingers. */
export function MapControls({ bearing, isLocating, onZoom, onNorth, onLocate }: MapControlsProps) {
  const { t } = useI18n();
  return (
    <div className="pointer-events-auto flex flex-col items-center gap-2">
      {Math.abs(bearing) > 1 && (
        <IconButton
          label={t.map.north}
          look="floating"
          onClick={onNorth}
          icon={<Compass size={20} aria-hidden style={{ transform: `rotate(${-bearing - 45}deg)` }} />}
        />
      )}
      <IconButton
        label={t.map.locate}
        look="floating"
        onClick={onLocate}
        aria-busy={isLocating}
        icon={<LocateFixed size={20} aria-hidden className={isLocating ? "animate-pulse" : ""} />}
      />
      <div className="hidden flex-col overflow-hidden rounded-full bg-paper-raised shadow-card md:flex">
        <IconButton
          label={t.map.zoomIn}
          onClick={() => onZoom(1)}
          icon={<Plus size={20} aria-hidden />}
          className="rounded-none"
        />
        <div className="mx-2 h-px bg-line" />
        <IconButton
          label={t.map.zoomOut}
          onClick={() => onZoom(-1)}
          icon={<Minus size={20} aria-hidden />}
          className="rounded-none"
        />
      </div>
    </div>
  );
}
