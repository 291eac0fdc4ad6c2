/**
 * The answer to an edit that was made on top of a version: saved as the next one, or refused because somebody saved in between;
 * `latest` is then the version to look at (0: there is none).
 */
export type Saved =
  | { readonly saved: true; readonly version: number }
  | { readonly saved: false; readonly latest: number };
