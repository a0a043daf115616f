"use client";

import { Pause, Play, X } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { useI18n } from "@/components/i18n/i18n-provider";
import { IconButton } from "@/components/ui/icon-button";

const STEP_MS = 800;

interface TimeSliderProps {
  readonly days: readonly string[];
  readonly day: string;
  readonly reducedMotion: boolean;
  readonly onDay: (day: string | null) => void;
}

/** Walks through the last 30 days, by itself or by hand. */
export function TimeSlider({ days, day, reducedMotion, onDay }: TimeSliderProps) {
  const { t, locale } = useI18n();
  const [isPlaying, setPlaying] = useState(!reducedMotion);
  const index = Math.max(0, days.indexOf(day));
  const label = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });

  const step = useEffectEvent(() => {
    const next = days[index + 1];
    if (next === undefined) setPlaying(false);
    else onDay(next);
  });
  const isReady = days.length > 0;
  useEffect(() => {
    if (!isPlaying || !isReady) return;
    const timer = setInterval(() => step(), STEP_MS);
    return () => clearInterval(timer);
  }, [isPlaying, isReady]);

  const toggle = () => {
    const [first] = days;
    if (!isPlaying && index === days.length - 1 && first !== undefined) onDay(first);
    setPlaying(!isPlaying);
  };

  return (
    <section
      aria-label={t.time.replay}
      className="pointer-events-auto flex w-full max-w-md animate-rise items-center gap-1 rounded-full bg-paper-raised py-1 pr-1 pl-1 shadow-float"
    >
      <IconButton
        label={isPlaying ? t.time.pause : t.time.play}
        icon={isPlaying ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
        onClick={toggle}
      />
      <span className="shrink-0 text-[13px] font-semibold whitespace-nowrap tabular-nums">
        {t.time.weekTo(label.format(Date.parse(day)))}
      </span>
      <input
        type="range"
        min={0}
        max={Math.max(0, days.length - 1)}
        value={index}
        aria-label={t.time.day}
        aria-valuetext={label.format(Date.parse(day))}
        onChange={(event) => {
          setPlaying(false);
          onDay(days[Number(event.target.value)] ?? day);
        }}
        className="mx-2 h-11 min-w-0 flex-1 rounded-lg accent-ink"
      />
      <IconButton label={t.time.stop} icon={<X size={18} aria-hidden />} onClick={() => onDay(null)} />
    </section>
  );
}
