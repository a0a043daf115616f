"use client";

import { Layers, MapPin, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { LayerGlyph } from "@/components/layers/layer-glyph";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, INPUT_CLASSES } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { ToastProvider, useToast } from "@/components/ui/toast";
import { SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";

const TOKENS = [
  "paper",
  "paper-sunk",
  "paper-raised",
  "fill",
  "fill-strong",
  "line",
  "line-strong",
  "ink",
  "ink-soft",
  "ink-faint",
  "focus",
  "danger",
  "good",
  "warn",
] as const;

export function DesignSheet({ layerNames }: { readonly layerNames: Readonly<Record<SignalLayer, string>> }) {
  return (
    <ToastProvider label="Messages">
      <div className="space-y-12">
        <Block title="Colour">
          {TOKENS.map((token) => (
            <div key={token} className="w-28 text-xs">
              <div
                className="mb-1.5 h-14 rounded-xl border border-line"
                style={{ background: `var(--${token})` }}
              />
              {token}
            </div>
          ))}
        </Block>
        <Block title="Signal layers: colour and shape">
          {SIGNAL_LAYERS.map((layer) => (
            <div key={layer} className="flex items-center gap-2 text-sm font-medium">
              <LayerGlyph layer={layer} size={28} />
              {layerNames[layer]}
            </div>
          ))}
        </Block>
        <Block title="Buttons">
          <Button variant="primary" icon={<Plus size={18} aria-hidden />}>
            Primary
          </Button>
          <Button>Secondary</Button>
          <Button variant="quiet">Quiet</Button>
          <Button variant="danger">Danger</Button>
          <Button variant="primary" size="large">
            Large
          </Button>
          <Button size="small">Small</Button>
          <Button variant="primary" disabled>
            Disabled
          </Button>
          <IconButton label="Layers" icon={<Layers size={20} aria-hidden />} />
          <IconButton label="Layers, floating" look="floating" icon={<Layers size={20} aria-hidden />} />
        </Block>
        <Choices />
        <Block title="Form">
          <div className="w-72">
            <Field id="design-note" label="Note" hint="Everyone can read it.">
              <input id="design-note" aria-describedby="design-note-note" className={INPUT_CLASSES} />
            </Field>
          </div>
          <div className="w-72">
            <Field id="design-mail" label="E-mail" error="This is not an address.">
              <input
                id="design-mail"
                aria-describedby="design-mail-note"
                aria-invalid="true"
                defaultValue="nobody"
                className={INPUT_CLASSES}
              />
            </Field>
          </div>
        </Block>
        <Block title="Waiting, nothing there">
          <Spinner label="Loading" />
          <Skeleton className="h-10 w-56" />
          <div className="rounded-2xl border border-line">
            <EmptyState
              icon={<MapPin size={26} aria-hidden />}
              title="No signals here yet"
              text="Be the first."
            />
          </div>
        </Block>
        <Overlays />
      </div>
    </ToastProvider>
  );
}

function Choices() {
  const [isOn, setOn] = useState(true);
  const [view, setView] = useState<"a" | "b">("a");
  return (
    <Block title="Choices">
      <Chip
        pressed={isOn}
        onPressedChange={setOn}
        icon={<LayerGlyph layer="vibe" hollow={!isOn} />}
        detail="42"
      >
        Vibe
      </Chip>
      <Chip look="filter" pressed={isOn} onPressedChange={setOn}>
        Filter
      </Chip>
      <Segmented
        label="View"
        value={view}
        onChange={setView}
        options={[
          { value: "a", label: "Signals" },
          { value: "b", label: "Scores" },
        ]}
      />
    </Block>
  );
}

function Overlays() {
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  return (
    <Block title="Over the page">
      <Button onClick={() => setOpen(true)}>Open a dialog</Button>
      <Button
        onClick={() =>
          toast({ text: "Your signal is on the map", action: { label: "Undo", onSelect: () => {} } })
        }
      >
        Show a message
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title="A dialog" closeLabel="Close">
        <p className="text-sm text-ink-soft">From below on a phone, in the middle on a desktop.</p>
      </Dialog>
    </Block>
  );
}

function Block({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-4 text-lg font-semibold">{title}</h2>
      <div className="flex flex-wrap items-center gap-4">{children}</div>
    </section>
  );
}
