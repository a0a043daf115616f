import { Menu, Plus, Search } from "lucide-react";
import { LayerGlyph } from "@/components/layers/layer-glyph";
import { buttonClasses } from "@/components/ui/button";
import { SIGNAL_LAYERS } from "@/lib/catalogue/catalogue";
import type { Dictionary } from "@/lib/i18n/dictionary";

/** The screen before the map has loaded: the same places and shapes, so that nothing jumps when it comes. */
export function MapShell({ t }: { readonly t: Dictionary }) {
  return (
    <div className="stratum-ground fixed inset-0 overflow-hidden">
      <div aria-hidden="true">
        <div className="absolute inset-x-0 top-0 flex flex-col gap-2 pt-[max(0.75rem,env(safe-area-inset-top))] md:flex-row md:items-start md:gap-3 md:p-4">
          <div className="mx-3 flex h-13 items-center rounded-full bg-paper-raised pr-2 pl-1 text-ink-faint shadow-card md:mx-0 md:h-12 md:w-100">
            <span className="grid size-11 place-items-center">
              <Menu size={20} />
            </span>
            <Search size={18} />
            <span className="px-2.5 md:text-[15px]">{t.search.placeholder}</span>
          </div>
          <div className="flex gap-2 overflow-hidden px-3 md:px-0">
            {SIGNAL_LAYERS.map((layer) => (
              <span
                key={layer}
                className="inline-flex min-h-10 shrink-0 items-center gap-2 rounded-full bg-paper-raised px-3.5 text-sm font-medium shadow-card"
              >
                <LayerGlyph layer={layer} />
                {t.layers[layer]}
              </span>
            ))}
          </div>
        </div>
        <div className="absolute inset-x-0 bottom-[calc(1.25rem+env(safe-area-inset-bottom))] flex justify-center md:bottom-6">
          <span className={`${buttonClasses("primary", "large")} shadow-float`}>
            <Plus size={20} strokeWidth={2.6} />
            {t.report.action}
          </span>
        </div>
      </div>
      <p role="status" className="sr-only">
        {t.map.loading}
      </p>
    </div>
  );
}
