"use client";

import { Tabs } from "radix-ui";
import { useI18n } from "@/components/i18n/i18n-provider";
import { iconNamed } from "@/components/layers/category-icons";
import { LAYER_TEXT, LayerGlyph } from "@/components/layers/layer-glyph";
import { useCategoryText } from "@/components/layers/use-category-text";
import { CATEGORIES, type Category, SIGNAL_LAYERS, type SignalLayer } from "@/lib/catalogue/catalogue";

interface CategoryPickerProps {
  readonly layer: SignalLayer;
  readonly onLayer: (layer: SignalLayer) => void;
  readonly onChoose: (category: Category) => void;
}

/** Layer and category in one step: four tabs, and under them what fits. */
export function CategoryPicker({ layer, onLayer, onChoose }: CategoryPickerProps) {
  const { t } = useI18n();
  const text = useCategoryText();
  return (
    <Tabs.Root value={layer} onValueChange={(value) => onLayer(value as SignalLayer)}>
      <Tabs.List
        aria-label={t.report.chooseLayer}
        className="sticky top-0 z-10 -mx-1 grid grid-cols-4 gap-1 bg-paper pb-3"
      >
        {SIGNAL_LAYERS.map((each) => (
          <Tabs.Trigger
            key={each}
            value={each}
            className="flex min-h-16 flex-col items-center justify-center gap-1.5 rounded-2xl text-[12px] font-semibold text-ink-faint transition-colors hover:bg-fill data-[state=active]:bg-fill data-[state=active]:text-ink"
          >
            <LayerGlyph layer={each} size={22} />
            {t.layers[each]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {SIGNAL_LAYERS.map((each) => (
        <Tabs.Content key={each} value={each} tabIndex={-1} className="grid grid-cols-2 gap-2 outline-none">
          {CATEGORIES.filter((category) => category.layer === each).map((category) => {
            const Icon = iconNamed(category.icon);
            const { label, hint } = text(category.id);
            return (
              <button
                key={category.id}
                type="button"
                title={hint}
                onClick={() => onChoose(category)}
                className="flex min-h-14 items-center gap-2.5 rounded-2xl border border-line px-3 py-2 text-left text-sm leading-tight font-medium transition-colors hover:border-line-strong hover:bg-fill active:bg-fill-strong"
              >
                <Icon size={20} aria-hidden className={`shrink-0 ${LAYER_TEXT[each]}`} />
                {label}
              </button>
            );
          })}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
