import { notFound } from "next/navigation";
import { DesignSheet } from "@/components/design/design-sheet";
import { PageShell } from "@/components/site/page-shell";
import { loadDictionary } from "@/lib/i18n/dictionary";
import { currentEnv } from "@/lib/platform/current-env";

/** The design system on one page, for who builds with it. Only in development. */
export default async function DesignPage() {
  if (currentEnv().nodeEnv !== "development") notFound();
  const t = await loadDictionary("en");
  return (
    <PageShell title="Design system" lead="Tokens, signal layers and primitives." width="wide">
      <DesignSheet layerNames={t.layers} />
    </PageShell>
  );
}
