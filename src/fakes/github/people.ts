/** Marks of the people that the fake plants; none of them may ever be found in what is kept. */
export const PLANTED = ['zora-quill', 'Zora Quill', 'ivo-marsh', 'Ivo Marsh', 'zora.quill@example.invalid'] as const;

/** Who does something in the fake. */
export type Actor = 'opener' | 'other' | 'program';

const LOGINS: Readonly<Record<Actor, string>> = { opener: 'zora-quill', other: 'ivo-marsh', program: 'renovate[bot]' };

/** An account as REST shows it. */
export function restUser(actor: Actor): Readonly<Record<string, unknown>> {
  const login = LOGINS[actor];
  return {
    login,
    id: login.length,
    node_id: `U_${login}`,
    avatar_url: `https://avatars.example.invalid/${login}`,
    html_url: `https://github.example.invalid/${login}`,
    type: actor === 'program' ? 'Bot' : 'User',
    site_admin: false,
  };
}

/** An account as GraphQL shows it, with more than was asked for. */
export function graphActor(actor: Actor): Readonly<Record<string, unknown>> {
  return {
    __typename: actor === 'program' ? 'Bot' : 'User',
    login: LOGINS[actor].replace('[bot]', ''),
    name: actor === 'opener' ? 'Zora Quill' : 'Ivo Marsh',
    email: 'zora.quill@example.invalid',
  };
}

/** The author of a commit as git knows it. */
export function gitPerson(actor: Actor, date: string): Readonly<Record<string, unknown>> {
  return {
    name: actor === 'program' ? LOGINS.program : 'Zora Quill',
    email: 'zora.quill@example.invalid',
    date,
  };
}
