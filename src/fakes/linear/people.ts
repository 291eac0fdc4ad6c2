/** Marks of the people that the fake plants; none of them may ever be found in what is kept. */
export const PLANTED = ['Zora Quill', 'zora.quill@example.invalid', 'Ivo Marsh', 'ivo.marsh'] as const;

export const ZORA = {
  id: 'u-1',
  name: 'Zora Quill',
  displayName: 'zora',
  email: 'zora.quill@example.invalid',
} as const;
export const IVO = {
  id: 'u-2',
  name: 'Ivo Marsh',
  displayName: 'ivo.marsh',
  email: 'ivo.marsh@example.invalid',
} as const;

/** Every place of an issue where Linear puts people, with more than was asked for. */
export const ISSUE_PEOPLE = {
  assignee: ZORA,
  creator: IVO,
  delegate: ZORA,
  snoozedBy: IVO,
  subscribers: { nodes: [ZORA, IVO] },
  comments: { nodes: [{ user: ZORA, body: 'Ask Ivo Marsh' }] },
  description: 'Ask Ivo Marsh',
} as const;

/** Every place of an entry of a history where Linear puts people. */
export const ENTRY_PEOPLE = {
  actor: ZORA,
  actors: [ZORA],
  fromAssignee: ZORA,
  toAssignee: IVO,
  descriptionUpdatedBy: [IVO],
} as const;
