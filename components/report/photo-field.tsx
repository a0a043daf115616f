"use client";

import { Camera, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useI18n } from "@/components/i18n/i18n-provider";
import { IconButton } from "@/components/ui/icon-button";

interface PhotoFieldProps {
  readonly photo: Blob | null;
  readonly onChange: (photo: Blob | null) => void;
}

/** An optional photo, from the camera on a phone. */
export function PhotoField({ photo, onChange }: PhotoFieldProps) {
  const { t } = useI18n();
  const [preview, setPreview] = useState<string | null>(null);

  useEffect(() => {
    if (photo === null) return;
    const url = URL.createObjectURL(photo);
    setPreview(url);
    return () => {
      URL.revokeObjectURL(url);
      setPreview(null);
    };
  }, [photo]);

  if (photo !== null) {
    return (
      <div className="ml-3 flex w-full items-center gap-3">
        {preview !== null && <img src={preview} alt="" className="size-16 rounded-xl object-cover" />}
        <span className="flex-1 text-[13px] text-ink-soft">{t.report.photoNote}</span>
        <IconButton
          label={t.report.photoRemove}
          icon={<X size={18} aria-hidden />}
          onClick={() => onChange(null)}
        />
      </div>
    );
  }
  return (
    <label className="inline-flex min-h-8 cursor-pointer items-center gap-1.5 rounded-full px-3 text-[13px] font-semibold text-ink-soft hover:bg-fill hover:text-ink has-focus-visible:outline-2">
      <Camera size={16} aria-hidden />
      {t.report.photo}
      <input
        type="file"
        accept="image/jpeg,image/png,image/webp,image/heic"
        className="sr-only"
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
    </label>
  );
}
