import { LogoMark } from "@/components/site/logo";
import type { Dictionary } from "@/lib/i18n/dictionary";

export function WelcomeText({ t }: { readonly t: Dictionary }) {
  return (
    <>
      <div className="flex items-center gap-2">
        <LogoMark className="size-6" />
        <span className="text-sm font-bold tracking-tight">Stratum</span>
      </div>
      <h1 id="welcome-title" className="mt-3 text-2xl leading-tight font-bold tracking-tight text-balance">
        {t.welcome.title}
      </h1>
      <p className="mt-2 text-[15px] leading-relaxed text-ink-soft text-pretty">{t.welcome.text}</p>
      <p className="mt-2 text-[15px] font-semibold">{t.welcome.promise}</p>
    </>
  );
}
