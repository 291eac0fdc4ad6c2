import { useEffect, useEffectEvent, useState } from 'react';

/** A value as it was when its key last stood still for a while; renders that change nothing of it do not count. */
export function useSettled<Value>(value: Value, key: string, forMs: number): Value {
  const [settled, setSettled] = useState(value);
  const take = useEffectEvent(() => setSettled(value));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the value is another one
  useEffect(() => {
    const timer = setTimeout(() => take(), forMs);
    return () => clearTimeout(timer);
  }, [key, forMs]);
  return settled;
}
