/**
 * Keeps what is typed between the shortcut and the moment the palette can take it, so that a quick hand loses no letter.
 * The answer ends the keeping and gives the letters, once.
 */
export function keepEarlyKeys(): () => string {
  let typed = '';
  const keep = (event: KeyboardEvent): void => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    typed += event.key;
    event.preventDefault();
    event.stopPropagation();
  };
  // The shortcut's own key has passed this phase already and is not kept.
  addEventListener('keydown', keep, true);
  return () => {
    removeEventListener('keydown', keep, true);
    const letters = typed;
    typed = '';
    return letters;
  };
}
