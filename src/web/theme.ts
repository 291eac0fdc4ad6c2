import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import type { KindOrUnmapped } from '../flow/facts.ts';

/** Every colour of the page. Two sets, each designed for its own ground; nothing else on the page names a colour. */
export interface Tokens {
  readonly paper: string;
  readonly card: string;
  /** Menus, drawers and whatever else lies above the page. */
  readonly raised: string;
  readonly hairline: string;
  /** Borders of controls, which must be seen against both grounds. */
  readonly edge: string;
  readonly ink: string;
  readonly quiet: string;
  readonly water: string;
  /** Links and thin lines in the water's hue. */
  readonly stream: string;
  readonly onWater: string;
  readonly wait: string;
  readonly waitEdge: string;
  readonly hatch: string;
  readonly idea: string;
  readonly ideaDot: string;
  readonly selected: string;
  readonly accent: string;
  readonly sampleGround: string;
  readonly sampleInk: string;
  /** Bands behind aging work, from young to old; band of usual range in small charts. */
  readonly bands: readonly [string, string, string, string];
  readonly range: string;
}

export const lightTokens: Tokens = {
  paper: '#FBFAF6',
  card: '#FFFFFF',
  raised: '#FFFFFF',
  hairline: '#E3E0D6',
  edge: '#D8D4C7',
  ink: '#1A2127',
  quiet: '#5E6A72',
  water: '#0B5C7A',
  stream: '#4F9DB8',
  onWater: '#FFFFFF',
  wait: '#D6E8EE',
  waitEdge: '#9CC5D4',
  hatch: '#A9CBD8',
  idea: '#F1EFE8',
  ideaDot: '#CFCBBD',
  selected: '#EEECE0',
  accent: '#B3261E',
  sampleGround: '#F5E8CB',
  sampleInk: '#73520B',
  bands: ['#9FC8D5', '#BCD9E3', '#D6E8EE', '#EAF3F6'],
  range: '#E6F1F5',
};

export const darkTokens: Tokens = {
  paper: '#11171B',
  card: '#182024',
  raised: '#1D262B',
  hairline: '#2A353B',
  edge: '#3A474E',
  ink: '#ECE8DD',
  quiet: '#9DABB3',
  water: '#5FB3CF',
  stream: '#3E8CA8',
  onWater: '#0B171C',
  wait: '#203A45',
  waitEdge: '#3E6576',
  hatch: '#3F6878',
  idea: '#1F272A',
  ideaDot: '#46524F',
  selected: '#242D31',
  accent: '#FF9184',
  sampleGround: '#3A3018',
  sampleInk: '#EBCB83',
  bands: ['#2F5B6C', '#274B5A', '#203D49', '#1B3039'],
  range: '#1E323B',
};

/** The same hue everywhere and in both schemes, told apart by colour-blind readers. */
export const KIND_COLOURS: Readonly<Record<KindOrUnmapped, string>> = {
  feature: '#009E73',
  defect: '#D55E00',
  risk: '#E69F00',
  debt: '#CC79A7',
  unmapped: '#8A8F98',
};

/** Never colour alone: each kind has its own mark too (names of echarts symbols). */
export const KIND_MARKS: Readonly<Record<KindOrUnmapped, 'circle' | 'diamond' | 'triangle' | 'rect'>> = {
  feature: 'circle',
  defect: 'diamond',
  risk: 'triangle',
  debt: 'rect',
  unmapped: 'circle',
};

export const SERIF = "'Source Serif 4 Variable', 'Source Serif 4', Georgia, 'Times New Roman', serif";
export const SANS = "'Inter Variable', Inter, system-ui, 'Segoe UI', Roboto, sans-serif";

const waterShades: MantineColorsTuple = [
  '#EEF6F9',
  '#D6E8EE',
  '#B4D5E0',
  '#8EC0D0',
  '#5FB3CF',
  '#3B8CA8',
  '#1D728F',
  '#0B5C7A',
  '#094C65',
  '#073C50',
];
const accentShades: MantineColorsTuple = [
  '#FCEFEE',
  '#F7D8D5',
  '#EFB4AF',
  '#FF9184',
  '#DE6A61',
  '#CC4A40',
  '#BD352C',
  '#B3261E',
  '#951D17',
  '#781611',
];
const warmGrays: MantineColorsTuple = [
  '#FBFAF6',
  '#F4F2EA',
  '#EEECE0',
  '#E3E0D6',
  '#D8D4C7',
  '#B9B6AB',
  '#5E6A72',
  '#4A555C',
  '#313A40',
  '#1A2127',
];
const nightGrays: MantineColorsTuple = [
  '#ECE8DD',
  '#C9CCC9',
  '#9DABB3',
  '#75848C',
  '#3A474E',
  '#2A353B',
  '#1D262B',
  '#11171B',
  '#0D1215',
  '#090D0F',
];

const FIELD_ORDER = ['label', 'input', 'description', 'error'];

export const theme = createTheme({
  primaryColor: 'water',
  primaryShade: { light: 7, dark: 4 },
  colors: { water: waterShades, accent: accentShades, gray: warmGrays, dark: nightGrays },
  white: '#FFFFFF',
  black: lightTokens.ink,
  fontFamily: SANS,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  headings: { fontFamily: SERIF, fontWeight: '400' },
  defaultRadius: 'md',
  radius: { sm: '5px', md: '7px', lg: '10px' },
  autoContrast: true,
  luminanceThreshold: 0.3,
  cursorType: 'pointer',
  respectReducedMotion: true,
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  components: {
    Button: {
      defaultProps: { variant: 'default', size: 'sm' },
      vars: (_theme: unknown, props: { readonly variant?: string }) => ({
        root: props.variant === 'filled' ? { '--button-color': 'var(--mr-on-water)' } : {},
      }),
    },
    // What a field means stands below it, so that fields in a row are level.
    TextInput: { defaultProps: { inputWrapperOrder: FIELD_ORDER } },
    PasswordInput: { defaultProps: { inputWrapperOrder: FIELD_ORDER } },
    Textarea: { defaultProps: { inputWrapperOrder: FIELD_ORDER } },
    NativeSelect: { defaultProps: { inputWrapperOrder: FIELD_ORDER } },
    Popover: { defaultProps: { shadow: undefined, transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { shadow: undefined, transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, openDelay: 250 } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 }, overlayProps: { backgroundOpacity: 0.28 } } },
    Modal: { defaultProps: { transitionProps: { duration: 90 }, overlayProps: { backgroundOpacity: 0.28 } } },
  },
});

/** Hands the tokens to Mantine's own variables and to ours (`--mr-…`). */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mr-serif': SERIF,
    '--mr-sans': SANS,
    ...Object.fromEntries(Object.entries(KIND_COLOURS).map(([kind, colour]) => [`--mr-kind-${kind}`, colour])),
  },
  light: variablesOf(lightTokens),
  dark: variablesOf(darkTokens),
});

function variablesOf(tokens: Tokens): Record<string, string> {
  return {
    ...ownVariables(tokens),
    '--mantine-color-body': tokens.paper,
    '--mantine-color-text': tokens.ink,
    '--mantine-color-dimmed': tokens.quiet,
    '--mantine-color-anchor': tokens.water,
    '--mantine-color-default': tokens.card,
    '--mantine-color-default-hover': tokens.selected,
    '--mantine-color-default-color': tokens.ink,
    '--mantine-color-default-border': tokens.edge,
    '--mantine-color-placeholder': tokens.quiet,
    '--mantine-color-error': tokens.accent,
    '--mantine-primary-color-contrast': tokens.onWater,
  };
}

/** The tokens as CSS variables; also what print falls back to, whatever the screen shows. */
export function ownVariables(tokens: Tokens): Record<string, string> {
  const { bands, ...single } = tokens;
  const named = Object.entries(single).map(([name, value]) => [
    `--mr-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value,
  ]);
  return Object.fromEntries([...named, ...bands.map((value, index) => [`--mr-band-${index}`, value])]);
}
