import { useI18n } from "@/components/i18n/i18n-provider";
import { findCategory } from "@/lib/catalogue/catalogue";

/** Label and hint of a category in the reader's language; the catalogue's own words where there is no translation. */
export function useCategoryText(): (id: string) => { label: string; hint: string } {
  const { t } = useI18n();
  return (id) => {
    const category = findCategory(id);
    return t.categories[id] ?? { label: category?.label ?? id, hint: category?.hint ?? "" };
  };
}
