import { download } from '../parts/csv.ts';
import type { RaceData } from './race-data.ts';

/** What a shape's look consists of; in a file of its own it cannot read the page's stylesheet. */
const LOOK = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
];
const LETTERS = ['font-family', 'font-size', 'font-weight', 'letter-spacing', 'text-transform', 'text-anchor'];
const MARGIN = 16;

/** The picture as it stands, with every colour and letter written into it. */
export function svgOf(picture: SVGSVGElement, ground: string): string {
  const copy = picture.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return '';
  const shapes = picture.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((shape, index) => {
    const drawn = shapes[index];
    if (drawn === undefined) return;
    const look = getComputedStyle(drawn);
    const isText = shape.tagName === 'text' || shape.tagName === 'tspan';
    for (const name of isText ? [...LOOK, ...LETTERS] : LOOK) {
      // A pattern is named in the attribute; the computed value would hold the page's whole address.
      if (shape.getAttribute(name)?.startsWith('url(') === true) continue;
      shape.setAttribute(name, look.getPropertyValue(name));
    }
    shape.removeAttribute('class');
  });
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes);
  const { width, height } = picture.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`);
  copy.setAttribute('width', String(width + 2 * MARGIN));
  copy.setAttribute('height', String(height + 2 * MARGIN));
  copy.removeAttribute('class');
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of [
    ['x', -MARGIN],
    ['y', -MARGIN],
    ['width', width + 2 * MARGIN],
    ['height', height + 2 * MARGIN],
    ['fill', ground],
  ] as const) {
    paper.setAttribute(name, String(value));
  }
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** Draws the shapes on a canvas twice as fine as the screen. */
export async function savePngOf(svg: string, name: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob !== null) download(`${name}.png`, blob, 'image/png');
  } finally {
    URL.revokeObjectURL(address);
  }
}

const DAY_SECONDS = 86_400;

/** The picture in rows: a row a step. */
export function raceRows(data: RaceData): {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
} {
  return {
    header: [
      'Step',
      'Stage',
      'State',
      'Load',
      'Limit',
      'Median visit (days)',
      'Share of time',
      'Constraint',
      'Longest wait',
    ],
    rows: data.steps.map((step, index) => [
      step.name,
      step.stage,
      step.state,
      step.load,
      step.limit,
      step.medianSeconds === null ? null : Math.round((step.medianSeconds / DAY_SECONDS) * 1000) / 1000,
      step.share === null ? null : Math.round(step.share * 10_000) / 10_000,
      data.constraint === index ? 'constraint' : null,
      data.waitsLongest === index ? 'longest wait' : null,
    ]),
  };
}
