import { type RefCallback, useCallback, useRef, useState } from 'react';

/** Whether an element has come near the visible part of the page, now or before. On paper everything has. */
export function useSeen(): readonly [RefCallback<HTMLElement>, boolean] {
  const [isSeen, setSeen] = useState(false);
  const observer = useRef<IntersectionObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (element === null) return;
    observer.current = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        setSeen(true);
        observer.current?.disconnect();
      },
      { rootMargin: '100px' },
    );
    observer.current.observe(element);
  }, []);
  return [ref, isSeen];
}
