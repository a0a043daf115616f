import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClasses } from "@/components/ui/button";
import { LogoMark } from "./logo";

interface MessagePageProps {
  readonly title: string;
  readonly text: string;
  readonly homeLabel: string;
  readonly action?: ReactNode;
}

/** A page with one thing to say: not found, broken, offline. */
export function MessagePage({ title, text, homeLabel, action }: MessagePageProps) {
  return (
    <main className="stratum-ground grid min-h-dvh place-items-center px-6">
      <div className="w-full max-w-md rounded-3xl bg-paper p-8 text-center shadow-float">
        <LogoMark className="mx-auto size-12" />
        <h1 className="mt-5 text-2xl font-bold tracking-tight text-balance">{title}</h1>
        <p className="mt-2 text-ink-soft text-pretty">{text}</p>
        <div className="mt-6 flex flex-wrap justify-center gap-2">
          {action}
          <Link href="/" className={buttonClasses("primary")}>
            {homeLabel}
          </Link>
        </div>
      </div>
    </main>
  );
}
