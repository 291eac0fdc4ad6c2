/** A figure that was typed: `12.5`, `12,5`, `−3`, `1 200`. Nothing is null; what is no figure is told. */
export function parseFigure(text: string): number | null | 'wrong' {
  const bare = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f_]/g, '')
    .replace(/^[\u2212\u2013]/, '-');
  if (bare === '') return null;
  const plain = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare.replace(',', '.');
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return 'wrong';
  const value = Number(plain);
  return Number.isFinite(value) ? value : 'wrong';
}
