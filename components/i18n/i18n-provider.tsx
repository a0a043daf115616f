"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Dictionary } from "@/lib/i18n/dictionary";
import type { Locale } from "@/lib/i18n/locale";

interface I18n {
  readonly locale: Locale;
  readonly t: Dictionary;
}

const I18nContext = createContext<I18n | null>(null);

export function I18nProvider({ locale, t, children }: I18n & { readonly children: ReactNode }) {
  return <I18nContext value={{ locale, t }}>{children}</I18nContext>;
}

export function useI18n(): I18n {
  const i18n = useContext(I18nContext);
  if (i18n === null) throw new Error("useI18n needs an I18nProvider around it");
  return i18n;
}
