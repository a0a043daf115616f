import { useI18n } from "@/components/i18n/i18n-provider";

const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "3 hours ago" in the reader's language. */
export function useTimeAgo(): (isoTime: string) => string {
  const { locale } = useI18n();
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  return (isoTime) => {
    const seconds = (Date.parse(isoTime) - Date.now()) / 1000;
    for (const [unit, size] of STEPS) {
      if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
    }
    return format.format(0, "second");
  };
}
