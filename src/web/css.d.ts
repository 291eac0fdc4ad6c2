import 'react';

declare module 'react' {
  // Values handed to a stylesheet.
  interface CSSProperties {
    readonly [variable: `--${string}`]: string | number | undefined;
  }
}
