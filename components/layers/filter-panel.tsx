"use client";

import { useI18n } from "@/components/i18n/i18n-provider";
import type { ChangeView } from "@/components/map/use-view-state";
import { MAP_MODES, type ViewState } from "@/components/map/view-state";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { CATEGORIES, SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import { iconNamed } from "./category-icons";
import { LAYER_TEXT } from "./layer-glyph";
import { useCategoryText } from "./use-category-text";

interface FilterPanelProps {
  readonly view: ViewState;
  readonly changeView: ChangeView;
  readonly onClose: () => void;
}

/** How the map is drawn, and which categories show among single signals. */
export function FilterPanel({ view, changeView, onClose }: FilterPanelProps) {
  const { t } = useI18n();
  const text = useCategoryText();
  const toggle = (id: string, on: boolean) =>
    changeView({ categories: on ? [...view.categories, id] : view.categories.filter((each) => each !== id) });
  return (
    <Panel title={t.views.more} closeLabel={t.common.close} onClose={onClose} focusKey="filters">
      <h3 className="mb-2 text-sm font-semibold">{t.views.heading}</h3>
      <Segmented
        label={t.views.heading}
        value={view.mode}
        onChange={(mode) => changeView({ mode })}
        options={MAP_MODES.map((value) => ({ value, label: t.views[value] }))}
        className="flex w-full"
      />
      <div className="mt-7 flex items-baseline justify-between">
        <h3 className="text-sm font-semibold">{t.filters.categories}</h3>
        {view.categories.length > 0 && (
          <Button size="small" variant="quiet" onClick={() => changeView({ categories: [] })}>
            {t.filters.all}
          </Button>
        )}
      </div>
      <p className="text-[13px] text-ink-faint">{t.filters.categoriesHint}</p>
      {SIGNAL_LAYERS.map((layer) => (
        <fieldset key={layer} className="mt-4">
          <legend className="mb-2 text-[13px] font-medium text-ink-soft">{t.layers[layer]}</legend>
          <div className="flex flex-wrap gap-1.5">
            {CATEGORIES.filter((category) => category.layer === layer).map((category) => {
              const Icon = iconNamed(category.icon);
              return (
                <Chip
                  key={category.id}
                  pressed={view.categories.includes(category.id)}
                  onPressedChange={(on) => toggle(category.id, on)}
                  look="filter"
                  icon={<Icon size={15} aria-hidden className={LAYER_TEXT[layer]} />}
                >
                  {text(category.id).label}
                </Chip>
              );
            })}
          </div>
        </fieldset>
      ))}
    </Panel>
  );
}
