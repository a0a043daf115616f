"use client";

import { ArrowLeft, PenLine, Send, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useI18n } from "@/components/i18n/i18n-provider";
import { iconNamed } from "@/components/layers/category-icons";
import { LAYER_TEXT } from "@/components/layers/layer-glyph";
import { useCategoryText } from "@/components/layers/use-category-text";
import { Button } from "@/components/ui/button";
import { Field, INPUT_CLASSES } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Panel } from "@/components/ui/panel";
import type { Category, Severity, SignalLayer } from "@/lib/catalogue/catalogue";
import type { Position } from "@/lib/geo/bbox";
import { CategoryPicker } from "./category-picker";
import { PhotoField } from "./photo-field";
import { SeverityPicker } from "./severity-picker";
import { SimilarOffer } from "./similar-offer";

export interface DraftReport {
  readonly category: Category;
  readonly severity: Severity;
  readonly note: string;
  readonly photo: Blob | null;
}

interface ReportPanelProps {
  /** Where the pin stands; follows the map. */
  readonly position: Position;
  readonly placeName: string | null;
  readonly firstLayer: SignalLayer;
  readonly onLayer: (layer: SignalLayer) => void;
  readonly onSend: (draft: DraftReport) => void;
  readonly onClose: () => void;
}

const NOTE_LENGTH = 280;

/** What, how much, send: the place is the middle of the map. Every step can be undone. */
export function ReportPanel({ position, placeName, firstLayer, onLayer, onSend, onClose }: ReportPanelProps) {
  const { t } = useI18n();
  const text = useCategoryText();
  const [draft, setDraft] = useState<DraftReport | null>(null);
  const [hasNote, setHasNote] = useState(false);
  const eyebrow = placeName === null ? t.report.here : `${t.report.area(placeName)} · ${t.report.here}`;

  if (draft === null) {
    return (
      <Panel
        title={t.report.title}
        eyebrow={eyebrow}
        closeLabel={t.common.cancel}
        onClose={onClose}
        focusKey="report"
        startHeight="half"
      >
        <CategoryPicker
          layer={firstLayer}
          onLayer={onLayer}
          onChoose={(category) =>
            setDraft({ category, severity: category.defaultSeverity, note: "", photo: null })
          }
        />
      </Panel>
    );
  }

  const Icon = iconNamed(draft.category.icon);
  const { label, hint } = text(draft.category.id);
  return (
    <Panel
      title={
        <span className="flex items-center gap-2.5">
          <Icon size={22} aria-hidden className={LAYER_TEXT[draft.category.layer]} />
          {label}
        </span>
      }
      eyebrow={eyebrow}
      before={
        <IconButton
          label={t.common.back}
          icon={<ArrowLeft size={20} aria-hidden />}
          onClick={() => setDraft(null)}
          className="mt-2 -ml-3"
        />
      }
      closeLabel={t.common.cancel}
      onClose={onClose}
      focusKey="details"
      startHeight="content"
      footer={
        <>
          <Button
            variant="primary"
            size="large"
            className="w-full"
            icon={<Send size={18} aria-hidden />}
            onClick={() => onSend(draft)}
          >
            {t.report.send}
          </Button>
          <p className="mt-2.5 flex items-center justify-center gap-1.5 text-center text-xs text-ink-faint">
            <ShieldCheck size={14} aria-hidden className="shrink-0" />
            {t.report.anonymous}
          </p>
        </>
      }
    >
      <div className="space-y-4">
        <p className="text-sm text-ink-soft">{hint}</p>
        <SeverityPicker
          category={draft.category}
          value={draft.severity}
          onChange={(severity) => setDraft({ ...draft, severity })}
        />
        <SimilarOffer position={position} category={draft.category.id} onConfirmed={onClose} />
        {hasNote && (
          <Field id="report-note" label={t.report.noteLabel} hint={t.report.noteHint}>
            <textarea
              id="report-note"
              aria-describedby="report-note-note"
              rows={2}
              maxLength={NOTE_LENGTH}
              value={draft.note}
              onChange={(event) => setDraft({ ...draft, note: event.target.value })}
              className={INPUT_CLASSES}
            />
          </Field>
        )}
        <div className="-ml-3 flex flex-wrap items-center">
          {!hasNote && (
            <Button
              variant="quiet"
              size="small"
              icon={<PenLine size={16} aria-hidden />}
              onClick={() => setHasNote(true)}
            >
              {t.report.note}
            </Button>
          )}
          <PhotoField photo={draft.photo} onChange={(photo) => setDraft({ ...draft, photo })} />
        </div>
      </div>
    </Panel>
  );
}
