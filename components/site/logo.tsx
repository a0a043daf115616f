/** Four strata, one per signal layer. */
export function LogoMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <path d="M16 18.2 29 24.6 16 31 3 24.6Z" fill="var(--opportunity)" />
      <path
        d="M16 13.2 29 19.6 16 26 3 19.6Z"
        fill="var(--infrastructure)"
        stroke="var(--paper)"
        strokeWidth="1.2"
      />
      <path d="M16 7.6 29 14 16 20.4 3 14Z" fill="var(--vibe)" stroke="var(--paper)" strokeWidth="1.2" />
      <path d="M16 1.6 29 8 16 14.4 3 8Z" fill="var(--safety)" stroke="var(--paper)" strokeWidth="1.2" />
    </svg>
  );
}

export function Logo({ className }: { readonly className?: string }) {
  return (
    <span className={`inline-flex items-center gap-2 ${className ?? ""}`}>
      <LogoMark className="size-7" />
      <span className="text-lg font-bold tracking-tight">Stratum</span>
    </span>
  );
}
