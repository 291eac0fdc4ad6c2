/** Marks of the people that the fake plants; none of them may ever be found in what is kept. */
export const PLANTED = ['Zora Quill', 'zora.quill@example.invalid', 'Ivo Marsh', 'ivo.marsh@example.invalid'] as const;

/** Who does something in the fake. */
export type Actor = 'opener' | 'other' | 'program';

const NAMES: Readonly<Record<Actor, readonly [name: string, mail: string]>> = {
  opener: ['Zora Quill', 'zora.quill@example.invalid'],
  other: ['Ivo Marsh', 'ivo.marsh@example.invalid'],
  program: ['Checkout Build Service (example)', 'Build\\b1f0'],
};

/** An account as most of the API shows it. */
export function identity(actor: Actor): Readonly<Record<string, unknown>> {
  const [displayName, uniqueName] = NAMES[actor];
  return {
    displayName,
    uniqueName,
    id: `00000000-0000-0000-0000-${String(uniqueName.length).padStart(12, '0')}`,
    url: `https://vssps.example.invalid/_apis/Identities/${uniqueName.length}`,
    imageUrl: `https://dev.example.invalid/_api/_common/identityImage?id=${uniqueName.length}`,
    descriptor: `${actor === 'program' ? 'svc' : 'aad'}.${uniqueName.length}`,
  };
}

/** An account as the feed of revisions writes it. */
export function written(actor: Actor): string {
  const [name, mail] = NAMES[actor];
  return `${name} <${mail}>`;
}

/** The author of a commit as git knows it. */
export function gitPerson(actor: Actor, date: string): Readonly<Record<string, unknown>> {
  const [name, email] = NAMES[actor];
  return { name, email, date };
}
