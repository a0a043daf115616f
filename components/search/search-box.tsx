"use client";

import { Crosshair, MapPin, Navigation, Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { CityPlaces } from "@/components/api/types";
import { useResource } from "@/components/hooks/use-resource";
import { useI18n } from "@/components/i18n/i18n-provider";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { type FoundPlace, findPlaces } from "./find-places";
import { geocode } from "./geocode";

interface SearchBoxProps {
  readonly cities: readonly CityPlaces[];
  /** Address search, with `{query}` in it; null searches our own places only. */
  readonly geocoderUrl: string | null;
  readonly onChoose: (place: FoundPlace) => void;
}

const MIN_ADDRESS_LENGTH = 3;

const ICONS = { city: Navigation, neighborhood: MapPin, coordinates: Crosshair, address: MapPin } as const;

/** A combobox after the ARIA pattern: type, arrow down, Enter. "/" puts the cursor here from anywhere. */
export function SearchBox({ cities, geocoderUrl, onChoose }: SearchBoxProps) {
  const { t } = useI18n();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const own = useMemo(() => findPlaces(text, cities), [text, cities]);
  const words = text.trim();
  const addresses = useResource(
    geocoderUrl !== null && isOpen && words.length >= MIN_ADDRESS_LENGTH ? words : null,
    (signal) => geocode(geocoderUrl ?? "", words, signal),
    { delayMs: 350, keep: false },
  );
  const results = useMemo(() => [...own, ...(addresses.data ?? [])], [own, addresses.data]);
  const isShown = isOpen && text.trim() !== "";

  useEffect(() => {
    const onSlash = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener("keydown", onSlash);
    return () => window.removeEventListener("keydown", onSlash);
  }, []);

  const choose = (place: FoundPlace) => {
    setText(place.name);
    setOpen(false);
    input.current?.blur();
    onChoose(place);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : results.length - 1;
      setActive((index) => (results.length === 0 ? 0 : (index + step) % results.length));
    } else if (event.key === "Enter") {
      const place = results[active];
      if (place !== undefined) choose(place);
    } else if (event.key === "Escape" && (isShown || text !== "")) {
      event.preventDefault();
      event.nativeEvent.stopImmediatePropagation();
      setText("");
      setOpen(false);
    }
  };

  return (
    <search className="relative flex min-w-0 flex-1 items-center">
      <Search size={18} aria-hidden className="pointer-events-none shrink-0 text-ink-faint" />
      <input
        ref={input}
        type="text"
        role="combobox"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t.search.label}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isShown && results[active] !== undefined ? `${listId}-${active}` : undefined}
        placeholder={t.search.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
        className="h-12 w-full min-w-0 bg-transparent px-2.5 text-base placeholder:text-ink-faint focus-visible:outline-none md:text-[15px]"
      />
      {text !== "" && (
        <IconButton
          label={t.search.clear}
          icon={<X size={18} aria-hidden />}
          onClick={() => {
            setText("");
            input.current?.focus();
          }}
        />
      )}
      <div
        className={cx(
          "absolute right-[-0.5rem] left-[-3.25rem] top-14 z-40 animate-fade overflow-hidden rounded-2xl bg-paper-raised p-2 shadow-float",
          !isShown && "hidden",
        )}
      >
        <div id={listId} role="listbox" aria-label={t.search.label}>
          {results.map((place, index) => {
            const Icon = ICONS[place.kind];
            return (
              <div
                key={place.id}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(place);
                }}
                onPointerMove={() => setActive(index)}
                className={cx(
                  "flex min-h-12 cursor-pointer items-center gap-3 rounded-xl px-3",
                  index === active && "bg-fill",
                )}
              >
                <Icon size={18} aria-hidden className="shrink-0 text-ink-faint" />
                <span className="min-w-0">
                  <span className="block truncate text-sm font-medium">{place.name}</span>
                  <span className="block truncate text-xs text-ink-faint">
                    {place.kind === "neighborhood"
                      ? t.search.neighborhood(place.within ?? "")
                      : (place.within ?? t.search.kinds[place.kind])}
                  </span>
                </span>
              </div>
            );
          })}
        </div>
        {results.length === 0 && <p className="px-3 py-2.5 text-sm text-ink-soft">{t.search.none}</p>}
      </div>
      <output className="sr-only">{isShown ? t.search.results(results.length) : ""}</output>
    </search>
  );
}
